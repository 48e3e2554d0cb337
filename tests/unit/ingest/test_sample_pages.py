"""Figures of reading on pages of our own making and on the annotated ones; they may not fall."""

from __future__ import annotations

import collections
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from orchestration.contracts.codes import RejectionStage, SegmentKind
from orchestration.contracts.tables import Article, Document
from orchestration.ingest.articles import RejectedArticleError, read_article
from orchestration.ingest.junk import JunkRules
from orchestration.stations import read
from tests.sample_pages import EN2, HELD_BACK, OTHERS, SCRIPTED, SamplePage, next_js, sample_pages

ROOT = Path(__file__).parents[3]
ANNOTATED = ROOT / "tests" / "gold"
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
OTHER_STORIES = [" ".join(WORD.findall(part.lower())) for told in OTHERS.values() for story in told for part in story]


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def article_of(document: Document) -> tuple[Article, list[str]]:
    """The article, and the words of its title and body."""
    reading = read(document, seeds_dir=ROOT / "seeds", now=document.first_seen_at)
    assert reading.article is not None, reading.rejected
    text = reading.article.text
    own = [s for s in reading.segments if s.segment_kind in (SegmentKind.TITLE, SegmentKind.BODY)]
    return reading.article, words("\n".join(text[s.char_start : s.char_end] for s in own))


def likeness(got: list[str], wanted: list[str]) -> float:
    """F1 of words, each as often as it occurs."""
    shared = sum((collections.Counter(got) & collections.Counter(wanted)).values())
    return 2 * shared / (len(got) + len(wanted))


@pytest.mark.parametrize("held_back", [False, True])
def test_title_date_and_text_of_sample_pages(held_back: bool, document: Callable[..., Document]) -> None:
    pages = [page for page in sample_pages() if (page.name in HELD_BACK) is held_back]
    assert len(pages) == (13 if held_back else 25)
    scores, junk, size = [], 0, 0
    wrong: list[tuple[str, object]] = []
    for page in pages:
        article, got = article_of(document(page.content, "text/html"))
        scores.append(likeness(got, words("\n".join((page.title, *page.paragraphs)))))
        junk += sum(len(other.split()) for other in OTHER_STORIES if f" {other} " in f" {' '.join(got)} ")
        size += len(got)
        if article.title != page.title:
            wrong.append((page.name, article.title))
        if article.published_date not in (page.published, None):
            wrong.append((page.name, article.published_date))
    assert wrong == []
    assert sum(scores) / len(scores) >= 0.98
    assert min(scores) >= 0.9
    assert junk <= 0.01 * size


def test_entries_of_a_live_blog_may_be_of_any_of_its_days(document: Callable[..., Document]) -> None:
    [blog] = [page for page in sample_pages() if page.name == "live_blog"]
    first, *_ = re.findall(rb'"datePublished": "2025-12-04T18:05', blog.content)
    content = blog.content.replace(first, first.replace(b"12-04", b"12-05"))
    article, _ = article_of(document(content, "text/html"))
    assert article.published_date == article.anchor_start == dt.date(2025, 12, 4)
    assert article.anchor_end == dt.date(2025, 12, 5)


def test_title_and_date_of_the_annotated_pages(document: Callable[..., Document]) -> None:
    lines = (ANNOTATED / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    annotated = {told["file"]: told for told in map(json.loads, lines) if told["file"].endswith(".html")}
    assert len(annotated) == 12
    for name, told in annotated.items():
        content = (ANNOTATED / "articles" / name).read_bytes()
        article, _ = article_of(document(content, "text/html"))
        assert (name, str(article.published_date)) == (name, told["published"])
        assert article.title


def test_a_page_made_by_scripts_is_refused_as_such(junk: JunkRules, document: Callable[..., Document]) -> None:
    with pytest.raises(RejectedArticleError) as refusal:
        read_article(document(SCRIPTED, "text/html"), junk)
    assert (refusal.value.stage, refusal.value.reason_code) == (RejectionStage.ARTICLE, "scripted")


def test_an_article_that_is_only_in_the_data_of_its_page_is_read(
    junk: JunkRules, document: Callable[..., Document]
) -> None:
    markup, _ = next_js()
    without = regex.sub(r'<script type="application/ld\+json">.*?</script>', "", markup)
    article = read_article(document(without, "text/html"), junk)
    assert words(article.text) == words("\n".join((EN2.title, *EN2.paragraphs)))


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="A. Sharma">', "A. Sharma"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A"},{"name":"B"}]}</script>',
            "A, B",
        ),
        ('<script type="application/ld+json">{"@type":"NewsArticle","author":"https://x.example/a"}</script>', None),
        ("", None),
    ],
)
def test_authors(junk: JunkRules, document: Callable[..., Document], head: str, author: str | None) -> None:
    body = "".join(f"<p>{p}</p>" for p in EN2.paragraphs)
    page = f"<html><head><title>{EN2.title}</title>{head}</head><body><h1>{EN2.title}</h1>{body}</body></html>"
    assert read_article(document(page, "text/html"), junk).author == author


def test_pages_differ() -> None:
    names = [page.name for page in sample_pages()]
    assert len(names) == len(set(names)) == 38
    assert all(isinstance(page, SamplePage) and page.content for page in sample_pages())
