"""Reference data catches up with the articles: two real runs, between which `people.csv` gains a person."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.settings import PROJECT_DIR

pytestmark = pytest.mark.slow

ARTICLE = """Deputy ministers meet in Moscow

MOSCOW, March 12, 2024: Russian Deputy Foreign Minister Ivan Primerov met Indian Foreign Secretary Vinay Kwatra in
Moscow on Tuesday. Primerov and Kwatra discussed trade between India and Russia.
"""
PERSON = "ivan-primerov,Ivan Primerov,इवान प्रिमेरोव,Иван Примеров,RU,m,Primerov,,Примеров,,,,,Deputy Foreign Minister\n"


def refresh(project: Path) -> None:
    """Runs the flow of a copy of the project as `make` starts it."""
    folders = {
        "ARTICLES_DIR": str(project / "documents"),
        "WAREHOUSE_DIR": str(project / "warehouse"),
        "GOLD_DIR": str(PROJECT_DIR / "tests" / "gold"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "orchestration", "refresh"],
        cwd=project, env=os.environ | folders, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def published(project: Path, query: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(duckdb.connect(project / "warehouse" / "diplomacy.duckdb", read_only=True)) as connection:
        return connection.execute(query).fetchall()


def test_who_is_curated_later_keeps_the_way_from_the_id_before(tmp_path: Path) -> None:
    for folder in ("orchestration", "dbt_project", "seeds"):
        shutil.copytree(
            PROJECT_DIR / folder, tmp_path / folder, symlinks=True,
            ignore=shutil.ignore_patterns("target", "logs", "__pycache__"),
        )  # fmt: skip
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    refresh(tmp_path)
    party = "SELECT person_id FROM bridge_meeting_people WHERE side = 'RU'"
    [(provisional,)] = published(tmp_path, party)
    [(meeting,)] = published(tmp_path, "SELECT meeting_id FROM fact_meetings")
    assert provisional.startswith("prov-")
    assert published(tmp_path, "SELECT * FROM person_id_aliases") == []

    with (tmp_path / "seeds" / "reference" / "people.csv").open("a", encoding="utf-8") as people:
        people.write(PERSON)
    refresh(tmp_path)
    assert published(tmp_path, party) == [("ivan-primerov",)]
    assert published(tmp_path, "SELECT alias_id, person_id FROM person_id_aliases") == [(provisional, "ivan-primerov")]
    assert published(tmp_path, "SELECT meeting_id FROM fact_meetings") == [(meeting,)]
    assert published(tmp_path, "SELECT from_value, to_value FROM fact_meeting_changes WHERE attribute = 'people'") == [
        (f"{provisional};vinay-kwatra", "ivan-primerov;vinay-kwatra")
    ]
