"""Ids stay: whatever order articles come in, whichever are withdrawn and return, however they are read again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Collection, Iterator
from typing import Any

import duckdb
import pytest

from orchestration.contracts.tables import MeetingMention, RawRecord, ReportedMeeting
from orchestration.store import recall_history
from tests.dbt import identity, models
from tests.dbt.raw_rows import RawRows

MARTS = (
    "fact_meetings",
    "fact_meeting_mentions",
    "bridge_meeting_people",
    "meeting_registry",
    "meeting_id_aliases",
    "fact_meeting_changes",
)

AMITY = [("IN", "prov-amity-in"), ("RU", "prov-amity-ru")]
OTHERS = [("IN", "prov-others-in"), ("RU", "prov-others-ru")]

#: The occasion that a report's short name stands for; reports that fit several are not in it.
OCCASION = {
    "fifth": "december", "fifth too": "december",
    "august": "august", "august too": "august", "august copy": "august",
    "call": "call", "call too": "call",
    "ministers": "ministers", "ministers' month": "ministers",
}  # fmt: skip


def everything() -> tuple[RawRows, dict[str, str]]:
    """All articles that a warehouse may hold, and their reports by short name."""
    rows = RawRows()
    reports: dict[str, str] = {}

    def tell(name: str, article: str, *more: Any, **told: Any) -> None:
        reports[name] = rows.meeting(article, len(reports), *more, char_start=40 * len(reports), **told)

    plan, early, late, both = (rows.article(n, "2025-12-20") for n in ("plan", "early", "late", "both"))
    tell("plan", plan, AMITY, ("2025-12-01", "2025-12-31"), "month")
    tell("fifth", early, AMITY, ("2025-12-05", "2025-12-05"), topics=("arctic_far_east",))
    tell("fifth too", late, AMITY, ("2025-12-05", "2025-12-05"), location_id="ru-moscow")
    tell("august", early, AMITY, ("2025-08-07", "2025-08-07"))
    tell("august too", both, AMITY, ("2025-08-07", "2025-08-08"), "range", location_id="in-new-delhi")
    tell("call", both, AMITY, ("2025-08-07", "2025-08-07"), meeting_type="phone_call")
    copy = rows.article("copy", "2025-12-21", same_text_as="early")
    tell("august copy", copy, AMITY, ("2025-08-07", "2025-08-07"))
    tell("call too", rows.article("call", "2025-08-08"), AMITY, ("2025-08-07", "2025-08-07"), meeting_type="video_call")
    tell("ministers", rows.article("ministers", "2025-03-01"), OTHERS, ("2025-02-10", "2025-02-10"))
    tell("ministers' month", rows.article("month", "2025-04-01"), OTHERS, ("2025-02-01", "2025-02-28"), "month")
    # what fits one meeting or another, and what ties two together as long as it is there
    tell("twentieth", rows.article("twentieth", "2025-12-21"), AMITY, ("2025-12-20", "2025-12-20"))
    tell("between", rows.article("between", "2025-12-10"), AMITY, ("2025-12-01", "2025-12-10"), "range")
    tell("eighth", rows.article("eighth", "2025-12-10"), AMITY, ("2025-12-08", "2025-12-08"), location_id="ru-moscow")
    return rows, reports


ROWS, REPORTS = everything()
DOCUMENTS = sorted({r.document_id for r in ROWS.records if isinstance(r, ReportedMeeting)})
NAMES = {report: name for name, report in REPORTS.items()}


class Warehouse(identity.Warehouse):
    """A working file and a published one, in memory, with the project's own models and no dbt."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        models.create_sources(self.con)
        self.con.execute("attach ':memory:' as published")
        self.clock = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def build(self, documents: Collection[str], told: RawRows = ROWS) -> None:
        told.fill(self.con, documents)
        models.build(self.con, MARTS, self.clock)

    def publish(self) -> None:
        self.clock += dt.timedelta(days=1)
        for mart in MARTS:
            self.con.execute(f"create or replace table published.main.{mart} as from marts.{mart}")
        recall_history(self.con)

    def rows(self, query: str) -> list[Any]:
        return self.con.execute(query).fetchall()

    def meeting_of(self) -> dict[str, str]:
        found = self.rows("select reported_meeting_id, meeting_id from marts.fact_meeting_mentions")
        return {NAMES[report]: meeting for report, meeting in found}


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    made = Warehouse()
    with made.con:
        yield made


