from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from orchestration.contracts.tables import Archive, RejectedDocument
from orchestration.ingest.documents import Finding, FoundDocument, SourceFolderError, Standing, read_file, scan
from orchestration.ingest.relevance import Gate

NOW = dt.datetime.fromisoformat("2025-12-06T08:00:00")
Scan = Callable[..., "Scanned"]


class Scanned:
    """What a scan came by, by kind."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        self.documents = [f for f in self.findings if isinstance(f, FoundDocument)]
        self.names = [f.source.source_name for f in self.documents]
        self.rejected = [f for f in self.findings if isinstance(f, RejectedDocument)]
        self.archives = {f.archive: f for f in self.findings if isinstance(f, Archive)}
        self.standing = [f.name for f in self.findings if isinstance(f, Standing)]


@pytest.fixture
def look(gate: Gate) -> Scan:
    def look(folder: Path, **options: Any) -> Scanned:
        return Scanned(scan(folder, NOW, gate, **options))

    return look


def rejections(rejected: list[RejectedDocument]) -> dict[tuple[str, str], str]:
    return {(r.source_name, r.stage.value): r.reason_code for r in rejected}


def test_walks_in_order_and_skips_what_is_about_the_folder(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.HTM", "sub/c.html", ".gitkeep", ".hidden/x.txt", "README.md", "LICENSE", "manifest.csv"):
        (tmp_path / name).write_text("file\n" if name == "manifest.csv" else f"text of {name}", encoding="utf-8")
    result = look(tmp_path)
    assert [(d.source.source_name, d.source.media_type) for d in result.documents] == [
        ("a.HTM", "text/html"),
        ("b.txt", "text/plain"),
        ("sub/c.html", "text/html"),
    ]
    assert result.rejected == []
    first = result.documents[0]
    assert first.content == b"text of a.HTM"
    assert first.source.document_id == hashlib.sha256(first.content).hexdigest()
    assert (first.source.location, first.source.archive) == ("a.HTM", None)


def test_page_saved_as_text_is_known_by_its_first_tag(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff\n <!DOCTYPE html><html></html>", encoding="utf-8")
    assert look(tmp_path).documents[0].source.media_type == "text/html"


def test_each_bad_input_is_refused_and_the_rest_goes_through(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("मोदी", encoding="utf-8")
    (tmp_path / "wide.txt").write_bytes("मोदी, 5 मई".encode("utf-16"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "nul.txt").write_bytes(b"some text\0\0\0more")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "outside.txt").symlink_to("/etc/hostname")
    (tmp_path / "outside").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(50_000_000)
    result = look(tmp_path)
    assert result.names == ["good.txt", "wide.txt"]
    assert rejections(result.rejected) == {
        ("big.txt", "read"): "too_large",
        ("circle.txt", "read"): "unreadable",
        ("dangling.txt", "read"): "unreadable",
        ("empty.txt", "read"): "empty",
        ("nul.txt", "read"): "binary",
        ("outside", "read"): "outside_folder",
        ("outside.txt", "read"): "outside_folder",
        ("photo.jpg", "read"): "unsupported",
        ("pipe.txt", "read"): "special_file",
        ("x.txt", "read"): "is_directory",
    }
    assert all(r.reason.endswith(".") and r.first_rejected_at == NOW for r in result.rejected)
    assert next(r for r in result.rejected if r.source_name == "big.txt").byte_size == 50_000_000


def test_large_file_is_refused_unread(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0123456789", encoding="utf-8")

    def read(path: Path) -> bytes:
        raise AssertionError(f"{path} was read")

    assert look(tmp_path, max_document_bytes=9, read=read).rejected[0].reason_code == "too_large"


def test_links_inside_the_folder_are_further_names(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("मोदी", encoding="utf-8")
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "c.txt").write_text("मोदी", encoding="utf-8")
    (tmp_path / "folder").symlink_to(".")
    found = look(tmp_path).documents
    assert [d.source.location for d in found] == ["a.txt", "b.txt", "c.txt"]
    assert len({d.source.document_id for d in found}) == 1


def test_file_that_cannot_be_read_now_stands(look: Scan, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"text of {name}", encoding="utf-8")

    def read(path: Path) -> bytes:
        if path.name != "b.txt":
            raise PermissionError(13, "Permission denied")
        return read_file(path)

    result = look(tmp_path, read=read)
    assert (result.names, result.standing) == (["b.txt"], ["a.txt"])
    assert rejections(result.rejected) == {("a.txt", "read"): "unreadable"}


def test_manifest_describes_documents(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "b.txt").write_text("two", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(
        "file,source_url,published,publisher,title\r\n"
        './a.txt,https://e.example/1,2025-08-07T22:31:00+05:30,"समाचार, भारत",मोदी\r\n\r\nb.txt,,,,\r\n',
        encoding="utf-8-sig",
    )
    result = look(tmp_path)
    a, b = (d.source for d in result.documents)
    assert result.rejected == []
    assert (a.source_url, a.published) == ("https://e.example/1", dt.date(2025, 8, 7))
    assert (a.publisher, a.title) == ("समाचार, भारत", "मोदी")
    assert (b.source_url, b.published, b.publisher, b.title) == (None, None, None, None)


def test_what_is_wrong_in_the_manifest_is_told_and_costs_no_document(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "manifest.csv").write_text(
        "file,published,colour\na.txt,2025-13-40,red\na.txt,2025-01-01,\ngone.txt,2025-01-01,\nempty.txt,,\n",
        encoding="utf-8",
    )
    result = look(tmp_path)
    assert [d.source.published for d in result.documents] == [None]
    assert rejections(result.rejected) == {
        ("a.txt", "manifest"): "bad_date",
        ("empty.txt", "read"): "empty",
        ("gone.txt", "manifest"): "missing_file",
        ("manifest.csv", "manifest"): "unknown_column",
    }
    told = next(r.reason for r in result.rejected if r.source_name == "a.txt")
    assert "2025-13-40" in told
    assert "line 3" in told


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\0\0\0\x01binary", "undecodable"),
        (b"name,title\na.txt,x\n", "no_file_column"),
        (b"", "no_file_column"),
        (b'file,title\na.txt,"never closed\n', "malformed"),
        (b"file,title\n,lonely title\n", "no_file_name"),
    ],
)
def test_useless_manifest_is_told(look: Scan, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "manifest.csv").write_bytes(content)
    result = look(tmp_path)
    assert result.names == ["a.txt"]
    assert rejections(result.rejected) == {("manifest.csv", "manifest"): code}


def test_manifest_that_is_a_folder_is_told(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").mkdir()
    assert rejections(look(tmp_path).rejected) == {("manifest.csv", "manifest"): "not_a_file"}


def test_wrong_folder_is_one_clear_error(look: Scan, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    with pytest.raises(SourceFolderError, match="does not exist"):
        look(tmp_path / "missing")
    with pytest.raises(SourceFolderError, match="is a file"):
        look(tmp_path / "a.txt")


def test_file_name_that_is_no_utf8_is_shown_with_escapes(look: Scan, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_bytes(b"text")
    assert look(tmp_path).documents[0].source.source_name == "bad\\xff.txt"
