"""Which passages are one occasion: each joins the one that it is most like (`likeness`), or begins another.

Not here: which occasions are one once they are dated (`merging`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterator, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.around import is_bare
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import COARSE, is_over, leads_to, overlap, within_days
from orchestration.extract.meetings.occasions.likeness import likeness, meaning, naming, quoting, retelling
from orchestration.extract.meetings.occasions.page import NEAREST, UNKNOWN, Occasion, Page, Told
from orchestration.extract.meetings.occasions.pairing import Pairing
from orchestration.extract.meetings.parties.members import Member, includes, same_party, union
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor, Interval

_EXPECTED = 8  # sentences from an arrival to talks for which somebody has come
_SOON = 3  # and to such talks told at no place


def add_talk(occasions: list[Occasion], passage: Told, page: Page) -> None:
    """Adds what a passage tells to the occasion that it tells of, or begins one."""
    for measure, read in itertools.chain(_readings(passage, page), _going_on(passage, occasions)):
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
        ours = [m for m in candidate.members if m.party.country in page.sides]
        if len(ours) < len(candidate.members):  # "X meets Y, Z in Bishkek", each on his own
            pair = dataclasses.replace(candidate, members=ours, type=MeetingType.BILATERAL_MEETING)
            yield retelling, dataclasses.replace(undated, candidate=pair, place=None)
    if candidate.anaphoric and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members):
        yield meaning, passage
    if _has_day_of_others(passage, page.reading):
        yield likeness, undated
    if _is_of_day_of_speech(passage):
        yield quoting, undated
    if _is_only_named(passage, page):
        yield naming, passage


def _going_on(passage: Told, occasions: Sequence[Occasion]) -> Iterator[tuple[Callable[[Pairing], float], Told]]:
    """How a passage can tell of what is yet to follow in talks that its sentence tells to have begun: "the two are
    meeting alone, to be followed by delegation-level talks"."""
    candidate = passage.candidate
    begun = bool(occasions) and occasions[-1].status is MeetingStatus.HELD
    if not (begun and candidate.later and candidate.status is MeetingStatus.PLANNED) or passage.interval.start:
        return
    if occasions[-1].told[-1].candidate.sentence is candidate.sentence:
        yield (
            likeness,
            dataclasses.replace(passage, candidate=dataclasses.replace(candidate, status=MeetingStatus.HELD)),
        )


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
    nor where its clause says no more than that they take place, or are to: «5 октября во дворце состоятся переговоры»,
    "The meeting will now be held on 29 September".
    """
    candidate = passage.candidate
    if not candidate.anaphoric or passage.interval.start is None or passage.place is not None:
        return False
    bare = is_bare(reading, candidate.match)
    begin = candidate.first if bare else candidate.match.last
    own = bare or candidate.status is MeetingStatus.PLANNED
    if own and reading.within("m:happenings", begin, candidate.last):
        return False
    unnamed = all(m.basis in (ParticipantBasis.CONTEXT, ParticipantBasis.COREFERENCE) for m in candidate.members)
    return unnamed and not (candidate.later or candidate.earlier or candidate.previous)


def _is_of_day_of_speech(passage: Told) -> bool:
    """Whether "today" or "tomorrow" may be that of who is quoted: "X met Y on Friday. 'Our talks today were useful,' X
    said", printed on Saturday."""
    planned = passage.candidate.status is MeetingStatus.PLANNED
    return (passage.tomorrow if planned else passage.today) and passage.candidate.quoted


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
        if _goes_on_to(occasion, passage, visits, page):
            return
        if not _is_on_trip(occasion, passage) or _was_put_off_before(occasion, passage, page.anchor):
            continue
        if occasion.type is MeetingType.VISIT or candidate.status is not MeetingStatus.HELD:
            occasion.told.append(passage)
            occasion.members = union(occasion.members, candidate.members)
        return
    occasions.append(Occasion([passage], list(candidate.members), MeetingType.VISIT, candidate.status))


def _may_be_on(occasion: Occasion, visit: Candidate) -> bool:
    """Whether the visitor meets there those whom he goes to."""
    if occasion.type in REMOTE_TYPES or not has_come(visit.members[0].party, occasion.members):
        return False
    return visit.status is not MeetingStatus.PLANNED or _may_host(occasion, visit)


def has_come(visitor: Party, members: Sequence[Member]) -> bool:
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
        (t.candidate.sentence is candidate.sentence and not _goes_elsewhere(occasion, candidate))
        or leads_to(passage.interval, t.interval)
        or (passage.interval.start is None and (t.place is None or _goal(candidate) in {None, t.place.country_code}))
        or _is_expected_there(t, passage)
        for t in occasion.told
    )


def _goes_elsewhere(occasion: Occasion, trip: Candidate) -> bool:
    """Whether a trip told with an occasion goes to another country: "X will come in May after Y's visit to Z"."""
    there = {c for c in _countries(occasion) if c is not None}
    return bool(there) and _goal(trip) not in {None, *there}


def _is_expected_there(talks: Told, arrival: Told) -> bool:
    """Whether talks of no day told are to be where somebody has been told to have come: "X arrived in Delhi on Friday.
    … In the capital he will meet Y"."""
    if arrival.interval.precision in COARSE and arrival.candidate.previous:
        return False  # "his last trip was in 2015"
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


def _goes_on_to(occasion: Occasion, passage: Told, visits: Sequence[Told], page: Page) -> bool:
    """Whether a city is told, behind the talks, to be on the plan as well: "the minister will also go to Kazan", or of
    who has come to its country: "X arrived in Russia today. He will meet Y. He is to travel to Kazan"."""
    candidate, goal = passage.candidate, passage.candidate.destination
    if candidate.status is not MeetingStatus.PLANNED or goal is None or goal.city is None:
        return False
    if occasion.type is MeetingType.VISIT:
        return False
    if candidate.sentence.number <= occasion.told[0].candidate.sentence.number:
        return False
    also = any(page.reading.within(kind, candidate.first, candidate.last) for kind in ("m:too", "m:also"))
    return (also and passage.interval.start is None) or any(_comes_before(v.candidate, candidate) for v in visits)


def _comes_before(arrival: Candidate, trip: Candidate) -> bool:
    """Whether who goes on a trip is told before it to have come to another place of that country."""
    goals = arrival.destination, trip.destination
    return (
        arrival.status is MeetingStatus.HELD
        and arrival.sentence.number < trip.sentence.number
        and goals[0] is not None
        and goals[1] is not None
        and goals[0].country_code == goals[1].country_code
        and goals[0].city != goals[1].city
        and same_party(arrival.members[0].party, trip.members[0].party)
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


def _was_put_off_before(occasion: Occasion, passage: Told, anchor: Anchor) -> bool:
    """Whether of a trip that is to come and one called off only this has a day, which is over: "X flies to Delhi. The
    trip was due last November, but was put off"."""
    passages = [(passage.candidate.status, [passage.interval]), (occasion.status, _days(occasion))]
    days = {status: [d for d in told if d.start is not None] for status, told in passages}
    off = days.get(MeetingStatus.CANCELLED, [])
    return days.get(MeetingStatus.PLANNED) == [] and bool(off) and all(is_over(d, anchor) for d in off)


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
