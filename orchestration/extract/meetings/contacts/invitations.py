"""Who is invited, or awaited, by whom and where to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.destinations import country_at, destination_within
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.referents import members_of
from orchestration.extract.meetings.contacts.travel import leader_visited
from orchestration.extract.meetings.parties.members import Member, distinct, same_party
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT_OR_SPEAKER, Group, Party
from orchestration.extract.places import Place

_JUST_TOLD = 4  # sentences from a trip that is called off to the invitation to it
_OWNED = 4  # tokens from whose an invitation is to its noun
#: Markers of who invites and who is invited.
_INVITED = frozenset({"agent", "object", "none", "genitive", "on_invitation_of", "to", "by"})


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
    hosts = [g for g in before if g.marker in SUBJECT_OR_SPEAKER]
    named = [p for g in hosts for p in g.parties if p.kind == "person" and p.country not in (None, guest.country)]
    members = [Member(p, ParticipantBasis.NAMED) for p in (guest, *named[-1:])]
    country = clause.sides.other(guest.country)
    members += leader_visited(guest, contact) if not named else []
    return contact.candidate(
        distinct(members), MeetingType.VISIT, MeetingStatus.PLANNED, destination=country_at(match, country)
    )


def read_invitation(contact: Contact) -> Candidate | None:
    """A planned visit to the host; None where the words do not name both sides."""
    sides, inside = contact.clause.sides, _without_messenger(_groups_of_invitation(contact))
    members: list[Member] = []
    for group in inside:
        him = group.marker == "with" and group.parties[0].kind == "pronoun"
        if him or group.marker in _INVITED or _is_letter_of(group, contact):
            members += members_of(group, members, contact.clause)
    members = [m for m in distinct(members) if m.party.country in sides.codes and m.party.is_individual]
    told = destination_within(contact, contact.clause.sentence.first, contact.clause.sentence.last)
    members = _with_guests_alone(members, inside, contact, told)
    if not members or any(m.party.role_id in RESIDENT for m in members):
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
    destination = told if told is not None and is_goal else country_at(contact.match, host.country or "")
    members.sort(key=lambda m: m.party.country == destination.country_code)  # who is to travel stands first
    if _is_of_trip_called_off(contact, members[0].party, destination):
        return None
    return contact.candidate(members, MeetingType.VISIT, MeetingStatus.PLANNED, destination=destination)


def _is_of_trip_called_off(contact: Contact, guest: Party, destination: Place) -> bool:
    """Whether it was told just before that the guest will not come: "X will not go to Moscow. Y had invited him"."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or trip.status is not MeetingStatus.CANCELLED or trip.destination is None or clause.is_dated:
        return False
    near = clause.sentence.number - trip.sentence.number <= _JUST_TOLD
    there = trip.destination.country_code == destination.country_code
    return near and there and same_party(trip.members[0].party, guest)


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
    """Whether "of" tells whose an invitation is, where cases tell right behind its noun alone, not behind its verb,
    whose object may stand in the same case: «пригласил премьера Х»."""
    if group.marker != "genitive":
        return False
    if not contact.is_cased:  # "at X's invitation", but not "X's visit follows an invitation"
        match = contact.match
        return contact.rules.marking == "after" or group.first >= match.last or match.first - group.last <= _OWNED
    reading = contact.reading
    return any(not reading.starting("m:speech", m.first) for m in reading.ending("m:invitations", group.first))


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
    handed = _handed_over(inside, contact)
    if handed:
        return handed
    writer = next((g for g in inside if _is_letter_of(g, contact)), None)
    if writer is None or contact.is_cased:
        return inside
    guests = (g for g in inside if g.first >= contact.match.last and g.countries() != writer.countries())
    return [writer, *guests]  # "delivered a letter from X, inviting Y"


def _without_messenger(inside: Sequence[Group]) -> Sequence[Group]:
    """With who sends an invitation in the place of who of his side only brings it: "X invited Y on behalf of Z"."""
    agents = {g.parties[0].country for g in inside if g.marker == "agent"}
    senders = [g for g in inside if g.marker == "on_behalf_of" and g.parties[0].is_individual]
    senders = [g for g in senders if g.parties[0].country in agents]
    brought = {g.parties[0].country for g in senders}
    kept = [g for g in inside if g.marker != "agent" or g.parties[0].country not in brought]
    return [dataclasses.replace(g, marker="agent") if any(g is s for s in senders) else g for g in kept]


def _handed_over(inside: Sequence[Group], contact: Contact) -> list[Group]:
    """Who invites, and whom, where another brings the invitation: "he handed over an invitation from X to Y"."""
    hosts = [g for g in inside if g.marker == "on_invitation_of"]
    guests = [g for g in inside if g.marker == "to" and g.first >= contact.match.last]
    apart = bool(hosts and guests) and not hosts[0].countries() & guests[0].countries()
    return [hosts[0], guests[0]] if apart and contact.rules.marking == "before" and not contact.is_cased else []


def _is_letter_of(group: Group, contact: Contact) -> bool:
    """Whether the one right before an invitation has sent it: "delivered a letter from X, inviting Y"."""
    return group.marker == "excluded" and 0 <= contact.match.first - group.last <= 1
