"""The constructions in which the press tells of contacts, each with several pairs of names, known and unknown ones, and
of posts, and with its day told in other ways.

What is told is data: constructions/{hi,en,ru}.yaml. A construction is a line there; names, posts and days are filled in.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import yaml

from orchestration.contracts.codes import Language
from orchestration.contracts.tables import MeetingParticipant, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

FOLDER = Path(__file__).with_name("constructions")
FRIDAY = dt.date(2025, 8, 22)


@dataclasses.dataclass(frozen=True)
class Construction:
    """A pattern of one or more sentences, and what they tell."""

    status: str
    kind: str | None
    day: str | None
    location_id: str | None
    count: int
    is_of_names: bool
    pattern: str

    @classmethod
    def parse(cls, line: str) -> Construction:
        told, _, pattern = line.partition(":::")
        words = told.split()
        named = dict(word.split("=") for word in words if "=" in word)
        kinds = [word for word in words[1:] if "=" not in word and word != "named"]
        return cls(
            status=words[0],
            kind=kinds[0] if kinds else None,
            day=named.get("date"),
            location_id=named.get("city"),
            count=int(named.get("n", 1)),
            is_of_names="named" in words,
            pattern=pattern.strip(),
        )

    def is_told_by(self, meetings: list[tuple[ReportedMeeting, set[str]]]) -> bool:
        """meetings: each with the countries of which somebody took part."""
        if self.status == "none":
            return not any(sides >= {"IN", "RU"} for _, sides in meetings)
        fitting = [
            meeting
            for meeting, sides in meetings
            if sides >= {"IN", "RU"}
            and meeting.status == self.status
            and self.kind in (None, meeting.meeting_type)
            and self.day in (None, str(meeting.start_date))
            and self.location_id in (None, meeting.location_id)
        ]
        return bool(fitting) and len(meetings) == self.count


def misread(
    text: str, construction: Construction, language: Language, knowledge: Knowledge, article: ArticleMaker
) -> str:
    """What is read in a text instead of what its construction tells; empty where it is read."""
    text = text[:1].upper() + text[1:]
    sides: dict[str, set[str]] = {}
    meetings: list[ReportedMeeting] = []
    for row in extract_article(*article(text, language, FRIDAY), knowledge):
        if isinstance(row, MeetingParticipant):
            sides.setdefault(row.reported_meeting_id, set()).add(row.side)
        elif isinstance(row, ReportedMeeting):
            meetings.append(row)
    if construction.is_told_by([(m, sides.get(m.reported_meeting_id, set())) for m in meetings]):
        return ""
    read = ", ".join(f"{m.status} {m.meeting_type} {m.start_date} {m.location_id}" for m in meetings)
    return f"{text} -> {read or 'nothing'}"


@pytest.mark.parametrize("language", [*Language])
def test_every_construction_is_read(language: Language, knowledge: Knowledge, article: ArticleMaker) -> None:
    told = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    constructions = [Construction.parse(line) for line in told["sentences"].splitlines()]
    filled = [(c, names) for c in constructions for names in told["pairs"]]
    filled += [(c, posts) for c in constructions if not c.is_of_names for posts in told["posts"]]
    read = [misread(c.pattern.format_map(names), c, language, knowledge, article) for c, names in filled]
    assert [text for text in read if text] == []


@pytest.mark.parametrize("language", [*Language])
def test_a_day_is_read_however_it_is_told(language: Language, knowledge: Knowledge, article: ArticleMaker) -> None:
    told = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    constructions = [Construction.parse(line) for line in told["sentences"].splitlines()]
    names = told["pairs"][1]
    read = [
        misread(c.pattern.replace(day, other).format_map(names), c, language, knowledge, article)
        for day, others in told["days"].items()
        for c in constructions
        if c.status == "held" and c.day is not None and day in c.pattern
        for other in others
    ]
    assert [text for text in read if text] == []
