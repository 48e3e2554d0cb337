"""The deployment: the one place that assembles assets, checks, jobs, schedules, sensors and resources.

`dagster dev`, `dagster definitions validate` and `dg` load `defs` from here; tests call `build_defs`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import dagster as dg

from orchestration.assets.articles import articles_asset
from orchestration.assets.dbt import dbt_models_asset, prepared_project
from orchestration.assets.evaluation import evaluation
from orchestration.assets.history import history
from orchestration.assets.mentions import locations_asset, mentions_asset
from orchestration.assets.publication import docs_site, published_warehouse_asset
from orchestration.assets.sources import source_documents_asset
from orchestration.assets.web import source_asset, source_key, web_checks, web_tables_asset
from orchestration.checks import ASSET_CHECKS
from orchestration.extract.kernel import load_knowledge
from orchestration.fetch.sources import load_sources
from orchestration.jobs import refresh_warehouse, visit_job
from orchestration.resources import Warehouse, dbt_resource
from orchestration.schedules import refresh_daily, visit_schedule
from orchestration.sensors import articles_sensor, left_over_sensor, pages_sensor
from orchestration.settings import Settings


def build_defs(
    settings: Settings, *, loggers: Mapping[str, dg.LoggerDefinition] | None = None, **overrides: Any
) -> dg.Definitions:
    """Everything that Dagster runs.

    loggers: further loggers that a run may choose; overrides: resources by key, in place of the usual ones.
    """
    # dbt runs in its own folder, where a relative path would mean another place.
    os.environ["WAREHOUSE_DIR"] = str(settings.warehouse_dir)
    version = load_knowledge(settings.seeds_dir).version
    dbt_models = dbt_models_asset(prepared_project(settings))
    sources = load_sources(settings.seeds_dir)
    visits = {source: visit_job(source) for source in sources}
    return dg.Definitions(
        assets=[
            *(source_asset(source, settings) for source in sources),
            web_tables_asset(sources),
            source_documents_asset([source_key(source) for source in sources]),
            articles_asset(version),
            locations_asset(version),
            mentions_asset(version),
            history,
            dbt_models,
            published_warehouse_asset(dbt_models),
            docs_site,
            evaluation,
        ],
        asset_checks=[*ASSET_CHECKS, *([web_checks(sources, settings)] if sources else [])],
        jobs=[refresh_warehouse, *visits.values()],
        schedules=[refresh_daily, *(visit_schedule(source, job, settings) for source, job in visits.items())],
        sensors=[
            articles_sensor(settings),
            pages_sensor(settings),
            *(left_over_sensor(source, job, settings) for source, job in visits.items()),
        ],
        resources={"warehouse": Warehouse.from_settings(settings), "dbt": dbt_resource(), **overrides},
        loggers=loggers,
        # For what is materialised from the UI, too; jobs.py says why.
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """The deployment that the environment describes."""
    return build_defs(Settings.from_environment())
