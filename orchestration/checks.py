"""What must hold of the raw tables, across tables, before anything is published.

A check of one column's values belongs into the contract, from where dbt tests it; dbt's tests appear as checks by
themselves. Each check here is a query for offenders, so that Dagster and the publication ask the same question.
"""

import dataclasses
from typing import Any

import dagster as dg

from orchestration.assets.metadata import markdown_table, raw_key
from orchestration.contracts.tables import (
    Article,
    Document,
    Extraction,
    MeetingMention,
    RawRecord,
    RejectedDocument,
    columns,
)
from orchestration.resources import Warehouse
from orchestration.store import EXTRACTED, Store

_SHOWN = 20


@dataclasses.dataclass(frozen=True)
class RawCheck:
    """A query that finds nothing where all is well.

    record: the table that the check is shown with; deps: further tables that must be there first; is_blocking: whether
    offenders stop the publication, or are only shown.
    """

    name: str
    description: str
    record: type[RawRecord]
    query: str
    deps: tuple[type[RawRecord], ...] = ()
    is_blocking: bool = True


def _misquotes() -> str:
    """Passages whose words do not stand in the article's text at the offsets given."""
    parts = []
    for record in EXTRACTED:
        names = {c.name for c in columns(record)}
        said = next((name for name in ("quote", "surface", "term") if name in names), None)
        if said:
            parts.append(
                f"SELECT '{record.table}' AS table_name, m.document_id, m.char_start, m.{said} AS said "
                f"FROM raw.{record.table} AS m JOIN raw.articles AS a USING (document_id) "
                f"WHERE substr(a.text, m.char_start + 1, m.char_end - m.char_start) IS DISTINCT FROM m.{said}"
            )
    return " UNION ALL ".join(parts)


RAW_CHECKS = (
    RawCheck(
        "has_documents",
        "At least one document can be read: an empty or unmounted folder must not empty what is published.",
        Document,
        "SELECT 'no document can be read in the folder' AS finding WHERE NOT EXISTS (FROM raw.documents)",
    ),
    RawCheck(
        "every_document_is_read_or_rejected",
        "No document is lost: each has an article, or a reason why there is none.",
        Article,
        "SELECT source_name, document_id FROM raw.documents "
        "ANTI JOIN raw.articles USING (document_id) ANTI JOIN raw.rejected_documents USING (document_id)",
    ),
    RawCheck(
        "every_article_is_extracted_or_rejected",
        "No article is lost: each was read by the rules, or has a reason why not.",
        Extraction,
        "SELECT document_id, title FROM raw.articles "
        "ANTI JOIN raw.extractions USING (document_id) ANTI JOIN raw.rejected_documents USING (document_id)",
    ),
    RawCheck(
        "quotes_stand_in_the_text",
        "Every quote, name and term that an article is said to hold stands there, at the offsets given.",
        MeetingMention,
        _misquotes(),
    ),
    RawCheck(
        "the_program_failed_on_no_document",
        "No document was given up because of a fault in the program. The others go on.",
        RejectedDocument,
        "SELECT source_name, reason FROM raw.rejected_documents "
        "WHERE reason_code IN ('reader_failed', 'extractor_failed')",
        deps=(Article, Extraction),
        is_blocking=False,
    ),
)


def broken_checks(store: Store) -> list[str]:
    """Names of the blocking checks that do not hold now."""
    with store.connect() as connection:
        return [c.name for c in RAW_CHECKS if c.is_blocking and connection.sql(c.query).limit(1).fetchall()]


def _asset_check(check: RawCheck) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=raw_key(check.record),
        name=check.name,
        description=check.description,
        additional_deps=[raw_key(record) for record in check.deps],
        blocking=check.is_blocking,
    )
    def evaluate(warehouse: Warehouse) -> dg.AssetCheckResult:
        with warehouse.store.connect() as connection:
            offenders = connection.sql(check.query)
            [(count,)] = offenders.count("*").fetchall()
            metadata: dict[str, Any] = {"offenders": count}
            if count:
                metadata["first offenders"] = dg.MetadataValue.md(markdown_table(offenders.limit(_SHOWN).pl()))
        severity = dg.AssetCheckSeverity.ERROR if check.is_blocking else dg.AssetCheckSeverity.WARN
        return dg.AssetCheckResult(passed=count == 0, severity=severity, metadata=metadata)

    return evaluate


ASSET_CHECKS = tuple(_asset_check(check) for check in RAW_CHECKS)
