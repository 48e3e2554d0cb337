"""Date expressions and durations in tokens, and what days they mean.

Here: the schema of seeds/language/<code>/dates.yaml, the finder that reads dates out of tokens, and `resolve`, which
turns one expression into an interval of days. Not here: when an article was written (`anchor`), or which date belongs
to which meeting. Knows no word of any language; the grammar of dates is shared by all.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from pydantic import Field

from orchestration.contracts.codes import DateBasis, DatePrecision, Language
from orchestration.extract.language import Schema
from orchestration.extract.lexicon import Lexicon, Match, expand
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.text import Token, key_of

Unit = Literal["minute", "hour", "day", "weekend", "week", "month", "quarter", "year"]
Origin = Literal["anchor", "context", "either"]
Part = Literal["early", "mid", "late"]
Relation = Literal["at", "since", "until", "before", "after"]
Tense = Literal["past", "future", "unknown"]
Kind = Literal["day", "month", "span", "year", "weekday", "relative", "day_of_month", "edition", "period"]


# --- dates.yaml -----------------------------------------------------------------------------------------------------


class NameForms(Schema):
    """Forms of a month or weekday: `abbreviations` count only beside a number or date, `weak` ones in a frame too."""

    words: list[str] = []
    abbreviations: list[str] = []
    weak: list[str] = []


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
    """"last", "this", "next", "the same", before a unit, month, season or weekday."""

    offset: Literal[-1, 0, 1]
    origin: Origin = "anchor"
    terms: list[str]


class UnitWords(Schema):
    """`one`: forms for one such unit (they take modifiers); `many`: forms that only go with a count."""

    one: list[str] = []
    many: list[str] = []


class MarkerWords(Schema):
    """What makes a date of a count of units: "ago", "later"; with Hindi पहले and the like after, через before."""

    sign: Literal[-1, 1]
    origin: Origin = "anchor"
    before: list[str] = []
    after: list[str] = []


class AroundWords(Schema):
    """Phrases that stand directly before, or directly after, what they qualify."""

    before: list[str] = []
    after: list[str] = []


class YearWords(Schema):
    """What makes a four-digit number a year; before one of `counted` it is a quantity."""

    words_before: list[str]
    words_after: list[str]
    frames_before: list[str]
    frames_after: list[str]
    weak_frames_after: list[str] = []  # not behind a name: "वर्ल्ड फूड इंडिया 2025 के अवसर पर"
    not_names: list[str] = []
    counted: list[str]


class DateRules(Schema):
    """seeds/language/<code>/dates.yaml."""

    months: dict[int, NameForms]
    weak_frames: list[str]
    weak_denied_by: list[str]
    weak_is_capitalised: bool
    day_follows_month: bool
    weekdays: dict[int, NameForms]
    weekday_frames: list[str] = []
    spans: list[SpanWords]
    span_frames: list[str]
    span_words_alone: list[str] = []
    relative: list[RelativeWords]
    modifiers: list[ModifierWords]
    units: dict[Unit, UnitWords]
    markers: list[MarkerWords]
    context_links: list[str]
    needs_pause: list[str] = []
    counts_may_be_implicit: bool
    parts: dict[Part, AroundWords]
    cardinals: dict[float, list[str]]
    cardinals_are_days: bool
    ordinals: dict[int, list[str]]
    ordinal_suffixes: list[str]
    additions: dict[float, list[str]]
    and_a_half: list[str]
    day_words: AroundWords
    and_words: list[str]
    to_words: list[str]
    between_words: list[str]
    glue: list[str]
    years: YearWords
    period_words: AroundWords
    relations: dict[Relation, AroundWords]
    durations: dict[int, list[str]]
    bare_hour_cues: list[str]
    count_may_follow: bool
    duration_denied: AroundWords
    not_dates: list[str]


# --- results --------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as told. Tokens [first, last).

    kind: what is told: `day` (day and month, perhaps a year and an end), `month`, `span` (season, quarter, half year),
    `year`, `weekday`, `relative` (so many units from today or from a date told before), `day_of_month` (the month told
    elsewhere), `edition` (the year in a name: "Vibrant Gujarat 2015"), `period` (decades, spans of years; never
    resolved).
    unit, offset, origin: of a relative expression; beside a month, season, weekday or day of month they tell its
    year, week or month ("in May last year"). modifier: -1 last, 0 this, 1 next, beside a month, season or weekday.
    relation: "since", "until" … told before or after it. is_publication_hint: "today, 5 May".
    is_swappable: numeric and read day first, but 07/08/2025 may be American.
    """

    first: int
    last: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    months: int = 3
    weekday: int | None = None
    unit: Unit | None = None
    offset: int = 0
    origin: Origin = "anchor"
    is_counted: bool = False
    is_unsigned: bool = False
    modifier: int | None = None
    part: Part | None = None
    relation: Relation = "at"
    is_publication_hint: bool = False
    is_swappable: bool = False


class Duration(NamedTuple):
    """How long something lasted, in minutes. Tokens [first, last)."""

    first: int
    last: int
    minutes: int


UNKNOWN = Interval(None, None, DatePrecision.UNKNOWN, DateBasis.NONE)


# --- finding --------------------------------------------------------------------------------------------------------


class _Name(NamedTuple):
    number: int
    strength: Literal["word", "abbreviation", "weak"]
    language: Language


class _Span(NamedTuple):
    first_month: int
    months: int
    stands_alone: bool


class _Relative(NamedTuple):
    unit: Unit
    offset: int
    origin: Origin
    part: Part | None
    is_unsigned: bool


class _Modifier(NamedTuple):
    offset: int
    origin: Origin


class _UnitWord(NamedTuple):
    unit: Unit
    is_one: bool
    language: Language


class _Part(NamedTuple):
    part: Part
    is_before: bool


class _Marker(NamedTuple):
    sign: int
    origin: Origin


class _Draft(NamedTuple):
    """An expression that is dropped unless a neighbour confirms it, if `is_weak`."""

    expression: DateExpression
    is_weak: bool = False


_EXPLICIT_YEARS = range(1900, 2100)
_BARE_YEARS = range(1947, 2036)
_LONGEST_LIST = 6


def _phrases(terms: Iterable[str]) -> set[tuple[str, ...]]:
    return {sequence for term in terms for sequence in expand(term)}


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key_of(part) for word in words for part in word.split("|"))


