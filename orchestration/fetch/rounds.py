"""A round of visits: many sources, a few at a time. What happens to one source never reaches another.

Belongs here: which visits are made, and that each comes to an end. Does not: a visit (`visit`), and telling a person.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

from orchestration.contracts.tables import WebVisit
from orchestration.fetch.sources import Source
from orchestration.fetch.visit import Fetcher


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one visit: the visit, or why there is none."""

    source: Source
    day: dt.date
    visit: WebVisit | None
    failure: str | None

    @property
    def is_well(self) -> bool:
        """Whether there was a visit that could read at least one of its listings, where there are any."""
        return self.visit is not None and (self.visit.listings_read > 0 or self.visit.listings_failed == 0)


def visit_all(fetcher: Fetcher, sources: Sequence[Source], days: Sequence[dt.date], at_once: int) -> Iterator[Outcome]:
    """Visits each source for each day, as they end. Whoever stops listening ends them after their next request."""
    stopped = threading.Event()
    fetcher = dataclasses.replace(fetcher, is_stopped=stopped.is_set)

    def visits_of(source: Source) -> list[Outcome]:
        return [_outcome(fetcher, source, day) for day in days if not stopped.is_set()]

    with ThreadPoolExecutor(at_once, thread_name_prefix="visit") as pool:
        pending = {pool.submit(visits_of, source) for source in sources}
        try:
            while pending:
                # Short waits: an interruption is told to whichever thread, and noticed by this one between two of them.
                done, pending = wait(pending, timeout=0.5, return_when=FIRST_COMPLETED)
                for visited in done:
                    yield from visited.result()
        finally:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _outcome(fetcher: Fetcher, source: Source, day: dt.date) -> Outcome:
    try:
        return Outcome(source, day, fetcher.visit(source, day), None)
    except Exception as error:  # noqa: BLE001  # told, and the other sources go on
        return Outcome(source, day, None, " ".join(str(error).split()) or type(error).__name__)
