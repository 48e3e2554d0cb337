"""Whether a place's name says where something was: by the words beside it.

Which of several places is a contact's is decided in `placing`.
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_possessive
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place
from orchestration.extract.text import QUOTES

_AROUND = frozenset(",(")  # signs around a city that stands by itself
_TURNS = 4  # tokens from a city to "by turns", with another city between
_MATTER = 7  # words from a verb of talking to a matter, and from that to where it is
_DAY = 2  # tokens from a place to the day behind it, with which it is of the talks: "discussed oil in Delhi on Friday"
_SET = ("m:place_in", "m:settings", "m:set_at")  # words of where talks were, behind their verb
_GLOSS = 8  # tokens of a note in brackets, such as the name in other letters: «मॉस्को (Moscow) में»


def is_located(reading: Reading, place: Place) -> bool:
    if is_adjective(reading, place):
        return True
    around = reading.within("topic", max(0, place.first - 6), place.last + 6)
    covered = [m for m in around if m.first < place.first and place.last <= m.last]
    if place.city is None and covered:
        return False  # "the situation in Ukraine" is a subject
    if _is_one_of_several(reading, place) if place.city is not None else _is_one_of_two(reading, place):
        return False
    rules = reading.rules_at(place.last - 1)
    if rules.marking == "after":
        end = reading.behind_note(place.last, _GLOSS)
        if reading.starting("m:place_in", end) or reading.ending("m:place_in", place.last):
            return True  # the word may be part of the place's name, where that alone has another sense
        if reading.tokens[place.first - 1].kind == "newline" and _is_stamped(reading, place):
            return True
        of = reading.starting("m:place_of", end)  # "in the palace of St Petersburg"
        inside = reading.within("m:place_in", of[0].last + 1, of[0].last + 5) if of else []
        return any(not reading.ending("m:place_from", m.first) and not _is_owned(reading, of[0], m) for m in inside)
    owned = place.last < len(reading.tokens) and is_possessive(reading.tokens, place.last)
    if owned and reading.starting("m:initiatives", place.last + 1):
        return False  # "at Russia's initiative"
    i = _begin_with_attributes(reading, place)
    if _is_situation(reading, i) if place.city is None else reading.ending("m:situations", i - 1):
        return False
    if _is_of_matter(reading, i) and not reading.within("date", place.last, place.last + _DAY):
        return False
    said = [m for kind in ("m:place_in", "m:place_to") for m in reading.starting(kind, place.first)]
    own = [m for m in said if i == place.first and m.last < place.last]  # the venue is called "to the Kremlin"
    spoken = reading.ending("m:capitals_say", i)  # "drew criticism from Kyiv"
    if own or _is_stamped(reading, place) or house_in(reading, place) is not None:
        return True
    return bool(reading.ending("m:place_in", i)) and not spoken


def trip_to(reading: Reading, place: Place) -> Match | None:
    """The word of a journey right beside the place to which it goes: "flew to Astana", "अस्ताना की यात्रा"."""
    if _is_one_of_two(reading, place):
        return None
    if reading.rules_at(place.last - 1).marking == "after":
        behind = {place.last, *(m.last for m in reading.starting("m:place_to", place.last))}
        words = (m for i in sorted(behind) for m in reading.starting("m:trigger", i))
    else:
        before = {place.first, *(m.first for m in reading.ending("m:place_to", place.first))}
        words = (m for i in sorted(before) for m in reading.ending("m:trigger", i))
    return next((m for m in words if reading.is_trip(m) and not reading.trigger_of(m).festive), None)


def is_adjective(reading: Reading, place: Place) -> bool:
    """Whether a city is told by its adjective alone: «делийский» of talks, not «Томский университет»."""
    return any(m.last == place.last for m in reading.starting("m:city_adjective", place.first))


def house_in(reading: Reading, place: Place) -> Match | None:
    """The "in" before the body of a city or region in whose house something was: «в мэрии Казани», «в правительстве
    Амурской области», but not «в посольстве Индии»."""
    if place.city is None and reading.starting("country", place.first):
        return None
    return next((m for body in reading.ending("m:houses", place.first) for m in _in_house(reading, body)), None)


def _in_house(reading: Reading, body: Match) -> list[Match]:
    """The "in" right before a body, or before a word of what it is: «в областной администрации»."""
    described = body.first - 1 if body.first and reading.tokens[body.first - 1].kind == "word" else body.first
    return [*reading.ending("m:place_in", body.first), *reading.ending("m:place_in", described)]


def _begin_with_attributes(reading: Reading, place: Place) -> int:
    """Where a place begins with the words that say which one it is, behind "in"."""
    i, abbreviations = place.first, reading.rules_at(place.last - 1).abbreviation_keys
    while i > 0 and (reading.ending("country_adjective", i) or reading.ending("m:skip_before", i)):
        i -= 1  # «в китайском Тяньцзине»
    if place.city is not None and i > 1 and reading.tokens[i - 1].kind == "possessive":
        i = min([i, *(m.first for m in reading.ending("country", i - 1))])  # "in Russia's Sochi"
    while i > 1 and reading.tokens[i - 1].text == "." and reading.tokens[i - 2].key in abbreviations:
        i -= 2  # "in St. Petersburg", «в г. Казани»
    if i > 1 and place.city is not None:
        i = min([i, *(m.first for m in reading.ending("m:capitals", i - 1))])  # «в столице Татарстана Казани»
        if reading.ending("m:capitals", i):  # "in the Gujarat capital Gandhinagar"
            i = min([i, *(m.first for kind in ("region", "country") for m in reading.ending(kind, i - 1))])
    return i


def _is_stamped(reading: Reading, place: Place) -> bool:
    """Whether a city stands by itself before a date: "remarks following talks with X, Moscow, October 31, 2017", or at
    the head of a line: "समरकंद, सितंबर 2022: …"."""
    tokens, i = reading.tokens, place.last + 1
    if place.city is None or place.first == 0 or i >= len(tokens):
        return False
    before = tokens[place.first - 1]
    if (before.kind != "newline" and before.text not in _AROUND) or tokens[place.last].text not in _AROUND:
        return False
    return bool(reading.starting("date", i + (tokens[i].kind == "number")))


def _is_one_of_two(reading: Reading, place: Place) -> bool:
    """Whether a country's name only says between whom something is: "at the India-Russia summit"."""
    hyphen = place.last < len(reading.tokens) and reading.tokens[place.last].is_hyphen
    return hyphen and bool(reading.starting("country", place.last + 1))


