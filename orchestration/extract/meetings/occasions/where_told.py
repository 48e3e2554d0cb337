"""Where the sentence of a passage says that a contact was: the nearest place, the trip's, or one that it points to.

Not here: which places of a sentence can be a contact's (`placing`), and those told around it (`settling`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, LocationBasis, ParticipantBasis
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.dating import is_trip_to
from orchestration.extract.meetings.occasions.page import BESIDE, Page
from orchestration.extract.meetings.occasions.placing import is_of_forum, place_of_contact, place_pointed_to
from orchestration.extract.meetings.occasions.stops import main_stop
from orchestration.extract.places import Place
from orchestration.extract.text import QUOTES

_HOUSE = 8  # tokens from "took place" to the city of the house in which it did
_NEAR = 4  # tokens from a contact told again to its city: "their last meeting in person was in X"


def where_told(page: Page, candidate: Candidate, candidates: Sequence[Candidate]) -> tuple[Place | None, LocationBasis]:
    """The place that the sentence tells for a contact."""
    reading, sentence = page.reading, candidate.sentence
    places = page.places.within(sentence.first, sentence.last)
    place, basis = place_of_contact(reading, candidate, places, candidates)
    trips = [c for c in candidates if c.destination is not None and is_trip_to(c, candidate)]
    trip = max(trips, key=lambda c: c.match.first, default=None)  # "his trip follows a visit by Y for the summit"
    inside = place is not None and (place.city is not None or candidate.first <= place.first < candidate.last)
    inside = inside and not (trip is not None and place is not None and _is_before_trip(candidate, trip, place))
    if not inside and trip not in (None, candidate) and candidate.type not in REMOTE_TYPES:
        place, basis = trip.destination if trip is not None else None, LocationBasis.CONTEXT
    if place is None and candidate.type not in REMOTE_TYPES:
        place = place_pointed_to(page, candidate)
        basis = LocationBasis.CONTEXT if place is not None else basis
    if candidate.trigger.part == "visit" and place is not None and place is candidate.destination:
        place = main_stop(page, place)
    told = (ParticipantBasis.NAMED, ParticipantBasis.ROLE)
    unnamed = bool(candidate.members) and all(m.basis not in told for m in candidate.members)
    if candidate.trigger.vague and unnamed:
        reach = _NEAR if candidate.trigger.part == "noun" else BESIDE
        near = place is not None and (
            _is_right_behind(page, candidate, place, reach)
            or _is_right_before(page, candidate, place)
            or is_of_forum(page, place, candidate.match)
            or reading.starting("m:happenings", candidate.match.first)  # "it took place on 18 July in X"
            or _is_fronted(page, candidate, place)
            or _took_place(page, candidate, place)
        )
        place = place if place is not None and (place.venue or near) else None  # "spoke of reactors in Kudankulam"
        basis = basis if place is not None else LocationBasis.NONE
    return place, basis


def _is_before_trip(candidate: Candidate, trip: Candidate, place: Place) -> bool:
    """Whether a place is told in a clause before that of the trip to talks: "while X will be in A in May, he will go to
    B for talks with Y"."""
    own = candidate.first <= trip.match.first < candidate.match.first
    return own and place.last <= candidate.first and trip.destination is not place


def _is_right_before(page: Page, candidate: Candidate, place: Place) -> bool:
    """Whether a place stands right before a contact, where the verb comes last, and not in what it was on: "दोनों ने कजान
    में बातचीत की", not "कुडनकुलम में रिएक्टरों पर बातचीत की"."""
    reading, match = page.reading, candidate.match
    if reading.rules_at(match.first).marking != "after" or not place.last <= match.first <= place.last + BESIDE:
        return False
    ends = [m.last for m in (*reading.starting("m:place_in", place.last), *reading.ending("m:place_in", place.last))]
    return any(not reading.within("m:topic_marks", end, match.first) for end in ends)


def _is_right_behind(page: Page, candidate: Candidate, place: Place, reach: int) -> bool:
    """Whether a place stands right behind a contact, and not in what it was on: "the talks on a plant in X"."""
    end = candidate.match.last
    if not 0 <= place.first - end - _words_between(page, candidate, place) <= reach:
        return False
    days = {e.first for e in page.expressions.within(end, place.first)}
    matters = page.reading.within("m:scope", end, place.first)
    return page.reading.rules_at(end).marking == "after" or all(m.last in days or m.first in days for m in matters)


def _took_place(page: Page, candidate: Candidate, place: Place) -> bool:
    """Whether a verb right before a place, or the house in it, says that the contact was held there: "… between the two
    took place in X", «прошли в здании областной администрации в Калуге»."""
    reading = page.reading
    verbs = reading.within("m:support", candidate.match.last, place.first)
    if candidate.trigger.part != "noun" or not verbs:
        return False
    between = (verbs[-1].last, place.first)
    words = reading.tokens[slice(*between)]
    if len(words) <= BESIDE:
        return True
    inside = bool(reading.ends_in("m:place_in", verbs[-1].last, verbs[-1].last + 2))
    plain = all(t.kind != "punct" or t.is_hyphen or t.text in QUOTES for t in words)
    return inside and plain and len(words) <= _HOUSE and not reading.within("m:trigger", *between)


def _is_fronted(page: Page, candidate: Candidate, place: Place) -> bool:
    """Whether a clause begins with where it was: "In Tianjin on 1 September they talked"."""
    words = _words_of_dates(page, candidate.first, place.first)
    if page.reading.rules_at(place.first).marking == "after":
        return False  # where all stands before the verb
    return place.last <= candidate.match.first and place.first - candidate.first - words < BESIDE


def _words_between(page: Page, candidate: Candidate, place: Place) -> int:
    """Tokens between a contact and a place behind it that only tell when or with whom."""
    parties = (m.party for m in candidate.members if candidate.match.last <= m.party.first < place.first)
    spans = {(p.first, p.last) for p in parties}
    return _words_of_dates(page, candidate.match.last, place.first) + sum(last - first + 1 for first, last in spans)


def _words_of_dates(page: Page, first: int, last: int) -> int:
    """Tokens between two that only tell when: "they spoke also in September 2022 in Samarkand"."""
    return sum(e.last - e.first + 1 for e in page.expressions.within(first, last))
