"""Brings the passages of one article together into occasions, and says when, where, how long and how surely.

A passage keeps what its own words tell; an occasion takes the firmest of what its passages tell, then what the trip,
the forum or the article around it tells, and says so in its bases.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import operator
from collections.abc import Mapping, Sequence
from typing import TypeVar

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    DateBasis,
    DatePrecision,
    LocationBasis,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.dates import DateExpression, DateFinder, Duration, Tense
from orchestration.extract.discourse import Candidate, Member, Sentence
from orchestration.extract.forums import Edition, ForumFinder
from orchestration.extract.lexicon import Match
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.parties import Party, Reading
from orchestration.extract.places import Gazetteer, Place, location_id

UNKNOWN = Interval(None, None, DatePrecision.UNKNOWN, DateBasis.NONE)
Span = TypeVar("Span", DateExpression, Place, Duration)
_FINENESS = {p: i for i, p in enumerate(DatePrecision)}  # day first, unknown last
_TRIP_REACH = 8  # sentences over which a trip told places what follows
_NEAR = 7  # sentences over which a meeting shares the day of another one of the same person
_LEAD = 4  # sentences that belong together
_NEARLY_A_YEAR = 300  # days
_WINDOW = 12  # passages and occasions that a further one is held against
_REACH = 8  # tokens behind a contact told before, in which a date is still its own
_BESIDE = 3  # tokens between a verb and the place that it is told with
_NEWS = 7  # sentences that report the day's news


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What was found in one article, beside its candidates."""

    reading: Reading
    sentences: Sequence[Sentence]
    expressions: Sequence[DateExpression]
    durations: Sequence[Duration]
    places: Sequence[Place]
    anchor: Anchor
    dateline: Place | None

    def paragraph(self, sentence: Sentence) -> int:
        """First token of the sentence's paragraph, or of its last dozen sentences."""
        begin = max(0, sentence.number - _WINDOW)
        return next(s.first for s in self.sentences[begin:] if s.paragraph == sentence.paragraph)

    def heading(self, sentence: Sentence) -> DateExpression | None:
        """The date that stands alone in a paragraph above, if the last dozen sentences have one: a chronicle's year."""
        for above in reversed(self.sentences[max(0, sentence.number - _WINDOW) : sentence.number]):
            dates = self.dates_in(above.first, above.last)
            words = [i for i in range(above.first, above.last) if self.reading.tokens[i].kind in ("word", "number")]
            if dates and not above.title and all(dates[0].first <= i < dates[0].last for i in words):
                return dates[0] if above.paragraph != sentence.paragraph else None
        return None

    def dates_in(self, first: int, last: int) -> list[DateExpression]:
        return _within(self.expressions, first, last)

    def places_in(self, first: int, last: int) -> list[Place]:
        return _within(self.places, first, last)

    def durations_in(self, first: int, last: int) -> list[Duration]:
        return _within(self.durations, first, last)


@dataclasses.dataclass(slots=True)
class Told:
    """What one passage tells by its own words."""

    candidate: Candidate
    interval: Interval
    phrase: str | None
    place: Place | None
    place_basis: LocationBasis
    minutes: int | None
    here: bool = False
    around: Place | None = None  # the place that the paragraph is set in
    before: Interval | None = None  # the day that the paragraph has told before


@dataclasses.dataclass(slots=True)
class Occasion:
    """One meeting as the article reports it."""

    told: list[Told]
    members: list[Member]
    type: MeetingType
    status: MeetingStatus
    interval: Interval = UNKNOWN
    phrase: str | None = None
    place: Place | None = None
    place_basis: LocationBasis = LocationBasis.NONE
    venue: str | None = None
    minutes: int | None = None
    edition: Edition | None = None
    forum_id: str | None = None
    confidence: float = 0.5

    @property
    def evidence(self) -> list[Told]:
        """The passages that a further one is held against: bounded, so that cost grows with the text alone."""
        return self.told if len(self.told) <= _WINDOW else [self.told[0], *self.told[1 - _WINDOW :]]

    @property
    def first(self) -> int:
        return min(t.candidate.match.first for t in self.told)

    def person_ids(self, side: str) -> set[str]:
        return _persons(self.members, side)


