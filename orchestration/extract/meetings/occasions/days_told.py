"""The day that has been told before a passage: by its paragraph, the sentences before, the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from orchestration.contracts.codes import REMOTE_TYPES, DatePrecision, MeetingStatus, MeetingType
from orchestration.extract.dates.finder import DateExpression, Tense
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.participles import is_of_thing_held, participle_of
from orchestration.extract.meetings.occasions.announcing import is_of_report, is_of_telling
from orchestration.extract.meetings.occasions.attributes import is_of_what_follows
from orchestration.extract.meetings.occasions.background import is_of_reached
from orchestration.extract.meetings.occasions.course import Course
from orchestration.extract.meetings.occasions.dating import is_possessor
from orchestration.extract.meetings.occasions.intervals import begins_after, is_over
from orchestration.extract.meetings.occasions.others import is_of_others
from orchestration.extract.meetings.occasions.page import BESIDE, Page
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Interval

_SENTENCE = 60  # tokens in which a sentence has begun
_ASIDE = 15  # tokens from "who" to a day of its clause
_SINCE = 6  # tokens from "since" to the month in which what it tells began
_WEEKS = 31  # days before a report of which it tells without their year
_LABEL = 6  # tokens that a heading with a year has at most
_BEGUN = frozenset({"day", "weekday"})  # "at the forum that begins on Thursday … There he will meet X"
_SUBJECT = 12  # tokens of who tells of a plan, between a date and the verb: «в августе помощник президента Х рассказал»
_SOON = dt.timedelta(days=1)  # from a report to the days of the programme that it tells
_DAY = 3  # sentences before, of which "the same day" can be


def told_in_paragraph(
    page: Page,
    candidate: Candidate,
    expression: DateExpression | None,
    tense: Tense,
    course: Course,
) -> Interval | None:
    """The date that the paragraph has told before an expression: "Samarkand, September 2022: … on the 16th"."""
    begin = page.paragraph(candidate.sentence)
    end = candidate.first if expression is None else expression.first
    before: Interval | None = None
    heading = page.list_head(candidate.sentence) or page.heading(candidate.sentence)
    if heading is not None and heading.relation == "at":
        resolved = page.dates.resolve(heading, page.anchor, None, tense)
        before = resolved if resolved.start is not None else None
    for other in page.expressions.within(begin, end):
        if _is_of_other_words(page, candidate, other, end, tense):
            continue
        if expression is None and is_of_others(page, course.others, other.first, candidate):
            continue  # but the year of a day may be told by anything
        if expression is not None and _is_in_aside_before(page.reading, other, expression):
            continue
        begun = tense == "future" and other.relation == "since" and other.kind in _BEGUN
        if (other.relation == "at" or begun) and not is_possessor(page.reading, other):
            is_ahead = tense == "future" and other.kind == "weekday"  # "he goes to X on Tuesday. There he will meet Y"
            told: Tense = tense if is_ahead or other.first >= candidate.sentence.first else "unknown"
            origin = None if is_latest(page, other) else before
            resolved = course.known.get(other.first) or page.dates.resolve(other, page.anchor, origin, told)
            off = tense == "future" and is_over(resolved, page.anchor)
            off = off or (tense == "past" and begins_after(resolved, page.anchor))
            if resolved.start is not None and not off:
                before = resolved
    return before


def _is_of_other_words(page: Page, candidate: Candidate, other: DateExpression, end: int, tense: Tense) -> bool:
    """Whether a date that the paragraph tells before token `end` is only of other things than a contact."""
    reading, begin = page.reading, candidate.sentence.first
    if _is_since(reading, other) or (tense == "future" and _is_when_told(reading, other)):
        return True
    if is_of_what_follows(reading, other, candidate.match.first):
        return True
    if other.first >= begin:
        return is_of_thing_held(reading, other, candidate, end)
    if _is_told_aside(reading, other) or (_is_of_other_tense(reading, other, tense) and not _is_to_come(page, other)):
        return True
    if is_at_night(reading, other) and not is_at_night_too(candidate):
        return True
    if is_of_reached(reading, other, other.first):
        return True
    return _is_year_of_other_thing(page, other, candidate)


def _is_to_come(page: Page, expression: DateExpression) -> bool:
    """Whether a weekday or date is today or ahead, whatever its verb: "शुक्रवार का कार्यक्रम बैठकों से भरा हुआ है"."""
    if page.anchor.day is None or not _is_of_thing(page.reading, expression):
        return False
    start = page.dates.resolve(expression, page.anchor, None, "future").start
    return start is not None and page.anchor.day <= start <= page.anchor.day + _SOON


def _is_of_thing(reading: Reading, expression: DateExpression) -> bool:
    """Whether a day is that of a thing, where the word for that stands behind: "शुक्रवार का कार्यक्रम"."""
    return any(m.value[1] == "genitive" for m in reading.starting("m:marker", expression.last))


def came_at_night(page: Page, trip: Candidate) -> bool:
    """Whether somebody came at the end of a day, so that what followed was hardly on it: "landed on Sunday night"."""
    dates = page.expressions.within(trip.sentence.first, trip.sentence.last)
    return any(is_at_night(page.reading, e) for e in dates)


def is_at_night_too(candidate: Candidate) -> bool:
    """Whether a contact may well be on the evening of an arrival: a dinner, or one that has still to be."""
    return candidate.type is MeetingType.INFORMAL_TALK or candidate.status is not MeetingStatus.HELD


def is_at_night(reading: Reading, expression: DateExpression) -> bool:
    """Whether it is the end of a day: "late on Sunday", "रविवार रात", «в воскресенье вечером»."""
    behind = reading.starting("m:nights", expression.last)
    return bool(behind) or any(reading.ending("m:nights", expression.first - gap) for gap in (0, 1))


def _is_told_aside(reading: Reading, expression: DateExpression) -> bool:
    """Whether a date is told with a participle, or in a relative clause: "X, who met Y on Thursday, said"."""
    return participle_of(reading, expression) is not None or _is_in_relative(reading, expression)


def _is_in_aside_before(reading: Reading, other: DateExpression, expression: DateExpression) -> bool:
    """Whether a day of the calendar stands behind a relative clause with another: "X, who came in May, … 3 June"."""
    closed = reading.has_comma(other.last, expression.first)
    same = reading.tokens[other.first].sentence == reading.tokens[expression.first].sentence
    return expression.kind in ("day", "month") and same and closed and _is_in_relative(reading, other)


def _is_in_relative(reading: Reading, expression: DateExpression) -> bool:
    """Whether a date stands in a relative clause, behind no comma of it."""
    sentence = reading.tokens[expression.first].sentence
    relatives = reading.within("m:relatives", max(0, expression.first - _ASIDE), expression.first)
    return any(
        reading.tokens[m.first].sentence == sentence
        and all(t.text != "," for t in reading.tokens[m.last : expression.first])
        for m in relatives
    )


def _is_year_of_other_thing(page: Page, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a sentence that tells of no contact has only its year: "trade rose by a third last year"."""
    if expression.kind != "year" and (expression.kind, expression.unit) != ("relative", "year"):
        return False
    told = page.sentence_before(candidate.sentence, expression.first)
    first, last = (told.first, told.last) if told is not None else (0, 0)
    named = any(p.is_individual for p in page.parties.within(first, last))
    words = [m for m in page.reading.within("m:trigger", first, last) if named or _is_of_talks(page.reading, m)]
    return not words and not page.reading.within("m:sitting", first, last) and last - first > _LABEL


