"""Contacts told in passing, as when or where something else was said or done, and whose the words of a plan are then.

Not here: which words of a clause are those of a contact otherwise (`signs`).
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_told_behind, overlap
from orchestration.extract.meetings.reading import Reading

_OF_SETTING = 6  # tokens from "during" to the contact that it is of


def is_of_thing_done(reading: Reading, cue: Match, match: Match, first: int) -> bool:
    """Whether words of a plan are of what was dealt with at a contact: "the invitation was extended at a meeting"; not
    "X, who was in Delhi, plans to raise it at a meeting"."""
    if reading.within("m:future", first, match.first) or cue.first >= match.first:
        return False
    past = reading.within("m:past", first, match.first)
    verbal = any(m.value[1] == "to" for m in reading.ending("m:marker", cue.last))
    return any(m.first >= cue.last or not verbal for m in past if not overlap(m, cue))


def is_behind_past(reading: Reading, cue: Match, match: Match) -> bool:
    """Whether words of a plan are of what was done at a contact told first: "during Monday's call X and Y wished each
    other well in the upcoming elections"; not "at Friday's talks X, who came in May, will …"."""
    if cue.first < match.last or any(overlap(m, cue) for m in reading.within("m:future", cue.first - 1, cue.last + 1)):
        return False
    past = reading.within("m:past", match.last, cue.last)
    return bool(past) and not reading.within("m:relatives", match.last, past[0].first)


def is_setting(reading: Reading, match: Match) -> bool:
    """Whether something is told at a contact: "conveys inability to attend the summit in a phone call", "might have
    said so during Friday's meeting"."""
    if is_told_behind(reading, match, "m:settings"):
        return True
    first = max(0, match.first - _OF_SETTING)
    heads = [m for m in reading.within("m:settings", first, match.first) if _is_owned(reading, m.last)]
    return bool(heads) and all(t.text != "," for t in reading.tokens[heads[-1].last : match.first])


def is_in_participle(reading: Reading, match: Match) -> bool:
    """Whether a participle behind a comma tells what was done at a contact: "the format, agreed at a meeting of X and
    Y, will be launched in May", so that the plan is of what the clause around is about."""
    settings = reading.within("m:settings", max(0, match.first - _OF_SETTING), match.first)
    verbs = ((reading.tokens[m.first - 2], reading.tokens[m.first - 1]) for m in settings if m.first > 1)
    endings = reading.rules_at(match.first).past_endings
    return bool(endings) and any(
        comma.text == "," and verb.key.endswith(endings) and not verb.text[0].isupper() for comma, verb in verbs
    )


def _is_owned(reading: Reading, i: int) -> bool:
    """Whether a contact at token i begins with whose or which it is: "their …", "Friday's …"."""
    dates = reading.starting("date", i)
    dated = bool(dates) and reading.tokens[dates[0].last].kind == "possessive"
    return dated or bool(reading.starting("m:their", i))
