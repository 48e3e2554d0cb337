"""How intervals of days lie to each other and to the day of the report."""

from __future__ import annotations

import dataclasses
import datetime as dt

from orchestration.contracts.codes import DateBasis, DatePrecision
from orchestration.extract.model import Anchor, Interval

FINENESS = {p: i for i, p in enumerate(DatePrecision)}  # day first, unknown last
FINE = frozenset({DatePrecision.DAY, DatePrecision.RANGE})
COARSE = frozenset({DatePrecision.MONTH, DatePrecision.QUARTER, DatePrecision.YEAR})
_NEARLY_A_YEAR = 300  # days
_TRIP = dt.timedelta(days=5)  # from an arrival to the last talks of a trip


def overlap(a: Interval, b: Interval) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def same_days(a: Interval, b: Interval) -> bool:
    """Whether two intervals are the same days, whatever they are told by."""
    return (a.start, a.end, a.precision) == (b.start, b.end, b.precision)


def is_over(interval: Interval, anchor: Anchor) -> bool:
    """Whether an interval ends before the report was written."""
    return interval.end is not None and anchor.start is not None and interval.end < anchor.start


def lies_ahead(interval: Interval, anchor: Anchor) -> bool:
    """Whether a day told without its year is rather the one of the coming weeks than the one of nearly a year ago."""
    if anchor.day is None or interval.start is None or interval.basis is not DateBasis.INFERRED_YEAR:
        return False
    days = interval.precision in (DatePrecision.DAY, DatePrecision.RANGE)  # "is paying a visit on October 20-22"
    return days and (anchor.day - interval.start).days > _NEARLY_A_YEAR


def is_not_ahead(interval: Interval, anchor: Anchor) -> bool:
    """Whether an interval has begun by the day of the report."""
    return anchor.day is not None and interval.start is not None and interval.start <= anchor.day


def begins_after(interval: Interval, anchor: Anchor) -> bool:
    """Whether an interval has not begun by the day of the report."""
    return anchor.end is not None and interval.start is not None and interval.start > anchor.end


def so_far(interval: Interval, anchor: Anchor) -> Interval:
    """The part of some days that had passed when the report was written: "met him this week"."""
    start, end, today = interval.start, interval.end, anchor.day
    if start is None or end is None or today is None or interval.precision is not DatePrecision.RANGE:
        return interval
    if not start <= today < end:
        return interval
    precision = DatePrecision.DAY if start == today else interval.precision
    return dataclasses.replace(interval, end=today, precision=precision)


def still_ahead(interval: Interval, anchor: Anchor) -> Interval:
    """The part of some days that is left when the report is written: "arrived for the summit" on its second day."""
    start, end, today = interval.start, interval.end, anchor.day
    if start is None or end is None or today is None or not start < today <= end:
        return interval
    return dataclasses.replace(
        interval, start=today, precision=DatePrecision.DAY if end == today else interval.precision
    )


def is_recent(interval: Interval, anchor: Anchor, reach: dt.timedelta = dt.timedelta(days=3)) -> bool:
    """Whether days are over on the day of the report, by no more than a span."""
    if anchor.day is None or interval.end is None:
        return False
    return dt.timedelta(0) <= anchor.day - interval.end <= reach


def was_weeks_ago(interval: Interval, anchor: Anchor) -> bool:
    """Whether a report only recalls days, which were over by more than a fortnight."""
    return is_over(interval, anchor) and not is_recent(interval, anchor, dt.timedelta(days=14))


def within_days(a: Interval, b: Interval) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return max(a.end, b.end) - min(a.start, b.start) <= dt.timedelta(days=4)


def leads_to(arrival: Interval, talks: Interval) -> bool:
    """Whether talks are of the trip that begins on a day: "arrived on Wednesday and met X on Thursday"."""
    if arrival.end is None or talks.start is None or talks.precision is not DatePrecision.DAY:
        return False
    return dt.timedelta(0) <= talks.start - arrival.end <= _TRIP
