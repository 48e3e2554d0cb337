"""One typed record per table of schema `raw`: what Python writes and dbt's staging models read.

A record is a frozen dataclass; each field is annotated with `Column`. From these come the DuckDB DDL, the polars
schema and dbt's sources YAML (`render.py`); a test fails when one of them moves alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from orchestration.contracts.codes import (
    CandidateRejection,
    ChangeCause,
    ChangeType,
    DateBasis,
    DatePrecision,
    FetchOutcome,
    FetchPurpose,
    Language,
    LocationBasis,
    MeetingStatus,
    MeetingType,
    PageState,
    ParticipantBasis,
    PersonResolution,
    PublishedBasis,
    RejectionStage,
    SegmentKind,
    SourceKind,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """What is promised of one column.

    description: one line; key: part of the primary key; references: "table.column" it must be found in.
    """

    description: str
    key: bool = False
    references: str | None = None


DUCKDB_TYPES: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    bytes: "BLOB",
    dt.date: "DATE",
    dt.datetime: "TIMESTAMP",
    list[str]: "VARCHAR[]",
}


@dataclasses.dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column as databases see it."""

    name: str
    duckdb_type: str
    python_type: Any
    nullable: bool
    description: str
    key: bool
    references: str | None
    accepted_values: tuple[str, ...] | None


class RawRecord:
    """Base of all records; `table` is the name in schema `raw`."""

    table: ClassVar[str]


def columns(record: type[RawRecord]) -> list[ColumnSpec]:
    """The columns of a record's table, in order.

    Raises:
        TypeError: a field is not annotated with `Column`, or has a type with no DuckDB counterpart.
    """
    specs = []
    for name, hint in typing.get_type_hints(record, include_extras=True).items():
        if name == "table":
            continue
        if typing.get_origin(hint) is not Annotated:
            raise TypeError(f"{record.__name__}.{name} is not annotated with Column")
        python_type, column = typing.get_args(hint)[:2]
        nullable = False
        if isinstance(python_type, types.UnionType):
            python_type = next(t for t in typing.get_args(python_type) if t is not type(None))
            nullable = True
        accepted = None
        if isinstance(python_type, type) and issubclass(python_type, StrEnum):
            accepted, python_type = tuple(member.value for member in python_type), str
        if python_type not in DUCKDB_TYPES:
            raise TypeError(f"{record.__name__}.{name}: no DuckDB type for {python_type}")
        specs.append(
            ColumnSpec(
                name,
                DUCKDB_TYPES[python_type],
                python_type,
                nullable,
                column.description,
                column.key,
                column.references,
                accepted,
            )
        )
    return specs


@dataclasses.dataclass(frozen=True, slots=True)
class Document(RawRecord):
    """One row per distinct content now present in the sources; bytes kept so that any extraction can be repeated."""

    table = "documents"
    document_id: Annotated[str, Column("sha256 of the content, hex", key=True)]
    source_name: Annotated[str, Column("first of its names: file, archive and record, or URL of a fetched page")]
    other_source_names: Annotated[list[str], Column("further names under which the same content was found")]
    media_type: Annotated[str, Column("text/plain or text/html")]
    byte_size: Annotated[int, Column("size of the content in bytes")]
    content: Annotated[bytes, Column("the content as it came in")]
    source_url: Annotated[str | None, Column("URL given by the manifest or the archive")]
    manifest_published: Annotated[dt.date | None, Column("publication date given by the manifest or the archive")]
    manifest_publisher: Annotated[str | None, Column("publisher given by the manifest or the archive")]
    manifest_title: Annotated[str | None, Column("title given by the manifest or the archive")]
    first_seen_at: Annotated[dt.datetime, Column("UTC time of the run that first saw this content")]
    declared_charset: Annotated[str | None, Column("charset that the web server declared")] = None
    first_fetched_at: Annotated[dt.datetime | None, Column("UTC time at which it was first fetched, where told")] = None
    last_fetched_at: Annotated[dt.datetime | None, Column("UTC time at which it was last fetched, where told")] = None


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentSource(RawRecord):
    """One row per file, or record of an archive, that a document was found in."""

    table = "document_sources"
    location: Annotated[str, Column("file relative to the source folder, or archive # place of its record", key=True)]
    document_id: Annotated[str, Column("what was found there", references="documents.document_id")]
    source_name: Annotated[str, Column("the location, or the URL of a page that this project fetched")]
    archive: Annotated[str | None, Column("archive that holds it", references="archives.archive")]
    media_type: Annotated[str, Column("text/plain or text/html")]
    source_url: Annotated[str | None, Column("URL given by the manifest or the archive")]
    published: Annotated[dt.date | None, Column("publication date given by the manifest or the archive")]
    publisher: Annotated[str | None, Column("publisher given by the manifest or the archive")]
    title: Annotated[str | None, Column("title given by the manifest or the archive")]
    declared_charset: Annotated[str | None, Column("charset that the web server declared")]
    fetched_at: Annotated[dt.datetime | None, Column("UTC time at which it was fetched, where told")]


