"""Who took part in a contact: whom its subject and partner mean, and who talks told before were between.

In two steps, `take_members` and `take_those_told`. Not here: which groups are subject and partner (`between`); whom
single words stand for (`referents`); the side that is still missing then (`other_side`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.lexicon import longest
from orchestration.extract.meetings.around import is_bare, is_identified, is_previous
from orchestration.extract.meetings.contacts.at_forums import is_of_officials, is_session, is_summit_of_others
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.referents import members_of
from orchestration.extract.meetings.contacts.subjects import owner_of
from orchestration.extract.meetings.contacts.unsaid import unsaid_subject
from orchestration.extract.meetings.parties.members import (
    Member,
    has_people,
    in_context,
    includes,
    is_among,
    same_party,
)
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.parties.sides import Sides

_OWNED = 5  # tokens from "their" to the talks that it is of: "their 50-minute talks"
_NEXT_ROUND = 3  # sentences from talks to what is said of their next round
_BESIDE = 3  # tokens from those named to the talks at which they did something
_CARRIED = 3  # tokens before a noun for talks, among which its verb is: «проведет двусторонние встречи»


def take_members(talk: Talk) -> bool:
    """Sets whom subject and partner mean; whether they can be in contact with each other."""
    contact, clause = talk.contact, talk.contact.clause
    reading, match = clause.reading, contact.match
    unsaid = unsaid_subject(talk)
    members = list(unsaid)
    both = sorted((g for g in (talk.subject, talk.partner) if g is not None), key=_openness)
    for group in both:  # whom a pronoun means depends on the other
        members += members_of(group, members, clause)
    if [g.parties[0].kind for g in both] == ["counterpart", "pronoun"]:  # "his talks with the Indian colleague"
        him = members_of(both[1], members, clause)
        members = [*unsaid, *him, *members_of(both[0], [*unsaid, *him], clause)]
    members = _with_side_of_other(_without_own_side(members, talk), talk)
    if contact.trigger.host and talk.subject is not None and {*clause.sides.codes} <= talk.subject.countries():
        members = _with_their_guests(members, talk.subject)
        if not members:
            return False
    if talk.partner is None and talk.anaphoric and reading.within("m:their", match.first - _OWNED, match.first + 1):
        members = _owners(contact) or members
    if talk.trilateral and len(clause.sides.among(members)) < 2:  # "they were joined by X for a trilateral meeting"
        for group in talk.inside:
            if group is not talk.subject and group is not talk.partner and group.parties[0].kind == "group":
                members += members_of(group, members, clause)
    talk.members = _those_in_session(_those_at_summit(_without_countries(members, clause.sides), talk), talk)
    return True


def _with_side_of_other(members: list[Member], talk: Talk) -> list[Member]:
    """Where talks were between two and nothing tells the country of one, he is of the other side than the other."""
    sides, partner = talk.contact.clause.sides, talk.partner
    if partner is None or partner.marker != "between" or len(members) != len(sides.codes):
        return members
    ours = sides.among(members)
    if len(ours) != 1 or not all(m.party.kind == "person" and m.party.country in (None, *ours) for m in members):
        return members
    other = next(code for code in sides.codes if code not in ours)
    return [m if m.party.country else Member(dataclasses.replace(m.party, country=other), m.basis) for m in members]


def _without_countries(members: list[Member], sides: Sides) -> list[Member]:
    """Without the two countries where both are there by their people: "before X and Y the two countries signed"."""
    people = [m for m in members if m.party.is_individual]
    return people if len(sides.among(people)) == len(sides.codes) else members


def _openness(group: Group) -> int:
    """How much what the words of a group stand for depends on others: most for "he" and "the visitor", less for "the
    president" of a country that is not told and for "his Russian counterpart"."""
    first = group.parties[0]
    if first.person is not None:
        return 0
    if first.kind == "pronoun" or (first.kind == "counterpart" and first.country is None):
        return 2
    return int(
        first.kind in ("counterpart", "team", "group")
        or (first.kind == "role" and (first.at_home or first.country is None))
    )


