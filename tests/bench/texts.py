"""Texts to measure on, composed from the annotated development articles: equal pieces, or one as long as wanted."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from orchestration.contracts.codes import Language, PublishedBasis, SegmentKind
from orchestration.contracts.tables import Article, ArticleSegment
from orchestration.ingest.articles import RejectedArticleError, read_article
from orchestration.ingest.documents import FoundDocument, scan
from orchestration.ingest.junk import JunkRules
from orchestration.ingest.relevance import Gate

PROJECT = Path(__file__).parents[2]
SEEDS = PROJECT / "seeds"
SIZE = 2500  # characters of an article
DAY = dt.date(2025, 8, 7)
_KINDS = (SegmentKind.TITLE, SegmentKind.BODY)

ArticleText = tuple[Article, list[ArticleSegment]]


@functools.cache
def bodies() -> dict[Language, str]:
    """Title and body of all development articles of a language, one behind the other."""
    now = dt.datetime(2026, 1, 1)
    rules = JunkRules.load(SEEDS / "language")
    texts: dict[Language, list[str]] = {language: [] for language in Language}
    for finding in scan(PROJECT / "tests" / "gold" / "articles", now, Gate(SEEDS / "reference")):
        if not isinstance(finding, FoundDocument):
            continue
        try:
            page = read_article(finding.as_document(now), rules)
        except RejectedArticleError:
            continue
        texts[page.language] += [page.text[s.char_start : s.char_end] for s in page.segments if s.kind in _KINDS]
    return {language: "\n".join(paragraphs) for language, paragraphs in texts.items()}


def pieces(language: Language) -> list[str]:
    """All pieces of SIZE characters that the development articles of a language give."""
    text = bodies()[language]
    return [text[i : i + SIZE] for i in range(0, len(text) - SIZE + 1, SIZE)]


def lengthened(language: Language, size: int) -> str:
    """A text of `size` characters, articles over and over."""
    return "".join(itertools.islice(itertools.cycle(bodies()[language]), size))


def as_article(text: str, language: Language) -> ArticleText:
    """An article of DAY: the first line as its title, each further one as a paragraph."""
    row = Article(
        document_id="bench",
        language=language,
        title=None,
        publisher=None,
        agency=None,
        source_url=None,
        dateline_place=None,
        published_date=DAY,
        published_basis=PublishedBasis.MANIFEST,
        anchor_start=DAY,
        anchor_end=DAY,
        encoding="utf-8",
        text=text,
        near_duplicate_group="bench",
        reader_version="bench",
    )
    return row, list(_segments(text))


def _segments(text: str) -> Iterator[ArticleSegment]:
    for number, line in enumerate(re.finditer(r"[^\n]+", text), start=1):
        kind = SegmentKind.TITLE if number == 1 and len(line[0]) < SIZE // 10 else SegmentKind.BODY
        yield ArticleSegment("bench", number, kind, None, line.start(), line.end())
