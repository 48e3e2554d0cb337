"""The annotated articles of the project: what a careful reader finds in each, and to which half it belongs.

tests/gold/ANNOTATION.md says how articles are annotated and how the halves were fixed.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from enum import StrEnum
from pathlib import Path

import pydantic

from orchestration.contracts.codes import DatePrecision, Language, MeetingStatus, MeetingType

SPLIT = "split.csv"
HISTORY = "history.jsonl"
#: Folder of more annotated articles, of which no figure is told: rules were written with them in view.
PRACTICE = "practice"


class AnnotationError(ValueError):
    """An annotation, or the table of halves, breaks its schema; names file, line and reason."""


class Half(StrEnum):
    """Rules are written with the misses of the development half in view; those of the other are not looked at."""

    DEVELOPMENT = "development"
    HELD_OUT = "held_out"


class _Schema(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Party(_Schema):
    """Who took part. name None: known by post only; hint: who held it, by general knowledge."""

    name: str | None
    side: str
    role: str | None = None
    hint: str | None = None


class Wanted(_Schema):
    """One meeting as one article reports it. event: the same for one occasion in every article."""

    event: str
    required: bool
    type: MeetingType
    status: MeetingStatus
    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    people: tuple[Party, ...]
    city: str | None
    country: str | None
    venue: str | None
    duration_minutes: int | None
    forum: str | None
    topics: frozenset[str]
    quote: str

    def names(self, side: str | None = None) -> list[str]:
        """Of those who took part and are named, all or of one side."""
        return [p.name for p in self.people if p.name and side in (None, p.side)]


class _Line(_Schema):
    file: str
    lang: Language
    source_url: str | None
    published: dt.date | None
    meetings: tuple[Wanted, ...]
    people_mentioned: tuple[str, ...]
    notes: str


@dataclasses.dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated article. collection: name of the file that holds the annotation, without its suffix."""

    file: str
    language: Language
    published: dt.date | None
    collection: str
    half: Half
    meetings: tuple[Wanted, ...]
    people_mentioned: tuple[str, ...]


def load_annotated(gold_dir: Path) -> list[Annotated]:
    """All annotated articles, by name.

    Raises:
        AnnotationError: see there; also where an article is annotated twice, or has no half.
    """
    halves = _halves(gold_dir / SPLIT)
    found: dict[str, Annotated] = {}
    for path in sorted(gold_dir.glob("*.jsonl")):
        if path.name == HISTORY:
            continue
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                line = _Line.model_validate_json(text)
            except pydantic.ValidationError as error:
                told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                raise AnnotationError(f"{path}, line {number}: {told}") from error
            if line.file in found or line.file not in halves:
                why = "is annotated twice" if line.file in found else f"has no half in {SPLIT}"
                raise AnnotationError(f"{path}, line {number}: {line.file} {why}")
            found[line.file] = Annotated(
                line.file, line.lang, line.published, path.stem, halves[line.file], line.meetings, line.people_mentioned
            )
    return sorted(found.values(), key=lambda document: document.file)


def load_practice(gold_dir: Path) -> list[Annotated]:
    """The annotated articles to practise on, by name; none where the folder is missing.

    Raises:
        AnnotationError: see `load_annotated`.
    """
    return load_annotated(gold_dir / PRACTICE) if (gold_dir / PRACTICE).is_dir() else []


def _halves(path: Path) -> dict[str, Half]:
    try:
        with path.open(encoding="utf-8", newline="") as table:
            return {row["file"]: Half(row["half"]) for row in csv.DictReader(table)}
    except (OSError, KeyError, ValueError) as error:
        raise AnnotationError(f"{path}: {error}") from error
