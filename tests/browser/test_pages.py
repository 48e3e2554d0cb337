"""What a person sees: the docs page and Dagster's UI, opened in headless Chromium."""

import shutil
import time
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import DevServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAIT_SECONDS = 60


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
def refreshed(dev_server: DevServer) -> DevServer:
    """The dev server after the refresh that its sensor starts by itself."""
    page = dev_server.deployment.settings.docs_dir / "index.html"
    deadline = time.monotonic() + 300
    while not page.is_file():
        assert time.monotonic() < deadline, "the sensor's refresh made no docs page"
        time.sleep(1)
    return dev_server


def shows(browser: WebDriver, *texts: str) -> None:
    """Waits until the page shows all of the texts.

    Raises:
        TimeoutException: it does not; the message is what it shows.
    """

    def shown(driver: WebDriver) -> bool:
        page = driver.find_element(By.TAG_NAME, "body").text
        return all(text in page for text in texts)

    WebDriverWait(browser, WAIT_SECONDS).until(shown, f"the page does not show all of {texts}")


def test_the_docs_page_explains_tables_and_columns(browser: WebDriver, refreshed: DevServer) -> None:
    page = (refreshed.deployment.settings.docs_dir / "index.html").as_uri()
    browser.get(f"{page}#!/overview")
    shows(browser, "India–Russia diplomatic warehouse")
    browser.get(f"{page}#!/model/model.diplomacy.fact_meetings")
    browser.refresh()
    shows(browser, "fact_meetings", "meeting_type", "date_precision")


def test_the_asset_graph_shows_the_flow(browser: WebDriver, refreshed: DevServer) -> None:
    browser.get(f"{refreshed.url}/asset-groups/")
    shows(browser, "sources", "articles", "mentions", "staging", "intermediate", "marts", "publication")
    browser.get(f"{refreshed.url}/assets/published_warehouse")  # a graph of so many tables is drawn without names
    shows(browser, "published_warehouse", "publication")


def test_an_asset_shows_its_first_rows_as_text(browser: WebDriver, refreshed: DevServer) -> None:
    browser.get(f"{refreshed.url}/assets/raw/rejected_documents")
    shows(browser, "rejected_documents", "The file is empty", "huge.txt")
