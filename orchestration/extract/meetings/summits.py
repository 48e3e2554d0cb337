"""Which talks of the two leaders are a summit, though not called one: those on the days of a dated edition.

Not here: talks told with the name of a forum, which `candidates` and `settling` read.
"""

from __future__ import annotations

from orchestration.contracts.codes import DatePrecision, LocationBasis, MeetingStatus, MeetingType
from orchestration.extract.forums import Edition
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.page import Occasion, Page
from orchestration.extract.places import Place, location_id

_FINE = frozenset({DatePrecision.DAY, DatePrecision.RANGE})
#: Talks in a month that has an edition are that one; in a longer time the country must be told as well.
_KNOWN_BY_TIME = _FINE | {DatePrecision.MONTH}
_TALKS = frozenset({MeetingType.BILATERAL_MEETING, MeetingType.SUMMIT, MeetingType.INFORMAL_TALK})


def settle_summit(occasion: Occasion, page: Page) -> None:
    """Type and city of talks of the two leaders that were an edition of their summit."""
    if occasion.type not in _TALKS or occasion.edition is not None or not _is_of_leaders(occasion, page):
        return
    edition = _edition(occasion, page)
    if edition is None:
        return
    if occasion.type is not MeetingType.INFORMAL_TALK:  # a dinner on the eve stays one
        occasion.type = MeetingType.SUMMIT
    if (occasion.place is None or occasion.place.city is None) and edition.city and edition.country_code:
        code, city = edition.country_code, edition.city
        occasion.place, occasion.place_basis = Place(0, 0, location_id(code, city), code, city), LocationBasis.FORUM


def settle_summit_trip(occasion: Occasion, page: Page) -> None:
    """Type of a leader's planned trip to their summit: "has been invited for the annual summit"."""
    if occasion.type is not MeetingType.VISIT or occasion.status is not MeetingStatus.PLANNED:
        return
    if any(_goes_leader(t.candidate, page) and _names_summit(t.candidate, page) for t in occasion.told):
        occasion.type = MeetingType.SUMMIT


def _goes_leader(trip: Candidate, page: Page) -> bool:
    """Whether a trip is that of one who meets at summits, to the other country."""
    goal = trip.destination.country_code if trip.destination is not None else None
    return goal in page.sides and any(
        m.party.country not in (None, goal) and m.party.role_id == page.pair.at_summits.get(m.party.country or "")
        for m in trip.members
    )


def _names_summit(trip: Candidate, page: Page) -> bool:
    """Whether a trip is told with a summit that is not the one of a forum."""
    sentence = trip.sentence
    triggers = page.reading.within("m:trigger", sentence.first, sentence.last)
    summits = [m for m in triggers if page.reading.trigger_of(m).summit]
    return bool(summits) and not any(
        f.first < m.last + 2 and m.first - 2 < f.last
        for f in page.forums_told.within(sentence.first, sentence.last)
        if not f.is_bilateral
        for m in summits
    )


def _is_of_leaders(occasion: Occasion, page: Page) -> bool:
    """Whether those who meet at summits were there, and nobody of a third country."""
    day = occasion.interval.start
    there = {
        side
        for m in occasion.members
        for side, role in page.pair.at_summits.items()
        if m.party.country == side
        and (m.party.role_id == role or (m.party.person and role in page.tenures.roles(m.party.person.person_id, day)))
    }
    return there >= set(page.sides) and page.pair.are_alone(occasion.members)


def _edition(occasion: Occasion, page: Page) -> Edition | None:
    """The only summit on the days of an occasion, unless they met in another country or on the margins of a forum."""
    days, place = occasion.interval, occasion.place
    if days.start is None or days.end is None:
        return None
    if any(t.candidate.forum is not None and not t.candidate.forum.is_bilateral for t in occasion.told):
        return None
    known = page.forums.summits_between(days.start, days.end)
    if len(known) != 1 or (place is not None and place.country_code != known[0].country_code):
        return None
    return known[0] if days.precision in _KNOWN_BY_TIME or place is not None else None
