"""Which dates stand within the words of another thing: what it is called by, a clause about it.

By the order of words alone; the dates of reports, plans and further contacts are told apart in `dating`, what was
talked about in `matters`.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.in_passing import is_setting
from orchestration.extract.meetings.contacts.matters import is_of_matter, is_when_talked_of, stands_for_setting
from orchestration.extract.meetings.contacts.participles import participle_of
from orchestration.extract.meetings.occasions.days_of_plans import is_coarse
from orchestration.extract.meetings.reading import Reading

_HELD = 8  # tokens from a contact told anew to when that was
_FRONT = 20  # tokens from "ahead of" to the day of what is to come
_SETTING = 3  # tokens in which "during his" stands before a date
_REACHED = 4  # tokens from the day on which something was agreed to the talks at which it was: «в Москве в ходе»
_OWN_CLAUSE = 2  # tokens between a contact and the relative clause that goes on about it


def is_of_another(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a date belongs to another thing of the sentence than the contact; candidates: all of the sentence."""
    match = candidate.match
    return (
        _names_another(reading, expression, match)
        or _is_of_noun_beside(reading, expression, candidate)
        or is_of_matter(reading, expression, candidate)
        or is_when_talked_of(reading, expression, candidate)
        or _is_of_contact_behind(reading, expression, candidate, candidates)
        or (candidate.status is MeetingStatus.HELD and _is_in_clause_about_another(reading, expression, match))
        or _opens_clause(reading, expression, match)
        or _is_when_invited(reading, expression, candidate, candidates)
        or is_of_what_follows(reading, expression, match.first)
        or _is_when_agreed(reading, expression, candidate)
        or (candidate.status is MeetingStatus.PLANNED and _is_of_talks_before(reading, expression, match))
    )


