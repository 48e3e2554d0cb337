"""Which dates are of a plan, an invitation or a purpose, where their sentence also tells of what took place.

Not here: dates of reports (`announcing`), and of other contacts and things (`dating`, `attributes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import in_idiom, is_of_other_contact
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.page import BESIDE
from orchestration.extract.meetings.reading import Reading

_TOPIC_REACH = 5  # tokens between a date and a plan that is only spoken of
_COARSE = frozenset({"month", "year"})
_RIVALS = 2  # dates, of which one can be that of another plan
_ATTRIBUTE = 2  # tokens from a participle of a plan to its day, and from that to its noun
_PLAN_REACH = 16  # tokens between words of a plan and its day
_PLACE = 4  # tokens of a place between a verb and its day


def without_first_plan(reading: Reading, near: list[DateExpression], candidate: Candidate) -> list[DateExpression]:
    """The dates without the one that a plan had at first: "the talks, set for June, will be held in September"."""
    if candidate.status is not MeetingStatus.PLANNED or len(near) < _RIVALS:
        return near
    first, second = near[0], near[1]
    meant = [m for kind in ("m:cue", "m:past_plans") for m in reading.within(kind, candidate.match.first, first.first)]
    set_for = any(first.first - m.last <= 1 and m.first >= candidate.match.last for m in meant)
    anew = reading.within("m:happenings", first.last, second.first)
    return near[1:] if set_for and anew else near


def is_set_for(reading: Reading, candidate: Candidate, expression: DateExpression) -> bool:
    """Whether a participle of a plan ties a day to a noun before it, "during X's visit to India, set for October", or
    the verb of what happens does: «Визит премьер-министра Х в Россию состоится на этой неделе»."""
    match = candidate.match
    if candidate.trigger.part not in ("noun", "visit") or expression.first < match.last:
        return False
    verbs = reading.within("m:happenings", match.last, expression.first)
    if verbs and _is_right_behind(reading, verbs[-1].last, expression):
        told = [
            m for m in reading.within("m:trigger", match.last, verbs[-1].first) if reading.trigger_of(m).part != "verb"
        ]
        if all(reading.trigger_of(m).adjacent for m in told):  # «, как ожидается, состоится»
            return True
    cues = [m for m in reading.within("m:cue", match.last, expression.first) if m.value[1] == "planned"]
    if not cues or expression.first - cues[-1].last > 1 or reading.tokens[cues[-1].first - 1].text != ",":
        return False
    return not reading.within("m:trigger", match.last, cues[-1].first)


def _is_right_behind(reading: Reading, last: int, expression: DateExpression) -> bool:
    """Whether nothing but a place stands between a verb that ends at a token and a date: «пройдет в Москве в | мае»."""
    placed = expression.first - last <= _PLACE and bool(reading.starting("m:place_in", last))
    return expression.first - last <= 1 or placed


def is_of_plan(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date behind the clause of what took place is that of a plan: "spoke of the visit, due in March"."""
    if candidate.status is not MeetingStatus.HELD or expression.first < candidate.last:
        return False
    return bool(reading.has("m:cue", "planned", expression.last, candidate.sentence.last))


