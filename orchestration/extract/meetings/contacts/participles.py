"""Participles, which tie a day or place to a thing held then or there: "the decisions of the summit held in June"; and
those of what was put off: «форум, перенесенный на осень».

By the order of words alone; what else stands within the words of another thing is told in `attributes` and `matters`.
"""

from __future__ import annotations

from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_owner
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_NAME = 1  # tokens from a session to the name of its forum
_PLACES = ("city", "country", "venue", "region")
_REACH = 5  # tokens from a day or place to the participle that it goes with, and from that to its noun


def participle_of(reading: Reading, expression: DateExpression) -> Match | None:
    """The participle that ties a date behind it to a noun: «заседание, прошедшее 3 февраля»."""
    begin = expression.first - _REACH
    before = reading.within("m:participles", begin, expression.first)
    if not before or any(t.kind != "word" for t in reading.tokens[before[-1].last : expression.first]):
        return None
    if reading.ending("m:auxiliaries", before[-1].first):
        return None  # "the talks were held in May" is a verb
    return before[-1]


def is_of_arrival(reading: Reading, told: DateExpression, candidate: Candidate) -> bool:
    """Whether a date only says since when somebody was there, by a participle beside it: «Х, прибывший накануне в
    Москву, провел переговоры», «прилетевший 5 мая Х встретился с Y»; not that of the trip itself."""
    match = candidate.match
    if candidate.trigger.part == "visit" or not reading.rules_at(told.first).case_endings:
        return False
    ahead = [] if match.last == told.first else reading.starting("m:gone", told.last)  # «принял 5 мая прилетевшего Х»
    gone = [*reading.within("m:gone", told.first - _REACH, told.first), *ahead]
    if not gone or reading.tokens[gone[-1].first].sentence != reading.tokens[told.first].sentence:
        return False
    first, last = min(gone[-1].first, told.first), max(gone[-1].last, told.last)
    names = [i for i in range(gone[-1].last, told.first) if reading.tokens[i].is_capitalised]
    if not all(any(reading.starting(kind, i) for kind in _PLACES) for i in names):
        return False  # «прибывший в Москву Х 5 мая встретился с Y»
    return not reading.has_comma(first, last) and not first <= match.first < last


def is_of_thing_held(reading: Reading, told: DateExpression | Place, candidate: Candidate, end: int) -> bool:
    """Whether a date or place is of what owns a thing told of before a token, where verbs come last: "the decisions of
    the summit held in June they reviewed"."""
    if reading.rules_at(told.first).marking != "after":
        return False
    held = reading.within("m:told_here", told.last, min(told.last + _REACH, end))
    if not held or (end - held[-1].last <= _REACH and candidate.trigger.part != "verb"):
        return False  # "the talks held in June"
    marks = [m for m in reading.within("m:marker", held[-1].last, end) if m.value[1] == "genitive"]
    marks = [m for m in marks if not reading.starting("m:during", m.first)]  # "during the summit held in June they met"
    marks += reading.within("m:along", held[-1].last, end)
    behind = reading.within("m:place_in", held[-1].last, end)
    return bool(marks) and all(min(m.first for m in marks) < m.first for m in behind)


def owns_as_held(reading: Reading, told: Candidate) -> bool:
    """Whether a contact that was held somewhen is the owner of what follows: "हुए सम्मेलन के निर्णयों की …"."""
    match = told.match
    held = reading.within("m:told_here", max(told.sentence.first, match.first - _REACH), match.first)
    when = any(reading.starting(kind, match.last) for kind in ("m:definite", "m:behind"))
    return bool(held) and is_owner(reading, match) and not when


def is_of_thing_put_off(cue: Match, candidate: Candidate, clause: Clause) -> bool:
    """Whether a participle behind a contact is of the forum or event right before it, or says of which plan a verb
    tells behind: «встретятся на форуме, перенесенном на осень», «встреча, отложенная в мае, пройдет в Сочи»."""
    reading = clause.reading
    if cue.first < candidate.match.last or not reading.starting("m:put_off", cue.first):
        return False
    between = (candidate.match.last, cue.first)
    others = [f.first for f in clause.forums.within(*between)]
    others += [m.first for m in reading.within("m:gatherings", *between)]
    if candidate.trigger.part != "verb" and all(i - candidate.match.last <= _NAME for i in others):
        others = []  # «заседание комиссии, отложенное …»
    nouns = [m for m in reading.within("m:trigger", *between) if reading.trigger_of(m).part in ("noun", "visit")]
    told = (cue.last, candidate.sentence.last)
    return bool(others or nouns) or any(reading.within(kind, *told) for kind in ("m:future", "m:support"))
