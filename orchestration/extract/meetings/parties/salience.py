"""Of whom a text goes on to speak: how present everybody named is, by how he was told and how long ago.

Who acts is more present than whom a clause within another tells of, he more than who is only named, and least of all
whose thing it is, who sends his greetings or came along; who was told to meet somebody gains by it; all fade with
each sentence.
Not here: whom a word can mean at all, by side and post (`referents`, `posts`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from orchestration.extract.meetings.parties.members import same_party
from orchestration.extract.meetings.parties.parties import Party

ACTS, ACTS_WITHIN, SPEAKS, NAMED, OF_OTHERS = 4.0, 2.0, 3.0, 1.0, 0.5
MET = 3.0
_FADES = 0.5
_MEMORY = 100  # mentions kept: what is older has faded


@dataclasses.dataclass(slots=True)
class Salience:
    """Who was told how, latest last, each with the number of the sentence."""

    _told: list[tuple[Party, float, int]] = dataclasses.field(default_factory=list)

    def hear(self, party: Party, weight: float, sentence: int) -> None:
        self._told.append((party, weight, sentence))
        del self._told[:-_MEMORY]

    def most_present(self, fits: Callable[[Party], bool]) -> Party | None:
        """The one most present of those who fit, as told last; the later one of two; None where nobody fits."""
        ranked: list[tuple[Party, float]] = []
        now = self._told[-1][2] if self._told else 0
        for party, weight, sentence in reversed(self._told):
            if not fits(party):
                continue
            value = weight * _FADES ** (now - sentence)
            known = next((i for i, (other, _) in enumerate(ranked) if same_party(other, party)), None)
            if known is None:
                ranked.append((party, value))
            else:
                ranked[known] = ranked[known][0], ranked[known][1] + value
        return max(ranked, key=lambda r: r[1])[0] if ranked else None


def weight_of(marker: str, *, within: bool = False) -> float:
    """How present the marker of somebody makes him; within: whether he stands in a clause within another."""
    match marker:
        case "agent" | "none":
            return ACTS_WITHIN if within else ACTS
        case "speaker":
            return SPEAKS
        case "genitive" | "excluded" | "on_behalf_of" | "company":
            return OF_OTHERS
    return NAMED
