"""Who speaks in a text: the two sides of a transcript, who answers an interview, who says "I".

Not here: whom other pronouns stand for (`referents`); who only reports in a sentence (`joining`); of which meeting what
is said tells (`topics.voices`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.around import is_followed_by_colon
from orchestration.extract.meetings.contacts.discourse import Discourse, Sentence
from orchestration.extract.meetings.parties.members import Member
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans
from orchestration.extract.text import DASHES, QUOTES

_LABELS = frozenset(":.")  # signs behind who speaks
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


@dataclasses.dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks where in an article.

    author: the first one named, whose text it is where nobody has spoken; interview: from which token on there are
    questions and answers, and who answers; quoted: by the number of a sentence, who says the quotation in it, and
    whether that goes on from before.
    """

    author: Party | None
    interview: tuple[int, Party] | None
    quoted: Mapping[int, tuple[Party | None, bool]]

    @classmethod
    def of(cls, reading: Reading, sides: Sides, sentences: Sequence[Sentence], groups: Spans[Group]) -> Voices:
        persons = [p for g in groups for p in g.parties if p.kind == "person" and p.country in sides.codes]
        turn = _first_turn(reading, sentences)
        if turn is not None:
            persons = [p for p in persons if p.first < turn]  # who answers is no one named by who asks
        interview = _find_interview(reading, sides, sentences, groups)
        quoted = _quoted_by(reading, sentences, groups) | _posted_by(reading, sentences, groups)
        return cls(next(iter(persons), None), interview, quoted)

    def turn_to(self, sentence: Sentence, reading: Reading, groups: Sequence[Group], discourse: Discourse) -> None:
        """Sets who speaks in the sentence that is read next; groups: those in it."""
        begin, answers = self.interview or (0, None)
        discourse.answers = answers if sentence.first >= begin else None
        discourse.quoted, discourse.within_quotation = self.quoted.get(sentence.number, (None, False))
        discourse.number = sentence.number
        discourse.narrator = _narrator_of(reading, groups, discourse, self.author)


def speakers_of(reading: Reading, sides: Sides, sentences: Sequence[Sentence], groups: Sequence[Group]) -> list[Member]:
    """The first speaker of each side in a transcript ("V. Putin: …"); where but one speaks, also whom the
    headline names to meet him; empty unless there is one of both."""
    begins = {s.first for s in sentences}
    persons = [(g, p) for g in groups for p in g.parties[:1] if p.kind == "person"]
    spoken = [p for g, p in persons if g.first in begins and is_followed_by_colon(reading, p.last)]
    if not spoken:
        return []
    titled = [p for g, p in persons if g.marker == "with" and g.last <= sentences[0].last]
    found = [next((p for p in (*spoken, *titled) if p.country == side), None) for side in sides.codes]
    return [Member(p, ParticipantBasis.CONTEXT) for p in found if p is not None] if None not in found else []


def _first_turn(reading: Reading, sentences: Sequence[Sentence]) -> int | None:
    """First token of the questions and answers of an interview that says which is which: "Question: …", "A. …"."""
    turns = [s.first for s in sentences for m in reading.starting("m:turns", s.first) if _is_label(reading, m.last)]
    return turns[0] if len(turns) > 1 else None


def _is_label(reading: Reading, i: int) -> bool:
    return i < len(reading.tokens) and reading.tokens[i].text in _LABELS


def _find_interview(
    reading: Reading, sides: Sides, sentences: Sequence[Sentence], groups: Iterable[Group]
) -> tuple[int, Party] | None:
    """First token of the questions and answers of an interview, and who answers: the first one named before them."""
    spoken = [s for s in sentences if reading.tokens[s.first].text in DASHES]
    asked = [s for s in spoken if any(t.text == "?" for t in reading.tokens[s.first : s.last])]
    if len(spoken) < 2 or not asked:
        return None
    first = asked[0].first
    named = (p for g in groups if g.first < first for p in g.parties if p.kind == "person" and p.country in sides.codes)
    answers = next(named, None)
    return (first, answers) if answers is not None else None


