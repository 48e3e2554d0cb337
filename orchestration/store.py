"""The working DuckDB file: the only place where Python writes it.

Tables of schema `raw` from the contract, short connections, one transaction per step of work, one writer at a time.
No reading of documents, no rules and no Dagster belong here; what dbt builds in the same file is dbt's own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import operator
import time
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from orchestration.contracts.codes import RejectionStage, SegmentKind
from orchestration.contracts.render import ddl, polars_schema
from orchestration.contracts.tables import (
    MENTION_TABLES,
    RAW_TABLES,
    WEB_TABLES,
    Archive,
    Article,
    ArticleSegment,
    Document,
    DocumentSource,
    Extraction,
    FetchAttempt,
    Location,
    PublishedMeeting,
    RawRecord,
    RegisteredChange,
    RegisteredPassage,
    RegisteredPersonAlias,
    RegisteredPersonPassage,
    RejectedDocument,
    WebCapture,
    WebPage,
    WebSource,
    WebVisit,
    columns,
)
from orchestration.ingest.documents import Finding, FoundDocument, Standing

Record = TypeVar("Record", bound=RawRecord)

#: What extraction writes for an article, and what reading and extraction write for a document.
EXTRACTED: tuple[type[RawRecord], ...] = (Extraction, *MENTION_TABLES)
DERIVED: tuple[type[RawRecord], ...] = (Article, ArticleSegment, *EXTRACTED)

SCAN_STAGES = (RejectionStage.READ, RejectionStage.MANIFEST)
READING_STAGES = (RejectionStage.DECODE, RejectionStage.ARTICLE, RejectionStage.LANGUAGE)

#: Columns of a document that decide how it is read.
_READ_BY = (
    *("source_name", "media_type", "source_url", "manifest_published", "manifest_publisher", "manifest_title"),
    "declared_charset",
)
#: What the places of a scan, in `found`, say of each document; of several, the first in order of location.
_DESCRIBED = """
    CREATE TEMP TABLE described AS
    SELECT
        document_id,
        arg_min(source_name, location) AS source_name,
        list(DISTINCT source_name) AS names,
        arg_min(media_type, location) AS media_type,
        arg_min(source_url, location) AS source_url,
        arg_min(published, location) AS manifest_published,
        arg_min(publisher, location) AS manifest_publisher,
        arg_min(title, location) AS manifest_title,
        arg_min(declared_charset, location) AS declared_charset,
        min(fetched_at) AS first_fetched_at,
        max(fetched_at) AS last_fetched_at
    FROM found GROUP BY document_id
