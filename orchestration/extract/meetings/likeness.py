"""How like a passage is to an occasion: what rules out that they are one, and what speaks for it.

Each reason is a function with its name. Not here: what is done with the answer, which `grouping` decides.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cached_property

from orchestration.contracts.codes import REMOTE_TYPES, DatePrecision, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.intervals import begins_after, is_recent, overlap, same_days
from orchestration.extract.meetings.members import are_of_more, has_outsiders, heads_of, is_named, persons_of, posts_of
from orchestration.extract.meetings.page import LEAD, Occasion, Page, Told
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Interval

_SUMMIT_REACH = 8  # sentences over which a summit's parts are told, and who sat in a session
_BESIDE = 2  # sentences over which words without names go on with what was told
_WEEKS = 31  # days before a report of which it may tell as its news
_PARTICIPLE = 5  # tokens from "held in July" to what was held
_FAR = 20  # sentences behind which distance no longer matters
_PLANS = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


@dataclasses.dataclass
class Pairing:
    """A passage held against an occasion."""

    occasion: Occasion
    passage: Told
    page: Page

    @property
    def candidate(self) -> Candidate:
        return self.passage.candidate

    @cached_property
    def told(self) -> list[Candidate]:
        return [t.candidate for t in self.occasion.evidence]

    @cached_property
    def distance(self) -> int:
        """Sentences to the nearest passage of the occasion."""
        return min(abs(self.candidate.sentence.number - c.sentence.number) for c in self.told)

    @cached_property
    def days(self) -> list[Interval]:
        """What the occasion's passages tell of its time."""
        return [t.interval for t in self.occasion.evidence if t.interval.start is not None]

    @property
    def is_dated(self) -> bool:
        return self.passage.interval.start is not None

    @cached_property
    def shared(self) -> int:
        """Persons of the two sides that both name."""
        return sum(
            len(self.occasion.person_ids(side) & persons_of(self.candidate.members, side)) for side in self.page.sides
        )

    @cached_property
    def is_of_same_forum(self) -> bool:
        forum = self.candidate.forum
        return forum is not None and any(c.forum is not None and c.forum.forum_id == forum.forum_id for c in self.told)

    @cached_property
    def is_half_named(self) -> bool:
        """Whether the one or the other names nobody."""
        return not is_named(self.occasion.members) or not is_named(self.candidate.members)

    @cached_property
    def is_vague(self) -> bool:
        """Whether the passage's words can stand for any contact: "the talks", "discussed"."""
        candidate = self.candidate
        before = self.page.reading.rules_at(candidate.match.first).marking == "before"
        plain = candidate.trigger.vague and (before or candidate.type is candidate.trigger.type)  # «डिनर पर बातचीत»
        return (candidate.anaphoric and not candidate.later) or plain

    @cached_property
    def was_vague(self) -> bool:
        """Whether all words so far can stand for any contact, and are near."""
        return self.distance <= _BESIDE and all(c.anaphoric or c.trigger.vague for c in self.told)

    @property
    def is_same_kind(self) -> bool:
        return modality(self.occasion.type) == modality(self.candidate.type)


def likeness(pairing: Pairing, against: Sequence[Callable[[Pairing], bool]] | None = None) -> float:
    """0 where the passage can't tell of the occasion, else how likely it does. against: if not all reasons."""
    if any(rules_out(pairing) for rules_out in (_AGAINST if against is None else against)):
        return 0.0
    return 1.0 + sum(weigh(pairing) for weigh in _FOR)


def retelling(pairing: Pairing) -> float:
    """0 where a headline can't sum up the occasion, else how likely it does, whatever day and status it tells.

    A headline has no room for what is still to come and what is over, or where; the body has, and says it.
    """
    if pairing.shared < len(pairing.page.sides) or not _is_of_the_news(pairing):
        return 0.0
    if MeetingStatus.CANCELLED in (pairing.candidate.status, pairing.occasion.status):
        return 0.0  # one was called off, and another is to come
    return max(likeness(pairing, against) for against in _AGAINST_RETELLING)