def _without_own_side(members: list[Member], talk: Talk) -> list[Member]:
    """Without those meant by "they" who are of the side of the one met: "X and Y met A. They also called on B"."""
    subject, partner = talk.subject, talk.partner
    if subject is None or partner is None or subject.parties[0].kind != "group" or talk.trilateral:
        return members
    if talk.sets_partner_apart:
        return members
    if talk.contact.trigger.part == "noun" and talk.contact.rules.marking == "after":
        return members  # "X के साथ उनकी बैठक की तैयारी पर दोनों ने बातचीत की"
    side, codes = partner.countries(), {*talk.contact.clause.sides.codes}
    if len(side & codes) != 1 or not all(p.is_individual for p in partner.parties):
        return members
    if any(same_party(m.party, p) for m in members for p in partner.parties if m.party is not p):
        return members  # "the two left in Y's car"
    return [m for m in members if m.party.country not in side or any(m.party is p for p in partner.parties)]


def _with_their_guests(members: Sequence[Member], hosts: Group) -> list[Member]:
    """Who received somebody with one of his own side, without whom there were no talks of the hosts: "the ambassador
    of A and the deputy minister of B received the minister of A"; empty where the guests are unknown."""
    receiving = [m for m in members if hosts.first <= m.party.first < hosts.last]
    guests = [m for m in members if m not in receiving]
    theirs = {m.party.country for m in guests}
    return [m for m in receiving if m.party.country not in theirs] + guests if guests else []


def _owners(contact: Contact) -> list[Member]:
    """Whom "their talks" means where the sentence has named both just before: "signed by X and Y at their talks"."""
    clause, match = contact.clause, contact.match
    before = [g for g in clause.groups if g.last <= match.first and all(p.is_individual for p in g.parties)]
    if before and before[-1].countries() == set(clause.sides.codes):
        return [Member(p, ParticipantBasis.COREFERENCE) for p in before[-1].parties]
    return clause.discourse.named_here(match.first, clause.sides.codes)


def _those_at_summit(members: list[Member], talk: Talk) -> list[Member]:
    """Those told with a summit who hold one: leaders; all of them where it is none."""
    contact, clause = talk.contact, talk.contact.clause
    sides, is_summit = clause.sides, contact.trigger.summit
    if is_summit:  # "the two sides spoke of the summit": theirs only if they are the leaders
        told = ParticipantBasis.COREFERENCE
        members = [m for m in members if m.basis is not told or m.party.role_id in sides.leaders]
        # "ahead of the summit the defence ministers met"
        members = [m for m in members if m.party.person is not None or m.party.role_id in (None, *sides.leaders)]
    annual = contact.forum is not None and contact.forum.kind == "annual_summit"
    others = [m for m in members if not includes(clause.discourse.leaders, m.party)]
    if not (annual or (is_summit and contact.is_cased)) or sides.meet_at_summits(others):
        return members
    by_pronoun = talk.subject is not None and talk.subject.parties[0].kind == "pronoun"
    named = [m for m in members if by_pronoun and m.basis is ParticipantBasis.NAMED]  # "he takes part with X in …"
    return named if sides.meet_at_summits(named) else []  # "X briefed the prime minister on what …"


def _those_in_session(members: list[Member], talk: Talk) -> list[Member]:
    """Without the leaders, told beside a session of officials: "X came to Delhi on the day of the 2+2"."""
    contact = talk.contact
    beside = contact.forum is not None and is_of_officials(contact.forum) and is_session(contact)
    if not beside or any(g is not None and g.marker in ("with", "led") for g in (talk.subject, talk.partner)):
        return members
    return [m for m in members if m.party.role_id not in contact.clause.sides.leaders]


