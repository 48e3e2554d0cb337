"""The words of dates: the schema of seeds/language/<code>/dates.yaml, and the tables that the readers look up.

Knows no word of any language, and no grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from orchestration.extract.language import Schema
from orchestration.extract.lexicon import expand
from orchestration.extract.text import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from orchestration.contracts.codes import Language

Unit = Literal["minute", "hour", "day", "weekend", "week", "month", "quarter", "year"]
Origin = Literal["anchor", "context", "either"]
Part = Literal["early", "mid", "late", "half", "week1", "week2", "week3", "week4", "last_week"]
Relation = Literal["at", "since", "until", "before", "after", "lead"]


class NameForms(Schema):
    """Forms of a month or weekday: `abbreviations` count only beside a number or date, `weak` ones in a frame too."""

    words: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class SpanWords(Schema):
    """Seasons, quarters, halves: `months` months from `first_month`."""

    first_month: int = Field(ge=1, le=12)
    months: Literal[3, 6] = 3
    terms: list[str]


class RelativeWords(Schema):
    """Whole phrases such as "yesterday": `offset` units from `origin`; `unsigned`: the tense gives the sign."""

    unit: Unit
    offset: int
    origin: Origin = "anchor"
    part: Part | None = None
    unsigned: bool = False
    terms: list[str]


class ModifierWords(Schema):
    """ "last", "this", "next", "the same", before a unit, month, season or weekday."""

    offset: Literal[-1, 0, 1]
    origin: Origin = "anchor"
    terms: list[str]


class UnitWords(Schema):
    """`one`: forms for one such unit (they take modifiers); `many`: forms that only go with a count."""

    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()


class MarkerWords(Schema):
    """What makes a date of a count of units: "ago", "later"; with Hindi पहले and the like after, через before."""

    sign: Literal[-1, 1]
    origin: Origin = "anchor"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class AroundWords(Schema):
    """Phrases that stand directly before, or directly after, what they qualify."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class YearWords(Schema):
    """What makes a four-digit number a year; before one of `counted` it is a quantity."""

    words_before: list[str]
    words_after: list[str]
    frames_before: list[str]
    frames_after: list[str]
    weak_frames_after: tuple[str, ...] = ()  # not behind a name: "वर्ल्ड फूड इंडिया 2025 के अवसर पर"
    not_names: tuple[str, ...] = ()
    counted: list[str]


class DateRules(Schema):
    """seeds/language/<code>/dates.yaml."""

    months: dict[int, NameForms]
    weak_frames: list[str]
    weak_denied_by: list[str]
    weak_is_capitalised: bool
    day_follows_month: bool
    weekdays: dict[int, NameForms]
    weekday_frames: tuple[str, ...] = ()
    spans: list[SpanWords]
    span_frames: list[str]
    span_words_alone: tuple[str, ...] = ()
    relative: list[RelativeWords]
    modifiers: list[ModifierWords]
    units: dict[Unit, UnitWords]
    markers: list[MarkerWords]
    context_links: list[str]
    year_initials: dict[str, int] = Field(default_factory=dict)  # of "this year", by its offset: «с.г.»
    needs_pause: tuple[str, ...] = ()
    leads: tuple[MarkerWords, ...] = ()  # behind a count, in front of what is dated by it: "two days after X met Y"
    few: tuple[str, ...] = ()  # counts of days or weeks that tell no number: "a few days ago"
    counts_may_be_implicit: bool
    parts: dict[Part, AroundWords]
    cardinals: dict[float, list[str]]
    cardinals_are_days: bool
    ordinals: dict[int, list[str]]
    ordinal_suffixes: list[str]
    lone_day_suffixes: tuple[str, ...] = ()  # of them, those that make a number a day by themselves: «10-го»
    additions: dict[float, list[str]]
    and_a_half: list[str]
    day_words: AroundWords
    day_parts: tuple[str, ...] = ()  # before a day, with what ties it: "the evening of"
    and_words: list[str]
    to_words: list[str]
    between_words: list[str]
    moving: tuple[str, ...] = ()  # of what is put off: "from 1 to 24 May" behind them is an old and a new day
    glue: list[str]
    years: YearWords
    period_words: AroundWords
    relations: dict[Relation, AroundWords]
    durations: dict[int, list[str]]
    bare_hour_cues: list[str]
    count_may_follow: bool
    duration_denied: AroundWords
    not_dates: list[str]


class Name(NamedTuple):
    """A month or weekday: its number, and how much its form needs beside it."""

    number: int
    strength: Literal["word", "abbreviation", "weak"]
    language: Language


class Span(NamedTuple):
    """A season, quarter or half year."""

    first_month: int
    months: int
    stands_alone: bool


class Relative(NamedTuple):
    """See RelativeWords."""

    unit: Unit
    offset: int
    origin: Origin
    part: Part | None
    is_unsigned: bool


class Modifier(NamedTuple):
    """See ModifierWords."""

    offset: int
    origin: Origin


class UnitWord(NamedTuple):
    """A unit; `is_one`: the form takes modifiers."""

    unit: Unit
    is_one: bool
    language: Language


class PartWord(NamedTuple):
    """ "early", "mid", "end of"; `is_before`: it stands before what it qualifies."""

    part: Part
    is_before: bool


class Marker(NamedTuple):
    """See MarkerWords."""

    sign: int
    origin: Origin


def _phrases(terms: Iterable[str]) -> set[tuple[str, ...]]:
    return {sequence for term in terms for sequence in expand(term)}


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key_of(part) for word in words for part in word.split("|"))


