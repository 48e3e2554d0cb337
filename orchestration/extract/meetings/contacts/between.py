"""Between whom a contact is: which groups of its clause are its subject and its partner, weighed against each other.

Not here: which group a word can tie by markers, order and distance (`partners`, `subjects`); whom a group's words
stand for (`referents`); who took part in the end (`participants`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import is_bare, is_definite, is_multilateral
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.partners import RECIPROCAL, is_between_at_talks, partner_of
from orchestration.extract.meetings.contacts.referents import members_of
from orchestration.extract.meetings.contacts.subjects import subject_of
from orchestration.extract.meetings.parties.members import Member, includes, same_party
from orchestration.extract.meetings.parties.parties import SUBJECT, Group
from orchestration.extract.meetings.rules import Trigger

_SOME = 4  # tokens from "including" to who is named
_GIVEN = 3  # tokens from "given" to a meal
_HOSTS = frozenset({"by", "on_behalf_of", "led", "genitive"})  # markers of who gave it
_GUESTS = SUBJECT | {"in_honour_of"}  # and of who came
_STRANGERS = 4  # tokens behind "talks with" in which a country or post makes whom they are with one of ours
_OWNERS = frozenset({"between", "of"})  # markers of whose talks a noun before is of
_NAME_OF_TALKS = 4  # tokens from two countries to the talks that are called after them: "भारत-रूस अंतर-सरकारी परामर्श"


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
    def names_some(self) -> bool:
        """Whether its partner is but some of many, met each for himself: "met several ministers, including X and Y"."""
        partner, reading = self.partner, self.contact.reading
        return partner is not None and bool(reading.within("m:among", partner.first - _SOME, partner.first))

    @property
    def sets_partner_apart(self) -> bool:
        """Whether a comma parts the word from a partner behind: "the two met in private, with only X and Y"."""
        end, reading = self.contact.match.last, self.contact.reading
        if self.partner is None or self.names_some:
            return False
        return reading.has_comma(end, self.partner.first)


def talk_of(contact: Contact, inside: list[Group]) -> Talk | None:
    """A contact with its subject and partner; None where its word is used in another sense. inside: groups of its
    clause."""
    clause, match = contact.clause, contact.match
    inside = [g for g in inside if not is_between_at_talks(contact, g) and not _is_of_what_comes_next(contact, g)]
    partner = partner_of(contact, inside)
    subject = _without_name_of_talks(contact, inside, partner)
    if partner is not None and _is_of_both(partner) and (holders := _holders_of_talks(contact, inside, partner)):
        subject, partner = holders, None
    subject = subject or subject_of(contact, inside, partner)
    subject, partner = hosts_and_guests(contact.clause, match, contact.trigger) or (subject, partner)
    if _is_in_other_sense(contact, subject, partner) or _is_with_strangers(contact, partner):
        return None
    if _is_between_others(contact, inside):
        return None
    anaphoric = is_definite(contact.reading, match) and not _is_of_pair_of_others(contact, inside)
    if anaphoric and partner is not None and partner.marker == "to" and _is_of_others(partner, clause.discourse.ours):
        partner = None  # "during the talks he extended an invitation to Y"
    if _stands_for_others(contact, subject, partner) or _only_tells_of(subject, partner):
        subject = None
    trilateral = is_multilateral(contact.reading, match, clause.first, clause.last) or _is_why_they_met(
        contact, partner
    )
    return Talk(contact, inside, subject, partner, anaphoric, trilateral)


def _is_why_they_met(contact: Contact, partner: Group | None) -> bool:
    """Whether one who talked with two of two countries came for talks of three: "त्रिपक्षीय बैठक के लिए आए X ने Y और Z के साथ
    चर्चा की"."""
    told = any(m.value[1] == "multilateral" for m in contact.clause.within("m:modifier"))
    told = told and contact.rules.marking == "after" and contact.trigger.vague
    return told and partner is not None and partner.marker == "with" and len(partner.countries()) > 1


