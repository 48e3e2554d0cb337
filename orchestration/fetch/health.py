"""Whether a source still gives what it used to: visited in time, new pages, pages in which an article can be found.

What nobody notices by itself: a feed that stays empty and a page whose layout has changed are no errors. Plain
questions to a ledger; nothing is asked for, and what is done about the answers belongs elsewhere.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from orchestration.contracts.codes import PageState
from orchestration.contracts.tables import WebCapture, WebPage, WebVisit
from orchestration.fetch.ledger import Ledger
from orchestration.fetch.sources import Source

#: With fewer pages nothing can be said.
FEW_PAGES = 5
#: Pages that tell how it is now, and pages before these that tell how it used to be.
RECENT_PAGES, EARLIER_PAGES = 20, 200
#: Fewer characters than this are a teaser or a menu, not an article.
SHORT_TEXT = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """An answer, and what it was taken from, for a person."""

    is_well: bool
    told: str


def visited_in_time(source: Source, ledger: Ledger, now: dt.datetime) -> Finding:
    """Whether its listings were read lately; a visit may be missed, three in a row may not."""
    well = "(listings_read > 0 OR listings_failed = 0) AND ended_at > started_at"
    read = ledger.rows(WebVisit, well, order="started_at DESC", limit=1)
    if not read:
        asked = ledger.rows(WebVisit, limit=1)
        return Finding(not asked, "No visit could read anything." if asked else "It has not been visited yet.")
    hours = (now - read[0].started_at).total_seconds() / 3600
    return Finding(hours <= 3 * source.every_hours, f"It was last read {hours:.0f} hours ago.")


def still_yields(source: Source, ledger: Ledger, now: dt.datetime) -> Finding:
    """Whether a source that used to have new pages has had one lately."""
    known = ledger.rows(WebPage, "state = ?", (PageState.STORED,), order="first_found_at DESC", limit=FEW_PAGES)
    if len(known) < FEW_PAGES:
        return Finding(True, f"{len(known)} pages so far: too few to tell.")
    days = (now - known[0].first_found_at).total_seconds() / 86400
    return Finding(days <= source.silent_after_days, f"The last new page was found {days:.1f} days ago.")


def still_parses(ledger: Ledger) -> Finding:
    """Whether articles are found in its newest pages about as often as in those before."""
    newest = ledger.rows(WebCapture, order="fetched_at DESC", limit=RECENT_PAGES + EARLIER_PAGES)
    found = [c.text_characters >= SHORT_TEXT for c in newest]
    recent, earlier = found[:RECENT_PAGES], found[RECENT_PAGES:]
    if len(recent) < FEW_PAGES:
        return Finding(True, f"{len(recent)} pages so far: too few to tell.")
    now = sum(recent) / len(recent)
    before = sum(earlier) / len(earlier) if len(earlier) >= FEW_PAGES else 1.0
    told = f"An article is found in {now:.0%} of the newest {len(recent)} pages, and in {before:.0%} of those before."
    return Finding(now >= before / 2, told)
