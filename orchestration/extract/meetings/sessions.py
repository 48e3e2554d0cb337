"""Who sits in a session of a mechanism by post, where the article names the holders but not beside the session.

Not here: sessions whose clause names or means somebody (`talks`, `other_side`); the leaders' summit (`summits`).
"""

from __future__ import annotations

import datetime as dt

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.members import Member, union
from orchestration.extract.meetings.page import Occasion, Page
from orchestration.extract.meetings.parties import Party


def seat_by_post(occasion: Occasion, page: Page) -> None:
    """Adds the holders of the posts that sit in it, on the sides of which too few are told."""
    forums = (t.candidate.forum for t in occasion.told)
    seats = next((f.seats for f in forums if f is not None and f.seats), ())
    day = occasion.interval.start or page.anchor.start
    for side in page.sides:
        for role in seats:
            taken = any(_holds(m.party, side, role, day, page) for m in occasion.members)
            if taken or len(occasion.person_ids(side)) >= len(seats):
                continue
            holder = next((p for p in page.parties if _holds(p, side, role, day, page)), None)
            if holder is not None:
                occasion.members = union(occasion.members, [Member(holder, ParticipantBasis.CONTEXT)])


def _holds(party: Party, side: str, role: str, day: dt.date | None, page: Page) -> bool:
    """Whether a party is a person who had the post of a side on a day; of one who is little known, as it is told."""
    if party.person is None or party.country != side:
        return False
    if not party.person.is_curated:
        return party.role_id == role
    return role in page.tenures.roles(party.person.person_id, day)
