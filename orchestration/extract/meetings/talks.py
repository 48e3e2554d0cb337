"""Formal and informal talks, calls, sessions: who talked with whom, as one clause and what was told before tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import covers, is_bare, is_definite, is_identified, is_multilateral
from orchestration.extract.meetings.clauses import Clause, Contact
from orchestration.extract.meetings.contacts import is_of_officials, is_session
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.matters import is_of_matter_told
from orchestration.extract.meetings.members import Member, distinct, includes, is_named, same_party
from orchestration.extract.meetings.other_side import Talk, speaker_behind, with_other_side
from orchestration.extract.meetings.parties import Group, Party
from orchestration.extract.meetings.referents import members_of
from orchestration.extract.meetings.ties import SUBJECT, has_unknown_subject, owner_of, partner_of, subject_of

#: Markers of the other party that a verb for doing something together takes: those of one that needs none.
_RECIPROCAL = frozenset({"with", "between"})
_NAME_OF_TALKS = 2  # tokens from two countries to the talks that are called after them
_OWNED = 5  # tokens from "their" to the talks that it is of: "their 50-minute talks"
_BESIDE = 3  # tokens from those named to the talks at which they did something


def read_talk(contact: Contact) -> Candidate | None:
    """Who talked with whom; rejected where a third country did, None where the words tell of no contact."""
    clause, match = contact.clause, contact.match
    inside = [g for g in clause.groups if clause.first <= g.first and g.last <= clause.last and not covers(g, match)]
    inside = [*clause.taken_up, *(g for g in inside if not is_of_matter_told(clause.reading, g, match))]
    if contact.trigger.joint:
        return _read_joint(contact, inside)
    talk = _take_parties(contact, inside)
    if talk is None or not _take_members(talk):
        return None
    if _is_round_of_mechanism(talk):
        return _of_mechanism(contact)
    _take_those_told(talk)
    candidate = contact.candidate(distinct(talk.members), anaphoric=talk.anaphoric)
    hosted = contact.trigger.host and talk.subject is not None and len(talk.subject.parties) > 1
    candidate.each = hosted or _met_each(talk)
    return with_other_side(talk, candidate)


def _met_each(talk: Talk) -> bool:
    """Whether those met are told in one breath, and met one after the other: "he also met X, the minister, and Y"."""
    trigger, partner, forum = talk.contact.trigger, talk.partner, talk.contact.forum
    if partner is None or talk.anaphoric or talk.trilateral or partner.marker == "between":
        return False
    if trigger.type is not MeetingType.BILATERAL_MEETING or (forum is not None and forum.is_bilateral):
        return False  # delegations sit together
    contact = talk.contact
    if any(t.text == "," for t in contact.reading.tokens[contact.match.last : partner.first]):
        return False  # "the two met in private, with only X and Y"
    known = {p.person is None or p.person.is_curated for p in partner.parties if p.kind in ("person", "role")}
    several = sum(p.kind in ("person", "role") for p in partner.parties) > 1
    return trigger.part in ("verb", "noun") and several and len(known) == 1  # not a minister and his aide


def _take_parties(contact: Contact, inside: list[Group]) -> Talk | None:
    """The subject and the partner of a word of contact; None where it is used in another sense."""
    clause, match, trigger = contact.clause, contact.match, contact.trigger
    reading, first, last = clause.reading, clause.first, clause.last
    partner = partner_of(contact, inside)
    subject = _without_name_of_talks(contact, inside, partner)
    if partner is not None and _is_of_both(partner) and (holders := _holders_of_talks(contact, inside, partner)):
        subject, partner = holders, None
    subject = subject or subject_of(contact, inside, partner)
    if partner is not None and subject is not None and _is_company(partner, subject):
        others = [g for g in inside if g is not partner]
        partner = next((p for p in [partner_of(contact, others)] if p is not subject), None) or partner
    alone = trigger.part == "verb" and partner is None
    if alone and trigger.partners and not _RECIPROCAL & {*trigger.partners}:
        return None  # "X and Y told …", «Х и Y приняли …»
    if alone and trigger.type is MeetingType.PHONE_CALL and subject is not None:
        if subject.parties[0].kind == "group" and not reading.within("m:modifier", first, last):
            return None  # "the delegations were called in"
    anaphoric = is_definite(reading, match)
    if anaphoric and alone and subject is not None:
        if subject.marker == "genitive" and contact.rules.marking == "before":
            subject = None  # "preparations for X's visit were reviewed"
    if anaphoric and partner is not None and partner.marker == "to" and _is_of_others(partner, clause.discourse.ours):
        partner = None  # "during the talks he extended an invitation to Y"
    if _stands_for_others(contact, subject, partner):
        subject = None  # "in the talks with Y both sides spoke of trade"
    return Talk(contact, inside, subject, partner, anaphoric, is_multilateral(reading, match, first, last))


def _stands_for_others(contact: Contact, subject: Group | None, partner: Group | None) -> bool:
    """Whether "the sides" of talks with somebody are not those told last to have met: others were, or none."""
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


def _without_name_of_talks(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Group | None:
    """Who held talks that are called after both countries: "X held the India-Russia consultations with Y"."""
    named = [g for g in inside if g.parties[0].kind == "pair" and 0 <= contact.match.first - g.last <= _NAME_OF_TALKS]
    if not named:
        return None
    subject = subject_of(contact, [g for g in inside if g not in named], partner)
    told = (subject.countries() if subject is not None else set()) | (partner.countries() if partner else set())
    is_person = subject is not None and all(p.kind in ("person", "role") for p in subject.parties)
    return subject if is_person and {*contact.clause.sides.codes} <= told else None


def _is_company(partner: Group, subject: Group) -> bool:
    """Whether who is told to be with somebody is of his side, so that they met another: "X together with Y met Z"."""
    people = all(p.kind in ("person", "role") for p in (*partner.parties, *subject.parties))
    return people and len(subject.countries()) == 1 and partner.countries() == subject.countries()


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


def _take_members(talk: Talk) -> bool:
    """Whom subject and partner mean; whether they can be in contact with each other."""
    contact, clause = talk.contact, talk.contact.clause
    reading, match = clause.reading, contact.match
    members = _unsaid_subject(talk)
    for group in sorted((talk.subject, talk.partner), key=_openness):
        if group is not None:  # whom a pronoun means depends on the other
            members += members_of(group, members, clause)
    members = _without_own_side(members, talk)
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
    talk.members = _those_in_session(_those_at_summit(members, talk), talk)
    return True


def _without_own_side(members: list[Member], talk: Talk) -> list[Member]:
    """Without those meant by "they" who are of the side of the one met: "X and Y met A. They also called on B"."""
    subject, partner, end = talk.subject, talk.partner, talk.contact.match.last
    if subject is None or partner is None or subject.parties[0].kind != "group" or talk.trilateral:
        return members
    if any(t.text == "," for t in talk.contact.reading.tokens[end : partner.first]):
        return members  # "the two met in private, with only X and Y"
    if talk.contact.trigger.part == "noun" and talk.contact.rules.marking == "after":
        return members  # "X के साथ उनकी बैठक की तैयारी पर दोनों ने बातचीत की"
    side, codes = partner.countries(), {*talk.contact.clause.sides.codes}
    if len(side & codes) != 1 or not all(p.kind in ("person", "role") for p in partner.parties):
        return members
    if any(same_party(m.party, p) for m in members for p in partner.parties if m.party is not p):
        return members  # "the two left in Y's car"
    return [m for m in members if m.party.country not in side or any(m.party is p for p in partner.parties)]


def _unsaid_subject(talk: Talk) -> list[Member]:
    """Who met the others where the clause leaves it out: both of "our meeting", who writes of it; else nobody."""
    contact, match = talk.contact, talk.contact.match
    by_narrator = talk.subject is not None and talk.subject.parties[0].kind == "narrator"
    if talk.subject is not None and not by_narrator:
        return []
    ours = contact.reading.ending("m:our", match.first) and not contact.reading.starting("m:topic_marks", match.last)
    if talk.partner is None and ours:  # "I recall our meeting"
        talk.subject, talk.anaphoric = None, False
        return _speaker_and_addressee(contact)
    author = _author(contact, talk.inside, talk.partner) if not by_narrator else None
    return [Member(author, ParticipantBasis.CONTEXT)] if author is not None else []


def _with_their_guests(members: Sequence[Member], hosts: Group) -> list[Member]:
    """Who received somebody with one of his own side, without whom there were no talks of the hosts: "the ambassador
    of A and the deputy minister of B received the minister of A"; empty where the guests are unknown."""
    receiving = [m for m in members if hosts.first <= m.party.first < hosts.last]
    guests = [m for m in members if m not in receiving]
    theirs = {m.party.country for m in guests}
    return [m for m in receiving if m.party.country not in theirs] + guests if guests else []


