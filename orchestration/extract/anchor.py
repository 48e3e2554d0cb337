"""When an article was written: from metadata, its dateline, a "today" phrase, embedded posts or its own dated facts.

Not here: how dates are read (`dates`), or which line is a dateline (`ingest.segments`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import TYPE_CHECKING, NamedTuple

from orchestration.contracts.codes import DatePrecision, PublishedBasis, SegmentKind
from orchestration.extract.dates.finder import resolve
from orchestration.extract.model import Anchor
from orchestration.extract.spans import Spans
from orchestration.extract.text import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from orchestration.contracts.tables import ArticleSegment
    from orchestration.extract.dates.finder import DateExpression, DateFinder
    from orchestration.extract.lexicon import Lexicon, Match, Matches

_NOTHING = Anchor(None, None, None, PublishedBasis.NONE)
_HEAD_KINDS = (SegmentKind.DATELINE, SegmentKind.BYLINE, SegmentKind.CREDIT)
_OWN_KINDS = (SegmentKind.TITLE, SegmentKind.BODY)
#: An article embeds a post on its day or within the week.
_POST_DELAY = dt.timedelta(6)
#: A dated fact within so many days of a dateline speaks for its year, or for the order of its day and month.
_NEAR = 45
_VERY_NEAR = 7
#: A report tells years further ahead than this only as aims ("by 2047"), years further back as history.
_FAR_AHEAD = 5
#: From a day told with its weekday to the report of it, and from an announcement to that day.
_REPORTED, _ANNOUNCED = dt.timedelta(3), dt.timedelta(14)
#: Tokens between a day and the year told in the same breath, and between a date and the words of a plan.
_CLAUSE, _PLAN = 30, 12
#: The latest year that a report tells is seldom older; a weekday singles out one of so many years, or two.
_YEARS_SINCE = 5
#: Tokens from a verb of speech to when it was said.
_SAID = 3
#: Rules of datelines that stand before the first words of a report, with the place that it was filed from.
_FILED = ("place_date", "city_date_agency", "date_city", "date_place")
#: Days from the dateline of a report to the paper that prints it.
_PRINTED = 2
#: Days from an embedded post to a dateline whose year the post tells.
_POST_REACH = range(-3, 31)


class _Part(NamedTuple):
    """A segment with its dates."""

    kind: SegmentKind
    tokens: Sequence[Token]
    matches: Matches
    dates: Spans[DateExpression]


@dataclasses.dataclass(frozen=True, slots=True)
class Background:
    """What is known beside the text; the functions are asked only where no dateline tells a year.

    in_post: the days of a month and day on which the persons named held the posts named with them. sessions: the first
    days of the numbered sessions that the article names. years: those of days that sessions of forums were on, told
    beside them without a year, by the days' first tokens. read_on: when the article was first seen; no report is
    younger.
    """

    in_post: Callable[[int, int], Sequence[dt.date]]
    sessions: Callable[[], Sequence[dt.date]]
    years: Callable[[Sequence[Token], Matches, Spans[DateExpression]], Mapping[int, int]]
    read_on: dt.date


def find_anchor(
    text: str, segments: Sequence[ArticleSegment], lexicon: Lexicon, finder: DateFinder, background: Background
) -> Anchor:
    """When an article of unknown date can have been written, and its publication date if the text tells the day.

    `lexicon` holds the finder's words, among others. Embedded posts and dated facts give bounds, never a publication
    date; an open end is None.
    """
    read_on = background.read_on
    parts = list(_parts(text, segments, lexicon, finder))
    head = [e for kind in _HEAD_KINDS for part in parts if part.kind is kind for e in part.dates]
    head.sort(key=lambda e: e.relation == "since")  # "The Paper, since 1 March 1999" is older than its stamp
    own = _own(parts, read_on)
    today = [e for e in own if e.is_publication_hint]
    posts = [day for part in parts if part.kind is SegmentKind.EMBEDDED_POST for day in _full_days(part.dates)]
    edge = [e for part in parts for e in _at_edge(part, is_last=part is parts[-1])]
    for told, reason in (
        (head, PublishedBasis.DATELINE),
        (today, PublishedBasis.TODAY_PHRASE),
        (edge, PublishedBasis.DATELINE),
    ):
        for e in told:
            for day in _full_days([e]):
                return Anchor.of_day(_settled(e, day, own), reason)
    parts = [_with_years(part, background) for part in parts]
    own = _own(parts, read_on)
    ahead = {e for part in parts if part.kind in _OWN_KINDS for e in part.dates if e.year and _is_announced(part, e)}
    for told, reason in ((head, PublishedBasis.DATELINE_WITHOUT_YEAR), (today, PublishedBasis.TODAY_PHRASE)):
        days = (e for e in told if e.kind == "day" and e.year is None and e.unit is None and e.end_day is None)
        yearless = next(days, None)
        if yearless is not None:
            in_post = [d for d in background.in_post(yearless.month or 0, yearless.day or 0) if d <= read_on]
            inferred = (
                _of_sessions(yearless, background.sessions(), own)
                or _of_head(yearless, head)
                or _of_embedded(yearless, posts)
                or _of_facts(yearless, in_post, own, ahead)
                or _of_posts(yearless, in_post, own)
            )
            if inferred is not None and inferred <= read_on:
                return Anchor.of_day(inferred, reason)
    news = None if posts else _of_news(parts, own, background.in_post)
    return news or _bounds(head, posts, own, ahead)


def of_published(
    day: dt.date,
    basis: PublishedBasis,
    text: str,
    segments: Sequence[ArticleSegment],
    lexicon: Lexicon,
    finder: DateFinder,
) -> Anchor:
    """When an article of a known day of publication was written: on the day of its dateline, where that is just before:
    "New Delhi, Dec. 4: X today met Y" in the paper of the 5th."""
    filed = (s for s in segments if s.segment_kind is SegmentKind.DATELINE and (s.rule or "").endswith(_FILED))
    for segment in itertools.islice(filed, 1):
        tokens = tokenize(text, segment.char_start, segment.char_end)
        for e in finder.find(tokens, lexicon.scan(tokens)):
            for written in (day - dt.timedelta(days) for days in range(1, _PRINTED + 1)):
                told = e.year in (None, written.year) and (e.month, e.day) == (written.month, written.day)
                if e.kind == "day" and e.end_day is None and told:
                    return Anchor(written, written, day, basis)
    return Anchor.of_day(day, basis)


def _parts(text: str, segments: Sequence[ArticleSegment], lexicon: Lexicon, finder: DateFinder) -> Iterator[_Part]:
    for segment in segments:
        if segment.segment_kind in (*_HEAD_KINDS, *_OWN_KINDS, SegmentKind.EMBEDDED_POST):
            tokens = tokenize(text, segment.char_start, segment.char_end)
            matches = lexicon.scan(tokens)
            dates = finder.find(tokens, matches)
            if segment.segment_kind is SegmentKind.DATELINE:
                dates = [_with_day_behind(e, tokens) for e in dates]
            yield _Part(segment.segment_kind, tokens, matches, Spans(dates))


def _own(parts: Sequence[_Part], read_on: dt.date) -> list[DateExpression]:
    """The dates that title and body tell, those of what somebody said first; a year after the reading is none."""
    told = [(part, e) for part in parts if part.kind in _OWN_KINDS for e in part.dates]
    return [e for _, e in sorted(told, key=_is_of_other_day) if e.year is None or e.year <= read_on.year]


def _with_years(part: _Part, background: Background) -> _Part:
    """A text with the years of days that are told with the session of a forum, as if the text told them."""
    if part.kind not in _OWN_KINDS:
        return part
    years = background.years(part.tokens, part.matches, part.dates)
    dates = [dataclasses.replace(e, year=years[e.first]) if e.first in years else e for e in part.dates]
    return part._replace(dates=Spans(dates))


def _is_of_other_day(told: tuple[_Part, DateExpression]) -> bool:
    """Whether a date may be another day than that of the report, which is when somebody said it: "said on Monday"."""
    part, e = told
    return not part.matches.within("m:says", e.first - _SAID, e.first)


def _with_day_behind(e: DateExpression, tokens: Sequence[Token]) -> DateExpression:
    """A month with the number behind it: datelines of all languages write "December 4", running text does not."""
    if e.kind != "month" or e.year is not None or e.last >= len(tokens) or tokens[e.last].kind != "number":
        return e
    number = tokens[e.last].key
    if len(number) > 2 or not 1 <= int(number) <= 31:
        return e
    return dataclasses.replace(e, kind="day", day=int(number), last=e.last + 1)


def _full_days(dates: Iterable[DateExpression]) -> Iterator[dt.date]:
    """Those dates that tell a day, month and year."""
    for e in dates:
        if e.kind == "day" and e.year is not None and e.end_day is None and (day := resolve(e, _NOTHING).start):
            yield day


def _settled(e: DateExpression, day: dt.date, own: Sequence[DateExpression]) -> dt.date:
    """09/12/2023 in the American order, if only so it is near the days that the article tells."""
    if not e.is_swappable or day.day > 12:
        return day
    swapped = dt.date(day.year, day.day, day.month)
    told = [found for o in own if o.year in (None, day.year) and (found := _in_year(o, day.year))]
    near_swapped = any(abs(found - swapped).days <= _VERY_NEAR for found in told)
    return swapped if near_swapped and not any(abs(found - day).days <= _NEAR for found in told) else day


def _at_edge(part: _Part, *, is_last: bool) -> Iterator[DateExpression]:
    """A date set off at the end of the title, or one that is a whole sentence at the start of the last line."""
    tokens = part.tokens
    for e in part.dates:
        before = tokens[e.first - 1].text if e.first else "\n"
        after = tokens[e.last].text if e.last < len(tokens) else "\n"
        if part.kind is SegmentKind.TITLE:
            if e.first and tokens[e.first - 1].kind == "punct" and e.last + (after == ")") == len(tokens):
                yield e
        elif is_last and part.kind is SegmentKind.BODY and before.startswith("\n") and after[0] in "\n.।":
            in_last_line = not any(t.kind == "newline" for t in tokens[e.last : -1])
            if in_last_line:
                yield e


def _of_sessions(e: DateExpression, sessions: Sequence[dt.date], own: Sequence[DateExpression]) -> dt.date | None:
    """A dateline's day in the year of the one numbered session that the article names within days of it.

    None if it dates other facts more than a year later: then the session is history.
    """
    years = {year for session in sessions for year in range(session.year - 1, session.year + 2)}
    latest = max(((o.year, o.month) for o in own if o.year and o.month and o.relation == "at"), default=(0, 0))
    days = [day for year in years if (day := _in_year(e, year)) and latest <= (day.year + 1, day.month)]
    near = [day for day in days if any(abs(day - session).days <= _VERY_NEAR for session in sessions)]
    return near[0] if len(near) == 1 else None


def _of_head(day: DateExpression, head: Sequence[DateExpression]) -> dt.date | None:
    """A dateline's day and month in the year that stands beside it."""
    years = (e.year for e in head if e.kind in ("year", "edition", "month") and e.year is not None)
    return next((_in_year(day, year) for year in years), None)


