"""What starts a refresh between two scheduled ones: files that appear, change or go.

Sensors look at names, sizes and times only, and so can be wrong; the run decides by content what is new. One
more per source of the web asks for what its last visit had to leave.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.assets.web import asset_name
from orchestration.fetch.ledger import FILE_NAME, Ledger
from orchestration.fetch.sources import Source
from orchestration.fetch.warc import SUFFIX
from orchestration.instance import close_dead_runs
from orchestration.jobs import refresh_warehouse
from orchestration.settings import Settings
from orchestration.store import Store

INTERVAL_SECONDS = 30
#: Pages arrive the whole day, and a refresh for each visit of each source would be many.
PAGES_INTERVAL_SECONDS = 3600
LEFT_OVER_INTERVAL_SECONDS = 1800


def fingerprint(folder: Path, suffix: str = "") -> str:
    """Of names, sizes and modification times of all files below the folder that end so; no file is opened."""
    digest = hashlib.sha256()
    for directory, subfolders, files in os.walk(folder):
        subfolders.sort()
        for name in sorted(n for n in files if n.endswith(suffix)):
            path = os.path.join(directory, name)
            try:
                status = os.lstat(path)
            except FileNotFoundError:  # gone since it was listed
                continue
            digest.update(os.fsencode(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0"))
    return digest.hexdigest()


def articles_sensor(settings: Settings) -> dg.SensorDefinition:
    """Starts `refresh_warehouse` when the folder of documents is not as it was at the last look."""

    @dg.sensor(
        name="articles_changed",
        job=refresh_warehouse,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a refresh when files appear, change or go in ARTICLES_DIR.",
    )
    def articles_changed(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        close_dead_runs(context.instance, Store(settings.working_path, settings.lock_seconds))
        if not settings.articles_dir.is_dir():
            return dg.SkipReason(f"ARTICLES_DIR is not a folder: {settings.articles_dir}")
        seen = fingerprint(settings.articles_dir)
        if seen == context.cursor:
            return dg.SkipReason("no file appeared, changed or went")
        # No run key: files that go back to an earlier state are a change too, which a key seen before would hide.
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=seen)

    return articles_changed


def pages_sensor(settings: Settings) -> dg.SensorDefinition:
    """Starts `refresh_warehouse` when WARC files have appeared since the last look."""

    @dg.sensor(
        name="pages_stored",
        job=refresh_warehouse,
        minimum_interval_seconds=PAGES_INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a refresh when pages of the web have been stored, at most once an hour.",
    )
    def pages_stored(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        if not settings.web_dir.is_dir():
            return dg.SkipReason("nothing has been fetched yet")
        seen = fingerprint(settings.web_dir, SUFFIX)
        if seen == context.cursor:
            return dg.SkipReason("no page was stored")
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=seen)

    return pages_stored


def left_over_sensor(source: Source, job: Any, settings: Settings) -> dg.SensorDefinition:
    """Visits a source again where pages were left for later and their time has come; at most once an hour."""
    running = dg.DefaultSensorStatus.RUNNING if settings.fetch_contact else dg.DefaultSensorStatus.STOPPED

    @dg.sensor(
        name=f"visit_{asset_name(source)}_left_over",
        job=job,
        minimum_interval_seconds=LEFT_OVER_INTERVAL_SECONDS,
        default_status=running,
        description="Visits the source again for pages that the last visit left. Runs where FETCH_CONTACT is set.",
    )
    def left_over(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        path = settings.web_dir / source.id / FILE_NAME
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        if path.exists():
            with Ledger(path) as ledger:
                left = ledger.count_due(now)
            if left:
                return dg.RunRequest(run_key=f"{now:%Y-%m-%dT%H}", partition_key=now.date().isoformat())
        return dg.SkipReason("no page is left for later")

    return left_over
