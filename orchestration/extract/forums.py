"""Forums and standing mechanisms: where a text names one, and which dated edition of it is meant."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from orchestration.contracts.codes import DatePrecision, MeetingType
from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.lexicon import Lexicon, Matches, longest
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.reference import rows, terms
from orchestration.extract.spans import Spans
from orchestration.extract.text import Token

#: Kinds whose sessions are contacts between the two sides by themselves.
BILATERAL_KINDS = frozenset({"annual_summit", "mechanism"})
_YEARS = range(1990, 2041)
_NEAR = dt.timedelta(days=10)
_REACH = dt.timedelta(days=370)
_BESIDE = 6  # tokens between a name and the ordinal of its session
_DATED = 12  # tokens between a name and the day or the city of its session
_PARTNER = 2  # tokens from "with" to the country with which a summit is: "with the EU"
_OWNED = 6  # tokens from whose a summit is to its name, with its attributes
_LAST = 2  # words at the end of a name by which it is known in a longer one
_STEM = 6  # letters of a word that its case leaves alone
_ENDING = 3  # letters of an ordinal's ending
_SUMMIT = dt.timedelta(days=3)  # that a summit lasts at most; the General Assembly sits longer
_OFTEN = 3  # editions in one city that make it the forum's home
_REACH_OF_A_CITY = dt.timedelta(days=6 * 365)


@dataclasses.dataclass(frozen=True, slots=True)
class Edition:
    edition_id: str
    forum_id: str
    number: int | None
    start: dt.date
    end: dt.date
    city: str | None
    country_code: str | None
    by_video: bool


class Where(NamedTuple):
    """A place told with a forum; city: None where only the country is told."""

    country_code: str
    city: str | None

    def is_of(self, edition: Edition) -> bool:
        if self.city is not None:
            return edition.city == self.city
        return edition.country_code == self.country_code


class Asked(enum.Enum):
    """Which edition may be meant besides one of these days."""

    NEAR = enum.auto()
    LAST = enum.auto()
    NEXT = enum.auto()


@dataclasses.dataclass(frozen=True, slots=True)
class Forum:
    """A forum named in a text; number: told next to it ("22nd"); year: told next to it ("2025"); seats: the roles whose
    holders always sit in its sessions; "IN:role|role" is one for a side that has either."""

    first: int
    last: int
    forum_id: str
    kind: str
    default_type: str | None
    number: int | None = None
    year: int | None = None
    seats: tuple[str, ...] = ()

    @property
    def is_bilateral(self) -> bool:
        return self.kind in BILATERAL_KINDS

    def seats_of(self, side: str) -> list[frozenset[str]]:
        """For each who sits in it for a side the roles of which he has one."""
        told = (seat.rpartition(":") for seat in self.seats)
        return [frozenset(roles.split("|")) for of, _, roles in told if of in ("", side)]


class ForumFinder:
    """Names from seeds/reference/forum_terms.csv; editions from forum_editions.csv."""

    def __init__(self, reference_dir: Path) -> None:
        columns = ("forum_id", "forum_kind", "default_meeting_type", "sitting_roles")
        self._forums = {row["forum_id"] or "": row for row in rows(reference_dir, "forums", columns)}
        self._terms = rows(reference_dir, "forum_terms", ("forum_id", "language", "term"))
        self.editions: dict[str, list[Edition]] = {}
        for row in rows(reference_dir, "forum_editions", ("edition_id", "forum_id", "start_date", "end_date")):
            if not (row["start_date"] and row["end_date"] and row["forum_id"] and row["edition_id"]):
                continue
            self.editions.setdefault(row["forum_id"], []).append(
                Edition(
                    row["edition_id"],
                    row["forum_id"],
                    int(row.get("edition_number") or 0) or None,
                    dt.date.fromisoformat(row["start_date"]),
                    dt.date.fromisoformat(row["end_date"]),
                    row.get("city"),
                    row.get("country_code"),
                    (row.get("held_by_video") or "").lower() == "true",
                )
            )

        self._summits = [
            edition
            for forum_id, editions in self.editions.items()
            if self._forums[forum_id]["default_meeting_type"] == MeetingType.SUMMIT
            for edition in editions
            if not edition.by_video
        ]

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers kind `forum` with the forum's id as value."""
        for row in self._terms:
            if row["term"] and row["forum_id"]:
                lexicon.add(row["term"], "forum", row["forum_id"])

    def find(self, tokens: Sequence[Token], matches: Matches) -> list[Forum]:
        """Forums in order of the text; of names that overlap, the one that says more."""
        forums: list[Forum] = []
        for match in longest(matches.of("forum")):
            first = match.first
            if forums and first < forums[-1].last:
                if match.last <= forums[-1].last:
                    continue
                first = forums.pop().first  # "the India-Russia intergovernmental commission on …" is the one on …
            row = self._forums[match.value]
            year = next(
                (
                    int(t.key)
                    for t in tokens[match.last : match.last + 2]
                    if t.kind == "number" and int(t.key) in _YEARS
                ),
                None,
            )
            kind, usual_type = row["forum_kind"] or "", row["default_meeting_type"]
            number = _numeral(tokens, first - 1)
            if number is None and kind in BILATERAL_KINDS:
                number = _ordinal_near(tokens, matches, first, match.last)
            seats = tuple(terms(row["sitting_roles"]))
            forums.append(Forum(first, match.last, match.value, kind, usual_type, number, year, seats))
        forums = [f for f in forums if f.kind != "annual_summit" or not self._is_of_others(f, matches)]
        return _as_named_in_full(_with_their_summits(forums, tokens, matches), tokens)

    def _is_of_others(self, summit: Forum, matches: Matches) -> bool:
        """Whether an annual summit is that with a third country or a bloc: "the annual summit with Japan", "the
        India-EU annual summit"."""
        homes = {edition.country_code for edition in self.editions.get(summit.forum_id, ())}
        if matches.ending("m:blocs", summit.first):
            return True
        ties = [m.last for m in matches.starting("m:marker", summit.last) if m.value[1] == "with"]
        reach = range(ties[0], ties[0] + _PARTNER) if ties else ()
        with_whom = [m for kind in ("country", "country_adjective") for i in reach for m in matches.starting(kind, i)]
        before = [m.first for m in matches.ending("m:marker", summit.first) if m.value[1] == "with"]
        with_whom += [m for i in before[:1] for m in matches.ending("country", i)]  # "जापान के साथ वार्षिक शिखर सम्मेलन"
        blocs = any(matches.starting("m:blocs", i) for i in reach)
        return blocs or (bool(with_whom) and all(m.value not in homes for m in with_whom))

    def numbered(self, tokens: Sequence[Token], matches: Matches) -> list[Edition]:
        """Editions that a text names with their number: "at the commission's 25th meeting"."""
        told = [f for f in self.find(tokens, matches) if f.number is not None]
        return [e for f in told for e in self.editions.get(f.forum_id, ()) if e.number == f.number]

    def years(
        self,
        tokens: Sequence[Token],
        matches: Matches,
        dates: Spans[DateExpression],
        is_possible: Callable[[dt.date], bool],
    ) -> dict[int, int]:
        """The years of days and months told without one, by their first tokens.

        One edition of a forum named beside it was on that day, or in that month and in the city told with them: "the
        BRICS summit in Kazan in October". is_possible: whether an edition can be meant, by what else is known.
        """
        found: dict[int, set[int]] = {}
        for forum in self.find(tokens, matches) if dates else ():
            span = (max(0, forum.first - _DATED), forum.last + _DATED)
            known = [e for e in self.editions.get(forum.forum_id, ()) if forum.number in (None, e.number)]
            known = [e for e in known if forum.year in (None, e.start.year) and is_possible(e.start)]
            cities = {m.value[1] for m in matches.within("city", *span)}
            there = [e for e in known if e.city in cities]
            for told in dates.within(*span):
                if told.lacks_year:
                    meant = (there or known) if told.day else there
                    years = {e.start.year for e in meant if _is_of(e, told)}
                    found.setdefault(told.first, set()).update(years)
        return {first: years.pop() for first, years in found.items() if len(years) == 1}

    def alike(self, forum: Forum) -> list[Forum]:
        """The other mechanisms of the two that are called alike and in which somebody sits by post, as if named in its
        place: the commissions of ministers of foreign affairs and of defence."""
        others = (
            dataclasses.replace(forum, forum_id=forum_id, seats=tuple(terms(row["sitting_roles"])))
            for forum_id, row in self._forums.items()
            if (row["forum_kind"], row["default_meeting_type"]) == (forum.kind, forum.default_type)
        )
        return [f for f in others if f.seats and f.forum_id != forum.forum_id]

    def summits_between(self, start: dt.date, end: dt.date) -> list[Edition]:
        """The bilateral summits in person that share a day with a time."""
        return [e for e in self._summits if e.start <= end and start <= e.end]

    def edition(
        self, forum: Forum, told: Interval | None, anchor: Anchor, where: Where | None, asked: Asked = Asked.NEAR
    ) -> Edition | None:
        """The edition meant: by number, by year, by a date told, else the one within ten days of the anchor.

        Where nothing of this is told, `asked` says which other one may be meant: the last one before the anchor, or
        the next. In a city told it may be years away; without one, it is the one of the year before or after.
        Returns None where more than one edition fits.
        """
        known = self.editions.get(forum.forum_id, [])
        if forum.number is not None:
            known = [e for e in known if e.number == forum.number] or [e for e in known if e.number is None]
        if forum.year is not None:
            known = [e for e in known if e.start.year == forum.year]
        there = [e for e in known if where is not None and where.is_of(e)]
        known = there or known
        if told is not None and told.start and told.end and told.precision is not DatePrecision.UNKNOWN:
            day = dt.timedelta(days=1)
            known = [e for e in known if e.start <= told.end + day and told.start - day <= e.end]
        elif forum.number is None and forum.year is None:
            if anchor.start is None or anchor.end is None:
                return known[0] if there and len(known) == 1 and where is not None and where.city is not None else None
            near = [e for e in known if e.start - _NEAR <= anchor.end and anchor.start <= e.end + _NEAR]
            if not near and (there or where is None):
                reach = _REACH_OF_A_CITY if there else _REACH
                if asked is Asked.LAST:
                    return max(
                        (e for e in known if anchor.start - reach <= e.end < anchor.start), key=_start, default=None
                    )
                if asked is Asked.NEXT:
                    return min(
                        (e for e in known if anchor.end < e.start <= anchor.end + _REACH), key=_start, default=None
                    )
            known = near
        return known[0] if len(known) == 1 else None

    def home(self, forum: Forum) -> Where | None:
        """Where a forum has always sat, if it has often enough."""
        known = [e for e in self.editions.get(forum.forum_id, []) if not e.by_video]
        cities = {Where(e.country_code, e.city) for e in known if e.country_code and e.city}
        return cities.pop() if len(cities) == 1 and len(known) >= _OFTEN else None

    def last_summit_in(self, city: str, told: Iterable[Forum], day: dt.date) -> Edition | None:
        """The last summit before a day in a city, of the groups of countries that a text names or of their summits; one
        of the year before the day of any group."""
        named = {f.forum_id for f in told if f.kind == "multilateral"}
        kinds = {i: self._forums[i] for i in self.editions if self._forums[i]["forum_kind"] == "multilateral"}
        reach = {i: _REACH_OF_A_CITY if named & {i, f.get("group_forum_id")} else _REACH for i, f in kinds.items()}
        there = [e for i in reach for e in self.editions[i] if e.city == city and not e.by_video]
        there = [e for e in there if e.end - e.start <= _SUMMIT and e.start <= day <= e.end + reach[e.forum_id]]
        last = max(there, key=_start, default=None)
        return last if last is not None and last.end < day else None  # not what sits now