def take_those_told(talk: Talk) -> None:
    """Adds whom talks told before mean, and those named on either side or beside them."""
    contact, clause, members = talk.contact, talk.contact.clause, talk.members
    talk.anaphoric = talk.anaphoric and not _is_told_anew(talk)
    talk.pair = _pair_meant(talk)
    if talk.anaphoric and not members and contact.is_cased:
        members = _named_beside(contact, talk.inside) or _who_tell_of(contact, talk.inside)
    if talk.anaphoric and talk.pair and not has_people(members):
        members = in_context(talk.pair)
    if len(clause.sides.among(members)) < 2:
        members = on_either_side(contact) or members
    members = _without_bystanders(members, talk)
    if talk.partner is None and len(clause.sides.among(members)) < 2:
        members = _of_visitor(contact) or members
    talk.members = members


def _is_told_anew(talk: Talk) -> bool:
    """Whether words that could refer back do not, since they tell who of both sides talked."""
    contact, sides = talk.contact, talk.contact.clause.sides
    if len(sides.among(talk.members)) == 2 and _is_told_here(contact):
        return True
    sits = contact.forum is not None and contact.forum.kind == "mechanism" and is_session(contact)
    if sits and is_previous(contact.reading, contact.match):  # "the previous session of the commission"
        return True
    named = [m for m in talk.members if m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE)]
    if len(sides.among(named)) < 2:
        others = talk.partner is not None and talk.contact.clause.within("m:also")  # "his meetings with X, too"
        return bool(others and named) and not any(includes(talk.contact.clause.discourse.ours, m.party) for m in named)
    told_here = talk.partner is not None and talk.partner.marker == "between"  # "the talks between X and Y"
    told_here = told_here or owner_of(contact, talk.inside, talk.partner) is not None  # "the talks of X with Y"
    identified = is_identified(contact.reading, contact.match)
    return (told_here and not identified) or is_bare(contact.reading, contact.match)


def _pair_meant(talk: Talk) -> list[Member]:
    """Those told before to have met, of whom talks can be that name nobody."""
    contact, sides, discourse = talk.contact, talk.contact.clause.sides, talk.contact.clause.discourse
    if is_summit_of_others(contact):
        return []
    pair = discourse.pair(contact.clause.sentence.paragraph)
    pair = _pair_told(contact, pair) if talk.anaphoric else pair
    told = discourse.session or discourse.forum
    session = told if contact.trigger.type is MeetingType.CONSULTATIONS else None
    if session is not None and is_of_officials(session) and sides.meet_at_summits(pair):
        return []  # "X is to visit Y in May. At the end of the commission's session …"
    if contact.trigger.summit and pair is discourse.ours and not sides.meet_at_summits(pair):
        return discourse.leaders if sides.meet_at_summits(discourse.leaders) else []
    if contact.trigger.type is MeetingType.CONSULTATIONS and contact.is_cased and talk.anaphoric:
        near = contact.clause.sentence.number - discourse.last_number <= _NEXT_ROUND
        return (pair or discourse.last) if near else []  # of bodies, too: «Следующий раунд намечен на май»
    return pair


def _is_told_here(contact: Contact) -> bool:
    """Whether a contact is told anew, with its day or city: "in the talks held in Bishkek in June X invited Y"."""
    clause, match = contact.clause, contact.match
    if _is_carried(contact):
        return True
    if not contact.reading.ending("m:told_here", match.first):
        return False
    placed = any(p.city is not None for p in clause.places.within(clause.first, match.first))
    return placed or bool(clause.dates.within(clause.first, match.first))


def _is_carried(contact: Contact) -> bool:
    """Whether a relative clause tells who held it: "the talks that X had with Y"."""
    begins = contact.clause.first == contact.match.first and not contact.is_cased
    return begins and bool(contact.reading.starting("m:clause_breaks", contact.match.last))


def _pair_told(contact: Contact, pair: list[Member]) -> list[Member]:
    """Those told to have met with one whom the clause names, where the pair told last are others."""
    clause = contact.clause
    if contact.rules.marking != "after":
        return pair
    named = [
        p
        for g in clause.own_groups
        if g.marker != "excluded"
        for p in g.parties
        if p.kind == "person" and p.country in clause.sides.codes
    ]
    if not named or any(is_among(p, pair) for p in named):
        return pair
    return clause.discourse.pair_with(named) or pair


