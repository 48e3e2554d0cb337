"""From a document to the text of its article: decoded, extracted, cut into segments, its language told.

Belongs here: putting the steps together. Does not: markup (`pages`), shapes and rules (`segments`, `junk`,
`wrapping`), dates in running text, and any mention of people or meetings (`orchestration.extract`).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from orchestration.contracts.codes import Language, PublishedBasis, RejectionStage, SegmentKind
from orchestration.ingest.addresses import canonical_url
from orchestration.ingest.decode import Decoded, UndecodableError, decode
from orchestration.ingest.languages import UnknownLanguageError, identify
from orchestration.ingest.pages import NoArticleError, Page, declared_charset, read_page, url_date
from orchestration.ingest.segments import Segment, segment
from orchestration.ingest.wrapping import unwrapped

if TYPE_CHECKING:
    import datetime as dt

    from orchestration.contracts.tables import Document
    from orchestration.ingest.junk import JunkRules

#: More text than any article has; a book or a dump.
MAX_ARTICLE_CHARS = 1_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class PageText:
    """What a document says, and what it says about itself.

    text: whole, as decoded or extracted; every offset points into it. published_*: from the manifest, the page's
    metadata or its address only. continued_until: the last day of a live blog that goes on after its first.
    dateline_place: as written.
    """

    text: str
    encoding: str
    language: Language
    title: str | None
    author: str | None
    publisher: str | None
    agency: str | None
    source_url: str | None
    canonical_url: str | None
    dateline_place: str | None
    published_date: dt.date | None
    published_basis: PublishedBasis | None
    continued_until: dt.date | None
    segments: tuple[Segment, ...]


class RejectedArticleError(Exception):
    """A document holds no article that we can read."""

    def __init__(self, stage: RejectionStage, reason_code: str, reason: str) -> None:
        """Keeps the station, a short stable code, and one sentence for a person."""
        super().__init__(reason)
        self.stage = stage
        self.reason_code = reason_code
        self.reason = reason


def read_article(document: Document, junk: JunkRules) -> PageText:
    """Reads the article in a document.

    Raises:
        RejectedArticleError: the bytes are no text, hold no article, or are in none of our languages.
    """
    is_page = document.media_type == "text/html"
    decoded = _decoded(document, is_page)
    page = _page(decoded.text) if is_page else None
    text = unwrapped(page.text if page else decoded.text)
    if not text.strip():
        raise RejectedArticleError(RejectionStage.ARTICLE, "no_text", "The file holds nothing but blanks.")
    if len(text) > MAX_ARTICLE_CHARS:
        reason = f"The text has {len(text):,} characters, more than any article has."
        raise RejectedArticleError(RejectionStage.ARTICLE, "too_long", reason)
    stated_title = page.title if page else document.manifest_title
    cut = segment(text, junk, stated_title)
    own = [s for s in cut.segments if s.kind in (SegmentKind.TITLE, SegmentKind.BODY)]
    if not any(s.kind is SegmentKind.BODY for s in own):
        raise RejectedArticleError(RejectionStage.ARTICLE, "no_article", "The file holds no text of an article.")
    try:
        language = identify("\n".join(text[s.char_start : s.char_end] for s in own), junk)
    except UnknownLanguageError as error:
        raise RejectedArticleError(RejectionStage.LANGUAGE, "unknown_language", error.reason) from error
    shown_title = next((text[s.char_start : s.char_end] for s in own if s.kind is SegmentKind.TITLE), None)
    published_date, published_basis = _published(document, page)
    return PageText(
        text=text,
        encoding=decoded.encoding,
        language=language,
        title=document.manifest_title or stated_title or shown_title,
        author=page.author if page else None,
        publisher=document.manifest_publisher or (page.publisher if page else None),
        agency=_agency(text, cut.segments, junk),
        source_url=document.source_url or (page.source_url if page else None),
        canonical_url=canonical_url(document.source_url, page.source_url if page else None),
        dateline_place=cut.dateline_place,
        published_date=published_date,
        published_basis=published_basis,
        continued_until=page.continued_until if page else None,
        segments=cut.segments,
    )


def _decoded(document: Document, is_page: bool) -> Decoded:
    # What the server declares goes before what the page does, as in browsers.
    declared = document.declared_charset or (declared_charset(document.content) if is_page else None)
    try:
        return decode(document.content, declared)
    except UndecodableError as error:
        raise RejectedArticleError(RejectionStage.DECODE, "undecodable", error.reason) from error


def _page(markup: str) -> Page:
    try:
        return read_page(markup)
    except NoArticleError as error:
        raise RejectedArticleError(RejectionStage.ARTICLE, error.reason_code, error.reason) from error


def _published(document: Document, page: Page | None) -> tuple[dt.date | None, PublishedBasis | None]:
    if document.manifest_published is not None:
        return document.manifest_published, PublishedBasis.MANIFEST
    if page is not None and page.published_date is not None:
        return page.published_date, page.published_basis
    day = url_date(document.source_url) if document.source_url else None
    return (day, PublishedBasis.URL) if day is not None else (None, None)


def _agency(text: str, segments: tuple[Segment, ...], junk: JunkRules) -> str | None:
    """The news agency that the dateline, byline or credit names first."""
    kinds = (SegmentKind.DATELINE, SegmentKind.BYLINE, SegmentKind.CREDIT)
    for s in (s for s in segments if s.kind in kinds):
        found = ((pattern.search(text, s.char_start, s.char_end), name) for pattern, name in junk.agencies)
        named = [(match.start(), name) for match, name in found if match]
        if named:
            return min(named)[1]
    return None
