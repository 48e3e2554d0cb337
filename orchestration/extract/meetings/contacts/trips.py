"""Which trip told before the words of a visit mean, and whose it is: "the visit", "his trip", "that visit"."""

from __future__ import annotations

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import Member, in_context, includes, same_party
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.places import Place

_HEAD = 3  # words before a trip at the head of its clause
_OWNER = 4  # tokens from whose visit it is to the word: "X's December 2021 official visit"
_OF = 2  # tokens between a visit and whose it is: "of the"
_AGO = 2  # sentences from a trip told to words that point back to it
_TELLING = frozenset({"speaker", "excluded"})  # markers of those who only tell of it: «визит, по ее словам, пройдет …»


def is_of_trip_told(contact: Contact) -> bool:
    """Whether words beside it say that the visit is one told before."""
    reading, match = contact.reading, contact.match
    near = reading.within("m:anaphora", max(0, match.first - 3), match.last + 4)
    beside = any(a.first < match.last and match.first < a.last for a in near)
    return beside or bool(reading.starting("m:definite", match.last))


def is_trip_told(contact: Contact) -> bool:
    """Whether a trip is the one told last though no article says so: «Поездка намечена на май», «В мае визит министра
    состоится»."""
    clause, match = contact.clause, contact.match
    commas = (i for i in range(match.first - 1, clause.first, -1) if contact.reading.tokens[i].text == ",")
    begin = next(commas, clause.first - 1) + 1
    dates = (e.last - e.first + 1 for e in clause.dates.within(begin, match.first))  # with the preposition of each
    whose = bool(contact.reading.starting("m:whose", match.last))
    words = sum(t.kind in ("word", "number") for t in contact.reading.tokens[begin : match.first])
    pointed_out = contact.is_cased or is_of_trip_told(contact)  # where there is an article, by it
    if contact.trigger.weak or not pointed_out or whose or words - sum(dates) > _HEAD:
        return False
    cue = next(iter(contact.reading.within("m:cue", match.last, clause.last)), None)
    end = clause.last if cue is None else cue.first
    others = [g for g in clause.groups if begin <= g.first < end and g.marker not in _TELLING]
    if cue is not None and contact.is_cased:  # «свой визит отменил Х»
        others += [g for g in clause.groups if g.first == cue.last and g.marker == "agent"]
    return all(g.first == match.last or _is_his(g, contact) for g in others)


def _is_his(group: Group, contact: Contact) -> bool:
    """Whether a pronoun right before a trip tells whose it is: «Ранее его визит … был отложен»."""
    return group.last == contact.match.first and group.marker == "genitive" and group.parties[0].kind == "pronoun"


def is_trip_near(contact: Contact) -> bool:
    """Whether a trip is told just before, for "that visit" to be it; not where the sentence is of another traveller."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number > _AGO:
        return False
    visitor = trip.members[0].party
    named = [p for g in clause.groups for p in g.parties if p.is_individual and p.country == visitor.country]
    return not named or any(same_party(p, visitor) for p in named)


def same_trip(contact: Contact, destination: Place | None = None) -> Candidate | None:
    """The visit told last, unless the words say that it is somebody else's or goes to another country."""
    discourse, owner = contact.clause.discourse, owner_of_trip(contact)
    trip = (is_awaited(contact) and discourse.trip_ahead) or discourse.trip
    named = owner is not None and owner.parties[0].is_individual
    if trip is None or (owner is not None and named and not _travels(owner.parties[0], trip)):
        return None
    goal = destination or trip.destination
    if goal is not None and trip.destination is not None and goal.country_code != trip.destination.country_code:
        return None
    here = [Member(p, ParticipantBasis.NAMED) for p in owner.parties] if owner is not None and named else []
    if not here and contact.is_cased and is_trip_told(contact):  # «Поездка намечалась на май», «Его визит …»
        here = [Member(trip.members[0].party, ParticipantBasis.COREFERENCE)]
    members = [*here, *(m for m in in_context(trip.members) if not includes(here, m.party))]
    return contact.candidate(members, MeetingType.VISIT, anaphoric=True, destination=goal)


def _travels(party: Party, trip: Candidate) -> bool:
    """Whether somebody is of those who go on a trip, not whom they go to see."""
    return includes(trip.members, party) and party.country == trip.members[0].party.country


def is_subject_of_plan(contact: Contact) -> bool:
    """Whether a trip told before is said to be planned or called off: "the visit is scheduled for May"."""
    reading, match, end = contact.reading, contact.match, contact.clause.sentence.last
    if is_told_behind(reading, match, "m:settings"):
        return False  # "during the visit X will also meet Y"
    if reading.ending("m:preparations", match.first) and contact.clause.is_dated:
        return True  # «Сроки визита — 6–7 декабря»
    told = (m for m in reading.within("m:trigger", match.last, end) if not reading.trigger_of(m).adjacent)
    cues = reading.within("m:cue", match.last, min((m.first for m in told), default=end))
    return any(m.value[1] in ("planned", "intended", "cancelled") for m in cues)


def is_awaited(contact: Contact) -> bool:
    """Whether words of waiting or preparing stand before a visit: «готовятся к визиту», «ждут приезда»."""
    return bool(contact.reading.within("m:preparations", contact.clause.first, contact.match.first))


def owner_of_trip(contact: Contact) -> Group | None:
    """Whose visit it is."""
    return next((g for g in contact.clause.groups if g.marker == "genitive" and _is_owner(g, contact)), None)


def _is_owner(group: Group, contact: Contact) -> bool:
    """Whether a visit is somebody's: "X's last visit", "the visit of X", «визит Х» where its time stands behind."""
    if group.first == contact.match.last:
        begin = next((m.last for m in contact.reading.starting("m:place_to", group.last)), group.last)
        dated = any(d.first == begin for d in contact.clause.dates.within(group.last, contact.clause.last))
        return dated or is_awaited(contact) or is_subject_of_plan(contact)
    if contact.rules.marking == "before" and not contact.is_cased and 0 < group.first - contact.match.last <= _OF:
        return True
    return 0 <= contact.match.first - group.last <= _OWNER
