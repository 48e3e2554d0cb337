"""How like a passage is to an occasion: what rules out that they are one, and what speaks for it.

Each reason is a function with its name; those against by who met are in `other_people`, by when in `other_days`. Not
here: what is done with the answer, which `grouping` decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, DatePrecision, MeetingStatus, MeetingType
from orchestration.extract.meetings.around import is_bare
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import begins_after, is_recent, overlap, same_days
from orchestration.extract.meetings.occasions.other_days import (
    are_officials_of_another_day,
    is_another_line,
    is_of_other_days,
    is_set_before_the_news,
    is_set_otherwise,
    is_the_one_before,
)
from orchestration.extract.meetings.occasions.other_people import (
    has_other_people,
    is_about_it,
    is_another_by_its_words,
    is_joined_by_others,
    is_of_more,
    is_of_other_mechanism,
    is_of_those_beside,
    is_summit_of_others,
    is_too_far,
    is_with_who_does_not_sit,
)
from orchestration.extract.meetings.occasions.page import LEAD
from orchestration.extract.meetings.occasions.pairing import BESIDE, SUMMIT_REACH, Pairing, is_told_as_over, modality
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.model import Interval

_WEEKLY = dt.timedelta(days=14)  # from talks to the report of a weekly, whose headline is of them
_FAR = 20  # sentences behind which distance no longer matters
_UNDER = 3  # sentences from a headline within the text to what it sums up
_PLANS = frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED})


def likeness(pairing: Pairing, against: Sequence[Callable[[Pairing], bool]] | None = None) -> float:
    """0 where the passage can't tell of the occasion, else how likely it does. against: if not all reasons."""
    if any(rules_out(pairing) for rules_out in (_AGAINST if against is None else against)):
        return 0.0
    return 1.0 + sum(weigh(pairing) for weigh in _FOR)


def retelling(pairing: Pairing) -> float:
    """0 where a headline can't sum up the occasion, else how likely it does, whatever day and status it tells.

    A headline has no room for what is still to come and what is over, or where; the body has, and says it.
    """
    if pairing.shared < len(pairing.page.sides) or not (_is_of_the_news(pairing) or _stands_over(pairing)):
        return 0.0
    if MeetingStatus.CANCELLED in (pairing.candidate.status, pairing.occasion.status):
        return 0.0  # one was called off, and another is to come
    if pairing.occasion.status is MeetingStatus.PLANNED and is_told_as_over(pairing.candidate, pairing.page.reading):
        return 0.0  # «Х и Y встретились», and more talks are to come
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


def quoting(pairing: Pairing) -> float:
    """0 where talks of which somebody is quoted on their day can't be the occasion, else how likely they are."""
    recent = any(is_recent(d, pairing.page.anchor) for d in pairing.days)
    return likeness(pairing) if recent else 0.0


def _is_of_the_news(p: Pairing) -> bool:
    """Whether an occasion is of these days, still to come, or of no day told."""
    anchor = p.page.anchor
    if not p.days or any(is_recent(d, anchor) or begins_after(d, anchor) for d in p.days):
        return True
    first = p.told[0]
    return first.sentence.number <= LEAD and not first.back and any(is_recent(d, anchor, _WEEKLY) for d in p.days)


def _stands_over(p: Pairing) -> bool:
    """Whether a headline within the text stands right above what tells of an occasion, however long ago it was."""
    number = p.candidate.sentence.number
    return number > 0 and any(0 < c.sentence.number - number <= _UNDER for c in p.told)


def _has_other_status(p: Pairing) -> bool:
    mine, theirs = p.candidate.status, p.occasion.status
    if mine is theirs:
        return False
    if {mine, theirs} != _PLANS:
        return True
    return p.is_dated and not p.days  # the summit put off last year is not the one under preparation


def _is_of_other_kind(p: Pairing) -> bool:
    candidate, occasion = p.candidate, p.occasion
    if p.is_same_kind or _is_part_of_summit(p) or _is_in_clause_about_it(p) or _is_call_of_headline(p):
        return False
    if not (p.is_vague or p.was_vague) or (candidate.type in REMOTE_TYPES and not (p.was_vague or _tells_how(p))):
        return True
    if candidate.type in REMOTE_TYPES and any(t.candidate.forum is not None for t in occasion.evidence):
        return True  # "following up on their meeting at the summit, they spoke by phone"
    if occasion.type is MeetingType.INFORMAL_TALK and _are_talks_after_meal(p):
        return True
    if candidate.type is MeetingType.INFORMAL_TALK and _is_meal_apart(p):
        return True
    # "they spoke by phone. On the 1st they had talked in Tianjin"
    in_city = p.passage.is_in_city or (p.is_dated and p.passage.place is not None and p.passage.place.city is not None)
    return occasion.type in REMOTE_TYPES and (candidate.forum is not None or in_city)