def _with_their_summits(forums: list[Forum], tokens: Sequence[Token], matches: Matches) -> list[Forum]:
    """With the annual summits of other forums, from which no more than attributes part them, as of these: "the SCO's
    two-day annual summit", "एससीओ का दो दिवसीय वार्षिक शिखर सम्मेलन"."""
    kept: list[Forum] = []
    for forum in forums:
        before = kept[-1] if kept else None
        if before is not None and forum.kind == "annual_summit" and not before.is_bilateral:
            named = matches.within("country", before.last, forum.last)
            if not named and _are_attributes(before.last, forum.first, tokens, matches):
                kept[-1] = dataclasses.replace(before, last=forum.last)
                continue
        kept.append(forum)
    return kept


def _are_attributes(first: int, last: int, tokens: Sequence[Token], matches: Matches) -> bool:
    """Whether the words between a forum and a summit are those of whose it is, and of what kind."""
    if first < last and tokens[first].text == ")":
        first += 1
    if not 0 < last - first <= _OWNED:
        return False
    ties = [m.last for m in matches.starting("m:marker", first) if m.value[1] == "genitive"]
    begin = first + 1 if tokens[first].kind == "possessive" else next(iter(ties), last + 1)
    return begin <= last and all(t.kind in ("word", "number") or t.is_hyphen for t in tokens[begin:last])


