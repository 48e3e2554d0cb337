"""Those told by nothing but whose people they are: "Putin's aide", "a close ally of Modi", "पुतिन के सहयोगी".

The one they are of takes no part himself. Not here: posts that are in the lists, be it with a chief ("the president's
adviser"), which `apposition` sets apart from him.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.extract.meetings.parties.marking import case_of, case_of_first_name
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading

_DESCRIPTION = 3  # words between somebody and the noun for who is his: "his most trusted foreign policy adviser"
_TIES = frozenset({"genitive", "of", "to"})
_OF = frozenset({"genitive", "object"})  # which a name in the genitive can be taken for


def with_people_of(reading: Reading, persons: Sequence[Party], posts: Sequence[Party]) -> list[Party]:
    """Puts nameless people in the place of the person whose they are; where a name before a comma tells who they are,
    or a post, the person is left out. posts: those without a name, which get his country."""
    kept: list[Party] = []
    begins = {p.first for p in persons}
    post_at = {i: p for p in posts for i in range(p.first, p.last)}
    for person in persons:
        span = _span_of_people(reading, person) if person.country in reading.sides else None
        if span is None or _is_named_behind(reading, span[1], begins):
            kept.append(person)
            continue
        before = kept[-1] if kept else None
        post = next((post_at[i] for i in range(*span) if i in post_at), None)
        if before is not None and before.kind == "person" and _is_apposed(reading, before, span[0]):
            before.last = span[1]
        elif post is None:
            kept.append(Party(*span, "delegation", person.country, is_sent=True))
        elif post.country in (None, person.country):
            post.first, post.last, post.country = min(post.first, span[0]), max(post.last, span[1]), person.country
        else:
            kept.append(person)
    return kept


def without_titles_of_chiefs(reading: Reading, persons: Sequence[Party]) -> None:
    """Takes from persons the posts of those whose people they are, where cases tell: «советник премьера Аджит Довал»,
    «пресс-секретарь российского лидера Дмитрий Песков»."""
    for party in persons:
        nouns = reading.ending("m:people_of", party.first)
        titled = party.person is not None and party.first < party.person.first
        if nouns and titled and reading.rules_at(party.first).case_endings:
            if case_of_first_name(reading, party) not in _OF:
                party.first, party.role_id = nouns[0].first, None


def _span_of_people(reading: Reading, person: Party) -> tuple[int, int] | None:
    """Tokens from the one to the other, in whichever order the language has them; None where nobody's are told."""
    rules = reading.rules_at(person.first)
    if rules.case_endings:
        nouns, name = reading.ending("m:people_of", person.first), person.person
        bent = name is not None and name.is_curated and case_of(reading, person) in _OF
        return (nouns[0].first, person.last) if nouns and bent else None
    if rules.marking == "before":
        for tie in reading.ending("m:marker", person.first):
            if tie.value[1] in _TIES and (nouns := reading.ending("m:people_of", tie.first)):
                return nouns[0].first, person.last
        tokens, i = reading.tokens, person.last
        end = _end_of_noun(reading, i + 1) if i < len(tokens) and tokens[i].kind == "possessive" else None
    else:
        ties = [m for m in reading.starting("m:marker", person.last) if m.value[1] == "genitive"]
        end = _end_of_noun(reading, ties[0].last) if ties else None
    return (person.first, end) if end is not None else None


def _end_of_noun(reading: Reading, first: int) -> int | None:
    """One past the noun for who is somebody's, behind no more than its attributes."""
    for i in range(first, min(first + _DESCRIPTION + 1, len(reading.tokens))):
        if nouns := reading.starting("m:people_of", i):
            return nouns[0].last
        token = reading.tokens[i]
        if token.kind != "word" or any(reading.starting(k, i) for k in ("m:trigger", "m:marker", "m:conjunctions")):
            return None
    return None


def _is_named_behind(reading: Reading, end: int, begins: Collection[int]) -> bool:
    """Whether a name follows, which `apposition` takes the words before it into."""
    apart = end < len(reading.tokens) and reading.tokens[end].text == ","
    return end in begins or (apart and end + 1 in begins)


def _is_apposed(reading: Reading, person: Party, first: int) -> bool:
    """Whether the words from a token on say who the person before a comma is: "X, a close aide of Putin, met Y"."""
    begin = first
    while begin > person.last and reading.tokens[begin - 1].kind == "word" and first - begin < _DESCRIPTION:
        begin -= 1
    return begin == person.last + 1 and reading.tokens[person.last].text == ","