def _are_talks_after_meal(p: Pairing) -> bool:
    """Whether talks are told apart from a meal or a ride: long after it, as a summit, or as the programme's next."""
    candidate = p.candidate
    if not candidate.anaphoric and p.distance > LEAD:
        return True
    if candidate.forum is not None and candidate.forum.kind == "annual_summit":
        return True  # a ride in one car, and then the summit
    if candidate.status is not MeetingStatus.PLANNED or candidate.trigger.part != "noun":
        return False
    if not p.is_dated or p.days:
        return False
    if candidate.names_anybody:
        return True  # a programme that begins with a dinner: "on the 5th talks with Y"
    return candidate.trigger.summit or not candidate.anaphoric or is_bare(p.page.reading, candidate.match)


def _is_meal_apart(p: Pairing) -> bool:
    """Whether a meal or a ride is told apart from talks: those at a forum, on the next day, or on several."""
    if not p.is_vague and any(t.is_in_city and t.candidate.forum is not None for t in p.occasion.evidence):
        return True  # talks on the margins of a forum, and a ride in one car
    if p.is_dated and not p.days:
        return True  # news of talks, and a dinner on the eve
    if _is_meal_to_come(p):
        return True
    return not p.candidate.anaphoric and any(map(_are_several, p.days))  # talks on the 8th and 9th, and a dinner


def _is_meal_to_come(p: Pairing) -> bool:
    """Whether a meal is planned beside talks by who is named: "there will be a summit. In the evening X will give a
    dinner for him", not "the two will also take a boat ride"."""
    candidate = p.candidate
    if candidate.status is not MeetingStatus.PLANNED or candidate.trigger.type is not MeetingType.INFORMAL_TALK:
        return False
    if p.distance == 0:
        return False  # "after talks with Y, X will give a dinner for him"
    named = p.page.parties.within(candidate.first, candidate.last)
    return any(party.is_individual and includes(candidate.members, party) for party in named)


def _are_several(days: Interval) -> bool:
    return days.precision is DatePrecision.RANGE and days.start != days.end


def _is_audience_beside_session(p: Pairing) -> bool:
    """Whether the one is a session, and the other a call that others paid: "X co-chaired … and was received by Y"."""
    if p.shared >= len(p.page.sides):
        return False
    if _is_audience(p.candidate):
        return any(_is_of_session(c) for c in p.told)
    return _is_of_session(p.candidate) and all(_is_audience(c) for c in p.told)


def _is_audience(told: Candidate) -> bool:
    return told.trigger.audience and told.forum is None


def _is_of_session(told: Candidate) -> bool:
    """Whether it is told as one: by its word, or as that of a commission, not since nobody is named."""
    kinds = (told.trigger.type, told.forum.default_type if told.forum is not None else None)
    return told.type is MeetingType.CONSULTATIONS and MeetingType.CONSULTATIONS in kinds


def _tells_how(p: Pairing) -> bool:
    """Whether words that point back say how those told before, at no place, were held: "The talks were virtual"."""
    candidate = p.candidate
    goes_on = candidate.anaphoric and not candidate.back and p.distance <= BESIDE and not p.is_dated
    return goes_on and candidate.trigger.type not in REMOTE_TYPES and all(t.place is None for t in p.occasion.evidence)


def _is_call_of_headline(p: Pairing) -> bool:
    """Whether a headline tells of the call that the body goes on about: "The conversation took place at X's
    initiative"."""
    goes_on = all(c.trigger.spoken and c.anaphoric for c in p.told)
    goes_on = goes_on and all(t.place is None or t.place.city is None for t in p.occasion.evidence)
    return goes_on and p.candidate.sentence.title and p.candidate.type in REMOTE_TYPES


def _is_in_clause_about_it(p: Pairing) -> bool:
    """Whether a clause goes on about what its sentence told: "received X at his house, where they spoke over tea"."""
    reading, candidate = p.page.reading, p.candidate
    if p.is_dated and p.days and not all(overlap(p.passage.interval, d) for d in p.days):
        return False
    before = [c for c in p.told if c.sentence is candidate.sentence and c.match.last <= candidate.first]
    return bool(before) and p.shared > 0 and bool(reading.starting("m:point_back", candidate.first))


