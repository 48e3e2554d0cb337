"""Who is named in a text, and which posts stand there without a name.

Belongs here: finding names of people, curated or not, telling namesakes apart, and title phrases. Does not belong
here: spelling (`names`), words of any language (seeds/language/*/titles.yaml), who holds a post at a time as a party
of a meeting, pronouns and counterparts without a name (`parties`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pymorphy3
import wordfreq

from orchestration.contracts.codes import Language, PersonResolution
from orchestration.extract import names
from orchestration.extract.language import Schema
from orchestration.extract.lexicon import Lexicon, Match, longest
from orchestration.extract.model import Person, Role
from orchestration.extract.reference import Tenures, rows, terms
from orchestration.extract.text import Token, key_of, script_of, tokenize


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
    honorifics: list[str]
    honorifics_after: list[str]
    ranks: list[str]
    counterparts: list[str]
    modifiers: list[str]
    former: list[str]
    links: list[str]
    host_links: list[str]
    case_markers: list[str]
    firm_markers: list[str]
    conjunctions: list[str]
    particles: list[str]
    things_after: list[str]
    things_before: list[str]
    common_names: list[str]
    never_names: list[str]
    institutions: list[Institution]
    surname_endings: dict[str, list[str]]
    first_names: dict[str, dict[str, str]]
    surnames: dict[str, dict[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class PeopleFound:
    """Persons and posts without a name, each in order of the text, none overlapping another."""

    persons: list[Person]
    roles: list[Role]


# Posts too vague to point at anybody unless country or organisation is told.
_VAGUE_ROLES = frozenset(
    "agency_head company_head scholar businessperson member_of_parliament minister deputy_minister party_leader "
    "international_official mayor governor".split()
)
_DIPLOMATS = frozenset({"ambassador", "deputy_chief_of_mission", "consul_general", "permanent_representative"})
_ELSEWHERE = "XX"
_COMMON_ZIPF = {"hi": 3.15, "en": 3.2}
_NAME_ZIPF = 4.9  # a listed name as frequent as this is an everyday word first
_DEVA_LETTERS = {
    **{"ए": "a", "बी": "b", "सी": "c", "डी": "d", "ई": "e", "एफ": "f", "जी": "g", "एच": "h", "आई": "i", "जे": "j"},
    **{"के": "k", "एल": "l", "एम": "m", "एन": "n", "ओ": "o", "पी": "p", "क्यू": "q", "आर": "r", "एस": "s", "टी": "t"},
    **{"यू": "u", "वी": "v", "डब्ल्यू": "w", "एक्स": "x", "वाई": "y", "जेड": "z"},
}
_DEVA_INITIALS = re.compile("(?:" + "|".join(sorted(map(key_of, _DEVA_LETTERS), key=len, reverse=True)) + "){1,3}$")
_DEVA_LETTER = re.compile("|".join(sorted(map(key_of, _DEVA_LETTERS), key=len, reverse=True)))
_LETTER_OF = {key_of(k): v for k, v in _DEVA_LETTERS.items()}
_UNSURE_INITIALS = frozenset(map(key_of, ("के", "जी", "ओ", "ई", "आई", "ए", "एक्स", "पी", "वी", "ओए", "आईए")))
_NOT_INITIALS = frozenset(("us", "uk", "un", "eu", "pm", "am", "cm", "mp", "tv", "it"))
_PATRONYMIC = re.compile("(?:вич|вича|вичу|вичем|виче|вна|вны|вне|вну|вной|ьич|vich|vna|विच|व्ना)$")
_LENGTHS = str.maketrans("ीूईऊ", "िुइउ")


@dataclasses.dataclass(slots=True)
class _Ref:
    """A curated person."""

    person_id: str
    full_name: str
    full_name_hi: str | None
    full_name_ru: str | None
    country: str | None
    feminine: bool
    labels: set[str] = dataclasses.field(default_factory=set)
    surnames: set[str] = dataclasses.field(default_factory=set)
    givens: set[str] = dataclasses.field(default_factory=set)


class _Word:
    """What is known of one word form apart from its context."""

    __slots__ = ("parts", "given", "surname", "common", "capital", "initials", "script", "patronymic", "key")

    def __init__(self, script: str, key: str) -> None:
        self.script, self.key = script, key
        self.parts: tuple[str, ...] = ()
        self.given: tuple[str, str] | None = None
        self.surname: tuple[str, str] | None = None
        self.common = self.capital = self.patronymic = False
        self.initials = ""

    @property
    def listed(self) -> bool:
        return self.given is not None or self.surname is not None


@dataclasses.dataclass(slots=True)
class _Title:
    """A title phrase: post or honorific with country and organisation, tokens [first, last)."""

    first: int
    last: int
    role_id: str | None = None
    country: str | None = None
    organisation: str | None = None
    former: bool = False
    name_start: int = 0
    is_post: bool = False
    used: bool = False


class PeopleFinder:
    """Finds people and posts. Built once from seeds/reference and titles.yaml, then only read (it keeps word caches)."""

    def __init__(self, reference_dir: Path, titles: dict[Language, TitleRules]) -> None:
        """Reads people, positions, person_positions, roles and countries of `reference_dir`.

        Raises:
            LanguageDataError: a file is missing or breaks its schema.
        """
        self._titles = titles
        self._tenures = Tenures(reference_dir)
        self._countries = rows(reference_dir, "countries", ("country_code", "country_name"))
        self._country_names = {row["country_code"]: row["country_name"] for row in self._countries}
        self._refs: list[_Ref] = []
        self._spellings: dict[str, dict[str, set[str]]] = {"deva": {}, "latn": {}}
        self._forms: dict[str, set[str]] = {}
        self._pairs: dict[tuple[str, str], list[_Ref]] = defaultdict(list)
        self._initialled: dict[tuple[str, str], list[_Ref]] = defaultdict(list)
        self._alone: dict[str, list[_Ref]] = defaultdict(list)
        self._split: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, _Word] = {}
        self._given: dict[str, dict[str, tuple[str, str]]] = {"deva": {}, "latn": {}, "cyrl": {}}
        self._surname: dict[str, dict[str, tuple[str, str]]] = {"deva": {}, "latn": {}, "cyrl": {}}
        union = lambda field: {key_of(w) for rules in titles.values() for w in getattr(rules, field)}  # noqa: E731
        self._links, self._hosts = union("links"), union("host_links")
        self._markers, self._firm = union("case_markers"), union("firm_markers")
        self._particles, self._conjunctions = union("particles"), union("conjunctions")
        self._common_names, self._never = union("common_names"), union("never_names")
        self._endings = {
            country: tuple(e for rules in titles.values() for e in rules.surname_endings.get(country, ()))
            for country in {c for rules in titles.values() for c in rules.surname_endings}
        }
        self._load_names()
        for row in rows(reference_dir, "people", ("person_id", "full_name", "country_code")):
            self._add_person(row)

    # ------------------------------------------------------------------ building

    def _load_names(self) -> None:
        for rules in self._titles.values():
            for table, lists in ((self._given, rules.first_names), (self._surname, rules.surnames)):
                for country, entries in lists.items():
                    for name, english in entries.items():
                        script = script_of(name)
                        forms = [_fold(name)]
                        if script == "cyrl":
                            forms = sorted(
                                names.russian_forms(name, feminine=english.endswith("a") and name[-1] in "ая")
                            )
                        for form in forms:
                            table[script].setdefault(form, (country, english))

    def _add_person(self, row: dict[str, str | None]) -> None:
        ref = _Ref(
            row["person_id"] or "",
            row["full_name"] or "",
            row.get("full_name_hi"),
            row.get("full_name_ru"),
            row["country_code"],
            row.get("gender") == "f",
        )
        self._refs.append(ref)
        for column, aliases, short in (
            ("full_name", "aliases_en", "short_names_en"),
            ("full_name_hi", "aliases_hi", "short_names_hi"),
            ("full_name_ru", "aliases_ru", "short_names_ru"),
        ):
            for i, name in enumerate(filter(None, [row.get(column), *(row.get(aliases) or "").split("|")])):
                self._add_name(ref, name, is_main=i == 0)
            for word in (row.get(short) or "").split("|"):
                if word.strip() and " " not in word.strip():
                    label = self._label(word.strip(), ref.feminine)
                    if label and ref not in self._alone[label]:
                        self._alone[label].append(ref)
                        ref.labels.add(label)

    def _add_name(self, ref: _Ref, name: str, *, is_main: bool) -> None:
        words = [t for t in tokenize(name) if t.kind == "word"]
        initials = ""
        while words[:-1] and (letters := _initials_of(words[0].text, words[0].key)) and len(words[0].text) <= 4:
            if words[0].text.isascii() and not words[0].text.isupper():
                break
            initials += letters
            words = words[1:]
        labels = [self._label(w.text, ref.feminine) for w in words]
        if not labels:
            return
        ref.labels.update(labels)
        surname = labels[-1]
        first_letter = initials[:1] or (_first_letter(words[0].text) if len(words) > 1 else "")
        if first_letter:
            self._initialled[first_letter, surname].append(ref)
        if initials and len(labels) == 1:
            ref.surnames.add(surname)
            return
        if len(labels) == 1:
            self._alone[surname].append(ref) if ref not in self._alone[surname] else None
            return
        if is_main:
            ref.surnames.add(surname)
            ref.givens.add(labels[0])
        for pair in {(labels[0], surname), (labels[-2], surname) if initials else (labels[0], surname)}:
            if ref not in self._pairs[pair]:
                self._pairs[pair].append(ref)
        if initials:
            return
        if len(labels) == 2 and ref not in self._pairs[surname, labels[0]]:
            self._pairs[surname, labels[0]].append(ref)

    def _label(self, word: str, feminine: bool) -> str:
        """The label under which all spellings and case forms of a reference name word meet."""
        script = script_of(word)
        if script == "cyrl":
            label = "c:" + key_of(word) + ("+" if feminine else "")
            for form in names.russian_forms(word, feminine=feminine):
                self._forms.setdefault(_fold(form), set()).add(label)
            return label
        key = names.name_key(word)
        if script in ("deva", "latn"):
            fold = _fold(word)
            self._spellings[script].setdefault(key, set()).add(fold)
            if script == "deva" and len(fold) >= 6:
                for cut in range(2, len(fold) - 2):
                    self._split[fold[:cut]].add(fold[cut:])
        return f"{script[0]}:{key}"

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers posts (`role`: role id, country or None), countries (`country`, `country_adjective`: code),
        `institution` (country or None, name) and the words around names.

        Raises:
            TermSyntaxError: a term of the data is malformed.
        """
        for row in self._countries:
            for code, column in ((lang.value, lang.value) for lang in Language):
                for term in terms(row.get(f"terms_{column}")):
                    lexicon.add(_decline(term), "country", row["country_code"])
                for term in terms(row.get(f"adjectives_{code}")):
                    lexicon.add(term, "country_adjective", row["country_code"])
        for rules in self._titles.values():
            for role_id, role_terms in rules.roles.items():
                for term in role_terms:
                    lexicon.add(_decline(term), "role", (role_id, None))
            for country, roles in rules.national_roles.items():
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
                ("not_post", rules.not_posts),
                ("thing_after", rules.things_after),
                ("thing_before", rules.things_before),
            ):
                for term in words:
                    lexicon.add(_decline(term), kind, None)

    # ------------------------------------------------------------------ words

    @cached_property
    def _frequencies(self) -> dict[str, dict[str, float]]:
        return {
            "deva": {_fold(w): wordfreq.freq_to_zipf(f) for w, f in wordfreq.get_frequency_dict("hi", "small").items()},
            "latn": {w: wordfreq.freq_to_zipf(f) for w, f in wordfreq.get_frequency_dict("en", "small").items()},
        }

    @cached_property
    def _morph(self) -> pymorphy3.MorphAnalyzer:
        return pymorphy3.MorphAnalyzer()

    def _word(self, token: Token) -> _Word:
        word = self._words.get(token.text)
        if word is None:
            if len(self._words) > 1 << 17:
                self._words.clear()
            word = self._words[token.text] = self._study(token.text, token.key)
        return word

    def _study(self, text: str, key: str) -> _Word:
        script = script_of(text)
        word = _Word(script, key)
        word.capital = text[:1].isupper()
        fold = _fold(text)
        if script == "other" or (script != "deva" and not word.capital):
            word.common = True
            return word
        word.given = self._given[script].get(fold)
        word.surname = self._surname[script].get(fold)
        word.initials = _initials_of(text, key)
        word.patronymic = bool(_PATRONYMIC.search(key)) and len(key) > 5
        if script == "cyrl":
            word.parts = tuple(sorted(self._forms.get(fold, ())))
            self._study_russian(word, key)
        else:
            zipf = self._frequencies[script].get(fold, 0.0)
            limit = _COMMON_ZIPF["hi" if script == "deva" else "en"]
            word.common = key in self._never or zipf >= (_NAME_ZIPF if word.listed else limit)
            spellings = self._spellings[script].get(names.name_key(text), ())
            if fold in spellings:
                word.parts = (f"{script[0]}:{names.name_key(text)}",)
            elif spellings and zipf < limit and not word.listed and len(fold) > 3 and self._alike(fold, spellings):
                word.parts = (f"{script[0]}:{names.name_key(text)}",)
            if word.parts and word.common and zipf < 5.5 and key not in self._never:
                word.common = False
        if key in self._never:
            word.parts = ()
        return word

    def _study_russian(self, word: _Word, key: str) -> None:
        parses = self._morph.parse(key)
        tags = [p for p in parses if {"Name", "Surn", "Patr"} & p.tag.grammemes]
        known = self._morph.word_is_known(key)
        word.common = key in self._never or (known and not tags and not word.listed and not word.parts)
        if word.given is None and known:
            for parse in tags:
                if "Name" in parse.tag.grammemes and parse.score > 0.2:
                    word.given = (_ELSEWHERE, names.transliterate(parse.normal_form))
                    break

    @staticmethod
    def _alike(fold: str, spellings: Iterable[str]) -> bool:
        return any(difflib.SequenceMatcher(None, fold, s).ratio() >= 0.6 for s in spellings)

    # ------------------------------------------------------------------ finding

    def find(
        self, tokens: Sequence[Token], matches: Sequence[Match], language: Language, on_date: dt.date | None = None
    ) -> PeopleFound:
        """People and posts in the tokens of one article.

        tokens: title and body, in order of the text; matches: `Lexicon.scan` of these tokens; on_date: when the
        article was written, as far as known (tells namesakes apart by the posts they held).
        """
        return _Reading(self, tokens, matches, language, on_date).read()


