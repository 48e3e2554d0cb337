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
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.calls import settle_calls
from orchestration.extract.meetings.occasions.course import Course
from orchestration.extract.meetings.occasions.grouping import add_talk, add_visit
from orchestration.extract.meetings.occasions.hosting import settle_from_host
from orchestration.extract.meetings.occasions.intervals import FINENESS, begins_after, overlap
from orchestration.extract.meetings.occasions.journeys import settle_from_journey
from orchestration.extract.meetings.occasions.merging import merge_settled, without_told_visits
from orchestration.extract.meetings.occasions.others import find_others
from orchestration.extract.meetings.occasions.page import LEAD, NEAREST, Occasion, Page, Told
from orchestration.extract.meetings.occasions.passages import tell
from orchestration.extract.meetings.occasions.placing import places_of_others
from orchestration.extract.meetings.occasions.sessions import forum_of_those
from orchestration.extract.meetings.occasions.settling import settle, settle_from_context, settle_from_dateline
from orchestration.extract.meetings.occasions.stays import settle_from_stay
from orchestration.extract.meetings.parties.members import Member, includes, union, without_nameless
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.model import Anchor, Interval

_LATELY = 3  # days before a report that a plan may be told of


def build_occasions(page: Page, candidates: Sequence[Candidate]) -> list[Occasion]:
    """All occasions of an article, in order of their first passage; only candidates without a rejection count."""
    siblings: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        siblings.setdefault(candidate.sentence.number, []).append(candidate)
    _carry_out(siblings)
    told = _passages(page, candidates, siblings)
    _call_off(told, page)
    told.sort(key=lambda t: t.candidate.sentence.title)  # what the body tells, says more than a headline
    visits = [t for t in told if t.candidate.type is MeetingType.VISIT]
    visits.sort(key=lambda t: t.candidate.anaphoric and t.interval.start is None)  # "on that visit" is none of its own
    occasions = [o for o in _grouped(told, visits, page) if _stands(o, page.sides)]
    _settle_all(occasions, visits, page)
    occasions = [o for o in _in_time(occasions, page.anchor) if not _is_of_predecessors(o, page)]
    for occasion in occasions:
        occasion.members = without_nameless(occasion.members)
    kept = sorted(without_told_visits(merge_settled(occasions, page), page.anchor), key=lambda o: o.first)
    for occasion in kept:  # only now, since who came along tells no occasion from another
        occasion.members = union(occasion.members, [m for t in occasion.told for m in t.candidate.company])
    return kept


def _carry_out(siblings: Mapping[int, Sequence[Candidate]]) -> None:
    """What somebody has arrived for is held where a later sentence tells of the talks, with all whom it names.

    siblings: candidates by sentence, in order of the text.
    """
    behind: dict[tuple[tuple[str | None, ...], ...], Sequence[Member]] = {}  # those who met, once each
    for inside in reversed(list(siblings.values())):
        held = [c.members for c in inside if _is_of_talks_held(c)]
        for due in inside:
            if due.due and any(all(includes(members, m.party) for m in due.members) for members in behind.values()):
                due.status = MeetingStatus.HELD
        behind.update((tuple(_who(m.party) for m in members), members) for members in held)


def _is_of_talks_held(candidate: Candidate) -> bool:
    """Whether a passage tells for itself that talks have taken place."""
    if candidate.status is not MeetingStatus.HELD or candidate.rejection is not None:
        return False
    return candidate.type is not MeetingType.VISIT and not candidate.back and not candidate.anaphoric


def _who(party: Party) -> tuple[str | None, ...]:
    """All that tells one party from another, where it is asked who was there."""
    return party.person.person_id if party.person is not None else None, party.role_id, party.country


def _passages(page: Page, candidates: Sequence[Candidate], siblings: Mapping[int, Sequence[Candidate]]) -> list[Told]:
    """What each passage tells, in order of the text."""
    told: list[Told] = []
    course, elsewhere = Course(find_others(page, siblings)), places_of_others(page, candidates)
    for candidate in candidates:
        if candidate.rejection is not None:
            continue
        candidate.forum = forum_of_those(candidate, page)
        if (held := _days_of_edition(candidate, page)) is not None:
            course.held = held
        passages = tell(page, candidate, siblings[candidate.sentence.number], course, elsewhere)
        told += passages
        if passages:
            course.go_on(candidate, passages[-1].interval)
    return told


def _days_of_edition(candidate: Candidate, page: Page) -> Interval | None:
    """The days of an edition: without a day of the report, "after the 19th summit" tells the year of others."""
    if page.anchor.day is not None or candidate.forum is None or candidate.forum.number is None:
        return None
    edition = page.forums.edition(candidate.forum, None, page.anchor, None)
    if edition is None:
        return None
    return Interval(edition.start, edition.end, DatePrecision.RANGE, DateBasis.FORUM)


