"""Whether words for calling off or giving up are of a contact, or of another one told behind it.

Not here: which words of a clause are weighed at all (`signs`), and what follows from them (`status`).
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_definite, overlap
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.reading import Reading

_GIVEN_UP = 6  # tokens from "from" to what is given up: «от запланированной на 9 мая поездки»
_BREAK = 3  # tokens of the words that begin a clause


def is_given_up(candidate: Candidate, clause: Clause, cue: Match) -> bool:
    """Whether a refusal is of a contact that was arranged, with "from" before it: «отказался от намеченного на май
    визита», «от поездки в Дели Х отказался», not «отказался комментировать визит»."""
    reading, first = clause.reading, candidate.match.first
    if candidate.trigger.part not in ("noun", "visit") or not reading.starting("m:refusals", cue.first):
        return False
    words = reading.within("m:given_up", max(clause.first, first - _GIVEN_UP), first)
    return bool(words) and not reading.within("m:trigger", words[-1].last, first)


def is_of_another(candidate: Candidate, reading: Reading, cue: Match) -> bool:
    """Whether words behind a clause are of another contact: "meets X before the next summit, which was put off"."""
    nouns = reading.within("m:trigger", candidate.match.last, cue.first)
    nouns = [m for m in nouns if reading.trigger_of(m).part in ("noun", "visit") and not overlap(m, cue)]
    return bool(nouns) and not (is_definite(reading, nouns[-1]) or _is_the_trip(candidate, reading, nouns[-1]))


def _is_the_trip(candidate: Candidate, reading: Reading, noun: Match) -> bool:
    """Whether a noun with nothing before it in its clause is the trip told there: «Х приедет в мае, но визит отменили»,
    where there is no article."""
    begins = any(m.last == noun.first for m in reading.within("m:clause_breaks", noun.first - _BREAK, noun.first))
    trips = candidate.trigger.part == "visit" and reading.is_trip(noun)
    return trips and begins and bool(reading.rules_at(noun.first).case_endings)