class _Reading:
    """The reading of one article."""

    def __init__(
        self,
        finder: PeopleFinder,
        tokens: Sequence[Token],
        matches: Sequence[Match],
        language: Language,
        on_date: dt.date | None,
    ) -> None:
        self.f, self.tokens, self.language, self.on_date = finder, tokens, language, on_date
        self.count = len(tokens)
        cache = finder._words
        self.words: list[_Word | None] = [
            (cache.get(t.text) or finder._word(t)) if t.kind == "word" else None for t in tokens
        ]
        self.starting: dict[int, list[Match]] = defaultdict(list)
        self.ending: dict[int, list[Match]] = defaultdict(list)
        self.blocked = bytearray(self.count + 1)  # tokens that are places, posts, institutions, countries
        self.claimed = bytearray(self.count + 1)
        role_matches = []
        for match in matches:
            kind = match.kind
            if kind in _KINDS:
                self.starting[match.first].append(match)
                self.ending[match.last].append(match)
                if kind == "role":
                    role_matches.append(match)
                if kind in _BLOCKING:
                    for i in range(match.first, match.last):
                        self.blocked[i] = 1
        self.titles = self._read_titles(role_matches)
        self.at_name: dict[int, _Title] = {}
        for title in self.titles:
            best = self.at_name.get(title.name_start)
            if best is None or (title.is_post, title.last - title.first) > (best.is_post, best.last - best.first):
                self.at_name[title.name_start] = title
        self.persons: list[Person] = []
        self.named: dict[str, _Ref] = {}
        self.local: dict[str, list[Person]] = {}

    def read(self) -> PeopleFound:
        self._find_full_names()
        self._find_unknown()
        self._find_short_names()
        self.persons.sort(key=lambda p: p.first)
        self._attach_titles()
        roles = [
            Role(t.first, t.last, t.role_id, t.country, t.organisation)
            for t in self.titles
            if t.is_post and t.role_id and not t.used and not t.former and self._is_telling(t)
        ]
        roles.sort(key=lambda r: r.first)
        return PeopleFound(self.persons, _without_overlap(roles, self.persons))

    # ---- titles

    def _read_titles(self, role_matches: list[Match]) -> list[_Title]:
        titles: list[_Title] = []
        spans: dict[tuple[int, int], Match] = {}
        for match in longest(role_matches):
            if not self._is_post(match):
                continue
            known = spans.get((match.first, match.last))
            if known is None or match.value[1] is not None:
                spans[match.first, match.last] = match
        taken = -1
        for (first, last), match in sorted(spans.items()):
            if first < taken:
                continue
            role_id, country = match.value
            title = self._expand(_Title(first, last, role_id, country, is_post=True))
            taken = last
            titles.append(title)
        for matches in list(self.starting.values()):
            for match in matches:
                if match.kind == "counterpart_title":
                    titles.append(self._expand(_Title(match.first, match.last)))
                elif match.kind in ("honorific", "rank") and self._is_cased(match):
                    title = _Title(match.first, match.last)
                    if match.kind == "rank":
                        title = self._expand(title)
                    title.name_start = self._name_start(match.last)
                    titles.append(title)
        return titles

    def _is_cased(self, match: Match) -> bool:
        token = self.tokens[match.first]
        return token.is_capitalised or self.words[match.first] is None or script_of(token.text) != "latn"

    def _is_post(self, match: Match) -> bool:
        token = self.tokens[match.first]
        if len(token.text) <= 3 and token.text.isascii():
            if not token.text.isupper():
                return False
            before = self.tokens[match.first - 1] if match.first else None
            if before is not None and before.kind == "number":
                return False
        return not any(m.kind == "not_post" for m in self.starting.get(match.last, ()))

    def _expand(self, title: _Title) -> _Title:
        tokens, role = self.tokens, title.role_id
        position = title.first
        told: str | None = None
        for _ in range(6):
            if not position:
                break
            before = tokens[position - 1]
            modifier = self._ending_with(position, ("former", "modifier"))
            place = self._ending_with(position, ("country_adjective", "institution", "country"))
            if modifier:
                title.former = title.former or modifier.kind == "former"
                position = modifier.first
            elif before.is_hyphen and (modifier := self._ending_with(position - 1, ("former",))):
                title.former, position = True, modifier.first
            elif place and (place.kind != "country" or script_of(before.text) == "deva"):
                told = self._take_place(title, place) or told
                position = place.first
            elif before.kind == "possessive" or (before.key in self.f._links and script_of(before.text) == "deva"):
                place = self._ending_with(position - 1, ("institution", "country"))
                if place is None or (place.kind == "country" and told):
                    break
                told = self._take_place(title, place) or told
                position = place.first
            elif role in _DIPLOMATS and before.key in self.f._hosts and script_of(before.text) == "deva":
                place = self._ending_with(position - 1, ("country",))
                if place is None:
                    break
                title.organisation = self.f._country_names.get(place.value)
                position = place.first
            else:
                break
        title.first = position
        title.last = self._expand_right(title, title.last)
        title.name_start = self._name_start(title.last)
        return title

    def _expand_right(self, title: _Title, position: int) -> int:
        tokens = self.tokens
        for _ in range(3):
            if position >= self.count:
                break
            token = tokens[position]
            script = script_of(token.text)
            after = position
            host = False
            if script == "latn" and token.key in ("of", "for"):
                after += 1
            elif title.role_id in _DIPLOMATS and token.key in self.f._hosts and script != "deva":
                after, host = position + 1, True
            elif script != "cyrl" and not (token.text in '«“"'):
                break
            while after < self.count and (tokens[after].key == "the" or tokens[after].text in '«“"'):
                after += 1
            place = self._starting_at(after, ("institution", "country"))
            if place is None:
                break
            if host and place.kind == "country":
                title.organisation = self.f._country_names.get(place.value)
            else:
                self._take_place(title, place)
            position = place.last
            if position < self.count and tokens[position].text in '»”"':
                position += 1
        return position

    def _take_place(self, title: _Title, place: Match) -> str | None:
        if place.kind == "institution":
            country, name = place.value
            title.organisation = title.organisation or name
            title.country = title.country or country
            return None
        title.country = place.value
        return str(place.value)

    def _name_start(self, position: int) -> int:
        """Where a name would begin after a title: brackets with a short form, honorifics and ranks are passed over."""
        tokens = self.tokens
        for _ in range(5):
            if position >= self.count:
                break
            if tokens[position].text == "(" and position + 2 < self.count and tokens[position + 2].text == ")":
                position += 3
                continue
            skipped = self._starting_at(position, ("honorific", "rank"))
            if skipped is not None:
                position = skipped.last
            elif tokens[position].text == "." and tokens[position - 1].end == tokens[position].start:
                if not self._ending_with(position, ("honorific", "rank")):
                    break
                position += 1
            else:
                break
        return position

    def _ending_with(self, position: int, kinds: tuple[str, ...]) -> Match | None:
        found = [m for m in self.ending.get(position, ()) if m.kind in kinds]
        return min(found, key=lambda m: m.first) if found else None

    def _starting_at(self, position: int, kinds: tuple[str, ...]) -> Match | None:
        found = [m for m in self.starting.get(position, ()) if m.kind in kinds]
        return max(found, key=lambda m: m.last) if found else None

    def _is_telling(self, title: _Title) -> bool:
        return title.role_id not in _VAGUE_ROLES or bool(title.country or title.organisation)

    def _title_before(self, first: int) -> _Title | None:
        title = self.at_name.get(first)
        if title is None and first and self.tokens[first - 1].text == ",":
            title = self.at_name.get(first - 1)
        return title

    # ---- curated people, full names

    def _find_full_names(self) -> None:
        i = 0
        while i < self.count:
            word = self.words[i]
            if word is None or self.claimed[i]:
                i += 1
                continue
            found = None
            if word.initials:
                found = self._with_initials(i)
            if found is None and word.parts:
                found = self._full_at(i)
            if found is None:
                i += 1
                continue
            last, refs = found
            if self._is_thing(i, last):
                self._claim(i, last)
            elif ref := self._choose(refs, i, last):
                self._add_ref(ref, i, last, PersonResolution.FULL_NAME)
            i = last

    def _full_at(self, i: int) -> tuple[int, list[_Ref]] | None:
        """(one past last, people) of the longest full name that begins at token i."""
        word = self.words[i]
        assert word is not None
        best: tuple[int, list[_Ref]] | None = None
        between: list[_Word] = []
        j = i + 1
        for _ in range(7):
            if j >= self.count or self.tokens[j].kind == "newline":
                break
            other = self.words[j]
            if other is None:
                token = self.tokens[j]
                if token.text == "." and between and between[-1].initials or token.is_hyphen:
                    j += 1
                    continue
                break
            for first in word.parts:
                for second in other.parts:
                    refs = [
                        r
                        for r in self.f._pairs.get((first, second), ())
                        if all(_may_stand_between(w, r, self.f._particles) for w in between)
                    ]
                    if refs:
                        best = (j + 1, refs)
            joined = self._joined(j)
            if joined:
                for first in word.parts:
                    if refs := self.f._pairs.get((first, joined)):
                        best = (j + 2, list(refs))
            if len(between) == 3 or not (other.parts or other.listed or other.patronymic or other.initials):
                break
            between.append(other)
            j += 1
        return best

    def _joined(self, i: int) -> str | None:
        """The label of a Hindi name that the text writes in two words (जय शंकर)."""
        if i + 1 >= self.count or self.words[i + 1] is None:
            return None
        fold = _fold(self.tokens[i].text)
        rest = self.f._split.get(fold)
        if rest and _fold(self.tokens[i + 1].text) in rest:
            return "d:" + names.name_key(self.tokens[i].text + self.tokens[i + 1].text)
        return None

    def _with_initials(self, i: int) -> tuple[int, list[_Ref]] | None:
        letters, j, _ = self._initials(i)
        if not letters or j >= self.count or self.words[j] is None:
            return None
        word = self.words[j]
        assert word is not None
        prefix = "c" if word.script == "cyrl" else ""
        labels = list(word.parts)
        last = j + 1
        if joined := self._joined(j):
            labels, last = [joined], j + 2
        refs = [r for label in labels for r in self.f._initialled.get((prefix + letters[0], label), ())]
        if not refs:
            return None
        full = self._full_at(j)
        if full and any(r in refs for r in full[1]):
            return full[0], [r for r in full[1] if r in refs]
        return last, refs

    def _initials(self, i: int) -> tuple[str, int, bool]:
        """(letters, token after them, whether they are surely initials) of the run of initials at token i."""
        letters, j, sure = "", i, False
        while j < self.count and (word := self.words[j]) is not None and word.initials and len(letters) < 4:
            dotted = j + 1 < self.count and self.tokens[j + 1].text == "."
            if not dotted and word.script == "deva" and (word.key in _UNSURE_INITIALS and not letters):
                if not (j + 1 < self.count and (n := self.words[j + 1]) and n.initials):
                    break
            if not dotted and word.script == "cyrl":
                break
            letters += word.initials
            sure = sure or dotted or len(word.initials) > 1
            j += 2 if dotted else 1
        return letters, j, sure

    def _choose(self, refs: Sequence[_Ref], first: int, last: int) -> _Ref | None:
        """Which of several namesakes is meant: by title, by the post held on the day, by who is held to be known."""
        unique = list(dict.fromkeys(r.person_id for r in refs))
        by_id = {r.person_id: r for r in refs}
        if len(unique) == 1:
            return by_id[unique[0]]
        candidates = [by_id[p] for p in unique]
        title = self._title_of(first, last)
        if title is not None and title.country:
            candidates = [r for r in candidates if r.country == title.country] or candidates
        if title is not None and title.role_id and title.is_post:
            tenures = self.f._tenures
            day = None if title.former else self.on_date
            fitting = [r for r in candidates if title.role_id in tenures.roles(r.person_id, day)]
            fitting = fitting or [r for r in candidates if title.role_id in tenures.ever(r.person_id)]
            candidates = fitting or candidates
        if len(candidates) == 1:
            return candidates[0]
        here = [r for r in candidates if r.person_id in self.named]
        if len(here) == 1:
            return here[0]
        if len(here) > 1:
            earlier = [p for p in self.persons if p.first < first and any(p.person_id == r.person_id for r in here)]
            if earlier:
                nearest = max(earlier, key=lambda p: p.first)
                return self.named[nearest.person_id]
            candidates = here
        posted = [r for r in candidates if self.f._tenures.roles(r.person_id, self.on_date)]
        if len(posted) == 1:
            return posted[0]
        weights = [(self._weight(r), r) for r in posted or candidates]
        best = max(w for w, _ in weights)
        top = [r for w, r in weights if w == best]
        return top[0] if len(top) == 1 and best >= 2 else None

    def _weight(self, ref: _Ref) -> int:
        roles = self.f._tenures.roles(ref.person_id, self.on_date)
        return max((_PROMINENCE.get(role, 1) for role in roles), default=0)

    def _title_of(self, first: int, last: int) -> _Title | None:
        title = self._title_before(first)
        if title is not None and title.is_post:
            return title
        after = self._title_after(last)
        return after or title

    def _title_after(self, last: int) -> _Title | None:
        if last + 1 < self.count and self.tokens[last].text in (",", "(", "—", "–"):
            for title in self.titles:
                if title.first == last + 1 and title.is_post and not self._starts_name(title.name_start):
                    return title
        return None

    def _starts_name(self, i: int) -> bool:
        return bool(self.claimed[i])

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether the name is part of the name of a building, award, street."""
        for match in self.starting.get(last, ()):
            if match.kind == "thing_after":
                token = self.tokens[match.first]
                return token.is_capitalised or script_of(token.text) == "deva"
        return any(m.kind == "thing_before" and self._is_cased(m) for m in self.ending.get(first, ()))

    def _claim(self, first: int, last: int) -> None:
        for i in range(first, last):
            self.claimed[i] = 1

    def _add_ref(self, ref: _Ref, first: int, last: int, resolution: PersonResolution) -> None:
        self._claim(first, last)
        if resolution is PersonResolution.FULL_NAME:
            self.named.setdefault(ref.person_id, ref)
        self.persons.append(
            Person(
                first=first,
                last=last,
                outer_first=first,
                outer_last=last,
                person_id=ref.person_id,
                full_name=ref.full_name,
                full_name_hi=ref.full_name_hi,
                full_name_ru=ref.full_name_ru,
                country_code=ref.country,
                is_curated=True,
                resolution=resolution,
            )
        )

    # ---- people not in the reference data

    def _find_unknown(self) -> None:
        starts = sorted(
            {i for i in self.at_name if i < self.count}
            | {i for i, w in enumerate(self.words) if w is not None and (w.given is not None or w.initials)}
            | (set(self._after_countries()) if self.language is Language.HI else set())
        )
        for i in starts:
            if self.claimed[i] or self.words[i] is None:
                continue
            span = self._unknown_at(i)
            if span is None:
                continue
            first, last = span
            if any(self.claimed[first:last]):
                continue
            if self._is_thing(first, last):
                self._claim(first, last)
                continue
            self._add_unknown(first, last)

    def _after_countries(self) -> Iterator[int]:
        """Starts of "अमेरिका के हिकारू नाकामुरा": what follows a country and its link word."""
        for last, matches in self.ending.items():
            if any(m.kind == "country" for m in matches) and last + 1 < self.count:
                if self.tokens[last].key in self.f._links:
                    yield last + 1

    def _unknown_at(self, i: int) -> tuple[int, int] | None:
        word = self.words[i]
        assert word is not None
        title = self.at_name.get(i)
        if word.script == "deva":
            return self._unknown_hindi(i, title)
        return self._unknown_cased(i, title)

    def _run(self, i: int, limit: int) -> tuple[int, list[_Word], str, bool]:
        """The longest run of words that may be a name: (one past last, words, initials, whether initials are sure)."""
        letters, j, sure = self._initials(i)
        if letters and letters in _NOT_INITIALS:
            return i, [], "", False
        found: list[_Word] = []
        script = self.words[i].script if self.words[i] else ""
        end = j if letters else i
        j = end
        while j < self.count and len(found) < limit:
            word = self.words[j]
            if word is None:
                token = self.tokens[j]
                glued = found and token.is_hyphen and j + 1 < self.count and self.tokens[j + 1].start == token.end
                if glued and token.start == self.tokens[j - 1].end and script != "deva":
                    j += 1
                    continue
                if token.text == "." and found and found[-1].initials and len(found[-1].key) == 1:
                    j += 1
                    continue
                break
            particle = word.key in self.f._particles and bool(found) and script != "deva"
            if self.claimed[j] or word.script != script:
                break
            if not particle and (
                self.blocked[j] or word.common or word.key in self.f._markers or word.key in self.f._links
            ):
                break
            if script != "deva" and not word.capital and not particle:
                break
            found.append(word)
            j += 1
            end = j
        while found and not found[-1].capital and script != "deva":
            found.pop()
            end -= 1
        return end, found, letters, sure

    def _unknown_hindi(self, i: int, title: _Title | None) -> tuple[int, int] | None:
        end, run, letters, sure = self._run(i, 4)
        if not run:
            return None
        following = self.words[end] if end < self.count else None
        key = self.tokens[end].key if end < self.count else ""
        bounded = following is None or key in self.f._markers or following.common or bool(self.blocked[end])
        firm = key in self.f._firm or (key == "के" and end + 1 < self.count and self.tokens[end + 1].key == "साथ")
        listed = run[0].given is not None
        if letters:
            known = run[-1].surname is not None or firm or title is not None
            return (i, end) if (sure or title is not None or firm) and known and bounded and len(run) <= 2 else None
        if title is not None and len(run) >= 2 and (bounded and len(run) <= 3 or listed):
            return i, end
        if title is not None and len(run) == 1:
            shaped = run[0].surname is not None or self._shape(run[0]) is not None
            plain_honorific = not title.is_post and title.role_id is None and firm
            return (i, end) if (shaped or plain_honorific) and bounded and not run[0].parts else None
        if not listed:
            from_country = title is None and len(run) == 2 and firm
            return (i, end) if from_country and self.tokens[i - 1].key in self.f._links else None
        if len(run) >= 2 and (run[-1].surname is not None or self._shape(run[-1]) is not None):
            return i, end
        if len(run) == 2 and (firm or (bounded and run[0].given is not None and run[0].given[0] != "IN")):
            return i, end
        return None

    def _unknown_cased(self, i: int, title: _Title | None) -> tuple[int, int] | None:
        if self.language is Language.HI and title is None:
            return None
        end, run, letters, sure = self._run(i, 5)
        if not run or (self.tokens[i].text.isupper() and len(self.tokens[i].text) > 3 and title is None):
            return None
        if letters:
            return (i, end) if sure and len(run) <= 2 and len(run[-1].key) > 2 else None
        listed = run[0].given is not None
        if len(run) >= 2 and (listed or title is not None):
            return i, end
        if len(run) == 1 and title is not None and len(run[0].key) > 3 and not run[0].parts:
            telling = (
                title.is_post or self._shape(run[0]) is not None or run[0].surname is not None or title.last < i + 1
            )
            plain = run[0].given is None or run[0].surname is not None
            return (i, end) if telling and plain else None
        return None

    def _shape(self, word: _Word) -> str | None:
        """The country that a surname's ending tells."""
        if len(word.key) < 5:
            return None
        for country, endings in self.f._endings.items():
            if word.key.endswith(endings) or (
                word.script == "cyrl" and names.russian_lemma(word.key).endswith(endings)
            ):
                return country
        return None

    def _add_unknown(self, first: int, last: int) -> None:
        letters, start, _ = self._initials(first)
        start = start if letters else first
        tokens = [t for t in self.tokens[start:last] if t.kind == "word"]
        words = [w for w in self.words[start:last] if w is not None]
        title = self._title_of(first, last)
        country = title.country if title is not None else None
        if country is None:
            place = self._ending_with(first - 1, ("country",)) if first else None
            if place is not None and (
                self.tokens[first - 1].kind == "possessive" or self.tokens[first - 1].key in self.f._links
            ):
                country = place.value
        listed = {w[0] for w in (words[0].given, words[-1].surname) if w is not None} - {_ELSEWHERE}
        if country is None and len(listed) == 1:
            country = listed.pop()
        country = country or self._shape(words[-1])
        english, lemma = self._spell(tokens, words, country)
        if not english:
            return
        initials = "".join(f"{c.upper()}." for c in names.transliterate(letters))
        if words[0].script == "cyrl" and letters:
            initials = "".join(f"{names.transliterate(c)}." for c in letters)
        full = " ".join(filter(None, [initials, *english]))
        key = "-".join(filter(None, [letters and names.transliterate(letters).lower(), *_id_parts(english)]))
        person = Person(
            first=first,
            last=last,
            outer_first=first,
            outer_last=last,
            person_id=f"prov-{key}-{country.lower()}" if country else f"prov-{key}",
            full_name=full,
            full_name_hi=" ".join(t.text for t in self.tokens[first:last] if t.kind == "word")
            if words[0].script == "deva"
            else None,
            full_name_ru=" ".join(lemma) if words[0].script == "cyrl" else None,
            country_code=country,
            is_curated=False,
            resolution=PersonResolution.PROVISIONAL,
        )
        self._claim(first, last)
        self.persons.append(person)
        surname = words[-1]
        forms = {_fold(surname.key)}
        if surname.script == "cyrl":
            forms = {_fold(f) for f in names.russian_forms(lemma[-1], feminine=lemma[-1].endswith(("ва", "на", "ая")))}
        if len(words) > 1 and words[0].script == "deva" and not words[0].common:
            forms.add(_fold(words[0].key))
        for form in forms:
            self.local.setdefault(form, []).append(person)

    def _spell(
        self, tokens: Sequence[Token], words: Sequence[_Word], country: str | None
    ) -> tuple[list[str], list[str]]:
        """English words of a name, and for Russian its nominative."""
        english: list[str] = []
        lemma: list[str] = []
        feminine = False
        for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
            if word.script == "latn":
                english.append(token.text)
                continue
            nominative = token.text
            is_last = i == len(words) - 1
            if word.script == "cyrl":
                nominative, feminine = self._nominative(word.key, is_last, feminine)
            lemma.append(nominative)
            listed = (word.surname if is_last and len(words) > 1 else word.given) or word.surname
            if listed is not None and not (is_last and len(words) > 1 and word.surname is None):
                english.append(listed[1])
            else:
                english.append(names.transliterate(nominative, russian=country == "RU", indian=country == "IN"))
            if word.patronymic and not is_last:
                english.pop()
        return english, lemma

    def _nominative(self, key: str, is_last: bool, feminine: bool) -> tuple[str, bool]:
        wanted = "Surn" if is_last else "Name"
        for parse in self.f._morph.parse(key):
            if wanted in parse.tag.grammemes and (is_last is False or ("femn" in parse.tag) == feminine):
                normal = parse.inflect({"nomn"}) or parse.normalized
                return normal.word.capitalize(), feminine or (not is_last and "femn" in parse.tag)
        return names.russian_lemma(key, feminine=feminine).capitalize(), feminine

    # ---- surnames and first names alone

    def _find_short_names(self) -> None:
        givens: dict[str, list[_Ref]] = defaultdict(list)
        for ref in self.named.values():
            for label in ref.givens:
                givens[label].append(ref)
        surnames: dict[str, list[_Ref]] = defaultdict(list)
        for ref in self.named.values():
            for label in ref.surnames:
                surnames[label].append(ref)
        for i in range(self.count):
            word = self.words[i]
            if word is None or self.claimed[i]:
                continue
            joined = None
            if not word.parts and word.script == "deva":
                joined = self._joined(i)
            local = self.local.get(_fold(word.key)) if self.local else None
            if not word.parts and not local and not joined:
                continue
            self._short_at(i, word, joined, givens, surnames, local)

    def _short_at(
        self,
        i: int,
        word: _Word,
        joined: str | None,
        givens: dict[str, list[_Ref]],
        surnames: dict[str, list[_Ref]],
        local: list[Person] | None,
    ) -> None:
        last = i + (2 if joined else 1)
        labels = (joined,) if joined else word.parts
        title = self.at_name.get(i)
        titled = title is not None
        if self._is_thing(i, last) or self._in_other_name(i, word, labels):
            return
        if local and not (word.script != "deva" and not word.capital):
            person = local[0]
            self._claim(i, last)
            self.persons.append(
                dataclasses.replace(
                    person, first=i, last=last, outer_first=i, outer_last=last, role_id=None, title=None
                )
            )
            return
        here = [r for label in labels for r in surnames.get(label, ())]
        candidates = here or [r for label in labels for r in self.f._alone.get(label, ())]
        if word.key in self.f._common_names and not titled:
            marked = i + 1 < self.count and self.tokens[i + 1].key in self.f._markers
            if not here or (word.script == "deva" and not marked):
                return
        if self.blocked[i] and not titled and not here:
            return
        if not candidates:
            first_names = [r for label in labels for r in givens.get(label, ())]
            if len({r.person_id for r in first_names}) == 1 and (
                titled or word.script == "deva" or first_names[0].country == "IN"
            ):
                candidates = first_names
        if not candidates:
            return
        if title is not None and title.country and len({r.person_id for r in candidates}) == 1:
            if candidates[0].country != title.country and not here:
                return
        ref = self._choose(candidates, i, last)
        if ref is not None:
            end = last
            letters, after, _ = self._initials(last)
            if letters and word.script == "cyrl":
                end = after
            self._add_ref(ref, i, end, PersonResolution.SHORT_NAME)

    def _in_other_name(self, i: int, word: _Word, labels: Sequence[str]) -> bool:
        """Whether the word before makes this the name of somebody else ("राहुल गांधी")."""
        before = self.words[i - 1] if i else None
        if before is None or self.claimed[i - 1] or self.blocked[i - 1]:
            return False
        if before.given is not None and not before.common and before.script == word.script:
            return i not in self.at_name
        if word.script == "latn" and before.capital and not before.common and before.script == "latn":
            return i not in self.at_name and before.key not in self.f._never and len(before.key) > 2
        return False

    # ---- titles of the people found

    def _attach_titles(self) -> None:
        by_first = {p.first: p for p in self.persons}
        ends = {p.last: p for p in self.persons}
        for position, title in self.at_name.items():
            person = by_first.get(position)
            if person is not None:
                title.used = True
                person.outer_first = min(person.outer_first, title.first)
                if title.is_post:
                    self._give_title(person, title)
        for title in self.titles:
            person = by_first.get(title.name_start)
            if person is not None and not title.used:
                title.used = True
                person.outer_first = min(person.outer_first, title.first)
                if title.is_post and person.role_id is None:
                    self._give_title(person, title)
        for title in self.titles:
            if title.used or not title.is_post:
                continue
            before = title.first - 1
            if before < 1 or self.tokens[before].text not in (",", "(", "—", "–"):
                continue
            person = ends.get(before)
            if person is not None:
                closed = (
                    title.last >= self.count
                    or self.tokens[title.last].kind != "word"
                    or self.tokens[before].text == "("
                )
                if closed or person.title is None:
                    title.used = True
                    person.outer_last = max(person.outer_last, title.last)
                    if person.title is None:
                        self._give_title(person, title)
            else:
                continue
        for title in self.titles:  # "the governor of the region, Vladimir Mazur,"
            if not title.used and title.is_post and title.name_start < self.count:
                if self.tokens[title.name_start].text == ",":
                    person = by_first.get(self._name_start(title.name_start + 1))
                    if (
                        person is not None
                        and person.title is None
                        and person.resolution is not PersonResolution.SHORT_NAME
                    ):
                        after = self.tokens[person.last].text if person.last < self.count else "."
                        if after in (",", ".", ")", "—", "–"):
                            title.used = True
                            person.outer_first = min(person.outer_first, title.first)
                            self._give_title(person, title)
        for person in self.persons:
            after = self._starting_at(person.last, ("honorific_after",))
            if after is not None:
                person.outer_last = max(person.outer_last, after.last)

    def _give_title(self, person: Person, title: _Title) -> None:
        person.title = _written(self.tokens[title.first : title.last])
        if not title.former:
            person.role_id = title.role_id


