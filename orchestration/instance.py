"""Dagster's own state: where the history of a warehouse is kept, and runs that died without saying so."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from dagster import DagsterInstance, DagsterRunStatus, RunsFilter

from orchestration.settings import PROJECT_DIR, Settings
from orchestration.store import Store

#: A run takes the working file only some seconds after it is said to have started.
_START_UP = dt.timedelta(minutes=2)


@contextmanager
def warehouse_instance(settings: Settings) -> Iterator[DagsterInstance]:
    """The instance that dagster.yaml describes, with its history in the warehouse's folder."""
    history = settings.warehouse_dir / "dagster"
    history.mkdir(parents=True, exist_ok=True)
    os.environ["DAGSTER_HISTORY"] = str(history)
    with dg.DagsterInstance.from_config(str(PROJECT_DIR)) as instance:
        yield instance


def close_dead_runs(instance: DagsterInstance, store: Store) -> int:
    """Marks runs as failed whose process is gone (killed, or the machine stopped); returns how many there were.

    A living run holds the working file. Runs left open would keep the pool's only slot for ever.
    """
    started = instance.get_run_records(RunsFilter(statuses=[DagsterRunStatus.STARTED]))
    stale = [r for r in started if dt.datetime.now(dt.UTC) - r.update_timestamp.replace(tzinfo=dt.UTC) > _START_UP]
    if not stale or store.is_being_written():
        return 0
    for record in stale:
        instance.report_run_failed(record.dagster_run, "The run's process ended before the run did.")
    return len(stale)
