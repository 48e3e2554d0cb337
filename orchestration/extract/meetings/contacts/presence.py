"""Who was present at talks told before, or headed the delegations at them: "X and Y were also present".

Not here: words of contact that tell who talked with whom (`talks`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from orchestration.contracts.codes import CandidateRejection, MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.participants import on_either_side
from orchestration.extract.meetings.contacts.referents import members_of
from orchestration.extract.meetings.contacts.subjects import ONE_SIDE
from orchestration.extract.meetings.parties.members import Member, distinct, includes, is_named
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.rules import Trigger

_NEAR = 2  # sentences from talks to who heads the delegations


def read_presence(contact: Contact) -> Candidate | None:
    """ "X and Y were also present": more participants of what was told last."""
    clause, discourse = contact.clause, contact.clause.discourse
    if clause.within("m:airports"):
        return None  # who is there to see somebody off or in
    more = _who_was_there(contact)
    told = _pair_attended(contact) or ([] if discourse.last_remote else discourse.last) or discourse.ours
    heads = contact.trigger.type is MeetingType.CONSULTATIONS  # "the delegations were headed by X and Y"
    led = not is_named(told) and _leads_delegation(contact)
    more = _with_other_head(contact, more) if led else more
    if len(clause.sides.among(more)) == 2 and (heads or led or (contact.trigger.weak and not told)):
        return contact.candidate(distinct(more), anaphoric=True)
    if (met := _met_there(contact, more)) and not any(includes(told, m.party) for m in met):
        return contact.candidate(distinct([*more, *met]), MeetingType.BILATERAL_MEETING)
    sent = on_either_side(contact) if not (told and contact.is_cased) else []
    if sent and not any(includes(told, m.party) for m in sent):
        return contact.candidate(distinct(sent), anaphoric=True)  # "from the one side X, from the other Y took part"
    if heads and contact.trigger.weak:
        _lead_trip(contact, more)
        return _with_head(contact, told, more)
    if not more or not told or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    members = distinct([*told, *more])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)


def read_head(contact: Contact) -> Candidate | None:
    """What was told last of a delegation, with who alone is told to have led it: "रूसी दल का नेतृत्व X ने किया"."""
    discourse = contact.clause.discourse
    if not contact.trigger.joint or not _leads_delegation(contact):
        return None
    heads = _who_was_there(contact)
    _lead_trip(contact, heads)
    return _with_head(contact, discourse.last or discourse.ours, heads)


def _who_was_there(contact: Contact) -> list[Member]:
    """Those of the two sides whom a clause names as present, be it as who speaks: «Приветствуя гостей, Х отметил …»."""
    clause, markers = contact.clause, ONE_SIDE | {*contact.trigger.partners}
    return [
        Member(p, ParticipantBasis.NAMED)
        for g in clause.groups
        if (clause.holds(g.first) or _goes_before(clause, g)) and g.marker in markers
        for p in g.parties
        if p.kind == "person" and p.country in clause.sides.codes
    ]


def complete(clause: Clause, found: Sequence[Candidate]) -> Candidate | None:
    """Talks told last of which only one side was named, with whom the clause tells to have been there for the other: "X
    held talks in Delhi. The Indian side was led by Y"."""
    codes = clause.sides.codes
    near = itertools.takewhile(lambda c: clause.sentence.number - c.sentence.number <= _NEAR, reversed(found))
    alone = next((c for c in near if c.rejection is CandidateRejection.ONE_SIDED), None)
    if alone is None:
        return None
    told = clause.sides.among(alone.members)
    people = [p for g in clause.own_groups for p in g.parties if p.kind == "person" and p.country in codes]
    if len(told) != 1 or not people or any(p.country in told for p in people):
        return None
    if clause.is_in_city or clause.forums.within(clause.first, clause.last):
        return None  # "at a forum in Kazan the Indian side was represented by Y"
    if not any(_is_of_delegation(clause.reading.trigger_of(m)) for m in clause.within("m:trigger")):
        return None
    sent = any(p.kind == "delegation" and p.country not in told for g in clause.own_groups for p in g.parties)
    if not sent and not clause.within("m:on_their_side"):
        return None
    alone.members = distinct([*alone.members, *(Member(p, ParticipantBasis.NAMED) for p in people)])
    alone.rejection = alone.evidence = None
    return alone


