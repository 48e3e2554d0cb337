"""Addresses of stories in what a source publishes: feeds, sitemaps, pages that link to them.

trafilatura knows the formats. Its cleaning of addresses is left out, since it loses stories of our sources (see
`addresses.page_url`). Belongs here: content in, addresses out. Does not: asking for anything, and which are wanted.
"""

from __future__ import annotations

import re

import courlan
from trafilatura.feeds import FeedParameters, find_links
from trafilatura.sitemaps import DETECT_SITEMAP_LINK, SitemapObject
from trafilatura.utils import load_html

from orchestration.contracts.codes import FetchPurpose
from orchestration.fetch.addresses import BadUrlError, join, page_url
from orchestration.fetch.exchange import InflateError, inflated
from orchestration.ingest.decode import UndecodableError, decode

_GZIP = b"\x1f\x8b"
_RSS = ("<rss", "<rdf:RDF")
_LINK_WITH_ATTRIBUTES = re.compile(r"<link\s[^>]*>")


class NotAListingError(ValueError):
    """What was read is no feed, sitemap or page with links."""


def links_in(purpose: FetchPurpose, content: bytes, url: str, charset: str | None, max_bytes: int) -> list[str]:
    """Addresses that a feed, section or archive links to, in its order, each once.

    max_bytes: what a compressed listing may hold.

    Raises:
        NotAListingError: there is nothing in it that looks like what was asked for.
    """
    text = _text(content, charset, max_bytes)
    if purpose is FetchPurpose.FEED:
        found = _feed_links(text, url)
    else:
        tree = load_html(text)
        if tree is None:
            raise NotAListingError("The answer is no page.")
        base = join(url, next((b.get("href") for b in tree.iter("base") if b.get("href")), ""))
        found = [join(base, a.get("href")) for a in tree.iter("a") if a.get("href")]
        found = [link for link in found if not courlan.is_not_crawlable(link)]
    return _pages(url, found)


def _feed_links(text: str, url: str) -> list[str]:
    start = text[:1000]
    if "<html" in start.lower() or not any(mark in start for mark in (*_RSS, "<feed", "jsonfeed.org")):
        raise NotAListingError("The answer is no feed.")
    if any(mark in start for mark in _RSS):
        # One such tag in a story's markup, and trafilatura takes the feed for Atom and finds no story.
        text = _LINK_WITH_ATTRIBUTES.sub("", text)
    # Of XML's entities an address needs this one; HTML's would make ® of `&reg=3`.
    return [link.replace("&amp;", "&") for link in find_links(text, FeedParameters(url, "", url))]


def sitemap_links(content: bytes, url: str, charset: str | None, max_bytes: int) -> tuple[list[str], list[str]]:
    """Addresses of pages, and of further sitemaps, that a sitemap lists.

    Raises:
        NotAListingError: it is no sitemap.
    """
    text = _text(content, charset, max_bytes)
    sitemap = _Sitemap(url, text)
    sitemap.process()
    if not sitemap.found and not any(mark in text[:2000] for mark in ("<urlset", "<sitemapindex")):
        raise NotAListingError("The answer is no sitemap.")
    return _pages(url, sitemap.urls), _pages(url, sitemap.sitemap_urls)


class _Sitemap(SitemapObject):
    """A sitemap that is read already, with its addresses as they stand there."""

    def __init__(self, url: str, content: str) -> None:
        super().__init__(url, "", [])
        self.current_url = url
        self.content = content
        self.found = 0
        self._is_index = "<sitemapindex" in content[:2000]

    def handle_link(self, link: str) -> None:
        """Called for each address."""
        self.found += 1
        is_sitemap = self._is_index or DETECT_SITEMAP_LINK.search(link)
        (self.sitemap_urls if is_sitemap else self.urls).append(link)


def _text(content: bytes, charset: str | None, max_bytes: int) -> str:
    if content.startswith(_GZIP):
        try:
            content = inflated(content, max_bytes)
        except InflateError as error:
            raise NotAListingError(str(error)) from error
    try:
        return decode(content, charset).text
    except UndecodableError:
        return content.decode("ascii", "replace")  # addresses are ASCII whatever the rest is


def _pages(base: str, links: list[str]) -> list[str]:
    pages = []
    for link in links:
        try:
            pages.append(page_url(join(base, link)))
        except BadUrlError:  # mailto:, javascript: and the like
            continue
    return list(dict.fromkeys(p for p in pages if p != base))
