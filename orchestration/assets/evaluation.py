"""How true what is published is, against the annotated sets whose articles are among the sources."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from orchestration.assets.metadata import OWNERS, markdown_table, say
from orchestration.assets.publication import GROUP, PUBLISHED_KEY
from orchestration.resources import Warehouse

SCORER = "score.py"


@dg.asset(
    deps=[PUBLISHED_KEY],
    group_name=GROUP,
    owners=list(OWNERS),
    kinds={"python"},
    description="Precision, recall and accuracy of what is published, against annotated articles among the sources.",
)
def evaluation(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
    """Scores with the project's scorer, as a program of its own: it reads the published file as any reader does."""
    gold_dir = warehouse.settings.gold_dir
    names = set(warehouse.store.source_names().values())
    metadata: dict[str, Any] = {}
    for annotated in sorted(gold_dir.glob("*.jsonl")):
        if _files(annotated) <= names:
            figures, misses = _score(gold_dir / SCORER, warehouse.settings.published_path, annotated)
            metadata[annotated.stem] = dg.MetadataValue.md(_table(figures))
            metadata[f"{annotated.stem}: misses"] = misses
            metadata |= {f"{annotated.stem}: {name}": value for name, value in _plotted(figures).items()}
            say(context, f"{annotated.stem}: {_summary(figures)}")
    if not metadata:
        say(context, "no annotated article is among the sources")
    return dg.MaterializeResult(metadata=metadata)


def _files(annotated: Path) -> set[str]:
    lines = annotated.read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["file"] for line in lines if line.strip()}


def _score(scorer: Path, published: Path, annotated: Path) -> tuple[dict[str, Any], list[str]]:
    """The scorer's figures by name, and one line per miss."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "figures.json"
        done = subprocess.run(  # noqa: S603  # a program of the project on files of the project
            [sys.executable, str(scorer), str(published), str(annotated), "--json", str(told), "--errors"],
            capture_output=True,
            text=True,
            check=True,
        )
        figures: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    kinds = ("missed", "spurious", "date", "place")
    return figures, [line for line in done.stdout.splitlines() if line.split(" ", 1)[0] in kinds and ": " in line]


def _plotted(figures: Mapping[str, Any]) -> dict[str, float]:
    """One number per figure, which Dagster plots over time: F1, or the share that is right."""
    values = {name: value["f1"] if isinstance(value, dict) else value for name, value in figures.items()}
    return {name: float(value) for name, value in values.items() if value is not None}


def _summary(figures: Mapping[str, Any]) -> str:
    plotted = _plotted(figures)
    told = ("held", "planned_or_cancelled", "date_accuracy", "place_accuracy", "participants", "topics")
    return ", ".join(f"{name.replace('_', ' ')} {plotted[name]:.2f}" for name in told if name in plotted)


def _table(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, value in figures.items():
        parts = (value["precision"], value["recall"], value["f1"]) if isinstance(value, dict) else (None, None, value)
        rows.append((name, *(None if part is None else f"{part:.3f}" for part in parts)))
    return markdown_table(
        pl.DataFrame(rows, schema=["figure", "precision", "recall", "F1, or share"], orient="row", strict=False)
    )
