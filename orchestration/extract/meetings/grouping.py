"""Which passages are one occasion: each joins the one that it is most like (`likeness`), or begins another."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    DateBasis,
    DatePrecision,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.meetings.around import is_bare
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.intervals import FINENESS, is_recent, leads_to, overlap, same_days, within_days
from orchestration.extract.meetings.likeness import likeness, meaning, naming, quoting, retelling
from orchestration.extract.meetings.members import (
    Member,
    are_of_more,
    has_outsiders,
    heads_of,
    includes,
    same_party,
    union,
)
from orchestration.extract.meetings.page import NEAREST, UNKNOWN, Occasion, Page, Told, distance_between
from orchestration.extract.meetings.pairing import Pairing, is_told_as_over, modality
from orchestration.extract.meetings.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.sides import Sides
from orchestration.extract.model import Anchor, Interval

_EXPECTED = 8  # sentences from an arrival to talks for which somebody has come
_SOON = 3  # and to such talks told at no place
_NEXT = 1  # sentences from a visit to the talks that it was for


def add_talk(occasions: list[Occasion], passage: Told, page: Page) -> None:
    """Adds what a passage tells to the occasion that it tells of, or begins one."""
    for measure, read in _readings(passage, page):
        occasion = _best(occasions, read, page, measure)
        if occasion is not None:
            _join(occasion, read, occasions, named=measure is not meaning)
            return
    candidate = passage.candidate
    occasions.append(Occasion([passage], list(candidate.members), candidate.type, candidate.status))


def _readings(passage: Told, page: Page) -> Iterator[tuple[Callable[[Pairing], float], Told]]:
    """How a passage can tell of an occasion known by then, the plainest reading first."""
    candidate = passage.candidate
    yield likeness, passage
    undated = dataclasses.replace(passage, interval=UNKNOWN, phrase=None)
    if candidate.sentence.title:
        yield retelling, dataclasses.replace(undated, place=None)
    if candidate.anaphoric and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members):
        yield meaning, passage
    if _has_day_of_others(passage, page.reading):
        yield likeness, undated
    if _is_of_day_of_speech(passage):
        yield quoting, undated
    if _is_only_named(passage, page):
        yield naming, passage


def _best(
    occasions: Sequence[Occasion], passage: Told, page: Page, measure: Callable[[Pairing], float]
) -> Occasion | None:
    """The occasion that a passage is most like, the first of several; None where it is like none."""
    scored = [(measure(Pairing(o, passage, page)), -i, o) for i, o in enumerate(occasions[-NEAREST:])]
    best = max(scored, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _join(occasion: Occasion, passage: Told, occasions: Sequence[Occasion], *, named: bool) -> None:
    """named: whether those whom the passage names or means took part."""
    candidate = passage.candidate
    occasion.told.append(passage)
    if named:
        occasion.members = union(occasion.members, _own_members(candidate, occasion, occasions))
    if occasion.type is MeetingType.BILATERAL_MEETING or (
        occasion.type in (MeetingType.SUMMIT, MeetingType.CONSULTATIONS) and candidate.type in REMOTE_TYPES
    ):
        occasion.type = candidate.type


def _has_day_of_others(passage: Told, reading: Reading) -> bool:
    """Whether the day may be of other words: "the talks come two days after …", "at the meeting decisions of July …".

    Not where the day stands beside the talks, or a city is told as well: "the leaders' meeting in Kazan in October",
    nor where its clause says no more than that they take place: «5 октября во дворце состоятся переговоры».
    """
    candidate = passage.candidate
    if not candidate.anaphoric or passage.interval.start is None or passage.place is not None:
        return False
    if is_bare(reading, candidate.match) and reading.within("m:happenings", candidate.first, candidate.last):
        return False
    unnamed = all(m.basis in (ParticipantBasis.CONTEXT, ParticipantBasis.COREFERENCE) for m in candidate.members)
    return unnamed and not (candidate.later or candidate.earlier or candidate.previous)


def _is_of_day_of_speech(passage: Told) -> bool:
    """Whether "today" may be that of who is quoted: "X met Y on Friday. 'Our talks today were useful,' X said", printed
    on Saturday."""
    return passage.today and passage.candidate.quoted and passage.candidate.status is MeetingStatus.HELD


def _is_only_named(passage: Told, page: Page) -> bool:
    """Whether nothing says that talks told before took place: "the ministry has not confirmed the meeting"."""
    candidate = passage.candidate
    if not candidate.anaphoric or candidate.status is not MeetingStatus.HELD or passage.interval.start is not None:
        return False
    before = page.reading.within("m:cue", candidate.first, candidate.match.last)
    behind = page.reading.within("m:cue", candidate.match.last, candidate.last)
    planned = any(m.value[1] == "planned" for m in behind)  # "a press conference is planned after the talks"
    return planned or not any(m.value[1] == "done" for m in (*before, *behind))


def _own_members(candidate: Candidate, occasion: Occasion, occasions: Sequence[Occasion]) -> list[Member]:
    """Who of a headline's took part in the occasion: "X met Y and Z" may sum up two."""
    if not candidate.sentence.title:
        return candidate.members
    others = [o for o in occasions if o is not occasion and o.status is occasion.status]
    return [
        m
        for m in candidate.members
        if includes(occasion.members, m.party) or not any(includes(o.members, m.party) for o in others)
    ]


