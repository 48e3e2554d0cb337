"""Which word denies what a sentence tells of a contact: "denied that X had met Y", "reports of their talks are untrue".

Not here: negated verbs (`signs`), and words that take back what was told last (`candidates`).
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate

_REPORTS = 2  # words at the head of a sentence before "reports of", "reports that"


def denial_before(clause: Clause) -> Match | None:
    """The word by which is denied what a clause of its own tells: "denied reports that X had met Y"."""
    reading = clause.reading
    if not reading.starting("m:contents", clause.first):
        return None
    denied = reading.has("m:cue", "denied", clause.sentence.first, clause.first)
    return denied if denied and not reading.within("m:says", denied.last, clause.first) else None


def denial_of(cancelled: Match | None, clause: Clause) -> Match | None:
    """The word by which is denied that something was called off: "the Kremlin denies X cancelled his visit"."""
    return clause.reading.has("m:cue", "denied", clause.first, cancelled.first) if cancelled is not None else None


def denial_behind(candidate: Candidate, clause: Clause) -> Match | None:
    """The word by which is denied, behind a contact, what its sentence begins with reports of: "reports of a meeting
    of X with Y are untrue", «сообщения о том, что Х встретился с Y, не подтвердились»."""
    reading, match, sentence = clause.reading, candidate.match, candidate.sentence
    heads = reading.within("m:reports", sentence.first, match.first)
    heads = [m for m in heads if m.last == clause.first or m.first <= sentence.first + _REPORTS]
    between = (heads[0].last, match.first) if heads else (0, 0)
    if not heads or reading.within("m:says", *between) or reading.within("m:trigger", *between):
        return None
    return reading.has("m:cue", "denied", match.last, sentence.last)
