"""What needs no server: decompression, turns with hosts, robots.txt."""

import contextlib
import gzip
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts.codes import FetchOutcome
from orchestration.fetch.exchange import InflateError, Inflater, inflated
from orchestration.fetch.hosts import Clock, Hosts
from orchestration.fetch.robots import Robots


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zlib": zlib.compress, "deflate": raw_deflate}


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=3), st.integers(1, 500))
def test_gzip_of_any_members_in_any_pieces(members: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(m) for m in members)
    inflater = Inflater(10_000)
    pieces = [inflater.feed(packed[i : i + size]) for i in range(0, len(packed), size)]
    inflater.finish()
    assert b"".join(pieces) == b"".join(members)


@pytest.mark.parametrize("packer", PACKERS)
def test_what_is_compressed(packer: str) -> None:
    content = b"Modi met Putin. " * 100
    packed = PACKERS[packer](content)
    assert inflated(packed, len(content)) == content
    with pytest.raises(InflateError, match="more than 1,599 bytes") as told:
        inflated(packed, len(content) - 1)
    assert told.value.is_too_large
    for cut in range(1, len(packed), 7):
        with pytest.raises(InflateError):
            inflated(packed[:cut], len(content))


@given(st.binary(max_size=300))
def test_any_bytes_are_decompressed_or_refused(content: bytes) -> None:
    with contextlib.suppress(InflateError):
        assert len(inflated(content, 1000)) <= 1000


class Waited:
    """A clock on which only waiting takes time."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []
        self.clock = Clock(lambda: self.now, self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


def test_a_pause_is_counted_from_the_end_of_the_last_request(tmp_path: Path) -> None:
    waited = Waited()
    for host in ("a", "b", "a", "a"):
        with Hosts(tmp_path, waited.clock).turn(host, 5):
            waited.now += 1
    # the third request is the second to its host, a second after the first one's end
    assert waited.sleeps == [4, 5]


def test_a_clock_that_was_set_back_stops_nobody(tmp_path: Path) -> None:
    waited = Waited()
    with Hosts(tmp_path, waited.clock).turn("a", 5):
        pass
    waited.now = 10
    with Hosts(tmp_path, waited.clock).turn("a", 5):
        pass
    assert waited.sleeps == [5]


def test_a_request_that_fails_counts_too(tmp_path: Path) -> None:
    waited = Waited()
    hosts = Hosts(tmp_path, waited.clock)
    with pytest.raises(ConnectionError), hosts.turn("a", 5):
        raise ConnectionError
    with hosts.turn("a", 5):
        pass
    assert waited.sleeps == [5]


def test_one_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0

    def ask() -> None:
        nonlocal inside, most
        with Hosts(tmp_path, Clock()).turn("a", 0.001):
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


ROBOTS = b"""\xef\xbb\xbf
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: diplomacy-warehouse
Disallow: /not-for-us
Request-rate: 1/10
"""


@pytest.mark.parametrize(
    ("body", "path", "outcome"),
    [
        (ROBOTS, "/private/", None),
        (ROBOTS, "/not-for-us/1", FetchOutcome.ROBOTS_DISALLOWED),
        (ROBOTS.partition(b"\n\n")[0], "/private/x", FetchOutcome.ROBOTS_DISALLOWED),
        (ROBOTS.partition(b"\n\n")[0], "/private/open", None),
        (ROBOTS.partition(b"\n\n")[0], "/a.pdf", FetchOutcome.ROBOTS_DISALLOWED),
        (b"<html>\xff\x00", "/", None),
        (b"", "/", None),
    ],
)
def test_rules_of_robots(body: bytes, path: str, outcome: FetchOutcome | None) -> None:
    refusal = Robots.of(FetchOutcome.READ, body).refusal(f"https://news.example{path}")
    assert (refusal[0] if refusal else None) is outcome


def test_pauses_of_robots() -> None:
    assert Robots.of(FetchOutcome.READ, ROBOTS).pause_seconds == 10
    assert Robots.of(FetchOutcome.READ, ROBOTS.partition(b"\n\n")[0]).pause_seconds == 2.5
    assert Robots.of(FetchOutcome.READ, b"User-agent: *\nCrawl-delay: soon").pause_seconds == 0
    assert Robots().pause_seconds == 0
