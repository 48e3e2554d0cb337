"""Puts the finders together: one article in, all its mentions out. The only module of `extract` that others call."""

from __future__ import annotations

import atexit
import copy
import dataclasses
import datetime as dt
import gc
import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.contracts.codes import CandidateRejection, Language, PublishedBasis, SegmentKind
from orchestration.contracts.tables import (
    Article,
    ArticleSegment,
    Document,
    Location,
    RawRecord,
)
from orchestration.extract.analysis import Analysis
from orchestration.extract.anchor import Background, find_anchor, of_published
from orchestration.extract.dates.finder import DateFinder, DateRules
from orchestration.extract.forums import Forum, ForumFinder
from orchestration.extract.language import load_all, load_yaml
from orchestration.extract.lexicon import Lexicon, Matches
from orchestration.extract.meetings.contacts.candidates import find_candidates
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.contacts.said_days import as_said
from orchestration.extract.meetings.occasions.confidence import WEIGHTS, Weights, tell_features, without_doubtful
from orchestration.extract.meetings.occasions.occasions import build_occasions
from orchestration.extract.meetings.occasions.page import Occasion, Page
from orchestration.extract.meetings.parties.joining import group_parties
from orchestration.extract.meetings.parties.members import persons_of
from orchestration.extract.meetings.parties.naming import find_parties
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.parties.posts import with_holders
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import MeetingRules
from orchestration.extract.model import Anchor
from orchestration.extract.people.finder import PeopleFinder
from orchestration.extract.people.title_words import TitleRules
from orchestration.extract.places import Gazetteer, Place
from orchestration.extract.records import records_of
from orchestration.extract.reference import Tenures, rows
from orchestration.extract.spans import Spans
from orchestration.extract.text import Token, split_sentences, tokenize, without_brackets, without_wraps
from orchestration.extract.topics.finder import TopicFinder

if TYPE_CHECKING:
    from orchestration.ingest.articles import PageText

_LEADER_ROLES = ("president", "prime_minister")
_YOUNG = 10_000  # objects more than an article makes: they need no walk before it is read
_PACKAGE = Path(__file__).parents[1]


class Knowledge:
    """Rules and reference data, loaded once; `version` changes when any of them, or the code that reads, changes."""

    def __init__(self, seeds_dir: Path) -> None:
        reference = seeds_dir / "reference"
        self.version = _version(seeds_dir)
        sides = rows(reference, "sides", ("country_code", "leader_role_id"))
        self.rules = load_all(seeds_dir, "meetings", MeetingRules)
        self.lexicon = Lexicon()
        self.people = PeopleFinder(reference, load_all(seeds_dir, "titles", TitleRules))
        self.dates = DateFinder(load_all(seeds_dir, "dates", DateRules))
        self.gazetteer = Gazetteer(reference)
        self.forums = ForumFinder(reference)
        self.topics = TopicFinder(reference)
        self.tenures = Tenures(reference)
        self.weights = load_yaml(seeds_dir / WEIGHTS, Weights)
        for finder in (self.people, self.dates, self.gazetteer, self.forums, self.topics):
            finder.add_to(self.lexicon)
        for language, rules in self.rules.items():
            rules.add_to(self.lexicon, language)
        self.abbreviations = frozenset().union(*(r.abbreviation_keys for r in self.rules.values()))
        codes = (sides[0]["country_code"] or "", sides[1]["country_code"] or "")
        summit = {row["country_code"] or "": row["leader_role_id"] or "" for row in sides}
        matching = {row["role_id"] or "": row["counterpart_role_id"] for row in rows(reference, "roles", ("role_id",))}
        colleagues = {
            (code, role): other
            for role, other in matching.items()
            for code in codes
            if other and not self.tenures.has_post(role, code)
        }
        self.sides = Sides(codes, frozenset(_LEADER_ROLES), summit, colleagues)

    def without_floor(self) -> Knowledge:
        """The same knowledge, for a reader that reports doubtful meetings, too."""
        other = copy.copy(self)
        other.weights = self.weights.model_copy(update={"floor": 0.0, "floor_of_plans": 0.0})
        return other