def add_visit(occasions: list[Occasion], passage: Told, visits: Sequence[Told], page: Page) -> None:
    """A visit whose meetings are told is context; one whose meetings are not is an occasion of its own. visits: all."""
    candidate = passage.candidate
    for occasion in occasions:
        if not _may_be_on(occasion, candidate):
            continue
        if _has_come_for(occasion, passage) or _is_further_stop(occasion, passage) or _points_back(passage):
            return
        if _goes_there_too(occasion, passage, page) or _goes_on_to(occasion, passage, visits):
            return
        if not _is_on_trip(occasion, passage):
            continue
        if occasion.type is MeetingType.VISIT or candidate.status is not MeetingStatus.HELD:
            occasion.told.append(passage)
            occasion.members = union(occasion.members, candidate.members)
        return
    occasions.append(Occasion([passage], list(candidate.members), MeetingType.VISIT, candidate.status))


def _may_be_on(occasion: Occasion, visit: Candidate) -> bool:
    """Whether the visitor meets there those whom he goes to."""
    if occasion.type in REMOTE_TYPES or not _has_come(visit.members[0].party, occasion.members):
        return False
    return visit.status is not MeetingStatus.PLANNED or _may_host(occasion, visit)


def _has_come(visitor: Party, members: Sequence[Member]) -> bool:
    """Whether who is on a trip is among those who met; a delegation without names is whoever is of its country."""
    return includes(members, visitor) or (
        visitor.kind == "delegation" and any(m.party.country == visitor.country for m in members)
    )


def _has_come_for(occasion: Occasion, passage: Told) -> bool:
    """Whether a trip goes with talks to come: "has arrived and will meet X"."""
    candidate = passage.candidate
    if occasion.status is not MeetingStatus.PLANNED or candidate.status is not MeetingStatus.HELD:
        return False
    return any(
        t.candidate.sentence is candidate.sentence
        or leads_to(passage.interval, t.interval)
        or (passage.interval.start is None and (t.place is None or _goal(candidate) in {None, t.place.country_code}))
        or _is_expected_there(t, passage)
        for t in occasion.told
    )


def _is_expected_there(talks: Told, arrival: Told) -> bool:
    """Whether talks of no day told are to be where somebody has been told to have come: "X arrived in Delhi on Friday.
    … In the capital he will meet Y"."""
    behind = talks.candidate.sentence.number - arrival.candidate.sentence.number
    there = talks.place is not None and talks.place.country_code == _goal(arrival.candidate)
    reach = _EXPECTED if there else _SOON if talks.place is None else -1
    return talks.interval.start is None and 0 <= behind <= reach


