"""Write, audit, publish: the marts of the working file become the published file, whole or not at all.

Copies tables with their constraints and comments, audits the copy, and renames it over the published file, so that a
reader sees the old publication or the new one and nothing between. Does not run dbt, and changes no value.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import re
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from orchestration.publish.promise import FOREIGN_KEYS, PROMISED

MARTS = "marts"

#: Every DuckDB from 1.0 on opens files of this storage version; 2.0's own is closed to all 1.x clients.
STORAGE_VERSION = "v1.0.0"

#: A temporary file this old is a dead run's, even if its process id has since been given to another process.
STALE_AFTER = dt.timedelta(days=1)

_SUFFIX = ".publishing"


class PublishError(RuntimeError):
    """Nothing was published; the message says why. What was published before is untouched."""


class AuditError(PublishError):
    """The copy does not hold what is promised; `findings` has one line each."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("the audit found: " + "; ".join(findings))
        self.findings = findings


@dataclasses.dataclass(frozen=True)
class PublishReport:
    """What a publication did.

    replaced: False where the published file already held exactly this; row_counts: rows by table; byte_size: of the
    published file; removed: names of temporary files that dead runs had left.
    """

    published: Path
    replaced: bool
    published_at: dt.datetime
    row_counts: Mapping[str, int]
    byte_size: int
    removed: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class _Table:
    """A table as it must arrive: (name, type, nullable, comment) of each column; rows, hashed in any order."""

    comment: str | None
    columns: tuple[tuple[str, str, bool, str | None], ...]
    rows: int
    fingerprint: int | None


def publish(working: Path, published: Path, now: dt.datetime) -> PublishReport:
    """Replace `published` by the marts of `working`, unless it already holds exactly them.

    now: time of the publication, with time zone.

    Raises:
        PublishError: the working file cannot be read or copied (a full disk, another writer).
        AuditError: a promised table or column is missing, rows were lost, or a key points nowhere.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    removed = _remove_stale(published, now)
    temporary = published.with_name(f".{published.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}{_SUFFIX}")
    try:
        wanted = _write(working, temporary)
        arrived = _audit(temporary, wanted)
        replaced = _held(published) != arrived
        if replaced:
            _sync(temporary)
            os.replace(temporary, published)
            _sync(published.parent)
    except (duckdb.Error, OSError) as error:
        raise PublishError(f"{published} was not replaced: {error}") from error
    finally:
        _remove(temporary)
    return PublishReport(
        published=published,
        replaced=replaced,
        published_at=now,
        row_counts={name: table.rows for name, table in sorted(arrived.items())},
        byte_size=published.stat().st_size,
        removed=removed,
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextlib.contextmanager
def _session(**files: tuple[Path, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with files attached: alias=(path, options)."""
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as con:
        for alias, (path, options) in files.items():
            con.execute(f"ATTACH {_literal(str(path))} AS {alias} ({options})")
        yield con


def _write(working: Path, temporary: Path) -> dict[str, _Table]:
    """Copy schema `marts` of `working` into schema `main` of a new file; returns the tables that were there."""
    if not working.is_file():
        raise PublishError(f"there is nothing to publish: {working} does not exist")
    source, target = (working, "READ_ONLY"), (temporary, f"STORAGE_VERSION {_literal(STORAGE_VERSION)}")
    with _session(working=source, target=target) as con:
        tables = _tables(con, "working", MARTS)
        for name, table in tables.items():
            copy = f"target.main.{_quoted(name)}"
            columns = ", ".join(
                f"{_quoted(column)} {kind}{'' if nullable else ' NOT NULL'}"
                for column, kind, nullable, _ in table.columns
            )
            con.execute(f"CREATE TABLE {copy} ({columns})")
            con.execute(f"INSERT INTO {copy} FROM working.{MARTS}.{_quoted(name)}")
            if table.comment is not None:
                con.execute(f"COMMENT ON TABLE {copy} IS {_literal(table.comment)}")
            for column, _, _, comment in table.columns:
                if comment is not None:
                    con.execute(f"COMMENT ON COLUMN {copy}.{_quoted(column)} IS {_literal(comment)}")
        con.execute("CHECKPOINT target")
    return tables


