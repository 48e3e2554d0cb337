"""Reasons why a passage is not of an occasion: other people sat there, or in another session.

Not here: when it was (`other_days`), and what kind of contact (`likeness`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.forums import Forum
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.participles import owns_as_held
from orchestration.extract.meetings.occasions.page import LEAD, Occasion
from orchestration.extract.meetings.occasions.pairing import BESIDE, SUMMIT_REACH, Pairing
from orchestration.extract.meetings.parties.members import (
    Member,
    are_of_more,
    has_outsiders,
    heads_of,
    is_named,
    persons_of,
    posts_of,
)

_HEADS = frozenset({"agency_head", "company_head"})


def has_other_people(p: Pairing) -> bool:
    came_too = _adds_people(p)
    for side in p.page.sides:
        mine, theirs = persons_of(p.candidate.members, side), p.occasion.person_ids(side)
        if mine and theirs:
            if not mine & theirs and not came_too:
                return True
            continue
        if p.is_of_same_forum and not theirs:
            continue  # a leader's visit, in a headline with the session of the ministers
        posts, others = posts_of(p.candidate.members, side), posts_of(p.occasion.members, side)
        if posts and others and not _may_be_same(posts, others):
            return True  # the adviser is not the prime minister
    return False


def _adds_people(p: Pairing) -> bool:
    """Whether words tell who else was at talks in which one side was told without names at first: "met the leaders of
    the state. The governor … The speaker also attended"."""
    candidate = p.candidate
    nameless = any(m.party.kind == "delegation" for m in candidate.members)
    return candidate.trigger.part == "presence" and candidate.anaphoric and nameless and p.shared > 0


def _may_be_same(posts: set[str], others: set[str]) -> bool:
    """Whether two told posts can be of one person: "the Indian minister" is the foreign minister, too, and who is head
    of a company its chief executive."""
    return bool(posts & others or (posts & _HEADS and others & _HEADS)) or any(
        "minister" in one and any(post.endswith("_minister") for post in other)
        for one, other in ((posts, others), (others, posts))
    )


def is_another_by_its_words(p: Pairing) -> bool:
    """ "Talked separately", "met X, too"; but "before that he spoke with X" can be told of X again."""
    candidate, sides = p.candidate, p.page.sides
    if candidate.apart and not any(c.apart for c in p.told):
        return True
    other = candidate.also or candidate.earlier or candidate.later
    if not other or candidate.anaphoric or candidate.sentence.title:
        return False
    if candidate.also:
        if not is_named(p.occasion.members):
            return False  # "the two agencies met. At the talks of X with Y trade was spoken of, too"
        return any(not persons_of(candidate.members, s) <= p.occasion.person_ids(s) for s in sides)
    if candidate.earlier and is_named(candidate.members) and not is_named(p.occasion.members):
        return not any(c.earlier for c in p.told)  # "the commission sat; before that X had met Y"
    heads = ((heads_of(candidate.members, s), heads_of(p.occasion.members, s)) for s in sides)
    return any(one and head and one != head for one, head in heads)


def is_joined_by_others(p: Pairing) -> bool:
    """Whether a third country's people sat at the one only: "the three met, and X met Y before that"."""
    candidate, sides = p.candidate, p.page.sides
    if candidate.type is MeetingType.BILATERAL_MEETING and candidate.forum is None and not candidate.anaphoric:
        of_three = [c.forum for c in p.told if c.type is MeetingType.MULTILATERAL_MEETING and c.forum is not None]
        if any(f.kind == "mechanism" for f in of_three):
            return True  # "opens with a RIC session, and then meets Y"
    joined = candidate.type is MeetingType.MULTILATERAL_MEETING and all(c.type is not candidate.type for c in p.told)
    if has_outsiders(p.occasion.members, sides):
        alone = candidate.type is MeetingType.BILATERAL_MEETING and not has_outsiders(candidate.members, sides)
        said = candidate.trigger.bilateral and not candidate.anaphoric  # "and after that bilateral talks with Y"
        return alone and (said or all(m.basis is ParticipantBasis.NAMED for m in candidate.members))
    return joined and has_outsiders(candidate.members, sides)


def is_of_other_mechanism(p: Pairing) -> bool:
    """Whether it is another commission, another session of it, or a session while the leaders are those who meet."""
    pair, forum = p.page.pair, p.candidate.forum
    others = [c.forum for c in p.told if c.forum is not None]
    if forum is None:
        return (_is_of_fewer(p) or _are_leaders(p)) and any(f.kind == "mechanism" for f in others)
    if not p.is_of_same_forum and len(forum.seats_of(pair.codes[0])) > 1:
        # "X met Y and A met B. The 2+2 was held after that"
        if all(len(p.occasion.person_ids(side)) == 1 for side in pair.codes):
            return True
    if not others and forum.kind == "mechanism" and p.candidate.later and not p.candidate.anaphoric:
        return not p.is_told_in_clause  # "after that the two co-chaired the commission"
    if not others and forum.kind == "mechanism" and not is_named(p.candidate.members):
        return any(pair.leaders & posts_of(p.occasion.members, s) for s in pair.codes)
    bilateral = [f for f in others if f.is_bilateral]
    if not forum.is_bilateral or not bilateral:
        return False
    if all(f.forum_id != forum.forum_id for f in bilateral):
        return True
    numbers = {f.number for f in bilateral if f.number is not None}
    return forum.number is not None and bool(numbers) and forum.number not in numbers


