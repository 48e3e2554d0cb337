"""Who was present at talks told before, or headed the delegations at them: "X and Y were also present".

Not here: words of contact that tell who talked with whom (`talks`).
"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.meetings.clauses import Contact
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.members import Member, distinct, includes, is_named
from orchestration.extract.meetings.participants import on_either_side
from orchestration.extract.meetings.subjects import SUBJECT


def read_presence(contact: Contact) -> Candidate | None:
    """ "X and Y were also present": more participants of what was told last."""
    clause, codes = contact.clause, contact.clause.sides.codes
    discourse = clause.discourse
    more = [
        Member(p, ParticipantBasis.NAMED)
        for g in clause.groups
        if clause.holds(g.first) and g.marker in SUBJECT
        for p in g.parties
        if p.kind == "person" and p.country in codes
    ]
    told = discourse.last or discourse.ours
    heads = contact.trigger.type is MeetingType.CONSULTATIONS  # "the delegations were headed by X and Y"
    led = not is_named(told) and _leads_delegation(contact)
    more = _with_other_head(contact, more) if led else more
    if len(clause.sides.among(more)) == 2 and (heads or led or (contact.trigger.weak and not told)):
        return contact.candidate(distinct(more), anaphoric=True)
    sent = on_either_side(contact) if not (told and contact.is_cased) else []
    if sent and not any(includes(told, m.party) for m in sent):
        return contact.candidate(distinct(sent), anaphoric=True)  # "from the one side X, from the other Y took part"
    alone = heads and contact.trigger.weak
    if alone or not more or not told or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    members = distinct([*told, *more])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)


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
