"""Words of contact that only tell where or when another one of their clause was: "they talked over lunch", «после
заседания Х встретился с Y».

By the order of words alone; nouns at which something is said, "during the talks", are told in `in_passing`.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.parties.parties import SUBJECT

_OF_WHOM = 3  # tokens from a meal to whom it was with
_OWN_PARTY = 1  # tokens from talks to whose they are
_HEAD = 3  # tokens from the head of a clause to the talks that it begins with


def is_setting_of_talks(clause: Clause, match: Match, triggers: Sequence[Match]) -> bool:
    """Whether a dinner is only where they talked, where the verb comes last: "X and Y had talks at a lunch"; or when
    they did: "they talked for an hour after the official dinner"."""
    reading = clause.reading
    if reading.rules_at(match.first).marking == "before":
        of_whom = any(0 <= g.first - match.last <= _OF_WHOM and g.marker == "with" for g in clause.groups)
        told = any(m.last < match.first for m in triggers)
        return told and not of_whom and is_told_behind(reading, match, "m:behind", "m:elsewhen")
    if not reading.starting("m:topic_marks", match.last):
        return False
    nouns = [m for m in triggers if m.first > match.last]
    return any(reading.trigger_of(m).part == "noun" for m in nouns)


def only_tells_when(clause: Clause, match: Match, triggers: Sequence[Match]) -> bool:
    """Whether a clause begins with the talks told before, behind or ahead of which somebody met another: «После
    заседания Х встретился с Y», «накануне консультаций Х принял Y»."""
    reading = clause.reading
    if not clause.discourse.last or reading.rules_at(match.first).marking != "before":
        return False
    if match.first - clause.first > _HEAD or not is_told_behind(reading, match, "m:behind", "m:elsewhen"):
        return False
    if any(
        g.first - match.last <= _OWN_PARTY and g.marker not in SUBJECT for g in clause.groups if g.first >= match.last
    ):
        return False  # «после заседания с Х …»
    behind = (reading.trigger_of(m) for m in triggers if m.first >= match.last)
    return any(t.part == "verb" and not t.vague and not t.anchored for t in behind)