def _is_further_stop(occasion: Occasion, passage: Told) -> bool:
    """Whether a planned trip is of the journey of an occasion: there, on its days."""
    if passage.candidate.status is not MeetingStatus.PLANNED or passage.interval.start is None:
        return False
    there = _goal(passage.candidate) in _countries(occasion)
    return there and any(within_days(passage.interval, days) for days in _days(occasion))


def _goes_there_too(occasion: Occasion, passage: Told, page: Page) -> bool:
    """Whether a city is told, behind the talks, to be on the plan as well: "the minister will also go to Kazan"."""
    candidate, goal = passage.candidate, passage.candidate.destination
    if candidate.status is not MeetingStatus.PLANNED or passage.interval.start is not None or goal is None:
        return False
    if goal.city is None or occasion.type is MeetingType.VISIT:
        return False
    behind = candidate.sentence.number > occasion.told[0].candidate.sentence.number
    return behind and any(page.reading.within(kind, candidate.first, candidate.last) for kind in ("m:too", "m:also"))


def _goes_on_to(occasion: Occasion, passage: Told, visits: Sequence[Told]) -> bool:
    """Whether somebody who has come to the country goes on, behind the talks, to a city there: "X arrived in Russia
    today. He will meet Y. He is to travel to Kazan"."""
    candidate, goal = passage.candidate, passage.candidate.destination
    if candidate.status is not MeetingStatus.PLANNED or goal is None or goal.city is None:
        return False
    number = candidate.sentence.number
    if occasion.type is MeetingType.VISIT or number <= occasion.told[0].candidate.sentence.number:
        return False
    before = (v.candidate for v in visits if v.candidate.sentence.number < number)
    return any(
        c.status is MeetingStatus.HELD
        and c.destination is not None
        and (c.destination.country_code, c.destination.city) != (goal.country_code, goal.city)
        and c.destination.country_code == goal.country_code
        and same_party(c.members[0].party, candidate.members[0].party)
        for c in before
    )


def _points_back(passage: Told) -> bool:
    """Whether a trip without days is only spoken of again."""
    candidate = passage.candidate
    return candidate.anaphoric and passage.interval.start is None and candidate.status is MeetingStatus.HELD


def _is_on_trip(occasion: Occasion, passage: Told) -> bool:
    """Whether an occasion is of the same standing as a trip, in its country and on its days."""
    candidate, where = passage.candidate, _countries(occasion)
    days = _days(occasion)
    if not _has_standing_of(occasion, candidate) or (where and _goal(candidate) not in where):
        return False
    if (occasion.status, candidate.status) == (MeetingStatus.CANCELLED, MeetingStatus.PLANNED) and not days:
        return passage.interval.start is None  # "was put off. It will take place in May"
    is_own = candidate.status is MeetingStatus.HELD and not candidate.anaphoric  # undated talks may be of another
    if passage.interval.start is None or not (days or is_own):
        return True
    return any(overlap(passage.interval, d) or leads_to(passage.interval, d) for d in days)


def _has_standing_of(occasion: Occasion, visit: Candidate) -> bool:
    """Whether both are held, planned or called off; a visit called off was planned."""
    if occasion.status is visit.status:
        return True
    planned_or_off = {occasion.status, visit.status} == {MeetingStatus.PLANNED, MeetingStatus.CANCELLED}
    return occasion.type is MeetingType.VISIT and planned_or_off


def _goal(visit: Candidate) -> str | None:
    return visit.destination.country_code if visit.destination else None


def _countries(occasion: Occasion) -> set[str | None]:
    """Where its passages are placed."""
    return {t.place.country_code for t in occasion.told if t.place is not None}


def _days(occasion: Occasion) -> list[Interval]:
    """The days that its passages tell."""
    return [t.interval for t in occasion.told if t.interval.start is not None]


