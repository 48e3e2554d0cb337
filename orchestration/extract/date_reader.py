"""Reads date expressions and durations out of tokens: the grammar of dates, shared by all languages.

Not here: words, which are data (`date_rules`), and what days an expression means (`date_resolver`).
"""

from __future__ import annotations

import calendar
import dataclasses
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from orchestration.extract.date_rules import (
        Modifier,
        Name,
        Origin,
        Part,
        Relation,
        Relative,
        Span,
        Unit,
        UnitWord,
        Vocabulary,
    )
    from orchestration.extract.lexicon import Match
    from orchestration.extract.text import Token

Kind = Literal["day", "month", "span", "year", "weekday", "relative", "day_of_month", "edition", "period"]

_EXPLICIT_YEARS = range(1900, 2100)
_BARE_YEARS = range(1947, 2036)
_LONGEST_LIST = 6
#: May stand between the parts of one date, besides the words of `glue`.
_GLUE_SIGNS = ",().\u2013\u2014"


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


class _Draft(NamedTuple):
    """An expression that is dropped unless a neighbour confirms it, if `is_weak`."""

    expression: DateExpression
    is_weak: bool = False


class Reader:
    """One pass over one stretch of tokens. Every step looks only a few tokens around a word or number of a date."""

    def __init__(self, words: Vocabulary, tokens: Sequence[Token], matches: Sequence[Match]) -> None:
        """Takes the lexicon's scan of the same tokens."""
        self._words = words
        self._tokens = tokens
        self._heads: list[Match] = []
        end = 0
        best: Match | None = None
        for match in matches:  # ordered by first token, then by length: the longest at the first place wins
            if match[2][:5] != "date:" or match[0] < end:
                continue
            if best is not None and match[0] != best[0]:
                if match[0] < best[1]:
                    continue
                self._heads.append(best)
            best, end = match, 0
        if best is not None:
            self._heads.append(best)
        self._years: set[int] = set()
        self._by_first = {head[0]: head for head in self._heads}
        self._by_last = {head[1]: head for head in self._heads}

    # -- small looks

    def _key(self, i: int) -> str:
        return self._tokens[i].key if 0 <= i < len(self._tokens) else ""

    def _is_glued(self, i: int) -> bool:
        """Whether token i follows token i-1 without a blank."""
        return 0 < i < len(self._tokens) and self._tokens[i - 1].end == self._tokens[i].start

    def _is_hyphen(self, i: int) -> bool:
        return 0 <= i < len(self._tokens) and self._tokens[i].is_hyphen

    def _is_number(self, i: int) -> bool:
        return 0 <= i < len(self._tokens) and self._tokens[i].kind == "number"

    def _is_word(self, i: int) -> bool:
        return 0 <= i < len(self._tokens) and self._tokens[i].kind == "word"

    def _after(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that begins at token i, or ()."""
        for size in (3, 2, 1):
            phrase = tuple(t.key for t in self._tokens[i : i + size])
            if len(phrase) == size and phrase in phrases:
                return phrase
        return ()

    def _before(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that ends before token i, or ()."""
        for size in (3, 2, 1):
            if i >= size:
                phrase = tuple(t.key for t in self._tokens[i - size : i])
                if phrase in phrases:
                    return phrase
        return ()

    def _is_free_left(self, i: int) -> bool:
        """Whether the number at i begins there: no "G-20", "2,000", "5.4", "15:10", "$20"."""
        if not self._is_glued(i):
            return True
        before = self._tokens[i - 1]
        if before.kind in ("word", "number"):
            return False
        if before.is_hyphen:
            head = self._by_last.get(i - 1)
            if head is not None and head.kind == "date:month":
                return True  # "30 November-2 December"
            return not self._is_glued(i - 1) or (self._is_number(i - 2) and len(self._key(i - 2)) <= 2)
        if before.text in ".,:/" and self._is_glued(i - 1):
            return self._tokens[i - 2].kind == "word" or (before.text == "," and len(self._key(i)) != 3)
        return before.text not in "#@$₹€£:/" and not before.text.isalnum()

    def _is_free_right(self, i: int) -> bool:
        """Whether the number at i ends there: no "5,000", "5.4", "5:30", "5%", "5km"."""
        after = i + 1
        if not self._is_glued(after):
            return True
        token = self._tokens[after]
        if token.kind in ("word", "number") or token.text == "%":
            return False
        return not (token.text in ".,:/" and self._is_glued(after + 1) and self._is_number(after + 1))

    # -- numbers

    def _day_at(self, i: int) -> tuple[int, int] | None:
        """A day of a month that begins at token i: the day, and one past its last token."""
        if not 0 <= i < len(self._tokens):
            return None
        token = self._tokens[i]
        words = self._words
        if token.kind == "number":
            if len(token.key) > 2 or not 1 <= int(token.key) <= 31 or not self._is_free_left(i):
                return None
            j = i + 1
            if self._is_glued(j) and self._key(j) in words.ordinal_suffixes:
                return int(token.key), j + 1
            if self._is_glued(j) and self._is_hyphen(j) and self._is_glued(j + 1) and self._is_word(j + 1):
                return (int(token.key), j + 2) if self._key(j + 1) in words.ordinal_suffixes else None
            return int(token.key), j
        if token.kind != "word":
            return None
        tens = words.tens.get(token.key)
        if tens is not None:
            j = i + 2 if self._is_hyphen(i + 1) else i + 1
            one = words.ordinals.get(self._key(j), 0)
            if 1 <= one <= 9 and tens + one <= 31:
                return tens + one, j + 1
        day = words.day_words.get(token.key)
        return (day, i + 1) if day is not None else None

    def _day_ending(self, end: int) -> tuple[int, int] | None:
        """A day of a month whose last token is end-1: the day, and its first token."""
        for first in (end - 3, end - 2, end - 1):
            found = self._day_at(first)
            if found is not None and found[1] == end:
                return found[0], first
        return None

    def _year_at(self, i: int) -> tuple[int, int] | None:
        """A year that begins at token i beside a month or season: the year, and one past its last token."""
        if not 0 <= i < len(self._tokens):
            return None
        if self._key(i) in self._words.year_before:
            i += 1
        if not self._is_number(i) or len(self._key(i)) != 4 or int(self._key(i)) not in _EXPLICIT_YEARS:
            return None
        if not self._is_free_left(i) or self._key(i + 1) in self._words.counted:
            return None
        j = i + 1
        if self._is_glued(j) and self._is_hyphen(j) and self._is_glued(j + 1):
            if self._key(j + 1) in self._words.ordinal_suffixes:
                j += 2
            elif self._is_number(j + 1) and len(self._key(j + 1)) in (2, 4):
                return None  # a fiscal year or a span of years
        elif not self._is_free_right(i) and self._key(j) not in self._words.year_after:
            return None
        if self._key(j) in self._words.year_after:
            j += 1
        return int(self._key(i)), j

    def _year_after(self, end: int) -> tuple[int, int] | None:
        """A year after a month or season that ends before token `end`: directly, behind a comma or "of"."""
        found = self._year_at(end)
        if found is None and (self._key(end) in (",", ".") or self._key(end) in self._words.glue):
            found = self._year_at(end + 1)
        if found is None and self._key(end) == "." and self._key(end + 1) == ",":
            found = self._year_at(end + 2)
        modifier = self._by_first.get(end)
        if found is None and modifier is not None and modifier.kind == "date:modifier":
            found = self._year_at(modifier.last + (self._key(modifier.last) == ","))  # «прошлого, 2006 года»
        return found

    def _count_before(self, end: int) -> tuple[float, int] | None:
        """A cardinal before token `end`, halves included: its value and first token; None for "two or three"."""
        i = end - 1
        if self._is_hyphen(i):
            i -= 1
        half = 0.0
        keys: list[str] = []
        places: list[int] = []
        for k in range(i, max(i - 8, -1), -1):
            if not self._tokens[k].is_hyphen:
                keys.insert(0, self._key(k))
                places.insert(0, k)
        for size in (3, 2):
            if len(keys) > size and tuple(keys[-size:]) in self._words.halves:
                half = 0.5
                del keys[-size:], places[-size:]
                break
        if not places:
            return None
        i = places[-1]
        value: float
        if self._is_number(i):
            value = float(self._key(i)[:6])
            point = self._key(i - 1)
            if point in (".", ",") and self._is_glued(i) and self._is_glued(i - 1) and self._is_number(i - 2):
                value, i = float(f"{self._key(i - 2)[:6]}.{self._key(i)[:6]}"), i - 2
            if not self._is_free_left(i):
                return None
        elif self._key(i) in self._words.additions:
            value = 1 + self._words.additions[self._key(i)]
        elif self._key(i) in self._words.cardinals:
            value = self._words.cardinals[self._key(i)]
            if value < 10 and len(places) > 1 and self._words.cardinals.get(keys[-2], 0) in range(20, 100, 10):
                value, i = value + self._words.cardinals[keys[-2]], places[-2]
            elif self._key(i - 1) in self._words.additions:
                value, i = value + self._words.additions[self._key(i - 1)], i - 1
        else:
            return None
        j = i - 1
        joined = self._is_hyphen(j) or bool(self._before(self._words.tos, i))
        if joined and (self._is_number(j - 1) or self._key(j - 1) in self._words.cardinals):
            return None
        return value + half, i

    # -- single expressions

    def dates(self) -> list[DateExpression]:
        """All dates, in order and without overlap."""
        drafts: list[_Draft] = []
        for head in self._heads:
            first, last, kind, value = head
            if kind == "date:month":
                drafts += self._month(first, last, value)
            elif kind == "date:weekday":
                drafts.append(self._weekday(first, last, value))
            elif kind == "date:relative":
                drafts += self._relative(first, last, value)
            elif kind == "date:unit":
                drafts += self._counted(first, last, value)
            elif kind == "date:span":
                drafts += self._span(first, last, value)
            elif kind == "date:day_word":
                found = self._day_ending(first)
                if found:
                    drafts.append(_Draft(DateExpression(found[1], last, "day_of_month", day=found[0])))
        numbers = [i for i, token in enumerate(self._tokens) if token.kind == "number"]
        for i in reversed(numbers):  # a list of years is told as such at its end
            draft = self._number(i)
            if draft is not None:
                drafts.append(_Draft(draft))
                if draft.kind == "year":
                    self._years.add(i)
        if not drafts:
            return []
        merged = self._merged(_without_overlap(drafts))
        merged = self._with_years_shared(merged)
        return [self._related(self._with_part(d.expression)) for d in merged if not d.is_weak]

    def _month(self, first: int, last: int, name: Name) -> list[_Draft]:
        words = self._words
        start, end = first, last
        if name.strength == "abbreviation" and self._key(end) == "." and self._is_glued(end):
            end += 1
        if name.strength == "weak" and not self._is_written_as_name(first, name):
            return []
        groups = self._days_before(first, name.number)
        if groups:
            start = groups[0][2]
        modifier: Modifier | None = None
        behind: list[tuple[int, int | None, int, int]] = []
        year = self._year_after(end)
        if not groups:
            before = self._by_last.get(first)
            if before is not None and before.kind == "date:modifier":
                modifier, start = before.value, before.first
            if year is None and (name.language in words.day_follows or self._day_at(end) is not None):
                behind, after = self._days_after(end, name.number, name.language in words.day_follows)
                if behind:
                    end = after
                    year = self._year_after(end)
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
        if name.strength == "weak" and year is None and not self._weak_month_stands(first, last, name, modifier):
            return []
        if modifier is not None and modifier.origin == "context":
            modifier, start = None, first
        expression = DateExpression(
            start, end, "month", told_year, name.number, modifier=modifier.offset if modifier else None
        )
        return [_Draft(expression)]

    def _is_written_as_name(self, first: int, name: Name) -> bool:
        return name.language not in self._words.capitalised or self._tokens[first].is_capitalised

    def _weak_month_stands(self, first: int, last: int, name: Name, modifier: Modifier | None) -> bool:
        if self._key(last) in self._words.weak_denied_by:
            return False
        before = self._by_last.get(first)
        has_part = before is not None and before.kind == "date:part"
        return modifier is not None or has_part or self._key(first - 1) in self._words.weak_frames

    def _days_before(self, month_first: int, month: int) -> list[tuple[int, int | None, int, int]]:
        """Days told before a month, folded: (day, end day or None, first token, one past the last token)."""
        found = self._day_ending(month_first)
        if found is None and self._key(month_first - 1) in self._words.glue:
            found = self._day_ending(month_first - 1)  # "the 4th of December"
            if found is not None and self._is_number(found[1]) and month_first - 1 - found[1] == 1:
                found = None  # "20 of December" counts something
        if found is None or found[0] > _month_length(month):
            return []
        day, first = found
        days: list[tuple[int, int, int, str]] = [(day, first, month_first, "")]
        saw_and = False
        while len(days) < _LONGEST_LIST:
            day, first = days[0][:2]
            joint, width = self._joint_before(first)
            previous = self._day_ending(first - width) if joint else None
            if previous is None:
                break
            if joint == "to" and previous[0] >= day:
                break
            if joint == "," and not saw_and and previous[0] != day - 1:
                break
            saw_and = saw_and or joint == "and"
            days.insert(0, (previous[0], previous[1], first - width, joint))
        return self._folded(days)

    def _joint_before(self, i: int) -> tuple[str, int]:
        """What joins a day to the day at token i: "to", "and", "," or "", and how many tokens it takes."""
        if self._is_hyphen(i - 1):
            return "to", 1
        phrase = self._before(self._words.tos, i)
        if phrase:
            return "to", len(phrase)
        phrase = self._before(self._words.ands, i)
        if phrase:
            between = self._key(i - len(phrase) - 2) in self._words.betweens
            return ("to" if between else "and"), len(phrase)
        return (",", 1) if self._key(i - 1) == "," else ("", 0)

    def _folded(self, days: Sequence[tuple[int, int, int, str]]) -> list[tuple[int, int | None, int, int]]:
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

    def _days_after(self, end: int, month: int, is_usual: bool) -> tuple[list[tuple[int, int | None, int, int]], int]:
        """Days told after a month ("September 3", "Sept. 3-5"), folded, and one past their last token."""
        i = end
        found = self._day_at(i)
        if found is None and is_usual and self._key(end) in self._words.glue:
            i = end + 1  # "December the 4th", but not "the march of 4"
            found = self._day_at(i)
            found = found if found is not None and found[1] > i + 1 else None
        if found is None or found[0] > _month_length(month) or not self._is_day_end(i, found[1]):
            return [], end
        if not is_usual and self._year_after(found[1]) is None:
            return [], end
        day, last = found
        next_at, joint = last, ""
        if self._is_hyphen(last):
            next_at, joint = last + 1, "to"
        elif phrase := self._after(self._words.tos, last):
            next_at, joint = last + len(phrase), "to"
        elif phrase := self._after(self._words.ands, last):
            between = self._key(end - 2) in self._words.betweens
            next_at, joint = last + len(phrase), "to" if between else "and"
        second = self._day_at(next_at) if joint else None
        if second is None or not self._is_day_end(next_at, second[1]) or second[0] > _month_length(month):
            return [(day, None, i, last)], last
        follower = self._by_first.get(second[1]) or self._by_first.get(second[1] + 1)
        if follower is not None and follower.kind in ("date:month", "date:unit"):
            return [(day, None, i, last)], last  # "December 30 to 2 January"; "May 5 and 10 days later"
        if joint == "and" and self._is_word(second[1]) and not self._tokens[second[1]].is_capitalised:
            return [(day, None, i, last)], last  # "on May 5 and 20 ministers"
        if joint == "to" and second[0] <= day:
            return [(day, None, i, last)], last
        return self._folded([(day, i, last, joint), (second[0], next_at, second[1], "")]), second[1]

    def _is_day_end(self, i: int, end: int) -> bool:
        return end > i + 1 or not self._is_number(i) or self._is_free_right(i)

    def _weekday(self, first: int, last: int, name: Name) -> _Draft:
        start, end = first, last
        if name.strength == "abbreviation" and self._key(end) == "." and self._is_glued(end):
            end += 1
        modifier: int | None = None
        before = self._by_last.get(first)
        if before is not None and before.kind == "date:modifier" and name.strength != "abbreviation":
            start = before.first
            modifier = before.value.offset
        framed = modifier is not None or self._key(first - 1) in self._words.weekday_frames
        is_weak = name.strength == "abbreviation" or (name.strength == "weak" and not framed)
        return _Draft(DateExpression(start, end, "weekday", weekday=name.number, modifier=modifier), is_weak)

    def _relative(self, first: int, last: int, value: Relative) -> list[_Draft]:
        if self._key(last - 1) in self._words.needs_pause and self._is_word(last):
            return []  # "the day before the summit"
        offset, origin, start = value.offset, value.origin, first
        if origin == "either" and self._key(first - 1) in self._words.context_links:
            origin = "context"
        before = self._by_last.get(first)
        if before is not None and before.kind == "date:modifier" and value.part is not None and offset == 0:
            offset, origin, start = before.value.offset, before.value.origin, before.first
        expression = DateExpression(
            start, last, "relative", unit=value.unit, offset=offset, origin=origin,
            part=value.part, is_unsigned=value.is_unsigned,
        )  # fmt: skip
        return [_Draft(expression)]

    def _counted(self, first: int, last: int, value: UnitWord) -> list[_Draft]:
        """ "last year", "two days ago", "a month later"."""
        unit = value.unit
        if unit in ("minute", "hour"):
            return []
        before = self._by_last.get(first)
        if before is not None and before.kind == "date:modifier":
            offset, origin = before.value
            if not value.is_one or (unit == "day" and offset < 0 and origin == "anchor"):
                return []
            if unit == "day":
                origin = "context"
            return [_Draft(DateExpression(before.first, last, "relative", unit=unit, offset=offset, origin=origin))]
        count = self._count_before(first)
        start = first
        if count is None:
            if value.language not in self._words.implicit_counts or not value.is_one:
                return []
            number = 1.0
        else:
            number, start = count
        if number % 1 or not 1 <= number <= 1000:
            return []
        end = last
        phrase = self._after(self._words.markers_after, last)
        if phrase:
            marker = self._words.markers_after[phrase]
            end += len(phrase)
        else:
            phrase = self._before(self._words.markers_before, start)
            if not phrase:
                return []
            marker = self._words.markers_before[phrase]
            start -= len(phrase)
        origin = marker.origin
        if self._key(start - 1) in self._words.context_links:
            origin = "context"
        expression = DateExpression(
            start, end, "relative", unit=unit, offset=marker.sign * int(number), origin=origin, is_counted=True
        )
        return [_Draft(expression)]

    def _span(self, first: int, last: int, value: Span) -> list[_Draft]:
        start, end = first, last
        modifier: int | None = None
        before = self._by_last.get(first)
        if before is not None and before.kind == "date:modifier" and before.value.origin == "anchor":
            modifier, start = before.value.offset, before.first
        year = self._year_after(last)
        if year is not None:
            end = year[1]
        framed = self._key(first - 1) in self._words.span_frames or (
            self._key(first - 1) in self._words.glue and self._key(first - 2) in self._words.span_frames
        )
        is_weak = year is None and modifier is None and not value.stands_alone and not framed
        expression = DateExpression(
            start, end, "span", year[0] if year else None, value.first_month, months=value.months, modifier=modifier
        )
        return [_Draft(expression, is_weak)]

    def _number(self, i: int) -> DateExpression | None:
        """A numeric date, a year, or "on the 11th", that begins at number token i."""
        key = self._key(i)
        if len(key) == 4:
            return self._iso_date(i) or self._year(i)
        if len(key) > 2 or not self._is_free_left(i):
            return None
        if self._is_glued(i + 1) and self._key(i + 1) in (".", "/", "-"):
            return self._numeric_date(i)
        found = self._day_at(i)
        if found is None or found[1] == i + 1 or not self._before(self._words.day_before, i):
            return None
        if self._is_word(found[1]) and self._key(found[1]) not in self._words.year_frames_before:
            return None  # "on the 5th floor"
        return DateExpression(i, found[1], "day_of_month", day=found[0])

    def _numeric_parts(self, i: int) -> list[str] | None:
        """The three numbers of a date such as 7.8.2025 whose first is token i, all glued by one sign."""
        if i + 4 >= len(self._tokens) or not all(self._is_glued(k) for k in range(i + 1, i + 5)):
            return None
        if self._key(i + 1) != self._key(i + 3) or not self._is_number(i + 2) or not self._is_number(i + 4):
            return None
        return [self._key(i), self._key(i + 2), self._key(i + 4)]

    def _iso_date(self, i: int) -> DateExpression | None:
        parts = self._numeric_parts(i) if self._key(i + 1) in ("-", ".", "/") and not self._is_glued(i) else None
        if parts is None or len(parts[1]) > 2 or len(parts[2]) > 2:
            return None
        return _calendar_day(i, int(parts[0]), int(parts[1]), int(parts[2]))

    def _numeric_date(self, i: int) -> DateExpression | None:
        parts = self._numeric_parts(i)
        if parts is None or len(parts[1]) > 2 or len(parts[2]) not in (2, 4):
            return None
        after = i + 5
        if self._is_glued(after) and (self._key(after) == self._key(i + 1) and self._is_glued(after + 1)):
            return None  # 10.0.0.25.1, an address or a version
        day, month, year = int(parts[0]), int(parts[1]), int(parts[2])
        if len(parts[2]) == 2:
            year += 2000
        is_swappable = self._key(i + 1) == "/" and day <= 12
        if month > 12 and is_swappable:
            day, month = month, day  # the American order, proven by a month above 12
            is_swappable = False
        found = _calendar_day(i, year, month, day)
        return replace(found, is_swappable=True) if found is not None and is_swappable else found

    def _year(self, i: int) -> DateExpression | None:
        """A four-digit number that its neighbours show to be a year."""
        words = self._words
        number = int(self._key(i))
        if number not in _EXPLICIT_YEARS:
            return None
        after = i + 1
        if phrase := self._after(words.period_after, after):
            return (
                DateExpression(i, after + len(phrase), "period", number)
                if phrase[0] not in words.year_after
                else (self._bare_year(i, number, after + 1))
            )
        if self._is_glued(after) and self._is_hyphen(after) and self._is_glued(after + 1):
            suffix = self._key(after + 1)
            if self._is_number(after + 1) and len(suffix) in (2, 4):
                end = after + 2
                return DateExpression(i, end, "period", number)
            if (suffix,) in words.period_after and suffix not in words.ordinal_suffixes:
                return DateExpression(i, after + 2, "period", number)
            if suffix in words.ordinal_suffixes:
                end = after + 2
                has_word = self._key(end) in words.year_after
                return self._bare_year(i, number, end + 1 if has_word else end)
            return None  # "flight 2019-A"
        if self._key(after) in words.year_after:
            return self._bare_year(i, number, after + 1)
        if not self._is_free_right(i) or self._key(after) in words.counted:
            return None
        if number not in _BARE_YEARS:
            return None
        if self._key(i - 1) in words.year_before:
            return DateExpression(i - 1, after, "year", number)
        if self._is_free_left(i):
            before = self._by_last.get(i)
            framed = self._key(i - 1) in words.year_frames_before or self._key(after) in words.year_frames_after
            framed = framed or (before is not None and before.kind == "date:part")
            if self._key(after) in words.year_weak_frames_after:
                framed = framed or not self._is_word(i - 1) or self._key(i - 1) in words.not_names
            framed = framed or (self._key(i - 1) == "(" and self._key(after) == ")")
            follower = self._by_first.get(after)
            framed = framed or (follower is not None and follower.kind == "date:part")
            if framed:
                return DateExpression(i, after, "year", number)
            joint = 1 if self._key(after) == "," else len(self._after(words.ands, after))
            if joint and after + joint in self._years:
                return DateExpression(i, after, "year", number)
            if self._is_word(i - 1):
                return DateExpression(i, after, "edition", number)
            return None
        if self._is_hyphen(i - 1) and self._is_glued(i - 1) and self._is_word(i - 2):
            return DateExpression(i, after, "edition", number)
        return None

    def _bare_year(self, i: int, number: int, end: int) -> DateExpression | None:
        if not self._is_free_left(i):
            is_span = self._is_hyphen(i - 1) and self._is_number(i - 2)
            return DateExpression(i, end, "period", number) if is_span else None
        return DateExpression(i, end, "year", number)

    # -- neighbours that make one date

    def _merged(self, drafts: Iterable[_Draft]) -> list[_Draft]:
        result: list[_Draft] = []
        for draft in drafts:
            while result:
                joint = self._joined(result[-1].expression, draft.expression)
                if joint is None:
                    break
                result.pop()
                draft = _Draft(joint)
            result.append(draft)
        return result

    def _joined(self, a: DateExpression, b: DateExpression) -> DateExpression | None:
        """One date of two expressions that are parts of one, or None."""
        gap = self._tokens[a.last : b.first]
        if len(gap) > 4 or any(t.kind == "newline" for t in gap):
            return None
        if self._tokens[a.last - 1].sentence != self._tokens[b.first].sentence:
            return None  # "… on Thursday. Earlier in the day …"
        if joint := self._joined_range(a, b):
            return joint
        if any(t.text not in _GLUE_SIGNS and t.key not in self._words.glue for t in gap):
            return None
        for x, y in ((a, b), (b, a)):
            joint = _combined(x, y, is_before=x is a)
            if joint is not None:
                return replace(joint, first=a.first, last=self._closed(gap, b.last))
        is_year_of = a.kind == "year" and b.year is None and b.kind in ("month", "span", "day") and b.unit is None
        if is_year_of and 0 < len(gap) <= 2 and all(t.kind == "word" for t in gap):
            return replace(b, first=a.first, year=a.year)
        return None

    def _closed(self, gap: Sequence[Token], last: int) -> int:
        """Takes in the bracket that closes one opened in the gap."""
        return last + 1 if any(t.text == "(" for t in gap) and self._key(last) == ")" else last

    def _joined_range(self, a: DateExpression, b: DateExpression) -> DateExpression | None:
        """ "30 April to 2 May"."""
        if a.kind != "day" or b.kind != "day" or a.end_day or b.end_day or a.unit or b.unit:
            return None
        is_range = (b.first == a.last + 1 and self._is_hyphen(a.last)) or (
            a.last + len(self._before(self._words.tos, b.first)) == b.first != a.last
        )
        ands = len(self._before(self._words.ands, b.first))
        is_range = is_range or (
            ands > 0 and a.last + ands == b.first and self._key(a.first - 1) in self._words.betweens
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

    def _with_years_shared(self, drafts: list[_Draft]) -> list[_Draft]:
        """ "24 февраля, 2 и 7 марта 2022 года": a year told at the end of a list is the year of all."""
        for n in range(len(drafts) - 2, -1, -1):
            a, b = drafts[n].expression, drafts[n + 1].expression
            if a.year is not None or b.year is None or a.unit or a.kind not in ("day", "month", "span"):
                continue
            if b.kind != a.kind or a.month is None or b.month is None or a.month > b.month or a.modifier is not None:
                continue
            gap = self._tokens[a.last : b.first]
            phrase = self._before(self._words.ands, b.first) or self._before(self._words.tos, b.first)
            comma = len(gap) == 1 and gap[0].text == ","
            hyphen = len(gap) == 1 and gap[0].is_hyphen
            if comma or hyphen or (phrase and len(gap) - len(phrase) in (0, 1)):
                drafts[n] = _Draft(replace(a, year=b.year))
        return drafts

    def _with_part(self, e: DateExpression) -> DateExpression:
        """ "early", "mid", "end of", before or after a month, year or season."""
        if e.kind not in ("month", "year", "relative", "span") or (e.kind == "relative" and e.unit == "day"):
            return e
        for start in (e.first, e.first - 1):
            before = self._by_last.get(start)
            if before is None or before.kind != "date:part" or not before.value.is_before:
                continue
            if start == e.first or self._key(start) in self._words.glue or self._is_hyphen(start):
                return replace(e, first=before.first, part=before.value.part)
        after = self._by_first.get(e.last)
        if after is not None and after.kind == "date:part" and not after.value.is_before:
            return replace(e, last=after.last, part=after.value.part)
        return e

    def _related(self, e: DateExpression) -> DateExpression:
        """Reads "since", "until", "before", "after" beside an expression."""
        relation = self._words.relations_before.get(self._before(self._words.relations_before, e.first))
        if relation is None:
            relation = self._words.relations_after.get(self._after(self._words.relations_after, e.last))
        if relation is None or (e.end_day is not None and relation in ("since", "until")):
            return e
        return replace(e, relation=relation)

    # -- durations

    def durations(self) -> list[Duration]:
        """All durations, in order and without overlap."""
        found: list[Duration] = []
        taken = 0
        for head in self._heads:
            duration: Duration | None = None
            if head.kind == "date:duration":
                duration = Duration(head.first, head.last, head.value)
            elif head.kind == "date:unit" and head.value.unit in ("minute", "hour"):
                duration = self._duration(head.first, head.last, head.value)
            if duration is None or duration.first < taken:
                continue
            if self._is_denied(duration):
                continue
            if found and self._continues(found[-1], duration, head):
                duration = Duration(found[-1].first, duration.last, found.pop().minutes + duration.minutes)
            found.append(duration)
            taken = duration.last
        return found

    def _duration(self, first: int, last: int, value: UnitWord) -> Duration | None:
        size = 60 if value.unit == "hour" else 1
        count = self._count_before(first)
        start, end = first, last
        if count is not None:
            number, start = count
        elif value.language in self._words.count_follows and (behind := self._count_at(last)) is not None:
            number, end = behind
        elif value.unit == "hour" and value.is_one and self._is_bare_hour(first, last):
            number = 1.0
        else:
            return None
        if phrase := self._after(self._words.halves, end):
            number, end = number + 0.5, end + len(phrase)
        elif self._is_hyphen(end) and (phrase := self._after(self._words.halves, end + 1)):
            number, end = number + 0.5, end + 1 + len(phrase)
        minutes = round(number * size)
        return Duration(start, end, minutes) if 0 < minutes <= 60 * 24 * 31 else None

    def _is_bare_hour(self, first: int, last: int) -> bool:
        """One hour, though no number is told: «около часа», «час с половиной»."""
        if not self._words.bare_hour_cues:
            return False
        if self._key(first - 1) in self._words.bare_hour_cues or self._key(first - 2) in self._words.bare_hour_cues:
            return not self._is_number(first - 1)
        return bool(self._after(self._words.halves, last))

    def _count_at(self, i: int) -> tuple[float, int] | None:
        """«минут сорок»: an approximate count told behind its unit."""
        value = self._words.cardinals.get(self._key(i))
        if value is None or self._words.ordinals.get(self._key(i)) is not None:
            return None
        second = self._words.cardinals.get(self._key(i + 1))
        if value in range(20, 100, 10) and second is not None and second < 10:
            value, i = value + second, i + 1
        follower = self._by_first.get(i + 1)
        if follower is not None and follower.kind == "date:unit":
            return None
        return value, i + 1

    def _is_denied(self, duration: Duration) -> bool:
        """ "two hours ago", "within an hour", «в 15 часов»."""
        if self._key(duration.first - 1) in self._words.denied_before:
            return True
        return any(self._after(self._words.denied_after, duration.last))

    def _continues(self, hours: Duration, minutes: Duration, head: Match) -> bool:
        """Whether the minutes go on from the hours: "one hour and 20 minutes"."""
        if head.kind != "date:unit" or head.value.unit != "minute" or minutes.minutes >= 60 or hours.minutes % 60:
            return False
        gap = minutes.first - hours.last
        return gap == 0 or (gap == 1 and self._before(self._words.ands, minutes.first) != ())


def _combined(x: DateExpression, y: DateExpression, *, is_before: bool) -> DateExpression | None:
    """What y becomes with what x adds to it, or None; `is_before`: x stands first. The caller sets the tokens."""
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
    tells_year = x.kind == "relative" and x.unit == "year" and x.part is None and not x.is_counted
    needs_year = y.kind in ("day", "month", "span") and y.year is None and y.unit is None and y.modifier is None
    return replace(y, unit="year", offset=x.offset, origin=x.origin) if tells_year and needs_year else None


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
