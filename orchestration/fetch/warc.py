"""Writes pages into a WARC file as they came in, so that they can be read again without the network.

Belongs here: records and the file that holds them. Does not: which pages are written (`visit`), and reading archives
(`orchestration.ingest`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import uuid
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from urllib.parse import quote

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from orchestration.fetch.exchange import Answer

SUFFIX = ".warc.gz"
#: Under this name a file grows; readers look for the other.
OPEN_SUFFIX = ".warc.gz.part"
#: A field of our own: who publishes the page, as seeds/sources says; percent-escaped, since headers are ASCII.
PUBLISHER = "X-Publisher"
#: What tells of a session, and what no longer holds of a body that is stored decoded.
_SECRET = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authorization", "proxy-authenticate",
                     "www-authenticate", "authentication-info"})  # fmt: skip
_OF_THE_WIRE = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive", "trailer"})


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: first byte and number of bytes in the compressed file."""

    offset: int
    length: int


class WarcFile:
    """One file, written record by record; it appears under its name when it is closed, if there is any.

    Each record is a gzip member of its own, on the disk before `add` returns.
    """

    def __init__(self, path: Path, about: dict[str, str]) -> None:
        """path: ends with `.warc.gz`; about: fields of the `warcinfo` record at the top."""
        self.path = path
        self._open_path = path.with_name(path.name.removesuffix(SUFFIX) + OPEN_SUFFIX)
        self._about = about
        self._file: BinaryIO | None = None

    def add(self, url: str, answer: Answer, fetched_at: dt.datetime, publisher: str | None) -> Place:
        """Appends an answer: body decompressed, headers without cookies and credentials."""
        file = self._file
        if file is None:
            self._open_path.parent.mkdir(parents=True, exist_ok=True)
            file = self._file = self._open_path.open("xb")
            fields = "".join(f"{name}: {value}\r\n" for name, value in self._about.items())
            headers = {"WARC-Filename": self.path.name, "Content-Type": "application/warc-fields"}
            _append(file, WarcRecordType.warcinfo, fetched_at, fields.encode(), headers)
        headers = {"WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response"}
        if publisher:
            headers[PUBLISHER] = quote(publisher, safe=" ")
        return _append(file, WarcRecordType.response, fetched_at, _message(answer), headers)

    def __enter__(self) -> WarcFile:
        return self

    def __exit__(
        self, failure: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            if failure is None:  # else the end may be broken: it is left like a killed process leaves it
                os.replace(self._open_path, self.path)


def finish_open_file(open_path: Path, known_end: int) -> None:
    """Brings a file that a killed process left into order: what the ledger knows of it stays, the rest is cut off.

    known_end: one past the last byte of the last record that the ledger knows; 0 where it knows none.
    """
    if known_end == 0:
        open_path.unlink()
        return
    with open_path.open("r+b") as file:
        file.truncate(known_end)
        os.fsync(file.fileno())
    os.replace(open_path, open_path.with_name(open_path.name.removesuffix(OPEN_SUFFIX) + SUFFIX))


def _append(file: BinaryIO, kind: WarcRecordType, at: dt.datetime, content: bytes, headers: dict[str, str]) -> Place:
    record = WarcRecord()
    record.init_headers(kind, f"uuid:{uuid.uuid4()}".encode())
    record.headers["WARC-Date"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(content)
    offset = file.tell()
    writer = GzipWriter(file)
    record.write(writer, checksum_data=True)
    writer.close()
    file.flush()
    os.fsync(file.fileno())
    return Place(offset, file.tell() - offset)


def _message(answer: Answer) -> bytes:
    """An HTTP message whose body is decoded; the header that told the coding is renamed, as Common Crawl does."""
    lines = [f"HTTP/1.1 {answer.status} {_line(answer.reason)}".rstrip()]
    for name, value in answer.headers:
        lowered = name.lower()
        if lowered in _SECRET or lowered in _OF_THE_WIRE:
            continue
        kept = f"X-Crawl-{name}" if lowered == "content-encoding" else name
        lines.append(f"{_line(kept)}: {_line(value)}")
    lines.append(f"Content-Length: {len(answer.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace") + answer.body


def _line(text: str) -> str:
    return " ".join(text.split())