class OccasionBuilder:
    """Knows the two sides, the calendar of forums and the gazetteer; keeps nothing between articles."""

    def __init__(self, sides: tuple[str, str], dates: DateFinder, forums: ForumFinder, gazetteer: Gazetteer) -> None:
        self._sides, self._dates, self._forums, self._gazetteer = sides, dates, forums, gazetteer

    def build(self, page: Page, candidates: Sequence[Candidate]) -> list[Occasion]:
        """All occasions of an article, in order of their first passage; only candidates without a rejection count."""
        told: list[Told] = []
        context: Interval | None = None
        known: dict[int, Interval] = {}  # by first token of the expression: two passages may share one
        siblings: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            siblings.setdefault(candidate.sentence.number, []).append(candidate)
        for candidate in candidates:
            if candidate.rejection is not None:
                continue
            if page.anchor.day is None and candidate.forum is not None and candidate.forum.number is not None:
                told_edition = self._forums.edition(candidate.forum, None, page.anchor, None)
                if told_edition is not None:  # "after the 19th summit" tells the year of the days around it
                    span = (told_edition.start, told_edition.end)
                    context = Interval(*span, DatePrecision.RANGE, DateBasis.FORUM)
            passages = self._tell(page, candidate, siblings[candidate.sentence.number], context, known)
            told += passages
            if passages[-1].interval.start is not None and candidate.status is MeetingStatus.HELD:
                context = passages[-1].interval
        body = [t for t in told if not t.candidate.sentence.title]
        headline = [t for t in told if t.candidate.sentence.title]
        occasions: list[Occasion] = []
        visits = [t for t in body + headline if t.candidate.type is MeetingType.VISIT]
        for passage in body + headline:
            if passage.candidate.type is not MeetingType.VISIT:
                self._place_in(occasions, passage, page.anchor)
        for passage in visits:
            is_known = any(_has(o.members, passage.candidate.members[0].party) for o in occasions)
            if not (
                passage.candidate.sentence.title and is_known
            ):  # a headline's trip is the one that the body tells of
                self._place_visit(occasions, passage)
        occasions = [o for o in occasions if self._stands(o)]
        for occasion in occasions:
            self._settle(occasion, page.anchor)
        for occasion in occasions:
            self._from_context(occasion, occasions, visits, page)
        for occasion in occasions:
            self._from_dateline(occasion, visits, page)
        merged = self._merge_settled(occasions)
        for occasion in merged:
            occasion.confidence = _confidence(occasion)
        return sorted(merged, key=lambda o: o.first)

    # ── what one passage tells ────────────────────────────────────────────────────────────────────────────────────
    def _tell(
        self,
        page: Page,
        candidate: Candidate,
        candidates: Sequence[Candidate],
        context: Interval | None,
        known: dict[int, Interval],
    ) -> list[Told]:
        """One record, or one per day where the passage lists days."""
        tense: Tense = "past" if candidate.status is MeetingStatus.HELD else "future"
        reading = page.reading
        sentence = candidate.sentence
        place, basis = self._place(reading, candidate, page.places_in(sentence.first, sentence.last))
        around = self._around(page, candidate)
        if (
            candidate.trigger.vague
            and candidate.members
            and all(m.basis is not ParticipantBasis.NAMED for m in candidate.members)
        ):
            near = place is not None and 0 <= place.first - candidate.match.last <= _BESIDE
            place = place if place is not None and (place.venue or near) else None  # "spoke of reactors in Kudankulam"
            basis = basis if place is not None else LocationBasis.NONE
        minutes = next((d.minutes for d in page.durations_in(candidate.first, candidate.last)), None)
        here = bool(reading.within("m:here", candidate.first, candidate.last))
        found: list[Told] = []
        stops = self._stops(page, candidate, place)
        for stop, expression in stops or [(place, e) for e in self._expressions(page, candidate, candidates)]:
            in_paragraph = self._told_before(page, candidate, expression, tense, known)
            leans = page.anchor.day is None or expression.kind in ("relative", "day_of_month")
            if tense == "future" and context is not None and _is_over(context, page.anchor):
                leans = False  # "on the 9th they will meet" is of no month gone by
            told_before = in_paragraph or (context if leans else None)
            if self._is_latest(page, expression):
                told_before = None  # counts from the report
            interval = known.get(expression.first) or self._dates.resolve(expression, page.anchor, told_before, tense)
            if in_paragraph is None and candidate.status is MeetingStatus.HELD and _lies_ahead(interval, page.anchor):
                candidate.status = MeetingStatus.PLANNED
                interval = self._dates.resolve(expression, page.anchor, told_before, "future")
            made = interval.basis is DateBasis.RELATIVE or candidate.trigger.part == "invite"
            if tense == "future" and made and _is_over(interval, page.anchor):
                continue  # the day on which the plan was made
            known[expression.first] = interval
            if interval.basis is DateBasis.EXPLICIT and candidate.status is MeetingStatus.PLANNED:
                if _is_over(interval, page.anchor):
                    candidate.status = MeetingStatus.HELD  # "December 2021: he flies to Delhi"
            phrase = " ".join(t.text for t in reading.tokens[expression.first : expression.last])
            found.append(Told(candidate, interval, phrase, stop, basis, minutes, here, around))
        before = self._told_before(page, candidate, None, tense, known)
        return found or [Told(candidate, UNKNOWN, None, place, basis, minutes, here, around, before)]

    def _told_before(
        self,
        page: Page,
        candidate: Candidate,
        expression: DateExpression | None,
        tense: Tense,
        known: Mapping[int, Interval],
    ) -> Interval | None:
        """The date that the paragraph has told before an expression: "Samarkand, September 2022: … on the 16th"."""
        begin = page.paragraph(candidate.sentence)
        end = candidate.first if expression is None else expression.first
        before: Interval | None = None
        heading = page.heading(candidate.sentence)
        if heading is not None and heading.relation == "at":
            resolved = self._dates.resolve(heading, page.anchor, None, tense)
            before = resolved if resolved.start is not None else None
        for other in page.dates_in(begin, end):
            if other.relation == "at" and not _is_possessor(page.reading, other):
                told: Tense = tense if other.first >= candidate.sentence.first else "unknown"
                origin = None if self._is_latest(page, other) else before
                resolved = known.get(other.first) or self._dates.resolve(other, page.anchor, origin, told)
                if resolved.start is not None and not (tense == "future" and _is_over(resolved, page.anchor)):
                    before = resolved
        return before

    @staticmethod
    def _is_latest(page: Page, expression: DateExpression) -> bool:
        """Whether a date is that of the last time: "they spoke last on 5 June"."""
        begin = max(0, expression.first - 6)
        return page.anchor.day is not None and bool(page.reading.within("m:latest", begin, expression.first))

    def _stops(
        self, page: Page, candidate: Candidate, place: Place | None
    ) -> list[tuple[Place | None, DateExpression]]:
        """Places with their dates where one verb lists several: "met in Kazan in October and in Rio in November"."""
        held = candidate.status is MeetingStatus.HELD and candidate.type not in REMOTE_TYPES
        if place is None or not held or candidate.trigger.summit or not candidate.members:
            return []
        reading = page.reading
        dates = [e for e in page.dates_in(candidate.first, candidate.last) if e.relation == "at" and e.kind != "period"]
        chain: list[tuple[Place, DateExpression]] = []
        for city in page.places_in(candidate.first, candidate.last):
            near = [e for e in dates if e.first >= city.last and e.first - city.last <= 3]
            if city.city is None or not near or not (city.venue or self._located(reading, city)):
                continue
            if chain and not _continues(reading, chain[-1], city):
                chain = chain if any(stop is place for stop, _ in chain) else []
            chain.append((city, near[0]))
        return list(chain) if len(chain) > 1 and any(stop is place for stop, _ in chain) else []

    def _around(self, page: Page, candidate: Candidate) -> Place | None:
        """The last city that the paragraph says it is in, or that it begins with."""
        begin = page.paragraph(candidate.sentence)
        found = None
        for place in page.places_in(begin, candidate.sentence.first):
            if place.city is not None:
                if place.first == begin or place.venue is not None or self._located(page.reading, place):
                    found = place
        return found

    def _expressions(self, page: Page, candidate: Candidate, candidates: Sequence[Candidate]) -> list[DateExpression]:
        """The date that the passage's words tell; several where they list days ("on 24 February, 2 and 7 March")."""
        sentence, match = candidate.sentence, candidate.match
        inside = page.dates_in(sentence.first, sentence.last)
        expressions = [e for e in inside if e.relation == "at" and e.kind not in ("edition", "period")]
        if candidate.anaphoric and page.reading.rules_at(match.first).case_endings:
            expressions = [e for e in expressions if e.first <= match.last + _REACH]  # behind, of what was done there
        near = [e for e in expressions if candidate.first <= e.first and e.last <= candidate.last]
        if not near:
            others = [c for c in candidates if c.match is not match]
            near = [
                e
                for e in expressions
                if e.last <= sentence.last
                and not any(c.first <= e.first and e.last <= c.last for c in others if c.first != candidate.first)
            ]
        if not near and page.reading.starting("m:point_back", candidate.first):  # "in Osaka on 28 June, when they met"
            near = [e for e in expressions if e.last <= candidate.first][-1:]
        near = [e for e in near if not _reports(page.reading, e) and not _dates_a_noun(page.reading, e, match)]
        if page.reading.rules_at(match.first).marking == "before":
            rivals = [c.match for c in candidates if c.trigger.part != "visit"]
            mine = [e for e in near if not any(_between(rival, e, match) for rival in rivals)]
            near = mine or near
        if not near:
            return []
        best = min(near, key=lambda e: abs(e.first - match.first) + (3 if e.first > match.last else 0) + _coarse(e))
        if best.kind == "weekday":  # "on Friday evening, 5 December"
            best = next((e for e in near if _is_day(e) and 0 <= e.first - best.last <= 3), best)
        if candidate.type in REMOTE_TYPES or candidate.trigger.part == "noun" or candidate.trigger.vague:
            run = [best]
            for e in sorted(near, key=lambda e: e.first):
                if e is not best and 0 <= e.first - run[-1].last <= 3 and _is_day(e) and _is_day(best):
                    run.append(e)
            before = [e for e in near if e.first < best.first]
            for e in sorted(before, key=lambda e: -e.first):
                if 0 <= run[0].first - e.last <= 3 and _is_day(e) and _is_day(best):
                    run.insert(0, e)
            if len(run) > 1 and candidate.status is MeetingStatus.HELD:
                return run
        return [best]

    def _place(
        self, reading: Reading, candidate: Candidate, places: Sequence[Place]
    ) -> tuple[Place | None, LocationBasis]:
        if candidate.destination is not None:
            return candidate.destination, LocationBasis.DESTINATION
        if candidate.type in REMOTE_TYPES:
            return None, LocationBasis.NONE
        sentence, match = candidate.sentence, candidate.match
        before = reading.rules_at(match.first).marking == "before"
        others = [m for m in reading.within("m:trigger", sentence.first, match.first) if m.last <= match.first]
        options: list[tuple[int, Place, LocationBasis]] = []
        for place in places:
            if place.venue is None and not self._located(reading, place):
                continue
            if candidate.anaphoric and place.first > match.last + (4 if before else -1):
                continue  # what the talks were about
            inside = candidate.first <= place.first < candidate.last
            gap = abs(place.first - match.first) + (0 if inside else 25) + (0 if place.city else 30)
            if before and any(m.last <= place.first < match.first for m in others):
                if reading.within("m:conjunctions", place.last, match.first):
                    continue  # "held talks with X in Kazan and called on Y"
                gap += 20  # stands behind another verb
            basis = LocationBasis.VENUE if place.venue else LocationBasis.EXPLICIT
            options.append((gap, place, basis))
        if not options:
            return None, LocationBasis.NONE
        _, place, basis = min(options, key=lambda o: o[0])
        return place, basis

    def _located(self, reading: Reading, place: Place) -> bool:
        around = reading.within("topic", max(0, place.first - 6), place.last + 6)
        covered = [m for m in around if m.first < place.first and place.last <= m.last]
        if place.city is None and covered:
            return False  # "the situation in Ukraine" is a subject
        if reading.rules_at(place.last - 1).marking == "after":
            if reading.starting("m:place_in", place.last):
                return True
            of = reading.starting("m:place_of", place.last)  # "in the palace of St Petersburg"
            return bool(of) and bool(reading.within("m:place_in", of[0].last + 1, of[0].last + 5))
        i = place.first
        while i > 0 and (reading.ending("country_adjective", i) or reading.ending("m:skip_before", i)):
            i -= 1  # «в китайском Тяньцзине»
        if place.city is None and self._is_situation(reading, i):
            return False
        return bool(reading.ending("m:place_in", i))

    @staticmethod
    def _is_situation(reading: Reading, i: int) -> bool:
        """Whether the words before a country make it a subject: "the situation in Syria and in Libya"."""
        sentence = reading.tokens[i - 1].sentence
        nouns = reading.within("m:situations", max(0, i - 12), i)
        nouns = [m for m in nouns if reading.tokens[m.first].sentence == sentence]
        return bool(nouns) and not reading.within("m:trigger", nouns[-1].last, i)

    # ── which passages are one occasion ───────────────────────────────────────────────────────────────────────────
    def _place_in(self, occasions: list[Occasion], passage: Told, anchor: Anchor) -> None:
        scored = [(self._likeness(o, passage, anchor), -i, o) for i, o in enumerate(occasions[-4 * _WINDOW :])]
        best = max(scored, key=lambda s: s[:2], default=None)
        if best is not None and best[0] > 0:
            occasion = best[2]
            occasion.told.append(passage)
            occasion.members = _union(occasion.members, passage.candidate.members)
            if occasion.type is MeetingType.BILATERAL_MEETING or (
                occasion.type in (MeetingType.SUMMIT, MeetingType.CONSULTATIONS)
                and passage.candidate.type in REMOTE_TYPES
            ):
                occasion.type = passage.candidate.type
            return
        candidate = passage.candidate
        occasions.append(Occasion([passage], list(candidate.members), candidate.type, candidate.status))

    def _likeness(self, occasion: Occasion, passage: Told, anchor: Anchor) -> float:
        """0 where the passage can't tell of the occasion, else how likely it does."""
        candidate = passage.candidate
        if occasion.status is not candidate.status and {occasion.status, candidate.status} != {
            MeetingStatus.PLANNED,
            MeetingStatus.CANCELLED,
        }:
            return 0.0
        undated = all(t.interval.start is None for t in occasion.evidence)
        if occasion.status is not candidate.status and passage.interval.start is not None and undated:
            return 0.0  # the summit put off last year is not the one under preparation
        vague = (candidate.anaphoric and not candidate.later) or candidate.trigger.vague
        known_vague = all(t.candidate.anaphoric or t.candidate.trigger.vague for t in occasion.evidence)
        distance = min(abs(candidate.sentence.number - t.candidate.sentence.number) for t in occasion.evidence)
        if _modality(occasion.type) != _modality(candidate.type):
            if not (vague or (known_vague and distance <= 2)):
                return 0.0
            if candidate.type in REMOTE_TYPES and not (known_vague and distance <= 2):
                return 0.0
        shared = 0
        for side in self._sides:
            mine, theirs = occasion.person_ids(side), _persons(candidate.members, side)
            if mine and theirs:
                if not mine & theirs:
                    return 0.0
                shared += len(mine & theirs)
            if mine and not theirs and _posts(candidate.members, side) and _posts(occasion.members, side):
                if not _posts(candidate.members, side) & _posts(occasion.members, side):
                    return 0.0  # the adviser is not the prime minister
        if self._is_apart(occasion, candidate):
            return 0.0
        same_forum = candidate.forum is not None and any(
            t.candidate.forum is not None and t.candidate.forum.forum_id == candidate.forum.forum_id
            for t in occasion.evidence
        )
        if candidate.trigger.summit != occasion.told[0].candidate.trigger.summit and not shared:
            return 0.0  # a summit without names is not the meeting of an aide
        nameless = not any(_persons(m, s) for m in (occasion.members, candidate.members) for s in self._sides)
        half = not _named(occasion.members) or not _named(candidate.members)
        if not shared and not same_forum and distance > (_LEAD if half and not nameless else 2):
            return 0.0
        if half and not shared and not candidate.anaphoric and not candidate.sentence.title and distance > 1:
            undated = all(t.interval.start is None for t in occasion.told)
            if passage.interval.start is not None and undated and not _is_recent(passage.interval, anchor):
                return 0.0  # officials who met on another day
        if candidate.anaphoric and candidate.previous and not any(t.candidate.previous for t in occasion.evidence):
            return 0.0
        dated = [t.interval for t in occasion.evidence if t.interval.start is not None]
        score = 1.0 + 0.5 * shared + 0.5 * same_forum - 0.02 * min(distance, 20)
        if passage.interval.start is not None and dated:
            if not all(_overlap(passage.interval, d) for d in dated):
                return 0.0
            score += 1.0
        elif passage.before is not None and dated and distance > (_LEAD if candidate.anaphoric else 2):
            if not any(_overlap(passage.before, d) for d in dated):
                return 0.0  # the paragraph has gone on to another time
        elif candidate.back != any(t.candidate.back for t in occasion.evidence) and not candidate.anaphoric:
            if candidate.previous:
                return 0.0
            if candidate.earlier and occasion.told[0].candidate.sentence.number == candidate.sentence.number:
                return 0.0
            score -= 0.6
        cities = {t.place.city for t in occasion.evidence if t.place is not None and t.place.city}
        if passage.place is not None and passage.place.city and cities and passage.place.city not in cities:
            return 0.0
        if _modality(occasion.type) == _modality(candidate.type):
            score += 0.3
        return score

    def _is_apart(self, occasion: Occasion, candidate: Candidate) -> bool:
        """Whether the words say that it is another one: "talked separately", or a session of another mechanism."""
        told = [t.candidate for t in occasion.evidence]
        if candidate.apart and not any(c.apart for c in told):
            return True
        joined = candidate.type is MeetingType.MULTILATERAL_MEETING
        if joined and all(c.type is not candidate.type for c in told) and _outsiders(candidate.members, self._sides):
            return not _outsiders(occasion.members, self._sides)  # "with China's minister, too, the two then met"
        mine = candidate.forum.forum_id if candidate.forum is not None and candidate.forum.is_bilateral else None
        theirs = {c.forum.forum_id for c in told if c.forum is not None and c.forum.is_bilateral}
        return mine is not None and bool(theirs) and mine not in theirs

    def _place_visit(self, occasions: list[Occasion], passage: Told) -> None:
        """A visit whose meetings are told is context; one whose meetings are not is an occasion of its own."""
        candidate = passage.candidate
        visitor = candidate.members[0].party
        country = candidate.destination.country_code if candidate.destination else None
        for occasion in occasions:
            if occasion.type in REMOTE_TYPES or not _has(occasion.members, visitor):
                continue
            if occasion.status is MeetingStatus.PLANNED and candidate.status is MeetingStatus.HELD:
                if any(t.candidate.sentence is candidate.sentence for t in occasion.told):
                    return  # "has arrived and will meet X": the trip goes with the talks
            if candidate.status is MeetingStatus.PLANNED and country in {
                t.place.country_code for t in occasion.told if t.place is not None
            }:
                dates = [t.interval for t in occasion.told if t.interval.start is not None]
                if passage.interval.start is not None and any(_within_days(passage.interval, d) for d in dates):
                    return  # further stops of the same journey
            same_status = occasion.status is candidate.status
            if not same_status and not (
                occasion.status is MeetingStatus.HELD and candidate.status is MeetingStatus.HELD
            ):
                if not (
                    occasion.type is MeetingType.VISIT
                    and {occasion.status, candidate.status} == {MeetingStatus.PLANNED, MeetingStatus.CANCELLED}
                ):
                    continue
            where = {t.place.country_code for t in occasion.told if t.place is not None}
            if where and country not in where:
                continue
            dated = [t.interval for t in occasion.told if t.interval.start is not None]
            if passage.interval.start is not None and dated and not any(_overlap(passage.interval, d) for d in dated):
                continue
            if occasion.type is MeetingType.VISIT or candidate.status is not MeetingStatus.HELD:
                occasion.told.append(passage)
                occasion.members = _union(occasion.members, candidate.members)
            return
        occasions.append(Occasion([passage], list(candidate.members), MeetingType.VISIT, candidate.status))

    def _stands(self, occasion: Occasion) -> bool:
        """Whether both sides are there; a visit and a session of a bilateral forum stand with one or none."""
        sides = {c for m in occasion.members for c in (m.party.country, *m.party.countries)}
        if occasion.status is MeetingStatus.PLANNED and occasion.told[0].candidate.trigger.summit:
            told = occasion.told
            if all(m.basis is ParticipantBasis.CONTEXT for m in occasion.members) and not any(
                t.interval.start is not None or t.place is not None for t in told
            ):
                return False  # "in view of the coming summit": a subject
        if all(side in sides for side in self._sides):
            return True
        if occasion.type is MeetingType.VISIT:
            return True
        return any(t.candidate.forum is not None and t.candidate.forum.is_bilateral for t in occasion.told)

    # ── when and where ────────────────────────────────────────────────────────────────────────────────────────────
    def _settle(self, occasion: Occasion, anchor: Anchor) -> None:
        """The firmest of what the occasion's own passages tell."""
        dated = [t for t in occasion.told if t.interval.start is not None]
        if dated:
            best = min(dated, key=lambda t: (_FINENESS[t.interval.precision], list(DateBasis).index(t.interval.basis)))
            occasion.interval, occasion.phrase = best.interval, best.phrase
        placed = [t for t in occasion.told if t.place is not None]
        spoken = all(_is_spoken(t) for t in occasion.told)
        if occasion.type is MeetingType.BILATERAL_MEETING and dated and not placed and spoken:
            occasion.type = MeetingType.PHONE_CALL  # "spoke to him on 8 August": had they met, it would say so
        if placed and occasion.type not in REMOTE_TYPES:
            best = min(
                placed,
                key=lambda t: (t.place is None or t.place.city is None, list(LocationBasis).index(t.place_basis)),
            )
            occasion.place, occasion.place_basis = best.place, best.place_basis
            occasion.venue = next((t.place.venue for t in placed if t.place is not None and t.place.venue), None)
        occasion.minutes = next((t.minutes for t in occasion.told if t.minutes), None)
        forum = next((t.candidate.forum for t in occasion.told if t.candidate.forum is not None), None)
        if forum is not None:
            told = occasion.interval if occasion.interval.start is not None else None
            city = occasion.place.city if occasion.place is not None else None
            if occasion.status is MeetingStatus.HELD or not forum.is_bilateral:  # what is planned has no day until told
                occasion.edition = self._forums.edition(forum, told, anchor, city)
            occasion.forum_id = forum.forum_id

    def _from_context(
        self,
        occasion: Occasion,
        occasions: Sequence[Occasion],
        visits: Sequence[Told],
        page: Page,
    ) -> None:
        anchor, dateline = page.anchor, page.dateline
        edition = occasion.edition
        number = min(t.candidate.sentence.number for t in occasion.told)
        trips = [
            v
            for v in visits
            if _has(occasion.members, v.candidate.members[0].party)
            and (v.candidate.status is occasion.status or v.candidate.sentence.number == number)
            and 0 <= number - v.candidate.sentence.number <= _TRIP_REACH
            and (v.candidate.sentence.number == number or not v.candidate.back)
        ]
        trips.sort(key=lambda v: abs(number - v.candidate.sentence.number))
        if edition is not None and occasion.type not in REMOTE_TYPES:
            if occasion.interval.start is None or _coarser(occasion.interval, edition):
                precision = DatePrecision.DAY if edition.start == edition.end else DatePrecision.RANGE
                occasion.interval = Interval(edition.start, edition.end, precision, DateBasis.FORUM)
                if precision is DatePrecision.RANGE and self._is_reported(occasion, anchor, number):
                    occasion.interval = Interval(anchor.day, anchor.day, DatePrecision.DAY, DateBasis.PUBLICATION)
            if (occasion.place is None or occasion.place.city is None) and edition.city and edition.country_code:
                occasion.place = _place_of(edition.country_code, edition.city)
                occasion.place_basis = LocationBasis.FORUM
        neighbours = sorted(
            (
                o
                for o in occasions
                if o is not occasion
                and (o.status is occasion.status or _same_days(o, occasion))
                and any(_has(o.members, m.party) for m in occasion.members if m.party.person is not None)
                and o.type not in REMOTE_TYPES
                and all(t.candidate.previous for t in o.told) <= all(t.candidate.previous for t in occasion.told)
            ),
            key=lambda o: (not _is_news(o, anchor), _distance(o, occasion) + (0 if o.first < occasion.first else 1)),
        )
        previous = all(t.candidate.previous for t in occasion.told)
        if occasion.interval.start is None and not previous:
            beside = [
                o
                for o in occasions
                if o is not occasion
                and o.status is occasion.status
                and (_is_news(o, anchor) or _paragraphs(o) & _paragraphs(occasion))
            ]
            days = [t.before for t in occasion.told if t.before is not None]
            for source in [
                *(d for d in days if d.precision is DatePrecision.DAY and occasion.status is MeetingStatus.HELD),
                *(v.interval for v in trips),
                *(o.interval for o in neighbours if _distance(o, occasion) <= _NEAR),
                *(o.interval for o in beside if o.first < occasion.first and _distance(o, occasion) <= _LEAD),
            ]:
                if source.start is not None and occasion.type not in REMOTE_TYPES:  # not calls: they need no trip
                    occasion.interval = dataclasses.replace(source, basis=DateBasis.CONTEXT)
                    break
        earlier = all(t.candidate.earlier for t in occasion.told)
        if occasion.interval.start is None and anchor.day is not None and occasion.status is MeetingStatus.HELD:
            if number <= _NEWS and not earlier and not previous and occasion.type is not MeetingType.VISIT:
                occasion.interval = Interval(anchor.day, anchor.day, DatePrecision.DAY, DateBasis.PUBLICATION)
        if occasion.place is None and occasion.type not in REMOTE_TYPES:
            if dateline is not None and any(t.here for t in occasion.told):
                occasion.place, occasion.place_basis = dateline, LocationBasis.EXPLICIT
        if occasion.place is None and occasion.type not in REMOTE_TYPES:
            around = next((t.around for t in occasion.told if t.around is not None), None)
            if trips and trips[0].candidate.sentence.number == number:
                around = None  # a trip told in the same breath says more
            if around is not None and occasion.status is MeetingStatus.HELD:
                occasion.place, occasion.place_basis = around, LocationBasis.CONTEXT
        if (occasion.place is None or occasion.place.city is None) and occasion.type not in REMOTE_TYPES:
            country = occasion.place.country_code if occasion.place is not None else None
            for trip in trips:
                destination = trip.candidate.destination
                if destination is not None and country in (None, destination.country_code):
                    if occasion.place is None or destination.city is not None:
                        occasion.place, occasion.place_basis = destination, LocationBasis.CONTEXT
                        country = destination.country_code
                    break
            for other in neighbours:
                if (
                    other.place is not None
                    and other.place.city is not None
                    and country in (None, other.place.country_code)
                    and (
                        _overlap(other.interval, occasion.interval)
                        or (_same_days(other, occasion) and _distance(other, occasion) <= _LEAD)
                    )
                    and other.place_basis
                    in (LocationBasis.EXPLICIT, LocationBasis.VENUE, LocationBasis.CONTEXT, LocationBasis.FORUM)
                ):
                    if occasion.status is MeetingStatus.HELD or country is not None or _same_days(other, occasion):
                        occasion.place, occasion.place_basis = (
                            dataclasses.replace(other.place, venue=None),
                            LocationBasis.CONTEXT,
                        )
                        break

    @staticmethod
    def _is_reported(occasion: Occasion, anchor: Anchor, number: int) -> bool:
        """Whether an undated occasion of a forum is the news of a day on which the forum sits."""
        start, end = occasion.interval.start, occasion.interval.end
        if anchor.day is None or start is None or end is None or occasion.status is not MeetingStatus.HELD:
            return False
        return start <= anchor.day <= end and number <= _NEWS and not any(t.candidate.back for t in occasion.told)

    def _from_dateline(self, occasion: Occasion, visits: Sequence[Told], page: Page) -> None:
        """Weak evidence, taken last: news in person is placed where it is filed, unless somebody went elsewhere."""
        dateline = page.dateline
        if occasion.place is not None or dateline is None or dateline.city is None or occasion.type in REMOTE_TYPES:
            return
        if not _is_news(occasion, page.anchor) or occasion.status is not MeetingStatus.HELD:
            return
        elsewhere = any(
            v.candidate.destination is not None
            and v.candidate.destination.country_code != dateline.country_code
            and v.candidate.status is MeetingStatus.HELD
            for v in visits
        )
        if not elsewhere:
            occasion.place, occasion.place_basis = dateline, LocationBasis.DATELINE

    def _merge_settled(self, occasions: Sequence[Occasion]) -> list[Occasion]:
        """Once dated, two occasions of the same persons, kind and day are one."""
        merged: list[Occasion] = []
        for occasion in occasions:
            for other in merged:
                same_people = all(
                    occasion.person_ids(s) and occasion.person_ids(s) == other.person_ids(s) for s in self._sides
                )
                if (
                    same_people
                    and other.status is occasion.status
                    and _modality(other.type) == _modality(occasion.type)
                    and _overlap(other.interval, occasion.interval)
                    and not (
                        other.place
                        and occasion.place
                        and other.place.city
                        and occasion.place.city
                        and other.place.city != occasion.place.city
                    )
                    and (
                        occasion.status is not MeetingStatus.HELD
                        or (other.interval.start is not None and other.interval == occasion.interval)
                    )
                ):
                    other.told += occasion.told
                    other.members = _union(other.members, occasion.members)
                    if other.type is MeetingType.VISIT:
                        other.type = occasion.type
                    if _FINENESS[occasion.interval.precision] < _FINENESS[other.interval.precision]:
                        other.interval, other.phrase = occasion.interval, occasion.phrase
                    if other.place is None:
                        other.place, other.place_basis = occasion.place, occasion.place_basis
                    break
            else:
                merged.append(occasion)
        return merged


