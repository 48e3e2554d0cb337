"""Formal and informal talks, calls, sessions: the candidate that one word of contact makes.

The order of reading, and what is read of no subject and partner: who does the same for each side, another round of a
mechanism. Not here: between whom a contact is (`between`), who took part (`participants`, `unsaid`), the side that is
still missing then (`other_side`); who was present (`presence`) or travels (`travel`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.meetings.around import covers, is_bare, is_previous
from orchestration.extract.meetings.contacts.between import Talk, talk_of
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.matters import is_of_matter_told, is_of_thing_between
from orchestration.extract.meetings.contacts.other_side import with_other_side
from orchestration.extract.meetings.contacts.participants import take_members, take_those_told
from orchestration.extract.meetings.parties.members import Member, distinct, has_people, in_context
from orchestration.extract.meetings.parties.parties import Group

_PASSIVE = frozenset({"by", "instrumental"})  # markers of hosts by whom somebody was received


def read_talk(contact: Contact) -> Candidate | None:
    """Who talked with whom; rejected where a third country did, None where the words tell of no contact."""
    clause, match = contact.clause, contact.match
    inside = [g for g in clause.groups if clause.first <= g.first and g.last <= clause.last and not covers(g, match)]
    inside = [g for g in inside if not is_of_matter_told(clause.reading, g, match)]
    inside = [*clause.taken_up, *(g for g in inside if not is_of_thing_between(g, contact.things))]
    if contact.trigger.joint:
        return _read_joint(contact, inside)
    talk = talk_of(contact, inside)
    if talk is None or not take_members(talk):
        return None
    if _is_round_of_mechanism(talk):
        return _of_mechanism(contact)
    take_those_told(talk)
    each = _met_each(talk)
    candidate = contact.candidate(_of_summit(contact, distinct(talk.members)), anaphoric=talk.anaphoric and not each)
    hosted = contact.trigger.host and talk.subject is not None and len(talk.subject.parties) > 1
    candidate.each = hosted or each
    return with_other_side(talk, candidate)


def _of_summit(contact: Contact, members: list[Member]) -> list[Member]:
    """Of a summit that "the two leaders" held those who meet at summits, whomever one of them met since."""
    sides, leaders = contact.clause.sides, contact.clause.discourse.leaders
    referred = bool(members) and all(m.basis is ParticipantBasis.COREFERENCE for m in members)
    if not contact.trigger.summit or not referred or sides.meet_at_summits(members) or not sides.are_led(members):
        return members
    return in_context(leaders) if leaders and sides.meet_at_summits(leaders) else members


def _met_each(talk: Talk) -> bool:
    """Whether those met are told in one breath, and met one after the other: "he also met X, the minister, and Y"."""
    trigger, partner, forum = talk.contact.trigger, talk.partner, talk.contact.forum
    if partner is None or talk.trilateral or partner.marker == "between":
        return False
    led = any(p.role_id in talk.contact.clause.sides.leaders for p in partner.parties)
    if talk.anaphoric and (led or not is_bare(talk.contact.reading, talk.contact.match)):
        return False  # but «переговоры с Х и Y были полезны», which are those of two days
    if trigger.type is not MeetingType.BILATERAL_MEETING or (forum is not None and forum.is_bilateral):
        return False  # delegations sit together
    if talk.sets_partner_apart or (trigger.host and partner.marker not in _PASSIVE):
        return False  # guests come together, but hosts receive each for himself
    if len(partner.countries()) > 1:
        return False  # "the minister was received by the deputy minister of the hosts and his own ambassador"
    known = {p.person is None or p.person.is_curated for p in partner.parties if p.is_individual}
    several = sum(p.is_individual for p in partner.parties) > 1
    return trigger.part in ("verb", "noun") and several and len(known) == 1  # not a minister and his aide


def _is_round_of_mechanism(talk: Talk) -> bool:
    """Whether it is another session of the mechanism told before, not of the same persons."""
    contact, match = talk.contact, talk.contact.match
    clause, trigger, reading = contact.clause, contact.trigger, contact.reading
    told = [m for m in talk.members if m.basis is not ParticipantBasis.COREFERENCE]  # but "the two sides"
    forum, session = clause.discourse.forum, clause.discourse.session
    if has_people(told) or trigger.part != "noun" or forum is None:
        return False
    if forum.kind == "annual_summit" and session is None and trigger.type is MeetingType.CONSULTATIONS:
        return False  # a summit was recalled, and then "the last round of the consultations"
    if contact.forum is None and not talk.members and _is_one_before(contact):
        return True
    if told:
        return False
    if trigger.type is MeetingType.CONSULTATIONS and talk.anaphoric:
        if clause.within("m:previous"):
            return True  # "the last round of the Consultations"
    rounds = reading.within("m:rounds", max(0, match.first - 3), match.last + 4)
    numbered = any(m.first <= match.first < m.last for m in rounds)
    return numbered and not trigger.summit and contact.forum is None


def _is_one_before(contact: Contact) -> bool:
    """Whether it is the one before a session told last: "the 25th session of the commission … The previous one"."""
    session, trigger = contact.clause.discourse.session, contact.trigger
    fits = trigger.type is MeetingType.BILATERAL_MEETING or (
        trigger.summit and session is not None and session.kind == "annual_summit"
    )
    return fits and session is not None and is_previous(contact.reading, contact.match)


def _of_mechanism(contact: Contact) -> Candidate:
    """Another session of the mechanism named beside, else of the one told before; of the summit, by the leaders."""
    discourse = contact.clause.discourse
    forum = contact.forum or discourse.forum
    forum = dataclasses.replace(forum, number=None, year=None) if forum is not None else None
    if forum is None or forum.kind != "annual_summit":
        return contact.candidate([], forum=forum)
    return contact.candidate(in_context(discourse.leaders), MeetingType.SUMMIT, forum=forum)


def _read_joint(contact: Contact, inside: Sequence[Group]) -> Candidate | None:
    """Who did the same for each side: "X led the one delegation and Y the other"; inside: groups of the clause."""
    sentence = contact.clause.sentence
    each = [m for m in contact.reading.within("m:trigger", sentence.first, sentence.last) if m[2:] == contact.match[2:]]
    within = contact.clause.groups if len(each) > 1 else inside  # each in a clause of his own
    ends = {m.last for m in each}  # "भारतीय पक्ष की अगुवाई X और रूसी पक्ष की अगुवाई Y ने की"
    together = [g for g in within if g.marker in contact.trigger.partners or g.first in ends]
    members = distinct(Member(p, ParticipantBasis.NAMED) for g in together for p in g.parties if p.kind == "person")
    if len(contact.clause.sides.among(members)) < 2:
        return None
    return contact.candidate(members)