def _is_when_agreed(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a month or year is when something was agreed that talks were about, where verbs come last: "दोनों ने जुलाई
    में शिखर बैठक में हुए समझौतों की समीक्षा की"."""
    match = candidate.match
    if candidate.trigger.part != "verb" or reading.rules_at(match.first).marking != "after":
        return False
    agreed = reading.within("m:reached", expression.last, match.first)
    return bool(agreed) and is_coarse(expression)


def is_of_what_follows(reading: Reading, expression: DateExpression, end: int) -> bool:
    """Whether a day before token `end` is of what came after it, told first: "ahead of X's visit in May, Y met Z"; not
    "ahead of the visit, on Monday, …"."""
    tokens, sentence = reading.tokens, reading.tokens[expression.first].sentence
    closed = tokens[min(end, len(tokens) - 1)].sentence != sentence or reading.has_comma(expression.last, end)
    told = reading.within("m:elsewhen", max(0, expression.first - _FRONT), expression.first)
    ahead = [m for m in told if tokens[m.first].sentence == sentence and m.last < expression.first]
    if not ahead or not closed or reading.has_comma(ahead[-1].last, expression.first):
        return False
    return bool(reading.within("m:trigger", ahead[-1].last, expression.first))


def _is_of_talks_before(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a day is of talks right before it that go on about a plan: "our meeting today prepares for the visit",
    or of what was done then: "today we discussed the visit"."""
    nouns = [m for m in reading.ending("m:trigger", expression.first) if reading.trigger_of(m).part == "noun"]
    far = match.first - expression.last > _OWN_CLAUSE
    done = reading.is_trip(match) and reading.within("m:past", expression.last, expression.last + 3)
    return bool(nouns or done) and far and reading.rules_at(match.first).marking == "before"


def _is_when_invited(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a day is of the talks at which somebody was invited: "extended the invitation at a meeting with Y on
    Monday"."""
    if candidate.trigger.part != "invite":
        return False
    between = (c for c in candidates if candidate.match.last <= c.match.first and c.match.last <= expression.first)
    return any(c.status is MeetingStatus.HELD and is_setting(reading, c.match) for c in between)


def _is_of_noun_beside(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a participle ties a date to a noun that is not the contact: "spoke of the session held in May"."""
    participle, match = participle_of(reading, expression), candidate.match
    if participle is None or participle.last <= match.first < expression.first:
        return False  # «достигнутых на встрече 3 февраля»
    set_there = any(is_told_behind(reading, match, kind) for kind in ("m:settings", "m:behind", "m:place_in"))
    if reading.starting("m:reached", participle.first) and set_there and 0 < match.first - expression.last <= _REACHED:
        return False  # «договоренность, достигнутая в декабре на переговорах»
    rules = reading.rules_at(match.first)
    if rules.marking == "before" and not rules.case_endings:
        if expression.last <= match.first:  # "decisions of the summit held in A in May and the talks in B"
            own = (m for kind in ("m:trigger", "forum") for m in reading.ending(kind, participle.first))
            return candidate.trigger.part != "verb" and any(m.first != match.first for m in own)
        return _are_other_nouns(reading, candidate, participle.first)
    if candidate.trigger.part == "verb":
        return True
    if reading.tokens[participle.first - 1].text == "," and not _is_attribute(reading, expression, match):
        return match.first > participle.first or bool(reading.within("m:trigger", match.last, participle.first))
    return not 0 <= match.first - expression.last <= _OWN_CLAUSE


def _is_attribute(reading: Reading, expression: DateExpression, noun: Match) -> bool:
    """Whether a participle with its date stands right before the noun that it is of: «По данным МИД, состоявшаяся в
    четверг двусторонняя встреча»; not «соглашение, подписанное в мае на встрече»."""
    words = reading.tokens[expression.last : noun.first]
    plain = 0 <= noun.first - expression.last <= _OWN_CLAUSE and all(t.kind == "word" for t in words)
    tied = (reading.within(kind, expression.last, noun.first) for kind in ("m:settings", "m:place_in", "m:marker"))
    return plain and not any(tied)


def _are_other_nouns(reading: Reading, candidate: Candidate, end: int) -> bool:
    """Whether a noun for another contact or a forum stands between a contact and a participle: "the meeting in A, the
    session held in B in May", not "met at the summit held in A in May"."""
    first, own = candidate.match.last, candidate.forum
    nouns = [m for m in reading.within("m:trigger", first, end) if reading.trigger_of(m).part == "noun"]
    forums = [m for m in reading.within("forum", first, end) if own is None or m.first >= own.last]
    others = [*nouns, *forums]
    return any(not stands_for_setting(reading, m) for m in others)


def _names_another(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether another contact is called by a date: "told X of the 15 August meeting", «сегодняшняя встреча поможет
    подготовить саммит»."""
    rules = reading.rules_at(match.first)
    if rules.case_endings and expression.kind != "month" and not reading.starting("m:of_day", expression.first):
        return False
    begins = [expression.last]
    if rules.marking == "after":
        marks = reading.starting("m:marker", expression.last)
        begins = [m.last for m in marks if m.value[1] == "genitive"]  # "15 अगस्त की बैठक", "15 अगस्त की भारत यात्रा"
        begins += [m.last for i in begins for kind in ("country", "city") for m in reading.starting(kind, i)]
    begin = expression.first
    set_by = reading.within("m:settings", begin - _SETTING, begin) or reading.ending("m:place_in", begin)
    parts = ("noun",) if set_by else ("noun", "visit")  # "during his November visit he met X"; "in November visited"
    called = [m for i in begins for m in reading.starting("m:trigger", i) if reading.trigger_of(m).part in parts]
    return bool(called) and not any(m.first < match.last and match.first < m.last for m in called)


def _is_of_contact_behind(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a day is of a contact told anew behind one told before: "told X of his talks and of the decisions taken
    at the summit held in July"."""
    match = candidate.match
    if not candidate.anaphoric or reading.rules_at(match.first).marking != "before":
        return False
    told = [c for c in candidates if match.last < c.match.first and c.match.last <= expression.first]
    anew = [c for c in told if c.trigger.part == "noun" and not c.anaphoric and c.trigger.summit]
    return any(expression.first - c.match.last <= _HELD for c in anew) and not candidate.trigger.summit


def _is_in_clause_about_another(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a day behind a contact is in a relative clause, but not in one on when it was: "met X, whom he had known
    since May", «в здании, которое открылось в мае»."""
    if not reading.rules_at(match.first).case_endings or expression.first < match.last:
        return False
    for kind in ("m:asides", "m:relatives"):
        for relative in reading.within(kind, match.last, expression.first):
            on = reading.within("m:took_place", relative.last, expression.first)
            if relative.first - match.last > _OWN_CLAUSE and not on:
                return True
    return False


def _opens_clause(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date behind a colon begins what else happened: "… in space: on 23 August a probe landed"."""
    if expression.first < match.last or reading.rules_at(expression.first).marking != "before":
        return False
    tokens, end = reading.tokens, expression.last
    begin = min([expression.first, *(m.first for m in reading.ending("m:place_in", expression.first))])
    if tokens[begin - 1].text != ":" or end >= len(tokens) or tokens[end].kind != "word":
        return False
    goes_on = ("m:conjunctions", "m:point_back", "m:later", "m:place_in", "date")
    return not any(reading.starting(kind, end) for kind in goes_on)
