"""What one passage tells by its own words, and those of its paragraph: when, where, how long."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    DateBasis,
    DatePrecision,
    LocationBasis,
    MeetingStatus,
    ParticipantBasis,
)
from orchestration.extract.dates.finder import DateExpression, Tense
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import begins_behind_comma, is_of_other_contact, overlap
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.intervals import begins_after, is_not_ahead, is_over, lies_ahead, so_far
from orchestration.extract.meetings.locating import is_located
from orchestration.extract.meetings.members import same_party
from orchestration.extract.meetings.page import UNKNOWN, Page, Told
from orchestration.extract.meetings.parties import Reading
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place

_REACH = 8  # tokens behind a contact told before, in which a date is still its own
_CLOSING = frozenset('"”»')  # quotation marks
_SPEAKERS = frozenset({"agent", "by", "on_behalf_of", "excluded"})  # markers behind who says something
_SENTENCE = 60  # tokens in which a sentence has begun
_TOPIC_REACH = 5  # tokens between a date and a plan that is only spoken of
_PLAN_REACH = 8  # tokens between words of a plan and its day
_WEEKS = 31  # days before a report of which it tells without their year
_DAY = 3  # sentences before, of which "the same day" can be
_SAID, _HEARERS = 5, 8  # tokens before a date in which it is said; those who heard it may stand between
_BESIDE = 3  # tokens between a verb and the place that it is told with


def tell(
    page: Page,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    context: Interval | None,
    known: dict[int, Interval],
) -> list[Told]:
    """One record, or one per day where the passage lists days."""
    reading = page.reading
    was_planned = reading.has("m:cue", "intended", candidate.first, candidate.last) is not None
    was_planned = was_planned or candidate.status is MeetingStatus.CANCELLED  # the day may be over
    tense: Tense = "past" if candidate.status is MeetingStatus.HELD else "unknown" if was_planned else "future"
    sentence = candidate.sentence
    was_due = candidate.status is MeetingStatus.CANCELLED and reading.within(
        "m:past_plans", sentence.first, sentence.last
    )
    places = page.places.within(sentence.first, sentence.last)
    place, basis = _place_of_contact(reading, candidate, places, candidates)
    trip = next((c for c in candidates if c.destination is not None and _leads_to(c, candidate)), None)
    after = reading.rules_at(candidate.match.first).marking == "after"
    if after and place is None and trip not in (None, candidate) and candidate.type not in REMOTE_TYPES:
        place, basis = trip.destination if trip is not None else None, LocationBasis.CONTEXT
    around = _around(page, candidate)
    if (
        candidate.trigger.vague
        and candidate.members
        and all(m.basis is not ParticipantBasis.NAMED for m in candidate.members)
    ):
        near = place is not None and (
            0 <= place.first - candidate.match.last <= _BESIDE or _is_of_forum(page, place, candidate.match)
        )
        place = place if place is not None and (place.venue or near) else None  # "spoke of reactors in Kudankulam"
        basis = basis if place is not None else LocationBasis.NONE
    minutes = next((d.minutes for d in page.durations.within(candidate.first, candidate.last)), None)
    here = bool(reading.within("m:here", candidate.first, candidate.last))
    found: list[Told] = []
    lead = _lead(page, candidate)
    stops = _stops(page, candidate, place)
    told = _expressions(page, candidate, candidates) or ([lead] if lead is not None else [])
    for stop, expression in stops or [(place, e) for e in told]:
        in_paragraph = _told_before(page, candidate, expression, tense, known)
        leans = page.anchor.end is None or expression.kind in ("relative", "day_of_month")
        if tense == "future" and context is not None and is_over(context, page.anchor):
            leans = False  # "on the 9th they will meet" is of no month gone by
        told_before = in_paragraph or (context if leans else None)
        if candidate.anaphoric and expression.origin == "context" and expression.kind == "relative":
            continue  # "this meeting comes three days after …": counts from what is not dated here
        if _is_latest(page, expression) or _is_of_the_news(page, expression, told_before):
            told_before = None  # counts from the report
        if told_before is None and _is_of_day_told(expression):
            told_before = _day_told(page, candidate, tense)
        when: Tense = "past" if was_due and expression.kind == "weekday" else tense
        if was_due and expression.kind == "month" and not after:
            when = "unknown"  # of the nearest year
        if candidate.going_on and expression.kind == "day" and not after:
            when = "unknown"  # "on 5 May he flies to Delhi", in a report of the 6th
        interval = known.get(expression.first) or page.dates.resolve(expression, page.anchor, told_before, when)
        if after and candidate.status is MeetingStatus.HELD and _is_gap(expression, interval, page.anchor):
            continue
        if candidate.later and expression.first not in known:
            interval = _behind(page, expression, interval, told_before or context)
        if candidate.status is MeetingStatus.HELD:
            interval = so_far(interval, page.anchor)
        if in_paragraph is None and candidate.status is MeetingStatus.HELD and lies_ahead(interval, page.anchor):
            candidate.status = MeetingStatus.PLANNED
            interval = page.dates.resolve(expression, page.anchor, told_before, "future")
        if when == "future" and candidate.anaphoric and is_over(interval, page.anchor) and _was_due(reading, candidate):
            continue  # "the trip was initially scheduled for May"
        if candidate.status is MeetingStatus.HELD and begins_after(interval, page.anchor):
            if _is_span(expression, interval) or (candidate.anaphoric and interval.precision is not DatePrecision.DAY):
                continue  # "came after four years"; "a plan for the coming year was signed at the talks"
        made = interval.basis is DateBasis.RELATIVE or candidate.trigger.part == "invite"
        if when == "future" and made and is_over(interval, page.anchor):
            continue  # the day on which the plan was made
        if candidate.going_on and interval.end is not None and is_not_ahead(interval, page.anchor):
            candidate.status = MeetingStatus.HELD  # "is meeting him today"
        if candidate.status is MeetingStatus.HELD and _is_discussed(reading, candidate):
            nearest = page.dates.resolve(expression, page.anchor, told_before, "unknown")
            if begins_after(nearest, page.anchor):
                interval, candidate.status = nearest, MeetingStatus.PLANNED
        known[expression.first] = interval
        if candidate.status is MeetingStatus.PLANNED and is_over(interval, page.anchor):
            if interval.basis is DateBasis.EXPLICIT or (page.anchor.day is not None and tense == "future"):
                candidate.status = MeetingStatus.HELD  # "December 2021: he flies to Delhi"
        phrase = " ".join(t.text for t in reading.tokens[expression.first : expression.last])
        found.append(Told(candidate, interval, phrase, stop, basis, minutes, here, around))
    if found:
        return found
    before = _told_before(page, candidate, None, tense, known) or _reported_on(page, candidate)
    return [Told(candidate, UNKNOWN, None, place, basis, minutes, here, around, before)]


def _is_gap(expression: DateExpression, interval: Interval, anchor: Anchor) -> bool:
    """Whether a count tells how long something had not been: "after four years X is in Delhi"."""
    counted = expression.kind == "relative" and expression.origin == "context" and expression.is_counted
    return counted and begins_after(interval, anchor)


def _behind(page: Page, expression: DateExpression, interval: Interval, told: Interval | None) -> Interval:
    """The day in the year after, where what is told to have come later would else have come before."""
    if interval.basis is not DateBasis.INFERRED_YEAR or interval.end is None or interval.start is None:
        return interval
    if told is None or told.start is None or interval.end >= told.start:
        return interval
    year = dataclasses.replace(expression, year=interval.start.year + 1)
    later = page.dates.resolve(year, page.anchor, None, "past")
    return interval if later.start is None or begins_after(later, page.anchor) else later


def _lead(page: Page, candidate: Candidate) -> DateExpression | None:
    """The count that a clause or what it tells is dated by: "a day after X met Y", "ten days ahead of the visit"."""
    first, match = candidate.first, candidate.match
    if begins_behind_comma(page.reading, first, match, (m.party for m in candidate.members)):
        return None
    for e in page.expressions.within(max(first - _BESIDE, candidate.sentence.first), match.first):
        beside = e.last == first or (first <= e.first and not page.reading.within("m:trigger", e.last, match.first))
        if e.relation == "lead" and beside:
            return e
    return None


def _is_of_day_told(expression: DateExpression) -> bool:
    """Whether an expression means the day that is told: "earlier in the day", "the same evening"."""
    return (expression.kind, expression.unit, expression.origin, expression.offset) == ("relative", "day", "context", 0)


def _is_of_the_news(page: Page, expression: DateExpression, told_before: Interval | None) -> bool:
    """Whether a day without its year is of the weeks before the report, though a year alone was told before it."""
    if page.anchor.day is None or expression.kind != "day" or told_before is None:
        return False
    if told_before.precision is not DatePrecision.YEAR:
        return False
    day = page.dates.resolve(expression, page.anchor, None, "past").start
    return day is not None and 0 <= (page.anchor.day - day).days <= _WEEKS


def _day_told(page: Page, candidate: Candidate, tense: Tense) -> Interval | None:
    """The day told last in the sentences before, else that of the report."""
    near = page.sentences[max(0, candidate.sentence.number - _DAY) : candidate.sentence.number]
    ahead = candidate.status is MeetingStatus.PLANNED
    for sentence in reversed(near):
        for e in reversed(page.expressions.within(sentence.first, sentence.last)):
            if e.relation == "at" and e.kind in ("day", "weekday", "relative"):
                if ahead and _is_when_told(page.reading, e):
                    continue
                told = page.dates.resolve(e, page.anchor, None, tense)
                if told.start is not None and told.start == told.end:
                    return told
    day = page.anchor.day
    return Interval(day, day, DatePrecision.DAY, DateBasis.PUBLICATION) if day is not None else None


def _is_when_told(reading: Reading, expression: DateExpression) -> bool:
    """Whether a day is when somebody told of a plan: "he announced on Monday", «в августе Х рассказал о планах»."""
    return bool(reading.within("m:says", expression.first - _BESIDE, expression.last + _BESIDE))


def _is_span(expression: DateExpression, interval: Interval) -> bool:
    """Whether years told in what took place are a span, and not a time ahead: "came after four years"."""
    return expression.kind == "relative" and interval.precision is DatePrecision.YEAR


def _was_due(reading: Reading, candidate: Candidate) -> bool:
    """Whether a plan is told as one of the past."""
    return bool(reading.within("m:past_plans", candidate.first, candidate.last))


def _told_before(
    page: Page,
    candidate: Candidate,
    expression: DateExpression | None,
    tense: Tense,
    known: Mapping[int, Interval],
) -> Interval | None:
    """The date that the paragraph has told before an expression: "Samarkand, September 2022: … on the 16th"."""
    begin = page.paragraph(candidate.sentence)
    end = candidate.first if expression is None else expression.first
    before: Interval | None = None
    heading = page.heading(candidate.sentence)
    if heading is not None and heading.relation == "at":
        resolved = page.dates.resolve(heading, page.anchor, None, tense)
        before = resolved if resolved.start is not None else None
    for other in page.expressions.within(begin, end):
        if _is_of_aside(page.reading, other, end) or (tense == "future" and _is_when_told(page.reading, other)):
            continue
        if other.relation == "at" and not _is_possessor(page.reading, other):
            told: Tense = tense if other.first >= candidate.sentence.first else "unknown"
            origin = None if _is_latest(page, other) else before
            resolved = known.get(other.first) or page.dates.resolve(other, page.anchor, origin, told)
            off = tense == "future" and is_over(resolved, page.anchor)
            off = off or (tense == "past" and begins_after(resolved, page.anchor))
            if resolved.start is not None and not off:
                before = resolved
    return before


def _is_of_aside(reading: Reading, expression: DateExpression, end: int) -> bool:
    """Whether a year belongs to a relative clause that is over: "the visit, the first one since ties began in 1992"."""
    if expression.kind != "year" or reading.rules_at(expression.first).marking != "after":
        return False
    sentence = reading.tokens[expression.first].sentence
    if end < len(reading.tokens) and reading.tokens[end].sentence == sentence:
        return False
    asides = reading.within("m:subordinate", max(0, expression.first - _SENTENCE), expression.first)
    return any(reading.tokens[m.first].sentence == sentence for m in asides)


def _reported_on(page: Page, candidate: Candidate) -> Interval | None:
    """The day on which news was told: "X met Y, the ministry said on Thursday"."""
    if candidate.status is not MeetingStatus.HELD or candidate.back:
        return None
    dates = page.expressions.within(candidate.match.last, candidate.sentence.last)
    told = next((e for e in dates if e.relation == "at" and _reports(page.reading, e, candidate)), None)
    return page.dates.resolve(told, page.anchor, None, "past") if told is not None else None


def _is_latest(page: Page, expression: DateExpression) -> bool:
    """Whether a date is that of the last time: "they spoke last on 5 June"."""
    begin = max(0, expression.first - 6)
    return page.anchor.day is not None and bool(page.reading.within("m:latest", begin, expression.first))


def _stops(page: Page, candidate: Candidate, place: Place | None) -> list[tuple[Place | None, DateExpression]]:
    """Places with their dates where one verb lists several: "met in Kazan in October and in Rio in November"."""
    held = candidate.status is MeetingStatus.HELD and candidate.type not in REMOTE_TYPES
    if place is None or not held or candidate.trigger.summit or not candidate.members:
        return []
    reading = page.reading
    end = _end_of_list(reading, candidate)
    dates = [e for e in page.expressions.within(candidate.first, end) if e.relation == "at" and e.kind != "period"]
    cities = page.places.within(candidate.first, end)
    nearest = _dates_of_cities(reading, cities, dates)
    chain: list[tuple[Place, DateExpression]] = []
    for city in cities:
        near = nearest.get(city.first, [])
        joined = _city_before(reading, cities, city)
        if city.city is None or not near or not (city.venue or joined is not None or is_located(reading, city)):
            continue
        if chain and not _continues(reading, chain[-1], city):
            chain = chain if any(stop is place for stop, _ in chain) else []
        chain.append((city, near[0]))
    if len(chain) == 1 and (first := _city_before(reading, cities, chain[0][0])) is not None:
        chain = [(first, chain[0][1]), *chain]  # "at their talks in Moscow and Kazan last year"
    return list(chain) if len(chain) > 1 and any(stop is place for stop, _ in chain) else []


def _city_before(reading: Reading, cities: Sequence[Place], city: Place) -> Place | None:
    """The city to which another one is joined by one word alone."""
    for other in cities:
        joint = reading.within("m:conjunctions", other.last, city.first)
        if other.city is not None and joint and city.first - other.last == 1 and is_located(reading, other):
            return other
    return None


def _end_of_list(reading: Reading, candidate: Candidate) -> int:
    """Where the words of a verb end that it has left out: «встречались в мае в Рио, а в июне - в Казани»."""
    end = candidate.sentence.last
    rest = reading.within("m:trigger", candidate.last, end) or reading.within("m:relatives", candidate.last, end)
    cased = bool(reading.rules_at(candidate.match.first).case_endings)
    return end if cased and not rest and not reading.within("m:says", candidate.last, end) else candidate.last


def _dates_of_cities(
    reading: Reading, cities: Sequence[Place], dates: Sequence[DateExpression]
) -> dict[int, list[DateExpression]]:
    """The date told with each city of a list, by its first token: behind it, or before it where that fits more."""
    after = bool(cities) and reading.rules_at(cities[0].first).marking == "after"
    if after:
        dates = [e for e in dates if e.unit != "year" or e.month is not None]  # "this year, in July in Moscow and …"
    behind = {c.first: [e for e in dates if 0 <= e.first - c.last <= _BESIDE] for c in cities}
    before = {c.first: [e for e in dates if 0 <= c.first - e.last <= _BESIDE - 1] for c in cities}
    if after and sum(map(bool, before.values())) >= sum(map(bool, behind.values())):
        return before  # "in July in Moscow and in October in Kazan"
    if not after:
        behind = {
            c.first: [e for e in behind[c.first] if not reading.within("m:conjunctions", c.last, e.first)]
            for c in cities
        }
    return {c.first: behind[c.first] or before[c.first] for c in cities}


def _continues(reading: Reading, stop: tuple[Place, DateExpression], place: Place) -> bool:
    """Whether a further place is joined to a stop told before: "…, and then in Osaka"."""
    end = max(stop[0].last, stop[1].last)
    rules = reading.rules_at(place.first)
    begin = max(end, place.first - (4 if rules.marking == "before" and not rules.case_endings else 8))
    joint = any(t.text == "," for t in reading.tokens[begin : place.first]) or bool(
        reading.within("m:conjunctions", begin, place.first)
    )
    return end < place.first and joint and not reading.within("m:trigger", end, place.first)


def _around(page: Page, candidate: Candidate) -> Place | None:
    """The last city that the paragraph says it is in, or that it begins with."""
    begin = page.paragraph(candidate.sentence)
    found = None
    for place in page.places.within(begin, candidate.sentence.first):
        if place.city is not None:
            if page.dateline is not None and place.first == page.dateline.first:
                continue  # where it was filed
            if place.first == begin or place.venue is not None or is_located(page.reading, place):
                found = place
    return found


def _expressions(page: Page, candidate: Candidate, candidates: Sequence[Candidate]) -> list[DateExpression]:
    """The date that the passage's words tell; several where they list days ("on 24 February, 2 and 7 March")."""
    sentence, match = candidate.sentence, candidate.match
    inside = page.expressions.within(sentence.first, sentence.last)
    is_first = page.reading.rules_at(match.first).marking == "before"
    expressions = [
        e
        for e in inside
        if (e.relation == "at" or (is_first and e.last == match.first))  # "after the July meeting"
        and e.kind not in ("edition", "period")
    ]
    if not expressions and candidate.status is MeetingStatus.PLANNED:  # "by the end of the year"
        expressions = [
            e for e in inside if e.relation in ("until", "before") and e.unit == "year" and e.part is not None
        ]
    if candidate.anaphoric and page.reading.rules_at(match.first).case_endings:
        named = [m.party.last for m in candidate.members if 0 <= m.party.first - match.last <= _REACH]
        end = max([match.last + _REACH, *(last + _BESIDE for last in named)])
        expressions = [e for e in expressions if e.first <= end and not _is_quoted(page.reading, e, match)]
    near = [e for e in expressions if candidate.first <= e.first and e.last <= candidate.last]
    if not near and not sentence.title:
        others = [c for c in candidates if c.match is not match and not _leads_to(c, candidate)]
        near = [
            e
            for e in expressions
            if e.last <= sentence.last
            and not any(c.first <= e.first and e.last <= c.last for c in others if c.first != candidate.first)
            and not _is_in_aside(page.reading, e, candidate)
            and not page.reading.within("m:contents", match.last, e.first)  # of what was said
        ]
    if not near and page.reading.starting("m:point_back", candidate.first):  # "in Osaka on 28 June, when they met"
        near = [e for e in expressions if e.last <= candidate.first][-1:]
        beside = [e for e in inside if 0 <= candidate.first - e.last <= 1 and e.kind not in ("edition", "period")]
        near = beside or near  # "his second trip after December 2008, when they met"
    near = [e for e in near if not _reports(page.reading, e, candidate) and not _dates_a_noun(page.reading, e, match)]
    if candidate.apart and len(near) > 1:
        near = [e for e in near if e.last != match.first]  # "yesterday's talk was taken up again today"
    if page.reading.rules_at(match.first).marking == "after":
        near = [
            e
            for e in near
            if not _is_of_next(candidates, e, match)
            and not _is_of_plan(page.reading, e, candidate)
            and not _is_of_topic(page.reading, e, candidate, candidates)
        ]
    elif candidate.status is MeetingStatus.HELD:
        near = [e for e in near if not _is_planned_behind(page.reading, e, candidate)]
    if candidate.anaphoric and page.reading.rules_at(match.first).marking == "before":
        near = [e for e in near if not page.reading.within("m:speech", match.last, e.first)]  # of what was said there
    near = [e for e in near if not _is_of_other_thing(page.reading, e, candidate, candidates)]
    if page.reading.rules_at(match.first).marking == "before":
        rivals = [c.match for c in candidates if c.trigger.part != "visit"]
        mine = [e for e in near if not any(_between(rival, e, match) for rival in rivals)]
        near = mine or near
        trips = [c.match for c in candidates if c.trigger.part == "visit"]
        if any(_between(trip, e, match) and _continued(page.reading, e, match) for trip in trips for e in near):
            own = [e for e in near if _is_right_behind(page.reading, e, match)]
            near = own or near  # "will arrive on Tuesday and meet X on Wednesday"
    if not near:
        return []
    best = min(near, key=lambda e: abs(e.first - match.first) + (3 if e.first > match.last else 0) + _coarse(e))
    if best.kind in ("weekday", "relative"):  # "on Friday evening, 5 December"; "the day before, on Wednesday"
        firmer = [e for e in near if _is_day(e) or (e.kind == "weekday" and best.kind == "relative")]
        best = next((e for e in firmer if 0 <= e.first - best.last <= 3), best)
    if candidate.type in REMOTE_TYPES or candidate.trigger.part == "noun" or candidate.trigger.vague:
        run = [best]
        for e in sorted(near, key=lambda e: e.first):
            if e is not best and 0 <= e.first - run[-1].last <= 4 and _is_day(e) and _is_day(best):
                run.append(e)
        before = [e for e in near if e.first < best.first]
        for e in sorted(before, key=lambda e: -e.first):
            if 0 <= run[0].first - e.last <= 3 and _is_day(e) and _is_day(best):
                run.insert(0, e)
        if len(run) > 1 and candidate.status is MeetingStatus.HELD:
            return run
    return [best]