_KINDS = frozenset(
    "role honorific honorific_after rank counterpart_title modifier former not_post thing_after thing_before country "
    "country_adjective institution city venue".split()
)
_BLOCKING = frozenset("role country country_adjective institution city venue".split())
_PROMINENCE = {
    **dict.fromkeys(("president", "prime_minister"), 5),
    **dict.fromkeys(("foreign_minister", "defence_minister", "national_security_adviser"), 4),
    **dict.fromkeys(("security_council_secretary", "first_deputy_prime_minister", "deputy_prime_minister"), 3),
    **dict.fromkeys(("interior_minister", "finance_minister", "vice_president", "presidential_spokesperson"), 3),
    **dict.fromkeys(("foreign_secretary", "trade_minister", "ambassador", "presidential_aide", "energy_minister"), 2),
}


def _fold(word: str) -> str:
    """The key of a word with short and long vowels and й/и alike: an exact spelling for all practical purposes."""
    return key_of(word).translate(_LENGTHS).replace("й", "и").replace("э", "е")


def _decline(term: str) -> str:
    """`~` after a Russian noun: all its singular cases as alternatives."""
    if "~" not in term:
        return term
    words = []
    for word in term.split():
        optional = "?" if word.endswith("?") else ""
        bare = word.rstrip("?")
        if bare.endswith("~"):
            bare = "|".join(sorted(names.russian_forms(bare[:-1])))
        words.append(bare + optional)
    return " ".join(words)


