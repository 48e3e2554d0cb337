"""Relative clauses: where they begin, and where what stands around them goes on: "X, who was in Delhi, | met Y".

Not here: the other places where a sentence falls into clauses (`cutting`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import comma_before, resumed_at
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.parties.joining import joined_again
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group
from orchestration.extract.meetings.reading import Reading

_RESUMED = 12  # tokens behind an aside within which the contact of the main clause is told
_CARRIED = 12  # tokens from a session with its mechanism's name to "which"
_TITLE = 14  # tokens behind a name in which its title in commas ends
#: What may stand right before a subject and is no noun that a clause can go with.
_NO_NOUNS = ("m:says", "m:speech", "m:conjunctions", "m:clause_breaks", "m:marker", "m:cue", "m:place_in", "date")
_ARTICLES = 3  # words such as "the visiting" between a comma and a subject
_ATTRIBUTES = 2  # words between the comma before a relative clause and its contact
_ENDS = frozenset(",;.")  # signs behind which a relative clause may be over
_TO_SUBJECT = 2  # tokens from a relative pronoun to the subject of its clause


def relative_clauses(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> list[tuple[int, int]]:
    """Relative clauses behind which a verb goes on with the subject before them: "X, who was in Delhi, met Y"."""
    found: list[tuple[int, int]] = []
    starts = sorted(
        {m.first for kind in ("m:relatives", "m:asides") for m in reading.within(kind, sentence.first, sentence.last)}
    )
    for start in starts:
        if reading.tokens[start - 1].text != ",":
            continue
        end = next((s for s in starts if s > start), sentence.last)
        is_open = _awaits_verb(reading, sentence.first, start, groups)
        for i in range(start, end - 1):
            if reading.tokens[i].text != ",":
                continue
            goes_on = _goes_on(reading, i + 1, end, groups) or (is_open and _resumes(reading, i + 1, end))
            if goes_on or joined_again(reading, groups, (start, i + 1)) is not None:
                found.append((start, i + 1))
                break
    return found


def _goes_on(reading: Reading, first: int, last: int, groups: Sequence[Group]) -> bool:
    """Whether a verb of contact, or one that takes a noun for it, stands within three tokens without a subject of its
    own."""
    verbs = [
        m.first
        for m in reading.within("m:trigger", first, min(first + 5, last))
        if m.first - first <= 2 and reading.trigger_of(m).part in ("verb", "visit")
    ]
    verbs += [m.first for m in reading.within("m:carriers", first, min(first + 5, last)) if m.first - first <= 2]
    return any(not any(first <= g.first < verb for g in groups) for verb in verbs)


def _awaits_verb(reading: Reading, first: int, start: int, groups: Sequence[Group]) -> bool:
    """Whether a party has been named before an aside, but nothing told of it: «С Х, который прилетел накануне, …»."""
    named = any(start - g.last == 1 and g.marker not in ("excluded", "speaker") for g in groups)
    cased = bool(reading.rules_at(start).case_endings)
    return cased and named and not any(reading.within(kind, first, start) for kind in ("m:trigger", "m:says"))


def _resumes(reading: Reading, first: int, last: int) -> bool:
    """Whether the words behind an aside tell of a contact, without another subordinate clause before."""
    if reading.starting("m:clause_breaks", first) or reading.starting("m:conjunctions", first):
        return False
    told = reading.within("m:trigger", first, min(first + _RESUMED, last))
    return bool(told) and not reading.within("m:clause_breaks", first, told[0].first)


def head_of_relative(reading: Reading, word: int) -> int:
    """Where a relative clause begins, a contact before its pronoun: «…, переговоры | с которым провел Х», «…,
    переговоры | которого с Y прошли»."""
    begin = next((m.first for m in reading.ending("m:marker", word) if m.value[1] == "with"), word)
    nouns = [m for m in reading.ending("m:trigger", begin) if reading.trigger_of(m).part == "noun"]
    if not nouns or not reading.starting("m:whose" if begin == word else "m:relative_partners", word):
        return word
    heads = range(nouns[0].first, max(0, nouns[0].first - _ATTRIBUTES - 1), -1)
    return next((i for i in heads if reading.tokens[i - 1].text == ","), word)


def where_resumed(reading: Reading, sentence: Sentence) -> set[int]:
    """Where a verb of the contact before goes on behind a relative clause: «Встреча с Х, который прилетел в среду, | не
    состоялась»."""
    heads = reading.within("m:relatives", sentence.first, sentence.last)
    return {i for m in heads if (i := resumed_at(reading, m, sentence.last)) is not None}


def behind_relatives(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where the main clause begins or goes on behind a relative one with its own subject: "with X, whom Y had met, | Z
    spoke of trade", "X, with whom Y held talks, | should come again"."""
    cuts: set[int] = set()
    relatives = [m.last for m in reading.within("m:relative_partners", sentence.first, sentence.last)]
    for begin, end in itertools.pairwise([*relatives, sentence.last]):
        own = next((g for g in groups if 0 <= g.first - begin <= _TO_SUBJECT and g.marker in SUBJECT), None)
        told = reading.within("m:trigger", own.last, end) if own is not None else []
        commas = (i for i in range(told[0].last, end) if reading.tokens[i].text == ",") if told else ()
        cuts |= set([i + 1 for i in commas if _begins_main(reading, i + 1, groups)][:1])
    return cuts