class _Vocabulary:
    """The small words around dates, of all languages, by key: they are looked up only beside a date."""

    def __init__(self, rules: Mapping[Language, DateRules]) -> None:
        every = list(rules.values())
        self.cardinals = {k: n for r in every for n, ws in r.cardinals.items() for k in _keys(ws)}
        self.additions = {k: n for r in every for n, ws in r.additions.items() for k in _keys(ws)}
        self.ordinals = {k: n for r in every for n, ws in r.ordinals.items() for k in _keys(ws)}
        day_words = [(n, ws) for r in every for n, ws in r.ordinals.items()]
        day_words += [(int(n), ws) for r in every if r.cardinals_are_days for n, ws in r.cardinals.items() if n % 1 == 0]
        self.day_words = {k: n for n, ws in day_words for k in _keys(ws) if 1 <= n <= 31}
        self.tens = {k: int(n) for r in every for n, ws in r.cardinals.items() if n in (20, 30) for k in _keys(ws)}
        self.ordinal_suffixes = _keys(w for r in every for w in r.ordinal_suffixes)
        self.weak_frames = _keys(w for r in every for w in r.weak_frames)
        self.weak_denied_by = _keys(w for r in every for w in r.weak_denied_by)
        self.weekday_frames = _keys(w for r in every for w in r.weekday_frames)
        self.span_frames = _keys(w for r in every for w in r.span_frames)
        self.ands = _phrases(w for r in every for w in r.and_words)
        self.tos = _phrases(w for r in every for w in r.to_words)
        self.betweens = _keys(w for r in every for w in r.between_words)
        self.glue = _keys(w for r in every for w in r.glue)
        self.context_links = _keys(w for r in every for w in r.context_links)
        self.halves = _phrases(w for r in every for w in r.and_a_half)
        self.day_before = _phrases(w for r in every for w in r.day_words.before)
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
        self.markers_before: dict[tuple[str, ...], _Marker] = {}
        self.markers_after: dict[tuple[str, ...], _Marker] = {}
        self.relations_before: dict[tuple[str, ...], Relation] = {}
        self.relations_after: dict[tuple[str, ...], Relation] = {}
        for r in every:
            for marker in r.markers:
                value = _Marker(marker.sign, marker.origin)
                self.markers_before |= dict.fromkeys(_phrases(marker.before), value)
                self.markers_after |= dict.fromkeys(_phrases(marker.after), value)
            for relation, words in r.relations.items():
                self.relations_before |= dict.fromkeys(_phrases(words.before), relation)
                self.relations_after |= dict.fromkeys(_phrases(words.after), relation)


class DateFinder:
    """Finds dates and durations of all languages at once, so that English dates in Hindi text are found too."""

    def __init__(self, rules: Mapping[Language, DateRules]) -> None:
        self._rules = rules
        self._words = _Vocabulary(rules)

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers the words that dates and durations are built around, under kinds that start with "date:"."""
        for language, rules in self._rules.items():
            for kind, value, terms in _heads(language, rules):
                for term in terms:
                    lexicon.add(term, "date:" + kind, value)

    def find(self, tokens: Sequence[Token], matches: Sequence[Match]) -> list[DateExpression]:
        """The dates in `tokens`, in order and without overlap; `matches`: the lexicon's scan of the same tokens."""
        return _Reader(self._words, tokens, matches).dates()

    def find_durations(self, tokens: Sequence[Token], matches: Sequence[Match]) -> list[Duration]:
        """The durations in `tokens` told in hours and minutes, in order and without overlap."""
        return _Reader(self._words, tokens, matches).durations()


def _heads(language: Language, rules: DateRules) -> Iterator[tuple[str, object, list[str]]]:
    for kind, names in (("month", rules.months), ("weekday", rules.weekdays)):
        for number, forms in names.items():
            yield kind, _Name(number, "word", language), forms.words
            yield kind, _Name(number, "abbreviation", language), forms.abbreviations
            yield kind, _Name(number, "weak", language), forms.weak
    alone = _phrases(rules.span_words_alone)
    for span in rules.spans:
        for term in span.terms:
            stands_alone = span.months == 6 or all(s in alone or len(s) > 1 for s in expand(term))
            for words in expand(term):
                value = _Span(span.first_month, span.months, stands_alone or words in alone)
                yield "span", value, [" ".join(words)]
    for relative in rules.relative:
        r = relative
        yield "relative", _Relative(r.unit, r.offset, r.origin, r.part, r.unsigned), r.terms
    for modifier in rules.modifiers:
        yield "modifier", _Modifier(modifier.offset, modifier.origin), modifier.terms
    for unit, unit_words in rules.units.items():
        yield "unit", _UnitWord(unit, True, language), unit_words.one
        yield "unit", _UnitWord(unit, False, language), unit_words.many
    for part, part_words in rules.parts.items():
        yield "part", _Part(part, True), part_words.before
        yield "part", _Part(part, False), part_words.after
    yield "day_word", None, rules.day_words.after
    for minutes, terms in rules.durations.items():
        yield "duration", minutes, terms
    yield "none", None, rules.not_dates


