"""What an article is expected to tell, and what of it the extractor does not tell, or tells besides."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import Language, SegmentKind
from orchestration.contracts.tables import Article, ArticleSegment, MeetingParticipant, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

SIDES = ("IN", "RU")
KINDS = {"call": {"phone_call", "video_call"}, "informal": {"informal_talk"}, "visit": set()}


@dataclasses.dataclass(frozen=True)
class Expected:
    """An occasion as a reader counts it; kind, place: None where any will do; persons: a visit may have its host, too."""

    line: str
    status: str
    day: str
    kind: str | None
    place: str | None
    persons: frozenset[str]
    required: bool

    @classmethod
    def parse(cls, line: str) -> Expected:
        words = line.split()
        required = words[0] != "maybe"
        status, day, *rest = words if required else words[1:]
        kind = next((word for word in rest if word in KINDS), None)
        place = next((word[1:] for word in rest if word[0] == "@"), None)
        persons = frozenset(word for word in rest if word not in KINDS and word[0] != "@")
        return cls(line, status, day, kind, place, persons, required)

    def is_told_by(self, meeting: ReportedMeeting, persons: set[str]) -> bool:
        named = self.persons <= persons if self.kind == "visit" else self.persons == persons
        kinds = KINDS[self.kind] if self.kind else set()
        dated = self.day in ("-", str(meeting.start_date))
        placed = self.place in (None, meeting.location_id or "-")
        return (
            named
            and dated
            and placed
            and meeting.status == self.status
            and (not kinds or meeting.meeting_type in kinds)
        )


def differences(
    text: str,
    language: Language,
    day: dt.date | None,
    told: Iterable[str],
    knowledge: Knowledge,
    article: ArticleMaker,
    dateline: str | None = None,
) -> tuple[list[str], list[str]]:
    """The lines of `told` that are not found in a text of `day`, and the meetings found that none of them tells.

    text: a headline without a full stop, if any, and its paragraphs, parted by empty lines; dateline: where it
    was filed from.
    """
    row, segments = article(text, language, day)
    title, _, body = text.partition("\n\n")
    if body and "." not in title and "।" not in title:
        start = len(title) + 2
        segments = [
            ArticleSegment("d", 1, SegmentKind.TITLE, None, 0, len(title)),
            ArticleSegment("d", 2, SegmentKind.BODY, None, start, len(text)),
        ]
    if dateline is not None:
        row = dataclasses.replace(row, text=f"{text}\n\n{dateline}")
        start = len(text) + 2
        segments.append(ArticleSegment("d", 3, SegmentKind.DATELINE, None, start, start + len(dateline)))
    meetings, persons = _found(row, segments, knowledge)
    missed: list[str] = []
    for expected in sorted(map(Expected.parse, told), key=lambda e: e.day == "-"):
        fitting = [m for m in meetings if expected.is_told_by(m, persons.get(m.reported_meeting_id, set()))]
        if fitting:
            meetings.remove(fitting[0])
        elif expected.required:
            missed.append(expected.line)
    rest = (
        f"{m.status} {m.start_date} {m.meeting_type} {sorted(persons.get(m.reported_meeting_id, ()))}" for m in meetings
    )
    return missed, list(rest)


def _found(
    row: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge
) -> tuple[list[ReportedMeeting], dict[str, set[str]]]:
    persons: dict[str, set[str]] = {}
    meetings: list[ReportedMeeting] = []
    for found in extract_article(row, segments, knowledge):
        if isinstance(found, ReportedMeeting):
            meetings.append(found)
        elif isinstance(found, MeetingParticipant) and found.person_id and found.side in SIDES:
            persons.setdefault(found.reported_meeting_id, set()).add(found.person_id)
    return meetings, persons