def _is_of_talks(reading: Reading, match: Match) -> bool:
    return reading.trigger_of(match).part != "visit"  # "trade reached 68 billion"


def day_told(page: Page, candidate: Candidate, tense: Tense, known: Mapping[int, Interval]) -> Interval | None:
    """The day told last in the sentences before: "On Thursday X dined with Y. Later in the day he will see Z". known:
    those dated so far, by the first token of their words."""
    ahead = candidate.status is MeetingStatus.PLANNED
    near = page.sentences[max(0, candidate.sentence.number - _DAY) : candidate.sentence.number]
    for sentence in reversed(near):
        for e in reversed(page.expressions.within(sentence.first, sentence.last)):
            if e.relation == "at" and e.kind in ("day", "weekday", "relative"):
                if (ahead and _is_when_told(page.reading, e)) or participle_of(page.reading, e) is not None:
                    continue
                told = known.get(e.first) or page.dates.resolve(e, page.anchor, None, tense)
                over = ahead and is_over(told, page.anchor)
                if told.start is not None and told.start == told.end and not over:
                    return told
    return None


def reported_on(page: Page, candidate: Candidate) -> Interval | None:
    """The day on which news was told: "X met Y, the ministry said on Thursday"; of a call also "X said on Thursday that
    he had spoken to Y by phone", which is hardly of days before."""
    if candidate.status is not MeetingStatus.HELD or candidate.back:
        return None
    called = candidate.type in REMOTE_TYPES
    begin, is_of = (candidate.sentence.first, is_of_telling) if called else (candidate.match.last, is_of_report)
    dates = page.expressions.within(begin, candidate.sentence.last)
    told = next((e for e in dates if e.relation == "at" and is_of(page.reading, e, candidate)), None)
    if told is not None and page.reading.within("m:backdrops", candidate.match.last, told.first):
        return None  # "the meeting came as X warned of Y, the agency said on Monday"
    return page.dates.resolve(told, page.anchor, None, "past") if told is not None else None