def _as_named_in_full(forums: list[Forum], tokens: Sequence[Token]) -> list[Forum]:
    """With the mechanism meant by the beginning of a name that the text also tells in full, and by no more of another:
    "the Inter-Governmental Commission" of an article on "the Inter-Governmental Commission on Military Cooperation"."""
    names: dict[str, set[tuple[str, ...]]] = {}
    full: dict[str, Forum] = {}
    for forum in forums:
        if forum.kind == "mechanism":
            words = tuple(t.key for t in tokens[forum.first : forum.last] if t.kind == "word")
            names.setdefault(forum.forum_id, set()).add(words)
            full.setdefault(forum.forum_id, forum)
    meant = {
        short: next(
            (full[other] for other in names if other != short and _are_begun_by(names[other], names[short])), None
        )
        for short in names
    }
    return [f if (whole := meant.get(f.forum_id)) is None else _as_session_of(whole, f) for f in forums]


def _as_session_of(whole: Forum, told: Forum) -> Forum:
    """What is told by a short name, as a session of the forum that this is short for: with its own number and year."""
    return dataclasses.replace(
        told, forum_id=whole.forum_id, kind=whole.kind, default_type=whole.default_type, seats=whole.seats
    )


def _are_begun_by(full: set[tuple[str, ...]], short: set[tuple[str, ...]]) -> bool:
    """Whether all of some short names are but the beginning of one of others, by their last words: "… commission"; or
    end in the word that one of those begins with, in any case: «межправительственной комиссии», «комиссия по …»."""
    return all(
        any(name[-_LAST:] == other[i : i + len(name[-_LAST:])] for other in full for i in range(len(other) - _LAST))
        or any(name[-1][:_STEM] == other[0][:_STEM] for other in full if len(other) > _LAST)
        for name in short
    )


