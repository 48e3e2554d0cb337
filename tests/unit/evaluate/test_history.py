"""Figures are kept only where something changed, and what fell is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from orchestration.evaluate import history
from orchestration.evaluate.annotated import HISTORY
from orchestration.evaluate.console import OVERVIEW, overview_figures
from orchestration.evaluate.figures import Group, lines
from orchestration.evaluate.score import Figure, Tally

from .conftest import GOLD

GROUP = Group("all", 40, {Figure.HELD: Tally(80, 10, 20), Figure.QUIET: Tally(4, 0, 1)})
RECORD = history.Record(dt.date(2031, 5, 6), "abc1234", "0123456789abcdef", [GROUP])


def with_figure(figure: Figure, tally: Tally) -> list[Group]:
    return [dataclasses.replace(GROUP, figures={**GROUP.figures, figure: tally})]


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / HISTORY
    assert history.latest(path) is None
    assert history.append(path, RECORD)
    assert history.latest(path) == RECORD
    later = dataclasses.replace(RECORD, day=dt.date(2031, 5, 7), commit=None)
    assert not history.append(path, later)
    assert history.append(path, dataclasses.replace(later, extractor="fedcba9876543210"))
    better = dataclasses.replace(later, groups=with_figure(Figure.HELD, Tally(81, 10, 19)), reason="as told")
    assert history.append(path, better)
    assert history.latest(path) == better
    assert path.read_text(encoding="utf-8").count("\n") == 3


def test_a_fall_is_more_than_the_margin_and_more_than_one_item() -> None:
    def fallen(figure: Figure, tally: Tally, margin: float = 0.02) -> list[str]:
        return [str(fall) for fall in history.falls(RECORD, with_figure(figure, tally), margin)]

    assert fallen(Figure.HELD, Tally(80, 10, 20)) == []
    assert fallen(Figure.HELD, Tally(79, 11, 21)) == []
    assert fallen(Figure.HELD, Tally(75, 10, 25)) == ["all: held 0.842 → 0.811"]
    assert fallen(Figure.HELD, Tally(75, 10, 25), margin=0.05) == []
    assert fallen(Figure.QUIET, Tally(3, 0, 2)) == []  # one article of five
    assert fallen(Figure.QUIET, Tally(2, 0, 3)) == ["all: articles rightly quiet 0.800 → 0.400"]
    assert history.falls(None, [GROUP], 0.0) == []


def test_only_the_same_articles_are_compared() -> None:
    worse = with_figure(Figure.HELD, Tally(40, 10, 60))[0]
    assert history.falls(RECORD, [dataclasses.replace(worse, articles=41)], 0.02) == []
    assert history.falls(RECORD, [dataclasses.replace(worse, name="other")], 0.02) == []
    assert history.falls(RECORD, [dataclasses.replace(worse, is_coarse=False)], 0.02) == []


def test_a_figure_without_anything_to_find_is_a_dash() -> None:
    [line] = lines([Group("held_out", 3, {Figure.HELD: Tally(0, 1, 0)})])
    assert line[:5] == ["held-out", "3", "0.00", "0.00", "–"]
    assert set(line[5:]) == {"–"}


def test_the_documentation_shows_what_was_recorded_last() -> None:
    last = history.latest(GOLD / HISTORY)
    assert last is not None
    assert overview_figures(last) in OVERVIEW.read_text(encoding="utf-8"), "make evaluate"
