"""What the two sides discussed: terms of the topic lexicon in the sentences that tell of a meeting, not in the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Lexicon, Match, longest
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.meetings.parties.parties import Group, Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.reference import rows
from orchestration.extract.spans import Spans
from orchestration.extract.topics.scopes import Span, find_scopes

#: What a topic's terms together must weigh to count.
THRESHOLD = 0.6
_PREPARATION = "annual_summit"
_RELATIONS = "strategic_partnership"  # of all kinds
_VAGUE = 0.5  # weight of a word that is a subject only beside others
_CERTAIN = 1.0  # weight of a term that can mean nothing else
_DECISIVE = 0.8  # weight of a term that names a topic outright
_NEAR = 8  # tokens between a visit and the words that tell of its preparation
_BREAKS = frozenset(",;:—–()")
_GAP = 3  # tokens between two subjects in a name
_PART = 4  # tokens from a post to the mechanism: "chairman of the Russian part of"
_NAME = 20  # tokens of the subjects in the name of a mechanism
_LONGEST = 60  # tokens of the longest thing looked for by what it holds


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
        forums: Spans[Forum],
        occasions: Sequence[Occasion],
        leaders: frozenset[str],
        today: dt.date | None,
        strange: Sequence[Candidate],
    ) -> list[list[TopicTerm]]:
        """Topic terms of each occasion, in its order, only of topics that weigh enough. today: the day of the report,
        if known; strange: contacts with a third country."""
        if not occasions:
            return []
        plans = {i for i, o in enumerate(occasions) if _is_plan(o) and _is_leaders_visit(o, leaders)}
        scopes = find_scopes(reading, sentences, Spans(groups), forums, occasions, plans, today, strange)
        visits = _passages([occasions[i] for i in plans])
        held = _passages([o for o in occasions if o.status is MeetingStatus.HELD])
        mechanisms = [(f, _is_of_post(reading, Spans(groups), f)) for f in forums if f.kind == "mechanism"]
        named = [m for f, is_headed in mechanisms for m in _subjects(reading, f)[0 if is_headed else 1 :]]
        further = sorted(named, key=lambda m: m.first)
        page = _Page(reading, Spans(groups), forums, visits, Spans(further), held, leaders)
        result = []
        for number, (occasion, scope) in enumerate(zip(occasions, scopes, strict=True)):
            found = [*_agenda(page, occasion, scope), *_mandate(page, occasion)]
            kept = [t for t in found if _weight(reading, [x for x in found if x.topic_id == t.topic_id]) >= THRESHOLD]
            if number in plans:
                trigger = occasion.told[0].candidate.match
                kept.append(TopicTerm(_PREPARATION, trigger.first, trigger.last, 1.0))
            elif occasion.type is not MeetingType.SUMMIT:
                kept += _preparation(page, occasion, scope)
            result.append(kept)
        return result


@dataclasses.dataclass(frozen=True, slots=True)
class _Page:
    """visits: passages that tell of the plans of leaders; further: subjects of mechanisms behind their first, and of
    those that are only in somebody's post; held: passages that tell of what took place."""

    reading: Reading
    groups: Spans[Group]
    forums: Spans[Forum]
    visits: Spans[Match]
    further: Spans[Match]
    held: Spans[Match]
    leaders: frozenset[str]

    def names_leader(self, first: int, last: int) -> bool:
        return any(_leads(p, self.leaders) for group in self.groups.within(first, last) for p in group.parties)

    def is_name(self, match: Match) -> bool:
        """Whether words are only part of a name: "the Security Council's secretary", "the BRICS summit"."""
        span = match.first, match.last
        if self.is_post(*span) or self.further.cover(*span):
            return True
        return match.value[1] < _CERTAIN and self.is_forum(*span)

    def is_post(self, first: int, last: int) -> bool:
        """Whether a token span is part of a name with its titles, of one of the two sides; or anybody's surname, "Ms
        Rice"."""
        named = [p for group in self.groups.within(first - _LONGEST, last) for p in group.parties]
        return any(
            p.first <= first
            and last <= p.last
            and p.is_individual
            and (p.country in self.reading.sides or (p.kind == "person" and last == p.last == first + 1))
            for p in named
        )

    def is_forum(self, first: int, last: int) -> bool:
        near = (f for f in self.forums.within(first - _LONGEST, last) if f.first <= first and last <= f.last)
        return any(f.is_bilateral or f.last - f.first > 1 or self._is_session(f) for f in near)

    def is_of_others_forum(self, match: Match) -> bool:
        """Whether words are part of the name of a forum of more than the two: "the coming G20 summit"."""
        near = self.forums.within(match.first - _LONGEST, match.last)
        return any(f.last > match.first and f.kind == "multilateral" for f in near)

    def _is_session(self, forum: Forum) -> bool:
        """Whether its session is meant: "the BRICS summit", «саммит БРИКС», "(SCO)" behind the full name."""
        if forum.first and self.reading.tokens[forum.first - 1].text == "(":
            return True
        return any(
            self.reading.ending("m:trigger", forum.first - gap) or self.reading.starting("m:trigger", forum.last + gap)
            for gap in (0, 1)
        )


