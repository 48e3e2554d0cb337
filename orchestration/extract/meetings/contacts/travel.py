"""Visits: who goes to the other country, and whom he sees there.

Not here: where he goes (`destinations`), which trip told before is meant (`trips`), who is invited (`invitations`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.destinations import (
    celebration_within,
    come_here,
    destination_within,
    goes_there,
    goes_to_third,
    goes_too,
    home_of_speaker,
    left_behind,
    other_country,
    place_told_before,
)
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.partners import relative_partner
from orchestration.extract.meetings.contacts.referents import members_of
from orchestration.extract.meetings.contacts.subjects import relative_subject, subject_of
from orchestration.extract.meetings.contacts.trips import (
    is_awaited,
    is_of_trip_told,
    is_subject_of_plan,
    is_trip_near,
    is_trip_told,
    owner_of_trip,
    same_trip,
)
from orchestration.extract.meetings.parties.members import Member, distinct, in_context, is_among
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_AUXILIARIES = 4  # tokens between a subject and its verb: "he would be flying", "Delhi is also likely to host"
_GUEST = 2  # tokens from a guest to the verb that receives him: "पुतिन का भव्य स्वागत करेगा"
_OWN = 4  # words from «свой» to a trip
_POST = 3  # words of a post that is not in the lists before a name, and one
_FAR = 31  # tokens to who goes, with what speaks against him
#: Markers of who travels; nobody is invited by his own side: "on an invitation of X, Y paid a visit".
_TRAVELS = frozenset(
    {"agent", "none", "genitive", "object", "of", "with", "by", "to", "for", "speaker", "led", "on_invitation_of"}
)


def read_visit(contact: Contact) -> Candidate | None:
    """A visit of somebody of one side to the other country; None where it tells of no such visit."""
    clause = contact.clause
    where = celebration_within if contact.trigger.festive else destination_within
    destination = where(contact, clause.first, clause.last)
    if (destination is None and goes_to_third(contact)) or _is_of_nameless_third(contact):
        return None
    anaphoric = is_of_trip_told(contact)
    if (is_trip_told(contact) or (destination is None and anaphoric)) and is_subject_of_plan(contact):
        if (told := same_trip(contact, destination)) is not None:
            return told
    if anaphoric and not contact.trigger.weak and is_awaited(contact) and owner_of_trip(contact) is None:
        return same_trip(contact)  # "X and Y met to prepare the visit": not theirs
    if destination is None and anaphoric and owner_of_trip(contact) is None and is_trip_near(contact):
        return same_trip(contact)
    if destination is None and anaphoric:
        destination = place_told_before(contact)
    beside = contact.is_cased and any(g.marker == "genitive" and g.first == contact.match.last for g in clause.groups)
    if beside and destination is not None and clause.is_dated:
        anaphoric = False  # «в ходе визита Х в Y 1–2 июня»
    implied = (goes_too, home_of_speaker, other_country, left_behind, goes_there, come_here)
    destination = destination or next((there for of in implied if (there := of(contact)) is not None), None)
    if destination is None:
        return None
    inside = [g for g in clause.groups if clause.sentence.first <= g.first < clause.last]
    visitor = _visitor(contact, destination, inside)
    if visitor is None or _is_at_home(contact, destination, inside) or _is_of_third(contact):
        return None
    visitor.party = _accompanied(visitor.party, contact, inside)
    members = [*_with_fellows(visitor, inside), *_hosts_of(visitor.party, destination, contact, inside)]
    return contact.candidate(distinct(members), MeetingType.VISIT, anaphoric=anaphoric, destination=destination)


def _is_of_third(contact: Contact) -> bool:
    """Whether a visit is told to be that of a third country's: "X's trip follows Macron's visit to India in June"."""
    behind = (g for g in contact.clause.groups if g.marker == "genitive" and g.first == contact.match.last)
    owner = owner_of_trip(contact) or next(behind, None)  # «после визита Ван И в Индию»
    of = owner.countries() if owner is not None else set()
    return bool(of) and of.isdisjoint(contact.clause.sides.codes)


