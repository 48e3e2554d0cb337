"""What the two sides discussed: terms of the topic lexicon in the sentences that tell of a meeting, not in the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.lexicon import Lexicon, Match, longest
from orchestration.extract.meetings.discourse import Candidate, Sentence
from orchestration.extract.meetings.page import Occasion
from orchestration.extract.meetings.parties import Group, Party, Reading
from orchestration.extract.reference import rows
from orchestration.extract.spans import Spans

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
        ours = Spans(
            p for g in groups for p in g.parties if p.kind in ("person", "role") and p.country in reading.sides
        )
        forums = Spans(m for m in reading.by_kind.get("forum", ()) if m.last - m.first > 1)
        subjects = (_further_subjects(reading, m) for m in reading.by_kind.get("forum", ()))
        further = Spans(span for span in subjects if span is not None)
        scopes = _scopes(reading, sentences, Spans(groups), occasions)
        result = []
        for occasion, scope in zip(occasions, scopes, strict=True):
            found: dict[str, list[TopicTerm]] = {}
            triggers = {i for t in occasion.told for i in range(t.candidate.match.first, t.candidate.match.last)}
            told = (t.candidate.forum for t in occasion.told)
            named = triggers.union(*(range(forum.first, forum.last) for forum in told if forum is not None))
            for first, last in scope:
                if occasion.status is not MeetingStatus.HELD and not reading.within("m:discussion", first, last):
                    continue  # hopes are no agenda
                for match in _terms(reading, first, last):
                    topic, weight = match.value
                    if weight < THRESHOLD and ours.cover(match.first, match.last):
                        continue  # "the Security Council's secretary": a post is hardly a subject
                    if further.cover(match.first, match.last):
                        continue  # "the commission on trade, science and culture": its first subject only
                    if forums.cover(match.first, match.last):
                        continue  # "the BRICS summit": where they met
                    if not named.isdisjoint(range(match.first, match.last)):
                        continue  # the words that name the meeting itself or its forum
                    found.setdefault(topic, []).append(TopicTerm(topic, match.first, match.last, weight))
            kept = [t for terms in found.values() if _weight(terms) >= THRESHOLD for t in terms]
            if occasion.status is MeetingStatus.HELD:
                firm = any(t.topic_id == _PREPARATION and t.weight >= _DECISIVE for t in kept)
                if occasion.type is MeetingType.SUMMIT or not firm:
                    kept = [t for t in kept if t.topic_id != _PREPARATION]
            elif _is_leaders_visit(occasion, leaders):
                trigger = occasion.told[0].candidate.match
                if not any(t.topic_id == _PREPARATION for t in kept):
                    kept.append(TopicTerm(_PREPARATION, trigger.first, trigger.last, 1.0))
            result.append(kept)
        return result


def _terms(reading: Reading, first: int, last: int) -> list[Match]:
    return longest(reading.within("topic", first, last))


def _further_subjects(reading: Reading, forum: Match) -> Match | None:
    """Tokens of the spelled-out name of a mechanism behind its first subject."""
    scope = reading.starting("m:scope", forum.last)
    if not scope:
        return None
    first: int | None = None
    end = scope[0].last
    for match in longest(reading.within("topic", end, min(end + 20, len(reading.tokens)))):
        if match.first - end > 3:
            break
        end = max(end, match.last)
        first = first or end
    return Match(first, end, "further", None) if first is not None and end > first else None


def _weight(terms: Sequence[TopicTerm]) -> float:
    weights = sorted((t.weight for t in terms), reverse=True)
    return weights[0] + 0.25 * sum(weights[1:])


def _is_leaders_visit(occasion: Occasion, leaders: frozenset[str]) -> bool:
    if occasion.type not in (MeetingType.VISIT, MeetingType.SUMMIT):
        return False
    return any(
        m.party.role_id in leaders or (m.party.person is not None and m.party.person.person_id in leaders)
        for m in occasion.members
    )


def _share(reading: Reading, candidate: Candidate, rivals: Sequence[Candidate]) -> tuple[int, int]:
    """The part of a clause that is a passage's own where others tell of other occasions in it."""
    first, last, match = candidate.first, candidate.last, candidate.match
    others = [c.match for c in rivals if c.first == first and c.match[:2] != match[:2]]
    if reading.rules_at(match.first).marking == "after":
        first = max([first, *(m.last for m in others if m.last <= match.first)])
        behind = any(m.first >= match.last for m in others)
        return first, match.last if behind else last
    last = min([last, *(m.first for m in others if m.first >= match.last)])
    return (match.first if any(m.last <= match.first for m in others) else first), last