def _continued(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a further verb is joined behind a date: "arrives on Tuesday and meets X"."""
    return bool(reading.within("m:conjunctions", expression.last, match.first))


def _is_right_behind(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether no other contact stands between one and a date behind it."""
    return match.last <= expression.first and not reading.within("m:trigger", match.last, expression.first)


def _is_quoted(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date is of what was said there: "'We met last in June,' he said as he opened the talks"."""
    between = range(expression.last, match.first)
    return any(reading.tokens[i].text in _CLOSING and reading.within("m:says", i, match.first) for i in between)


def _is_discussed(reading: Reading, candidate: Candidate) -> bool:
    """Whether a visit is what was talked of: "they discussed X's visit to Vladivostok in September"."""
    if candidate.trigger.part != "visit":
        return False
    verbs = reading.within("m:trigger", candidate.first, candidate.match.first)
    triggers = [reading.rules[m.value[0]].trigger(m.value[1]) for m in verbs]
    return any(t.vague and t.part == "verb" for t in triggers)


def _is_of_other_thing(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a day is of what the contact came before, of what was discussed, or of who travelled before it."""
    match = candidate.match
    if reading.within("m:elsewhen", match.last, expression.first):
        return True  # "they spoke days ahead of the summit on 4 July"
    ahead = reading.within("m:elsewhen", expression.last, match.first)
    if ahead and candidate.trigger.summit and not reading.within("m:trigger", ahead[-1].last, match.first):
        return True  # "X on Monday briefed Y ahead of the summit"
    if expression.relation == "at" and reading.within("m:since", match.last, expression.first):
        return True  # "their first meeting since the summit in 2019"
    if expression.kind in ("day", "month") and reading.within("m:behind", match.last, expression.first):
        return True  # "have met again after the vote on 15 August"
    if candidate.status is MeetingStatus.PLANNED and expression.last <= match.first:
        came = [
            c for c in candidates if c.sentence is candidate.sentence and reading.starting("m:errands", c.match.first)
        ]
        if any(c.status is MeetingStatus.HELD and c.match.first < match.first for c in came):
            return True  # "arrived on Monday to hold talks with X"
    told = [c for c in candidates if expression.last <= c.match.first and c.match.last <= match.first]
    if any(reading.ending("m:told_here", c.match.first) for c in told):
        return True  # "in the talks held in June X invited Y"
    between = [c for c in candidates if match.last <= c.match.first and c.match.last <= expression.first]
    if candidate.trigger.part == "visit" and reading.within("m:elsewhen", candidate.first, match.first):
        return bool(between)  # "ahead of X's visit, Y came on Monday"
    counted = expression.kind == "relative" and expression.unit == "year" and expression.part is None
    if counted and expression.last <= match.first:
        if reading.within("m:trigger", candidate.first, expression.first):
            return True  # "on his fourth trip this year he met X"
    if expression.first > match.last and _opens_next(reading, expression):
        return True
    reviewed = candidate.trigger.vague and candidate.trigger.part == "verb"
    trips = [c for c in between if c.trigger.part == "visit"]
    return reviewed and bool(trips)  # "discussed X's visit in May"


def _opens_next(reading: Reading, expression: DateExpression) -> bool:
    """Whether a date begins what was done next, with its subject: "was in Moscow, and on the following day he …"."""
    said_of = any(reading.starting(kind, expression.last) for kind in ("m:pronoun", "m:groups"))
    if reading.rules_at(expression.first).marking != "before" or not said_of:
        return False
    return any(reading.ending("m:conjunctions", i) for i in (expression.first, expression.first - 1))


def _leads_to(trip: Candidate, talks: Candidate) -> bool:
    """Whether one and the same sentence tells of a trip and of talks on it: "came to X on the 6th and met Y"."""
    if trip.trigger.part != "visit" or trip.status is not talks.status or trip.match.first > talks.match.first:
        return False
    return trip.rejection is None and any(same_party(m.party, trip.members[0].party) for m in talks.members)


def _is_of_next(candidates: Sequence[Candidate], expression: DateExpression, match: Match) -> bool:
    """Whether a date behind a contact stands before another one: where the verb comes last, it is that one's."""
    return expression.first >= match.last and any(
        c.match.first >= expression.last and c.first <= expression.first and c.match[:2] != match[:2]
        for c in candidates
    )


def _is_of_plan(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date behind the clause of what took place is that of a plan: "spoke of the visit, due in March"."""
    if candidate.status is not MeetingStatus.HELD or expression.first < candidate.last:
        return False
    return bool(reading.has("m:cue", "planned", expression.last, candidate.sentence.last))


def _is_of_topic(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a date and a plan tell each other apart, where the verb comes last: "on Monday X spoke with Y of the
    visit due next month": that month is not when they spoke, nor Monday when the visit is."""
    match = candidate.match
    if candidate.status is MeetingStatus.HELD:
        plans = reading.within("m:cue", expression.last, min(match.first, expression.last + _BESIDE))
        return any(m.value[1] == "planned" for m in plans)
    if candidate.status is not MeetingStatus.PLANNED or not reading.within("m:topic_marks", match.last, match.last + 3):
        return False
    around = (c for c in candidates if c.first == candidate.first and c.match[:2] != match[:2])
    talks = any(c.status is MeetingStatus.HELD and c.rejection is None for c in around)
    return talks and match.first - expression.last > _TOPIC_REACH


def _is_in_aside(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date stands in a relative clause before the contact: «С Х, чья партия весной выиграла выборы, …»."""
    if not reading.rules_at(candidate.match.first).case_endings or expression.first >= candidate.first:
        return False
    begin = candidate.sentence.first
    return any(reading.within(kind, begin, expression.first) for kind in ("m:asides", "m:relatives"))


def _is_planned_behind(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that of a plan told beside what took place: "spoke of the visit, which is due in March"."""
    begin = max(candidate.sentence.first, expression.first - _PLAN_REACH)
    cues = [m for m in reading.within("m:cue", begin, expression.first) if m.value[1] in ("planned", "done")]
    if not cues or cues[-1].value[1] != "planned" or _overlaps_done(reading, cues[-1]):
        return False
    return cues[-1].first >= candidate.match.last or is_of_other_contact(reading, cues[-1], candidate.match)


def _overlaps_done(reading: Reading, cue: Match) -> bool:
    return any(m.value[1] == "done" and overlap(m, cue) for m in reading.within("m:cue", cue.first - 2, cue.last + 2))


def _between(verb: Match, expression: DateExpression, match: Match) -> bool:
    """Whether a date stands behind another verb and before this one: "saw X on Monday and met Y the next day"."""
    return verb.last <= expression.first and expression.last <= match.first and verb.first != match.first


def _reports(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is that of the report: "said on Monday that …", but not "said on Monday at a meeting with"."""
    match = candidate.match
    if reading.rules_at(match.first).case_endings and candidate.first <= expression.first < candidate.last:
        if match.first < expression.first or (candidate.anaphoric and match.first - expression.last <= _BESIDE):
            return False
    if reading.rules_at(expression.first).marking == "after":
        said = reading.within("m:says", expression.last, max(candidate.first, expression.last))
        return candidate.status is not MeetingStatus.HELD and bool(said)
    if match.last <= expression.first and reading.starting("m:says", expression.last):
        if any(t.text == "," for t in reading.tokens[match.last : expression.first]):
            return True  # "before they meet, X on Monday said …"
    planned = candidate.status is MeetingStatus.PLANNED and reading.rules_at(match.first).marking == "before"
    if planned:
        said = reading.within("m:says", match.last, expression.first)
        if any(reading.tokens[m.first - 1].text == "," for m in said):
            return True  # "X will meet Y, said a statement of the ministry here on Saturday"
    said = reading.within("m:says", expression.first - (_HEARERS if planned else _SAID), expression.first)
    if planned and any(_is_said_at_once(reading, m, expression) for m in said):
        return True  # "X's coming visit will be grand, Y told the state television on Sunday"
    return reading.rules_at(expression.first).marking == "before" and any(m.last > expression.first - 3 for m in said)


def _is_said_at_once(reading: Reading, said: Match, expression: DateExpression) -> bool:
    """Whether nothing but those who heard it stands between a verb of saying and a date."""
    words = (said.last, expression.first)
    if any(t.kind not in ("word", "number") for t in reading.tokens[said.last : expression.first]):
        return False
    return not any(reading.within(kind, *words) for kind in ("m:trigger", "m:cue", "m:clause_breaks", "m:future"))


def _dates_a_noun(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date belongs to another thing than the contact: "the guest at Friday's parade met X"."""
    end = expression.last
    words = reading.tokens[end : match.first]
    return _is_possessor(reading, expression) and not (0 < len(words) <= 4 and all(t.text != "," for t in words))


def _is_possessor(reading: Reading, expression: DateExpression) -> bool:
    return expression.last < len(reading.tokens) and reading.tokens[expression.last].kind == "possessive"


def _coarse(expression: DateExpression) -> int:
    """Tokens by which a date that names no day counts as farther away."""
    return 0 if _is_day(expression) or expression.kind in ("weekday", "relative") else 12


def _is_day(expression: DateExpression) -> bool:
    return expression.day is not None


def _place_of_contact(
    reading: Reading, candidate: Candidate, places: Sequence[Place], candidates: Sequence[Candidate]
) -> tuple[Place | None, LocationBasis]:
    """The place nearest to a contact in its sentence; candidates: all those of the sentence, refused ones too."""
    if candidate.destination is not None:
        return candidate.destination, LocationBasis.DESTINATION
    if candidate.type in REMOTE_TYPES:
        return None, LocationBasis.NONE
    match = candidate.match
    before = reading.rules_at(match.first).marking == "before"
    others = [c.match for c in candidates if c.match.last <= match.first]
    held = [c for c in candidates if c.status is MeetingStatus.HELD and c.rejection is None and c.destination is None]
    options: list[tuple[int, Place, LocationBasis]] = []
    for place in places:
        if _speaks(reading, place) or (place.venue is None and not is_located(reading, place)):
            continue
        if candidate.anaphoric and place.first > match.last + (4 if before else -1):
            continue  # what the talks were about
        if candidate.status is MeetingStatus.PLANNED and any(_is_nearer(c.match, place, match) for c in held):
            continue  # "met in X to prepare the summit"
        if before and _is_next_stop(reading, match, place):
            continue  # "will meet X and then fly to Mumbai"
        inside = candidate.first <= place.first < candidate.last
        gap = abs(place.first - match.first) + (0 if inside else 25) + (0 if place.city else 30)
        if before and any(m.last <= place.first < match.first for m in others):
            if reading.within("m:conjunctions", place.last, match.first):
                continue  # "held talks with X in Kazan and called on Y"
            gap += 20  # stands behind another verb
        basis = LocationBasis.VENUE if place.venue else LocationBasis.EXPLICIT
        options.append((gap, place, basis))
    if not options:
        return None, LocationBasis.NONE
    _, place, basis = min(options, key=lambda o: o[0])
    return place, basis


def _is_nearer(one: Match, place: Place, other: Match) -> bool:
    """Whether a place stands nearer to one word of contact than to another."""
    return abs(place.first - one.first) < abs(place.first - other.first)


def _is_of_forum(page: Page, place: Place, match: Match) -> bool:
    """Whether a city behind a contact is a forum's: "they had talks on the sidelines of the BRICS meet in Kazan"."""
    between = list(page.forums_told.within(match.last, place.first))
    return bool(between) and place.first - between[-1].last <= _BESIDE


def _is_next_stop(reading: Reading, match: Match, place: Place) -> bool:
    """Whether a further verb of travel stands between a contact and a place behind it."""
    between = reading.within("m:trigger", match.last, place.first)
    visits = [m for m in between if reading.rules[m.value[0]].trigger(m.value[1]).part == "visit"]
    return any(reading.within("m:conjunctions", match.last, m.first) for m in visits)


def _speaks(reading: Reading, place: Place) -> bool:
    """Whether a venue's name is that of its people: "the embassy wrote that …", where a marker tells it."""
    if place.venue is None or reading.rules_at(place.last - 1).marking != "after":
        return False
    return any(m.value[1] in _SPEAKERS for m in reading.starting("m:marker", place.last))
