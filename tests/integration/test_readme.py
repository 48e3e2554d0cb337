"""What the documents of the project say is true: answers, commands, paths, dependencies, the picture of the flow."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from orchestration.definitions import build_defs
from orchestration.publish.promise import PROMISED
from orchestration.settings import PROJECT_DIR
from tests.conftest import Deployment
from tests.integration.readme_answers import README, questions, with_answers

DOCUMENTS = [README, *(PROJECT_DIR / name for name in ("CONTRIBUTING.md", "CHANGELOG.md"))]
DOCUMENTS += sorted((PROJECT_DIR / "docs").rglob("*.md"))

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_MAKE = re.compile(r"(?:^|`)(?:\$ )?(?:[A-Z_]+=\S+ )*make (\w+)", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.\-]+(?:/[\w.\-]+)+/?|\.?[\w\-]+/")
_LINK = re.compile(r"\]\(([^)#:]+)\)")
_EDGE = re.compile(r"^ +(\w+) --> (\w+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_answers_are_those_of_a_run(readme: str, seeds: Deployment) -> None:
    fresh = with_answers(readme, seeds.settings.published_path)
    assert readme == fresh, "write the answers anew: python -m tests.integration.readme_answers"


def test_every_question_has_an_answer(readme: str) -> None:
    asked = questions(readme)
    assert len(asked) == readme.count("```sql\n") == 10
    for query, answer in asked:
        assert answer.count("\n") > 2, query  # headings, a rule, and at least one row


@pytest.mark.slow
def test_the_picture_is_the_asset_graph(readme: str, seeds: Deployment) -> None:
    specs = {spec.key: spec for spec in build_defs(seeds.settings).resolve_all_asset_specs()}
    edges = {
        (specs[dep.asset_key].group_name, spec.group_name)
        for spec in specs.values()
        for dep in spec.deps
        if dep.asset_key in specs and specs[dep.asset_key].group_name != spec.group_name
    }
    groups = {group for edge in edges for group in edge}
    [picture] = re.findall(r"```mermaid\n.*?```", readme, re.DOTALL)
    assert {edge for edge in _EDGE.findall(picture) if set(edge) <= groups} == edges


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_paths_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    makefile = (PROJECT_DIR / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(_MAKE.findall(text)) <= targets
    named = {path for path in _CODE.findall(_FENCED.sub("", text)) if _PATH.fullmatch(path)}
    missing = [path for path in named if not path.startswith("warehouse/") and not (PROJECT_DIR / path).exists()]
    missing += [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.slow
def test_what_a_run_is_said_to_write_is_written(readme: str, seeds: Deployment) -> None:
    written = {path for path in _CODE.findall(readme) if path.startswith("warehouse/")}
    assert len(written) > 2
    assert [path for path in written if not (seeds.settings.warehouse_dir.parent / path).exists()] == []


def test_every_dependency_and_table_is_explained(readme: str) -> None:
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = project["dependencies"] + project["optional-dependencies"]["dev"]
    packages = {re.split(r"[<>=\[]", requirement)[0] for requirement in required}
    assert {name for name in packages | set(PROMISED) if f"`{name}`" not in readme} == set()
