"""The real rules and reference data, loaded once; articles made from a few sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.contracts.codes import Language, PublishedBasis, SegmentKind
from orchestration.contracts.tables import Article, ArticleSegment
from orchestration.extract.kernel import Knowledge, load_knowledge

SEEDS = Path(__file__).parents[3] / "seeds"
ArticleMaker = Callable[..., tuple[Article, list[ArticleSegment]]]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Without the floor of confidence: what rules find in a sentence or two, be it doubtful or not."""
    return load_knowledge(SEEDS).without_floor()


@pytest.fixture(scope="session")
def article(knowledge: Knowledge) -> ArticleMaker:
    """Makes (article, segments) of a body text, written on `day`."""

    def make(
        text: str, language: Language = Language.HI, day: dt.date | None = dt.date(2025, 8, 7)
    ) -> tuple[Article, list[ArticleSegment]]:
        row = Article(
            document_id="d",
            language=language,
            title=None,
            publisher=None,
            agency=None,
            source_url=None,
            dateline_place=None,
            published_date=day,
            published_basis=PublishedBasis.MANIFEST if day else PublishedBasis.NONE,
            anchor_start=day,
            anchor_end=day,
            encoding="utf-8",
            text=text,
            near_duplicate_group="d",
            reader_version=knowledge.version,
        )
        segments = [ArticleSegment("d", 1, SegmentKind.BODY, None, 0, len(text))] if text.strip() else []
        return row, segments

    return make
