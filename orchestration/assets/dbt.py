"""What dbt builds from the raw tables: staging, intermediate, marts, with dbt's tests as asset checks."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError
from filelock import FileLock

from orchestration.assets.metadata import POOL, PREVIEW_ROWS, markdown_table, say
from orchestration.assets.sources import utc_now
from orchestration.dbt_translator import LayerTranslator
from orchestration.resources import Warehouse, dbt_resource
from orchestration.settings import DBT_DIR, Settings

#: How dbt writes down which source a generic test is about.
_SOURCE = re.compile(r"source\('(\w+)', *'(\w+)'\)")

#: Unit tests are about the SQL, not about the data: `make test` runs them.
_EXCLUDED = ("--exclude-resource-type", "unit_test")

#: Suffixes of the files that dbt parses.
_PARSED = (".sql", ".yml", ".csv", ".md")


def prepared_project(settings: Settings) -> DbtProject:
    """The dbt project with a manifest that is up to date: parsed anew only when a file of it changed.

    Everything dbt writes about a warehouse (manifest, compiled SQL, log, run results) lies in the warehouse's folder.
    """
    target = settings.dbt_target_dir
    target.mkdir(parents=True, exist_ok=True)
    project = DbtProject(DBT_DIR, target_path=target)
    stamp = target / "parsed_from"
    with FileLock(target / "parse.lock"):
        fingerprint = project_fingerprint(settings)
        if not project.manifest_path.exists() or not stamp.exists() or stamp.read_text() != fingerprint:
            dbt_resource().cli(["parse", "--no-partial-parse", "--quiet"], target_path=target).wait()
            stamp.write_text(fingerprint)
    return project


def project_fingerprint(settings: Settings) -> str:
    """Of the names, sizes and times of all files that dbt parses, and of where the warehouse lies."""
    own_target = DBT_DIR / "target"
    told = [str(settings.warehouse_dir)]
    for folder in (DBT_DIR, settings.seeds_dir / "reference"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _PARSED and not path.is_relative_to(own_target):
                status = path.stat()
                told.append(f"{path}:{status.st_size}:{status.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def dbt_models_asset(project: DbtProject) -> dg.AssetsDefinition:
    """All seeds, models and tests of the project as one step, any part of which can be run alone."""

    manifest = _with_attached_nodes(json.loads(project.manifest_path.read_bytes()))

    @dbt_assets(
        manifest=manifest,
        project=project,
        dagster_dbt_translator=LayerTranslator(),
        name="dbt_models",
        pool=POOL,
    )
    def dbt_models(context: dg.AssetExecutionContext, dbt: DbtCliResource, warehouse: Warehouse) -> Iterator[Any]:
        store, target = warehouse.store, warehouse.settings.dbt_target_dir
        store.forget_audit()
        results = target / "run_results.json"
        results.unlink(missing_ok=True)
        say(context, "dbt builds and tests the tables …")
        # The file is dbt's until dbt ends: what the tables hold can be told only then, after a failure too.
        events, failure = [], None
        invocation = dbt.cli(["build", *_EXCLUDED], context=context, target_path=target)
        try:
            for event in invocation.stream():
                events.append(event)  # noqa: PERF402  # those that came before a failure are kept
        except DagsterDbtCliRuntimeError as error:
            failure = error
        finally:
            # Whatever went wrong here, a dbt left running would keep the file.
            invocation.process.kill()
            invocation.process.wait()
        with store.connect() as connection:
            for event in events:
                yield _with_rows(event, manifest["nodes"], connection)
        if failure is not None:
            raise dg.Failure(_broken(results) or failure.description, allow_retries=False) from failure
        built = sum(isinstance(event, dg.Output) for event in events)
        warned = sorted(e.check_name or "" for e in events if isinstance(e, dg.AssetCheckResult) and not e.passed)
        told = f"; worth a look: {', '.join(warned)}" if warned else ""
        say(context, f"{built} tables built, {len(events) - built - len(warned)} checks passed{told}")
        if not context.is_subset:
            store.record_audit(utc_now())

    return dbt_models


def _broken(run_results: Path) -> str | None:
    """What dbt says of the models and tests that failed, or None where it did not come that far."""
    if not run_results.is_file():
        return None
    results = json.loads(run_results.read_bytes())["results"]
    return "; ".join(
        f"{r['unique_id'].split('.')[2]}: {r['message']}" for r in results if r["status"] in ("error", "fail")
    )


def _with_attached_nodes(manifest: dict[str, Any]) -> dict[str, Any]:
    """Says of each test which table it is about, where dbt says it of tests of a single model only.

    A generic test of a source is about that source; a query over several tables about the first that it names.
    Without it, Dagster could not tell on which table to show the test as a check.
    """
    sources = {(s["source_name"], s["name"]): unique_id for unique_id, s in manifest["sources"].items()}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and node.get("attached_node") is None:
            tested = _SOURCE.search(node.get("test_metadata", {}).get("kwargs", {}).get("model", ""))
            if tested:
                node["attached_node"] = sources[tested[1], tested[2]]
            else:
                node["attached_node"] = next(iter(node["depends_on"]["nodes"]), None)
    return manifest


def _with_rows(event: Any, nodes: Mapping[str, Any], connection: duckdb.DuckDBPyConnection) -> Any:
    """Adds row count and first rows to what tells of a table; other events pass as they are."""
    if not isinstance(event, dg.Output):
        return event
    node = nodes[str(event.metadata["unique_id"].value)]
    relation = connection.sql(f"FROM {node['relation_name']}")
    [(count,)] = relation.count("*").fetchall()
    first_rows = dg.MetadataValue.md(markdown_table(relation.limit(PREVIEW_ROWS).pl()))
    return event.with_metadata({**event.metadata, "dagster/row_count": count, "first rows": first_rows})
