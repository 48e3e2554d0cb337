"""Whom the words of a group stand for: "the two leaders", "his Russian counterpart", a pronoun, a post.

From what the article has told so far; which group is asked about is decided in `ties`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.clauses import Clause
from orchestration.extract.meetings.members import Member, same_party
from orchestration.extract.meetings.parties import Group, Party


def members_of(group: Group, others: Sequence[Member], clause: Clause) -> list[Member]:
    """The parties of a group with those that its words stand for. others: who else takes part, as far as known."""
    reading, sides, discourse, paragraph = clause.reading, clause.sides, clause.discourse, clause.sentence.paragraph
    members: list[Member] = []
    for party in group.parties:
        if party.kind == "group":
            pair = discourse.named_here(party.first, sides.codes) or discourse.pair(paragraph)
            pair = pair or discourse.latest(sides.codes)
            if reading.within("m:trios", party.first, party.last):
                pair = discourse.trio
            post = next((str(m.value[1]) for m in reading.within("m:group_post", party.first, party.last)), None)
            if post is not None:
                pair = discourse.holders(post, sides.codes) or pair
            if reading.within("m:leader_groups", party.first, party.last) and not sides.are_led(pair):
                pair = discourse.leaders if pair is discourse.ours else pair
            elif reading.within("m:leader_groups", party.first, party.last):
                pair = [m for m in pair if m.party.role_id in sides.leaders or m.party.country not in sides.codes]
            elif reading.within("m:aide_groups", party.first, party.last) and sides.are_led(pair):
                pair = next((p for p in reversed(discourse.pairs) if not sides.are_led(p)), pair)
            members += [Member(m.party, ParticipantBasis.COREFERENCE) for m in pair]
        elif party.kind == "posts":
            members += holders_of(party, clause)
        elif party.kind == "team":
            led = [p for g in clause.groups if g.marker == "led" and g.last <= party.first for p in g.parties]
            team = [p for p in led if p.kind == "person"] or discourse.team
            members += [Member(p, ParticipantBasis.COREFERENCE) for p in team]
        elif party.kind == "narrator":
            if discourse.narrator is not None:
                members.append(Member(discourse.narrator, ParticipantBasis.COREFERENCE))
        elif party.kind == "addressee":
            members += [Member(p, ParticipantBasis.COREFERENCE) for p in discourse.addressed()]
        elif party.kind == "pronoun":
            named = [Member(p, ParticipantBasis.NAMED) for p in group.parties if p.kind == "person"]
            if _is_for_team(party, clause):
                members += [Member(p, ParticipantBasis.COREFERENCE) for p in discourse.team]
                continue
            antecedent = antecedent_of(party, [*others, *named], clause)
            if antecedent is not None:
                members.append(Member(antecedent, ParticipantBasis.COREFERENCE))
        elif party.kind == "counterpart":
            known = {m.party.country for m in [*others, *members]} & set(sides.codes)
            country = party.country
            if country is None and len(known) == 1:
                country = next(side for side in sides.codes if side not in known)
            role = next((m.party.role_id for m in [*others, *members] if m.party.role_id), None)
            known_by_post = _told_before(party, country, role, clause)
            if known_by_post is not None:
                members.append(Member(known_by_post, ParticipantBasis.COREFERENCE))
            elif country is not None:
                clone = dataclasses.replace(party, country=country, role_id=role)
                members.append(Member(clone, ParticipantBasis.ROLE if role else ParticipantBasis.COREFERENCE))
        elif party.kind == "pair" and (posts := _posts_behind(party, clause)):
            members += posts
        elif party.kind == "role":
            told = {m.party.country for m in [*others, *members]} & set(sides.codes)
            if party.country is None and party.role_id in sides.leaders and len(told) == 1:
                party = dataclasses.replace(party, country=next(s for s in sides.codes if s not in told))
            members.append(Member(party, ParticipantBasis.ROLE))
        else:
            members.append(Member(party, ParticipantBasis.NAMED))
    return members


def holders_of(posts: Party, clause: Clause) -> list[Member]:
    """Who holds a post in each of several countries: who was told to, else the post alone."""
    told = clause.discourse.holders(posts.role_id or "", posts.countries)
    alone = (dataclasses.replace(posts, kind="role", country=c, countries=()) for c in posts.countries)
    return told or [Member(post, ParticipantBasis.ROLE) for post in alone]


def _posts_behind(pair: Party, clause: Clause) -> list[Member]:
    """Who is meant where a post of both countries stands behind them: "the two countries' defence ministers"."""
    reading, codes = clause.reading, clause.sides.codes
    linked = [m for m in reading.starting("m:marker", pair.last) if m.value[1] == "genitive"]
    posts = reading.starting("m:group_post", linked[0].last) if linked else []
    if not posts or {*pair.countries} != {*codes}:
        return []
    return holders_of(dataclasses.replace(pair, role_id=str(posts[0].value[1]), countries=tuple(codes)), clause)


def _told_before(party: Party, country: str | None, role: str | None, clause: Clause) -> Party | None:
    """Whom "his Indian colleague", «индийского гостя» means: of that country, a colleague also of that post."""
    codes = clause.sides.codes
    guest = bool(clause.reading.within("m:guests", party.first, party.last))
    known = [
        p
        for p in reversed(clause.discourse.recent)
        if p.country == country and country in codes and (guest or (role is not None and p.role_id == role))
    ]
    if guest:  # the one of whom the article speaks most
        return max(known, key=lambda p: sum(same_party(p, other) for other in known), default=None)
    return known[0] if known else None


def _is_for_team(pronoun: Party, clause: Clause) -> bool:
    """Whether a pronoun is a team's that the sentence has told of: "the delegation flies on, to be received by X"."""
    if not clause.reading.within("m:for_teams", pronoun.first, pronoun.last):
        return False
    before = [g.parties[-1].kind for g in clause.discourse.here if g.last <= pronoun.first]
    return before[-1:] == ["team"]


