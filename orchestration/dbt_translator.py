"""How dbt's models, seeds and tests appear in Dagster: groups by layer, owners, kinds, tests as checks.

Only naming and presentation; what the models compute is in dbt_project/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject

from orchestration.assets.metadata import OWNERS


class LayerTranslator(DagsterDbtTranslator):
    """Group = folder of the model; seeds are reference data; sources keep the keys of the Python assets."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(
                enable_asset_checks=True, enable_source_tests_as_checks=True, enable_code_references=True
            )
        )

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = manifest["nodes"].get(unique_id)
        if node is None:
            return spec
        return spec.replace_attributes(
            group_name=layer(node),
            owners=list(OWNERS),
            kinds={"dbt", "duckdb", _MATERIALISED.get(_how(node), _how(node))},
        )

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetCheckSpec | None:
        """Tests of sources run with dbt's models, where a failure stops the models that depend on them.

        Were they blocking in Dagster too, the stations above dbt would have to wait for them, table by table, and
        dbt would be started once for each.
        """
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        if spec is not None and unique_id.startswith("test") and asset_spec.key in _source_keys(manifest):
            return spec._replace(blocking=False)
        return spec


def _source_keys(manifest: Mapping[str, Any]) -> set[dg.AssetKey]:
    return {dg.AssetKey(source["config"]["meta"]["dagster"]["asset_key"]) for source in manifest["sources"].values()}


_MATERIALISED = {"seed": "csv"}


def _how(node: Mapping[str, Any]) -> str:
    return str(node["config"]["materialized"])


def layer(node: Mapping[str, Any]) -> str:
    """staging, intermediate, marts, or reference for seeds."""
    return "reference" if node["resource_type"] == "seed" else str(node["fqn"][1])
