"""Who is named in a text, and which posts stand there without a name.

Belongs here: the order in which names are looked for. Does not belong here: how each sort of names is found
(`full_names`, `unknown_names`, `short_names`), what single words can be (`namebook`), title phrases (`titles`,
`title_words`, `titling`), and who else is meant: pronouns, posts, counterparts (`meetings.naming`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from orchestration.contracts.codes import Language
from orchestration.extract.lexicon import Lexicon, Matches
from orchestration.extract.model import Person, Role
from orchestration.extract.people.bylines import without_bylines
from orchestration.extract.people.full_names import find_full_names
from orchestration.extract.people.name_reading import NameReading
from orchestration.extract.people.namebook import NameBook
from orchestration.extract.people.short_names import find_short_names
from orchestration.extract.people.title_words import TitleRules, TitleWords
from orchestration.extract.people.titling import Titling
from orchestration.extract.people.unknown_names import find_unknown
from orchestration.extract.reference import Tenures, rows
from orchestration.extract.text import Token


@dataclasses.dataclass(frozen=True, slots=True)
class PeopleFound:
    """Persons and posts without a name, each in order of the text, none overlapping another."""

    persons: list[Person]
    roles: list[Role]


class PeopleFinder:
    """Finds people and posts. Built once from seeds/reference and titles.yaml, then only read (it caches words)."""

    def __init__(self, reference_dir: Path, titles: dict[Language, TitleRules]) -> None:
        """Reads people, positions, person_positions, countries and regions of `reference_dir`.

        Raises:
            LanguageDataError: a file is missing or breaks its schema.
        """
        self.tenures = Tenures(reference_dir)
        self.book = NameBook(reference_dir, titles)
        countries = rows(reference_dir, "countries", ("country_code", "country_name"))
        self.vocabulary = TitleWords(titles, countries, rows(reference_dir, "regions", ("country_code", "region_name")))

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers the terms of title phrases, countries and institutions: see `TitleWords.add_to`."""
        self.vocabulary.add_to(lexicon)

    def find(
        self, tokens: Sequence[Token], matches: Matches, language: Language, on_date: dt.date | None = None
    ) -> PeopleFound:
        """People and posts in the tokens of one article.

        tokens: title and body, in order of the text; matches: `Lexicon.scan` of these tokens; on_date: when the
        article was written, as far as known (tells namesakes apart by the posts they held).
        """
        reading = NameReading(self.vocabulary, self.book, self.tenures, tokens, matches, language, on_date)
        find_full_names(reading)
        find_unknown(reading)
        find_short_names(reading)
        persons = sorted(reading.persons, key=lambda p: p.first)
        Titling(reading.reader, tokens, persons, self.vocabulary).attach()
        return PeopleFound(without_bylines(persons, tokens), _open_posts(reading, persons))


def _open_posts(reading: NameReading, persons: Sequence[Person]) -> list[Role]:
    """Posts that stand without a name and point at somebody, none overlapping another."""
    covered = bytearray(reading.count + 1)
    for person in persons:
        covered[person.outer_first : person.outer_last] = b"\1" * (person.outer_last - person.outer_first)
    roles = [
        Role(t.first, t.last, t.role_id, t.country, t.organisation)
        for t in sorted(reading.reader.titles, key=lambda t: t.first)
        if t.is_telling and t.role_id and not t.used and not t.former and not any(covered[t.first : t.last])
    ]
    kept: list[Role] = []
    for role in roles:
        if not kept or kept[-1].last <= role.first:
            kept.append(role)
    return kept
