"""A passage held against an occasion, and what is plain of the two. Not here: what follows from it (`likeness`)."""

from __future__ import annotations

import dataclasses
from functools import cached_property

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus, MeetingType
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import Occasion, Page, Told
from orchestration.extract.meetings.parties.members import is_named, persons_of
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Interval

SUMMIT_REACH = 8  # sentences over which a summit's parts are told, and who sat in a session
BESIDE = 2  # sentences over which words without names go on with what was told


@dataclasses.dataclass
class Pairing:
    """A passage held against an occasion."""

    occasion: Occasion
    passage: Told
    page: Page

    @property
    def candidate(self) -> Candidate:
        return self.passage.candidate

    @cached_property
    def told(self) -> list[Candidate]:
        return [t.candidate for t in self.occasion.evidence]

    @cached_property
    def distance(self) -> int:
        """Sentences to the nearest passage of the occasion."""
        return min(abs(self.candidate.sentence.number - c.sentence.number) for c in self.told)

    @cached_property
    def days(self) -> list[Interval]:
        """What the occasion's passages tell of its time."""
        return [t.interval for t in self.occasion.evidence if t.interval.start is not None]

    @property
    def is_dated(self) -> bool:
        return self.passage.interval.start is not None

    @cached_property
    def shared(self) -> int:
        """Persons of the two sides that both name."""
        return sum(
            len(self.occasion.person_ids(side) & persons_of(self.candidate.members, side)) for side in self.page.sides
        )

    @cached_property
    def is_of_same_forum(self) -> bool:
        forum = self.candidate.forum
        return forum is not None and any(c.forum is not None and c.forum.forum_id == forum.forum_id for c in self.told)

    @cached_property
    def is_half_named(self) -> bool:
        """Whether the one or the other names nobody."""
        return not is_named(self.occasion.members) or not is_named(self.candidate.members)

    @cached_property
    def is_vague(self) -> bool:
        """Whether the passage's words can stand for any contact: "the talks", "discussed"."""
        candidate = self.candidate
        before = self.page.reading.rules_at(candidate.match.first).marking == "before"
        plain = candidate.trigger.vague and (before or candidate.type is candidate.trigger.type)  # «डिनर पर बातचीत»
        return (candidate.anaphoric and not candidate.later) or plain

    @cached_property
    def was_vague(self) -> bool:
        """Whether all words so far can stand for any contact, and are near."""
        return self.distance <= BESIDE and all(c.anaphoric or c.trigger.vague for c in self.told)

    @property
    def is_same_kind(self) -> bool:
        return modality(self.occasion.type) == modality(self.candidate.type)

    @cached_property
    def is_told_in_clause(self) -> bool:
        """Whether the clause has told of the occasion by other words."""
        candidate = self.candidate
        return any(c.sentence is candidate.sentence and c.first == candidate.first for c in self.told)


def is_told_as_over(told: Candidate, reading: Reading) -> bool:
    """Whether a verb of the past tells of a contact, where headlines have it for what is over alone: «Х и Y
    встретились», not "X meets Y", «Х рассказал о встрече»."""
    if told.status is not MeetingStatus.HELD or not reading.rules_at(told.match.first).case_endings:
        return False
    acts = told.trigger.part == "verb" or bool(reading.within("m:carriers", told.first, told.match.first))
    return acts and told.done and not told.in_present


def modality(kind: MeetingType) -> str:
    if kind in REMOTE_TYPES:
        return "remote"
    return "informal" if kind is MeetingType.INFORMAL_TALK else "in_person"
