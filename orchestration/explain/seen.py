"""What the extractor made of an article, told for people: candidates with their decisions, and why.

Reads an `Analysis`; decides nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from orchestration.extract.analysis import Analysis
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.model import Interval


@dataclasses.dataclass(frozen=True, slots=True)
class Sighting:
    """Words of contact, and what became of them.

    number: of the meeting that they tell of, counted from 1; is_candidate: they were read as a contact, ours or not.
    """

    char_start: int
    char_end: int
    words: str
    rule: str
    decision: str
    number: int | None = None
    is_candidate: bool = True


def sightings(text: str, seen: Analysis) -> list[Sighting]:
    """All words of contact of an article, in order of the text."""
    numbers = {id(told.candidate): n for n, o in enumerate(seen.occasions, start=1) for told in o.told}
    found = [_of_candidate(text, seen, c, numbers.get(id(c))) for c in seen.candidates]
    for passed in seen.passed:
        start, end, words = words_of(text, seen, passed.match.first, passed.match.last)
        language, rule = passed.match.value
        found.append(Sighting(start, end, words, f"{language} {rule}", f"none: {passed.reason}", is_candidate=False))
    return sorted(found, key=lambda s: (s.char_start, s.char_end))


def near(sightings: Sequence[Sighting], text: str, seen: Analysis, quote: str) -> list[Sighting] | None:
    """Those in the sentences that a quote touches; None where the quote does not stand in the text that was read."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    match = re.search(pattern, text)
    if match is None:
        return None
    spans = [(seen.tokens[s.first].start, seen.tokens[s.last - 1].end) for s in seen.sentences]
    touched = [(a, b) for a, b in spans if a < match.end() and match.start() < b]
    return [s for s in sightings if any(a <= s.char_start < b for a, b in touched)]


def words_of(text: str, seen: Analysis, first: int, last: int) -> tuple[int, int, str]:
    """Characters of the tokens [first, last), and what stands there."""
    start, end = seen.tokens[first].start, seen.tokens[last - 1].end
    return start, end, text[start:end]


def when(days: Interval) -> str:
    """A date with its precision and basis."""
    if days.start is None:
        return "unknown"
    told = str(days.start) if days.start == days.end else f"{days.start} to {days.end}"
    return f"{told}, {days.precision}, {days.basis}"


def where(occasion: Occasion) -> str:
    """A place with its basis."""
    if occasion.place is None:
        return "unknown"
    venue = f", {occasion.venue}" if occasion.venue else ""
    return f"{occasion.place.location_id}{venue}, {occasion.place_basis}"


def _of_candidate(text: str, seen: Analysis, candidate: Candidate, number: int | None) -> Sighting:
    match = candidate.match
    start, end, words = words_of(text, seen, match.first, match.last)
    if candidate.rejection is not None:
        decision = f"rejected: {candidate.rejection}" + (f" «{candidate.evidence}»" if candidate.evidence else "")
    elif number is None:
        decision = f"{candidate.status} {candidate.type}, but of no meeting: what it tells is told better elsewhere"
    else:
        occasion = seen.occasions[number - 1]
        decision = f"meeting {number}: {occasion.status} {occasion.type}, {when(occasion.interval)}; {where(occasion)}"
    return Sighting(start, end, words, f"{match.value[0]} {candidate.trigger.id}", decision, number)


def parties_of(text: str, seen: Analysis, occasion: Occasion) -> list[str]:
    """Who took part, each with the words and the basis: "narendra-modi (coreference «दोनों नेताओं»)"."""
    told = []
    for member in occasion.members:
        party = member.party
        who = (
            party.person.person_id
            if party.person
            else f"{party.country or '/'.join(party.countries)} {party.role_id or party.kind}"
        )
        *_, words = words_of(text, seen, party.first, party.last)
        told.append(f"{who} ({member.basis} «{words}»)")
    return told


def topics_of(text: str, seen: Analysis, number: int) -> list[str]:
    """Topics of a meeting, each with the words that speak for it."""
    terms: dict[str, list[str]] = {}
    for term in seen.topics[number - 1]:
        *_, words = words_of(text, seen, term.first, term.last)
        if words not in terms.setdefault(term.topic_id, []):
            terms[term.topic_id].append(words)
    return [f"{topic} «{'», «'.join(words)}»" for topic, words in sorted(terms.items())]
