"""What the passages of an article have told so far of days, for those behind that lean on it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import DateBasis, DatePrecision, MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import begins_after
from orchestration.extract.meetings.occasions.others import Others
from orchestration.extract.meetings.parties.members import Member, is_among
from orchestration.extract.model import Anchor, Interval

_WEEK = 7  # days, of which each is another day of the week
_PLANS = 20  # told last, of which a day of the week can be one


@dataclasses.dataclass(slots=True)
class Course:
    """What is told of others, and what has been dated so far: dates by the first token of their words, the last contact
    held, the last of which the day is told, the last planned; the days of all that is planned, with those who take
    part."""

    others: Others
    known: dict[int, Interval] = dataclasses.field(default_factory=dict)  # two passages may share one
    held: Interval | None = None
    day: Interval | None = None
    planned: Interval | None = None
    plans: list[tuple[Sequence[Member], Interval]] = dataclasses.field(default_factory=list)

    def go_on(self, candidate: Candidate, interval: Interval) -> None:
        """Remembers the day of a contact told, if it has one."""
        if interval.start is not None and candidate.status is MeetingStatus.HELD:
            self.held = interval
            self.day = interval if interval.precision is DatePrecision.DAY else self.day
        elif candidate.status is MeetingStatus.PLANNED and interval.start is not None:
            if interval.precision is DatePrecision.DAY:
                self.planned = interval
            if interval.precision in (DatePrecision.DAY, DatePrecision.RANGE):
                self.plans.append((candidate.members, interval))
                del self.plans[:-_PLANS]

    def weekday_of_plan(self, candidate: Candidate, expression: DateExpression, anchor: Anchor) -> Interval | None:
        """The day that a day of the week is of days told before for what one of these plans: "X will be in Delhi on
        December 5-6. He arrives on Sunday", which need not be the next one."""
        plain = expression.kind == "weekday" and expression.modifier is None and expression.unit is None
        if not plain or expression.weekday is None or candidate.status is not MeetingStatus.PLANNED:
            return None
        for members, days in reversed(self.plans):
            if not begins_after(days, anchor) or not any(is_among(m.party, members) for m in candidate.members):
                continue
            day = _weekday_within(days, expression.weekday)
            if day is not None:
                return Interval(day, day, DatePrecision.DAY, DateBasis.RELATIVE)
        return None


def _weekday_within(days: Interval, weekday: int) -> dt.date | None:
    """The one day of some that is this day of the week."""
    if days.start is None or days.end is None or (days.end - days.start).days >= _WEEK:
        return None
    day = days.start + dt.timedelta((weekday - days.start.isoweekday()) % _WEEK)
    return day if day <= days.end else None
