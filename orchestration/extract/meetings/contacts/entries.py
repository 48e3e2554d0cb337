"""Entries of a list of meetings, which tell no more than when and where: "2014: मोदी-पुतिन, फोर्टालेजा", "सितंबर 2019:
व्लादिवोस्तोक".

Not here: what words of contact in an entry tell (`contacts`); days and cities listed within a sentence (`listing`,
`stops`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, CandidateRejection, Language, MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.members import Member, distinct, in_context
from orchestration.extract.places import Place

_LENGTH = 20  # tokens of an entry
_LEAD = 3  # sentences from what announces a list to its first entry
_SIGNS = frozenset(":–—-।.,")  # behind the date at the head of an entry
_BEFORE_DATE = frozenset({",", "("})  # between the city and the date of such a head
_BEHIND_CITY = frozenset(":–—-")  # behind that date
_PLURAL = frozenset({CandidateRejection.HABITUAL, CandidateRejection.HYPOTHETICAL})  # "met 19 times", "when they met"


def hear_list(clause: Clause, told: Sequence[Candidate]) -> None:
    """Remembers who are told to have met several times, of which a list may follow; told: of the sentence."""
    plural = (c for c in told if c.rejection in _PLURAL and c.trigger.part in ("noun", "verb") and not _is_remote(c))
    pair = next((c.members for c in plural if _are_people_of_both(c.members, clause)), None)
    if pair is not None:
        clause.discourse.listed = (clause.sentence.number, pair)


def read_entry(clause: Clause, told: Sequence[Candidate]) -> Candidate | None:
    """The contact that a line of a list tells by its day and city; told: what words of contact tell in it."""
    head = _end_of_head(clause)
    if head is None:
        return None
    number, pair = clause.discourse.listed
    goes_on = bool(pair) and clause.sentence.number - number <= _LEAD
    if goes_on:
        clause.discourse.listed = (clause.sentence.number, pair)
        for candidate in told:
            candidate.listed = True
    place = _place_of_entry(clause)
    if place is None or any(c.rejection is None for c in told):
        return None
    named = [Member(p, ParticipantBasis.NAMED) for g in clause.groups for p in g.parties]
    if _are_people_of_both(named, clause) and not clause.within("m:trigger"):
        return _candidate(clause, place, distinct(named))
    return _candidate(clause, place, in_context(pair)) if goes_on and not named else None


def _is_remote(candidate: Candidate) -> bool:
    """Whether they are told to have talked, and nowhere."""
    return candidate.type in REMOTE_TYPES or candidate.trigger.spoken


def _are_people_of_both(members: Sequence[Member], clause: Clause) -> bool:
    """Whether persons of the two sides are told, and nobody else."""
    sides = clause.sides
    people = all(m.party.person is not None for m in members)
    return people and len(sides.among(members)) == len(sides.codes) and sides.are_alone(members)


def _end_of_head(clause: Clause) -> int | None:
    """Where the date ends with which a line of a list begins, or the city and the date, "• 2014 | : …", "Samarkand,
    September 2022 | : …", "Sochi (May 2018) | : …"; None where it is none."""
    tokens, first, last = clause.reading.tokens, clause.sentence.first, clause.sentence.last
    while first < last and tokens[first].kind == "punct":
        first += 1
    if last - first > _LENGTH:
        return None
    city = next((p for p in clause.places.within(first, last) if p.first == first and p.city is not None), None)
    begin = city.last + (tokens[city.last].text in _BEFORE_DATE) if city is not None else first
    head = next((e for e in clause.dates.within(begin, last) if e.first == begin), None)
    if head is None or head.last >= last:
        return None
    end = head.last + (city is not None and tokens[head.last].text == ")")
    signs = _SIGNS if city is None else _BEHIND_CITY
    return end if end < last and tokens[end].text in signs else None


def _place_of_entry(clause: Clause) -> Place | None:
    """The only city of a line without a verb."""
    reading, begin, last = clause.reading, clause.sentence.first, clause.sentence.last
    if any(reading.trigger_of(m).part == "verb" for m in clause.within("m:trigger")):
        return None  # "2 मार्च: X में फंसे लोगों पर चर्चा"
    if any(reading.within(kind, begin, last) for kind in ("m:finite", "m:past", "m:future", "m:says")):
        return None
    cities = [p for p in clause.places.within(begin, last) if p.city is not None]
    return cities[0] if len({p.city for p in cities}) == 1 else None


def _candidate(clause: Clause, place: Place, members: Sequence[Member]) -> Candidate:
    """What an entry tells; by the name of its place, as it has no word of contact."""
    reading, sentence = clause.reading, clause.sentence
    rules = reading.rules_at(place.first)
    trigger = rules.trigger("entry")
    match = Match(place.first, place.last, "m:trigger", (_language_of(clause, place), trigger.id))
    forums = clause.forums.within(sentence.first, sentence.last)
    return Candidate(
        trigger,
        match,
        sentence,
        sentence.first,
        sentence.last,
        trigger.type,
        MeetingStatus.HELD,
        list(members),
        forum=next(iter(forums), None),
        listed=True,
    )


def _language_of(clause: Clause, place: Place) -> Language:
    rules = clause.reading.rules_at(place.first)
    return next(language for language, of in clause.reading.rules.items() if of is rules)