def _is_part_of_summit(p: Pairing) -> bool:
    """Whether a walk or a ride is told as part of the summit: "the two also took a boat ride"."""
    candidate = p.candidate
    named = candidate.names_anybody or _is_meal_to_come(p)
    informal = candidate.type is MeetingType.INFORMAL_TALK and not p.is_dated and not named
    if not informal or p.distance > SUMMIT_REACH:
        return False
    return p.occasion.told[0].candidate.trigger.summit


def _is_elsewhere(p: Pairing) -> bool:
    """Whether a passage is set in another country, or in another city, than the occasion."""
    place, places = p.passage.place, [t.place for t in p.occasion.evidence if t.place is not None]
    if place is None or not places:
        return place is not None and _was_before_abroad(p, place.country_code)
    cities = {other.city for other in places if other.city}
    if place.city and cities:
        return place.city not in cities or _is_other_table(p)
    return place.country_code not in {other.country_code for other in places}


def _is_other_table(p: Pairing) -> bool:
    """Whether both are told as meals, each in a house of its own: a dinner at home, a banquet at the palace."""
    kinds = {p.candidate.type, p.occasion.type}
    venues = {t.place.venue for t in p.occasion.evidence if t.place is not None and t.place.venue}
    here = p.passage.place.venue if p.passage.place is not None and not p.candidate.anaphoric else None
    return kinds == {MeetingType.INFORMAL_TALK} and here is not None and bool(venues) and here not in venues


def _was_before_abroad(p: Pairing, country: str) -> bool:
    """Whether it is told to have been before in a third country, behind news at no place: "X and Y met. Earlier they
    had met in Brazil"."""
    news = not p.candidate.anaphoric and p.distance > 0 and not any(c.back for c in p.told)
    return p.candidate.earlier and news and country not in p.page.sides


def _names_the_same(p: Pairing) -> float:
    return 0.5 * p.shared + 0.5 * p.is_of_same_forum


def _is_near(p: Pairing) -> float:
    return -0.02 * min(p.distance, _FAR)


def _is_of_same_days(p: Pairing) -> float:
    return 1.0 if p.is_dated and p.days else 0.0


def _is_headline_of_news(p: Pairing) -> float:
    held_headline = p.candidate.sentence.title and p.candidate.status is MeetingStatus.HELD
    first = p.told[0]
    led_with = not p.days and first.sentence.number <= LEAD and not first.back  # "X met Y. He had met Z the day before"
    recent = led_with or any(is_recent(d, p.page.anchor) for d in p.days)
    return 1.0 if held_headline and p.shared and recent else 0.0


def _has_same_status(p: Pairing) -> float:
    return 0.5 if p.candidate.status is p.occasion.status else 0.0


def _is_set_as_before(p: Pairing) -> float:
    """Words for any contact return to the news from what was set before it; a further "tea" goes on with the dinner."""
    special = p.is_same_kind and modality(p.occasion.type) != "in_person"
    return -0.6 if is_set_otherwise(p) and not special else 0.0


def _is_alike(p: Pairing) -> float:
    return 0.3 if p.is_same_kind else 0.0


def _is_in_one_clause(p: Pairing) -> float:
    """ "Spoke over the phone and discussed trade": outweighs a likeness by day."""
    return 1.5 if p.is_vague and p.is_told_in_clause else 0.0


def _goes_on_from_then(p: Pairing) -> float:
    """«В последний раз они встречались в марте. Тогда они обсудили торговлю»: outweighs a likeness to the news."""
    points_back = p.candidate.trigger.vague and p.page.reading.starting("m:then", p.candidate.sentence.first)
    return 2.0 if points_back and p.distance == 1 else 0.0


_AGAINST: tuple[Callable[[Pairing], bool], ...] = (
    _has_other_status,
    _is_of_other_kind,
    _is_audience_beside_session,
    has_other_people,
    is_another_by_its_words,
    is_joined_by_others,
    is_of_other_mechanism,
    is_with_who_does_not_sit,
    is_of_more,
    is_of_those_beside,
    is_about_it,
    is_summit_of_others,
    is_too_far,
    are_officials_of_another_day,
    is_set_before_the_news,
    is_the_one_before,
    is_another_line,
    is_of_other_days,
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
    _goes_on_from_then,
)
#: A headline may be wrong, or misread, in when it was or in where it was, but not in both.
_AGAINST_RETELLING = (
    tuple(r for r in _AGAINST if r not in (_has_other_status, is_of_other_days)),
    tuple(r for r in _AGAINST if r is not _is_elsewhere),
)
_AGAINST_NAMING = tuple(r for r in _AGAINST if r is not _has_other_status)
_AGAINST_MEANING = tuple(r for r in _AGAINST if r not in (has_other_people, is_too_far))
