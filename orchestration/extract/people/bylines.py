"""Who wrote an article, and is not told of in it: the name that stands alone in a line above its text or below it."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.model import Person
from orchestration.extract.text import Token

_WORDS = 8  # in a line with a name that is no sentence
_BEFORE = 2  # words before the name: "Text:", «Беседовал»
_ENDS = frozenset(".।?!…")


def without_bylines(persons: Sequence[Person], tokens: Sequence[Token]) -> list[Person]:
    """Persons without those who are not in the reference data, have no title and are named in such lines alone.

    Lines above and below the text are those before the first and behind the last that ends as a sentence does.
    """
    lines = _lines(tokens)
    prose = [n for n, (first, last) in enumerate(lines) if _is_prose(tokens[first:last])]
    if not prose:
        return list(persons)
    outside = [line for n, line in enumerate(lines) if n < prose[0] or n > prose[-1]]
    alone = {id(p) for p in persons if any(_signs(p, tokens, *line) for line in outside)}
    told = {p.person_id for p in persons if id(p) not in alone}
    return [p for p in persons if id(p) not in alone or p.person_id in told]


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The lines of a text that have words, as tokens."""
    ends = [i for i, token in enumerate(tokens) if token.kind == "newline"] + [len(tokens)]
    spans = zip([0, *(end + 1 for end in ends)], ends, strict=False)
    return [(first, last) for first, last in spans if any(t.kind == "word" for t in tokens[first:last])]


def _is_prose(line: Sequence[Token]) -> bool:
    return any(t.text in _ENDS for t in line[-2:]) and sum(t.kind == "word" for t in line) > _WORDS


def _signs(person: Person, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a line has little more than the name of one who is not known otherwise."""
    if person.is_curated or not first <= person.first < last or person.outer_first < person.first:
        return False
    words = sum(t.kind == "word" for t in tokens[first:last])
    before = sum(t.kind == "word" for t in tokens[first : person.first])
    ends = tokens[last - 1].text in _ENDS and tokens[last - 1].text != "."
    return words <= _WORDS and before <= _BEFORE and person.last - person.first > 1 and not ends
