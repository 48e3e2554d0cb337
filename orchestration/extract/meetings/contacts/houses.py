"""The body in whose house talks were, where no subject tells its side: «в МИД России прошла встреча с послом Индии».

Only where cases tell: elsewhere "at the ministry" is hardly said without who received there.
"""

from __future__ import annotations

from collections.abc import Collection

from orchestration.contracts.codes import REMOTE_TYPES, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import SUBJECT, Party

_ATTRIBUTES = 2  # words between "in" and the body: «в областной | администрации»
_OWNER = 5  # tokens from a body to whose it is: «в правительстве | Нижегородской области»
_KINDS = ("m:houses", "institution")


def house_of(talk: Talk, ours: Collection[str]) -> Party | None:
    """The body that received those of one side, in whose house a clause without a subject sets talks with them, «В
    администрации Иркутска состоялась встреча депутатов с делегацией Индии», or that they came to, where its country is
    told: «Посол России провел переговоры в МИД Индии»."""
    contact, partner, subject = talk.contact, talk.partner, talk.subject
    if not contact.is_cased or len(ours) != 1 or contact.trigger.type in REMOTE_TYPES:
        return None
    if partner is None and subject is not None:
        came = all(p.is_individual or p.kind == "delegation" for p in subject.parties) and not contact.trigger.host
        return _house_within(contact, ours, contact.clause.first, told=True) if came else None
    if partner is None or partner.marker != "with":
        return None
    if subject is not None and subject.parties[0].kind not in ("team", "delegation", "group"):
        return None
    return _house_within(contact, ours, contact.clause.first)


def received_in_house(contact: Contact) -> Candidate | None:
    """Who was received by a body, where nobody of it is named: «Посла Индии приняли в МИД России»."""
    clause, match = contact.clause, contact.match
    if not (contact.is_cased and contact.trigger.audience and contact.trigger.host):
        return None
    groups = clause.own_groups
    guests = [g for g in groups if g.marker in ("object", "genitive") and g.first <= match.last]
    guests = [g for g in guests if all(p.is_individual for p in g.parties)]
    if len(guests) != 1 or any(g.marker in SUBJECT for g in groups):
        return None
    ours = guests[0].countries()
    house = _house_within(contact, ours, clause.first, told=True) if ours <= {*clause.sides.codes} else None
    if house is None or len(ours) != 1:
        return None
    return contact.candidate([Member(p, ParticipantBasis.NAMED) for p in (*guests[0].parties, house)])


def _house_within(contact: Contact, ours: Collection[str], first: int, *, told: bool = False) -> Party | None:
    """The body of the other side that a clause sets something in from a token on; told: only where its own words tell
    its country."""
    reading = contact.reading
    for link in reading.within("m:place_in", first, contact.clause.last):
        body = _body_behind(contact, link)
        country = _country_of(contact, body, told=told) if body is not None else None
        if body is not None and country in {*contact.clause.sides.codes} - {*ours}:
            name = " ".join(t.text for t in reading.tokens[body.first : body.last])
            return Party(body.first, body.last, "delegation", country, organisation=name)
    return None


def _body_behind(contact: Contact, link: Match) -> Match | None:
    """The body that stands behind "in" and a word or two of what it is, with nothing between but words."""
    reading = contact.reading
    for i in range(link.last, min(link.last + _ATTRIBUTES + 1, contact.clause.last)):
        for kind in _KINDS:
            if found := reading.starting(kind, i):
                return found[0]
        if reading.tokens[i].kind != "word" or reading.starting("m:trigger", i) or reading.starting("m:support", i):
            return None
    return None


def _country_of(contact: Contact, body: Match, *, told: bool) -> str | None:
    """The country told of a body or by a place right behind it, else the one at home in the language, unless it must be
    told: «в правительстве штата Гуджарат», but not «в посольстве в Дели»."""
    reading, end = contact.reading, min(body.last + _OWNER, contact.clause.last)
    for i in range(body.last, end):
        if any(reading.starting(kind, i) for kind in ("m:support", "m:trigger", "m:marker")):
            break
        if country := reading.starting("country", i):
            return str(country[0].value)
        if places := contact.clause.places.within(i, end):
            return None if told and reading.ending("m:place_in", places[0].first) else places[0].country_code
    known = body.value[0] if body.kind == "institution" else None
    return known or (None if told else contact.rules.home)
