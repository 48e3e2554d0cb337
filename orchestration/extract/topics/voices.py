"""Who speaks in a text: transcripts, quotations of several sentences. Knows no occasion."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.contacts.narrators import is_left_open
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans

_ASIDE = 8  # tokens in brackets behind a speaker


class Dialogue:
    """Who speaks in a transcript: "V. Putin: …", «А.Довал (как переведено): …», until another is announced."""

    def __init__(self, reading: Reading, sentences: Sequence[Sentence], groups: Spans[Group]) -> None:
        self._announced = {s.number: p for s in sentences if (p := _announced(reading, s, groups)) is not None}
        voices = {p.person.person_id for p in self._announced.values() if p.person is not None}
        self._is_transcript = len(voices) > 1
        self._last: tuple[int, Party] | None = None

    def speaker(self, sentence: Sentence) -> Party | None:
        """Asked of sentences in their order."""
        party = self._announced.get(sentence.number)
        if party is not None:
            self._last = sentence.paragraph, party
        if self._last is None or not (self._is_transcript or self._last[0] == sentence.paragraph):
            return None
        return self._last[1]


def utterances(reading: Reading, sentences: Sequence[Sentence]) -> dict[int, tuple[int, int]]:
    """The tokens of all sentences of one quotation, by the number of each: one attribution serves them all."""
    found: dict[int, tuple[int, int]] = {}
    begun: list[Sentence] = []
    is_open = False
    for sentence in sentences:
        if not is_open or begun[-1].paragraph != sentence.paragraph:
            begun, is_open = [], False
        begun.append(sentence)
        is_open = is_left_open(reading, sentence, is_open)
        if len(begun) > 1:
            found.update({s.number: (begun[0].first, sentence.last) for s in begun})
    return found


def _announced(reading: Reading, sentence: Sentence, groups: Spans[Group]) -> Party | None:
    group = next(iter(groups.within(sentence.first, sentence.first + 1)), None)
    if group is None or group.parties[0].person is None or group.last >= sentence.last:
        return None
    i = group.last
    if reading.tokens[i].text == "(":
        i = next((j + 1 for j in range(i, min(i + _ASIDE, sentence.last - 1)) if reading.tokens[j].text == ")"), i)
    return group.parties[0] if reading.tokens[i].text == ":" else None