def _initials_of(text: str, key: str) -> str:
    """The Latin or Cyrillic letters that a word can stand for as initials (`J`, `JP`, `जेपी`, `С`), else empty."""
    script = script_of(text)
    if script == "deva":
        if _DEVA_INITIALS.fullmatch(key):
            return "".join(_LETTER_OF[letter] for letter in _DEVA_LETTER.findall(key))
        return ""
    if script == "latn" and text.isascii() and text.isupper() and len(text) <= 2:
        return text.lower()
    if script == "cyrl" and len(text) == 1 and text.isupper():
        return key
    return ""


def _first_letter(word: str) -> str:
    script = script_of(word)
    if script == "cyrl":
        return "c" + key_of(word)[0]
    if script == "deva":
        return names.transliterate(word)[:1].lower()
    return key_of(word)[:1]


def _may_stand_between(word: _Word, ref: _Ref, particles: set[str]) -> bool:
    return (
        word.patronymic
        or word.listed
        or bool(word.initials)
        or word.key in particles
        or any(p in ref.labels for p in word.parts)
    )


def _id_parts(english: Sequence[str]) -> list[str]:
    ends = [english[0], english[-1]] if len(english) > 1 else list(english)
    return [names.name_key(word).lower() for word in ends]


def _written(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)


def _without_overlap(roles: Sequence[Role], persons: Sequence[Person]) -> list[Role]:
    kept: list[Role] = []
    taken = bytearray(max([r.last for r in roles] + [p.last for p in persons], default=0) + 1)
    for person in persons:
        for i in range(person.first, person.last):
            taken[i] = 1
    for role in roles:
        if not any(taken[role.first : role.last]):
            kept.append(role)
            for i in range(role.first, role.last):
                taken[i] = 1
    return kept
