"""Which dates before a contact are those on which somebody told of it: «в мае Х подтвердил визит Y».

By the order of words alone, where cases tell what is told of; dates behind a verb of speech are told in `dating`.
"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.meetings.around import is_told_behind, overlap
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.signs import is_setting

_TOLD = 12  # tokens from a date to the verb of who tells: «в понедельник пресс-секретарь президента Х подтвердил»
_OF_WHOM = 8  # tokens from what is told of to that verb, where it stands behind: «о визите премьера Х в Y сообщил»


def is_of_announcement(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
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
