"""What "today" means in a quotation: the day on which it was said."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans
from orchestration.extract.text import QUOTES

_SAID = 8  # tokens between a verb of saying and its day: "posted on the platform X on Friday"


def as_said(
    expressions: Sequence[DateExpression], reading: Reading, sentences: Sequence[Sentence]
) -> list[DateExpression]:
    """The dates of an article, each "today" of a quotation as the only day that the sentences in which the quotation
    begins and ends tell for saying it: '"Spoke to X today," he posted on Friday'."""
    told = Spans(expressions)
    said: dict[int, DateExpression] = {}  # by the first token of a "today"
    for _, paragraph in itertools.groupby(sentences, key=lambda s: s.paragraph):
        inside = list(paragraph)
        first, last = inside[0].first, inside[-1].last
        dates = told.within(first, last)
        if not any(map(_is_today, dates)):
            continue
        marks = [i for i in range(first, last) if reading.tokens[i].text in QUOTES]
        for begin, end in zip(marks[::2], marks[1::2], strict=False):
            days = _days_said(dates, reading, begin, end)
            todays = [e for e in dates if begin < e.first < end and _is_today(e)]
            said.update({e.first: days[0] for e in todays if len(days) == 1})
    return [
        dataclasses.replace(said[e.first], first=e.first, last=e.last) if e.first in said else e for e in expressions
    ]


def _is_today(expression: DateExpression) -> bool:
    is_day = expression.kind == "relative" and expression.unit == "day" and expression.origin == "anchor"
    return is_day and expression.offset == 0 and expression.relation == "at"


def _days_said(dates: Sequence[DateExpression], reading: Reading, begin: int, end: int) -> list[DateExpression]:
    """Days told beside a verb of saying in the sentences of the two marks of a quotation, and not in it."""
    around = {reading.tokens[i].sentence for i in (begin, end)}
    return [
        e
        for e in dates
        if e.kind in ("weekday", "day") and not begin < e.first < end
        if reading.tokens[e.first].sentence in around
        if reading.within("m:says", e.first - _SAID, e.last + _SAID)
    ]