def _begins_main(reading: Reading, i: int, groups: Sequence[Group]) -> bool:
    """Whether a main clause begins or goes on at a token: with its subject, or with a verb of speech or will."""
    near = (g for g in groups if i <= g.first <= i + _ARTICLES and g.marker in SUBJECT_OR_SPEAKER)
    if any(g.first == i or comma_before(reading, g.first) == i - 1 for g in near):
        return True
    return any(reading.starting(kind, i) for kind in ("m:says", "m:speech", "m:auxiliaries", "m:cue"))


def bare_relatives(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where a relative clause begins without a word for it: "met X to take up the matters | they had discussed"."""
    cuts: set[int] = set()
    for group in groups:
        noun = reading.tokens[group.first - 1]
        if group.parties[0].kind not in ("pronoun", "group") or group.first == sentence.first or noun.kind != "word":
            continue
        if not noun.text.islower() or not reading.starting("m:auxiliaries", group.last):
            continue
        told = reading.within("m:trigger", sentence.first, group.first - 1)
        held = [m for m in reading.ending("m:trigger", group.first) if reading.trigger_of(m).part == "noun"]
        if held and reading.starting("m:carriers", group.last):
            cuts.add(min(m.first for m in held))  # "flies in for the | talks he will hold with Y"
        elif told and not any(reading.ending(kind, group.first) for kind in _NO_NOUNS):
            cuts.add(group.first)
    return cuts


def is_carried(reading: Reading, word: Match, groups: Sequence[Group]) -> bool:
    """Whether a relative clause has the contact before it as its object: "the talks that X held with Y"."""
    if reading.rules_at(word.first).case_endings:  # «заседание комиссии, которое проведут Х и Y»
        told = reading.within("m:trigger", max(0, word.first - _CARRIED), word.first - 1)
        between = any(told[-1].last <= g.first < word.first for g in groups) if told else True
        verb = _behind_day(reading, word.last)
        return not between and bool(reading.starting("m:carriers", verb) or _happened(reading, word, verb, groups))
    return _carried_by(reading, word, groups) is not None


def _happened(reading: Reading, word: Match, verb: int, groups: Sequence[Group]) -> bool:
    """Whether a relative clause says that the contact right before it took place, and between whom: «переговоры,
    которые прошли в пятницу между Х и Y»."""
    nouns = [m for m in reading.ending("m:trigger", word.first - 1) if reading.trigger_of(m).part == "noun"]
    if not nouns or not reading.starting("m:happenings", verb):
        return False
    end = next((i for i in range(verb, len(reading.tokens)) if reading.tokens[i].text in _ENDS), len(reading.tokens))
    return len({c for g in groups if verb < g.first < end for c in g.countries()}) > 1


def _behind_day(reading: Reading, i: int) -> int:
    """One past the day told at token i, with its preposition: «которую 5 мая провел Х», «которую в среду вели …»."""
    begin = next((m.last for m in reading.starting("m:place_in", i)), i)
    end = begin + (reading.tokens[begin].kind == "number")
    return max((m.last for m in reading.starting("date", end)), default=i)


def before_carried(reading: Reading, sentence: Sentence, groups: Sequence[Group]) -> set[int]:
    """Where a contact begins that a relative clause tells of: "he recalled the | talks which X had with Y in May"."""
    words = (*reading.within("m:clause_breaks", sentence.first, sentence.last),)
    told = (_carried_by(reading, m, groups) for m in words)
    return {m.first for m in told if m is not None}


def _carried_by(reading: Reading, word: Match, groups: Sequence[Group]) -> Match | None:
    """The contact before a relative clause that has it as its object: "the talks that X, the minister, held with Y"."""
    contacts = reading.ending("m:trigger", word.first - (reading.tokens[word.first - 1].text == ","))
    subject = next((g for g in groups if 0 <= g.first - word.last <= 1), None)
    if not contacts or subject is None:
        return None
    title = enumerate(reading.tokens[subject.last : subject.last + _TITLE], start=subject.last)
    commas = [i for i, token in title if token.text == ","]
    aside = commas[1:2] if commas[:1] == [subject.last] else []
    verb = any(reading.starting("m:carriers", i) for i in (subject.last, subject.last + 1, *(c + 1 for c in aside)))
    return contacts[0] if verb else None
