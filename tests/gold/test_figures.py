"""What is published is as true as it was: no figure is lower than the one recorded last (history.jsonl).

`make evaluate` records figures; recording lower ones takes a reason, which stands in the history.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.evaluate import history
from orchestration.evaluate.annotated import HISTORY, load_annotated
from orchestration.evaluate.figures import grouped
from orchestration.evaluate.found import published_findings
from orchestration.evaluate.score import score
from orchestration.settings import Settings
from tests.conftest import SEED_ARTICLES, Deployment, refreshed
from tests.dbt.conftest import run_dbt

GOLD = Path(__file__).parent


def fallen(deployment: Deployment, articles: Path) -> list[str]:
    """One line per figure that is lower than it was, with the misses under it."""
    documents = [d for d in load_annotated(GOLD) if (articles / d.file).is_file()]
    scores = score(documents, published_findings(deployment.settings.published_path), ("IN", "RU"))
    margin = Settings.from_environment({}).evaluation_margin
    lower = [str(fall) for fall in history.falls(history.latest(GOLD / HISTORY), grouped(scores), margin)]
    return lower and [*lower, *(str(miss) for s in scores for miss in s.misses)]


@pytest.mark.slow
def test_the_seed_articles(seeds: Deployment) -> None:
    assert fallen(seeds, SEED_ARTICLES) == []


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return refreshed(tmp_path_factory.mktemp("composed"), GOLD / "articles")


@pytest.mark.slow
def test_the_composed_articles(composed: Deployment) -> None:
    assert fallen(composed, GOLD / "articles") == []


@pytest.mark.slow
def test_the_example_questions_have_answers(composed: Deployment) -> None:
    run_dbt(["compile", "--quiet", "--select", "resource_type:analysis"], composed.settings.warehouse_dir)
    compiled = composed.settings.warehouse_dir / "target" / "compiled" / "diplomacy" / "analyses"
    silent = [path.stem for path in compiled.glob("*.sql") if not composed.working(path.read_text(encoding="utf-8"))]
    assert silent == []
