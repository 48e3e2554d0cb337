"""Renders what other systems need from the contract: DuckDB DDL, dbt's sources YAML, polars schemas.

`python -m orchestration.contracts.render` rewrites dbt_project/models/staging/_raw__sources.yml and _raw__models.yml.
"""

from __future__ import annotations

import datetime as dt
import pathlib
from typing import Any

import polars as pl
import yaml

from orchestration.contracts.tables import RAW_TABLES, RawRecord, columns

_STAGING = pathlib.Path(__file__).parents[2] / "dbt_project" / "models" / "staging"
SOURCES_YML = _STAGING / "_raw__sources.yml"
STAGING_YML = _STAGING / "_raw__models.yml"

_HEADER = (
    "# Rendered from orchestration/contracts/tables.py: `python -m orchestration.contracts.render`. Do not edit.\n"
)

_POLARS: dict[Any, Any] = {
    str: pl.String,
    int: pl.Int64,
    float: pl.Float64,
    bool: pl.Boolean,
    bytes: pl.Binary,
    dt.date: pl.Date,
    dt.datetime: pl.Datetime("us"),
    list[str]: pl.List(pl.String),
}


def ddl(record: type[RawRecord]) -> str:
    """`CREATE TABLE IF NOT EXISTS raw.…` with NOT NULL and CHECK constraints."""
    lines = []
    for c in columns(record):
        check = ""
        if c.accepted_values:
            values = ", ".join(f"'{v}'" for v in c.accepted_values)
            check = f" CHECK ({c.name} IN ({values}))"
        lines.append(f'  "{c.name}" {c.duckdb_type}{"" if c.nullable else " NOT NULL"}{check}')
    return f"CREATE TABLE IF NOT EXISTS raw.{record.table} (\n" + ",\n".join(lines) + "\n)"


def polars_schema(record: type[RawRecord]) -> pl.Schema:
    """Column names and dtypes of a frame that can be written to the record's table."""
    return pl.Schema({c.name: _POLARS[c.python_type] for c in columns(record)})


def _source_table(record: type[RawRecord]) -> dict[str, Any]:
    specs = columns(record)
    keys = [c.name for c in specs if c.key]
    rendered: list[dict[str, Any]] = []
    for c in specs:
        tests: list[Any] = []
        if not c.nullable:
            tests.append("not_null")
        if keys == [c.name]:
            tests.append("unique")
        if c.accepted_values:
            tests.append({"accepted_values": {"arguments": {"values": list(c.accepted_values)}}})
        if c.references:
            table, field = c.references.split(".")
            tests.append({"relationships": {"arguments": {"to": f"source('raw', '{table}')", "field": field}}})
        column: dict[str, Any] = {"name": c.name, "description": c.description, "data_type": c.duckdb_type.lower()}
        if tests:
            column["data_tests"] = tests
        rendered.append(column)
    table_: dict[str, Any] = {
        "name": record.table,
        "description": (record.__doc__ or "").strip(),
        "config": {"meta": {"dagster": {"asset_key": ["raw", record.table]}}},
        "columns": rendered,
    }
    if len(keys) > 1:
        table_["data_tests"] = [{"unique_combination_of_columns": {"arguments": {"columns": keys}}}]
    return table_


def sources_yaml() -> str:
    """dbt's sources file for schema `raw`."""
    document = {
        "version": 2,
        "sources": [
            {
                "name": "raw",
                "description": "What the Python stations write: documents, articles and mentions.",
                "schema": "raw",
                "tables": [_source_table(record) for record in RAW_TABLES],
            }
        ],
    }
    return _dump(document)


def staging_yaml() -> str:
    """dbt's properties of the staging views: what a column is called, is, and holds; documents' bytes stay in raw."""
    models = [
        {
            "name": f"stg_raw__{record.table}",
            "description": (record.__doc__ or "").strip(),
            "config": {"contract": {"enforced": True}},
            "columns": [
                {"name": c.name, "description": c.description, "data_type": c.duckdb_type.lower()}
                for c in columns(record)
                if c.python_type is not bytes
            ],
        }
        for record in RAW_TABLES
    ]
    return _dump({"version": 2, "models": models})


def _dump(document: dict[str, Any]) -> str:
    rendered: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return _HEADER + rendered


if __name__ == "__main__":
    _STAGING.mkdir(parents=True, exist_ok=True)
    SOURCES_YML.write_text(sources_yaml(), encoding="utf-8")
    STAGING_YML.write_text(staging_yaml(), encoding="utf-8")