def _of_embedded(day: DateExpression, posts: Sequence[dt.date]) -> dt.date | None:
    """A dateline's day and month within days of an embedded post."""
    for post in sorted(posts, reverse=True):
        for year in (post.year, post.year + 1, post.year - 1):
            found = _in_year(day, year)
            if found is not None and (found - post).days in _POST_REACH:
                return found
    return None


def _of_facts(
    day: DateExpression, in_post: Sequence[dt.date], own: Sequence[DateExpression], ahead: Collection[DateExpression]
) -> dt.date | None:
    """A dateline's day and month in the year that the article tells otherwise; None if two years are plausible.

    in_post: the days on which those named held their posts; none where that is not known.

    A fact that is dated near that day settles it, or else the latest year told with a name or a part ("summit 2025",
    "the end of 2025"): one writes so of the present. A year told otherwise says only that this one is not earlier; then
    the weekdays that the article names must single out it or the next.
    """
    facts = [
        (e.year, e) for e in own if e.year is not None and e.kind != "period" and e.relation not in ("until", "since")
    ]
    if not facts:
        return None
    latest = max(year for year, _ in facts)
    near = {
        found.year
        for told, e in facts
        if (fact := _in_year(e, told))
        for year in (told - 1, told, told + 1)
        if (found := _in_year(day, year)) and abs(fact - found).days <= _NEAR and year >= latest - _FAR_AHEAD
        if not in_post or found in in_post
    }
    if len(near) == 1 and day.weekday is None:
        return _in_year(day, near.pop())
    named_so = [e for y, e in facts if y == latest and (e.kind in ("edition", "span") or e.part is not None)]
    present = any(e.part != "early" or e not in ahead for e in named_so)  # "early in 2026" is told of the year to come
    of_latest = _in_year(day, latest)
    if present and day.weekday is None and (not in_post or of_latest in in_post):
        return of_latest
    # a year alone may lie ahead, and what is planned does
    earliest = max((year for year, e in facts if e.month is not None and e not in ahead), default=latest)
    years = {*near, *range(earliest, latest + 1 + (not present))}
    named = [e.weekday for e in own if e.kind == "weekday" and not e.modifier]
    days = [d for year in sorted(years) if (d := _in_year(day, year)) and (not in_post or d in in_post)]
    if day.weekday:
        return _only_fitting(day, days, {day.weekday})
    first = [d for d in days if d.isoweekday() in named[:1]]  # a report names its own day first
    return first[0] if len(first) == 1 else _only_fitting(day, days, set(named))


