"""What the extractor made of an article, told for people: candidates with their decisions, and why.

Reads an `Analysis`; decides nothing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from orchestration.extract.kernel import Analysis
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.page import Occasion


@dataclasses.dataclass(frozen=True, slots=True)
class Sighting:
    """Words of contact, and what became of them. number: of the meeting that they tell of, counted from 1."""

    char_start: int
    char_end: int
    words: str
    rule: str
    decision: str
    number: int | None = None


def sightings(text: str, seen: Analysis) -> list[Sighting]:
    """All words of contact of an article, in order of the text."""
    numbers = {id(told.candidate): n for n, o in enumerate(seen.occasions, start=1) for told in o.told}
    found = [_of_candidate(text, seen, c, numbers.get(id(c))) for c in seen.candidates]
    taken = {(s.char_start, s.char_end) for s in found}
    for match in seen.reading.by_kind.get("m:trigger", ()):
        start, end = seen.tokens[match.first].start, seen.tokens[match.last - 1].end
        if not any(a <= start and end <= b for a, b in taken):
            language, rule = match.value
            found.append(Sighting(start, end, text[start:end], f"{language} {rule}", "not taken for a contact"))
            taken.add((start, end))
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


def when_and_where(occasion: Occasion) -> str:
    """Date and place of a meeting, each with what it rests on."""
    days, place = occasion.interval, occasion.place
    when = "date unknown"
    if days.start is not None:
        when = str(days.start) if days.start == days.end else f"{days.start} to {days.end}"
        when += f" ({days.basis}{f' «{occasion.phrase}»' if occasion.phrase else ''})"
    where = f"{place.location_id} ({occasion.place_basis})" if place is not None else "place unknown"
    return f"{when}, {where}"


def _of_candidate(text: str, seen: Analysis, candidate: Candidate, number: int | None) -> Sighting:
    match = candidate.match
    start, end = seen.tokens[match.first].start, seen.tokens[match.last - 1].end
    if candidate.rejection is not None:
        decision = f"rejected: {candidate.rejection}" + (f" «{candidate.evidence}»" if candidate.evidence else "")
    elif number is None:
        decision = f"{candidate.status} {candidate.type}, but of no meeting: what it tells is told better elsewhere"
    else:
        occasion = seen.occasions[number - 1]
        decision = f"meeting {number}: {occasion.status} {occasion.type}, {when_and_where(occasion)}"
    language = match.value[0]
    return Sighting(start, end, text[start:end], f"{language} {candidate.trigger.id}", decision, number)


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
        words = text[seen.tokens[party.first].start : seen.tokens[party.last - 1].end]
        told.append(f"{who} ({member.basis} «{words}»)")
    return told


def topics_of(text: str, seen: Analysis, number: int) -> list[str]:
    """Topics of a meeting, each with the words that speak for it."""
    terms: dict[str, list[str]] = {}
    for term in seen.topics[number - 1]:
        words = text[seen.tokens[term.first].start : seen.tokens[term.last - 1].end]
        if words not in terms.setdefault(term.topic_id, []):
            terms[term.topic_id].append(words)
    return [f"{topic} «{'», «'.join(words)}»" for topic, words in sorted(terms.items())]
