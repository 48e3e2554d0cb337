"""Which sentences tell only of others than who met, so that neither their day nor their place is that of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from orchestration.contracts.codes import CandidateRejection
from orchestration.extract.meetings.contacts.discourse import Candidate, Sentence
from orchestration.extract.meetings.occasions.page import Page
from orchestration.extract.meetings.parties.members import persons_of

#: By the first token of a sentence that tells of no contact of ours: who takes part in those with a third country.
Others = Mapping[int, AbstractSet[str]]

_LABEL = 6  # words of a sentence that may only say when or where what follows was


def find_others(page: Page, siblings: Mapping[int, Sequence[Candidate]]) -> Others:
    """The sentences in which third countries meet, and those of whom nobody of ours is told, or nobody at all.

    siblings: candidates by sentence, the refused ones too.
    """
    found: dict[int, AbstractSet[str]] = {}
    for sentence in page.sentences:
        inside = siblings.get(sentence.number, ())
        if all(c.rejection is CandidateRejection.THIRD_COUNTRY for c in inside) and (
            inside or _is_of_strangers(page, sentence) or _is_of_nobody(page, sentence)
        ):
            found[sentence.first] = persons_of([m for c in inside for m in c.members])
    return found


def is_of_others(page: Page, others: Others, i: int, candidate: Candidate) -> bool:
    """Whether the sentence of token i tells only of contacts in which nobody of a contact takes part: "Trump met
    Zelenskyy in Washington last week. X held talks with Y", but not "Modi met Xi on Sunday. He talked to Putin"."""
    told = page.sentence_before(candidate.sentence, i)
    people = others.get(told.first) if told is not None else None
    return people is not None and people.isdisjoint(persons_of(candidate.members))


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
