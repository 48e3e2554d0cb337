"""Visits and invitations: who goes where, to whom."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.clauses import Clause, Contact
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.locating import is_located
from orchestration.extract.meetings.members import Member, distinct, in_context, includes, same_party
from orchestration.extract.meetings.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.referents import members_of
from orchestration.extract.meetings.subjects import relative_subject, subject_of
from orchestration.extract.places import Place, location_id

#: Posts of those who live where they are invited.
_RESIDENT = frozenset({"ambassador", "consul_general", "deputy_chief_of_mission"})
_HEAD = 2  # words before a trip at the head of its clause
_AUXILIARIES = 4  # tokens between a subject and its verb: "he would be flying", "Delhi is also likely to host"
_POST = 3  # words of a post that is not in the lists before a name, and one
_OWNER = 4  # tokens from whose visit it is to the word: "X's December 2021 official visit"
_OF = 2  # tokens between a visit and whose it is: "of the"
_GOAL = 9  # tokens from a journey to where it goes
_AGO = 2  # sentences from a trip told to words that point back to it
_FAR = 31  # tokens to who goes, with what speaks against him
#: Markers of who travels; nobody is invited by his own side: "on an invitation of X, Y paid a visit".
_TRAVELS = frozenset(
    {"agent", "none", "genitive", "object", "of", "with", "by", "to", "for", "speaker", "led", "on_invitation_of"}
)
_GOES = frozenset({"agent", "none", "genitive"})  # of them, those of a subject
#: Markers of who invites and who is invited.
_INVITED = frozenset({"agent", "object", "none", "genitive", "on_invitation_of", "to", "by"})


def read_visit(contact: Contact) -> Candidate | None:
    """A visit of somebody of one side to the other country; None where it tells of no such visit."""
    clause = contact.clause
    where = _celebration if contact.trigger.festive else _destination
    destination = where(contact, clause.first, clause.last)
    anaphoric = _is_anaphoric(contact)
    if (_is_trip_told(contact) or (destination is None and anaphoric)) and _is_subject_of_plan(contact):
        if (told := _same_trip(contact, destination)) is not None:
            return told
    if anaphoric and not contact.trigger.weak and _is_awaited(contact) and _owner(contact) is None:
        return _same_trip(contact)  # "X and Y met to prepare the visit": not theirs
    if destination is None and anaphoric and _owner(contact) is None and _is_trip_near(contact):
        return _same_trip(contact)
    if destination is None and anaphoric:
        destination = _place_told(contact)
    destination = destination or _other_country(contact) or _left_behind(contact) or _goes_there(contact)
    if destination is None:
        return None
    inside = [g for g in clause.groups if clause.sentence.first <= g.first < clause.last]
    visitor = _visitor(contact, destination, inside)
    if visitor is None or _is_at_home(contact, destination, inside):
        return None
    visitor.party = _accompanied(visitor.party, contact, inside)
    received = (g for g in inside if _receives(g, contact.reading))
    hosts = [p for g in received for p in g.parties if p.is_individual]
    members = [visitor, *(Member(h, ParticipantBasis.NAMED) for h in hosts if h.country == destination.country_code)]
    if len(members) == 1:
        members += _leader_visited(visitor.party, contact)
    return contact.candidate(distinct(members), MeetingType.VISIT, anaphoric=anaphoric, destination=destination)


def _is_anaphoric(contact: Contact) -> bool:
    """Whether words beside it say that the visit is one told before."""
    reading, match = contact.reading, contact.match
    near = reading.within("m:anaphora", max(0, match.first - 3), match.last + 4)
    beside = any(a.first < match.last and match.first < a.last for a in near)
    return beside or bool(reading.starting("m:definite", match.last))


def _place_told(contact: Contact) -> Place | None:
    """Where a visit told before goes to: "has called off the trip"."""
    clause, first = contact.clause, contact.match.first
    near = [g for g in clause.groups if clause.sentence.first <= g.first < clause.last and g.marker != "speaker"]
    visitor = next((p for g in near for p in g.parties if p.is_individual), None)
    if visitor is None:
        return None
    told = (p for p in clause.places.before(first) if p.last <= first and p.country_code in clause.sides.codes)
    return next((p for p in told if p.country_code != visitor.country and p.venue is None), None)


def _visitor(contact: Contact, destination: Place, groups: Sequence[Group]) -> Member | None:
    """Who of the other side is told nearest as one who goes; a delegation where nobody else is."""
    clause, match = contact.clause, contact.match
    side = next(s for s in clause.sides.codes if s != destination.country_code)
    nearest, sent, distance = None, None, _FAR
    before = relative_subject(contact, None)  # "sent by X, who is to visit Delhi"
    if before is not None and before.countries() == {side} and before.parties[0].is_individual:
        return Member(before.parties[0], ParticipantBasis.NAMED)
    for group in groups:
        if group.marker not in _TRAVELS or (group.marker == "speaker" and clause.within("m:we")):
            continue  # "we shall be visiting Delhi," the aide said
        for party in group.parties:
            who = _traveller(party, group, clause, side)
            if _is_sent(party, group, contact) and party.country == side:
                sent = Member(party, ParticipantBasis.NAMED)
            if who is None or not who.party.is_individual or who.party.country != side:
                continue
            gap = abs(match.first - party.last) + (0 if clause.first <= party.first else 15)
            says = group.marker == "speaker" or bool(contact.reading.starting("m:says", group.last))
            gap += 20 * says  # "his visit," X said
            owns = contact.rules.marking == "after" and group.marker == "genitive"
            # "X told of Y's visit"
            gap += 8 * (owns if contact.trigger.weak else who.party.kind == "role" and not owns)
            if contact.is_cased and group.marker == "genitive" and group.first == match.last:
                gap = 0  # «Х сообщил о визите Y»
            if gap < distance:
                nearest, distance = who, gap
    if nearest is None and sent is not None:
        heads = (p for g in clause.discourse.here if g.marker == "led" for p in g.parties if p.is_individual)
        head = next((p for p in heads if p.country == side), None)
        sent = Member(head, ParticipantBasis.NAMED) if head is not None else sent
        return sent if head is not None or clause.is_dated else None
    return nearest


def _is_sent(party: Party, group: Group, contact: Contact) -> bool:
    """Whether a delegation is the subject of a journey: "a Russian delegation visited Delhi on Friday", «визит
    российской делегации»."""
    clause, trigger = contact.clause, contact.trigger
    own = clause.holds(party.first) or any(group is g for g in clause.taken_up)
    acts = group.marker in ("agent", "none") or (not trigger.weak and group.first == contact.match.last)
    sent = party.kind == "delegation" and own and acts
    return sent and bool(contact.reading.within("m:teams", party.first, party.last))


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


def read_reception(contact: Contact) -> Candidate | None:
    """A visit told by the country or city that has a guest: "Delhi is to host X", «в Индии рассчитывают принять Х»."""
    clause, match = contact.clause, contact.match
    if not contact.trigger.host or contact.rules.marking != "before":
        return None
    place = next((p for p in clause.places.before(match.first) if p.last <= match.first), None)
    if place is None or place.first < clause.first or match.first - place.last > _AUXILIARIES:
        return None
    inside = clause.own_groups
    if place.country_code not in clause.sides.codes or any(g.first < match.first for g in inside):
        return None
    guests = [p for g in inside if g.marker in ("object", "genitive", "none") for p in g.parties]
    members = [Member(p, ParticipantBasis.NAMED) for p in guests if p.is_individual]
    if not members or {m.party.country for m in members} != set(clause.sides.codes) - {place.country_code}:
        return None
    members += _leader_visited(members[0].party, contact)
    return contact.candidate(distinct(members), MeetingType.VISIT, destination=place)


def _receives(group: Group, reading: Reading) -> bool:
    """Whether somebody is told as the one to whom a guest goes: "on an invitation of X", «летал в Дели к Х»."""
    towards = group.marker == "to" and any(m.value[1] == "to" for m in reading.ending("m:marker", group.first))
    return towards or group.marker in ("on_invitation_of", "at_home_of")


def read_trip_together(contact: Contact) -> Candidate | None:
    """A trip that one made side by side with one of the other side, who so met: «приезжал на стройку вместе с Х»."""
    clause, reading = contact.clause, contact.reading
    inside = clause.own_groups
    beside = [g for g in inside if any(reading.ending("m:side_by_side", g.first - i) for i in range(_POST))]
    companion = beside[0] if beside else None
    traveller = subject_of(contact, inside, companion) if companion is not None else None
    if companion is None or traveller is None:
        return None
    members = members_of(traveller, [], clause)
    members = distinct([*members, *members_of(companion, members, clause)])
    people = all(m.party.is_individual for m in members)
    both = len(clause.sides.among(members)) == len(clause.sides.codes) and clause.sides.are_alone(members)
    return contact.candidate(members, MeetingType.BILATERAL_MEETING) if people and both else None


def _inviter(contact: Contact, groups: Sequence[Group]) -> Party | None:
    """Who invites: by his marker; where the verb comes last, its subject, which may stand behind whom he invites; with
    cases, a subject behind the verb: «пригласил президента премьер Х»."""
    codes, match = contact.clause.sides.codes, contact.match
    ours = [g for g in groups if g.parties[0].country in codes]
    agents = [g for g in ours if g.marker == "agent" and g.parties[0].is_individual]
    is_verb = match.last - match.first == 1
    behind = (g.parties[0] for g in agents if contact.is_cased and is_verb and g.first >= match.last)
    marked = (g.parties[0] for g in ours if g.marker in ("on_invitation_of", "by") or _owns_invitation(g, contact))
    before = (g.parties[0] for g in agents if contact.rules.marking == "after" and g.last <= match.first)
    return next(behind, None) or next(marked, None) or next(before, None)


def _owns_invitation(group: Group, contact: Contact) -> bool:
    """Whether "of" tells whose an invitation is, where cases tell right behind its noun alone."""
    of = group.marker == "genitive"
    return of and (not contact.is_cased or bool(contact.reading.ending("m:invitations", group.first)))


def _accompanied(visitor: Party, contact: Contact, groups: Sequence[Group]) -> Party:
    """Whose trip it is, where the subject came with another one of his side: "with the prime minister came X, too"."""
    if contact.rules.marking != "after" or not contact.trigger.weak:
        return visitor
    first, last = contact.clause.first, contact.match.first
    chiefs = [g.parties[0] for g in groups if g.marker == "with" and first <= g.first and g.last <= last]
    known = (p for p in chiefs if p.is_individual and p.country == visitor.country)
    return next(known, visitor)


def _is_at_home(contact: Contact, destination: Place, groups: Sequence[Group]) -> bool:
    """Whether the subject of a verb is of the country where he is or goes: «Моди находился в Дели», "flies home"."""
    if contact.rules.marking != "before" or not contact.trigger.weak:
        return False
    reach = 1 if contact.is_cased else _AUXILIARIES
    subject = [g for g in groups if g.marker in ("agent", "none") and 0 <= contact.match.first - g.last <= reach]
    if not subject:
        return False
    who = subject[-1].parties[0]
    he = contact.clause.discourse.subject if who.kind == "pronoun" else None
    return ({he.country} if he is not None else subject[-1].countries()) == {destination.country_code}


def _leader_visited(visitor: Party, contact: Contact) -> list[Member]:
    """The other leader, where the article names both: one travels to the other."""
    leaders = contact.clause.discourse.leaders
    pair = contact.clause.sides.meet_at_summits(leaders) and any(same_party(m.party, visitor) for m in leaders)
    return in_context(m for m in leaders if pair and m.party.country != visitor.country)


def _is_subject_of_plan(contact: Contact) -> bool:
    """Whether a trip told before is said to be planned or called off: "the visit is scheduled for May"."""
    reading, match, end = contact.reading, contact.match, contact.clause.sentence.last
    if is_told_behind(reading, match, "m:settings"):
        return False  # "during the visit X will also meet Y"
    told = (m for m in reading.within("m:trigger", match.last, end) if not reading.trigger_of(m).adjacent)
    cues = reading.within("m:cue", match.last, min((m.first for m in told), default=end))
    return any(m.value[1] in ("planned", "intended", "cancelled") for m in cues)


def _is_trip_told(contact: Contact) -> bool:
    """Whether a trip is the one told last though no article says so: «Поездка намечена на май», «визит министра
    состоится в мае»."""
    clause, match = contact.clause, contact.match
    commas = (i for i in range(match.first - 1, clause.first, -1) if contact.reading.tokens[i].text == ",")
    begin = next(commas, clause.first - 1) + 1
    whose = bool(contact.reading.starting("m:whose", match.last))
    pointed_out = contact.is_cased or _is_anaphoric(contact)  # where there is an article, by it
    if contact.trigger.weak or not pointed_out or whose or match.first - begin > _HEAD:
        return False
    end = min((m.first for m in contact.reading.within("m:cue", match.last, clause.last)), default=clause.last)
    return all(g.first == match.last for g in clause.groups if begin <= g.first < end)


def _is_trip_near(contact: Contact) -> bool:
    """Whether a trip is told just before, for "that visit" to be it; not where the sentence is of another traveller."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number > _AGO:
        return False
    visitor = trip.members[0].party
    named = [p for g in clause.groups for p in g.parties if p.is_individual and p.country == visitor.country]
    return not named or any(same_party(p, visitor) for p in named)


