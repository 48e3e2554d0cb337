"""Which occasions are one once they are dated: talks told twice, a plan and what came of it, a visit and its talks.

Not here: which passages are one occasion before that (`grouping`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, DateBasis, DatePrecision, MeetingStatus, MeetingType
from orchestration.extract.meetings.occasions.grouping import has_come
from orchestration.extract.meetings.occasions.intervals import FINENESS, is_recent, overlap, same_days, within_days
from orchestration.extract.meetings.occasions.page import NEAREST, Occasion, Page, distance_between
from orchestration.extract.meetings.occasions.pairing import is_told_as_over, modality
from orchestration.extract.meetings.parties.members import are_of_more, has_outsiders, heads_of, includes, union
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.model import Anchor

_SUMMIT_AND_TRIP = {MeetingType.SUMMIT, MeetingType.VISIT}
_NEXT = 1  # sentences from a visit to the talks that it was for


def without_told_visits(occasions: Sequence[Occasion], anchor: Anchor) -> list[Occasion]:
    """Once dated, a visit within whose days the visitor met somebody there is no occasion of its own.

    One of leaders who did not hold their posts on its days is left without anybody: it was on none.
    """
    visits = [o for o in occasions if o.type is MeetingType.VISIT and o.members]
    told = {id(v) for v in visits if any(_is_on(v, t, anchor) for t in occasions)}
    return [o for o in occasions if id(o) not in told]


def _is_on(visit: Occasion, talks: Occasion, anchor: Anchor) -> bool:
    """Whether talks in person were on a visit, by who travelled, where and when: "X will be in Delhi on 5–6 May. …
    On the 5th he will meet Y"."""
    if talks.type is MeetingType.VISIT or talks.type in REMOTE_TYPES or talks.status is MeetingStatus.CANCELLED:
        return False
    if visit.status is MeetingStatus.CANCELLED:
        return False  # "X has put off his trip. He will meet Y later"
    there = visit.place is not None and talks.place is not None and visit.place.country_code == talks.place.country_code
    trip, day = visit.interval, talks.interval
    if visit.status is MeetingStatus.PLANNED and not all(includes(talks.members, m.party) for m in visit.members):
        return False  # "invited X"; another one is to meet the host
    if visit.status is not talks.status:  # "tomorrow the guest will be in Mumbai"
        there = there or (visit.status is MeetingStatus.PLANNED and talks.place is None)
        of_trip = within_days(trip, day) or (trip.start is not None and day.start is not None and overlap(trip, day))
        if trip.start is None and not of_trip:  # "on the visit X is expected to sign …", in the news of his talks there
            of_trip = is_recent(day, anchor) and all(t.candidate.trigger.part == "visit" for t in visit.told)
        return there and has_come(visit.members[0].party, talks.members) and of_trip
    if not has_come(visit.members[0].party, talks.members):
        return False
    elsewhere = visit.place is not None and talks.place is not None and not there
    if distance_between(visit, talks) <= _NEXT and visit.first < talks.first:
        return within_days(trip, day) or (not elsewhere and overlap(trip, day))
    if not there or trip.start is None or day.start is None:
        return False
    return (overlap(trip, day) and FINENESS[day.precision] <= FINENESS[trip.precision]) or within_days(trip, day)


def merge_settled(occasions: Sequence[Occasion], page: Page) -> list[Occasion]:
    """Once dated, two occasions of the same persons, kind and day are one, and a plan is what came of it."""
    merged: list[Occasion] = []
    for occasion in occasions:
        other = next((o for o in merged[-NEAREST:] if _are_one(occasion, o, page)), None)
        if other is None:
            merged.append(occasion)
        else:
            _take_in(other, occasion, page)
    return merged


def _take_in(other: Occasion, occasion: Occasion, page: Page) -> None:
    other.told += occasion.told
    other.members = union(other.members, occasion.members)
    if other.type is MeetingType.VISIT:
        other.type = occasion.type
    if occasion.status is not other.status:  # what only names the talks leaves them planned
        held = [t.candidate for t in other.told if t.candidate.status is MeetingStatus.HELD]
        done = any(is_told_as_over(c, page.reading) if c.sentence.title else c.done for c in held)
        other.status = MeetingStatus.HELD if done else MeetingStatus.PLANNED
    if _is_behind(occasion, other) or FINENESS[occasion.interval.precision] < FINENESS[other.interval.precision]:
        other.interval, other.phrase = occasion.interval, occasion.phrase
    if other.place is None:
        other.place, other.place_basis = occasion.place, occasion.place_basis


