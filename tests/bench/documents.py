"""What a run needs from an archive of relevant pages to mentions: seconds, and the most memory at any time.

Every page is of the archive's own making: words of the annotated articles in runs of a few, so that pages share
shingles but are no copies. Runs the assets as Dagster does, with a pool of as many processes as there are cores.
"""

from __future__ import annotations

import itertools
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.assets.articles import articles_asset
from orchestration.assets.mentions import locations_asset, mentions_asset
from orchestration.assets.sources import source_documents_asset
from orchestration.contracts.tables import Article, Document, Extraction
from orchestration.extract.kernel import load_knowledge
from orchestration.resources import Warehouse
from orchestration.settings import Settings
from tests.archive_files import warc_record
from tests.bench.texts import SEEDS, bodies

DOCUMENTS = 10_000
WORDS = 45  # of a page, besides its headline and the sentence that names both sides


def main(documents: int) -> None:
    """Prints, after each asset, its seconds and the peak of memory so far."""
    with tempfile.TemporaryDirectory() as folder:
        articles_dir = Path(folder) / "articles"
        articles_dir.mkdir()
        with (articles_dir / "pages.warc.gz").open("wb") as file:
            file.writelines(records(documents))
        settings = Settings.from_environment(
            {"ARTICLES_DIR": str(articles_dir), "WAREHOUSE_DIR": str(Path(folder) / "warehouse")}
        )
        warehouse = Warehouse.from_settings(settings)
        version = load_knowledge(SEEDS).version
        print(f"{documents} documents, {os.cpu_count()} processes; before: {peak():,.0f} MB")
        with warehouse.store.writing(print):
            for name, asset in (
                ("documents", source_documents_asset([])),
                ("articles", articles_asset(version)),
                ("locations", locations_asset(version)),
                ("mentions", mentions_asset(version)),
            ):
                started = time.perf_counter()
                dg.materialize([asset], resources={"warehouse": warehouse})
                print(f"{name}: {time.perf_counter() - started:.0f} s, peak {peak():,.0f} MB", flush=True)
            counted = (warehouse.store.count(table) for table in (Document, Article, Extraction))
            print("documents {}, articles {}, extracted {}".format(*counted))


def records(count: int) -> Iterator[bytes]:
    """Records of an archive, each a page of its own."""
    rng = random.Random(7)  # noqa: S311  # the same archive every time
    words = [body.split() for body in bodies().values()]
    for number in range(count):
        own = rng.choice(words)
        text = " ".join(itertools.islice(_runs(rng, own), WORDS))
        title = f"Modi, Putin: {' '.join(text.split()[:8])}"
        head = f'<title>{title}</title><meta property="article:published_time" content="2025-08-07T10:00:00+03:00">'
        told = f"Narendra Modi met Vladimir Putin in Moscow on Tuesday, {number}."
        page = (
            f'<html><head><meta charset="utf-8">{head}</head><body><h1>{title}</h1><p>{text}.</p><p>{told}</p></body>'
        )
        yield warc_record(page.encode(), url=f"https://news.example/{number}")


def _runs(rng: random.Random, words: list[str]) -> Iterator[str]:
    while True:
        start = rng.randrange(len(words))
        yield from words[start : start + rng.randrange(4, 9)]


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