def _same_trip(contact: Contact, destination: Place | None = None) -> Candidate | None:
    """The visit told last, unless the words say that it is somebody else's or goes to another country."""
    discourse, owner = contact.clause.discourse, _owner(contact)
    trip = (_is_awaited(contact) and discourse.trip_ahead) or discourse.trip
    named = owner is not None and owner.parties[0].is_individual
    if trip is None or (owner is not None and named and not includes(trip.members, owner.parties[0])):
        return None
    goal = destination or trip.destination
    if goal is not None and trip.destination is not None and goal.country_code != trip.destination.country_code:
        return None
    return contact.candidate(in_context(trip.members), MeetingType.VISIT, anaphoric=True, destination=goal)


def _other_country(contact: Contact) -> Place | None:
    """Where a dated visit of somebody of one side goes if nothing is said: "during X's visit last May"."""
    clause, match = contact.clause, contact.match
    codes = clause.sides.codes
    if (abroad := _that_country(contact)) is not None:
        return abroad
    whose = bool(contact.reading.starting("m:whose", match.last))
    behind = whose or _is_awaited(contact)  # «ждут визита Х, который намечен на май»
    dated = bool(clause.dates.within(clause.first, clause.sentence.last)) if behind else clause.is_dated
    if contact.trigger.weak or not dated:
        return None
    owner = _owner(contact)
    if owner is None and whose:  # «ждет президента, визит которого намечен …»
        owner = next((g for g in reversed(clause.discourse.here) if g.last <= match.first), None)
    who = owner.parties[0] if owner is not None else None
    if who is None or not who.is_individual or who.country not in codes or who.role_id in _RESIDENT:
        return None
    country = next(s for s in codes if s != who.country)
    places = (p for p in clause.places.within(clause.first, clause.last) if not who.first <= p.first < who.last)
    if any(p.country_code != country for p in places):
        return None
    return _country_at(match, country)


