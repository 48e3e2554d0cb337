"""How work that is independent per document is run: in this process, or in a pool of processes.

What the work is does not belong here. Every engine gives the same results in the order of its inputs.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Items handed to a worker at a time: large enough to hide the hand-over, small enough to share out evenly.
CHUNK = 16


class Engine(Protocol):
    """Applies a task to every item. For a pool, task and items must be picklable."""

    def __call__(self, task: Callable[[Item], Result], items: Sequence[Item], /) -> list[Result]: ...


def in_process(task: Callable[[Item], Result], items: Sequence[Item], /) -> list[Result]:
    """One after the other, here."""
    return [task(item) for item in items]


@contextlib.contextmanager
def engine_for(item_count: int, *, pool_threshold: int, processes: int) -> Iterator[Engine]:
    """A pool where there are at least `pool_threshold` items in all and more than one process is allowed.

    Below that, starting workers that load the rules anew costs more than it saves.
    """
    if item_count < pool_threshold or processes < 2:
        yield in_process
        return
    # Spawned, not forked: DuckDB, polars and Dagster run threads, whose locks a fork would copy.
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:

        def in_pool(task: Callable[[Item], Result], items: Sequence[Item], /) -> list[Result]:
            return list(pool.map(task, items, chunksize=CHUNK))

        yield in_pool


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """The items in order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
