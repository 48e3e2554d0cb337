"""The words of title phrases, of all languages: what seeds/language/*/titles.yaml may hold, and what is made of it.

Not here: how such phrases are built (`titles`).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pydantic

from orchestration.contracts.codes import Language
from orchestration.extract.language import Schema
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.people import names
from orchestration.extract.reference import terms
from orchestration.extract.text import key_of


class Institution(Schema):
    """An institution whose people belong to a country; None where the words do not tell which."""

    terms: list[str]
    country: str | None
    name: str


class TitleRules(Schema):
    """seeds/language/<code>/titles.yaml; term syntax of `lexicon`, and in Russian `~` for all singular cases."""

    roles: dict[str, list[str]]
    national_roles: dict[str, dict[str, list[str]]]
    not_posts: list[str]
    deputies: list[str]
    honorifics: list[str]
    abbreviated_honorifics: list[str]
    honorifics_after: list[str]
    ranks: list[str]
    counterparts: list[str]
    modifiers: list[str]
    former: list[str]
    former_not_after: list[str]
    links: list[str]
    host_links: list[str]
    behind_links: list[str]
    seats: tuple[str, ...] = ()  # before a city in which something was: "in", "from"
    articles: list[str]
    owners: tuple[str, ...] = ()  # words for whose somebody is: "his"
    case_markers: list[str]
    firm_markers: list[str]
    firm_phrases: list[str]
    place_markers: list[str]
    conjunctions: list[str]
    particles: list[str]
    things_after: list[str]
    things_before: list[str]
    letters: dict[str, str]
    unsure_initials: list[str]
    not_initials: list[str]
    patronymic_endings: list[str]
    common_names: list[str]
    never_names: list[str]
    institutions: list[Institution]
    #: Endings of surnames behind initials, by country: "T.K. Meyyappan".
    initialled: dict[str, list[str]] = pydantic.Field(default_factory=dict)
    #: What envoys call their country by, since regions have the same letters: «посол РК в Индии».
    sent_by: dict[str, list[str]] = pydantic.Field(default_factory=dict)
    states: tuple[str, ...] = ()  # behind a country's adjective and a president: of it, not of a body in it
    bodies: tuple[str, ...] = ()  # what somebody is of, by the name of which his country is told: "university"
    departments: tuple[str, ...] = ()  # begin the name of a body behind a comma: "Secretary, Department of …"
    inner_bodies: tuple[str, ...] = ()  # begin the name of a body right behind a post: «директор департамента …»
    prepositions: tuple[str, ...] = ()  # that tie a name to another word than a post: «во главе с Х», or end its phrase
    complement_stops: tuple[str, ...] = ()  # endings of words that do not go with a post; none: no words do
    surname_endings: dict[str, list[str]]
    first_names: dict[str, dict[str, str]]
    surnames: dict[str, dict[str, str]]


class TitleWords:
    """The words of title phrases by what they do, as keys; `add_to` registers those that are terms."""

    def __init__(
        self,
        rules: Mapping[Language, TitleRules],
        countries: Sequence[Mapping[str, str | None]],
        regions: Sequence[Mapping[str, str | None]],
    ) -> None:
        self.rules = rules
        self._regions = regions
        self.country_names = {row["country_code"]: row["country_name"] for row in countries}
        self._countries = countries
        self.links, self.hosts = self.keys("links"), self.keys("host_links")
        self.seats = self.keys("seats")
        self.behind_links, self.articles = self.keys("behind_links"), self.keys("articles")
        self.markers = self.keys("case_markers") | self.links
        self.firm_markers, self.place_markers = self.keys("firm_markers"), self.keys("place_markers")
        self.firm_phrases = frozenset(
            tuple(key_of(word) for word in phrase.split()) for r in rules.values() for phrase in r.firm_phrases
        )
        self.owners = self.keys("owners")
        self.body_stops = self.keys("case_markers") - self.links - self.keys("conjunctions")
        self.conjunctions, self.particles = self.keys("conjunctions"), self.keys("particles")
        self.common_names = self.keys("common_names")
        self.unsure_initials, self.not_initials = self.keys("unsure_initials"), self.keys("not_initials")
        self.not_former = self.keys("former_not_after")
        self.abbreviated = self.keys("abbreviated_honorifics")
        self.states = self.keys("states")
        self.sent_by = {
            key_of(word): code for r in rules.values() for code, words in r.sent_by.items() for word in words
        }
        self.inner_bodies = self.keys("inner_bodies")
        self.departments, self.prepositions = self.keys("departments"), self.keys("prepositions")
        self.complement_stops = tuple(self.keys("complement_stops"))
        surnames = (ends for rules_of in rules.values() for ends in rules_of.surname_endings.values())
        self.bending = tuple(itertools.chain.from_iterable(surnames))
        declined = self._declined()
        self.nominatives = frozenset(map(key_of, declined))
        self.oblique = frozenset(key_of(f) for word in declined for f in names.russian_forms(word)) - self.nominatives

    def keys(self, field: str) -> frozenset[str]:
        """Keys of the words that the field lists in any language."""
        return frozenset(key_of(word) for rules in self.rules.values() for word in getattr(rules, field))

    def _declined(self) -> set[str]:
        """The nouns of posts that the data give in the nominative alone."""
        words = (
            noun.rstrip("?")
            for rules in self.rules.values()
            for posts in (rules.roles, *rules.national_roles.values())
            for term in itertools.chain.from_iterable(posts.values())
            for word in term.split()
            for noun in word.split("|")
        )
        return {word[:-1] for word in words if word.endswith("~")}

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers `role` (role id, country or None), `country` and `country_adjective` (code), `institution`
        (country or None, name) and, without a value, the kinds of words around names.

        Raises:
            TermSyntaxError: a term of the data is malformed.
        """
        for row in self._countries:
            for language in Language:
                for column, kind in (("terms", "country"), ("adjectives", "country_adjective")):
                    for term in terms(row.get(f"{column}_{language.value}")):
                        lexicon.add(term, kind, row["country_code"])
        for row in self._regions:
            for term in (t for language in Language for t in terms(row.get(f"terms_{language.value}"))):
                lexicon.add(term, "institution", (row["country_code"], row["region_name"]))
        for rules in self.rules.values():
            by_country: list[tuple[str | None, dict[str, list[str]]]] = [(None, rules.roles)]
            by_country += rules.national_roles.items()
            for country, roles in by_country:
                for role_id, role_terms in roles.items():
                    for term in role_terms:
                        lexicon.add(_decline(term), "role", (role_id, country))
            for institution in rules.institutions:
                for term in institution.terms:
                    lexicon.add(_decline(term), "institution", (institution.country, institution.name))
            for kind, words in (
                ("honorific", rules.honorifics),
                ("honorific_after", rules.honorifics_after),
                ("rank", rules.ranks),
                ("counterpart_title", rules.counterparts),
                ("modifier", rules.modifiers),
                ("former", rules.former),
                ("deputy", rules.deputies),
                ("not_post", rules.not_posts),
                ("thing_after", rules.things_after),
                ("thing_before", rules.things_before),
                ("body", rules.bodies),
            ):
                for term in words:
                    lexicon.add(_decline(term), kind, None)


def _decline(term: str) -> str:
    """`~` after a Russian noun: all its singular cases as alternatives; also where it is one of several itself."""
    return " ".join(_decline_word(word) for word in term.split())


def _decline_word(word: str) -> str:
    """«глава~|член~»: the cases of both."""
    bare = word.rstrip("?")
    nouns = (sorted(names.russian_forms(n[:-1])) if n.endswith("~") else [n] for n in bare.split("|"))
    return "|".join(itertools.chain.from_iterable(nouns)) + word[len(bare) :]
