"""What one passage tells by its own words, and those of its paragraph: when, where, how long."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from orchestration.contracts.codes import (
    CandidateRejection,
    DateBasis,
    DatePrecision,
    MeetingStatus,
    MeetingType,
)
from orchestration.extract.dates.finder import DateExpression, Tense
from orchestration.extract.meetings.around import is_bare
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.matters import is_talked_of
from orchestration.extract.meetings.contacts.programmes import tells_hour
from orchestration.extract.meetings.occasions.course import Course
from orchestration.extract.meetings.occasions.dating import dates_of_contact, lead_of_contact
from orchestration.extract.meetings.occasions.days_of_plans import was_only_planned
from orchestration.extract.meetings.occasions.days_told import (
    day_told,
    is_at_night,
    is_latest,
    is_of_day_told,
    is_of_the_news,
    reported_on,
    told_in_paragraph,
)
from orchestration.extract.meetings.occasions.gatherings import gathering_around
from orchestration.extract.meetings.occasions.intervals import (
    FINE,
    begins_after,
    is_not_ahead,
    is_over,
    is_recent,
    lies_ahead,
    so_far,
)
from orchestration.extract.meetings.occasions.lengths import minutes_of, stay_from_report, with_stay
from orchestration.extract.meetings.occasions.onward import goes_on
from orchestration.extract.meetings.occasions.page import UNKNOWN, Page, Told
from orchestration.extract.meetings.occasions.placing import place_around
from orchestration.extract.meetings.occasions.stops import stops_of
from orchestration.extract.meetings.occasions.where_told import where_told
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place

_JUST = 2  # days in which what is told in the present may be over
#: Talks on so many days listed, at no place, were by phone: those who travel say where to.
_SERIES = 3
_YEAR_AHEAD = 350  # days to the next one of a day of which the last one was in these two weeks


def tell(
    page: Page, candidate: Candidate, candidates: Sequence[Candidate], course: Course, elsewhere: Collection[int]
) -> list[Told]:
    """One record, or one per day where the passage lists days. Sets the candidate's status by its day; none where that
    shows it to have been no more than a plan.

    candidates: all of the sentence; course: of the passages before; elsewhere: first tokens of the places of
    others' contacts.
    """
    tense = _tense(page, candidate)
    place, basis = where_told(page, candidate, candidates)
    around = place_around(page, candidate, elsewhere, course.others)
    here = bool(page.reading.within("m:here", candidate.first, candidate.last))
    passage = Told(candidate, UNKNOWN, None, place, basis, minutes_of(page, candidate), here, around)
    passage.onward = goes_on(page.reading, candidate, candidates)
    stops = stops_of(page, candidate, place) or [(place, e) for e in _dates_told(page, candidate, candidates)]
    dated = [_dated(page, passage, stop, expression, tense, course) for stop, expression in stops]
    found = [told for told in dated if told is not None]
    if candidate.rejection is not None:
        return []
    if not found:
        return [_set_among(page, passage, tense, course)]
    if len(found) >= _SERIES and _is_talked_of(candidate) and all(t.place is None for t in found):
        candidate.type = MeetingType.PHONE_CALL
    return found


def _dated(
    page: Page, passage: Told, stop: Place | None, expression: DateExpression, tense: Tense, course: Course
) -> Told | None:
    """A passage on a day that its words tell, at the place told with that; None where the day is none of its own."""
    interval = _when(page, passage.candidate, expression, tense, course)
    if interval is None:
        return None
    phrase = " ".join(t.text for t in page.reading.tokens[expression.first : expression.last])
    days = expression.offset if (expression.kind, expression.unit) == ("relative", "day") else None
    told = dataclasses.replace(passage, interval=interval, phrase=phrase, place=stop)
    told.today, told.tomorrow = days == 0, days == 1
    told.eve, told.arrival = expression.is_eve, _is_day_of_arrival(page.reading, passage.candidate, expression)
    return told


def _is_day_of_arrival(reading: Reading, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether the day of a plan is the one on which somebody comes for it: "will arrive on Sunday for talks with X",
    "X, who will hold talks with Y, arrives on Sunday"."""
    if candidate.status is not MeetingStatus.PLANNED:
        return _is_day_of_coming_for(reading, candidate, expression)
    begin = candidate.match.last
    if reading.rules_at(candidate.match.first).marking == "after":  # "रविवार से शुरू हो रही यात्रा में Y से मिलेंगे"
        told = reading.within("m:trigger", expression.last, candidate.match.last)
        return any(reading.is_trip(m) for m in told)
    if reading.within("m:aims", expression.last, candidate.match.first):
        begin = candidate.sentence.first
    elif not reading.starting("m:relatives", candidate.first) or not reading.has_comma(begin, expression.first):
        return False
    return any(reading.is_trip(m) for m in reading.within("m:trigger", begin, expression.first))


