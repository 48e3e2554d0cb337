"""How long it takes to bring reports of meetings together.

Makes synthetic reports of which the true occasion is known, runs the project's own SQL on them, and prints time and
memory of each model, and how many pairs of reports were rightly brought together. Reading and extraction are measured
elsewhere.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import resource
import tempfile
import time
from pathlib import Path

import duckdb

from tests.dbt import models

MENTIONS = 1_000_000
THREADS = 2
MEMORY = "3GB"  # of 4 GB, the rest is Python's and the system's

#: What the resolution of occasions ends in.
RESOLVED = "int_meetings__members"

#: Occasions between 40 leading persons of each side, a few pairs of whom meet most; each told by a few reports, a few
#: by hundreds; seven of ten reports give the day, the others a month or nothing; one article tells two occasions.
SYNTHETIC = """
select setseed(0.42);

create temp table occasions as
select
    o as occasion,
    'in-' || (1 + floor(40 * random() ** 3))::int as person_1,
    'ru-' || (1 + floor(40 * random() ** 3))::int as person_2,
    date '2000-01-01' + (random() * 9400)::int as day,
    ['ru-moscow', 'in-new-delhi', 'cn-tianjin'][1 + (random() * 2.99)::int % 3] as location_id,
    ['bilateral_meeting', 'bilateral_meeting', 'consultations', 'phone_call', 'summit'][1 + (random() * 4.99)::int % 5]
        as meeting_type
from range($mentions // 16) as t(o);

create temp table reports as
select
    r,
    occasions.*,
    r // 2 as document,
    random() as chance,
    occasions.day + (random() * 5)::int as written
from (select r, floor(($mentions // 16) * random() ** 1.5)::bigint as occasion from range($mentions // 2) as t(r))
join occasions using (occasion);

insert into raw.locations
values ('ru-moscow', 'Moscow', 'RU', 'Russia', null, null, null),
    ('in-new-delhi', 'New Delhi', 'IN', 'India', null, null, null),
    ('cn-tianjin', 'Tianjin', 'CN', 'China', null, null, null);

insert into raw.articles by name
select
    'd' || document as document_id, 'hi' as language, max(written) as published_date, 'meta' as published_basis,
    max(written) as anchor_start, max(written) as anchor_end, 'utf-8' as encoding, '' as text,
    'd' || document as near_duplicate_group, 'bench' as reader_version,
    true as is_current_version
from reports group by document;

insert into raw.reported_meetings
select
    'r' || r, 'd' || document, meeting_type, 'held',
    case when chance < 0.7 then day when chance < 0.85 then date_trunc('month', day) end,
    case when chance < 0.7 then day when chance < 0.85 then last_day(day) end,
    case when chance < 0.7 then 'day' when chance < 0.85 then 'month' else 'unknown' end,
    case
        when chance < 0.6 then 'explicit' when chance < 0.7 then 'relative' when chance < 0.85 then 'context'
        else 'none'
    end,
    null, if(meeting_type = 'phone_call' or chance > 0.95, null, location_id),
    if(meeting_type = 'phone_call' or chance > 0.95, 'none', 'explicit'), null, null, null, 0.8, 'bench'
from reports;

insert into raw.meeting_mentions
select 'm' || r || '-' || n, 'r' || r, 'd' || document, 'held', 'quote', 1000 * (r % 2) + 200 * n,
    1000 * (r % 2) + 200 * n + 100, 'met', 'bench', 0.8, 'bench', false
from reports cross join range(2) as t(n);

insert into raw.meeting_participants
select 'r' || r, 1, 'd' || document, person_1, 'IN', null, null, 'named', 0, 1, 'bench' from reports
union all
select 'r' || r, 2, 'd' || document, person_2, 'RU', null, null, 'named', 2, 3, 'bench' from reports;
"""

#: Pairs of reports: of one occasion, brought together, and both.
PAIRS = """
with found as (
    select substr(reported_meeting_id, 2)::bigint as r, meeting_id from intermediate.int_meetings__members
),
counted as (
    select occasion, meeting_id, count(*) as n from reports join found using (r) group by all
)
select
    (select sum(n * (n - 1) / 2) from (select sum(n) as n from counted group by occasion)),
    (select sum(n * (n - 1) / 2) from (select sum(n) as n from counted group by meeting_id)),
    (select sum(n * (n - 1) / 2) from counted)
"""


@dataclasses.dataclass(frozen=True)
class Measured:
    """Seconds of the resolution, shares of pairs of reports rightly brought together, and peak memory in GiB."""

    seconds: float
    precision: float
    recall: float
    peak_memory: float


def measure(mentions: int) -> Measured:
    """Runs the benchmark and prints each model that takes time."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(Path(folder) / "bench.duckdb") as con:
        con.execute(f"set threads = {THREADS}; set memory_limit = '{MEMORY}'; set preserve_insertion_order = false")
        models.create_sources(con)
        for statement in SYNTHETIC.replace("$mentions", str(mentions)).split(";"):
            if statement.strip():
                con.execute(statement)
        print(f"{mentions} mentions, {mentions // 2} reports, {mentions // 16} occasions; {THREADS} threads, {MEMORY}")
        started = last = time.perf_counter()

        def done(name: str) -> None:
            nonlocal last
            now = time.perf_counter()
            [(rows,)] = con.execute(f"select count(*) from {models.relation(name)}").fetchall()
            if now - last > 0.5:
                print(f"{now - last:7.1f} s  {rows:9d} rows  {name}", flush=True)
            last = time.perf_counter()

        models.build(con, [RESOLVED], dt.datetime(2026, 1, 1, tzinfo=dt.UTC), done)
        seconds = time.perf_counter() - started
        true, told, both = con.execute(PAIRS).fetchall()[0]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        return Measured(seconds, both / told, both / true, peak)


def main(mentions: int) -> None:
    """Runs the benchmark and prints what it measured."""
    measured = measure(mentions)
    print(
        f"{measured.seconds:7.1f} s in all, peak memory {measured.peak_memory:.1f} GB;"
        f" of pairs precision {measured.precision:.3f}, recall {measured.recall:.3f}"
    )
