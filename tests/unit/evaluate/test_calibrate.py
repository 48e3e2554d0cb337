"""Weights are fitted as logistic regression wants it, and confidence is what they say."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import math
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pydantic
import pytest
from rich.console import Console

from orchestration.evaluate.annotated import AnnotationError, Half
from orchestration.evaluate.calibrate import Example, calibrate, fit
from orchestration.evaluate.figures import reliability
from orchestration.extract.kernel import load_knowledge
from orchestration.extract.language import load_yaml
from orchestration.extract.meetings.occasions.confidence import WEIGHTS, Feature, Weights
from orchestration.settings import PROJECT_DIR, Settings

DAY = dt.date(2031, 5, 6)
SEEDS = PROJECT_DIR / "seeds"
TRUE = dict(zip(Feature, itertools.cycle((1.5, 0.5, 1.0, 0.0, -1.5, -1.0)), strict=False))


def drawn(count: int, level: float, half: Half, seed: int) -> list[Example]:
    """Examples that are right as often as the true weights say."""
    chance = random.Random(seed)  # noqa: S311  # the same examples each time
    examples = []
    for _ in range(count):
        features = frozenset(f for f in Feature if chance.random() < 0.5)
        share = 1 / (1 + math.exp(-level - sum(TRUE[f] for f in features)))
        examples.append(Example(features, chance.random() < share, half))
    return examples


def test_weights_and_level_are_found_again() -> None:
    examples = drawn(16000, 1.0, Half.DEVELOPMENT, 1) + drawn(6000, 0.0, Half.HELD_OUT, 2)
    weights = fit(examples, 100, DAY)
    assert all(abs(weights.weights[f] - TRUE[f]) < 0.25 for f in Feature)
    assert abs(weights.level) < 0.25
    assert (weights.fitted_on, weights.articles, weights.meetings) == (DAY, 100, 16000)
    unseen = drawn(4000, 0.0, Half.HELD_OUT, 3)
    told = reliability([(weights.confidence(e.features), e.is_right) for e in unseen])
    assert told.error is not None
    assert told.error < 0.04


def test_what_never_fails_gets_no_boundless_weight() -> None:
    always = [Example(frozenset({Feature.OF_A_FORUM}), True, half) for half in Half] * 20
    mixed = [Example(frozenset(), right, half) for half in Half for right in (True, False)] * 20
    assert 0 < fit(always + mixed, 10, DAY).weights[Feature.OF_A_FORUM] < 10


def test_examples_of_one_kind_say_nothing() -> None:
    with pytest.raises(AnnotationError, match="too few articles"):
        fit([Example(frozenset(), True, half) for half in Half], 2, DAY)


def test_nothing_is_certain_and_nothing_is_forgotten() -> None:
    heavy = Weights(fitted_on=DAY, articles=1, meetings=1, level=0.0, weights=dict.fromkeys(Feature, 50.0))
    light = Weights(fitted_on=DAY, articles=1, meetings=1, level=0.0, weights=dict.fromkeys(Feature, -50.0))
    assert (heavy.confidence(Feature), light.confidence(Feature), heavy.confidence(())) == (0.99, 0.01, 0.5)
    with pytest.raises(pydantic.ValidationError, match="wants a weight for each of"):
        Weights(fitted_on=DAY, articles=1, meetings=1, level=0.0, weights={Feature.OF_A_FORUM: 1.0})


def test_bins_hold_what_belongs_to_them() -> None:
    told = reliability([(0.5, True), (0.4, False), (0.97, True), (0.99, True)])
    assert [(b.end, b.count, round(b.precision, 2)) for b in told.bins] == [(0.5, 2, 0.5), (1.0, 2, 1.0)]
    assert told.error == pytest.approx((2 * 0.05 + 2 * 0.02) / 4)
    assert reliability([]).error is None


def test_the_weights_of_the_project_say_what_one_would_expect() -> None:
    weights = load_yaml(SEEDS / WEIGHTS, Weights).weights
    assert weights[Feature.PERSONS_OF_BOTH_SIDES] > 0 > weights[Feature.REFERRED_TO]
    assert weights[Feature.WEAK_WORDS] < 0 < weights[Feature.PLACED_BY_ITS_WORDS]


def test_calibrating_writes_weights_that_the_extractor_reads(
    some_articles: Callable[[int], Settings], tmp_path: Path
) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    settings = some_articles(20)
    own = Settings.from_environment({"SEEDS_DIR": str(tmp_path / "seeds"), "GOLD_DIR": str(settings.gold_dir)})
    before = load_knowledge(own.seeds_dir)
    out = io.StringIO()
    assert calibrate(own, Console(file=out, width=120)) == 0
    assert "Expected calibration error" in out.getvalue()
    load_knowledge.cache_clear()
    after = load_knowledge(own.seeds_dir)
    assert after.weights.articles == 20
    assert after.weights != before.weights
    assert after.version != before.version