def _that_country(contact: Contact) -> Place | None:
    """Where "a visit to that country" of its subject goes."""
    clause, match = contact.clause, contact.match
    goes = contact.reading.within("m:that_country", match.last, match.last + _GOAL)
    subject = next((g for g in reversed(clause.groups) if g.last <= match.first and g.marker in _GOES), None)
    who = subject.parties[0] if goes and subject is not None else None
    if who is None or not who.is_individual or who.country not in clause.sides.codes:
        return None
    return _country_at(match, next(s for s in clause.sides.codes if s != who.country))


def _country_at(match: Match, country: str) -> Place:
    """A country as the place that words of travel stand for."""
    return Place(match.first, match.last, location_id(country, None), country, None)


def _owner(contact: Contact) -> Group | None:
    """Whose visit it is."""
    return next((g for g in contact.clause.groups if g.marker == "genitive" and _is_owner(g, contact)), None)


def _is_owner(group: Group, contact: Contact) -> bool:
    """Whether a visit is somebody's: "X's last visit", "the visit of X", «визит Х» where its time stands behind."""
    if group.first == contact.match.last:
        begin = next((m.last for m in contact.reading.starting("m:place_to", group.last)), group.last)
        dated = any(d.first == begin for d in contact.clause.dates.within(group.last, contact.clause.last))
        return dated or _is_awaited(contact) or _is_subject_of_plan(contact)
    if contact.rules.marking == "before" and not contact.is_cased and 0 < group.first - contact.match.last <= _OF:
        return True
    return 0 <= contact.match.first - group.last <= _OWNER