@dataclasses.dataclass(frozen=True, slots=True)
class Archive(RawRecord):
    """One row per web archive or dump now present in the sources: what was in it, and how much of it is not read."""

    table = "archives"
    archive: Annotated[str, Column("file relative to the source folder; web: before those of fetched pages", key=True)]
    byte_size: Annotated[int, Column("size of the file in bytes")]
    modified_at: Annotated[dt.datetime, Column("UTC time of the file's last change")]
    records: Annotated[int, Column("records seen, of any kind")]
    pages: Annotated[int, Column("records that hold a page or a text")]
    irrelevant: Annotated[int, Column("pages dropped unread, since they do not name both sides")]
    refused: Annotated[int, Column("records that cannot be read; each is in rejected_documents")]
    reader_version: Annotated[str, Column("hash of the code that read it and of the names that tell relevance")]
    read_at: Annotated[dt.datetime, Column("UTC time of the run that read it")]


@dataclasses.dataclass(frozen=True, slots=True)
class RejectedDocument(RawRecord):
    """One row per input that could not be read, with the reason a person can act on."""

    table = "rejected_documents"
    source_name: Annotated[
        str, Column("file name relative to the source folder, record of an archive, or URL", key=True)
    ]
    stage: Annotated[RejectionStage, Column("station at which it was rejected", key=True)]
    reason_code: Annotated[str, Column("short stable code, e.g. empty, binary, too_large, undecodable")]
    reason: Annotated[str, Column("one sentence for a person")]
    byte_size: Annotated[int | None, Column("size in bytes, where known")]
    document_id: Annotated[str | None, Column("sha256 of the content, where it could be read", key=True)]
    first_rejected_at: Annotated[dt.datetime, Column("UTC time of the run that first rejected it so")]
    reader_version: Annotated[str | None, Column("hash of what rejected it; null where it was not read")] = None


@dataclasses.dataclass(frozen=True, slots=True)
class Article(RawRecord):
    """One row per document that holds an article: its text whole; `article_segments` tell which parts count."""

    table = "articles"
    document_id: Annotated[str, Column("document that it was read from", key=True, references="documents.document_id")]
    language: Annotated[Language, Column("main language of the body")]
    title: Annotated[str | None, Column("title, or null where the document has none")]
    publisher: Annotated[str | None, Column("publisher, from the manifest or the page")]
    agency: Annotated[str | None, Column("news agency credited, e.g. PTI, ANI, TASS")]
    source_url: Annotated[str | None, Column("URL from the manifest or the page's canonical link")]
    dateline_place: Annotated[str | None, Column("place named in the dateline, as written")]
    published_date: Annotated[dt.date | None, Column("publication date, where it can be told")]
    published_basis: Annotated[PublishedBasis, Column("how the publication date was found")]
    anchor_start: Annotated[dt.date | None, Column("first day on which the article can have been written")]
    anchor_end: Annotated[dt.date | None, Column("last day on which the article can have been written")]
    encoding: Annotated[str, Column("character encoding that the bytes were decoded with")]
    text: Annotated[str, Column("text that all character offsets point into")]
    near_duplicate_group: Annotated[str, Column("smallest document_id among near-identical texts; its own where alone")]
    reader_version: Annotated[str, Column("hash of the code, rules and reference data that read it")]
    author: Annotated[str | None, Column("who wrote it, as the page states")] = None
    canonical_url: Annotated[str | None, Column("address in one spelling, under which versions of a story meet")] = None
    is_current_version: Annotated[bool, Column("false where a newer version of the same address was fetched")] = True


