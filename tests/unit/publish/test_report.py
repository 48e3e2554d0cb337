"""The tables in the terminal show what is published, and text of documents only as text."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

from orchestration.publish.publish import publish
from orchestration.publish.report import meetings_table, plain, rejected_table
from tests.unit.publish.marts import make_marts


@pytest.fixture
def published(tmp_path: Path) -> Path:
    make_marts(tmp_path / "working.duckdb")
    path = tmp_path / "diplomacy.duckdb"
    publish(tmp_path / "working.duckdb", path, dt.datetime.now(dt.UTC))
    return path


def shown(table: Table) -> str:
    console = Console(file=io.StringIO(), width=140, force_terminal=False)
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_meeting_is_shown_with_who_when_where_and_sources(published: Path) -> None:
    text = shown(meetings_table(published))
    for part in ("2025-08-07", "held", "bilateral meeting", "IN: Ajit Doval", "RU: Vladimir Putin", "Kremlin, Moscow"):
        assert part in text


def test_markup_in_a_file_name_is_text(published: Path) -> None:
    text = shown(rejected_table(published))
    assert "[red]x[/red].txt" in text
    assert "It is a binary." in text


def test_what_is_left_out_is_counted(published: Path) -> None:
    assert rejected_table(published, limit=0).caption == "1 more in rejected_documents"
    assert rejected_table(published).caption is None


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    made = plain(text).plain
    assert len(made) == len(text)
    assert not {"\x1b", "\x07", "\x9b", "\r", "\u202e", "\u2066"} & set(made)


def test_hindi_joiners_stay() -> None:
    assert plain("क्\u200dष").plain == "क्\u200dष"
