"""A folder of documents that no other test knows, good and bad, and what runs the real deployment on it."""

import contextlib
import dataclasses
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import hypothesis
import pytest
from filelock import FileLock

from orchestration.definitions import build_defs
from orchestration.evaluate.annotated import SPLIT, Half, load_annotated
from orchestration.jobs import REFRESH_JOB_NAME
from orchestration.settings import PROJECT_DIR, Settings

HINDI = """जयशंकर ने मॉस्को में लावरोव से की मुलाकात

मॉस्को, 12 मार्च 2024: विदेश मंत्री एस. जयशंकर ने मंगलवार को मॉस्को में रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की। \
दोनों नेताओं ने व्यापार और ऊर्जा सहयोग पर चर्चा की। बैठक करीब एक घंटे तक चली।

जयशंकर ने कहा कि भारत और रूस के संबंध मजबूत बने हुए हैं और दोनों देश आपसी कारोबार बढ़ाना चाहते हैं।
"""
ENGLISH = """<!doctype html><html lang="en"><head><title>Modi, Putin speak by phone</title>
<meta property="article:published_time" content="2024-03-20T18:00:00+05:30"></head><body><article>
<h1>Modi, Putin speak by phone</h1>
<p>NEW DELHI, March 20, 2024: Prime Minister Narendra Modi spoke by telephone with Russian President Vladimir Putin on
Wednesday. The two leaders discussed trade and energy, the Ministry of External Affairs said in a statement.</p>
<p>Trade between India and Russia has grown fast in recent years. Both sides want to expand the partnership further in
the coming years, the statement said, and energy remains its main part.</p>
</article></body></html>
"""
NO_ARTICLE = (
    "<html><head><title>Menu</title></head><body><nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav></body></html>"
)
MANIFEST = "file,source_url,published\nhindi.txt,https://news.example/hindi,\ngone.txt,,\nenglish.html,,someday\n"

# An example may take longer than usual where other tests run beside it; one that hangs is still told.
hypothesis.settings.register_profile("beside_others", deadline=2000)
hypothesis.settings.load_profile("beside_others")

#: The articles that the project ships.
SEED_ARTICLES = PROJECT_DIR / "seeds" / "articles"

#: Inputs that cannot be used, and the code under which each must be reported.
BAD_INPUTS = {
    "empty.txt": "empty",
    "blank.txt": "no_text",
    "binary.txt": "binary",
    "folder.txt": "is_directory",
    "broken.txt": "undecodable",
    "huge.txt": "too_large",
    "menu.html": "no_article",
    "picture.png": "unsupported",
    "gone.txt": "missing_file",
    "english.html": "bad_date",
}


def write_documents(folder: Path) -> None:
    """Two articles, and one of each kind of bad input."""
    folder.mkdir(parents=True)
    (folder / "hindi.txt").write_text(HINDI, encoding="utf-8")
    (folder / "english.html").write_text(ENGLISH, encoding="utf-8")
    (folder / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "folder.txt").mkdir()
    (folder / "broken.txt").write_bytes(("रूस और भारत। " * 20).encode().replace(b"\xa4", b"\xff", 60))
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    (folder / "menu.html").write_text(NO_ARTICLE)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")


@dataclasses.dataclass(frozen=True)
class Deployment:
    """The real deployment on a folder of documents and a warehouse of its own."""

    settings: Settings

    def refresh(self, *only: dg.AssetKey) -> dg.ExecuteInProcessResult:
        """Runs the job, or only the assets given, in this process."""
        job = build_defs(self.settings).resolve_job_def(REFRESH_JOB_NAME)
        with dg.DagsterInstance.ephemeral() as instance:
            return job.execute_in_process(instance=instance, raise_on_error=False, asset_selection=only or None)

    def environment(self) -> dict[str, str]:
        """For programs that are to work on the same folders."""
        return os.environ | {
            "ARTICLES_DIR": str(self.settings.articles_dir),
            "WAREHOUSE_DIR": str(self.settings.warehouse_dir),
            "DAGSTER_DISABLE_TELEMETRY": "1",
            "COLUMNS": "160",
        }

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """Starts the command line."""
        return subprocess.Popen(
            [sys.executable, "-m", "orchestration", *arguments],
            cwd=PROJECT_DIR, env=self.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def published(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds in the published file."""
        with contextlib.closing(duckdb.connect(self.settings.published_path, read_only=True)) as connection:
            return connection.execute(query).fetchall()

    def working(self, statement: str) -> list[tuple[Any, ...]]:
        """Runs a statement in the working file."""
        with contextlib.closing(duckdb.connect(self.settings.working_path)) as connection:
            return connection.execute(statement).fetchall()


def deployment_of(folder: Path, articles: Path) -> Deployment:
    """A deployment on a folder of articles; the warehouse lies below `folder`."""
    folders = {"ARTICLES_DIR": str(articles), "WAREHOUSE_DIR": str(folder / "warehouse")}
    return Deployment(Settings.from_environment(folders))


def deployment_in(folder: Path) -> Deployment:
    """A deployment whose documents and warehouse lie in the folder given."""
    write_documents(folder / "articles")
    return deployment_of(folder, folder / "articles")


def refreshed(folder: Path, articles: Path) -> Deployment:
    """Runs the whole flow on a folder of articles; the warehouse lies below `folder`.

    Raises:
        RuntimeError: the run failed.
    """
    deployment = deployment_of(folder, articles)
    result = deployment.refresh()
    if not result.success:
        raise RuntimeError(f"the run failed: {[e.message for e in result.all_events if e.is_step_failure]}")
    return deployment


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The flow, run once on the articles that the project ships, for all processes of pytest-xdist; it is only read."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seeds"
    with FileLock(f"{folder}.lock"):
        if (folder / "ran").is_file():
            return deployment_of(folder, SEED_ARTICLES)
        deployment = refreshed(folder, SEED_ARTICLES)
        (folder / "ran").touch()
        return deployment


def free_port() -> int:
    """A TCP port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def few_annotated(folder: Path, number: int) -> Settings:
    """Settings whose articles are the first of each half of those annotated, with nothing recorded of them yet."""
    gold = PROJECT_DIR / "tests" / "gold"
    documents = [d for d in load_annotated(gold) if (gold / "articles" / d.file).is_file()]
    chosen = [d for half in Half for d in [d for d in documents if d.half is half][:number]]
    own = folder / "gold"
    (own / "articles").mkdir(parents=True)
    for document in chosen:
        shutil.copy(gold / "articles" / document.file, own / "articles")
    lines = [line for path in gold.glob("*gold.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if any(f'"file": "{d.file}"' in line for d in chosen)]
    (own / "few.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    halves = [f"{d.file},{d.half}" for d in chosen]
    (own / SPLIT).write_text("\n".join(["file,half", *halves]) + "\n", encoding="utf-8")
    return Settings.from_environment(
        {"ARTICLES_DIR": str(own / "articles"), "GOLD_DIR": str(own), "WAREHOUSE_DIR": str(folder / "warehouse")}
    )


def wait_for_http(url: str, process: subprocess.Popen[Any], seconds: float = 300) -> None:
    """Returns as soon as the server answers.

    Raises:
        AssertionError: the process ended, or did not answer in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with code {process.returncode}"
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.5)
    raise AssertionError(f"no answer from {url} within {seconds} s")
