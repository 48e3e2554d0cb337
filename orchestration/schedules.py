"""When the warehouse is refreshed whatever happens."""

from __future__ import annotations

import dagster as dg

from orchestration.jobs import refresh_warehouse

refresh_daily = dg.ScheduleDefinition(
    name="refresh_daily",
    job=refresh_warehouse,
    cron_schedule="15 3 * * *",
    execution_timezone="UTC",
    description="Once a day, so that changed rules and reference data reach the warehouse even without new files.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
