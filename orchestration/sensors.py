"""What starts a refresh between two scheduled ones: files that appear, change or go.

The sensor looks at names, sizes and times only, and so can be wrong; the run decides by content what is new.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import dagster as dg

from orchestration.instance import close_dead_runs
from orchestration.jobs import refresh_warehouse
from orchestration.settings import Settings
from orchestration.store import Store

INTERVAL_SECONDS = 30


def fingerprint(folder: Path) -> str:
    """Of names, sizes and modification times of all files below the folder; no file is opened."""
    digest = hashlib.sha256()
    for directory, subfolders, files in os.walk(folder):
        subfolders.sort()
        for name in sorted(files):
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