def _is_behind(occasion: Occasion, other: Occasion) -> bool:
    """Whether its days are all behind those of the other."""
    begin, end = occasion.interval.start, other.interval.end
    return begin is not None and end is not None and begin > end


def _are_one(occasion: Occasion, other: Occasion, page: Page) -> bool:
    return _are_one_summit(occasion, other, page) or (
        _of_same_people(occasion, other, page.sides)
        and _of_same_size(occasion, other, page.pair)
        and modality(other.type) == modality(occasion.type)
        and (_are_of_one_time(occasion, other) or _are_of_today(occasion, other, page))
        and (
            other.forum_id == occasion.forum_id
            or all(occasion.person_ids(s) == other.person_ids(s) for s in page.sides)
        )
        and not _are_in_two_places(occasion, other)
        and not _is_session_after(other, occasion)
        and _agree_in_status(occasion, other, page)
    )


def _are_one_summit(occasion: Occasion, other: Occasion, page: Page) -> bool:
    """Whether both are the leaders' next summit, be it told as a trip to it of which only the guest is named."""
    if not occasion.status is other.status is MeetingStatus.PLANNED:
        return False
    types = {occasion.type, other.type}
    if types != {MeetingType.SUMMIT} and not (types == _SUMMIT_AND_TRIP and _is_trip_of_leader(occasion, other, page)):
        return False
    people = [(occasion.person_ids(s), other.person_ids(s)) for s in page.sides]
    return (
        all(_alike(one, two) for one, two in people if one and two)
        and overlap(occasion.interval, other.interval)
        and not _are_in_two_places(occasion, other)
    )


def _is_trip_of_leader(occasion: Occasion, other: Occasion, page: Page) -> bool:
    """Whether the one is a leader's trip to the other country, and the other a summit of no place and no day told:
    "prepared the annual summit. X is to be in Y in June"."""
    trip, summit = sorted((occasion, other), key=lambda o: o.type is MeetingType.SUMMIT)
    open_ = summit.place is None and summit.interval.start is None
    goes = trip.members and trip.members[0].party.role_id in page.pair.leaders
    return bool(open_ and goes) and trip.place is not None and trip.place.country_code in page.sides


def _are_of_one_time(occasion: Occasion, other: Occasion) -> bool:
    """Whether their days overlap; what is to come is sometimes dated by the trip to it: "leaves on Sunday to meet"."""
    if overlap(occasion.interval, other.interval):
        return True
    if not occasion.status is other.status is MeetingStatus.PLANNED:
        return False
    loose = DateBasis.CONTEXT in (occasion.interval.basis, other.interval.basis)
    loose = loose or occasion.type is other.type is MeetingType.SUMMIT
    return (loose or _is_session(occasion, other)) and within_days(occasion.interval, other.interval)


def _are_of_today(one: Occasion, other: Occasion, page: Page) -> bool:
    """Whether, in an article of no day, a plan is for "today", and talks are told as the news: "11:00: X will meet Y
    today. … 12:30: X met Y"."""
    if page.anchor.day is not None or {one.status, other.status} != {MeetingStatus.PLANNED, MeetingStatus.HELD}:
        return False
    plan, held = sorted((one, other), key=lambda o: o.status is MeetingStatus.HELD)
    before = any(t.candidate.back or t.candidate.earlier or t.candidate.previous for t in held.told)
    of_news = held.interval.start is None and not before and all(t.today or t.phrase is None for t in held.told)
    return of_news and plan.interval.start is None and any(t.today for t in plan.told)


def _agree_in_status(occasion: Occasion, other: Occasion, page: Page) -> bool:
    """Whether both are still to come or called off, held on the same days, or the one is what was planned."""
    if occasion.status is other.status:
        return occasion.status is not MeetingStatus.HELD or (
            other.interval.start is not None and same_days(other.interval, occasion.interval)
        )
    if {occasion.status, other.status} != {MeetingStatus.PLANNED, MeetingStatus.HELD}:
        return False
    plan, held = sorted((occasion, other), key=lambda o: o.status is MeetingStatus.HELD)
    return _came_true(plan, held, page)


