"""What is told without a verb of the past, of somebody who is still to travel: the programme of his trip.

Not here: what words of a plan say (`plans`).
"""

from __future__ import annotations

from orchestration.contracts.codes import REMOTE_TYPES, MeetingStatus
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.meetings.reading import Reading

_REACH = 8  # sentences over which a trip told goes on, and from one entry of its programme to the next
_ATTRIBUTES = 2  # words before the noun of an item: "bilateral talks with Y"
_HOUR = 5  # tokens of an hour: "11:30 am"
_ENTRIES = 12  # sentences over which a schedule goes on
_SET_BEFORE = ("m:previous", "m:earlier", "m:behind")


def is_of_programme(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is one of a trip still to come, or stands in a schedule."""
    of_trip = _is_entry(candidate, clause) or _is_of_trip_ahead(candidate, clause)
    return of_trip or is_on_timetable(candidate, clause)


def is_on_timetable(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is an entry of a schedule, by its hour or a verb of the present: "X's agenda for day 2. 11 am:
    meeting with Y", "The programme for Monday is packed. It opens with X's talks with Y"."""
    reading, sentence, told = clause.reading, clause.sentence, clause.discourse.timetable
    if told is None or sentence.number - told > _ENTRIES or (candidate.done and not candidate.in_present):
        return False
    words = (sentence.first, sentence.last)
    at_hour = reading.tokens[sentence.first].kind == "number" or bool(reading.within("m:clock", *words))
    if not at_hour and reading.has("m:cue", "present", *words) is None and not _is_item(candidate, clause):
        return False
    return candidate.trigger.part in ("noun", "verb") and not _tells_of_past(clause)


def _is_of_trip_ahead(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is one of a trip still to come: "X lands on Thursday. Then talks with Y, and a dinner"."""
    told = clause.discourse
    trip = told.trip_ahead
    if trip is None or (trip is not told.trip and not _is_line(clause)):
        return False  # "he last came in 2021", unless a line of the programme follows
    if candidate.trigger.part not in ("noun", "verb") or (candidate.done and not candidate.in_present):
        return False
    if candidate.trigger.type in REMOTE_TYPES or clause.reading.ending("m:told_here", candidate.match.first):
        return False
    planned = told.last_number if told.last_status is MeetingStatus.PLANNED else trip.sentence.number
    if clause.sentence.number - max(planned, trip.sentence.number) > _REACH:
        return False
    if not includes(candidate.members, trip.members[0].party):
        return False
    if not candidate.names_anybody and (candidate.anaphoric or not (clause.is_dated or clause.is_in_city)):
        return False  # "there is a mechanism for the two to meet annually"
    if _is_elsewhere(trip, candidate, clause):
        return False
    words = (clause.sentence.first, clause.last)
    return not _tells_of_past(clause) and not any(clause.reading.within(kind, *words) for kind in _SET_BEFORE)


def _is_entry(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is an entry of a programme by the hour: "11.30 AM: Putin's meeting with Modi", not one of a
    live report, "11:42 AM: … बातचीत चल रही है"."""
    reading, first = clause.reading, clause.sentence.first
    hours = reading.tokens[first].kind == "number" and reading.within("m:clock", first, first + _HOUR)
    entry = bool(hours) and candidate.trigger.part == "noun" and not candidate.anaphoric
    return entry and not candidate.done and _is_line(clause) and not _tells_of_past(clause)


def _is_item(candidate: Candidate, clause: Clause) -> bool:
    """Whether a sentence begins with a noun for talks and has no verb, as the items of a programme do: "Meeting with
    the president at the Kremlin"."""
    reading, sentence = clause.reading, clause.sentence
    heads = candidate.trigger.part == "noun" and candidate.match.first - sentence.first <= _ATTRIBUTES
    verbs = reading.within("m:finite", sentence.first, sentence.last)
    return heads and not verbs and reading.rules_at(sentence.first).marking == "before"


def _is_line(clause: Clause) -> bool:
    """Whether a sentence has no verb and tells the hour, as the lines of a programme do: "11.50 am: talks with Y"."""
    reading, first, last = clause.reading, clause.sentence.first, clause.sentence.last
    if not tells_hour(reading, first, last):
        return False
    if reading.rules_at(first).marking == "after":
        return not reading.ending("m:finite", reading.without_signs(first, last))
    return not reading.within("m:finite", first, last)


def tells_hour(reading: Reading, first: int, last: int) -> bool:
    """Whether words from one token to another tell the hour: "at 11.30 am", "11:30 बजे"."""
    hours = reading.within("m:clock", first, last)
    return any(reading.tokens[m.first - 1].kind == "number" for m in hours)


def _is_elsewhere(trip: Candidate, candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause tells a city of another country than the one that the trip goes to; where all stands before the
    word of contact, one behind it is where the guest goes on to."""
    goal = trip.destination.country_code if trip.destination is not None else None
    end = candidate.match.first if clause.reading.rules_at(clause.first).marking == "after" else clause.last
    cities = (p for p in clause.places.within(clause.first, end) if p.city is not None)
    return goal is not None and any(p.country_code != goal for p in cities)


def _tells_of_past(clause: Clause) -> bool:
    """Whether a sentence has a verb of the past up to the end of a clause; where verbs come last, whether that ends in
    one."""
    reading, first, last = clause.reading, clause.sentence.first, clause.last
    rules = reading.rules_at(clause.first)
    if rules.marking == "after":
        return bool(reading.ending("m:past", reading.without_signs(clause.first, last)))
    others = (m for kind in ("m:timetables", "m:later") for m in reading.within(kind, first, last))
    named = {i for m in others for i in range(m.first, m.last)}  # "packed schedule", "followed by"
    words = (reading.tokens[i] for i in range(first, last) if i not in named)
    return bool(reading.within("m:past", first, last)) or any(
        t.kind == "word" and t.key.endswith(rules.past_endings) and not t.text[0].isupper() for t in words
    )
