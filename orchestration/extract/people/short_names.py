"""People told by a surname or first name alone: those of the article, else the known ones."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Sequence

from orchestration.contracts.codes import PersonResolution
from orchestration.extract.people.name_reading import NameReading
from orchestration.extract.people.namebook import KnownPerson, Word


def find_short_names(reading: NameReading) -> None:
    surnames: dict[str, list[KnownPerson]] = defaultdict(list)
    given_names: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in reading.named.values():
        for label in person.labels:
            if label in person.surnames or person in reading.book.alone.get(label, ()):
                surnames[label].append(person)
        for label in person.given_names:
            given_names[label].append(person)
    told = reading.unknown
    for i in [i for i, w in enumerate(reading.words) if w is not None and (w.is_name or w.folded in told)]:
        word = reading.words[i]
        if word is None or reading.claimed[i]:
            continue
        unknown = told.get(word.folded)
        joined = reading.joined(i) if word.tails and not word.parts else None
        if word.parts or unknown or joined:
            last = i + (2 if joined else 1)
            if reading.is_thing(i, last) or _in_other_name(reading, i, word) or _begins_other_name(reading, word, last):
                continue
            labels = (joined,) if joined else word.parts
            known = {p.person_id for label in labels for p in surnames.get(label, ())}
            if unknown is not None and known and _named_last(reading, i, {unknown.person_id, *known}) in known:
                unknown = None
            if unknown is not None and (word.script == "deva" or word.is_capital):
                reading.claim(i, last)
                reading.persons.append(dataclasses.replace(unknown, first=i, last=last, outer_first=i, outer_last=last))
            else:
                here = [p for label in labels for p in surnames.get(label, ())]
                by_given = [p for label in labels for p in given_names.get(label, ())]
                _add_short(reading, i, last, word, labels, here, by_given)


def _named_last(reading: NameReading, i: int, ids: Collection[str]) -> str | None:
    """Who of these was named last before token i."""
    before = [p for p in reading.persons if p.first < i and p.person_id in ids]
    return max(before, key=lambda p: p.first).person_id if before else None


def _add_short(
    reading: NameReading,
    i: int,
    last: int,
    word: Word,
    labels: Sequence[str],
    here: list[KnownPerson],
    by_given: list[KnownPerson],
) -> None:
    title = reading.at_name.get(i)
    known = [p for label in labels for p in reading.book.alone.get(label, ())]
    if here and title is not None and title.role_id and not title.former:
        roles_of = reading.tenures.roles
        if not any(title.role_id in reading.tenures.ever(p.person_id) for p in here):
            here = [p for p in known if title.role_id in roles_of(p.person_id, reading.on_date)] or here
    candidates = here or known
    if title is None:
        if reading.blocked[i] and not here:
            return
        if word.key in reading.vocabulary.common_names:
            marked = word.script != "deva" or (
                last < reading.count and reading.tokens[last].key in reading.vocabulary.markers
            )
            if not here or not marked:
                return
    if not candidates and len(set(by_given)) == 1:
        told = title is not None or word.script == "deva" or by_given[0].country == "IN"
        candidates = by_given if told else []
    if not candidates:
        return
    if title is not None and title.country and not here:
        candidates = [p for p in candidates if p.country == title.country]
        if not candidates:
            return
    bare = not here and not by_given and title is None
    if bare and len(set(candidates)) > 2:
        return  # Singh, Sharma
    person = reading.choose(candidates, i, last)
    if person is not None and bare and word.is_everyday:
        person = person if reading.weight(person) > 1 else None  # पाठक is a reader, unless Pathak is in the news
    if person is not None:
        letters, after, _ = reading.initials(last) if word.script == "cyrl" else ("", last, False)
        free = bool(letters) and not any(reading.claimed[last:after])  # not those of a name behind: «Путина В. Иван»
        reading.add_known(person, i, after if free else last, PersonResolution.SHORT_NAME)


def _begins_other_name(reading: NameReading, word: Word, last: int) -> bool:
    """Whether a first name has behind it a surname that is not of those who are known by it alone: "सुनील पालीवाल"."""
    following = reading.words[last] if last < reading.count else None
    if word.given is None or word.script != "deva" or following is None or following.script != word.script:
        return False
    if reading.claimed[last] or reading.blocked[last] or following.parts:
        return False
    return following.key not in reading.vocabulary.markers and (following.is_rare or following.surname is not None)


def _in_other_name(reading: NameReading, i: int, word: Word) -> bool:
    """Whether the word before makes this the name of somebody or something else ("राहुल गांधी", «Кул-Шариф»)."""
    if not i or i in reading.at_name:
        return False
    glue = reading.tokens[i - 1]
    if glue.is_hyphen and i > 1 and glue.start == reading.tokens[i - 2].end and glue.end == reading.tokens[i].start:
        other = reading.words[i - 2]
        return other is not None and not reading.claimed[i - 2] and not other.parts and other.is_capital
    before = reading.words[i - 1]
    if before is None or reading.claimed[i - 1] or reading.blocked[i - 1] or before.script != word.script:
        return False
    if before.is_common or before.key in reading.vocabulary.markers:
        return False
    if before.given is not None:
        return True
    if word.script == "deva":
        return word.surname is not None and not before.parts
    return word.script == "latn" and before.is_capital and len(before.key) > 2
