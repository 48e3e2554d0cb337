"""Which dates are those on which somebody told of a contact: "X said on Monday that …", «в мае Х подтвердил визит Y».

By the order of words alone. Not here: dates of plans, of what was said there, and of other contacts (`dating`).
"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind, overlap
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.in_passing import is_setting
from orchestration.extract.meetings.occasions.page import BESIDE
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import END_QUOTES

_TOLD = 12  # tokens from a date to the verb of who tells: «в понедельник пресс-секретарь президента Х подтвердил»
_OF_WHOM = 8  # tokens from what is told of to that verb, where it stands behind: «о визите премьера Х в Y сообщил»
_SAID, _HEARERS = 5, 8  # tokens before a date in which it is said; those who heard it may stand between
_QUOTES = frozenset("\"'“‘«")


def is_of_telling(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that of a report, of its announcement, of a quotation or of a comment, not of the contact."""
    return any(
        is_of(reading, expression, candidate)
        for is_of in (is_of_report, _is_of_source, _is_of_announcement, _is_of_speaker, _is_of_comment)
    )


def is_of_report(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that of the report: "said on Monday that …", but not "said on Monday at a meeting with"."""
    match = candidate.match
    if match.last <= expression.first and reading.starting("m:says", expression.last):
        if reading.has_comma(match.last, expression.first):
            return True  # "before they meet, X on Monday said …", «о том, что Х приедет, 30 апреля сообщил Y»
    if reading.rules_at(match.first).case_endings and candidate.first <= expression.first < candidate.last:
        beside = BESIDE if candidate.anaphoric else 0  # "recalled October's talks"
        if match.first < expression.first or match.first - expression.last <= beside:
            return False
    if reading.rules_at(expression.first).marking == "after":
        said = reading.within("m:says", expression.last, max(candidate.first, expression.last))
        return candidate.status is not MeetingStatus.HELD and bool(said)
    if reading.rules_at(match.first).marking != "before" or candidate.status is not MeetingStatus.PLANNED:
        return _is_said_before(reading, expression, max(candidate.sentence.first, expression.first - _SAID), candidate)
    said = reading.within("m:says", match.last, expression.first)
    if any(reading.tokens[m.first - 1].text == "," for m in said):
        return True  # "X will meet Y, said a statement of the ministry here on Saturday"
    begin = max(candidate.sentence.first, expression.first - _HEARERS)
    said = reading.within("m:says", begin, expression.first)
    if any(_is_said_at_once(reading, m, expression) for m in said):
        return True  # "X's coming visit will be grand, Y told the state television on Sunday"
    return _is_said_before(reading, expression, begin, candidate)


def _is_of_source(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that of what is quoted on a plan: "According to a release of 30 August, the two will review
    trade". What took place was mostly on the day of the release."""
    match, sentence = candidate.match, candidate.sentence
    if candidate.status is not MeetingStatus.PLANNED:
        return False
    if expression.last > match.first or expression.last >= sentence.last or reading.tokens[expression.last].text != ",":
        return False
    sources = reading.within("m:as_said", sentence.first, expression.first)
    return bool(sources) and not reading.has_comma(sources[-1].last, expression.first)


def _is_said_before(reading: Reading, expression: DateExpression, begin: int, candidate: Candidate) -> bool:
    """Whether a verb of saying stands right before a date, behind token `begin`: not "…, X said. Last month Y visited
    Z", nor «сказал, что через две недели …», "said that on Friday X met Y", "said X on Friday met Y"."""
    said = [m for m in reading.within("m:says", begin, expression.first) if m.last > expression.first - 3]
    said = [m for m in said if not reading.within("m:clause_breaks", m.last, expression.first)]
    said = [m for m in said if not any(m.last <= p.party.first < expression.first for p in candidate.members)]
    return any(not reading.has_comma(m.last, expression.first) for m in said)


def _is_said_at_once(reading: Reading, said: Match, expression: DateExpression) -> bool:
    """Whether nothing but those who heard it stands between a verb of saying and a date."""
    words = (said.last, expression.first)
    if any(t.kind not in ("word", "number") for t in reading.tokens[said.last : expression.first]):
        return False
    return not any(reading.within(kind, *words) for kind in ("m:trigger", "m:cue", "m:clause_breaks", "m:future"))


def _is_of_announcement(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that on which somebody told of a contact: «в мае Х подтвердил визит Y», «во вторник о визите Х
    сообщил Y»; not «во вторник Х заявил на встрече с Y», «во вторник, сообщил Х, Y прибудет»."""
    match = candidate.match
    if not reading.rules_at(match.first).case_endings or expression.last > match.first:
        return False
    if candidate.status is MeetingStatus.HELD and _was_there(reading, candidate):
        return False
    verb = _verb_between(reading, expression.last, match.first)
    if verb is None and is_told_behind(reading, match, "m:about"):
        behind = reading.within("m:says", match.last, min(match.last + _OF_WHOM, candidate.sentence.last))
        verb = match.first if behind and not reading.has_comma(match.last, behind[0].first) else None
    return verb is not None and not reading.has_comma(expression.last, verb)


def _was_there(reading: Reading, candidate: Candidate) -> bool:
    """Whether something was told at a contact or behind it: «заявил на встрече», «сообщил по итогам переговоров»."""
    if candidate.trigger.weak or candidate.trigger.part not in ("noun", "visit"):
        return True
    return is_setting(reading, candidate.match) or is_told_behind(reading, candidate.match, "m:behind")


def _verb_between(reading: Reading, begin: int, end: int) -> int | None:
    """Where somebody tells of what stands behind, if no other contact is told before."""
    said = next(iter(reading.within("m:says", begin, min(begin + _TOLD, end))), None)
    if said is None:
        return None
    others = reading.within("m:trigger", begin, said.last)
    return said.first if all(overlap(m, said) for m in others) else None


def _is_of_speaker(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether "today" is that of who is quoted: "X tweeted, 'Had good talks with Y today'"; "'Today we begin,' X told
    Y"."""
    if (expression.kind, expression.unit, expression.origin) != ("relative", "day", "anchor"):
        return False
    behind = reading.tokens[expression.last : candidate.match.first]
    if candidate.trigger.anchored and not candidate.quoted and any(t.text in END_QUOTES for t in behind):
        return True
    said = reading.within("m:says", candidate.sentence.first, expression.first)
    return any(t.text in _QUOTES for m in said for t in reading.tokens[m.last : expression.first])


def _is_of_comment(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is of what somebody else said of talks: "on Friday X praised the meeting between Y and Z"."""
    match = candidate.match
    rules = reading.rules_at(match.first)
    if rules.marking != "before" or rules.case_endings or candidate.trigger.part != "noun":
        return False
    words = (expression.last, match.first)
    said = [m for kind in ("m:speech", "m:past") for m in reading.within(kind, *words) if match.first - m.last <= _SAID]
    behind = all(m.party.first >= match.last for m in candidate.members)
    return bool(said) and behind and not reading.within("m:trigger", expression.last, match.first)