def _named_beside(contact: Contact, inside: Sequence[Group]) -> list[Member]:
    """Both sides, named right before talks: «достигнутой Х и Y в ходе телефонного разговора»; else nobody."""
    beside = [g for g in inside if 0 <= contact.match.first - g.last <= _BESIDE]
    both = [g for g in beside if {*contact.clause.sides.codes} <= g.countries()]
    return [Member(p, ParticipantBasis.NAMED) for g in both[-1:] for p in g.parties if p.is_individual]


def _who_tell_of(contact: Contact, inside: Sequence[Group]) -> list[Member]:
    """Both sides, who say together what came of talks: «по итогам заседания комиссии Х и Y сообщили …»; else nobody."""
    if contact.trigger.summit or not contact.reading.ending("m:behind", contact.match.first):
        return []
    both = [g for g in inside if g.marker == "speaker" and {*contact.clause.sides.codes} <= g.countries()]
    return [Member(p, ParticipantBasis.NAMED) for g in both[:1] for p in g.parties if p.is_individual]


def on_either_side(contact: Contact) -> list[Member]:
    """Those named for each side: "from the one side X, from the other Y"; empty unless there are both."""
    reading, clause = contact.reading, contact.clause
    sent = longest(reading.within("m:of_side", clause.sentence.first, clause.sentence.last))
    if not sent:
        sent = reading.within("m:marker", clause.sentence.first, clause.sentence.last)
        sent = [m for m in sent if m.value[1] == "on_behalf_of"]
    ends = [*(m.first for m in sent), clause.sentence.last]
    named = [g for g in clause.groups if g.parties[0].is_individual]
    behind = ([g for g in named if m.last <= g.first < end] for m, end in zip(sent, ends[1:], strict=False))
    parties = [p for groups in behind for g in groups[:1] for p in g.parties]
    members = [Member(p, ParticipantBasis.NAMED) for p in parties if p.is_individual]
    return members if len(clause.sides.among(members)) == 2 else []


def _without_bystanders(members: list[Member], talk: Talk) -> list[Member]:
    """Leaves out those of third countries where one met them as he met ours: "X met Y of China and Z of Russia"."""
    codes, partner = set(talk.contact.clause.sides.codes), talk.partner
    called = talk.contact.trigger.type is MeetingType.PHONE_CALL  # "X phoned Y of Ukraine and Z of Russia"
    if talk.names_some and partner is not None and not talk.trilateral:
        of = talk.subject.countries() if talk.subject is not None else set()
        strange = [p for p in partner.parties if p.country not in codes or (of and not of & codes)]
        return [m for m in members if not any(m.party is p for p in strange)]
    if (
        partner is None
        or partner.marker not in ("with", "to", *(("object",) if called else ()))
        or talk.trilateral
        or len(partner.countries() & codes) != 1
    ):
        return members
    if _tells_of_several(talk.contact):  # "meetings with the ministers of A, B and C"
        return [m for m in members if m.party.country in codes]
    met = [p for p in partner.parties if p.is_individual and p.country not in codes]
    return [m for m in members if not any(m.party is p for p in met)]


def _tells_of_several(contact: Contact) -> bool:
    """Whether a noun is a plural, by its own form or by its verb: «провел встречи», but not «по итогам встречи»."""
    reading, match = contact.reading, contact.match
    each = reading.within("m:separately", max(contact.clause.first, match.first - _CARRIED), match.last)
    return bool(each or reading.within("m:generic", match.first, match.last))


def _of_visitor(contact: Contact) -> list[Member]:
    """Who talked on a visit told in the clause before ("X came, and they spoke of trade"): those told to have met."""
    clause, discourse = contact.clause, contact.clause.discourse
    if not contact.reading.starting("m:where", clause.first) or discourse.subject is None:
        return []
    return in_context(discourse.pair_with([discourse.subject]))
