"""Whether a trip told beside talks went to them: "flew to Astana, where he met X", not "will meet X and also visit
Kazan", «Помимо переговоров с Х министр посетит Казань»."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.locating import trip_to
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_TALKS = ("noun", "verb")  # parts of words for contacts that are no trips
_BEFORE = 8  # tokens before a journey in which it is told whether and when it was
_BEHIND = 3  # the same behind it, where verbs come last: "यात्रा से पहले"
_OFF = ("m:postponed", "m:past_plans")
_OTHER_TIME = ("m:behind", "m:elsewhen", "m:since")
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


def is_reached(reading: Reading, candidate: Candidate, place: Place, begin: int) -> bool:
    """Whether a journey told before a contact had gone to a place, or is to go to it where both are planned: "flew to
    Astana, where he met X", "अस्ताना पहुंचे X ने", not "ahead of his trip to Astana he met Y".

    begin: of the sentence of the place.
    """
    trip, match = trip_to(reading, place), candidate.match
    if trip is None or max(trip.last, place.last) > match.first or trip.first == match.first:
        return False
    if any(reading.is_trip(m) for m in reading.within("m:trigger", max(trip.last, place.last), match.first)):
        return False  # "his trip to A comes after a visit by Y to B, when they met"
    is_last = reading.rules_at(trip.first).marking == "after"
    told = (trip.first, trip.last + _BEHIND) if is_last else (max(begin, trip.first - _BEFORE), trip.first)
    if any(reading.within(kind, *told) for kind in _OFF) or reading.has("m:cue", "cancelled", *told):
        return False
    planned = reading.has("m:cue", "planned", *told) or reading.within("m:future", *told)
    if planned and candidate.status is not MeetingStatus.PLANNED:
        return False
    by_verb = reading.trigger_of(trip).weak
    if is_last:
        behind = reading.within("m:trigger", trip.last, told[1])
        during = by_verb or reading.within("m:during", *told) or any(reading.trigger_of(m).weak for m in behind)
        return bool(during) and not any(reading.within(kind, *told) for kind in _OTHER_TIME)
    over = reading.within("m:behind", *told) if not by_verb else []  # not "after reaching A he met Y"
    passed = by_verb and reading.within("m:relatives", *told) and not reading.within("m:errands", *trip[:2])
    return not (over or passed or any(reading.within(kind, *told) for kind in _OTHER_TIME[1:]))


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
