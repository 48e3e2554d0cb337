"""Annotations and findings made from few words; a small annotated collection made of the project's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.contracts.codes import DatePrecision, Language, MeetingStatus, MeetingType
from orchestration.evaluate.annotated import Annotated, Half, Party, Wanted
from orchestration.evaluate.found import Found
from orchestration.settings import Settings
from tests.conftest import few_annotated

GOLD = Path(__file__).parents[2] / "gold"
DAY = dt.date(2031, 5, 6)
SIDES = ("IN", "RU")


def wanted(**changes: Any) -> Wanted:
    """Asha Rao met Oleg Petrov in Sochi on 6 May 2031, but for the changes."""
    told = Wanted(
        event="rao-petrov", required=True, type=MeetingType.BILATERAL_MEETING, status=MeetingStatus.HELD,
        start=DAY, end=DAY, precision=DatePrecision.DAY,
        people=(Party(name="Asha Rao", side="IN"), Party(name="Oleg Petrov", side="RU")),
        city="Sochi", country="RU", venue=None, duration_minutes=None, forum=None,
        topics=frozenset({"health_pharma"}), quote="Asha Rao met Oleg Petrov",
    )  # fmt: skip
    return told.model_copy(update=changes)


def found(**changes: Any) -> Found:
    """The same, as found."""
    told = Found(
        "m1", MeetingType.BILATERAL_MEETING, MeetingStatus.HELD, DAY, DAY, DatePrecision.DAY, "Sochi", "RU", None,
        (("Asha Rao", "IN"), ("Oleg Petrov", "RU")), frozenset({"health_pharma"}), False, 0.8, 0.8,
        ("Asha Rao met Oleg Petrov on Tuesday",),
    )  # fmt: skip
    return dataclasses.replace(told, **changes)


def annotated(*meetings: Wanted, file: str = "a.txt", people: tuple[str, ...] = ()) -> Annotated:
    """An article with these meetings."""
    return Annotated(file, Language.EN, DAY, "made_up", Half.DEVELOPMENT, meetings, people)


@pytest.fixture
def some_articles(tmp_path: Path) -> Callable[[int], Settings]:
    """Settings for a collection of the first articles of each half; see `few_annotated`."""
    return lambda number: few_annotated(tmp_path, number)
