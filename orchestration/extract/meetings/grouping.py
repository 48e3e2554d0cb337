"""Which passages are one occasion: their likeness by persons, posts, forum, day, place and words."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.intervals import FINENESS, is_recent, leads_to, overlap, same_days, within_days
from orchestration.extract.meetings.members import (
    Member,
    has_outsiders,
    includes,
    is_named,
    persons_of,
    posts_of,
    union,
)
from orchestration.extract.meetings.page import LEAD, NEAREST, Occasion, Page, Told
from orchestration.extract.meetings.sides import Sides

_SUMMIT_REACH = 8  # sentences over which a summit's parts are told
_ONE_CLAUSE = 1.5  # what outweighs a likeness by day


def add_talk(occasions: list[Occasion], passage: Told, page: Page) -> None:
    scored = [(_likeness(o, passage, page), -i, o) for i, o in enumerate(occasions[-NEAREST:])]
    best = max(scored, key=lambda s: s[:2], default=None)
    if best is not None and best[0] > 0:
        occasion = best[2]
        occasion.told.append(passage)
        occasion.members = union(occasion.members, _own_members(passage.candidate, occasion, occasions))
        if occasion.type is MeetingType.BILATERAL_MEETING or (
            occasion.type in (MeetingType.SUMMIT, MeetingType.CONSULTATIONS) and passage.candidate.type in REMOTE_TYPES
        ):
            occasion.type = passage.candidate.type
        return
    candidate = passage.candidate
    if _is_plan_told(occasions, passage, page):
        return
    occasions.append(Occasion([passage], list(candidate.members), candidate.type, candidate.status))


def _is_plan_told(occasions: Sequence[Occasion], passage: Told, page: Page) -> bool:
    """Whether no more is told than what is to follow planned talks: "a press conference is planned after the talks"."""
    candidate = passage.candidate
    if not candidate.anaphoric or passage.interval.start is not None or candidate.status is not MeetingStatus.HELD:
        return False
    cues = page.reading.within("m:cue", candidate.match.last, candidate.last)
    if not any(m.value[1] == "planned" for m in cues):
        return False
    people = {s: persons_of(candidate.members, s) for s in page.sides}
    return any(
        o.status is MeetingStatus.PLANNED and all(o.person_ids(s) & people[s] for s in page.sides)
        for o in occasions[-NEAREST:]
    )


def _own_members(candidate: Candidate, occasion: Occasion, occasions: Sequence[Occasion]) -> list[Member]:
    """Who of a headline's took part in the occasion: "X met Y and Z" may sum up two."""
    if not candidate.sentence.title:
        return candidate.members
    others = [o for o in occasions if o is not occasion and o.status is occasion.status]
    return [
        m
        for m in candidate.members
        if includes(occasion.members, m.party) or not any(includes(o.members, m.party) for o in others)
    ]


def _likeness(occasion: Occasion, passage: Told, page: Page) -> float:
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
    if modality(occasion.type) != modality(candidate.type) and not _is_part_of_summit(occasion, passage, distance):
        if not (vague or (known_vague and distance <= 2)):
            return 0.0
        if candidate.type in REMOTE_TYPES and not (known_vague and distance <= 2):
            return 0.0
        if occasion.type is MeetingType.INFORMAL_TALK and not candidate.anaphoric and distance > LEAD:
            return 0.0  # talks told long after a dinner
        if occasion.type in REMOTE_TYPES and (candidate.forum is not None or passage.is_in_city):
            return 0.0  # "they spoke by phone. On the 1st they had talked in Tianjin"
    shared = 0
    for side in page.sides:
        mine, theirs = occasion.person_ids(side), persons_of(candidate.members, side)
        if mine and theirs:
            if not mine & theirs:
                return 0.0
            shared += len(mine & theirs)
        if mine and not theirs and posts_of(candidate.members, side) and posts_of(occasion.members, side):
            if not _may_be_same(posts_of(candidate.members, side), posts_of(occasion.members, side)):
                return 0.0  # the adviser is not the prime minister
    if _is_apart(occasion, candidate, page.pair):
        return 0.0
    same_forum = candidate.forum is not None and any(
        t.candidate.forum is not None and t.candidate.forum.forum_id == candidate.forum.forum_id
        for t in occasion.evidence
    )
    if candidate.trigger.summit != occasion.told[0].candidate.trigger.summit and not shared:
        return 0.0  # a summit without names is not the meeting of an aide
    nameless = not any(persons_of(m, s) for m in (occasion.members, candidate.members) for s in page.sides)
    half = not is_named(occasion.members) or not is_named(candidate.members)
    if not shared and not same_forum and distance > (LEAD if half and not nameless else 2):
        return 0.0
    if half and not shared and not candidate.anaphoric and not candidate.sentence.title and distance > 1:
        undated = all(t.interval.start is None for t in occasion.told)
        if passage.interval.start is not None and undated and not is_recent(passage.interval, page.anchor):
            return 0.0  # officials who met on another day
    if candidate.anaphoric and candidate.previous and not any(t.candidate.previous for t in occasion.evidence):
        return 0.0
    dated = [t.interval for t in occasion.evidence if t.interval.start is not None]
    score = 1.0 + 0.5 * shared + 0.5 * same_forum - 0.02 * min(distance, 20)
    if passage.interval.start is not None and dated:
        if not all(overlap(passage.interval, d) for d in dated):
            return 0.0
        score += 1.0
    elif passage.before is not None and dated and distance > (LEAD if candidate.anaphoric else 2):
        if not any(overlap(passage.before, d) for d in dated):
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
    if modality(occasion.type) == modality(candidate.type):
        score += 0.3
    if vague and distance == 0 and any(t.candidate.first == candidate.first for t in occasion.evidence):
        score += _ONE_CLAUSE  # "spoke over the phone and discussed trade"
    return score