@dataclasses.dataclass(frozen=True, slots=True)
class ArticleSegment(RawRecord):
    """Stretches of an article's text by kind, in order and without overlap; what is in none is blank."""

    table = "article_segments"
    document_id: Annotated[str, Column("article", key=True, references="articles.document_id")]
    segment_no: Annotated[int, Column("1, 2, … in order of the text", key=True)]
    segment_kind: Annotated[SegmentKind, Column("what the stretch is; mentions come from title and body only")]
    rule: Annotated[str | None, Column("rule that cut it from the article; null for title and body")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]


@dataclasses.dataclass(frozen=True, slots=True)
class WebSource(RawRecord):
    """One row per source of the web that seeds/sources names."""

    table = "web_sources"
    source_id: Annotated[str, Column("name in seeds/sources/feeds.yml; single-pages for those of urls.csv", key=True)]
    publisher: Annotated[str | None, Column("who publishes; null where pages have publishers of their own")]
    kind: Annotated[SourceKind | None, Column("who speaks; null where pages differ")]
    language: Annotated[Language | None, Column("language of its pages; null where pages differ")]
    every_hours: Annotated[int, Column("hours from one scheduled visit to the next")]
    silent_after_days: Annotated[int, Column("days without a new page after which it counts as silent")]


@dataclasses.dataclass(frozen=True, slots=True)
class WebVisit(RawRecord):
    """One row per visit of a source: its listings read, and as many of the pages found as the visit allows."""

    table = "web_visits"
    visit_id: Annotated[str, Column("source and start", key=True)]
    source_id: Annotated[str, Column("source, seeds/sources")]
    day: Annotated[dt.date, Column("UTC day that was asked for; earlier than the visit where it fills in a period")]
    started_at: Annotated[dt.datetime, Column("UTC time")]
    ended_at: Annotated[dt.datetime, Column("UTC time")]
    listings_read: Annotated[int, Column("feeds, sitemaps, sections and archives that answered")]
    listings_failed: Annotated[int, Column("those that did not")]
    pages_found: Annotated[int, Column("addresses that were not known before")]
    pages_stored: Annotated[int, Column("pages stored, new or in a new version")]
    pages_unchanged: Annotated[int, Column("pages that are as they were")]
    pages_failed: Annotated[int, Column("pages that could not be read")]
    pages_left: Annotated[int, Column("pages that are left for a later visit")]
    byte_size: Annotated[int, Column("bytes received")]
    note: Annotated[str | None, Column("what a person should know of the visit")]


@dataclasses.dataclass(frozen=True, slots=True)
class FetchAttempt(RawRecord):
    """One row per request that was sent, or that was not sent for the reason given."""

    table = "fetch_attempts"
    attempt_id: Annotated[str, Column("visit and number", key=True)]
    visit_id: Annotated[str, Column("visit")]
    source_id: Annotated[str, Column("source, seeds/sources")]
    purpose: Annotated[FetchPurpose, Column("what the address was asked for")]
    url: Annotated[str, Column("address, without credentials")]
    try_no: Annotated[int, Column("1, or more where it is asked again")]
    requested_at: Annotated[dt.datetime, Column("UTC time")]
    seconds: Annotated[float, Column("from the request to the end of the answer")]
    status: Annotated[int | None, Column("HTTP status; null where there was no answer")]
    outcome: Annotated[FetchOutcome, Column("how it ended")]
    reason: Annotated[str | None, Column("one sentence for a person, where it did not end well")]
    content_type: Annotated[str | None, Column("media type that the server states")]
    byte_size: Annotated[int, Column("bytes of the answer's body, as received")]
    wait_seconds: Annotated[float | None, Column("patience that the server asked for")]