def _is_of_delegation(trigger: Trigger) -> bool:
    """Whether words say who was there, or led those who were."""
    return trigger.part == "presence" or (trigger.weak and trigger.joint)


def _goes_before(clause: Clause, group: Group) -> bool:
    """Whether a group stands in a clause without a verb before: "for India X and Y, while Z for Russia, were there"."""
    reading, begin, end = clause.reading, clause.sentence.first, clause.first
    if group.first >= end or reading.rules_at(end).marking != "after":
        return False
    end = reading.without_signs(begin, end)
    kinds = ("m:trigger", "m:says")
    return not reading.ending("m:finite", end) and not any(reading.within(kind, begin, end) for kind in kinds)


def _met_there(contact: Contact, present: Sequence[Member]) -> list[Member]:
    """With whom were the talks in which somebody took part, if he alone is named on his side: «Х принял участие в
    переговорах с Y», not «… в переговорах Z с Y»."""
    clause = contact.clause
    if not contact.is_cased or len(present) != 1:
        return []
    behind = [g for g in clause.own_groups if g.first >= contact.match.last]
    partners = [m for g in behind if g.marker == "with" for m in members_of(g, [], clause)]
    named = all(m.party.is_individual and m.party.country != present[0].party.country for m in partners)
    of_others = any(p.is_individual for g in behind if g.marker != "with" for p in g.parties)
    return partners if named and not of_others and clause.sides.are_alone(partners) else []


def _pair_attended(contact: Contact) -> list[Member]:
    """Whose talks somebody attended, where the clause says with whom: "was present at the meeting with X"."""
    clause, discourse = contact.clause, contact.clause.discourse
    partners = (g for g in clause.own_groups if g.marker == "with")
    met = [m for g in partners for m in members_of(g, [], clause) if m.party.is_individual]
    told = (pair for pair in reversed(discourse.pairs) if any(includes(pair, m.party) for m in met))
    return next(told, []) if contact.rules.marking == "before" else []


def _leads_delegation(contact: Contact) -> bool:
    """Whether the clause is of the delegation of a country: "the Russian side was headed by X"."""
    clause = contact.clause
    return any(p.kind == "delegation" for g in clause.own_groups for p in g.parties)


def _with_other_head(contact: Contact, led: list[Member]) -> list[Member]:
    """Who leads a delegation with who was just told to lead the other: "X led the Indian delegation. The Russian …"."""
    clause, sides = contact.clause, contact.clause.sides.among(led)
    if len(sides) != 1:
        return led
    before, clause.discourse.heads = clause.discourse.heads, (clause.sentence.number, led)
    near = clause.sentence.number - before[0] <= 1 and clause.sides.among(before[1]) != sides
    return [*before[1], *led] if near else led


def _lead_trip(contact: Contact, heads: Sequence[Member]) -> None:
    """Makes who leads a delegation him who is on the trip on which it was just told to be: "A Russian delegation was in
    Delhi from 3 to 5 May. It was headed by X"; and of whom "the delegation" speaks behind."""
    if len(heads) == 1:
        contact.clause.discourse.team = [heads[0].party]
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number > _NEAR or len(heads) != 1:
        return
    visitor, head = trip.members[0].party, heads[0].party
    if visitor.kind == "delegation" and visitor.country == head.country:
        trip.members = [heads[0], *trip.members[1:]]


def _with_head(contact: Contact, told: Sequence[Member], heads: Sequence[Member]) -> Candidate | None:
    """What was told last, with who headed a delegation that took part: "met an Indian delegation. X led it", "the two
    countries will hold consultations. The Russian side will be headed by X"."""
    discourse = contact.clause.discourse
    near = contact.clause.sentence.number - discourse.last_number <= _NEAR
    if heads and near and any(m.party.kind == "pair" for m in told):
        return contact.candidate(distinct([*told, *heads]), anaphoric=True)
    sent = [m for m in told if m.party.kind == "delegation" and any(m.party.country == h.party.country for h in heads)]
    if not sent:
        return None
    members = distinct([*(m for m in told if m not in sent), *heads])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)
