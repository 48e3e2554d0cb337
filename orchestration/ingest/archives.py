"""Records of web archives (WARC) and JSON Lines dumps, one at a time, in constant memory.

Belongs here: what an archive holds, where a record stands in it, what is broken. Does not: which archives there are
(`documents`), what a page says (`pages`), whether it matters (`relevance`, asked here before a record is handed on).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib
import io
import json
import pathlib
import re
import urllib.parse
import zlib
from typing import IO, TYPE_CHECKING, Any

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from orchestration.ingest.members import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestration.ingest.relevance import Gate

WARC_SUFFIXES = (".warc", ".warc.gz")
DUMP_SUFFIXES = (".jsonl", ".jsonl.gz")
ARCHIVE_SUFFIXES = (*WARC_SUFFIXES, *DUMP_SUFFIXES)

_HOLDS_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_MEDIA_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_DECODERS = {"gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}
#: Where a record of a damaged archive may begin: a member of gzip, or a version line.
_RECORD_START = re.compile(rb"\x1f\x8b\x08|WARC/1\.[01]\r\n")
#: Heads as most records have them, in small letters; others are parsed.
_HEAD_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n")
_PAGE_HEAD = re.compile(
    rb"http/[\d.]+ 200\b[^\r\n]*\r\n(?:[^\r\n]+\r\n)*?"
    rb"content-type:[ \t]*(?:text/html|text/plain|application/xhtml\+xml)[ \t]*(?:;[^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n"
)
_CODED = re.compile(rb"\n(?:content|transfer)-encoding:")
#: A page's heads, of the archive and of HTTP, hardly have more bytes.
_MAX_HEADS = 1 << 16
_BEGINS_MARKUP = frozenset((b"<", b"\n", b"\r", b" ", b"\t", b"\xef"))
_BLOCK = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """A page or text in an archive, and what the archive tells about it.

    place: byte offset (WARC) or line number (JSON Lines) of its record. fetched_at: UTC without a zone.
    """

    place: str
    content: bytes
    media_type: str
    url: str | None = None
    charset: str | None = None
    fetched_at: dt.datetime | None = None
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be read; `place` is None where it is the archive itself."""

    place: str | None
    reason_code: str
    reason: str
    byte_size: int | None = None


@dataclasses.dataclass(slots=True)
class Tally:
    """How many records were seen; of these pages and texts; of these irrelevant; and records that were refused."""

    records: int = 0
    pages: int = 0
    irrelevant: int = 0
    refused: int = 0


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def version(gate: Gate) -> str:
    """Changes with the code and the names that decide what of an archive is handed on."""
    code = b"".join(
        pathlib.Path(__file__).with_name(f"{module}.py").read_bytes() for module in ("archives", "members", "relevance")
    )
    return hashlib.sha256(code + gate.version.encode()).hexdigest()[:16]


def read_archive(
    path: pathlib.Path, gate: Gate, tally: Tally, max_bytes: int
) -> Iterator[ArchivedDocument | BrokenRecord]:
    """The relevant documents of an archive, in its order, and its broken records; `tally` counts along.

    Args:
        path: a file whose name `is_archive`.
        gate: what it does not pass is counted and dropped.
        tally: changed while reading.
        max_bytes: larger documents, decompressed, are refused.

    Raises:
        OSError: the file cannot be opened.
    """
    warc = path.name.lower().endswith(WARC_SUFFIXES)
    with path.open("rb") as file:
        for item in _warc_records(file, gate, tally, max_bytes) if warc else _lines(file, gate, tally, max_bytes):
            tally.refused += isinstance(item, BrokenRecord)
            yield item


# --- WARC ---------------------------------------------------------------------------------------------------------


def _warc_records(
    file: IO[bytes], gate: Gate, tally: Tally, max_bytes: int
) -> Iterator[ArchivedDocument | BrokenRecord]:
    """Goes on behind a damaged stretch where there is another record to be found."""
    start: int | None = 0
    while start is not None:
        last = start
        seen = tally.records
        try:
            for record, offset, place in _numbered(file, start, gate, max_bytes):
                last = offset
                tally.records += 1
                if record is None:
                    tally.pages += 1
                    tally.irrelevant += 1
                    continue
                try:
                    item = _document(record, place, gate, tally, max_bytes)
                except ValueError as error:  # a header that cannot be read
                    item = BrokenRecord(place, "broken_record", f"The record cannot be read: {_told(error)}.")
                if item is not None:
                    yield item
            start = None
        except OSError as error:
            start = _next_record(file, last + 1)
            if start is None and tally.records == 0:
                yield BrokenRecord(None, "no_archive", f"The file is no web archive: {_told(error)}.")
            elif tally.records > seen:
                yield BrokenRecord(f"{last}+", "broken_record", f"The archive is damaged from here on: {_told(error)}.")
    if tally.records == 0:
        yield BrokenRecord(None, "no_archive", "The file holds no record of a web archive.")


