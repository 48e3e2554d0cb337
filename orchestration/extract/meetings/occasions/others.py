"""Which sentences tell only of others than who met, so that neither their day nor their place is that of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from orchestration.contracts.codes import CandidateRejection, ParticipantBasis
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.occasions.intervals import was_weeks_ago
from orchestration.extract.meetings.occasions.page import Page
from orchestration.extract.meetings.parties.members import Member, named_on_both_sides, persons_of


class Telling(NamedTuple):
    """Who takes part in what a sentence tells; recalled: whether that was ours, long ago."""

    people: AbstractSet[str]
    recalled: bool = False


#: By the first token of a sentence that tells of no contact of ours, or of one long ago.
Others = Mapping[int, Telling]

_LABEL = 6  # words of a sentence that may only say when or where what follows was


def find_others(page: Page, siblings: Mapping[int, Sequence[Candidate]]) -> Others:
    """The sentences in which third countries meet, and those of whom nobody of ours is told, or nobody at all.

    siblings: candidates by sentence, the refused ones too.
    """
    found: dict[int, Telling] = {}
    for sentence in page.sentences:
        inside = siblings.get(sentence.number, ())
        if all(c.rejection is CandidateRejection.THIRD_COUNTRY for c in inside) and (
            inside or _is_of_strangers(page, sentence) or _is_of_nobody(page, sentence)
        ):
            found[sentence.first] = Telling(persons_of([m for c in inside for m in c.members]))
        elif any(c.rejection is None for c in inside) and _is_long_ago(page, sentence):
            found[sentence.first] = Telling(persons_of([m for c in inside for m in c.members]), recalled=True)
    return found


def _is_long_ago(page: Page, sentence: Sentence) -> bool:
    """Whether all days of a sentence were over weeks before the report, so that talks of others told behind it were
    hardly then: "Modi visited Moscow in July. Singh also met Belousov"."""
    days = page.expressions.within(sentence.first, sentence.last)
    told = [page.dates.resolve(e, page.anchor, None, "past") for e in days if e.relation == "at"]
    return bool(told) and all(was_weeks_ago(i, page.anchor) for i in told)


def is_of_others(page: Page, others: Others, i: int, candidate: Candidate) -> bool:
    """Whether the sentence of token i tells only of contacts in which nobody of a contact takes part: "Trump met
    Zelenskyy in Washington last week. X held talks with Y", but not "Modi met Xi on Sunday. He talked to Putin"."""
    told = page.sentence_before(candidate.sentence, i)
    telling = others.get(told.first) if told is not None else None
    if telling is None or not telling.people.isdisjoint(persons_of(candidate.members)):
        return False
    return not telling.recalled or _names_both(candidate.members, page.sides)


def _names_both(members: Sequence[Member], sides: tuple[str, str]) -> bool:
    """Whether the words of a contact name somebody of each side: "Singh met Belousov", not "the first 2+2 dialogue"."""
    return named_on_both_sides((m for m in members if m.basis is ParticipantBasis.NAMED), sides)


def _is_of_strangers(page: Page, sentence: Sentence) -> bool:
    """Whether all that a sentence tells of are of third countries: "the US and Ukraine held talks in X"."""
    parties = page.parties.within(sentence.first, sentence.last)
    countries = {country for p in parties for country in (p.countries or (p.country,))}
    return bool(parties) and countries.isdisjoint({*page.sides, None})


def _is_of_nobody(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence tells neither of anybody nor of anything that took place, nor in what city: "the rupee fell on
    Wednesday", but not "it was in Delhi on Monday"."""
    span = (sentence.first, sentence.last)
    if sum(t.kind == "word" for t in page.reading.tokens[sentence.first : sentence.last]) <= _LABEL:
        return False
    if page.parties.within(*span) or page.forums_told.within(*span) or any(p.city for p in page.places.within(*span)):
        return False
    return not any(page.reading.within(kind, *span) for kind in ("m:trigger", "m:sitting", "m:gatherings"))