def _quoted_by(
    reading: Reading, sentences: Sequence[Sentence], groups: Spans[Group]
) -> dict[int, tuple[Party | None, bool]]:
    """Who says a quotation of several sentences, and whether it goes on from before, by the number of each sentence.

    He is named in the sentence that begins the quotation, else in the one that ends it: '"Met X this morning. Spoke of
    trade," posted Y.'
    """
    told: dict[int, tuple[Party | None, bool]] = {}
    inside: list[int] = []  # sentences of the quotation that is open
    speaker: Party | None = None
    is_open, paragraph = False, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            is_open, paragraph = False, sentence.paragraph
        speaks = _speaker_among(groups.within(sentence.first, sentence.last))
        inside, speaker = (inside, speaker or speaks) if is_open else ([], speaks)
        was_open, is_open = is_open, is_left_open(reading, sentence, is_open)
        if was_open or is_open:
            inside.append(sentence.number)
            told[sentence.number] = (None, was_open)
        if speaker is not None:
            told.update((number, (speaker, told[number][1])) for number in inside)
    return told


def _posted_by(
    reading: Reading, sentences: Sequence[Sentence], groups: Spans[Group]
) -> dict[int, tuple[Party | None, bool]]:
    """Who says what stands before the signature of a post in its paragraph, by the number of each sentence: "Met my
    counterpart in Moscow today. — X (@x) July 3, 2023"."""
    told: dict[int, tuple[Party | None, bool]] = {}
    for sentence in sentences:
        signed = (g for g in groups.within(sentence.first, sentence.last) if _is_signature(reading, g))
        author = next((g.parties[0] for g in signed), None)
        posted = (s.number for s in sentences if s.paragraph == sentence.paragraph and s.number <= sentence.number)
        told.update(dict.fromkeys(posted if author is not None else (), (author, False)))
    return told


def _is_signature(reading: Reading, group: Group) -> bool:
    """Whether a name stands behind a dash and before an account: "— X (@x)"."""
    tokens, after = reading.tokens, group.last + 1
    dash = group.first > 0 and tokens[group.first - 1].text in DASHES
    account = after < len(tokens) and (tokens[after - 1].text, tokens[after].text) == ("(", "@")
    return dash and account and group.parties[0].kind == "person"


def is_left_open(reading: Reading, sentence: Sentence, is_open: bool) -> bool:
    """Whether a quotation goes on behind a sentence; is_open: whether one goes on into it."""
    for token in reading.tokens[sentence.first : sentence.last]:
        if token.text in QUOTES:
            is_open = token.text in _OPENING or (token.text not in _CLOSING and not is_open)
    return is_open


def is_quoted(reading: Reading, sentence: Sentence, i: int, discourse: Discourse) -> bool:
    """Whether token i of a sentence stands in a quotation."""
    signs = sum(reading.tokens[j].text in QUOTES for j in range(sentence.first, i))
    return bool(signs % 2) != discourse.within_quotation


def _speaker_among(groups: Sequence[Group]) -> Party | None:
    return next((g.parties[0] for g in groups if g.marker == "speaker" and _is_told(g.parties[0])), None)


def _narrator_of(reading: Reading, groups: Sequence[Group], discourse: Discourse, author: Party | None) -> Party | None:
    """Who says "I": whom the sentence names as speaking, else who is quoted in it or answers in an
    interview, else who spoke last; author: the first one named, whose text it is where nobody has spoken."""
    persons = (g.parties[0] for g in groups if _is_told(g.parties[0]) and _speaks(reading, g, discourse))
    return next(persons, discourse.quoted) or discourse.answers or discourse.narrator or author


def _is_told(speaker: Party) -> bool:
    """Whether somebody is named, or told by a post in which he speaks for himself."""
    return speaker.kind == "person" or (speaker.kind == "role" and not speaker.is_spokesperson)


def _speaks(reading: Reading, group: Group, discourse: Discourse) -> bool:
    """Whether somebody is told to speak: «сказал Х», or, in a transcript, «Х: …»."""
    is_speech = bool(discourse.speakers) and is_followed_by_colon(reading, group.last)
    discourse.is_speech = discourse.is_speech or is_speech
    return is_speech or group.marker == "speaker"
