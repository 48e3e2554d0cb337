"""The annotation of the project is whole, and its halves are apart."""

from __future__ import annotations

import collections
import datetime as dt
import json
from pathlib import Path

import pytest

from orchestration.contracts.codes import DatePrecision, Language
from orchestration.evaluate.annotated import SPLIT, Annotated, AnnotationError, Half, load_annotated, load_practice
from orchestration.settings import PROJECT_DIR

from .conftest import GOLD

DOCUMENTS = load_annotated(GOLD)


def reported(document: Annotated) -> set[str]:
    """The occasions that an article reports: the one annotated first, and those within a week of its own day."""
    week = dt.timedelta(days=7)
    first = {document.meetings[0].event} if document.meetings else set()
    return first | {
        m.event
        for m in document.meetings
        if m.required and document.published and m.start and m.end
        and m.precision in (DatePrecision.DAY, DatePrecision.RANGE)
        and m.start - week <= document.published <= m.end + week
    }  # fmt: skip


def test_no_occasion_is_reported_in_both_halves() -> None:
    halves: dict[str, set[Half]] = collections.defaultdict(set)
    for document in DOCUMENTS:
        for event in reported(document):
            halves[event].add(document.half)
    assert [event for event, inside in halves.items() if len(inside) > 1] == []


@pytest.mark.parametrize("language", Language)
def test_three_in_five_are_for_development_and_enough_are_not(language: Language) -> None:
    halves = [d.half for d in [*DOCUMENTS, *load_practice(GOLD)] if d.language is language]
    assert halves.count(Half.DEVELOPMENT) / len(halves) > 0.6
    assert halves.count(Half.HELD_OUT) > 15


def test_every_half_is_of_an_annotated_article() -> None:
    lines = (GOLD / SPLIT).read_text(encoding="utf-8").splitlines()[1:]
    assert sorted(line.split(",")[0] for line in lines) == [d.file for d in DOCUMENTS]
    folders = (GOLD / "articles", PROJECT_DIR / "seeds" / "articles")
    assert [d.file for d in DOCUMENTS if not any((f / d.file).is_file() for f in folders)] == []


def test_a_wrong_annotation_is_told_with_its_place(tmp_path: Path) -> None:
    line = json.loads(next((GOLD / "gold.jsonl").open(encoding="utf-8")))
    annotation, split = tmp_path / "few.jsonl", tmp_path / SPLIT

    def refusal() -> str:
        with pytest.raises(AnnotationError) as error:
            load_annotated(tmp_path)
        return str(error.value)

    assert SPLIT in refusal()
    split.write_text("file,half\n", encoding="utf-8")
    annotation.write_text(json.dumps(line), encoding="utf-8")
    assert refusal().endswith(f"line 1: {line['file']} has no half in {SPLIT}")
    split.write_text(f"file,half\n{line['file']},development\n", encoding="utf-8")
    annotation.write_text(f"{json.dumps(line)}\n{json.dumps(line)}\n", encoding="utf-8")
    assert refusal().endswith(f"line 2: {line['file']} is annotated twice")
    line["meetings"][0]["status"] = "maybe"
    annotation.write_text(json.dumps(line), encoding="utf-8")
    assert "line 1: meetings.0.status: " in refusal()
    split.write_text(f"file,half\n{line['file']},other\n", encoding="utf-8")
    assert "'other' is not a valid Half" in refusal()