def _those_at_summit(members: list[Member], talk: Talk) -> list[Member]:
    """Those told with a summit who hold one: leaders; all of them where it is none."""
    contact, clause = talk.contact, talk.contact.clause
    sides, is_summit = clause.sides, contact.trigger.summit
    if is_summit:  # "the two sides spoke of the summit": theirs only if they are the leaders
        told = ParticipantBasis.COREFERENCE
        members = [m for m in members if m.basis is not told or m.party.role_id in sides.leaders]
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


def _is_round_of_mechanism(talk: Talk) -> bool:
    """Whether it is another session of the mechanism told before, not of the same persons."""
    contact, match = talk.contact, talk.contact.match
    clause, trigger, reading = contact.clause, contact.trigger, contact.reading
    if talk.members or trigger.part != "noun" or clause.discourse.forum is None:
        return False
    if trigger.type is MeetingType.CONSULTATIONS and talk.anaphoric:
        if clause.within("m:previous"):
            return True  # "the last round of the Consultations"
    rounds = reading.within("m:rounds", max(0, match.first - 3), match.last + 4)
    numbered = any(m.first <= match.first < m.last for m in rounds)
    return numbered and not trigger.summit and contact.forum is None


def _take_those_told(talk: Talk) -> None:
    """Whom talks told before mean, and those named on either side or beside them."""
    contact, members = talk.contact, talk.members
    clause, match, trigger = contact.clause, contact.match, contact.trigger
    sides, discourse = clause.sides, clause.discourse
    if talk.anaphoric and len(sides.among(members)) == 2 and _is_told_here(contact):
        talk.anaphoric = False
    named = [m for m in members if m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE)]
    told_here = talk.partner is not None and talk.partner.marker == "between"  # "the talks between X and Y"
    told_here = told_here or owner_of(contact, talk.inside, talk.partner) is not None  # "the talks of X with Y"
    told_here = told_here and not is_identified(clause.reading, match)
    if talk.anaphoric and len(sides.among(named)) == 2 and (told_here or is_bare(clause.reading, match)):
        talk.anaphoric = False
    pair = discourse.pair(clause.sentence.paragraph)
    pair = _pair_told(contact, pair) if talk.anaphoric else pair
    if trigger.summit and pair is discourse.ours and not sides.meet_at_summits(pair):
        pair = discourse.leaders
    talk.pair = pair
    if talk.anaphoric and not members and contact.is_cased:
        members = _named_beside(contact, talk.inside)
    if talk.anaphoric and pair and all(m.party.kind in ("pair", "delegation") for m in members):
        members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
    if len(sides.among(members)) < 2:
        members = _on_either_side(contact) or members
    members = _without_bystanders(members, talk.partner, clause, talk.trilateral)
    if talk.partner is None and len(sides.among(members)) < 2:
        members = _of_visitor(contact) or members
    talk.members = members


