"""A small working file with all promised marts, made without dbt."""

from __future__ import annotations

from pathlib import Path

import duckdb

from orchestration.publish.promise import PROMISED

ROWS = {
    "dim_dates": "(date '2025-08-07')",
    "dim_documents": "('d1', 'a.txt', null, 'Title', null, 'hi', date '2025-08-08', null, null)",
    "dim_locations": "('ru-moscow', 'Moscow', 'RU', 'Russia', 55.75, 37.62)",
    "dim_people": (
        "('ajit-doval', 'Ajit Doval', 'अजीत डोभाल', null, 'IN', true),"
        " ('vladimir-putin', 'Vladimir Putin', null, null, 'RU', true)"
    ),
    "dim_topics": "('annual_summit', 'Annual summit', 'शिखर', null, 'Its preparation')",
    "fact_meetings": (
        "('mtg-1', 'bilateral_meeting', 'held', date '2025-08-07', date '2025-08-07', 'day', 'ru-moscow', 'Kremlin',"
        " null, 60, 0.9, 1, 'Ajit Doval met Vladimir Putin in Moscow')"
    ),
    "fact_meeting_mentions": "('m1', 'mtg-1', 'd1', 'held', 'डोभाल ने पुतिन से मुलाकात की', 0, 29, 0.9)",
    "bridge_meeting_people": (
        "('mtg-1', 'ajit-doval', 'IN', 'NSA', null), ('mtg-1', 'vladimir-putin', 'RU', null, null)"
    ),
    "bridge_meeting_topics": "('mtg-1', 'annual_summit', 1)",
    "rejected_documents": "('[red]x[/red].txt', 'decode', 'It is a binary.')",
}

#: Columns that a key of the promise needs beside the promised ones.
FURTHER = {
    "bridge_meeting_people": ["position_id VARCHAR"],
    "dim_forums": ["parent_forum_id VARCHAR"],
    "dim_documents": ["publisher_id VARCHAR", "agency_id VARCHAR"],
}


def make_marts(working: Path) -> None:
    """Write schema `marts` with comments, NOT NULL constraints and a few rows."""
    with duckdb.connect(str(working)) as con:
        con.execute("CREATE SCHEMA marts")
        for table, columns in PROMISED.items():
            definitions = [
                f"{name} {kind.removesuffix('?')}{'' if kind.endswith('?') else ' NOT NULL'}"
                for name, kind in columns.items()
            ]
            con.execute(f"CREATE TABLE marts.{table} ({', '.join(definitions + FURTHER.get(table, []))})")
            con.execute(f"COMMENT ON TABLE marts.{table} IS 'What {table} holds, it''s said'")
            for name in columns:
                con.execute(f"COMMENT ON COLUMN marts.{table}.{name} IS 'What {name} means'")
            if table in ROWS:
                con.execute(f"INSERT INTO marts.{table} VALUES {ROWS[table]}")
