"""What a text goes on about, sentence by sentence. Knows no words: what a sentence says is asked in `scopes`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence, Set

from orchestration.contracts.codes import MeetingStatus, ParticipantBasis
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.occasions.page import Occasion

_REACH = 5  # sentences after the last that spoke of a meeting which may still do so
_LONG_AGO = 7  # days before the news


@dataclasses.dataclass(slots=True)
class Focus:
    """Numbers of the occasions that a text goes on about.

    today: day of the report, if known; lead: what it reports, told first; news: what took place, told last;
    before: the news told before it; plan: what is to come, told last; passing: one long before, in its paragraph;
    latest: those that the last sentence told which told any; told: the sentence that told of each last;
    spoken: number of that sentence, or of a later one that spoke of it for certain.
    """

    occasions: Sequence[Occasion]
    today: dt.date | None
    lead: int | None = None
    news: int | None = None
    before: int | None = None
    plan: int | None = None
    passing: int | None = None
    paragraph: int = -1
    latest: Sequence[int] = ()
    told: dict[int, Sentence] = dataclasses.field(default_factory=dict)
    spoken: dict[int, int] = dataclasses.field(default_factory=dict)

    @property
    def main(self) -> int | None:
        return self.news if self.news is not None else self.plan

    def near(self, sentence: Sentence, named: Set[str] = frozenset()) -> list[int]:
        """Occasions that a sentence may speak of, the likeliest first. named: persons in it, who rather speak of where
        they were."""
        if sentence.title:
            return []
        found = sorted((i for i in (self.news, self.plan) if i is not None), key=self.spoken.__getitem__, reverse=True)
        if self.passing is not None and self.paragraph == sentence.paragraph:
            found.insert(0, self.passing)
        found.sort(key=lambda i: self.occasions[i].people.isdisjoint(named))
        if self.before is not None and self._is_rather_of(self.before, found, named):
            found.insert(0, self.before)
        found = [i for i in dict.fromkeys(found) if self._reaches(i, sentence, named)]
        if found or self.lead is None or self.occasions[self.lead].status is not MeetingStatus.PLANNED:
            return found
        behind = any(sentence.number - self.told[i].number == 1 for i in self.latest)
        # "will hold talks with X. He will also meet Y and Z. On the agenda …"
        return [self.lead] if behind and self.news is None and self._reaches(self.lead, sentence, named) else []

    def is_led_on(self, index: int) -> bool:
        """Whether it is what the text reports, and nothing else was told since."""
        return index == self.lead and index in self.latest

    def is_in_its_paragraph(self, sentence: Sentence, index: int) -> bool:
        """Whether the paragraph has told of an occasion before."""
        return index in self.told and self.told[index].paragraph == sentence.paragraph

    def _reaches(self, index: int, sentence: Sentence, named: Set[str]) -> bool:
        """How far a text goes on: about what it reports, until it tells of something else; about what else is told,
        to the end of its paragraph, or where only those who were there are named; about what is long past, no more
        than a sentence."""
        if self.is_led_on(index):
            return True
        beside = self.is_in_its_paragraph(sentence, index)
        if self._is_long_past(index):
            return beside and sentence.number - self.told[index].number == 1
        others = [i for i in range(len(self.occasions)) if i != index]
        near = index == self.lead or beside or self._is_rather_of(index, others, named)
        return near and sentence.number - self.spoken[index] <= _REACH

    def _is_long_past(self, index: int) -> bool:
        occasion = self.occasions[index]
        if occasion.status is not MeetingStatus.HELD or occasion.interval.end is None or self.today is None:
            return False
        return (self.today - occasion.interval.end).days > _LONG_AGO

    def _is_before(self, occasion: Occasion, main: Occasion) -> bool:
        """Whether it was long before what the text goes on about; what a dated report tells of no day was, too."""
        is_open = occasion.interval.end is None and main.interval.end is not None and self.today is not None
        return is_past(occasion, main) or (is_open and occasion.status is main.status is MeetingStatus.HELD)

    def go_on(self, sentence: Sentence, index: int) -> None:
        """Goes on about what was told: what was told in passing is left once another is spoken of again."""
        self.spoken[index] = sentence.number
        if index == self.before:
            self.news, self.before = self.before, self.news
        if index != self.passing:
            self.passing = None

    def _first_of_each_word(self, sentence: Sentence, told: Sequence[int]) -> list[int]:
        """The occasions that a sentence tells, of plans told by one word the first: "will meet X, Y and Z"."""
        first: dict[frozenset[int], int] = {}
        for index in told:
            here = [t.candidate for t in self.occasions[index].told if t.candidate.sentence is sentence]
            words = frozenset(c.match.first for c in here if c.status is MeetingStatus.PLANNED)
            first.setdefault(words or frozenset({-1 - index}), index)
        return list(dict.fromkeys(first.values()))

    def _is_rather_of(self, index: int, others: Iterable[int], named: Set[str]) -> bool:
        """Whether those named were at one occasion and at none of the others."""
        were = not self.occasions[index].people.isdisjoint(named)
        return were and all(self.occasions[i].people.isdisjoint(named) for i in others)

    def turn(self, sentence: Sentence, told: Sequence[int]) -> None:
        """Turns to what a sentence tells."""
        if told:
            self.latest = told
            if self.lead is None and not self.told:
                self.lead = next((i for i in told if not self._is_long_past(i)), None)
            self.told.update(dict.fromkeys(told, sentence))
        for index in self._first_of_each_word(sentence, told):
            occasion = self.occasions[index]
            main = self.main
            self.spoken[index] = sentence.number
            if main is not None and index != main and self._is_before(occasion, self.occasions[main]):
                if not _names_somebody(occasion, sentence):
                    self.spoken.setdefault(index, sentence.number)  # "then" may still be of it
                    continue
                self.passing, self.paragraph = index, sentence.paragraph
            elif occasion.status is MeetingStatus.HELD:
                self.before = self.news if index != self.news else self.before
                self.news, self.passing = index, None
            else:
                self.plan, self.passing = index, None


def is_past(occasion: Occasion, main: Occasion) -> bool:
    """Whether an occasion was long before the one that the text is about."""
    if occasion.interval.end is None or main.interval.start is None:
        return False
    return (main.interval.start - occasion.interval.end).days > _LONG_AGO


def _names_somebody(occasion: Occasion, sentence: Sentence) -> bool:
    """Whether a sentence names who was there: else what follows is hardly about it."""
    told = [t.candidate for t in occasion.told if t.candidate.sentence is sentence]
    return any(m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE) for c in told for m in c.members)
