"""The records of who is named in a text: a party, and parties that stand in one place of a sentence.

A party is a person, a post, a delegation or country, or words that stand for parties told before ("the two leaders",
"his Russian counterpart", a pronoun). Its marker is the canonical name of the postposition, preposition or case. Not
here: how they are found (`naming`), marked (`marking`) and joined (`joining`); who takes part in a contact (`members`).
"""

from __future__ import annotations

import dataclasses

from orchestration.extract.model import Person

#: Markers of a subject, and of one who only speaks, too: "X met Y", "X said that …".
SUBJECT = frozenset({"agent", "none"})
SUBJECT_OR_SPEAKER = SUBJECT | {"speaker"}
#: The post of "the leaders of A and B": of those who meet at summits.
LEADER = "leader"
UNTOLD = "ZZ"  # the country of somebody of whom no country is told, and who is of neither side
#: Posts of those who speak for their leader, and tell of his talks.
VOICES = frozenset({"presidential_spokesperson", "mfa_spokesperson", "presidential_aide"})
#: Posts of those who live where they are invited.
RESIDENT = frozenset({"ambassador", "consul_general", "deputy_chief_of_mission"})


@dataclasses.dataclass(slots=True)
class Party:
    """first, last: tokens with titles; country None where open; countries: both, for a pair such as "भारत-रूस"."""

    first: int
    last: int
    kind: (
        str  # person, role, posts ("the ministers of A and B"), delegation, team, pair, group, counterpart, pronoun,
        # narrator ("I"), addressee ("you"), noun ("the minister")
    )
    country: str | None = None
    person: Person | None = None
    role_id: str | None = None
    countries: tuple[str, ...] = ()
    marker: str = "none"
    at_home: bool = False  # of a post: whether its country is told by nothing but the language of the article
    organisation: str | None = None  # of which a post is, where its words tell
    is_sent: bool = False  # of a delegation: whether its words are those for one, not "the officials"
    serves: Person | None = None  # of a post: whose aide its words tell, «помощник Путина»
    held: frozenset[str] = frozenset()  # posts of a person on the day of the report, or as told
    role_ends: tuple[str, ...] = ()  # of a noun: how the ids of the posts that it can mean end

    @property
    def is_individual(self) -> bool:
        """Whether it is one person, by name or by post."""
        return self.kind in ("person", "role")

    @property
    def is_spokesperson(self) -> bool:
        """Whether it only tells of what others do."""
        return (self.role_id or "").endswith("spokesperson")


@dataclasses.dataclass(slots=True)
class Group:
    """Parties joined by "and": one place in the sentence."""

    first: int
    last: int
    parties: list[Party]
    marker: str

    def countries(self) -> set[str]:
        found: set[str] = set()
        for party in self.parties:
            found.update(party.countries)
            if party.country:
                found.add(party.country)
        return found
