"""What is published is as true as it was: no figure of an annotated set falls below its floor (floors.json).

A floor is raised when a figure has risen; lowering one is a decision that the commit must give a reason for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Deployment, refreshed
from tests.gold import score as scorer

GOLD = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))


def below(annotated: str, deployment: Deployment) -> list[str]:
    """One line per figure that is below its floor, with the scorer's misses under it."""
    lines = (GOLD / annotated).read_text(encoding="utf-8").splitlines()
    misses: list[str] = []
    figures: dict[str, Any] = scorer.score(
        [json.loads(line) for line in lines if line.strip()],
        *scorer.load_predictions(str(deployment.settings.published_path)),
        misses,
    )
    reached = {name: told["f1"] if isinstance(told, dict) else told for name, told in figures.items()}
    fallen = [
        f"{name}: {reached[name]:.3f} < {floor}" for name, floor in FLOORS[annotated].items() if reached[name] < floor
    ]
    return fallen and [*fallen, *misses]


@pytest.mark.slow
def test_the_seed_articles(seeds: Deployment) -> None:
    assert below("seeds_gold.jsonl", seeds) == []


@pytest.mark.slow
def test_the_development_set(tmp_path: Path) -> None:
    assert below("gold.jsonl", refreshed(tmp_path, GOLD / "articles")) == []