def _is_of_nameless_third(contact: Contact) -> bool:
    """Whether a visit is that of people of a third country: «приезд американских переговорщиков»."""
    behind = contact.reading.starting("country_adjective", contact.match.last) if contact.is_cased else []
    return bool(behind) and {m.value for m in behind}.isdisjoint(contact.clause.sides.codes)


def _hosts_of(visitor: Party, destination: Place, contact: Contact, groups: Sequence[Group]) -> list[Member]:
    """Who is told to receive a visitor; else the leader to whom a leader travels."""
    received = (g for g in groups if _receives(g, contact.reading))
    hosts = [p for g in received for p in g.parties if p.is_individual and p.country == destination.country_code]
    return [Member(h, ParticipantBasis.NAMED) for h in hosts] or leader_visited(visitor, contact)


def _visitor(contact: Contact, destination: Place, groups: Sequence[Group]) -> Member | None:
    """Who of the other side goes: by the form of the clause, else who is told nearest as one who does; a delegation
    where nobody else is."""
    clause = contact.clause
    side = clause.sides.other(destination.country_code)
    before = relative_subject(contact, None)  # "sent by X, who is to visit Delhi"
    if before is not None and before.countries() == {side} and before.parties[0].is_individual:
        return Member(before.parties[0], ParticipantBasis.NAMED)
    narrator = clause.discourse.narrator
    if narrator is not None and narrator.country == side and clause.within("m:by_us"):
        return Member(narrator, ParticipantBasis.CONTEXT)  # «летим в Дели», — сказал Х
    nearest, sent, distance = None, None, _FAR
    for group in _those_sent(groups, contact) if contact.trigger.partners else groups:
        if group.marker not in _TRAVELS or (group.marker == "speaker" and clause.within("m:we")):
            continue  # "we shall be visiting Delhi," the aide said
        for party in group.parties:
            who = _traveller(party, group, clause, side)
            if _is_sent(party, group, contact) and party.country == side:
                sent = Member(party, ParticipantBasis.NAMED)
            if who is None or not who.party.is_individual or who.party.country != side:
                continue
            gap = _remoteness(contact, group, party, who)
            if gap < distance:
                nearest, distance = who, gap
    return _head_of_those_sent(sent, clause) if nearest is None and sent is not None else nearest


def _remoteness(contact: Contact, group: Group, party: Party, who: Member) -> int:
    """Tokens from a journey to one who may be on it, and more for what speaks against him. who: whom he stands for."""
    match, is_genitive = contact.match, group.marker == "genitive"
    if contact.is_cased and is_genitive and _behind_when_and_where(contact) == group.first:
        return 0  # «Х сообщил о визите Y», «… о визите в Дели 5–6 мая министра Y»
    if group.marker == "speaker" and (_goes_himself(contact, group) or _is_own(contact)):
        return 1
    gap = abs(match.first - party.last) + (0 if contact.clause.first <= party.first else 15)
    if group.marker == "speaker" or contact.reading.starting("m:says", group.last):
        if contact.is_cased and not party.is_spokesperson and _is_looked_forward_to(contact):
            return 1  # «Х сказал, что ждет поездки в Дели»
        gap += 20  # "his visit," X said
    owns = contact.rules.marking == "after" and is_genitive  # "X told of Y's visit"
    return gap + 8 * (owns if contact.trigger.weak else who.party.kind == "role" and not owns)


def _behind_when_and_where(contact: Contact) -> int:
    """Where the words behind a journey end that say where it goes and when it is."""
    reading, clause, end = contact.reading, contact.clause, contact.match.last
    while end < clause.last:
        begins = (end, *(m.last for m in reading.starting("m:place_in", end)))
        ends = [p.last for i in begins for p in clause.places.within(i, i + 1)]
        ends += [e.last for i in begins for e in clause.dates.within(i, i + 1)]
        if not ends:
            return end
        end = max(ends)
    return end