def is_of_what_was_done(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a day before a plan is of what its sentence tells as done: "came on Monday, and will meet Y"."""
    match = candidate.match
    if expression.last > match.first or not (candidate.due or candidate.status is MeetingStatus.PLANNED):
        return False
    if is_set_before(reading, expression, match):
        return False
    held = [c for c in candidates if c.sentence is candidate.sentence and c.status is MeetingStatus.HELD]
    held = [c for c in held if c.match.first < match.first and c.first <= expression.first < c.last]
    return _is_of_arrival(reading, expression, candidate) or any(
        _is_done_before_plan(reading, expression, candidate, c) for c in held
    )


def is_set_before(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a participle of a plan ties a day to the noun right behind: «обсудили намеченный на 5 мая визит Х»."""
    beside = match.first - expression.last <= _ATTRIBUTE and bool(reading.rules_at(match.first).case_endings)
    cues = reading.within("m:cue", expression.first - _ATTRIBUTE, expression.first)
    return beside and any(m.value[1] == "planned" for m in cues)


def _is_of_arrival(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a day is that on which somebody came for what is to be: "had arrived on Thursday for the summit"."""
    if reading.rules_at(expression.first).marking == "after":  # "गुरुवार को Y के साथ बैठक करने के लिए पहुंचे"
        return candidate.due and bool(
            reading.ending("m:errands", reading.without_signs(candidate.first, candidate.last))
        )
    came = reading.within("m:errands", candidate.sentence.first, expression.first)
    if not came or not reading.within("m:goals", expression.last, candidate.match.first):
        return False
    over = reading.has("m:cue", "done", came[-1].first, came[-1].last)  # not "arrives on Thursday for the summit"
    return bool(over) and not reading.within("m:trigger", came[-1].last, expression.first)


def _is_done_before_plan(reading: Reading, expression: DateExpression, candidate: Candidate, done: Candidate) -> bool:
    """Whether a day is of what was done before a plan is told: "held talks on Monday, with Y's coming visit on the
    agenda"."""
    named = candidate.trigger.part in ("noun", "visit") and not candidate.trigger.weak
    before = reading.rules_at(done.match.first).marking == "before"
    behind = done.match.last <= expression.first or done.trigger.part != "visit"  # "on Monday met X and told him of …"
    return named and before and behind


def is_of_topic(
    reading: Reading, expression: DateExpression, candidate: Candidate, candidates: Sequence[Candidate]
) -> bool:
    """Whether a date and a plan tell each other apart, where the verb comes last: "on Monday X spoke with Y of the
    visit due next month": that month is not when they spoke, nor Monday when the visit is."""
    match = candidate.match
    if candidate.status is MeetingStatus.HELD and _is_of_what_it_is_for(reading, expression, candidate):
        return True
    if candidate.status is MeetingStatus.HELD:
        plans = reading.within("m:cue", expression.last, min(match.first, expression.last + BESIDE))
        return any(m.value[1] == "planned" for m in plans)
    if candidate.status is not MeetingStatus.PLANNED or not reading.within("m:topic_marks", match.last, match.last + 3):
        return False
    around = (c for c in candidates if c.first == candidate.first and c.match[:2] != match[:2])
    talks = any(c.status is MeetingStatus.HELD and c.rejection is None for c in around)
    if talks and reading.starting("m:elsewhen", match.last):  # "ahead of X's visit in May", "on Monday ahead of …"
        return not (is_coarse(expression) or _is_attribute(reading, expression))
    return talks and match.first - expression.last > _TOPIC_REACH


def _is_of_what_it_is_for(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a date is of another contact, for which or ahead of which somebody has come: "दिसंबर में Y की यात्रा की
    तैयारियों के लिए X भारत आए हैं"."""
    match, begin = candidate.match, expression.last
    ends = [m.first for kind in ("m:aims", "m:elsewhen") for m in reading.within(kind, begin, match.first)]
    if not ends or not reading.is_trip(match):
        return False
    told = reading.within("m:trigger", begin, max(ends))
    return any(not in_idiom(reading, m) for m in told) and is_coarse(expression)


def is_of_errand(reading: Reading, expression: DateExpression, match: Match) -> bool:
    """Whether a date behind a trip, where the verb comes last, is of what is done for it: "X की यात्रा के लिए जमीन तैयार
    करने मंगलवार को पहुंचे", not "… के लिए 5 मई की तारीख तय हुई"."""
    if expression.first < match.last or not reading.is_trip(match) or not reading.starting("m:before", match.last):
        return False
    return not _is_attribute(reading, expression)


def _is_attribute(reading: Reading, expression: DateExpression) -> bool:
    """Whether the words behind a date, where the verb comes last, tie it to a noun: "4 दिसंबर की यात्रा", "4 दिसंबर को
    होने वाली यात्रा"."""
    genitive = any(m.value[1] == "genitive" for m in reading.starting("m:marker", expression.last))
    plans = reading.within("m:cue", expression.last, expression.last + BESIDE)
    return genitive or any(m.value[1] == "planned" for m in plans)


def is_coarse(expression: DateExpression) -> bool:
    """Whether a date is no day: "in May", "next month"."""
    return expression.kind in _COARSE or expression.unit in _COARSE


def is_of_inviting(reading: Reading, expression: DateExpression, candidate: Candidate) -> bool:
    """Whether a day is that of the invitation, not of the visit: "on Wednesday X Y to come next year asked", "X on
    Wednesday invited Y to visit Z next year"."""
    match, part = candidate.match, candidate.trigger.part
    if candidate.trigger.host:
        return False  # "looks forward to welcoming X next month"
    if reading.rules_at(match.first).marking == "after":
        behind = any(expression.last <= m.party.first < match.first for m in candidate.members)
        of_days = expression.kind in ("weekday", "day") or expression.unit == "day"  # "at the end of the year" he comes
        return part == "invite" and of_days and behind
    if part == "invite":
        trips = (m for m in reading.within("m:trigger", match.last, candidate.last) if reading.is_trip(m))
        trip = next(trips, match)
        return expression.last <= trip.first and not match.first <= expression.first < match.last
    invites = (
        m for m in reading.within("m:trigger", candidate.first, match.first) if reading.trigger_of(m).part == "invite"
    )
    there = part == "visit" or candidate.trigger.summit  # "in May invited X to attend the summit"
    invited = there and any(not in_idiom(reading, m) for m in invites)
    return invited and expression.last <= match.first


def is_planned_behind(reading: Reading, first: int, candidate: Candidate) -> bool:
    """Whether a date or place is that of a plan told beside what was held: "met X and accepted an invitation to Y"."""
    begin = max(candidate.sentence.first, first - _PLAN_REACH)
    cues = [m for m in reading.within("m:cue", begin, first) if m.value[1] in ("planned", "done")]
    titles = [(m.party.first, m.party.last) for m in candidate.members]  # "the Planning Commission chairman"
    cues = [m for m in cues if not any(a <= m.first < b for a, b in titles)]
    if not cues or cues[-1].value[1] != "planned":
        return False
    if cues[-1].last <= candidate.first <= first:
        return False  # "the upcoming talks come | after X met Y in Moscow on 4 July"
    return cues[-1].first >= candidate.match.last or is_of_other_contact(reading, cues[-1], candidate.match)


def was_only_planned(reading: Reading, candidate: Candidate) -> bool:
    """Whether words of a plan of the past are all that is told of a contact: "was to be hosted by India in 2020"; not
    where endings tell cases, since there the same word may say that it took place: «комиссия собиралась в мае»."""
    if candidate.back or reading.rules_at(candidate.match.first).case_endings:
        return False
    return bool(reading.within("m:past_plans", candidate.first, candidate.last))
