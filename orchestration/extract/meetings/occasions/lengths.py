"""How long a contact was, and which days a trip takes of which the first is told, or that the news tells of.

Not here: how durations are read (`dates.durations`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import DateBasis, DatePrecision, MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.background import is_trip_over
from orchestration.extract.meetings.occasions.page import UNKNOWN, Page
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Interval

_ATTRIBUTES = 2  # words from how many days a trip takes to its noun: "two-day official visit"
_ENDS = 7  # tokens from a verb for the end of a trip to its noun: "concluded his three-day official visit"
_FURTHER = 2  # sentences from a trip to how long it takes: "The visit will last three days"
_DAYS = frozenset({"day", "weekday", "day_of_month", "relative"})  # kinds of dates that are days
_LASTED = 4  # tokens between a verb for how long and the hours


def minutes_of(page: Page, candidate: Candidate) -> int | None:
    """How long it lasted, by its clause or a verb for that behind it: "talks at the Kremlin, which ran for hours"."""
    duration = next(iter(page.durations.within(candidate.first, candidate.sentence.last)), None)
    if duration is None or duration.first < candidate.last:
        return duration.minutes if duration is not None else None
    lasted = page.reading.within("m:lasting", duration.first - _LASTED, duration.last + _LASTED)
    other = page.reading.within("m:trigger", candidate.match.last, duration.first)
    return duration.minutes if lasted and not other else None


def with_stay(page: Page, candidate: Candidate, expression: DateExpression, interval: Interval) -> Interval:
    """All days of a trip of which the first is told: "will on Monday begin a visit of four days", but not "X, who is on
    a two-day visit, will meet Y on Thursday"."""
    if candidate.trigger.part != "visit" or interval.precision is not DatePrecision.DAY or interval.start is None:
        return interval
    reading = page.reading
    if is_trip_over(candidate.match, reading):
        return interval  # "returned on Friday after a two-day visit"
    if reading.within("m:trip_ends", candidate.match.first - _ENDS, candidate.match.first):
        return _till(interval, _stays_within(reading, candidate.first, candidate.last))
    others = reading.within("m:trigger", candidate.match.last, expression.first)
    if any(not reading.is_trip(m) for m in others) and reading.rules_at(candidate.match.first).marking == "before":
        return interval
    number = candidate.sentence.number
    near = [*page.sentences[number + 1 : number + 1 + _FURTHER]]
    near += [s for s in page.sentences[:1] if s.title and number <= _FURTHER]
    stays = _stays_within(reading, candidate.first, candidate.last)
    stays = stays or [d for s in near for d in _stays_within(reading, s.first, s.last)]
    end = interval.start + dt.timedelta(stays[0] - 1) if stays else _last_day(page, candidate)
    if end is None or end <= interval.start:
        return interval
    today = page.anchor.day
    if candidate.status is MeetingStatus.HELD and (today is None or not interval.start <= today <= end):
        return interval  # one that does not go on: not "left on Sunday on a visit of five days"
    return dataclasses.replace(interval, end=end, precision=DatePrecision.RANGE)


def _last_day(page: Page, candidate: Candidate) -> dt.date | None:
    """Until when a trip is told to last, in its sentence or just behind it: "X is on a visit to Moscow until 14 May",
    "X has arrived. The visit will run through Friday"."""
    reading, own = page.reading, candidate.sentence
    if candidate.status is MeetingStatus.CANCELLED:
        return None  # "shifted his visit from 4 to 10 May"
    for sentence in page.sentences[own.number : own.number + 1 + _FURTHER]:
        begin = candidate.match.last if sentence is own else sentence.first
        for e in page.expressions.within(begin, sentence.last):
            told = reading.within("m:trigger", begin, e.first)
            if e.relation != "until" or e.kind not in _DAYS or not all(reading.is_trip(m) for m in told):
                continue
            if told or sentence is own:
                return page.dates.resolve(e, page.anchor, None, "future").start
    return None


def _till(interval: Interval, stays: Sequence[int]) -> Interval:
    """All days of a trip of which the last one is told: "concluded a three-day visit on Friday"."""
    if not stays or interval.start is None:
        return interval
    start = interval.start - dt.timedelta(stays[0] - 1)
    return dataclasses.replace(interval, start=start, precision=DatePrecision.RANGE)


def stay_from_report(page: Page, candidate: Candidate) -> Interval:
    """The days of a trip that the news is the beginning of, where it tells how many they are, or until when: "X arrived
    in Moscow on a two-day visit", "X has come. The visit will last until Friday"."""
    today, reading, sentence = page.anchor.day, page.reading, candidate.sentence
    lead = sentence.number <= 1 and not (candidate.back or candidate.earlier or candidate.anaphoric)
    if today is None or not lead or candidate.trigger.part != "visit" or candidate.status is not MeetingStatus.HELD:
        return UNKNOWN
    last = _last_day(page, candidate)
    if last is not None and last >= today and not is_trip_over(candidate.match, reading):
        return Interval(today, last, DatePrecision.RANGE, DateBasis.PUBLICATION)
    if not any(reading.within(kind, sentence.first, candidate.match.last) for kind in ("m:errands", "m:begins")):
        return UNKNOWN
    if candidate.destination is None or candidate.destination.country_code not in page.sides:
        return UNKNOWN
    stays = _stays_within(reading, candidate.first, candidate.last)
    if not stays or is_trip_over(candidate.match, reading):
        return UNKNOWN
    end = today + dt.timedelta(stays[0] - 1)
    return Interval(today, end, DatePrecision.RANGE, DateBasis.PUBLICATION)


def _stays_within(reading: Reading, first: int, last: int) -> list[int]:
    """How many days a trip is told to take in these words: "a two-day visit", «поездка продлится два дня»."""
    trips = [m for m in reading.within("m:trigger", first, last) if reading.is_trip(m)]
    return [
        int(m.value[1])
        for m in reading.within("m:stays", first, last)
        if any(0 <= t.first - m.last <= _ATTRIBUTES or 0 <= m.first - t.last <= 1 for t in trips)
    ]
