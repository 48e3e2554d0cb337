"""What comes in: the documents of ARTICLES_DIR and of fetched archives, and what of it could not be read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from orchestration.assets.metadata import POOL, raw_result, raw_spec, rejected_markdown, say
from orchestration.contracts.tables import Archive, Document, DocumentSource, RejectedDocument
from orchestration.ingest.documents import scan
from orchestration.ingest.relevance import Gate
from orchestration.resources import Warehouse
from orchestration.store import SCAN_STAGES


def utc_now() -> dt.datetime:
    """UTC without a zone, as the tables keep it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def source_documents_asset(fetched: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """fetched: what fills the folder of archives that is read beside ARTICLES_DIR."""

    @dg.multi_asset(
        name="source_documents",
        specs=[
            spec.replace_attributes(deps=fetched)
            for spec in (
                raw_spec(Document, group="sources", kinds=("python", "duckdb", "file")),
                raw_spec(DocumentSource, group="sources"),
                raw_spec(Archive, group="sources"),
                raw_spec(RejectedDocument, group="sources"),
            )
        ],
        pool=POOL,
    )
    def source_documents(
        context: dg.AssetExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.MaterializeResult[Any]]:
        """Reads the folder of documents. Later stations add the documents that they had to refuse."""
        settings, store = warehouse.settings, warehouse.store
        settings.require_articles_dir()
        now = utc_now()
        known_archives = {a.archive: a for a in store.rows(Archive)}
        findings = scan(
            settings.articles_dir,
            now,
            Gate(settings.seeds_dir / "reference"),
            web_dir=settings.web_dir,
            known_archives=known_archives,
            max_document_bytes=settings.max_document_bytes,
        )
        changes = store.save_scan(findings, now)
        archives = store.rows(Archive)
        refused = sum(1 for r in store.rows(RejectedDocument) if r.stage in SCAN_STAGES)
        say(
            context,
            f"{store.count(Document)} documents in {settings.articles_dir}: {changes.added} new, "
            f"{changes.changed} described anew, {changes.removed} gone; {refused} refused",
        )
        pages, irrelevant = sum(a.pages for a in archives), sum(a.irrelevant for a in archives)
        if archives:
            anew = sum(a.read_at == now for a in archives)
            say(
                context,
                f"{len(archives)} archives, {anew} read anew: {pages} pages, {irrelevant} do not name both sides",
            )
        yield raw_result(
            store,
            Document,
            {
                "folder": dg.MetadataValue.path(str(settings.articles_dir)),
                "new": changes.added,
                "described anew": changes.changed,
                "gone": changes.removed,
            },
        )
        yield raw_result(store, DocumentSource)
        yield raw_result(store, Archive, {"pages": pages, "irrelevant pages": irrelevant})
        yield raw_result(store, RejectedDocument, {"rejected": rejected_markdown(store.rows(RejectedDocument))})

    return source_documents
