"""Holds what was found against what is annotated, article by article.

A meeting found and one annotated in the same article are paired one to one, best pair first; a pair must agree on
status (as that article reports it), on remote or in person, on who met (one person of each side where the annotation
names any) and must not contradict the annotated dates. What is paired counts for precision and recall of meetings; all
else (dates, places, types, participants, topics) is measured on the pairs. A meeting gathers facts from several
articles, so what any annotated article tells of the same occasion is not spurious.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import difflib
import itertools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from orchestration.contracts.codes import REMOTE_TYPES, DatePrecision, MeetingStatus, MeetingType
from orchestration.evaluate.annotated import Annotated, Wanted
from orchestration.evaluate.found import Findings, Found

_DAY = dt.timedelta(days=1)
_MINUTES_APART = 5
_TO_THE_DAY = (DatePrecision.DAY, DatePrecision.RANGE)


class Figure(StrEnum):
    """What is measured: F1, or the share that is right."""

    HELD = "held"
    HELD_AND_RIGHTLY_DATED = "held_and_rightly_dated"  # silence about the date is a miss; a wrong one also spurious
    PLANNED_OR_CANCELLED = "planned_or_cancelled"
    DATES = "dates"
    PLACES = "places"
    TYPES = "types"
    DURATIONS = "durations"
    PARTICIPANTS = "participants"
    PEOPLE_MENTIONED = "people_mentioned"
    TOPICS = "topics"
    SAME_MEETING = "same_meeting_across_articles"
    QUIET = "articles_rightly_quiet"

    @property
    def is_share(self) -> bool:
        """Whether what is not right is wrong, and neither missed nor spurious."""
        return self in (Figure.DATES, Figure.PLACES, Figure.TYPES, Figure.DURATIONS, Figure.QUIET)


class Tally(NamedTuple):
    """Counts behind one figure; of a share, what is wrong counts as missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else None

    @property
    def recall(self) -> float | None:
        """None where nothing was to be found; of a share, the share itself."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """None where nothing was found and nothing to be found."""
        return 2 * self.right / (2 * self.right + self.spurious + self.missed) if sum(self) else None

    def value(self, figure: Figure) -> float | None:
        """The one number that stands for the figure."""
        return self.recall if figure.is_share else self.f1


Tallies = Mapping[Figure, Tally]


class MissKind(StrEnum):
    MISSED = "missed"
    SPURIOUS = "spurious"
    STATUS = "status"  # found, but with another status
    DATE = "date"
    PLACE = "place"
    TYPE = "type"
    PARTICIPANTS = "participants"
    TOPICS = "topics"
    PEOPLE = "people"


@dataclasses.dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as annotated. quote: of the annotation; where there is none, of what was found."""

    kind: MissKind
    file: str
    event: str | None
    wanted: str
    given: str
    quote: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """A meeting found that is right, or wrong; what two careful readers could disagree on is not judged."""

    found: Found
    is_right: bool


@dataclasses.dataclass(slots=True)
class ArticleScore:
    """One article held against its annotation. pairs: annotated event and id of the meeting found for it."""

    document: Annotated
    tallies: dict[Figure, Tally] = dataclasses.field(default_factory=dict)
    misses: list[Miss] = dataclasses.field(default_factory=list)
    pairs: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    judged: list[Judged] = dataclasses.field(default_factory=list)

    def count(self, figure: Figure, right: int = 0, spurious: int = 0, missed: int = 0) -> None:
        """Adds to a figure."""
        told = self.tallies.get(figure, Tally())
        self.tallies[figure] = Tally(told.right + right, told.spurious + spurious, told.missed + missed)

    def miss(self, kind: MissKind, wanted: str, given: str, meeting: Wanted | None, quote: str | None = None) -> None:
        """Notes one thing that is not as annotated."""
        event = meeting.event if meeting else None
        self.misses.append(Miss(kind, self.document.file, event, wanted, given, meeting.quote if meeting else quote))


