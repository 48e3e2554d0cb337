"""The records of dates: an expression as told, and how long something lasted."""

from __future__ import annotations

import dataclasses
from typing import Literal, NamedTuple

from orchestration.extract.dates.rules import Origin, Part, Relation, Unit

Kind = Literal["day", "month", "span", "year", "weekday", "relative", "day_of_month", "edition", "period"]


@dataclasses.dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as told. Tokens [first, last).

    kind: what is told: `day` (day and month, perhaps a year and an end), `month`, `span` (season, quarter, half year),
    `year`, `weekday` (perhaps with an end), `relative` (so many units from today or from a date told before),
    `day_of_month` (the month told elsewhere), `edition` (the year in a name: "Vibrant Gujarat 2015"), `period`
    (decades, spans of years; never resolved).
    unit, offset, origin: of a relative expression; beside a month, season, weekday or day of month they tell its
    year, week or month ("in May last year"). modifier: -1 last, 0 this, 1 next, beside a month, season or weekday.
    relation: "since", "until" … told before or after it; `lead`: "two days" of "two days after X met Y", which tells
    when X met Y, counted from what is told before. is_publication_hint: "today, 5 May".
    is_few: counted without a number: "a few days ago". is_swappable: numeric and read day first, but 07/08/2025 may be
    American.
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
    end_weekday: int | None = None
    unit: Unit | None = None
    offset: int = 0
    origin: Origin = "anchor"
    is_counted: bool = False
    is_unsigned: bool = False
    is_few: bool = False
    modifier: int | None = None
    part: Part | None = None
    relation: Relation = "at"
    is_publication_hint: bool = False
    is_swappable: bool = False

    @property
    def is_eve(self) -> bool:
        """Whether it is the day before what was told: "the day before", «накануне, 26 декабря»; not "yesterday"."""
        counts = self.kind == "relative" and self.unit == "day" and self.offset == -1 and not self.is_counted
        return self.origin != "anchor" and (counts or (self.kind == "day" and self.unit is None))

    @property
    def lacks_year(self) -> bool:
        """Whether it is a day or a month of which nothing tells the year: not "last July", nor "July next year"."""
        return self.kind in ("day", "month") and self.year is None and self.unit is None and self.modifier is None


class Duration(NamedTuple):
    """How long something lasted, in minutes. Tokens [first, last)."""

    first: int
    last: int
    minutes: int
