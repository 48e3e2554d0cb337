import datetime as dt
from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus

import orchestration.instance
from orchestration.instance import close_dead_runs, warehouse_instance
from orchestration.settings import Settings
from orchestration.store import Store


def started_run(instance: DagsterInstance) -> str:
    return instance.add_run(DagsterRun(job_name="refresh_warehouse", status=DagsterRunStatus.STARTED)).run_id


def status(instance: DagsterInstance, run_id: str) -> DagsterRunStatus:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def test_history_is_kept_beside_the_warehouse(tmp_path: Path) -> None:
    settings = Settings.from_environment({"WAREHOUSE_DIR": str(tmp_path)})
    with warehouse_instance(settings) as instance:
        run_id = started_run(instance)
        assert not instance.telemetry_enabled
    assert (tmp_path / "dagster" / "history" / "runs.db").is_file()
    with warehouse_instance(settings) as instance:
        assert instance.has_run(run_id)


def test_only_runs_whose_process_is_gone_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "working.duckdb", lock_seconds=1)
    with DagsterInstance.ephemeral() as instance:
        run_id = started_run(instance)
        assert close_dead_runs(instance, store) == 0, "a run may just be starting"
        monkeypatch.setattr(orchestration.instance, "_START_UP", dt.timedelta(0))
        with store.writing(on_wait=pytest.fail):
            assert close_dead_runs(instance, store) == 0, "a run is writing"
        assert status(instance, run_id) == DagsterRunStatus.STARTED
        assert close_dead_runs(instance, store) == 1
        assert status(instance, run_id) == DagsterRunStatus.FAILURE