def naming(pairing: Pairing) -> float:
    """0 where words that only point back can't mean the occasion, else how likely they do, whatever its status."""
    if pairing.shared < len(pairing.page.sides):
        return 0.0
    return likeness(pairing, _AGAINST_NAMING)


def meaning(pairing: Pairing) -> float:
    """0 where "the talks on Friday", of nobody named, can't be the occasion, else how likely they are, by their day."""
    day = pairing.passage.interval
    if day.precision is not DatePrecision.DAY or not any(same_days(day, d) for d in pairing.days):
        return 0.0
    return likeness(pairing, _AGAINST_MEANING)


def _is_of_the_news(p: Pairing) -> bool:
    """Whether an occasion is of these days, still to come, or of no day told."""
    anchor = p.page.anchor
    return not p.days or any(is_recent(d, anchor) or begins_after(d, anchor) for d in p.days)


def modality(kind: MeetingType) -> str:
    if kind in REMOTE_TYPES:
        return "remote"
    return "informal" if kind is MeetingType.INFORMAL_TALK else "in_person"


def _has_other_status(p: Pairing) -> bool:
    mine, theirs = p.candidate.status, p.occasion.status
    if mine is theirs:
        return False
    if {mine, theirs} != _PLANS:
        return True
    return p.is_dated and not p.days  # the summit put off last year is not the one under preparation


def _is_of_other_kind(p: Pairing) -> bool:
    candidate, occasion = p.candidate, p.occasion
    if p.is_same_kind or _is_part_of_summit(p) or _is_in_clause_about_it(p):
        return False
    if not (p.is_vague or p.was_vague) or (candidate.type in REMOTE_TYPES and not (p.was_vague or _tells_how(p))):
        return True
    if candidate.type in REMOTE_TYPES and any(t.candidate.forum is not None for t in occasion.evidence):
        return True  # "following up on their meeting at the summit, they spoke by phone"
    if occasion.type is MeetingType.INFORMAL_TALK:
        if not candidate.anaphoric and p.distance > LEAD:
            return True  # talks told long after a dinner
        forum = candidate.forum
        if forum is not None and forum.kind == "annual_summit":
            return True  # a ride in one car, and then the summit
    if candidate.type is MeetingType.INFORMAL_TALK and not p.is_vague:
        if any(t.is_in_city and t.candidate.forum is not None for t in occasion.evidence):
            return True  # talks on the margins of a forum, and a ride in one car
    if candidate.type is MeetingType.INFORMAL_TALK and p.is_dated and not p.days and not _is_of_today(p):
        return True  # news of talks, and a dinner on the eve
    # "they spoke by phone. On the 1st they had talked in Tianjin"
    in_city = p.passage.is_in_city or (p.is_dated and p.passage.place is not None and p.passage.place.city is not None)
    return occasion.type in REMOTE_TYPES and (candidate.forum is not None or in_city)


def _tells_how(p: Pairing) -> bool:
    """Whether words that point back say how those told before, at no place, were held: "The talks were virtual"."""
    candidate = p.candidate
    goes_on = candidate.anaphoric and not candidate.back and p.distance <= _BESIDE and not p.is_dated
    return goes_on and candidate.trigger.type not in REMOTE_TYPES and all(t.place is None for t in p.occasion.evidence)


def _is_in_clause_about_it(p: Pairing) -> bool:
    """Whether a clause goes on about what its sentence told: "received X at his house, where they spoke over tea"."""
    reading, candidate = p.page.reading, p.candidate
    if p.is_dated and p.days and not all(overlap(p.passage.interval, d) for d in p.days):
        return False
    before = [c for c in p.told if c.sentence is candidate.sentence and c.match.last <= candidate.first]
    return bool(before) and p.shared > 0 and bool(reading.starting("m:point_back", candidate.first))


def _is_of_today(p: Pairing) -> bool:
    return p.page.anchor.day is None or overlap(p.passage.interval, p.page.today)


