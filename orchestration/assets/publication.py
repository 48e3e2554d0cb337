"""What people open: the published file and the docs site. Both only after every test and check has passed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration.assets.dbt import project_fingerprint
from orchestration.assets.metadata import OWNERS, POOL, say
from orchestration.checks import broken_checks
from orchestration.publish.docs import build_docs
from orchestration.publish.publish import publish
from orchestration.resources import Warehouse

GROUP = "publication"
PUBLISHED_KEY = dg.AssetKey("published_warehouse")


def published_warehouse_asset(dbt_models: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """dbt_models: its marts are what is published."""
    marts = sorted(spec.key for spec in dbt_models.specs if spec.group_name == "marts")

    @dg.asset(
        key=PUBLISHED_KEY,
        deps=marts,
        group_name=GROUP,
        owners=list(OWNERS),
        kinds={"duckdb", "file"},
        pool=POOL,
        description="The marts alone, checked, as one DuckDB file that is replaced whole. Analysts open it read-only.",
    )
    def published_warehouse(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult[Any]:
        # In a run, dbt's failed tests stop this step before it begins. Materialised alone, it has to ask.
        audited_at = warehouse.store.audited_at()
        if audited_at is None:
            raise dg.Failure(
                "nothing is published: since something was written, dbt has not built and tested all of the marts. "
                "Run refresh_warehouse, or materialise all dbt assets.",
                allow_retries=False,
            )
        broken = broken_checks(warehouse.store)
        if broken:
            raise dg.Failure(
                f"nothing is published: these checks do not hold: {', '.join(broken)}", allow_retries=False
            )
        settings = warehouse.settings
        report = publish(settings.working_path, settings.published_path, dt.datetime.now(dt.UTC))
        warehouse.store.recall_history(settings.published_path)
        rows = sum(report.row_counts.values())
        say(
            context,
            f"{len(report.row_counts)} tables with {rows} rows "
            + ("published" if report.replaced else "are published already"),
        )
        counts = "\n".join(f"| {name} | {count} |" for name, count in report.row_counts.items())
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": rows,
                "rows": dg.MetadataValue.md(f"| table | rows |\n| --- | --- |\n{counts}"),
                "file": dg.MetadataValue.path(str(report.published)),
                "bytes": report.byte_size,
                "replaced": report.replaced,
                "audited at": dg.MetadataValue.timestamp(audited_at.replace(tzinfo=dt.UTC)),
                "left by dead runs": list(report.removed),
            }
        )

    return published_warehouse


@dg.asset(
    deps=[PUBLISHED_KEY],
    group_name=GROUP,
    owners=list(OWNERS),
    kinds={"dbt", "file"},
    pool=POOL,
    description="Every table and column described, with lineage, tests and SQL: dbt's docs as one static page.",
)
def docs_site(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, warehouse: Warehouse
) -> dg.MaterializeResult[Any]:
    """Built anew only when the dbt project changed: the page tells of tables, not of rows."""
    settings = warehouse.settings
    target = settings.dbt_target_dir

    def run_dbt(arguments: Sequence[str]) -> None:
        dbt.cli(arguments, target_path=target).wait()

    index, stamp = settings.docs_dir / "index.html", settings.docs_dir / ".built_from"
    fingerprint = project_fingerprint(settings)
    is_new = not (index.is_file() and stamp.is_file() and stamp.read_text() == fingerprint)
    if is_new:
        index = build_docs(run_dbt, target, settings.docs_dir)
        stamp.write_text(fingerprint)
    say(context, f"docs site {'built' if is_new else 'is as it was'}")
    return dg.MaterializeResult(
        metadata={
            "page": dg.MetadataValue.path(str(index)),
            "bytes": index.stat().st_size,
            "built anew": is_new,
        }
    )
