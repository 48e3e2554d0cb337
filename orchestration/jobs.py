"""The job that brings the warehouse up to date."""

from __future__ import annotations

import dagster as dg

REFRESH_JOB_NAME = "refresh_warehouse"

refresh_warehouse = dg.define_asset_job(
    REFRESH_JOB_NAME,
    selection=dg.AssetSelection.all(),
    description="Documents in, a checked and published warehouse out. Only what is new is read and extracted.",
    # The steps are one chain with one writer, so processes of their own would add their start-up time (some 4 s
    # each, more than most steps take) and nothing else; what can run in parallel has a pool inside its step.
    executor_def=dg.in_process_executor,
    tags={"dagster/max_runtime": str(24 * 3600)},
)
