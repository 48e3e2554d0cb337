"""The names of one article while they are read: its words, its titles, who has been found so far.

What the readers of full, unknown and short names share; what each of them looks for is in their modules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import Language, PersonResolution
from orchestration.extract.lexicon import Matches
from orchestration.extract.model import Person
from orchestration.extract.people.namebook import KnownPerson, NameBook, joined_label
from orchestration.extract.people.title_words import TitleWords
from orchestration.extract.people.titles import BLOCKING_KINDS, Title, TitleReader
from orchestration.extract.reference import Tenures
from orchestration.extract.text import Token

#: Signs that set a title apart from the name before it.
APART = frozenset(",(—–")
_QUOTES, _CLOSING = frozenset("«\"“„'‘"), frozenset("»\"”“'’")
_PROMINENCE = {  # of posts, where nothing else tells namesakes apart
    **dict.fromkeys(("president", "prime_minister"), 5),
    **dict.fromkeys(("foreign_minister", "defence_minister", "national_security_adviser"), 4),
    **dict.fromkeys(("security_council_secretary", "first_deputy_prime_minister", "deputy_prime_minister"), 3),
    **dict.fromkeys(("interior_minister", "finance_minister", "vice_president", "presidential_spokesperson"), 3),
    **dict.fromkeys(("foreign_secretary", "trade_minister", "ambassador", "presidential_aide", "energy_minister"), 2),
}


class NameReading:
    """Tokens of one article with what is known of each word; collects persons and the tokens that they take."""

    def __init__(
        self,
        vocabulary: TitleWords,
        book: NameBook,
        tenures: Tenures,
        tokens: Sequence[Token],
        matches: Matches,
        language: Language,
        on_date: dt.date | None,
    ) -> None:
        self.vocabulary, self.book, self.tenures = vocabulary, book, tenures
        self.tokens, self.language, self.on_date = tokens, language, on_date
        self.count = len(tokens)
        self.words = book.words(tokens)
        self.names = [i for i, word in enumerate(self.words) if word is not None and word.is_name]
        self.reader = TitleReader(vocabulary, tokens, matches)
        self.at_name = self.reader.at_name
        self.blocked = bytearray(self.count + 1)  # tokens of places, posts, institutions
        self.claimed = bytearray(self.count + 1)  # tokens of names
        for match in matches.of(*BLOCKING_KINDS):
            self.blocked[match.first : match.last] = b"\1" * (match.last - match.first)
        self.persons: list[Person] = []
        self.named: dict[str, KnownPerson] = {}
        self.unknown: dict[str, Person] = {}  # by every form of the names that may be used alone

    def joined(self, i: int) -> str | None:
        word = self.words[i]
        following = self.words[i + 1] if i + 1 < self.count else None
        if word is None or following is None or following.folded not in word.tails:
            return None
        return joined_label(self.tokens[i].text, self.tokens[i + 1].text)

    def initials(self, i: int) -> tuple[str, int, bool]:
        """(letters, token after them, whether they are surely initials) of the run of initials at token i."""
        letters, j, sure = "", i, False
        while j < self.count and len(letters) < 4 and not self.blocked[j]:
            word = self.words[j]
            if word is None or not word.initials:
                break
            following = self.words[j + 1] if j + 1 < self.count else None
            dotted = j + 1 < self.count and self.tokens[j + 1].text == "."
            if dotted and j + 2 < self.count and self.tokens[j + 2].sentence != self.tokens[j].sentence:
                break  # "wrote on X. Putin is …"
            if not dotted:
                more = following is not None and following.initials
                if word.script == "cyrl" or (word.key in self.vocabulary.unsure_initials and not letters and not more):
                    break
            letters += word.initials
            sure = sure or dotted or len(word.initials) > 1
            j += 2 if dotted else 1
        return letters, j, sure

    def choose(self, people: Sequence[KnownPerson], first: int, last: int) -> KnownPerson | None:
        """Which of several namesakes is meant: by title, by the posts held on the day, by prominence."""
        candidates = list(dict.fromkeys(people))
        if len(candidates) == 1:
            return candidates[0]
        tenures = self.tenures
        title = self.title_of(first, last)
        if title is not None and title.country:
            candidates = [p for p in candidates if p.country == title.country] or candidates
        if title is not None and title.role_id:
            fitting = [
                p for p in candidates if not title.former and title.role_id in tenures.roles(p.person_id, self.on_date)
            ]
            candidates = fitting or [p for p in candidates if title.role_id in tenures.ever(p.person_id)] or candidates
        here = [p for p in candidates if p.person_id in self.named]
        if len(here) > 1:
            earlier = [p for p in self.persons if p.first < first and p.person_id in {h.person_id for h in here}]
            if earlier:
                return self.named[max(earlier, key=lambda p: p.first).person_id]
        candidates = here or candidates
        in_post = [p for p in candidates if tenures.roles(p.person_id, self.on_date)]
        candidates = in_post or candidates
        if len(candidates) == 1:
            return candidates[0]
        weights = [self.weight(person) for person in candidates]
        best = max(weights)
        return candidates[weights.index(best)] if best > 1 and weights.count(best) == 1 else None

    def weight(self, person: KnownPerson) -> int:
        tenures = self.tenures
        roles = tenures.roles(person.person_id, self.on_date) if self.on_date else tenures.ever(person.person_id)
        return max((_PROMINENCE.get(role, 1) for role in roles), default=0)

    def title_of(self, first: int, last: int) -> Title | None:
        """The title phrase before a name, else the one behind it and its comma."""
        before = self.at_name.get(first)
        if before is not None and before.is_post:
            return before
        if last + 1 < self.count and self.tokens[last].text in APART:
            for title in self.reader.titles:
                if title.is_post and title.first == last + 1:
                    return title
        return before

    def post_apart(self, first: int) -> Title | None:
        """The post told before a name and its comma: "Kenya's minister of trade, Major General X"."""
        before = self.at_name.get(first)
        comma = (before.first if before is not None else first) - 1
        apart = self.at_name.get(comma) if comma > 0 and self.tokens[comma].text == "," else None
        return apart if apart is not None and apart.is_post else None

    def is_thing(self, first: int, last: int) -> bool:
        """Whether the name is part of the name of a building, award, street."""
        after = self.reader.starting_at(last, "thing_after")
        if after is not None and self.reader.is_cased(after):
            return True
        title = self.at_name.get(first)
        if self._is_quoted_rank(first, last):
            return True
        is_rank = title is not None and not title.is_post  # not «прибывший в город | посол Х»
        starts = (first, title.first) if title is not None and is_rank else (first,)  # "the carrier Admiral Gorshkov"
        quoted = (start - 1 for start in starts if start and self.tokens[start - 1].text in _QUOTES)
        return any(self.reader.ending_with(start, "thing_before") is not None for start in (*starts, *quoted))

    def _is_quoted_rank(self, first: int, last: int) -> bool:
        """Whether a rank and name fill a quotation, as those of ships and trains do: «Адмирал Горшков»."""
        rank = self.reader.ending_with(first, "rank")
        if rank is None or not rank.first or last == self.count:
            return False
        return self.tokens[rank.first - 1].text in _QUOTES and self.tokens[last].text in _CLOSING

    def claim(self, first: int, last: int) -> None:
        self.claimed[first:last] = b"\1" * (last - first)

    def add_known(self, person: KnownPerson, first: int, last: int, resolution: PersonResolution) -> None:
        self.claim(first, last)
        if resolution is PersonResolution.FULL_NAME:
            self.named.setdefault(person.person_id, person)
        self.persons.append(
            Person(
                first=first,
                last=last,
                outer_first=first,
                outer_last=last,
                person_id=person.person_id,
                full_name=person.full_name,
                full_name_hi=person.full_name_hi,
                full_name_ru=person.full_name_ru,
                country_code=person.country,
                is_curated=True,
                resolution=resolution,
                is_woman=person.is_woman,
            )
        )
