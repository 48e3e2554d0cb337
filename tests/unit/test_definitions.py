import dagster as dg
import pytest

from orchestration.definitions import build_defs
from orchestration.fetch.sources import load_sources
from orchestration.settings import PROJECT_DIR, Settings

#: The stations above dbt, below it the published things; layers of dbt are told by their groups.
PYTHON_ASSETS = {
    "web": {f"web/{source.id.replace('-', '_')}" for source in load_sources(PROJECT_DIR / "seeds")},
    "sources": {
        "raw/documents",
        "raw/document_sources",
        "raw/archives",
        "raw/rejected_documents",
        "raw/web_sources",
        "raw/web_visits",
        "raw/fetch_attempts",
        "raw/web_pages",
        "raw/web_captures",
    },
    "articles": {"raw/articles", "raw/article_segments"},
    "mentions": {
        "raw/extractions",
        "raw/person_mentions",
        "raw/place_mentions",
        "raw/forum_mentions",
        "raw/reported_meetings",
        "raw/meeting_mentions",
        "raw/meeting_participants",
        "raw/meeting_topics",
        "raw/rejected_mentions",
    },
    "history": {
        "raw/meeting_registry",
        "raw/meeting_changes",
        "raw/published_meetings",
        "raw/person_registry",
        "raw/person_aliases",
    },
    "publication": {"published_warehouse", "docs_site", "evaluation"},
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of one warehouse, for which dbt parses its project once."""
    return {"WAREHOUSE_DIR": str(tmp_path_factory.mktemp("warehouse"))}


@pytest.fixture(scope="module")
def defs(environment: dict[str, str]) -> dg.Definitions:
    return build_defs(Settings.from_environment(environment))


@pytest.fixture(scope="module")
def specs(defs: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def test_stations_keep_their_names(specs: dict[str, dg.AssetSpec]) -> None:
    for group, keys in PYTHON_ASSETS.items():
        assert {key for key, spec in specs.items() if spec.group_name == group} == keys
    groups = {spec.group_name for spec in specs.values()}
    assert groups == {*PYTHON_ASSETS, "reference", "staging", "intermediate", "marts"}


def test_every_asset_says_what_it_is(specs: dict[str, dg.AssetSpec]) -> None:
    for key, spec in specs.items():
        assert spec.description, key
        assert spec.owners, key
        assert spec.kinds, key


def test_what_is_extracted_carries_the_version_of_the_rules(specs: dict[str, dg.AssetSpec]) -> None:
    versions = {specs[key].code_version for key in PYTHON_ASSETS["mentions"] | PYTHON_ASSETS["articles"]}
    assert len(versions) == 1
    assert None not in versions


def test_dbt_reads_every_raw_table_and_marts_are_published(
    defs: dg.Definitions, specs: dict[str, dg.AssetSpec]
) -> None:
    graph = defs.resolve_asset_graph()
    for key in specs:
        if key.startswith("raw/"):
            children = {child.to_user_string() for child in graph.get(dg.AssetKey(key.split("/"))).child_keys}
            assert any(child.startswith("staging/") for child in children), key
    published = graph.get(dg.AssetKey("published_warehouse")).parent_keys
    assert {k.to_user_string() for k in published} == {k for k, s in specs.items() if s.group_name == "marts"}


def test_what_is_fetched_leads_to_documents_and_on_to_facts(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    fetched = PYTHON_ASSETS["web"]
    for table in ("documents", "document_sources", "archives", "rejected_documents"):
        assert {k.to_user_string() for k in graph.get(dg.AssetKey(["raw", table])).parent_keys} == fetched
    above = graph.get_ancestor_asset_keys(dg.AssetKey("published_warehouse"))
    assert {dg.AssetKey(key.split("/")) for key in fetched} <= above


def test_the_job_runs_everything_in_one_process_and_dbt_once(defs: dg.Definitions) -> None:
    job = defs.resolve_job_def("refresh_warehouse")
    assert job.executor_def.name == "in_process"
    assert job.partitions_def is None
    selected = {key.to_user_string() for key in job.asset_layer.selected_asset_keys}
    assert not selected & PYTHON_ASSETS["web"]
    steps = [node.name for node in job.nodes]
    assert [name for name in steps if name.startswith("dbt_models")] == ["dbt_models"]


def test_each_source_is_visited_by_jobs_of_its_own_once_there_is_a_contact(
    defs: dg.Definitions, environment: dict[str, str]
) -> None:
    allowed = build_defs(Settings.from_environment(environment | {"FETCH_CONTACT": "us@news.example"}))
    for source in load_sources(PROJECT_DIR / "seeds"):
        job = f"visit_{source.id.replace('-', '_')}"
        assert defs.resolve_schedule_def(f"{job}_schedule").default_status == dg.DefaultScheduleStatus.STOPPED
        assert defs.resolve_sensor_def(f"{job}_left_over").default_status == dg.DefaultSensorStatus.STOPPED
        assert allowed.resolve_schedule_def(f"{job}_schedule").default_status == dg.DefaultScheduleStatus.RUNNING
        assert allowed.resolve_sensor_def(f"{job}_left_over").default_status == dg.DefaultSensorStatus.RUNNING


def test_schedule_and_sensor_are_on(defs: dg.Definitions) -> None:
    assert defs.resolve_schedule_def("refresh_daily").default_status == dg.DefaultScheduleStatus.RUNNING
    assert defs.resolve_sensor_def("articles_changed").default_status == dg.DefaultSensorStatus.RUNNING
