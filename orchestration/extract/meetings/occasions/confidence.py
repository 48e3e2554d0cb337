"""How sure a reported meeting is: features of what was found, weighed by seeds/confidence.yaml.

The weights are fitted by `make calibrate` on annotated articles, so that of the meetings told with confidence 0.8 about
eight in ten are right. Which features there are is decided here, what they weigh is data.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum

import pydantic

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    CandidateRejection,
    DateBasis,
    DatePrecision,
    LocationBasis,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.forums import Forum
from orchestration.extract.language import Schema
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.meetings.parties.members import Member, same_party
from orchestration.extract.model import Interval

#: Below the folder of seeds.
WEIGHTS = "confidence.yaml"
_WEEK = 7  # days
_LEAST, _MOST = 0.01, 0.99  # nothing is certain


class Feature(StrEnum):
    """What can be said of a meeting as one article reports it."""

    PERSONS_OF_BOTH_SIDES = "persons_of_both_sides"  # by name or post
    NAMELESS_SESSION = "nameless_session"  # of a mechanism or forum, whose persons are not told
    SESSION_WITH_TIME_AND_PLACE = "session_with_time_and_place"  # such a one, told as what took place or where it will
    NAMED = "named"  # somebody is named, by name or post, where the contact is told
    REFERRED_TO = "referred_to"  # somebody is told only by words that refer back, or by what was told before
    ONLY_REFERRED_TO = "only_referred_to"  # by no other words than "the talks", "their meeting"
    PEOPLE_TOLD_TWICE = "people_told_twice"  # the same people are told to have met on another occasion, too
    TOLD_SEVERAL_TIMES = "told_several_times"
    WEAK_WORDS = "weak_words"  # by no others than words that are often no contact
    DATED_BY_ITS_WORDS = "dated_by_its_words"  # with the year, or by the month: "in April"
    DATED_BY_CONTEXT = "dated_by_context"
    UNDATED = "undated"
    PLACED_BY_ITS_WORDS = "placed_by_its_words"
    UNPLACED = "unplaced"
    OF_A_FORUM = "of_a_forum"
    VISIT = "visit"
    CALL = "call"
    SUMMIT = "summit"


class Weights(Schema):
    """Logistic weights. level: without any feature; articles, meetings: how many they were fitted on.

    floor: the confidence below which a held meeting is not reported. The best F1 is reached by leaving out those of
    which fewer are right than half of that F1 (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1
    measure"), and of the least sure more are right than they are given. floor_of_plans: the same for one that is
    planned or called off: visits to come are often told with no more than who travels.
    """

    fitted_on: dt.date
    articles: int
    meetings: int
    level: float
    floor: float = 0.25
    floor_of_plans: float = 0.15
    weights: dict[Feature, float]

    @pydantic.field_validator("weights")
    @classmethod
    def _are_all_there(cls, weights: dict[Feature, float]) -> dict[Feature, float]:
        if weights.keys() != set(Feature):
            raise ValueError(f"wants a weight for each of {', '.join(Feature)}")
        return weights

    def confidence(self, features: Collection[str]) -> float:
        """0.01 to 0.99, two digits."""
        logit = self.level + sum(self.weights[Feature(f)] for f in features)
        share = (1 + math.tanh(logit / 2)) / 2  # the logistic function, which here cannot overflow
        return round(min(max(share, _LEAST), _MOST), 2)


def tell_features(occasions: Sequence[Occasion], sides: tuple[str, str]) -> None:
    """Sets the features of the meetings of an article, once all are settled."""
    people = [frozenset(p for side in sides for p in o.person_ids(side)) for o in occasions]
    count = Counter(people)
    for occasion, who in zip(occasions, people, strict=True):
        occasion.features = _features(occasion, sides, is_repeated=bool(who) and count[who] > 1)


def _features(occasion: Occasion, sides: tuple[str, str], *, is_repeated: bool) -> frozenset[Feature]:
    bases = _bases(occasion)
    known = {m.party.country for m in occasion.members if m.party.person is not None or m.party.role_id is not None}
    is_placed = occasion.place_basis in (LocationBasis.EXPLICIT, LocationBasis.VENUE)
    is_dated = occasion.interval.start is not None
    is_told_whole = is_placed or occasion.phrase is not None  # "a Russian delegation met X in Lucknow on Monday"
    has_come = occasion.place_basis is LocationBasis.CONTEXT and is_dated  # "a delegation came. X received the guests"
    sent = {
        m.party.country
        for m in occasion.members
        if m.party.organisation
        or (m.party.is_sent and (is_told_whole or (has_come and m.basis is ParticipantBasis.COREFERENCE)))
    }
    has_persons = known >= set(sides) or (bool(known & set(sides)) and known | sent >= set(sides))
    is_visit = occasion.type is MeetingType.VISIT
    forums = _forums_told(occasion)
    is_told = is_visit and any(f.is_bilateral for f in forums)  # by who travels: "X comes for the commission"
    meets_nameless = bool(known & set(sides)) and _is_with_delegation(occasion)
    is_of_forum = occasion.forum_id is not None and not is_told
    is_session = occasion.type is MeetingType.CONSULTATIONS or is_of_forum or meets_nameless
    is_remote = occasion.type in REMOTE_TYPES
    is_timed = is_dated or any(t.phrase for t in occasion.told)  # "in May last year", in an article of no day
    plan = occasion.status is not MeetingStatus.HELD
    sits = any(f.is_bilateral and _has_seat(m, f) for m in occasion.members for f in forums)
    is_arranged = (plan or sits) and occasion.type is MeetingType.CONSULTATIONS and bool(forums)  # if only for a day
    is_told_of = len(occasion.told) > 1 and not all(t.candidate.trigger.weak for t in occasion.told)
    is_set = is_placed or is_arranged or (meets_nameless and (is_told_whole or is_told_of))
    is_due = plan and bool(known & set(sides)) and _is_mechanism_due(occasion)
    is_of_month = occasion.phrase is not None and _is_month_or_week(occasion.interval)
    is_stay = is_visit and _is_of_delegation(occasion)
    told = {
        Feature.PERSONS_OF_BOTH_SIDES: has_persons,
        Feature.NAMELESS_SESSION: is_session and not has_persons,
        Feature.SESSION_WITH_TIME_AND_PLACE: is_session and not has_persons and ((is_timed and is_set) or is_due),
        Feature.NAMED: not bases.isdisjoint({ParticipantBasis.NAMED, ParticipantBasis.ROLE}),
        Feature.REFERRED_TO: not bases.isdisjoint({ParticipantBasis.COREFERENCE, ParticipantBasis.CONTEXT}),
        Feature.ONLY_REFERRED_TO: all(t.candidate.anaphoric for t in occasion.told),
        Feature.PEOPLE_TOLD_TWICE: is_repeated,
        Feature.TOLD_SEVERAL_TIMES: len(occasion.told) > 1,
        Feature.WEAK_WORDS: all(t.candidate.trigger.weak for t in occasion.told),
        Feature.DATED_BY_ITS_WORDS: occasion.interval.basis is DateBasis.EXPLICIT or is_of_month or is_stay,
        Feature.DATED_BY_CONTEXT: occasion.interval.basis is DateBasis.CONTEXT,
        Feature.UNDATED: not is_dated,
        Feature.PLACED_BY_ITS_WORDS: is_placed,
        Feature.UNPLACED: occasion.place is None and not is_remote,
        Feature.OF_A_FORUM: occasion.edition is not None or occasion.forum_id is not None,
        Feature.VISIT: is_visit,
        Feature.CALL: is_remote,
        Feature.SUMMIT: occasion.type is MeetingType.SUMMIT,
    }
    return frozenset(feature for feature, holds in told.items() if holds)


def _bases(occasion: Occasion) -> set[ParticipantBasis]:
    """By what words those who took part are told; of a trip to come the firmest of all its passages, of one that is
    over and dated by its own words too, if those who travelled are known."""
    known = occasion.phrase is not None and all(m.party.person and m.party.person.is_curated for m in occasion.members)
    if occasion.type is not MeetingType.VISIT or (occasion.status is MeetingStatus.HELD and not known):
        return {m.basis for m in occasion.members}
    bases = {_firmest_basis(m, occasion) for m in occasion.members}
    if occasion.interval.start is None:
        return bases
    # "He will visit Delhi in May" is told of him by name before
    return {ParticipantBasis.NAMED if b is ParticipantBasis.COREFERENCE else b for b in bases}


def _has_seat(member: Member, forum: Forum) -> bool:
    """Whether somebody named sits in a mechanism by post: "X said at a session of the commission"."""
    party = member.party
    told = member.basis is ParticipantBasis.NAMED and party.person is not None
    return told and any(roles & {party.role_id or "", *party.held} for roles in forum.seats_of(party.country or ""))


def _firmest_basis(member: Member, occasion: Occasion) -> ParticipantBasis:
    """By what firmest words any of its passages tells somebody: "X will go to Delhi. The visit is due in May"."""
    told = (m for t in occasion.told for m in t.candidate.members if same_party(m.party, member.party))
    return min([member.basis, *(m.basis for m in told)], key=list(ParticipantBasis).index)


def _is_of_delegation(trip: Occasion) -> bool:
    """Whether a trip of a delegation is told with its first and last day: "on 19–21 May a delegation led by X visited
    Delhi"."""
    heads = any(
        t.candidate.trigger.part == "visit" and m.party.first > t.candidate.last
        for t in trip.told
        for m in t.candidate.members
    )
    sent = heads or any(m.party.kind == "delegation" or m.party.marker == "led" for m in trip.members)
    return sent and trip.interval.precision is DatePrecision.RANGE and trip.interval.basis is DateBasis.INFERRED_YEAR


def _is_month_or_week(interval: Interval) -> bool:
    """Whether days are a whole month or week: "in the last week of August"."""
    if interval.start is None or interval.end is None or interval.precision is DatePrecision.MONTH:
        return interval.precision is DatePrecision.MONTH
    return interval.precision is DatePrecision.RANGE and (interval.end - interval.start).days + 1 == _WEEK


def _is_mechanism_due(occasion: Occasion) -> bool:
    """Whether the place is told where a mechanism of the two is to sit; not «сопредседатель комиссии Х ждет …»."""
    told = any(f.is_bilateral for f in _forums_told(occasion))
    return told and occasion.place is not None and not all(t.candidate.trigger.weak for t in occasion.told)


def _forums_told(occasion: Occasion) -> list[Forum]:
    return [t.candidate.forum for t in occasion.told if t.candidate.forum is not None]


def _is_with_delegation(occasion: Occasion) -> bool:
    """Whether it is told to have been with nameless people of a country, not that one was welcome to them."""
    named = any(m.party.kind == "delegation" and m.basis is ParticipantBasis.NAMED for m in occasion.members)
    return named and not any(t.candidate.trigger.host for t in occasion.told)


def without_doubtful(occasions: Sequence[Occasion], weights: Weights) -> list[Occasion]:
    """Sets the confidence of the meetings, and leaves out those below the floor: their passage is rejected."""
    kept: list[Occasion] = []
    doubtful: list[Occasion] = []
    for occasion in occasions:
        occasion.confidence = weights.confidence(occasion.features)
        floor = weights.floor if occasion.status is MeetingStatus.HELD else weights.floor_of_plans
        (doubtful if occasion.confidence < floor else kept).append(occasion)
    told = {id(t.candidate) for o in kept for t in o.told}  # one passage may tell of several
    for occasion in doubtful:
        for candidate in (t.candidate for t in occasion.told if id(t.candidate) not in told):
            candidate.rejection = CandidateRejection.UNCERTAIN
            candidate.evidence = f"confidence {occasion.confidence:.2f}"
    return kept