@dataclasses.dataclass(frozen=True, slots=True)
class WebPage(RawRecord):
    """One row per source and address that was ever found: what has become of it."""

    table = "web_pages"
    source_id: Annotated[str, Column("source, seeds/sources", key=True)]
    url: Annotated[str, Column("address, without fragment and tracking parameters", key=True)]
    state: Annotated[PageState, Column("what is known of it")]
    found_in: Annotated[str, Column("feed, sitemap, section, archive or page that links to it, or urls.csv")]
    publisher: Annotated[str | None, Column("publisher that urls.csv gives")]
    first_found_at: Annotated[dt.datetime, Column("UTC time")]
    asked_at: Annotated[dt.datetime | None, Column("UTC time at which it was last asked for")]
    ask_after: Annotated[dt.datetime | None, Column("UTC time from which it may be asked for; null where never again")]
    failures: Annotated[int, Column("visits in a row on which it could not be read")]
    outcome: Annotated[FetchOutcome | None, Column("how the last request ended")]
    reason: Annotated[str | None, Column("one sentence for a person, where it did not end well")]
    moved_to: Annotated[str | None, Column("address that it leads to")]
    etag: Annotated[str | None, Column("validator of the newest version")]
    last_modified: Annotated[str | None, Column("time of the newest version as the server states it")]
    document_id: Annotated[str | None, Column("sha256 of the newest version's content, hex")]


@dataclasses.dataclass(frozen=True, slots=True)
class WebCapture(RawRecord):
    """One row per version of a page that was stored in a WARC file."""

    table = "web_captures"
    warc_file: Annotated[str, Column("file, relative to WAREHOUSE_DIR/web", key=True)]
    warc_offset: Annotated[int, Column("first byte of the record in the file", key=True)]
    warc_length: Annotated[int, Column("bytes of the record in the file")]
    visit_id: Annotated[str, Column("visit that stored it")]
    source_id: Annotated[str, Column("source, seeds/sources")]
    url: Annotated[str, Column("address that it was read from")]
    document_id: Annotated[str, Column("sha256 of the content, hex")]
    fetched_at: Annotated[dt.datetime, Column("UTC time")]
    content_type: Annotated[str | None, Column("media type that the server states")]
    byte_size: Annotated[int, Column("size of the content in bytes, decompressed")]
    text_characters: Annotated[int, Column("characters of the article that could be found in it; 0 where none could")]


