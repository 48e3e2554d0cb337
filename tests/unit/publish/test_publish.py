"""Publishing replaces the file whole or leaves it as it was."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.publish.promise import PROMISED
from orchestration.publish.publish import AuditError, PublishError, publish
from tests.unit.publish.marts import make_marts

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

#: The oldest client that must be able to open what is published.
OLD_CLIENT = "1.2.2"


@pytest.fixture
def working(tmp_path: Path) -> Path:
    path = tmp_path / "working.duckdb"
    make_marts(path)
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return tmp_path / "out" / "diplomacy.duckdb"


def change(working: Path, sql: str) -> None:
    with duckdb.connect(str(working)) as con:
        con.execute(sql)


def read(published: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(published), read_only=True) as con:
        return con.execute(sql).fetchall()


def names(published: Path) -> list[str]:
    return sorted(path.name for path in published.parent.iterdir())


def test_marts_arrive_in_main_with_constraints_and_comments(working: Path, published: Path) -> None:
    report = publish(working, published, NOW)
    assert report.replaced
    assert report.published_at == NOW
    assert report.row_counts["fact_meetings"] == 1
    assert report.byte_size == published.stat().st_size
    assert set(report.row_counts) == set(PROMISED)
    assert read(published, "select headline from fact_meetings") == [("Ajit Doval met Vladimir Putin in Moscow",)]
    assert read(published, "select comment from duckdb_tables() where table_name = 'fact_meetings'") == [
        ("What fact_meetings holds, it's said",)
    ]
    assert read(
        published,
        "select is_nullable, comment from duckdb_columns() where table_name = 'fact_meetings'"
        " and column_name in ('status', 'venue') order by column_name",
    ) == [(False, "What status means"), (True, "What venue means")]
    assert names(published) == ["diplomacy.duckdb"]


def test_the_same_content_is_not_published_twice(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    before = published.stat()
    report = publish(working, published, NOW + dt.timedelta(hours=1))
    assert not report.replaced
    assert (published.stat().st_ino, published.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    "sql",
    [
        "update marts.fact_meetings set confidence = 0.8",
        "comment on column marts.fact_meetings.status is 'another comment'",
        "insert into marts.fact_person_mentions values ('d1', 'ajit-doval', 2)",
        "alter table marts.fact_meetings add column more integer",
    ],
)
def test_any_change_is_published(working: Path, published: Path, sql: str) -> None:
    publish(working, published, NOW)
    change(working, sql)
    assert publish(working, published, NOW).replaced
    assert not publish(working, published, NOW).replaced


@pytest.mark.parametrize(
    ("sql", "finding"),
    [
        ("drop table marts.dim_topics", "table dim_topics is missing"),
        ("alter table marts.fact_meetings drop column venue", "column fact_meetings.venue is missing"),
        (
            "alter table marts.fact_meetings alter duration_minutes type bigint",
            "column fact_meetings.duration_minutes is BIGINT, not INTEGER",
        ),
        ("alter table marts.dim_topics alter topic_name drop not null", "column dim_topics.topic_name may be null"),
        (
            "delete from marts.dim_locations",
            "1 rows of fact_meetings have a location_id that dim_locations lacks",
        ),
        (
            "delete from marts.fact_meeting_mentions",
            "1 rows of fact_meetings have a meeting_id that fact_meeting_mentions lacks",
        ),
    ],
)
def test_a_broken_promise_changes_nothing(working: Path, published: Path, sql: str, finding: str) -> None:
    publish(working, published, NOW)
    before = published.read_bytes()
    change(working, sql)
    with pytest.raises(AuditError) as error:
        publish(working, published, NOW)
    assert error.value.findings == [finding]
    assert published.read_bytes() == before
    assert names(published) == ["diplomacy.duckdb"]


def test_there_must_be_a_working_file(published: Path, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="does not exist"):
        publish(tmp_path / "none.duckdb", published, NOW)


def test_a_working_file_that_is_none_changes_nothing(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    working.write_bytes(b"not a database" * 1000)
    with pytest.raises(PublishError, match="was not replaced"):
        publish(working, published, NOW)
    assert read(published, "select count(*) from fact_meetings") == [(1,)]
    assert names(published) == ["diplomacy.duckdb"]


def test_a_writer_in_the_working_file_is_told(working: Path, published: Path) -> None:
    hold = f"import duckdb, sys; c = duckdb.connect({str(working)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(PublishError, match="lock"):
            publish(working, published, NOW)
        holder.communicate("")
    assert publish(working, published, NOW).replaced


def test_a_damaged_published_file_is_replaced(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    published.write_bytes(b"damaged" * 2000)
    assert publish(working, published, NOW).replaced
    assert read(published, "select count(*) from fact_meetings") == [(1,)]


def test_a_reader_keeps_what_it_opened(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    ask = (
        f"import duckdb, sys; c = duckdb.connect({str(published)!r}, read_only=True); print('open', flush=True);"
        " sys.stdin.readline(); print(c.execute('select confidence from fact_meetings').fetchone()[0])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", ask], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        change(working, "update marts.fact_meetings set confidence = 0.5")
        assert publish(working, published, NOW).replaced
        answer, _ = reader.communicate("\n")
    assert answer == "0.9\n"
    assert read(published, "select confidence from fact_meetings") == [(0.5,)]


def test_what_dead_runs_left_is_removed(working: Path, published: Path) -> None:
    published.parent.mkdir()
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    dead = published.parent / f".diplomacy.duckdb.{process.pid}.0123abcd.publishing"
    alive = published.parent / f".diplomacy.duckdb.{os.getppid()}.0123abcd.publishing"
    old = published.parent / f".diplomacy.duckdb.{os.getppid()}.fedc3210.publishing.wal"
    other = published.parent / ".diplomacy.duckdb.notes"
    for path in (dead, alive, old, other):
        path.write_bytes(b"x")
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    two_days_ago = NOW.timestamp() - 2 * 86400
    os.utime(old, (two_days_ago, two_days_ago))
    report = publish(working, published, NOW)
    assert set(report.removed) == {dead.name, old.name}
    assert names(published) == sorted([alive.name, other.name, "diplomacy.duckdb"])


def test_a_run_that_is_killed_leaves_the_published_file_and_the_next_heals(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    change(working, "update marts.fact_meetings set confidence = 0.5")
    script = (
        "import os, pathlib, sys, datetime; from orchestration.publish import publish as module;"
        "module._sync = lambda path: os._exit(9);"  # dies between writing and renaming
        "module.publish(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), datetime.datetime.now(datetime.UTC))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", script, working, published], cwd=root, check=False)
    assert done.returncode == 9
    assert read(published, "select confidence from fact_meetings") == [(0.9,)]
    assert len(names(published)) == 2
    report = publish(working, published, dt.datetime.now(dt.UTC))
    assert len(report.removed) == 1
    assert names(published) == ["diplomacy.duckdb"]
    assert read(published, "select confidence from fact_meetings") == [(0.5,)]


def test_paths_with_quotes_are_paths(working: Path, tmp_path: Path) -> None:
    published = tmp_path / "it's; drop" / "diplo'macy.duckdb"
    moved = working.with_name("work'ing.duckdb")
    working.rename(moved)
    assert publish(moved, published, NOW).replaced
    assert read(published, "select count(*) from fact_meetings") == [(1,)]


@pytest.fixture(scope="session")
def old_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with DuckDB 1.2.2 in an environment of its own."""
    folder = tmp_path_factory.mktemp("old_client")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"duckdb=={OLD_CLIENT}"]
    installed = subprocess.run(install, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(
            f"pip cannot install duckdb=={OLD_CLIENT}, so the old client is not tried: {installed.stderr[-300:]}"
        )
    return python


@pytest.mark.slow
def test_an_old_client_opens_it(working: Path, published: Path, old_client: Path) -> None:
    publish(working, published, NOW)
    ask = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print(duckdb.__version__,"
        " c.execute('select m.confidence, p.full_name_hi from fact_meetings m'"
        " ' join bridge_meeting_people b using (meeting_id) join dim_people p using (person_id)'"
        " ' where p.full_name_hi is not null').fetchall(),"
        " c.execute(\"select comment from duckdb_tables() where table_name = 'fact_meetings'\").fetchall())"
    )
    done = subprocess.run([old_client, "-c", ask, published], capture_output=True, text=True, check=False)
    assert done.stdout == f"{OLD_CLIENT} [(0.9, 'अजीत डोभाल')] [(\"What fact_meetings holds, it's said\",)]\n", (
        done.stderr
    )


def test_a_full_disk_changes_nothing(working: Path, published: Path) -> None:
    publish(working, published, NOW)
    change(working, "update marts.fact_meetings set confidence = 0.5")
    script = (
        "import pathlib, resource, signal, sys, datetime\n"
        "from orchestration.publish.publish import publish, PublishError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "try: publish(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), datetime.datetime.now(datetime.UTC))\n"
        "except PublishError as error: print('told', error)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script, working, published], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("told"), done.stdout + done.stderr
    assert read(published, "select confidence from fact_meetings") == [(0.9,)]
    assert names(published) == ["diplomacy.duckdb"]


def test_the_working_file_is_left_as_it_was(working: Path, published: Path) -> None:
    copy = working.with_name("copy.duckdb")
    shutil.copy(working, copy)
    publish(working, published, NOW)
    assert working.read_bytes() == copy.read_bytes()