def _came_true(plan: Occasion, held: Occasion, page: Page) -> bool:
    """Whether talks told as held are those of a plan: "the two met on Friday. It had been said that they would …"; or
    the plan is how they go on: "then they will talk with their delegations"."""
    if MeetingType.VISIT in (plan.type, held.type):
        return False
    if plan.forum_id not in (None, held.forum_id) and (held.forum_id is not None or plan.type is not held.type):
        return False
    told = [t.candidate for t in plan.told if not t.candidate.sentence.title] or [t.candidate for t in plan.told]
    trips = (c for c in told if c.trigger.part in ("visit", "invite"))
    if any(c.also or c.apart for c in told) or not all(c.anaphoric for c in trips):
        return False  # but "during this visit they will speak of …"
    if plan.first > held.first and any(c.later and not c.anaphoric for c in told):
        return False  # "he was welcomed. After that the talks will be held"
    if plan.interval.start is not None and held.interval.start is None:
        gone_on = any(t.candidate.anaphoric and not t.candidate.back for t in held.told)
        gone_on = gone_on and plan.first < held.first  # "they meet today. In the talks X said …"
        return gone_on and is_recent(plan.interval, page.anchor)
    if plan.interval.start is not None:
        of_trip = plan.interval.basis is DateBasis.CONTEXT and plan.interval.precision is DatePrecision.RANGE
        on_trip = of_trip and is_recent(held.interval, page.anchor) and overlap(plan.interval, held.interval)
        return on_trip or same_days(plan.interval, held.interval)
    of_news = is_recent(held.interval, page.anchor) or _are_of_today(plan, held, page)
    return of_news and not any(c.later for c in told)


def _of_same_size(one: Occasion, other: Occasion, pair: Sides) -> bool:
    """Whether a third country's people sat at both or neither, or the sentence of the one tells of the other, though
    not of bilateral talks; and not several of each side at the one alone, but for leaders, with whom others sit."""
    sides = pair.codes
    if has_outsiders(one.members, sides) != has_outsiders(other.members, sides):
        if distance_between(one, other) > 0 or any(t.candidate.trigger.bilateral for t in (*one.told, *other.told)):
            return False
    more = are_of_more(one.members, other.members, sides) or are_of_more(other.members, one.members, sides)
    return not more or pair.are_led(one.members)


def _is_session_after(talks: Occasion, session: Occasion) -> bool:
    """Whether the one is told as what came after the other: "after that the two co-chaired the commission"."""
    forums = [t.candidate.forum for t in session.told]
    return (
        talks.forum_id is None
        and session.told[0].candidate.later
        and any(forum is not None and forum.kind == "mechanism" for forum in forums)
    )


def _are_in_two_places(one: Occasion, other: Occasion) -> bool:
    """Whether they were in two countries ("X comes this year, and in May Y goes there"), or in two cities."""
    if one.place is None or other.place is None:
        return False
    cities = {place.city for place in (one.place, other.place) if place.city}
    return len(cities) > 1 or one.place.country_code != other.place.country_code


def _of_same_people(one: Occasion, other: Occasion, sides: tuple[str, str]) -> bool:
    """Whether the same are named first on each side; of one session, a side of which nobody is named will do."""
    named = [s for s in sides if (one.person_ids(s) and other.person_ids(s)) or not _is_session(one, other)]
    return bool(named) and all(
        _alike(one.person_ids(s), other.person_ids(s)) and heads_of(one.members, s) == heads_of(other.members, s)
        for s in named
    )


def _is_session(one: Occasion, other: Occasion) -> bool:
    """Whether both are told as a session of the same mechanism."""
    forums = [
        {t.candidate.forum.forum_id for t in o.told if t.candidate.forum is not None and t.candidate.forum.is_bilateral}
        for o in (one, other)
    ]
    return bool(forums[0] & forums[1])


def _alike(some: set[str], others: set[str]) -> bool:
    """Whether the one are all among the other: not every passage names all who were there."""
    return bool(some and others) and (some <= others or others <= some)