def _is_of_what_comes_next(contact: Contact, group: Group) -> bool:
    """Whether a group is of talks that others come before or after, or carry out: "the dialogue was held ahead of X's
    meeting with Y", "followed the call between X and Y", "pursuant to the agreement reached between X and Y in their
    conversation"."""
    reading, end = contact.reading, contact.match.last
    if contact.trigger.part != "noun" or contact.rules.marking != "before" or group.first < end:
        return False
    ahead = [*reading.within("m:elsewhen", end, group.first), *reading.within("m:reached", end, group.first)]
    next_ones = reading.within("m:trigger", ahead[-1].last, contact.clause.last) if ahead else []
    if not ahead and group.marker in _OWNERS:  # not "talks after the summit with Y"
        behind = reading.within("m:behind", end, group.first)
        next_ones = reading.within("m:trigger", behind[-1].last, group.first) if behind else []
    return any(reading.trigger_of(m).part == "noun" for m in next_ones)


def hosts_and_guests(clause: Clause, match: Match, trigger: Trigger) -> tuple[Group, Group] | None:
    """Who gave a meal and who came to it, where words before it tell the one and its verb comes last: "X Y की ओर से दिए
    गए रात्रिभोज में शामिल हुए"."""
    reading = clause.reading
    begin = max(clause.first, match.first - _GIVEN)
    given = reading.within("m:told_here", begin, match.first)
    if trigger.type is not MeetingType.INFORMAL_TALK or reading.rules_at(match.first).marking != "after" or not given:
        return None
    hosts = [g for g in clause.own_groups if g.last <= given[0].first and g.marker in _HOSTS]
    guests = [g for g in clause.own_groups if g.marker in _GUESTS]
    if not hosts or not guests:
        return None
    honoured = [m for m in reading.within("m:marker", hosts[-1].last, match.first) if m.value[1] == "in_honour_of"]
    if honoured and guests[-1].marker != "in_honour_of":
        return None  # "X's dinner in honour of the leaders of BRICS"
    return hosts[-1], guests[-1]


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
    """Who held talks that are called after both countries: "X held the India-Russia consultations with Y", «Х и Y
    провели заседание российско-индийской комиссии»."""
    named = [g for g in inside if g.parties[0].kind == "pair" and _is_name_of_talks(contact, g)]
    if not named:
        return None
    subject = subject_of(contact, [g for g in inside if g not in named], partner)
    told = (subject.countries() if subject is not None else set()) | (partner.countries() if partner else set())
    is_person = subject is not None and all(p.is_individual for p in subject.parties)
    return subject if is_person and {*contact.clause.sides.codes} <= told else None


def _is_name_of_talks(contact: Contact, pair: Group) -> bool:
    """Whether both countries are told right before talks, or, with cases, behind those of a body of theirs."""
    behind = contact.is_cased and 0 <= pair.first - contact.match.last <= 1
    return behind or 0 <= contact.match.first - pair.last <= _NAME_OF_TALKS


def _is_with_strangers(contact: Contact, partner: Group | None) -> bool:
    """Whether a bare noun is of talks with people of neither side: «Запланированы и переговоры с предпринимателями»,
    «встреча президента с деловыми кругами»."""
    reading, end = contact.reading, contact.match.last
    if contact.rules.marking == "after":
        return partner is None and _is_with_audience(contact)
    owner = partner if partner is not None and (partner.marker, partner.first) == ("genitive", end) else None
    ties = longest(reading.starting("m:marker", end if owner is None else owner.last))  # not «с участием»
    ties = [m for m in ties if m.value[1] == "with"]
    if partner is not owner or not ties or not contact.is_cased or not is_bare(reading, contact.match):
        return False
    begin = max(m.last for m in ties)
    ours = any(reading.within(kind, begin, begin + _STRANGERS) for kind in ("country", "country_adjective", "role"))
    key = reading.tokens[begin].key
    bends = "instrumental" in (contact.rules.cases.case_of(key), contact.rules.plural_cases.case_of(key))
    return bends and not ours  # not «переговоры с 5 по 7 мая», «с целью …»


