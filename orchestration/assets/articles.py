"""Reading: from documents to clean articles, only those that are new or that another version of the reader read."""

import functools
from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.assets.metadata import POOL, raw_result, raw_spec, rejected_markdown, say
from orchestration.assets.sources import utc_now
from orchestration.contracts.tables import Article, ArticleSegment, Document, RejectedDocument
from orchestration.engines import batches, engine_for
from orchestration.extract.kernel import load_knowledge
from orchestration.ingest.duplicates import near_duplicate_groups
from orchestration.resources import Warehouse
from orchestration.stations import read
from orchestration.store import READING_STAGES

#: Documents saved at a time: a run that dies loses no more than these.
BATCH = 1000


def articles_asset(version: str) -> dg.AssetsDefinition:
    """version: of the reader, which the UI compares with the last materialisation."""

    @dg.multi_asset(
        name="articles",
        specs=[
            raw_spec(Article, group="articles", deps=[Document], code_version=version),
            raw_spec(ArticleSegment, group="articles", deps=[Document], code_version=version),
        ],
        pool=POOL,
    )
    def articles(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
        settings, store = warehouse.settings, warehouse.store
        reader = load_knowledge(settings.seeds_dir).version
        unread = store.unread_documents(reader)
        task = functools.partial(read, seeds_dir=settings.seeds_dir, now=utc_now())
        with engine_for(len(unread), pool_threshold=settings.pool_threshold, processes=settings.processes) as run:
            for batch in batches(unread, BATCH):
                readings = run(task, store.rows(Document, batch))
                store.save_articles(
                    batch,
                    [r.article for r in readings if r.article],
                    [s for r in readings for s in r.segments],
                    [r.rejected for r in readings if r.rejected],
                )
                say(context, f"read {len(batch)} documents")
        regrouped = store.save_duplicate_groups(near_duplicate_groups(store.article_texts()))
        store.mark_versions()
        rejected = [r for r in store.rows(RejectedDocument) if r.stage in READING_STAGES]
        say(
            context,
            f"{store.count(Article)} articles; {len(unread)} documents read anew, {len(rejected)} hold no article",
        )
        yield raw_result(
            store,
            Article,
            {
                "documents read anew": len(unread),
                "near-duplicate groups changed": regrouped,
                "reader version": reader,
                "rejected": rejected_markdown(rejected),
            },
        )
        yield raw_result(store, ArticleSegment)

    return articles