def _is_looked_forward_to(contact: Contact) -> bool:
    """Whether a verb for waiting stands right before a journey: «с нетерпением ждет поездки в Дели»."""
    verbs = contact.reading.ending("m:trigger", contact.match.first)
    return any(contact.reading.trigger_of(m).host for m in verbs) and not contact.trigger.weak


def _is_own(contact: Contact) -> bool:
    """Whether a trip is told to be the subject's: «Х сказал, что вспоминает свой недавний визит»."""
    begin = max(contact.clause.first, contact.match.first - _OWN)
    return not contact.trigger.weak and bool(contact.reading.within("m:own", begin, contact.match.first))


def _goes_himself(contact: Contact, group: Group) -> bool:
    """Whether who tells of a journey is who makes it, where verbs do without a pronoun: «Х сообщил, что посетит Индию».

    Not «Х сообщил, что Индию посетит Y», whoever Y is, and not «…, что поедут в Индию».
    """
    clause, reading, match = contact.clause, contact.reading, contact.match
    if not (contact.is_cased and contact.trigger.weak and reading.starting("m:contents", clause.first)):
        return False
    if group.last > clause.first or any(g.marker in SUBJECT for g in clause.own_groups):
        return False
    plural = any(t.key.endswith(contact.rules.plural_verb_endings) for t in reading.tokens[clause.first : match.last])
    return not plural and not clause.places.within(clause.first, match.first)


def _head_of_those_sent(sent: Member, clause: Clause) -> Member | None:
    """Who leads a delegation, else itself where it is said when: "a Russian delegation arrives on Friday"."""
    heads = (p for g in clause.discourse.here if g.marker == "led" for p in g.parties if p.is_individual)
    head = next((p for p in heads if p.country == sent.party.country), None)
    if head is not None:
        return Member(head, ParticipantBasis.NAMED)
    return sent if clause.is_dated or _is_dated_behind(clause) else None


def _is_dated_behind(clause: Clause) -> bool:
    """Whether a relative clause behind says when: «визит делегации в Индию, который состоялся 26–28 октября»."""
    things = clause.reading.within("m:relative_things", clause.last, clause.last + 2)
    return bool(things) and bool(clause.dates.within(clause.last, clause.sentence.last))


def _those_sent(groups: Sequence[Group], contact: Contact) -> list[Group]:
    """Whom a verb sends somewhere, who stands behind it: "Putin sent his aide X to Delhi"."""
    behind = [g for g in groups if g.first >= contact.match.last]
    return [g for g in behind[:1] if g.marker in (*contact.trigger.partners, "genitive")]


def _is_sent(party: Party, group: Group, contact: Contact) -> bool:
    """Whether a delegation is the subject of a journey: "a Russian delegation visited Delhi on Friday", «визит
    российской делегации»."""
    clause, trigger = contact.clause, contact.trigger
    own = clause.holds(party.first) or any(group is g for g in clause.taken_up)
    acts = group.marker in SUBJECT or (not trigger.weak and group.first == contact.match.last)
    sent = party.kind == "delegation" and own and acts
    plain = party.is_sent and contact.rules.marking == "before"
    return sent and (plain or bool(contact.reading.within("m:teams", party.first, party.last)))