def _numbered(file: IO[bytes], start: int, gate: Gate, max_bytes: int) -> Iterator[tuple[WarcRecord | None, int, str]]:
    """Records with offset and place; None for a page that is irrelevant at a glance.

    Records that are compressed one by one are inflated at once, until one is met that is not whole or too large; from
    there on, fastwarc inflates. Those that are compressed together share an offset, so they are counted.
    """
    for at, member in members(file, start, max_bytes + _MAX_HEADS):
        head = _head_of_one_record(member) if member is not None else None
        if member is None or head is None:
            break
        if _is_irrelevant_page(member, head, gate, max_bytes):
            yield None, at, str(at)
        else:
            for record in ArchiveIterator(io.BytesIO(member), record_types=WarcRecordType.any_type):
                yield record, at, str(at)
    else:
        return
    file.seek(at)
    previous, number = -1, 0
    for record in ArchiveIterator(file, record_types=WarcRecordType.any_type):
        offset = record.stream_pos
        number = number + 1 if offset == previous else 0
        previous = offset
        yield record, offset, f"{offset}.{number}" if number else str(offset)


def _head_of_one_record(member: bytes) -> bytes | None:
    """The head, in small letters, of the one record that is all there is in a member; None where it is not so."""
    head = member[: member.find(_HEAD_END) + len(_HEAD_END)].lower()
    length = _LENGTH.search(head) if head.startswith(b"warc/1.") else None
    return head if length and len(head) + int(length[1]) + len(_HEAD_END) == len(member) else None


def _is_irrelevant_page(member: bytes, head: bytes, gate: Gate, max_bytes: int) -> bool:
    """Whether a record holds a page as most are, told without parsing it, that does not name every side."""
    start = member.find(_HEAD_END, len(head)) + len(_HEAD_END)
    end = len(member) - len(_HEAD_END)
    http = member[len(head) : start].lower()
    return (
        b"\r\nwarc-type: response\r\n" in head
        and _PAGE_HEAD.fullmatch(http) is not None
        and start < end <= max_bytes
        and (member[start : start + 1] in _BEGINS_MARKUP or not _CODED.search(http))
        and not gate.passes(memoryview(member)[start:end])
    )


def _document(
    record: WarcRecord, place: str, gate: Gate, tally: Tally, max_bytes: int
) -> ArchivedDocument | BrokenRecord | None:
    """The page or text in a record; None for what is neither, or irrelevant."""
    size = record.content_length
    if size == 0 and "Content-Length" not in record.headers:
        return BrokenRecord(place, "truncated_record", "The archive ends within the record.")
    if record.record_type not in _HOLDS_PAGES:
        return None
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    stated = record.http_content_type if http is not None else record.headers.get("Content-Type")
    stated = (stated or "").partition(";")[0].strip().lower()
    if stated and stated not in _MEDIA_TYPES:
        return None
    if size > max_bytes:
        return BrokenRecord(place, "too_large", f"The record has {size:,} bytes, more than {max_bytes:,}.", size)
    content = record.reader.read()
    if len(content) < size:
        reason = f"The archive ends within the record: {len(content):,} of {size:,} bytes are there."
        return BrokenRecord(place, "truncated_record", reason, len(content))
    # Nothing that is coded begins like markup; asking for headers takes time.
    if (
        http is not None
        and content[:1] not in _BEGINS_MARKUP
        and ("Content-Encoding" in http or "Transfer-Encoding" in http)
    ):
        content = _decompressed(content, http, max_bytes + 1)
        if len(content) > max_bytes:
            return BrokenRecord(place, "too_large", f"Decompressed, it has more than {max_bytes:,} bytes.", size)
    if not content:
        return None
    tally.pages += 1
    if not gate.passes(content):
        tally.irrelevant += 1
        return None
    fetched = record.record_date
    return ArchivedDocument(
        place=place,
        content=content,
        media_type=_MEDIA_TYPES.get(stated) or ("text/html" if b"<" in content[:1000] else "text/plain"),
        url=_address(record.headers.get("WARC-Target-URI")),
        charset=record.http_charset if http is not None else None,
        fetched_at=_utc(fetched) if fetched is not None else None,
        # a field of our own fetcher, which knows whose page it asked for
        publisher=urllib.parse.unquote(record.headers.get("X-Publisher") or "") or None,
    )


