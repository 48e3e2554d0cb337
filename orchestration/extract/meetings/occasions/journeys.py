"""In which city an occasion was whose words do not say it: where those who travel were on those days.

Not here: trips and occasions told close by, which `settling` reads first; the dateline, which it takes last.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, LocationBasis, MeetingStatus
from orchestration.extract.meetings.occasions.intervals import FINE
from orchestration.extract.meetings.occasions.page import LEAD, Occasion, Page, Told
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.model import Interval
from orchestration.extract.places import Place

_STAY = dt.timedelta(days=2)  # between two talks of one who travels
_SAME = dt.timedelta(days=1)  # between talks of others that came with him


def settle_from_journey(
    occasion: Occasion, occasions: Sequence[Occasion], visits: Sequence[Told], page: Page, *, of_others: bool
) -> None:
    """The only city in which its guests were within two days, else that of all others of both sides on its day.

    of_others: whether those others may tell it, who say less than where the news was filed.
    """
    place = occasion.place
    if occasion.type in REMOTE_TYPES or (place is not None and place.city is not None):
        return
    told = (MeetingStatus.HELD, occasion.status)  # where one is to travel on says nothing of what was held
    others = [o for o in occasions if o is not occasion and o.type not in REMOTE_TYPES and o.status in told]
    known = [(o.place, o.interval, _travels(o, occasion)) for o in others if o.place is not None]
    known += [
        (v.candidate.destination, v.interval, includes(occasion.members, v.candidate.members[0].party))
        for v in visits
        if v.candidate.destination is not None and v.candidate.status in told and not v.onward
    ]
    if occasion.interval.precision in FINE:
        mine = [where for where, days, travels in known if travels and _lie_within(days, occasion.interval, _STAY)]
        near = [where for where, days, _ in known if _lie_within(days, occasion.interval, _SAME)]
        found = _only_city(mine, place) if mine else None
        if not mine and of_others:
            found = _only_city(near, place) or _only_country(near, place)
    elif occasion.interval.start is None and page.anchor.day is None:
        found = _only_city(_of_the_news(occasion, others, visits), place)
    else:
        found = None
    if found is not None:
        occasion.place = dataclasses.replace(found, venue=None)
        occasion.place_basis = LocationBasis.CONTEXT


def _travels(one: Occasion, other: Occasion) -> bool:
    """Whether both have a guest in common: one who is not of the country in which the first was."""
    country = one.place.country_code if one.place is not None else None
    return any(
        m.party.person is not None and m.party.country != country and includes(other.members, m.party)
        for m in one.members
    )


def _lie_within(one: Interval, other: Interval, reach: dt.timedelta) -> bool:
    if one.precision not in FINE or one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start - reach <= other.end and other.start - reach <= one.end


def _of_the_news(occasion: Occasion, others: Sequence[Occasion], visits: Sequence[Told]) -> list[Place | None]:
    """Where the guests are in the lead of an article that tells no dates, if an occasion is a plan of theirs."""
    if occasion.status is not MeetingStatus.PLANNED:
        return []
    lead: list[Place | None] = [
        v.candidate.destination
        for v in visits
        if v.candidate.status is MeetingStatus.HELD
        and v.candidate.sentence.number <= LEAD
        and includes(occasion.members, v.candidate.members[0].party)
    ]
    told = (o for o in others if any(t.candidate.sentence.number <= LEAD for t in o.told) and _travels(o, occasion))
    return lead + [o.place for o in told if o.interval.start is None]


def _only_city(places: Sequence[Place | None], within: Place | None) -> Place | None:
    cities = {p.location_id: p for p in places if p is not None and p.city is not None}
    if within is not None:
        cities = {i: p for i, p in cities.items() if p.country_code == within.country_code}
    return next(iter(cities.values())) if len(cities) == 1 else None


def _only_country(places: Sequence[Place | None], within: Place | None) -> Place | None:
    """The country of all of them, where nothing is told yet: "X visits India on the 6th. That day Y meets Z"."""
    known = [p for p in places if p is not None]
    bare = next((p for p in known if p.city is None), None)
    return bare if within is None and len({p.country_code for p in known}) == 1 else None