def is_latest(page: Page, expression: DateExpression) -> bool:
    """Whether a date is that of the last time: "they spoke last on 5 June"."""
    begin = max(0, expression.first - 6)
    return page.anchor.day is not None and bool(page.reading.within("m:latest", begin, expression.first))


def is_of_the_news(page: Page, expression: DateExpression, told_before: Interval | None) -> bool:
    """Whether a day without its year is of the weeks before the report, though a year was told before it, alone or with
    another month: "last came in May 2021. On 5 August …"."""
    if page.anchor.day is None or expression.kind != "day" or told_before is None:
        return False
    told = told_before.start
    if told is None or (told_before.precision is not DatePrecision.YEAR and told.month == expression.month):
        return False
    day = page.dates.resolve(expression, page.anchor, None, "past").start
    return day is not None and 0 <= (page.anchor.day - day).days <= _WEEKS


def is_of_day_told(expression: DateExpression) -> bool:
    """Whether an expression means the day that is told: "earlier in the day", "the same evening"."""
    return (expression.kind, expression.unit, expression.origin, expression.offset) == ("relative", "day", "context", 0)


def _is_when_told(reading: Reading, expression: DateExpression) -> bool:
    """Whether a day is when somebody told of a plan: "he announced on Monday", «в августе Х рассказал о планах»; where
    the verb comes last, it may stand far behind: "सोमवार को यहां संवाददाताओं को यह जानकारी दी"."""
    rules, sentence = reading.rules_at(expression.first), reading.tokens[expression.first].sentence
    end = expression.last + (_SUBJECT if rules.case_endings else BESIDE)
    if rules.marking == "after":
        end = next((i for i in range(end, len(reading.tokens)) if reading.tokens[i].sentence != sentence), end)
    said = reading.within("m:says", expression.first - BESIDE, end)
    return any(
        all(
            t.text != "," and t.sentence == sentence
            for t in reading.tokens[min(m.first, expression.first) : max(m.last, expression.last)]
        )
        for m in said
    )


def _is_of_other_tense(reading: Reading, expression: DateExpression, tense: Tense) -> bool:
    """Whether the verb of a sentence before says that its day is over, or that it is still to come, against `tense`:
    "X met Y on Monday. He will …", where verbs come last."""
    rules, sentence = reading.rules_at(expression.first), reading.tokens[expression.first].sentence
    if rules.marking != "after" or tense == "unknown":
        return False
    for i in range(expression.last, min(expression.last + _SENTENCE, len(reading.tokens))):
        token = reading.tokens[i]
        if token.sentence != sentence:
            return False
        planned = token.kind == "word" and token.key.endswith(rules.verb_endings_planned)
        if planned or any(m.value[1] == "planned" for m in reading.starting("m:cue", i)):
            return tense == "past"
        if any(_ends_clause(reading, m.last) for m in reading.starting("m:past", i)):
            return tense == "future"
    return False


def _ends_clause(reading: Reading, i: int) -> bool:
    """Whether a clause is over before token i: at a sign, or "and"."""
    return (
        i >= len(reading.tokens)
        or reading.tokens[i].kind not in ("word", "number")
        or bool(reading.starting("m:conjunctions", i))
    )


def _is_since(reading: Reading, expression: DateExpression) -> bool:
    """Whether a month or year is that since when something lasts: "since the war began in May 2022 he has …"."""
    return bool(reading.within("m:since", max(0, expression.first - _SINCE), expression.first))
