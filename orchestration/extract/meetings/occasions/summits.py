"""Which talks of the two leaders are a summit, though not called one: those on the days of a dated edition.

Also which leaders they were, by the days on which each led his country. Not here: talks told with the name of a forum,
which `candidates` and `settling` read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from orchestration.contracts.codes import DatePrecision, LocationBasis, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.forums import Edition
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import FINE
from orchestration.extract.meetings.occasions.page import Occasion, Page
from orchestration.extract.meetings.parties.members import Member, distinct, has_people, same_party
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.places import Place, location_id

_BEFORE = 30  # tokens before the sentence of a trip in which the summit that it is for may be told
#: Talks in a month that has an edition are that one; in a longer time the country must be told as well.
_KNOWN_BY_TIME = FINE | {DatePrecision.MONTH}
_TALKS = frozenset(
    {MeetingType.BILATERAL_MEETING, MeetingType.SUMMIT, MeetingType.INFORMAL_TALK, MeetingType.CONSULTATIONS}
)


def settle_summit(occasion: Occasion, page: Page) -> None:
    """Type and city of talks of the two leaders that were an edition of their summit."""
    if occasion.type is MeetingType.SUMMIT and _is_of_others(occasion, page):
        occasion.type = MeetingType.BILATERAL_MEETING  # "X and Y finalised the agenda of the summit"
    if occasion.type not in _TALKS or not _is_of_leaders(occasion, page):
        return
    if occasion.type is MeetingType.CONSULTATIONS:
        if any(_is_annual(t.candidate) for t in occasion.told):  # "co-chaired the annual summit"
            occasion.type = MeetingType.SUMMIT
            return
        if any(t.candidate.trigger.type is occasion.type or t.candidate.forum is not None for t in occasion.told):
            return
        occasion.type = MeetingType.BILATERAL_MEETING  # "Russia and India held talks", and then whose they were
    edition = _edition(occasion, page) if occasion.edition is None else None
    if edition is None:
        return
    if occasion.type is not MeetingType.INFORMAL_TALK:  # a dinner on the eve stays one
        occasion.type = MeetingType.SUMMIT
    if (occasion.place is None or occasion.place.city is None) and edition.city and edition.country_code:
        code, city = edition.country_code, edition.city
        occasion.place, occasion.place_basis = Place(0, 0, location_id(code, city), code, city), LocationBasis.FORUM


def leaders_of_the_time(occasion: Occasion, page: Page) -> None:
    """Leaders whom only the article around an occasion tells, but who led nothing on its days, give way to those who
    did, if the article names them; so do those of whom nothing but a post is told. So does a leader's trip to the other
    country get its host."""
    day = occasion.interval.start
    if day is not None:
        members = [(m, _at_the_time(m, day, page)) for m in occasion.members]
        occasion.members = distinct(m if party is m.party else Member(party, m.basis) for m, party in members if party)
    if occasion.type is MeetingType.VISIT and len(occasion.members) == 1:
        host = _host_of(occasion, day or page.anchor.start, page)
        occasion.members += [Member(host, ParticipantBasis.CONTEXT)] if host is not None else []


def lead_by_post(occasion: Occasion, page: Page) -> None:
    """Those who meet at summits, by their posts, where their yearly one is told without a name; whom the article names
    elsewhere by his name."""
    annual = any(_is_annual(t.candidate) for t in occasion.told)
    if occasion.type is MeetingType.SUMMIT and annual and not has_people(occasion.members):
        occasion.members = [_by_post(side, occasion, page) for side in page.pair.at_summits]


def _by_post(side: str, occasion: Occasion, page: Page) -> Member:
    """Who meets at summits for a side by his post; whom the article names elsewhere by his name."""
    named = _leader(side, occasion.interval.start or page.anchor.start, page)
    post = Party(0, 0, "role", country=side, role_id=page.pair.at_summits[side])
    return Member(named or post, ParticipantBasis.ROLE)


def _is_annual(candidate: Candidate) -> bool:
    return candidate.forum is not None and candidate.forum.kind == "annual_summit"


def _at_the_time(member: Member, day: dt.date, page: Page) -> Party | None:
    """Who a member must have been on a day: the one told, unless it is a leader told by post alone or by no words."""
    party = member.party
    if party.person is None:
        return party
    once = member.basis is ParticipantBasis.CONTEXT and page.tenures.ever(party.person.person_id) & page.pair.leaders
    if party.role_id not in page.pair.leaders and not (once and party.role_id is None):
        return _holder_then(party, day, page)
    held = page.tenures.roles(party.person.person_id, day)
    leader = _leader(party.country, day, page)
    by_post = party.kind == "role" and member.basis is not ParticipantBasis.COREFERENCE
    if by_post and party.role_id not in held:  # not "Putin as president came in 2007. He visited in 2010 as premier"
        same = leader is not None and party.role_id == page.pair.at_summits.get(party.country or "")
        return leader if same else dataclasses.replace(party, person=None)
    return party if member.basis is not ParticipantBasis.CONTEXT or page.pair.leaders & held else leader


def _holder_then(party: Party, day: dt.date, page: Page) -> Party:
    """Who held a post on a day that is told by no name: «министр обороны бывал там в 2018 году», who has another name
    since."""
    role, tenures = party.role_id, page.tenures
    if party.kind != "role" or party.person is None or role not in tenures.ever(party.person.person_id):
        return party
    named = (p for p in (party, *page.parties) if p.person is not None and p.country == party.country)
    holder = next((p for p in named if p.person and role in tenures.roles(p.person.person_id, day)), None)
    return holder or dataclasses.replace(party, person=None)


def _leader(country: str | None, day: dt.date | None, page: Page) -> Party | None:
    """Who of those named met at summits for a country on a day; None without a day: today's."""
    post = page.pair.at_summits.get(country or "")
    fitting = ((p, p.person.person_id) for p in page.leaders if p.person is not None and p.country == country)
    return next((p for p, identifier in fitting if post in page.tenures.roles(identifier, day)), None)


