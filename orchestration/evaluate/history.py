"""The figures of earlier evaluations, one JSON object per line, latest last: what later ones are held against.

A line has the day, the commit, the version of the extractor, and per group of articles and figure the counts of right,
spurious and missed. Git joins the lines of two branches (.gitattributes).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestration.evaluate.figures import Group
from orchestration.evaluate.score import Figure, Tally


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """One evaluation. commit: what was checked out, None where that cannot be told; reason: why a fall was accepted."""

    day: dt.date
    commit: str | None
    extractor: str
    groups: Sequence[Group]
    reason: str | None = None

    def to_json(self) -> str:
        """One line."""
        told: dict[str, Any] = {"day": self.day.isoformat(), "commit": self.commit, "extractor": self.extractor}
        if self.reason:
            told["reason"] = self.reason
        told["groups"] = {
            g.name: {
                "articles": g.articles,
                "is_coarse": g.is_coarse,
                **{f.value: list(t) for f, t in g.figures.items()},
            }
            for g in self.groups
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Record:
        """The record of a line; figures that are measured no longer are left out."""
        told = json.loads(line)
        groups = [
            Group(name, g["articles"], {f: Tally(*g[f]) for f in Figure if f in g}, g["is_coarse"])
            for name, g in told["groups"].items()
        ]
        return cls(dt.date.fromisoformat(told["day"]), told["commit"], told["extractor"], groups, told.get("reason"))


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not as it was. is_fall: see `falls`."""

    group: str
    figure: Figure
    was: float
    now: float
    tolerance: float

    def __str__(self) -> str:
        return f"{self.group.replace('_', '-')}: {self.figure.replace('_', ' ')} {self.was:.3f} → {self.now:.3f}"


def latest(path: Path) -> Record | None:
    """The last evaluation recorded; None before the first."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return Record.from_json(lines[-1]) if lines else None


def append(path: Path, record: Record) -> bool:
    """Adds a line, unless neither figures nor version differ from the last one's. Returns whether it did."""
    last = latest(path)
    if last is not None and (last.extractor, _counts(last.groups)) == (record.extractor, _counts(record.groups)):
        return False
    with path.open("a", encoding="utf-8") as lines:
        lines.write(record.to_json() + "\n")
    return True


def changes(last: Record | None, groups: Sequence[Group]) -> list[Change]:
    """What differs from an earlier evaluation, of coarse groups that hold as many articles as then."""
    recorded = {g.name: g for g in last.groups} if last else {}
    found = []
    for group in groups:
        before = recorded.get(group.name)
        if before is None or not group.is_coarse or before.articles != group.articles:
            continue
        for figure, tally in before.figures.items():
            was, now = tally.value(figure), group.figures.get(figure, Tally()).value(figure) or 0.0
            if was is not None and was != now:
                found.append(Change(group.name, figure, was, now, 1 / max(1, tally.right + tally.missed)))
    return found


def falls(last: Record | None, groups: Sequence[Group], margin: float) -> list[Change]:
    """What fell by more than the margin (0 to 1), and by more than one meeting, person or topic can make."""
    return [c for c in changes(last, groups) if c.was - c.now > max(margin, c.tolerance) + 1e-9]


def _counts(groups: Sequence[Group]) -> Mapping[str, Mapping[Figure, Tally]]:
    return {g.name: g.figures for g in groups}