@dataclasses.dataclass(slots=True)
class _Told:
    """What all annotated articles tell of one event."""

    people: set[str] = dataclasses.field(default_factory=set)
    topics: set[str] = dataclasses.field(default_factory=set)
    types: set[MeetingType] = dataclasses.field(default_factory=set)


def score(documents: Sequence[Annotated], findings: Findings, sides: Sequence[str]) -> list[ArticleScore]:
    """Each annotated article with what was found in it. sides: codes of the two whose contacts are annotated."""
    told: dict[str, _Told] = collections.defaultdict(_Told)
    for document in documents:
        for wanted in document.meetings:
            event = told[wanted.event]
            event.people |= {name for p in wanted.people for name in (p.name, p.hint) if name}
            event.topics |= wanted.topics
            event.types.add(wanted.type)
    tellers = collections.Counter(f.meeting_id for found in findings.meetings.values() for f in found)
    return [_score(document, findings, sides, told, tellers) for document in documents]


def total(scores: Sequence[ArticleScore]) -> dict[Figure, Tally]:
    """The figures of several articles together; those of which nothing can be said are left out."""
    sums = {
        figure: Tally(*map(sum, zip(*(s.tallies[figure] for s in scores if figure in s.tallies), strict=True)))
        for figure in Figure
        if any(figure in s.tallies for s in scores)
    }
    same = _same_meeting(scores)
    return sums | {Figure.SAME_MEETING: same} if sum(same) else sums


def _same_meeting(scores: Sequence[ArticleScore]) -> Tally:
    """Counts pairs of reports: one occasion, one meeting. Each collection has a warehouse of its own."""
    right = spurious = missed = 0
    for collection in {s.document.collection for s in scores}:
        reports = [pair for s in scores if s.document.collection == collection for pair in s.pairs]
        for (event, meeting), (other_event, other_meeting) in itertools.combinations(reports, 2):
            right += event == other_event and meeting == other_meeting
            spurious += event != other_event and meeting == other_meeting
            missed += event == other_event and meeting != other_meeting
    return Tally(right, spurious, missed)


def _score(
    document: Annotated,
    findings: Findings,
    sides: Sequence[str],
    told: Mapping[str, _Told],
    tellers: Mapping[str, int],
) -> ArticleScore:
    scored = ArticleScore(document)
    wanted, found = document.meetings, findings.meetings.get(document.file, ())
    ranked = sorted(
        ((affinity(w, f, sides), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)), reverse=True
    )
    pair_of: dict[int, int] = {}
    for alike, i, j in ranked:
        if alike > 0 and i not in pair_of and j not in pair_of.values():
            pair_of[i] = j
    optional = [w for i, w in enumerate(wanted) if not w.required and i not in pair_of]
    spare = [f for j, f in enumerate(found) if j not in pair_of.values()]
    spurious = [f for f in spare if not any(affinity(w, f, sides) > 0 for w in optional)]
    missed = [w for i, w in enumerate(wanted) if w.required and i not in pair_of]
    for i, j in sorted(pair_of.items()):
        if findings.are_merged:
            scored.pairs.append((wanted[i].event, found[j].meeting_id))
        if wanted[i].required:
            scored.judged.append(Judged(found[j], is_right=True))
            _count_pair(scored, wanted[i], found[j], told[wanted[i].event], is_alone=tellers[found[j].meeting_id] == 1)
    for w in missed:
        _count_unpaired(scored, w.status, missed=1)
    for f in spurious:
        _count_unpaired(scored, f.status, spurious=1)
        scored.judged.append(Judged(f, is_right=False))
    _note_unpaired(scored, missed, spurious, sides)
    if not any(w.status is MeetingStatus.HELD for w in wanted):
        is_quiet = not any(f.status is MeetingStatus.HELD for f in found)
        scored.count(Figure.QUIET, right=is_quiet, missed=not is_quiet)
    _count_people(scored, set(findings.people.get(document.file, ())))
    return scored


