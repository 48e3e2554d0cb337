"""The project's own models run without dbt: their SQL rendered and executed in order of dependence.

For tests and benchmarks that build the same models many times, where dbt's start would take most of the time. Knows
`ref`, `source` and `run_started_at`, which is all that the models use; what dbt itself adds (contracts, tests,
comments) is tested by running dbt.
"""

from __future__ import annotations

import datetime as dt
import functools
import graphlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import jinja2
import yaml

from orchestration.contracts.render import ddl
from orchestration.contracts.tables import RAW_TABLES

PROJECT = Path(__file__).parents[2] / "dbt_project"
REFERENCE = Path(__file__).parents[2] / "seeds" / "reference"

_REF = re.compile(r"ref\('(\w+)'\)")


@functools.cache
def _models() -> dict[str, Path]:
    return {path.stem: path for path in sorted((PROJECT / "models").rglob("*.sql"))}


@functools.cache
def _macros() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "macros").glob("*.sql")))


@functools.cache
def _depends_on(name: str) -> frozenset[str]:
    text = _models()[name].read_text(encoding="utf-8")
    found = set(_REF.findall(text))
    for macro in re.split(r"(?={%-? *macro )", _macros())[1:]:
        called = re.match(r"{%-? *macro (\w+)", macro)
        if called and re.search(rf"\b{called[1]}\(", text):
            found |= set(_REF.findall(macro))
    return frozenset(found - {name})


def in_order(names: Iterable[str]) -> list[str]:
    """The models given with all that they depend on, each after what it reads."""
    graph: dict[str, set[str]] = {}
    open_names = list(names)
    while open_names:
        name = open_names.pop()
        if name not in graph and name in _models():
            graph[name] = {parent for parent in _depends_on(name) if parent in _models()}
            open_names += graph[name]
    return list(graphlib.TopologicalSorter(graph).static_order())


def relation(name: str) -> str:
    """schema.name of a model, or of a seed."""
    path = _models().get(name)
    return f"{path.parent.name}.{name}" if path else f"reference.{name}"


@functools.cache
def rendered(name: str, started_at: dt.datetime) -> str:
    """A model's SQL."""
    environment = jinja2.Environment(autoescape=False)  # noqa: S701  # SQL, of this project's own files
    template = environment.from_string(_macros() + _models()[name].read_text(encoding="utf-8"))
    return template.render(ref=relation, source=lambda schema, table: f"{schema}.{table}", run_started_at=started_at)


def create_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Schemas, the raw tables, empty, and the seeds."""
    con.execute("create schema raw; create schema reference; create schema staging;"
                "create schema intermediate; create schema marts")  # fmt: skip
    for record in RAW_TABLES:
        con.execute(ddl(record))
    seeds = yaml.safe_load((PROJECT / "models" / "staging" / "_reference__seeds.yml").read_text(encoding="utf-8"))
    for seed in seeds["seeds"]:
        columns = seed["config"]["column_types"]
        con.execute(
            f"create table reference.{seed['name']} as from read_csv(?, header = true, columns = {columns})",
            [str(REFERENCE / f"{seed['name']}.csv")],
        )


def build(
    con: duckdb.DuckDBPyConnection,
    names: Iterable[str],
    started_at: dt.datetime,
    done: Callable[[str], None] = lambda _: None,
) -> None:
    """Build the models given and what they depend on; done is told each model's name after it was built."""
    for name in in_order(names):
        kind = "view" if relation(name).startswith("staging.") else "table"
        con.execute(f"create or replace {kind} {relation(name)} as {rendered(name, started_at)}")
        done(name)
