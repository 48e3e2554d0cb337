"""Who takes part in a contact: the record, and questions to several of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.parties.parties import LEADER, Party


@dataclasses.dataclass(slots=True)
class Member:
    party: Party
    basis: ParticipantBasis


def same_party(a: Party, b: Party) -> bool:
    if a.person is not None and b.person is not None:
        return a.person.person_id == b.person.person_id
    return a is b or (
        a.person is None and b.person is None and a.kind == b.kind and (a.role_id, a.country) == (b.role_id, b.country)
    )


def is_among(party: Party, members: Iterable[Member]) -> bool:
    """Whether somebody is one of several, by the same name or the same post of the same country."""
    return any(same_party(party, m.party) for m in members)


def are_among(some: Iterable[Member], others: Sequence[Member]) -> bool:
    """Whether each of some is one of the others."""
    return all(is_among(m.party, others) for m in some)


def in_context(members: Iterable[Member]) -> list[Member]:
    """Those told elsewhere, as members whom nothing but the context tells."""
    return [Member(m.party, ParticipantBasis.CONTEXT) for m in members]


def of_other_side(pair: Iterable[Member], ours: Collection[str]) -> list[Member]:
    """Those of a pair told before who are of the other side."""
    return in_context(m for m in pair if m.party.country not in ours)


def distinct(members: Iterable[Member]) -> list[Member]:
    kept: list[Member] = []
    for member in members:
        if not is_among(member.party, kept):
            kept.append(member)
    return kept


def has_people(members: Iterable[Member]) -> bool:
    return any(m.party.kind not in ("pair", "delegation") for m in members)


def named_on_both_sides(members: Iterable[Member], sides: tuple[str, str]) -> bool:
    return {m.party.country for m in members if m.party.person is not None} >= set(sides)


def persons_of(members: Sequence[Member], side: str | None = None) -> set[str]:
    """Ids of the persons of a side, or of all."""
    told = (m.party for m in members if side in (None, m.party.country))
    return {party.person.person_id for party in told if party.person is not None}


def posts_of(members: Sequence[Member], side: str) -> set[str]:
    """Posts told on a side; empty where somebody's is not known."""
    posts = [m.party.role_id for m in members if m.party.country == side and (m.party.is_individual or m.party.role_id)]
    return set() if None in posts else {p for p in posts if p is not None}


def heads_of(members: Sequence[Member], side: str) -> str | None:
    """Who of a side was told first."""
    return next((m.party.person.person_id for m in members if m.party.person and m.party.country == side), None)


def has_outsiders(members: Sequence[Member], sides: tuple[str, str]) -> bool:
    """Whether somebody of a third country is among them, by name or post."""
    return any((m.party.person or m.party.role_id) and m.party.country not in (None, *sides) for m in members)


def are_of_more(some: Sequence[Member], others: Sequence[Member], sides: tuple[str, str]) -> bool:
    """Whether several of each side are among the one, where the others are one of each."""
    return all(len(persons_of(others, s)) == 1 < len(persons_of(some, s)) for s in sides)


def is_named(members: Sequence[Member]) -> bool:
    return any(m.party.person is not None for m in members)


def includes(members: Sequence[Member], party: Party) -> bool:
    for member in members:
        if party.person is not None and member.party.person is not None:
            if member.party.person.person_id == party.person.person_id:
                return True
        elif party.role_id is not None and (member.party.role_id, member.party.country) == (
            party.role_id,
            party.country,
        ):
            return True
    return False


def _is_by_post(party: Party) -> bool:
    """Whether somebody is known by post alone: "the defence minister", "his Russian counterpart"."""
    return party.person is None and party.role_id is not None


def union(members: Sequence[Member], more: Sequence[Member]) -> list[Member]:
    """Both lists; persons replace the posts and pairs that stand for them on their side."""
    kept = list(members)
    for member in more:
        if member.party.person is None:
            if (
                (member.party.role_id is not None and not includes(kept, member.party))
                or not kept
                or all(m.party.person is None and m.party.role_id is None for m in kept)
            ):
                kept.append(member)
            continue
        same = next(
            (
                i
                for i, m in enumerate(kept)
                if m.party.person is not None and m.party.person.person_id == member.party.person.person_id
            ),
            None,
        )
        if same is None:
            post = (member.party.role_id, member.party.country)
            kept = [m for m in kept if not _is_by_post(m.party) or (m.party.role_id, m.party.country) != post]
            kept.append(member)
        elif kept[same].party.person is not None and member.party.role_id and not kept[same].party.role_id:
            kept[same] = member
    return kept


def without_nameless(members: Sequence[Member]) -> list[Member]:
    """Without countries and delegations of which somebody is there by name or post: "talks with the Russian side, led
    by Y"."""
    known = {m.party.country for m in members if m.party.is_individual}
    kept: list[Member] = []
    for member in members:
        party = member.party
        if party.role_id is None and not party.is_individual:
            told = [c for c in (party.country, *party.countries) if c is not None]
            left = tuple(c for c in told if c not in known)
            if told and not left:
                continue
            if len(left) < len(party.countries):
                member = Member(dataclasses.replace(party, countries=left), member.basis)
        kept.append(member)
    return kept


def hold_other_posts(told: Sequence[Member], roles: Collection[str]) -> bool:
    """Whether those told are known by other posts: "X and Y met in April, and our defence ministers last month"."""
    if not told or LEADER in roles:
        return False
    return all(m.party.role_id and not {m.party.role_id, *m.party.held} & {*roles} for m in told)


def holder_alone(words: Party, country: str, role: str) -> Member:
    """A post of a country by itself, told by the words of a party."""
    alone = dataclasses.replace(words, kind="role", country=country, role_id=role, countries=())
    return Member(alone, ParticipantBasis.ROLE)
