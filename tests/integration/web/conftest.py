"""The small web, and a fetcher that may reach it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from orchestration.contracts.tables import FetchAttempt, WebCapture, WebPage
from orchestration.fetch.client import Manners
from orchestration.fetch.exchange import Limits
from orchestration.fetch.ledger import FILE_NAME, Ledger
from orchestration.fetch.sources import Source
from orchestration.fetch.visit import Fetcher
from orchestration.settings import PROJECT_DIR
from tests.integration.web.site import Server, resolver, running

CONTACT = "https://example.org/about-our-robot"
#: Names that may lead to this machine; every other name of `.test` must be refused for doing so.
ALLOWED = frozenset({"herald.test", "samachar.test", "vesti.test"})


@pytest.fixture
def web() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return impatient(tmp_path)


def impatient(folder: Path) -> Fetcher:
    """A fetcher with little patience, so that tests are short; otherwise as in earnest."""
    return Fetcher(
        folder / "web",
        CONTACT,
        allowed_hosts=ALLOWED,
        limits=Limits(connect_seconds=1, read_seconds=0.4, total_seconds=1.0, max_bytes=2_000_000),
        manners=Manners(first_wait=0.01, longest_wait=2, host_failures=100),
        resolver=resolver,
    )


def source(**fields: object) -> Source:
    """A source of the press that is read quickly."""
    defaults: dict[str, object] = {
        "id": "herald", "publisher": "The Herald", "kind": "press", "language": "en", "delay_seconds": 0.001,
    }  # fmt: skip
    return Source.model_validate(defaults | fields)


def seeds_with(folder: Path, feeds: str) -> Path:
    """The project's seeds, with sources of the tests' own."""
    seeds = folder / "seeds"
    (seeds / "sources").mkdir(parents=True)
    for ours in (PROJECT_DIR / "seeds").iterdir():
        if ours.name != "sources":
            (seeds / ours.name).symlink_to(ours)
    (seeds / "sources" / "feeds.yml").write_text(feeds, encoding="utf-8")
    return seeds


class Stored:
    """What a source's ledger and WARC files hold."""

    def __init__(self, fetcher: Fetcher, source_id: str = "herald") -> None:
        folder = fetcher.web_dir / source_id
        with Ledger(folder / FILE_NAME) as ledger:
            self.attempts = ledger.rows(FetchAttempt)
            self.pages = {p.url: p for p in ledger.rows(WebPage)}
            self.captures = ledger.rows(WebCapture)
        self.files = sorted(folder.rglob("*.warc.gz"))
        self.records: list[tuple[str, bytes, dict[str, str]]] = []
        for file in self.files:
            with file.open("rb") as stream:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.response, verify_digests=True):
                    headers = {k.lower(): v for k, v in record.http_headers.items()}
                    self.records.append((str(record.headers["WARC-Target-URI"]), record.reader.read(), headers))

    def outcomes(self, url: str) -> list[str]:
        """How each request for an address ended, in order."""
        return [str(a.outcome) for a in self.attempts if a.url == url]

    def contents(self, url: str) -> list[bytes]:
        """Every version of a page, oldest first."""
        return [body for target, body, _ in self.records if target == url]