def _aside(occasions: Sequence[Occasion], index: int, current: int, sentence: Sentence) -> bool:
    """Whether a sentence only mentions an occasion long past, naming nobody: what follows is not about it."""
    mentioned, main = occasions[index], occasions[current]
    if mentioned.interval.end is None or main.interval.start is None or mentioned is main:
        return False
    told = [t.candidate for t in mentioned.told if t.candidate.sentence is sentence]
    nobody = not any(m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE) for c in told for m in c.members)
    return nobody and (main.interval.start - mentioned.interval.end).days > 7


def _scopes(
    reading: Reading, sentences: Sequence[Sentence], groups: Spans[Group], occasions: Sequence[Occasion]
) -> list[list[tuple[int, int]]]:
    """Token spans that speak of each occasion: its own passages, and what follows as long as it goes on about it."""
    spans: list[list[tuple[int, int]]] = [[] for _ in occasions]
    by_sentence: dict[int, list[tuple[int, Candidate]]] = {}
    for index, occasion in enumerate(occasions):
        for told in occasion.told:
            by_sentence.setdefault(told.candidate.sentence.number, []).append((index, told.candidate))
    own = {
        number: [
            (*_share(reading, candidate, [c for other, c in passages if other != index]), index)
            for index, candidate in passages
        ]
        for number, passages in by_sentence.items()
    }
    current: int | None = None
    since = 99
    speaker: tuple[int, Party] | None = None
    for sentence in sentences:
        here = own.get(sentence.number)
        said_by = _speaker(reading, sentence, groups)
        if said_by is not None:
            speaker = sentence.paragraph, said_by
        if here:
            distinct = {index for _, _, index in here}
            guessed = bool(reading.within("m:speculation", sentence.first, sentence.last))
            for first, last, index in here:
                if guessed:
                    continue  # what may have been discussed was not told
                if len(distinct) == 1 and occasions[index].status is MeetingStatus.HELD:
                    spans[index].append((sentence.first, sentence.last))
                else:
                    spans[index].append((first, last))
            fresh = [
                index
                for _, _, index in here
                if current is None
                or not (_aside(occasions, index, current, sentence) or _only_mentioned(occasions[index]))
            ]
            current, since = (fresh[-1] if fresh else current), 0
            continue
        since += 1
        if current is not None and speaker is not None and speaker[0] == sentence.paragraph:
            if any(_is_person(m.party, speaker[1]) for m in occasions[current].members):
                spans[current].append((sentence.first, sentence.last))  # a transcript of the talks
            continue
        if current is None or since > _REACH or sentence.title:
            continue
        if reading.within("m:speculation", sentence.first, sentence.last):
            continue
        inside = groups.within(sentence.first, sentence.last)
        members = {m.party.person.person_id for m in occasions[current].members if m.party.person is not None}
        named = {p.person.person_id for g in inside for p in g.parties if p.person is not None}
        if named and members and not named & members:
            continue  # others speak
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
        goes_on = (
            since <= _REACH // 2
            and occasions[current].told[-1].candidate.sentence.paragraph == sentence.paragraph
            and not any(p.kind == "role" for g in inside for p in g.parties)
        )
        about = goes_on or any(
            reading.within(kind, sentence.first, sentence.last) for kind in ("m:anaphora", "m:agenda")
        )
        if speaks or discusses or about:
            spans[current].append((sentence.first, sentence.last))
    return [sorted(set(s)) for s in spans]


def _speaker(reading: Reading, sentence: Sentence, groups: Spans[Group]) -> Party | None:
    """Who speaks in a paragraph of a transcript: "V. Putin: …", «А.Довал (как переведено): …»."""
    group = next(iter(groups.within(sentence.first, sentence.first + 1)), None)
    if group is None or group.parties[0].person is None or group.last >= sentence.last:
        return None
    i = group.last
    if reading.tokens[i].text == "(":
        i = next((j + 1 for j in range(i, min(i + 8, sentence.last - 1)) if reading.tokens[j].text == ")"), i)
    return group.parties[0] if reading.tokens[i].text == ":" else None


def _only_mentioned(occasion: Occasion) -> bool:
    """Whether it is a plan named on the way, without anybody: "before the annual summit, both sides stressed …" """
    return occasion.status is MeetingStatus.PLANNED and not any(m.party.person is not None for m in occasion.members)


def _is_person(a: Party, b: Party) -> bool:
    return a.person is not None and b.person is not None and a.person.person_id == b.person.person_id
