import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from orchestration.assets.metadata import markdown_table, raw_key, raw_spec, rejected_markdown
from orchestration.contracts.codes import RejectionStage
from orchestration.contracts.tables import Document, RejectedDocument


def _rendered(markdown: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "<script>alert(1)</script>",
        "[x](javascript:1)",
        "![x](http://a/b.png)",
        "**b**",
        "`c`",
        "a\n\n# b",
        "\\|",
    ],
)
def test_text_from_documents_stays_text(text: str) -> None:
    page = _rendered(markdown_table(pl.DataFrame({"said": [text]})))
    assert page.count("<tr>") == 2
    assert page.count("<td>") == 1
    for markup in ("<script", "<a ", "<img", "<strong", "<code", "<h1"):
        assert markup not in page


@given(st.text(max_size=200))
def test_any_text_gives_one_cell(text: str) -> None:
    page = _rendered(markdown_table(pl.DataFrame({"said": [text]})))
    assert page.count("<td>") == 1
    assert page.count("<tr>") == 2


def test_long_cells_are_cut_and_nothing_is_empty() -> None:
    lines = markdown_table(pl.DataFrame({"a": ["x" * 500, None]})).splitlines()
    assert len(lines[2]) < 200
    assert lines[2].endswith("… |")
    assert lines[3] == "|  |"


def test_the_spec_of_a_raw_table_comes_from_the_contract() -> None:
    spec = raw_spec(Document, group="sources")
    assert spec.key == raw_key(Document)
    assert spec.description == Document.__doc__
    columns = spec.metadata["dagster/column_schema"].columns
    assert [c.name for c in columns][:2] == ["document_id", "source_name"]
    assert not columns[0].constraints.nullable


def test_rejections_are_listed_with_their_reasons() -> None:
    row = RejectedDocument("a.txt", RejectionStage.READ, "empty", "It is empty.", 0, None, dt.datetime(2026, 1, 1))
    assert "It is empty" in str(rejected_markdown([row]).value)
    assert rejected_markdown([]).value == "none"
    assert "… and 5 more" in str(rejected_markdown([row] * 105).value)
