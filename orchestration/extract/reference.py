"""Reads seeds/reference/*.csv: the same files that dbt loads as seeds. Values come as text; blanks are None."""

from __future__ import annotations

import calendar
import csv
import dataclasses
import datetime as dt
from collections.abc import Collection
from pathlib import Path

from orchestration.extract.language import LanguageDataError


def rows(reference_dir: Path, name: str, required: tuple[str, ...]) -> list[dict[str, str | None]]:
    """All rows of `<name>.csv`.

    Raises:
        LanguageDataError: the file is missing or lacks one of the `required` columns.
    """
    path = reference_dir / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = set(required) - set(reader.fieldnames or ())
            if missing:
                raise LanguageDataError(f"{path}: missing columns {', '.join(sorted(missing))}")
            return [{key: (value or "").strip() or None for key, value in row.items()} for row in reader]
    except OSError as error:
        raise LanguageDataError(f"{path}: {error}") from error


def terms(value: str | None) -> list[str]:
    """The terms of a `;`-separated cell."""
    return [term.strip() for term in (value or "").split(";") if term.strip()]


@dataclasses.dataclass(frozen=True, slots=True)
class Tenure:
    """A post held: both days None where the dates are not known, `end` None where it is still held."""

    person_id: str
    role_id: str
    country_code: str | None
    start: dt.date | None
    end: dt.date | None

    def covers(self, day: dt.date | None) -> bool:
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Tenures:
    """Who held which post when: seeds/reference/positions.csv joined with person_positions.csv."""

    def __init__(self, reference_dir: Path) -> None:
        positions = {
            row["position_id"]: row
            for row in rows(reference_dir, "positions", ("position_id", "role_id", "country_code"))
        }
        self.by_person: dict[str, list[Tenure]] = {}
        for row in rows(reference_dir, "person_positions", ("person_id", "position_id", "valid_from", "valid_to")):
            position = positions.get(row["position_id"])
            if position is None or row["person_id"] is None:
                raise LanguageDataError(f"person_positions.csv: unknown position {row['position_id']!r}")
            self.by_person.setdefault(row["person_id"], []).append(
                Tenure(
                    row["person_id"],
                    position["role_id"] or "",
                    position["country_code"],
                    dt.date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
                    dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                )
            )
        self._countries: dict[str, set[str | None]] = {}
        for held in self.by_person.values():
            for tenure in held:
                self._countries.setdefault(tenure.role_id, set()).add(tenure.country_code)

    def roles(self, person_id: str, day: dt.date | None) -> set[str]:
        """Posts of a person on a day; with no day those still held."""
        return {tenure.role_id for tenure in self.by_person.get(person_id, ()) if tenure.covers(day)}

    def has_post(self, role_id: str, country: str) -> bool:
        """Whether anybody is known to have held such a post in a country."""
        return country in self._countries.get(role_id, ())

    def only_country(self, role_id: str, among: Collection[str]) -> str | None:
        """The one country of `among` that has this post; None where several do, or none."""
        fitting = self._countries.get(role_id, set()) & set(among)
        return fitting.pop() if len(fitting) == 1 else None

    def only_holder(self, role_id: str | None, country: str, day: dt.date | None) -> str | None:
        """The one person who held a post of a country on a day; None where several did, or none, or no day is told."""
        found = [
            person
            for person, held in self.by_person.items()
            if any(t.role_id == role_id and t.country_code == country and t.start and t.covers(day) for t in held)
        ]
        return found[0] if day is not None and len(found) == 1 else None

    def days(self, posts: Collection[tuple[str, str]], month: int, day: int, until: dt.date) -> list[dt.date]:
        """The days of that month and day on which all of the (person, post) given were so; none for fewer than two.

        Posts whose dates are not known say nothing; until: the last day that one still held is taken to last.
        """
        held = [
            spans
            for person_id, role_id in posts
            if (
                spans := [
                    (t.start, t.end or until)
                    for t in self.by_person.get(person_id, ())
                    if t.role_id == role_id and t.start is not None
                ]
            )
        ]
        if len(held) < 2:
            return []
        first = min(start for spans in held for start, _ in spans)
        days = (dt.date(year, month, day) for year in range(first.year, until.year + 1) if _exists(year, month, day))
        return [d for d in days if all(any(start <= d <= end for start, end in spans) for spans in held)]

    def begin(self, person_id: str) -> dt.date | None:
        """Since when a person is known to have held any post; None where that is not known."""
        starts = [tenure.start for tenure in self.by_person.get(person_id, ())]
        return None if None in starts else min((s for s in starts if s is not None), default=None)

    def ever(self, person_id: str) -> set[str]:
        """All posts that a person is known to have held."""
        return {tenure.role_id for tenure in self.by_person.get(person_id, ())}


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
