"""Of which country the body is that a title tells of, as places in its name or before it tell.

Not here: countries and institutions beside a title (`titles`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.extract.lexicon import Match, Matches
from orchestration.extract.text import Token

_NAME = 8  # tokens of a body's name and what ties it
_WORDS = 5  # and of one that begins with the place, before the post
_PLACES = ("country_adjective", "country", "city")


def home_in_name(
    tokens: Sequence[Token], matches: Matches, last: int, links: Collection[str], seats: Collection[str]
) -> str | None:
    """The country of the city or region after which the body is called whose name ends before token `last`: "Chennai
    Port Trust | chairman", "Goa tourism | director"; not where somebody held the post, "in Delhi deputy | director".

    links: words for "of"; seats: words for "in".
    """
    for i in range(last - 1, max(0, last - 1 - _WORDS), -1):
        word, before = tokens[i], tokens[i - 1]
        if word.kind != "word" or word.script != "latn" or word.key in links:
            return None
        places = [m for kind in ("city", "institution") for m in matches.ending(kind, i)]
        if places and before.sentence == word.sentence:
            place = min(places, key=lambda m: m.first)
            seated = place.first > 0 and tokens[place.first - 1].key in seats
            return None if seated else place.value[0]
        if not before.is_capitalised:
            return None
    return None


def home_of_body(
    tokens: Sequence[Token], matches: Matches, last: int, links: Collection[str], stops: Collection[str]
) -> tuple[int, str] | None:
    """The first token and the country of a body whose name ends before token `last`, where markers stand behind:
    «रूस के कज़ान विश्वविद्यालय | के कुलपति», «मॉस्को स्टेट यूनिवर्सिटी | के रेक्टर».

    links: words for "of"; stops: words that no name of a body has.
    """
    bodies = 0
    for i in range(last, max(0, last - _NAME), -1):
        places = [m for kind in _PLACES for m in matches.ending(kind, i)]
        if places and bodies:
            return _whole(tokens, matches, max(places, key=lambda m: m.last - m.first), links)
        token = tokens[i - 1]
        if (token.kind not in ("word", "number") and not token.is_hyphen) or token.key in stops:
            return None
        bodies += bool(matches.ending("body", i))
    return None


def _whole(tokens: Sequence[Token], matches: Matches, place: Match, links: Collection[str]) -> tuple[int, str]:
    """A place with the country that it is told to be of: «रूस के | कज़ान»."""
    country = str(place.value[0] if place.kind == "city" else place.value)
    before = matches.ending("country", place.first - 1) if place.first and tokens[place.first - 1].key in links else ()
    before = before or matches.ending("country_adjective", place.first)
    return (before[0].first if before and before[0].value == country else place.first), country
