"""The whole flow, really run by Dagster in this process, on documents that come, change, go, and are no good.

One warehouse goes through the whole file, from test to test: every run costs a dbt build.
"""

import dagster as dg
import duckdb
import pytest

from orchestration.assets.metadata import raw_key
from orchestration.assets.publication import PUBLISHED_KEY
from orchestration.contracts.tables import Article, Extraction, RejectedDocument
from tests.conftest import BAD_INPUTS, HINDI, Deployment, deployment_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return deployment_in(tmp_path_factory.mktemp("refresh"))


@pytest.fixture(scope="module")
def first(deployment: Deployment) -> dg.ExecuteInProcessResult:
    result = deployment.refresh()
    assert result.success, failures(result)
    return result


def failures(result: dg.ExecuteInProcessResult) -> dict[str, str]:
    """What went wrong, by step."""
    return {str(e.step_key): str(e.step_failure_data) for e in result.all_events if e.is_step_failure}


def metadata(result: dg.ExecuteInProcessResult, key: dg.AssetKey) -> dict[str, object]:
    """What the run says of an asset, by label."""
    [event] = [m for m in result.get_asset_materialization_events() if m.asset_key == key]
    return {label: value.value for label, value in event.materialization.metadata.items()}


def sources(deployment: Deployment) -> list[str]:
    return [name for (name,) in deployment.published("SELECT source_name FROM dim_documents ORDER BY 1")]


@pytest.mark.usefixtures("first")
def test_the_meetings_of_the_articles_are_published(deployment: Deployment) -> None:
    assert sources(deployment) == ["english.html", "hindi.txt"]
    found = deployment.published(
        """
        SELECT m.meeting_type, m.status, m.start_date::VARCHAR, list(p.person_id ORDER BY p.person_id)
        FROM fact_meetings AS m JOIN bridge_meeting_people AS p USING (meeting_id) GROUP BY ALL ORDER BY 3
        """
    )
    assert found == [
        ("bilateral_meeting", "held", "2024-03-12", ["s-jaishankar", "sergey-lavrov"]),
        ("phone_call", "held", "2024-03-20", ["narendra-modi", "vladimir-putin"]),
    ]


def test_every_bad_input_is_told_with_its_reason(deployment: Deployment, first: dg.ExecuteInProcessResult) -> None:
    rejected = dict(deployment.published("SELECT source_name, reason_code FROM rejected_documents"))
    assert rejected == BAD_INPUTS
    shown = str(metadata(first, raw_key(RejectedDocument))["rejected"])
    assert "huge" in shown
    assert "bytes, more than the" in shown
    assert "menu" in str(metadata(first, raw_key(Article))["rejected"])


def test_assets_tell_rows_columns_and_a_preview(first: dg.ExecuteInProcessResult) -> None:
    told = metadata(first, raw_key(Article))
    assert told["dagster/row_count"] == 2
    assert "लावरोव" in str(told["first rows"])
    told = metadata(first, dg.AssetKey(["marts", "dim_documents"]))
    assert told["dagster/row_count"] == 2
    assert "hindi" in str(told["first rows"])


def test_dbt_tests_and_own_checks_are_asset_checks(first: dg.ExecuteInProcessResult) -> None:
    checks = {(e.check_name, e.asset_key.to_user_string()): e.passed for e in first.get_asset_check_evaluations()}
    assert all(checks.values())
    assert checks["quotes_stand_in_the_text", "raw/meeting_mentions"]
    assert checks["source_unique_raw_extractions_document_id", "raw/extractions"]
    assert checks["unique_fact_meetings_meeting_id", "marts/fact_meetings"]
    assert checks["figures_hold", "evaluation"]  # none of the annotated articles is among the sources
    assert not first.get_asset_observation_events()  # a test that belongs to no asset would be one


@pytest.mark.usefixtures("first")
def test_a_second_run_reads_nothing_and_changes_nothing(deployment: Deployment) -> None:
    before = deployment.settings.published_path.stat()
    result = deployment.refresh()
    assert result.success
    assert metadata(result, raw_key(Article))["documents read anew"] == 0
    assert metadata(result, raw_key(Extraction))["articles extracted anew"] == 0
    after = deployment.settings.published_path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.usefixtures("first")
def test_failed_tests_and_checks_stop_the_publication(deployment: Deployment) -> None:
    before = deployment.settings.published_path.read_bytes()
    deployment.working("INSERT INTO raw.person_mentions SELECT * FROM raw.person_mentions LIMIT 1")
    deployment.working("UPDATE raw.meeting_mentions SET quote = 'never said'")
    result = deployment.refresh()
    assert not result.success
    assert "source_unique_raw_person_mentions_mention_id: Got 1 result" in failures(result)["dbt_models"]
    failed = {e.check_name for e in result.get_asset_check_evaluations() if not e.passed}
    assert failed == {"quotes_stand_in_the_text", "source_unique_raw_person_mentions_mention_id"}
    assert "published_warehouse" not in {e.step_key for e in result.all_events if e.is_step_start}
    assert deployment.settings.published_path.read_bytes() == before


@pytest.mark.usefixtures("first")
def test_nothing_is_published_alone_after_a_failed_test(deployment: Deployment) -> None:
    deployment.working("INSERT INTO raw.person_mentions SELECT * FROM raw.person_mentions LIMIT 1")
    deployment.working("DELETE FROM audit.passed_builds")
    before = deployment.settings.published_path.read_bytes()
    result = deployment.refresh(PUBLISHED_KEY)
    assert "dbt has not built and tested all of the marts" in failures(result)["published_warehouse"]
    assert deployment.settings.published_path.read_bytes() == before


@pytest.mark.usefixtures("first")
def test_the_next_run_heals_and_facts_follow_what_changed_and_what_went(deployment: Deployment) -> None:
    deployment.working("DELETE FROM raw.extractions")
    folder = deployment.settings.articles_dir
    (folder / "hindi.txt").write_text(HINDI.replace("12 मार्च", "19 मार्च"), encoding="utf-8")
    (folder / "english.html").unlink()
    with duckdb.connect(deployment.settings.published_path, read_only=True) as reader:
        before = reader.execute("SELECT source_name FROM dim_documents").fetchall()
        result = deployment.refresh()
        assert result.success, failures(result)
        assert reader.execute("SELECT source_name FROM dim_documents").fetchall() == before
    assert metadata(result, raw_key(Extraction))["articles extracted anew"] == 1
    assert sources(deployment) == ["hindi.txt"]
    assert deployment.published("SELECT start_date::VARCHAR FROM fact_meetings") == [("2024-03-19",)]
    assert deployment.working("SELECT count(*) FROM raw.person_mentions GROUP BY mention_id HAVING count(*) > 1") == []


@pytest.mark.usefixtures("first")
def test_an_empty_folder_does_not_empty_what_is_published(deployment: Deployment) -> None:
    before = deployment.settings.published_path.read_bytes()
    folder = deployment.settings.articles_dir
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()
    result = deployment.refresh()
    folder.rmdir()
    away.rename(folder)
    assert set(failures(result)) == {"raw__documents_has_documents"}
    assert deployment.settings.published_path.read_bytes() == before
