"""What was before the news, so that it has neither its day nor that of the report.

By words that set it before, and by where it was. Not here: which passages are set before others (`other_days`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.contracts.codes import MeetingStatus
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import COARSE
from orchestration.extract.meetings.occasions.page import Occasion, Page, Told
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_LEAD = 2  # sentences that tell the news: the headline and the first
_RELATIVES = ("m:relative_things", "m:point_back")  # "during which", "where"
_DESCRIBED = 7  # tokens from "after" to a trip: "after wrapping up his three-day official visit"
_WHEN = 5  # tokens from "that took place" to what did: «состоявшегося на этой неделе визита»
_REACHED = 12  # tokens from what was reached to when that was
_REACHED_LAST = 24  # and from then to that, with those who met, where verbs come last


def was_before_elsewhere(occasion: Occasion, news: Occasion, sides: Collection[str]) -> bool:
    """Whether one was before the other and in another country, so hardly on its day: "met in Delhi. Earlier they had
    met in Mexico"."""
    if occasion.place is None or not all(t.candidate.back for t in occasion.told):
        return False
    there = occasion.place.country_code
    return there not in sides if news.place is None else there != news.place.country_code


def is_apart_from_others(occasion: Occasion, occasions: Collection[Occasion], neighbours: Collection[Occasion]) -> bool:
    """Whether what took place is told as earlier than what others did, or as done besides what others did in some month
    or year, so that neither their day nor their place is its own: "X and Y met in Moscow on 9 July. Earlier Z had met
    W", "X was in Moscow in July. Z also met W". neighbours: those told of some of its people."""
    if neighbours or occasion.status is not MeetingStatus.HELD:
        return False
    sentences = {t.candidate.sentence.number for t in occasion.told}
    if any(t.candidate.sentence.number in sentences for o in occasions if o is not occasion for t in o.told):
        return False  # "held talks hours before X and Y met"
    if all(t.candidate.back for t in occasion.told):
        return True
    days = [t.before for t in occasion.told if t.before is not None]
    return all(t.candidate.also for t in occasion.told) and any(d.precision in COARSE for d in days)


def was_on_trip_before(occasion: Occasion, trips: Sequence[Told]) -> bool:
    """Whether the trip that its sentence tells it with was some time ago: "on a recent visit, where X met Y"."""
    sentences = {t.candidate.sentence.number for t in occasion.told}
    told_there = [v for v in trips if v.candidate.sentence.number in sentences and v.interval.start is None]
    return len(sentences) == 1 and any(v.candidate.earlier for v in told_there)


def trip_before(candidate: Candidate, reading: Reading) -> Match | None:
    """The trip that was over when its sentence begins, and on which talks are told by a relative clause: "left for home
    after a visit during which he met X"."""
    end = candidate.match.first
    trips = [m for m in reading.within("m:trigger", candidate.sentence.first, end) if is_trip_over(m, reading)]
    return next((m for m in trips if any(reading.within(kind, m.last, end) for kind in _RELATIVES)), None)


def is_trip_over(trip: Match, reading: Reading) -> bool:
    """Whether something is told to have been behind a trip: "after concluding his two-day visit"."""
    if reading.trigger_of(trip).part != "visit" or reading.rules_at(trip.first).marking != "before":
        return False
    after = reading.within("m:behind", trip.first - _DESCRIBED, trip.first)
    return bool(after) and not reading.within("m:trigger", after[-1].last, trip.first)


def is_only_recalled(occasion: Occasion, occasions: Sequence[Occasion], reading: Reading) -> bool:
    """Whether it is told, behind the news, only as where something was agreed: "discussed how to carry out the
    agreements reached at X's talks with Y"."""
    is_behind = any(o.first < occasion.first for o in occasions)
    return is_behind and all(_is_recalled(reading, t.candidate) for t in occasion.told)


def is_word_recalled(occasion: Occasion, occasions: Sequence[Occasion], page: Page) -> bool:
    """Whether it was in a city of a third country, from where the report does not come, and nothing is told of it
    behind the lead but what one said to the other, or something else is told first and the lead does not name that
    city: "words that X had said to Y in Samarkand"."""
    place, filed_from = occasion.place, page.dateline
    if place is None or place.country_code in page.sides:
        return False
    if filed_from is not None and filed_from.country_code == place.country_code:
        return False
    behind = all(t.candidate.sentence.number > _LEAD or _is_within(page.reading, t.candidate) for t in occasion.told)
    lead = page.sentences[min(_LEAD, len(page.sentences) - 1)].last
    is_of_news = any(p.city == place.city for p in page.places.within(0, lead))
    is_of_news = is_of_news or all(occasion.first <= o.first for o in occasions)
    return behind and (not is_of_news or all(t.candidate.trigger.anchored for t in occasion.told))


def _is_within(reading: Reading, candidate: Candidate) -> bool:
    """Whether a passage is a clause within another: "recalled what X had told Y"."""
    return bool(reading.starting("m:clause_breaks", candidate.first))


def _is_recalled(reading: Reading, candidate: Candidate) -> bool:
    """Whether nothing but what was agreed there is told of it, not when: «достигнутых в ходе визита Х», but not
    «согласованных в ходе состоявшегося на этой неделе визита Х»."""
    first = candidate.match.first
    told = [
        m for m in reading.within("m:participles", first - _WHEN, first) if not reading.starting("m:reached", m.first)
    ]
    return not told and is_of_reached(reading, candidate.match, candidate.sentence.first)


def is_of_reached(reading: Reading, told: Match | DateExpression | Place, begin: int) -> bool:
    """Whether words, in a sentence that begins at a token, say when, where or at what something was agreed: "agreements
    reached at the summit in May", "मई में शिखर वार्ता में हुए फैसले"."""
    if reading.rules_at(told.first).marking == "after":
        sentence = reading.tokens[told.first].sentence
        behind = reading.within("m:reached", told.last, told.last + _REACHED_LAST)
        return any(reading.tokens[m.first].sentence == sentence for m in behind)
    return bool(reading.within("m:reached", max(begin, told.first - _REACHED), told.first))