def _is_part_of_summit(occasion: Occasion, passage: Told, distance: int) -> bool:
    """Whether a walk or a ride is told as part of the summit: "the two also took a boat ride"."""
    candidate = passage.candidate
    named = any(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    informal = candidate.type is MeetingType.INFORMAL_TALK and passage.interval.start is None and not named
    return informal and occasion.told[0].candidate.trigger.summit and distance <= _SUMMIT_REACH


def _may_be_same(posts: set[str], others: set[str]) -> bool:
    """Whether two told posts can be of one person: "the Indian minister" is the foreign minister, too."""
    return bool(posts & others) or any(
        "minister" in one and any(post.endswith("_minister") for post in other)
        for one, other in ((posts, others), (others, posts))
    )


def _is_apart(occasion: Occasion, candidate: Candidate, pair: Sides) -> bool:
    """Whether the words say that it is another one: "talked separately", or a session of another mechanism."""
    told = [t.candidate for t in occasion.evidence]
    if candidate.apart and not any(c.apart for c in told):
        return True
    other = candidate.also or candidate.earlier or candidate.later
    if other and not candidate.anaphoric and not candidate.sentence.title:
        heads = [(_heads(candidate.members, s), _heads(occasion.members, s)) for s in pair.codes]
        known = all(persons_of(candidate.members, s) <= occasion.person_ids(s) for s in pair.codes)
        if candidate.also and not known:
            return True  # "he will meet X, too"
        if not candidate.also and any(one and head and one != head for one, head in heads):
            return True  # "before that he spoke with X", who then sat at the talks
    joined = candidate.type is MeetingType.MULTILATERAL_MEETING
    if joined and all(c.type is not candidate.type for c in told) and has_outsiders(candidate.members, pair.codes):
        return not has_outsiders(occasion.members, pair.codes)  # "with China's minister, too, the two then met"
    forum = candidate.forum
    nameless = forum is not None and forum.kind == "mechanism" and not is_named(candidate.members)
    if (
        nameless
        and all(c.forum is None for c in told)
        and any(pair.leaders & posts_of(occasion.members, s) for s in pair.codes)
    ):
        return True  # "the leaders meet on Monday. The same day the two countries hold the 2+2 dialogue"
    mine = forum if forum is not None and forum.is_bilateral else None
    theirs = [c.forum for c in told if c.forum is not None and c.forum.is_bilateral]
    if mine is None or not theirs:
        return False
    if all(other.forum_id != mine.forum_id for other in theirs):
        return True
    numbers = {other.number for other in theirs if other.number is not None}
    return mine.number is not None and bool(numbers) and mine.number not in numbers


def add_visit(occasions: list[Occasion], passage: Told) -> None:
    """A visit whose meetings are told is context; one whose meetings are not is an occasion of its own."""
    candidate = passage.candidate
    visitor = candidate.members[0].party
    country = candidate.destination.country_code if candidate.destination else None
    for occasion in occasions:
        if occasion.type in REMOTE_TYPES or not includes(occasion.members, visitor):
            continue
        if candidate.status is MeetingStatus.PLANNED and not _may_host(occasion, candidate):
            continue
        if occasion.status is MeetingStatus.PLANNED and candidate.status is MeetingStatus.HELD:
            if any(
                t.candidate.sentence is candidate.sentence or leads_to(passage.interval, t.interval)
                for t in occasion.told
            ):
                return  # "has arrived and will meet X": the trip goes with the talks
        if candidate.status is MeetingStatus.PLANNED and country in {
            t.place.country_code for t in occasion.told if t.place is not None
        }:
            dates = [t.interval for t in occasion.told if t.interval.start is not None]
            if passage.interval.start is not None and any(within_days(passage.interval, d) for d in dates):
                return  # further stops of the same journey
        if candidate.anaphoric and passage.interval.start is None and candidate.status is MeetingStatus.HELD:
            return
        same_status = occasion.status is candidate.status
        if not same_status and not (occasion.status is MeetingStatus.HELD and candidate.status is MeetingStatus.HELD):
            if not (
                occasion.type is MeetingType.VISIT
                and {occasion.status, candidate.status} == {MeetingStatus.PLANNED, MeetingStatus.CANCELLED}
            ):
                continue
        where = {t.place.country_code for t in occasion.told if t.place is not None}
        if where and country not in where:
            continue
        dated = [t.interval for t in occasion.told if t.interval.start is not None]
        if passage.interval.start is not None and dated:
            if not any(overlap(passage.interval, d) or leads_to(passage.interval, d) for d in dated):
                continue
        if occasion.type is MeetingType.VISIT or candidate.status is not MeetingStatus.HELD:
            occasion.told.append(passage)
            occasion.members = union(occasion.members, candidate.members)
        return
    occasions.append(Occasion([passage], list(candidate.members), MeetingType.VISIT, candidate.status))


def _may_host(occasion: Occasion, visit: Candidate) -> bool:
    """Whether the host of a visit is among those met; "in Delhi Putin is also to see the president" is none of his."""
    hosts = [m.party for m in visit.members[1:]] if visit.trigger.part == "visit" else []
    met = {m.party.country for m in occasion.members} - {visit.members[0].party.country}
    return not hosts or not met or any(includes(occasion.members, h) for h in hosts)


def without_told_visits(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Once dated, a visit within whose days the visitor met somebody there is no occasion of its own."""
    return [o for o in occasions if o.type is not MeetingType.VISIT or not any(_is_on(o, t) for t in occasions)]


def _is_on(visit: Occasion, talks: Occasion) -> bool:
    if talks.type is MeetingType.VISIT or talks.type in REMOTE_TYPES or talks.status is MeetingStatus.CANCELLED:
        return False
    there = visit.place is not None and talks.place is not None and visit.place.country_code == talks.place.country_code
    trip, day = visit.interval, talks.interval
    if visit.status is MeetingStatus.PLANNED and not all(includes(talks.members, m.party) for m in visit.members):
        return False  # "invited X"; another one is to meet the host
    if visit.status is not talks.status:  # "tomorrow the guest will be in Mumbai"
        there = there or (visit.status is MeetingStatus.PLANNED and talks.place is None)
        return there and includes(talks.members, visit.members[0].party) and within_days(trip, day)
    if not there or not includes(talks.members, visit.members[0].party) or trip.start is None or day.start is None:
        return False
    return (overlap(trip, day) and FINENESS[day.precision] <= FINENESS[trip.precision]) or leads_to(trip, day)


def merge_settled(occasions: Sequence[Occasion], sides: tuple[str, str]) -> list[Occasion]:
    """Once dated, two occasions of the same persons, kind and day are one."""
    merged: list[Occasion] = []
    for occasion in occasions:
        for other in merged[-NEAREST:]:
            same_people = all(
                _alike(occasion.person_ids(s), other.person_ids(s))
                and _heads(occasion.members, s) == _heads(other.members, s)
                for s in sides
            )
            if (
                same_people
                and other.status is occasion.status
                and modality(other.type) == modality(occasion.type)
                and overlap(other.interval, occasion.interval)
                and (other.forum_id == occasion.forum_id or _of_same_size(occasion, other, sides))
                and not (
                    other.place
                    and occasion.place
                    and other.place.city
                    and occasion.place.city
                    and other.place.city != occasion.place.city
                )
                and (
                    occasion.status is not MeetingStatus.HELD
                    or (other.interval.start is not None and same_days(other.interval, occasion.interval))
                )
            ):
                other.told += occasion.told
                other.members = union(other.members, occasion.members)
                if other.type is MeetingType.VISIT:
                    other.type = occasion.type
                if FINENESS[occasion.interval.precision] < FINENESS[other.interval.precision]:
                    other.interval, other.phrase = occasion.interval, occasion.phrase
                if other.place is None:
                    other.place, other.place_basis = occasion.place, occasion.place_basis
                break
        else:
            merged.append(occasion)
    return merged


def _of_same_size(one: Occasion, other: Occasion, sides: tuple[str, str]) -> bool:
    return all(one.person_ids(s) == other.person_ids(s) for s in sides)


def _alike(some: set[str], others: set[str]) -> bool:
    """Whether the one are all among the other: not every passage names all who were there."""
    return bool(some and others) and (some <= others or others <= some)


def _heads(members: Sequence[Member], side: str) -> str | None:
    """Who of a side was told first."""
    return next((m.party.person.person_id for m in members if m.party.person and m.party.country == side), None)


def modality(kind: MeetingType) -> str:
    if kind in REMOTE_TYPES:
        return "remote"
    return "informal" if kind is MeetingType.INFORMAL_TALK else "in_person"
