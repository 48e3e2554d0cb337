"""From a folder to documents: walk it, read each file once, join what manifest.csv tells, say what was refused.

Belongs here: file names, sizes, bytes, hashes, the manifest, which archives have to be read anew. Does not: what the
bytes mean (`decode`, `articles`), records of archives (`archives`), and which names make one document (`store`).
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import os
import pathlib
import stat
import unicodedata
from typing import TYPE_CHECKING

from orchestration.contracts.codes import RejectionStage
from orchestration.contracts.tables import Archive, Document, DocumentSource, RejectedDocument
from orchestration.ingest.archives import ARCHIVE_SUFFIXES, BrokenRecord, Tally, is_archive, read_archive, version
from orchestration.ingest.decode import UndecodableError, decode, wide_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from orchestration.ingest.archives import ArchivedDocument
    from orchestration.ingest.relevance import Gate

#: Larger files are no news articles; told from the file's size, before it is read.
MAX_DOCUMENT_BYTES = 20_000_000
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
MANIFEST = "manifest.csv"
#: Goes before the names of archives that hold what this project fetched; no file in a folder is called so.
FETCHED = "web:"
MANIFEST_COLUMNS = ("file", "source_url", "published", "publisher", "title")

#: Files about a folder, not documents in it; compared without suffix and case.
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "thumbs", "desktop"})


class SourceFolderError(Exception):
    """The folder of documents is missing, is no folder, or cannot be listed."""


@dataclasses.dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document in one of the places that hold it."""

    source: DocumentSource
    content: bytes

    def as_document(self, now: dt.datetime) -> Document:
        """The document as if this were the only place that holds it; now: UTC time at which it is first seen."""
        source = self.source
        return Document(
            document_id=source.document_id,
            source_name=source.source_name,
            other_source_names=[],
            media_type=source.media_type,
            byte_size=len(self.content),
            content=self.content,
            source_url=source.source_url,
            manifest_published=source.published,
            manifest_publisher=source.publisher,
            manifest_title=source.title,
            first_seen_at=now,
            declared_charset=source.declared_charset,
            first_fetched_at=source.fetched_at,
            last_fetched_at=source.fetched_at,
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """A file, folder or archive that was not read now; what earlier runs found in it stands."""

    name: str


#: What a scan comes by.
Finding = FoundDocument | Archive | Standing | RejectedDocument


@dataclasses.dataclass(frozen=True, slots=True)
class _ManifestRow:
    source_url: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _Refusal:
    source_name: str
    stage: RejectionStage
    reason_code: str
    reason: str
    byte_size: int | None = None
    document_id: str | None = None


def read_file(path: pathlib.Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: it cannot be opened or read.
    """
    return path.read_bytes()


def scan(
    folder: pathlib.Path,
    now: dt.datetime,
    gate: Gate,
    *,
    web_dir: pathlib.Path | None = None,
    known_archives: Mapping[str, Archive] | None = None,
    max_document_bytes: int = MAX_DOCUMENT_BYTES,
    read: Callable[[pathlib.Path], bytes] = read_file,
    wanted: Callable[[str], bool] = lambda _: True,
) -> Iterator[Finding]:
    """Reads every document of a folder and of its archives, one at a time, in order of name.

    Args:
        folder: may hold subfolders and one manifest.csv at its top.
        now: UTC time of this run, without a zone.
        gate: tells which pages of archives are relevant; single files are taken as they are.
        web_dir: holds the archives of pages that this project fetched; it may be missing.
        known_archives: archives as earlier runs read them, by name; one that is as it was is not read again.
        max_document_bytes: larger files, and larger pages in archives, are refused unread.
        read: how a regular file is read.
        wanted: by name, which files and archives are looked at.

    Raises:
        SourceFolderError: the folder is missing, is no folder, or cannot be listed.
    """
    root = _checked_root(folder)
    sources = [_Source(root, "")]
    if web_dir is not None and web_dir.is_dir():
        sources.append(_Source(web_dir.resolve(), FETCHED))
    return _scan(sources, now, gate, known_archives or {}, max_document_bytes, read, wanted)


@dataclasses.dataclass(frozen=True, slots=True)
class _Source:
    """A folder, and what goes before the names of what is in it."""

    root: pathlib.Path
    prefix: str


def _scan(
    sources: list[_Source],
    now: dt.datetime,
    gate: Gate,
    known_archives: Mapping[str, Archive],
    max_bytes: int,
    read: Callable[[pathlib.Path], bytes],
    wanted: Callable[[str], bool],
) -> Iterator[Finding]:
    told: list[_Refusal] = []  # of the manifest: several may be of one file
    manifest = _read_manifest(sources[0].root, told, read)
    met: set[str] = set()
    for source in sources:
        for entry in _entries(source):
            met.add(unicodedata.normalize("NFC", entry.name))
            if not wanted(entry.name):
                continue
            outcome = entry.refusal or _read_entry(entry, source, max_bytes, read)
            if isinstance(outcome, bytes):
                row = manifest.get(unicodedata.normalize("NFC", entry.name), _ManifestRow())
                yield _found(entry.name, outcome, row)
            elif isinstance(outcome, _ArchiveFile):
                yield from _archive(outcome, source, now, gate, known_archives.get(outcome.name), max_bytes)
            elif outcome is not None:
                yield _rejected(outcome, now)
                if outcome.reason_code == "unreadable":
                    yield Standing(entry.name)
    for name in sorted(manifest.keys() - met):
        reason = f"{MANIFEST} names a file that is not in the folder."
        told.append(_Refusal(name, RejectionStage.MANIFEST, "missing_file", reason))
    yield from _merged(told, now)


def _found(name: str, content: bytes, row: _ManifestRow) -> FoundDocument:
    source = DocumentSource(
        location=name,
        document_id=hashlib.sha256(content).hexdigest(),
        source_name=name,
        archive=None,
        media_type=_media_type(name, content),
        source_url=row.source_url,
        published=row.published,
        publisher=row.publisher,
        title=row.title,
        declared_charset=None,
        fetched_at=None,
    )
    return FoundDocument(source, content)


@dataclasses.dataclass(frozen=True, slots=True)
class _ArchiveFile:
    """A web archive or a dump, still to be read."""

    name: str
    path: pathlib.Path
    byte_size: int
    modified_at: dt.datetime


def _archive(
    file: _ArchiveFile, source: _Source, now: dt.datetime, gate: Gate, known: Archive | None, max_bytes: int
) -> Iterator[Finding]:
    """What an archive holds; one that was neither changed nor read by another version of the reader stands."""
    reader = version(gate)
    as_it_was = known and (known.byte_size, known.modified_at, known.reader_version)
    if as_it_was == (file.byte_size, file.modified_at, reader):
        yield Standing(file.name)
        return
    tally = Tally()
    try:
        for item in read_archive(file.path, gate, tally, max_bytes):
            if isinstance(item, BrokenRecord):
                name = file.name if item.place is None else f"{file.name}#{item.place}"
                refusal = _Refusal(name, RejectionStage.READ, item.reason_code, item.reason, item.byte_size)
                yield _rejected(refusal, now)
            else:
                yield _archived(item, file.name, source)
    except OSError as error:
        reason = f"The file cannot be read: {_why(error)}."
        yield _rejected(_Refusal(file.name, RejectionStage.READ, "unreadable", reason, file.byte_size), now)
        yield Standing(file.name)
        return
    yield Archive(
        archive=file.name,
        byte_size=file.byte_size,
        modified_at=file.modified_at,
        records=tally.records,
        pages=tally.pages,
        irrelevant=tally.irrelevant,
        refused=tally.refused,
        reader_version=reader,
        read_at=now,
    )


def _archived(item: ArchivedDocument, archive: str, source: _Source) -> FoundDocument:
    location = f"{archive}#{item.place}"
    found = DocumentSource(
        location=location,
        document_id=hashlib.sha256(item.content).hexdigest(),
        source_name=item.url if item.url is not None and source.prefix == FETCHED else location,
        archive=archive,
        media_type=item.media_type,
        source_url=item.url,
        published=item.published,
        publisher=item.publisher,
        title=item.title,
        declared_charset=item.charset,
        fetched_at=item.fetched_at,
    )
    return FoundDocument(found, item.content)


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """A thing that the walk came by: something to look at, or already refused."""

    name: str
    path: pathlib.Path
    refusal: _Refusal | None = None


def _checked_root(folder: pathlib.Path) -> pathlib.Path:
    try:
        root = folder.resolve(strict=True)
        os.scandir(root).close()
    except FileNotFoundError as error:
        raise SourceFolderError(f"The folder of documents does not exist: {folder}") from error
    except NotADirectoryError as error:
        raise SourceFolderError(f"The folder of documents is a file: {folder}") from error
    except (OSError, RuntimeError) as error:
        raise SourceFolderError(f"The folder of documents cannot be listed: {folder} ({error})") from error
    return root


def _entries(source: _Source) -> Iterator[_Entry]:
    """Everything below the folder that is not hidden, sorted by name; symbolic links to folders are not followed."""
    root, entries = source.root, list[_Entry]()

    def refuse_folder(error: OSError) -> None:
        path = pathlib.Path(error.filename)
        name = _name(path, source)
        reason = f"The folder cannot be listed: {_why(error)}."
        entries.append(_Entry(name, path, _Refusal(name, RejectionStage.READ, "unreadable", reason)))

    for directory, subfolders, files in os.walk(root, onerror=refuse_folder):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        # A folder is looked at only where it bears a document's name, or is a link and so not walked.
        base = pathlib.Path(directory)
        looked_at = [n for n in subfolders if _is_document(n) or is_archive(n) or (base / n).is_symlink()]
        entries.extend(
            _Entry(_name(base / name, source), base / name)
            for name in (*files, *looked_at)
            if not name.startswith(".") and not (base == root and name == MANIFEST)
        )
    yield from sorted(entries, key=lambda entry: entry.name)


def _name(path: pathlib.Path, source: _Source) -> str:
    """Path relative to the folder, with `/`; bytes that are no UTF-8 are shown as escapes."""
    relative = path.relative_to(source.root).as_posix()
    return source.prefix + os.fsencode(relative).decode("utf-8", "backslashreplace")


def _is_document(name: str) -> bool:
    return pathlib.PurePath(name).suffix.lower() in MEDIA_TYPES


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _read_entry(
    entry: _Entry, source: _Source, max_bytes: int, read: Callable[[pathlib.Path], bytes]
) -> bytes | _ArchiveFile | _Refusal | None:
    """The content, an archive to be read, a refusal, or None for what is no document and needs no word."""

    def refuse(code: str, reason: str, size: int | None = None, content: bytes | None = None) -> _Refusal:
        document_id = hashlib.sha256(content).hexdigest() if content is not None else None
        return _Refusal(entry.name, RejectionStage.READ, code, reason, size, document_id)

    if entry.path.stem.lower() in _ABOUT_THE_FOLDER:
        return None
    try:
        target = entry.path.resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError) as error:
        why = "it is a link that leads in a circle" if isinstance(error, RuntimeError) else _why(error)
        return refuse("unreadable", f"The file cannot be opened: {why}.")
    if not target.is_relative_to(source.root):
        return refuse("outside_folder", "The link leads outside the folder of documents and is not followed.")
    if stat.S_ISDIR(status.st_mode):
        if entry.path.is_symlink():
            return None  # what it leads to is walked under its own name
        return refuse("is_directory", "It is a folder with the name of a document.")
    if not stat.S_ISREG(status.st_mode):
        return refuse("special_file", "It is a pipe, socket or device, not a file.")
    if is_archive(entry.path.name) and status.st_size:
        modified = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC).replace(tzinfo=None)
        return _ArchiveFile(entry.name, target, status.st_size, modified)
    if source.prefix == FETCHED:
        return None  # what fetching keeps beside its archives
    if not _is_document(entry.path.name) and not is_archive(entry.path.name):
        known_kinds = ", ".join((*MEDIA_TYPES, *ARCHIVE_SUFFIXES))
        return refuse("unsupported", f"Only {known_kinds} files are read.", status.st_size)
    if status.st_size > max_bytes:
        reason = f"The file has {status.st_size:,} bytes, more than the {max_bytes:,} that are read."
        return refuse("too_large", reason, status.st_size)
    try:
        content = read(target)
    except OSError as error:
        return refuse("unreadable", f"The file cannot be read: {_why(error)}.", status.st_size)
    if not content:
        return refuse("empty", "The file is empty.", 0, content)
    if b"\0" in content and wide_encoding(content) is None:
        return refuse("binary", "The file has NUL bytes and is not UTF-16 or UTF-32.", len(content), content)
    return content


def _media_type(name: str, content: bytes) -> str:
    """By the file's name; a page that was saved as .txt is known by its first tag."""
    start = content[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return MEDIA_TYPES[pathlib.PurePosixPath(name).suffix.lower()]


def _read_manifest(
    root: pathlib.Path, refusals: list[_Refusal], read: Callable[[pathlib.Path], bytes]
) -> dict[str, _ManifestRow]:
    """Rows by file name (NFC); what is wrong with them goes to `refusals`, what is right with them still counts."""

    def complain(name: str, code: str, reason: str) -> None:
        refusals.append(_Refusal(name, RejectionStage.MANIFEST, code, reason))

    path = root / MANIFEST
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            complain(MANIFEST, "not_a_file", f"{MANIFEST} is not a file.")
            return {}
        text = decode(read(path)).text
    except FileNotFoundError as error:
        if path.is_symlink():
            complain(MANIFEST, "unreadable", f"{MANIFEST} cannot be read: {_why(error)}.")
        return {}
    except OSError as error:
        complain(MANIFEST, "unreadable", f"{MANIFEST} cannot be read: {_why(error)}.")
        return {}
    except UndecodableError as error:
        complain(MANIFEST, "undecodable", f"{MANIFEST} is not used: {error.reason}")
        return {}
    rows: dict[str, _ManifestRow] = {}
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
        reader.fieldnames = [(column or "").strip().lower() for column in reader.fieldnames or ()]
        if "file" not in reader.fieldnames:
            complain(MANIFEST, "no_file_column", f"{MANIFEST} is not used: it has no column `file`.")
            return {}
        unknown = [column for column in reader.fieldnames if column not in MANIFEST_COLUMNS]
        if unknown:
            named = ", ".join(column or "(without a name)" for column in unknown)
            complain(MANIFEST, "unknown_column", f"{MANIFEST} has columns that are not read: {named}.")
        for line in reader:
            _add_row(line, reader.line_num, rows, complain)
    except csv.Error as error:
        complain(MANIFEST, "malformed", f"{MANIFEST} is read up to line {reader.line_num} only: {error}.")
    return rows


def _add_row(
    line: dict[str, str], line_no: int, rows: dict[str, _ManifestRow], complain: Callable[[str, str, str], None]
) -> None:
    # DictReader keeps surplus cells under the key None, as a list.
    cells = {column: (line.get(column) or "").strip() or None for column in MANIFEST_COLUMNS}
    if cells["file"] is None:
        if any(cells.values()):
            complain(MANIFEST, "no_file_name", f"{MANIFEST}, line {line_no} names no file.")
        return
    name = unicodedata.normalize("NFC", cells["file"].replace("\\", "/").removeprefix("./"))
    if name in rows:
        complain(name, "duplicated_row", f"{MANIFEST} names the file again in line {line_no}; the first row counts.")
        return
    if None in line:
        complain(name, "surplus_cells", f"{MANIFEST}, line {line_no} has more cells than columns; they are not read.")
    published = None
    if cells["published"]:
        try:
            published = dt.datetime.fromisoformat(cells["published"]).date()
        except ValueError:
            reason = f"{MANIFEST}, line {line_no}: the date {cells['published']!r} is not a date like 2025-08-07."
            complain(name, "bad_date", reason)
    rows[name] = _ManifestRow(cells["source_url"], published, cells["publisher"], cells["title"])


def _merged(refusals: list[_Refusal], now: dt.datetime) -> Iterator[RejectedDocument]:
    """One row per name; several reasons share a row."""
    merged: dict[str, _Refusal] = {}
    for refusal in refusals:
        earlier = merged.get(refusal.source_name)
        if earlier is not None:
            refusal = dataclasses.replace(earlier, reason=f"{earlier.reason} {refusal.reason}")
        merged[refusal.source_name] = refusal
    for _, refusal in sorted(merged.items()):
        yield _rejected(refusal, now)


def _rejected(refusal: _Refusal, now: dt.datetime) -> RejectedDocument:
    return RejectedDocument(
        source_name=refusal.source_name,
        stage=refusal.stage,
        reason_code=refusal.reason_code,
        reason=refusal.reason,
        byte_size=refusal.byte_size,
        document_id=refusal.document_id,
        first_rejected_at=now,
    )