@dataclasses.dataclass(frozen=True, slots=True)
class PersonMention(RawRecord):
    """One row per passage that names a person."""

    table = "person_mentions"
    mention_id: Annotated[str, Column("hash of document, kind and offsets", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    person_id: Annotated[str, Column("seeds/reference/people.csv, or prov-… for a person not in it")]
    full_name: Annotated[str, Column("English spelling; transliterated for a person not in the reference data")]
    full_name_hi: Annotated[str | None, Column("Hindi spelling, where known")]
    full_name_ru: Annotated[str | None, Column("Russian spelling, where known")]
    country_code: Annotated[str | None, Column("ISO 3166 alpha-2 of the party, where known")]
    is_curated: Annotated[bool, Column("whether the person is in the reference data")]
    resolution: Annotated[PersonResolution, Column("how the words led to the person")]
    role_id: Annotated[str | None, Column("post named next to the person, seeds/reference/roles.csv")]
    title_as_reported: Annotated[str | None, Column("title or post as the article writes it")]
    surface: Annotated[str, Column("the name as the article writes it")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceMention(RawRecord):
    """One row per passage that names a city, a country or a venue."""

    table = "place_mentions"
    mention_id: Annotated[str, Column("hash of document, kind and offsets", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    location_id: Annotated[str, Column("place", references="locations.location_id")]
    venue: Annotated[str | None, Column("venue, where one is named")]
    surface: Annotated[str, Column("the words of the article")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class ForumMention(RawRecord):
    """One row per passage that names a multilateral occasion or a standing mechanism."""

    table = "forum_mentions"
    mention_id: Annotated[str, Column("hash of document, kind and offsets", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    forum_id: Annotated[str, Column("edition where it can be told, else the forum")]
    surface: Annotated[str, Column("the words of the article")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class ReportedMeeting(RawRecord):
    """One row per meeting as one article reports it; what several articles tell is brought together by dbt."""

    table = "reported_meetings"
    reported_meeting_id: Annotated[str, Column("hash of document and first passage", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    meeting_type: Annotated[MeetingType, Column("kind of contact")]
    status: Annotated[MeetingStatus, Column("as this article reports it")]
    start_date: Annotated[dt.date | None, Column("first day it can have been on; null where unknown")]
    end_date: Annotated[dt.date | None, Column("last day it can have been on; null where unknown")]
    date_precision: Annotated[DatePrecision, Column("how precise the dates are")]
    date_basis: Annotated[DateBasis, Column("how the date was obtained")]
    date_phrase: Annotated[str | None, Column("words that gave the date")]
    location_id: Annotated[str | None, Column("place, where it can be told", references="locations.location_id")]
    location_basis: Annotated[LocationBasis, Column("how the place was obtained")]
    venue: Annotated[str | None, Column("venue, where one is named")]
    forum_id: Annotated[str | None, Column("forum or edition that it belongs to")]
    duration_minutes: Annotated[int | None, Column("length, where told")]
    confidence: Annotated[float, Column("0 to 1: the share of such meetings that is right, see seeds/confidence.yaml")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class MeetingMention(RawRecord):
    """One row per passage that tells of a reported meeting."""

    table = "meeting_mentions"
    mention_id: Annotated[str, Column("hash of document, kind and offsets", key=True)]
    reported_meeting_id: Annotated[str, Column("meeting told", references="reported_meetings.reported_meeting_id")]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    status: Annotated[MeetingStatus, Column("status that this passage tells")]
    quote: Annotated[str, Column("the passage, articles.text[char_start:char_end]")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]
    trigger: Annotated[str, Column("words that tell of a meeting")]
    rule: Annotated[str, Column("rule of the language's lexicon that matched")]
    confidence: Annotated[float, Column("0 to 1, of the report that it belongs to")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]
    is_postponed: Annotated[bool, Column("whether it is called off only to be held on another day")] = False


@dataclasses.dataclass(frozen=True, slots=True)
class MeetingParticipant(RawRecord):
    """One row per party of a reported meeting: a person, or a post or institution where no person can be told."""

    table = "meeting_participants"
    reported_meeting_id: Annotated[str, Column("meeting", key=True, references="reported_meetings.reported_meeting_id")]
    participant_no: Annotated[int, Column("1, 2, … in order of the text", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    person_id: Annotated[str | None, Column("person; null where only a post or an institution is told")]
    side: Annotated[str, Column("IN, RU, or a third country's ISO code")]
    role_id: Annotated[str | None, Column("post, seeds/reference/roles.csv")]
    title_as_reported: Annotated[str | None, Column("title or post as the article writes it")]
    basis: Annotated[ParticipantBasis, Column("how the party was found")]
    char_start: Annotated[int, Column("first character of the words that name the party")]
    char_end: Annotated[int, Column("one past the last character")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class MeetingTopic(RawRecord):
    """One row per topic of a reported meeting and passage that tells it."""

    table = "meeting_topics"
    reported_meeting_id: Annotated[str, Column("meeting", key=True, references="reported_meetings.reported_meeting_id")]
    topic_id: Annotated[str, Column("seeds/reference/topics.csv", key=True)]
    char_start: Annotated[int, Column("first character of the term", key=True)]
    char_end: Annotated[int, Column("one past the last character")]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    term: Annotated[str, Column("the words of the article")]
    weight: Annotated[float, Column("how strongly the term speaks for the topic, 0 to 1")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class RejectedMention(RawRecord):
    """One row per passage that looks like a meeting of the two sides and is not one, with the reason."""

    table = "rejected_mentions"
    mention_id: Annotated[str, Column("hash of document, kind and offsets", key=True)]
    document_id: Annotated[str, Column("article", references="articles.document_id")]
    rejection: Annotated[CandidateRejection, Column("why it is no meeting of the two sides")]
    quote: Annotated[str, Column("the passage")]
    char_start: Annotated[int, Column("first character in articles.text")]
    char_end: Annotated[int, Column("one past the last character")]
    trigger: Annotated[str, Column("words that look like a meeting")]
    evidence: Annotated[str | None, Column("words that speak against it")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data that found it")]


@dataclasses.dataclass(frozen=True, slots=True)
class Location(RawRecord):
    """One row per place of the gazetteer that the extractor knows: reference data joined with coordinates."""

    table = "locations"
    location_id: Annotated[str, Column("country code, or country code and city, e.g. ru, ru-moscow", key=True)]
    city: Annotated[str | None, Column("English spelling of the press; null for a whole country")]
    country_code: Annotated[str, Column("ISO 3166 alpha-2")]
    country_name: Annotated[str, Column("English name of the country, CLDR")]
    geonames_id: Annotated[int | None, Column("GeoNames identifier of the city")]
    latitude: Annotated[float | None, Column("degrees north")]
    longitude: Annotated[float | None, Column("degrees east")]


@dataclasses.dataclass(frozen=True, slots=True)
class Extraction(RawRecord):
    """One row per article: which version of the rules last read it. Stale rows are selected by this."""

    table = "extractions"
    document_id: Annotated[str, Column("article", key=True, references="documents.document_id")]
    extractor_version: Annotated[str, Column("hash of the code, rules and reference data")]
    extracted_at: Annotated[dt.datetime, Column("UTC time of the extraction")]


@dataclasses.dataclass(frozen=True, slots=True)
class RegisteredPassage(RawRecord):
    """One row per passage that has ever told of a published meeting, with the id it was given, as last published."""

    table = "meeting_registry"
    mention_id: Annotated[str, Column("id of the passage when it was registered", key=True)]
    document_id: Annotated[str, Column("article; it may since have been withdrawn")]
    char_start: Annotated[int, Column("first character of the passage")]
    char_end: Annotated[int, Column("one past the last character")]
    meeting_type: Annotated[MeetingType, Column("kind of contact as the passage told it")]
    status: Annotated[MeetingStatus, Column("status as the passage told it")]
    start_date: Annotated[dt.date | None, Column("first day as the passage told it")]
    end_date: Annotated[dt.date | None, Column("last day as the passage told it")]
    date_precision: Annotated[DatePrecision, Column("how precise the dates are")]
    people: Annotated[list[str], Column("people of the report, in order of id")]
    given_id: Annotated[str, Column("meeting that the passage speaks for, whatever that is merged into")]
    meeting_id: Annotated[str, Column("meeting that it was last published under")]
    is_current: Annotated[bool, Column("whether the passage was evidence in the last publication")]


@dataclasses.dataclass(frozen=True, slots=True)
class RegisteredChange(RawRecord):
    """One row per change of a meeting from one publication to the next, as last published."""

    table = "meeting_changes"
    change_id: Annotated[str, Column("hash of publication, meeting, kind and attribute", key=True)]
    publication_no: Annotated[int, Column("publication that first showed it: 1, 2, …")]
    changed_at: Annotated[dt.datetime, Column("UTC time of the build that was published")]
    meeting_id: Annotated[str, Column("meeting")]
    change_type: Annotated[ChangeType, Column("what happened to it")]
    attribute: Annotated[str | None, Column("what of it changed, where it is one attribute")]
    from_value: Annotated[str | None, Column("value before")]
    to_value: Annotated[str | None, Column("value since")]
    other_meeting_id: Annotated[str | None, Column("meeting that it was merged into or split from")]
    cause: Annotated[ChangeCause, Column("why")]
    correction_id: Annotated[str | None, Column("correction that did it, seeds/reference/corrections.csv")]


@dataclasses.dataclass(frozen=True, slots=True)
class RegisteredPersonPassage(RawRecord):
    """One row per passage that has ever named a published person who was not in the reference data."""

    table = "person_registry"
    passage_id: Annotated[str, Column("hash of document, offsets and person", key=True)]
    document_id: Annotated[str, Column("article; it may since have been withdrawn")]
    char_start: Annotated[int, Column("first character of the passage")]
    char_end: Annotated[int, Column("one past the last character")]
    person_id: Annotated[str, Column("id that the person was published under")]
    full_name: Annotated[str, Column("name that the passage gave")]


@dataclasses.dataclass(frozen=True, slots=True)
class RegisteredPersonAlias(RawRecord):
    """One row per id of a person that leads to another one, as last published."""

    table = "person_aliases"
    alias_id: Annotated[str, Column("id as it was published before", key=True)]
    person_id: Annotated[str, Column("person that it leads to")]
    full_name: Annotated[str, Column("name under which the person was published before")]
    merged_at: Annotated[dt.datetime, Column("UTC time of the first build that took the two for one")]


@dataclasses.dataclass(frozen=True, slots=True)
class PublishedMeeting(RawRecord):
    """One row per meeting of the last publication, with the attributes whose changes are told."""

    table = "published_meetings"
    meeting_id: Annotated[str, Column("meeting", key=True)]
    meeting_type: Annotated[MeetingType, Column("kind of contact")]
    status: Annotated[MeetingStatus, Column("held, planned or cancelled")]
    start_date: Annotated[dt.date | None, Column("first day it can have been on")]
    end_date: Annotated[dt.date | None, Column("last day it can have been on")]
    date_precision: Annotated[DatePrecision, Column("how precise the dates are")]
    location_id: Annotated[str | None, Column("place")]
    venue: Annotated[str | None, Column("venue")]
    forum_id: Annotated[str | None, Column("forum or edition")]
    duration_minutes: Annotated[int | None, Column("length")]
    people: Annotated[list[str], Column("participants, in order of id")]


#: What the language stage writes for one article; replaced together when the article is read again.
MENTION_TABLES: tuple[type[RawRecord], ...] = (
    PersonMention,
    PlaceMention,
    ForumMention,
    ReportedMeeting,
    MeetingMention,
    MeetingParticipant,
    MeetingTopic,
    RejectedMention,
)

#: What the last publication said, recalled from the published file before the next one is built.
HISTORY_TABLES: tuple[type[RawRecord], ...] = (
    RegisteredPassage,
    RegisteredChange,
    PublishedMeeting,
    RegisteredPersonPassage,
    RegisteredPersonAlias,
)

#: What fetching writes, in a ledger per source (`orchestration.fetch.ledger`), and from there into schema `raw`.
WEB_TABLES: tuple[type[RawRecord], ...] = (WebSource, WebVisit, FetchAttempt, WebPage, WebCapture)

#: Every table of schema `raw`, in an order in which each refers only to earlier ones.
RAW_TABLES: tuple[type[RawRecord], ...] = (
    *WEB_TABLES,
    Location,
    Document,
    Archive,
    DocumentSource,
    RejectedDocument,
    Article,
    ArticleSegment,
    Extraction,
    *MENTION_TABLES,
    *HISTORY_TABLES,
)
