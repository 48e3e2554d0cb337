"""What days a date expression means, by when the article was written and what was told before. No words, no tokens."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from orchestration.contracts.codes import DateBasis, DatePrecision
from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.model import Anchor, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestration.extract.dates.rules import Origin, Part

Tense = Literal["past", "future", "unknown"]

UNKNOWN = Interval(None, None, DatePrecision.UNKNOWN, DateBasis.NONE)
_SEASON = dt.timedelta(days=92)  # by which a text that tells of the past hardly goes back without saying so
_YEAR = dt.timedelta(days=366)
_WEEK = dt.timedelta(days=7)
_WEEKS: dict[Part, int] = {"week1": 0, "week2": 1, "week3": 2, "week4": 3}


def resolve(
    expression: DateExpression, anchor: Anchor, context: Interval | None = None, tense: Tense = "unknown"
) -> Interval:
    """The days that an expression means.

    anchor: when the article can have been written; context: a date told before, that the passage hangs on; tense: of
    the sentence. UNKNOWN where the days cannot be told.
    """
    if context is not None and context.start is None:
        context = None
    return _week_of(expression.part, _resolve_whole(expression, anchor, context, tense))


def _resolve_whole(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    """The days of an expression, of a month those of all its weeks."""
    if e.kind in ("day", "month", "span"):
        return _resolve_calendar(e, anchor, context, tense)
    if e.kind in ("year", "edition"):
        return _year_interval(e.year, e, DateBasis.EXPLICIT)
    if e.kind == "weekday":
        return _resolve_weekday(e, anchor, context, tense)
    if e.kind == "day_of_month":
        return _resolve_day_of_month(e, anchor, context, tense)
    if e.kind == "relative":
        interval = _resolve_relative(e, anchor, context, tense)
        if e.weekday and e.unit == "day" and (interval.start is None or interval.start.isoweekday() != e.weekday):
            return _resolve_weekday(e, anchor, context, tense)  # "the day before, on Wednesday"
        return interval
    return UNKNOWN


def _week_of(part: Part | None, whole: Interval) -> Interval:
    """A week of a month or year, the last one counted from its end; without one, the whole."""
    if whole.start is None or whole.end is None or whole.precision not in (DatePrecision.MONTH, DatePrecision.YEAR):
        return whole
    if part == "last_week":
        return _days(whole.end - _WEEK + dt.timedelta(1), whole.end, whole.basis)
    if part not in _WEEKS:
        return whole
    start = whole.start + _WEEKS[part] * _WEEK
    return _days(start, start + _WEEK - dt.timedelta(1), whole.basis)


def _bounds(anchor: Anchor) -> tuple[dt.date, dt.date] | None:
    """Both ends of an anchor; None if either is open."""
    if anchor.start is None or anchor.end is None:
        return None
    return anchor.start, anchor.end


def _days(start: dt.date, end: dt.date, basis: DateBasis) -> Interval:
    return Interval(start, end, DatePrecision.DAY if start == end else DatePrecision.RANGE, basis)


def _months(year: int, month: int, count: int, basis: DateBasis) -> Interval:
    """`count` whole months; month may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if not dt.MINYEAR <= year <= last_year < dt.MAXYEAR:
        return UNKNOWN
    end = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    precision = {1: DatePrecision.MONTH, 3: DatePrecision.QUARTER}.get(count, DatePrecision.YEAR)
    return Interval(dt.date(year, month, 1), end, precision, basis)


def _few(e: DateExpression, start: dt.date, end: dt.date) -> Interval:
    """Some days or weeks away, more than one and fewer than would be called a week and a half, or two months."""
    near, far = (dt.timedelta(2), dt.timedelta(9)) if e.unit == "day" else (dt.timedelta(14), dt.timedelta(56))
    return _days(start - far, end - near, DateBasis.RELATIVE) if e.offset < 0 else UNKNOWN


def _year_interval(year: int | None, e: DateExpression, basis: DateBasis) -> Interval:
    if year is None:
        return UNKNOWN
    if e.part in ("early", "late") and e.relation != "until":
        return _months(year, 1 if e.part == "early" else 10, 3, basis)
    return _months(year, 1, 12, basis)


