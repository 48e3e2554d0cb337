"""A dbt build of the real project on hand-made raw rows, once per session."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dbt.raw_rows import RawRows
from tests.dbt.scenarios import Scenario, all_scenarios

DBT_PROJECT = Path(__file__).parents[2] / "dbt_project"

RunDbt = Callable[[list[str], Path], str]


@dataclasses.dataclass(frozen=True)
class Build:
    """A working file that dbt has built, the scenarios in it, and the folder of dbt's artifacts."""

    working: Path
    target: Path
    scenarios: dict[str, Scenario]


def run_dbt(arguments: list[str], warehouse: Path) -> str:
    """Run dbt as its users do, with `warehouse` as WAREHOUSE_DIR; returns what it printed.

    Raises:
        AssertionError: dbt failed; the message is what it printed.
    """
    environment = os.environ | {"WAREHOUSE_DIR": str(warehouse), "DO_NOT_TRACK": "1", "NO_COLOR": "1"}
    paths = ["--target-path", str(warehouse / "target"), "--log-path", str(warehouse / "logs")]
    dbt = str(Path(sys.executable).with_name("dbt"))
    done = subprocess.run(
        [dbt, *arguments, *paths], cwd=DBT_PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Seeds, models, unit tests and data tests of the project, all passed, on all scenarios."""
    warehouse = tmp_path_factory.mktemp("warehouse")
    rows = RawRows()
    scenarios = all_scenarios(rows)
    rows.rejections(rows.article("rejected.txt"))
    rows.write(warehouse / "working.duckdb")
    run_dbt(["build", "--quiet"], warehouse)
    return Build(warehouse / "working.duckdb", warehouse / "target", scenarios)