def _named_before(pronoun: Party, open_sides: Collection[str | None], clause: Clause) -> list[Party]:
    """Persons of the open sides whom the sentence has named before a pronoun."""
    named = [p for g in clause.discourse.here if g.last <= pronoun.first for p in g.parties]
    return [p for p in named if p.kind in ("person", "role") and p.country in open_sides]


def antecedent_of(pronoun: Party, others: Sequence[Member], clause: Clause) -> Party | None:
    """Whom a pronoun means, apart from those who take part already."""
    discourse, codes = clause.discourse, clause.sides.codes
    taken = {m.party.country for m in others}
    if pronoun.marker in ("agent", "genitive"):
        if discourse.subject is not None and is_stranger(discourse.subject, pronoun.first, clause):
            return discourse.subject  # "China's minister was in Delhi and he met X"
        if not taken & set(codes):
            return discourse.subject
        open_sides = set(codes) - taken
        here = _named_before(pronoun, open_sides, clause)
        if len({id(p.person) if p.person is None else p.person.person_id for p in here}) == 1:
            return here[-1]  # "X's visit, where he was received by Y"
        ours = discourse.subject is None or discourse.subject.country in codes
        told = [*(discourse.recent[-4:] if ours else ()), *discourse.subjects[-3:]]  # subjects come first
        return next((p for p in reversed(told) if p.country in open_sides), None)
    cased = bool(clause.reading.rules_at(pronoun.first).case_endings)
    for party in reversed([*discourse.recent[-4:], *_named_before(pronoun, set(codes) - taken, clause)]):
        if party.country is None and party.kind == "person" and cased:
            return None  # somebody of whom no country is told
        if party.country is not None and party.country not in taken:
            return party  # a third country's, too: "Trump said that Modi had assured him in a call"
    return None


def is_stranger(subject: Party, before: int, clause: Clause) -> bool:
    """Whether the subject of the clause before a token is of neither side."""
    country = subject.country
    told_here = clause.sentence.first <= subject.first < before
    return country is not None and country not in clause.sides.codes and told_here
