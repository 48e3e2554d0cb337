"""Figures of groups of articles, how far `confidence` can be trusted, and both as tables for people.

What is counted is decided in `score`; what earlier evaluations gave is kept in `history`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

from orchestration.contracts.codes import Language
from orchestration.evaluate.annotated import Half
from orchestration.evaluate.score import ArticleScore, Figure, Tally, total

ALL = "all"
#: Upper ends of the bins of confidence.
BIN_ENDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)

_HEADINGS = {
    Figure.HELD: ("held", "P", "R"),
    Figure.HELD_AND_RIGHTLY_DATED: ("dated",),
    Figure.PLANNED_OR_CANCELLED: ("planned",),
    Figure.DATES: ("dates",),
    Figure.PLACES: ("places",),
    Figure.TYPES: ("types",),
    Figure.DURATIONS: ("length",),
    Figure.PARTICIPANTS: ("parties",),
    Figure.PEOPLE_MENTIONED: ("people",),
    Figure.TOPICS: ("topics",),
    Figure.SAME_MEETING: ("same",),
    Figure.QUIET: ("quiet",),
}
#: What the columns of `lines` mean.
LEGEND = (
    "F1 of meetings held, with precision and recall; of those held and rightly dated; of those planned or cancelled; "
    "share of dates, places, types and lengths that are right; F1 of participants, of people named, of topics, of "
    "telling which reports are one meeting; share of articles without a meeting held that stay without one."
)


RELIABILITY_HEADINGS = ("confidence", "meetings", "mean", "right")


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Articles that are scored together. is_coarse: large enough that a fall of a figure means something."""

    name: str
    articles: int
    figures: Mapping[Figure, Tally]
    is_coarse: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Bin:
    """Meetings whose confidence lies in (…, end]; mean: their mean confidence; precision: the share that is right."""

    end: float
    count: int
    mean: float
    precision: float


@dataclasses.dataclass(frozen=True, slots=True)
class Reliability:
    """error: how far confidence and precision are apart, over all bins by count; None where nothing was judged.

    chance: what so few meetings would give on average if confidence were true.
    """

    bins: Sequence[Bin]
    error: float | None
    chance: float


def grouped(scores: Sequence[ArticleScore]) -> list[Group]:
    """All articles, each half and its languages, each language, each collection; only those that have articles."""
    by_name: dict[str, list[ArticleScore]] = {ALL: list(scores)}
    for half in Half:
        by_name[half] = [s for s in scores if s.document.half is half]
        for code in Language:
            by_name[f"{half} {code}"] = [s for s in by_name[half] if s.document.language is code]
    fine = {f"{half} {code}" for half in Half for code in Language}
    for code in Language:
        by_name[code] = [s for s in scores if s.document.language is code]
    for name in sorted({s.document.collection for s in scores}):
        by_name[name] = [s for s in scores if s.document.collection == name]
    return [Group(str(n), len(of), total(of), n not in fine) for n, of in by_name.items() if of]


def reliability(judged: Sequence[tuple[float, bool]]) -> Reliability:
    """Bins of (confidence, is right)."""
    bins = []
    for begin, end in zip((-1.0, *BIN_ENDS), BIN_ENDS, strict=False):
        inside = [(confidence, right) for confidence, right in judged if begin < confidence <= end]
        if inside:
            mean, precision = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append(Bin(end, len(inside), mean, precision))
    error = sum(b.count * abs(b.mean - b.precision) for b in bins) / len(judged) if judged else None
    spread = sum(math.sqrt(2 / math.pi * b.count * b.mean * (1 - b.mean)) for b in bins)
    return Reliability(bins, error, spread / max(1, len(judged)))


def headings() -> list[str]:
    """Of the columns of `lines`."""
    return ["articles", "n", *(name for figure in Figure for name in _HEADINGS[figure])]


def lines(groups: Sequence[Group]) -> list[list[str]]:
    """One line per group: F1, or the share that is right; a dash where there was nothing to be found."""
    return [[g.name.replace("_", "-"), str(g.articles), *_values(g.figures)] for g in groups]


def _values(figures: Mapping[Figure, Tally]) -> list[str]:
    values: list[float | None] = []
    for figure in Figure:
        tally = figures.get(figure, Tally())
        values.append(tally.value(figure))
        if figure is Figure.HELD:
            values += [tally.precision, tally.recall]
    return ["–" if value is None else f"{value:.2f}" for value in values]


def reliability_lines(told: Reliability) -> list[list[str]]:
    """One line per bin: up to which confidence, how many, mean confidence, precision."""
    return [[f"≤ {b.end:.2f}", str(b.count), f"{b.mean:.2f}", f"{b.precision:.2f}"] for b in told.bins]


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose cells are our own words and numbers."""
    table = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in table)
