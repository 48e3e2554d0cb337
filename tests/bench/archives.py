"""How fast archives are read, against fastwarc alone; and relevant pages, against trafilatura alone.

`python -m tests.bench.archives [megabytes]` writes a synthetic web archive of that size (default 1024, compressed) into
a temporary folder. Both sides of each comparison take turns in one process; the best of several rounds counts, in
seconds of processor time, since other work on the machine slows both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator

from orchestration.contracts.tables import Document
from orchestration.ingest.archives import Tally, read_archive
from orchestration.ingest.relevance import Gate
from orchestration.stations import ExtractionJob, extract, read
from tests.archive_files import warc_record

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
PAGES = ROOT / "tests" / "gold" / "articles"
NOW = dt.datetime(2026, 1, 1)
#: Distinct records; the archive repeats them, which a reader of records that are compressed one by one cannot notice.
RECORDS = 1000
#: Of these, so many name both sides, and so many one.
RELEVANT, ONE_SIDED = 8, 120

_WORDS = {
    "en": "the of and market company government people more year minister report state city local team player season "
    "police court school health study price bank growth women world modified commodity rushing prudential",
    "hi": "में की के है और से को पर यह कि सरकार लोग साल पुलिस अदालत स्कूल बाजार कंपनी मैच टीम खिलाड़ी शहर राज्य मंत्री",
    "ru": "и в на что с по это как правительство рынок компания люди город область команда игрок сезон суд школа",
}
_ONE_SIDE = {"en": "India", "hi": "भारत", "ru": "России"}
_BOTH_SIDES = {
    "en": "Prime Minister Narendra Modi met Russian President Vladimir Putin in Moscow on Tuesday",
    "hi": "प्रधानमंत्री नरेंद्र मोदी ने मंगलवार को मॉस्को में रूसी राष्ट्रपति व्लादिमीर पुतिन से मुलाकात की",
    "ru": "Премьер-министр Индии Нарендра Моди встретился с президентом России Владимиром Путиным",
}


def main(megabytes: int = 1024) -> None:
    """Prints both comparisons."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synthetic.warc.gz"
        plain = write_archive(path, megabytes)
        print(f"archive: {path.stat().st_size / 1e6:,.0f} MB, {plain / 1e6:,.0f} MB of pages")
        gate = Gate(SEEDS / "reference")
        gate.passes(b"")  # compiles its automata
        tally = Tally()
        alone, ours = side_by_side(
            lambda: sum(1 for _ in ArchiveIterator(str(path))),
            lambda: sum(1 for _ in read_archive(path, gate, tally, 20_000_000)),
        )
        relevant = 1 - tally.irrelevant / tally.pages
        print(f"fastwarc alone {alone:.2f} s, with the gate {ours:.2f} s; {relevant:.2%} of the pages are relevant")
        print(f"speed of fastwarc alone that is kept: {alone / ours:.0%} (goal: at least 70 %)")
    documents = relevant_documents()
    extracted(documents[0])  # loads the rules
    alone, ours = side_by_side(
        lambda: [trafilatura.bare_extraction(d.content, with_metadata=True) for d in documents],
        lambda: [extracted(d) for d in documents],
        rounds=5,
    )
    milliseconds = 1000 / len(documents)
    print(f"per relevant page: trafilatura {alone * milliseconds:.1f} ms, to mentions {ours * milliseconds:.1f} ms")
    print(f"whole way against trafilatura alone: {ours / alone:.2f} (goal: at most 1.3)")


def side_by_side(first: Callable[[], object], second: Callable[[], object], rounds: int = 3) -> tuple[float, float]:
    """Processor seconds of the best round of each."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, seconds in zip((first, second), times, strict=True):
            start = time.process_time()
            call()
            seconds.append(time.process_time() - start)
    return min(times[0]), min(times[1])


def write_archive(path: Path, megabytes: int) -> int:
    """Writes the archive; returns the size of the pages in it, in bytes."""
    rng = random.Random(1)  # noqa: S311  # the same archive every time
    records, sizes = [], []
    for number in range(RECORDS):
        language = rng.choice("en en en hi ru".split())  # most pages of news crawls are in Latin script
        named = _BOTH_SIDES if number < RELEVANT else _ONE_SIDE if number < RELEVANT + ONE_SIDED else None
        page = _page(rng, language, named[language] if named else "").encode()
        records.append(warc_record(page, url=f"https://news.example/{language}/{number}"))
        sizes.append(len(page))
    order = list(range(RECORDS))
    rng.shuffle(order)
    written = plain = 0
    with path.open("wb") as file:
        while written < megabytes * 1_000_000:
            for number in order:
                written += file.write(records[number])
                plain += sizes[number]
    return plain


def _page(rng: random.Random, language: str, told: str) -> str:
    """A page as a news site makes it: mostly scripts, styles and menus, around twenty paragraphs."""
    words = _WORDS[language].split()
    head, menu = _surroundings(rng, words)
    paragraphs = [f"{' '.join(rng.choices(words, k=70))}." for _ in range(20)]
    paragraphs.insert(3, f"{told}.")
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{" ".join(rng.choices(words, k=8))}'
        f"</title>{head}</head><body>{menu}<article>{body}</article>"
        "</body></html>"
    )


def _surroundings(rng: random.Random, words: list[str]) -> tuple[str, str]:
    """Styles and scripts of a head, and a menu."""
    script = "".join(
        f"window.w{rng.randrange(10**6)}=function(e,t){{return e.modified?t:{rng.random()}}};" for _ in range(300)
    )
    style = "".join(
        f".c{i}-{rng.randrange(99)}{{margin:{rng.randrange(40)}px;color:#{rng.randrange(1 << 24):06x}}}"
        for i in range(300)
    )
    menu = "".join(
        f'<li class="menu-item menu-item-{i}"><a href="/{rng.choice("abcdef")}/{rng.randrange(10**6)}.html">'
        f"{' '.join(rng.choices(words, k=6))}</a></li>"
        for i in range(200)
    )
    return f"<style>{style}</style><script>{script}</script>", f"<ul>{menu}</ul>"


def _dressed(page: bytes, head: str, menu: str) -> bytes:
    page = page.replace(b"</head>", head.encode() + b"</head>", 1)
    return page.replace(b"<body>", b"<body>" + menu.encode(), 1)


def relevant_documents() -> list[Document]:
    """The annotated pages, which are bare, each with what a news site puts around an article."""
    rng = random.Random(2)  # noqa: S311
    return [
        Document(
            document_id=hashlib.sha256(content).hexdigest(),
            source_name=path.name,
            other_source_names=[],
            media_type="text/html",
            byte_size=len(content),
            content=content,
            source_url=None,
            manifest_published=None,
            manifest_publisher=None,
            manifest_title=None,
            first_seen_at=NOW,
        )
        for path in sorted(PAGES.glob("*.html"))
        for content in [_dressed(path.read_bytes(), *_surroundings(rng, _WORDS["en"].split()))]
    ]


def extracted(document: Document) -> object:
    """The whole way from bytes to mentions."""
    reading = read(document, seeds_dir=SEEDS, now=NOW)
    if reading.article is None:
        return reading
    return extract(ExtractionJob(document.source_name, reading.article, reading.segments), seeds_dir=SEEDS, now=NOW)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