def _of_posts(e: DateExpression, days: Sequence[dt.date], own: Sequence[DateExpression]) -> dt.date | None:
    """A dateline's day in the only year in which its weekday and the posts of those named fit."""
    told = {o.year for o in own if o.year is not None and o.kind not in ("period", "span") and o.relation == "at"}
    since = max((o.year - (o.day is not None) for o in own if o.year is not None and o.relation == "since"), default=0)
    days = [day for day in days if day.year >= since]
    latest = max((day.year for day in days if day.year in told), default=0)
    named = [o.weekday for o in own if o.kind == "weekday" and not o.modifier]
    weekdays: set[int | None] = {e.weekday} if e.weekday else {*named}
    later = [day for day in days if day.year >= latest]
    if named and not e.weekday:
        first = [day for day in later if day.isoweekday() == named[0]]  # a report names its own day first
        if len(first) == 1:
            return first[0]
    if not weekdays:
        return later[0] if len(later) == 1 else None
    # a year told may also lie ahead
    return _only_fitting(e, later, weekdays) or _only_fitting(e, [d for d in days if d.year == latest - 1], weekdays)


def _of_news(
    parts: Sequence[_Part], own: Sequence[DateExpression], in_post: Callable[[int, int], Sequence[dt.date]]
) -> Anchor | None:
    """Bounds from a day told with its weekday, which singles out a year, or with a year in the same breath.

    A report of it is of the same days; one that announces it may be weeks older. A year before the latest one told is
    of something past.
    """
    told = [
        (part, e) for part in parts if part.kind in _OWN_KINDS for e in part.dates if e.kind == "day" and e.unit is None
    ]
    for part, e in told:
        if e.weekday is not None and e.end_day is None:
            day = _by_weekday(e, own, in_post(e.month or 0, e.day or 0))
            if day is not None and e.year in (None, day.year):
                before = _ANNOUNCED if _is_announced(part, e) else dt.timedelta(0)
                return Anchor(day - before, day + _REPORTED, None, PublishedBasis.NONE)
    latest = max((o.year for o in own if o.year is not None and o.kind != "period" and o.relation == "at"), default=0)
    for part, e in ((part, e) for part, e in told if e.year is None):
        near = part.dates.within(e.first - _CLAUSE + 1, e.first + _CLAUSE)
        years = [y for y in near if y.kind in ("year", "edition") and y.relation == "at" and y.year == latest]
        for year in (y.year for y in years if y.year is not None and _are_of_one_line(part, y, e)):
            day = _in_year(e, year)
            if day is not None:  # "in 2021, on February 17", "on January 25, at the celebrations of 2007"
                weeks = dt.timedelta(_NEAR)
                first, last = (day - weeks, day + _REPORTED) if _is_announced(part, e) else (day, day + weeks)
                return Anchor(first, last, None, PublishedBasis.NONE)
    return None


