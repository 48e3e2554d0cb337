"""The job that brings the warehouse up to date, and those that visit sources of the web."""

from __future__ import annotations

from typing import Any

import dagster as dg

from orchestration.assets.web import GROUP, asset_name, source_key
from orchestration.fetch.sources import Source

REFRESH_JOB_NAME = "refresh_warehouse"

refresh_warehouse = dg.define_asset_job(
    REFRESH_JOB_NAME,
    # What needs the network has jobs of its own; the checks of it need none.
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP).without_checks(),
    description="Documents in, a checked and published warehouse out. Only what is new is read and extracted.",
    # The steps are one chain with one writer, so processes of their own would add their start-up time (some 4 s
    # each, more than most steps take) and nothing else; what can run in parallel has a pool inside its step.
    executor_def=dg.in_process_executor,
    tags={"dagster/max_runtime": str(24 * 3600)},
)


def visit_job(source: Source) -> Any:
    """Visits one source for a day; a failure stays with this source."""
    return dg.define_asset_job(
        f"visit_{asset_name(source)}",
        selection=[source_key(source)],
        description=f"Reads the newest pages of {source.publisher or 'urls.csv'}, or those of a past day.",
        executor_def=dg.in_process_executor,
        tags={"dagster/max_runtime": str(24 * 3600)},
    )
