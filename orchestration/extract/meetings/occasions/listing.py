"""Days that one word of contact lists: "spoke on 24 February, 2 and 7 March".

Not here: days that a count announces (`counting`); which dates of a sentence are a contact's own (`dating`); cities
that are listed with their days (`stops`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import gap_between
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import Page
from orchestration.extract.meetings.reading import Reading

_GAP = 4  # tokens between two days of a list
_JOINED = 6  # such tokens where they say "and then again"
_NEXT = 2  # tokens between a date and the word of contact that it is told of


def run_of_days(
    page: Page, candidate: Candidate, near: Sequence[DateExpression], candidates: Sequence[Candidate]
) -> list[DateExpression]:
    """The date nearest to a contact, and those listed with it where one word tells of several contacts."""
    if not near:
        return []
    best = _nearest(candidate.match, near)
    if candidate.status is not MeetingStatus.HELD or not _lists(candidate, best):
        return [best]
    run = [best]
    for e in sorted({*near, *_behind(page, candidate)}, key=lambda e: e.first):
        if e.first >= run[-1].last and _goes_on(page, candidate, candidates, run[-1], e):
            run.append(e)
    for e in sorted((e for e in near if e.first < best.first), key=lambda e: -e.first):
        if _is_behind_another(e, candidate, candidates):
            break
        if e.last <= run[0].first and _goes_on(page, candidate, candidates, e, run[0]):
            run.insert(0, e)
    return run


def _behind(page: Page, candidate: Candidate) -> list[DateExpression]:
    """Dates that a sentence ends with behind a contact's clause: "met in May, and then in July"."""
    end = candidate.sentence.last
    if page.reading.within("m:trigger", candidate.last, end) or page.reading.within("m:says", candidate.last, end):
        return []
    return [e for e in page.expressions.within(candidate.last, end) if e.relation == "at"]


def _nearest(match: Match, near: Sequence[DateExpression]) -> DateExpression:
    best = min(near, key=lambda e: abs(e.first - match.first) + (3 if e.first > match.last else 0) + _coarse(e))
    if best.kind in ("weekday", "relative"):  # "on Friday evening, 5 December"; "the day before, on Wednesday"
        finer = ("month",) if best.unit == "year" else ("weekday",) if best.kind == "relative" else ()
        firmer = [e for e in near if _is_day(e) or e.kind in finer]
        return next((e for e in firmer if 0 <= e.first - best.last <= 3), best)
    return best


def _lists(candidate: Candidate, date: DateExpression) -> bool:
    """Whether a word of contact may stand for one on each of several days, or in each of several months."""
    trigger = candidate.trigger
    if trigger.summit or trigger.part not in ("noun", "verb", "visit"):
        return False
    if trigger.part == "visit" and date.kind == "year":
        return True
    often = candidate.type in REMOTE_TYPES or trigger.part in ("noun", "visit") or trigger.vague
    return _is_month(date) or (_is_day(date) and often)


def _goes_on(
    page: Page, candidate: Candidate, candidates: Sequence[Candidate], one: DateExpression, other: DateExpression
) -> bool:
    """Whether a date is listed behind another one, and neither is that of a further contact."""
    between = (one.last, other.first)
    again = any(page.reading.within(kind, *between) for kind in ("m:later", "m:previous", "m:earlier"))
    if one.kind != other.kind or other.first - one.last > (_JOINED if again else _GAP):
        return False
    told = any(page.reading.within(kind, *between) for kind in ("m:trigger", "m:says"))
    if told or page.parties.within(*between) or page.places.within(*between):
        return False
    further = [c for c in candidates if gap_between(c.match, candidate.match) > _NEXT]
    return not any(_stands_before(page.reading, e, c) for c in further for e in (one, other))


def _is_behind_another(date: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a date before a contact stands behind a further one of its sentence: "the visit in May and the June
    call"."""
    one_sentence = (c for c in candidates if c.sentence is candidate.sentence)
    return any(c.match.last <= date.first and c.match.first < candidate.match.first for c in one_sentence)


def _stands_before(reading: Reading, date: DateExpression, contact: Candidate) -> bool:
    """Whether a date stands right before a contact, in its clause; not where "and" parts them: "in May and met Y"."""
    near = contact.first <= date.first and 0 <= contact.match.first - date.last <= _NEXT
    return near and not reading.within("m:conjunctions", date.last, contact.match.first)


def _coarse(expression: DateExpression) -> int:
    """Tokens by which a date that names no day counts as farther away: "last year they met in July"."""
    if expression.kind == "relative" and expression.unit == "year":
        return 24
    return 0 if _is_day(expression) or expression.kind in ("weekday", "relative") else 12


def _is_day(expression: DateExpression) -> bool:
    return expression.day is not None


def _is_month(expression: DateExpression) -> bool:
    return expression.kind == "month"