def _owners(contact: Contact) -> list[Member]:
    """Whom "their talks" means where the sentence has named both just before: "signed by X and Y at their talks"."""
    clause, match = contact.clause, contact.match
    before = [g for g in clause.groups if g.last <= match.first and all(p.kind == "person" for p in g.parties)]
    if before and before[-1].countries() == set(clause.sides.codes):
        return [Member(p, ParticipantBasis.COREFERENCE) for p in before[-1].parties]
    told = clause.discourse.named_here(match.first, clause.sides.codes)
    return told or _speaker_and_hearer(before[-2:], contact)


def _speaker_and_hearer(named: Sequence[Group], contact: Contact) -> list[Member]:
    """One of each side of whom the one told the other: "X told Y of it during their talks"; else nobody."""
    markers = [g.marker for g in named]
    beside = markers == ["speaker", "object"] and contact.reading.within("m:addresses", named[0].last, named[1].first)
    members = [Member(p, ParticipantBasis.COREFERENCE) for g in named for p in g.parties]
    return members if beside and contact.clause.sides.among(members) == {*contact.clause.sides.codes} else []


def _named_beside(contact: Contact, inside: Sequence[Group]) -> list[Member]:
    """Both sides, named right before talks: «достигнутой Х и Y в ходе телефонного разговора»; else nobody."""
    beside = [g for g in inside if 0 <= contact.match.first - g.last <= _BESIDE]
    both = [g for g in beside if {*contact.clause.sides.codes} <= g.countries()]
    return [Member(p, ParticipantBasis.NAMED) for g in both[-1:] for p in g.parties if p.kind in ("person", "role")]