def documents_of(*names: str) -> set[str]:
    """Documents of the reports named."""
    reports = {REPORTS[name] for name in names}
    return {r.document_id for r in ROWS.records if isinstance(r, ReportedMeeting) and r.reported_meeting_id in reports}


@pytest.fixture(scope="module")
def facts_of_everything() -> list[Any]:
    made = Warehouse()
    with made.con:
        made.build(DOCUMENTS)
        return made.facts()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_any_order_gives_the_same_facts_and_loses_no_id(facts_of_everything: list[Any], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a test must be repeatable
    publications = [{d for d in DOCUMENTS if chance.random() < share} for share in (0.3, 0.7, 0.5)]
    warehouse = Warehouse()
    with warehouse.con:
        for documents in identity.publish_keeping_ids(warehouse, [*publications, set(DOCUMENTS)], OCCASION):
            before = warehouse.rows("from marts.fact_meeting_changes")
            warehouse.build(documents)
            assert warehouse.rows("from marts.fact_meeting_changes") == before
        assert warehouse.facts() == facts_of_everything


def test_a_withdrawn_article_that_returns_gets_its_id_back(warehouse: Warehouse) -> None:
    warehouse.build(DOCUMENTS)
    first = warehouse.meeting_of()
    warehouse.publish()
    warehouse.build(set(DOCUMENTS) - documents_of("ministers", "ministers' month"))
    assert first["ministers"] not in warehouse.lookup()
    assert (first["ministers"], "retracted", "withdrawn_documents") in warehouse.events()
    warehouse.publish()
    warehouse.build(DOCUMENTS)
    assert warehouse.meeting_of() == first
    assert (first["ministers"], "restored", "new_documents") in warehouse.events()


def test_what_is_not_published_leaves_no_trace(warehouse: Warehouse) -> None:
    warehouse.build(documents_of("august"))
    warehouse.publish()
    before = warehouse.meeting_of()["august"]
    warehouse.build(documents_of("ministers"))
    warehouse.build(documents_of("august"))
    assert warehouse.meeting_of()["august"] == before
    assert warehouse.events() == [(m, "created", "new_documents") for m in sorted(set(warehouse.meeting_of().values()))]


def test_an_article_replaced_by_another_text_keeps_the_id(warehouse: Warehouse) -> None:
    warehouse.build(documents_of("ministers"))
    given = warehouse.meeting_of()["ministers"]
    warehouse.publish()
    rows = RawRows()
    rows.meeting(rows.article("ministers, as edited"), 0, OTHERS, ("2025-02-10", "2025-02-10"), char_start=7)
    warehouse.build({r.document_id for r in rows.records if isinstance(r, ReportedMeeting)}, rows)
    assert set(warehouse.lookup()) == {given}


def test_an_id_that_was_given_is_not_given_again(warehouse: Warehouse) -> None:
    """The plan's report names the meeting; when the plan is told apart from it, the plan must not take the name."""
    warehouse.build(documents_of("plan"))
    plan = warehouse.meeting_of()["plan"]
    warehouse.publish()
    warehouse.build(documents_of("plan", "fifth too"))
    assert warehouse.meeting_of() == {"plan": plan, "fifth too": plan}
    warehouse.publish()
    warehouse.build(documents_of("plan", "fifth too", "twentieth"))
    told_apart = warehouse.meeting_of()
    assert told_apart["fifth too"] == plan
    assert len(set(told_apart.values())) == 3
    assert (told_apart["plan"], "split", "read_anew") in warehouse.events()
    warehouse.publish()
    warehouse.build(documents_of("plan", "fifth too"))
    assert warehouse.meeting_of() == {"plan": plan, "fifth too": plan}
    assert warehouse.lookup() == {plan: plan, told_apart["plan"]: plan}


def test_other_rules_read_the_same_passages(warehouse: Warehouse) -> None:
    """Every id of a report and of a passage moves, and so do the passages, by some characters."""
    warehouse.build(DOCUMENTS)
    before = warehouse.lookup()
    groups = sorted(sorted(n for n, m in warehouse.meeting_of().items() if m == meeting) for meeting in before)
    warehouse.publish()
    upgraded = RawRows()
    upgraded.records = [_read_by_other_rules(record) for record in ROWS.records]
    warehouse.build(DOCUMENTS, upgraded)
    assert warehouse.lookup() == before
    found = warehouse.con.execute("select reported_meeting_id, meeting_id from marts.fact_meeting_mentions").fetchall()
    now = {NAMES[report.removeprefix("new ")]: meeting for report, meeting in found}
    assert sorted(sorted(n for n, m in now.items() if m == meeting) for meeting in before) == groups
    assert {what for _, what, _ in warehouse.events()} == {"created"}


def _read_by_other_rules(record: RawRecord) -> RawRecord:
    moved: dict[str, Any] = {}
    if hasattr(record, "reported_meeting_id"):
        moved["reported_meeting_id"] = "new " + record.reported_meeting_id
    if isinstance(record, MeetingMention):
        moved |= {"mention_id": "new " + record.mention_id, "char_start": record.char_start + 3}
    return dataclasses.replace(record, **moved) if moved else record  # type: ignore[type-var]


def correct(warehouse: Warehouse, **correction: str) -> None:
    """Add a line to the file of corrections."""
    told = {"corrected_by": "a reader", "corrected_on": "2026-01-01", "reason": "known", "source": "a readout"}
    columns, values = zip(*(told | correction).items(), strict=True)
    marks = ", ".join("?" * len(values))
    warehouse.con.execute(f"insert into reference.corrections ({', '.join(columns)}) values ({marks})", list(values))


@pytest.mark.parametrize("published_before", [True, False], ids=["with history", "from scratch"])
def test_people_correct_what_the_rules_make(warehouse: Warehouse, *, published_before: bool) -> None:
    warehouse.build(DOCUMENTS)
    was = warehouse.meeting_of()
    if published_before:
        warehouse.publish()
    [copy] = documents_of("august copy")
    correct(warehouse, correction_id="1", action="merge", meeting_id=was["august"], other_meeting_id=was["eighth"])
    correct(warehouse, correction_id="2", action="split", meeting_id=was["august"], document_ids=copy)
    correct(warehouse, correction_id="3", action="drop", meeting_id=was["call"])
    correct(
        warehouse, correction_id="4", action="set", meeting_id=was["ministers"], field="date", new_value="2025-02-11"
    )
    for _ in range(2):  # the second time, the first has been published
        warehouse.build(DOCUMENTS)
        now = warehouse.meeting_of()
        assert now["august"] == now["eighth"] == warehouse.lookup()[was["eighth"]]
        assert now["august copy"] not in (now["august"], was["august"], was["eighth"])
        assert "call" not in now
        assert now["ministers"] == was["ministers"]
        corrected = warehouse.con.execute(
            "select meeting_id, start_date from marts.fact_meetings where is_corrected"
        ).fetchall()
        assert {meeting for meeting, _ in corrected} == {now["august"], now["august copy"], now["ministers"]}
        assert (now["ministers"], dt.date(2025, 2, 11)) in corrected
        told = {(what, why) for _, what, why in warehouse.events() if why == "correction"}
        expected = {("merged", "correction"), ("split", "correction")}
        if published_before:
            expected |= {("retracted", "correction"), ("corrected", "correction")}
        assert told == expected
        warehouse.publish()
    warehouse.con.execute("delete from reference.corrections")
    warehouse.build(DOCUMENTS)
    if published_before:
        assert warehouse.meeting_of() == was


def test_a_correction_without_its_meeting_is_told_and_harms_nothing(warehouse: Warehouse) -> None:
    correct(warehouse, correction_id="1", action="drop", meeting_id="mtg-of-another-folder")
    warehouse.build(DOCUMENTS)
    problems = warehouse.con.execute("select problem from intermediate.int_meetings__corrections").fetchall()
    assert problems == [("no document tells of the meeting",)]
