"""Which words of a page speak of which occasion: its own passages, and what goes on about it. Knows no subject."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.discourse import Candidate, Sentence
from orchestration.extract.meetings.page import Occasion
from orchestration.extract.meetings.parties import Group, Party, Reading
from orchestration.extract.spans import Spans

#: Tokens [first, last).
Span = tuple[int, int]
#: A passage of the occasion with this number.
_Passage = tuple[int, Candidate]

_REACH = 4  # sentences after the last that spoke of a meeting which may still do so
_LEAD = 3  # sentences before the first passage of the news that may already tell what it was about
_LONG_AGO = 7  # days before the news


@dataclasses.dataclass(slots=True)
class _Focus:
    """What a text goes on about: the occasion told last, but one told in passing only within its paragraph."""

    main: int | None = None
    since: int = 99  # sentences since one spoke of it
    passing: int | None = None
    paragraph: int = -1

    def current(self, sentence: Sentence) -> int | None:
        return self.passing if self.passing is not None and self.paragraph == sentence.paragraph else self.main


def find_scopes(
    reading: Reading,
    sentences: Sequence[Sentence],
    groups: Spans[Group],
    occasions: Sequence[Occasion],
    visits: Collection[int],
) -> list[list[Span]]:
    """Token spans that speak of each occasion, in its order. visits: the planned ones of leaders."""
    spans: list[list[Span]] = [[] for _ in occasions]
    passages: dict[int, list[_Passage]] = {}
    for index, occasion in enumerate(occasions):
        for told in occasion.told:
            passages.setdefault(told.candidate.sentence.number, []).append((index, told.candidate))
    dialogue = _Dialogue(reading, sentences, groups)
    focus = _Focus()
    for sentence in sentences:
        here = passages.get(sentence.number, [])
        whole = (sentence.first, sentence.last)
        guessed = bool(reading.within("m:speculation", *whole))
        focus.since += 1
        speaker = dialogue.speaker(sentence)
        current = focus.current(sentence)
        near = current is not None and focus.since <= _REACH and not sentence.title
        if current is not None and (not here or all(index in visits for index, _ in here)):
            voiced = speaker is not None and any(_is_person(m.party, speaker) for m in occasions[current].members)
            expected = _persons(occasions[index] for index, _ in here)
            held = occasions[current].status is not MeetingStatus.PLANNED
            if voiced or (  # a transcript of the talks
                near
                and not (guessed and held)
                and _goes_on(reading, sentence, groups, occasions[current], focus.since, expected)
            ):
                spans[current].append(whole)
                continue
        if current is not None and near and _is_retold(reading, sentence, groups, here, occasions, current):
            spans[current].append(whole)
            continue
        for index, span in _regions(reading, sentence, here, occasions, visits) if here else ():
            if not guessed or occasions[index].status is MeetingStatus.PLANNED:
                spans[index].append(span)  # what may have been discussed was not told, what may come up is expected
        _turn(focus, sentence, [index for index, _ in here], occasions)
    return [sorted(set(s)) for s in spans]


def _is_retold(
    reading: Reading,
    sentence: Sentence,
    groups: Spans[Group],
    here: Sequence[_Passage],
    occasions: Sequence[Occasion],
    current: int,
) -> bool:
    """Whether those who met now spoke about occasions long past: "both sides reviewed … since the summit in July"."""
    if not here or any(index == current or not _is_past(occasions[index], occasions[current]) for index, _ in here):
        return False
    if any(t.candidate.sentence.number == sentence.number - 1 for index, _ in here for t in occasions[index].told):
        return False
    begin = min(candidate.match.first for _, candidate in here)
    kinds = {party.kind for group in groups.within(sentence.first, begin) for party in group.parties}
    discussed = reading.within("m:discussion", sentence.first, begin)
    return bool(discussed and kinds & {"group", "pair"} and not kinds & {"person", "role"})


def _turn(focus: _Focus, sentence: Sentence, told: Sequence[int], occasions: Sequence[Occasion]) -> None:
    """Turns to what a sentence tells."""
    for index in dict.fromkeys(told):
        if _only_mentioned(occasions[index]):
            continue
        if focus.main is None or focus.main == index or not _is_past(occasions[index], occasions[focus.main]):
            focus.main, focus.since, focus.passing = index, 0, None
        elif _names_somebody(occasions[index], sentence):
            focus.passing, focus.paragraph = index, sentence.paragraph
            focus.since = 0


def _regions(
    reading: Reading,
    sentence: Sentence,
    here: Sequence[_Passage],
    occasions: Sequence[Occasion],
    visits: Collection[int],
) -> list[tuple[int, Span]]:
    """The part of a sentence that is a passage's own; a visit told beside talks has none, they may be about it."""
    others = [(i, c) for i, c in here if i not in visits and occasions[i].type is not MeetingType.VISIT]
    regions: list[tuple[int, Span]] = []
    ordered: list[_Passage] = []
    for index, candidate in sorted(others or here, key=lambda passage: passage[1].match.first):
        vague = candidate.trigger.vague and ordered and occasions[ordered[-1][0]].status is occasions[index].status
        ordered.append((ordered[-1][0] if vague else index, candidate))
    begin = sentence.first
    for (index, candidate), (after, further) in zip(ordered, [*ordered[1:], (None, None)], strict=True):
        if after == index:
            continue
        end = sentence.last if further is None else _border(reading, candidate, further)
        regions.append((index, (begin, end)))
        begin = end
    return regions