def _is_day_of_coming_for(reading: Reading, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether the day of talks that were held is that on which somebody had come for them: "had come on 4 October for
    the summit", "4 अक्टूबर को शिखर वार्ता के लिए पहुंचे थे"."""
    match = candidate.match
    if candidate.trigger.part != "noun" or candidate.status is not MeetingStatus.HELD or expression.first > match.first:
        return False
    if reading.rules_at(match.first).marking == "after":
        aims = reading.within("m:aims", match.last, candidate.last)
        return bool(aims) and any(reading.is_trip(m) for m in reading.within("m:trigger", aims[0].last, candidate.last))
    came = [m for m in reading.within("m:trigger", candidate.first, expression.first) if reading.is_trip(m)]
    return bool(came) and bool(reading.within("m:goals", expression.last, match.first))


def _set_among(page: Page, passage: Told, tense: Tense, course: Course) -> Told:
    """A passage without a day, with what is told before it: a day of its paragraph, of a gathering, of a programme."""
    candidate, around = passage.candidate, passage.around
    before = told_in_paragraph(page, candidate, None, tense, course) or reported_on(page, candidate)
    if candidate.status is MeetingStatus.HELD and (before is None or around is None):
        days, city = gathering_around(page, candidate)
        before = before or (days if days.start is not None else None)
        around = around or city
    if before is None and candidate.status is MeetingStatus.PLANNED:
        if candidate.later:
            before = day_told(page, candidate, tense, course.known) or course.planned or _day_of_report(page)
        elif tells_hour(page.reading, candidate.sentence.first, candidate.sentence.last):
            before = day_told(page, candidate, tense, course.known) or course.planned
            if before is not None:  # "10 am: talks with X", an entry of the programme of that day
                passage = dataclasses.replace(passage, interval=dataclasses.replace(before, basis=DateBasis.CONTEXT))
            before = before or _day_of_report(page)
    if passage.interval.start is None:
        passage = dataclasses.replace(passage, interval=stay_from_report(page, candidate))
    return dataclasses.replace(passage, around=around, before=before)


def _dates_told(page: Page, candidate: Candidate, candidates: Sequence[Candidate]) -> list[DateExpression]:
    """The dates of its words, else the count that its clause is dated by, else the entry of a chronicle, or the
    day of a picture."""
    sentence = candidate.sentence
    told, lead = dates_of_contact(page, candidate, candidates), lead_of_contact(page, candidate)
    if lead is not None and all(_is_behind_count(page.reading, candidate, lead, e) for e in told):
        return [lead]
    entry = None if told else page.entry(sentence) or page.caption(sentence)
    entry = entry or (None if told or candidate.back else page.label(sentence))
    return told if entry is None else [entry]


def _is_behind_count(reading: Reading, candidate: Candidate, lead: DateExpression, expression: DateExpression) -> bool:
    """Whether a day is of the main clause, before which a count from a contact stands: "two weeks after a call, X and Y
    met on Wednesday"."""
    match = candidate.match
    if candidate.trigger.part != "noun" or reading.within("m:trigger", lead.last, match.first):
        return False
    return reading.has_comma(match.last, expression.first)


def _is_talked_of(candidate: Candidate) -> bool:
    """Whether words of talking, at no forum, say nothing of how: "the two talked on 24 February, 2 and 7 March"."""
    plain = candidate.type is MeetingType.BILATERAL_MEETING and candidate.forum is None
    return plain and candidate.trigger.is_of_talking


def _tense(page: Page, candidate: Candidate) -> Tense:
    """Where from the report the day is looked for; that of what was planned or called off may be over."""
    if candidate.status is MeetingStatus.HELD:
        return "past"
    was_planned = page.reading.has("m:cue", "intended", candidate.first, candidate.last) is not None
    return "unknown" if was_planned or candidate.status is MeetingStatus.CANCELLED else "future"


def _when(
    page: Page,
    candidate: Candidate,
    expression: DateExpression,
    tense: Tense,
    course: Course,
) -> Interval | None:
    """The day that an expression gives a contact; None where it is none of its own. Sets the status by it."""
    reading, anchor, known = page.reading, page.anchor, course.known
    if _counts_from_undated(reading, candidate, expression) or _is_only_how_long(reading, candidate, expression):
        return None
    in_paragraph = told_in_paragraph(page, candidate, expression, tense, course)
    told_before = _told_before(page, candidate, expression, tense, course, in_paragraph)
    when = _direction(page, candidate, expression, tense)
    if _has_just_been(page, candidate, expression):
        candidate.status, when = MeetingStatus.HELD, "past"
    interval = known.get(expression.first) or page.dates.resolve(expression, anchor, told_before, when)
    interval = course.weekday_of_plan(candidate, expression, anchor) or interval
    if when == "future" and _has_just_passed(expression, interval, anchor):
        return None  # "'Tomorrow, 21 June, I shall be in Moscow,' he had said"
    if _may_be_of_past_trip(candidate, expression) and is_over(interval, anchor):
        candidate.status, when = MeetingStatus.HELD, "past"  # "will host him as Y did on his visit in May last year"
    if candidate.later and expression.first not in known:
        interval = _behind(page, expression, interval, told_before or course.held)
    if candidate.status is MeetingStatus.HELD and candidate.type is not MeetingType.VISIT:
        interval = so_far(interval, anchor)
    if is_of_day_told(expression) and candidate.status is MeetingStatus.HELD and begins_after(interval, anchor):
        interval = page.today  # "they will talk tomorrow. X and Y met in the afternoon"
    if _is_of_content(candidate) and begins_after(interval, anchor):
        return None  # "discussed the withdrawal of troops in 2014"
    if in_paragraph is None and lies_ahead(interval, anchor) and not _has_taken_place(reading, candidate):
        candidate.status = MeetingStatus.PLANNED
        interval = page.dates.resolve(expression, anchor, told_before, "future")
    if _is_of_other_thing(page, candidate, expression, interval, when):
        return None
    if candidate.status is MeetingStatus.HELD and not candidate.done and begins_after(interval, anchor):
        candidate.status = MeetingStatus.PLANNED  # "Talks between X and Y next week"
    interval = _in_time(page, candidate, expression, interval, told_before, tense)
    known[expression.first] = interval
    return with_stay(page, candidate, expression, interval)


def _has_just_been(page: Page, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether the weekday of a verb of the present is nearer to the report before than after it, as below a picture:
    "X meets Y in Moscow on Monday", told on a Tuesday."""
    if not candidate.going_on or expression.kind != "weekday" or expression.modifier is not None:
        return False
    day = page.dates.resolve(expression, page.anchor, None, "past").start
    return day is not None and page.anchor.day is not None and 0 < (page.anchor.day - day).days <= _JUST


def _has_just_passed(expression: DateExpression, interval: Interval, anchor: Anchor) -> bool:
    """Whether a day of a plan, told without its year, would be a year ahead, since it was days before the report."""
    if anchor.day is None or interval.start is None or not expression.lacks_year or expression.kind != "day":
        return False
    return (interval.start - anchor.day).days > _YEAR_AHEAD


def _may_be_of_past_trip(candidate: Candidate, expression: DateExpression) -> bool:
    """Whether a month right behind a noun for a trip, or its goal, in a clause about a plan, may be of one that is
    over: "will host him, as Y did on his visit in May last year"."""
    goal = candidate.destination
    begin = goal.last if goal is not None and goal.first >= candidate.match.last else candidate.match.last
    beside = 0 <= expression.first - begin <= 1 and expression.kind == "month"
    of_trip = candidate.trigger.part == "visit" and not candidate.trigger.weak
    return of_trip and beside and candidate.status is MeetingStatus.PLANNED


def _has_taken_place(reading: Reading, candidate: Candidate) -> bool:
    """Whether the verb of a contact says that it took place, or no contact is held: "met", not "agreed to meet"."""
    agreed = reading.within("m:agreements", candidate.first, candidate.match.last)
    done = candidate.done and not candidate.in_present
    return candidate.status is not MeetingStatus.HELD or (done and not agreed)


def _counts_from_undated(reading: Reading, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether a day counts from what is not dated here: "this meeting comes three days after …"."""
    told_again = candidate.anaphoric and not is_bare(reading, candidate.match)
    return told_again and expression.origin == "context" and expression.kind == "relative"


def _is_only_how_long(reading: Reading, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether days ahead are no time of a contact but how long it took: "met twice in two days", "will be the first
    visit in two months"; not "will meet in two weeks"."""
    if not (expression.is_counted and expression.origin == "anchor" and expression.offset > 0):
        return False
    words = (candidate.sentence.first, expression.first)
    return candidate.status is MeetingStatus.HELD or any(reading.within(k, *words) for k in ("m:firsts", "m:nth_times"))


def _told_before(
    page: Page,
    candidate: Candidate,
    expression: DateExpression,
    tense: Tense,
    course: Course,
    in_paragraph: Interval | None,
) -> Interval | None:
    """The day told before that an expression leans on; None where it counts from the report."""
    anchor, context = page.anchor, course.held
    leans = anchor.end is None or expression.kind in ("relative", "day_of_month")
    if tense == "future" and context is not None and is_over(context, anchor):
        leans = False  # "on the 9th they will meet" is of no month gone by
    if context is not None and expression.origin == "either" and not expression.is_counted:
        leans = leans and (anchor.day is None or is_recent(context, anchor))  # else "the day before" the report
    told_before = in_paragraph or (context if leans else None)
    if is_latest(page, expression) or is_of_the_news(page, expression, told_before):
        told_before = None
    if _is_counted_from_now(candidate, expression):
        return None
    if expression.relation == "lead" and told_before is None:
        return _day_of_report(page)  # "the call came a day after X met Y", news of the day
    if _is_counted_from_plan(candidate, expression):
        return in_paragraph or course.planned or told_before
    if not is_of_day_told(expression):
        return told_before
    # "has landed today"
    begun = in_paragraph is not None and in_paragraph.start == anchor.day and anchor.day is not None
    ahead = course.planned if candidate.status is MeetingStatus.PLANNED and not begun else None
    then = in_paragraph is not None and in_paragraph == context  # "in May he was received by X, and then by Y"
    near = told_before if told_before is not None and (then or told_before.precision in FINE) else None
    told = ahead or near or day_told(page, candidate, tense, course.known)
    return told or (course.day if candidate.status is MeetingStatus.HELD else None) or _day_of_report(page)


def _is_counted_from_now(candidate: Candidate, expression: DateExpression) -> bool:
    """Whether days ahead are counted behind a plan, from when it is told: «встреча пройдет через десять дней», where
    «Через два дня они встретятся» and «встретятся через день» may go on from a day told before."""
    behind = candidate.status is MeetingStatus.PLANNED and expression.first >= candidate.match.last
    counts = expression.is_counted and expression.origin == "either" and expression.offset > 0
    return behind and counts and (expression.unit, expression.offset) != ("day", 1)


def _is_counted_from_plan(candidate: Candidate, expression: DateExpression) -> bool:
    """Whether a day of a plan counts from another: "X and Y will meet on 27 May. He will see Z a day earlier"."""
    counts = (expression.kind, expression.unit) == ("relative", "day") and expression.origin in ("either", "context")
    return candidate.status is MeetingStatus.PLANNED and counts and bool(expression.offset)


def _day_of_report(page: Page) -> Interval | None:
    return page.today if page.anchor.day is not None else None


def _is_of_other_thing(
    page: Page, candidate: Candidate, expression: DateExpression, interval: Interval, when: Tense
) -> bool:
    """Whether the days show that an expression is of a plan, or of something else that was spoken of."""
    anchor = page.anchor
    if _is_span(expression, interval) and expression.is_counted and expression.offset > 0:
        if candidate.status is MeetingStatus.PLANNED:
            return True  # "comes after four years"
    if when == "future" and is_over(interval, anchor):
        if interval.basis is DateBasis.RELATIVE or candidate.trigger.part == "invite":
            return True  # the day on which the plan was made
    if candidate.status is not MeetingStatus.HELD or not begins_after(interval, anchor):
        return False  # else "came after four years"; "a plan for the coming year was signed at the talks"
    if _is_of_noun_for_trip(candidate, expression):
        return False  # "X's visit to India next year figured in the talks"
    return _is_span(expression, interval) or (candidate.anaphoric and interval.precision is not DatePrecision.DAY)


def _is_of_noun_for_trip(candidate: Candidate, expression: DateExpression) -> bool:
    """Whether a date stands right behind a noun for a trip, or behind where that goes."""
    if candidate.trigger.part != "visit" or candidate.trigger.weak or candidate.destination is None:
        return False
    end = max(candidate.match.last, candidate.destination.last)
    return candidate.match.last <= expression.first and expression.first - end <= 1


def _in_time(
    page: Page,
    candidate: Candidate,
    expression: DateExpression,
    interval: Interval,
    told_before: Interval | None,
    tense: Tense,
) -> Interval:
    """Sets the status that the day of a contact leaves to it; gives the day, of what was only discussed the next."""
    anchor = page.anchor
    tonight = interval.start == anchor.day and is_at_night(page.reading, expression)  # "arrives on Monday evening"
    if candidate.going_on and interval.end is not None and is_not_ahead(interval, anchor) and not tonight:
        candidate.status = MeetingStatus.HELD  # "is meeting him today"
    if candidate.status is MeetingStatus.HELD and _is_discussed(page.reading, candidate):
        nearest = page.dates.resolve(expression, anchor, told_before, "unknown")
        if begins_after(nearest, anchor):
            interval, candidate.status = nearest, MeetingStatus.PLANNED
    if candidate.status is MeetingStatus.PLANNED and is_over(interval, anchor):
        if anchor.day is None and page.reading.within("m:future", candidate.first, candidate.match.first):
            return (
                interval  # "they will meet on 5 May 2010": when that was written is only guessed at, by the years told
            )
        if was_only_planned(page.reading, candidate):
            candidate.rejection = CandidateRejection.HYPOTHETICAL  # "no word of the summit that was to be held in 2020"
        elif interval.basis is DateBasis.EXPLICIT or (anchor.day is not None and tense == "future"):
            candidate.status = MeetingStatus.HELD  # "December 2021: he flies to Delhi"
    return interval


def _direction(page: Page, candidate: Candidate, expression: DateExpression, tense: Tense) -> Tense:
    """Where from the report the day of one expression is looked for."""
    after = page.reading.rules_at(candidate.match.first).marking == "after"
    if candidate.going_on and expression.kind == "day" and not after:
        return "unknown"  # "on 5 May he flies to Delhi", in a report of the 6th
    return tense


def _behind(page: Page, expression: DateExpression, interval: Interval, told: Interval | None) -> Interval:
    """The day in the year after, where what is told to have come later would else have come before."""
    if interval.basis is not DateBasis.INFERRED_YEAR or interval.end is None or interval.start is None:
        return interval
    if told is None or told.start is None or interval.end >= told.start:
        return interval
    year = dataclasses.replace(expression, year=interval.start.year + 1)
    later = page.dates.resolve(year, page.anchor, None, "past")
    return interval if later.start is None or begins_after(later, page.anchor) else later


def _is_span(expression: DateExpression, interval: Interval) -> bool:
    """Whether years told in what took place are a span, and not a time ahead: "came after four years"."""
    return expression.kind == "relative" and interval.precision is DatePrecision.YEAR


def _is_of_content(candidate: Candidate) -> bool:
    """Whether a verb tells what was spoken of, so that a day ahead behind it is of that."""
    return candidate.trigger.is_of_talking and candidate.status is MeetingStatus.HELD


def _is_discussed(reading: Reading, candidate: Candidate) -> bool:
    """Whether a visit is what was talked of: "they discussed X's visit to Vladivostok in September", "X's visit in May
    figured in the talks"."""
    return candidate.trigger.part == "visit" and is_talked_of(reading, candidate.match, candidate.first, candidate.last)
