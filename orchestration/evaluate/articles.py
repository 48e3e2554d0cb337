"""Reads and extracts the annotated articles in this process: no warehouse, seconds, each article for itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from orchestration.contracts.tables import Article, ArticleSegment, RawRecord
from orchestration.evaluate.annotated import PRACTICE, Annotated, AnnotationError
from orchestration.evaluate.found import Findings, extracted_findings
from orchestration.extract.kernel import Knowledge, load_knowledge, locations
from orchestration.extract.reference import rows
from orchestration.ingest.documents import FoundDocument, scan
from orchestration.ingest.relevance import Gate
from orchestration.settings import Settings
from orchestration.stations import ExtractionJob, extract, read

ArticleText = tuple[Article, list[ArticleSegment]]


@dataclasses.dataclass(frozen=True, slots=True)
class Extracted:
    """One article with its segments and all that the extractor found."""

    article: Article
    segments: Sequence[ArticleSegment]
    rows: Sequence[RawRecord]


def by_collection(documents: Sequence[Annotated]) -> list[list[Annotated]]:
    """The articles of each collection, in order of its name."""
    return [[d for d in documents if d.collection == name] for name in sorted({d.collection for d in documents})]


def folder_of(collection: Sequence[Annotated], settings: Settings) -> Path:
    """The folder that holds all of these articles: beside the annotation, or that of the seed articles.

    Raises:
        AnnotationError: none does.
    """
    beside = (settings.gold_dir / "articles", settings.gold_dir / PRACTICE / "articles")
    folders = (*beside, settings.seeds_dir / "articles")
    for folder in folders:
        if all((folder / document.file).is_file() for document in collection):
            return folder
    raise AnnotationError(f"no folder holds all articles of {collection[0].collection}: {', '.join(map(str, folders))}")


def read_folder(folder: Path, files: Collection[str], seeds_dir: Path) -> dict[str, ArticleText]:
    """By name, those of the files that can be read; the others are as if nothing stood in them."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    found: dict[str, ArticleText] = {}
    for finding in scan(folder, now, Gate(seeds_dir / "reference")):
        if isinstance(finding, FoundDocument) and finding.source.source_name in files:
            document = finding.as_document(now)
            reading = read(document, seeds_dir=seeds_dir, now=now)
            if reading.article is not None:
                found[document.source_name] = reading.article, reading.segments
    return found


def extract_folder(folder: Path, files: Collection[str], seeds_dir: Path) -> dict[str, Extracted]:
    """By name, what was found in those of the files that can be read."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    found: dict[str, Extracted] = {}
    for name, (article, segments) in read_folder(folder, files, seeds_dir).items():
        mentions = extract(ExtractionJob(name, article, segments), seeds_dir=seeds_dir, now=now).mentions
        found[name] = Extracted(article, segments, mentions)
    return found


def findings_of(extracted: Mapping[str, Extracted], seeds_dir: Path) -> Findings:
    """What was found, as the scorer wants it."""
    knowledge: Knowledge = load_knowledge(seeds_dir)
    people = rows(seeds_dir / "reference", "people", ("person_id", "full_name"))
    names = {row["person_id"] or "": row["full_name"] or "" for row in people}
    return extracted_findings(
        {file: (e.article, e.rows) for file, e in extracted.items()}, names, locations(knowledge), knowledge.tenures
    )