def is_with_who_does_not_sit(p: Pairing) -> bool:
    """Whether the one is a session of a mechanism and the other talks with somebody who has no seat in it, of a side of
    which nobody is named to sit: "X will co-chair the defence commission. He will meet the deputy premier Y"."""
    mine = _mechanism_of([p.candidate])
    forum = mine or _mechanism_of(p.told)
    if forum is None or (mine is not None and _mechanism_of(p.told) is not None):
        return False
    if p.candidate.anaphoric and mine is None:
        return False
    sitting, others = p.candidate.members, p.occasion.members
    if mine is None:
        sitting, others = others, sitting
    return any(_is_without_seat(p, forum, side, others) for side in p.page.sides if not persons_of(sitting, side))


def _mechanism_of(told: Sequence[Candidate]) -> Forum | None:
    return next((c.forum for c in told if c.forum is not None and c.forum.kind == "mechanism"), None)


def _is_without_seat(p: Pairing, forum: Forum, side: str, members: Sequence[Member]) -> bool:
    """Whether somebody of a side is named, and nobody who sits in a mechanism by his post."""
    seats = set().union(*forum.seats_of(side))
    named = [m.party for m in members if m.party.country == side and m.basis is ParticipantBasis.NAMED]
    posts = [p.page.posts_on(party, p.page.anchor.day) for party in named if party.person is not None]
    return bool(seats and posts) and all(held and not held & seats for held in posts)


def _are_leaders(p: Pairing) -> bool:
    """Whether leaders are named to have met, beside a session of officials: "hours before the 2+2 X and Y met"."""
    candidate, pair = p.candidate, p.page.pair
    met = is_named(candidate.members) and not candidate.anaphoric and not pair.are_led(p.occasion.members)
    met = met and candidate.type is not MeetingType.CONSULTATIONS and candidate.trigger.part != "presence"
    return met and all(pair.leaders & posts_of(candidate.members, s) for s in pair.codes)


def _is_of_fewer(p: Pairing) -> bool:
    """Whether some of several are told to have met by themselves: "Lavrov also had bilateral talks with his peer"."""
    candidate = p.candidate
    if candidate.anaphoric or candidate.trigger.spoken or p.distance == 0:
        return False
    forums = [c.forum for c in p.told if c.forum is not None]
    several = [
        max(len(p.occasion.person_ids(side)), *(len(f.seats_of(side)) for f in forums), 0) for side in p.page.sides
    ]
    if candidate.trigger.bilateral:
        return is_named(candidate.members) and p.shared < sum(several)
    sizes = list(zip((len(persons_of(candidate.members, s)) for s in p.page.sides), several, strict=True))
    return not candidate.trigger.is_of_talking and all(0 < mine < theirs for mine, theirs in sizes)


def is_of_more(p: Pairing) -> bool:
    """Whether two of each side are told to have met, where one of each had: "the four then sat down together".

    Not of leaders, with whom others sit.
    """
    candidate = p.candidate
    if candidate.sentence.title or candidate.anaphoric or p.page.pair.are_led(p.occasion.members):
        return False
    return are_of_more(candidate.members, p.occasion.members, p.page.sides)


def is_of_those_beside(p: Pairing) -> bool:
    """Whether those who sat beside a leader are told to have met by themselves: "Y then had talks with Lavrov"."""
    candidate, pair = p.candidate, p.page.pair
    if candidate.anaphoric or candidate.trigger.weak or candidate.trigger.part == "presence":
        return False
    for side in pair.codes:
        led = persons_of([m for m in p.occasion.members if m.party.role_id in pair.leaders], side)
        mine = persons_of([m for m in candidate.members if m.basis is ParticipantBasis.NAMED], side)
        if heads_of(p.occasion.members, side) in led and mine and not mine & led:
            return True
    return False


def is_about_it(p: Pairing) -> bool:
    """Whether an occasion is only what a thing discussed was of, where verbs come last: "what was decided at the
    talks held in July they reviewed"."""
    reading, first = p.page.reading, p.candidate.match.first
    if reading.rules_at(first).marking != "after" or not p.candidate.trigger.vague:
        return False
    return all(
        c.sentence is p.candidate.sentence and c.match.last <= first and owns_as_held(reading, c) for c in p.told
    )


def is_summit_of_others(p: Pairing) -> bool:
    """A summit without names is not the meeting of an aide."""
    return p.candidate.trigger.summit != p.occasion.told[0].candidate.trigger.summit and not p.shared


def is_too_far(p: Pairing) -> bool:
    """Whether nobody is named by both, and much has been told between."""
    if p.shared or p.is_of_same_forum:
        return False
    if p.candidate.trigger.part == "presence" and not is_named(p.occasion.members):
        return p.distance > SUMMIT_REACH  # who led the delegations is told at the end
    nameless = not _is_named_on(p.page.sides, p.occasion) and not _is_named_on(p.page.sides, p.candidate)
    return p.distance > (LEAD if p.is_half_named and not nameless else BESIDE)


def _is_named_on(sides: tuple[str, str], told: Occasion | Candidate) -> bool:
    return any(persons_of(told.members, s) for s in sides)
