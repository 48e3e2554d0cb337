"""Puts the finders together: one article in, all its mentions out. The only module of `extract` that others call."""

from __future__ import annotations

import atexit
import copy
import dataclasses
import gc
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.contracts.codes import Language, MeetingStatus, PublishedBasis, SegmentKind
from orchestration.contracts.tables import (
    Article,
    ArticleSegment,
    Document,
    ForumMention,
    Location,
    MeetingMention,
    MeetingParticipant,
    MeetingTopic,
    PersonMention,
    PlaceMention,
    RawRecord,
    RejectedMention,
    ReportedMeeting,
)
from orchestration.extract.anchor import find_anchor
from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.dates.finder import DateFinder, DateRules
from orchestration.extract.forums import Forum, ForumFinder
from orchestration.extract.language import load_all, load_yaml
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.meetings.candidates import find_candidates
from orchestration.extract.meetings.confidence import WEIGHTS, Weights, tell_features, without_doubtful
from orchestration.extract.meetings.discourse import Candidate, PassedOver, Sentence
from orchestration.extract.meetings.joining import group_parties
from orchestration.extract.meetings.naming import find_parties
from orchestration.extract.meetings.occasions import build_occasions
from orchestration.extract.meetings.page import Occasion, Page
from orchestration.extract.meetings.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import MeetingRules
from orchestration.extract.meetings.sides import Sides
from orchestration.extract.model import Anchor, Person
from orchestration.extract.people.finder import PeopleFinder
from orchestration.extract.people.titles import TitleRules
from orchestration.extract.places import Gazetteer, Place
from orchestration.extract.reference import Tenures, rows
from orchestration.extract.spans import Spans
from orchestration.extract.text import Token, split_sentences, tokenize
from orchestration.extract.topics.finder import TopicFinder, TopicTerm

if TYPE_CHECKING:
    from orchestration.ingest.articles import PageText

_BY_TITLE = "title"  # a noun that means somebody with the same word in his title
_STEM = 5  # letters that forms of a noun have in common
_LEADER_ROLES = ("president", "prime_minister")
_OF_NO_MINISTRY = frozenset({"prime_minister", "first_deputy_prime_minister", "deputy_prime_minister"})
_QUOTE_LENGTH = 320  # characters up to which a whole sentence is quoted
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
        self.sides = Sides(codes, frozenset(_LEADER_ROLES), summit)

    def without_floor(self) -> Knowledge:
        """The same knowledge, for a reader that reports doubtful meetings, too."""
        other = copy.copy(self)
        other.weights = self.weights.model_copy(update={"floor": 0.0})
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
    posts_told = cache(lambda: _posts_told(page, segments, knowledge))  # asked for once, however many days are told
    anchor = find_anchor(
        page.text,
        segments,
        knowledge.lexicon,
        knowledge.dates,
        page.published_date,
        page.published_basis,
        lambda month, day: knowledge.tenures.days(posts_told(), month, day),
    )
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


