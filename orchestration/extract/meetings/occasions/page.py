"""The records of one article while its occasions are made: the page, what a passage tells, an occasion.

Records and their small questions only; what follows from the answers is decided in `passages`, `grouping`, `settling`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from orchestration.contracts.codes import DateBasis, DatePrecision, LocationBasis, MeetingStatus, MeetingType
from orchestration.extract.dates.finder import DateExpression, DateFinder, Duration
from orchestration.extract.forums import Edition, Forum, ForumFinder
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.occasions.intervals import is_recent, within_days
from orchestration.extract.meetings.parties.members import Member, persons_of
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place
from orchestration.extract.reference import Tenures
from orchestration.extract.spans import Spans

UNKNOWN = Interval(None, None, DatePrecision.UNKNOWN, DateBasis.NONE)
WINDOW = 12  # passages, occasions and sentences that a further one is held against
NEAREST = 4 * WINDOW  # occasions, in the order in which they are told, among which one can have its like
BESIDE = 3  # tokens between words of one sentence that are told together: a contact, its day, its city
_BULLETS = frozenset("—–-•*·")  # signs before an item of a list
_ENTRIES = 2  # days that make a chronicle
LEAD = 4  # sentences that belong together
_CAPTION = 2  # sentences behind the day of a caption in which no other contact is told
_SCRAP = 14  # tokens of a sentence that only says when or where


@dataclasses.dataclass(frozen=True)
class Page:
    """What was found in one article, beside its candidates; who knows the two sides, posts, dates and forums."""

    pair: Sides
    tenures: Tenures
    capitals: Mapping[str, str | None]
    regions: Set[str]  # their names
    dates: DateFinder
    forums: ForumFinder
    reading: Reading
    sentences: Sequence[Sentence]
    expressions: Spans[DateExpression]
    durations: Spans[Duration]
    places: Spans[Place]
    seats: Spans[Place]  # in the words of posts: «мэр Казани»
    parties: Spans[Party]
    forums_told: Spans[Forum]
    anchor: Anchor
    dateline: Place | None
    leaders: Sequence[Party]  # persons named who have ever led a country

    @property
    def sides(self) -> tuple[str, str]:
        return self.pair.codes

    @property
    def today(self) -> Interval:
        """The day of the report."""
        day = self.anchor.day
        return Interval(day, day, DatePrecision.DAY, DateBasis.PUBLICATION) if day is not None else UNKNOWN

    def posts_on(self, party: Party, day: dt.date | None) -> set[str]:
        """The posts that somebody is told with or held on a day; with no day those still held."""
        person = party.person
        held = self.tenures.roles(person.person_id, day) if person is not None else set()
        told = self._told_posts.get(person.person_id, set()) if person is not None and not held else set()
        return held | told | ({party.role_id} if party.role_id else set())

    @cached_property
    def _told_posts(self) -> dict[str, set[str]]:
        """The posts with which an article tells persons of whom no post is known otherwise."""
        told: dict[str, set[str]] = {}
        for party in self.parties:
            if party.person is not None and not party.person.is_curated and party.role_id:
                told.setdefault(party.person.person_id, set()).add(party.role_id)
        return told

    @cached_property
    def filed_from(self) -> Place | None:
        """Where a report was filed: by its dateline, else the one city that its headline says somebody is in, if that
        tells of no talks and no plan: "Dates being worked out, says X in Moscow"; or that it sets out with, not where
        the capital may stand for who sits there: «В Казани обсудили сотрудничество с Индией»."""
        title = next((s for s in self.sentences[:1] if s.title), None)
        if self.dateline is not None or title is None:
            return self.dateline
        words = (title.first, title.last)
        cities = [p for p in self.places.within(*words) if p.city is not None]
        words_for_in = self.reading.ending("m:place_in", cities[0].first) if len(cities) == 1 else []
        if any(m.first == title.first for m in words_for_in) and cities[0].city not in self.capitals.values():
            return cities[0]
        if not any(m.first == p.last for m in words_for_in for p in self.parties.within(*words)):
            return None
        talks = any(self.reading.trigger_of(m).part != "visit" for m in self.reading.within("m:trigger", *words))
        plan = any(m.value[1] == "planned" for m in self.reading.within("m:cue", *words))
        return None if talks or plan else cities[0]

    def paragraph(self, sentence: Sentence) -> int:
        """First token of the sentence's paragraph, or of its last dozen sentences."""
        before = self.sentences[max(0, sentence.number - WINDOW) : sentence.number + 1]
        return next(s.first for s in before if s.paragraph == sentence.paragraph)

    def sentence_before(self, sentence: Sentence, i: int) -> Sentence | None:
        """That of token i, if it is one of the last dozen before a sentence."""
        before = self.sentences[max(0, sentence.number - WINDOW) : sentence.number]
        return next((s for s in before if s.first <= i < s.last), None)

    def heading(self, sentence: Sentence) -> DateExpression | None:
        """The date that stands alone in a paragraph above, if the last dozen sentences have one: a chronicle's year,
        which its days leave out; else the day with which the section's heading begins."""
        labels, alone = self._above(sentence, self._labels), self._above(sentence, self._dates_alone)
        if labels and not alone:
            return labels[0]
        return next((e for e in alone if e.year is not None or e.kind != "day"), next(iter(alone), None))

    def list_head(self, sentence: Sentence) -> DateExpression | None:
        """The day told by the line that begins a schedule of which a sentence is an item: «В графике Х на 12 сентября:
        — встреча с Y»."""
        tokens, first = self.reading.tokens, max(0, sentence.number - WINDOW)
        if tokens[sentence.first].text not in _BULLETS:
            return None
        for above in reversed(self.sentences[first : sentence.number]):
            if self.reading.ends_in_colon(above.first, above.last):
                of_plan = self.reading.within("m:schedules", above.first, above.last)
                days = [e for e in self.expressions.within(above.first, above.last) if e.relation == "at"]
                return days[-1] if of_plan and days else None
            if tokens[above.first].text not in _BULLETS:
                break
        return None

    def _above(self, sentence: Sentence, dates: list[tuple[Sentence, DateExpression]]) -> list[DateExpression]:
        """Those of some dates that the paragraphs above a sentence tell, the nearest first."""
        above = (0 < sentence.number - s.number <= WINDOW and s.paragraph != sentence.paragraph for s, _ in dates)
        return [e for (_, e), is_above in zip(dates, above, strict=True) if is_above][::-1]

    def entry(self, sentence: Sentence) -> DateExpression | None:
        """The day or month that stands alone at the head of the sentence's paragraph, or as the one above, where others
        do so near it: the entry of a chronicle, «6 декабря. Х посетил Дели»; else the one day told at that head."""
        days = [
            (s, e)
            for s, e in self._dates_alone
            if -WINDOW <= s.number - sentence.number < WINDOW and e.kind in ("day", "month")
        ]
        before = [(s, e) for s, e in days if s.number < sentence.number]
        if not before or len({e.first for _, e in days}) < _ENTRIES:
            return self._day_at_head(sentence)
        head, date = before[-1]
        others = any(abs(s.number - head.number) > 1 for s, _ in days)
        is_entry = others and self.paragraph(sentence) in (head.first, head.last)
        return date if is_entry else self._day_at_head(sentence)

    def label(self, sentence: Sentence) -> DateExpression | None:
        """The day or month before a colon with which the sentence's paragraph began: «3 мая 2001 года:
        визит в Дели. Х встретился с Y»."""
        tokens = self.reading.tokens
        for head in reversed(self.sentences[max(0, sentence.number - LEAD) : sentence.number]):
            if head.paragraph != sentence.paragraph or head.title:
                return None
            if head.first == self.paragraph(sentence):
                dates = (e for e in self.expressions.within(head.first, head.last) if e.first == head.first)
                alone = (
                    e for e in dates if e.kind in ("day", "month") and tokens[min(e.last, head.last - 1)].text == ":"
                )
                return next(alone, None)
        return None

    def scraps(self, sentence: Sentence) -> list[Sentence]:
        """What stands at the head of its paragraph and only says when and where: «16 ноября, 14:00. Казань, Кремль. Х
        встречается с Y»."""
        near = self.sentences[max(0, sentence.number - LEAD) : sentence.number]
        here = [s for s in near if s.paragraph == sentence.paragraph]
        found = list(itertools.takewhile(self._is_scrap, here))
        return found if found and found[0].first == self.paragraph(sentence) else []

    def caption(self, sentence: Sentence) -> DateExpression | None:
        """The day or month, with its year, right behind a sentence that is the caption of a picture: «Х и Y на
        переговорах. Март 1996 года»; none where those words begin what is told next."""
        behind = self.sentences[sentence.number + 1 : sentence.number + 2 + _CAPTION]
        here = [s for s in behind if s.paragraph == sentence.paragraph]
        if not here or not self._is_scrap(here[0]) or self.scraps(sentence):
            return None
        dates = [e for e in self.expressions.within(here[0].first, here[0].last) if e.kind in ("day", "month")]
        others = any(self.reading.within("m:trigger", s.first, s.last) for s in here)
        return dates[0] if len(dates) == 1 and dates[0].year is not None and not others else None

    def _is_scrap(self, sentence: Sentence) -> bool:
        """Whether a sentence is a day or a place and little more: no party, no word of contact."""
        span = (sentence.first, sentence.last)
        if span[1] - span[0] > _SCRAP or self.parties.within(*span) or self.reading.within("m:trigger", *span):
            return False
        ends = [e.last for e in self.expressions.within(*span) if e.first == sentence.first]
        ends += [p.last for p in self.places.within(*span) if p.first == sentence.first]
        return bool(ends) and self.reading.tokens[max(ends)].kind != "word"

    def _day_at_head(self, sentence: Sentence) -> DateExpression | None:
        """The one day that the scraps before it tell."""
        days = [e for s in self.scraps(sentence) for e in self.expressions.within(s.first, s.last) if e.kind == "day"]
        return days[0] if len(days) == 1 else None

    @cached_property
    def _dates_alone(self) -> list[tuple[Sentence, DateExpression]]:
        """The sentences that consist of a date, with it."""
        return [(s, e) for s in self.sentences if (e := self._date_alone(s)) is not None]

    @cached_property
    def _labels(self) -> list[tuple[Sentence, DateExpression]]:
        """The sentences that begin with a day and a colon, with it: "5 December: welcome and talks"."""
        heads = [s for s in self.sentences if s.first == self.paragraph(s) and not s.title]
        days = [(s, e) for s in heads for e in self.expressions.within(s.first, s.last)[:1] if e.kind == "day"]
        tokens = self.reading.tokens
        return [(s, e) for s, e in days if e.first == s.first and e.last < s.last and tokens[e.last].text == ":"]

    def _date_alone(self, sentence: Sentence) -> DateExpression | None:
        """The date of which a sentence consists, with or without an hour: "22 Oct 2024, 05:40 PM (IST)"."""
        dates = self.expressions.within(sentence.first, sentence.last)
        if not dates or sentence.title:
            return None
        clock = self.reading.within("m:clock", sentence.first, sentence.last)
        spans = [(dates[0].first, dates[0].last), *((m.first, m.last) for m in clock)]
        told = {i for first, last in spans for i in range(first, last)}
        kinds = ("word",) if clock else ("word", "number")  # the numbers beside "PM" are the hour
        rest = (i for i in range(sentence.first, sentence.last) if i not in told)
        return dates[0] if all(self.reading.tokens[i].kind not in kinds for i in rest) else None


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
    eve: bool = False  # whether its day is told as the one before: «накануне, 26 декабря»
    today: bool = False  # whether it is told as "today"
    tomorrow: bool = False  # or as "tomorrow"
    onward: bool = False  # of a trip: whether it goes on from talks told before it to another city
    arrival: bool = False  # whether its day is the one on which somebody comes for it

    @property
    def is_in_city(self) -> bool:
        """Whether its words set it in a city."""
        return self.place is not None and self.place.city is not None and not self.candidate.anaphoric


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
    features: frozenset[str] = frozenset()  # what speaks for it, or against; see `confidence`
    confidence: float = 0.0

    @property
    def evidence(self) -> list[Told]:
        """The passages that a further one is held against: bounded, so that cost grows with the text alone."""
        return self.told if len(self.told) <= WINDOW else [self.told[0], *self.told[1 - WINDOW :]]

    @property
    def first(self) -> int:
        return min(t.candidate.match.first for t in self.told)

    @property
    def people(self) -> set[str]:
        """Ids of all its persons."""
        return persons_of(self.members)

    def person_ids(self, side: str) -> set[str]:
        return persons_of(self.members, side)


def is_news(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether an occasion is of the days just before the report."""
    return is_recent(occasion.interval, anchor)


def are_of_same_days(a: Occasion, b: Occasion) -> bool:
    """Whether both are dated within the few days of one trip."""
    return within_days(a.interval, b.interval)


def distance_between(a: Occasion, b: Occasion) -> int:
    """Sentences between the nearest passages of two occasions."""
    return min(abs(s.candidate.sentence.number - t.candidate.sentence.number) for s in a.evidence for t in b.evidence)


def paragraphs_of(occasion: Occasion) -> set[int]:
    return {t.candidate.sentence.paragraph for t in occasion.told}
