"""`python -m orchestration`, as `make` starts it."""

import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import HINDI, Deployment, deployment_in, free_port, wait_for_http

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return deployment_in(tmp_path_factory.mktemp("command"))


def run(deployment: Deployment, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    process = deployment.command(*arguments)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def test_a_wrong_folder_is_told_in_one_line(tmp_path: Path) -> None:
    deployment = deployment_in(tmp_path)
    deployment.settings.articles_dir.rename(tmp_path / "elsewhere")
    code, out, err = run(deployment, "refresh")
    assert (code, out) == (2, "")
    assert err == f"error: ARTICLES_DIR is not a folder: {deployment.settings.articles_dir}\n"


def test_a_run_ends_with_what_was_found(deployment: Deployment) -> None:
    code, out, err = run(deployment, "refresh")
    assert (code, err) == (0, "")
    assert "✓ mentions" in out
    for told in ("Sergey Lavrov", "2024-03-12", "Moscow", "held", "huge.txt", "diplomacy.duckdb", "index.html"):
        assert told in out
    assert "dagster" not in out.lower()


def test_a_run_that_is_killed_leaves_what_is_published_and_the_next_heals(deployment: Deployment) -> None:
    before = deployment.settings.published_path.read_bytes()
    later = HINDI.replace("12 मार्च", "19 मार्च")
    (deployment.settings.articles_dir / "later.txt").write_text(later, encoding="utf-8")
    process = deployment.command("refresh")
    assert process.stdout is not None
    for line in process.stdout:
        if "dbt builds" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert deployment.settings.published_path.read_bytes() == before

    code, _, err = run(deployment, "refresh")
    assert (code, err) == (0, "")
    [(count,)] = deployment.published("SELECT count(*) FROM dim_documents")
    assert count == 3


def test_a_failed_run_is_told_in_one_line(deployment: Deployment) -> None:
    folder = deployment.settings.articles_dir
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    code, _, err = run(deployment, "refresh")
    folder.rmdir()
    folder.with_name("away").rename(folder)
    assert code == 1
    [error, hint] = err.splitlines()
    assert error.startswith("error: raw__documents_has_documents: ")
    assert hint.startswith("What is published is as it was. The whole log: ")
    assert Path(hint.rsplit(": ", 1)[1]).is_file()


def test_the_docs_site_is_served_on_loopback(deployment: Deployment) -> None:
    port = free_port()
    process = deployment.command("docs", "--port", str(port))
    try:
        wait_for_http(f"http://127.0.0.1:{port}/", process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert "fact_meetings" in page.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
    assert process.returncode == 0
