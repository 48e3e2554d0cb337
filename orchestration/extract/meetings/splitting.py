"""Where one word of contact tells of several contacts, or two words of one.

Persons met one by one, a meal at which talks were held, the meeting before this one. Not here: days or cities listed
for the same parties (`listing`, `stops`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.clauses import Clause
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.members import Member, distinct, same_party
from orchestration.extract.meetings.plurals import is_generic, lists_persons
from orchestration.extract.meetings.reading import Reading

_BOTH = 2
_ASIDE = 3  # tokens from somebody to those who are with him
_COMPANY = frozenset({"company", "with"})
_DAY = 3  # words of a day or place between "and" and a further party: "and, on Wednesday, with X"


def with_their_tables(found: list[Candidate], reading: Reading) -> list[Candidate]:
    """Makes one of a contact and the meal at which it took place: «встретились за чаепитием»."""
    kept: list[Candidate] = []
    for meal in found:
        others = [c for c in found if c is not meal and c.type is MeetingType.BILATERAL_MEETING and c.rejection is None]
        at = meal.type is MeetingType.INFORMAL_TALK and meal.trigger.part == "noun" and meal.rejection is None
        same = [c for c in others if all(any(same_party(a.party, b.party) for b in c.members) for a in meal.members)]
        if at and same and any(reading.ending("m:settings", i) for i in (meal.match.first, meal.match.first - 1)):
            same[0].type = MeetingType.INFORMAL_TALK
        else:
            kept.append(meal)
    return kept


def with_company(found: Sequence[Candidate], clause: Clause) -> None:
    """Adds those who came with somebody who met others: "the ambassador, accompanied by the consul, called on X"."""
    for before, group in itertools.pairwise(clause.groups):
        if group.marker not in _COMPANY or group.first - before.last > _ASIDE or len(group.countries()) != 1:
            continue
        if group.countries() != before.countries() or any(p.kind != "person" for p in group.parties):
            continue
        if group.marker == before.marker or clause.reading.within("m:trigger", before.last, group.first):
            continue  # "met X, called on Y"
        for candidate in found:
            came = any(m.party is p for m in candidate.members for p in before.parties)
            if came and candidate.rejection is None and candidate.trigger.part in ("noun", "verb"):
                more = (Member(p, ParticipantBasis.NAMED) for p in group.parties)
                candidate.members = distinct([*candidate.members, *more])


def since_when(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """The one before that says how long ago it was: "their first meeting since Samarkand in September 2022"."""
    reading, match = clause.reading, candidate.match
    told = candidate.rejection is None and len(clause.sides.among(candidate.members)) == _BOTH
    if not told or candidate.trigger.part not in ("noun", "verb") or candidate.type in REMOTE_TYPES:
        return []
    for since in reading.within("m:since", match.last, clause.sentence.last):
        city = next((p for p in clause.places.within(since.last, since.last + 2) if p.city is not None), None)
        days = clause.dates.within(city.last, city.last + _DAY) if city is not None else ()
        if days and days[0].relation == "at":
            here = match._replace(first=since.first, last=since.last)
            one = dataclasses.replace(candidate, match=here, first=since.first, last=days[0].last, destination=city)
            one.status, one.anaphoric, one.previous, one.going_on, one.due = (
                MeetingStatus.HELD,
                False,
                True,
                False,
                False,
            )
            one.type, one.forum = MeetingType.BILATERAL_MEETING, None
            return [one]
    return []


def one_by_one(reading: Reading, candidate: Candidate, sides: Iterable[str]) -> list[Candidate]:
    """One candidate per person where one met several "separately" or was received by them; else the candidate alone."""
    match = candidate.match
    near = (max(candidate.first, match.first - 4), min(candidate.last, match.last + 4))
    several = candidate.each or (is_generic(reading, candidate) and lists_persons(reading, candidate))
    if not several and not reading.within("m:separately", *near):
        return [candidate]
    for side in sides:
        persons = [m for m in candidate.members if m.party.country == side and m.party.is_individual]
        others = [m for m in candidate.members if m.party.country != side]
        if len(persons) > 1 and len(others) == 1 and len(persons) + 1 == len(candidate.members):
            return [dataclasses.replace(candidate, members=[one, *others]) for one in persons]
    return [candidate]
