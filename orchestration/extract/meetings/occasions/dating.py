"""Which dates of its sentence are a contact's own: not those of a report, a plan, another contact or thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import CandidateRejection, MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import (
    begins_behind_comma,
    in_idiom,
    is_followed_by_colon,
    is_identified,
    resumed_at,
)
from orchestration.extract.meetings.contacts.counting import days_counted
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.participles import is_of_arrival
from orchestration.extract.meetings.occasions.announcing import is_of_telling
from orchestration.extract.meetings.occasions.attributes import is_of_another
from orchestration.extract.meetings.occasions.background import is_trip_over, trip_before
from orchestration.extract.meetings.occasions.days_of_plans import (
    is_coarse,
    is_of_errand,
    is_of_inviting,
    is_of_plan,
    is_of_topic,
    is_of_what_was_done,
    is_planned_behind,
    is_set_before,
    is_set_for,
    without_first_plan,
)
from orchestration.extract.meetings.occasions.hopes import end_of_quotation, is_of_hopes
from orchestration.extract.meetings.occasions.listing import run_of_days
from orchestration.extract.meetings.occasions.onward import is_later_trip
from orchestration.extract.meetings.occasions.page import BESIDE, Page
from orchestration.extract.meetings.parties.members import are_among, is_among
from orchestration.extract.meetings.reading import Reading

_LIMITS = frozenset({"until", "before"})  # relations of a date that ends a span
_REACH = 8  # tokens behind a contact told before, in which a date is still its own
_PLACE = 4  # tokens of a city between whose talks they are and their day: «переговоры Х и Y в Нью-Дели 6 декабря»
_BEHIND_ASIDE = 6  # tokens from the comma that ends a relative clause to a day: ", in New Delhi on Friday"
_POSTPOSITIONS = 4  # tokens between a date and "when", where they stand behind it: "नवंबर 2021 के बाद से, जब …"
_EVENT = 10  # tokens from "attend" to the day of what is attended
_PLANNED = 5  # tokens from "that" to the words for a plan: "that had earlier been planned"
_BEFORE = 12  # tokens in which a date and what follows it stand before "when"


def dates_of_contact(page: Page, candidate: Candidate, candidates: Sequence[Candidate]) -> list[DateExpression]:
    """The date that the passage's words tell; several where they list days ("on 24 February, 2 and 7 March").

    candidates: all of the sentence.
    """
    is_first = page.reading.within("m:firsts", candidate.match.first - BESIDE, candidate.match.first)
    if (candidate.anaphoric or is_first) and is_identified(page.reading, candidate.match):
        return []  # "it will be their first meeting since 2021", "this is the first foreign visit this year"
    counted = days_counted(page.reading, page.expressions, candidate.match, candidate.first, candidate.sentence.last)
    if counted and candidate.status is MeetingStatus.HELD:
        return counted
    pointed = _pointed_back_to(page, candidate)
    if pointed:
        return pointed
    when = [c for c in candidates if _are_met_when(page.reading, candidate, c)]
    near = [
        e
        for e in _in_reach(page, candidate, candidates, when)
        if any(c.first <= e.first < c.last for c in when) or _is_own(page.reading, e, candidate, candidates)
    ]
    if candidate.apart and len(near) > 1:
        near = [e for e in near if e.last != candidate.match.first]  # "yesterday's talk was taken up again today"
    if page.reading.rules_at(candidate.match.first).marking == "before":
        near = without_first_plan(page.reading, _without_rivals(page.reading, near, candidate, candidates), candidate)
    return [_turned(page.reading, e, candidate.match) for e in run_of_days(page, candidate, near, candidates)]


def _turned(reading: Reading, expression: DateExpression, match: Match) -> DateExpression:
    """A count from a contact, turned: "the call came on the day after X met Y" dates the meeting by the call."""
    counts = (expression.kind, expression.origin) == ("relative", "context") and expression.offset
    possessors = [m for m in reading.starting("m:marker", match.last) if m.value[1] == "genitive"]
    if not counts or not possessors or not 0 < expression.first - match.last <= BESIDE:
        return expression
    return dataclasses.replace(expression, offset=-expression.offset)


def _in_reach(
    page: Page, candidate: Candidate, candidates: Sequence[Candidate], when: Sequence[Candidate]
) -> list[DateExpression]:
    """Dates of the clause, else of what is left of the sentence, else of the words that it points back to. when: those
    of the candidates that tell when it was."""
    sentence, reading, expressions = candidate.sentence, page.reading, _told_at(page, candidate)
    near = [e for e in expressions if candidate.first <= e.first and e.last <= candidate.last]
    if not near and not sentence.title and not is_later_trip(candidate):
        passed = follows_arrival(reading, candidate)
        others = [c for c in candidates if c.match is not candidate.match]
        others = [c for c in others if not _is_short_trip_to(reading, c, candidate) and all(c is not w for w in when)]
        near = [
            e
            for e in expressions
            if e.last <= sentence.last
            and not any(c.first <= e.first and e.last <= c.last for c in others if c.first != candidate.first)
            and not _is_in_aside(reading, e, candidate)
            and not (passed and e.last <= candidate.first)
            and not _is_of_content(reading, candidate.match.last, e)
        ]
    if not near and reading.starting("m:point_back", candidate.first):  # "in Osaka on 28 June, when they met"
        near = [e for e in expressions if e.last <= candidate.first][-1:]
    return near


def _is_of_content(reading: Reading, first: int, expression: DateExpression) -> bool:
    """Whether a date is of what was said, behind "that"; not of when it was to be: "the talks that were due in May"."""
    contents = reading.within("m:contents", first, expression.first)
    return any(not reading.within("m:past_plans", m.last, m.last + _PLANNED) for m in contents)


def _told_at(page: Page, candidate: Candidate) -> list[DateExpression]:
    """Dates of the sentence that tell when something is, or is put off to; of a trip and of a plan also those from when
    on, or until when: "goes to Moscow for two days from 7 November", "by the end of the year"."""
    sentence, match, reading = candidate.sentence, candidate.match, page.reading
    told = page.expressions.within(sentence.first, sentence.last)
    numbered = [e for e in told if e.kind == "edition" and match.first <= e.first < match.last]  # "the 2021 summit"
    inside = [e for e in told if e.kind not in ("edition", "period")] + numbered
    is_first = reading.rules_at(match.first).marking == "before"  # "after the July meeting"
    beside = [e for e in inside if match.last == e.first and e.relation == "until"]  # "put off till Monday"
    if not is_first and candidate.status is not MeetingStatus.CANCELLED and reading.is_trip(match):
        beside = []  # "X का दौरा 18 मार्च को समाप्त होगा", where the verb comes last
    expressions = beside or [e for e in inside if e.relation == "at" or (is_first and e.last == match.first)]
    if not expressions and (candidate.trigger.part == "visit" or candidate.status is MeetingStatus.CANCELLED):
        # "was moved from Thursday to Friday"
        expressions = [e for e in inside if e.relation == "since" and e.kind in ("day", "weekday", "relative")]
    own = [e for e in expressions if not is_of_telling(reading, e, candidate)]
    own = [e for e in own if not (is_first and reading.within("m:contents", e.last, match.first))]  # "on Friday … that"
    if not own and candidate.status is MeetingStatus.PLANNED:
        ends = [e for e in told if e.relation in _LIMITS and e.part == "late"]
        expressions = [e for e in ends if not _is_of_talks_between(reading, match, e)] or expressions
    if candidate.anaphoric and reading.rules_at(match.first).case_endings:
        end = match.last + _REACH
        for party in sorted((m.party for m in candidate.members), key=lambda p: p.first):
            if match.last <= party.first <= end:
                end = max(end, party.last + BESIDE + (party.marker == "genitive") * _PLACE)
        within = [e for e in expressions if e.first <= end or is_set_for(reading, candidate, e)]
        expressions = [e for e in within if end_of_quotation(reading, e.last, match) is None]
    return expressions


def _is_of_talks_between(reading: Reading, match: Match, expression: DateExpression) -> bool:
    """Whether another noun for a contact stands between one and a date: "his visit is to pave the way for a summit by
    the end of the year"."""
    between = reading.within("m:trigger", match.last, expression.first)
    return any(reading.trigger_of(m).part == "noun" for m in between) and reading.is_trip(match)


