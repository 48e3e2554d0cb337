"""Who sits in a session of a mechanism by post, where the article names the holders but not beside the session.

Not here: sessions whose clause names or means somebody (`talks`, `other_side`); the leaders' summit (`summits`).
"""

from __future__ import annotations

import datetime as dt

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.occasions.page import Occasion, Page, Told
from orchestration.extract.meetings.parties.members import Member, union
from orchestration.extract.meetings.parties.parties import Party


def seat_by_post(occasion: Occasion, page: Page) -> None:
    """Adds the holders of the posts that sit in it, where both sides are known then.

    Not where others of a side are told to have sat in it.
    """
    forums = (t.candidate.forum for t in occasion.told if not _is_of_subgroup(t, page))
    forum = next((f for f in forums if f is not None and f.seats), None)
    if forum is None:
        return
    day = occasion.interval.start or page.anchor.start
    members = list(occasion.members)
    for side in page.sides:
        seats = forum.seats_of(side)
        known = [m.party for m in members if m.party.country == side and m.party.person is not None]
        free = [roles for roles in seats if not any(_holds(p, side, roles, day, page) for p in known)]
        if known and len(free) == len(seats):
            return
        for roles in free:
            holder = next((p for p in page.parties if _holds(p, side, roles, day, page)), None)
            members += [Member(holder, ParticipantBasis.CONTEXT)] if holder is not None else []
    if {*page.sides} <= {m.party.country for m in members}:
        occasion.members = union(occasion.members, members)


def _is_of_subgroup(passage: Told, page: Page) -> bool:
    """Whether it is a group of a mechanism that has met, without its chairs: "the working group of the commission"."""
    sentence = passage.candidate.sentence
    return bool(page.reading.within("m:subgroups", sentence.first, sentence.last))


def _holds(party: Party, side: str, roles: frozenset[str], day: dt.date | None, page: Page) -> bool:
    """Whether a party is a person who had such a post of a side on a day; of one who is little known, as it is told."""
    if party.person is None or party.country != side:
        return False
    if not party.person.is_curated:
        return party.role_id in roles
    return not roles.isdisjoint(page.tenures.roles(party.person.person_id, day))