def _agenda(page: _Page, occasion: Occasion, scope: Sequence[Span]) -> Iterator[TopicTerm]:
    """Subjects in the words that speak of an occasion."""
    reading = page.reading
    triggers = {i for t in occasion.told for i in range(t.candidate.match.first, t.candidate.match.last)}
    told = (t.candidate.forum for t in occasion.told)
    named = triggers.union(*(range(forum.first, forum.last) for forum in told if forum is not None))
    contacts = sorted((t.candidate for t in occasion.told), key=lambda c: c.match.first)
    where = Spans(sorted((t.place for t in occasion.told if t.place is not None), key=lambda place: place.first))

    def is_subject(match: Match, first: int, last: int) -> bool:
        span = match.first, match.last
        if match.value[0] == _PREPARATION or named.issuperset(range(*span)) or page.is_name(match):
            return False  # words that name the meeting itself, or where or with whom it was
        if where.cover(*span) or any(
            h.first <= span[0] and span[1] <= h.last for h in reading.within("m:here", first, last)
        ):
            return False
        contact = next((c for c in contacts if first <= c.match.first < last), None)
        if contact is not None and match.last <= contact.match.first and _is_setting(reading, first, contact):
            return False  # "who came to Moscow for Victory Day met his colleague"
        begin = max([first, *(i + 1 for i in triggers if first <= i < match.first)])
        return not _is_backdrop(reading, match, begin, first, last)  # "amid US tariffs"

    for first, last in scope:
        expected = any(reading.within(kind, first, last) for kind in ("m:discussion", "m:prospects", "m:agenda"))
        if occasion.status is not MeetingStatus.HELD and not expected:
            continue  # hopes are no agenda
        matches = longest(reading.within("topic", first, last))
        special = [m for m in matches if m.value[0] != _RELATIONS]
        matches = [m for m in matches if m.value[0] != _RELATIONS or not _is_of_one_kind(reading, m, special)]
        yield from _weighed(reading, [match for match in matches if is_subject(match, first, last)])


def _is_of_one_kind(reading: Reading, relations: Match, special: Sequence[Match]) -> bool:
    """Whether relations are those of a subject beside them: "defence ties", «сотрудничество в области финансов»."""
    if any(m.first <= relations.first <= m.last for m in special):
        return True
    behind = (m for m in special if 0 < m.first - relations.last <= _GAP)
    return any(not _are_listed(reading, relations, m) for m in behind)


def _weighed(reading: Reading, subjects: Sequence[Match]) -> Iterator[TopicTerm]:
    """With the weight that each has among the others: in a list of subjects a vague word is one too."""
    lists: list[list[Match]] = []
    for match in subjects:
        if not lists or not _are_listed(reading, lists[-1][-1], match):
            lists.append([])
        lists[-1].append(match)
    for items in lists:
        firm = any(match.value[1] >= THRESHOLD for match in items)
        for match in items:
            topic, weight = match.value
            weight = THRESHOLD if firm and _VAGUE <= weight < THRESHOLD else weight
            yield TopicTerm(topic, match.first, match.last, weight)


def _are_listed(reading: Reading, a: Match, b: Match) -> bool:
    """Whether a comma or "and" stands between two words, and hardly anything else."""
    if b.first - a.last > _GAP:
        return b.first < a.last
    between = reading.tokens[a.last : b.first]
    comma = any(token.text == "," for token in between)
    return b.first < a.last or comma or bool(reading.within("m:conjunctions", a.last, b.first))


def _is_setting(reading: Reading, first: int, contact: Candidate) -> bool:
    """Whether words before those who met, in a language where a subject stands behind them, only tell why they came."""
    named = any(m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE) for m in contact.members)
    if not named or reading.rules_at(contact.match.first).marking == "after":
        return False
    spoken = ("m:discussion", "m:agenda", "m:prospects")
    return not any(reading.within(kind, first, contact.match.last) for kind in spoken)


def _is_backdrop(reading: Reading, match: Match, begin: int, first: int, last: int) -> bool:
    """Whether it is told of what stood around a contact: words for that stand in its part of the sentence, or in the
    one before, of which it tells when that was: "मुलाकात ऐसे समय हुई है, जब अमेरिका ने टैरिफ लगाया है".

    begin: where the words behind a contact begin, of those from first to last.
    """
    part = _begin_of_part(reading, match.first, begin)
    if reading.within("m:backdrops", part, match.first):
        return True
    for when in reading.within("m:point_back", part, match.first)[:1]:
        before = _begin_of_part(reading, when.first - 1, first)
        if any(reading.within(kind, before, when.first) for kind in ("m:backdrops", "m:then")):
            return True
    end = next((i for i in range(match.last, last) if reading.tokens[i].text in _BREAKS), last)
    return bool(reading.within("m:backdrops_behind", match.first, end))


def _begin_of_part(reading: Reading, position: int, first: int) -> int:
    """Where the part of a sentence begins, by commas and the like, that a token is in."""
    return next((i + 1 for i in range(position - 1, first - 1, -1) if reading.tokens[i].text in _BREAKS), first)


