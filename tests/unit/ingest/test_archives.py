from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.contracts.tables import Archive
from orchestration.ingest.archives import ArchivedDocument, BrokenRecord, Tally, read_archive
from orchestration.ingest.documents import Finding, FoundDocument, scan
from orchestration.ingest.relevance import Gate
from tests.archive_files import warc_record

NOW = dt.datetime.fromisoformat("2025-12-06T08:00:00")
PAGE = "<html><title>Modi</title><p>Modi met Putin in Moscow. №{}</p></html>"
OTHER = b"<html><p>The match was won by three runs.</p></html>"

Read = Callable[..., "Contents"]


class Contents:
    def __init__(self, items: list[ArchivedDocument | BrokenRecord], tally: Tally) -> None:
        self.documents = [i for i in items if isinstance(i, ArchivedDocument)]
        self.broken = {i.place: i.reason_code for i in items if isinstance(i, BrokenRecord)}
        self.tally = tally


@pytest.fixture
def read(gate: Gate, tmp_path: Path) -> Read:
    def read(content: bytes, name: str = "a.warc.gz", max_bytes: int = 1_000_000) -> Contents:
        path = tmp_path / name
        path.write_bytes(content)
        tally = Tally()
        return Contents(list(read_archive(path, gate, tally, max_bytes)), tally)

    return read


def page(number: int) -> bytes:
    return PAGE.format(number).encode()


def pages(count: int, **options: Any) -> list[bytes]:
    return [warc_record(page(i), url=f"https://news.example/{i}", **options) for i in range(count)]


@pytest.mark.parametrize("compress", [True, False])
def test_relevant_pages_come_with_what_the_archive_tells(read: Read, compress: bool) -> None:
    info = warc_record(b"software: x", kind="warcinfo", http_headers="Content-Type: application/warc-fields")
    moscow = "2025-12-05T13:00:00+03:00"
    parts = [
        info if compress else gzip.decompress(info),
        warc_record(page(1), url="https://news.example/1", compress=compress),
        warc_record(OTHER, compress=compress),
        warc_record(page(2), url="<https://news.example/2>", date=moscow, compress=compress),
    ]
    found = read(b"".join(parts), "a.warc.gz" if compress else "A.WARC")
    assert found.documents == [
        ArchivedDocument(
            place=str(offset),
            content=page(number),
            media_type="text/html",
            url=f"https://news.example/{number}",
            charset="utf-8",
            fetched_at=dt.datetime.fromisoformat("2025-12-05T10:00:00"),
        )
        for number, offset in ((1, len(parts[0])), (2, sum(map(len, parts[:3]))))
    ]
    assert found.tally == Tally(records=4, pages=3, irrelevant=1, refused=0)


def test_what_is_no_page_is_passed_over(read: Read) -> None:
    parts = [
        warc_record(page(0), kind="request", http_headers="Content-Type: application/http; msgtype=request"),
        warc_record(page(0), http_headers="Content-Type: image/png"),
        warc_record(page(0), status="404 Not Found"),
        warc_record(page(0), status="301 Moved\r\nLocation: /x"),
        warc_record(page(0), kind="metadata", http_headers="Content-Type: application/warc-fields"),
        warc_record(b""),
        warc_record(page(1), kind="conversion", http_headers="Content-Type: text/plain"),
        warc_record(page(2), kind="resource", http_headers="Content-Type: text/html"),
        warc_record(page(3), http_headers="Server: x"),
    ]
    found = read(b"".join(parts))
    assert [(d.content, d.media_type) for d in found.documents] == [
        (page(1), "text/plain"),
        (page(2), "text/html"),
        (page(3), "text/html"),
    ]
    assert (found.tally.records, found.tally.pages, found.broken) == (9, 3, {})


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(page(1), mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(page(1))),
        ("Transfer-Encoding: chunked", b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1))),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", None),
        ("Content-Encoding: gzip", page(1)),  # decoded by the crawler, which kept the header
        ("Transfer-Encoding: chunked", page(1)),
        ("Content-Encoding: identity", page(1)),
    ],
)
def test_bodies_are_read_as_a_browser_has_them(read: Read, headers: str, body: bytes | None) -> None:
    packed = gzip.compress(page(1))
    body = body or b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    found = read(warc_record(body, http_headers=f"Content-Type: text/html\r\n{headers}"))
    assert [d.content for d in found.documents] == [page(1)]