def _host_of(visit: Occasion, day: dt.date | None, page: Page) -> Party | None:
    """The leader whom another leader visits."""
    visitor = visit.members[0].party
    country = next((c for c in page.sides if c != visitor.country), None)
    goals = {t.candidate.destination.country_code for t in visit.told if t.candidate.destination is not None}
    travels = _leader(visitor.country, day, page) if goals == {country} else None
    return _leader(country, day, page) if travels is not None and same_party(travels, visitor) else None


def settle_summit_trip(occasion: Occasion, page: Page) -> None:
    """Type and host of a leader's planned trip to their summit: "has been invited for the annual summit"."""
    if occasion.type is not MeetingType.VISIT or occasion.status is not MeetingStatus.PLANNED:
        return
    if any(_goes_leader(t.candidate, page) and _names_summit(t.candidate, page) for t in occasion.told):
        occasion.type = MeetingType.SUMMIT
        there = {m.party.country for m in occasion.members}
        hosts = [side for side in page.pair.at_summits if side not in there]
        occasion.members += [_by_post(side, occasion, page) for side in hosts]


def _goes_leader(trip: Candidate, page: Page) -> bool:
    """Whether a trip is that of one who meets at summits, to the other country."""
    goal = trip.destination.country_code if trip.destination is not None else None
    return goal in page.sides and any(
        m.party.country not in (None, goal) and m.party.role_id == page.pair.at_summits.get(m.party.country or "")
        for m in trip.members
    )


def _names_summit(trip: Candidate, page: Page) -> bool:
    """Whether a trip is told with a summit that is not the one of a forum, or right behind one: "There was no summit
    last year. X is to come this year"."""
    sentence = trip.sentence
    triggers = page.reading.within("m:trigger", max(0, sentence.first - _BEFORE), sentence.last)
    summits = [m for m in triggers if page.reading.trigger_of(m).summit]
    return bool(summits) and not any(
        f.first < m.last + 2 and m.first - 2 < f.last
        for f in page.forums_told.within(max(0, sentence.first - _BEFORE), sentence.last)
        if not f.is_bilateral
        for m in summits
    )


def _is_of_leaders(occasion: Occasion, page: Page) -> bool:
    """Whether those who meet at summits were there, and nobody of a third country."""
    day = occasion.interval.start
    there = {
        m.party.country
        for m in occasion.members
        if page.pair.at_summits.get(m.party.country or "") in page.posts_on(m.party, day)
    }
    return there >= set(page.sides) and page.pair.are_alone(occasion.members)


def _is_of_others(occasion: Occasion, page: Page) -> bool:
    """Whether both sides are named, and on one of them nobody who leads his country."""
    day, leaders = occasion.interval.start, page.pair.leaders
    named = [m.party for m in occasion.members if m.party.person is not None and m.party.country in page.sides]
    led = {p.country for p in named if page.posts_on(p, day) & leaders}
    return {p.country for p in named} >= set(page.sides) and not led >= set(page.sides)


def _edition(occasion: Occasion, page: Page) -> Edition | None:
    """The only summit on the days of an occasion, unless they met in another country or on the margins of a forum."""
    days, place = occasion.interval, occasion.place
    if days.start is None or days.end is None:
        return None
    if any(t.candidate.forum is not None and not t.candidate.forum.is_bilateral for t in occasion.told):
        return None
    known = page.forums.summits_between(days.start, days.end)
    if len(known) != 1 or (place is not None and place.country_code != known[0].country_code):
        return None
    return known[0] if days.precision in _KNOWN_BY_TIME or place is not None else None
