"""What is imported is declared, what is declared is pinned, and the lock names no place on the network."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from orchestration.settings import PROJECT_DIR

PROJECT = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (PROJECT_DIR / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^([\w.-]+)==([\w.+!]+)", re.MULTILINE)


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(r).name) for r in requirements}


def imported(folder: str) -> set[str]:
    """Top-level packages that the Python files of a folder import, other than Python's own and ours."""
    found: set[str] = set()
    for path in (PROJECT_DIR / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"orchestration", "tests"}


def test_what_the_program_imports_is_declared() -> None:
    distributions = packages_distributions()
    declared = names(PROJECT["dependencies"])
    for module in imported("orchestration"):
        provided_by = {canonicalize_name(name) for name in distributions[module]}
        assert provided_by & declared, module


def test_what_is_declared_is_pinned_within_its_range() -> None:
    pinned = {canonicalize_name(name): version for name, version in PINNED.findall(LOCK)}
    for text in chain(PROJECT["dependencies"], PROJECT["optional-dependencies"]["dev"]):
        requirement = Requirement(text)
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), text


def test_the_lock_is_whole_and_names_no_place() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert all(PINNED.match(block) and "--hash=sha256:" in block for block in blocks)
    assert "://" not in LOCK
