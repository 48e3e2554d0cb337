"""Sources as Dagster runs them: each on its own, visible, checked; what a refresh makes of their visits, offline."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.web import DAYS, source_key
from orchestration.contracts.tables import FetchAttempt, WebCapture, WebPage, WebSource, WebVisit
from orchestration.definitions import build_defs
from orchestration.fetch.ledger import FILE_NAME, Ledger
from orchestration.fetch.sources import load_sources
from orchestration.jobs import REFRESH_JOB_NAME
from orchestration.settings import Settings
from orchestration.store import Store
from tests.conftest import deployment_in
from tests.integration.web import site
from tests.integration.web.conftest import CONTACT, seeds_with
from tests.integration.web.site import Server, article, rss

pytestmark = pytest.mark.slow

WEB_TABLES = (WebSource, WebVisit, FetchAttempt, WebPage, WebCapture)
FEEDS = """
- {{id: good-en, publisher: Good, kind: press, language: en, feeds: [{good}], delay_seconds: 0.01}}
- {{id: bad-en, publisher: Bad, kind: press, language: en, feeds: [{bad}], delay_seconds: 0.01}}
- {{id: old-ru, publisher: Old, kind: agency, language: ru, archives: ["{old}"], include: /story, delay_seconds: 0.01}}
"""
DAY = dt.date(2025, 8, 7)


class Site:
    """Three sources of one host: one that is well, one whose feed is gone, one that has archives."""

    def __init__(self, web: Server, folder: Path) -> None:
        self.web = web
        self.stories = [web.put("localhost", f"/{n}", article("en", f"Talks {n}")) for n in range(6)]
        good = web.put("localhost", "/good.xml", rss(*self.stories, web.url("localhost", "/lost")))
        bad = web.put("localhost", "/bad.xml", site.status(500))
        self.old = web.put("localhost", "/story-of-august", article("ru", "Август"))
        web.put("localhost", f"/archive/{DAY}", f'<html><body><a href="{self.old}">Story</a></body></html>')
        seeds = seeds_with(folder, FEEDS.format(good=good, bad=bad, old=web.url("localhost", "/archive/{day}")))
        self.environment = {
            **{k: v for k, v in deployment_in(folder).environment().items() if k in ("ARTICLES_DIR", "WAREHOUSE_DIR")},
            "SEEDS_DIR": str(seeds),
            "FETCH_CONTACT": CONTACT,
            "FETCH_ALLOWED_HOSTS": f"localhost:{web.server_port}",
        }

    def settings(self, **other: str) -> Settings:
        return Settings.from_environment(self.environment | other)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site.running() as web:
        yield Site(web, tmp_path_factory.mktemp("deployed"))


@pytest.fixture(scope="module")
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def visit(settings: Settings, instance: dg.DagsterInstance, name: str, day: dt.date) -> dg.ExecuteInProcessResult:
    job = build_defs(settings).resolve_job_def(f"visit_{name}")
    return job.execute_in_process(instance=instance, partition_key=day.isoformat(), raise_on_error=False)


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def failure(result: dg.ExecuteInProcessResult) -> str | None:
    [event] = [e for e in result.all_events if e.is_step_failure]
    user_failure = event.step_failure_data.user_failure_data
    return user_failure.description if user_failure else None


@pytest.fixture(scope="module")
def visits(deployed: Site, instance: dg.DagsterInstance) -> dict[str, dg.ExecuteInProcessResult]:
    """One visit of each source; the one that fails comes first."""
    days = {"bad_en": today(), "good_en": today(), "old_ru": DAY}
    return {name: visit(deployed.settings(), instance, name, day) for name, day in days.items()}


def test_a_source_is_visited_and_told_in_the_ui(visits: dict[str, dg.ExecuteInProcessResult]) -> None:
    result = visits["good_en"]
    [materialised] = result.get_asset_materialization_events()
    assert materialised.partition == today().isoformat()
    metadata = materialised.materialization.metadata
    assert {k: metadata[k].value for k in ("pages found", "pages stored", "pages with an article", "pages failed")} == {
        "pages found": 7, "pages stored": 6, "pages with an article": 6, "pages failed": 1,
    }  # fmt: skip
    assert "not\\_found" in str(metadata["not as it should be"].value)
    checks = {e.check_name: e.passed for e in result.get_asset_check_evaluations()}
    assert checks == {"is_visited_in_time": True, "still_yields": True, "still_parses": True}


def test_a_source_that_fails_says_why_and_stops_no_other(visits: dict[str, dg.ExecuteInProcessResult]) -> None:
    assert {name: result.success for name, result in visits.items()} == {
        "bad_en": False, "good_en": True, "old_ru": True,
    }  # fmt: skip
    assert failure(visits["bad_en"]) == "None of the source's listings could be read."


@pytest.mark.usefixtures("visits")
def test_a_past_day_is_filled_in(deployed: Site, instance: dg.DagsterInstance) -> None:
    [file] = (deployed.settings().web_dir / "old-ru" / DAY.isoformat()).iterdir()
    assert file.name.endswith(".warc.gz")
    refused = visit(deployed.settings(), instance, "good_en", DAY)
    assert failure(refused) == "good-en has no archive of past days."


def test_nothing_is_fetched_without_a_contact(deployed: Site, instance: dg.DagsterInstance) -> None:
    asked = len(deployed.web.log)
    result = visit(deployed.settings(FETCH_CONTACT=""), instance, "good_en", today())
    assert (failure(result) or "").startswith("nothing is fetched until FETCH_CONTACT")
    assert len(deployed.web.log) == asked


@pytest.mark.usefixtures("visits")
def test_a_refresh_reads_the_ledgers_and_runs_the_alarms_offline(deployed: Site, instance: dg.DagsterInstance) -> None:
    asked = len(deployed.web.log)
    settings = deployed.settings()
    defs = build_defs(settings)
    job = defs.resolve_job_def(REFRESH_JOB_NAME)
    assert "web_checks" in {node.name for node in job.nodes}
    tables = [dg.AssetKey(["raw", record.table]) for record in WEB_TABLES]
    for _ in range(2):
        assert job.execute_in_process(instance=instance, asset_selection=tables).success
    store = Store(settings.working_path, 10)
    for source in load_sources(settings.seeds_dir):
        with Ledger(settings.web_dir / source.id / FILE_NAME) as ledger:
            for record in (WebVisit, FetchAttempt, WebPage, WebCapture):
                kept = [row for row in store.rows(record) if row.source_id == source.id]  # type: ignore[attr-defined]
                assert kept == ledger.rows(record)
    assert [s.source_id for s in store.rows(WebSource)] == ["bad-en", "good-en", "old-ru"]
    assert len(deployed.web.log) == asked


@pytest.mark.usefixtures("visits")
def test_alarms_without_a_visit(deployed: Site, instance: dg.DagsterInstance) -> None:
    """What a refresh evaluates beside its own tables."""
    defs = build_defs(deployed.settings())
    checks = dg.AssetSelection.checks_for_assets(*(source_key(s) for s in load_sources(deployed.settings().seeds_dir)))
    job = dg.Definitions(
        assets=defs.assets, asset_checks=defs.asset_checks, resources=defs.resources,
        jobs=[dg.define_asset_job("alarms", selection=checks, executor_def=dg.in_process_executor)],
    ).resolve_job_def("alarms")  # fmt: skip
    result = job.execute_in_process(instance=instance)
    told = {(e.asset_key.path[1], e.check_name): e.passed for e in result.get_asset_check_evaluations()}
    assert told["bad_en", "is_visited_in_time"] is False
    assert told["good_en", "is_visited_in_time"] is True
    assert len(told) == 9


@pytest.mark.usefixtures("visits")
def test_schedules_and_sensors_ask_for_the_day(deployed: Site, instance: dg.DagsterInstance) -> None:
    defs = build_defs(deployed.settings())
    at = dt.datetime(2026, 3, 29, 23, 30, tzinfo=dt.UTC)
    context = dg.build_schedule_context(
        instance=instance, scheduled_execution_time=at, repository_def=defs.get_repository_def()
    )
    [request] = defs.resolve_schedule_def("visit_good_en_schedule").evaluate_tick(context).run_requests or []
    assert request.partition_key == "2026-03-29"
    assert DAYS.get_partition_key_for_timestamp(at.timestamp()) == "2026-03-29"

    settings = deployed.settings()
    with Ledger(settings.web_dir / "good-en" / FILE_NAME) as ledger:
        [page] = [p for p in ledger.rows(WebPage) if p.url.endswith("/lost")]
        sensor = defs.resolve_sensor_def("visit_good_en_left_over")

        def requests() -> list[dg.RunRequest]:
            context = dg.build_sensor_context(instance=instance, repository_def=defs.get_repository_def())
            return list(sensor.evaluate_tick(context).run_requests or [])

        assert requests() == []
        ledger.save(dataclasses.replace(page, ask_after=dt.datetime(2025, 1, 1)))
        assert [r.partition_key for r in requests()] == [today().isoformat()]


@pytest.mark.usefixtures("visits")
def test_pages_that_were_stored_start_a_refresh(deployed: Site, instance: dg.DagsterInstance) -> None:
    sensor = build_defs(deployed.settings()).resolve_sensor_def("pages_stored")
    first = sensor.evaluate_tick(dg.build_sensor_context(instance=instance))
    assert len(first.run_requests or []) == 1
    again = sensor.evaluate_tick(dg.build_sensor_context(instance=instance, cursor=first.cursor))
    assert (again.run_requests or []) == []
