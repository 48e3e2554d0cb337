"""Between whom a contact is: which groups of its clause are its subject and its partner, weighed against each other.

Not here: which group a word can tie by markers, order and distance (`partners`, `subjects`); whom a group's words
stand for (`referents`); who took part in the end (`participants`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.meetings.around import is_definite, is_multilateral
from orchestration.extract.meetings.clauses import Contact
from orchestration.extract.meetings.members import Member
from orchestration.extract.meetings.parties import Group
from orchestration.extract.meetings.partners import RECIPROCAL, partner_of
from orchestration.extract.meetings.referents import members_of
from orchestration.extract.meetings.subjects import subject_of

_NAME_OF_TALKS = 2  # tokens from two countries to the talks that are called after them


@dataclasses.dataclass(slots=True)
class Talk:
    """A contact while it is read. inside: groups of the clause; subject, partner: of the word of contact;
    anaphoric: whether it points to talks told before; pair: those told to have met before."""

    contact: Contact
    inside: list[Group]
    subject: Group | None
    partner: Group | None
    anaphoric: bool
    trilateral: bool
    members: list[Member] = dataclasses.field(default_factory=list)
    pair: list[Member] = dataclasses.field(default_factory=list)

    @property
    def sets_partner_apart(self) -> bool:
        """Whether a comma parts the word from a partner behind: "the two met in private, with only X and Y"."""
        end = self.contact.match.last
        return self.partner is not None and any(
            t.text == "," for t in self.contact.reading.tokens[end : self.partner.first]
        )


def talk_of(contact: Contact, inside: list[Group]) -> Talk | None:
    """A contact with its subject and partner; None where its word is used in another sense. inside: groups of its
    clause."""
    clause, match = contact.clause, contact.match
    partner = partner_of(contact, inside)
    subject = _without_name_of_talks(contact, inside, partner)
    if partner is not None and _is_of_both(partner) and (holders := _holders_of_talks(contact, inside, partner)):
        subject, partner = holders, None
    subject = subject or subject_of(contact, inside, partner)
    if _is_in_other_sense(contact, subject, partner):
        return None
    if partner is not None and subject is not None and subject.parties[0].kind == "group":
        if not members_of(subject, [], clause):
            subject = None  # "X came to Moscow. At his meeting with Y the two spoke of trade"
    anaphoric = is_definite(contact.reading, match)
    trilateral = is_multilateral(contact.reading, match, clause.first, clause.last)
    return Talk(contact, inside, subject, partner, anaphoric, trilateral)


def _is_in_other_sense(contact: Contact, subject: Group | None, partner: Group | None) -> bool:
    """Whether a verb without the partner that it needs tells of no contact."""
    clause, trigger = contact.clause, contact.trigger
    if trigger.part != "verb" or partner is not None:
        return False
    if trigger.partners and not RECIPROCAL & {*trigger.partners}:
        return True  # "X and Y told …", «Х и Y приняли …»
    are_called = trigger.type is MeetingType.PHONE_CALL and subject is not None and subject.parties[0].kind == "group"
    return are_called and not contact.reading.within("m:modifier", clause.first, clause.last)  # "were called in"


def _without_name_of_talks(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who held talks that are called after both countries: "X held the India-Russia consultations with Y"."""
    named = [g for g in inside if g.parties[0].kind == "pair" and 0 <= contact.match.first - g.last <= _NAME_OF_TALKS]
    if not named:
        return None
    subject = subject_of(contact, [g for g in inside if g not in named], partner)
    told = (subject.countries() if subject is not None else set()) | (partner.countries() if partner else set())
    is_person = subject is not None and all(p.is_individual for p in subject.parties)
    return subject if is_person and {*contact.clause.sides.codes} <= told else None


def _is_of_both(group: Group) -> bool:
    """Whether it is both countries, between whom talks are: "the first dialogue between the two countries"."""
    return group.marker == "between" and all(p.kind == "pair" for p in group.parties)


def _holders_of_talks(contact: Contact, inside: Sequence[Group], both: Group) -> Group | None:
    """Who held talks that are between both countries, where those of both sides are told: "the four sat down for …"."""
    subject = subject_of(contact, [g for g in inside if g is not both], None)
    if subject is None or subject.first >= contact.match.first:
        return None
    together = subject.parties[0].kind == "group" or {*contact.clause.sides.codes} <= subject.countries()
    return subject if together and subject.marker in ("agent", "none") else None