def _tables(con: duckdb.DuckDBPyConnection, database: str, schema: str) -> dict[str, _Table]:
    """All tables of a schema, by name."""
    found = {}
    names = con.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = ? AND schema_name = ? ORDER BY ALL",
        [database, schema],
    ).fetchall()
    for name, comment in names:
        columns = con.execute(
            "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()"
            " WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index",
            [database, schema, name],
        ).fetchall()
        [(rows, fingerprint)] = con.execute(
            f"SELECT count(*), sum(hash(t)::HUGEINT) FROM {_quoted(database)}.{_quoted(schema)}.{_quoted(name)} AS t"
        ).fetchall()
        found[name] = _Table(comment, tuple(columns), rows, fingerprint)
    return found


def _held(published: Path) -> dict[str, _Table] | None:
    """What the published file holds; None where there is none that can be read."""
    if not published.is_file():
        return None
    try:
        with _session(published=(published, "READ_ONLY")) as con:
            return _tables(con, "published", "main")
    except duckdb.Error:
        return None


def _audit(temporary: Path, wanted: Mapping[str, _Table]) -> dict[str, _Table]:
    """What the new file holds, read back from it.

    Raises:
        AuditError: it is not what was to be written, or not what is promised.
    """
    with _session(target=(temporary, "READ_ONLY")) as con:
        arrived = _tables(con, "target", "main")
        findings = [f"{name} did not arrive as it was built" for name in wanted if arrived.get(name) != wanted[name]]
        findings += _broken_promises(arrived)
        if not findings:
            findings = _orphans(con)
    if findings:
        raise AuditError(findings)
    return arrived


def _broken_promises(tables: Mapping[str, _Table]) -> list[str]:
    findings = []
    for name, promised in PROMISED.items():
        if name not in tables:
            findings.append(f"table {name} is missing")
            continue
        columns = {column: (kind, nullable) for column, kind, nullable, _ in tables[name].columns}
        for column, promise in promised.items():
            kind, may_be_null = promise.removesuffix("?"), promise.endswith("?")
            if column not in columns:
                findings.append(f"column {name}.{column} is missing")
            elif columns[column][0] != kind:
                findings.append(f"column {name}.{column} is {columns[column][0]}, not {kind}")
            elif columns[column][1] and not may_be_null:
                findings.append(f"column {name}.{column} may be null")
    return findings


def _orphans(con: duckdb.DuckDBPyConnection) -> list[str]:
    findings = []
    for table, column, other_table, other_column in FOREIGN_KEYS:
        [(orphans,)] = con.execute(
            f"SELECT count(*) FROM target.main.{table} AS a"
            f" ANTI JOIN target.main.{other_table} AS b ON a.{column} = b.{other_column} WHERE a.{column} IS NOT NULL"
        ).fetchall()
        if orphans:
            findings.append(f"{orphans} rows of {table} have a {column} that {other_table} lacks")
    return findings


def _sync(path: Path) -> None:
    """Bring a file's content, or a folder's names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(temporary: Path) -> None:
    for path in (temporary, temporary.with_name(temporary.name + ".wal")):
        path.unlink(missing_ok=True)


def _remove_stale(published: Path, now: dt.datetime) -> tuple[str, ...]:
    """Remove temporary files whose process is gone; returns their names."""
    pattern = re.compile(rf"\.{re.escape(published.name)}\.(\d+)\.[0-9a-f]{{8}}{re.escape(_SUFFIX)}(\.wal)?")
    removed = []
    for path in sorted(published.parent.iterdir()):
        match = pattern.fullmatch(path.name)
        if match is None:
            continue
        age = now.timestamp() - path.stat().st_mtime
        if age > STALE_AFTER.total_seconds() or not _is_alive(int(match[1])):
            path.unlink(missing_ok=True)
            removed.append(path.name)
    return tuple(removed)


def _is_alive(process_id: int) -> bool:
    """Whether another process has this id: our own leaves no file behind."""
    if process_id == os.getpid():
        return False
    try:
        os.kill(process_id, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
