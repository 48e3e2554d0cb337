"""Which word denies or leaves open what a sentence tells of a contact: "denied that X had met Y", "reports of their
talks are untrue", "Will X meet Y?", "अगर X आते हैं तो Y से मिलेंगे".

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


def not_confirmed(candidate: Candidate, clause: Clause) -> Match | None:
    """The word by which talks are not confirmed, right behind them: "X और Y की बैठक की पुष्टि नहीं की है"."""
    reading, match = clause.reading, candidate.match
    owned = [m for m in reading.starting("m:marker", match.last) if m.value[1] == "genitive"]
    denied = [m for own in owned for m in reading.starting("m:cue", own.last) if m.value[1] == "denied"]
    return denied[0] if denied and candidate.trigger.part == "noun" else None


def left_open(clause: Clause) -> Match | None:
    """The word that makes a clause a question of yes or no, or the main one behind a condition that tells of somebody:
    "Will X meet Y?", "अगर X आते हैं तो Y से मिलेंगे"; not "if all goes well, X will come", nor "क्या होगा एजेंडा?"."""
    reading, sentence = clause.reading, clause.sentence
    asks = reading.tokens[sentence.last - 1].text == "?"
    for word in reading.starting("m:polar", sentence.first) if asks else []:
        names = any(g.first == word.last for g in clause.discourse.here)
        if names or any(reading.starting(kind, word.last) for kind in ("date", "city", "country", "m:polar_next")):
            return word
    main = reading.starting("m:correlatives", clause.first) or reading.ending("m:correlatives", clause.first)
    for word in reading.within("m:conditions", sentence.first, clause.first) if main else []:
        if any(word.last <= g.first < main[0].first for g in clause.discourse.here):
            return word
    return None