def _in_year(e: DateExpression, year: int, basis: DateBasis) -> Interval:
    """A day, month or season in one year; UNKNOWN where the year has no such day."""
    if e.month is None:
        return UNKNOWN
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
    if context is not None and _is_of_report(context, bounds):
        context = None
    if context is not None and context.start is not None and context.end is not None:
        chosen = _nearest(at, context.start, context.end)
        if tense == "past" and bounds is not None and chosen.end is not None:
            later = _by_tense(at, bounds, tense)  # "met in December 2021. They spoke on 1 July", told in September 2022
            goes_on = later.start is not None and dt.timedelta(0) < later.start - context.end < _YEAR
            chosen = later if goes_on and context.start - chosen.end > _SEASON else chosen
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


def _is_of_report(context: Interval, bounds: tuple[dt.date, dt.date] | None) -> bool:
    """Whether what is told before has its year from the report, so that what follows has it from there as well."""
    if bounds is None or context.start is None or context.basis is not DateBasis.INFERRED_YEAR:
        return False
    return bounds[0] == bounds[1] and dt.timedelta(0) <= bounds[0] - context.start < _YEAR


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
    """ "last July", "next spring", "this August"."""
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
    if e.weekday is None:
        return UNKNOWN
    if e.unit == "week":
        week = _resolve_relative(replace(e, kind="relative", weekday=None), anchor, context, tense)
        if week.start is None or week.end is None or (week.end - week.start).days != 6:
            return UNKNOWN
        return _weekdays(e, week.start + dt.timedelta((e.weekday - week.start.isoweekday()) % 7))
    bounds = _bounds(anchor)
    if bounds is None or (bounds[1] - bounds[0]).days > 6:
        if context is None or context.start is None or context.end is None or (context.end - context.start).days > 6:
            return UNKNOWN
        day = context.start + dt.timedelta((e.weekday - context.start.isoweekday()) % 7)
        return _weekdays(e, day) if day <= context.end else UNKNOWN
    today = bounds[0]
    back = (today.isoweekday() - e.weekday) % 7
    ahead = (e.weekday - today.isoweekday()) % 7
    if e.modifier == 1:
        shift = ahead or 7
    elif e.modifier == -1:
        shift = -(back or 7)
    elif tense == "future" or (e.modifier == 0 and tense == "unknown"):
        shift = ahead
    elif tense == "unknown" and e.modifier is None:
        shift = ahead if ahead < back else -back  # what was called off, on the nearest such day
    else:
        shift = -back
    return _weekdays(e, today + dt.timedelta(shift))


def _weekdays(e: DateExpression, start: dt.date) -> Interval:
    """The day of a weekday, to the weekday that is told as its end."""
    days = (e.end_weekday - start.isoweekday()) % 7 if e.end_weekday is not None else 0
    return _days(start, start + dt.timedelta(days), DateBasis.RELATIVE)


def _resolve_day_of_month(e: DateExpression, anchor: Anchor, context: Interval | None, tense: Tense) -> Interval:
    day = e.day
    if day is None:
        return UNKNOWN

    def at(index: int) -> Interval:
        """The day in month number `index` (12 years of months, plus month - 1)."""
        return _in_year(DateExpression(0, 0, "day", None, index % 12 + 1, day), index // 12, basis)

    basis = DateBasis.CONTEXT
    if e.unit == "month":
        basis = DateBasis.RELATIVE
        base = _base(e.origin, anchor, context)
        if base is None or (base[0].year, base[0].month) != (base[1].year, base[1].month):
            return UNKNOWN
        return at(base[0].year * 12 + base[0].month - 1 + e.offset)
    told = _base("context", anchor, context)
    if told is not None and (told[0].year, told[0].month) == (told[1].year, told[1].month):
        return at(told[0].year * 12 + told[0].month - 1)
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
    if e.is_few:
        return _few(e, start, end) if is_short else UNKNOWN
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
