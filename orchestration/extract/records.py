"""What was seen in an article as rows of the mention tables: one function per table.

Ids, offsets and quotes are made here. Not here: what is found and decided, which an `Analysis` holds already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.contracts.tables import (
    Article,
    ForumMention,
    MeetingMention,
    MeetingParticipant,
    MeetingTopic,
    PersonMention,
    PlaceMention,
    RawRecord,
    RejectedMention,
    ReportedMeeting,
)
from orchestration.extract.analysis import Analysis
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.topics.finder import TopicTerm

_QUOTE_LENGTH = 320  # characters up to which a whole sentence is quoted


def records_of(article: Article, seen: Analysis, version: str) -> Iterator[RawRecord]:
    """All rows of one article, table by table, those of each meeting together. version: of the extractor."""
    rows = _Rows(article, seen, version)
    yield from rows.persons()
    yield from rows.places()
    yield from rows.forums()
    yield from rows.rejected()
    used: set[str] = set()
    for number, (occasion, topics) in enumerate(zip(seen.occasions, seen.topics, strict=True)):
        meeting = rows.id_of(occasion)
        if meeting in used:
            meeting = _id(meeting, number)
        used.add(meeting)
        yield rows.meeting(meeting, occasion)
        yield from rows.mentions(meeting, occasion)
        yield from rows.participants(meeting, occasion)
        yield from rows.topics(meeting, topics)


class _Rows:
    """Makes the rows of one article."""

    def __init__(self, article: Article, seen: Analysis, version: str) -> None:
        self.document, self.text, self.seen, self.version = article.document_id, article.text, seen, version

    def _chars(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens [first, last)."""
        return self.seen.tokens[first].start, self.seen.tokens[last - 1].end

    def persons(self) -> Iterator[PersonMention]:
        for person in self.seen.persons:
            start, end = self._chars(person.first, person.last)
            yield PersonMention(
                _id(self.document, "person", start, end), self.document, person.person_id, person.full_name,
                person.full_name_hi, person.full_name_ru, person.country_code, person.is_curated, person.resolution,
                person.role_id, person.title, self.text[start:end], start, end, self.version,
            )  # fmt: skip

    def places(self) -> Iterator[PlaceMention]:
        for place in self.seen.places:
            start, end = self._chars(place.first, place.last)
            yield PlaceMention(
                _id(self.document, "place", start, end), self.document, place.location_id, place.venue,
                self.text[start:end], start, end, self.version,
            )  # fmt: skip

    def forums(self) -> Iterator[ForumMention]:
        for forum in self.seen.forums:
            start, end = self._chars(forum.first, forum.last)
            yield ForumMention(
                _id(self.document, "forum", start, end), self.document, forum.forum_id, self.text[start:end], start,
                end, self.version,
            )  # fmt: skip

    def rejected(self) -> Iterator[RejectedMention]:
        refused: set[str] = set()
        for candidate in self.seen.candidates:
            if candidate.rejection is None:
                continue
            start, end = self._chars(candidate.match.first, candidate.match.last)
            mention = _id(self.document, "rejected", candidate.trigger.id, start, end)
            if mention in refused:  # one trigger whose words match in two readings
                continue
            refused.add(mention)
            quote_start, quote_end = self._quote(candidate)
            yield RejectedMention(
                mention, self.document, candidate.rejection, self.text[quote_start:quote_end], quote_start, quote_end,
                self.text[start:end], candidate.evidence, self.version,
            )  # fmt: skip

    def id_of(self, occasion: Occasion) -> str:
        """The id of a meeting, by its first word of contact, what it is and who took part."""
        first = self.seen.tokens[min(t.candidate.match.first for t in occasion.told)].start
        who = sorted(m.party.person.person_id for m in occasion.members if m.party.person is not None)
        return _id(self.document, "meeting", first, occasion.status.value, occasion.type.value, *who)

    def meeting(self, meeting: str, occasion: Occasion) -> ReportedMeeting:
        interval, place = occasion.interval, occasion.place
        return ReportedMeeting(
            meeting, self.document, occasion.type, occasion.status, interval.start, interval.end, interval.precision,
            interval.basis, occasion.phrase, place.location_id if place else None, occasion.place_basis,
            occasion.venue, occasion.edition.edition_id if occasion.edition else occasion.forum_id, occasion.minutes,
            occasion.confidence, self.version,
        )  # fmt: skip

    def mentions(self, meeting: str, occasion: Occasion) -> Iterator[MeetingMention]:
        """The passages, in order of the text; each is quoted once."""
        quoted: set[tuple[int, int]] = set()
        for told in sorted(occasion.told, key=lambda t: t.candidate.match.first):
            candidate = told.candidate
            quote = start, end = self._quote(candidate)
            if quote in quoted:
                continue
            quoted.add(quote)
            word_start, word_end = self._chars(candidate.match.first, candidate.match.last)
            yield MeetingMention(
                _id(meeting, "mention", start, end), meeting, self.document, occasion.status, self.text[start:end],
                start, end, self.text[word_start:word_end], candidate.trigger.id, occasion.confidence, self.version,
                self._is_postponed(occasion, candidate),
            )  # fmt: skip

    def _is_postponed(self, occasion: Occasion, candidate: Candidate) -> bool:
        """Whether what is off is so because it was put off, by the words of a passage."""
        sentence = candidate.sentence
        off = occasion.status is MeetingStatus.CANCELLED
        return off and bool(self.seen.reading.within("m:postponed", sentence.first, sentence.last))

    def participants(self, meeting: str, occasion: Occasion) -> Iterator[MeetingParticipant]:
        """Who took part, in the order told; a pair of countries is two."""
        present = [(m, c) for m in occasion.members for c in (m.party.country, *m.party.countries) if c is not None]
        for order, (member, country) in enumerate(present, start=1):
            party = member.party
            start, end = self._chars(party.first, party.last)
            title = party.person.title if party.person and party.kind == "person" else self.text[start:end]
            yield MeetingParticipant(
                meeting, order, self.document, party.person.person_id if party.person else None, country,
                party.role_id, title, member.basis, start, end, self.version,
            )  # fmt: skip

    def topics(self, meeting: str, topics: Sequence[TopicTerm]) -> Iterator[MeetingTopic]:
        """The words that tell of each topic; of those that begin together, the longest."""
        told: set[tuple[str, int]] = set()
        for term in sorted(topics, key=lambda t: (t.first, -t.last)):
            start, end = self._chars(term.first, term.last)
            if (term.topic_id, start) not in told:
                told.add((term.topic_id, start))
                yield MeetingTopic(
                    meeting, term.topic_id, start, end, self.document, self.text[start:end], term.weight, self.version
                )

    def _quote(self, candidate: Candidate) -> tuple[int, int]:
        """Characters of a passage: the sentence where it is short, else the clause."""
        tokens, sentence = self.seen.tokens, candidate.sentence
        first, last = sentence.first, sentence.last
        if tokens[last - 1].end - tokens[first].start > _QUOTE_LENGTH:
            first, last = candidate.first, candidate.last
        while last - 1 > first and tokens[last - 1].kind in ("newline", "punct"):
            last -= 1
        while first < last - 1 and tokens[first].kind in ("newline", "punct"):
            first += 1
        return self._chars(first, last)


def _id(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]