def _is_awaited(contact: Contact) -> bool:
    """Whether words of waiting or preparing stand before a visit: «готовятся к визиту», «ждут приезда»."""
    return bool(contact.reading.within("m:preparations", contact.clause.first, contact.match.first))


def _destination(contact: Contact, first: int, last: int) -> Place | None:
    """The place within [first, last) that a journey goes to, if it is in one of the two countries."""
    match, sides, adjacent = contact.match, contact.clause.sides, contact.trigger.adjacent
    best, distance = None, _GOAL
    owners = (g.last - 1 for g in contact.clause.groups if 0 <= g.first - match.last <= 1)
    end = next(owners, match.last)  # whose visit it is counts as one: "the visit of President X to …"
    for place in contact.clause.places.within(first, last):
        if place.last > last:
            continue
        if contact.rules.marking == "after" and (place.country_code not in sides.codes or _is_start(contact, place)):
            continue
        if place.first >= match.first and place.last <= match.last:
            return place if place.country_code in sides.codes else None
        if adjacent and not 0 <= match.first - place.last <= 1 and not 0 <= place.first - match.last <= 2:
            continue
        gap = match.first - place.last if place.last <= match.first else abs(place.first - end)
        if contact.rules.marking == "after" and place.first >= match.last and not _is_inverted(contact, place):
            continue
        if contact.is_cased and not _is_goal(contact, place):
            continue  # «визит президента России в Индию»
        beside = match.first - place.last <= 1  # "his Moscow trip"
        if contact.rules.marking == "before" and place.last <= match.first and not beside:
            if not _is_goal(contact, place):
                continue  # "with Kudankulam and the minister's trip on the table"
        if gap < distance:
            best, distance = place, gap
    return best if best is not None and best.country_code in sides.codes else None