def _openness(group: Group | None) -> int:
    """How much what the words of a group stand for depends on others: most for "he" and "the visitor", less for "the
    president" of a country that is not told and for "his Russian counterpart"."""
    first = group.parties[0] if group is not None else None
    if first is None or first.person is not None:
        return 0
    if first.kind == "pronoun" or (first.kind == "counterpart" and first.country is None):
        return 2
    return int(first.kind == "counterpart" or (first.kind == "role" and (first.at_home or first.country is None)))


def _pair_told(contact: Contact, pair: list[Member]) -> list[Member]:
    """Those told to have met with one whom the clause names, where the pair told last are others."""
    clause = contact.clause
    if contact.rules.marking != "after":
        return pair
    named = [
        p
        for g in clause.groups
        if clause.holds(g.first) and g.marker != "excluded"
        for p in g.parties
        if p.kind == "person" and p.country in clause.sides.codes
    ]
    if not named or any(same_party(m.party, p) for m in pair for p in named):
        return pair
    return clause.discourse.pair_with(named) or pair


def _is_told_here(contact: Contact) -> bool:
    """Whether a contact is told anew, with its day or city: "in the talks held in Bishkek in June X invited Y"."""
    clause, match = contact.clause, contact.match
    if not contact.reading.ending("m:told_here", match.first):
        return False
    placed = any(p.city is not None for p in clause.places.within(clause.first, match.first))
    return placed or bool(clause.dates.within(clause.first, match.first))


def _of_visitor(contact: Contact) -> list[Member]:
    """Who talked on a visit told in the clause before ("X came, and they spoke of trade"): those told to have met."""
    clause, discourse = contact.clause, contact.clause.discourse
    if not contact.reading.starting("m:where", clause.first) or discourse.subject is None:
        return []
    return [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.pair_with([discourse.subject])]


def _is_of_others(group: Group, pair: Sequence[Member]) -> bool:
    """Whether a group is of one side of those just told to have met, and not one of them."""
    persons = [m.party for m in pair if m.party.person is not None]
    named = [p for p in group.parties if p.person is not None]
    return (
        len({p.country for p in persons}) > 1
        and bool(named)
        and not any(same_party(p, other) for p in named for other in persons)
    )


