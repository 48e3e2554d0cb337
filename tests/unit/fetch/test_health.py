"""Alarms, asked of ledgers that were filled by hand: silence and a change of layout are no errors of any request."""

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.contracts.codes import FetchOutcome, PageState
from orchestration.contracts.tables import WebCapture, WebPage, WebVisit
from orchestration.fetch.health import still_parses, still_yields, visited_in_time
from orchestration.fetch.ledger import Ledger
from orchestration.fetch.sources import Source

NOW = dt.datetime(2026, 5, 1, 12)
SOURCE = Source.model_validate(
    {
        "id": "herald", "publisher": "The Herald", "kind": "press", "language": "en",
        "feeds": ["https://herald.example/rss"], "every_hours": 6, "silent_after_days": 3,
    }
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


def visit(hours_ago: float, *, listings_read: int = 1, seconds: int = 60) -> WebVisit:
    at = NOW - dt.timedelta(hours=hours_ago)
    return WebVisit(
        visit_id=f"herald-{at.isoformat()}", source_id="herald", day=at.date(), started_at=at,
        ended_at=at + dt.timedelta(seconds=seconds),
        listings_read=listings_read, listings_failed=1 - listings_read, pages_found=0, pages_stored=0,
        pages_unchanged=0, pages_failed=0, pages_left=0, byte_size=0, note=None,
    )  # fmt: skip


def page(number: int, days_ago: float, state: PageState = PageState.STORED) -> WebPage:
    at = NOW - dt.timedelta(days=days_ago)
    return WebPage(
        source_id="herald", url=f"https://herald.example/{number}", state=state, found_in="https://herald.example/rss",
        publisher=None, first_found_at=at, asked_at=at, ask_after=None, failures=0, outcome=FetchOutcome.READ,
        reason=None, moved_to=None, etag=None, last_modified=None, document_id=f"{number:064}",
    )  # fmt: skip


def capture(number: int, characters: int) -> WebCapture:
    return WebCapture(
        warc_file="herald/a.warc.gz", warc_offset=number, warc_length=1, visit_id="v", source_id="herald",
        url=f"https://herald.example/{number}", document_id=f"{number:064}",
        fetched_at=NOW - dt.timedelta(days=100) + dt.timedelta(minutes=number), content_type="text/html",
        byte_size=1000, text_characters=characters,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("visits", "is_well", "told"),
    [
        ([], True, "It has not been visited yet."),
        ([visit(2)], True, "It was last read 2 hours ago."),
        ([visit(40), visit(17)], True, "It was last read 17 hours ago."),
        ([visit(40), visit(19)], False, "It was last read 19 hours ago."),
        ([visit(2, listings_read=0)], False, "No visit could read anything."),
        ([visit(30), visit(2, listings_read=0)], False, "It was last read 30 hours ago."),
        ([visit(2, seconds=0)], False, "No visit could read anything."),  # killed
    ],
)
def test_visits_in_time(ledger: Ledger, visits: list[WebVisit], is_well: bool, told: str) -> None:
    for one in visits:
        ledger.save(one)
    assert dataclasses.astuple(visited_in_time(SOURCE, ledger, NOW)) == (is_well, told)


@pytest.mark.parametrize(
    ("pages", "is_well"),
    [
        ([], True),
        ([page(n, 90) for n in range(4)], True),  # too few to call it silent
        ([page(n, 90) for n in range(5)], False),
        ([*(page(n, 90) for n in range(5)), page(9, 2.9)], True),
        ([*(page(n, 90) for n in range(5)), page(9, 3.1)], False),
        ([*(page(n, 90) for n in range(5)), page(9, 1, PageState.WANTED)], False),  # listed, but cannot be read
    ],
)
def test_a_source_that_falls_silent(ledger: Ledger, pages: list[WebPage], is_well: bool) -> None:
    for one in pages:
        ledger.save(one)
    assert still_yields(SOURCE, ledger, NOW).is_well is is_well


@pytest.mark.parametrize(
    ("characters", "is_well"),
    [
        ([], True),
        ([0] * 4, True),  # too few
        ([0] * 5, False),  # a source that never gave an article
        ([3000] * 200, True),
        ([3000] * 200 + [0] * 9, True),
        ([3000] * 200 + [0] * 20, False),
        ([3000] * 200 + [150] * 12, False),  # teasers
        ([0, 0, 3000] * 60, True),  # as it always was
        ([3000] * 200 + [0] * 20 + [3000] * 20, True),  # mended
    ],
)
def test_a_change_of_layout(ledger: Ledger, characters: list[int], is_well: bool) -> None:
    for number, one in enumerate(characters):
        ledger.save(capture(number, one))
    assert still_parses(ledger).is_well is is_well


def test_a_ledger_of_an_earlier_contract_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE web_captures (warc_file TEXT, warc_offset INTEGER) STRICT")
    with Ledger(path) as ledger:
        ledger.save(capture(1, 100))
        assert ledger.rows(WebCapture) == [capture(1, 100)]


def test_what_is_saved_together_is_saved_whole_or_not_at_all(ledger: Ledger) -> None:
    def cut_off() -> None:
        with ledger.together():
            ledger.save(page(1, 1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cut_off()
    assert ledger.rows(WebPage) == []
