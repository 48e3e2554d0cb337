"""When and where a gathering was that an article has told, at which a contact is then set: "On the sidelines of the
exhibition X met Y", «В рамках мероприятия состоялась встреча …».

Not here: forums that are known by name (`extract.forums`), and whose meetings were there (`settling`).
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.contacts.locating import is_located
from orchestration.extract.meetings.occasions.intervals import begins_after
from orchestration.extract.meetings.occasions.page import UNKNOWN, WINDOW, Page
from orchestration.extract.model import Interval
from orchestration.extract.places import Place
from orchestration.extract.text import STEM

_ATTRIBUTES = 2  # tokens between "at" and the gathering: «в рамках этого торжественного мероприятия»
_KINDS = ("day", "weekday", "relative")


def gathering_around(page: Page, candidate: Candidate) -> tuple[Interval, Place | None]:
    """The days and the city of the gathering at which a contact is told to have been, as far as told before."""
    noun = _set_at(page, candidate) if candidate.forum is None else None
    if noun is None:
        return UNKNOWN, None
    interval, place = UNKNOWN, None
    number = candidate.sentence.number
    for sentence in reversed(page.sentences[max(0, number - WINDOW) : number]):
        if sentence.title or not _tells_of(page, sentence, noun):
            continue
        interval = interval if interval.start is not None else _day_in(page, sentence)
        place = place or _city_in(page, sentence)
    return interval, place


def _set_at(page: Page, candidate: Candidate) -> Match | None:
    """The noun of the gathering at which its clause sets a contact, by words before the noun or behind it."""
    reading = page.reading
    for noun in reading.within("m:gatherings", candidate.sentence.first, candidate.sentence.last):
        after = reading.rules_at(noun.first).marking == "after"
        behind = bool(reading.starting("m:set_at", noun.last))
        if behind if after else reading.ends_in("m:set_at", noun.first - _ATTRIBUTES, noun.first + 1):
            return noun
    return None


def _tells_of(page: Page, sentence: Sentence, noun: Match) -> bool:
    """Whether a sentence tells of a gathering, or of one by the same noun where that says which."""
    keys = [
        page.reading.tokens[m.first].key[:STEM]
        for m in page.reading.within("m:gatherings", sentence.first, sentence.last)
    ]
    return page.reading.tokens[noun.first].key[:STEM] in keys


def _day_in(page: Page, sentence: Sentence) -> Interval:
    """The one day, or days, that a sentence tells, if they have come."""
    told = [
        e for e in page.expressions.within(sentence.first, sentence.last) if e.relation == "at" and e.kind in _KINDS
    ]
    interval = page.dates.resolve(told[0], page.anchor, None, "past") if len(told) == 1 else UNKNOWN
    return UNKNOWN if begins_after(interval, page.anchor) else interval


def _city_in(page: Page, sentence: Sentence) -> Place | None:
    """The one city that a sentence says something was in."""
    cities = [p for p in page.places.within(sentence.first, sentence.last) if p.city is not None]
    there = [p for p in cities if is_located(page.reading, p)]
    return there[0] if len({p.city for p in there}) == 1 else None