def _on_either_side(contact: Contact) -> list[Member]:
    """Those named for each side: "from the one side X, from the other Y"; empty unless there are both."""
    reading, clause = contact.reading, contact.clause
    sent = longest(reading.within("m:of_side", clause.sentence.first, clause.sentence.last))
    if not sent:
        sent = reading.within("m:marker", clause.sentence.first, clause.sentence.last)
        sent = [m for m in sent if m.value[1] == "on_behalf_of" and _is_of_side(contact, m)]
    ends = [*(m.first for m in sent), clause.sentence.last]
    named = [g for g in clause.groups if g.parties[0].kind in ("person", "role")]
    behind = ([g for g in named if m.last <= g.first < end] for m, end in zip(sent, ends[1:], strict=False))
    parties = [p for groups in behind for g in groups[:1] for p in g.parties]
    members = [Member(p, ParticipantBasis.NAMED) for p in parties if p.kind in ("person", "role")]
    return members if len(clause.sides.among(members)) == 2 else []


def _is_of_side(contact: Contact, marker: Match) -> bool:
    """Whether "on behalf of" stands behind a country, or behind "the side" or a delegation of one."""
    reading = contact.reading
    sent = any(g.last == marker.first and g.parties[0].kind == "delegation" for g in contact.clause.groups)
    return sent or bool(reading.ending("country", marker.first))


def _without_bystanders(members: list[Member], partner: Group | None, clause: Clause, trilateral: bool) -> list[Member]:
    """Leaves out those of third countries where one met them as he met ours: "X met Y of China and Z of Russia"."""
    codes = set(clause.sides.codes)
    if partner is None or partner.marker not in ("with", "to") or trilateral or len(partner.countries() & codes) != 1:
        return members
    met = [p for p in partner.parties if p.kind in ("person", "role") and p.country not in codes]
    return [m for m in members if not any(m.party is p for p in met)]


def _read_joint(contact: Contact, inside: Sequence[Group]) -> Candidate | None:
    """Who did the same for each side: "X led the one delegation and Y the other"; inside: groups of the clause."""
    sentence = contact.clause.sentence
    each = [m for m in contact.reading.within("m:trigger", sentence.first, sentence.last) if m[2:] == contact.match[2:]]
    within = contact.clause.groups if len(each) > 1 else inside  # each in a clause of his own
    together = [g for g in within if g.marker in contact.trigger.partners]
    members = distinct(Member(p, ParticipantBasis.NAMED) for g in together for p in g.parties if p.kind == "person")
    if len(contact.clause.sides.among(members)) < 2:
        return None
    return contact.candidate(members)


def _of_mechanism(contact: Contact) -> Candidate:
    """Another session of the mechanism named beside, else of the one told before; of the summit, by the leaders."""
    discourse = contact.clause.discourse
    forum = contact.forum or discourse.forum
    forum = dataclasses.replace(forum, number=None, year=None) if forum is not None else None
    if forum is None or forum.kind != "annual_summit":
        return contact.candidate([], forum=forum)
    leaders = [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.leaders]
    return contact.candidate(leaders, MeetingType.SUMMIT, forum=forum)