def _is_start(contact: Contact, place: Place) -> bool:
    """Whether a place is where a traveller is from, where words for that stand behind: «मॉस्को से आए»."""
    return bool(contact.reading.starting("m:place_from", place.last))


def _goes_there(contact: Contact) -> Place | None:
    """Where the trip told just before goes, of whose traveller a clause says when he comes or was to: «Он должен был
    прибыть 4 октября»."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or not (contact.trigger.weak and clause.is_dated and _is_trip_near(contact)):
        return None
    he = any(p.kind == "pronoun" for g in clause.own_groups if g.marker == "agent" for p in g.parties)
    subject = clause.discourse.subject
    goes = he and subject is not None and same_party(subject, trip.members[0].party)
    return trip.destination if goes and not clause.places.within(clause.first, clause.last) else None


def _left_behind(contact: Contact) -> Place | None:
    """The other country than that which somebody is told to have come from: «मॉस्को से आए»."""
    clause, match = contact.clause, contact.match
    if not contact.reading.within("m:comes", match.first, match.last):
        return None
    starts = [p for p in clause.places.within(clause.first, match.first) if _is_start(contact, p)]
    if not starts or match.first - starts[-1].last > 1 or starts[-1].country_code not in clause.sides.codes:
        return None
    return _country_at(match, next(s for s in clause.sides.codes if s != starts[-1].country_code))


def _is_inverted(contact: Contact, place: Place) -> bool:
    """Whether a headline sets the goal right behind the verb, which else comes last: «अगले महीने आएंगे भारत»."""
    return contact.clause.sentence.title and contact.trigger.weak and place.first == contact.match.last


def _celebration(contact: Contact, first: int, last: int) -> Place | None:
    """The place within [first, last) where a celebration is: the city, else the country named beside it."""
    codes, reading = contact.clause.sides.codes, contact.reading
    places = [p for p in contact.clause.places.within(first, last) if p.country_code in codes]
    city = next((p for p in places if p.city is not None and is_located(reading, p)), None)
    beside = (p for m in contact.clause.within("m:festivities") for p in places if abs(m.first - p.last) <= _OWNER)
    return city or next(beside, None)


def _is_goal(contact: Contact, place: Place) -> bool:
    """Whether a place stands behind "to", right behind a verb («посетил Индию») or as what one behind it takes."""
    reading = contact.reading
    i = place.first
    while i > 0 and any(reading.ending(kind, i) for kind in ("m:skip_before", "country_adjective")):
        i -= 1
    if i == contact.match.last or reading.ending("m:trigger", i):
        return True
    if place.last <= contact.match.first and _is_object(contact, place):
        return True
    return bool(reading.ending("m:place_to", i)) or bool(reading.starting("m:place_to", place.first))


def _is_object(contact: Contact, place: Place) -> bool:
    """Whether a place is what a verb behind it takes: «Москву с визитом посетит Х», «Томск посетил Х», where the
    name has no case of its own for that; but not «посол Индии»."""
    if not (contact.is_cased and contact.trigger.weak):
        return False
    groups, match = contact.clause.own_groups, contact.match
    if any(g.first <= place.first < g.last for g in groups):
        return False
    ending = contact.reading.tokens[place.last - 1].key
    if ending.endswith(tuple(e.split(">")[-1] for e in contact.rules.case_endings["object"])):
        return True
    acts = any(g.marker == "agent" and g.first >= match.last for g in groups)
    return acts and contact.rules.cases.case_of(ending) == "agent"


def read_awaited(contact: Contact) -> Candidate | None:
    """A planned visit of one whom others look forward to receiving, where the verb comes last; None without his name.

    He is the object, or whom the sentence says to be told so: "X told Y that all are eager to welcome you".
    """
    clause, match, codes = contact.clause, contact.match, contact.clause.sides.codes
    before = [g for g in clause.groups if g.last <= match.first]
    ours = [g for g in before if clause.holds(g.first) and g.marker in ("genitive", "object")]
    guests = [p for g in ours or [g for g in before if g.marker == "with"] for p in g.parties if p.country in codes]
    if not guests or not guests[-1].is_individual:
        return None
    guest = guests[-1]
    hosts = [g for g in before if g.marker in ("agent", "none", "speaker")]
    named = [p for g in hosts for p in g.parties if p.kind == "person" and p.country not in (None, guest.country)]
    members = [Member(p, ParticipantBasis.NAMED) for p in (guest, *named[-1:])]
    country = next(side for side in codes if side != guest.country)
    members += _leader_visited(guest, contact) if not named else []
    return contact.candidate(
        distinct(members), MeetingType.VISIT, MeetingStatus.PLANNED, destination=_country_at(match, country)
    )


def read_invitation(contact: Contact) -> Candidate | None:
    """A planned visit to the host; None where the words do not name both sides."""
    sides, inside = contact.clause.sides, _groups_of_invitation(contact)
    members: list[Member] = []
    for group in inside:
        him = group.marker == "with" and group.parties[0].kind == "pronoun"
        if him or group.marker in _INVITED or _is_letter_of(group, contact):
            members += members_of(group, members, contact.clause)
    members = [m for m in distinct(members) if m.party.country in sides.codes and m.party.is_individual]
    told = _destination(contact, contact.clause.sentence.first, contact.clause.sentence.last)
    members = _with_guests_alone(members, inside, contact, told)
    if not members or any(m.party.role_id in _RESIDENT for m in members):
        return None
    if len(sides.among(members)) < 2:  # "X accepted an invitation to visit Moscow"
        abroad = (
            len(members) == 1
            and told is not None
            and contact.match.first < told.first
            and told.country_code != members[0].party.country
        )
        plan = contact.candidate(members, MeetingType.VISIT, MeetingStatus.PLANNED, destination=told)
        return plan if abroad else None
    inviter = _inviter(contact, inside)
    host = inviter if inviter is not None and any(m.party is inviter for m in members) else members[0].party
    is_goal = told is not None and (contact.is_cased or told.country_code == host.country)
    destination = told if told is not None and is_goal else _country_at(contact.match, host.country or "")
    members.sort(key=lambda m: m.party.country == destination.country_code)  # who is to travel stands first
    return contact.candidate(members, MeetingType.VISIT, MeetingStatus.PLANNED, destination=destination)


def _with_guests_alone(
    members: list[Member], inside: Sequence[Group], contact: Contact, goal: Place | None
) -> list[Member]:
    """Without others of the side of those who are the object of an invitation, and with him who must have given it:
    "X received Y, when he invited Z to X's country"."""
    clause = contact.clause
    asked = [g for g in inside if g.marker in ("object", "to") or _is_taken_behind(g, contact)]
    asked = [g for g in asked if clause.holds(g.first)]
    guests = [p for g in asked for p in g.parties if p.is_individual and p.country in clause.sides.codes]
    sides = {p.country for p in guests}
    if len(sides) != 1 or goal is None or goal.country_code in (*sides, None):
        return members
    kept = [m for m in members if m.party.country not in sides or any(m.party is p for p in guests)]
    hosts = (p for p in reversed(clause.discourse.recent) if p.country == goal.country_code and p.is_individual)
    if len(clause.sides.among(kept)) < 2 and (host := next(hosts, None)) is not None:
        kept.insert(0, Member(host, ParticipantBasis.COREFERENCE))
    return kept


def _is_taken_behind(group: Group, contact: Contact) -> bool:
    """Whether a name right behind a verb is its object by a case that "of" has as well: «пригласил премьера Х»."""
    return contact.is_cased and group.marker == "genitive" and group.first == contact.match.last


def _groups_of_invitation(contact: Contact) -> list[Group]:
    """Groups of the clause, or where it names but one side of the sentence, among whom are host and guest."""
    clause, sentence = contact.clause, contact.clause.sentence
    inside = clause.own_groups
    if len({c for g in inside for c in g.countries()} & set(clause.sides.codes)) < 2:
        inside = [g for g in clause.groups if sentence.first <= g.first < sentence.last]
    writer = next((g for g in inside if _is_letter_of(g, contact)), None)
    if writer is None or contact.is_cased:
        return inside
    guests = (g for g in inside if g.first >= contact.match.last and g.countries() != writer.countries())
    return [writer, *guests]  # "delivered a letter from X, inviting Y"


def _is_letter_of(group: Group, contact: Contact) -> bool:
    """Whether the one right before an invitation has sent it: "delivered a letter from X, inviting Y"."""
    return group.marker == "excluded" and 0 <= contact.match.first - group.last <= 1