def _traveller(party: Party, group: Group, clause: Clause, side: str) -> Member | None:
    """Whom a party who goes somewhere stands for: "he", "I", "your visit". side: whose people may go there."""
    discourse = clause.discourse
    if party.kind == "pronoun" and group.marker in ("agent", "genitive", "none"):
        said = [g for g in clause.groups if g.marker == "speaker" and clause.first <= g.first and g.last <= party.first]
        meant = said[-1].parties[-1] if said and group.marker == "agent" else discourse.subject  # "X said he was going"
        if meant is not None and meant.country != side and group.marker == "genitive":  # "told Y that his visit to …"
            meant = next((p for p in reversed(discourse.recent) if p.country == side), None)
    elif party.kind == "narrator" and not clause.reading.within("m:we", party.first, party.last):
        meant = discourse.narrator
        told = meant is not None and clause.sentence.first <= meant.first < clause.sentence.last
        told = told or (group.marker == "genitive" and clause.is_dated)  # "I remember my visit to Delhi in May"
        if meant is not None and (told or clause.reading.has("m:cue", "planned", clause.first, clause.last)):
            return Member(meant, ParticipantBasis.NAMED)  # "I plan to go to Delhi," X said
    elif party.kind == "addressee":
        meant = next(iter(discourse.addressed()), None)
    elif party.role_ends and party.country != side:  # "the minister's visit to Delhi", of two ministers
        recent = (p for p in reversed(discourse.recent) if p.country == side)
        meant = next((p for p in recent if (p.role_id or "").endswith(party.role_ends)), None)
    else:
        return Member(party, ParticipantBasis.NAMED)
    return Member(meant, ParticipantBasis.COREFERENCE) if meant is not None else None


def read_reception_by_country(contact: Contact) -> Candidate | None:
    """The same where no one in the clause but the guests can be who awaits them, whoever says so: «Посол Х заявил, что
    в Дели ждут президента Y», «его страна ждет Y»."""
    if (awaited := _visit_of_addressee(contact)) is not None:
        return awaited
    told = (contact.is_cased and not contact.trigger.audience) or home_of_speaker(contact) is not None
    hosts = any(g.marker in SUBJECT and g.parties[0].kind != "narrator" for g in contact.clause.own_groups)
    return read_reception(contact) if told and not hosts else None


def read_reception(contact: Contact) -> Candidate | None:
    """A visit told by the country or city that has a guest: "Delhi is to host X", «в Индии рассчитывают принять Х»,
    «Х ждут в Дели»."""
    clause, match = contact.clause, contact.match
    if not contact.trigger.host:
        return None
    if contact.rules.marking == "after":
        return _received_by_country(contact)
    inside = clause.own_groups
    if contact.is_cased and (place := _place_of_waiting(contact)) is not None:
        guest = relative_partner(contact)
        guests = [guest] if guest is not None else [g for g in inside if g.marker in ("object", "genitive")]
        return _visit_of(guests, place, contact)
    before = [g for g in inside if g.first < match.first]
    place = next((p for p in clause.places.before(match.first) if p.last <= match.first), None)
    if place is None or place.first < clause.first or _words_between(place, contact) > _AUXILIARIES:
        place = home_of_speaker(contact)  # "we look forward to receiving X"
        before = [g for g in before if any(p.kind != "narrator" for p in g.parties)]
    if place is None or before:
        return None
    return _visit_of([g for g in inside if g.marker in ("object", "genitive", "none")], place, contact)


def _visit_of_addressee(contact: Contact) -> Candidate | None:
    """The visit of him to whom somebody speaks, who awaits him at home: «Ждем Вас в мае в Москве»."""
    clause, discourse = contact.clause, contact.clause.discourse
    if not contact.is_cased or not contact.trigger.host or contact.trigger.audience or discourse.narrator is None:
        return None
    if not any(p.kind == "addressee" for g in clause.own_groups for p in g.parties):
        return None
    country = discourse.narrator.country
    guests = [p for p in discourse.addressed() if p.is_individual and p.country == clause.sides.other(country)]
    places = list(clause.places.within(clause.first, clause.last))
    place = next(iter(places), None) or home_of_speaker(contact)
    if not guests or place is None or any(p.country_code != country for p in places):
        return None
    members = [Member(guests[0], ParticipantBasis.COREFERENCE), *leader_visited(guests[0], contact)]
    return contact.candidate(distinct(members), MeetingType.VISIT, destination=place)