def _is_part_of_summit(p: Pairing) -> bool:
    """Whether a walk or a ride is told as part of the summit: "the two also took a boat ride"."""
    candidate = p.candidate
    named = any(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    informal = candidate.type is MeetingType.INFORMAL_TALK and not p.is_dated and not named
    if not informal or p.distance > _SUMMIT_REACH:
        return False
    return p.occasion.told[0].candidate.trigger.summit and not _is_in_other_venue(p)


def _is_in_other_venue(p: Pairing) -> bool:
    venues = {t.place.venue for t in p.occasion.evidence if t.place is not None and t.place.venue}
    place = p.passage.place
    return place is not None and bool(place.venue) and bool(venues) and place.venue not in venues


def _has_other_people(p: Pairing) -> bool:
    for side in p.page.sides:
        mine, theirs = persons_of(p.candidate.members, side), p.occasion.person_ids(side)
        if mine and theirs:
            if not mine & theirs:
                return True
            continue
        if p.is_of_same_forum and not theirs:
            continue  # a leader's visit, in a headline with the session of the ministers
        posts, others = posts_of(p.candidate.members, side), posts_of(p.occasion.members, side)
        if posts and others and not _may_be_same(posts, others):
            return True  # the adviser is not the prime minister
    return False


def _may_be_same(posts: set[str], others: set[str]) -> bool:
    """Whether two told posts can be of one person: "the Indian minister" is the foreign minister, too."""
    return bool(posts & others) or any(
        "minister" in one and any(post.endswith("_minister") for post in other)
        for one, other in ((posts, others), (others, posts))
    )


def _is_another_by_its_words(p: Pairing) -> bool:
    """ "Talked separately", "met X, too"; but "before that he spoke with X" can be told of X again."""
    candidate, sides = p.candidate, p.page.sides
    if candidate.apart and not any(c.apart for c in p.told):
        return True
    other = candidate.also or candidate.earlier or candidate.later
    if not other or candidate.anaphoric or candidate.sentence.title:
        return False
    if candidate.also:
        return any(not persons_of(candidate.members, s) <= p.occasion.person_ids(s) for s in sides)
    if candidate.earlier and is_named(candidate.members) and not is_named(p.occasion.members):
        return not any(c.earlier for c in p.told)  # "the commission sat; before that X had met Y"
    heads = ((heads_of(candidate.members, s), heads_of(p.occasion.members, s)) for s in sides)
    return any(one and head and one != head for one, head in heads)


def _is_joined_by_others(p: Pairing) -> bool:
    """Whether a third country's people sat at the one only: "the three met, and X met Y before that"."""
    candidate, sides = p.candidate, p.page.sides
    joined = candidate.type is MeetingType.MULTILATERAL_MEETING and all(c.type is not candidate.type for c in p.told)
    if has_outsiders(p.occasion.members, sides):
        alone = candidate.type is MeetingType.BILATERAL_MEETING and not has_outsiders(candidate.members, sides)
        return alone and all(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    return joined and has_outsiders(candidate.members, sides)


def _is_of_other_mechanism(p: Pairing) -> bool:
    """Whether it is another commission, another session of it, or a session while the leaders are those who meet."""
    pair, forum = p.page.pair, p.candidate.forum
    others = [c.forum for c in p.told if c.forum is not None]
    if forum is None:
        return _is_of_fewer(p) and any(f.kind == "mechanism" for f in others)
    if not p.is_of_same_forum and len(forum.seats) > 1:  # "X met Y and A met B. The 2+2 was held after that"
        if all(len(p.occasion.person_ids(side)) == 1 for side in pair.codes):
            return True
    if not others and forum.kind == "mechanism" and p.candidate.later and not p.candidate.anaphoric:
        return not _is_told_in_clause(p)  # "after that the two co-chaired the commission"
    if not others and forum.kind == "mechanism" and not is_named(p.candidate.members):
        return any(pair.leaders & posts_of(p.occasion.members, s) for s in pair.codes)
    bilateral = [f for f in others if f.is_bilateral]
    if not forum.is_bilateral or not bilateral:
        return False
    if all(f.forum_id != forum.forum_id for f in bilateral):
        return True
    numbers = {f.number for f in bilateral if f.number is not None}
    return forum.number is not None and bool(numbers) and forum.number not in numbers


def _is_of_fewer(p: Pairing) -> bool:
    """Whether some of several are told to have met by themselves: "Lavrov also had bilateral talks with his peer"."""
    candidate = p.candidate
    if candidate.anaphoric or candidate.trigger.spoken or p.distance == 0:
        return False
    seats = max((len(c.forum.seats) for c in p.told if c.forum is not None), default=0)
    several = [max(len(p.occasion.person_ids(side)), seats) for side in p.page.sides]
    if candidate.trigger.bilateral:
        return is_named(candidate.members) and p.shared < sum(several)
    sizes = list(zip((len(persons_of(candidate.members, s)) for s in p.page.sides), several, strict=True))
    plain = candidate.trigger.vague and candidate.trigger.part == "verb"  # "discussed"
    return not plain and all(0 < mine < theirs for mine, theirs in sizes)


def _is_of_more(p: Pairing) -> bool:
    """Whether two of each side are told to have met, where one of each had: "the four then sat down together".

    Not of leaders, with whom others sit.
    """
    candidate = p.candidate
    if candidate.sentence.title or candidate.anaphoric or p.page.pair.are_led(p.occasion.members):
        return False
    return are_of_more(candidate.members, p.occasion.members, p.page.sides)


def _is_of_those_beside(p: Pairing) -> bool:
    """Whether those who sat beside a leader are told to have met by themselves: "Y then had talks with Lavrov"."""
    candidate, pair = p.candidate, p.page.pair
    if candidate.anaphoric or candidate.trigger.weak or candidate.trigger.part == "presence":
        return False
    for side in pair.codes:
        led = persons_of([m for m in p.occasion.members if m.party.role_id in pair.leaders], side)
        mine = persons_of([m for m in candidate.members if m.basis is ParticipantBasis.NAMED], side)
        if heads_of(p.occasion.members, side) in led and mine and not mine & led:
            return True
    return False


def _is_about_it(p: Pairing) -> bool:
    """Whether an occasion is only what a thing discussed was of, where verbs come last: "what was decided at the
    talks held in July they reviewed"."""
    reading, first = p.page.reading, p.candidate.match.first
    if reading.rules_at(first).marking != "after" or not p.candidate.trigger.vague:
        return False
    return all(c.sentence is p.candidate.sentence and c.match.last <= first and _owns(reading, c) for c in p.told)


def _owns(reading: Reading, told: Candidate) -> bool:
    """Whether a contact that was held somewhen stands as the owner of what follows: "हुए सम्मेलन के निर्णयों की …"."""
    match = told.match
    held = reading.within("m:told_here", max(told.sentence.first, match.first - _PARTICIPLE), match.first)
    owns = any(m.value[1] == "genitive" for m in reading.starting("m:marker", match.last))
    when = any(reading.starting(kind, match.last) for kind in ("m:definite", "m:behind"))
    return bool(held) and owns and not when


def _is_summit_of_others(p: Pairing) -> bool:
    """A summit without names is not the meeting of an aide."""
    return p.candidate.trigger.summit != p.occasion.told[0].candidate.trigger.summit and not p.shared


def _is_too_far(p: Pairing) -> bool:
    """Whether nobody is named by both, and much has been told between."""
    if p.shared or p.is_of_same_forum:
        return False
    if p.candidate.trigger.part == "presence" and not is_named(p.occasion.members):
        return p.distance > _SUMMIT_REACH  # who led the delegations is told at the end
    nameless = not _is_named_on(p.page.sides, p.occasion) and not _is_named_on(p.page.sides, p.candidate)
    return p.distance > (LEAD if p.is_half_named and not nameless else _BESIDE)


def _is_named_on(sides: tuple[str, str], told: Occasion | Candidate) -> bool:
    return any(persons_of(told.members, s) for s in sides)


def _are_officials_of_another_day(p: Pairing) -> bool:
    if not p.is_half_named or p.shared or p.candidate.anaphoric or p.candidate.sentence.title:
        return False
    if _begins_anew(p):
        return True
    if p.distance <= 1:
        return False
    undated = all(t.interval.start is None for t in p.occasion.told)
    return p.is_dated and undated and not is_recent(p.passage.interval, p.page.anchor)


def _begins_anew(p: Pairing) -> bool:
    """Whether a paragraph of its own returns to the news with talks of nobody named, from days that were over."""
    if is_named(p.candidate.members) or p.is_dated or p.page.anchor.day is None or p.candidate.forum is not None:
        return False
    if p.candidate.status is not MeetingStatus.HELD:
        return False
    elsewhere = all(c.sentence.paragraph != p.candidate.sentence.paragraph for c in p.told)
    return elsewhere and bool(p.days) and not any(is_recent(d, p.page.anchor) for d in p.days)


def _is_set_before_the_news(p: Pairing) -> bool:
    """Whether the lead's undated news goes on with days long over: "X met Y. In May they had talked in Z"."""
    first, today, end = p.occasion.told[0].candidate, p.page.anchor.day, p.passage.interval.end
    if today is None or end is None or p.days or p.distance == 0:
        return False
    if p.candidate.anaphoric and p.distance <= _BESIDE:
        return False  # "that meeting was on 26 June"
    if p.candidate.status is not MeetingStatus.HELD or first.back or first.anaphoric or first.sentence.number > LEAD:
        return False
    return (today - end).days > _WEEKS


def _is_the_one_before(p: Pairing) -> bool:
    """ "The previous meeting": one of which nothing was told so far, or told as such."""
    return p.candidate.anaphoric and p.candidate.previous and not any(c.previous for c in p.told)


def _is_of_other_days(p: Pairing) -> bool:
    if p.is_dated and p.days:
        return not all(overlap(p.passage.interval, d) for d in p.days)
    if _is_news_and_past(p):
        return True
    before = p.passage.before
    if _has_gone_on(p) and before is not None:
        return not any(overlap(before, d) for d in p.days)
    candidate = p.candidate
    if not _is_set_otherwise(p):
        return False
    return candidate.previous or (candidate.earlier and p.told[0].sentence.number == candidate.sentence.number)


def _is_news_and_past(p: Pairing) -> bool:
    """Whether an undated lead stands beside a day long gone: "X met Y in New York. In February they met in Delhi"."""
    anchor, candidate = p.page.anchor, p.candidate
    if anchor.day is None or candidate.status is not MeetingStatus.HELD:
        return False
    if p.passage.eve and not p.days and not candidate.anaphoric and not candidate.sentence.title:
        return _is_lead(p.told[0]) and p.distance > 0
    names = _names_first(p)
    if p.is_vague and not candidate.sentence.title and not names:
        return False
    if p.is_dated and not p.days:
        return all(_is_lead(c) for c in p.told) and not is_recent(p.passage.interval, anchor)
    anew = p.distance > _BESIDE and all(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    undated = not p.is_dated and not candidate.back and not _is_counted(candidate)
    undated = undated and (candidate.sentence.title or anew or names)
    return undated and bool(p.days) and not any(is_recent(d, anchor) for d in p.days)


def _names_first(p: Pairing) -> bool:
    """Whether only the passage names who met: "the session of November was reviewed. He also had meetings with X"."""
    candidate = p.candidate
    goes_on = candidate.anaphoric or (candidate.trigger.vague and candidate.trigger.part == "verb")  # "discussed"
    named = is_named(candidate.members) and not is_named(p.occasion.members)
    return named and p.distance > 0 and not goes_on


def _is_lead(candidate: Candidate) -> bool:
    """Whether it is told first, without words that set it before something else."""
    return candidate.sentence.number <= _BESIDE and not candidate.back and not _is_counted(candidate)


def _is_counted(candidate: Candidate) -> bool:
    """Whether it is one in a count of sessions: "the 22nd summit", which may be one of long ago."""
    return candidate.forum is not None and candidate.forum.is_bilateral


def _has_gone_on(p: Pairing) -> bool:
    """Whether the paragraph may have gone on to another time."""
    far = p.distance > (LEAD if p.candidate.anaphoric else _BESIDE)
    return not p.is_dated and p.passage.before is not None and bool(p.days) and far


def _is_set_otherwise(p: Pairing) -> bool:
    """Whether only the one is set before what was told last, and no day says more."""
    if (p.is_dated and p.days) or _has_gone_on(p) or p.candidate.anaphoric:
        return False
    return p.candidate.back != any(c.back for c in p.told)


def _is_elsewhere(p: Pairing) -> bool:
    """Whether a passage is set in another country, or in another city, than the occasion."""
    place, places = p.passage.place, [t.place for t in p.occasion.evidence if t.place is not None]
    if place is None or not places:
        return False
    cities = {other.city for other in places if other.city}
    if place.city and cities:
        return place.city not in cities
    return place.country_code not in {other.country_code for other in places}


def _names_the_same(p: Pairing) -> float:
    return 0.5 * p.shared + 0.5 * p.is_of_same_forum


def _is_near(p: Pairing) -> float:
    return -0.02 * min(p.distance, _FAR)


def _is_of_same_days(p: Pairing) -> float:
    return 1.0 if p.is_dated and p.days else 0.0


def _is_headline_of_news(p: Pairing) -> float:
    held_headline = p.candidate.sentence.title and p.candidate.status is MeetingStatus.HELD
    recent = held_headline and p.shared and any(is_recent(d, p.page.anchor) for d in p.days)
    return 1.0 if recent else 0.0


def _has_same_status(p: Pairing) -> float:
    return 0.5 if p.candidate.status is p.occasion.status else 0.0


def _is_set_as_before(p: Pairing) -> float:
    """Words for any contact return to the news from what was set before it; a further "tea" goes on with the dinner."""
    special = p.is_same_kind and modality(p.occasion.type) != "in_person"
    return -0.6 if _is_set_otherwise(p) and not special else 0.0


def _is_alike(p: Pairing) -> float:
    return 0.3 if p.is_same_kind else 0.0


def _is_in_one_clause(p: Pairing) -> float:
    """ "Spoke over the phone and discussed trade": outweighs a likeness by day."""
    return 1.5 if p.is_vague and _is_told_in_clause(p) else 0.0


def _is_told_in_clause(p: Pairing) -> bool:
    """Whether the clause has told of the occasion by other words."""
    return any(c.sentence is p.candidate.sentence and c.first == p.candidate.first for c in p.told)


_AGAINST: tuple[Callable[[Pairing], bool], ...] = (
    _has_other_status,
    _is_of_other_kind,
    _has_other_people,
    _is_another_by_its_words,
    _is_joined_by_others,
    _is_of_other_mechanism,
    _is_of_more,
    _is_of_those_beside,
    _is_about_it,
    _is_summit_of_others,
    _is_too_far,
    _are_officials_of_another_day,
    _is_set_before_the_news,
    _is_the_one_before,
    _is_of_other_days,
    _is_elsewhere,
)
_FOR: tuple[Callable[[Pairing], float], ...] = (
    _names_the_same,
    _is_near,
    _is_of_same_days,
    _has_same_status,
    _is_headline_of_news,
    _is_set_as_before,
    _is_alike,
    _is_in_one_clause,
)
#: A headline may be wrong, or misread, in when it was or in where it was, but not in both.
_AGAINST_RETELLING = (
    tuple(r for r in _AGAINST if r not in (_has_other_status, _is_of_other_days)),
    tuple(r for r in _AGAINST if r is not _is_elsewhere),
)
_AGAINST_NAMING = tuple(r for r in _AGAINST if r is not _has_other_status)
_AGAINST_MEANING = tuple(r for r in _AGAINST if r not in (_has_other_people, _is_too_far))