def _grouped(told: Sequence[Told], visits: Sequence[Told], page: Page) -> list[Occasion]:
    """The occasions that passages tell of: talks first, then the trips."""
    occasions: list[Occasion] = []
    for passage in told:
        if passage.candidate.type is not MeetingType.VISIT:
            add_talk(occasions, passage, page)
    for passage in visits:
        if not (passage.candidate.sentence.title and _is_known(passage, occasions, page)):
            add_visit(occasions, passage, visits, page)
    return occasions


def _is_known(trip: Told, occasions: Sequence[Occasion], page: Page) -> bool:
    """Whether who travels is told of already: a headline's trip is the one of the body, unless that only tells, beside
    one that is to come, of what is over: "X to visit Y in May. … They had met in Z"."""
    told = [o for o in occasions if includes(o.members, trip.candidate.members[0].party)]
    ahead = trip.candidate.status is MeetingStatus.PLANNED and begins_after(trip.interval, page.anchor)
    return any(not ahead or o.status is not MeetingStatus.HELD or _is_of_days(o, trip) for o in told)


def _is_of_days(occasion: Occasion, trip: Told) -> bool:
    return any(t.interval.start is not None and overlap(t.interval, trip.interval) for t in occasion.told)


def _settle_all(occasions: Sequence[Occasion], visits: Sequence[Told], page: Page) -> None:
    """Says when and where each was, the firmest first: by its words, by what is told near it, by the dateline."""
    for occasion in occasions:
        settle(occasion, page)
    settle_calls(occasions, visits, page)
    near = [occasions[max(0, n - NEAREST) : n + NEAREST] for n in range(len(occasions))]
    for occasion, others in zip(occasions, near, strict=True):
        settle_from_context(occasion, others, visits, page)
    for occasion, others in zip(occasions, near, strict=True):
        settle_from_journey(occasion, others, visits, page, of_others=page.filed_from is None)
        settle_from_stay(occasion, page)
        settle_from_host(occasion, page)
    for occasion in occasions:
        settle_from_dateline(occasion, visits, page)
    for occasion, others in zip(occasions, near, strict=True):
        settle_from_journey(occasion, others, visits, page, of_others=True)


def _in_time(occasions: Sequence[Occasion], anchor: Anchor) -> list[Occasion]:
    """With the status that their days leave to them; words about a plan that took its day from it are gone."""
    kept = [o for o in occasions if not _is_ahead(o, anchor) or o.interval.basis is not DateBasis.CONTEXT]
    for occasion in kept:
        if _is_ahead(occasion, anchor):  # a plan by its own day
            occasion.status = MeetingStatus.PLANNED
        elif _is_long_over(occasion, anchor):  # "he would hold talks there, it was said the day before"
            occasion.status = MeetingStatus.HELD
    return kept


def _is_of_predecessors(occasion: Occasion, page: Page) -> bool:
    """Whether it was before one of those had any post whom only words that refer back tell to have been there: "X met
    Y. … In 1971, the two signed a treaty" is of the two countries."""
    end, referring = occasion.interval.end, (ParticipantBasis.COREFERENCE, ParticipantBasis.CONTEXT)
    if end is None or any(m.basis not in referring for m in occasion.members):
        return False
    begins = (page.tenures.begin(identifier) for identifier in occasion.people)
    return any(begin is not None and begin > end for begin in begins)


def _call_off(told: Sequence[Told], page: Page) -> None:
    """What was to be on a trip that is called off is off with it: "X will not go next week. He was to meet Y there";
    and what was to be before a summit was: "there will be no summit. It was X's turn to come"."""
    off = [t for t in told if t.candidate.status is MeetingStatus.CANCELLED and _takes_others_with_it(t.candidate)]
    for plan in told:
        if plan.candidate.status is MeetingStatus.PLANNED and any(_falls_with(plan, other, page) for other in off):
            plan.candidate.status = MeetingStatus.CANCELLED


def _takes_others_with_it(candidate: Candidate) -> bool:
    """Whether it is a trip or a summit, on which others meet, or for which one of the two travels."""
    return bool(candidate.members) and (candidate.type is MeetingType.VISIT or candidate.trigger.summit)


def _falls_with(plan: Told, off: Told, page: Page) -> bool:
    """Whether a plan is the one called off, or was to be on that trip."""
    candidate, other = plan.candidate, off.candidate
    dated = plan.interval.start is not None and off.interval.start is not None
    if not includes(candidate.members, other.members[0].party) or not overlap(plan.interval, off.interval):
        return False
    sentence = candidate.sentence
    due = page.reading.has("m:cue", "intended", candidate.first, candidate.last) is not None
    due = due or bool(page.reading.within("m:past_plans", sentence.first, candidate.match.first))
    near = abs(sentence.number - other.sentence.number) <= LEAD
    if candidate.type is MeetingType.VISIT:
        goals = {t.destination.country_code for t in (candidate, other) if t.destination is not None}
        fine = dated and max(FINENESS[t.interval.precision] for t in (plan, off)) <= FINENESS[DatePrecision.RANGE]
        return len(goals) == 1 and (fine or (due and near))
    return due and (dated or near)


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