def _ordinal_near(tokens: Sequence[Token], matches: Matches, first: int, last: int) -> int | None:
    """An ordinal in figures beside the words of a name: "25th session of the commission", «आयोग की 25वीं बैठक»."""
    for step, begin in ((1, last), (-1, first - 1)):
        for i in range(begin, begin + step * _BESIDE, step):
            if not 0 <= i < len(tokens) - 1 or (tokens[i].kind not in ("word", "number") and not tokens[i].is_hyphen):
                break
            figure, ending = tokens[i], tokens[i + 1 + tokens[i + 1].is_hyphen : i + 3][:1]
            is_ordinal = bool(ending) and ending[0].kind == "word" and len(ending[0].text) <= _ENDING
            if figure.kind == "number" and len(figure.key) <= 2 and is_ordinal and tokens[i + 1].start == figure.end:
                months = (m for m in matches.within("date", max(0, i - 2), i + 4) if m.value[0] == "date:month")
                return int(figure.key) if not any(months) else None  # "May 5th"
    return None


def _is_of(edition: Edition, told: DateExpression) -> bool:
    """Whether an edition was on a day told without its year, or began in a month so told."""
    if told.month is None or told.day is None:
        return told.month == edition.start.month
    first, last = ((day.month, day.day) for day in (edition.start, edition.end))
    return first <= (told.month, told.day) <= last


def _start(edition: Edition) -> dt.date:
    return edition.start


def _numeral(tokens: Sequence[Token], i: int) -> int | None:
    """The number before a name, with its ordinal ending: 22वीं, 22nd, 22-й."""
    while i >= 0 and (tokens[i].is_hyphen or (tokens[i].kind == "word" and len(tokens[i].text) <= 3)):
        if tokens[i].kind == "word" and i and tokens[i - 1].end != tokens[i].start and not tokens[i - 1].is_hyphen:
            return None
        i -= 1
    if i >= 0 and tokens[i].kind == "number" and len(tokens[i].key) <= 2:
        return int(tokens[i].key)
    return None
