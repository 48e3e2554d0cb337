"""Days that a count of times announces: "met twice: in May and in July".

Not here: days listed without a count (`listing`).
"""

from __future__ import annotations

from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans

_COUNT = 8  # tokens between a word of contact and how many times


def days_counted(
    reading: Reading, dates: Spans[DateExpression], match: Match, first: int, last: int
) -> list[DateExpression]:
    """The days or months that a count of times announces, if just as many are told in [first, last)."""
    told = [e for e in dates.within(first, last) if e.relation == "at"]
    for times in reading.within("m:times", first, last):
        if max(match.first - times.last, times.first - match.last) > _COUNT:
            continue
        days, months = [e for e in told if e.day is not None], [e for e in told if e.kind == "month"]
        for listed in (days, months):
            if len(listed) == int(times.value[1]):
                return listed
    return []