def _is_one_of_several(reading: Reading, place: Place) -> bool:
    """Whether a city only takes its turn: "meets by turns in Moscow and New Delhi"."""
    turns = reading.within("m:by_turns", max(0, place.first - _TURNS), place.last + _TURNS)
    return any(reading.tokens[m.first].sentence == reading.tokens[place.first].sentence for m in turns)


def _is_owned(reading: Reading, of: Match, within: Match) -> bool:
    """Whether "in" is that of a contact of somebody from there: "रूस के मिखाइल मुराश्को की बैठक में"."""
    return bool(reading.within("m:trigger", of.last, within.first))


def _is_situation(reading: Reading, i: int) -> bool:
    """Whether the words before a country make it a subject: "the situation in Syria and in Libya"."""
    sentence = reading.tokens[i - 1].sentence
    nouns = reading.within("m:situations", max(0, i - 12), i)
    nouns = [m for m in nouns if reading.tokens[m.first].sentence == sentence]
    return bool(nouns) and not reading.within("m:trigger", nouns[-1].last, i)


def _is_of_matter(reading: Reading, i: int) -> bool:
    """Whether the words before "in" are a thing of its own place that is spoken of: «обсудили строительство АЭС в
    Руппуре», "discussed the attack in Pahalgam", but not «обсудили на форуме в Казани»."""
    tokens, ties = reading.tokens, reading.ending("m:place_in", i)
    end = ties[0].first if ties else i
    nouns = reading.within("m:local_matters", max(0, end - _MATTER), end)
    begin = nouns[0].first if nouns else 0
    before = (max(0, begin - _MATTER), begin)
    spoken = [m for m in reading.within("m:trigger", *before) if reading.trigger_of(m).is_of_talking]
    spoken += reading.within("m:about", *before)
    if not spoken or tokens[spoken[-1].first].sentence != tokens[end - 1].sentence:
        return False
    first = reading.within("m:local_matters", spoken[-1].last, end)[0]
    words = tokens[spoken[-1].last : end]
    plain = all(t.kind in ("word", "number") or t.is_hyphen or t.text in QUOTES for t in words)
    apart = ((spoken[-1].last, first.first), (nouns[-1].last, end))
    return plain and not any(reading.within(kind, *span) for kind in _SET for span in apart)
