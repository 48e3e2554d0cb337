"""Places with their dates where one verb lists several: "met in Kazan in October and in Rio in November".

Not here: days that are listed without places (`listing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.locating import is_located
from orchestration.extract.meetings.occasions.page import BESIDE, Page
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_SIGNS = frozenset(",;:")
_BRACKETED = frozenset("(;")  # signs before a day and its city that are told in brackets
_FORUM = 10  # tokens of the name of a forum before its city
_RUN = 12  # tokens over which cities are told together
_WITHOUT_VERB = 3  # words beside a date and a city that are no more than "and in … in"


def stops_of(page: Page, candidate: Candidate, place: Place | None) -> list[tuple[Place | None, DateExpression]]:
    """Places with their dates where one verb lists several: "met in Kazan in October and in Rio in November"."""
    held = candidate.status is MeetingStatus.HELD and candidate.type not in REMOTE_TYPES
    if not held or candidate.trigger.summit or not candidate.members:
        return []
    reading = page.reading
    end = _end_of_list(reading, candidate)
    dates = [e for e in page.expressions.within(candidate.first, end) if e.relation == "at" and e.kind != "period"]
    cities = page.places.within(candidate.first, end)
    glossed = _in_brackets(reading, cities, dates)
    if len(glossed) > 1:
        return glossed
    if place is None:
        return []
    nearest = _dates_of_cities(page, cities, dates) | _dates_of_members(reading, cities, dates, candidate, end)
    chain: list[tuple[Place, DateExpression]] = []
    for city in cities:
        near = nearest.get(city.first, [])
        joined = _city_before(reading, cities, city)
        if city.city is None or not near or not (city.venue or joined is not None or is_located(reading, city)):
            continue
        if chain and not _continues(page, chain[-1], city, near[0]):
            if any(stop is place for stop, _ in chain):
                break
            chain = []
        chain.append((city, near[0]))
    if len(chain) == 1 and (first := _city_before(reading, cities, chain[0][0])) is not None:
        chain = [(first, chain[0][1]), *chain]  # "at their talks in Moscow and Kazan last year"
    return list(chain) if len(chain) > 1 and any(stop is place for stop, _ in chain) else []


def main_stop(page: Page, place: Place) -> Place:
    """A place, or the capital, if that is told together with it: "will visit Mumbai and New Delhi"."""
    sentence = page.reading.tokens[place.first].sentence
    run = [place]
    for other in page.places.within(place.last, place.last + _RUN):
        if page.reading.tokens[other.first].sentence != sentence or not _is_joined(page.reading, run[-1], other):
            break
        run.append(other)
    capital = page.capitals.get(place.country_code)
    return next((stop for stop in run if stop.city is not None and stop.city == capital), place)


def _is_joined(reading: Reading, place: Place, other: Place) -> bool:
    """Whether nothing but "and" or a comma stands between two cities of one country."""
    words = (place.last, other.first)
    joint = reading.has_comma(*words) or bool(reading.within("m:conjunctions", *words))
    cities = place.city is not None and other.city is not None and place.country_code == other.country_code
    return cities and joint and words[1] - words[0] == 1


def _in_brackets(
    reading: Reading, cities: Sequence[Place], dates: Sequence[DateExpression]
) -> list[tuple[Place | None, DateExpression]]:
    """Cities with their dates tied by brackets: "in Delhi (1 March), Goa (4 May)", «(8 июля, Москва; …)»."""
    found: list[tuple[Place | None, DateExpression]] = []
    for city in (c for c in cities if c.city is not None):
        for date in dates:
            begin, end = min(city.last, date.last), max(city.first, date.first)
            between = "".join(t.text for t in reading.tokens[begin:end])
            listed = between == "," and reading.tokens[min(city.first, date.first) - 1].text in _BRACKETED
            if between == "(" or listed:
                found.append((city, date))
    return found


def _city_before(reading: Reading, cities: Sequence[Place], city: Place) -> Place | None:
    """The city to which another one is joined by one word alone."""
    for other in cities:
        joint = reading.within("m:conjunctions", other.last, city.first)
        if other.city is not None and joint and city.first - other.last == 1 and is_located(reading, other):
            return other
    return None


def _end_of_list(reading: Reading, candidate: Candidate) -> int:
    """Where the words of a verb end that it has left out: «встречались в мае в Рио, а в июне - в Казани»."""
    end = candidate.sentence.last
    rest = reading.within("m:trigger", candidate.last, end) or reading.within("m:relatives", candidate.last, end)
    cased = bool(reading.rules_at(candidate.match.first).case_endings)
    return end if cased and not rest and not reading.within("m:says", candidate.last, end) else candidate.last


def _dates_of_cities(
    page: Page, cities: Sequence[Place], dates: Sequence[DateExpression]
) -> dict[int, list[DateExpression]]:
    """The date told with each city of a list, by its first token: behind it, or before it where that fits more."""
    reading = page.reading
    after = bool(cities) and reading.rules_at(cities[0].first).marking == "after"
    if after:
        dates = [e for e in dates if e.unit != "year" or e.month is not None]  # "this year, in July in Moscow and …"
    behind = {c.first: [e for e in dates if 0 <= e.first - c.last <= BESIDE] for c in cities}
    before = {c.first: [e for e in dates if 0 <= _begin_with_forum(page, c) - e.last <= BESIDE - 1] for c in cities}
    if after and sum(map(bool, before.values())) >= sum(map(bool, behind.values())):
        return before  # "in July in Moscow and in October in Kazan"
    if not after:
        behind = {
            c.first: [e for e in behind[c.first] if not reading.within("m:conjunctions", c.last, e.first)]
            for c in cities
        }
        for city in cities:  # "in December in New Delhi, in May at St Petersburg"
            others = [behind[c.first] for c in cities if c is not city]
            own = any(e not in told for e in before[city.first] for told in others)
            if own and any(reading.has_comma(city.last, e.first) for e in behind[city.first]):
                behind[city.first] = []
    return {c.first: behind[c.first] or before[c.first] for c in cities}


def _begin_with_forum(page: Page, city: Place) -> int:
    """Where a city begins with the forum that was there, right before it: "on the sidelines of | the BRICS summit in |
    Kazan"; where that stands behind, the city itself."""
    reading, first = page.reading, city.first
    if reading.rules_at(first).marking == "after":
        return first
    forum = next((f for f in page.forums_told.within(first - _FORUM, first) if 0 <= first - f.last < BESIDE), None)
    if forum is None:
        return first
    begin = forum.first - bool(reading.ending("m:skip_before", forum.first))
    return min([begin, *(m.first for m in reading.ending("m:set_at", begin))])


