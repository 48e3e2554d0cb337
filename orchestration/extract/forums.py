"""Forums and standing mechanisms: where a text names one, and which dated edition of it is meant."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from orchestration.contracts.codes import DatePrecision
from orchestration.extract.lexicon import Lexicon, Matches, longest
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.reference import rows
from orchestration.extract.text import Token

#: Kinds whose sessions are contacts between the two sides by themselves.
BILATERAL_KINDS = frozenset({"annual_summit", "mechanism"})


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


@dataclasses.dataclass(frozen=True, slots=True)
class Forum:
    """A forum named in a text; number: told next to it ("22nd"); year: told next to it ("2025")."""

    first: int
    last: int
    forum_id: str
    kind: str
    default_type: str | None
    number: int | None = None
    year: int | None = None

    @property
    def is_bilateral(self) -> bool:
        return self.kind in BILATERAL_KINDS


class ForumFinder:
    """Names from seeds/reference/forum_terms.csv; editions from forum_editions.csv."""

    def __init__(self, reference_dir: Path) -> None:
        self._forums = {
            row["forum_id"] or "": row
            for row in rows(reference_dir, "forums", ("forum_id", "forum_kind", "default_meeting_type"))
        }
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

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers kind `forum` with the forum's id as value."""
        for row in self._terms:
            if row["term"] and row["forum_id"]:
                lexicon.add(row["term"], "forum", row["forum_id"])

    def find(self, tokens: Sequence[Token], matches: Matches) -> list[Forum]:
        """Forums in order of the text; the longest name wins."""
        forums, end = [], 0
        for match in longest(matches.of("forum")):
            if match.first < end:
                continue
            end = match.last
            row = self._forums[match.value]
            number = _numeral(tokens, match.first - 1)
            year = None
            for i in range(match.last, min(match.last + 2, len(tokens))):
                if tokens[i].kind == "number" and 1990 <= int(tokens[i].key) <= 2040:
                    year = int(tokens[i].key)
            forums.append(
                Forum(
                    match.first,
                    match.last,
                    match.value,
                    row["forum_kind"] or "",
                    row["default_meeting_type"],
                    number,
                    year,
                )
            )
        return forums

    def edition(self, forum: Forum, told: Interval | None, anchor: Anchor, city: str | None) -> Edition | None:
        """The edition meant: by number, by year, by a date or city told, else the one within ten days of the anchor.

        Returns None where more than one edition fits.
        """
        known = self.editions.get(forum.forum_id, [])
        if forum.number is not None:
            known = [e for e in known if e.number in (None, forum.number)]
        if forum.year is not None:
            known = [e for e in known if e.start.year == forum.year]
        if city is not None:
            known = [e for e in known if e.city == city] or known
        if told is not None and told.start and told.end and told.precision is not DatePrecision.UNKNOWN:
            day = dt.timedelta(days=1)
            known = [e for e in known if e.start <= told.end + day and told.start - day <= e.end]
        elif forum.number is None and forum.year is None:
            if anchor.start is None or anchor.end is None:
                return known[0] if city is not None and len(known) == 1 and known[0].city == city else None
            near = dt.timedelta(days=10)
            known = [e for e in known if e.start - near <= anchor.end and anchor.start <= e.end + near]
        return known[0] if len(known) == 1 else None


def _numeral(tokens: Sequence[Token], i: int) -> int | None:
    """The number before a name, with its ordinal ending: 22वीं, 22nd, 22-й."""
    while i >= 0 and (tokens[i].is_hyphen or (tokens[i].kind == "word" and len(tokens[i].text) <= 3)):
        if tokens[i].kind == "word" and i and tokens[i - 1].end != tokens[i].start and not tokens[i - 1].is_hyphen:
            return None
        i -= 1
    if i >= 0 and tokens[i].kind == "number" and len(tokens[i].key) <= 2:
        return int(tokens[i].key)
    return None
