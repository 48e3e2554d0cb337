import gzip

import pytest

from orchestration.contracts.codes import FetchPurpose
from orchestration.fetch.discovery import NotAListingError, links_in, sitemap_links

BASE = "https://news.example/rss"
ITEM = "<item><title>S</title><link>{}</link></item>"


def rss(*links: str, extra: str = "") -> str:
    items = "".join(ITEM.format(link) for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><link>https://news.example/</link>{extra}{items}</channel></rss>'


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (rss("https://news.example/a", "https://news.example/b"), ["https://news.example/a", "https://news.example/b"]),
        (rss("<![CDATA[https://news.example/a]]>"), ["https://news.example/a"]),
        (rss("\n  https://news.example/a\n"), ["https://news.example/a"]),
        (rss("https://news.example/a?id=1&amp;reg=3"), ["https://news.example/a?id=1&reg=3"]),
        (rss("<![CDATA[https://news.example/a?id=1&reg=3]]>"), ["https://news.example/a?id=1&reg=3"]),
        (rss("https://news.example/l?dtl/39456/Visit"), ["https://news.example/l?dtl/39456/Visit"]),
        (rss("https://news.example/article1.ece"), ["https://news.example/article1.ece"]),
        (rss("/a", "//news.example/b"), ["https://news.example/a", "https://news.example/b"]),
        (rss("https://news.example/a", "https://news.example/a#top"), ["https://news.example/a"]),
        (rss("javascript:alert(1)", "mailto:a@b.example", "https://u:p@news.example/a"), []),
        # a tag of Atom's in a story's markup
        (
            rss("https://news.example/a", extra='<description><![CDATA[<link rel="x" href="/y"/>]]></description>'),
            ["https://news.example/a"],
        ),
        ("\ufeff" + rss("https://news.example/a"), ["https://news.example/a"]),
        (
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://news.example/a"}]}',
            ["https://news.example/a"],
        ),
        (rss(), []),
    ],
)  # fmt: skip
def test_links_of_feeds(feed: str, expected: list[str]) -> None:
    found = links_in(FetchPurpose.FEED, feed.encode(), BASE, None, 100_000)
    assert [link for link in found if link != "https://news.example/"] == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Just a moment ...",
        b"\x1f\x8b\x08broken",
        b"<html><head><link rel='stylesheet' href='/a.css'/></head></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><link rel='a' href='/b'/></html>",
        gzip.compress(rss().encode() + b" " * 200_000),
    ],
)
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(NotAListingError):
        links_in(FetchPurpose.FEED, content, BASE, None, 100_000)


def test_links_of_pages() -> None:
    page = """<html><head><base href="https://news.example/2025/"></head><body><nav><a href="/login">Log in</a></nav>
    <a href="story?PRID=1&amp;reg=3">A</a> <a href="story?PRID=1&amp;reg=3#more">A again</a> <a>none</a>
    <a href="https://other.example/x">B</a> <a href="tel:1">C</a></body></html>"""
    assert links_in(FetchPurpose.SECTION, page.encode(), "https://news.example/", None, 100_000) == [
        "https://news.example/2025/story?PRID=1&reg=3",
        "https://other.example/x",
    ]


def test_sitemaps_list_pages_and_sitemaps() -> None:
    urls = "".join(f"<url><loc>https://news.example/{n}?a=1&amp;reg=2</loc></url>" for n in range(2))
    content = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    assert sitemap_links(gzip.compress(content.encode()), BASE, None, 100_000) == (
        ["https://news.example/0?a=1&reg=2", "https://news.example/1?a=1&reg=2"],
        [],
    )
    index = "<sitemapindex><sitemap><loc>https://news.example/maps?page=1</loc></sitemap></sitemapindex>"
    assert sitemap_links(index.encode(), BASE, None, 100_000) == ([], ["https://news.example/maps?page=1"])


@pytest.mark.parametrize("content", [b"", b"<html><body>No</body></html>", b"nothing here"])
def test_what_is_no_sitemap_is_told(content: bytes) -> None:
    with pytest.raises(NotAListingError):
        sitemap_links(content, BASE, None, 100_000)
