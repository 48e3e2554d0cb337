"""The body in whose house talks were, where no subject tells its side: «в МИД России прошла встреча с послом Индии».

Only where cases tell: elsewhere "at the ministry" is hardly said without who received there.
"""

from __future__ import annotations

from collections.abc import Collection

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.parties.parties import Party

_ATTRIBUTES = 2  # words between "in" and the body: «в областной | администрации»
_OWNER = 5  # tokens from a body to whose it is: «в правительстве | Нижегородской области»
_KINDS = ("m:houses", "institution")


def house_of(talk: Talk, ours: Collection[str]) -> Party | None:
    """The body that received those of one side, in whose house a clause without a subject sets talks with them:
    «В администрации Иркутска состоялась встреча депутатов с делегацией Индии»."""
    contact, partner = talk.contact, talk.partner
    if not contact.is_cased or len(ours) != 1 or partner is None or partner.marker != "with":
        return None
    if talk.subject is not None and talk.subject.parties[0].kind not in ("team", "delegation", "group"):
        return None
    for link in contact.clause.within("m:place_in"):
        body = _body_behind(contact, link)
        country = _country_of(contact, body) if body is not None else None
        if body is not None and country in set(contact.clause.sides.codes) - {*ours}:
            name = " ".join(t.text for t in contact.reading.tokens[body.first : body.last])
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


def _country_of(contact: Contact, body: Match) -> str | None:
    """The country told of a body or by a place right behind it, else the one at home in the language."""
    reading, end = contact.reading, min(body.last + _OWNER, contact.clause.last)
    for i in range(body.last, end):
        if any(reading.starting(kind, i) for kind in ("m:support", "m:trigger", "m:marker")):
            break
        if country := reading.starting("country", i):
            return str(country[0].value)
        if places := contact.clause.places.within(i, end):
            return places[0].country_code
    told = body.value[0] if body.kind == "institution" else None
    return told or contact.rules.home
