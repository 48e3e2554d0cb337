"""An evaluation of the whole flow on a few annotated articles: what is recorded, and what happens when figures fall."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import dagster as dg
import pytest
from rich.console import Console

from orchestration.evaluate import history
from orchestration.evaluate.annotated import HISTORY
from orchestration.evaluate.console import Wish, evaluate
from orchestration.evaluate.score import Tally
from orchestration.settings import Settings
from tests.conftest import Deployment, few_annotated

pytestmark = pytest.mark.slow

EVALUATION = dg.AssetKey("evaluation")


def checked(run: dg.ExecuteInProcessResult) -> dg.AssetCheckEvaluation:
    """What Dagster's check of the figures says."""
    [told] = [e for e in run.get_asset_check_evaluations() if e.check_name == "figures_hold"]
    return told


def test_figures_are_recorded_and_may_not_fall_without_a_reason(tmp_path: Path) -> None:
    settings = few_annotated(tmp_path, 3)
    recorded = settings.gold_dir / HISTORY
    checks: list[dg.AssetCheckEvaluation] = []

    def told(wish: Wish, code: int, *only: dg.AssetKey) -> str:
        def publish(own: Settings) -> bool:
            run = Deployment(own).refresh(*only)
            checks.append(checked(run))
            return run.success

        shown = io.StringIO()
        assert evaluate(settings, Console(file=shown, width=140), publish, wish) == code
        return shown.getvalue()

    assert "recorded in history.jsonl" in told(Wish(), 0)
    first = history.latest(recorded)
    assert first is not None
    assert {g.name for g in first.groups} >= {"all", "development", "held_out", "few"}
    assert checks[-1].passed

    groups = [
        dataclasses.replace(g, figures={f: Tally(t.right + 90, t.spurious, t.missed) for f, t in g.figures.items()})
        for g in first.groups
    ]
    recorded.write_text(dataclasses.replace(first, groups=groups).to_json() + "\n", encoding="utf-8")
    better = recorded.read_text(encoding="utf-8")
    assert "lower than what was recorded last" in told(Wish(), 1, EVALUATION)
    assert recorded.read_text(encoding="utf-8") == better
    assert not checks[-1].passed
    assert checks[-1].severity is dg.AssetCheckSeverity.WARN
    assert any("all: held" in str(line) for line in checks[-1].metadata["fallen"].value)

    told(Wish(reason="the other figures were made up"), 0, EVALUATION)
    last = history.latest(recorded)
    assert last is not None
    assert (last.reason, last.groups) == ("the other figures were made up", first.groups)