def test_bombs_and_giants_are_refused(read: Read) -> None:
    bomb = warc_record(
        gzip.compress(bytes(50_000_000)), http_headers="Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    giant = warc_record(b"Modi Putin" * 200_000)
    found = read(bomb + giant + warc_record(page(1)))
    assert found.broken == {"0": "too_large", str(len(bomb)): "too_large"}
    assert len(found.documents) == 1


@pytest.mark.parametrize("cut", [1, 20, 60, 170])
@pytest.mark.parametrize("compress", [True, False])
def test_everything_before_a_cut_is_kept(read: Read, cut: int, compress: bool) -> None:
    parts = pages(3, compress=compress)
    whole = b"".join(parts)
    found = read(whole[: len(whole) - cut], "a.warc.gz" if compress else "a.warc")
    assert [d.content for d in found.documents][:2] == [page(0), page(1)]
    assert len(found.documents) + len(found.broken) == 3


def test_what_follows_a_damaged_stretch_is_found(read: Read) -> None:
    parts = pages(4)
    damaged = bytearray(b"".join(parts))
    at = len(parts[0]) + 40
    damaged[at : at + 60] = os.urandom(60)
    found = read(bytes(damaged))
    assert [(d.content, d.place) for d in found.documents] == [
        (page(number), str(sum(map(len, parts[:number])))) for number in (0, 2, 3)
    ]
    assert len(found.broken) == 1


def in_one_member(records: list[bytes]) -> bytes:
    return gzip.compress(b"".join(records))


def in_members_of_equal_size(records: list[bytes]) -> bytes:
    whole = b"".join(records)
    return b"".join(gzip.compress(whole[i : i + 700]) for i in range(0, len(whole), 700))


def from_one_too_large(records: list[bytes]) -> bytes:
    large = warc_record(bytes(1_200_000), http_headers="Content-Type: video/mp4")
    return b"".join([large, *map(gzip.compress, records)])


@pytest.mark.parametrize("packed", [in_one_member, in_members_of_equal_size, from_one_too_large])
def test_it_does_not_matter_how_records_are_packed(read: Read, packed: Callable[[list[bytes]], bytes]) -> None:
    """Records that are compressed one by one are told irrelevant at a glance, others only after parsing."""
    wide = "Модi: <p>Моди встретился с Путиным.</p>".encode("utf-16")
    html = "Content-Type: text/html"
    records = [
        warc_record(body, url=f"https://news.example/{number}", compress=False, **options)
        for number, (body, options) in enumerate(
            [
                (page(1), {}),
                (OTHER, {}),
                (OTHER + b"Modi", {}),
                (wide, {"http_headers": f"{html}; charset=utf-16"}),
                (OTHER.decode().encode("utf-16"), {}),
                (b"", {}),
                (b"\r\n\r\n" + OTHER, {}),
                (b"\r\n\r\nModi met Putin.", {}),
                (OTHER, {"http_headers": f"Server: Modi\r\n{html}\r\nX-Name: Putin"}),
                (OTHER, {"http_headers": "Content-Type: image/svg+xml"}),
                (OTHER, {"status": "404 Not Found"}),
                (OTHER, {"kind": "metadata"}),
                (OTHER, {"kind": "resource", "http_headers": html}),
                (gzip.compress(OTHER), {"http_headers": f"{html}\r\nContent-Encoding: gzip"}),
                (gzip.compress(page(2)), {"http_headers": f"{html}\r\nContent-Encoding: gzip"}),
                (b"2\r\nMo\r\n8\r\ndi Putin\r\n0\r\n\r\n", {"http_headers": f"{html}\r\nTransfer-Encoding: chunked"}),
            ]
        )
    ]
    one_by_one = read(b"".join(map(gzip.compress, records)))
    otherwise = read(packed(records))
    assert [d.content for d in one_by_one.documents] == [d.content for d in otherwise.documents]
    assert {"Modi met Putin.", "Modi Putin"} <= {
        d.content.decode("utf-8", "replace").strip() for d in one_by_one.documents
    }
    assert one_by_one.tally.pages == otherwise.tally.pages
    assert one_by_one.tally.irrelevant == otherwise.tally.irrelevant > 5


def test_records_compressed_together_have_places_of_their_own(read: Read) -> None:
    found = read(gzip.compress(b"".join(pages(4, compress=False))))
    assert len({d.place for d in found.documents}) == 4


@pytest.mark.parametrize(
    "content", [b"no archive at all", b"\x1f\x8b\x08broken", b"\0" * 100, gzip.compress(b"text", mtime=0)]
)
def test_what_is_no_archive_is_told_once(read: Read, content: bytes) -> None:
    found = read(content)
    assert (found.documents, found.broken) == ([], {None: "no_archive"})


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_damage_is_survived(gate: Gate, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    compress = data.draw(st.booleans())
    damaged = bytearray(b"".join(pages(3, compress=compress)))
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=5)):
        damaged[at] = byte
    path = tmp_path_factory.mktemp("damaged") / "a.warc"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(0, len(damaged)))]))
    tally = Tally()
    items = list(read_archive(path, gate, tally, 1_000_000))
    assert tally.refused == sum(isinstance(item, BrokenRecord) for item in items)
    places = [item.place for item in items if isinstance(item, ArchivedDocument)]
    assert len(places) == len(set(places))