def _may_host(occasion: Occasion, visit: Candidate) -> bool:
    """Whether the host of a visit is among those met; "in Delhi Putin is also to see the president" is none of his."""
    hosts = [m.party for m in visit.members[1:]] if visit.trigger.part == "visit" else []
    met = {m.party.country for m in occasion.members} - {visit.members[0].party.country}
    return not hosts or not met or any(includes(occasion.members, h) for h in hosts)


def without_told_visits(occasions: Sequence[Occasion], anchor: Anchor) -> list[Occasion]:
    """Once dated, a visit within whose days the visitor met somebody there is no occasion of its own."""
    visits = [o for o in occasions if o.type is MeetingType.VISIT]
    told = {id(v) for v in visits if any(_is_on(v, t, anchor) for t in occasions)}
    return [o for o in occasions if id(o) not in told]


def _is_on(visit: Occasion, talks: Occasion, anchor: Anchor) -> bool:
    if talks.type is MeetingType.VISIT or talks.type in REMOTE_TYPES or talks.status is MeetingStatus.CANCELLED:
        return False
    there = visit.place is not None and talks.place is not None and visit.place.country_code == talks.place.country_code
    trip, day = visit.interval, talks.interval
    if visit.status is MeetingStatus.PLANNED and not all(includes(talks.members, m.party) for m in visit.members):
        return False  # "invited X"; another one is to meet the host
    if visit.status is not talks.status:  # "tomorrow the guest will be in Mumbai"
        there = there or (visit.status is MeetingStatus.PLANNED and talks.place is None)
        of_trip = within_days(trip, day) or (trip.start is not None and day.start is not None and overlap(trip, day))
        if trip.start is None and not of_trip:  # "on the visit X is expected to sign …", in the news of his talks there
            of_trip = is_recent(day, anchor) and all(t.candidate.trigger.part == "visit" for t in visit.told)
        return there and _has_come(visit.members[0].party, talks.members) and of_trip
    if not _has_come(visit.members[0].party, talks.members):
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
        and _are_of_one_time(occasion, other)
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
    ahead = (MeetingType.SUMMIT, MeetingStatus.PLANNED)
    if not (occasion.type, occasion.status) == (other.type, other.status) == ahead:
        return False
    people = [(occasion.person_ids(s), other.person_ids(s)) for s in page.sides]
    return (
        all(_alike(one, two) for one, two in people if one and two)
        and overlap(occasion.interval, other.interval)
        and not _are_in_two_places(occasion, other)
    )


def _are_of_one_time(occasion: Occasion, other: Occasion) -> bool:
    """Whether their days overlap; what is to come is sometimes dated by the trip to it: "leaves on Sunday to meet"."""
    if overlap(occasion.interval, other.interval):
        return True
    if not occasion.status is other.status is MeetingStatus.PLANNED:
        return False
    loose = DateBasis.CONTEXT in (occasion.interval.basis, other.interval.basis)
    loose = loose or occasion.type is other.type is MeetingType.SUMMIT
    return (loose or _is_session(occasion, other)) and within_days(occasion.interval, other.interval)


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
    if any(c.also or c.apart or c.trigger.part in ("visit", "invite") for c in told):
        return False
    if plan.first > held.first and any(c.later and not c.anaphoric for c in told):
        return False  # "he was welcomed. After that the talks will be held"
    if plan.interval.start is not None:
        of_trip = plan.interval.basis is DateBasis.CONTEXT and plan.interval.precision is DatePrecision.RANGE
        on_trip = of_trip and is_recent(held.interval, page.anchor) and overlap(plan.interval, held.interval)
        return on_trip or same_days(plan.interval, held.interval)
    return is_recent(held.interval, page.anchor) and not any(c.later for c in told)


def _of_same_size(one: Occasion, other: Occasion, pair: Sides) -> bool:
    """Whether a third country's people sat at both or neither, or the sentence of the one tells of the other; and
    not several of each side at the one alone, but for leaders, with whom others sit."""
    sides = pair.codes
    if has_outsiders(one.members, sides) != has_outsiders(other.members, sides) and distance_between(one, other) > 0:
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
