"""Where those who took part are told to be, at a forum or in neither of the two countries: "X is in Bishkek for the SCO
summit".

Not here: trips to each other's country, which are contacts themselves (`travel`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from orchestration.contracts.codes import REMOTE_TYPES, LocationBasis, MeetingStatus
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.contacts.locating import is_located, trip_to
from orchestration.extract.meetings.occasions.intervals import overlap
from orchestration.extract.meetings.occasions.page import LEAD, Occasion, Page, is_news
from orchestration.extract.meetings.occasions.placing import is_arrived_at
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.meetings.parties.parties import SUBJECT_OR_SPEAKER, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place, location_id

_TO_CITY = 2  # tokens from words of welcome to the city
_STAY = dt.timedelta(days=3)  # from the report to a plan for the same stay
_APART = ("m:clause_breaks", "m:says", "m:contents")  # words behind which a place is another's
_THERE = SUBJECT_OR_SPEAKER | {"led"}  # markers of who is at a forum, or leads those who are
_OTHER_TIMES = ("m:earlier", "m:previous", "m:later")


def settle_from_stay(occasion: Occasion, page: Page) -> None:
    """The only city of a third country where somebody who took part is told to be, near what tells of the occasion, or
    the port of those who came by ship."""
    told = occasion.place
    known = told is not None and (told.city is not None or told.country_code in page.sides)
    soon, ahead = _is_of_these_days(occasion, page), occasion.status is MeetingStatus.PLANNED
    if known or occasion.type in REMOTE_TYPES or not (soon or ahead):
        return
    if soon and told is None and (place := _harbour(occasion, page) or _place_behind(occasion, page)) is not None:
        occasion.place, occasion.place_basis = place, LocationBasis.CONTEXT
        return
    if soon and told is None and (attended := _forum_attended(occasion, page)) is not None:
        occasion.place, occasion.place_basis = attended, LocationBasis.FORUM
        return
    numbers = sorted({t.candidate.sentence.number for t in occasion.evidence})
    near = {n for number in numbers for n in range(number - LEAD, number + LEAD + 1)}
    if told is None:
        places = _places_near(near, occasion, page, soon=soon)
    else:
        places = _cities_of(told, near, page) if soon else []
    cities = {p.location_id: p for p in places}
    if len(cities) == 1:
        occasion.place, occasion.place_basis = next(iter(cities.values())), LocationBasis.CONTEXT


def _harbour(occasion: Occasion, page: Page) -> Place | None:
    """The only city of the two countries into which the head of the text says that a ship came, where what follows was:
    «МОСКВА, 5 мая. Отряд кораблей зашел во Владивосток»."""
    number = min(t.candidate.sentence.number for t in occasion.told)
    cities: dict[str, Place] = {}
    for sentence in page.sentences[: min(number, LEAD + 1)]:
        calls = page.reading.within("m:port_calls", sentence.first, sentence.last)
        for place in page.places.within(calls[0].first, sentence.last) if calls else ():
            if place.city is not None and place.country_code in page.sides and is_located(page.reading, place):
                cities[place.location_id] = place
    return next(iter(cities.values())) if len(cities) == 1 else None


def _place_behind(occasion: Occasion, page: Page) -> Place | None:
    """The only city in which talks told right behind it were, or to which guests are made welcome: «После переговоров в
    Калуге посол осмотрел музей», «Добро пожаловать в Калугу!»."""
    reading, number = page.reading, max(t.candidate.sentence.number for t in occasion.told)
    cities: dict[str, Place] = {}
    for sentence in page.sentences[number : number + LEAD + 1]:
        words = (sentence.first, sentence.last)
        talks = [m for m in reading.within("m:trigger", *words) if _is_setting(reading, m)]
        for match in (*reading.within("m:welcomes", *words), *talks):
            place = next(iter(page.places.within(match.last, match.last + _TO_CITY)), None)
            if place is not None and place.city is not None and place.country_code in page.sides:
                cities[place.location_id] = place
    return next(iter(cities.values())) if len(cities) == 1 else None


def _is_setting(reading: Reading, match: Match) -> bool:
    """Whether talks are told as what something was after or during, where cases tell."""
    noun = reading.trigger_of(match).part == "noun" and bool(reading.rules_at(match.first).case_endings)
    return noun and is_told_behind(reading, match, "m:behind", "m:settings")


def _forum_attended(occasion: Occasion, page: Page) -> Place | None:
    """The city of the forum at which somebody of the occasion is told, not long before it, to be on its day: «Х
    участвует в ПМЭФ. Губернатор встретился с Y»."""
    begin, day = min(t.candidate.sentence.number for t in occasion.told), occasion.interval.start
    cities: dict[str, Place] = {}
    for sentence in page.sentences[max(0, begin - LEAD) : begin]:
        words = (sentence.first, sentence.last)
        there = any(includes(occasion.members, p) for p in page.parties.within(*words) if p.marker in _THERE)
        for forum in page.forums_told.within(*words) if there and _is_of_now(page, words) else ():
            inside = any(page.reading.ending("m:place_in", forum.first - i) for i in (0, 1))
            edition = page.forums.edition(forum, occasion.interval, page.anchor, None)
            if edition is None or forum.is_bilateral or not inside or day is None:
                continue
            if edition.city and edition.country_code and edition.start <= day <= edition.end:
                where = location_id(edition.country_code, edition.city)
                cities[where] = Place(0, 0, where, edition.country_code, edition.city)
    return next(iter(cities.values())) if len(cities) == 1 else None


def _is_of_these_days(occasion: Occasion, page: Page) -> bool:
    start, day = occasion.interval.start, page.anchor.day
    if occasion.status is MeetingStatus.HELD:
        return is_news(occasion, page.anchor) and not all(t.candidate.back for t in occasion.told)
    ahead = start is not None and day is not None and start - day <= _STAY
    return ahead and occasion.status is MeetingStatus.PLANNED


def _places_near(numbers: Collection[int], occasion: Occasion, page: Page, *, soon: bool) -> list[Place]:
    sentences = [page.sentences[n] for n in sorted(numbers) if 0 <= n < len(page.sentences)]
    return [place for sentence in sentences for place in _stays_in(sentence, occasion, page, soon=soon)]


def _cities_of(country: Place, numbers: Collection[int], page: Page) -> list[Place]:
    """The cities in which something is told to have been, of the country in which the occasion was: "X met Y in China.
    The summit opened in Tianjin"."""
    sentences = [page.sentences[n] for n in sorted(numbers) if 0 <= n < len(page.sentences)]
    places = (p for s in sentences for p in page.places.within(s.first, s.last))
    there = [p for p in places if p.city is not None and p.country_code == country.country_code]
    return [p for p in there if is_located(page.reading, p)]


