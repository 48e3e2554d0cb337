"""Which words of a page speak of which occasion: its own passages, and what goes on about it. Knows no subject."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence, Set
from enum import IntEnum

from orchestration.contracts.codes import MeetingStatus, MeetingType
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.spans import Spans
from orchestration.extract.topics.focus import Focus, is_past
from orchestration.extract.topics.voices import Dialogue, utterances

#: Tokens [first, last).
Span = tuple[int, int]
#: A passage of the occasion with this number.
_Passage = tuple[int, Candidate]

_SESSION = MeetingType.CONSULTATIONS
_TALK = 3  # sentences after the last that spoke of a meeting which still do where they have a word of talks
_NOWHERE = -1  # no paragraph
_BESIDE = 2  # such sentences of its paragraph that have none


class _Link(IntEnum):
    """How surely a sentence goes on about an occasion: by standing beside what told of it, or by its own words."""

    NONE = 0
    BESIDE = 1
    SPOKEN = 2


def find_scopes(
    reading: Reading,
    sentences: Sequence[Sentence],
    groups: Spans[Group],
    forums: Spans[Forum],
    occasions: Sequence[Occasion],
    visits: Collection[int],
    today: dt.date | None,
    strange: Sequence[Candidate],
) -> list[list[Span]]:
    """Token spans that speak of each occasion, in its order. visits: the planned ones of leaders; today: the day of
    the report, if known; strange: contacts with a third country."""
    finder = _ScopeFinder(reading, sentences, groups, forums, occasions, visits, today, strange)
    spans: list[list[Span]] = [[] for _ in occasions]
    for sentence in sentences:
        for index, span in finder.read(sentence):
            spans[index].append(span)
    apart = [_told_apart(o) for o in occasions]
    shared: dict[Match | None, list[Span]] = {}
    for words, told in zip(apart, spans, strict=True):
        if words is not None:
            shared.setdefault(words, []).extend(span for span in told if reading.within("m:generic", *span))
    return [sorted({*told, *shared.get(words, ())}) for words, told in zip(apart, spans, strict=True)]


def _told_apart(occasion: Occasion) -> Match | None:
    """The words that tell that somebody met several, each on his own, with all of whom he spoke of what is told of
    "these meetings"; None where he met one, or all at once."""
    return next((t.candidate.match for t in occasion.told if t.candidate.each), None)


class _ScopeFinder:
    """Reads the sentences of a page in their order."""

    def __init__(
        self,
        reading: Reading,
        sentences: Sequence[Sentence],
        groups: Spans[Group],
        forums: Spans[Forum],
        occasions: Sequence[Occasion],
        visits: Collection[int],
        today: dt.date | None,
        strange: Sequence[Candidate],
    ) -> None:
        self._strange = {c.sentence.number for c in strange if _is_told_itself(reading, c)}
        self._stranger = _NOWHERE  # the paragraph that goes on about one of them
        self._beside_strangers: set[str] = set()  # persons named where a contact with a third country was told
        self._reading, self._groups, self._occasions, self._visits = reading, groups, occasions, visits
        self._forums = forums
        self._members = [occasion.people for occasion in occasions]
        self._passages: dict[int, list[_Passage]] = {}
        for index, occasion in enumerate(occasions):
            for told in occasion.told:
                self._passages.setdefault(told.candidate.sentence.number, []).append((index, told.candidate))
        self._dialogue = Dialogue(reading, sentences, groups)
        self._utterances = utterances(reading, sentences)
        self._focus = Focus(occasions, today)
        self._backdrop = -1  # number of the sentence that told last of what stood around an occasion

    def read(self, sentence: Sentence) -> list[tuple[int, Span]]:
        """What a sentence speaks of: the occasion that the text goes on about, or those that it tells itself."""
        here = self._passages.get(sentence.number, [])
        if self._is_of_strangers(sentence, here):
            return []
        owned = self._voiced(sentence) if all(index in self._visits for index, _ in here) else None
        owned = owned or self._gone_on(sentence, here) or self._retold(sentence, here)
        if owned is not None:
            self._focus.turn(sentence, [index for index, _ in here if index in self._visits])
            return [owned]
        self._focus.turn(sentence, [index for index, _ in here])
        if self._says(sentence.first, sentence.last, "m:backdrops", "m:backdrops_behind"):
            self._backdrop = sentence.number
        guessed = self._says(sentence.first, sentence.last, "m:speculation")
        regions = _regions(self._reading, sentence, here, self._occasions, self._visits) if here else []
        # what may have been discussed was not told, what may come up is expected
        return [(i, span) for i, span in regions if not (guessed and self._is_held(i))]

    def _is_of_strangers(self, sentence: Sentence, here: Sequence[_Passage]) -> bool:
        """Whether a sentence tells of a contact with a third country, or goes on about it to the end of its paragraph:
        "X also met the minister of China. They discussed trade"; not where it names another of those who met."""
        named = _persons(self._parties(sentence.first, sentence.last))
        if sentence.number in self._strange and not here and self._dialogue.speaker(sentence) is None:
            self._stranger, self._beside_strangers = sentence.paragraph, named
        elif here or any((named - self._beside_strangers) & members for members in self._members):
            self._stranger = _NOWHERE
        return self._stranger == sentence.paragraph

    def _says(self, first: int, last: int, *kinds: str) -> bool:
        """Whether some of the words of these kinds stand there in their own sense, not as "through talks" does."""
        idioms = self._reading.within("m:idioms", first, last)
        return any(
            not any(i.first <= m.first and m.last <= i.last for i in idioms)
            for kind in kinds
            for m in self._reading.within(kind, first, last)
        )

    def _is_held(self, index: int) -> bool:
        return self._occasions[index].status is MeetingStatus.HELD

    def _parties(self, first: int, last: int) -> list[Party]:
        return [party for group in self._groups.within(first, last) for party in group.parties]

    def _voiced(self, sentence: Sentence) -> tuple[int, Span] | None:
        """The main occasion in a transcript of its talks."""
        speaker, main = self._dialogue.speaker(sentence), self._focus.main
        if speaker is None or speaker.person is None or main is None:
            return None
        return (main, (sentence.first, sentence.last)) if speaker.person.person_id in self._members[main] else None

    def _gone_on(self, sentence: Sentence, here: Sequence[_Passage]) -> tuple[int, Span] | None:
        """The occasion that a sentence goes on about, which tells of no other but visits that were spoken about."""
        if self._focus.main is None or not all(index in self._visits for index, _ in here):
            return None
        whole = sentence.first, sentence.last
        ahead = self._says(*whole, "m:prospects")
        near = self._focus.near(sentence, _persons(self._parties(*whole)))
        sat = self._sat(sentence)
        near = list(dict.fromkeys([*sat, *near]))
        if self._reading.starting("m:then", sentence.first):
            near = list(self._focus.latest)  # «в марте они встречались в Дели. Тогда речь шла о торговле»
        if not near:
            return None
        guessed = self._says(*whole, "m:speculation")
        expected = {person for index, _ in here for person in self._members[index]}
        own = {i for _, candidate in here for i in range(candidate.match.first, candidate.match.last)}
        words = whole if here else self._utterances.get(sentence.number, whole)
        for index in near:
            if self._is_held(index) and (guessed or (here and ahead)):
                continue
            sits = index in sat and self._says(*words, "m:discussion", "m:agenda", "m:speech")
            link = _Link.SPOKEN if sits else self._link(sentence, words, index, expected, own)
            if link is _Link.SPOKEN:
                self._focus.go_on(sentence, index)
            if link is _Link.SPOKEN or (link is _Link.BESIDE and not here):
                return index, whole
        return None

    def _sat(self, sentence: Sentence) -> list[int]:
        """The session of a mechanism, of all told, of which a sentence is that speaks of this: "the commission took
        note of …"."""
        bodies = {f.forum_id for f in self._forums.within(sentence.first, sentence.last) if f.kind == "mechanism"}
        told = [i for i in self._focus.told if self._is_held(i) and self._occasions[i].type is _SESSION]
        of = {i: {t.candidate.forum.forum_id for t in self._occasions[i].told if t.candidate.forum} for i in told}
        sessions = [i for i in told if bodies & of[i]]
        return sessions if len(sessions) == 1 else []

    def _link(self, sentence: Sentence, words: Span, index: int, expected: Collection[str], own: Set[int]) -> _Link:
        """How a sentence is linked to an occasion. expected: persons whose visits are spoken about; own: tokens of the
        words for these visits, which refer to nothing."""
        parties, members = self._parties(*words), self._members[index]
        kinds = {party.kind for party in parties}
        named = _persons(parties)
        named -= {person for person in expected if person not in members}
        led_on = self._focus.is_led_on(index)
        if named and members and not named & members:  # somebody else speaks: he may report
            reports = len(named) == 1 and self._says(*words, "m:says")
            refers = self._says(*words, "m:anaphora", "m:agenda") or kinds & {"group", "pair"}
            discusses = self._says(*words, "m:discussion", "m:agenda")
            return _Link.SPOKEN if discusses and (led_on or (reports and refers)) else _Link.NONE
        referring = (m for kind in ("m:anaphora", "m:agenda") for m in self._reading.within(kind, *words))
        if any(own.isdisjoint(range(m.first, m.last)) for m in referring) or (
            not self._is_held(index) and self._says(*words, "m:prospects")
        ):
            return _Link.SPOKEN
        ours = bool(named & members)
        if self._focus.spoken[index] <= self._backdrop:
            kinds = kinds - {"pronoun"}  # "the meeting came as X warned of Y": who "he" is then, was hardly there
        if self._says(*words, "m:speech", "m:invitations") and (ours or kinds & {"group", "pronoun", "role", "noun"}):
            return _Link.SPOKEN
        since = sentence.number - self._focus.spoken[index]
        theirs = since <= _TALK and (ours or kinds & {"group", "pronoun", "delegation", "pair", "noun"})
        if (led_on or theirs) and self._says(*words, "m:discussion"):
            return _Link.SPOKEN
        speaks = self._says(*words, "m:speech", "m:discussion", "m:says")
        close = led_on or (since <= _BESIDE and speaks and "role" not in kinds)
        same = self._focus.is_in_its_paragraph(sentence, index) and self._focus.spoken[index] > self._backdrop
        return _Link.BESIDE if close and same else _Link.NONE

    def _retold(self, sentence: Sentence, here: Sequence[_Passage]) -> tuple[int, Span] | None:
        """What those who met now say in a sentence that tells only of occasions before: "both sides reviewed … since
        the summit in July", "recalling their talks in Moscow, the ministers noted …"."""
        told = [t.candidate.sentence.number for index, _ in here for t in self._occasions[index].told]
        named = [(i, c) for i, c in here if not self._says(c.match.first, c.match.last, "m:discussion")]
        if not named or sentence.number - 1 in told:
            return None
        first, last = min(c.match.first for _, c in named), max(c.match.last for _, c in named)
        for index in self._focus.near(sentence):
            if any(i == index or not self._is_before(i, index) for i, _ in named):
                continue
            if self._discuss(sentence.first, first, index) is not None:
                return index, (sentence.first, sentence.last)
            # "दोनों ने मुलाकात के बाद हुई प्रगति की समीक्षा की"
            followed = self._reading.rules_at(last).marking == "after" and self._reading.starting("m:behind", last)
            if followed and self._discuss(sentence.first, sentence.last, index) is not None:
                return index, (last, sentence.last)
            begin = self._discuss(last, sentence.last, index)
            if begin is not None and self._reading.tokens[begin - 1].text == ",":
                return index, (begin, sentence.last)
        return None

    def _is_before(self, index: int, main: int) -> bool:
        a, b = self._occasions[index], self._occasions[main]
        if a.interval.end is None or b.interval.start is None:
            return self._is_held(index)
        return is_past(a, b)

    def _discuss(self, first: int, last: int, index: int) -> int | None:
        """First token of "both sides" where they discuss, and nobody is named who was not at the occasion."""
        if not self._says(first, last, "m:discussion"):
            return None
        for party in self._parties(first, last):
            person = party.person.person_id if party.person is not None else None
            if party.is_individual and person not in self._members[index]:
                return None
        ours = (p.first for p in self._parties(first, last) if p.kind in ("group", "pair"))
        return next(ours, None)


def _is_told_itself(reading: Reading, contact: Candidate) -> bool:
    """Whether a sentence tells that a contact was, with a verb: "X also met Y", but not "was told of X's talks with
    Y"."""
    heads = contact.first <= contact.sentence.first
    verb = contact.trigger.part == "verb" or reading.within("m:carriers", contact.first, contact.match.first)
    return heads and bool(verb)


def _persons(parties: Sequence[Party]) -> set[str]:
    return {party.person.person_id for party in parties if party.person is not None}


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
