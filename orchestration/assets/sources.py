"""What comes in: the documents of ARTICLES_DIR, and what of it could not be read."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.assets.metadata import POOL, raw_result, raw_spec, rejected_markdown, say
from orchestration.contracts.tables import Document, RejectedDocument
from orchestration.ingest.documents import known_files, scan
from orchestration.resources import Warehouse


def utc_now() -> dt.datetime:
    """UTC without a zone, as the tables keep it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


@dg.multi_asset(
    name="source_documents",
    specs=[
        raw_spec(Document, group="sources", kinds=("python", "duckdb", "file")),
        raw_spec(RejectedDocument, group="sources"),
    ],
    pool=POOL,
)
def source_documents(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
    """Reads the folder of documents. Later stations add the documents that they had to refuse."""
    settings, store = warehouse.settings, warehouse.store
    settings.require_articles_dir()
    result = scan(
        settings.articles_dir,
        known_files(store.rows(Document)),
        utc_now(),
        max_document_bytes=settings.max_document_bytes,
    )
    changes = store.save_scan(result.documents, result.rejected)
    say(
        context,
        f"{len(result.documents)} documents in {settings.articles_dir}: {changes.added} new, "
        f"{changes.changed} described anew, {changes.removed} gone; {len(result.rejected)} refused",
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
    yield raw_result(store, RejectedDocument, {"rejected": rejected_markdown(store.rows(RejectedDocument))})