def _stays_in(sentence: Sentence, occasion: Occasion, page: Page, *, soon: bool) -> list[Place]:
    """The cities of third countries where a sentence says somebody of the occasion is, or will be on its days. soon:
    whether it is of the days of the report."""
    words = (sentence.first, sentence.last)
    abroad = [p for p in page.places.within(*words) if p.city is not None and p.country_code not in page.sides]
    if not abroad or not ((soon and _is_of_now(page, words)) or _is_on_planned_trip(occasion, page, words)):
        return []
    here = [p for p in page.parties.within(*words) if p.marker in SUBJECT_OR_SPEAKER and includes(occasion.members, p)]
    return [place for place in abroad if any(_is_there(page.reading, party, place) for party in here)]


def _is_on_planned_trip(occasion: Occasion, page: Page, words: tuple[int, int]) -> bool:
    """Whether a plan is of the days of a trip that a sentence tells of: "X will visit Tashkent from 23 to 25 August. He
    will meet Y"."""
    if occasion.status is not MeetingStatus.PLANNED or occasion.interval.start is None:
        return False
    days = [page.dates.resolve(e, page.anchor, None, "future") for e in page.expressions.within(*words)]
    return any(d.start is not None and overlap(d, occasion.interval) for d in days)


def _is_of_now(page: Page, words: tuple[int, int]) -> bool:
    """Whether a sentence neither tells of a plan nor of other days than those of the report."""
    reading, anchor = page.reading, page.anchor
    if reading.has("m:cue", "planned", *words):
        return False
    days = [page.dates.resolve(e, anchor, None, "past") for e in page.expressions.within(*words)]
    if not days and any(reading.within(kind, *words) for kind in _OTHER_TIMES):
        return False
    return all(_is_near(interval, anchor) for interval in days)


def _is_near(interval: Interval, anchor: Anchor) -> bool:
    if anchor.day is None or interval.start is None or interval.end is None:
        return anchor.day is None or interval.start is None
    return interval.start - _STAY <= anchor.day <= interval.end + _STAY


def _is_there(reading: Reading, party: Party, place: Place) -> bool:
    """Whether nothing that could be another's stands between somebody and where he is."""
    between = sorted((party.last, place.first)) if party.first < place.first else [place.last, party.first]
    relative = {m.last for i in (0, 1) for m in reading.starting("m:relatives", party.last + i)}  # "X, who is in Y"
    if any(m.last not in relative for kind in _APART for m in reading.within(kind, *between)):
        return False
    triggers = (reading.trigger_of(m) for m in reading.within("m:trigger", *between))
    if any(t.is_of_talking for t in triggers):
        return False  # "X discussed how things are in Y"
    return is_located(reading, place) or is_arrived_at(reading, place) or trip_to(reading, place) is not None
