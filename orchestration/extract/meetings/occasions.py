"""Brings the passages of one article together into occasions, and says when, where and how long.

A passage keeps what its own words tell (`passages`); an occasion (`grouping`) takes the firmest of what its passages
tell, then what the trip, the forum or the article around it tells (`settling`), and says so in its bases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orchestration.contracts.codes import (
    DateBasis,
    DatePrecision,
    MeetingStatus,
    MeetingType,
    ParticipantBasis,
)
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.grouping import add_talk, add_visit, merge_settled, without_told_visits
from orchestration.extract.meetings.hosting import settle_from_host
from orchestration.extract.meetings.intervals import FINENESS, begins_after, overlap
from orchestration.extract.meetings.journeys import settle_from_journey
from orchestration.extract.meetings.members import includes
from orchestration.extract.meetings.page import LEAD, NEAREST, WINDOW, Occasion, Page, Told
from orchestration.extract.meetings.passages import Course, tell
from orchestration.extract.meetings.settling import settle, settle_from_context, settle_from_dateline
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place

_LATELY = 3  # days before a report that a plan may be told of


def build_occasions(page: Page, candidates: Sequence[Candidate]) -> list[Occasion]:
    """All occasions of an article, in order of their first passage; only candidates without a rejection count."""
    told: list[Told] = []
    course = Course()
    siblings: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        siblings.setdefault(candidate.sentence.number, []).append(candidate)
        if candidate.due and any(_fulfils(other, candidate) for other in candidates):
            candidate.status = MeetingStatus.HELD
    for candidate in candidates:
        if candidate.rejection is not None:
            continue
        if page.anchor.day is None and candidate.forum is not None and candidate.forum.number is not None:
            told_edition = page.forums.edition(candidate.forum, None, page.anchor, None)
            if told_edition is not None:  # "after the 19th summit" tells the year of the days around it
                span = (told_edition.start, told_edition.end)
                course.held = Interval(*span, DatePrecision.RANGE, DateBasis.FORUM)
        passages = tell(page, candidate, siblings[candidate.sentence.number], course)
        told += passages
        course.go_on(candidate, passages[-1].interval)
    for passage in told:
        if passage.around is not None and _is_of_plan(passage.around, passage.candidate, siblings):
            passage.around = None
    _call_off(told, page)
    body = [t for t in told if not t.candidate.sentence.title]
    headline = [t for t in told if t.candidate.sentence.title]
    occasions: list[Occasion] = []
    visits = [t for t in body + headline if t.candidate.type is MeetingType.VISIT]
    for passage in body + headline:
        if passage.candidate.type is not MeetingType.VISIT:
            add_talk(occasions, passage, page)
    visits.sort(key=lambda t: t.candidate.anaphoric and t.interval.start is None)  # "on that visit" is none of its own
    for passage in visits:
        is_known = any(includes(o.members, passage.candidate.members[0].party) for o in occasions)
        if not (passage.candidate.sentence.title and is_known):  # a headline's trip is the one of the body
            add_visit(occasions, passage)
    occasions = [o for o in occasions if _stands(o, page.sides)]
    for occasion in occasions:
        settle(occasion, page)
    for n, occasion in enumerate(occasions):
        settle_from_context(occasion, occasions[max(0, n - NEAREST) : n + NEAREST], visits, page)
    for n, occasion in enumerate(occasions):
        near = occasions[max(0, n - NEAREST) : n + NEAREST]
        settle_from_journey(occasion, near, visits, page)
        settle_from_host(occasion, near, visits, page)
    for occasion in occasions:
        settle_from_dateline(occasion, visits, page)
    occasions = [o for o in occasions if not _is_ahead(o, page.anchor) or o.interval.basis is not DateBasis.CONTEXT]
    for occasion in occasions:
        if _is_ahead(occasion, page.anchor):  # a plan by its own day; words about a plan, whose day it has, are gone
            occasion.status = MeetingStatus.PLANNED
        elif _is_long_over(occasion, page.anchor):  # "he would hold talks there, it was said the day before"
            occasion.status = MeetingStatus.HELD
    return sorted(without_told_visits(merge_settled(occasions, page.sides)), key=lambda o: o.first)


def _fulfils(talks: Candidate, due: Candidate) -> bool:
    """Whether the article also tells of the talks that somebody has arrived for."""
    if talks.status is not MeetingStatus.HELD or talks.rejection is not None or talks.type is MeetingType.VISIT:
        return False
    both = talks.sentence.number > due.sentence.number and not talks.back and not talks.anaphoric
    return both and all(includes(talks.members, m.party) for m in due.members)


def _call_off(told: Sequence[Told], page: Page) -> None:
    """What was to be on a trip that is called off is off with it: "X will not go next week. He was to meet Y there"."""
    trips = [t for t in told if t.candidate.type is MeetingType.VISIT]
    trips = [t for t in trips if t.candidate.status is MeetingStatus.CANCELLED]
    for plan in told:
        if plan.candidate.status is MeetingStatus.PLANNED and any(_falls_with(plan, trip, page) for trip in trips):
            plan.candidate.status = MeetingStatus.CANCELLED


def _falls_with(plan: Told, trip: Told, page: Page) -> bool:
    """Whether a plan is the trip called off, or was to be on it."""
    candidate, other = plan.candidate, trip.candidate
    dated = plan.interval.start is not None and trip.interval.start is not None
    if not includes(candidate.members, other.members[0].party) or not overlap(plan.interval, trip.interval):
        return False
    if candidate.type is MeetingType.VISIT:
        goals = {t.destination.country_code for t in (candidate, other) if t.destination is not None}
        return (
            dated
            and len(goals) == 1
            and max(FINENESS[t.interval.precision] for t in (plan, trip)) <= FINENESS[DatePrecision.RANGE]
        )
    sentence = candidate.sentence
    due = page.reading.within("m:past_plans", sentence.first, candidate.match.first)
    near = abs(sentence.number - other.sentence.number) <= LEAD
    return bool(due) and (dated or near)


def _is_of_plan(place: Place, candidate: Candidate, siblings: Mapping[int, Sequence[Candidate]]) -> bool:
    """Whether a place told before a contact is where something else is planned."""
    near = (siblings.get(candidate.sentence.number - back, ()) for back in range(1, WINDOW))
    there = next((told for told in near if told and told[0].sentence.first <= place.first < told[0].sentence.last), ())
    stand = [c for c in there if c.rejection is None]
    return (
        candidate.status is MeetingStatus.HELD and bool(stand) and all(c.status is MeetingStatus.PLANNED for c in stand)
    )


def _is_ahead(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether it is told as held, of a day that has not come yet."""
    return occasion.status is MeetingStatus.HELD and begins_after(occasion.interval, anchor)