class _Reader:
    """One pass over one stretch of tokens. Every step looks only a few tokens around a word or number of a date."""

    def __init__(self, words: _Vocabulary, tokens: Sequence[Token], matches: Sequence[Match]) -> None:
        self.words = words
        self.tokens = tokens
        self.heads: list[Match] = []
        end = 0
        best: Match | None = None
        for match in matches:  # ordered by first token, then by length: the longest at the first place wins
            if match[2][:5] != "date:" or match[0] < end:
                continue
            if best is not None and match[0] != best[0]:
                if match[0] < best[1]:
                    continue
                self.heads.append(best)
            best, end = match, 0
        if best is not None:
            self.heads.append(best)
        self.by_first = {head[0]: head for head in self.heads}
        self.by_last = {head[1]: head for head in self.heads}

    # -- small looks

    def key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def is_glued(self, i: int) -> bool:
        """Whether token i follows token i-1 without a blank."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def is_hyphen(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].is_hyphen

    def is_number(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "number"

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "word"

    def after(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that begins at token i, or ()."""
        for size in (3, 2, 1):
            phrase = tuple(t.key for t in self.tokens[i : i + size])
            if len(phrase) == size and phrase in phrases:
                return phrase
        return ()

    def before(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that ends before token i, or ()."""
        for size in (3, 2, 1):
            if i >= size:
                phrase = tuple(t.key for t in self.tokens[i - size : i])
                if phrase in phrases:
                    return phrase
        return ()

    def is_free_left(self, i: int) -> bool:
        """Whether the number at i begins there: no "G-20", "2,000", "5.4", "15:10", "$20"."""
        if not self.is_glued(i):
            return True
        before = self.tokens[i - 1]
        if before.kind in ("word", "number"):
            return False
        if before.is_hyphen:
            return not self.is_glued(i - 1) or (self.is_number(i - 2) and len(self.key(i - 2)) <= 2)
        if before.text in ".,:/" and self.is_glued(i - 1):
            return self.tokens[i - 2].kind == "word" or (before.text == "," and len(self.key(i)) != 3)
        return before.text not in "#@$₹€£:/" and not before.text.isalnum()

    def is_free_right(self, i: int) -> bool:
        """Whether the number at i ends there: no "5,000", "5.4", "5:30", "5%", "5km"."""
        after = i + 1
        if not self.is_glued(after):
            return True
        token = self.tokens[after]
        if token.kind in ("word", "number") or token.text == "%":
            return False
        return not (token.text in ".,:/" and self.is_glued(after + 1) and self.is_number(after + 1))

    # -- numbers

    def day_at(self, i: int) -> tuple[int, int] | None:
        """A day of a month that begins at token i: the day, and one past its last token."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        words = self.words
        if token.kind == "number":
            if len(token.key) > 2 or not 1 <= int(token.key) <= 31 or not self.is_free_left(i):
                return None
            j = i + 1
            if self.is_glued(j) and self.key(j) in words.ordinal_suffixes:
                return int(token.key), j + 1
            if self.is_glued(j) and self.is_hyphen(j) and self.is_glued(j + 1) and self.is_word(j + 1):
                return (int(token.key), j + 2) if self.key(j + 1) in words.ordinal_suffixes else None
            return int(token.key), j
        if token.kind != "word":
            return None
        tens = words.tens.get(token.key)
        if tens is not None:
            j = i + 2 if self.is_hyphen(i + 1) else i + 1
            one = words.ordinals.get(self.key(j), 0)
            if 1 <= one <= 9 and tens + one <= 31:
                return tens + one, j + 1
        day = words.day_words.get(token.key)
        return (day, i + 1) if day is not None else None

    def day_ending(self, end: int) -> tuple[int, int] | None:
        """A day of a month whose last token is end-1: the day, and its first token."""
        for first in (end - 3, end - 2, end - 1):
            found = self.day_at(first)
            if found is not None and found[1] == end:
                return found[0], first
        return None

    def year_at(self, i: int) -> tuple[int, int] | None:
        """A year that begins at token i beside a month or season: the year, and one past its last token."""
        if not 0 <= i < len(self.tokens):
            return None
        if self.key(i) in self.words.year_before:
            i += 1
        if not self.is_number(i) or len(self.key(i)) != 4 or int(self.key(i)) not in _EXPLICIT_YEARS:
            return None
        if not self.is_free_left(i) or self.key(i + 1) in self.words.counted:
            return None
        j = i + 1
        if self.is_glued(j) and self.is_hyphen(j) and self.is_glued(j + 1):
            if self.key(j + 1) in self.words.ordinal_suffixes:
                j += 2
            elif self.is_number(j + 1) and len(self.key(j + 1)) in (2, 4):
                return None  # a fiscal year or a span of years
        elif not self.is_free_right(i) and self.key(j) not in self.words.year_after:
            return None
        if self.key(j) in self.words.year_after:
            j += 1
        return int(self.key(i)), j

    def year_after(self, end: int) -> tuple[int, int] | None:
        """A year after a month or season that ends before token `end`: directly, behind a comma or "of"."""
        found = self.year_at(end)
        if found is None and (self.key(end) in (",", ".") or self.key(end) in self.words.glue):
            found = self.year_at(end + 1)
        if found is None and self.key(end) == "." and self.key(end + 1) == ",":
            found = self.year_at(end + 2)
        return found

    def count_before(self, end: int) -> tuple[float, int] | None:
        """A cardinal before token `end`, halves included: its value and first token; None for "two or three"."""
        i = end - 1
        if self.is_hyphen(i):
            i -= 1
        half = 0.0
        keys: list[str] = []
        places: list[int] = []
        for k in range(i, max(i - 8, -1), -1):
            if not self.tokens[k].is_hyphen:
                keys.insert(0, self.key(k))
                places.insert(0, k)
        for size in (3, 2):
            if len(keys) > size and tuple(keys[-size:]) in self.words.halves:
                half = 0.5
                del keys[-size:], places[-size:]
                break
        if not places:
            return None
        i = places[-1]
        value: float
        if self.is_number(i):
            value = float(self.key(i)[:6])
            point = self.key(i - 1)
            if point in (".", ",") and self.is_glued(i) and self.is_glued(i - 1) and self.is_number(i - 2):
                value, i = float(f"{self.key(i - 2)[:6]}.{self.key(i)[:6]}"), i - 2
            if not self.is_free_left(i):
                return None
        elif self.key(i) in self.words.additions:
            value = 1 + self.words.additions[self.key(i)]
        elif self.key(i) in self.words.cardinals:
            value = self.words.cardinals[self.key(i)]
            if value < 10 and len(places) > 1 and self.words.cardinals.get(keys[-2], 0) in range(20, 100, 10):
                value, i = value + self.words.cardinals[keys[-2]], places[-2]
            elif self.key(i - 1) in self.words.additions:
                value, i = value + self.words.additions[self.key(i - 1)], i - 1
        else:
            return None
        j = i - 1
        joined = self.is_hyphen(j) or bool(self.before(self.words.tos, i))
        if joined and (self.is_number(j - 1) or self.key(j - 1) in self.words.cardinals):
            return None
        return value + half, i

    # -- single expressions

    def dates(self) -> list[DateExpression]:
        drafts: list[_Draft] = []
        for head in self.heads:
            first, last, kind, value = head
            if kind == "date:month":
                drafts += self.month(first, last, value)
            elif kind == "date:weekday":
                drafts.append(self.weekday(first, last, value))
            elif kind == "date:relative":
                drafts += self.relative(first, last, value)
            elif kind == "date:unit":
                drafts += self.counted(first, last, value)
            elif kind == "date:span":
                drafts += self.span(first, last, value)
            elif kind == "date:day_word":
                found = self.day_ending(first)
                if found:
                    drafts.append(_Draft(DateExpression(found[1], last, "day_of_month", day=found[0])))
        for i, token in enumerate(self.tokens):
            if token.kind == "number":
                draft = self.number(i)
                if draft is not None:
                    drafts.append(_Draft(draft))
        if not drafts:
            return []
        merged = self.merged(_without_overlap(drafts))
        merged = self.with_years_shared(merged)
        return [self.related(self.with_part(d.expression)) for d in merged if not d.is_weak]

    def month(self, first: int, last: int, name: _Name) -> list[_Draft]:
        words = self.words
        start, end = first, last
        if name.strength == "abbreviation" and self.key(end) == "." and self.is_glued(end):
            end += 1
        groups = self.days_before(first, name.number)
        if groups:
            start = groups[0][2]
        modifier: _Modifier | None = None
        behind: list[tuple[int, int | None, int, int]] = []
        year = self.year_after(end)
        if not groups:
            before = self.by_last.get(first)
            if before is not None and before.kind == "date:modifier":
                modifier, start = before.value, before.first
            if year is None and (name.language in words.day_follows or self.day_at(end) is not None):
                behind, after = self.days_after(end, name.number, name.language in words.day_follows)
                if behind:
                    end = after
                    year = self.year_after(end)
                    groups = behind
        if year is not None:
            end = year[1]
        told_year = year[0] if year else None
        if groups:
            drafts = []
            for n, (day, end_day, group_first, group_last) in enumerate(groups):
                is_last, is_first = n == len(groups) - 1, n == 0
                group_start = min(group_first, start) if is_first else group_first
                group_end = end if is_last else group_last
                if not behind and is_last:
                    group_end = end
                expression = DateExpression(
                    group_start, group_end, "day", told_year, name.number, day,
                    end_month=name.number if end_day else None, end_day=end_day,
                )  # fmt: skip
                drafts.append(_Draft(expression))
            return drafts
        if name.strength == "abbreviation" and year is None:
            return []
        if name.strength == "weak" and year is None and not self.weak_month_stands(first, last, name, modifier):
            return []
        if modifier is not None and modifier.origin == "context":
            modifier, start = None, first
        expression = DateExpression(
            start, end, "month", told_year, name.number, modifier=modifier.offset if modifier else None
        )
        return [_Draft(expression)]

    def weak_month_stands(self, first: int, last: int, name: _Name, modifier: _Modifier | None) -> bool:
        if name.language in self.words.capitalised and not self.tokens[first].is_capitalised:
            return False
        if self.key(last) in self.words.weak_denied_by:
            return False
        before = self.by_last.get(first)
        has_part = before is not None and before.kind == "date:part"
        return modifier is not None or has_part or self.key(first - 1) in self.words.weak_frames

    def days_before(self, month_first: int, month: int) -> list[tuple[int, int | None, int, int]]:
        """Days told before a month, folded: (day, end day or None, first token, one past the last token)."""
        found = self.day_ending(month_first)
        if found is None and self.key(month_first - 1) in self.words.glue:
            found = self.day_ending(month_first - 1)  # "the 4th of December"
            if found is not None and self.is_number(found[1]) and month_first - 1 - found[1] == 1:
                found = None  # "20 of December" counts something
        if found is None or found[0] > _month_length(month):
            return []
        day, first = found
        days: list[tuple[int, int, int, str]] = [(day, first, month_first, "")]
        saw_and = False
        while len(days) < _LONGEST_LIST:
            day, first = days[0][:2]
            joint, width = self.joint_before(first)
            previous = self.day_ending(first - width) if joint else None
            if previous is None:
                break
            if joint == "to" and previous[0] >= day:
                break
            if joint == "," and not saw_and and previous[0] != day - 1:
                break
            saw_and = saw_and or joint == "and"
            days.insert(0, (previous[0], previous[1], first - width, joint))
        return self.folded(days)

    def joint_before(self, i: int) -> tuple[str, int]:
        """What joins a day to the day at token i: "to", "and", "," or "", and how many tokens it takes."""
        if self.is_hyphen(i - 1):
            return "to", 1
        phrase = self.before(self.words.tos, i)
        if phrase:
            return "to", len(phrase)
        phrase = self.before(self.words.ands, i)
        if phrase:
            between = self.key(i - len(phrase) - 2) in self.words.betweens
            return ("to" if between else "and"), len(phrase)
        return (",", 1) if self.key(i - 1) == "," else ("", 0)

    def folded(self, days: Sequence[tuple[int, int, int, str]]) -> list[tuple[int, int | None, int, int]]:
        """Ranges, and neighbouring days told one by one, as one group each."""
        groups: list[tuple[int, int | None, int, int]] = []
        i = 0
        while i < len(days):
            day, first, last, joint = days[i]
            end_day: int | None = None
            while joint and i + 1 < len(days) and (joint == "to" or days[i + 1][0] == (end_day or day) + 1):
                i += 1
                end_day, last, joint = days[i][0], days[i][2], days[i][3]
            groups.append((day, end_day, first, last))
            i += 1
        return groups

    def days_after(
        self, end: int, month: int, is_usual: bool
    ) -> tuple[list[tuple[int, int | None, int, int]], int]:
        """Days told after a month ("September 3", "Sept. 3-5"), folded, and one past their last token."""
        i = end + 1 if self.key(end) in self.words.glue and is_usual else end
        found = self.day_at(i)
        if found is None or found[0] > _month_length(month) or not self.is_day_end(i, found[1]):
            return [], end
        if not is_usual and self.year_after(found[1]) is None:
            return [], end
        day, last = found
        next_at, joint = last, ""
        if self.is_hyphen(last):
            next_at, joint = last + 1, "to"
        elif phrase := self.after(self.words.tos, last):
            next_at, joint = last + len(phrase), "to"
        elif phrase := self.after(self.words.ands, last):
            between = self.key(end - 2) in self.words.betweens
            next_at, joint = last + len(phrase), "to" if between else "and"
        second = self.day_at(next_at) if joint else None
        if second is None or not self.is_day_end(next_at, second[1]) or second[0] > _month_length(month):
            return [(day, None, i, last)], last
        follower = self.by_first.get(second[1]) or self.by_first.get(second[1] + 1)
        if follower is not None and follower.kind in ("date:month", "date:unit"):
            return [(day, None, i, last)], last  # "December 30 to 2 January"; "May 5 and 10 days later"
        if joint == "and" and self.is_word(second[1]) and not self.tokens[second[1]].is_capitalised:
            return [(day, None, i, last)], last  # "on May 5 and 20 ministers"
        if joint == "to" and second[0] <= day:
            return [(day, None, i, last)], last
        return self.folded([(day, i, last, joint), (second[0], next_at, second[1], "")]), second[1]

    def is_day_end(self, i: int, end: int) -> bool:
        return end > i + 1 or not self.is_number(i) or self.is_free_right(i)

    def weekday(self, first: int, last: int, name: _Name) -> _Draft:
        start, end = first, last
        if name.strength == "abbreviation" and self.key(end) == "." and self.is_glued(end):
            end += 1
        modifier: int | None = None
        before = self.by_last.get(first)
        if before is not None and before.kind == "date:modifier" and name.strength != "abbreviation":
            start = before.first
            modifier = before.value.offset
        framed = modifier is not None or self.key(first - 1) in self.words.weekday_frames
        is_weak = name.strength == "abbreviation" or (name.strength == "weak" and not framed)
        return _Draft(DateExpression(start, end, "weekday", weekday=name.number, modifier=modifier), is_weak)

    def relative(self, first: int, last: int, value: _Relative) -> list[_Draft]:
        if self.key(last - 1) in self.words.needs_pause and self.is_word(last):
            return []  # "the day before the summit"
        offset, origin, start = value.offset, value.origin, first
        if origin == "either" and self.key(first - 1) in self.words.context_links:
            origin = "context"
        before = self.by_last.get(first)
        if before is not None and before.kind == "date:modifier" and value.part is not None and offset == 0:
            offset, origin, start = before.value.offset, before.value.origin, before.first
        expression = DateExpression(
            start, last, "relative", unit=value.unit, offset=offset, origin=origin,
            part=value.part, is_unsigned=value.is_unsigned,
        )  # fmt: skip
        return [_Draft(expression)]

    def counted(self, first: int, last: int, value: _UnitWord) -> list[_Draft]:
        """"last year", "two days ago", "a month later"."""
        unit = value.unit
        if unit in ("minute", "hour"):
            return []
        before = self.by_last.get(first)
        if before is not None and before.kind == "date:modifier":
            offset, origin = before.value
            if not value.is_one or (unit == "day" and offset < 0 and origin == "anchor"):
                return []
            if unit == "day":
                origin = "context"
            return [_Draft(DateExpression(before.first, last, "relative", unit=unit, offset=offset, origin=origin))]
        count = self.count_before(first)
        start = first
        if count is None:
            if value.language not in self.words.implicit_counts or not value.is_one:
                return []
            number = 1.0
        else:
            number, start = count
        if number % 1 or not 1 <= number <= 1000:
            return []
        end = last
        phrase = self.after(self.words.markers_after, last)
        if phrase:
            marker = self.words.markers_after[phrase]
            end += len(phrase)
        else:
            phrase = self.before(self.words.markers_before, start)
            if not phrase:
                return []
            marker = self.words.markers_before[phrase]
            start -= len(phrase)
        origin = marker.origin
        if self.key(start - 1) in self.words.context_links:
            origin = "context"
        expression = DateExpression(
            start, end, "relative", unit=unit, offset=marker.sign * int(number), origin=origin, is_counted=True
        )
        return [_Draft(expression)]

    def span(self, first: int, last: int, value: _Span) -> list[_Draft]:
        start, end = first, last
        modifier: int | None = None
        before = self.by_last.get(first)
        if before is not None and before.kind == "date:modifier" and before.value.origin == "anchor":
            modifier, start = before.value.offset, before.first
        year = self.year_after(last)
        if year is not None:
            end = year[1]
        framed = self.key(first - 1) in self.words.span_frames or (
            self.key(first - 1) in self.words.glue and self.key(first - 2) in self.words.span_frames
        )
        is_weak = year is None and modifier is None and not value.stands_alone and not framed
        expression = DateExpression(
            start, end, "span", year[0] if year else None, value.first_month, months=value.months, modifier=modifier
        )
        return [_Draft(expression, is_weak)]

    def number(self, i: int) -> DateExpression | None:
        """A numeric date, a year, or "on the 11th", that begins at number token i."""
        key = self.key(i)
        if len(key) == 4:
            return self.iso_date(i) or self.year(i)
        if len(key) > 2 or not self.is_free_left(i):
            return None
        if self.is_glued(i + 1) and self.key(i + 1) in (".", "/", "-"):
            return self.numeric_date(i)
        found = self.day_at(i)
        if found is not None and self.before(self.words.day_before, i) and found[1] > i + 1:
            if not self.is_word(found[1]) or self.key(found[1]) in self.words.year_frames_before:
                return DateExpression(i, found[1], "day_of_month", day=found[0])
        return None

    def numeric_parts(self, i: int) -> list[str] | None:
        """The three numbers of a date such as 7.8.2025 whose first is token i, all glued by one sign."""
        if i + 4 >= len(self.tokens) or not all(self.is_glued(k) for k in range(i + 1, i + 5)):
            return None
        if self.key(i + 1) != self.key(i + 3) or not self.is_number(i + 2) or not self.is_number(i + 4):
            return None
        return [self.key(i), self.key(i + 2), self.key(i + 4)]

    def iso_date(self, i: int) -> DateExpression | None:
        parts = self.numeric_parts(i) if self.key(i + 1) in ("-", ".", "/") and not self.is_glued(i) else None
        if parts is None or len(parts[1]) > 2 or len(parts[2]) > 2:
            return None
        return _calendar_day(i, int(parts[0]), int(parts[1]), int(parts[2]))

    def numeric_date(self, i: int) -> DateExpression | None:
        parts = self.numeric_parts(i)
        if parts is None or len(parts[1]) > 2 or len(parts[2]) not in (2, 4):
            return None
        after = i + 5
        if self.is_glued(after) and (self.key(after) == self.key(i + 1) and self.is_glued(after + 1)):
            return None  # 10.0.0.25.1, an address or a version
        day, month, year = int(parts[0]), int(parts[1]), int(parts[2])
        if len(parts[2]) == 2:
            year += 2000
        is_swappable = self.key(i + 1) == "/" and day <= 12
        if month > 12 and is_swappable:
            day, month = month, day  # the American order, proven by a month above 12
            is_swappable = False
        found = _calendar_day(i, year, month, day)
        return replace(found, is_swappable=True) if found is not None and is_swappable else found

    def year(self, i: int) -> DateExpression | None:
        """A four-digit number that its neighbours show to be a year."""
        words = self.words
        number = int(self.key(i))
        if number not in _EXPLICIT_YEARS:
            return None
        after = i + 1
        if phrase := self.after(words.period_after, after):
            return DateExpression(i, after + len(phrase), "period", number) if phrase[0] not in words.year_after else (
                self.bare_year(i, number, after + 1)
            )
        if self.is_glued(after) and self.is_hyphen(after) and self.is_glued(after + 1):
            suffix = self.key(after + 1)
            if self.is_number(after + 1) and len(suffix) in (2, 4):
                end = after + 2
                return DateExpression(i, end, "period", number)
            if (suffix,) in words.period_after and suffix not in words.ordinal_suffixes:
                return DateExpression(i, after + 2, "period", number)
            if suffix in words.ordinal_suffixes:
                end = after + 2
                has_word = self.key(end) in words.year_after
                return self.bare_year(i, number, end + 1 if has_word else end)
        if self.key(after) in words.year_after:
            return self.bare_year(i, number, after + 1)
        if not self.is_free_right(i) or self.key(after) in words.counted:
            return None
        if number not in _BARE_YEARS:
            return None
        if self.key(i - 1) in words.year_before:
            return DateExpression(i - 1, after, "year", number)
        if self.is_free_left(i):
            before = self.by_last.get(i)
            framed = self.key(i - 1) in words.year_frames_before or self.key(after) in words.year_frames_after
            framed = framed or (before is not None and before.kind == "date:part")
            if self.key(after) in words.year_weak_frames_after:
                framed = framed or not self.is_word(i - 1) or self.key(i - 1) in words.not_names
            framed = framed or (self.key(i - 1) == "(" and self.key(after) == ")")
            follower = self.by_first.get(after)
            framed = framed or (follower is not None and follower.kind == "date:part")
            if framed:
                return DateExpression(i, after, "year", number)
            if self.is_number(after + 1) and self.key(after) == ",":
                listed = self.year(after + 1) if len(self.key(after + 1)) == 4 else None
                return DateExpression(i, after, "year", number) if listed and listed.kind == "year" else None
            if self.after(words.ands, after) and self.is_number(after + 1) and len(self.key(after + 1)) == 4:
                listed = self.year(after + 1)
                return DateExpression(i, after, "year", number) if listed and listed.kind == "year" else None
            if self.is_word(i - 1):
                return DateExpression(i, after, "edition", number)
            return None
        if self.is_hyphen(i - 1) and self.is_glued(i - 1) and self.is_word(i - 2):
            return DateExpression(i, after, "edition", number)
        return None

    def bare_year(self, i: int, number: int, end: int) -> DateExpression | None:
        if not self.is_free_left(i):
            is_span = self.is_hyphen(i - 1) and self.is_number(i - 2)
            return DateExpression(i, end, "period", number) if is_span else None
        return DateExpression(i, end, "year", number)

    # -- neighbours that make one date

    def merged(self, drafts: Iterable[_Draft]) -> list[_Draft]:
        result: list[_Draft] = []
        for draft in drafts:
            while result:
                joint = self.joined(result[-1].expression, draft.expression)
                if joint is None:
                    break
                result.pop()
                draft = _Draft(joint)
            result.append(draft)
        return result

    def joined(self, a: DateExpression, b: DateExpression) -> DateExpression | None:
        """a and b as one date, if they are parts of one."""
        gap = self.tokens[a.last : b.first]
        if len(gap) > 4 or any(t.kind == "newline" for t in gap):
            return None
        if joint := self.joined_range(a, b):
            return joint
        if any(t.text not in ",()–—." and t.key not in self.words.glue for t in gap):
            return None
        for x, y in ((a, b), (b, a)):
            joint = _combined(x, y, is_before=x is a)
            if joint is not None:
                return replace(joint, first=a.first, last=self.closed(gap, b.last))
        if a.kind == "year" and b.year is None and b.kind in ("month", "span", "day") and b.unit is None:
            if 0 < len(gap) <= 2 and all(t.kind == "word" for t in gap):
                return replace(b, first=a.first, year=a.year)
        return None

    def closed(self, gap: Sequence[Token], last: int) -> int:
        """Takes in the bracket that closes one opened in the gap."""
        return last + 1 if any(t.text == "(" for t in gap) and self.key(last) == ")" else last

    def joined_range(self, a: DateExpression, b: DateExpression) -> DateExpression | None:
        """"30 April to 2 May"."""
        if a.kind != "day" or b.kind != "day" or a.end_day or b.end_day or a.unit or b.unit:
            return None
        is_range = (b.first == a.last + 1 and self.is_hyphen(a.last)) or (
            a.last + len(self.before(self.words.tos, b.first)) == b.first != a.last
        )
        if not is_range or a.month is None or b.month is None or a.day is None or b.day is None:
            return None
        crosses = (b.month, b.day) < (a.month, a.day)
        year = a.year if a.year is not None or b.year is None else b.year - crosses
        end_year = b.year if b.year is not None else None
        if year is not None and end_year is not None and not 0 <= end_year - year <= 1:
            return None
        return replace(
            a, last=b.last, year=year, end_year=end_year, end_month=b.month, end_day=b.day, weekday=a.weekday
        )

    def with_years_shared(self, drafts: list[_Draft]) -> list[_Draft]:
        """"24 февраля, 2 и 7 марта 2022 года": a year told at the end of a list is the year of all."""
        for n in range(len(drafts) - 2, -1, -1):
            a, b = drafts[n].expression, drafts[n + 1].expression
            if a.year is not None or b.year is None or a.unit or a.kind not in ("day", "month", "span"):
                continue
            if b.kind != a.kind or a.month is None or b.month is None or a.month > b.month or a.modifier is not None:
                continue
            gap = self.tokens[a.last : b.first]
            phrase = self.before(self.words.ands, b.first) or self.before(self.words.tos, b.first)
            comma = len(gap) == 1 and gap[0].text == ","
            hyphen = len(gap) == 1 and gap[0].is_hyphen
            if comma or hyphen or (phrase and len(gap) - len(phrase) in (0, 1)):
                drafts[n] = _Draft(replace(a, year=b.year))
        return drafts

    def with_part(self, e: DateExpression) -> DateExpression:
        """"early", "mid", "end of", before or after a month, year or season."""
        if e.kind not in ("month", "year", "relative", "span") or (e.kind == "relative" and e.unit == "day"):
            return e
        for start in (e.first, e.first - 1):
            before = self.by_last.get(start)
            if before is not None and before.kind == "date:part" and before.value.is_before:
                if start == e.first or self.key(start) in self.words.glue or self.is_hyphen(start):
                    return replace(e, first=before.first, part=before.value.part)
        after = self.by_first.get(e.last)
        if after is not None and after.kind == "date:part" and not after.value.is_before:
            return replace(e, last=after.last, part=after.value.part)
        return e

    def related(self, e: DateExpression) -> DateExpression:
        """Reads "since", "until", "before", "after" beside an expression."""
        relation = self.words.relations_before.get(self.before(self.words.relations_before, e.first))
        if relation is None:
            relation = self.words.relations_after.get(self.after(self.words.relations_after, e.last))
        if relation is None or (e.end_day is not None and relation in ("since", "until")):
            return e
        return replace(e, relation=relation)

    # -- durations

    def durations(self) -> list[Duration]:
        found: list[Duration] = []
        taken = 0
        for head in self.heads:
            duration: Duration | None = None
            if head.kind == "date:duration":
                duration = Duration(head.first, head.last, head.value)
            elif head.kind == "date:unit" and head.value.unit in ("minute", "hour"):
                duration = self.duration(head.first, head.last, head.value)
            if duration is None or duration.first < taken:
                continue
            if self.is_denied(duration):
                continue
            if found and self.continues(found[-1], duration, head):
                duration = Duration(found[-1].first, duration.last, found.pop().minutes + duration.minutes)
            found.append(duration)
            taken = duration.last
        return found

    def duration(self, first: int, last: int, value: _UnitWord) -> Duration | None:
        size = 60 if value.unit == "hour" else 1
        count = self.count_before(first)
        start, end = first, last
        if count is not None:
            number, start = count
        elif value.language in self.words.count_follows and (behind := self.count_at(last)) is not None:
            number, end = behind
        elif value.unit == "hour" and value.is_one and self.is_bare_hour(first, last):
            number = 1.0
        else:
            return None
        if phrase := self.after(self.words.halves, end):
            number, end = number + 0.5, end + len(phrase)
        elif self.is_hyphen(end) and (phrase := self.after(self.words.halves, end + 1)):
            number, end = number + 0.5, end + 1 + len(phrase)
        minutes = round(number * size)
        return Duration(start, end, minutes) if 0 < minutes <= 60 * 24 * 31 else None

    def is_bare_hour(self, first: int, last: int) -> bool:
        """«около часа», «час с половиной», «час 20 минут»: one hour, though no number is told."""
        if not self.words.bare_hour_cues:
            return False
        if self.key(first - 1) in self.words.bare_hour_cues or self.key(first - 2) in self.words.bare_hour_cues:
            return not self.is_number(first - 1)
        return bool(self.after(self.words.halves, last))

    def count_at(self, i: int) -> tuple[float, int] | None:
        """«минут сорок»: an approximate count told behind its unit."""
        value = self.words.cardinals.get(self.key(i))
        if value is None or self.words.ordinals.get(self.key(i)) is not None:
            return None
        second = self.words.cardinals.get(self.key(i + 1))
        if value in range(20, 100, 10) and second is not None and second < 10:
            value, i = value + second, i + 1
        follower = self.by_first.get(i + 1)
        if follower is not None and follower.kind == "date:unit":
            return None
        return value, i + 1

    def is_denied(self, duration: Duration) -> bool:
        """"two hours ago", "within an hour", «в 15 часов»."""
        if self.key(duration.first - 1) in self.words.denied_before:
            return True
        return any(self.after(self.words.denied_after, duration.last))

    def continues(self, hours: Duration, minutes: Duration, head: Match) -> bool:
        """Whether the minutes go on from the hours: "one hour and 20 minutes"."""
        if head.kind != "date:unit" or head.value.unit != "minute" or minutes.minutes >= 60 or hours.minutes % 60:
            return False
        gap = minutes.first - hours.last
        return gap == 0 or (gap == 1 and self.before(self.words.ands, minutes.first) != ())


def _combined(x: DateExpression, y: DateExpression, *, is_before: bool) -> DateExpression | None:
    """y with what x adds to it; `is_before`: x stands first. The caller sets the tokens."""
    if x.kind == "relative" and x.unit == "day" and y.kind == "day" and is_before and not x.is_counted:
        if x.origin == "context" or y.unit is not None:
            return None
        return replace(y, is_publication_hint=x.offset == 0)
    if x.kind == "weekday" and x.modifier is None and x.unit is None:
        if y.kind == "day" and y.weekday is None:
            return replace(y, weekday=x.weekday)
        if y.kind == "relative" and y.unit == "day" and not y.is_counted and y.weekday is None:
            return replace(y, weekday=x.weekday)
        if y.kind == "relative" and y.unit == "week":
            return replace(y, kind="weekday", weekday=x.weekday)
    if x.kind == "day_of_month" and y.kind == "month" and y.part is None:
        return replace(y, kind="day", day=x.day)
    if x.kind == "relative" and x.unit == "month" and not x.is_counted and x.part is None and y.kind == "day_of_month":
        return replace(y, unit="month", offset=x.offset, origin=x.origin)
    if x.kind == "relative" and x.unit == "year" and x.part is None and not x.is_counted:
        if y.kind in ("day", "month", "span") and y.year is None and y.unit is None and y.modifier is None:
            return replace(y, unit="year", offset=x.offset, origin=x.origin)
    return None


def _without_overlap(drafts: list[_Draft]) -> list[_Draft]:
    """In order of tokens; of two that overlap, the longer stays."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.expression.first, -d.expression.last)):
        if kept and draft.expression.first < kept[-1].expression.last:
            mine = draft.expression.last - draft.expression.first
            if mine <= kept[-1].expression.last - kept[-1].expression.first:
                continue
            kept.pop()
        kept.append(draft)
    return kept


def _month_length(month: int) -> int:
    return calendar.monthrange(2024, month)[1]


def _calendar_day(i: int, year: int, month: int, day: int) -> DateExpression | None:
    if year not in _EXPLICIT_YEARS or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return DateExpression(i, i + 5, "day", year, month, day)


# --- resolving ------------------------------------------------------------------------------------------------------


def resolve(
    expression: DateExpression, anchor: Anchor, context: Interval | None = None, tense: Tense = "unknown"
) -> Interval:
    """The days that an expression means.

    anchor: when the article can have been written; context: a date told before, that the passage hangs on; tense: of
    the sentence. UNKNOWN where the days cannot be told.
    """
    e = expression
    if context is not None and context.start is None:
        context = None
    if e.kind in ("day", "month", "span"):
        return _resolve_calendar(e, anchor, context, tense)
    if e.kind in ("year", "edition"):
        return _year_interval(e.year, e, DateBasis.EXPLICIT)
    if e.kind == "weekday":
        return _resolve_weekday(e, anchor, context, tense)
    if e.kind == "day_of_month":
        return _resolve_day_of_month(e, anchor, context, tense)
    if e.kind == "relative":
        return _resolve_relative(e, anchor, context, tense)
    return UNKNOWN


def _bounds(anchor: Anchor) -> tuple[dt.date, dt.date] | None:
    """Both ends of an anchor; None if either is open."""
    if anchor.start is None or anchor.end is None:
        return None
    return anchor.start, anchor.end


def _days(start: dt.date, end: dt.date, basis: DateBasis) -> Interval:
    return Interval(start, end, DatePrecision.DAY if start == end else DatePrecision.RANGE, basis)


def _months(year: int, month: int, count: int, basis: DateBasis) -> Interval:
    """`count` whole months; month may lie outside 1–12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if not dt.MINYEAR <= year <= last_year < dt.MAXYEAR:
        return UNKNOWN
    end = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    precision = {1: DatePrecision.MONTH, 3: DatePrecision.QUARTER}.get(count, DatePrecision.YEAR)
    return Interval(dt.date(year, month, 1), end, precision, basis)


def _year_interval(year: int | None, e: DateExpression, basis: DateBasis) -> Interval:
    if year is None:
        return UNKNOWN
    if e.part in ("early", "late") and e.relation != "until":
        return _months(year, 1 if e.part == "early" else 10, 3, basis)
    return _months(year, 1, 12, basis)


def _in_year(e: DateExpression, year: int, basis: DateBasis) -> Interval:
    """A day, month or season in one year; UNKNOWN where the year has no such day."""
    assert e.month is not None
    if e.kind == "span":
        return _months(year, e.month, 3, basis) if e.months == 3 else _months(year, 1, 12, basis)
    if e.day is None:
        return _months(year, e.month, 1, basis)
    end_month, end_day = e.end_month or e.month, e.end_day or e.day
    end_year = e.end_year or year + ((end_month, end_day) < (e.month, e.day))
    try:
        start, end = dt.date(year, e.month, e.day), dt.date(end_year, end_month, end_day)
    except ValueError:
        return UNKNOWN
    return _days(start, end, basis) if start <= end else UNKNOWN


def _resolve_calendar(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    if e.year is not None:
        return _in_year(e, e.year, DateBasis.EXPLICIT)
    bounds = _bounds(anchor)
    if e.unit == "year":
        base = _base(e.origin, anchor, context)
        if base is None or base[0].year != base[1].year:
            return UNKNOWN
        return _in_year(e, base[0].year + e.offset, DateBasis.RELATIVE)
    if e.modifier is not None:
        return _modified(e, bounds)

    def at(year: int) -> Interval:
        return _in_year(e, year, DateBasis.INFERRED_YEAR)

    chosen = UNKNOWN
    if context is not None and context.start is not None and context.end is not None:
        chosen = _nearest(at, context.start, context.end)
        if chosen.start is not None and chosen.end is not None and bounds is not None:
            late = tense == "past" and chosen.start > bounds[1]
            early = tense == "future" and chosen.end < bounds[0] and context.precision is not DatePrecision.YEAR
            if late or early:
                chosen = UNKNOWN
    if chosen.start is None and bounds is not None:
        chosen = _by_tense(at, bounds, tense)
    if chosen.start is not None and e.weekday is not None and chosen.start.isoweekday() != e.weekday:
        for year in (chosen.start.year - 1, chosen.start.year + 1):
            other = at(year)
            if other.start is not None and other.start.isoweekday() == e.weekday:
                return other
    return chosen


def _candidates(at: Callable[[int], Interval], low: int, high: int) -> list[tuple[dt.date, dt.date, Interval]]:
    found = (at(year) for year in range(low, high + 1))
    return [(i.start, i.end, i) for i in found if i.start is not None and i.end is not None]


def _nearest(at: Callable[[int], Interval], low: dt.date, high: dt.date) -> Interval:
    """The candidate nearest to [low, high]; of two equally near, the earlier. Leap days may be years away."""

    def distance(candidate: tuple[dt.date, dt.date, Interval]) -> int:
        start, end, _ = candidate
        return max(0, (start - high).days, (low - end).days)

    candidates = _candidates(at, low.year - 4, high.year + 4)
    return min(candidates, key=distance)[2] if candidates else UNKNOWN


def _by_tense(at: Callable[[int], Interval], bounds: tuple[dt.date, dt.date], tense: Tense) -> Interval:
    low, high = bounds
    candidates = _candidates(at, low.year - 4, high.year + 4)
    if tense == "past":
        return max((c for c in candidates if c[0] <= high), key=lambda c: c[0], default=(None, None, UNKNOWN))[2]
    if tense == "future":
        return min((c for c in candidates if c[1] >= low), key=lambda c: c[0], default=(None, None, UNKNOWN))[2]
    return _nearest(at, low, high)


def _modified(e: DateExpression, bounds: tuple[dt.date, dt.date] | None) -> Interval:
    """"last July", "next spring", "this August"."""
    if bounds is None:
        return UNKNOWN
    low, high = bounds

    def at(year: int) -> Interval:
        return _in_year(e, year, DateBasis.RELATIVE)

    if e.modifier == 0:
        return at(low.year) if low.year == high.year else UNKNOWN
    candidates = _candidates(at, low.year - 2, high.year + 2)
    if e.modifier == -1:
        return max((c for c in candidates if c[1] < low), key=lambda c: c[0])[2]
    return min((c for c in candidates if c[0] > high), key=lambda c: c[0])[2]


def _base(origin: Origin, anchor: Anchor, context: Interval | None) -> tuple[dt.date, dt.date] | None:
    """What a relative expression counts from."""
    told = (context.start, context.end) if context is not None and context.start and context.end else None
    if origin == "context":
        return told
    return (told if origin == "either" else None) or _bounds(anchor)


def _resolve_weekday(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    assert e.weekday is not None
    if e.unit == "week":
        week = _resolve_relative(replace(e, kind="relative", weekday=None), anchor, context, tense)
        if week.start is None or week.end is None or (week.end - week.start).days != 6:
            return UNKNOWN
        day = week.start + dt.timedelta((e.weekday - week.start.isoweekday()) % 7)
        return _days(day, day, DateBasis.RELATIVE)
    bounds = _bounds(anchor)
    if bounds is None or (bounds[1] - bounds[0]).days > 6:
        if context is None or context.start is None or context.end is None or (context.end - context.start).days > 6:
            return UNKNOWN
        day = context.start + dt.timedelta((e.weekday - context.start.isoweekday()) % 7)
        return _days(day, day, DateBasis.RELATIVE) if day <= context.end else UNKNOWN
    today = bounds[0]
    back = (today.isoweekday() - e.weekday) % 7
    ahead = (e.weekday - today.isoweekday()) % 7
    if e.modifier == 1:
        shift = ahead or 7
    elif e.modifier == -1:
        shift = -(back or 7)
    elif tense == "future" or (e.modifier == 0 and tense == "unknown"):
        shift = ahead
    else:
        shift = -back
    day = today + dt.timedelta(shift)
    return _days(day, day, DateBasis.RELATIVE)


def _resolve_day_of_month(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    assert e.day is not None
    day = e.day

    def at(index: int) -> Interval:
        """The day in month number `index` (12 × year + month - 1)."""
        return _in_year(DateExpression(0, 0, "day", None, index % 12 + 1, day), index // 12, basis)

    basis = DateBasis.CONTEXT
    told = context if context is not None and context.start and context.end else None
    if e.unit == "month":
        basis = DateBasis.RELATIVE
        base = _base(e.origin, anchor, context)
        if base is None or (base[0].year, base[0].month) != (base[1].year, base[1].month):
            return UNKNOWN
        return at(base[0].year * 12 + base[0].month - 1 + e.offset)
    if told is not None and told.start is not None and told.end is not None:
        if (told.start.year, told.start.month) == (told.end.year, told.end.month):
            return at(told.start.year * 12 + told.start.month - 1)
    bounds = _bounds(anchor)
    if bounds is None or (bounds[1] - bounds[0]).days > 6:
        return UNKNOWN
    basis = DateBasis.RELATIVE
    index = bounds[0].year * 12 + bounds[0].month - 1
    found = [(i.start, i) for i in (at(n) for n in range(index - 2, index + 3)) if i.start is not None]
    if tense == "future":
        return min((f for f in found if f[0] >= bounds[0]), key=lambda f: f[0])[1]
    return max((f for f in found if f[0] <= bounds[1]), key=lambda f: f[0])[1]


def _resolve_relative(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    base = _base(e.origin, anchor, context)
    if base is None or e.unit is None:
        return UNKNOWN
    start, end = base
    basis = DateBasis.RELATIVE
    offset = -e.offset if e.is_unsigned and tense != "future" else e.offset
    if not dt.date(1000, 1, 1) <= start <= end <= dt.date(3000, 1, 1) or abs(offset) > 1000:
        return UNKNOWN
    is_short = (end - start).days <= 6
    if e.unit == "day":
        if not is_short:
            return UNKNOWN
        if e.origin != "anchor" and context is not None:  # the day after a range is after its end
            start, end = (end, end) if offset > 0 else (start, start) if offset < 0 else (start, end)
        return _days(start + dt.timedelta(offset), end + dt.timedelta(offset), basis)
    if e.unit == "week" and e.is_counted:
        if not is_short:
            return UNKNOWN
        middle = start + dt.timedelta(7 * offset)
        return _days(middle - dt.timedelta(3), middle + dt.timedelta(3), basis)
    if e.unit in ("week", "weekend"):
        monday = start - dt.timedelta(start.isoweekday() - 1)
        if end - monday >= dt.timedelta(7):
            return UNKNOWN
        if e.unit == "week":
            return _days(monday + dt.timedelta(7 * offset), monday + dt.timedelta(7 * offset + 6), basis)
        if offset == 0 and tense != "future" and end < monday + dt.timedelta(5):
            offset = -1  # "at the weekend", told in the past before this week's
        return _days(monday + dt.timedelta(7 * offset + 5), monday + dt.timedelta(7 * offset + 6), basis)
    if start.year != end.year:
        return UNKNOWN
    if e.unit == "year":
        return _year_interval(start.year + offset, e, basis)
    if e.unit == "month" and start.month == end.month:
        return _months(start.year, start.month + offset, 1, basis)
    if e.unit == "quarter" and (start.month - 1) // 3 == (end.month - 1) // 3:
        return _months(start.year, (start.month - 1) // 3 * 3 + 1 + 3 * offset, 3, basis)
    return UNKNOWN
