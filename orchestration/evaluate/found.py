"""What was found in each article, as the scorer wants it: from a published file, or from the rows of the extractor."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.codes import DatePrecision, MeetingStatus, MeetingType
from orchestration.contracts.tables import (
    Article,
    Location,
    MeetingMention,
    MeetingParticipant,
    MeetingTopic,
    PersonMention,
    RawRecord,
    ReportedMeeting,
)
from orchestration.extract.reference import Tenures

#: Where a document tells several statuses of one meeting, from firm to weak.
_STATUSES = (MeetingStatus.HELD, MeetingStatus.CANCELLED, MeetingStatus.PLANNED)

_MEETINGS = """
select
    m.meeting_id, m.meeting_type, m.status, m.start_date, m.end_date, m.date_precision, l.city, l.country_code,
    m.duration_minutes, m.confidence
from fact_meetings as m
left join dim_locations as l using (location_id)
"""
_PARTICIPANTS = """
select b.meeting_id, p.full_name, b.side
from bridge_meeting_people as b
inner join dim_people as p using (person_id)
order by all
"""
_TOPICS = "select meeting_id, topic_id from bridge_meeting_topics"
_MENTIONS = """
select
    d.source_name, f.meeting_id, list(distinct f.status), list(f.quote order by f.char_start), max(f.confidence)
from fact_meeting_mentions as f
inner join dim_documents as d using (document_id)
group by d.source_name, f.meeting_id
order by all
"""
_NAMED = """
select distinct d.source_name, p.full_name
from fact_person_mentions as f
inner join dim_documents as d using (document_id)
inner join dim_people as p using (person_id)
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A meeting as one document tells it, with what all documents know of it.

    status: this document's; has_moved_on: another document tells a later one. people: names and sides. confidence: in
    this document's report; meeting_confidence: in the meeting, where several documents tell of it.
    """

    meeting_id: str
    type: MeetingType
    status: MeetingStatus
    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    city: str | None
    country: str | None
    minutes: int | None
    people: tuple[tuple[str, str], ...]
    topics: frozenset[str]
    has_moved_on: bool
    confidence: float
    meeting_confidence: float
    quotes: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Findings:
    """Meetings, and names of persons, by the name of the document. are_merged: a meeting may be told by several."""

    meetings: Mapping[str, Sequence[Found]]
    people: Mapping[str, Iterable[str]]
    are_merged: bool


def published_findings(published: Path) -> Findings:
    """What a published file holds.

    Raises:
        duckdb.Error: the file is missing, or is no published warehouse.
    """
    with contextlib.closing(duckdb.connect(published, read_only=True)) as connection:

        def rows(query: str) -> list[Any]:
            return connection.execute(query).fetchall()

        people, topics = _gathered((key, rest) for key, *rest in rows(_PARTICIPANTS)), _gathered(rows(_TOPICS))
        facts = {row[0]: row for row in rows(_MEETINGS)}
        meetings: dict[str, list[Found]] = collections.defaultdict(list)
        for file, meeting_id, told, quotes, confidence in rows(_MENTIONS):
            _, kind, latest, start, end, precision, city, country, minutes, overall = facts[meeting_id]
            status = next(s for s in _STATUSES if s in told)
            meetings[file].append(
                Found(
                    meeting_id, MeetingType(kind), status, start, end, DatePrecision(precision), city, country, minutes,
                    tuple((name, side) for name, side in people.get(meeting_id, ())),
                    frozenset(topics.get(meeting_id, ())), status != latest, confidence, overall, tuple(quotes),
                )
            )  # fmt: skip
        return Findings(meetings, _gathered(rows(_NAMED)), are_merged=True)


def extracted_findings(
    extracted: Mapping[str, tuple[Article, Iterable[RawRecord]]],
    names: Mapping[str, str],
    places: Iterable[Location],
    tenures: Tenures,
) -> Findings:
    """What the extractor's rows hold, each document for itself: no meeting is told by two.

    extracted: article and rows by name of the document; names: of curated people, by id.
    """
    where = {place.location_id: (place.city, place.country_code) for place in places}
    meetings: dict[str, list[Found]] = {}
    people: dict[str, set[str]] = {}
    for file, (article, records) in extracted.items():
        rows: dict[type[RawRecord], list[Any]] = collections.defaultdict(list)
        for record in records:
            rows[type(record)].append(record)
        called = {**{p.person_id: p.full_name for p in rows[PersonMention]}, **names}
        people[file] = {called[p.person_id] for p in rows[PersonMention]}
        parties = _gathered((p.reported_meeting_id, p) for p in rows[MeetingParticipant])
        topics = _gathered((t.reported_meeting_id, t.topic_id) for t in rows[MeetingTopic])
        quotes = _gathered((m.reported_meeting_id, m.quote) for m in rows[MeetingMention])
        meetings[file] = []
        for meeting in rows[ReportedMeeting]:
            day = meeting.start_date or article.anchor_start
            known = [
                (p.person_id or tenures.only_holder(p.role_id, p.side, day), p.side)
                for p in parties.get(meeting.reported_meeting_id, ())
            ]
            city, country = where.get(meeting.location_id, (None, None))
            meetings[file].append(
                Found(
                    meeting.reported_meeting_id, meeting.meeting_type, meeting.status, meeting.start_date,
                    meeting.end_date, meeting.date_precision, city, country, meeting.duration_minutes,
                    tuple((called[person], side) for person, side in known if person is not None),
                    frozenset(topics.get(meeting.reported_meeting_id, ())), False, meeting.confidence,
                    meeting.confidence, tuple(quotes.get(meeting.reported_meeting_id, ())),
                )
            )  # fmt: skip
    return Findings(meetings, people, are_merged=False)


def _gathered(pairs: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = collections.defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
