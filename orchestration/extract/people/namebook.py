"""Which words are names, and of whom: the people of the reference data, lists of given names and surnames, everyday
words.

Belongs here: what can be told of a word or a pair of words without their context. Does not belong here: finding
people in a text (`people`) and spelling as such (`names`).
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.contracts.codes import Language
from orchestration.extract.people import names
from orchestration.extract.people.title_words import TitleRules
from orchestration.extract.reference import rows
from orchestration.extract.text import Token, key_of, script_of, tokenize

if TYPE_CHECKING:
    import pymorphy3

ELSEWHERE = "XX"  # where a listed name is at home that belongs to no one country

_COMMON_ZIPF = {
    "deva": 3.15,
    "latn": 3.2,
    "cyrl": 3.2,
    "other": 3.2,
}  # words at least as frequent as this are not taken for unknown names
_FREQUENT_IN = {"deva": "hi", "latn": "en"}  # the language whose words tell what is common in a script
_NEVER_ZIPF = 9.0  # no word is that common
_RARE_ZIPF = 3.9  # everyday words rarer than this may be names all the same, behind a title
_WORDS_KEPT = 1 << 17
_NOMINATIVES_KEPT = 1 << 14
_SHORT = 4  # names up to this many letters are matched exactly
_NAME_TAGS = frozenset({"Name", "Surn", "Patr"})
_LENGTHS = str.maketrans("ीूईऊйэ", "िुइउие")


@dataclasses.dataclass(slots=True, eq=False)
class KnownPerson:
    """A person of seeds/reference/people.csv; labels: of all words of all names; see `NameBook.label`."""

    person_id: str
    full_name: str
    full_name_hi: str | None
    full_name_ru: str | None
    country: str | None
    is_woman: bool
    labels: set[str] = dataclasses.field(default_factory=set)
    surnames: set[str] = dataclasses.field(default_factory=set)
    given_names: set[str] = dataclasses.field(default_factory=set)


class Word:
    """What is known of a word form apart from its context.

    parts: labels of reference names that it can be a form of; given, surname: (country, English spelling) where it is
    a listed name; is_common: an everyday word, or written as one; zipf: how frequent (see `NameBook`; Russian
    words that mean something count as 4); initials: the letters that it can stand for; tails:
    what completes it to a Hindi name that is written in two words here (जय शंकर); is_name: whether any of these makes
    it part of a name, whatever stands around it.
    """

    __slots__ = (
        *("folded", "given", "initials", "is_capital", "is_common", "is_name", "is_patronymic", "key", "parts"),
        *("script", "surname", "tails", "zipf"),
    )

    def __init__(self, script: str, key: str, folded: str) -> None:
        self.script, self.key, self.folded = script, key, folded
        self.tails: frozenset[str] | set[str] = frozenset()
        self.parts: tuple[str, ...] = ()
        self.given: tuple[str, str] | None = None
        self.surname: tuple[str, str] | None = None
        self.is_common = self.is_capital = self.is_patronymic = self.is_name = False
        self.initials = ""
        self.zipf = 0.0

    @property
    def is_rare(self) -> bool:
        """Not so common that it could not be a name behind a title."""
        return self.zipf < _RARE_ZIPF

    @property
    def is_everyday(self) -> bool:
        """Common in its script, be it as a word or as a name."""
        return self.zipf >= _COMMON_ZIPF[self.script]

    @property
    def is_listed(self) -> bool:
        return self.given is not None or self.surname is not None


def fold(word: str) -> str:
    """The key of a word with short and long vowels alike, й as и and э as е."""
    return key_of(word).translate(_LENGTHS)


class NameBook:
    """Built once, then only read (it keeps a cache of words).

    alone: people by the labels of names that the press uses alone; pairs: people by (given name, surname);
    initialled: people by (first letter or all initials, surname); Cyrillic letters are preceded by `c`.
    """

    def __init__(self, reference_dir: Path, rules: Mapping[Language, TitleRules]) -> None:
        """Reads people.csv and the name lists of titles.yaml.

        Raises:
            LanguageDataError: people.csv is missing or breaks its schema.
        """
        self.alone: dict[str, list[KnownPerson]] = defaultdict(list)
        self.pairs: dict[tuple[str, str], list[KnownPerson]] = defaultdict(list)
        self.initialled: dict[tuple[str, str], list[KnownPerson]] = defaultdict(list)
        self.by_surname: dict[str, list[KnownPerson]] = defaultdict(list)
        self._spellings: dict[str, dict[str, set[str]]] = {"deva": {}, "latn": {}}
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._tails: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, Word] = {}
        self._frequencies: dict[str, dict[str, float]] = {}  # by script
        self.nominative = lru_cache(maxsize=_NOMINATIVES_KEPT)(self._nominative)
        self._labels: dict[tuple[str, bool], str] = {}
        self._given: dict[str, dict[str, tuple[str, str]]] = {"deva": {}, "latn": {}, "cyrl": {}}
        self._given_variants: dict[str, list[str]] = defaultdict(list)  # Hindi given names by `name_key`
        self._surname: dict[str, dict[str, tuple[str, str]]] = {"deva": {}, "latn": {}, "cyrl": {}}
        self._never = {key_of(word) for r in rules.values() for word in r.never_names}
        self._letters = {key_of(name): letter for r in rules.values() for name, letter in r.letters.items()}
        one_letter = "|".join(sorted(map(re.escape, self._letters), key=len, reverse=True))
        self._letter_names, self._spelled_out = re.compile(one_letter), re.compile(f"(?:{one_letter}){{1,3}}")
        self._patronymic_endings = tuple(key_of(ending) for r in rules.values() for ending in r.patronymic_endings)
        self._endings: dict[str, tuple[str, ...]] = {}
        for language_rules in rules.values():
            for country, endings in language_rules.surname_endings.items():
                self._endings[country] = (*self._endings.get(country, ()), *endings)
            self._list(self._given, language_rules.first_names)
            self._list(self._surname, language_rules.surnames)
        for name in self._given["deva"]:
            self._given_variants[names.name_key(name)].append(name)
        for row in rows(reference_dir, "people", ("person_id", "full_name", "country_code")):
            self._add_person(row)

    @staticmethod
    def _list(table: dict[str, dict[str, tuple[str, str]]], lists: Mapping[str, Mapping[str, str]]) -> None:
        for country, entries in lists.items():
            for name, english in entries.items():
                script = script_of(name)
                forms = {name}
                if script == "cyrl":
                    forms = names.russian_forms(name, feminine=english.endswith("a") and name[-1] in "ая")
                for form in forms:
                    table[script].setdefault(fold(form), (country, english))

    # ---- people of the reference data

    def _add_person(self, row: Mapping[str, str | None]) -> None:
        person = KnownPerson(
            row["person_id"] or "",
            row["full_name"] or "",
            row.get("full_name_hi"),
            row.get("full_name_ru"),
            row["country_code"],
            row.get("gender") == "f",
        )
        for main, aliases, short in (
            ("full_name", "aliases_en", "short_names_en"),
            ("full_name_hi", "aliases_hi", "short_names_hi"),
            ("full_name_ru", "aliases_ru", "short_names_ru"),
        ):
            self._add_name(person, row.get(main) or "", is_main=True)
            for name in (row.get(aliases) or "").split("|"):
                self._add_name(person, name, is_main=False)
            if main == "full_name_hi" and (row.get(main) or "").count(" ") == 1:
                self._add_name(person, (row.get(main) or "").replace(" ", ""), is_main=False)  # "मनमोहनसिंह"
            for name in (row.get(short) or "").split("|"):
                if name.strip() and " " not in name.strip():
                    label = self.label(name.strip(), is_woman=person.is_woman)
                    person.labels.add(label)
                    _add(self.alone[label], person)

    def _add_name(self, person: KnownPerson, name: str, *, is_main: bool) -> None:
        words = [token.text for token in tokenize(name) if token.kind == "word"]
        if not words:
            return
        initials = ""
        while len(words) > 1 and (letters := self._initials_of(words[0])):
            initials += letters
            words = words[1:]
        labels = [self.label(word, is_woman=person.is_woman) for word in words]
        person.labels.update(labels)
        surname = labels[-1]
        if is_main:
            person.surnames.add(surname)
            _add(self.by_surname[surname], person)
        first_letter = initials[:1] or (_first_letter(words[0]) if len(words) > 1 else "")
        prefix = "c" if script_of(words[0]) == "cyrl" else ""
        for letters in {first_letter, initials} - {""}:
            _add(self.initialled[prefix + letters, surname], person)
        if len(labels) == 1:
            if not initials:
                _add(self.alone[surname], person)
            return
        if is_main and not initials:
            person.given_names.add(labels[0])
        _add(self.pairs[labels[0], surname], person)
        if len(labels) == 2 and not initials:
            _add(self.pairs[surname, labels[0]], person)  # "Путин Владимир", "Modi Narendra"

    def label(self, word: str, *, is_woman: bool = False) -> str:
        """Registers a name word of the reference data; its label, under which all its spellings and forms meet."""
        known = self._labels.get((word, is_woman))
        if known is None:
            known = self._labels[word, is_woman] = self._register(word, is_woman)
        return known

    def _register(self, word: str, is_woman: bool) -> str:
        script = script_of(word)
        if script == "cyrl":
            label = f"c:{fold(word)}{'+' if is_woman else ''}"
            for form in names.russian_forms(word, feminine=is_woman):
                self._forms[fold(form)].add(label)
            return label
        key = names.name_key(word)
        if script in self._spellings:
            self._spellings[script].setdefault(key, set()).add(key_of(word))
            folded = fold(word)
            if script == "deva" and len(folded) > 5:
                for cut in range(2, len(folded) - 2):
                    self._tails[folded[:cut]].add(folded[cut:])
        return f"{script[0]}:{key}"

    # ---- words

    def _zipf(self, script: str, key: str) -> float:
        """How frequent a word is, as the decimal logarithm of its count per 10^9 words; 0 for one that is not known."""
        table = self._frequencies.get(script)
        if table is None:
            table = self._frequencies[script] = _frequencies(_FREQUENT_IN[script])
        return math.log(table[key], 10) + 9 if key in table else 0.0

    @cached_property
    def morphology(self) -> pymorphy3.MorphAnalyzer:
        """Russian morphology, loaded on first use."""
        import pymorphy3  # only here: a tenth of a second that texts in other languages do not need

        return pymorphy3.MorphAnalyzer()

    def words(self, tokens: Sequence[Token]) -> list[Word | None]:
        """What is known of each token's word form; None where it is no word."""
        if len(self._words) > _WORDS_KEPT:
            self._words.clear()
        known = self._words
        return [known.get(t.text) or self._learn(t) if t.kind == "word" else None for t in tokens]

    def _learn(self, token: Token) -> Word:
        word = self._words[token.text] = self._study(token.text, token.key)
        word.is_name = bool(word.parts or word.initials or word.tails) or word.is_listed
        return word

    def _study(self, text: str, key: str) -> Word:
        script = script_of(text)
        folded = fold(text)
        word = Word(script, key, folded)
        word.is_capital = text[:1].isupper()
        if script == "other" or (script != "deva" and not word.is_capital):
            word.is_common = True
            return word
        word.given = self._given[script].get(folded)
        word.surname = self._surname[script].get(folded)
        if script == "deva" and word.given is None and len(key) > _SHORT:
            word.given = self._given_variant(key)
        word.initials = self._initials_of(text)
        if script == "deva":
            word.tails = self._tails.get(folded, frozenset())
        word.is_patronymic = len(key) > 5 and key.endswith(self._patronymic_endings)
        if key in self._never:
            word.is_common, word.zipf = True, _NEVER_ZIPF
        elif script == "cyrl":
            self._study_russian(word)
        else:
            self._study_spelling(word, text)
        return word

    def _given_variant(self, key: str) -> tuple[str, str] | None:
        """The listed Hindi given name that this is another spelling of, unless it is an everyday word."""
        if self._zipf("deva", key) >= _COMMON_ZIPF["deva"]:
            return None
        variants = self._given_variants.get(names.name_key(key), ())
        return next((self._given["deva"][name] for name in variants if _are_alike(key, (name,))), None)

    def _study_spelling(self, word: Word, text: str) -> None:
        word.zipf = self._zipf(word.script, word.key)
        is_frequent = word.is_everyday
        label = names.name_key(text)
        spellings = self._spellings[word.script].get(label)
        if spellings:
            exact = word.key in spellings
            if not exact and len(word.key) > _SHORT:
                exact = word.folded in {fold(spelling) for spelling in spellings}
            variant = not exact and len(word.key) > _SHORT and not is_frequent and not word.is_listed
            if exact or (variant and _are_alike(word.key, spellings)):
                word.parts = (f"{word.script[0]}:{label}",)
        word.is_common = is_frequent and not word.is_listed and not word.parts

    def _study_russian(self, word: Word) -> None:
        word.parts = tuple(sorted(self._forms.get(word.folded, ())))
        readings = self.morphology.parse(word.key)
        parses = [p for p in readings if _NAME_TAGS & p.tag.grammemes]
        is_known = self.morphology.word_is_known(word.key)
        if is_known and len(parses) < len(readings):
            word.zipf = 4.0
        word.is_common = is_known and not parses and not word.is_listed and not word.parts
        if word.given is None and is_known:
            given = next((p for p in parses if "Name" in p.tag.grammemes and p.score > 0.2), None)
            if given is not None:
                word.given = (ELSEWHERE, names.transliterate(given.normal_form))

    def _initials_of(self, text: str) -> str:
        """The letters that a word can stand for as initials (`J`, `JP`, `जेपी`, a Cyrillic letter), in lower case."""
        script, key = script_of(text), key_of(text)
        if script == "deva":
            named = self._letter_names.findall(key) if self._spelled_out.fullmatch(key) else ()
            return "".join(self._letters[name] for name in named)
        if script == "latn":
            return key if text.isascii() and text.isupper() and len(text) <= 2 else ""
        return key if script == "cyrl" and len(text) == 1 and text.isupper() else ""

    def country_of_shape(self, word: Word) -> str | None:
        """The country that a surname's ending tells."""
        if len(word.key) < 5:
            return None
        forms = (word.key, names.russian_lemma(word.key)) if word.script == "cyrl" else (word.key,)
        return next((c for c, endings in self._endings.items() if any(f.endswith(endings) for f in forms)), None)

    def _nominative(self, key: str, *, is_surname: bool, is_woman: bool) -> tuple[str, bool]:
        """The nominative of a Russian name word seen in any case, capitalised, and whether it is a woman's."""
        wanted = "Surn" if is_surname else "Name"
        for parse in self.morphology.parse(key):
            feminine = "femn" in parse.tag
            if wanted in parse.tag.grammemes and (not is_surname or feminine == is_woman):
                return (parse.inflect({"nomn"}) or parse.normalized).word.capitalize(), feminine
        return names.russian_lemma(key, feminine=is_woman).capitalize(), is_woman


def _frequencies(language: str) -> dict[str, float]:
    """Share of all words of a language, by key; of spellings that meet in one key, the commonest one's."""
    import wordfreq  # only here: a third of a second that texts in Russian do not need

    shares: dict[str, float] = {}
    for word, share in wordfreq.get_frequency_dict(language, "small").items():
        key = key_of(word)
        shares[key] = max(shares.get(key, 0.0), share)
    return shares


def _first_letter(word: str) -> str:
    return (names.transliterate(word) if script_of(word) == "deva" else key_of(word))[:1].lower()


def _are_alike(key: str, spellings: Iterable[str]) -> bool:
    return any(difflib.SequenceMatcher(None, key, spelling).ratio() >= 0.6 for spelling in spellings)


def joined_label(word: str, following: str) -> str:
    """The label of a Hindi name written in two words."""
    return f"d:{names.name_key(word + following)}"


def _add(people: list[KnownPerson], person: KnownPerson) -> None:
    if person not in people:
        people.append(person)
