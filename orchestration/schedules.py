"""When the warehouse is refreshed whatever happens, and when sources of the web are visited."""

from __future__ import annotations

import datetime as dt
from typing import Any

import dagster as dg

from orchestration.assets.web import asset_name
from orchestration.fetch.sources import Source
from orchestration.jobs import refresh_warehouse
from orchestration.settings import Settings

refresh_daily = dg.ScheduleDefinition(
    name="refresh_daily",
    job=refresh_warehouse,
    cron_schedule="15 3 * * *",
    execution_timezone="UTC",
    description="Once a day, so that changed rules and reference data reach the warehouse even without new files.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


def visit_schedule(source: Source, job: Any, settings: Settings) -> dg.ScheduleDefinition:
    """Visits a source every so many hours; it runs by itself only where the settings allow to fetch."""

    @dg.schedule(
        name=f"visit_{asset_name(source)}_schedule",
        job=job,
        cron_schedule=source.cron,
        execution_timezone="UTC",
        description=f"Every {source.every_hours} hours, as seeds/sources says. Runs where FETCH_CONTACT is set.",
        default_status=dg.DefaultScheduleStatus.RUNNING if settings.fetch_contact else dg.DefaultScheduleStatus.STOPPED,
    )
    def visit_schedule_of_source(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = context.scheduled_execution_time.astimezone(dt.UTC).date()
        return dg.RunRequest(partition_key=day.isoformat())

    return visit_schedule_of_source