def _count_unpaired(scored: ArticleScore, status: MeetingStatus, spurious: int = 0, missed: int = 0) -> None:
    if status is MeetingStatus.HELD:
        scored.count(Figure.HELD, 0, spurious, missed)
        scored.count(Figure.HELD_AND_RIGHTLY_DATED, 0, spurious, missed)
    else:
        scored.count(Figure.PLANNED_OR_CANCELLED, 0, spurious, missed)


def _count_pair(scored: ArticleScore, wanted: Wanted, found: Found, told: _Told, *, is_alone: bool) -> None:
    """is_alone: no other document tells of the meeting found."""
    _share(scored, Figure.TYPES, MissKind.TYPE, found.type in told.types, wanted, (wanted.type, found.type))
    is_dated = True
    if not found.has_moved_on and (days_of(wanted) or is_alone):
        is_dated = date_is_right(wanted, found)
        _share(scored, Figure.DATES, MissKind.DATE, is_dated, wanted, (_days(wanted), _days(found)))
    is_held = wanted.status is MeetingStatus.HELD
    scored.count(Figure.HELD if is_held else Figure.PLANNED_OR_CANCELLED, right=1)
    if is_held:
        claims = not is_dated and days_of(found) is not None
        scored.count(Figure.HELD_AND_RIGHTLY_DATED, right=is_dated, spurious=claims, missed=not is_dated)
    if wanted.city or wanted.country:
        is_there = (wanted.city is None or fold(wanted.city) == fold(found.city or "")) and (
            wanted.country in (None, found.country)
        )
        where = (f"{wanted.city or '–'}, {wanted.country or '–'}", f"{found.city or '–'}, {found.country or '–'}")
        _share(scored, Figure.PLACES, MissKind.PLACE, is_there, wanted, where)
    if wanted.duration_minutes:
        is_long = abs((found.minutes or 0) - wanted.duration_minutes) <= _MINUTES_APART
        scored.count(Figure.DURATIONS, right=is_long, missed=not is_long)
    names, have = wanted.names(), [name for name, _ in found.people]
    lacking = [n for n in names if not _is_among(n, have)]
    beyond = [n for n in have if not _is_among(n, told.people)]
    scored.count(Figure.PARTICIPANTS, len(names) - len(lacking), len(beyond), len(lacking))
    if lacking or beyond:
        scored.miss(MissKind.PARTICIPANTS, ", ".join(lacking), ", ".join(beyond), wanted)
    lacking, beyond = sorted(wanted.topics - found.topics), sorted(found.topics - told.topics)
    scored.count(Figure.TOPICS, len(wanted.topics & found.topics), len(beyond), len(lacking))
    if lacking or beyond:
        scored.miss(MissKind.TOPICS, ", ".join(lacking), ", ".join(beyond), wanted)


def _share(
    scored: ArticleScore, figure: Figure, kind: MissKind, is_right: bool, wanted: Wanted, told: tuple[str, str]
) -> None:
    scored.count(figure, right=is_right, missed=not is_right)
    if not is_right:
        scored.miss(kind, *told, wanted)


def _note_unpaired(
    scored: ArticleScore, missed: Iterable[Wanted], spurious: Iterable[Found], sides: Sequence[str]
) -> None:
    """What is missed and found at once but for its status is one mistake, not two."""
    left = list(spurious)
    for wanted in missed:
        twin = next(
            (f for f in left if affinity(wanted, dataclasses.replace(f, status=wanted.status), sides) > 0), None
        )
        if twin is not None:
            left.remove(twin)
            scored.miss(MissKind.STATUS, wanted.status, twin.status, wanted)
        else:
            who = " – ".join(", ".join(wanted.names(side)) for side in sides)
            scored.miss(MissKind.MISSED, f"{wanted.status} {wanted.type}, {_days(wanted)}, {who}", "", wanted)
    for found in left:
        who = ", ".join(name for name, _ in found.people)
        scored.miss(MissKind.SPURIOUS, "", f"{found.status} {found.type}, {_days(found)}, {who}", None, found.quotes[0])


