"""What may import what: the core knows no database and no orchestrator, a step of it none that follows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR

PACKAGE = PROJECT_DIR / "orchestration"
MEETINGS = "orchestration.extract.meetings"
#: The steps of reading who met whom, in their order.
STEPS = ("parties", "contacts", "occasions")


def imports_of(folder: Path) -> Iterator[tuple[str, str]]:
    """(file, module imported) of the Python files of a folder."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from ((path.name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path.name, node.module


@pytest.mark.parametrize("part", ["extract", "explain", "ingest"])
def test_the_core_knows_no_database_and_no_orchestrator(part: str) -> None:
    outer = {"dagster", "dagster_dbt", "dbt", "duckdb", "polars", "pyarrow"}
    found = [(file, module) for file, module in imports_of(PACKAGE / part) if module.split(".")[0] in outer]
    assert found == []


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_step_imports_only_those_before_it(number: int) -> None:
    later = tuple(f"{MEETINGS}.{step}" for step in STEPS[number + 1 :])
    found = list(imports_of(PACKAGE / "extract" / "meetings" / STEPS[number]))
    assert found
    assert [(file, module) for file, module in found if later and module.startswith(later)] == []
