"""How long it takes from a relevant page to its mentions, against trafilatura alone on the same pages."""

from __future__ import annotations

import datetime as dt
import hashlib
import random

import trafilatura

from orchestration.contracts.tables import Document
from orchestration.stations import ExtractionJob, extract, read
from tests.bench.archives import WORDS, side_by_side, surroundings
from tests.bench.texts import PROJECT, SEEDS

NOW = dt.datetime(2026, 1, 1)


def main(rounds: int) -> None:
    """Prints both for pages as sites make them, and for the same articles with hardly any markup."""
    for name, dressed in (("full pages", True), ("bare pages", False)):
        print(f"{name} {compared(documents(dressed=dressed), rounds)}")


def compared(pages: list[Document], rounds: int) -> str:
    """What a page of these costs, in milliseconds of processor time."""
    extracted(pages[0])  # loads the rules
    alone, reading, ours = (
        1000 * seconds / len(pages)
        for seconds in side_by_side(
            lambda: [trafilatura.bare_extraction(d.content, with_metadata=True) for d in pages],
            lambda: [read(d, seeds_dir=SEEDS, now=NOW) for d in pages],
            lambda: [extracted(d) for d in pages],
            rounds=rounds,
        )
    )
    size = sum(d.byte_size for d in pages) / len(pages) / 1000
    return (
        f"of {size:.0f} kB: trafilatura alone {alone:.1f} ms, to clean text {reading:.1f} ms, "
        f"to mentions {ours:.1f} ms: {ours / alone:.2f} times trafilatura (goal: at most 1.3)"
    )


def _dressed(page: bytes, head: str, menu: str) -> bytes:
    page = page.replace(b"</head>", head.encode() + b"</head>", 1)
    return page.replace(b"<body>", b"<body>" + menu.encode(), 1)


def documents(*, dressed: bool) -> list[Document]:
    """The annotated pages, which are bare; dressed: each with what a news site puts around an article."""
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
        for path in sorted((PROJECT / "tests" / "gold" / "articles").glob("*.html"))
        for bare in [path.read_bytes()]
        for content in [_dressed(bare, *surroundings(rng, WORDS["en"].split())) if dressed else bare]
    ]


def extracted(document: Document) -> object:
    """The whole way from bytes to mentions."""
    reading = read(document, seeds_dir=SEEDS, now=NOW)
    if reading.article is None:
        return reading
    return extract(ExtractionJob(document.source_name, reading.article, reading.segments), seeds_dir=SEEDS, now=NOW)