def _author(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Party | None:
    """The subject that a clause leaves out: "Glad to meet X in Delhi," posted Y; "After meeting X, Y left"."""
    clause, match, codes = contact.clause, contact.match, contact.clause.sides.codes
    begin = next((i for i in range(clause.first, match.first) if clause.reading.tokens[i].kind == "word"), match.first)
    head = clause.reading.starting("m:subjectless", begin)
    if not head or partner is None or contact.trigger.part != "verb" or any(g.first < match.first for g in inside):
        return None
    theirs = partner.countries() & set(codes)
    if not theirs or has_unknown_subject(contact):
        return None
    behind = speaker_behind(contact, theirs, {"speaker", "agent", "none"})
    subject = clause.discourse.subject
    ours = clause.discourse.ours
    if any(same_party(m.party, p) for m in ours for p in partner.parties):  # who met him writes of it
        subject = next((m.party for m in ours if m.party.country not in theirs), subject)
    return behind or (subject if subject is not None and subject.country in set(codes) - theirs else None)


def _speaker_and_addressee(contact: Contact) -> list[Member]:
    """Whom "our meeting" means in a message: who speaks, and the one of the other side named last."""
    discourse, codes = contact.clause.discourse, contact.clause.sides.codes
    speaker = speaker_behind(contact, ()) or discourse.subject
    if speaker is None or speaker.country not in codes:
        return []
    others = [p for p in discourse.recent if p.country in codes and p.country != speaker.country]
    other = max(others, key=lambda p: sum(same_party(p, each) for each in others), default=None)
    return [Member(p, ParticipantBasis.CONTEXT) for p in (speaker, other)] if other is not None else []


def _goes_before(clause: Clause, group: Group) -> bool:
    """Whether a group stands in a clause without a verb before: "for India X and Y, while Z for Russia, were there"."""
    reading, end = clause.reading, clause.first
    if group.first >= end or reading.rules_at(end).marking != "after":
        return False
    while end > clause.sentence.first and reading.tokens[end - 1].kind == "punct":
        end -= 1
    kinds = ("m:trigger", "m:says")
    return not reading.ending("m:finite", end) and not any(
        reading.within(kind, clause.sentence.first, end) for kind in kinds
    )


def _pair_attended(contact: Contact) -> list[Member]:
    """Whose talks somebody attended, where the clause says with whom: "was present at the meeting with X"."""
    clause, discourse = contact.clause, contact.clause.discourse
    partners = (g for g in clause.groups if clause.holds(g.first) and g.marker == "with")
    met = [m for g in partners for m in members_of(g, [], clause) if m.party.kind in ("person", "role")]
    told = (pair for pair in reversed(discourse.pairs) if any(includes(pair, m.party) for m in met))
    return next(told, []) if contact.rules.marking == "before" else []


def _with_head(contact: Contact, told: Sequence[Member], heads: Sequence[Member]) -> Candidate | None:
    """What was told last, with who headed a delegation that took part: "met an Indian delegation. X led it"."""
    sent = [m for m in told if m.party.kind == "delegation" and any(m.party.country == h.party.country for h in heads)]
    if not sent:
        return None
    members = distinct([*(m for m in told if m not in sent), *heads])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)


def _leads_delegation(contact: Contact) -> bool:
    """Whether the clause is of the delegation of a country: "the Russian side was headed by X"."""
    clause = contact.clause
    return any(p.kind == "delegation" for g in clause.groups if clause.holds(g.first) for p in g.parties)


def _with_other_head(contact: Contact, led: list[Member]) -> list[Member]:
    """Who leads a delegation with who was just told to lead the other: "X led the Indian delegation. The Russian …"."""
    clause, sides = contact.clause, contact.clause.sides.among(led)
    if len(sides) != 1:
        return led
    before, clause.discourse.heads = clause.discourse.heads, (clause.sentence.number, led)
    near = clause.sentence.number - before[0] <= 1 and clause.sides.among(before[1]) != sides
    return [*before[1], *led] if near else led


def read_presence(contact: Contact) -> Candidate | None:
    """ "X and Y were also present": more participants of what was told last."""
    clause, codes = contact.clause, contact.clause.sides.codes
    discourse = clause.discourse
    more = [
        Member(p, ParticipantBasis.NAMED)
        for g in clause.groups
        if (clause.holds(g.first) or _goes_before(clause, g)) and g.marker in SUBJECT
        for p in g.parties
        if p.kind == "person" and p.country in codes
    ]
    told = _pair_attended(contact) or discourse.last or discourse.ours
    heads = contact.trigger.type is MeetingType.CONSULTATIONS  # "the delegations were headed by X and Y"
    led = not is_named(told) and _leads_delegation(contact)
    more = _with_other_head(contact, more) if led else more
    if len(clause.sides.among(more)) == 2 and (heads or led or (contact.trigger.weak and not told)):
        return contact.candidate(distinct(more), anaphoric=True)
    sent = _on_either_side(contact) if not (told and contact.is_cased) else []
    if sent and not any(includes(told, m.party) for m in sent):
        return contact.candidate(distinct(sent), anaphoric=True)  # "from the one side X, from the other Y took part"
    if heads and contact.trigger.weak:
        return _with_head(contact, told, more)
    if not more or not told or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    members = distinct([*told, *more])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)
