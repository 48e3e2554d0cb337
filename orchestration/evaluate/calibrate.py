"""Fits the weights of `confidence` on the annotated articles, and shows what they are worth.

The weights are fitted on the development half and the articles to practise on. Rules know these by heart, so their
meetings are right more often than others: the level is that at which the mean confidence in the held-out half is the
share of its meetings that are right. Meetings below the floor count like all others.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import yaml
from rich.console import Console

from orchestration.evaluate.annotated import Annotated, AnnotationError, Half, load_annotated, load_practice
from orchestration.evaluate.articles import Extracted, by_collection, findings_of, folder_of, read_folder
from orchestration.evaluate.console import show_reliability
from orchestration.evaluate.score import score
from orchestration.extract.kernel import analyse, load_knowledge, rows_of
from orchestration.extract.meetings.occasions.confidence import WEIGHTS, Feature, Weights
from orchestration.settings import Settings

_PULL = 0.1  # towards no weight: only so much that a feature that never fails weighs no more than it should
_ROUNDS = 50  # of Newton's method, which needs about six
_DIGITS = 3
_HEADER = """\
# What each feature of a reported meeting says for its being right. What the features mean stands in
# orchestration/extract/meetings/occasions/confidence.py. Written by `make calibrate`: the weights are those of the
# development half of the annotated articles and of those to practise on, the level is that of the held-out half. A
# held meeting that has less than `floor`, a planned or cancelled one that has less than `floor_of_plans`, is not
# reported, but kept as rejected.
"""

Vector = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A meeting found in an annotated article."""

    features: frozenset[str]
    is_right: bool
    half: Half


def fit(examples: Sequence[Example], articles: int, day: dt.date) -> Weights:
    """Logistic regression with a pull towards zero; see above. articles: how many of the development half.

    Raises:
        AnnotationError: in one of the halves nothing is right, or nothing wrong.
    """
    held_out = [e for e in examples if e.half is Half.HELD_OUT]
    development = [e for e in examples if e.half is Half.DEVELOPMENT]
    if any({e.is_right for e in half} != {True, False} for half in (held_out, development)):
        raise AnnotationError("too few articles: each half wants meetings found that are right, and some that are not")
    table, right = _table(development), _right(development)
    solution = np.zeros(table.shape[1])
    pull = np.diag([0.0] + [_PULL] * len(Feature))
    for _ in range(_ROUNDS):
        share = _share(table @ solution)
        slope = table.T @ (share - right) + pull @ solution
        bend = (table * (share * (1 - share))[:, None]).T @ table + pull
        solution = solution - np.linalg.solve(bend, slope)
    weights = dict(zip(Feature, (round(float(w), _DIGITS) for w in solution[1:]), strict=True))
    level = _level(_table(held_out)[:, 1:] @ solution[1:], _right(held_out))
    return Weights(fitted_on=day, articles=articles, meetings=len(development), level=level, weights=weights)


def _table(examples: Sequence[Example]) -> Vector:
    """One row per example: 1 for the level, then 1 or 0 per feature."""
    return np.array([[1.0, *(float(f in e.features) for f in Feature)] for e in examples])


def _right(examples: Sequence[Example]) -> Vector:
    return np.array([float(e.is_right) for e in examples])


def _share(logits: Vector) -> Vector:
    return 1 / (1 + np.exp(-logits))


def _level(logits: Vector, right: Vector) -> float:
    """At which the mean share is that of the right ones, by halving."""
    low, high = -10.0, 10.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if _share(logits + middle).mean() < right.mean() else (low, middle)
    return round(low, _DIGITS)


def examples_of(settings: Settings, documents: Sequence[Annotated]) -> list[Example]:
    """Every meeting found in the annotated articles that is right or wrong."""
    knowledge = load_knowledge(settings.seeds_dir).without_floor()
    sides = knowledge.sides.codes
    found = []
    for inside in by_collection(documents):
        texts = read_folder(folder_of(inside, settings), {d.file for d in inside}, settings.seeds_dir)
        seen = {file: analyse(*text, knowledge) for file, text in texts.items()}
        read = {file: Extracted(*text, rows_of(text[0], seen[file], knowledge)) for file, text in texts.items()}
        findings = findings_of(read, settings.seeds_dir)
        features = {
            meeting.meeting_id: occasion.features
            for file, analysis in seen.items()
            for meeting, occasion in zip(findings.meetings[file], analysis.occasions, strict=True)
        }
        for scored in score(inside, findings, sides):
            half = scored.document.half
            found += [Example(features[j.found.meeting_id], j.is_right, half) for j in scored.judged]
    return found


def calibrate(settings: Settings, console: Console) -> int:
    """Fits the weights anew, writes them to seeds/confidence.yaml, and shows them. Returns 0.

    Raises:
        AnnotationError: the annotation is wrong, or an article is missing.
    """
    documents = [*load_annotated(settings.gold_dir), *load_practice(settings.gold_dir)]
    examples = examples_of(settings, documents)
    before = load_knowledge(settings.seeds_dir).weights
    articles = sum(d.half is Half.DEVELOPMENT for d in documents)
    weights = fit(examples, articles, dt.datetime.now(dt.UTC).date())
    weights = weights.model_copy(update={"floor": before.floor, "floor_of_plans": before.floor_of_plans})
    for half in Half:
        inside = [e for e in examples if e.half is half]
        for when, told in (("before", before), ("after", weights)):
            title = f"Confidence and precision of reports, {half.replace('_', '-')} half, {when}"
            show_reliability(console, title, [(told.confidence(e.features), e.is_right) for e in inside])
    for feature, weight in weights.weights.items():
        console.print(f"{feature:24} {weight:+.2f}, was {before.weights[feature]:+.2f}", highlight=False)
    console.print(f"{'level':24} {weights.level:+.2f}, was {before.level:+.2f}", highlight=False)
    path = settings.seeds_dir / WEIGHTS
    written = {**weights.model_dump(mode="json"), "fitted_on": weights.fitted_on}
    path.write_text(_HEADER + yaml.safe_dump(written, sort_keys=False), encoding="utf-8")
    console.print(f"written to {path}; the extractor's version has changed", markup=False, soft_wrap=True)
    return 0