def _count_people(scored: ArticleScore, named: Iterable[str]) -> None:
    expected = scored.document.people_mentioned
    lacking = [n for n in expected if not _is_among(n, named)]
    beyond = sorted(n for n in named if not _is_among(n, expected))
    scored.count(Figure.PEOPLE_MENTIONED, len(expected) - len(lacking), len(beyond), len(lacking))
    if lacking or beyond:
        scored.miss(MissKind.PEOPLE, ", ".join(lacking), ", ".join(beyond), None)


# ── when are two the same ─────────────────────────────────────────────────────────────────────────────────────────────
def affinity(wanted: Wanted, found: Found, sides: Sequence[str]) -> float:
    """0 where the two cannot be the same meeting, else how alike they are."""
    if wanted.status != found.status or (wanted.type in REMOTE_TYPES) != (found.type in REMOTE_TYPES):
        return 0.0
    alike = 1.0
    for side in sides:
        named = wanted.names(side)
        have = [name for name, of in found.people if of == side]
        hits = sum(_is_among(name, have) for name in named)
        if named and not hits:
            if wanted.type is not MeetingType.VISIT or have:
                return 0.0
            alike -= 0.3
        alike += hits / (len(named) or 1)
    want, got = days_of(wanted), days_of(found)
    if want and got:
        slack = 2 * _DAY if wanted.precision in _TO_THE_DAY else dt.timedelta(0)
        apart = got[0] > want[1] + slack or got[1] < want[0] - slack
        if apart and not found.has_moved_on:  # what was announced may since have taken place on another day
            return 0.0
        alike += 1.0 if want == got else 0.0 if apart else 0.5
    alike += 0.3 * (wanted.type == found.type)
    return alike + 0.2 * bool(wanted.topics & found.topics)


def days_of(meeting: Wanted | Found) -> tuple[dt.date, dt.date] | None:
    """First and last day it can have been on; None where unknown."""
    first, last = meeting.start or meeting.end, meeting.end or meeting.start
    return (first, last) if first and last else None


def date_is_right(wanted: Wanted, found: Found) -> bool:
    """To the day within a day; a coarser annotation is met by itself and by anything finer inside it."""
    want, got = days_of(wanted), days_of(found)
    if want is None:  # nobody can tell from this article
        return got is None or found.precision is DatePrecision.UNKNOWN
    if got is None:
        return False
    if wanted.precision is DatePrecision.RANGE and want[0] - _DAY <= got[0] and got[1] <= want[1] + _DAY:
        return True
    if wanted.precision in _TO_THE_DAY:
        return found.precision in _TO_THE_DAY and abs(got[0] - want[0]) <= _DAY and abs(got[1] - want[1]) <= _DAY
    return want[0] <= got[0] and got[1] <= want[1]


def fold(name: str) -> list[str]:
    """The words of a name, without accents and case."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalnum() else " " for c in text).split()


def same_name(a: str, b: str) -> bool:
    """Surnames alike, and first names alike or reduced to the same initial."""
    x, y = fold(a), fold(b)
    if not x or not y:
        return False
    if x == y:
        return True
    if not _alike(x[-1], y[-1], 0.8):
        return False
    if len(x) == 1 or len(y) == 1:
        return True
    return _alike(x[0], y[0], 0.6) or (x[0][0] == y[0][0] and 1 in (len(x[0]), len(y[0])))


def _alike(a: str, b: str, cut: float) -> bool:
    return difflib.SequenceMatcher(None, a, b).ratio() >= cut


def _is_among(name: str, names: Iterable[str]) -> bool:
    return any(same_name(name, other) for other in names)


def _days(meeting: Wanted | Found) -> str:
    days = days_of(meeting)
    if days is None:
        return "unknown"
    return str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
