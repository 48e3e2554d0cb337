"""The two countries whose contacts are looked for, and which of them a number of parties belongs to.

Questions to members alone; what follows from the answers is decided where they are asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import Group


@dataclasses.dataclass(frozen=True, slots=True)
class Sides:
    """codes: the two country codes; leaders: roles of heads of state and government; at_summits: by code, the role
    that meets at summits; colleagues: by code and a role that this side has not, the role that matches it there."""

    codes: tuple[str, str]
    leaders: frozenset[str]
    at_summits: Mapping[str, str]
    colleagues: Mapping[tuple[str, str], str]

    def other(self, country: str | None) -> str:
        """The one of the two that a country is not."""
        return next(side for side in self.codes if side != country)

    def among(self, members: Iterable[Member]) -> set[str]:
        """Which of the two the members belong to."""
        told = {country for m in members for country in (m.party.country, *m.party.countries)}
        return {side for side in self.codes if side in told}

    def are_alone(self, members: Iterable[Member]) -> bool:
        """Whether nobody is of a third country."""
        return all({m.party.country, *m.party.countries} - {None} <= set(self.codes) for m in members)

    def are_led(self, members: Iterable[Member]) -> bool:
        """Whether a leader of each of the two is there."""
        return {m.party.country for m in members if m.party.role_id in self.leaders} >= set(self.codes)

    def meet_at_summits(self, members: Iterable[Member]) -> bool:
        return all(m.party.role_id == self.at_summits.get(m.party.country or "") for m in members)

    def leaders_named(self, groups: Sequence[Group]) -> list[Member]:
        """Who of each side that the article names would meet at a summit, one of them maybe by his post alone; empty
        unless there is one of both."""
        told = (p for g in groups for p in g.parties if p.is_individual and p.role_id in self.leaders)
        named = [p for p in told if not p.at_home]
        named.sort(key=lambda p: (p.kind != "person", p.role_id != self.at_summits.get(p.country or "")))
        if not any(p.kind == "person" for p in named):
            return []
        found = [next((p for p in named if p.country == side), None) for side in self.codes]
        return [Member(p, ParticipantBasis.CONTEXT) for p in found if p is not None] if None not in found else []
