"""What every raw table's asset tells a person in the UI: description, columns, row count, first rows.

Only presentation belongs here. Text from documents is shown as text: it can add no link, image, markup or row.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from orchestration.contracts.tables import RawRecord, RejectedDocument, columns
from orchestration.store import Store

OWNERS = ("team:warehouse",)
POOL = "warehouse_writer"
PROGRESS = "progress"
PREVIEW_ROWS = 5
REJECTED_ROWS = 100
_CELL_CHARACTERS = 120
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@/])")


def say(context: dg.AssetExecutionContext, message: str) -> None:
    """Logs what a person who waits wants to know; the command line shows these lines and no others."""
    context.log.info(message, extra={PROGRESS: True})


def raw_key(record: type[RawRecord]) -> dg.AssetKey:
    """The key under which dbt's sources know the table."""
    return dg.AssetKey(["raw", record.table])


def raw_spec(
    record: type[RawRecord],
    *,
    group: str,
    deps: Sequence[type[RawRecord]] = (),
    code_version: str | None = None,
    kinds: Iterable[str] = ("python", "duckdb"),
) -> dg.AssetSpec:
    """The asset of a raw table, described by its contract."""
    schema = dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=c.name,
                type=c.duckdb_type,
                description=c.description,
                constraints=dg.TableColumnConstraints(nullable=c.nullable, unique=False),
            )
            for c in columns(record)
        ]
    )
    return dg.AssetSpec(
        key=raw_key(record),
        deps=[raw_key(d) for d in deps],
        description=record.__doc__,
        group_name=group,
        kinds=set(kinds),
        owners=list(OWNERS),
        code_version=code_version,
        metadata={"dagster/column_schema": schema, "dagster/table_name": f"raw.{record.table}"},
    )


def raw_result(
    store: Store, record: type[RawRecord], extra: Mapping[str, Any] | None = None
) -> dg.MaterializeResult[Any]:
    """The table as it now is, with what the station has to say besides."""
    return dg.MaterializeResult(
        asset_key=raw_key(record),
        metadata={
            "dagster/row_count": store.count(record),
            "first rows": dg.MetadataValue.md(markdown_table(store.preview(record, PREVIEW_ROWS))),
            **(extra or {}),
        },
    )


def rejected_markdown(rejected: Sequence[RejectedDocument]) -> dg.MetadataValue[Any]:
    """Rejected inputs with their reasons, one per row."""
    if not rejected:
        return dg.MetadataValue.md("none")
    shown = pl.DataFrame(
        [(r.source_name, str(r.stage), r.reason_code, r.reason) for r in rejected[:REJECTED_ROWS]],
        schema=["source_name", "stage", "reason_code", "reason"],
        orient="row",
    )
    more = len(rejected) - len(shown)
    return dg.MetadataValue.md(markdown_table(shown) + (f"\n\n… and {more} more" if more > 0 else ""))


def markdown_table(rows: pl.DataFrame) -> str:
    """A frame as a markdown table; long cells are cut."""
    lines = [_line(rows.columns), _line("---" for _ in rows.columns)]
    lines += [_line(_cell(value) for value in row) for row in rows.iter_rows()]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).split())
    if len(text) > _CELL_CHARACTERS:
        text = text[: _CELL_CHARACTERS - 1] + "…"
    return html.escape(_MARKUP.sub(r"\\\1", text), quote=False)