def _within(found: Sequence[Span], first: int, last: int) -> list[Span]:
    """Those of an ordered sequence that begin in [first, last)."""
    key = operator.attrgetter("first")
    return list(found[bisect.bisect_left(found, first, key=key) : bisect.bisect_left(found, last, key=key)])


def _confidence(occasion: Occasion) -> float:
    """From features that can be named; calibrated against the annotated set by the evaluation."""
    bases = {m.basis for m in occasion.members}
    score = 0.55
    score += 0.15 * (bases == {ParticipantBasis.NAMED})
    score -= 0.1 * (ParticipantBasis.COREFERENCE in bases or ParticipantBasis.CONTEXT in bases)
    score += 0.1 * (occasion.interval.basis in (DateBasis.EXPLICIT, DateBasis.RELATIVE, DateBasis.INFERRED_YEAR))
    score += 0.05 * (occasion.place_basis in (LocationBasis.EXPLICIT, LocationBasis.VENUE))
    score += 0.1 * (len(occasion.told) > 1)
    score -= 0.1 * all(t.candidate.trigger.weak for t in occasion.told)
    score -= 0.1 * (occasion.interval.start is None)
    return round(min(max(score, 0.05), 0.99), 2)


def _is_spoken(told: Told) -> bool:
    return told.candidate.trigger.spoken