def _mandate(page: _Page, occasion: Occasion) -> Iterator[TopicTerm]:
    """What a standing mechanism is for: the first subject in its name, wherever the article spells it out."""
    if occasion.type is not MeetingType.CONSULTATIONS:
        return
    for forum in page.forums:
        if forum.forum_id != occasion.forum_id or forum.kind != "mechanism":
            continue
        subjects = _subjects(page.reading, forum)
        for match in subjects:
            if match.first == subjects[0].first and match.value[0] != _PREPARATION:
                yield TopicTerm(match.value[0], match.first, match.last, match.value[1])


def _preparation(page: _Page, occasion: Occasion, scope: Sequence[Span]) -> Iterator[TopicTerm]:
    """Where those who met spoke about a visit of leaders to come."""
    reading = page.reading
    led = any(_leads(member.party, page.leaders) for member in occasion.members)
    for first, last in scope:
        if not any(reading.within(kind, first, last) for kind in ("m:discussion", "m:speech", "m:invitations")):
            continue
        for visit in page.visits.within(first, last):
            yield TopicTerm(_PREPARATION, visit.first, visit.last, 1.0)
        for match in longest(reading.within("topic", first, last)):
            topic, weight = match.value
            if topic != _PREPARATION or page.is_of_others_forum(match):
                continue
            if any(h.last > match.first for h in page.held.within(match.first - _GAP, match.last)):
                continue
            near = max(first, match.first - _NEAR), min(last, match.last + _NEAR)
            prepared = weight >= _DECISIVE or reading.within("m:preparations", *near)
            if weight >= _CERTAIN or (prepared and (led or page.names_leader(first, last))):
                yield TopicTerm(topic, match.first, match.last, 1.0)


def _subjects(reading: Reading, forum: Forum) -> list[Match]:
    """Topic terms in the name of a mechanism, in order: "commission on trade, science and culture"."""
    tokens = len(reading.tokens)
    first, last = forum.first, forum.last
    own = [m for m in reading.within("topic", first, min(last + _NAME, tokens)) if m.first < last]
    last = max([last, *(m.last for m in own)])
    scope = reading.starting("m:scope", last)
    listed = bool(own) and own[-1].last == last < tokens and reading.tokens[last].text == ","  # "on Trade, Science"
    if scope or listed or len({m.first for m in own}) > 1:
        last = scope[0].last if scope else last
        for match in longest(reading.within("topic", last, min(last + _NAME, tokens))):
            if match.first - last > _GAP:
                break
            last = max(last, match.last)
    if reading.ending("m:scope", first):
        for match in reversed(longest(reading.within("topic", max(0, first - _NAME), first))):
            if first - match.last > _GAP:
                break
            first = min(first, match.first)
    return longest(reading.within("topic", first, last))


def _is_of_post(reading: Reading, groups: Spans[Group], forum: Forum) -> bool:
    """Whether a mechanism is told in the post of who heads a part of it: «глава российской части комиссии по …»."""
    before = (p for g in groups.within(forum.first - _LONGEST, forum.first) for p in g.parties)
    post = max((p for p in before if p.last <= forum.first), key=lambda p: p.last, default=None)
    if post is None or not post.is_individual or forum.first - post.last > _PART:
        return False
    between = post.last, forum.first
    return not any(reading.within(kind, *between) for kind in ("m:trigger", "m:marker", "m:says"))


def _weight(reading: Reading, terms: Sequence[TopicTerm]) -> float:
    """What different words weigh together: one that is said again proves no more."""
    words: dict[tuple[str, ...], float] = {}
    for term in terms:
        word = tuple(token.key for token in reading.tokens[term.first : term.last])
        words[word] = max(term.weight, words.get(word, 0.0))
    weights = sorted(words.values(), reverse=True)
    return weights[0] + 0.25 * sum(weights[1:])


def _passages(occasions: Sequence[Occasion]) -> Spans[Match]:
    matches = {told.candidate.match for occasion in occasions for told in occasion.told}
    return Spans(sorted(matches, key=lambda match: match.first))


def _is_plan(occasion: Occasion) -> bool:
    return occasion.status is not MeetingStatus.HELD


def _is_leaders_visit(occasion: Occasion, leaders: frozenset[str]) -> bool:
    """Whether a leader comes: the occasion is his visit, or the talks that one of its passages calls a visit."""
    persons = [m for m in occasion.members if m.party.person is not None or m.party.role_id is not None]
    if occasion.type is MeetingType.SUMMIT and not persons:
        return True
    if occasion.type in (MeetingType.VISIT, MeetingType.SUMMIT):
        return any(_leads(m.party, leaders) for m in occasion.members)
    visits = [t.candidate for t in occasion.told if t.candidate.trigger.part in ("visit", "invite")]
    return any(c.members and all(_leads(m.party, leaders) for m in c.members) for c in visits)


def _leads(party: Party, leaders: frozenset[str]) -> bool:
    return party.role_id in leaders or (party.person is not None and party.person.person_id in leaders)
