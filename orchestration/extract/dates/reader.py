"""Reads date expressions out of tokens: the grammar of dates, shared by all languages.

Not here: words, which are data (`rules`), what neighbours make together (`joiner`), and what days an
expression means (`resolver`).
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.dates.joiner import Draft, join
from orchestration.extract.dates.tokens import EXPLICIT_YEARS, DateTokens
from orchestration.extract.text import END_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestration.extract.dates.rules import Name, Relative, Span, Unit, UnitWord, Vocabulary
    from orchestration.extract.lexicon import Matches
    from orchestration.extract.text import Token

_BARE_YEARS = range(1947, 2036)
_LONGEST_LIST = 6

#: A day or span of days of a month: (day, end day or None, first token, one past the last token).
_Days = tuple[int, int | None, int, int]


class DateReader(DateTokens):
    """One pass over one stretch of tokens. Every step looks only a few tokens around a word or number of a date."""

    def __init__(self, words: Vocabulary, tokens: Sequence[Token], matches: Matches) -> None:
        """Takes the lexicon's scan of the same tokens."""
        super().__init__(words, tokens, matches)
        self._years: set[int] = set()

    def dates(self) -> list[DateExpression]:
        """All dates, in order and without overlap."""
        drafts: list[Draft] = []
        for head in self.heads:
            first, last, kind, value = head
            if kind == "date:month":
                drafts += self._month(first, last, value)
                drafts += self._year_of_initials(drafts[-1].expression.last) if drafts else []
            elif kind == "date:weekday":
                drafts.append(self._weekday(first, last, value))
            elif kind == "date:relative":
                drafts += self._relative(first, last, value)
            elif kind == "date:unit":
                drafts += self._counted(first, last, value)
            elif kind == "date:span":
                drafts += self._span(first, last, value)
            elif kind == "date:day_word":
                found = self.day_ending(first)
                if found:
                    drafts.append(Draft(DateExpression(found[1], last, "day_of_month", day=found[0])))
        numbers = [i for i, token in enumerate(self.tokens) if token.kind == "number"]
        for i in reversed(numbers):  # a list of years is told as such at its end
            draft = self._number(i)
            if draft is not None:
                drafts.append(Draft(draft))
                if draft.kind == "year":
                    self._years.add(i)
        return [self._with_part_of_day(e) for e in join(drafts, self)] if drafts else []

    def _with_part_of_day(self, expression: DateExpression) -> DateExpression:
        """ "The evening of 5 May" is one date."""
        part = self.phrase_before(self.words.day_parts, expression.first)
        return replace(expression, first=expression.first - len(part)) if part else expression

    def _month(self, first: int, last: int, name: Name) -> list[Draft]:
        """ "3 September", "September 3-5, 2025", "next May"."""
        if name.strength == "weak" and not self._is_written_as_name(first, name):
            return []
        end = last + (name.strength == "abbreviation" and self.key(last) == "." and self.is_glued(last))
        before = self._days_before(first, name.number)
        behind: list[_Days] = []
        year = self.year_after(end)
        if not before and year is None:
            is_usual = name.language in self.words.day_follows
            if is_usual or self.day_at(end) is not None:
                behind, end = self._days_after(end, name.number, is_usual)
                year = self.year_after(end) if behind else None
        if year is None and before and name.strength == "abbreviation":
            year = self._short_year(end)
        told_year, end = year if year is not None else (None, end)
        head = self.by_last.get(first) if not before else None
        modifier = head if head is not None and head.kind == "date:modifier" else None
        if before or behind:
            start = modifier.first if modifier is not None else first
            return _days_of_month(before or behind, start, end, told_year, name.number)
        if year is None and not self._month_stands(first, last, name, is_modified=modifier is not None):
            return []
        if modifier is None or modifier.value.origin == "context":
            return [Draft(DateExpression(first, end, "month", told_year, name.number))]
        offset = modifier.value.offset
        return [Draft(DateExpression(modifier.first, end, "month", told_year, name.number, modifier=offset))]

    def _year_of_initials(self, i: int) -> list[Draft]:
        """ "This year", "last year" in two initials right behind a month: «15 июля с.г.»."""
        offset = self.words.year_initials.get((self.key(i), self.key(i + 2)))
        if offset is None or self.key(i + 1) != "." or self.key(i + 3) != ".":
            return []
        return [Draft(DateExpression(i, i + 3, "relative", unit="year", offset=offset))]

    def _short_year(self, i: int) -> tuple[int, int] | None:
        """A year of two digits and one past it: "19 Aug 24"."""
        key = self.key(i)
        if not self.is_number(i) or len(key) != 2 or not self.is_free_right(i) or self.key(i + 1) in self.words.counted:
            return None
        follower = self.by_first.get(i + 1)
        year = 2000 + int(key)
        return (year, i + 1) if follower is None and year in _BARE_YEARS else None

    def _is_written_as_name(self, first: int, name: Name) -> bool:
        return name.language not in self.words.capitalised or self.tokens[first].is_capitalised

    def _month_stands(self, first: int, last: int, name: Name, *, is_modified: bool) -> bool:
        """Whether a word for a month means one where neither a day nor a year is told with it."""
        if name.strength != "weak":
            return name.strength != "abbreviation"
        if self.key(last) in self.words.weak_denied_by:
            return False
        before = self.by_last.get(first)
        has_part = before is not None and before.kind == "date:part"
        framed = self.key(first - 1) in self.words.weak_frames
        return is_modified or has_part or framed or self._is_listed(first, last)

    def _is_listed(self, first: int, last: int) -> bool:
        """Whether another month is joined to a word: "in February, March and July"."""
        before = len(self.phrase_before(self.words.ands, first)) or int(self.key(first - 1) == ",")
        behind = len(self.phrase_at(self.words.ands, last)) or int(self.key(last) == ",")
        beside = [self.by_last.get(first - before)] if before else []
        beside += [self.by_first.get(last + behind)] if behind else []
        return any(head is not None and head.kind == "date:month" for head in beside)

    def _days_before(self, month_first: int, month: int) -> list[_Days]:
        """Days told before a month, folded."""
        found = self.day_ending(month_first)
        if found is None and self.is_hyphen(month_first - 1) and self.is_glued(month_first):
            found = self.day_ending(month_first - 1)  # "04-Dec-2025"
            if found is not None and self._is_of_month(found[1]):
                found = None  # "November 30-December 2"
        if found is None and self.key(month_first - 1) in self.words.glue:
            found = self.day_ending(month_first - 1)  # "the 4th of December"
            if found is not None and self.is_number(found[1]) and month_first - 1 - found[1] == 1:
                found = None  # "20 of December" counts something
            if found is not None and self.day_at(month_first + 1) is not None:
                found = None  # "the second on August 18"
        if found is None or found[0] > _month_length(month):
            return []
        day, first = found
        days: list[tuple[int, int, int, str]] = [(day, first, month_first, "")]
        saw_and = False
        while len(days) < _LONGEST_LIST:
            day, first = days[0][:2]
            joint, width = self._joint_before(first)
            previous = self.day_ending(first - width) if joint else None
            if previous is None:
                break
            if joint == "to" and previous[0] >= day:
                break
            if joint == "," and not (saw_and or previous[0] == day - 1 or self._is_in_list(previous[1])):
                break
            saw_and = saw_and or joint == "and"
            days.insert(0, (previous[0], previous[1], first - width, joint))
        return self._folded(days)

    def _is_of_month(self, i: int) -> bool:
        """Whether the day at token i stands behind its month."""
        month = self.by_last.get(i - (self.key(i - 1) == "."))
        return month is not None and month.kind == "date:month"

    def _is_in_list(self, i: int) -> bool:
        """Whether a day is told behind a month and a comma: «24 февраля, 2, 7 и 9 марта»."""
        month = self.by_last.get(i - 1)
        return self.key(i - 1) == "," and month is not None and month.kind == "date:month"

    def _joint_before(self, i: int) -> tuple[str, int]:
        """What joins a day to the day at token i: "to", "and", "," or "", and how many tokens it takes."""
        if self.is_hyphen(i - 1):
            return "to", 1
        phrase = self.phrase_before(self.words.tos, i)
        if phrase:
            return "to", len(phrase)
        phrase = self.phrase_before(self.words.ands, i)
        if phrase:
            between = self.key(i - len(phrase) - 2) in self.words.betweens
            return ("to" if between else "and"), len(phrase)
        return (",", 1) if self.key(i - 1) == "," else ("", 0)

    def _folded(self, days: Sequence[tuple[int, int, int, str]]) -> list[_Days]:
        """Ranges, and neighbouring days told one by one, as one group each."""
        groups: list[_Days] = []
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

    def _days_after(self, end: int, month: int, is_usual: bool) -> tuple[list[_Days], int]:
        """Days told after a month ("September 3", "Sept. 3-5"), folded, and one past their last token."""
        i = end
        found = self.day_at(i)
        if found is None and is_usual and self.key(end) in self.words.glue:
            i = end + 1  # "December the 4th", but not "the march of 4"
            found = self.day_at(i)
            found = found if found is not None and found[1] > i + 1 else None
        if found is None or found[0] > _month_length(month) or not self._is_day_end(i, found[1]):
            return [], end
        if not is_usual and self.year_after(found[1]) is None:
            return [], end
        day, last = found
        next_at, joint = last, ""
        if self.is_hyphen(last):
            next_at, joint = last + 1, "to"
        elif phrase := self.phrase_at(self.words.tos, last):
            next_at, joint = last + len(phrase), "to"
        elif phrase := self.phrase_at(self.words.ands, last):
            between = self.key(end - 2) in self.words.betweens
            next_at, joint = last + len(phrase), "to" if between else "and"
        second = self.day_at(next_at) if joint else None
        if second is None or not self._is_day_end(next_at, second[1]) or second[0] > _month_length(month):
            return [(day, None, i, last)], last
        follower = self.by_first.get(second[1]) or self.by_first.get(second[1] + 1)
        if follower is not None and follower.kind in ("date:month", "date:unit"):
            return [(day, None, i, last)], last  # "December 30 to 2 January"; "May 5 and 10 days later"
        next_day = second[0] == day + 1
        if joint == "and" and self.is_word(second[1]) and not (self.tokens[second[1]].is_capitalised or next_day):
            return [(day, None, i, last)], last  # "on May 5 and 20 ministers"
        if second[0] <= day:
            return [(day, None, i, last)], last  # "on 8 August and the second …"
        return self._folded([(day, i, last, joint), (second[0], next_at, second[1], "")]), second[1]

    def _is_day_end(self, i: int, end: int) -> bool:
        return end > i + 1 or not self.is_number(i) or self.is_free_right(i)

    def _weekday(self, first: int, last: int, name: Name) -> Draft:
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
        return Draft(DateExpression(start, end, "weekday", weekday=name.number, modifier=modifier), is_weak)

    def _relative(self, first: int, last: int, value: Relative) -> list[Draft]:
        if self.key(last - 1) in self.words.needs_pause and self.is_word(last):
            sign = self.words.leads.get((self.key(last - 1),))
            return [Draft(_lead(first, last - 1, value.unit, sign))] if sign else []  # "the day before the summit"
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
        return [Draft(expression)]

    def _counted(self, first: int, last: int, value: UnitWord) -> list[Draft]:
        """ "last year", "two days ago", "a month later"."""
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
            return [Draft(DateExpression(before.first, last, "relative", unit=unit, offset=offset, origin=origin))]
        count = self.count_before(first)
        few = self.phrase_before(self.words.few, first) if count is None and unit in ("day", "week") else ()
        start = first - len(few)
        if count is not None:
            number, start = count
        elif few or (value.language in self.words.implicit_counts and value.is_one):
            number = 1.0
        else:
            return []
        if number % 1 or not 1 <= number <= 1000:
            return []
        end = last
        phrase = self.phrase_at(self.words.markers_after, last)
        if phrase:
            marker = self.words.markers_after[phrase]
            end += len(phrase)
        elif not few and (lead := self.phrase_at(self.words.leads, last)):
            offset = self.words.leads[lead] * int(number)
            return [Draft(_lead(start, last, unit, offset))]
        else:
            phrase = self.phrase_before(self.words.markers_before, start)
            if not phrase:
                return []
            marker = self.words.markers_before[phrase]
            start -= len(phrase)
        origin = marker.origin
        if self.key(start - 1) in self.words.context_links:
            origin = "context"
        expression = DateExpression(
            start, end, "relative", unit=unit, offset=marker.sign * int(number), origin=origin, is_counted=True,
            is_few=bool(few),
        )  # fmt: skip
        return [Draft(expression)]

    def _span(self, first: int, last: int, value: Span) -> list[Draft]:
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
        return [Draft(expression, is_weak)]

    def _number(self, i: int) -> DateExpression | None:
        """A numeric date, a year, or "on the 11th", that begins at number token i."""
        key = self.key(i)
        if len(key) == 4:
            return self._iso_date(i) or self._year(i)
        if len(key) > 2 or not self.is_free_left(i):
            return None
        if self.is_glued(i + 1) and self.key(i + 1) in (".", "/", "-") and not self.is_word(i + 2):
            return self._numeric_date(i)
        found = self.day_at(i)
        if found is None or found[1] == i + 1:
            return None
        joint = len(self.phrase_at(self.words.ands, found[1]))
        listed = joint > 0 and self._is_lone_day(found[1] + joint)  # «5-го и 18-го»
        lone = self._is_lone_day(i) and (listed or not self.is_word(found[1]))
        if not lone and not self.phrase_before(self.words.day_before, i):
            return None
        if self.is_word(found[1]) and not listed and self.key(found[1]) not in self.words.year_frames_before:
            return None  # "on the 5th floor"
        return DateExpression(i, found[1], "day_of_month", day=found[0])

    def _is_lone_day(self, i: int) -> bool:
        """Whether a day begins at token i that its suffix alone makes one: «10-го»."""
        found = self.day_at(i)
        return found is not None and self.key(found[1] - 1) in self.words.lone_day_suffixes

    def _numeric_parts(self, i: int) -> list[str] | None:
        """The three numbers of a date such as 7.8.2025 whose first is token i, all glued by one sign."""
        if i + 4 >= len(self.tokens) or not all(self.is_glued(k) for k in range(i + 1, i + 5)):
            return None
        if self.key(i + 1) != self.key(i + 3) or not self.is_number(i + 2) or not self.is_number(i + 4):
            return None
        return [self.key(i), self.key(i + 2), self.key(i + 4)]

    def _iso_date(self, i: int) -> DateExpression | None:
        parts = self._numeric_parts(i) if self.key(i + 1) in ("-", ".", "/") and not self.is_glued(i) else None
        if parts is None or len(parts[1]) > 2 or len(parts[2]) > 2:
            return None
        return _calendar_day(i, int(parts[0]), int(parts[1]), int(parts[2]))

    def _numeric_date(self, i: int) -> DateExpression | None:
        parts = self._numeric_parts(i)
        if parts is None or len(parts[1]) > 2 or len(parts[2]) not in (2, 4):
            return None
        after = i + 5
        goes_on = self.is_glued(after) and self.is_glued(after + 1) and self.is_number(after + 1)
        if goes_on and self.key(after) == self.key(i + 1):
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

    def _year(self, i: int) -> DateExpression | None:
        """A four-digit number that its neighbours show to be a year."""
        words, number, after = self.words, int(self.key(i)), i + 1
        if number not in EXPLICIT_YEARS:
            return None
        if phrase := self.phrase_at(words.period_after, after):
            if phrase[0] in words.year_after:
                return self._bare_year(i, number, after + 1)
            return DateExpression(i, after + len(phrase), "period", number)
        if self.is_glued(after) and self.is_hyphen(after) and self.is_glued(after + 1):
            return self._hyphened_year(i, number)
        if self.key(after) in words.year_after:
            return self._bare_year(i, number, after + 1)
        if not self.is_free_right(i) or self.key(after) in words.counted or number not in _BARE_YEARS:
            return None
        if self.key(i - 1) in words.year_before:
            return DateExpression(i - 1, after, "year", number)
        if self.is_free_left(i):
            if self._is_framed(i) or self._is_joined_to_year(i):
                return DateExpression(i, after, "year", number)
            named = self.is_word(i - 1) or (self.is_hyphen(i - 1) and self.key(after) in END_QUOTES)  # «Армия — 2023»
        else:
            named = self.is_hyphen(i - 1) and self.is_glued(i - 1) and self.is_word(i - 2)
        return DateExpression(i, after, "edition", number) if named else None

    def _hyphened_year(self, i: int, number: int) -> DateExpression | None:
        """A year with what a hyphen ties to it: "2019-20", «2019-й», but not "flight 2019-A"."""
        words, suffix, end = self.words, self.key(i + 2), i + 3
        is_ordinal = suffix in words.ordinal_suffixes
        is_span = self.is_number(i + 2) and len(suffix) in (2, 4)
        if is_span or ((suffix,) in words.period_after and not is_ordinal):
            return DateExpression(i, end, "period", number)
        return self._bare_year(i, number, end + (self.key(end) in words.year_after)) if is_ordinal else None

    def _is_framed(self, i: int) -> bool:
        """Whether the words on both sides of a number tell that it is a year: "in 2019", "(2019)"."""
        words, left, right = self.words, self.key(i - 1), self.key(i + 1)
        if left in words.year_frames_before or right in words.year_frames_after or (left == "(" and right == ")"):
            return True
        if any(
            head is not None and head.kind == "date:part" for head in (self.by_last.get(i), self.by_first.get(i + 1))
        ):
            return True
        if right in words.year_weak_frames_after and (not self.is_word(i - 1) or left in words.not_names):
            return True
        return self.heads_line(i)

    def _is_joined_to_year(self, i: int) -> bool:
        """Whether a year follows behind a comma or "and"."""
        joint = 1 if self.key(i + 1) == "," else len(self.phrase_at(self.words.ands, i + 1))
        return bool(joint) and i + 1 + joint in self._years

    def _bare_year(self, i: int, number: int, end: int) -> DateExpression | None:
        if not self.is_free_left(i):
            is_span = self.is_hyphen(i - 1) and self.is_number(i - 2)
            return DateExpression(i, end, "period", number) if is_span else None
        return DateExpression(i, end, "year", number)


def _days_of_month(days: Sequence[_Days], start: int, end: int, year: int | None, month: int) -> list[Draft]:
    """A date for each day or span; the month or its modifier begins at token `start`, all of it ends before `end`."""
    drafts = []
    for n, (day, end_day, first, last) in enumerate(days):
        edges = (min(first, start) if n == 0 else first, end if n == len(days) - 1 else last)
        end_month = month if end_day else None
        drafts.append(Draft(DateExpression(*edges, "day", year, month, day, end_month=end_month, end_day=end_day)))
    return drafts


def _lead(first: int, last: int, unit: Unit, offset: int) -> DateExpression:
    """The count of "two days after X met Y"."""
    return DateExpression(
        first, last, "relative", unit=unit, offset=offset, origin="either", is_counted=True, relation="lead"
    )


def _month_length(month: int) -> int:
    return calendar.monthrange(2024, month)[1]


def _calendar_day(i: int, year: int, month: int, day: int) -> DateExpression | None:
    if year not in EXPLICIT_YEARS or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return DateExpression(i, i + 5, "day", year, month, day)