def _pointed_back_to(page: Page, candidate: Candidate) -> list[DateExpression]:
    """The date right before "when", whatever it is to its own clause: "dormant since November 2021, when they met"."""
    if not page.reading.starting("m:point_back", candidate.first):
        return []
    reach = 1 if page.reading.rules_at(candidate.match.first).marking == "before" else _POSTPOSITIONS
    before = page.expressions.within(max(candidate.sentence.first, candidate.first - _BEFORE), candidate.first)
    beside = [e for e in before if candidate.first - e.last <= reach and e.kind not in ("edition", "period")]
    inside = page.expressions.within(candidate.first, candidate.last)
    return beside[-1:] if not any(e.relation == "at" for e in inside) else []


def _is_own(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a date is not that of a report, of a plan, of what was said, or of another contact or thing."""
    match = candidate.match
    if expression.kind == "month" and expression.last == match.first and candidate.trigger.part != "invite":
        return True  # "recalled the July talks"
    if is_of_telling(reading, expression, candidate) or _dates_a_noun(reading, expression, match):
        return False
    if is_of_inviting(reading, expression, candidate) or is_of_hopes(reading, expression.last, candidate):
        return False
    if reading.rules_at(match.first).marking == "after":
        if _is_of_next(candidates, expression, match) or is_of_plan(reading, expression, candidate):
            return False
        if is_of_topic(reading, expression, candidate, candidates) or is_of_errand(reading, expression, match):
            return False
    elif candidate.status is MeetingStatus.HELD and is_planned_behind(reading, expression.first, candidate):
        return False
    elif candidate.status is MeetingStatus.PLANNED and reading.within("m:agreements", expression.last, match.first):
        return False  # "yesterday the two agreed to meet in May"
    if candidate.anaphoric and reading.rules_at(match.first).marking == "before":
        said = reading.within("m:speech", match.last, expression.first)
        if said and not reading.within("m:happenings", said[-1].last, expression.first):
            return False  # not «переговоры, как сообщил Х, пройдут 6 декабря»
    return not _is_of_other_thing(reading, expression, candidate, candidates)


def _without_rivals(
    reading: Reading, near: Sequence[DateExpression], candidate: Candidate, candidates: Sequence[Candidate]
) -> list[DateExpression]:
    """The dates without those of other verbs of the sentence, unless no other is left."""
    match = candidate.match
    rivals = [c.match for c in candidates if c.trigger.part != "visit"]
    mine = [e for e in near if not any(_between(rival, e, match) for rival in rivals)]
    last = max((r.first for r in rivals if r.last <= match.first), default=match.first)
    mine = mine or [e for e in near if e.first > last] or [*near]  # "met Y in May and will host him in June for talks"
    trips = [m for m in reading.within("m:trigger", candidate.sentence.first, match.first) if reading.is_trip(m)]
    if any(_between(trip, e, match) and _continued(reading, e, match) for trip in trips for e in mine):
        own = [e for e in mine if _is_right_behind(reading, e, match)]
        return own or mine  # "will arrive on Tuesday and meet X on Wednesday"
    return mine


def lead_of_contact(page: Page, candidate: Candidate) -> DateExpression | None:
    """The count that a clause or what it tells is dated by: "a day after X met Y", "ten days ahead of the visit"."""
    first, match = candidate.first, candidate.match
    if begins_behind_comma(page.reading, first, match, (m.party for m in candidate.members)):
        return None
    for e in page.expressions.within(max(first - BESIDE, candidate.sentence.first), match.first):
        beside = e.last == first or (first <= e.first and not page.reading.within("m:trigger", e.last, match.first))
        if e.relation == "lead" and beside:
            return e
    return None


def _continued(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a further verb or an aim is joined behind a date: "arrives on Tuesday and meets X", "… to meet X"."""
    aim = reading.has("m:cue", "purpose", expression.last, match.last)
    return bool(aim or reading.within("m:conjunctions", expression.last, match.first))


def _is_right_behind(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether no other contact stands between one and a date behind it."""
    return match.last <= expression.first and not reading.within("m:trigger", match.last, expression.first)


def _is_of_other_thing(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a day is of what the contact came before, of what was discussed, or of who travelled before it;
    the one that a line begins with is its own: "जुलाई 2014: प्रधानमंत्री बनने के बाद …"."""
    match = candidate.match
    if is_followed_by_colon(reading, expression.last) and reading.rules_at(match.first).marking == "after":
        return False
    if _is_of_what_lies_ahead(reading, expression, candidate) or is_of_arrival(reading, expression, candidate):
        return True
    if _is_of_others_told_of(expression, candidate, candidates) or _is_of_event(reading, expression, candidate):
        return True
    if _is_of_what_was_said(reading, expression, candidate):
        return True
    over = match if is_trip_over(match, reading) else trip_before(candidate, reading)
    if over is not None and expression.last <= over.first:
        return True  # "returned on Friday after a visit during which he met X"
    since = reading.within("m:since", match.last, expression.first)
    if expression.relation == "at" and any(reading.tokens[m.last].text != "," for m in since):
        return True  # "their first meeting since the summit in 2019", not "have spoken twice since, on …"
    if expression.kind in ("day", "month", "year") or _is_month_before_first_time(reading, expression, candidate):
        if _is_behind_other_thing(reading, expression, match):
            return True  # "have met again after the vote on 15 August"
    if is_of_what_was_done(reading, expression, candidate, candidates):
        return True
    told = [c for c in candidates if expression.last <= c.match.first and c.match.last <= match.first]
    told = [c for c in told if not reading.starting("m:during", c.match.last)]  # "during talks held in June they met"
    if any(reading.ending("m:told_here", c.match.first) for c in told):
        return True  # "in the talks held in June X invited Y"
    if is_of_another(reading, expression, candidate, candidates):
        return True
    between = [c for c in candidates if match.last <= c.match.first and c.match.last <= expression.first]
    if candidate.trigger.part == "visit" and reading.within("m:elsewhen", candidate.first, match.first):
        return bool(between)  # "ahead of X's visit, Y came on Monday"
    counted = expression.kind == "relative" and expression.unit == "year" and expression.part is None
    if counted and match.last <= expression.first and _is_after_count(reading, expression):
        return True
    if counted and expression.last <= match.first and not is_set_before(reading, expression, match):
        came_for = reading.within("m:aims", expression.last, match.first)  # "came last year for the summit"
        if not came_for and reading.within("m:trigger", candidate.first, expression.first):
            return True  # "on his fourth trip this year he met X"
    return expression.first > match.last and _opens_next(reading, expression)


def _is_of_what_was_said(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a day stands in what somebody said, told before the talks behind which he said it: "the leaders will meet
    again in July, X said after talks with Y"."""
    rules, begin = reading.rules_at(candidate.match.first), candidate.sentence.first
    if rules.marking != "before" or rules.case_endings or expression.last > candidate.match.first:
        return False
    said = reading.within("m:says", expression.last, candidate.match.first)
    told = bool(said) and bool(reading.within("m:trigger", begin, expression.first))
    behind = told and reading.within("m:behind", said[-1].last, candidate.match.first)
    return bool(behind) and reading.has_comma(expression.last, said[-1].first)


def _is_of_event(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a day told before a verb is of an event that somebody is to attend or not: "X conveyed his inability to
    attend the G20 summit in Delhi on 9 September to Y and told him that …"."""
    told = candidate.trigger.is_of_talking and expression.last <= candidate.match.first
    if not told or reading.rules_at(candidate.match.first).marking != "before":
        return False
    before = (max(candidate.sentence.first, expression.first - _EVENT), expression.first)
    attended = (m for m in reading.within("m:trigger", *before) if reading.trigger_of(m).festive)
    return bool(reading.within("forum", *before)) and any(attended)


def _is_of_others_told_of(expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a day is of talks with a third country of which one told the other: "X briefed Y on his meeting with Z in
    Moscow on 5 July"."""
    others = (c for c in candidates if c.rejection is CandidateRejection.THIRD_COUNTRY)
    behind = any(candidate.match.last <= c.match.first and c.match.last <= expression.first for c in others)
    return candidate.trigger.is_of_talking and behind


def _is_after_count(reading: Reading, expression: DateExpression) -> bool:
    """Whether a year only counts how often: "are meeting for the second time this year"."""
    return bool(reading.ending("m:nth_times", expression.first))


def _is_of_what_lies_ahead(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a day is of what a contact comes ahead of, or the other way round: "they spoke days ahead of the summit
    on 4 July", "X on Monday briefed Y ahead of the summit"."""
    match = candidate.match
    if reading.within("m:elsewhen", match.last, expression.first):
        return True
    ahead = reading.within("m:elsewhen", expression.last, match.first)
    if ahead and candidate.trigger.summit and not reading.within("m:trigger", ahead[-1].last, match.first):
        return True
    if not ahead or not is_coarse(expression) or reading.rules_at(match.first).marking == "before":
        return False
    return bool(reading.within("m:trigger", expression.last, ahead[-1].first))  # where verbs come last, it stands first


def _is_month_before_first_time(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a coarse date stands before how often it is by now, where verbs come last: "पिछले महीने हमला होने के बाद वह
    पहली बार आए"."""
    firsts = reading.within("m:nth_times", expression.last, candidate.match.last)
    return is_coarse(expression) and bool(firsts) and reading.rules_at(candidate.match.first).marking == "after"


def _is_behind_other_thing(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether "after" ties a day to another thing: behind the contact, or before it where verbs come last."""
    if reading.rules_at(match.first).marking == "before":
        after = reading.within("m:behind", match.last, expression.first)
        return bool(after) and not reading.within("m:took_place", after[-1].last, expression.first)
    points = reading.within("m:point_back", expression.last, match.first)
    after = reading.within("m:behind", expression.last, points[0].first if points else match.first)
    if not after:
        return False
    between = reading.within("m:trigger", expression.last, after[-1].last + 1)
    return all(in_idiom(reading, m) for m in between)  # "2014 में सत्ता में आने के बाद"


def _opens_next(reading: Reading, expression: DateExpression) -> bool:
    """Whether a date begins what was done next, with its subject: "was in Moscow, and on the following day he …"."""
    said_of = any(reading.starting(kind, expression.last) for kind in ("m:pronoun", "m:groups"))
    if reading.rules_at(expression.first).marking != "before" or not said_of:
        return False
    return any(reading.ending("m:conjunctions", i) for i in (expression.first, expression.first - 1))


def is_trip_to(trip: Candidate, talks: Candidate) -> bool:
    """Whether one and the same sentence tells of a trip and of talks on it: "came to X on the 6th and met Y"."""
    if trip.trigger.part != "visit" or trip.status is not talks.status or trip.match.first > talks.match.first:
        return False
    came = [m.party for m in trip.members if m.party.country == trip.members[0].party.country]
    return trip.rejection is None and any(is_among(party, talks.members) for party in came)


def _is_short_trip_to(reading: Reading, trip: Candidate, talks: Candidate) -> bool:
    """Whether talks can be on the one day that is told with the trip to them; not "leaves on Sunday for three days"."""
    return is_trip_to(trip, talks) and not reading.within("m:stays", trip.first, trip.last)


def _are_met_when(reading: Reading, talks: Candidate, other: Candidate) -> bool:
    """Whether a clause behind talks tells when they were: "was received by X when he was in Moscow in 2015", "X and Y
    discussed trade when they met in May"."""
    if other.first < talks.last or not reading.starting("m:point_back", other.first) or not other.members:
        return False
    there = other.members[:1] if other.trigger.part == "visit" else other.members
    same = are_among(there, talks.members)
    return same and other.rejection is None and other.status is talks.status


def follows_arrival(reading: Reading, candidate: Candidate) -> bool:
    """Whether an arrival is told in passing before talks, which need not have been on its day: "X, who landed on
    Sunday, met Y"."""
    relatives = reading.within("m:relatives", candidate.sentence.first, candidate.first)
    return bool(relatives) and bool(reading.within("m:errands", relatives[-1].last, candidate.first))


def _is_of_next(candidates: Sequence[Candidate], expression: DateExpression, match: Match) -> bool:
    """Whether a date behind a contact stands before another one: where the verb comes last, it is that one's."""
    return expression.first >= match.last and any(
        c.match.first >= expression.last and c.first <= expression.first and c.match[:2] != match[:2]
        for c in candidates
    )


def _is_in_aside(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date stands in a relative clause: «С Х, чья партия весной выиграла …, …», "told X, who in May …"."""
    rules, begin, end = reading.rules_at(candidate.match.first), candidate.sentence.first, expression.first
    if rules.marking == "after":
        return False
    if expression.first >= candidate.last:
        begin = candidate.last if not rules.case_endings else end
    elif not rules.case_endings or expression.first >= candidate.first:
        return False
    relatives = sorted(m for kind in ("m:asides", "m:relatives") for m in reading.within(kind, begin, end))
    if not relatives or resumed_at(reading, relatives[-1], end + 1) is not None:
        return False
    commas = [i for i in range(relatives[-1].last + 1, end) if reading.tokens[i].text == ","]
    if not commas or reading.within("m:conjunctions", commas[-1], end):
        return True
    return end - commas[-1] > _BEHIND_ASIDE


def _between(verb: Match, expression: DateExpression, match: Match) -> bool:
    """Whether a date stands behind another verb and before this one: "saw X on Monday and met Y the next day"."""
    return verb.last <= expression.first and expression.last <= match.first and verb.first != match.first


def _dates_a_noun(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date belongs to another thing than the contact: "the guest at Friday's parade met X"."""
    end = expression.last
    words = reading.tokens[end : match.first]
    return is_possessor(reading, expression) and not (0 < len(words) <= 4 and all(t.text != "," for t in words))


def is_possessor(reading: Reading, expression: DateExpression) -> bool:
    return expression.last < len(reading.tokens) and reading.tokens[expression.last].kind == "possessive"
