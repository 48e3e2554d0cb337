"""Rules of the dbt project that dbt itself does not hold: descriptions, contracts, tests of tests, drift."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.contracts.render import SOURCES_YML, STAGING_YML, sources_yaml, staging_yaml
from orchestration.contracts.tables import RAW_TABLES
from orchestration.publish.docs import build_docs
from orchestration.publish.promise import PROMISED
from orchestration.publish.publish import publish
from orchestration.store import Store
from tests.dbt.conftest import DBT_PROJECT, Build, run_dbt

#: Example questions, and the columns of their answers.
ANALYSES = {
    "first_reports_by_outlet": "outlet first_reports reports",
    "how_well_sourced_is_each_meeting": "headline start_date date_precision date_basis document_count "
    "independent_source_count confidence",
    "lead_times": "headline meeting_type announced_date start_date lead_time_days",
    "meetings_of_foreign_ministers": "start_date meeting_type headline ministers",
    "months_without_ministerial_contact": "month_start calendar_year month_name",
    "open_planned_meetings": "headline start_date end_date date_precision date_phrase is_overdue announced_date "
    "document_count",
    "phone_calls_before_and_after_february_2022": "period calls first_call last_call months_with_calls",
    "phone_calls_over_time": "calendar_year calendar_quarter calls",
    "reported_by_one_side_only": "start_date headline reported_by publishers documents",
    "topics_by_decade": "decade area topic_name meetings share_of_meetings",
    "topics_by_year": "calendar_year topic_name meetings",
    "what_was_said_about_s400": "start_date status headline quote source_name published_date",
    "where_documents_disagree": "headline start_date end_date source_name reported_start_date reported_end_date "
    "reported_date_phrase status",
    "where_they_met": "country_name city meetings first_meeting last_meeting",
    "who_met_both_putin_and_lavrov": "full_name with_putin with_lavrov",
    "who_met_most_often": "calendar_year indian russian meetings first_meeting last_meeting",
}


@pytest.fixture(scope="session")
def manifest(build: Build) -> dict[str, Any]:
    text = (build.target / "manifest.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def of_kind(manifest: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def test_what_is_rendered_is_what_lies_there() -> None:
    assert SOURCES_YML.read_text(encoding="utf-8") == sources_yaml()
    assert STAGING_YML.read_text(encoding="utf-8") == staging_yaml()


def test_every_raw_table_has_its_view() -> None:
    views = {path.stem for path in (DBT_PROJECT / "models" / "staging").glob("stg_raw__*.sql")}
    assert views == {f"stg_raw__{record.table}" for record in RAW_TABLES}


@pytest.mark.slow
def test_every_model_seed_and_column_is_described(build: Build, manifest: dict[str, Any]) -> None:
    with duckdb.connect(str(build.working), read_only=True) as con:
        columns = con.execute("select schema_name, table_name, column_name from duckdb_columns()").fetchall()
    for node in of_kind(manifest, "model") + of_kind(manifest, "seed"):
        built = {column for schema, table, column in columns if (schema, table) == (node["schema"], node["name"])}
        described = {name for name, column in node["columns"].items() if column["description"]}
        assert node["description"], node["name"]
        assert built == described, node["name"]
        assert node["group"] == "warehouse", node["name"]


@pytest.mark.slow
def test_every_mart_is_public_and_keeps_a_contract(manifest: dict[str, Any]) -> None:
    marts = [node for node in of_kind(manifest, "model") if node["schema"] == "marts"]
    assert {node["name"] for node in marts} == set(PROMISED)
    for node in marts:
        assert node["contract"]["enforced"], node["name"]
        assert node["access"] == "public", node["name"]
    exposed = manifest["exposures"]["exposure.diplomacy.published_warehouse"]["depends_on"]["nodes"]
    assert set(exposed) == {node["unique_id"] for node in marts}


@pytest.mark.slow
def test_every_model_with_logic_has_a_unit_test(manifest: dict[str, Any]) -> None:
    tested = {test["model"] for test in manifest["unit_tests"].values()}
    intermediate = {node["name"] for node in of_kind(manifest, "model") if node["schema"] == "intermediate"}
    assert intermediate <= tested


@pytest.mark.slow
def test_every_generic_test_has_a_test(manifest: dict[str, Any]) -> None:
    own = {path.stem for path in (DBT_PROJECT / "tests" / "generic").glob("*.sql")}
    tests = "".join(node["raw_code"] for node in of_kind(manifest, "test") if "generic_tests" in node["path"])
    used = "".join(node["raw_code"] for node in of_kind(manifest, "test") if "generic_tests" not in node["path"])
    for name in own:
        assert f"test_{name}(" in tests, name
        assert f"test_{name}(" in used, name


@pytest.mark.slow
def test_comments_reach_the_published_file(build: Build, tmp_path: Path) -> None:
    published = tmp_path / "diplomacy.duckdb"
    report = publish(build.working, published, dt.datetime.now(dt.UTC))
    assert report.replaced
    assert set(PROMISED) == set(report.row_counts)
    with duckdb.connect(str(published), read_only=True) as con:
        bare = con.execute(
            "select table_name, column_name from duckdb_columns() where comment is null and not internal"
        ).fetchall()
    assert bare == []


@pytest.mark.slow
def test_a_second_build_changes_nothing(build: Build, tmp_path: Path) -> None:
    published = tmp_path / "diplomacy.duckdb"
    publish(build.working, published, dt.datetime.now(dt.UTC))
    Store(build.working, lock_seconds=10).recall_history(published)
    run_dbt(["run", "--quiet"], build.working.parent)
    assert not publish(build.working, published, dt.datetime.now(dt.UTC)).replaced


def test_a_copy_of_the_project_is_complete(tmp_path: Path) -> None:
    """Dagster runs dbt in a copy of this folder where somebody selects more than 200 tables and checks."""
    shutil.copytree(DBT_PROJECT, tmp_path / "copy", ignore=shutil.ignore_patterns("target", "logs"))
    told = {path.stem for path in (tmp_path / "copy" / "seeds").glob("*.csv")}
    assert told == {path.stem for path in (DBT_PROJECT.parent / "seeds" / "reference").glob("*.csv")}


@pytest.mark.slow
def test_the_analyses_have_their_columns(build: Build) -> None:
    """Each has the columns that its readers know; what they hold is shown on the annotated articles (tests/gold)."""
    run_dbt(["compile", "--quiet", "--select", "resource_type:analysis"], build.working.parent)
    compiled = {path.stem: path for path in (build.target / "compiled" / "diplomacy" / "analyses").glob("*.sql")}
    assert compiled.keys() == ANALYSES.keys()
    with duckdb.connect(str(build.working), read_only=True) as con:
        for name, path in compiled.items():
            answer = con.execute(path.read_text(encoding="utf-8"))
            assert [column[0] for column in answer.description or ()] == ANALYSES[name].split(), name
            answer.fetchall()


@pytest.mark.slow
def test_the_docs_page_is_one_file_that_names_the_marts(build: Build, tmp_path: Path) -> None:
    index = build_docs(lambda arguments: run_dbt(list(arguments), build.working.parent), build.target, tmp_path)
    page = index.read_text(encoding="utf-8")
    assert "India–Russia diplomatic warehouse" in page or "India\\u2013Russia diplomatic warehouse" in page
    assert all(name in page for name in PROMISED)