@lru_cache(maxsize=4)
def load_knowledge(seeds_dir: Path) -> Knowledge:
    """Everything the language stage knows.

    Raises:
        LanguageDataError: a file of seeds/language or seeds/reference is missing or breaks its schema.
    """
    gc.disable()  # nothing of it is garbage
    try:
        return Knowledge(seeds_dir)
    finally:
        gc.enable()
        gc.set_threshold(_YOUNG)
        gc.freeze()  # it stays as long as the process: the garbage collector need not walk it between articles
        atexit.register(gc.unfreeze)  # or libraries in C find their objects alive when the process ends, and complain


def _version(seeds_dir: Path) -> str:
    digest = hashlib.sha256()
    files = [
        *sorted((_PACKAGE / "contracts").glob("*.py")),
        *sorted((_PACKAGE / "ingest").glob("*.py")),
        *sorted((_PACKAGE / "extract").rglob("*.py")),
        *sorted((seeds_dir / "language").rglob("*.yaml")),
        *sorted((seeds_dir / "reference").glob("*.csv")),
        seeds_dir / WEIGHTS,
    ]
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def make_article(document: Document, page: PageText, knowledge: Knowledge) -> tuple[Article, list[ArticleSegment]]:
    """The article of a document, with publication date and anchor; alone in its near-duplicate group."""
    segments = [
        ArticleSegment(document.document_id, number, s.kind, s.rule, s.char_start, s.char_end)
        for number, s in enumerate(page.segments, start=1)
    ]
    if page.published_date is not None:
        basis = page.published_basis or PublishedBasis.NONE
        anchor = of_published(page.published_date, basis, page.text, segments, knowledge.lexicon, knowledge.dates)
    else:
        background = _background(document, page, segments, knowledge)
        anchor = find_anchor(page.text, segments, knowledge.lexicon, knowledge.dates, background)
    end = anchor.end
    if end is not None and page.continued_until is not None:
        end = max(end, page.continued_until)  # which entry of a live blog is of which day is not told in the text
    article = Article(
        document_id=document.document_id,
        language=page.language,
        title=page.title,
        publisher=page.publisher,
        agency=page.agency,
        source_url=page.source_url,
        dateline_place=page.dateline_place,
        published_date=anchor.published_date,
        published_basis=anchor.published_basis,
        anchor_start=anchor.start,
        anchor_end=end,
        encoding=page.encoding,
        text=page.text,
        near_duplicate_group=document.document_id,
        reader_version=knowledge.version,
        author=page.author,
        canonical_url=page.canonical_url,
    )
    return article, segments


def _background(
    document: Document, page: PageText, segments: Sequence[ArticleSegment], knowledge: Knowledge
) -> Background:
    """What persons, posts and sessions named tell of the year of an article; read once, however much is asked for."""
    read_on = document.first_seen_at.date()
    words = cache(lambda: _words(page.text, segments, knowledge))
    posts_told = cache(lambda: _posts_told(*words(), page.language, knowledge))

    def in_post(month: int, day: int) -> list[dt.date]:
        return knowledge.tenures.days(posts_told(), month, day, read_on)

    def is_possible(day: dt.date) -> bool:
        days = in_post(day.month, day.day)
        return day in days or not days

    return Background(
        in_post,
        lambda: [edition.start for edition in knowledge.forums.numbered(*words())],
        lambda tokens, matches, dates: knowledge.forums.years(tokens, matches, dates, is_possible),
        read_on,
    )