def _is_with_audience(contact: Contact) -> bool:
    """Whether the words right before a contact say that it was with people of neither side, where the verb comes last:
    "X और Y ने पत्रकारों से बात की"."""
    reading, begin = contact.reading, contact.match.first
    marked = (m for i in (begin, begin + 1) for m in reading.ending("m:marker", i) if m.value[1] == "with")
    return any(reading.ending("m:audiences", m.first) for m in marked)


def _is_of_pair_of_others(contact: Contact, inside: Sequence[Group]) -> bool:
    """Whether a noun says itself between which countries talks are, of which one is a third: «переговоры России и
    Украины»."""
    codes, end = set(contact.clause.sides.codes), contact.match.last
    pairs = [g for g in inside if 0 <= g.first - end <= 1 and all(p.kind == "pair" for p in g.parties)]
    owns = contact.rules.marking == "before" and contact.trigger.part == "noun"  # not «यह बातचीत भारत और पाकिस्तान के …»
    return owns and any(g.countries() - codes for g in pairs)


def _is_between_others(contact: Contact, inside: Sequence[Group]) -> bool:
    """Whether a noun says itself whose talks it is of, one of the two sides and a third: «обсудили встречу Путина и
    Трампа», «итоги переговоров лидеров России и США»."""
    end, codes = contact.match.last, set(contact.clause.sides.codes)
    if not contact.is_cased or contact.trigger.part != "noun":
        return False
    owners = next((g for g in inside if 0 <= g.first - end <= 1 and g.marker == "genitive"), None)
    countries = owners.countries() if owners is not None else set()
    return len(countries) > 1 and not codes <= countries


def _is_of_both(group: Group) -> bool:
    """Whether it is both countries, between whom talks are: "the first dialogue between the two countries"."""
    return group.marker == "between" and all(p.kind == "pair" for p in group.parties)


def _holders_of_talks(contact: Contact, inside: Sequence[Group], both: Group) -> Group | None:
    """Who held talks that are between both countries, where those of both sides are told: "the four sat down for …"."""
    subject = subject_of(contact, [g for g in inside if g is not both], None)
    if subject is None or subject.first >= contact.match.first:
        return None
    together = subject.parties[0].kind == "group" or {*contact.clause.sides.codes} <= subject.countries()
    return subject if together and subject.marker in SUBJECT else None


def _is_of_others(group: Group, pair: Sequence[Member]) -> bool:
    """Whether a group is of one side of those just told to have met, and not one of them."""
    persons = [m.party for m in pair if m.party.person is not None]
    named = [p for p in group.parties if p.person is not None]
    return (
        len({p.country for p in persons}) > 1
        and bool(named)
        and not any(same_party(p, other) for p in named for other in persons)
    )


def _only_tells_of(subject: Group | None, partner: Group | None) -> bool:
    """Whether a speaker tells of talks that two others hold: "ahead of the meeting of our two leaders," X said."""
    owned = partner is not None and partner.parties[0].kind == "group" and partner.marker in ("genitive", "between")
    return owned and subject is not None and subject.marker == "speaker"


def _stands_for_others(contact: Contact, subject: Group | None, partner: Group | None) -> bool:
    """Whether "the sides" of talks with somebody are not those told last to have met, but others or
    nobody: "in the talks with Y both sides spoke of trade"."""
    clause, codes = contact.clause, {*contact.clause.sides.codes}
    if contact.trigger.part != "noun" or subject is None or partner is None or partner.marker != "with":
        return False
    persons = [p for p in partner.parties if p.kind == "person"]
    one_side = len(persons) == len(partner.parties) and len(partner.countries() & codes) == 1
    if subject.parties[0].kind != "group" or not one_side:
        return False
    told = members_of(subject, [], clause)
    ours = clause.sides.among(told) == codes and clause.sides.are_alone(told)
    return not told or (ours and not any(includes(told, p) for p in persons))
