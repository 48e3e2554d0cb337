"""What the two sides discussed: terms of the topic lexicon in the sentences that tell of a meeting, not in the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from orchestration.contracts.codes import MeetingStatus, MeetingType
from orchestration.extract.candidates import Sentence
from orchestration.extract.lexicon import Lexicon, Match, longest
from orchestration.extract.occasions import Occasion
from orchestration.extract.parties import Group, Reading
from orchestration.extract.reference import rows

#: What a topic's terms together must weigh to count.
THRESHOLD = 0.6
_REACH = 4  # sentences after the last passage of a meeting that may still tell of it
_PREPARATION = "annual_summit"
_DECISIVE = 0.8  # weight of a term that names a topic outright


@dataclasses.dataclass(frozen=True, slots=True)
class TopicTerm:
    topic_id: str
    first: int
    last: int
    weight: float


class TopicFinder:
    """Terms from seeds/reference/topic_terms.csv."""

    def __init__(self, reference_dir: Path) -> None:
        self.topic_ids = frozenset(
            row["topic_id"] or "" for row in rows(reference_dir, "topics", ("topic_id", "parent_topic_id"))
        )
        self._terms = rows(reference_dir, "topic_terms", ("topic_id", "language", "term", "weight"))

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers kind `topic`; values are (topic_id, weight)."""
        for row in self._terms:
            if row["term"] and row["topic_id"]:
                lexicon.add(row["term"], "topic", (row["topic_id"], float(row["weight"] or 0.5)))

    def find(
        self,
        reading: Reading,
        sentences: Sequence[Sentence],
        groups: Sequence[Group],
        occasions: Sequence[Occasion],
        leaders: frozenset[str],
    ) -> list[list[TopicTerm]]:
        """Topic terms of each occasion, in its order, only of topics that weigh enough."""
        scopes = _scopes(reading, sentences, groups, occasions)
        result = []
        for occasion, scope in zip(occasions, scopes, strict=True):
            found: dict[str, list[TopicTerm]] = {}
            named = [(t.candidate.match.first, t.candidate.match.last) for t in occasion.told]
            named += [(t.candidate.forum.first, t.candidate.forum.last) for t in occasion.told if t.candidate.forum]
            for first, last in scope:
                if occasion.status is not MeetingStatus.HELD and not reading.within("m:discussion", first, last):
                    continue  # hopes are no agenda
                for match in _terms(reading, first, last):
                    topic, weight = match.value
                    if any(match.first < last_ and first_ < match.last for first_, last_ in named):
                        continue  # the words that name the meeting itself or its forum
                    found.setdefault(topic, []).append(TopicTerm(topic, match.first, match.last, weight))
            kept = [t for terms in found.values() if _weight(terms) >= THRESHOLD for t in terms]
            if occasion.status is MeetingStatus.HELD:
                firm = any(t.topic_id == _PREPARATION and t.weight >= _DECISIVE for t in kept)
                if occasion.type is MeetingType.SUMMIT or not firm:
                    kept = [t for t in kept if t.topic_id != _PREPARATION]
            elif occasion.status is not MeetingStatus.HELD and _is_leaders_visit(occasion, leaders):
                first = occasion.told[0].candidate.match
                if not any(t.topic_id == _PREPARATION for t in kept):
                    kept.append(TopicTerm(_PREPARATION, first.first, first.last, 1.0))
            result.append(kept)
        return result


def _terms(reading: Reading, first: int, last: int) -> list[Match]:
    return longest(reading.within("topic", first, last))


def _weight(terms: Sequence[TopicTerm]) -> float:
    weights = sorted((t.weight for t in terms), reverse=True)
    return weights[0] + 0.5 * sum(weights[1:])


def _is_leaders_visit(occasion: Occasion, leaders: frozenset[str]) -> bool:
    if occasion.type not in (MeetingType.VISIT, MeetingType.SUMMIT):
        return False
    return any(
        m.party.role_id in leaders or (m.party.person is not None and m.party.person.person_id in leaders)
        for m in occasion.members
    )


def _scopes(
    reading: Reading, sentences: Sequence[Sentence], groups: Sequence[Group], occasions: Sequence[Occasion]
) -> list[list[tuple[int, int]]]:
    """Token spans that speak of each occasion: its own passages, and what follows as long as it goes on about it."""
    spans: list[list[tuple[int, int]]] = [[] for _ in occasions]
    own: dict[int, list[tuple[int, int, int]]] = {}
    for index, occasion in enumerate(occasions):
        for told in occasion.told:
            candidate = told.candidate
            own.setdefault(candidate.sentence.number, []).append((candidate.first, candidate.last, index))
    current: int | None = None
    since = 99
    for sentence in sentences:
        here = own.get(sentence.number)
        if here:
            distinct = {index for _, _, index in here}
            for first, last, index in here:
                if len(distinct) == 1:
                    spans[index].append((sentence.first, sentence.last))
                else:
                    spans[index].append((first, last))
            current, since = here[-1][2], 0
            continue
        since += 1
        if current is None or since > _REACH or sentence.title:
            continue
        if reading.within("m:speculation", sentence.first, sentence.last):
            continue
        inside = [g for g in groups if sentence.first <= g.first < sentence.last]
        members = {m.party.person.person_id for m in occasions[current].members if m.party.person is not None}
        speaks = bool(reading.within("m:speech", sentence.first, sentence.last)) and any(
            (p.person is not None and p.person.person_id in members) or p.kind in ("group", "pronoun", "role")
            for g in inside
            for p in g.parties
        )
        discusses = bool(reading.within("m:discussion", sentence.first, sentence.last)) and (
            any(p.kind in ("group", "pronoun", "delegation", "pair") for g in inside for p in g.parties)
            or bool(reading.within("m:anaphora", sentence.first, sentence.last))
            or any(p.person is not None and p.person.person_id in members for g in inside for p in g.parties)
        )
        about = bool(reading.within("m:anaphora", sentence.first, sentence.last))
        if speaks or discusses or about:
            spans[current].append((sentence.first, sentence.last))
    return [sorted(set(s)) for s in spans]