def _decompressed(content: bytes, http: Any, limit: int) -> bytes:
    """The body as a browser has it, up to `limit` bytes; what is not coded as the headers say stays as it is.

    Crawlers keep the server's headers and store the body decoded.
    """
    codings = [coding for name in ("Transfer-Encoding", "Content-Encoding") for coding in _codings(http.get(name))]
    for coding in codings:
        try:
            if coding == "chunked":
                content = ChunkedReader(io.BytesIO(content)).read(limit) or content
            elif coding == "deflate":
                content = zlib.decompressobj().decompress(content, limit)
            elif coding in _DECODERS:
                content = _DECODERS[coding](io.BytesIO(content)).read(limit) or content
        except (OSError, zlib.error):
            continue
    return content


def _codings(header: str | None) -> list[str]:
    return [coding.strip().lower() for coding in (header or "").split(",")]


def _next_record(file: IO[bytes], start: int) -> int | None:
    """The first place from `start` on at which a record can begin, or None."""
    file.seek(start)
    tail = b""
    while block := file.read(_BLOCK):
        match = _RECORD_START.search(tail + block)
        if match:
            return start - len(tail) + match.start()
        start += len(block)
        tail = (tail + block)[-16:]
    return None


def _address(written: str | None) -> str | None:
    """Some crawlers write addresses in angle brackets, as an early edition of the standard has them."""
    address = (written or "").strip().removeprefix("<").removesuffix(">")
    return address if address.startswith(("http://", "https://")) else None


# --- JSON Lines ---------------------------------------------------------------------------------------------------

_PUBLISHED_FIELDS = ("published", "published_at", "publish_date", "date_publish", "datePublished", "date")
_FETCHED_FIELDS = ("fetched", "fetched_at", "fetch_date", "crawled_at", "crawl_date", "date_download", "timestamp")
_PUBLISHER_FIELDS = ("publisher", "site_name", "sitename", "source", "source_domain", "hostname")
_HTML_FIELDS = ("html", "raw_html")
_TEXT_FIELDS = ("text", "maintext", "content", "body")
_URL_FIELDS = ("url", "source_url", "link", "canonical_url")


def _lines(file: IO[bytes], gate: Gate, tally: Tally, max_bytes: int) -> Iterator[ArchivedDocument | BrokenRecord]:
    compressed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    lines: IO[bytes] = gzip.GzipFile(fileobj=file) if compressed else file  # type: ignore[assignment]
    # Escapes make a line longer than the document in it, six bytes for one at most.
    longest = 6 * max_bytes
    number = 0
    while True:
        number += 1
        try:
            line = lines.readline(longest + 1)
        except (EOFError, OSError, zlib.error) as error:
            yield BrokenRecord(
                str(number), "truncated_archive", f"The archive is damaged from here on: {_told(error)}."
            )
            return
        if not line:
            return
        if line.isspace():
            continue
        tally.records += 1
        if len(line) > longest:
            size = len(line)
            while len(line) > longest and not line.endswith(b"\n"):
                line = lines.readline(longest + 1)
                size += len(line)
            yield BrokenRecord(str(number), "too_large", f"The line has {size:,} bytes.", size)
            continue
        if not gate.passes(line):
            tally.pages += 1
            tally.irrelevant += 1
            continue
        item = _told_by_line(line, str(number), max_bytes)
        tally.pages += isinstance(item, ArchivedDocument)
        yield item


def _told_by_line(line: bytes, place: str, max_bytes: int) -> ArchivedDocument | BrokenRecord:
    try:
        told = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return BrokenRecord(place, "broken_record", f"The line is no JSON: {_told(error)}.", len(line))
    if not isinstance(told, dict):
        return BrokenRecord(place, "broken_record", "The line is no JSON object.", len(line))
    html, text = _first(told, _HTML_FIELDS), _first(told, _TEXT_FIELDS)
    content = (html or text or "").encode("utf-8", "replace")
    if not content.strip():
        return BrokenRecord(place, "no_text", "The line has neither `text` nor `html`.", len(line))
    if len(content) > max_bytes:
        return BrokenRecord(place, "too_large", f"The text has {len(content):,} bytes.", len(content))
    published, fetched = _moment(_first(told, _PUBLISHED_FIELDS)), _moment(_first(told, _FETCHED_FIELDS))
    return ArchivedDocument(
        place=place,
        content=content,
        media_type="text/html" if html else "text/plain",
        url=_address(_first(told, _URL_FIELDS)),
        charset="utf-8" if html else None,
        fetched_at=_utc(fetched) if fetched else None,
        published=published.date() if published else None,
        publisher=_first(told, _PUBLISHER_FIELDS),
        title=_first(told, ("title", "headline")),
    )


def _first(told: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds any words."""
    return next((value for name in names if isinstance(value := told.get(name), str) and value.strip()), None)


def _moment(written: str | None) -> dt.datetime | None:
    """A moment as it is written, in its own zone; None where no full date can be read."""
    try:
        return dt.datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _told(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")
