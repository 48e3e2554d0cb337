"""The language stage beside others on the same texts in the same run.

CPU seconds of one process; medians over several runs, so that a busy machine disturbs little.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from orchestration.contracts.codes import Language
from orchestration.extract.kernel import Knowledge, extract_article, load_knowledge
from tests.bench.peers import PEERS, peer
from tests.bench.texts import SEEDS, SIZE, ArticleText, as_article, lengthened, pieces

_START = f"""
import time
begin = time.process_time()
from pathlib import Path
from orchestration.extract.kernel import load_knowledge
load_knowledge(Path({str(SEEDS)!r}))
print(time.process_time() - begin)
"""
_FACTORS = (1, 2, 4, 8, 16, 32, 64)


def seconds(work: Callable[[], object], runs: int) -> float:
    """CPU seconds of `work`, the median."""
    taken = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def speed(knowledge: Knowledge, runs: int) -> Table:
    table = Table(title=f"Language stage: articles of {SIZE} characters a second, one core")
    for column in ("language", "articles", "first pass", "then", "peer", "peer's", "ratio"):
        table.add_column(column, justify="left" if column in ("language", "peer") else "right")
    for language in Language:
        texts = pieces(language)
        articles = [as_article(text, language) for text in texts]

        def read(articles: Sequence[ArticleText] = articles) -> None:
            for article, segments in articles:
                extract_article(article, segments, knowledge)

        first, then = len(texts) / seconds(read, 1), len(texts) / seconds(read, runs)
        row = [language.value, str(len(texts)), f"{first:,.0f}", f"{then:,.0f}"]
        other = peer(language)
        if other is None:
            row += [f"{PEERS[language][0]}: not installed" if language in PEERS else "–", "–", "–"]
        else:
            name, reader = other
            reader(texts[0])

            def peers_read(texts: Sequence[str] = texts, reader: Callable[[str], object] = reader) -> None:
                for text in texts:
                    reader(text)

            theirs = len(texts) / seconds(peers_read, max(1, runs // 2))
            row += [name, f"{theirs:,.0f}", f"{then / theirs:.1f}"]
        table.add_row(*row)
    return table


def start(runs: int) -> float:
    """CPU seconds until the language stage can read: imports and load_knowledge, in a process of its own."""
    command = [sys.executable, "-c", _START]
    return statistics.median(float(subprocess.check_output(command, text=True)) for _ in range(runs))


def growth(knowledge: Knowledge, runs: int) -> Table:
    table = Table(title=f"Microseconds per character, in one article of 1× to 64× {SIZE} characters")
    table.add_column("language")
    for factor in _FACTORS:
        table.add_column(f"{factor}×", justify="right")
    for language in Language:
        row = [language.value]
        for factor in _FACTORS:
            long = as_article(lengthened(language, SIZE * factor), language)
            taken = seconds(partial(extract_article, *long, knowledge), runs)
            row.append(f"{taken / (SIZE * factor) * 1e6:.2f}")
        table.add_row(*row)
    return table


def main(runs: int) -> None:
    """Prints start, speed and growth."""
    console = Console()
    knowledge = load_knowledge(SEEDS)
    console.print(f"Start of the language stage: {start(runs):.2f} s")
    console.print(speed(knowledge, runs))
    console.print(growth(knowledge, max(1, runs // 2)))
