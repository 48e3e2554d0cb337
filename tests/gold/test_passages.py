"""The constructions of the press are read as well as they were: no figure is lower than the one recorded last."""

from __future__ import annotations

import json

import pytest

from orchestration.settings import Settings
from tests.gold.score_passages import RECORDED, figures, load, scores


def test_passages_are_well_formed() -> None:
    passages = load()
    assert len({text for _, text in passages.values()}) == len(passages)


@pytest.mark.slow
def test_no_figure_of_passages_has_fallen() -> None:
    margin = Settings.from_environment({}).evaluation_margin
    now, recorded = figures(scores()[0]), json.loads(RECORDED.read_text(encoding="utf-8"))
    assert [
        f"{group} {name}: {now[group][name]:.2f}, was {before:.2f}"
        for group, values in recorded.items()
        for name, before in values.items()
        if now[group][name] < before - margin
    ] == []
