"""Hand-made rows of schema `raw` for tests of dbt and of publishing: what the Python stations would have written.

Builds records of the contract and writes them with the contract's DDL; knows nothing of how articles are read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.codes import (
    CandidateRejection,
    DateBasis,
    DatePrecision,
    Language,
    LocationBasis,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
    PersonResolution,
    PublishedBasis,
    RejectionStage,
    SegmentKind,
)
from orchestration.contracts.render import ddl
from orchestration.contracts.tables import (
    HISTORY_TABLES,
    RAW_TABLES,
    Article,
    ArticleSegment,
    Document,
    Extraction,
    Location,
    MeetingMention,
    MeetingParticipant,
    MeetingTopic,
    PersonMention,
    RawRecord,
    RejectedDocument,
    RejectedMention,
    ReportedMeeting,
)

VERSION = "test"
SEEN = dt.datetime(2025, 12, 10, 8, 0, tzinfo=dt.UTC).replace(tzinfo=None)  # DuckDB's TIMESTAMP has no zone


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def day(text: str | None) -> dt.date | None:
    """An ISO date, or None."""
    return None if text is None else dt.date.fromisoformat(text)


class RawRows:
    """Rows of all raw tables, added article by article."""

    def __init__(self) -> None:
        self.records: list[RawRecord] = [
            Location("in", None, "IN", "India", None, None, None),
            Location("in-new-delhi", "New Delhi", "IN", "India", 1261481, 28.61, 77.21),
            Location("ru", None, "RU", "Russia", None, None, None),
            Location("ru-moscow", "Moscow", "RU", "Russia", 524901, 55.75, 37.62),
            Location("cn-tianjin", "Tianjin", "CN", "China", 1792947, 39.14, 117.18),
        ]

    def article(
        self, name: str, published: str | None = None, *, title: str | None = "Title", same_text_as: str | None = None
    ) -> str:
        """Add a document with its article; returns the document_id."""
        content = f"text of {name}"
        document_id = _hash(name)
        self.records += [
            Document(document_id, name, [], "text/plain", len(content), content.encode(), None, None, None, None, SEEN),
            Article(
                document_id=document_id,
                language=Language.HI,
                title=title,
                publisher=None,
                agency=None,
                source_url=None,
                dateline_place=None,
                published_date=day(published),
                published_basis=PublishedBasis.DATELINE if published else PublishedBasis.NONE,
                anchor_start=day(published),
                anchor_end=day(published),
                encoding="utf-8",
                text=content,
                near_duplicate_group=_hash(same_text_as or name),
                reader_version=VERSION,
            ),
            ArticleSegment(document_id, 1, SegmentKind.BODY, None, 0, len(content)),
            Extraction(document_id, VERSION, SEEN),
        ]
        return document_id

    def meeting(
        self,
        document_id: str,
        no: int,
        people: list[tuple[str, str]],
        dates: tuple[str | None, str | None] = (None, None),
        precision: str = "day",
        *,
        meeting_type: str = "bilateral_meeting",
        status: str = "held",
        roles: list[tuple[str, str]] | None = None,
        topics: tuple[str, ...] = (),
        quote: str = "a passage",
        char_start: int = 0,
        **attributes: Any,
    ) -> str:
        """Add a meeting as `document_id` reports it: people are (side, person_id), roles are (side, role_id)."""
        meeting_id = _hash(document_id, no)
        place = attributes.get("location_id")
        values: dict[str, Any] = {
            "reported_meeting_id": meeting_id,
            "document_id": document_id,
            "meeting_type": MeetingType(meeting_type),
            "status": MeetingStatus(status),
            "start_date": day(dates[0]),
            "end_date": day(dates[1]),
            "date_precision": DatePrecision(precision),
            "date_basis": DateBasis.NONE if precision == "unknown" else DateBasis.EXPLICIT,
            "date_phrase": None,
            "location_id": None,
            "location_basis": LocationBasis.EXPLICIT if place else LocationBasis.NONE,
            "venue": None,
            "forum_id": None,
            "duration_minutes": None,
            "confidence": 0.8,
            "extractor_version": VERSION,
        }
        self.records.append(ReportedMeeting(**(values | attributes)))
        self.records.append(
            MeetingMention(
                _hash(meeting_id, "mention"),
                meeting_id,
                document_id,
                MeetingStatus(status),
                quote,
                char_start,
                char_start + len(quote),
                "met",
                "test.met",
                0.8,
                VERSION,
            )
        )
        parties: list[tuple[str, str | None, str | None]] = [(side, person, None) for side, person in people]
        parties += [(side, None, role) for side, role in roles or []]
        for place_no, (side, person, role) in enumerate(parties, start=1):
            self.records.append(
                MeetingParticipant(
                    meeting_id, place_no, document_id, person, side, role, None, ParticipantBasis.NAMED, 0, 1, VERSION
                )
            )
        for topic in topics:
            self.records.append(MeetingTopic(meeting_id, topic, 0, 1, document_id, topic, 0.9, VERSION))
        return meeting_id

    def person(self, document_id: str, person_id: str, full_name: str, country: str | None, *, curated: bool) -> None:
        """Add a passage that names a person."""
        self.records.append(
            PersonMention(
                mention_id=_hash(document_id, person_id, len(self.records)),
                document_id=document_id,
                person_id=person_id,
                full_name=full_name,
                full_name_hi=None,
                full_name_ru=None,
                country_code=country,
                is_curated=curated,
                resolution=PersonResolution.FULL_NAME if curated else PersonResolution.PROVISIONAL,
                role_id=None,
                title_as_reported=None,
                surface=full_name,
                char_start=0,
                char_end=len(full_name),
                extractor_version=VERSION,
            )
        )

    def rejections(self, document_id: str) -> None:
        """Add a passage that is no meeting, and an input that could not be read."""
        self.records += [
            RejectedMention(
                _hash("rejected"),
                document_id,
                CandidateRejection.THIRD_COUNTRY,
                "Putin met Xi",
                0,
                12,
                "met",
                "Xi",
                VERSION,
            ),
            RejectedDocument(
                "[b]broken[/b].txt", RejectionStage.DECODE, "binary", "It is a binary.", 3, None, SEEN, VERSION
            ),
        ]

    def write(self, path: Path) -> None:
        """Create schema `raw` in the DuckDB file at `path` and fill it."""
        with duckdb.connect(str(path)) as con:
            con.execute("CREATE SCHEMA IF NOT EXISTS raw")
            for record in RAW_TABLES:
                con.execute(ddl(record))
            self.fill(con)

    def fill(self, con: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None = None) -> None:
        """Make the raw tables hold exactly these rows, of the documents given where any are; history stays."""
        for record in RAW_TABLES:
            if record in HISTORY_TABLES:
                continue
            con.execute(f"DELETE FROM raw.{record.table}")
            rows = [
                [getattr(r, f.name) for f in dataclasses.fields(r)]  # type: ignore[arg-type]
                for r in self.records
                if type(r) is record
                and (document_ids is None or getattr(r, "document_id", None) in {None, *document_ids})
            ]
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                con.executemany(f"INSERT INTO raw.{record.table} VALUES ({marks})", rows)