def _words_between(place: Place, contact: Contact) -> int:
    """Tokens from a place to a verb behind it, without those that say when: «в Индии до конца года ждут Х»."""
    dates = contact.clause.dates.within(place.last, contact.match.first)
    return contact.match.first - place.last - sum(e.last - e.first + 1 for e in dates)


def _place_of_waiting(contact: Contact) -> Place | None:
    """The place right behind a verb of the plural without a subject, of those who await a guest there: «Х ждут в Дели»,
    «которого ждали в мае в Москве»."""
    clause, match = contact.clause, contact.match
    if any(g.marker in SUBJECT for g in clause.own_groups) or not contact.reading.within("m:waits", *match[:2]):
        return None
    behind = clause.places.within(match.last, min(match.last + _POST + _AUXILIARIES, clause.last))
    return next((p for p in behind if contact.reading.ending("m:place_in", p.first)), None)


def _received_by_country(contact: Contact) -> Candidate | None:
    """The same where the verb comes last: "भारत दिसंबर में पुतिन की मेजबानी करेगा"."""
    clause, match = contact.clause, contact.match
    before = [g for g in clause.own_groups if g.last <= match.first]
    guests = [g for g in before if match.first - g.last <= _GUEST and g.marker in ("genitive", "object")]
    if not guests or any(g.marker in SUBJECT_OR_SPEAKER for g in before):
        return None
    place = next(iter(clause.places.within(clause.first, before[0].first)), None)
    if place is None or place.city is not None or contact.reading.starting("m:place_in", place.last):
        return None
    return _visit_of(guests, place, contact)


def _visit_of(guests: Sequence[Group], place: Place, contact: Contact) -> Candidate | None:
    """The visit of those named among the guests, if all are of the one side and the place is in the country of the
    other."""
    codes = contact.clause.sides.codes
    invited = [p for g in guests for p in g.parties if p.is_individual]
    members = [Member(p, ParticipantBasis.NAMED) for p in invited if p.country in codes]  # beside guests of others
    theirs = set(codes) - {place.country_code}
    if len(theirs) != 1 or {m.party.country for m in members} != theirs:
        return None
    members += leader_visited(members[0].party, contact)
    return contact.candidate(distinct(members), MeetingType.VISIT, destination=place)


def _receives(group: Group, reading: Reading) -> bool:
    """Whether somebody is told as the one to whom a guest goes: "on an invitation of X", «летал в Дели к Х»."""
    towards = group.marker == "to" and any(m.value[1] == "to" for m in reading.ending("m:marker", group.first))
    return towards or group.marker in ("on_invitation_of", "at_home_of")


def read_trip_together(contact: Contact) -> Candidate | None:
    """A trip that one made side by side with one of the other side, who so met: «приезжал на стройку вместе с Х»."""
    clause = contact.clause
    inside = clause.own_groups
    if clause.within("m:separately"):
        return None
    goal = destination_within(contact, clause.first, clause.last) if contact.rules.marking == "after" else None
    visitors = _visitors_of_both(contact, inside)
    if visitors:
        return contact.candidate(visitors, MeetingType.BILATERAL_MEETING, destination=goal)
    companion = next((g for g in inside if _is_companion(g, contact)), None)
    traveller = subject_of(contact, inside, companion) if companion is not None else None
    if companion is None or traveller is None:
        return None
    members = members_of(traveller, [], clause)
    members = distinct([*members, *members_of(companion, members, clause)])
    people = all(m.party.is_individual for m in members)
    both = len(clause.sides.among(members)) == len(clause.sides.codes) and clause.sides.are_alone(members)
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, destination=goal) if people and both else None


