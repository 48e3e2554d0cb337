"""Trips told behind talks, to a city where these were not: "will meet X and also visit Kazan", «Помимо переговоров с Х
министр посетит Казань»."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.reading import Reading

_TALKS = ("noun", "verb")  # parts of words for contacts that are no trips
_ASIDE = ("m:besides", "m:behind", "m:elsewhen")  # before talks that were not on the trip of their clause


def goes_on(reading: Reading, trip: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a verb tells of a trip to a city after talks told before it in its sentence, so that they were elsewhere.

    candidates: all of the sentence.
    """
    goal = trip.destination
    if trip.trigger.part != "visit" or goal is None or goal.city is None:
        return False
    if not trip.trigger.weak and goal.first != trip.match.last:
        return False  # "met X on a visit to Kazan", not "will meet X and visit Kazan"
    if reading.has_comma(goal.last, trip.match.first):
        return False  # "after talks with X in Kazan, he flew home"
    return any(_is_apart(reading, talks, trip) for talks in candidates if talks.trigger.part in _TALKS)


def is_later_trip(trip: Candidate) -> bool:
    """Whether a trip to a city is planned for after what was told before it, of no day: "then he will go to Kazan"."""
    to_city = trip.destination is not None and trip.destination.city is not None
    return trip.trigger.part == "visit" and trip.status is MeetingStatus.PLANNED and trip.later and to_city


def _is_apart(reading: Reading, talks: Candidate, trip: Candidate) -> bool:
    """Whether talks stand before a trip, and behind "besides" or "after", or joined to it by "and"."""
    first, end = talks.match.last, trip.match.first
    if first > end or reading.within("m:point_back", first, end) or reading.within("m:relatives", first, end):
        return False
    if is_told_behind(reading, talks.match, *_ASIDE):
        return True
    joints = [m for kind in ("m:conjunctions", "m:also") for m in reading.within(kind, first, end)]
    begin = max((m.last for m in joints), default=None)
    return begin is not None and not any(begin <= m.party.first < end for m in trip.members)
