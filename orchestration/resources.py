"""What assets are given: the warehouse that a run may write, and dbt.

A resource hands over paths and connections; what is done with them belongs to the assets.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration.settings import DBT_DIR, Settings
from orchestration.store import Store


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Settings and working file. Held from a run's start to its end, so that no other run writes in between."""

    articles_dir: str
    warehouse_dir: str
    seeds_dir: str
    gold_dir: str
    max_document_bytes: int
    pool_threshold: int
    processes: int
    lock_seconds: int
    evaluation_margin: float

    @classmethod
    def from_settings(cls, settings: Settings) -> "Warehouse":
        """The resource that stands for these settings."""
        return cls(
            articles_dir=str(settings.articles_dir),
            warehouse_dir=str(settings.warehouse_dir),
            seeds_dir=str(settings.seeds_dir),
            gold_dir=str(settings.gold_dir),
            max_document_bytes=settings.max_document_bytes,
            pool_threshold=settings.pool_threshold,
            processes=settings.processes,
            lock_seconds=settings.lock_seconds,
            evaluation_margin=settings.evaluation_margin,
        )

    @property
    def settings(self) -> Settings:
        """The settings, with paths as paths."""
        return Settings(
            articles_dir=Path(self.articles_dir),
            warehouse_dir=Path(self.warehouse_dir),
            seeds_dir=Path(self.seeds_dir),
            gold_dir=Path(self.gold_dir),
            max_document_bytes=self.max_document_bytes,
            pool_threshold=self.pool_threshold,
            processes=self.processes,
            lock_seconds=self.lock_seconds,
            evaluation_margin=self.evaluation_margin,
        )

    @property
    def store(self) -> Store:
        """The working file."""
        return Store(self.settings.working_path, self.lock_seconds)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> "Iterator[Warehouse]":
        """Waits for other writers, then holds the working file for as long as the run lasts."""
        say = context.log.info if context.log else print
        with self.store.writing(on_wait=say):
            # dbt is a subprocess in another folder: it must find the same warehouse.
            os.environ["WAREHOUSE_DIR"] = self.warehouse_dir
            yield self


def dbt_resource() -> DbtCliResource:
    """dbt of this environment, whether or not the environment is activated."""
    beside_python = Path(sys.executable).with_name("dbt")
    executable = str(beside_python) if beside_python.exists() else "dbt"
    return DbtCliResource(project_dir=str(DBT_DIR), profiles_dir=str(DBT_DIR), dbt_executable=executable)
