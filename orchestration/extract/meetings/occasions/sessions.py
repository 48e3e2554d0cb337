"""Who sits in a session of a mechanism by post, where the article names the holders but not beside the session.

Not here: sessions whose clause names or means somebody (`talks`, `other_side`); the leaders' summit (`summits`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.forums import Forum
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import Occasion, Page, Told
from orchestration.extract.meetings.parties.members import Member, union
from orchestration.extract.meetings.parties.parties import Party

_REFERRED = frozenset({ParticipantBasis.COREFERENCE, ParticipantBasis.CONTEXT})


def seat_by_post(occasion: Occasion, page: Page) -> None:
    """Adds the holders of the posts that sit in it, where both sides are known then.

    Not where others of a side are told to have sat in it.
    """
    forums = (t.candidate.forum for t in occasion.told if not _is_of_subgroup(t, page))
    forum = next((f for f in forums if f is not None and f.seats), None)
    if forum is None:
        return
    day = occasion.interval.start or page.anchor.start
    members = _without_strangers(occasion, forum, day, page)
    for side in page.sides:
        seats = forum.seats_of(side)
        known = [m.party for m in members if m.party.country == side and m.party.person is not None]
        free = [roles for roles in seats if not any(_holds(p, side, roles, day, page) for p in known)]
        if known and len(free) == len(seats):
            return
        for roles in free:
            holder = next((p for p in page.parties if _holds(p, side, roles, day, page)), None)
            members += [Member(holder, ParticipantBasis.CONTEXT)] if holder is not None else []
    if {*page.sides} <= {m.party.country for m in members} or len(members) < len(occasion.members):
        occasion.members = union(members, members)


def forum_of_those(candidate: Candidate, page: Page) -> Forum | None:
    """The mechanism of a session by the posts of who met, of whom none sits in the one that is called as another is:
    "the two defence ministers co-chaired the intergovernmental commission"."""
    forum = candidate.forum
    who = [m.party for m in candidate.members]
    if forum is None or not forum.seats or any(_has_seat(forum, p) for p in who):
        return forum
    filled = [f for f in page.forums.alike(forum) if all(_is_filled(f, side, who) for side in page.sides)]
    return filled[0] if len(filled) == 1 else forum


def _has_seat(forum: Forum, party: Party) -> bool:
    """Whether somebody sits in a mechanism by a post that he is told with or held then."""
    return any(roles & {party.role_id or "", *party.held} for roles in forum.seats_of(party.country or ""))


def _is_filled(forum: Forum, side: str, who: Sequence[Party]) -> bool:
    """Whether each who sits in a mechanism for a side is there."""
    held = [{p.role_id or "", *p.held} for p in who if p.country == side]
    seats = forum.seats_of(side)
    return bool(seats) and all(any(roles & posts for posts in held) for roles in seats)


def _without_strangers(occasion: Occasion, forum: Forum, day: dt.date | None, page: Page) -> list[Member]:
    """Those who took part, without whom only the words around put into it, though another one of the article has his
    seat: "X and Y spoke. The co-chairs of the commission, Y and Z, …"; nor those who only spoke of it."""
    if all(t.candidate.matter for t in occasion.told):
        strangers = [m for m in occasion.members if not _sits(m.party, forum, day, page)]
    else:
        filled = {p.country for p in page.parties if _sits(p, forum, day, page)}
        referred = [m for m in occasion.members if m.basis in _REFERRED and m.party.country in filled]
        strangers = [m for m in referred if not _sits(m.party, forum, day, page)]
    strangers = [m for m in strangers if m.party.person is not None]
    kept = [m for m in occasion.members if m not in strangers]
    return kept if any(m.party.person is not None for m in kept) else list(occasion.members)


def _sits(party: Party, forum: Forum, day: dt.date | None, page: Page) -> bool:
    """Whether somebody has a seat in a mechanism by post."""
    return any(_holds(party, side, roles, day, page) for side in page.sides for roles in forum.seats_of(side))


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
