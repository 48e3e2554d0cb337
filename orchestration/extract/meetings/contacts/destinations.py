"""Where a trip goes: the place that its words tell, a celebration abroad, else the other country.

Not here: who travels (`travel`).
"""

from __future__ import annotations

import dataclasses

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.clauses import Contact
from orchestration.extract.meetings.contacts.locating import is_located
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.contacts.trips import is_awaited, is_trip_near, owner_of_trip
from orchestration.extract.meetings.parties.members import same_party
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT, Group
from orchestration.extract.places import Place, location_id

_BESIDE = 4  # tokens between a celebration and its country
_TOLD = 40  # tokens from "this country" back to its name
_GOAL = 9  # tokens from a journey to where it goes
_TO = 3  # tokens from a trip to the place behind "to"
_AGO = 2  # sentences from a trip told to one to the same celebration
_HERE = 2  # tokens from a journey to "here"
_WHOSE = frozenset({"genitive", "by", "led"})  # markers of those whose visit it is
_GOES = SUBJECT | {"genitive"}  # markers of who goes


def destination_within(contact: Contact, first: int, last: int) -> Place | None:
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
        is_before = place.last <= match.first
        gap = match.first - place.last if is_before else abs(place.first - _behind_owners(contact, place, end))
        if contact.rules.marking == "after" and place.first >= match.last and not _is_inverted(contact, place):
            continue
        if contact.is_cased and not _is_goal(contact, place):
            continue  # «визит президента России в Индию»
        beside = match.first - place.last <= 1 and not contact.trigger.partners  # "his Moscow trip"; "Moscow sends"
        if contact.rules.marking == "before" and place.last <= match.first and not beside:
            if not _is_goal(contact, place):
                continue  # "with Kudankulam and the minister's trip on the table"
        if _is_of_next_stop(contact, place):
            continue
        if gap < distance:
            best, distance = place, gap
    return best if best is not None and best.country_code in sides.codes else None


def _is_of_next_stop(contact: Contact, place: Place) -> bool:
    """Whether a further verb for a visit stands before a place: "will meet him on his visit and tour a plant in X"."""
    reading, end = contact.reading, contact.match.last
    tours = reading.within("m:tours", end, place.first)
    return bool(tours) and bool(reading.within("m:conjunctions", end, tours[0].first))


def goes_to_third(contact: Contact) -> bool:
    """Whether a third country stands right before a trip, where the language has it there: "told Y of his Ukraine
    trip", "अपनी यूक्रेन की यात्रा के बारे में"."""
    first, codes = contact.match.first, contact.clause.sides.codes
    reach = 1 if contact.rules.marking == "after" else 0
    before = contact.clause.places.within(contact.clause.first, first)
    near = (p for p in before if first - p.last <= reach)
    return not contact.is_cased and any(p.country_code not in codes for p in near)


def _behind_owners(contact: Contact, place: Place, end: int) -> int:
    """Where the words end that tell whose visit it is, where its goal stands behind them: "the visit of a parliamentary
    delegation led by X to …"; else `end`."""
    if contact.is_cased or not contact.reading.ending("m:place_to", place.first):
        return end
    inside = (g for g in contact.clause.groups if contact.match.last <= g.first and g.last <= place.first)
    return max([end, *(g.last - 1 for g in inside if g.marker in _WHOSE)])


def _is_start(contact: Contact, place: Place) -> bool:
    """Whether a place is where a traveller is from, where words for that stand behind: «मॉस्को से आए»."""
    return bool(contact.reading.starting("m:place_from", place.last))


def _is_inverted(contact: Contact, place: Place) -> bool:
    """Whether a headline sets the goal right behind the verb, which else comes last: «अगले महीने आएंगे भारत»."""
    return contact.clause.sentence.title and contact.trigger.weak and place.first == contact.match.last


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
    if not (contact.is_cased and contact.trigger.weak) or contact.trigger.partners:
        return False  # «Дели отправил в Москву министра»
    groups, match = contact.clause.own_groups, contact.match
    if any(g.first <= place.first < g.last for g in groups):
        return False
    ending = contact.reading.tokens[place.last - 1].key
    if ending.endswith(tuple(e.split(">")[-1] for e in contact.rules.case_endings["object"])):
        return True
    acts = any(g.marker == "agent" and g.first >= match.last for g in groups)
    return acts and contact.rules.cases.case_of(ending) == "agent"


