"""One document through one station: reading, then extraction. Plain Python that engines can run anywhere.

Belongs here: how ingest and extract are put together for one document, and how a refusal becomes a row. Does not:
where documents come from, where rows go, how many are done at once.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from pathlib import Path

from orchestration.contracts.codes import RejectionStage
from orchestration.contracts.tables import Article, ArticleSegment, Document, Extraction, RawRecord, RejectedDocument
from orchestration.extract.kernel import extract_article, load_knowledge, make_article
from orchestration.ingest.articles import RejectedArticleError, read_article
from orchestration.ingest.junk import JunkRules


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one document: an article with its segments, or the reason why there is none."""

    article: Article | None
    segments: list[ArticleSegment]
    rejected: RejectedDocument | None


@dataclasses.dataclass(frozen=True, slots=True)
class ExtractionJob:
    """One article, and the name of the document that it came from."""

    source_name: str
    article: Article
    segments: list[ArticleSegment]


@dataclasses.dataclass(frozen=True, slots=True)
class Extracted:
    """What was found in one article, or the reason why it was given up."""

    extraction: Extraction | None
    mentions: list[RawRecord]
    rejected: RejectedDocument | None


def read(document: Document, *, seeds_dir: Path, now: dt.datetime) -> Reading:
    """Reads the article that a document holds. now: UTC time of the run."""
    knowledge = load_knowledge(seeds_dir)

    def refuse(stage: RejectionStage, code: str, reason: str) -> Reading:
        rejected = RejectedDocument(
            source_name=document.source_name,
            stage=stage,
            reason_code=code,
            reason=reason,
            byte_size=document.byte_size,
            document_id=document.document_id,
            first_rejected_at=now,
            reader_version=knowledge.version,
        )
        return Reading(None, [], rejected)

    try:
        page = read_article(document, _junk_rules(seeds_dir))
        article, segments = make_article(document, page, knowledge)
    except RejectedArticleError as refusal:
        return refuse(refusal.stage, refusal.reason_code, refusal.reason)
    except Exception as error:  # noqa: BLE001  # one document must not stop the others
        return refuse(RejectionStage.ARTICLE, "reader_failed", _told(error))
    return Reading(article, segments, None)


def extract(job: ExtractionJob, *, seeds_dir: Path, now: dt.datetime) -> Extracted:
    """Finds what an article tells. now: UTC time of the run."""
    knowledge = load_knowledge(seeds_dir)
    article = job.article
    try:
        mentions = extract_article(article, job.segments, knowledge)
    except Exception as error:  # noqa: BLE001  # one document must not stop the others
        rejected = RejectedDocument(
            source_name=job.source_name,
            stage=RejectionStage.EXTRACT,
            reason_code="extractor_failed",
            reason=_told(error),
            byte_size=None,
            document_id=article.document_id,
            first_rejected_at=now,
            reader_version=knowledge.version,
        )
        return Extracted(None, [], rejected)
    return Extracted(Extraction(article.document_id, knowledge.version, now), mentions, None)


@functools.cache
def _junk_rules(seeds_dir: Path) -> JunkRules:
    return JunkRules.load(seeds_dir / "language")


def _told(error: Exception) -> str:
    return f"The program failed on this document: {type(error).__name__}: {error}"[:500]