def _modality(kind: MeetingType) -> str:
    if kind in REMOTE_TYPES:
        return "remote"
    return "informal" if kind is MeetingType.INFORMAL_TALK else "in_person"


def _posts(members: Sequence[Member], side: str) -> set[str]:
    """Posts told on a side; empty where somebody's is not known."""
    posts = [m.party.role_id for m in members if m.party.country == side and m.party.kind in ("person", "role")]
    return set() if None in posts else {p for p in posts if p is not None}


def _persons(members: Sequence[Member], side: str) -> set[str]:
    return {m.party.person.person_id for m in members if m.party.person is not None and m.party.country == side}


def _outsiders(members: Sequence[Member], sides: tuple[str, str]) -> bool:
    return any(m.party.person is not None and m.party.country not in (None, *sides) for m in members)


def _named(members: Sequence[Member]) -> bool:
    return any(m.party.person is not None for m in members)


def _has(members: Sequence[Member], party: Party) -> bool:
    for member in members:
        if party.person is not None and member.party.person is not None:
            if member.party.person.person_id == party.person.person_id:
                return True
        elif party.role_id is not None and (member.party.role_id, member.party.country) == (
            party.role_id,
            party.country,
        ):
            return True
    return False


def _union(members: Sequence[Member], more: Sequence[Member]) -> list[Member]:
    """Both lists; persons replace the posts and pairs that stand for them on their side."""
    kept = list(members)
    for member in more:
        if member.party.person is None:
            if (
                (member.party.role_id is not None and not _has(kept, member.party))
                or not kept
                or all(m.party.person is None and m.party.role_id is None for m in kept)
            ):
                kept.append(member)
            continue
        same = next(
            (
                i
                for i, m in enumerate(kept)
                if m.party.person is not None and m.party.person.person_id == member.party.person.person_id
            ),
            None,
        )
        if same is None:
            kept.append(member)
        elif kept[same].party.person is not None and member.party.role_id and not kept[same].party.role_id:
            kept[same] = member
    return kept


