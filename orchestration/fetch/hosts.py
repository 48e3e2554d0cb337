"""Patience with hosts: one request at a time to each, with a pause between two, over all processes of this machine.

Belongs here: whose turn it is. Does not: how long the pause should be (`client`, from the source and robots.txt).
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import random
import time as clock
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

#: Seconds; a host that wants more is asked again a day later.
LONGEST_REST = 86_400.0


@dataclasses.dataclass(frozen=True)
class Clock:
    """Time, and waiting; tests give one that does not wait. time: seconds since 1970, comparable between processes."""

    time: Callable[[], float] = clock.time
    sleep: Callable[[float], None] = clock.sleep
    chance: Callable[[], float] = random.random

    def now(self) -> dt.datetime:
        """UTC without a zone, as the tables keep it."""
        return dt.datetime.fromtimestamp(self.time(), dt.UTC).replace(tzinfo=None)


class Hosts:
    """Turns with hosts, kept in files of a folder. Names are hashes, since hosts come from pages."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        folder.mkdir(parents=True, exist_ok=True)

    @contextlib.contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """Waits until nobody else asks this host and the pause since the last request is over; then it is ours."""
        with self._locked(host) as file:
            free_at = _number(file) + pause_seconds
            # A clock that was set back must not lead to a long sleep.
            wait = min(free_at - self._clock.time(), pause_seconds)
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                file.write_text(repr(self._clock.time()))

    def leave_alone(self, host: str, seconds: float) -> None:
        """Says that nobody should ask this host for so long."""
        self._file(host).with_suffix(".rest").write_text(repr(self._clock.time() + min(seconds, LONGEST_REST)))

    def is_left_alone(self, host: str) -> bool:
        """Whether somebody has said so, and the time is not over."""
        left = _number(self._file(host).with_suffix(".rest")) - self._clock.time()
        return 0 < left <= LONGEST_REST

    @contextlib.contextmanager
    def _locked(self, host: str) -> Iterator[Path]:
        file = self._file(host)
        with FileLock(file.with_suffix(".lock")):
            yield file

    def _file(self, host: str) -> Path:
        return self._folder / hashlib.sha256(host.encode()).hexdigest()[:32]


def _number(file: Path) -> float:
    try:
        return float(file.read_text())
    except (FileNotFoundError, ValueError):  # never asked, or cut off by a crash
        return 0.0