def celebration_within(contact: Contact, first: int, last: int) -> Place | None:
    """The place within [first, last) where a celebration is: the city, else the country named beside it."""
    codes, reading = contact.clause.sides.codes, contact.reading
    places = [p for p in contact.clause.places.within(first, last) if p.country_code in codes]
    city = next((p for p in places if p.city is not None and is_located(reading, p)), None)
    beside = (p for m in contact.clause.within("m:festivities") for p in places if abs(m.first - p.last) <= _BESIDE)
    return city or next(beside, None)


def place_told_before(contact: Contact) -> Place | None:
    """Where a visit told before goes to: "has called off the trip"."""
    clause, first = contact.clause, contact.match.first
    near = [g for g in clause.groups if clause.sentence.first <= g.first < clause.last and g.marker != "speaker"]
    visitor = next((p for g in near for p in g.parties if p.is_individual), None)
    if visitor is None:
        return None
    if _was_elsewhere(contact):
        return None
    told = (p for p in clause.places.before(first) if p.last <= first and p.country_code in clause.sides.codes)
    return next((p for p in told if p.country_code != visitor.country and p.venue is None), None)


def _was_elsewhere(contact: Contact) -> bool:
    """Whether the trip told last went to a third country: "X's visit to Kyiv … He briefed Y on the trip"."""
    clause, reading, first = contact.clause, contact.reading, contact.match.first
    trips = [m for m in reading.within("m:trigger", max(0, first - _TOLD), first) if reading.is_trip(m)]
    goals = clause.places.within(trips[-1].last, trips[-1].last + _TO) if trips else ()
    return any(p.country_code not in clause.sides.codes for p in goals[:1])


def other_country(contact: Contact) -> Place | None:
    """Where a dated visit of somebody of one side goes if nothing is said: "during X's visit last May"."""
    clause, match = contact.clause, contact.match
    codes = clause.sides.codes
    if (abroad := _that_country(contact)) is not None:
        return abroad
    whose = bool(contact.reading.starting("m:whose", match.last))
    behind = whose or is_awaited(contact)  # «ждут визита Х, который намечен на май»
    dated = bool(clause.dates.within(clause.first, clause.sentence.last)) if behind else clause.is_dated
    if contact.trigger.weak or not dated:
        return None
    owner = owner_of_trip(contact)
    if owner is None and whose:  # «ждет президента, визит которого намечен …»
        owner = next((g for g in reversed(clause.discourse.here) if g.last <= match.first), None)
    who = owner.parties[0] if owner is not None else None
    if who is None or not who.is_individual or who.country not in codes or who.role_id in RESIDENT:
        return None
    country = clause.sides.other(who.country)
    places = (p for p in clause.places.within(clause.first, clause.last) if not who.first <= p.first < who.last)
    if any(p.country_code != country for p in places):
        return None
    return country_at(match, country)


def _that_country(contact: Contact) -> Place | None:
    """Where "a visit to that country" of its subject goes."""
    clause, match = contact.clause, contact.match
    if contact.is_cased:
        return _country_told_last(contact)
    goes = contact.reading.within("m:that_country", match.last, match.last + _GOAL)
    subject = next((g for g in reversed(clause.groups) if g.last <= match.first and g.marker in _GOES), None)
    who = subject.parties[0] if goes and subject is not None else None
    if who is not None and who.kind == "narrator":
        who = clause.discourse.narrator  # "my visit to your country"
    if who is None or not who.is_individual or who.country not in clause.sides.codes:
        return None
    return country_at(match, clause.sides.other(who.country))


def _country_told_last(contact: Contact) -> Place | None:
    """The country of the two that was told last, where a journey goes to «эту страну»: «эту страну посетил Х»."""
    clause, reading, match = contact.clause, contact.reading, contact.match
    goes = reading.within("m:that_country", clause.first, min(clause.last, match.last + _GOAL))
    told = reading.within("country", max(0, goes[0].first - _TOLD), goes[0].first) if goes else []
    code = str(told[-1].value) if told else None
    return country_at(match, code) if code in clause.sides.codes else None


