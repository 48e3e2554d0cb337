"""Neighbours that make one date: a day and its weekday, ranges, a year told at the end of a list, "early", "since"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from orchestration.extract.dates.expressions import DateExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orchestration.extract.dates.tokens import DateTokens
    from orchestration.extract.text import Token

_WEEK = 7
_COMMON_YEAR = 2025  # without a leap day
_MOVED = 8  # tokens from "put off" to the old day
#: May stand between the parts of one date, besides the words of `glue`.
_GLUE_SIGNS = ",().\u2013\u2014"


class Draft(NamedTuple):
    """An expression that is dropped unless a neighbour confirms it, if `is_weak`."""

    expression: DateExpression
    is_weak: bool = False


def join(drafts: list[Draft], look: DateTokens) -> list[DateExpression]:
    """The dates that expressions make together with their neighbours, in order and without overlap."""
    merged = _with_years_shared(look, _merged(look, _without_overlap(drafts)))
    return [_related(look, _with_part(look, d.expression)) for d in merged if not d.is_weak]


def _merged(look: DateTokens, drafts: Iterable[Draft]) -> list[Draft]:
    result: list[Draft] = []
    for draft in drafts:
        while result:
            joint = _joined(look, result[-1].expression, draft.expression)
            if joint is None:
                break
            result.pop()
            draft = Draft(joint)
        result.append(draft)
    return result


def _joined(look: DateTokens, a: DateExpression, b: DateExpression) -> DateExpression | None:
    """One date of two expressions that are parts of one, or None."""
    gap = look.tokens[a.last : b.first]
    if len(gap) > 4 or any(t.kind == "newline" for t in gap):
        return None
    if look.tokens[a.last - 1].sentence != look.tokens[b.first].sentence:
        return None  # "… on Thursday. Earlier in the day …"
    if joint := _joined_range(look, a, b):
        return joint
    if any(t.text not in _GLUE_SIGNS and t.key not in look.words.glue for t in gap):
        return None
    for x, y in ((a, b), (b, a)):
        joint = _combined(x, y, is_before=x is a)
        if joint is not None:
            return replace(joint, first=a.first, last=_closed(look, gap, b.last))
    is_year_of = a.kind == "year" and b.year is None and b.kind in ("month", "span", "day") and b.unit is None
    if is_year_of and 0 < len(gap) <= 2 and all(t.kind == "word" for t in gap):
        return replace(b, first=a.first, year=a.year)
    return None


def _closed(look: DateTokens, gap: Sequence[Token], last: int) -> int:
    """Takes in the bracket that closes one opened in the gap."""
    return last + 1 if any(t.text == "(" for t in gap) and look.key(last) == ")" else last


def _joined_range(look: DateTokens, a: DateExpression, b: DateExpression) -> DateExpression | None:
    """ "30 April to 2 May", "31 August and 1 September", "Thursday and Friday"."""
    is_range = (b.first == a.last + 1 and look.is_hyphen(a.last)) or (
        a.last + len(look.phrase_before(look.words.tos, b.first)) == b.first != a.last
    )
    ands = len(look.phrase_before(look.words.ands, b.first))
    is_pair = ands > 0 and a.last + ands == b.first
    is_range = is_range or (is_pair and look.key(a.first - 1) in look.words.betweens)
    if is_range and _is_moved(look, a):
        return None
    if a.kind == b.kind == "weekday":
        return _joined_weekdays(a, b, is_range=is_range) if is_range or is_pair else None
    if a.kind != "day" or b.kind != "day" or a.end_day or b.end_day or a.unit or b.unit:
        return None
    if a.month is None or b.month is None or a.day is None or b.day is None:
        return None
    at_turn = b.day == 1 and b.month == a.month % 12 + 1 and a.day >= monthrange(_COMMON_YEAR, a.month)[1]
    if not is_range and not (is_pair and at_turn):
        return None
    crosses = (b.month, b.day) < (a.month, a.day)
    year = a.year if a.year is not None or b.year is None else b.year - crosses
    end_year = b.year if b.year is not None else None
    if year is not None and end_year is not None and not 0 <= end_year - year <= 1:
        return None
    return replace(a, last=b.last, year=year, end_year=end_year, end_month=b.month, end_day=b.day, weekday=a.weekday)


def _is_moved(look: DateTokens, a: DateExpression) -> bool:
    """Whether something is put off from a day, so that "to" tells the new: "moved his trip from 1 May to 9 June"."""
    since = look.words.relations_before.get(look.phrase_before(look.words.relations_before, a.first)) == "since"
    before = look.tokens[max(0, a.first - _MOVED) : a.first]
    return since and any(t.key in look.words.moving for t in before if t.sentence == look.tokens[a.first].sentence)


def _joined_weekdays(a: DateExpression, b: DateExpression, *, is_range: bool) -> DateExpression | None:
    """Days of one week, in order; of two told with "and", neighbours: "Monday and Thursday" are two occasions."""
    if a.weekday is None or b.weekday is None or a.end_weekday or b.modifier is not None or b.unit:
        return None
    days = (b.weekday - a.weekday) % _WEEK
    return replace(a, last=b.last, end_weekday=b.weekday) if days == 1 or (is_range and days) else None


def _with_years_shared(look: DateTokens, drafts: list[Draft]) -> list[Draft]:
    """ "24 февраля, 2 и 7 марта 2022 года": a year told at the end of a list is the year of all."""
    for n in range(len(drafts) - 2, -1, -1):
        a, b = drafts[n].expression, drafts[n + 1].expression
        is_this = b.year is None and b.unit == "year"  # "5 May and 1 July of this year"
        if a.year is not None or (b.year is None and not is_this) or a.unit or a.kind not in ("day", "month", "span"):
            continue
        if b.kind != a.kind or a.month is None or b.month is None or a.month > b.month or a.modifier is not None:
            continue
        gap = look.tokens[a.last : b.first]
        phrase = look.phrase_before(look.words.ands, b.first) or look.phrase_before(look.words.tos, b.first)
        comma = len(gap) == 1 and gap[0].text == ","
        hyphen = len(gap) == 1 and gap[0].is_hyphen
        if comma or hyphen or (phrase and len(gap) - len(phrase) in (0, 1)):
            shared = replace(a, unit="year", offset=b.offset, origin=b.origin) if is_this else replace(a, year=b.year)
            drafts[n] = Draft(shared)
    return drafts


def _with_part(look: DateTokens, e: DateExpression) -> DateExpression:
    """ "early", "mid", "end of", before or after a month, year or season."""
    if e.kind not in ("month", "year", "relative", "span") or (e.kind == "relative" and e.unit == "day"):
        return e
    for start in (e.first, e.first - 1):
        before = look.by_last.get(start)
        if before is None or before.kind != "date:part" or not before.value.is_before:
            continue
        if start == e.first or look.key(start) in look.words.glue or look.is_hyphen(start):
            return replace(e, first=before.first, part=before.value.part)
    after = look.by_first.get(e.last)
    if after is not None and after.kind == "date:part" and not after.value.is_before:
        return replace(e, last=after.last, part=after.value.part)
    return e


def _related(look: DateTokens, e: DateExpression) -> DateExpression:
    """Reads "since", "until", "before", "after" beside an expression; not where they are of what was that day: "after
    Monday's talks"."""
    if e.last < len(look.tokens) and look.tokens[e.last].kind == "possessive":
        return e
    relation = look.words.relations_before.get(look.phrase_before(look.words.relations_before, e.first))
    if relation is None:
        relation = look.words.relations_after.get(look.phrase_at(look.words.relations_after, e.last))
    has_end = e.end_day is not None or e.end_weekday is not None
    if relation is None or (has_end and relation in ("since", "until")):
        return e
    return replace(e, relation=relation)


