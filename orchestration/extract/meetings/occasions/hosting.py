"""Where an occasion was that no words place: at home with whom others come to see, by the posts of who took part.

Weaker than any place told, and than the trip (`settling`, `journeys`); stronger than where the report was filed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, LocationBasis, MeetingStatus, MeetingType
from orchestration.extract.meetings.around import is_possessive
from orchestration.extract.meetings.occasions.intervals import FINE
from orchestration.extract.meetings.occasions.page import Occasion, Page
from orchestration.extract.meetings.parties.members import Member, same_party
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT
from orchestration.extract.places import Place, location_id

#: Posts that are held in the capital, where they do not end in the same words as a minister's.
_CENTRAL = frozenset(
    {"president", "prime_minister", "vice_president", "foreign_secretary", "mfa_department_head", "defence_secretary",
     "presidential_aide", "national_security_adviser", "security_council_secretary", "lower_house_speaker",
     "upper_house_speaker"}
)  # fmt: skip
_REGIONAL = frozenset({"chief_minister", "governor", "mayor"})  # posts that are held somewhere in the country
_CALLED_ON = frozenset(
    {"object", "by", "instrumental", "at_home_of", "to"}
)  # markers of whom guests call on, or are received by
_AT_HOME = frozenset({"vice_president", "party_leader"})  # posts of those on whom foreign guests call, too


def settle_from_host(occasion: Occasion, page: Page) -> None:
    """The capital of the leader who was called on, of the minister who received, or of those whom an ambassador saw."""
    place = occasion.place
    if occasion.type in REMOTE_TYPES or (place is not None and place.city is not None) or occasion.edition is not None:
        return
    if occasion.status is MeetingStatus.CANCELLED or not page.pair.are_alone(occasion.members):
        return
    if any(t.candidate.forum is not None and not t.candidate.forum.is_bilateral for t in occasion.told):
        return
    if place is None and _is_in_the_capital(occasion, page):
        _take_capital(occasion, page.reading.rules_at(occasion.first).home, page)
        return
    if place is not None:
        _take_capital(occasion, place.country_code if _is_among_central(occasion, place, page) else None, page)
        return
    told = _receiver(occasion, page)
    central = told if told is not None and _is_central(told, occasion, page) else None
    host = _leader_called_on(occasion, page) or central or _called_on(occasion)
    hosts = [host] if host is not None else _seen_by_envoy(occasion, page) or _heads_of_region(occasion, page)
    seat = _seat(hosts or [m for m in (told,) if m is not None], occasion, page)
    if seat is not None:
        occasion.place, occasion.place_basis = seat, LocationBasis.HOST
    elif hosts and all(_is_central(m, occasion, page) for m in hosts):
        _take_capital(occasion, hosts[0].party.country, page)
    elif hosts and all(m.party.is_individual for m in hosts):
        _take_country(occasion, hosts[0].party.country)


def _is_in_the_capital(occasion: Occasion, page: Page) -> bool:
    """Whether a passage says that it was "in the capital", and of no other country or region than where it is written:
    "राजधानी में X से मुलाकात की", not "रूस की राजधानी में"."""
    reading = page.reading
    told = [m for t in occasion.told for m in reading.within("m:in_capital", t.candidate.first, t.candidate.last)]
    of_others = (any(m.value[1] == "genitive" for m in reading.ending("m:marker", w.first)) for w in told)
    return bool(told) and not any(of_others)


def _is_among_central(occasion: Occasion, place: Place, page: Page) -> bool:
    """Whether guests saw one in his country, told by its name alone, whose post is held in the capital."""
    is_news = occasion.status is MeetingStatus.HELD and occasion.interval.start is None
    if page.reading.starting("region", place.first) or is_possessive(page.reading.tokens, place.last):
        return False  # "in Tatarstan", "in Russia's Far East"
    receiver = _receiver(occasion, page) if occasion.status is MeetingStatus.PLANNED else None
    is_due = receiver is not None and receiver.party.country == place.country_code
    is_due = is_due and not page.pair.meet_at_summits(occasion.members)  # who may sit in any city
    if occasion.type is MeetingType.VISIT or not (is_news or is_due or occasion.interval.precision in FINE):
        return False  # nor "in June": he may have toured
    return any(_is_central(m, occasion, page) for m in occasion.members if m.party.country == place.country_code)


def _take_capital(occasion: Occasion, country: str | None, page: Page) -> None:
    city = page.capitals.get(country or "")
    if country is not None and city is not None:
        occasion.place, occasion.place_basis = (
            Place(0, 0, location_id(country, city), country, city),
            LocationBasis.HOST,
        )


def _take_country(occasion: Occasion, country: str | None) -> None:
    if country is not None:
        occasion.place = Place(0, 0, location_id(country, None), country, None)
        occasion.place_basis = LocationBasis.HOST


def _roles(member: Member, occasion: Occasion, page: Page) -> set[str]:
    return page.posts_on(member.party, occasion.interval.start)


def _state_roles(member: Member, occasion: Occasion, page: Page) -> set[str]:
    """The posts of somebody, by his name where he has one: "the Lukoil president X" is told like a head of state."""
    person = member.party.person
    return page.tenures.roles(person.person_id, occasion.interval.start) if person else _roles(member, occasion, page)


def _seat(hosts: Sequence[Member], occasion: Occasion, page: Page) -> Place | None:
    """The city of their country that the words for their posts name: «мэр Казани», «ректор Томского университета»."""
    told = [m.party for t in occasion.told for m in t.candidate.members]
    posts = [p for p in told if p.is_individual and any(same_party(p, h.party) for h in hosts)]
    places = {p for post in posts for p in page.seats.within(post.first, post.last) if p.city is not None}
    cities = {p.city: p for p in places if p.country_code in {h.party.country for h in hosts}}
    seat = next(iter(cities.values()), None) if len(cities) == 1 else None
    return dataclasses.replace(seat, venue=None) if seat is not None else None


def _leader_called_on(occasion: Occasion, page: Page) -> Member | None:
    """The one who meets at summits, where nobody of the other side does."""
    leaders = [
        m
        for m in occasion.members
        if m.party.is_individual and page.pair.at_summits.get(m.party.country or "") in _state_roles(m, occasion, page)
    ]
    others = [m for m in occasion.members if m.party.person is not None and m not in leaders]
    if len({m.party.country for m in leaders}) != 1:
        return None
    guests = [m for m in others if m.party.country != leaders[0].party.country]
    at_home = page.pair.leaders | _AT_HOME
    return leaders[0] if guests and not any(_roles(m, occasion, page) & at_home for m in guests) else None


def _receiver(occasion: Occasion, page: Page) -> Member | None:
    """Who is told to have received or hosted the others."""
    for candidate in (t.candidate for t in occasion.told if t.candidate.trigger.host and len(t.candidate.members) > 1):
        by = [m for m in candidate.members if m.party.marker == "by"]
        hosts = by or [m for m in candidate.members if m.party.marker in SUBJECT]
        if hosts and hosts[0].party.country in page.sides:
            return hosts[0]
    return None


def _called_on(occasion: Occasion) -> Member | None:
    """Whom a guest is told to have called on: "the speaker called on the Vice-President"."""
    for candidate in (t.candidate for t in occasion.told if t.candidate.trigger.audience):
        hosts = [m for m in candidate.members if m.party.marker in _CALLED_ON and m.party.is_individual]
        if not candidate.trigger.host and len(hosts) == 1 and candidate.status is MeetingStatus.HELD:
            return hosts[0]
    return None


def _is_central(member: Member, occasion: Occasion, page: Page) -> bool:
    """Whether his post is held in the capital: not "the trade minister of Tatarstan"."""
    return member.party.organisation not in page.regions and any(
        role in _CENTRAL or (role.endswith("_minister") and role != "chief_minister")
        for role in _roles(member, occasion, page)
    )


def _heads_of_region(occasion: Occasion, page: Page) -> list[Member]:
    """Whom a delegation saw that has nobody named, if his post is held somewhere in the country: he was at home."""
    hosts = [m for m in occasion.members if m.party.is_individual]
    guests = [m for m in occasion.members if m not in hosts]
    if any(m.party.kind != "delegation" for m in guests) or len({m.party.country for m in hosts}) != 1:
        return []
    regional = all(m.party.organisation in page.regions or _roles(m, occasion, page) & _REGIONAL for m in hosts)
    return hosts if regional and guests else []


def _seen_by_envoy(occasion: Occasion, page: Page) -> list[Member]:
    """Whom an ambassador saw in the country to which he is sent."""
    envoys = [m for m in occasion.members if _roles(m, occasion, page) & RESIDENT]
    others = [m for m in occasion.members if m not in envoys and m.party.country in page.sides]
    if len({m.party.country for m in envoys}) != 1:
        return []
    hosts = [m for m in others if m.party.country != envoys[0].party.country]
    return hosts if len(hosts) == len(others) else []