def _dates_of_members(
    reading: Reading, cities: Sequence[Place], dates: Sequence[DateExpression], candidate: Candidate, last: int
) -> dict[int, list[DateExpression]]:
    """The date of each city that stands with one date between commas, beside the verb or without any: "in May they
    met in X, in June in Y"."""
    if reading.rules_at(candidate.first).marking == "after":
        return {}
    ends = [i for i in range(candidate.first, last) if reading.tokens[i].text in _SIGNS]
    found: dict[int, list[DateExpression]] = {}
    for begin, end in zip([candidate.first, *ends], [*ends, last], strict=True):
        told = [e for e in dates if begin <= e.first < end]
        there = [c for c in cities if begin <= c.first < end and c.city is not None]
        if len(told) == len(there) == 1:
            own = begin <= candidate.match.first < end
            if own or _words_beside(reading, begin, end, told[0], there[0]) <= _WITHOUT_VERB:
                found[there[0].first] = told
    return found if len(found) > 1 else {}


def _words_beside(reading: Reading, begin: int, end: int, date: DateExpression, city: Place) -> int:
    """Words of [begin, end) that are neither of a date nor of a city."""
    told = {*range(date.first, date.last), *range(city.first, city.last)}
    return sum(reading.tokens[i].kind == "word" for i in range(begin, end) if i not in told)


def _continues(page: Page, stop: tuple[Place, DateExpression], place: Place, date: DateExpression) -> bool:
    """Whether a further place is joined to a stop told before: "…, and then in Osaka"."""
    reading, end = page.reading, max(stop[0].last, stop[1].last)
    rules = reading.rules_at(place.first)
    begin_of_place = _begin_with_forum(page, place)
    head = date.first if end <= date.first < place.first else begin_of_place
    begin = max(end, head - (4 if rules.marking == "before" and not rules.case_endings else 8))
    joint = reading.has_comma(begin, place.first) or bool(reading.within("m:conjunctions", begin, place.first))
    return end < place.first and joint and not reading.within("m:trigger", end, begin_of_place)
