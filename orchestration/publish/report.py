"""What a run ends by showing in the terminal: the meetings found, and what was rejected and why.

Reads the published file and makes tables of it. Text from documents is shown as text: never as markup, and without
characters that steer a terminal.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
from rich.table import Table
from rich.text import Text

_MEETINGS = """
with people as (
    select
        b.meeting_id,
        b.side,
        string_agg(p.full_name, ', ' order by p.full_name) as names
    from bridge_meeting_people as b
    inner join dim_people as p using (person_id)
    group by b.meeting_id, b.side
),

parties as (
    select meeting_id, string_agg(side || ': ' || names, '\n' order by side) as parties
    from people
    group by meeting_id
)

select
    case m.date_precision
        when 'unknown' then 'date unknown'
        when 'month' then strftime(m.start_date, '%Y-%m')
        when 'quarter' then strftime(m.start_date, '%Y-%m') || ' to ' || strftime(m.end_date, '%Y-%m')
        when 'year' then strftime(m.start_date, '%Y')
        when 'range' then m.start_date || ' to ' || m.end_date
        else m.start_date::varchar
    end,
    m.status,
    replace(m.meeting_type, '_', ' '),
    coalesce(parties.parties, ''),
    concat_ws(', ', m.venue, coalesce(l.city, l.country_name)),
    m.document_count::varchar
from fact_meetings as m
left join parties using (meeting_id)
left join dim_locations as l using (location_id)
order by m.start_date desc nulls last, m.end_date desc, m.meeting_id
limit ?
"""

_REJECTED = "select source_name, reason from rejected_documents order by source_name, stage limit ?"

#: Line ends, hard spaces, and the joiners of Hindi spelling; other invisible characters can steer what is shown.
_SHOWN = "\n\u00a0\u202f\u200c\u200d"


def meetings_table(published: Path, limit: int = 50) -> Table:
    """The newest `limit` meetings, those without a day last: when, status, type, who, where, number of documents."""
    table = Table(title="Meetings", title_justify="left", show_lines=True)
    for heading in ("When", "Status", "Type", "Who", "Where"):
        table.add_column(heading, overflow="fold")
    table.add_column("Sources", justify="right")
    _fill(table, published, _MEETINGS, "fact_meetings", limit)
    return table


def rejected_table(published: Path, limit: int = 50) -> Table:
    """The first `limit` inputs that could not be read: file, reason."""
    table = Table(title="Rejected documents", title_justify="left")
    for heading in ("File", "Reason"):
        table.add_column(heading, overflow="fold")
    _fill(table, published, _REJECTED, "rejected_documents", limit)
    return table


def _fill(table: Table, published: Path, query: str, source: str, limit: int) -> None:
    with duckdb.connect(str(published), read_only=True) as con:
        rows = con.execute(query, [limit]).fetchall()
        [(count,)] = con.execute(f"select count(*) from {source}").fetchall()
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    if count > len(rows):
        table.caption = f"{count - len(rows)} more in {source}"


def plain(text: str) -> Text:
    """Text from a document, safe to print: no markup is read, characters that are not shown become U+FFFD."""
    return Text("".join(c if c.isprintable() or c in _SHOWN else "\ufffd" for c in text))
