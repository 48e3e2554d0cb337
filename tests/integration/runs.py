"""Real runs that cost little, so that a test can afford several: the stations as Dagster assets, dbt, the publication.

Left out is what other tests prove by whole refreshes: dbt's tests, Dagster's checks, the docs site. dbt runs in this
process; its start would take as long as a run on few articles.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import dagster as dg
import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from orchestration.assets.articles import articles_asset
from orchestration.assets.history import history
from orchestration.assets.mentions import locations_asset, mentions_asset
from orchestration.assets.sources import source_documents_asset
from orchestration.extract.kernel import load_knowledge
from orchestration.publish.publish import publish
from orchestration.resources import Warehouse
from orchestration.settings import DBT_DIR, Settings
from tests.dbt import identity


class Story(NamedTuple):
    """One article. tells: by status the occasion it tells of, where it is one; publisher: as a manifest names it."""

    tells: Mapping[str, str]
    publisher: str
    published: str
    text: str  # one paragraph, its lines as they are wrapped here


class Runs(identity.Warehouse):
    """A warehouse of its own below `folder`, filled from the articles given; a document is the name of one of them."""

    def __init__(self, folder: Path, stories: Mapping[str, Story]) -> None:
        self.stories = stories
        self.settings = Settings.from_environment(
            {"ARTICLES_DIR": str(folder / "articles"), "WAREHOUSE_DIR": str(folder / "warehouse")}
        )
        version = load_knowledge(self.settings.seeds_dir).version
        self._stations = [
            source_documents_asset([]), articles_asset(version), locations_asset(version), mentions_asset(version),
            history,
        ]  # fmt: skip

    def build(self, documents: Collection[str]) -> None:
        self._write(documents)
        is_first = not self.settings.working_path.exists()
        resources = {"warehouse": Warehouse.from_settings(self.settings)}
        with dg.DagsterInstance.ephemeral() as instance:
            assert dg.materialize(self._stations, instance=instance, resources=resources).success
        if is_first:
            self.dbt("build", "--resource-type", "seed", "--resource-type", "model")
        else:
            self.build_models()

    def build_models(self) -> None:
        """Runs dbt alone; the views of the raw tables are there already."""
        self.dbt("run", "--exclude", "path:models/staging")

    def publish(self) -> None:
        publish(self.settings.working_path, self.settings.published_path, dt.datetime.now(dt.UTC))

    def forget(self) -> None:
        """As if nothing had ever been run here."""
        for path in (self.settings.working_path, self.settings.published_path):
            path.unlink(missing_ok=True)

    def rows(self, query: str) -> list[Any]:
        with contextlib.closing(duckdb.connect(self.settings.working_path)) as connection:
            return connection.execute(query).fetchall()

    def meeting_of(self) -> dict[str, str]:
        return dict(
            self.rows(
                "select distinct d.source_name || ', ' || f.status, f.meeting_id"
                " from marts.fact_meeting_mentions as f join marts.dim_documents as d using (document_id)"
            )
        )

    def dbt(self, command: str, *arguments: str) -> list[Any]:
        """Runs dbt; returns what it says of each node, raises AssertionError where it fails."""
        os.environ["WAREHOUSE_DIR"] = str(self.settings.warehouse_dir)
        target = self.settings.dbt_target_dir
        folders = [
            *("--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR)),
            *("--target-path", str(target), "--log-path", str(target / "logs")),
        ]
        done = dbtRunner().invoke([command, *arguments, "--quiet", *folders])
        # dbt would keep the file open, closed to the next writer
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
        assert done.success, done.exception or [r.message for r in done.result if r.status not in ("success", "pass")]  # type: ignore[union-attr]
        return list(done.result)  # type: ignore[arg-type]

    def _write(self, documents: Collection[str]) -> None:
        folder = self.settings.articles_dir
        folder.mkdir(parents=True, exist_ok=True)
        for gone in folder.iterdir():
            gone.unlink()
        for name in documents:
            (folder / name).write_text(self.stories[name].text.replace("\n", " "), encoding="utf-8")
        with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as manifest:
            table = csv.writer(manifest)
            table.writerow(["file", "published", "publisher"])
            table.writerows([name, self.stories[name].published, self.stories[name].publisher] for name in documents)
