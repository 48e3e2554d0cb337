"""Known people by their full names, or by initials and surname."""

from __future__ import annotations

from orchestration.contracts.codes import PersonResolution
from orchestration.extract.people.name_reading import NameReading
from orchestration.extract.people.namebook import KnownPerson, Word

_SHORT = 2  # letters of what is no first name: "al"


def find_full_names(reading: NameReading) -> None:
    taken = 0
    for i in reading.names:
        word = reading.words[i] if i >= taken else None
        found = None
        if word is not None:
            if word.initials and not _is_within_initials(reading, i) and not _is_middle(reading, i):
                found = _with_initials(reading, i)
            if found is None and word.parts:
                found = _full_at(reading, i, word)
        if found is None:
            continue
        last, people = found
        if reading.is_thing(i, last):
            reading.claim(i, last)
        elif person := reading.choose(people, i, last):
            reading.add_known(person, _from_initials(reading, i), last, PersonResolution.FULL_NAME)
        taken = last


def _from_initials(reading: NameReading, i: int) -> int:
    """Where a full name begins with the initials before it: "D B Venkatesh Varma"; not "a Narendra Modi fan"."""
    first = i
    while first and len(reading.tokens[first - 1].text) == 1:
        word, token = reading.words[first - 1], reading.tokens[first - 1]
        if (
            word is None
            or not word.initials
            or not word.is_capital
            or word.script != "latn"
            or reading.blocked[first - 1]
        ):
            break
        if token.sentence != reading.tokens[i].sentence:
            break
        first -= 1
    alone = i - first == 1 and reading.tokens[first].key in reading.vocabulary.unsure_initials
    return i if alone else first


def _is_within_initials(reading: NameReading, i: int) -> bool:
    """Whether further initials stand before the one at token i: «А.Б.Иванов» is no «Б.Иванов», "R K Verma"."""
    at = i - 2 if i > 1 and reading.tokens[i - 1].text == "." else i - 1
    before = reading.words[at] if at >= 0 else None
    same = before is not None and reading.tokens[at].sentence == reading.tokens[i].sentence
    return same and before is not None and before.is_capital and len(before.initials) == 1


def _is_middle(reading: NameReading, i: int) -> bool:
    """Whether a first name stands right before an initial: "Partha S. Bhattacharyya" is no "S. Bhattacharyya"."""
    before = reading.words[i - 1] if i and i not in reading.at_name and not reading.blocked[i - 1] else None
    if before is None or not before.is_capital or before.initials or before.is_common:
        return False
    dotted = i + 1 < reading.count and reading.tokens[i + 1].text == "."
    return dotted and len(before.key) > _SHORT and len(reading.initials(i)[0]) == 1


def _full_at(reading: NameReading, i: int, word: Word) -> tuple[int, list[KnownPerson]] | None:
    """(one past last, people) of the longest full name that begins at token i."""
    best: tuple[int, list[KnownPerson]] | None = None
    between: list[Word] = []
    j = i + 1
    while j < reading.count and j < i + 8 and len(between) < 4:
        other = reading.words[j]
        if other is None:
            token = reading.tokens[j]
            if token.is_hyphen or (token.text == "." and between and between[-1].initials):
                j += 1
                continue
            break
        seconds = [(label, j + 1) for label in other.parts]
        if (joined := reading.joined(j)) is not None:
            seconds.append((joined, j + 2))
        for first in word.parts:
            for second, last in seconds:
                people = [
                    person
                    for person in reading.book.pairs.get((first, second), ())
                    if all(_may_stand_between(reading, w, person) for w in between)
                ]
                if people:
                    best = (last, people)
        if not (other.parts or other.is_listed or other.is_patronymic or other.initials):
            break
        between.append(other)
        j += 1
    return best


def _may_stand_between(reading: NameReading, word: Word, person: KnownPerson) -> bool:
    return (
        word.is_patronymic
        or word.is_listed
        or bool(word.initials)
        or word.key in reading.vocabulary.particles
        or any(part in person.labels for part in word.parts)
    )


def _with_initials(reading: NameReading, i: int) -> tuple[int, list[KnownPerson]] | None:
    letters, j, sure = reading.initials(i)
    word = reading.words[j] if letters and j < reading.count else None
    if word is None:
        return None
    prefix = "c" if word.script == "cyrl" else ""
    labels, last = word.parts, j + 1
    if (joined := reading.joined(j)) is not None:
        labels, last = (joined,), j + 2
    people: list[KnownPerson] = []
    for spelled in (letters, letters[0]):
        people = people or [p for label in labels for p in reading.book.initialled.get((prefix + spelled, label), ())]
    full = _full_at(reading, j, word)
    if not people:
        return full if sure else None  # D.B. Venkatesh Varma
    if full is not None and (same := [person for person in full[1] if person in people]):
        return full[0], same
    if full is not None and full[0] > last:
        return full  # A. P. J. Abdul Kalam, not A. Abdullah
    return last, people