def _border(reading: Reading, candidate: Candidate, further: Candidate) -> int:
    """Where what a sentence tells of one occasion ends and what it tells of the next begins."""
    if candidate.match.last <= further.first:
        return further.first
    behind = reading.rules_at(candidate.match.first).marking == "after"
    return candidate.match.last if behind else max(candidate.match.last, further.match.first)


def _goes_on(
    reading: Reading,
    sentence: Sentence,
    groups: Spans[Group],
    occasion: Occasion,
    since: int,
    expected: Collection[str],
) -> bool:
    """Whether a sentence still speaks of the occasion told last. expected: persons whose visits are spoken about."""

    def says(*kinds: str) -> bool:
        return any(reading.within(kind, sentence.first, sentence.last) for kind in kinds)

    parties = [party for group in groups.within(sentence.first, sentence.last) for party in group.parties]
    kinds = {party.kind for party in parties}
    members = _persons([occasion])
    named = {party.person.person_id for party in parties if party.person is not None}
    named -= {person for person in expected if person not in members}
    if named and members and not named & members:  # somebody else speaks: he may report
        reports = len(named) == 1 and says("m:says") and says("m:discussion", "m:agenda")
        return reports and (says("m:anaphora", "m:agenda") or bool(kinds & {"group", "pair"}))
    if says("m:anaphora", "m:agenda"):
        return True
    if says("m:speech", "m:invitations") and (named & members or kinds & {"group", "pronoun", "role", "noun"}):
        return True
    if says("m:discussion") and (named & members or kinds & {"group", "pronoun", "delegation", "pair", "noun"}):
        return True
    same = occasion.told[-1].candidate.sentence.paragraph == sentence.paragraph
    return since <= _REACH // 2 and same and "role" not in kinds


def _persons(occasions: Iterable[Occasion]) -> set[str]:
    return {m.party.person.person_id for o in occasions for m in o.members if m.party.person is not None}


def _is_past(occasion: Occasion, main: Occasion) -> bool:
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


class _Dialogue:
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


def _announced(reading: Reading, sentence: Sentence, groups: Spans[Group]) -> Party | None:
    group = next(iter(groups.within(sentence.first, sentence.first + 1)), None)
    if group is None or group.parties[0].person is None or group.last >= sentence.last:
        return None
    i = group.last
    if reading.tokens[i].text == "(":
        i = next((j + 1 for j in range(i, min(i + 8, sentence.last - 1)) if reading.tokens[j].text == ")"), i)
    return group.parties[0] if reading.tokens[i].text == ":" else None


def _is_person(a: Party, b: Party) -> bool:
    return a.person is not None and b.person is not None and a.person.person_id == b.person.person_id
