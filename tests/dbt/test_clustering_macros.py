"""Properties of the clustering macro, whatever pairs it is given."""

from __future__ import annotations

import collections
from pathlib import Path

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

MACROS = Path(__file__).parents[2] / "dbt_project" / "macros" / "occasion_clustering.sql"

Pair = tuple[int, int]


@pytest.fixture(scope="module")
def star_clusters() -> str:
    """The macro's SQL over tables `profiles` and `profile_pairs`."""
    template = jinja2.Environment(autoescape=False).from_string(MACROS.read_text(encoding="utf-8"))  # noqa: S701
    return str(template.module.star_clusters("profiles", "profile_pairs"))  # type: ignore[attr-defined]


def _cluster(sql: str, affinities: dict[Pair, int], size: int) -> dict[int, int]:
    """Centre by profile; the profile's number is its priority."""
    with duckdb.connect() as con:
        con.execute("create table profiles (profile_id integer, priority integer)")
        con.execute(
            "create table profile_pairs"
            " (profile_id integer, other_id integer, priority integer, other_priority integer, affinity integer)"
        )
        con.executemany("insert into profiles values (?, ?)", [(n, n) for n in range(size)])
        both_ways = [row for (a, b), fit in affinities.items() for row in ((a, b, a, b, fit), (b, a, b, a, fit))]
        if both_ways:
            con.executemany("insert into profile_pairs values (?, ?, ?, ?, ?)", both_ways)
        rows = con.execute(sql).fetchall()
    assert len(rows) == size
    return dict(rows)


def _expected(affinities: dict[Pair, int], size: int) -> dict[int, int]:
    """The same clusters one profile at a time: a centre if no earlier centre is near, else to the best centre.

    Of centres that are equally good, it goes to the one that most profiles fit.
    """
    fit = affinities | {(b, a): points for (a, b), points in affinities.items()}
    fitting = collections.Counter(b for _, b in fit)
    centres: list[int] = []
    for n in range(size):
        if not any((n, centre) in fit for centre in centres):
            centres.append(n)
    return {
        n: n if n in centres else min((c for c in centres if (n, c) in fit), key=lambda c: (-fit[n, c], -fitting[c], c))
        for n in range(size)
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), size=st.integers(min_value=1, max_value=12))
def test_rounds_give_what_one_at_a_time_gives(star_clusters: str, data: st.DataObject, size: int) -> None:
    pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    affinities = {pair: data.draw(st.integers(min_value=0, max_value=3)) for pair in chosen}
    assert _cluster(star_clusters, affinities, size) == _expected(affinities, size)


def test_a_long_chain_is_settled(star_clusters: str) -> None:
    chain = {(n, n + 1): 1 for n in range(40)}
    assert _cluster(star_clusters, chain, 41) == _expected(chain, 41)