def _combined(x: DateExpression, y: DateExpression, *, is_before: bool) -> DateExpression | None:
    """What y becomes with what x adds to it, or None; `is_before`: x stands first. The caller sets the tokens."""
    if x.kind == "relative" and x.unit == "day" and y.kind == "day" and is_before and not x.is_counted:
        if x.origin == "context" or y.unit is not None:
            return None
        return replace(y, is_publication_hint=x.offset == 0, origin=x.origin if x.offset < 0 else y.origin)
    if x.kind == "weekday" and x.modifier is None and x.unit is None:
        if y.kind == "day" and y.weekday is None and (x.end_weekday is None or y.end_day is not None):
            return replace(y, weekday=x.weekday)
        if y.kind == "relative" and y.unit == "day" and not y.is_counted and y.weekday is None and not x.end_weekday:
            return replace(y, weekday=x.weekday)
        if y.kind == "relative" and y.unit == "week" and not (y.is_counted and y.offset > 0 and y.origin == "anchor"):
            return replace(y, kind="weekday", weekday=x.weekday, end_weekday=x.end_weekday)
    if x.kind == "day_of_month" and y.kind == "month" and y.part is None:
        return replace(y, kind="day", day=x.day)
    if x.kind == "relative" and x.unit == "month" and not x.is_counted and x.part is None and y.kind == "day_of_month":
        return replace(y, unit="month", offset=x.offset, origin=x.origin)
    tells_year = x.kind == "relative" and x.unit == "year" and x.part is None and not x.is_counted
    needs_year = y.kind in ("day", "month", "span") and y.year is None and y.unit is None and y.modifier is None
    return replace(y, unit="year", offset=x.offset, origin=x.origin) if tells_year and needs_year else None


def _without_overlap(drafts: list[Draft]) -> list[Draft]:
    """In order of tokens; of two that overlap, the longer stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.expression.first, -d.expression.last)):
        if kept and draft.expression.first < kept[-1].expression.last:
            mine = draft.expression.last - draft.expression.first
            if mine <= kept[-1].expression.last - kept[-1].expression.first:
                continue
            kept.pop()
        kept.append(draft)
    return kept
