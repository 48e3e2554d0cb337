"""Reports of several articles become the right real occasions, through the whole dbt project."""

from __future__ import annotations

import collections

import duckdb
import pytest

from tests.dbt.conftest import Build
from tests.dbt.scenarios import SCENARIOS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", [scenario.__name__ for scenario in SCENARIOS])
def test_reports_are_brought_together(build: Build, name: str) -> None:
    scenario = build.scenarios[name]
    with duckdb.connect(str(build.working), read_only=True) as con:
        rows = con.execute("select reported_meeting_id, meeting_id from marts.fact_meeting_mentions").fetchall()
    meeting_of = dict(rows)
    found = collections.defaultdict(set)
    for label, reported_meeting_id in scenario.reports.items():
        found[meeting_of[reported_meeting_id]].add(label)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, scenario.occasions))


@pytest.mark.parametrize("name", [scenario.__name__ for scenario in SCENARIOS])
def test_the_best_values_are_taken(build: Build, name: str) -> None:
    scenario = build.scenarios[name]
    first = next(iter(scenario.reports.values()))
    with duckdb.connect(str(build.working), read_only=True) as con:
        relation = con.sql(
            "from marts.fact_meetings where meeting_id in"
            " (select meeting_id from marts.fact_meeting_mentions where reported_meeting_id = $first)",
            params={"first": first},
        )
        meeting = dict(zip(relation.columns, relation.fetchall()[0], strict=True))
    assert {key: meeting[key] for key in scenario.expected} == scenario.expected


def test_from_scratch_an_id_is_a_function_of_the_evidence_alone(build: Build) -> None:
    with duckdb.connect(str(build.working), read_only=True) as con:
        rows = con.execute(
            "select meeting_id, 'mtg-' || left(sha256(min(reported_meeting_id)), 16)"
            " from marts.fact_meeting_mentions group by meeting_id"
        ).fetchall()
    assert rows
    assert all(meeting_id == from_evidence for meeting_id, from_evidence in rows)
