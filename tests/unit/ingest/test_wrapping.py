from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.wrapping import unwrapped

ARTICLES = sorted((Path(__file__).parents[2] / "gold" / "articles").glob("*.txt"))[::4]


def paragraphs(path: Path) -> list[str]:
    return [" ".join(line.split()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def wrap(text: str, width: int, indent: str = "") -> str:
    options = {"break_long_words": False, "break_on_hyphens": False, "initial_indent": indent}
    return textwrap.fill(text, width, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [60, 72, 100])
def test_wrapped_articles_are_those_that_were_wrapped(width: int) -> None:
    assert {path.name[:2] for path in ARTICLES} == {"en", "hi", "ru"}
    for path in ARTICLES:
        whole = paragraphs(path)
        assert unwrapped("\n\n".join(wrap(p, width) for p in whole)) == "\n\n".join(whole), path.name


def test_articles_that_nobody_wrapped_stay() -> None:
    for path in ARTICLES:
        for joint in ("\n", "\n\n"):
            whole = joint.join(paragraphs(path))
            assert unwrapped(whole) == whole, path.name


def test_an_indented_line_begins_a_paragraph() -> None:
    first, second = "Lavrov met Jaishankar in Moscow on Monday. " * 5, "They will meet again in New Delhi in May. " * 5
    text = wrap(first, 64, "   ") + "\n" + wrap(second, 64, "   ")
    assert [line.split() for line in unwrapped(text).split("\n")] == [first.split(), second.split()]


def test_lists_stay() -> None:
    links = [
        "Putin to visit India in December",
        "Jaishankar meets Lavrov in Moscow on the sidelines of the SCO meeting",
        "Gold prices today",
        "Rupee falls against the dollar for a third day",
        "Sports",
        "India beat Australia",
    ]
    text = "\n".join(links)
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .,\n\u0939\u0964", max_size=400))
def test_no_offset_changes(text: str) -> None:
    after = unwrapped(text)
    assert len(after) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, after, strict=True))