"""

#: What a scan keeps in memory at a time: findings, and bytes of their contents.
BATCH = 1000
BATCH_BYTES = 32_000_000

#: Where the history tables are found in the published file.
_PUBLISHED_HISTORY: dict[type[RawRecord], str] = {
    RegisteredPassage: "SELECT * FROM published.main.meeting_registry",
    RegisteredChange: "SELECT * FROM published.main.fact_meeting_changes",
    PublishedMeeting: (
        "SELECT * REPLACE (coalesce(people, []) AS people) FROM (SELECT meeting_id, meeting_type, status, start_date, "
        "end_date, date_precision, location_id, venue, forum_id, duration_minutes "
        "FROM published.main.fact_meetings) LEFT JOIN (SELECT meeting_id, "
        "list(person_id ORDER BY person_id) AS people FROM published.main.bridge_meeting_people GROUP BY meeting_id) "
        "USING (meeting_id)"
    ),
}

#: The same of people, which older published files lack.
_PEOPLES_HISTORY: dict[type[RawRecord], str] = {
    RegisteredPersonPassage: "person_registry",
    RegisteredPersonAlias: "person_id_aliases",
}

#: An engine of its own may still be running when its parent was killed; DuckDB's lock on the file tells.
_ORPHAN_SECONDS = 60.0


class WarehouseBusyError(RuntimeError):
    """Another run holds the working file; the message says which file."""


@dataclasses.dataclass(frozen=True, slots=True)
class ScanChanges:
    """How a scan of the sources changed raw.documents, in documents."""

    added: int
    changed: int
    removed: int


class Store:
    """One working file.

    path: the DuckDB file; its folder is created by the first writer. lock_seconds: how long a writer waits for
    another one.
    """

    def __init__(self, path: Path, lock_seconds: float) -> None:
        self.path = path
        self._lock_seconds = lock_seconds

    # --- one writer at a time ---------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self, on_wait: Callable[[str], None]) -> Iterator[None]:
        """Excludes every other writer, in this machine's other processes too, and brings the tables up to date.

        A writer that holds it already may enter again. on_wait is told once when another writer has to be waited for.

        Raises:
            WarehouseBusyError: the other writer did not finish in time.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_suffix(".lock"), is_singleton=True, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(f"another run is writing {self.path.name}; waiting for up to {self._lock_seconds:.0f} s")
            try:
                lock.acquire(timeout=self._lock_seconds)
            except Timeout:
                raise WarehouseBusyError(f"another run is still writing {self.path}; try again later") from None
        try:
            self._bring_up_to_date()
            yield
        finally:
            lock.release()

    def is_being_written(self) -> bool:
        """Whether a writer holds the file now, this process included."""
        if not self.path.parent.is_dir():
            return False
        probe = FileLock(self.path.with_suffix(".lock"), thread_local=False)
        try:
            with probe.acquire(timeout=0):
                return False
        except Timeout:
            return True

    @contextlib.contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A short connection. Keep it no longer than one step of work, or dbt and others have to wait.

        Raises:
            WarehouseBusyError: some other process has the file open.
        """
        deadline = time.monotonic() + _ORPHAN_SECONDS
        while True:
            try:
                connection = duckdb.connect(self.path, config={"autoinstall_known_extensions": "false"})
                break
            except duckdb.IOException as error:
                if "lock" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise WarehouseBusyError(f"another program has {self.path} open; close it and try again") from error
                time.sleep(0.2)
        with contextlib.closing(connection):
            yield connection

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """All or nothing; whatever is written makes an earlier audit void."""
        with self.connect() as connection, _all_or_nothing(connection):
            yield connection

    # --- tables -----------------------------------------------------------------------------------------------

    def _bring_up_to_date(self) -> None:
        """Creates the tables; those that the contract now tells otherwise are dropped, with all that is read from them.

        They are filled again by the next run: documents are kept as long as the new table can take them.
        """
        wanted = _wanted_tables()
        with self.connect() as connection:
            connection.execute("CREATE SCHEMA IF NOT EXISTS raw; CREATE SCHEMA IF NOT EXISTS audit")
            connection.execute("CREATE TABLE IF NOT EXISTS audit.passed_builds (passed_at TIMESTAMP NOT NULL)")
            present = _tables(connection)
        if present == wanted:
            return
        outdated = {name for name, sql in present.items() if wanted.get(name) != sql}
        scanned = (Document, DocumentSource, Archive, RejectedDocument)
        for changed, read_from_it in (
            (scanned, (DocumentSource, Archive)),
            ((Article, ArticleSegment), DERIVED),
            (EXTRACTED, EXTRACTED),
            (WEB_TABLES, WEB_TABLES),
        ):
            if outdated & {record.table for record in changed}:
                outdated |= present.keys() & {record.table for record in read_from_it}
        with self._transaction() as connection:
            if Document.table in outdated:
                connection.execute("ALTER TABLE raw.documents RENAME TO old_documents")
            for name in sorted(outdated - {Document.table}):
                connection.execute(f'DROP TABLE raw."{name}"')
            for record in RAW_TABLES:
                connection.execute(ddl(record))
            if Document.table in outdated:
                required = {c.name for c in columns(Document) if not c.nullable}
                old = {name for name, *_ in connection.execute("DESCRIBE raw.old_documents").fetchall()}
                if required <= old:
                    kept = ", ".join(c.name for c in columns(Document) if c.name in old)
                    connection.execute(f"INSERT INTO raw.documents BY NAME SELECT {kept} FROM raw.old_documents")
                connection.execute("DROP TABLE raw.old_documents")

    # --- sources ----------------------------------------------------------------------------------------------

    def source_names(self, document_ids: Collection[str] | None = None) -> dict[str, str]:
        """document_id to source name, of the documents given or of all."""
        query = "SELECT document_id, source_name FROM raw.documents"
        with self.connect() as connection:
            if document_ids is None:
                return dict(connection.execute(query).fetchall())
            given = f"{query} WHERE document_id IN (SELECT unnest(?))"
            return dict(connection.execute(given, [list(document_ids)]).fetchall())

    def save_scan(self, findings: Iterable[Finding], now: dt.datetime) -> ScanChanges:
        """Makes raw.documents hold exactly what was found; drops what was read from documents gone or described anew.

        Contents are written as they come, some megabytes at a time, so that memory stays the same however many there
        are; what they are called, and what is gone, is settled at the end, all or nothing.

        now: UTC time of this run, without a zone.
        """
        rejected: list[RejectedDocument] = []
        archives: list[Archive] = []
        standing: list[str] = []
        with self.connect() as connection:
            connection.execute("CREATE TEMP TABLE found AS FROM raw.document_sources LIMIT 0")
            connection.execute("CREATE TEMP TABLE added (document_id VARCHAR)")
            for batch in _batches(findings):
                for finding in batch:
                    if isinstance(finding, RejectedDocument):
                        rejected.append(finding)
                    elif isinstance(finding, Archive):
                        archives.append(finding)
                    elif isinstance(finding, Standing):
                        standing.append(finding.name)
                _save_found(connection, [f for f in batch if isinstance(f, FoundDocument)], now)
            with _all_or_nothing(connection):
                return self._settle(connection, standing, archives, rejected)

    def _settle(
        self,
        connection: duckdb.DuckDBPyConnection,
        standing: Sequence[str],
        archives: Sequence[Archive],
        rejected: Sequence[RejectedDocument],
    ) -> ScanChanges:
        """What the places that were found, in `found`, and those that stand make of the documents."""
        connection.execute("CREATE TEMP TABLE standing AS SELECT unnest(?::VARCHAR[]) AS name", [standing])
        _settle_sources(connection)
        _settle_archives(connection, archives)
        connection.execute(_DESCRIBED)
        gone = _ids(connection, "SELECT document_id FROM raw.documents ANTI JOIN described USING (document_id)")
        added = _ids(connection, "FROM added")
        fresh = added | _read_anew(connection)
        _describe_documents(connection)
        _delete(connection, DERIVED, fresh | gone)
        _delete(connection, (Document,), gone)
        _delete(connection, (RejectedDocument,), fresh | gone)
        self._replace_rejected(connection, SCAN_STAGES, None, rejected, standing=True)
        connection.execute("DROP TABLE standing; DROP TABLE described")
        return ScanChanges(added=len(added), changed=len(fresh - added), removed=len(gone))

    # --- the web ----------------------------------------------------------------------------------------------

    def save_web_sources(self, sources: Sequence[WebSource]) -> None:
        """Replaces the list of sources."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM raw.web_sources")
            _insert(connection, WebSource, frame(WebSource, sources))

    def save_visits(
        self,
        visits: Sequence[WebVisit],
        attempts: Sequence[FetchAttempt],
        pages: Sequence[WebPage],
        captures: Sequence[WebCapture],
    ) -> None:
        """Replaces the visits given with all that they asked for and stored, and what is known of the pages given."""
        ids = [v.visit_id for v in visits]
        with self._transaction() as connection:
            for record, rows in ((WebVisit, visits), (FetchAttempt, attempts), (WebCapture, captures)):
                connection.execute(f"DELETE FROM raw.{record.table} WHERE visit_id IN (SELECT unnest(?))", [ids])
                _insert(connection, record, frame(record, rows))
            known = frame(WebPage, pages)
            connection.register("known_pages", known)
            connection.execute(
                "DELETE FROM raw.web_pages WHERE (source_id, url) IN (SELECT (source_id, url) FROM known_pages)"
            )
            _insert(connection, WebPage, known)

    # --- reading ----------------------------------------------------------------------------------------------

    def unread_documents(self, version: str) -> list[str]:
        """Ids of documents that this version has neither read nor rejected, in order of source name."""
        with self.connect() as connection:
            found = connection.execute(
                """
                SELECT document_id FROM raw.documents AS d
                WHERE NOT EXISTS (
                    FROM raw.articles AS a WHERE a.document_id = d.document_id AND a.reader_version = $version
                ) AND NOT EXISTS (
                    FROM raw.rejected_documents AS r
                    WHERE r.document_id = d.document_id AND r.reader_version = $version
                        AND list_contains($stages, r.stage)
                )
                ORDER BY source_name
                """,
                {"version": version, "stages": [str(s) for s in READING_STAGES]},
            ).fetchall()
        return [document_id for (document_id,) in found]

    def save_articles(
        self,
        document_ids: Collection[str],
        articles: Sequence[Article],
        segments: Sequence[ArticleSegment],
        rejected: Sequence[RejectedDocument],
    ) -> None:
        """Replaces what was read from the documents given; their mentions go with it and are extracted again."""
        with self._transaction() as connection:
            _delete(connection, DERIVED, document_ids)
            _insert(connection, Article, frame(Article, articles))
            _insert(connection, ArticleSegment, frame(ArticleSegment, segments))
            self._replace_rejected(connection, READING_STAGES, document_ids, rejected)
            self._replace_rejected(connection, (RejectionStage.EXTRACT,), document_ids, ())

    def article_texts(self) -> Iterator[tuple[str, str]]:
        """document_id and the article's own text: title and body, without what stands beside them. In order of id."""
        with self.connect() as connection:
            found = connection.execute(
                """
                SELECT document_id, string_agg(substr(text, char_start + 1, char_end - char_start), chr(10)
                    ORDER BY segment_no)
                FROM raw.articles JOIN raw.article_segments USING (document_id)
                WHERE list_contains($kinds, segment_kind)
                GROUP BY document_id ORDER BY document_id
                """,
                {"kinds": [str(SegmentKind.TITLE), str(SegmentKind.BODY)]},
            )
            while rows := found.fetchmany(BATCH):
                yield from rows

    def mark_versions(self) -> int:
        """Says of each article whether a newer version of the same story was fetched; returns how many changed.

        Versions share a canonical address, and either the address that they were fetched from or most of their text:
        some sites give all their pages one canonical address. The one that was last fetched is current.
        """
        with self._transaction() as connection:
            updated = connection.execute(
                """
                UPDATE raw.articles SET is_current_version = NOT is_superseded FROM (
                    WITH versions AS (
                        SELECT
                            articles.document_id,
                            canonical_url,
                            near_duplicate_group,
                            documents.source_url,
                            row_number() OVER (
                                PARTITION BY canonical_url
                                ORDER BY last_fetched_at DESC NULLS LAST, first_seen_at DESC, articles.document_id
                            ) AS age
                        FROM raw.articles JOIN raw.documents USING (document_id)
                    )
                    SELECT versions.document_id, bool_or(newer.document_id IS NOT NULL) AS is_superseded
                    FROM versions LEFT JOIN versions AS newer
                        ON versions.canonical_url = newer.canonical_url AND newer.age < versions.age
                        AND (versions.source_url = newer.source_url
                            OR versions.near_duplicate_group = newer.near_duplicate_group)
                    GROUP BY versions.document_id
                ) AS told
                WHERE articles.document_id = told.document_id AND is_current_version = is_superseded
                """
            ).fetchone()
        return int(updated[0]) if updated else 0

    def save_duplicate_groups(self, groups: Mapping[str, str]) -> int:
        """Sets articles' near-duplicate groups; returns the number of articles whose group changed."""
        incoming = pl.DataFrame(
            {"document_id": list(groups.keys()), "near_duplicate_group": list(groups.values())},
            schema={"document_id": pl.String, "near_duplicate_group": pl.String},
        )
        with self._transaction() as connection:
            connection.register("incoming", incoming)
            updated = connection.execute(
                """
                UPDATE raw.articles SET near_duplicate_group = incoming.near_duplicate_group FROM incoming
                WHERE articles.document_id = incoming.document_id
                    AND articles.near_duplicate_group <> incoming.near_duplicate_group
                """
            ).fetchone()
        return int(updated[0]) if updated else 0

    # --- extraction -------------------------------------------------------------------------------------------

    def unextracted_articles(self, version: str) -> list[str]:
        """Ids of articles that this version has neither extracted nor given up, in order of id."""
        with self.connect() as connection:
            found = connection.execute(
                """
                SELECT document_id FROM raw.articles AS a
                WHERE NOT EXISTS (
                    FROM raw.extractions AS e WHERE e.document_id = a.document_id AND e.extractor_version = $version
                ) AND NOT EXISTS (
                    FROM raw.rejected_documents AS r
                    WHERE r.document_id = a.document_id AND r.reader_version = $version AND r.stage = $stage
                )
                ORDER BY document_id
                """,
                {"version": version, "stage": str(RejectionStage.EXTRACT)},
            ).fetchall()
        return [document_id for (document_id,) in found]

    def save_mentions(
        self,
        document_ids: Collection[str],
        extractions: Sequence[Extraction],
        mentions: Sequence[RawRecord],
        rejected: Sequence[RejectedDocument],
    ) -> None:
        """Replaces what was extracted from the articles given. mentions: records of any of MENTION_TABLES."""
        with self._transaction() as connection:
            _delete(connection, EXTRACTED, document_ids)
            _insert(connection, Extraction, frame(Extraction, extractions))
            for record in MENTION_TABLES:
                _insert(connection, record, frame(record, [m for m in mentions if type(m) is record]))
            self._replace_rejected(connection, (RejectionStage.EXTRACT,), document_ids, rejected)

    def save_locations(self, locations: Sequence[Location]) -> None:
        """Replaces the gazetteer."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM raw.locations")
            _insert(connection, Location, frame(Location, locations))

    # --- history ----------------------------------------------------------------------------------------------

    def recall_history(self, published: Path) -> bool:
        """Makes the history tables hold what `published` says: ids given, changes told, meetings as they were.

        What was published is the only truth about it: a build that fails or is never published leaves no trace, and a
        working file that was lost finds its ids again. Without a published file, or with one that is older than the
        tables, they stay as they are. Returns whether they were filled. An audit stays valid: what the marts were
        built from and what they say of it differ only in what has since been published.
        """
        if not published.is_file():
            return False
        with self.connect() as connection:
            connection.execute(f"ATTACH {_literal(str(published))} AS published (READ_ONLY)")
            try:
                return recall_history(connection)
            finally:
                connection.execute("DETACH published")

    # --- audit ------------------------------------------------------------------------------------------------

    def forget_audit(self) -> None:
        """Says that the marts are about to change."""
        with self._transaction():
            pass

    def record_audit(self, now: dt.datetime) -> None:
        """Says that all marts were built from what is in `raw` now, and that every test passed."""
        with self.connect() as connection:
            connection.execute("DELETE FROM audit.passed_builds; INSERT INTO audit.passed_builds VALUES (?)", [now])

    def audited_at(self) -> dt.datetime | None:
        """UTC time of the build that passed every test, or None when something was written since."""
        with self.connect() as connection:
            row = connection.execute("SELECT max(passed_at) FROM audit.passed_builds").fetchone()
        return typing.cast("dt.datetime | None", row[0] if row else None)

    # --- rows -------------------------------------------------------------------------------------------------

    def rows(self, record: type[Record], document_ids: Collection[str] | None = None) -> list[Record]:
        """The rows of the documents given, or all rows, in order of key."""
        names = [c.name for c in columns(record)]
        order = ", ".join(c.name for c in columns(record) if c.key)
        query = f"SELECT {', '.join(names)} FROM raw.{record.table}"
        parameters: list[list[str]] = []
        if document_ids is not None:
            query += " WHERE document_id IN (SELECT unnest(?))"
            parameters.append(sorted(document_ids))
        with self.connect() as connection:
            found = connection.execute(f"{query} ORDER BY {order}", parameters).fetchall()
        codes = _codes(record)
        return [
            record(**{n: codes[n](v) if n in codes and v is not None else v for n, v in zip(names, row, strict=True)})
            for row in found
        ]

    def count(self, record: type[RawRecord]) -> int:
        """Number of rows."""
        with self.connect() as connection:
            row = connection.execute(f"SELECT count(*) FROM raw.{record.table}").fetchone()
        return int(row[0]) if row else 0

    def preview(self, record: type[RawRecord], limit: int) -> pl.DataFrame:
        """The first rows in order of key; bytes are told by their length."""
        shown = ", ".join(
            f"octet_length({c.name}) AS {c.name}" if c.python_type is bytes else c.name for c in columns(record)
        )
        order = ", ".join(c.name for c in columns(record) if c.key)
        with self.connect() as connection:
            query = f"SELECT {shown} FROM raw.{record.table} ORDER BY {order} LIMIT {limit:d}"
            return typing.cast("pl.DataFrame", connection.sql(query).pl())

    def _replace_rejected(
        self,
        connection: duckdb.DuckDBPyConnection,
        stages: Sequence[RejectionStage],
        document_ids: Collection[str] | None,
        rejected: Sequence[RejectedDocument],
        *,
        standing: bool = False,
    ) -> None:
        """Replaces the rejections of the stages (and documents) given; one that stands keeps its first date.

        standing: leaves alone those of records in archives that a table `standing` names.
        """
        where = "list_contains($stages, stage)"
        if standing:
            where += " AND NOT EXISTS (FROM standing WHERE starts_with(source_name, name || '#'))"
        parameters: dict[str, Any] = {"stages": [str(s) for s in stages]}
        if document_ids is not None:
            where += " AND document_id IN (SELECT unnest($ids))"
            parameters["ids"] = sorted(document_ids)
        deleted = connection.execute(
            f"DELETE FROM raw.rejected_documents WHERE {where} "
            "RETURNING source_name, stage, reason_code, document_id, first_rejected_at",
            parameters,
        ).fetchall()
        first = {tuple(known): at for *known, at in deleted}
        kept = [
            dataclasses.replace(
                r,
                first_rejected_at=first.get(
                    (r.source_name, r.stage, r.reason_code, r.document_id), r.first_rejected_at
                ),
            )
            for r in rejected
        ]
        _insert(connection, RejectedDocument, frame(RejectedDocument, kept))


@contextlib.contextmanager
def _all_or_nothing(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction; whatever is written makes an earlier audit void."""
    connection.begin()
    try:
        yield
        connection.execute("DELETE FROM audit.passed_builds")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _batches(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings in order, some megabytes at a time."""
    batch: list[Finding] = []
    size = 0
    for finding in findings:
        batch.append(finding)
        size += len(finding.content) if isinstance(finding, FoundDocument) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    yield batch


def _save_found(connection: duckdb.DuckDBPyConnection, found: Sequence[FoundDocument], now: dt.datetime) -> None:
    """Remembers where documents were found, and keeps the contents that are not there yet."""
    if not found:
        return
    sources = frame(DocumentSource, [f.source for f in found])
    contents = pl.DataFrame(
        {
            "document_id": [f.source.document_id for f in found],
            "content": [f.content for f in found],
            "byte_size": [len(f.content) for f in found],
        }
    ).unique("document_id", keep="first", maintain_order=True)
    with _all_or_nothing(connection):
        connection.register("sources", sources)
        connection.register("contents", contents)
        connection.execute("INSERT INTO found BY NAME FROM sources")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE new_contents AS FROM contents ANTI JOIN raw.documents USING (document_id)"
        )
        connection.execute(
            """
            INSERT INTO raw.documents BY NAME
            SELECT document_id, content, byte_size, '' AS source_name, [] AS other_source_names,
                '' AS media_type, $now AS first_seen_at
            FROM new_contents
            """,
            {"now": now},
        )
        connection.execute("INSERT INTO added SELECT document_id FROM new_contents")
        connection.unregister("sources")
        connection.unregister("contents")


def _settle_sources(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes raw.document_sources the places in `found`, to which those come that stand, unchanged."""
    connection.execute(
        """
        INSERT INTO found SELECT DISTINCT sources.* FROM raw.document_sources AS sources JOIN standing
        ON coalesce(archive, location) = name OR starts_with(coalesce(archive, location), name || '/')
        """
    )
    connection.execute("DELETE FROM raw.document_sources; INSERT INTO raw.document_sources FROM found")


def _settle_archives(connection: duckdb.DuckDBPyConnection, archives: Sequence[Archive]) -> None:
    """Makes raw.archives those that were read in this scan, beside those that stand."""
    connection.execute(
        """
        DELETE FROM raw.archives WHERE NOT EXISTS (
            FROM standing WHERE archive = name OR starts_with(archive, name || '/')
        )
        """
    )
    _insert(connection, Archive, frame(Archive, archives))


def _read_anew(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Documents that are `described` in another way than before.

    Further names, and a further fetch of what it was, tell nothing that would have to be read.
    """
    changed = " OR ".join(f"documents.{name} IS DISTINCT FROM described.{name}" for name in _READ_BY)
    query = f"SELECT document_id FROM raw.documents JOIN described USING (document_id) WHERE {changed}"
    return _ids(connection, query)


def _describe_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives raw.documents what is told of them in `described`; rows that say it already are not touched."""
    told = (*_READ_BY, "first_fetched_at", "last_fetched_at")
    connection.execute(
        f"""
        UPDATE raw.documents SET {", ".join(f"{name} = described.{name}" for name in told)} FROM described
        WHERE documents.document_id = described.document_id
            AND ({" OR ".join(f"documents.{name} IS DISTINCT FROM described.{name}" for name in told)})
        """
    )
    connection.execute(
        """
        UPDATE raw.documents SET other_source_names = others FROM (
            SELECT document_id, list_sort(list_filter(names, lambda name: name <> source_name)) AS others
            FROM described
        ) AS named
        WHERE documents.document_id = named.document_id AND documents.other_source_names <> others
        """
    )


def frame(record: type[Record], rows: Sequence[Record]) -> pl.DataFrame:
    """Records as a frame that has the columns and types of their table."""
    schema = polars_schema(record)
    return pl.DataFrame(list(map(operator.attrgetter(*schema.names()), rows)), schema=schema, orient="row")


def _insert(connection: duckdb.DuckDBPyConnection, record: type[RawRecord], rows: pl.DataFrame) -> None:
    if rows.is_empty():
        return
    connection.register("rows_to_insert", rows)
    connection.execute(f"INSERT INTO raw.{record.table} BY NAME SELECT * FROM rows_to_insert")
    connection.unregister("rows_to_insert")


def _delete(
    connection: duckdb.DuckDBPyConnection, records: Sequence[type[RawRecord]], document_ids: Collection[str]
) -> None:
    if document_ids:
        for record in records:
            connection.execute(
                f"DELETE FROM raw.{record.table} WHERE document_id IN (SELECT unnest(?))", [sorted(document_ids)]
            )


def recall_history(connection: duckdb.DuckDBPyConnection) -> bool:
    """Fills the history tables from the published file, attached as `published`; returns whether it holds any.

    Those of people are filled as soon as the published file has them.
    """
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'published'"
    there = {name for (name,) in connection.execute(query).fetchall()}
    if not {"meeting_registry", "fact_meeting_changes"} <= there:
        return False
    people = {r: f"SELECT * FROM published.main.{mart}" for r, mart in _PEOPLES_HISTORY.items() if mart in there}
    connection.begin()
    for record, query in (_PUBLISHED_HISTORY | people).items():
        connection.execute(f"DELETE FROM raw.{record.table}")
        connection.execute(f"INSERT INTO raw.{record.table} BY NAME {query}")
    connection.commit()
    return True


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _ids(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    return {document_id for (document_id,) in connection.execute(query).fetchall()}


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Table name to the definition as DuckDB itself writes it, for schema `raw`."""
    return dict(
        connection.execute(
            "SELECT table_name, sql FROM duckdb_tables() "
            "WHERE schema_name = 'raw' AND database_name = current_database()"
        ).fetchall()
    )


@functools.cache
def _wanted_tables() -> dict[str, str]:
    with contextlib.closing(duckdb.connect()) as connection:
        connection.execute("CREATE SCHEMA raw")
        for record in RAW_TABLES:
            connection.execute(ddl(record))
        return _tables(connection)


def _codes(record: type[RawRecord]) -> dict[str, type[StrEnum]]:
    """Column name to the code list of its values."""
    codes = {}
    for name, hint in typing.get_type_hints(record).items():
        for part in typing.get_args(hint) or (hint,):
            if isinstance(part, type) and issubclass(part, StrEnum):
                codes[name] = part
    return codes
