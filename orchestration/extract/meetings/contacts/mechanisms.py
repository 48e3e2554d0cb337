"""The mechanism told before that a clause speaks of without its name: "it", "which", "the meeting".

Not here: forums that a clause names (`contacts`), and what was beside them (`at_forums`).
"""

from __future__ import annotations

from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_definite
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.reading import Reading

_LONG_NAME = 14  # tokens of the rest of a mechanism's name before a relative clause


def mechanism_before(clause: Clause) -> Forum | None:
    """The mechanism that is the subject of a relative clause, or "it": "the commission, which last met in May"."""
    reading, first = clause.reading, clause.first
    if reading.starting("m:relative_things", first):
        before = next(iter(clause.forums.before(first)), None)
        if before is None or before.first < clause.sentence.first or not _goes_on_to(reading, before, first):
            return None
    else:
        before = clause.discourse.forum if clause.within("m:mechanism_pronouns") else None
    return before if before is not None and before.kind == "mechanism" else None


def mechanism_that_sits(clause: Clause, match: Match) -> Forum | None:
    """The mechanism told in the sentence before whose session is told to be on a day: "…, to co-chair the commission.
    The meeting, led by X, was held on Tuesday"."""
    reading, before = clause.reading, next(iter(clause.forums.before(clause.first)), None)
    if before is None or before.kind != "mechanism" or before is not clause.discourse.forum:
        return None
    near = clause.sentence.number - reading.tokens[before.first].sentence == 1
    with_whom = any(g.marker in ("with", "between") for g in clause.own_groups)
    same = is_definite(reading, match) and not clause.within("m:previous")
    sits = near and same and clause.is_dated and not with_whom
    return before if sits and bool(reading.within("m:support", match.last, clause.last)) else None


def _goes_on_to(reading: Reading, forum: Forum, last: int) -> bool:
    """Whether nothing but the rest of its name stands behind a forum: "the commission on trade and culture, which"."""
    words = (forum.last, last)
    named = any(reading.within(kind, *words) for kind in ("m:trigger", "m:cue", "m:says", "m:clause_breaks"))
    return last - forum.last <= _LONG_NAME and not named
