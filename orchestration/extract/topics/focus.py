"""What a text goes on about, sentence by sentence. Knows no words: what a sentence says is asked in `scopes`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus, ParticipantBasis
from orchestration.extract.meetings.discourse import Sentence
from orchestration.extract.meetings.page import Occasion

_REACH = 5  # sentences after the last that spoke of a meeting which may still do so
_LONG_AGO = 7  # days before the news


@dataclasses.dataclass(slots=True)
class Focus:
    """Numbers of the occasions that a text goes on about.

    news: what took place, told last; plan: what is to come, told last; passing: one long before, in its paragraph;
    spoken: number of the sentence that told of each last, or spoke of it for certain.
    """

    occasions: Sequence[Occasion]
    news: int | None = None
    plan: int | None = None
    passing: int | None = None
    paragraph: int = -1
    spoken: dict[int, int] = dataclasses.field(default_factory=dict)

    @property
    def main(self) -> int | None:
        return self.news if self.news is not None else self.plan

    def near(self, sentence: Sentence, *, ahead: bool) -> list[int]:
        """Occasions that a sentence may speak of, the likeliest first. ahead: whether it tells what is to come."""
        if sentence.title:
            return []
        found = sorted((i for i in (self.news, self.plan) if i is not None), key=self.spoken.__getitem__, reverse=True)
        if ahead and self.plan is not None and self.occasions[self.plan].status is MeetingStatus.PLANNED:
            found.insert(0, self.plan)
        if self.passing is not None and self.paragraph == sentence.paragraph:
            found.insert(0, self.passing)
        return [i for i in dict.fromkeys(found) if sentence.number - self.spoken[i] <= _REACH]

    def turn(self, sentence: Sentence, told: Sequence[int]) -> None:
        """Turns to what a sentence tells."""
        for index in dict.fromkeys(told):
            occasion = self.occasions[index]
            if _only_mentioned(occasion):
                continue
            main = self.main
            if main is not None and index != main and is_past(occasion, self.occasions[main]):
                if not _names_somebody(occasion, sentence):
                    continue
                self.passing, self.paragraph = index, sentence.paragraph
            elif occasion.status is MeetingStatus.HELD:
                self.news, self.passing = index, None
            else:
                self.plan, self.passing = index, None
            self.spoken[index] = sentence.number


def is_past(occasion: Occasion, main: Occasion) -> bool:
    """Whether an occasion was long before the one that the text is about."""
    if occasion.interval.end is None or main.interval.start is None:
        return False
    return (main.interval.start - occasion.interval.end).days > _LONG_AGO


def _names_somebody(occasion: Occasion, sentence: Sentence) -> bool:
    """Whether a sentence names who was there: else what follows is hardly about it."""
    told = [t.candidate for t in occasion.told if t.candidate.sentence is sentence]
    return any(m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE) for c in told for m in c.members)


def _only_mentioned(occasion: Occasion) -> bool:
    """Whether it is a plan named on the way, without anybody: "before the annual summit, both sides stressed …" """
    return occasion.status is MeetingStatus.PLANNED and not any(m.party.person is not None for m in occasion.members)