def _words(text: str, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> tuple[list[Token], Matches]:
    """Title and body as tokens, and what the lexicon knows of them."""
    tokens, _ = _tokens(text, segments, knowledge)
    return tokens, knowledge.lexicon.scan(tokens)


def _posts_told(
    tokens: list[Token], matches: Matches, language: Language, knowledge: Knowledge
) -> set[tuple[str, str]]:
    """Persons with the posts that the article gives them."""
    found = knowledge.people.find(tokens, matches, language, None)
    return {(p.person_id, p.role_id) for p in found.persons if p.is_curated and p.role_id is not None}


def analyse(article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> Analysis:
    """Reads title and body of an article."""
    tokens, bounds = _tokens(article.text, segments, knowledge)
    matches = knowledge.lexicon.scan(tokens)
    language = Language(article.language)
    anchor = Anchor(
        article.anchor_start, article.anchor_end, article.published_date, PublishedBasis(article.published_basis)
    )
    reading = Reading(tokens, matches, knowledge.rules, language, knowledge.sides.codes)
    people = knowledge.people.find(tokens, matches, language, anchor.start)
    parties = find_parties(reading, people.persons, people.roles)
    parties = with_holders(parties, reading, knowledge.sides, knowledge.tenures, anchor, knowledge.rules[language].home)
    groups = group_parties(reading, parties)
    posts = Spans(p for p in parties if p.is_individual)
    forums = Spans(knowledge.forums.find(tokens, matches))
    told = [p for p in knowledge.gazetteer.find(tokens, matches) if not _is_in_name(p, forums)]
    seats = Spans(p for p in told if _is_in_post(p, posts, reading))
    places = Spans(p for p in told if not _is_in_post(p, posts, reading))
    expressions = Spans(as_said(knowledge.dates.find(tokens, matches), reading, bounds))
    durations = Spans(knowledge.dates.find_durations(tokens, matches))
    dateline = _dateline_place(article, segments, knowledge)
    candidates, passed = find_candidates(
        reading, knowledge.sides, bounds, groups, places, forums, expressions, dateline
    )
    page = Page(
        knowledge.sides, knowledge.tenures, knowledge.gazetteer.capitals, knowledge.gazetteer.regions, knowledge.dates,
        knowledge.forums, reading, bounds, expressions, durations, places, seats, posts, forums, anchor, dateline,
        _leaders(groups, knowledge),
    )  # fmt: skip
    occasions = build_occasions(page, candidates)
    tell_features(occasions, knowledge.sides.codes)
    occasions = without_doubtful(occasions, knowledge.weights)
    leaders = frozenset({*_LEADER_ROLES, *(p.person.person_id for p in page.leaders if p.person is not None)})
    strange = [c for c in candidates if _is_of_others(c, occasions)]
    topics = knowledge.topics.find(reading, bounds, groups, forums, occasions, leaders, anchor.start, strange)
    return Analysis(
        anchor, tokens, bounds, reading, people.persons, list(places), list(forums), list(expressions), groups,
        candidates, passed, occasions, topics,
    )  # fmt: skip


def _is_of_others(candidate: Candidate, occasions: Sequence[Occasion]) -> bool:
    """Whether a contact that is none of these is with a third country, or a habit of others: "Modi has spoken to Putin
    several times" in a report of talks of their ministers."""
    if candidate.rejection is CandidateRejection.THIRD_COUNTRY:
        return True
    people = persons_of(candidate.members)
    known = any(not people.isdisjoint(occasion.people) for occasion in occasions)
    return candidate.rejection is CandidateRejection.HABITUAL and bool(people) and not known


def _is_in_post(place: Place, posts: Spans[Party], reading: Reading) -> bool:
    """Whether a place is part of a post: "India's ambassador to Russia", but not "मॉस्को में भारत के राजदूत"."""
    post = next(posts.before(place.first + 1), None)
    if post is None or place.last > post.last:
        return False
    begins = place.first == post.first and reading.rules_at(post.first).marking == "after"
    outside = bool(reading.starting("m:place_in", place.last)) and not reading.starting("m:seated", place.last)
    return not (begins and place.city is not None and outside)


def _is_in_name(place: Place, forums: Spans[Forum]) -> bool:
    """Whether a country is part of a forum's name, and nothing was there: "at Aero India"."""
    forum = next(forums.before(place.first + 1), None)
    inside = forum is not None and not forum.is_bilateral and place.last <= forum.last
    return inside and place.city is None


def extract_article(article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> list[RawRecord]:
    """All rows of the mention tables for one article (contracts.tables.MENTION_TABLES)."""
    return rows_of(article, analyse(article, segments, knowledge), knowledge)


def rows_of(article: Article, seen: Analysis, knowledge: Knowledge) -> list[RawRecord]:
    """What was seen in an article as rows of the mention tables."""
    return list(records_of(article, seen, knowledge.version))


def locations(knowledge: Knowledge) -> list[Location]:
    """The gazetteer, one row per place."""
    return knowledge.gazetteer.locations()


def _tokens(text: str, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> tuple[list[Token], list[Sentence]]:
    tokens: list[Token] = []
    bounds: list[Sentence] = []
    paragraph = 0
    for segment in segments:
        if segment.segment_kind not in (SegmentKind.TITLE, SegmentKind.BODY):
            continue
        part = without_brackets(without_wraps(tokenize(text, segment.char_start, segment.char_end)))
        if not part:
            continue
        if part[-1].kind != "newline":  # nothing reaches from one segment into the next
            part.append(Token(segment.char_end, segment.char_end, ("\n", "\n", "newline", "other")))
        spans = split_sentences(part, knowledge.abbreviations, len(bounds))
        offset = len(tokens)
        tokens += part
        title = segment.segment_kind == SegmentKind.TITLE
        headings = _subheadings(part, spans)
        for first, last in spans:
            if any(t.kind in ("word", "number") for t in part[first:last]):
                headline = title or first in headings
                bounds.append(Sentence(offset + first, offset + last, paragraph, part[first].sentence, headline))
            if part[last - 1].kind == "newline":
                paragraph += 1
        paragraph += 1
    return tokens, bounds


def _subheadings(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The first tokens of headlines within a text: paragraphs without a number, without a sign at their end, each
    between two that have one.

    >>> tokens = tokenize("X met Y.\n\nX to meet Z\n\nX will meet Z on 5 May.\n")
    >>> _subheadings(tokens, split_sentences(tokens, frozenset()))
    {5}
    """
    ends = [last for _, last in spans if tokens[last - 1].kind == "newline"]
    begins = [0, *ends[:-1]]
    closed = [_is_closed(tokens[first:last]) for first, last in zip(begins, ends, strict=True)]
    return {
        first
        for i, first in enumerate(begins[:-1])
        if i > 0 and closed[i - 1] and not closed[i] and closed[i + 1]
        if all(t.kind != "number" for t in tokens[first : ends[i]])
    }


def _is_closed(paragraph: Sequence[Token]) -> bool:
    """Whether a paragraph ends in a sign."""
    last = next((t for t in reversed(paragraph) if t.kind != "newline"), None)
    return last is not None and last.kind == "punct"


def _leaders(groups: Sequence[Group], knowledge: Knowledge) -> list[Party]:
    """Each person named who has ever led a country, once."""
    named = {p.person.person_id: p for g in reversed(groups) for p in g.parties if p.person is not None}
    return [p for i, p in named.items() if knowledge.sides.leaders & knowledge.tenures.ever(i)]


def _dateline_place(article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> Place | None:
    """Where a report was filed: the city of the first dateline that tells a place, "Press Trust of India Chennai"."""
    for segment in segments:
        if segment.segment_kind == SegmentKind.DATELINE:
            tokens = tokenize(article.text, segment.char_start, segment.char_end)
            found = knowledge.gazetteer.find(tokens, knowledge.lexicon.scan(tokens))
            if found:
                told = next((place for place in found if place.city is not None), found[0])
                return dataclasses.replace(told, first=0, last=0)
    return None
