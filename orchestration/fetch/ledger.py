"""What is remembered of one source: every visit, request, address and stored version, in one SQLite file.

Written as each thing happens, so that a process may be killed at any moment. Belongs here: rows of the contract's web
tables, and validators of listings. Does not: deciding what to ask for (`visit`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import typing
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from orchestration.contracts.codes import PageState
from orchestration.contracts.tables import FetchAttempt, RawRecord, WebCapture, WebPage, WebVisit, columns

FILE_NAME = "ledger.sqlite"
KEPT: tuple[type[RawRecord], ...] = (WebVisit, FetchAttempt, WebPage, WebCapture)
R = TypeVar("R", bound=RawRecord)

_SQLITE = {str: "TEXT", int: "INTEGER", float: "REAL", dt.date: "TEXT", dt.datetime: "TEXT"}


class Ledger:
    """One ledger. Writers hold the source's lock (`visit`); readers may come at any time."""

    def __init__(self, path: Path) -> None:
        """Opens the file and brings its tables up to date; columns that are new are empty in old rows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        for record in KEPT:
            self._connection.execute(_ddl(record))
            present = {row[1] for row in self._connection.execute(f"PRAGMA table_info({record.table})")}
            for c in columns(record):
                if c.name not in present:
                    self._connection.execute(f"ALTER TABLE {record.table} ADD COLUMN {_column(c)}")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS listings (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT) STRICT"
        )
        self._connection.execute("CREATE INDEX IF NOT EXISTS pages_due ON web_pages (ask_after)")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """What is saved inside is saved whole or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def save(self, row: RawRecord) -> None:
        """Adds a row, or replaces that of the same key."""
        names = [c.name for c in columns(type(row))]
        values = [_stored(getattr(row, name)) for name in names]
        marks = ", ".join("?" * len(names))
        self._connection.execute(f"REPLACE INTO {row.table} ({', '.join(names)}) VALUES ({marks})", values)

    def rows(
        self,
        record: type[R],
        where: str = "true",
        parameters: Sequence[Any] = (),
        *,
        order: str | None = None,
        limit: int | None = None,
    ) -> list[R]:
        """Rows, in order of key where no other is given. where, order: SQL of ours, never of a page."""
        names = [c.name for c in columns(record)]
        order = order or ", ".join(c.name for c in columns(record) if c.key)
        query = f"SELECT {', '.join(names)} FROM {record.table} WHERE {where} ORDER BY {order} LIMIT ?"
        found = self._connection.execute(query, [*map(_stored, parameters), -1 if limit is None else limit])
        read = _readers(record)
        return [
            record(**{n: None if v is None else read[n](v) for n, v in zip(names, row, strict=True)}) for row in found
        ]

    def page(self, source_id: str, url: str) -> WebPage | None:
        """What is known of an address."""
        return next(iter(self.rows(WebPage, "source_id = ? AND url = ?", (source_id, url))), None)

    def due(self, now: dt.datetime, limit: int) -> list[WebPage]:
        """Pages that may be asked for now: those never asked for first, then in order of when they were due."""
        order = "asked_at IS NOT NULL, ask_after, first_found_at, url"
        return self.rows(WebPage, "ask_after <= ?", (now,), order=order, limit=limit)

    def count_due(self, now: dt.datetime) -> int:
        """Number of pages that are wanted and may be asked for now."""
        where = "SELECT count(*) FROM web_pages WHERE ask_after <= ? AND state = ?"
        [(count,)] = self._connection.execute(where, (_stored(now), str(PageState.WANTED))).fetchall()
        return int(count)

    def of_visits(self, record: type[R], visit_ids: Sequence[str]) -> list[R]:
        """Requests or stored versions of the visits given."""
        return self.rows(record, "visit_id IN (SELECT value FROM json_each(?))", (json.dumps(visit_ids),))

    def pages_since(self, moment: dt.datetime) -> list[WebPage]:
        """Pages of which something new is known since a visit that began then."""
        return self.rows(WebPage, "asked_at >= ? OR first_found_at >= ?", (moment, moment))

    def end_of(self, warc_file: str) -> int:
        """One past the last byte of the last record known of a WARC file; 0 where none is."""
        query = "SELECT max(warc_offset + warc_length) FROM web_captures WHERE warc_file = ?"
        [(end,)] = self._connection.execute(query, (warc_file,)).fetchall()
        return int(end or 0)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of a listing."""
        found = self._connection.execute("SELECT etag, last_modified FROM listings WHERE url = ?", (url,)).fetchone()
        return (found[0], found[1]) if found else (None, None)

    def save_validators(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Keeps what makes the next request for a listing conditional."""
        self._connection.execute("REPLACE INTO listings VALUES (?, ?, ?)", (url, etag, last_modified))


def _column(spec: Any) -> str:
    return f'"{spec.name}" {_SQLITE[spec.python_type]}'


def _ddl(record: type[RawRecord]) -> str:
    keys = ", ".join(f'"{c.name}"' for c in columns(record) if c.key)
    listed = ", ".join(_column(c) for c in columns(record))
    return f"CREATE TABLE IF NOT EXISTS {record.table} ({listed}, PRIMARY KEY ({keys})) STRICT"


def _stored(value: Any) -> Any:
    if isinstance(value, dt.date):  # a moment is a day, too
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _readers(record: type[RawRecord]) -> dict[str, Any]:
    """Column name to what makes its value from what SQLite keeps."""
    readers: dict[str, Any] = {}
    for name, hint in typing.get_type_hints(record).items():
        if name == "table":
            continue
        [kind] = [part for part in (typing.get_args(hint) or (hint,)) if part is not type(None)]
        readers[name] = kind.fromisoformat if issubclass(kind, dt.date) else kind
    return readers
