"""The records of a clause and of a word of contact in it, with small questions.

Where a sentence falls into clauses is told in `cutting`, what a clause tells in `candidates`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from orchestration.contracts.codes import MeetingStatus, MeetingType
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate, Discourse, Sentence
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import MeetingRules, Trigger
from orchestration.extract.places import Place
from orchestration.extract.spans import Spans


@dataclasses.dataclass(slots=True)
class Clause:
    """A clause as it is read, with what is known around it. Tokens [first, last).

    groups: those of its sentence that can be seen from it; places, forums, dates: of the whole article; discourse:
    what has been told before; taken_up: groups before a relative clause behind which this clause goes on; head: where
    the clause before that begins.
    """

    reading: Reading
    sides: Sides
    discourse: Discourse
    sentence: Sentence
    first: int
    last: int
    groups: Sequence[Group]
    places: Spans[Place]
    forums: Spans[Forum]
    dates: Spans[DateExpression]
    taken_up: Sequence[Group] = ()
    head: int = -1

    def holds(self, i: int) -> bool:
        """Whether token i is one of it."""
        return self.first <= i < self.last

    @property
    def own_groups(self) -> list[Group]:
        """Groups that begin in it, not in another clause of its sentence."""
        return [g for g in self.groups if self.holds(g.first)]

    def within(self, kind: str) -> list[Match]:
        """Matches of a kind that lie in it."""
        return self.reading.within(kind, self.first, self.last)

    @property
    def is_in_city(self) -> bool:
        """Whether it names a city."""
        return any(p.city is not None for p in self.places.within(self.first, self.last))

    @property
    def is_dated(self) -> bool:
        """Whether it tells when, more closely than by a year."""
        return any(e.kind != "year" for e in self.dates.within(self.first, self.last))


@dataclasses.dataclass(slots=True)
class Contact:
    """A word of contact in its clause.

    rules: of the word's language; forum: the one told nearest, if any; things: other contacts that those who talked
    spoke of; is_matter: whether it was itself spoken of at another contact.
    """

    clause: Clause
    match: Match
    trigger: Trigger
    rules: MeetingRules
    forum: Forum | None = None
    things: Sequence[Match] = ()
    is_matter: bool = False

    @property
    def reading(self) -> Reading:
        return self.clause.reading

    @property
    def is_cased(self) -> bool:
        """Whether its language tells parties apart by endings."""
        return bool(self.rules.case_endings)

    def gap_to(self, group: Group) -> int:
        """Tokens between the word and a group."""
        match = self.match
        return group.first - match.last if group.first >= match.last else match.first - group.last

    def candidate(
        self,
        members: list[Member],
        kind: MeetingType | None = None,
        status: MeetingStatus = MeetingStatus.HELD,
        **more: Any,
    ) -> Candidate:
        """A candidate of these members; kind: the trigger's, unless told."""
        clause = self.clause
        quoted = is_quoted(self.reading, clause.sentence, self.match.first, clause.discourse)
        return Candidate(
            self.trigger, self.match, clause.sentence, clause.first, clause.last, kind or self.trigger.type, status,
            members, quoted=quoted, **more,
        )  # fmt: skip


def is_counted_behind(clause: Clause, match: Match) -> bool:
    """Whether days are counted from a contact to what a clause is about, where markers stand behind: "यह यात्रा X की Y
    से मुलाकात के दो महीने बाद हो रही है"; so it was before that, however that is told."""
    reading, last = clause.reading, match.last
    if reading.rules_at(match.first).marking != "after":
        return False
    counted = (e for e in clause.dates.within(last, last + 3) if e.origin == "context" and (e.offset > 0 or e.is_few))
    return any(reading.ending("m:place_of", last + 1) and 1 <= e.first - last <= 2 for e in counted)
