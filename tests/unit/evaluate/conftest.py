"""Annotations and findings made from few words; a small annotated collection made of the project's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestration.contracts.codes import DatePrecision, Language, MeetingStatus, MeetingType
from orchestration.evaluate.annotated import SPLIT, Annotated, Half, Party, Wanted, load_annotated
from orchestration.evaluate.found import Found
from orchestration.settings import Settings

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
    """Settings for a collection of the first articles of each half, with nothing recorded yet."""

    def make(number: int) -> Settings:
        documents = [d for d in load_annotated(GOLD) if (GOLD / "articles" / d.file).is_file()]
        chosen = [d for half in Half for d in [d for d in documents if d.half is half][:number]]
        folder = tmp_path / "gold"
        (folder / "articles").mkdir(parents=True)
        for document in chosen:
            shutil.copy(GOLD / "articles" / document.file, folder / "articles")
        lines = [line for path in GOLD.glob("*gold.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
        kept = [line for line in lines if any(f'"file": "{d.file}"' in line for d in chosen)]
        (folder / "few.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
        halves = [f"{d.file},{d.half}" for d in chosen]
        (folder / SPLIT).write_text("\n".join(["file,half", *halves]) + "\n", encoding="utf-8")
        return Settings.from_environment({"GOLD_DIR": str(folder), "WAREHOUSE_DIR": str(tmp_path / "warehouse")})

    return make
