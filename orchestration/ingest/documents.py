"""From a folder to documents: walk it, read each file once, join what manifest.csv tells, say what was refused.

Belongs here: file names, sizes, bytes, hashes, the manifest. Does not: what the bytes mean (`decode`, `articles`).
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
from orchestration.contracts.tables import Document, RejectedDocument
from orchestration.ingest.decode import UndecodableError, decode, wide_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: Larger files are no news articles; told from the file's size, before it is read.
MAX_DOCUMENT_BYTES = 20_000_000
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("file", "source_url", "published", "publisher", "title")

#: Files about a folder, not documents in it; compared without suffix and case.
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "thumbs", "desktop"})


class SourceFolderError(Exception):
    """The folder of documents is missing, is no folder, or cannot be listed."""


@dataclasses.dataclass(frozen=True, slots=True)
class KnownFile:
    """What an earlier run read under a name."""

    document: Document


@dataclasses.dataclass(frozen=True, slots=True)
class ScanResult:
    """Documents by first name, one per content; refusals by name and stage, one per pair."""

    documents: list[Document]
    rejected: list[RejectedDocument]


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


def known_files(documents: Iterable[Document]) -> dict[str, KnownFile]:
    """Documents of an earlier run by each of their names, as `scan` wants them."""
    return {name: KnownFile(d) for d in documents for name in (d.source_name, *d.other_source_names)}


def read_file(path: pathlib.Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: it cannot be opened or read.
    """
    return path.read_bytes()


def scan(
    folder: pathlib.Path,
    known: Mapping[str, KnownFile],
    now: dt.datetime,
    *,
    max_document_bytes: int = MAX_DOCUMENT_BYTES,
    read: Callable[[pathlib.Path], bytes] = read_file,
) -> ScanResult:
    """Reads every document of a folder, whole.

    Args:
        folder: may hold subfolders and one manifest.csv at its top.
        known: what earlier runs read, by source name (`known_files`). Gives `first_seen_at` by content, and stands in
            for a file that is there but cannot be read now.
        now: UTC time of this run, without a zone.
        max_document_bytes: larger files are refused unread.
        read: how a regular file is read.

    Raises:
        SourceFolderError: the folder is missing, is no folder, or cannot be listed.
    """
    root = _checked_root(folder)
    refusals: list[_Refusal] = []
    manifest = _read_manifest(root, refusals, read)
    contents: list[tuple[str, bytes]] = []
    for entry in _entries(root):
        if entry.refusal is not None:
            refusals.append(entry.refusal)
            if entry.refusal.reason_code == "unreadable":
                contents.extend(_known_below(entry.name, known))
            continue
        outcome = _read_entry(entry, root, max_document_bytes, read)
        if isinstance(outcome, bytes):
            contents.append((entry.name, outcome))
        elif outcome is not None:
            refusals.append(outcome)
            if outcome.reason_code == "unreadable":
                contents.extend(_known_below(entry.name, known))
    documents = _documents(contents, manifest, known, now)
    found = {unicodedata.normalize("NFC", name) for name, _ in contents} | {r.source_name for r in refusals}
    for name in sorted(manifest.keys() - found):
        reason = f"{MANIFEST} names a file that is not in the folder."
        refusals.append(_Refusal(name, RejectionStage.MANIFEST, "missing_file", reason))
    return ScanResult(documents, _rejected(refusals, now))


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


def _entries(root: pathlib.Path) -> Iterator[_Entry]:
    """Everything below the folder that is not hidden, sorted by name; symbolic links to folders are not followed."""
    entries: list[_Entry] = []

    def refuse_folder(error: OSError) -> None:
        path = pathlib.Path(error.filename)
        name = _name(path, root)
        reason = f"The folder cannot be listed: {_why(error)}."
        entries.append(_Entry(name, path, _Refusal(name, RejectionStage.READ, "unreadable", reason)))

    for directory, subfolders, files in os.walk(root, onerror=refuse_folder):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        # A folder is looked at only where it bears a document's name, or is a link and so not walked.
        base = pathlib.Path(directory)
        looked_at = [n for n in subfolders if pathlib.Path(n).suffix.lower() in MEDIA_TYPES or (base / n).is_symlink()]
        entries.extend(
            _Entry(_name(base / name, root), base / name)
            for name in (*files, *looked_at)
            if not name.startswith(".") and not (base == root and name == MANIFEST)
        )
    yield from sorted(entries, key=lambda entry: entry.name)


def _name(path: pathlib.Path, root: pathlib.Path) -> str:
    """Path relative to the folder, with `/`; bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _read_entry(
    entry: _Entry, root: pathlib.Path, max_bytes: int, read: Callable[[pathlib.Path], bytes]
) -> bytes | _Refusal | None:
    """The content, a refusal, or None for what is no document and needs no word."""

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
    if not target.is_relative_to(root):
        return refuse("outside_folder", "The link leads outside the folder of documents and is not followed.")
    if stat.S_ISDIR(status.st_mode):
        if entry.path.is_symlink():
            return None  # what it leads to is walked under its own name
        return refuse("is_directory", "It is a folder with the name of a document.")
    if not stat.S_ISREG(status.st_mode):
        return refuse("special_file", "It is a pipe, socket or device, not a file.")
    if entry.path.suffix.lower() not in MEDIA_TYPES:
        known_kinds = ", ".join(MEDIA_TYPES)
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


def _known_below(name: str, known: Mapping[str, KnownFile]) -> list[tuple[str, bytes]]:
    """Known contents of a file, or of a folder's files, that cannot be read now."""
    return [(n, k.document.content) for n, k in known.items() if n == name or n.startswith(f"{name}/")]


def _documents(
    contents: list[tuple[str, bytes]],
    manifest: Mapping[str, _ManifestRow],
    known: Mapping[str, KnownFile],
    now: dt.datetime,
) -> list[Document]:
    first_seen = {k.document.document_id: k.document.first_seen_at for k in known.values()}
    by_id: dict[str, tuple[bytes, list[str]]] = {}
    for name, content in sorted(contents, key=lambda item: item[0]):
        by_id.setdefault(hashlib.sha256(content).hexdigest(), (content, []))[1].append(name)
    documents = []
    for document_id, (content, names) in by_id.items():
        rows = (manifest.get(unicodedata.normalize("NFC", name)) for name in names)
        row = next((r for r in rows if r is not None), _ManifestRow())
        documents.append(
            Document(
                document_id=document_id,
                source_name=names[0],
                other_source_names=names[1:],
                media_type=_media_type(names[0], content),
                byte_size=len(content),
                content=content,
                source_url=row.source_url,
                manifest_published=row.published,
                manifest_publisher=row.publisher,
                manifest_title=row.title,
                first_seen_at=first_seen.get(document_id, now),
            )
        )
    return documents


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


def _rejected(refusals: list[_Refusal], now: dt.datetime) -> list[RejectedDocument]:
    """One row per name and stage; several reasons of one stage share a row."""
    merged: dict[tuple[str, RejectionStage], _Refusal] = {}
    for refusal in refusals:
        key = (refusal.source_name, refusal.stage)
        earlier = merged.get(key)
        if earlier is not None:
            refusal = dataclasses.replace(earlier, reason=f"{earlier.reason} {refusal.reason}")
        merged[key] = refusal
    return [
        RejectedDocument(
            source_name=r.source_name,
            stage=r.stage,
            reason_code=r.reason_code,
            reason=r.reason,
            byte_size=r.byte_size,
            document_id=r.document_id,
            first_rejected_at=now,
        )
        for _, r in sorted(merged.items())
    ]