class Vocabulary:
    """The small words around dates, of all languages, by key: they are looked up only beside a date."""

    def __init__(self, rules: Mapping[Language, DateRules]) -> None:
        """Brings the words of all languages together; their scripts keep them apart."""
        every = list(rules.values())
        self.cardinals = {k: n for r in every for n, ws in r.cardinals.items() for k in _keys(ws)}
        self.additions = {k: n for r in every for n, ws in r.additions.items() for k in _keys(ws)}
        self.ordinals = {k: n for r in every for n, ws in r.ordinals.items() for k in _keys(ws)}
        day_words = [(n, ws) for r in every for n, ws in r.ordinals.items()]
        for r in every:
            if r.cardinals_are_days:
                day_words += [(int(n), ws) for n, ws in r.cardinals.items() if n % 1 == 0]
        self.day_words = {k: n for n, ws in day_words for k in _keys(ws) if 1 <= n <= 31}
        self.tens = {k: int(n) for r in every for n, ws in r.cardinals.items() if n in (20, 30) for k in _keys(ws)}
        self.lone_day_suffixes = _keys(w for r in every for w in r.lone_day_suffixes)
        self.ordinal_suffixes = _keys(w for r in every for w in r.ordinal_suffixes)
        self.weak_frames = _keys(w for r in every for w in r.weak_frames)
        self.weak_denied_by = _keys(w for r in every for w in r.weak_denied_by)
        self.weekday_frames = _keys(w for r in every for w in r.weekday_frames)
        self.span_frames = _keys(w for r in every for w in r.span_frames)
        self.ands = _phrases(w for r in every for w in r.and_words)
        self.tos = _phrases(w for r in every for w in r.to_words)
        self.betweens = _keys(w for r in every for w in r.between_words)
        self.moving = _keys(w for r in every for w in r.moving)
        self.glue = _keys(w for r in every for w in r.glue)
        self.year_initials = {tuple(w): n for r in every for w, n in r.year_initials.items()}
        self.context_links = _keys(w for r in every for w in r.context_links)
        self.few = _phrases(w for r in every for w in r.few)
        self.halves = _phrases(w for r in every for w in r.and_a_half)
        self.day_before = _phrases(w for r in every for w in r.day_words.before)
        self.day_parts = _phrases(w for r in every for w in r.day_parts)
        self.year_before = _keys(w for r in every for w in r.years.words_before)
        self.year_after = _keys(w for r in every for w in r.years.words_after)
        self.year_frames_before = _keys(w for r in every for w in r.years.frames_before)
        self.year_frames_after = _keys(w for r in every for w in r.years.frames_after)
        self.year_weak_frames_after = _keys(w for r in every for w in r.years.weak_frames_after)
        self.not_names = _keys(w for r in every for w in r.years.not_names)
        self.needs_pause = _keys(w for r in every for w in r.needs_pause)
        self.counted = _keys(w for r in every for w in r.years.counted)
        self.period_after = _phrases(w for r in every for w in r.period_words.after)
        self.bare_hour_cues = _keys(w for r in every for w in r.bare_hour_cues)
        self.denied_before = _keys(w for r in every for w in r.duration_denied.before)
        self.denied_after = _phrases(w for r in every for w in r.duration_denied.after)
        self.capitalised = {lang for lang, r in rules.items() if r.weak_is_capitalised}
        self.day_follows = {lang for lang, r in rules.items() if r.day_follows_month}
        self.implicit_counts = {lang for lang, r in rules.items() if r.counts_may_be_implicit}
        self.count_follows = {lang for lang, r in rules.items() if r.count_may_follow}
        self.markers_before: dict[tuple[str, ...], Marker] = {}
        self.markers_after: dict[tuple[str, ...], Marker] = {}
        self.leads = {p: m.sign for r in every for m in r.leads for p in _phrases(m.after)}
        self.relations_before: dict[tuple[str, ...], Relation] = {}
        self.relations_after: dict[tuple[str, ...], Relation] = {}
        for r in every:
            for marker in r.markers:
                value = Marker(marker.sign, marker.origin)
                self.markers_before |= dict.fromkeys(_phrases(marker.before), value)
                self.markers_after |= dict.fromkeys(_phrases(marker.after), value)
            for relation, words in r.relations.items():
                self.relations_before |= dict.fromkeys(_phrases(words.before), relation)
                self.relations_after |= dict.fromkeys(_phrases(words.after), relation)


def heads(language: Language, rules: DateRules) -> Iterator[tuple[str, object, Iterable[str]]]:
    """Kind, value and terms of the words that a lexicon finds."""
    for kind, names in (("month", rules.months), ("weekday", rules.weekdays)):
        for number, forms in names.items():
            yield kind, Name(number, "word", language), forms.words
            yield kind, Name(number, "abbreviation", language), forms.abbreviations
            yield kind, Name(number, "weak", language), forms.weak
    alone = _phrases(rules.span_words_alone)
    for span in rules.spans:
        for term in span.terms:
            stands_alone = span.months == 6 or all(s in alone or len(s) > 1 for s in expand(term))
            for words in expand(term):
                value = Span(span.first_month, span.months, stands_alone or words in alone)
                yield "span", value, [" ".join(words)]
    for relative in rules.relative:
        r = relative
        yield "relative", Relative(r.unit, r.offset, r.origin, r.part, r.unsigned), r.terms
    for modifier in rules.modifiers:
        yield "modifier", Modifier(modifier.offset, modifier.origin), modifier.terms
    for unit, unit_words in rules.units.items():
        yield "unit", UnitWord(unit, True, language), unit_words.one
        yield "unit", UnitWord(unit, False, language), unit_words.many
    for part, part_words in rules.parts.items():
        yield "part", PartWord(part, True), part_words.before
        yield "part", PartWord(part, False), part_words.after
    yield "day_word", None, rules.day_words.after
    for minutes, terms in rules.durations.items():
        yield "duration", minutes, terms
    yield "none", None, rules.not_dates