def _are_of_one_line(part: _Part, one: DateExpression | Match, other: DateExpression) -> bool:
    between = part.tokens[min(one.first, other.first) : max(one.last, other.last)]
    return not any(t.kind == "newline" for t in between)


def _by_weekday(e: DateExpression, own: Sequence[DateExpression], of_posts: Sequence[dt.date]) -> dt.date | None:
    """The only day of its weekday in the years about the latest one told, or else while all held their posts."""
    told = [o for o in own if o.year is not None and o.kind != "period" and o.relation != "until"]
    told = [o for o in told if o.month is not None] or told  # a year alone may be an aim
    latest = max((o.year for o in told if o.year is not None), default=None)
    days = [d for y in range(latest - 1, latest + _YEARS_SINCE) if (d := _in_year(e, y))] if latest else of_posts
    fitting = [d for d in days if d.isoweekday() == e.weekday and (d in of_posts or not of_posts)]
    return fitting[0] if len(fitting) == 1 else None


def _is_announced(part: _Part, e: DateExpression) -> bool:
    """Whether words of a plan stand near a date."""
    cues = part.matches.within("m:cue", max(0, e.first - _PLAN), e.last + _PLAN)
    return any(cue.value[1] == "planned" and _are_of_one_line(part, cue, e) for cue in cues)


