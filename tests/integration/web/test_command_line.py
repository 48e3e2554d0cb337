"""`make fetch` and then `make warehouse`: from an address in a feed to a meeting in the published file."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.instance import warehouse_instance
from orchestration.settings import PROJECT_DIR, Settings
from tests.conftest import HINDI, Deployment, write_documents
from tests.integration.web import site
from tests.integration.web.conftest import CONTACT, seeds_with
from tests.integration.web.site import Server, article, rss

pytestmark = pytest.mark.slow

FEEDS = """
- {{id: good-hi, publisher: गुड न्यूज़, kind: press, language: hi, feeds: [{good}], delay_seconds: 0.01}}
- {{id: bad-en, publisher: Bad, kind: press, language: en, feeds: [{bad}], delay_seconds: 0.01}}
"""


class Commands:
    """The command line, with two sources: one that is well, and one whose feed answers 404."""

    def __init__(self, web: Server, folder: Path) -> None:
        self.web = web
        text = "".join(f"<p>{line}</p>" for line in HINDI.replace("12 मार्च", "26 मार्च").split("\n") if line)
        page = article("hi", "जयशंकर और लावरोव").replace("</h1>", "</h1>" + text)
        self.story = web.put("localhost", "/hi/story", page)
        other = web.put(
            "localhost", "/hi/other", "<html><head><title>मौसम</title></head><body>" + "<p>बारिश। </p>" * 99
        )
        good = web.put("localhost", "/good.xml", rss(self.story, other))
        write_documents(folder / "articles")
        self.environment = os.environ | {
            "ARTICLES_DIR": str(folder / "articles"),
            "WAREHOUSE_DIR": str(folder / "warehouse"),
            "SEEDS_DIR": str(seeds_with(folder, FEEDS.format(good=good, bad=web.url("localhost", "/bad.xml")))),
            "FETCH_CONTACT": CONTACT,
            "FETCH_ALLOWED_HOSTS": f"localhost:{web.server_port}",
            "COLUMNS": "160",
        }
        self.deployment = Deployment(Settings.from_environment(self.environment))

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "orchestration", *arguments],
            cwd=PROJECT_DIR, env=self.environment | environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    with site.running() as web:
        yield Commands(web, tmp_path_factory.mktemp("commands"))


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        ([], {"FETCH_CONTACT": ""}, "error: nothing is fetched until FETCH_CONTACT says"),
        ([], {"FETCH_CONTACT": "me"}, "error: FETCH_CONTACT must be an e-mail address or the URL of a page"),
        (["--source", "gone"], {}, "error: there is no source gone; seeds/sources has good-hi, bad-en"),
        (["--day", "2025-08-07", "--until", "2025-08-01"], {}, "error: --until 2025-08-01 lies before"),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_line(
    commands: Commands, arguments: list[str], environment: dict[str, str], told: str
) -> None:
    code, out, err = commands.run("fetch", *arguments, **environment)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(told)
    assert commands.web.log == []


def test_from_a_feed_to_the_published_file(commands: Commands) -> None:
    code, out, err = commands.run("fetch")
    assert (code, err) == (1, "")
    today = dt.datetime.now(dt.UTC).date()
    assert f"✓ good-hi {today}: 2 new, 2 stored, 0 failed, 0 left\n" in out
    assert f"✗ bad-en {today}: 0 new, 0 stored, 0 failed, 0 left; 1 of 1 listings failed\n" in out

    settings, asked = commands.deployment.settings, len(commands.web.log)
    with warehouse_instance(settings) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["web", "good_hi"]))
        assert event is not None
        assert event.asset_materialization is not None
        assert event.asset_materialization.partition == today.isoformat()
        assert instance.get_latest_materialization_event(dg.AssetKey(["web", "bad_en"])) is None

    code, out, err = commands.run("refresh")
    assert (code, err) == (0, "")
    assert len(commands.web.log) == asked
    assert commands.deployment.published(
        "SELECT DISTINCT d.publisher, d.language, m.meeting_type, m.start_date FROM dim_documents AS d "
        "JOIN fact_meeting_mentions USING (document_id) JOIN fact_meetings AS m USING (meeting_id) "
        f"WHERE d.source_url = '{commands.story}' AND m.start_date = DATE '2024-03-26'"
    ) == [("गुड न्यूज़", "hi", "bilateral_meeting", dt.date(2024, 3, 26))]
    with warehouse_instance(settings) as instance:
        for name, is_well in (("good_hi", True), ("bad_en", False)):
            alarm = dg.AssetCheckKey(dg.AssetKey(["web", name]), "is_visited_in_time")
            record = instance.event_log_storage.get_latest_asset_check_execution_by_key([alarm])[alarm]
            assert record.event is not None
            assert record.event.dagster_event is not None
            assert record.event.dagster_event.asset_check_evaluation_data.passed is is_well
    # stored, and dropped by the gate before it was read
    assert commands.deployment.working("SELECT count(*) FROM raw.web_captures") == [(2,)]
    [(documents,)] = commands.deployment.working(
        "SELECT count(*) FROM raw.document_sources WHERE fetched_at IS NOT NULL"
    )
    assert documents == 1


def test_an_interruption_ends_after_the_next_request(commands: Commands) -> None:
    slow = [commands.web.put("localhost", f"/slow/{n}", site.slow(article("en", f"{n}"), 0.2)) for n in range(50)]
    commands.web.put("localhost", "/good.xml", rss(*slow))
    process = commands.start("fetch", "--source", "good-hi")
    while not any(path.startswith("/slow") for path in commands.web.paths("localhost")):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.startswith("interrupted")
    stored = sum(path.startswith("/slow") for path in commands.web.paths("localhost"))
    assert 0 < stored < 50
    folder = commands.deployment.settings.web_dir
    assert not list(folder.rglob("*.part"))