def line(**told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_lines_of_a_dump(read: Read, name: str) -> None:
    content = (
        line(
            url="https://e.example/1",
            text="Моди встретился с Путиным",
            published="2025-12-05T23:30:00+05:30",
            title="T",
        )
        + b"\n"
        + json.dumps({"html": PAGE, "date_publish": "2025-12-05 10:00:00", "source_domain": "e.example"}).encode()
        + b"\n"
        + json.dumps({"maintext": "मोदी और पुतिन मिले"}).encode()
        + b"\n"
        + line(text="A match was won.")
        + b'{"text": "Modi met Putin", \n'
        + b'["Modi", "Putin"]\n'
        + line(title="Modi and Putin", text=" ")
        + line(text="Modi and Putin", published="yesterday", url="javascript:alert(1)", publisher=7)
    )
    found = read(gzip.compress(content) if name.endswith("gz") else content, name)
    told, html, escaped, bare = found.documents
    assert (told.place, told.content.decode(), told.media_type) == ("1", "Моди встретился с Путиным", "text/plain")
    assert (told.url, told.published, told.title) == ("https://e.example/1", dt.date(2025, 12, 5), "T")
    assert (html.place, html.media_type, html.publisher) == ("3", "text/html", "e.example")
    assert html.published == dt.date(2025, 12, 5)
    assert escaped.content.decode() == "मोदी और पुतिन मिले"
    assert (bare.place, bare.url, bare.published, bare.publisher) == ("9", None, None, None)
    assert found.broken == {"6": "broken_record", "7": "broken_record", "8": "no_text"}
    assert found.tally == Tally(records=8, pages=5, irrelevant=1, refused=3)


def test_a_dump_that_is_cut_is_read_up_to_there(read: Read) -> None:
    packed = gzip.compress(b"".join(line(text=f"Modi met Putin {i} {os.urandom(40).hex()}") for i in range(2000)))
    found = read(packed[: len(packed) // 2], "a.jsonl.gz")
    assert len(found.documents) > 500
    assert list(found.broken.values()) == ["truncated_archive"]
    assert read(line(text="Modi, Putin " * 1000) + line(text="Modi, Putin"), "b.jsonl", max_bytes=1000).broken == {
        "1": "too_large"
    }


def test_memory_does_not_grow_with_the_archive(gate: Gate, tmp_path: Path) -> None:
    peaks = []
    for count in (200, 2000):
        path = tmp_path / f"{count}.warc.gz"
        path.write_bytes(b"".join(warc_record(page(i) + b" " * 20_000, compress=True) for i in range(count)))
        tracemalloc.start()
        assert sum(1 for _ in read_archive(path, gate, Tally(), 1_000_000)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


def test_a_scan_reads_archives_like_files(gate: Gate, tmp_path: Path) -> None:
    folder, web = tmp_path / "in", tmp_path / "web"
    for made in (folder / "sub", web):
        made.mkdir(parents=True)
    (folder / "sub" / "a.warc.gz").write_bytes(b"".join(pages(2)) + warc_record(OTHER))
    (folder / "b.jsonl").write_bytes(line(text="Modi met Putin") + b"{Modi, Putin\n")
    (folder / "c.txt").write_text("Neither side is named.", encoding="utf-8")
    (folder / "d.warc").write_bytes(b"")
    (web / "2025-12-05.warc.gz").write_bytes(warc_record(page(9), url="https://news.example/9"))
    (web / "state.json").write_text("{}", encoding="utf-8")

    def look(known: dict[str, Archive]) -> list[Finding]:
        return list(scan(folder, NOW, gate, web_dir=web, known_archives=known))

    findings = look({})
    found = {f.source.location: f.source for f in findings if isinstance(f, FoundDocument)}
    second = len(pages(1)[0])
    assert list(found) == [
        "b.jsonl#1",
        "c.txt",
        "sub/a.warc.gz#0",
        f"sub/a.warc.gz#{second}",
        "web:2025-12-05.warc.gz#0",
    ]
    assert found["sub/a.warc.gz#0"].source_name == "sub/a.warc.gz#0"
    assert found["sub/a.warc.gz#0"].source_url == "https://news.example/0"
    assert found["web:2025-12-05.warc.gz#0"].source_name == "https://news.example/9"
    rest = [
        type(f).__name__ + ":" + str(getattr(f, "reason_code", ""))
        for f in findings
        if not isinstance(f, FoundDocument)
    ]
    assert rest == ["RejectedDocument:broken_record", "Archive:", "RejectedDocument:empty", "Archive:", "Archive:"]
    archives = {f.archive: f for f in findings if isinstance(f, Archive)}
    tallies = {name: (a.records, a.pages, a.irrelevant, a.refused) for name, a in archives.items()}
    assert tallies == {
        "b.jsonl": (2, 1, 0, 1),
        "sub/a.warc.gz": (3, 3, 1, 0),
        "web:2025-12-05.warc.gz": (1, 1, 0, 0),
    }
    with (folder / "b.jsonl").open("ab") as dump:
        dump.write(line(text="Putin met Modi"))
    again = [f for f in look(archives) if not isinstance(f, FoundDocument)]
    assert [getattr(f, "name", getattr(f, "archive", None)) for f in again if type(f).__name__ == "Standing"] == [
        "sub/a.warc.gz",
        "web:2025-12-05.warc.gz",
    ]
    assert [f.archive for f in again if isinstance(f, Archive)] == ["b.jsonl"]