def _only_fitting(e: DateExpression, days: Sequence[dt.date], weekdays: Collection[int | None]) -> dt.date | None:
    """The only day of its weekday; most reports name their own, and only where none fits, that of the day before."""
    same = [d for d in days if _fits(d, weekdays, is_exact=True)]
    fitting = same or [d for d in days if _fits(d, weekdays, is_exact=e.weekday is not None)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(day: dt.date, weekdays: Collection[int | None], *, is_exact: bool) -> bool:
    """Whether a report of that day would name one of these weekdays: its own, or the one before."""
    return day.isoweekday() in weekdays or (not is_exact and (day - dt.timedelta(1)).isoweekday() in weekdays)


def _in_year(e: DateExpression, year: int) -> dt.date | None:
    try:
        return dt.date(year, e.month or 0, e.day or 0)
    except ValueError:
        return None


def _bounds(
    head: Sequence[DateExpression],
    posts: Sequence[dt.date],
    own: Sequence[DateExpression],
    ahead: Collection[DateExpression],
) -> Anchor:
    """What is known without a publication date."""
    if posts:
        last = max(posts)
        agrees = any(e.kind == "weekday" and e.modifier is None and e.weekday == last.isoweekday() for e in own)
        return Anchor(last, last if agrees else last + _POST_DELAY, None, PublishedBasis.NONE)
    for e in head:
        told = resolve(e, _NOTHING)
        if told.precision in (DatePrecision.MONTH, DatePrecision.YEAR):
            return Anchor(told.start, told.end, None, PublishedBasis.NONE)
    facts = [(e.year, e) for e in own if e.year is not None and e.kind != "period" and e.relation != "until"]
    near = [year for year, e in facts if e.day is not None or e not in ahead]  # a year alone may be an aim
    latest = max(near, default=None) or max((year - 1 for year, _ in facts), default=None)
    if latest is None:
        return _NOTHING
    is_last = all(year <= latest for year, _ in facts)
    dated = any(
        year == latest and e.kind == "day" and e.relation == "at" and (is_last or e in ahead) for year, e in facts
    )
    end = dt.date(latest, 12, 31) if dated else None  # one writes to the day of the year that it is
    return Anchor(dt.date(latest, 1, 1), end, None, PublishedBasis.NONE)
