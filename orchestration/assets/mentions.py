"""Extraction: from articles to mentions, only for articles that this version of the rules has not read yet."""

import functools
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from orchestration.assets.articles import BATCH
from orchestration.assets.metadata import POOL, raw_result, raw_spec, rejected_markdown, say
from orchestration.assets.sources import utc_now
from orchestration.contracts.codes import RejectionStage
from orchestration.contracts.tables import (
    Article,
    ArticleSegment,
    Extraction,
    Location,
    RejectedDocument,
)
from orchestration.engines import batches, engine_for
from orchestration.extract.kernel import load_knowledge, locations
from orchestration.resources import Warehouse
from orchestration.stations import ExtractionJob, extract
from orchestration.store import EXTRACTED, Store


def locations_asset(version: str) -> dg.AssetsDefinition:
    """version: of the reference data and the code that reads it."""

    @dg.multi_asset(name="locations", specs=[raw_spec(Location, group="reference", code_version=version)], pool=POOL)
    def gazetteer(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
        store = warehouse.store
        store.save_locations(locations(load_knowledge(warehouse.settings.seeds_dir)))
        say(context, f"{store.count(Location)} places known")
        return raw_result(store, Location)

    return gazetteer


def mentions_asset(version: str) -> dg.AssetsDefinition:
    """version: of the extractor, which the UI compares with the last materialisation."""

    @dg.multi_asset(
        name="mentions",
        specs=[
            raw_spec(record, group="mentions", deps=[Article, ArticleSegment, Location], code_version=version)
            for record in EXTRACTED
        ],
        pool=POOL,
    )
    def mentions(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
        settings, store = warehouse.settings, warehouse.store
        extractor = load_knowledge(settings.seeds_dir).version
        unextracted = store.unextracted_articles(extractor)
        task = functools.partial(extract, seeds_dir=settings.seeds_dir, now=utc_now())
        with engine_for(len(unextracted), pool_threshold=settings.pool_threshold, processes=settings.processes) as run:
            for batch in batches(unextracted, BATCH):
                extracted = run(task, _jobs(store, batch))
                store.save_mentions(
                    batch,
                    [e.extraction for e in extracted if e.extraction],
                    [m for e in extracted for m in e.mentions],
                    [e.rejected for e in extracted if e.rejected],
                )
                say(context, f"extracted {len(batch)} articles")
        rejected = [r for r in store.rows(RejectedDocument) if r.stage == RejectionStage.EXTRACT]
        say(context, f"{len(unextracted)} articles extracted anew by version {extractor}, {len(rejected)} given up")
        for record in EXTRACTED:
            said: dict[str, Any] = {"extractor version": extractor}
            if record is Extraction:
                said |= {"articles extracted anew": len(unextracted), "rejected": rejected_markdown(rejected)}
            yield raw_result(store, record, said)

    return mentions


def _jobs(store: Store, ids: Sequence[str]) -> list[ExtractionJob]:
    names = store.source_names(ids)
    segments: dict[str, list[ArticleSegment]] = {document_id: [] for document_id in ids}
    for segment in store.rows(ArticleSegment, ids):
        segments[segment.document_id].append(segment)
    return [ExtractionJob(names[a.document_id], a, segments[a.document_id]) for a in store.rows(Article, ids)]
