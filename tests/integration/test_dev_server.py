"""`dagster dev`, as `make dev` starts it: webserver, GraphQL, an asset materialised, and what the sensor starts."""

import json
import time
import urllib.request
from typing import Any

import pytest

from tests.conftest import DevServer

pytestmark = pytest.mark.slow

REPOSITORY = {"repositoryLocationName": "orchestration", "repositoryName": "__repository__"}
LAUNCH = """
mutation ($parameters: ExecutionParams!) {
  launchRun(executionParams: $parameters) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
  }
}
"""
RUNS = """
query ($filter: RunsFilter) { runsOrError(filter: $filter) { ... on Runs { results { runId status } } } }
"""
ASSET = """
query ($key: AssetKeyInput!) {
  assetOrError(assetKey: $key) { ... on Asset { assetMaterializations(limit: 1) { runId metadataEntries { label } } } }
}
"""
WORKSPACE = """
{ workspaceOrError { ... on Workspace { locationEntries { name loadStatus
  locationOrLoadError { __typename ... on PythonError { message } } } } } }
"""


def graphql(server: DevServer, query: str, **variables: Any) -> dict[str, Any]:
    """The answer's data.

    Raises:
        AssertionError: GraphQL answered with errors.
    """
    request = urllib.request.Request(
        f"{server.url}/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    assert "errors" not in answer, answer
    data: dict[str, Any] = answer["data"]
    return data


def finished(server: DevServer, seconds: float, **of: Any) -> dict[str, str]:
    """The first run that matches, once it has ended.

    Raises:
        AssertionError: there is none, or it did not end in time.
    """
    deadline = time.monotonic() + seconds
    runs: list[dict[str, str]] = []
    while time.monotonic() < deadline:
        runs = graphql(server, RUNS, filter=of)["runsOrError"]["results"]
        if runs and runs[-1]["status"] in ("SUCCESS", "FAILURE", "CANCELED"):
            return runs[-1]
        time.sleep(1)
    raise AssertionError(f"not finished within {seconds} s: {runs}")


def test_the_code_location_loads(dev_server: DevServer) -> None:
    [location] = graphql(dev_server, WORKSPACE)["workspaceOrError"]["locationEntries"]
    assert location["name"] == "orchestration"
    assert location["locationOrLoadError"]["__typename"] == "RepositoryLocation", location


def test_an_asset_is_materialised_alone(dev_server: DevServer) -> None:
    parameters = {
        "selector": {**REPOSITORY, "pipelineName": "__ASSET_JOB", "assetSelection": [{"path": ["raw", "locations"]}]},
        "mode": "default",
        "runConfigData": {},
    }
    launched = graphql(dev_server, LAUNCH, parameters=parameters)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]
    assert finished(dev_server, 240, runIds=[run_id])["status"] == "SUCCESS"
    [materialisation] = graphql(dev_server, ASSET, key={"path": ["raw", "locations"]})["assetOrError"][
        "assetMaterializations"
    ]
    assert "dagster/row_count" in {entry["label"] for entry in materialisation["metadataEntries"]}


def test_the_sensor_refreshes_the_warehouse(dev_server: DevServer) -> None:
    assert finished(dev_server, 300, pipelineName="refresh_warehouse")["status"] == "SUCCESS"
    [(count,)] = dev_server.deployment.published("SELECT count(*) FROM fact_meetings")
    assert count == 2


def test_the_history_lies_beside_the_warehouse(dev_server: DevServer) -> None:
    assert (dev_server.deployment.settings.warehouse_dir / "dagster" / "history" / "runs.db").is_file()