def _posts_told(page: PageText, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> set[tuple[str, str]]:
    """Persons with the posts that the article gives them."""
    tokens, _ = _tokens(page.text, segments, knowledge)
    found = knowledge.people.find(tokens, knowledge.lexicon.scan(tokens), page.language, None)
    return {(p.person_id, p.role_id) for p in found.persons if p.is_curated and p.role_id is not None}


@dataclasses.dataclass(slots=True)
class Analysis:
    """Everything the extractor saw in one article; what `make annotate` shows and `_rows` turns into records."""

    anchor: Anchor
    tokens: list[Token]
    sentences: list[Sentence]
    reading: Reading
    persons: list[Person]
    places: list[Place]
    forums: list[Forum]
    expressions: list[DateExpression]
    groups: list[Group]
    candidates: list[Candidate]
    passed: list[PassedOver]
    occasions: list[Occasion]
    topics: list[list[TopicTerm]]


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
    parties = _complete(parties, reading, knowledge, anchor, knowledge.rules[language].home)
    groups = group_parties(reading, parties)
    posts = Spans(p for p in parties if p.kind in ("person", "role"))
    places = Spans(
        place for place in knowledge.gazetteer.find(tokens, matches) if not _is_in_post(place, posts, reading)
    )
    forums = Spans(knowledge.forums.find(tokens, matches))
    expressions = Spans(knowledge.dates.find(tokens, matches))
    durations = Spans(knowledge.dates.find_durations(tokens, matches))
    candidates, passed = find_candidates(reading, knowledge.sides, bounds, groups, places, forums, expressions)
    dateline = _dateline_place(article, segments, knowledge)
    page = Page(
        knowledge.sides, knowledge.tenures, knowledge.gazetteer.capitals, knowledge.dates, knowledge.forums, reading,
        bounds, expressions, durations, places, posts, forums, anchor, dateline, _leaders(groups, knowledge),
    )  # fmt: skip
    occasions = build_occasions(page, candidates)
    tell_features(occasions, knowledge.sides.codes)
    occasions = without_doubtful(occasions, knowledge.weights)
    leaders = frozenset({*_LEADER_ROLES, *(p.person.person_id for p in page.leaders if p.person is not None)})
    topics = knowledge.topics.find(reading, bounds, groups, forums, occasions, leaders)
    return Analysis(
        anchor, tokens, bounds, reading, people.persons, list(places), list(forums), list(expressions), groups,
        candidates, passed, occasions, topics,
    )  # fmt: skip


def _is_in_post(place: Place, posts: Spans[Party], reading: Reading) -> bool:
    """Whether a place is part of a post: "India's ambassador to Russia", but not "मॉस्को में भारत के राजदूत"."""
    post = next(posts.before(place.first + 1), None)
    if post is None or place.last > post.last:
        return False
    begins = place.first == post.first and reading.rules_at(post.first).marking == "after"
    outside = bool(reading.starting("m:place_in", place.last)) and not reading.starting("m:seated", place.last)
    return not (begins and place.city is not None and outside)


def extract_article(article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> list[RawRecord]:
    """All rows of the mention tables for one article (contracts.tables.MENTION_TABLES)."""
    return rows_of(article, analyse(article, segments, knowledge), knowledge)


def rows_of(article: Article, seen: Analysis, knowledge: Knowledge) -> list[RawRecord]:
    """What was seen in an article as rows of the mention tables."""
    return list(_rows(article, seen, knowledge))


def locations(knowledge: Knowledge) -> list[Location]:
    """The gazetteer, one row per place."""
    return knowledge.gazetteer.locations()


def _tokens(text: str, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> tuple[list[Token], list[Sentence]]:
    tokens: list[Token] = []
    bounds: list[Sentence] = []
    number = paragraph = sentence = 0
    for segment in segments:
        if segment.segment_kind not in (SegmentKind.TITLE, SegmentKind.BODY):
            continue
        part = tokenize(text, segment.char_start, segment.char_end)
        if not part:
            continue
        if part[-1].kind != "newline":  # nothing reaches from one segment into the next
            part.append(Token(segment.char_end, segment.char_end, ("\n", "\n", "newline", "other")))
        spans = split_sentences(part, knowledge.abbreviations, sentence)
        sentence += len(spans)
        offset = len(tokens)
        tokens += part
        title = segment.segment_kind == SegmentKind.TITLE
        for first, last in spans:
            if any(t.kind in ("word", "number") for t in part[first:last]):
                bounds.append(Sentence(offset + first, offset + last, paragraph, number, title))
                number += 1
            if part[last - 1].kind == "newline":
                paragraph += 1
        paragraph += 1
    return tokens, bounds


def _complete(
    parties: Sequence[Party], reading: Reading, knowledge: Knowledge, anchor: Anchor, home: str | None
) -> list[Party]:
    """Gives posts without a name the person of the article who holds them, and persons the post they hold.

    Nouns such as "the minister" become the post of whom they mean, and are left out where they mean nobody.
    Where more than one person of the article could be meant, or none, a post without a country is the home country's,
    or that of whom it is joined to: «премьер Моди и глава МИД страны».
    """
    holders: dict[str, set[str]] = {}
    persons: dict[str, Party] = {}
    for party in parties:
        if party.person is not None:
            persons.setdefault(party.person.person_id, party)
            held = knowledge.tenures.roles(party.person.person_id, anchor.start) or (
                {party.role_id} if party.role_id else set()
            )
            holders.setdefault(party.person.person_id, set()).update(held)
            if party.role_id is None:
                party.role_id = next((r for r in _LEADER_ROLES if r in held), None)
    for before, party in zip([None, *parties], parties, strict=False):
        if party.kind != "role":
            continue
        own = before.country if before is not None and _is_joined(reading, before, party) else home
        if party.country is None:
            party.country = knowledge.tenures.only_country(party.role_id or "", knowledge.sides.codes)
        fitting = [
            p
            for identifier, p in persons.items()
            if any(_is_post(role, party.role_id) for role in holders[identifier])
            and party.country in (None, p.country)
            and (party.country is not None or p.country in knowledge.sides.codes)
        ]
        if len(fitting) > 1 and party.country is None:
            told = own if reading.starting("m:the_country", party.last) else home
            known = [p for p in fitting if p.first < party.first]  # of whom so far but one was named
            fitting = [p for p in fitting if p.country == told] if told is not None or len(known) != 1 else known
        if len(fitting) == 1:
            party.person, party.country = fitting[0].person, fitting[0].country
        elif party.country is None and not fitting:
            party.country = own
    return _resolve_nouns(parties, reading.tokens, holders, knowledge.sides.codes)


def _is_joined(reading: Reading, person: Party, post: Party) -> bool:
    """Whether a post stands behind "and" and somebody named, where the words before tell who both are."""
    if person.kind != "person" or reading.rules_at(post.first).marking != "before":
        return False
    return any(m.last == post.first for m in reading.starting("m:conjunctions", person.last))


def _is_post(held: str, told: str | None) -> bool:
    """Whether who holds a post can be called by the one told: "the Russian minister" is one of any ministry."""
    if told not in ("minister", "deputy_minister") or not held.endswith("_minister"):
        return held == told
    return held not in _OF_NO_MINISTRY and held.startswith("deputy_") == told.startswith("deputy_")


def _resolve_nouns(
    parties: Sequence[Party], tokens: Sequence[Token], holders: Mapping[str, Collection[str]], sides: Collection[str]
) -> list[Party]:
    """Gives a noun ("the minister", "the rector") the person of such a post, or with that word in his title, of whom
    the article has told most before it."""
    told: Counter[str] = Counter()
    latest: dict[str, Party] = {}
    titles: dict[str, set[str]] = {}
    kept: list[Party] = []
    for party in parties:
        if party.kind == "noun":
            meant = _meant(party, tokens[party.first].key, told, latest, titles, holders, sides)
            if meant is None or meant.person is None:
                continue
            roles = [r for r in sorted(holders[meant.person.person_id]) if r.endswith(party.role_ends)]
            role = roles[0] if roles else meant.role_id
            party = dataclasses.replace(party, kind="role", person=meant.person, country=meant.country, role_id=role)
        if party.person is not None:
            identifier = party.person.person_id
            told[identifier] += 1
            latest[identifier] = party
            titles.setdefault(identifier, set()).update(t.key for t in tokens[party.first : party.person.first])
        kept.append(party)
    return kept


def _meant(
    noun: Party,
    word: str,
    told: Counter[str],
    latest: Mapping[str, Party],
    titles: Mapping[str, Collection[str]],
    holders: Mapping[str, Collection[str]],
    sides: Collection[str],
) -> Party | None:
    """The person told most of whom a noun can mean; the latest of several."""
    fitting = [
        identifier
        for identifier, person in latest.items()
        if person.country in sides
        and (
            any(role.endswith(end) for role in holders[identifier] for end in noun.role_ends if end != _BY_TITLE)
            or (_BY_TITLE in noun.role_ends and any(key[:_STEM] == word[:_STEM] for key in titles[identifier]))
        )
    ]
    return latest[max(fitting, key=lambda i: (told[i], latest[i].first))] if fitting else None


def _leaders(groups: Sequence[Group], knowledge: Knowledge) -> list[Party]:
    """Each person named who has ever led a country, once."""
    named = {p.person.person_id: p for g in reversed(groups) for p in g.parties if p.person is not None}
    return [p for i, p in named.items() if knowledge.sides.leaders & knowledge.tenures.ever(i)]


def _dateline_place(article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> Place | None:
    for segment in segments:
        if segment.segment_kind == SegmentKind.DATELINE:
            tokens = tokenize(article.text, segment.char_start, segment.char_end)
            found = knowledge.gazetteer.find(tokens, knowledge.lexicon.scan(tokens))
            if found:
                return dataclasses.replace(found[0], first=0, last=0)
    return None


def _id(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]


def _rows(article: Article, seen: Analysis, knowledge: Knowledge) -> Iterator[RawRecord]:
    document, version, text, tokens = article.document_id, knowledge.version, article.text, seen.tokens

    def chars(first: int, last: int) -> tuple[int, int]:
        return tokens[first].start, tokens[last - 1].end

    for person in seen.persons:
        start, end = chars(person.first, person.last)
        yield PersonMention(
            _id(document, "person", start, end), document, person.person_id, person.full_name, person.full_name_hi,
            person.full_name_ru, person.country_code, person.is_curated, person.resolution, person.role_id,
            person.title, text[start:end], start, end, version,
        )  # fmt: skip
    for place in seen.places:
        start, end = chars(place.first, place.last)
        yield PlaceMention(
            _id(document, "place", start, end), document, place.location_id, place.venue, text[start:end], start, end,
            version,
        )  # fmt: skip
    for forum in seen.forums:
        start, end = chars(forum.first, forum.last)
        yield ForumMention(
            _id(document, "forum", start, end), document, forum.forum_id, text[start:end], start, end, version
        )
    refused: set[str] = set()
    for candidate in seen.candidates:
        if candidate.rejection is not None:
            start, end = chars(candidate.match.first, candidate.match.last)
            quote_start, quote_end = _quote(candidate, text, tokens)
            mention = _id(document, "rejected", candidate.trigger.id, start, end)
            if mention in refused:  # one trigger whose words match in two readings
                continue
            refused.add(mention)
            yield RejectedMention(
                mention, document, candidate.rejection, text[quote_start:quote_end], quote_start, quote_end,
                text[start:end], candidate.evidence, version,
            )  # fmt: skip
    used: set[str] = set()
    for number, (occasion, topics) in enumerate(zip(seen.occasions, seen.topics, strict=True)):
        yield from _meeting_rows(article, occasion, topics, number, seen, knowledge, used)


def _meeting_rows(
    article: Article,
    occasion: Occasion,
    topics: Sequence[TopicTerm],
    number: int,
    seen: Analysis,
    knowledge: Knowledge,
    used: set[str],
) -> Iterator[RawRecord]:
    document, version, text, tokens = article.document_id, knowledge.version, article.text, seen.tokens
    passages = sorted(occasion.told, key=lambda t: t.candidate.match.first)
    first = tokens[passages[0].candidate.match.first].start
    who = sorted(m.party.person.person_id for m in occasion.members if m.party.person is not None)
    meeting = _id(document, "meeting", first, occasion.status.value, occasion.type.value, *who)
    if meeting in used:
        meeting = _id(meeting, number)
    used.add(meeting)
    interval, place = occasion.interval, occasion.place
    yield ReportedMeeting(
        meeting, document, occasion.type, occasion.status, interval.start, interval.end, interval.precision,
        interval.basis, occasion.phrase, place.location_id if place else None, occasion.place_basis, occasion.venue,
        occasion.edition.edition_id if occasion.edition else occasion.forum_id, occasion.minutes, occasion.confidence,
        version,
    )  # fmt: skip
    spans: set[tuple[int, int]] = set()
    for told in passages:
        candidate = told.candidate
        start, end = _quote(candidate, text, tokens)
        if (start, end) in spans:
            continue
        spans.add((start, end))
        match, sentence = candidate.match, candidate.sentence
        is_postponed = occasion.status is MeetingStatus.CANCELLED and bool(
            seen.reading.within("m:postponed", sentence.first, sentence.last)
        )
        yield MeetingMention(
            _id(meeting, "mention", start, end), meeting, document, occasion.status, text[start:end], start, end,
            text[tokens[match.first].start : tokens[match.last - 1].end], candidate.trigger.id, occasion.confidence,
            version, is_postponed,
        )  # fmt: skip
    order = 0
    for member in occasion.members:
        party = member.party
        start, end = tokens[party.first].start, tokens[party.last - 1].end
        for country in (party.country, *party.countries):
            if country is None:
                continue
            order += 1
            yield MeetingParticipant(
                meeting, order, document, party.person.person_id if party.person else None, country, party.role_id,
                (party.person.title if party.person and party.kind == "person" else text[start:end]), member.basis,
                start, end, version,
            )  # fmt: skip
    terms: set[tuple[str, int]] = set()
    for term in sorted(topics, key=lambda t: (t.first, -t.last)):  # of terms that begin together, the longest
        start, end = tokens[term.first].start, tokens[term.last - 1].end
        if (term.topic_id, start) not in terms:
            terms.add((term.topic_id, start))
            yield MeetingTopic(meeting, term.topic_id, start, end, document, text[start:end], term.weight, version)


def _quote(candidate: Candidate, text: str, tokens: Sequence[Token]) -> tuple[int, int]:
    """Characters of the passage: the sentence where it is short, else the clause."""
    sentence = candidate.sentence
    first, last = sentence.first, sentence.last
    if tokens[last - 1].end - tokens[first].start > _QUOTE_LENGTH:
        first, last = candidate.first, candidate.last
    while last - 1 > first and tokens[last - 1].kind in ("newline", "punct"):
        last -= 1
    while first < last - 1 and tokens[first].kind in ("newline", "punct"):
        first += 1
    return tokens[first].start, tokens[last - 1].end