def home_of_speaker(contact: Contact) -> Place | None:
    """The country of who speaks, or of whom he speaks to, where a journey goes to "our country", «к вам»."""
    clause, match, sides = contact.clause, contact.match, contact.clause.sides
    near = max(clause.first, match.first - _GOAL), min(clause.last, match.last + _GOAL)
    ours, yours = (bool(contact.reading.within(kind, *near)) for kind in ("m:our_country", "m:your_country"))
    country = _country_of_speaker(contact)
    if ours is yours or country not in sides.codes:
        return None
    return country_at(match, country if ours else sides.other(country))


def _country_of_speaker(contact: Contact) -> str | None:
    """Whose "our" is: that of who is told to speak, else of the press in whose language it is that of one country."""
    discourse, narrator = contact.clause.discourse, contact.clause.discourse.narrator
    speaks = discourse.quoted is not None or discourse.is_speech or any(_says(g, contact) for g in discourse.here)
    speaks = speaks or is_quoted(contact.reading, contact.clause.sentence, contact.match.first, discourse)
    return narrator.country if narrator is not None and speaks else contact.rules.home


def _says(group: Group, contact: Contact) -> bool:
    """Whether somebody is told to speak, before what he says or behind."""
    return group.marker == "speaker" or bool(contact.reading.starting("m:says", group.last))


def goes_there(contact: Contact) -> Place | None:
    """Where the trip told just before goes, of whose traveller a clause says when he comes or was to: «Он должен был
    прибыть 4 октября»."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or not (contact.trigger.weak and clause.is_dated and is_trip_near(contact)):
        return None
    he = any(p.kind == "pronoun" for g in clause.own_groups if g.marker == "agent" for p in g.parties)
    subject = clause.discourse.subject
    goes = he and subject is not None and same_party(subject, trip.members[0].party)
    return trip.destination if goes and not clause.places.within(clause.first, clause.last) else None


def goes_too(contact: Contact) -> Place | None:
    """Where the trip told just before goes, of which another of the same side is told to be on one, or on none, too:
    "Modi will not go to Moscow, and Singh has cancelled his trip, too"; or on one to the same celebration: «На парад
    вместо него будет отправлен Х»."""
    clause, trip = contact.clause, contact.clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number > _AGO:
        return None
    visitor = trip.members[0].party
    others = [p for g in clause.own_groups for p in g.parties if p.is_individual and not same_party(p, visitor)]
    same_side = bool(others) and all(p.country == visitor.country for p in others)
    too = bool(clause.within("m:too")) and clause.sentence.number - trip.sentence.number <= 1
    told = trip.sentence.first, trip.sentence.last
    feast = bool(clause.within("m:festivities")) and bool(contact.reading.within("m:festivities", *told))
    return trip.destination if same_side and (too or feast) else None


def left_behind(contact: Contact) -> Place | None:
    """The other country than that which somebody is told to have come from: «मॉस्को से आए»."""
    clause, match = contact.clause, contact.match
    if not contact.reading.within("m:comes", match.first, match.last):
        return None
    starts = [p for p in clause.places.within(clause.first, match.first) if _is_start(contact, p)]
    if not starts or match.first - starts[-1].last > 1 or starts[-1].country_code not in clause.sides.codes:
        return None
    return country_at(match, clause.sides.other(starts[-1].country_code))


def come_here(contact: Contact) -> Place | None:
    """Where the report was filed, if somebody is told to have come "here"."""
    clause, match = contact.clause, contact.match
    here = contact.reading.within("m:here", max(clause.first, match.first - _HERE), match.last + _HERE)
    filed_from = clause.discourse.filed_from
    if not here or not contact.trigger.weak or filed_from is None or filed_from.country_code not in clause.sides.codes:
        return None
    return dataclasses.replace(filed_from, first=match.first, last=match.last)


def country_at(match: Match, country: str) -> Place:
    """A country as the place that words of travel stand for."""
    return Place(match.first, match.last, location_id(country, None), country, None)
