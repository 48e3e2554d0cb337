"""A real evaluation of a few annotated articles, without a warehouse."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from orchestration.evaluate.annotated import HISTORY, Half, load_annotated
from orchestration.evaluate.console import Wish, evaluate
from orchestration.settings import Settings


@pytest.fixture
def settings(some_articles: Callable[[int], Settings]) -> Settings:
    return some_articles(3)


def told(settings: Settings, wish: Wish) -> str:
    shown = io.StringIO()
    assert evaluate(settings, Console(file=shown, width=140), None, wish) == 0
    return shown.getvalue()


def listed(settings: Settings) -> str:
    return (settings.warehouse_dir / "evaluation" / "misses.txt").read_text(encoding="utf-8")


def test_figures_are_shown_and_written(settings: Settings) -> None:
    shown = told(settings, Wish())
    for words in ("all", "development", "held-out", "Expected calibration error", "misses.txt"):
        assert words in shown
    folder = settings.warehouse_dir / "evaluation"
    assert (folder / "figures.csv").read_text(encoding="utf-8").startswith("articles,n,held,P,R,")
    assert (folder / "figures.md").read_text(encoding="utf-8").startswith("| articles | n | held |")
    assert not (settings.gold_dir / HISTORY).exists()


def test_misses_of_the_held_out_half_are_listed_only_if_asked_for(settings: Settings) -> None:
    held_out = [d.file for d in load_annotated(settings.gold_dir) if d.half is Half.HELD_OUT]
    shown = told(settings, Wish())
    assert not any(file in listed(settings) + shown for file in held_out)
    told(settings, Wish(with_held_out=True))
    assert any(file in listed(settings) for file in held_out)


def test_a_miss_comes_with_what_the_extractor_saw(settings: Settings) -> None:
    annotation = settings.gold_dir / "few.jsonl"
    lines = annotation.read_text(encoding="utf-8")
    first = load_annotated(settings.gold_dir)[0].meetings[0]
    annotation.write_text(lines.replace(f'"start": "{first.start}"', '"start": "1991-01-01"'), encoding="utf-8")
    told(settings, Wish())
    [miss, *_] = [text for text in listed(settings).split("\n\n") if "1991-01-01" in text]
    assert f"«{' '.join(first.quote.split())}»" in miss
    assert " meeting " in miss


def test_a_part_can_be_asked_for(settings: Settings) -> None:
    document = load_annotated(settings.gold_dir)[0]
    assert f"{document.language}" in told(settings, Wish(language=document.language))
    shown = told(settings, Wish(prefix=document.file))
    assert [line.split()[1] for line in shown.splitlines() if line.strip().startswith("all ")] == ["1"]


def test_what_changed_since_the_last_time_is_told(settings: Settings) -> None:
    assert "→" not in told(settings, Wish())
    annotation = settings.gold_dir / "few.jsonl"
    lines = annotation.read_text(encoding="utf-8")
    annotation.write_text(lines.replace('"status": "held"', '"status": "cancelled"'), encoding="utf-8")
    assert "→" in told(settings, Wish())