def _overlap(a: Interval, b: Interval) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _between(verb: Match, expression: DateExpression, match: Match) -> bool:
    """Whether a date stands behind another verb and before this one: "saw X on Monday and met Y the next day"."""
    return verb.last <= expression.first and expression.last <= match.first and verb.first != match.first


def _reports(reading: Reading, expression: DateExpression) -> bool:
    """Whether a date is that of the report: "said on Monday that …"."""
    return reading.rules_at(expression.first).marking == "before" and any(
        m.last > expression.first - 3 for m in reading.within("m:says", expression.first - 5, expression.first)
    )


def _continues(reading: Reading, stop: tuple[Place, DateExpression], place: Place) -> bool:
    """Whether a further place is joined to a stop told before: "…, and then in Osaka"."""
    end = max(stop[0].last, stop[1].last)
    joint = any(t.text == "," for t in reading.tokens[place.first - 4 : place.first]) or bool(
        reading.within("m:conjunctions", place.first - 4, place.first)
    )
    return end < place.first and joint and not reading.within("m:trigger", end, place.first)


def _dates_a_noun(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date belongs to another thing than the contact: "the guest at Friday's parade met X"."""
    end = expression.last
    words = reading.tokens[end : match.first]
    return _is_possessor(reading, expression) and not (0 < len(words) <= 4 and all(t.text != "," for t in words))


def _is_possessor(reading: Reading, expression: DateExpression) -> bool:
    return expression.last < len(reading.tokens) and reading.tokens[expression.last].kind == "possessive"


def _is_over(interval: Interval, anchor: Anchor) -> bool:
    """Whether an interval ends before the report was written."""
    return interval.end is not None and anchor.start is not None and interval.end < anchor.start


def _distance(a: Occasion, b: Occasion) -> int:
    """Sentences between the nearest passages of two occasions."""
    return min(abs(s.candidate.sentence.number - t.candidate.sentence.number) for s in a.evidence for t in b.evidence)


def _paragraphs(occasion: Occasion) -> set[int]:
    return {t.candidate.sentence.paragraph for t in occasion.told}


def _lies_ahead(interval: Interval, anchor: Anchor) -> bool:
    """Whether a day told without its year is rather the one of the coming weeks than the one of nearly a year ago."""
    if anchor.day is None or interval.start is None or interval.basis is not DateBasis.INFERRED_YEAR:
        return False
    return interval.precision is DatePrecision.DAY and (anchor.day - interval.start).days > _NEARLY_A_YEAR


def _is_news(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether an occasion is of the days just before the report."""
    return _is_recent(occasion.interval, anchor)


def _is_recent(interval: Interval, anchor: Anchor) -> bool:
    if anchor.day is None or interval.end is None:
        return False
    return dt.timedelta(0) <= anchor.day - interval.end <= dt.timedelta(days=3)


def _within_days(a: Interval, b: Interval) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return max(a.end, b.end) - min(a.start, b.start) <= dt.timedelta(days=4)


def _same_days(a: Occasion, b: Occasion) -> bool:
    """Whether both are dated within the few days of one trip."""
    return _within_days(a.interval, b.interval)


def _coarser(interval: Interval, edition: Edition) -> bool:
    if interval.start is None or interval.end is None:
        return True
    return (interval.end - interval.start) > (edition.end - edition.start) + dt.timedelta(days=3)


def _coarse(expression: DateExpression) -> int:
    """Tokens by which a date that names no day counts as farther away."""
    return 0 if _is_day(expression) or expression.kind in ("weekday", "relative") else 12


def _is_day(expression: DateExpression) -> bool:
    return expression.day is not None


def _place_of(country_code: str, city: str) -> Place:
    return Place(0, 0, location_id(country_code, city), country_code, city)
