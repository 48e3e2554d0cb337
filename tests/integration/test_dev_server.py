"""`dagster dev`, as `make dev` starts it: GraphQL, an asset materialised, what the sensor starts, what a person sees.

One server goes through the whole file, and ends with it: its daemon and its sensors take time from other tests.
"""

import dataclasses
import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from orchestration.settings import PROJECT_DIR
from tests.conftest import Deployment, deployment_in, free_port, wait_for_http

pytestmark = pytest.mark.slow

WAIT_SECONDS = 60

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


@dataclasses.dataclass(frozen=True)
class DevServer:
    """`dagster dev`, as `make dev` starts it, on a deployment of its own."""

    deployment: Deployment
    url: str


@pytest.fixture(scope="module")
def dev_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DevServer]:
    """Started in the project's root with nothing but the environment set; its sensor runs."""
    deployment = deployment_in(tmp_path_factory.mktemp("dev"))
    port = free_port()
    log_path = deployment.settings.warehouse_dir.parent / "dev.log"
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("dagster")), "dev", "--host", "127.0.0.1", "--port", str(port)],
            cwd=PROJECT_DIR, env=deployment.environment(), stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_for_http(f"http://127.0.0.1:{port}/server_info", process)
            yield DevServer(deployment, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            try:
                process.wait(timeout=90)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("Chromium is not installed: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1600,1200"):
        options.add_argument(argument)
    with webdriver.Chrome(options=options, service=webdriver.ChromeService(driver)) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def refreshed_server(dev_server: DevServer) -> DevServer:
    """The dev server after the refresh that its sensor starts by itself."""
    page = dev_server.deployment.settings.docs_dir / "index.html"
    deadline = time.monotonic() + 600
    while not page.is_file():
        assert time.monotonic() < deadline, "the sensor's refresh made no docs page"
        time.sleep(1)
    return dev_server


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
    assert finished(dev_server, 600, runIds=[run_id])["status"] == "SUCCESS"
    [materialisation] = graphql(dev_server, ASSET, key={"path": ["raw", "locations"]})["assetOrError"][
        "assetMaterializations"
    ]
    assert "dagster/row_count" in {entry["label"] for entry in materialisation["metadataEntries"]}


def test_the_sensor_refreshes_the_warehouse(dev_server: DevServer) -> None:
    assert finished(dev_server, 600, pipelineName="refresh_warehouse")["status"] == "SUCCESS"
    [(count,)] = dev_server.deployment.published("SELECT count(*) FROM fact_meetings")
    assert count == 2


def test_the_history_lies_beside_the_warehouse(dev_server: DevServer) -> None:
    assert (dev_server.deployment.settings.warehouse_dir / "dagster" / "history" / "runs.db").is_file()


def shows(browser: WebDriver, *texts: str) -> None:
    """Waits until the page shows all of the texts.

    Raises:
        TimeoutException: it does not; the message is what it shows.
    """

    def shown(driver: WebDriver) -> bool:
        page = driver.find_element(By.TAG_NAME, "body").text
        return all(text in page for text in texts)

    WebDriverWait(browser, WAIT_SECONDS).until(shown, f"the page does not show all of {texts}")


@pytest.mark.browser
def test_the_docs_page_explains_tables_and_columns(browser: WebDriver, refreshed_server: DevServer) -> None:
    page = (refreshed_server.deployment.settings.docs_dir / "index.html").as_uri()
    browser.get(f"{page}#!/overview")
    shows(browser, "India–Russia diplomatic warehouse")
    browser.get(f"{page}#!/model/model.diplomacy.fact_meetings")
    browser.refresh()
    shows(browser, "fact_meetings", "meeting_type", "date_precision")


@pytest.mark.browser
def test_the_asset_graph_shows_the_flow(browser: WebDriver, refreshed_server: DevServer) -> None:
    browser.get(f"{refreshed_server.url}/asset-groups/")
    shows(browser, "sources", "articles", "mentions", "staging", "intermediate", "marts", "publication")
    browser.get(
        f"{refreshed_server.url}/assets/published_warehouse"
    )  # a graph of so many tables is drawn without names
    shows(browser, "published_warehouse", "publication")


@pytest.mark.browser
def test_an_asset_shows_its_first_rows_as_text(browser: WebDriver, refreshed_server: DevServer) -> None:
    browser.get(f"{refreshed_server.url}/assets/raw/rejected_documents")
    shows(browser, "rejected_documents", "The file is empty", "huge.txt")