def _is_long_over(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether it is told as planned, of days that were over before the report's week."""
    last = occasion.interval.end
    if occasion.status is not MeetingStatus.PLANNED or anchor.day is None or last is None:
        return False
    return (anchor.day - last).days > _LATELY


def _stands(occasion: Occasion, both: tuple[str, str]) -> bool:
    """Whether both sides are there; a visit and a session of a bilateral forum stand with one or none."""
    sides = {c for m in occasion.members for c in (m.party.country, *m.party.countries)}
    if occasion.status is MeetingStatus.PLANNED and occasion.told[0].candidate.trigger.summit:
        told = occasion.told
        if all(m.basis is ParticipantBasis.CONTEXT for m in occasion.members) and not any(
            t.interval.start is not None
            or t.place is not None
            or (t.candidate.forum is not None and t.candidate.forum.number is not None)
            for t in told
        ):
            return False  # "in view of the coming summit": a subject
    if occasion.type is MeetingType.VISIT:  # "X will not come to the G20 summit in Delhi" is no matter of the two
        return occasion.status is not MeetingStatus.CANCELLED or not _is_of_others(occasion)
    if all(side in sides for side in both):
        return True
    return any(t.candidate.forum is not None and t.candidate.forum.is_bilateral for t in occasion.told)


def _is_of_others(occasion: Occasion) -> bool:
    """Whether all its passages name a forum of more than the two countries."""
    forums = [t.candidate.forum for t in occasion.told]
    return all(f is not None and not f.is_bilateral for f in forums)