def _is_companion(group: Group, contact: Contact) -> bool:
    """Whether words beside a group say that somebody travels with it: «вместе с Х», "X के साथ … पहुंचे"; not "X के साथ
    बैठक के लिए पहुंचे"."""
    reading, match = contact.reading, contact.match
    if contact.rules.marking == "before":
        return any(reading.ending("m:side_by_side", group.first - i) for i in range(_POST))
    if not reading.starting("m:side_by_side", group.last) or not contact.clause.is_dated:
        return False
    if reading.starting("m:topic_marks", match.last):
        return False  # "Y के साथ यात्रा की तैयारियों की समीक्षा की"
    others = reading.within("m:trigger", group.last, match.first)
    return all(reading.is_trip(m) for m in others)


def _visitors_of_both(contact: Contact, groups: Sequence[Group]) -> list[Member]:
    """Those of both sides who went over a place together, in no third country: "X and Y visited the plant"."""
    clause, reading, match = contact.clause, contact.reading, contact.match
    if not reading.within("m:tours", match.first, match.last) or not clause.is_dated:
        return []  # or told in passing, of no occasion
    reach = _AUXILIARIES if contact.rules.marking == "before" else match.first
    before = [g for g in groups if g.last <= match.first and match.first - g.last <= reach]
    before = before if before and before[-1].marker in SUBJECT else []  # not "X and Y discussed Z's visit"
    parties = before[-1].parties if before else []
    both = {p.country for p in parties} == {*clause.sides.codes} and all(p.is_individual for p in parties)
    goals = (match.last, clause.last) if contact.rules.marking == "before" else (clause.first, match.first)
    abroad = any(p.country_code not in clause.sides.codes for p in clause.places.within(*goals))
    return distinct(Member(p, ParticipantBasis.NAMED) for p in parties) if both and not abroad else []


def _accompanied(visitor: Party, contact: Contact, groups: Sequence[Group]) -> Party:
    """Whose trip it is, where the subject came with another one of his side: "with the prime minister came X, too"."""
    if contact.rules.marking != "after" or not contact.trigger.weak:
        return visitor
    first, last = contact.clause.first, contact.match.first
    chiefs = [g.parties[0] for g in groups if g.marker == "with" and first <= g.first and g.last <= last]
    known = (p for p in chiefs if p.is_individual and p.country == visitor.country)
    return next(known, visitor)


def _with_fellows(visitor: Member, groups: Sequence[Group]) -> list[Member]:
    """Who travels, with those of his side named together with him: "X and Y will visit Delhi in December"."""
    together = next((g.parties for g in groups if any(p is visitor.party for p in g.parties)), [visitor.party])
    fellows = [p for p in together if p.is_individual and p.country == visitor.party.country]
    named = [visitor if p is visitor.party else Member(p, ParticipantBasis.NAMED) for p in fellows]
    return named if visitor.party.is_individual else [visitor]


def _is_at_home(contact: Contact, destination: Place, groups: Sequence[Group]) -> bool:
    """Whether the subject of a verb is of the country where he is or goes: «Моди находился в Дели», "flies home"."""
    if contact.rules.marking != "before" or not contact.trigger.weak:
        return False
    reach = 1 if contact.is_cased else _AUXILIARIES
    subject = [g for g in groups if g.marker in SUBJECT and 0 <= contact.match.first - g.last <= reach]
    if not subject:
        return False
    who = subject[-1].parties[0]
    he = contact.clause.discourse.subject if who.kind == "pronoun" else None
    return ({he.country} if he is not None else subject[-1].countries()) == {destination.country_code}


def leader_visited(visitor: Party, contact: Contact) -> list[Member]:
    """The other leader, where the article names both: one travels to the other."""
    leaders = contact.clause.discourse.leaders
    named = all(m.party.kind == "person" for m in leaders) and is_among(visitor, leaders)
    pair = named and contact.clause.sides.meet_at_summits(leaders)
    return in_context(m for m in leaders if pair and m.party.country != visitor.country)
