"""Who is named in a text, and which posts stand there without a name.

Belongs here: finding names of people, known or not, and telling namesakes apart. Does not belong here: what single
words can be (`namebook`), title phrases (`titles`), and who else is meant: pronouns, posts, counterparts (`parties`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from orchestration.contracts.codes import Language, PersonResolution
from orchestration.extract import names
from orchestration.extract.lexicon import Lexicon, Match
from orchestration.extract.model import Person, Role
from orchestration.extract.namebook import ELSEWHERE, KnownPerson, NameBook, Word, fold, joined_label
from orchestration.extract.reference import Tenures, rows
from orchestration.extract.text import Token
from orchestration.extract.titles import BLOCKING_KINDS, Title, TitleReader, TitleRules, TitleWords

_PROMINENCE = {
    **dict.fromkeys(("president", "prime_minister"), 5),
    **dict.fromkeys(("foreign_minister", "defence_minister", "national_security_adviser"), 4),
    **dict.fromkeys(("security_council_secretary", "first_deputy_prime_minister", "deputy_prime_minister"), 3),
    **dict.fromkeys(("interior_minister", "finance_minister", "vice_president", "presidential_spokesperson"), 3),
    **dict.fromkeys(("foreign_secretary", "trade_minister", "ambassador", "presidential_aide", "energy_minister"), 2),
}


@dataclasses.dataclass(frozen=True, slots=True)
class PeopleFound:
    """Persons and posts without a name, each in order of the text, none overlapping another."""

    persons: list[Person]
    roles: list[Role]


class PeopleFinder:
    """Finds people and posts. Built once from seeds/reference and titles.yaml, then only read (it caches words)."""

    def __init__(self, reference_dir: Path, titles: dict[Language, TitleRules]) -> None:
        """Reads people, positions, person_positions and countries of `reference_dir`.

        Raises:
            LanguageDataError: a file is missing or breaks its schema.
        """
        self.tenures = Tenures(reference_dir)
        self.book = NameBook(reference_dir, titles)
        countries = rows(reference_dir, "countries", ("country_code", "country_name"))
        self.title_words = TitleWords(titles, countries)
        self.links = self.title_words.links
        self.markers = self.title_words.keys("case_markers") | self.links
        self.firm_markers = self.title_words.keys("firm_markers")
        self.place_markers = self.title_words.keys("place_markers")
        self.conjunctions = self.title_words.keys("conjunctions")
        self.particles = self.title_words.keys("particles")
        self.unsure_initials = self.title_words.keys("unsure_initials")
        self.not_initials = self.title_words.keys("not_initials")
        self.common_names = self.title_words.keys("common_names")

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers the terms of title phrases, countries and institutions: see `TitleWords.add_to`."""
        self.title_words.add_to(lexicon)

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
        self.finder, self.book = finder, finder.book
        self.tokens, self.language, self.on_date = tokens, language, on_date
        self.count = len(tokens)
        look_up = finder.book.word
        self.words: list[Word | None] = [look_up(t) if t.kind == "word" else None for t in tokens]
        self.reader = TitleReader(finder.title_words, tokens, matches)
        self.at_name = self.reader.at_name
        self.blocked = bytearray(self.count + 1)  # tokens of places, posts, institutions
        self.claimed = bytearray(self.count + 1)  # tokens of names
        for match in self.reader.matches:
            if match.kind in BLOCKING_KINDS:
                self.blocked[match.first : match.last] = b"\1" * (match.last - match.first)
        self.persons: list[Person] = []
        self.named: dict[str, KnownPerson] = {}
        self.unknown: dict[str, Person] = {}  # by every form of the names that may be used alone

    def read(self) -> PeopleFound:
        self._find_full_names()
        self._find_unknown()
        self._find_short_names()
        self.persons.sort(key=lambda p: p.first)
        _Titling(self.reader, self.tokens, self.persons, self.finder).attach()
        covered = bytearray(self.count + 1)
        for person in self.persons:
            covered[person.outer_first : person.outer_last] = b"\1" * (person.outer_last - person.outer_first)
        roles = [
            Role(t.first, t.last, t.role_id, t.country, t.organisation)
            for t in sorted(self.reader.titles, key=lambda t: t.first)
            if t.is_telling and t.role_id and not t.used and not t.former and not any(covered[t.first : t.last])
        ]
        return PeopleFound(self.persons, _without_overlap(roles))

    # ---- known people, full names

    def _find_full_names(self) -> None:
        i = 0
        while i < self.count:
            word = self.words[i]
            found = None
            if word is not None:
                if word.initials:
                    found = self._with_initials(i)
                if found is None and word.parts:
                    found = self._full_at(i, word)
            if found is None:
                i += 1
                continue
            last, people = found
            if self._is_thing(i, last):
                self._claim(i, last)
            elif person := self._choose(people, i, last):
                self._add_known(person, i, last, PersonResolution.FULL_NAME)
            i = last

    def _full_at(self, i: int, word: Word) -> tuple[int, list[KnownPerson]] | None:
        """(one past last, people) of the longest full name that begins at token i."""
        best: tuple[int, list[KnownPerson]] | None = None
        between: list[Word] = []
        j = i + 1
        while j < self.count and j < i + 8 and len(between) < 4:
            other = self.words[j]
            if other is None:
                token = self.tokens[j]
                if token.is_hyphen or (token.text == "." and between and between[-1].initials):
                    j += 1
                    continue
                break
            seconds = [(label, j + 1) for label in other.parts]
            if (joined := self._joined(j)) is not None:
                seconds.append((joined, j + 2))
            for first in word.parts:
                for second, last in seconds:
                    people = [
                        person
                        for person in self.book.pairs.get((first, second), ())
                        if all(self._may_stand_between(w, person) for w in between)
                    ]
                    if people:
                        best = (last, people)
            if not (other.parts or other.is_listed or other.is_patronymic or other.initials):
                break
            between.append(other)
            j += 1
        return best

    def _may_stand_between(self, word: Word, person: KnownPerson) -> bool:
        return (
            word.is_patronymic
            or word.is_listed
            or bool(word.initials)
            or word.key in self.finder.particles
            or any(part in person.labels for part in word.parts)
        )

    def _joined(self, i: int) -> str | None:
        word = self.words[i]
        following = self.words[i + 1] if i + 1 < self.count else None
        if word is None or following is None or following.folded not in word.tails:
            return None
        return joined_label(self.tokens[i].text, self.tokens[i + 1].text)

    def _with_initials(self, i: int) -> tuple[int, list[KnownPerson]] | None:
        letters, j, sure = self._initials(i)
        word = self.words[j] if letters and j < self.count else None
        if word is None:
            return None
        prefix = "c" if word.script == "cyrl" else ""
        labels, last = word.parts, j + 1
        if (joined := self._joined(j)) is not None:
            labels, last = (joined,), j + 2
        people: list[KnownPerson] = []
        for spelled in (letters, letters[0]):
            people = people or [p for label in labels for p in self.book.initialled.get((prefix + spelled, label), ())]
        full = self._full_at(j, word)
        if not people:
            return full if sure else None  # D.B. Venkatesh Varma
        if full is not None and (same := [person for person in full[1] if person in people]):
            return full[0], same
        return last, people

    def _initials(self, i: int) -> tuple[str, int, bool]:
        """(letters, token after them, whether they are surely initials) of the run of initials at token i."""
        letters, j, sure = "", i, False
        while j < self.count and len(letters) < 4 and not self.blocked[j]:
            word = self.words[j]
            if word is None or not word.initials:
                break
            following = self.words[j + 1] if j + 1 < self.count else None
            dotted = j + 1 < self.count and self.tokens[j + 1].text == "."
            if not dotted:
                more = following is not None and following.initials
                if word.script == "cyrl" or (word.key in self.finder.unsure_initials and not letters and not more):
                    break
            letters += word.initials
            sure = sure or dotted or len(word.initials) > 1
            j += 2 if dotted else 1
        return letters, j, sure

    # ---- namesakes

    def _choose(self, people: Sequence[KnownPerson], first: int, last: int) -> KnownPerson | None:
        """Which of several namesakes is meant: by title, by the posts held on the day, by prominence."""
        candidates = list(dict.fromkeys(people))
        if len(candidates) == 1:
            return candidates[0]
        tenures = self.finder.tenures
        title = self._title_of(first, last)
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
        weights = [self._weight(person) for person in candidates]
        best = max(weights)
        return candidates[weights.index(best)] if best > 1 and weights.count(best) == 1 else None

    def _weight(self, person: KnownPerson) -> int:
        tenures = self.finder.tenures
        roles = tenures.roles(person.person_id, self.on_date) if self.on_date else tenures.ever(person.person_id)
        return max((_PROMINENCE.get(role, 1) for role in roles), default=0)

    def _title_of(self, first: int, last: int) -> Title | None:
        """The title phrase before a name, else the one behind it and its comma."""
        before = self.at_name.get(first)
        if before is not None and before.is_post:
            return before
        if last + 1 < self.count and self.tokens[last].text in _APART:
            for title in self.reader.titles:
                if title.is_post and title.first == last + 1:
                    return title
        return before

    def _is_thing(self, first: int, last: int) -> bool:
        """Whether the name is part of the name of a building, award, street."""
        after = self.reader.starting_at(last, "thing_after")
        if after is not None and self.reader.is_cased(after):
            return True
        title = self.at_name.get(first)
        starts = (first, title.first) if title is not None else (first,)  # "the carrier Admiral Gorshkov"
        return any(self.reader.ending_with(start, "thing_before") is not None for start in starts)

    def _claim(self, first: int, last: int) -> None:
        self.claimed[first:last] = b"\1" * (last - first)

    def _add_known(self, person: KnownPerson, first: int, last: int, resolution: PersonResolution) -> None:
        self._claim(first, last)
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
            )
        )

    # ---- people not in the reference data

    def _find_unknown(self) -> None:
        starts = {i for i in self.at_name if i < self.count}
        starts.update(i for i, w in enumerate(self.words) if w is not None and (w.given is not None or w.initials))
        for i, word in enumerate(self.words):  # "Tushar Gandhi"
            if word is not None and word.surname is not None and word.script != "deva" and i:
                before = self.words[i - 1]
                if before is not None and before.is_capital and not before.is_common and len(before.key) > 3:
                    starts.add(i - 1)
        for match in self.reader.matches:  # "अमेरिका के हिकारू नाकामुरा"
            after = match.last + 1
            if match.kind == "country" and after < self.count and self.tokens[after - 1].key in self.finder.links:
                starts.add(after)
        for i in sorted(starts):
            word = self.words[i]
            if word is None or self.claimed[i]:
                continue
            last = self._unknown_hindi(i) if word.script == "deva" else self._unknown_cased(i)
            if last is None:
                continue
            if self._is_thing(i, last):
                self._claim(i, last)
            else:
                self._add_unknown(i, last)

    def _run(self, i: int, limit: int) -> tuple[int, list[Word], str, bool]:
        """The longest run of words from token i that may be a name.

        (one past last, the words without initials, letters of the initials, whether these are surely initials)
        """
        letters, start, sure = self._initials(i)
        first = self.words[i]
        if letters in self.finder.not_initials or first is None:
            return i, [], "", False
        cased = first.script != "deva"
        found: list[Word] = []
        end = j = start if letters else i
        while j < self.count and len(found) < limit:
            word = self.words[j]
            if word is None:
                token = self.tokens[j]
                glued = token.is_hyphen and token.start == self.tokens[j - 1].end
                if found and ((cased and glued) or (token.text == "." and len(found[-1].key) == 1)):
                    j += 1
                    continue
                break
            if self.claimed[j] or word.script != first.script:
                break
            particle = cased and bool(found) and word.key in self.finder.particles
            if not particle and (
                self.blocked[j] or word.is_common or word.key in self.finder.markers or (cased and not word.is_capital)
            ):
                break
            found.append(word)
            j += 1
            if word.is_capital or not cased:
                end = j
        while cased and found and not found[-1].is_capital:
            found.pop()
        if cased and not letters and found and len(found[0].key) == 1:
            return i, [], "", False
        return end, found, letters, sure

    def _unknown_hindi(self, i: int) -> int | None:
        """One past the last token of an unknown person's name at token i.

        A title before it, a listed given name, or a country and a case marker make words that are in no list a name.
        """
        title = self.at_name.get(i)
        end, run, letters, sure = self._run(i, 4)
        if title is not None and len(run) < 2 and not letters:
            end, run = self._rare_pair(i) or (end, run)
        if not run:
            return None
        following = self.words[end] if end < self.count else None
        key = self.tokens[end].key if end < self.count else ""
        behind = self.tokens[end + 1].key if end + 1 < self.count else ""
        bounded = following is None or following.is_common or key in self.finder.markers or bool(self.blocked[end])
        firm = key in self.finder.firm_markers or (key == "के" and behind == "साथ")
        shaped = run[-1].surname is not None or self.book.country_of_shape(run[-1]) is not None
        if letters:
            certain = (sure and run[-1].surname is not None) or firm or title is not None
            return end if certain and bounded and len(run) <= 2 else None
        given = run[0].given
        if len(run) == 1:
            if title is None or run[0].parts or (given is not None and not shaped):
                return None
            return end if bounded and (shaped or (firm and not title.is_post)) else None
        if title is not None and (given is not None or (bounded and len(run) <= 3)):
            return end
        if given is not None:
            foreign = bounded and given[0] != "IN" and len(run) == 2
            return end if shaped or foreign or (firm and len(run) == 2) else None
        after_country = i > 0 and self.tokens[i - 1].key in self.finder.links and len(run) == 2
        marked = key in self.finder.markers and key not in self.finder.place_markers
        return end if after_country and (firm or (marked and shaped)) else None

    def _rare_pair(self, i: int) -> tuple[int, list[Word]] | None:
        """Two words and a case marker, one of the words in no list and the other rare ("धर्मपाल वाघमारे ने")."""
        pair = [word for word in self.words[i : i + 2] if word is not None]
        if len(pair) < 2 or i + 2 >= self.count or self.tokens[i + 2].key not in self.finder.firm_markers:
            return None
        free = not any(self.blocked[i : i + 2]) and not any(self.claimed[i : i + 2])
        rare = all(word.is_rare and word.key not in self.finder.markers for word in pair)
        return (i + 2, pair) if free and rare and not all(word.is_common for word in pair) else None

    def _unknown_cased(self, i: int) -> int | None:
        """The same in scripts with capitals: a title, a listed given name or initials before capitalised words."""
        title = self.at_name.get(i)
        if title is None and self.language is Language.HI:
            return None
        end, run, letters, sure = self._run(i, 5)
        if not run or (title is None and len(self.tokens[i].text) > 3 and self.tokens[i].text.isupper()):
            return None
        if letters:
            return end if sure and len(run) <= 2 and len(run[-1].key) > 2 else None
        if len(run) == 1:
            alone = title is not None and len(run[0].key) > 3 and not run[0].parts
            return end if alone and (run[0].given is None or run[0].surname is not None) else None
        surname = len(run) == 2 and run[1].surname is not None
        return end if run[0].given is not None or title is not None or surname else None

    def _add_unknown(self, first: int, last: int) -> None:
        letters, start, _ = self._initials(first)
        tokens = [t for t in self.tokens[start if letters else first : last] if t.kind == "word"]
        words = [self.book.word(token) for token in tokens]
        country = self._country_of(first, last, words)
        script = words[0].script
        local = self._nominatives(tokens, words)
        english = [
            spelling
            for i, (word, name) in enumerate(zip(words, local, strict=True))
            if (spelling := _english(word, name, country, is_surname=0 < i == len(words) - 1))
        ]
        known = self._known_by_english(english, country) if not letters and script != "latn" else None
        known = known or self._known_but_for_a_letter(words, country)
        if known is not None:
            self._add_known(known, first, last, PersonResolution.FULL_NAME)
            return
        initials = names.transliterate(letters) if script == "cyrl" else letters
        key = [initials.lower()] if initials else []
        key += [names.name_key(word).lower() for word in dict.fromkeys((english[0], english[-1]))]
        person = Person(
            first=first,
            last=last,
            outer_first=first,
            outer_last=last,
            person_id="-".join(["prov", *key, *([country.lower()] if country else [])]),
            full_name=" ".join(["".join(f"{c.upper()}." for c in initials)] * bool(initials) + english),
            full_name_hi=_written(self.tokens[first:last]) if script == "deva" else None,
            full_name_ru=" ".join([f"{c.upper()}." for c in letters] + local) if script == "cyrl" else None,
            country_code=country,
            is_curated=False,
            resolution=PersonResolution.PROVISIONAL,
        )
        self._claim(first, last)
        self.persons.append(person)
        if script == "cyrl":
            woman = local[-1].endswith(("ва", "на", "ая"))
            forms = {fold(form) for form in names.russian_forms(local[-1], feminine=woman)}
        else:
            forms = {words[-1].folded}
            if script == "deva" and len(words) > 1:
                forms.add(words[0].folded)
        for form in forms:
            self.unknown.setdefault(form, person)

    def _known_by_english(self, english: Sequence[str], country: str | None) -> KnownPerson | None:
        """A known person whose name is spelled here in a way that meets the reference data only in English."""
        labels = tuple(f"l:{names.name_key(word)}" for word in (english[0], english[-1]))
        people = [
            person
            for person in self.book.pairs.get((labels[0], labels[1]), ())
            if labels[1] in person.surnames and country in (None, person.country)
        ]
        return people[0] if len(people) == 1 and len(english) > 1 else None

    def _known_but_for_a_letter(self, words: Sequence[Word], country: str | None) -> KnownPerson | None:
        """The one known person of that surname whose first name differs by one letter: सर्गे लवरोव."""
        if len(words) < 2 or words[0].script == "cyrl":
            return None
        given = names.name_key(words[0].key)
        people = {
            person.person_id: person
            for label in words[-1].parts
            for person in self.book.by_surname.get(label, ())
            if country in (None, person.country)
            and any(_one_letter_apart(given, known.partition(":")[2]) for known in person.given_names)
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def _country_of(self, first: int, last: int, words: Sequence[Word]) -> str | None:
        title = self._title_of(first, last)
        if title is not None and title.country:
            return title.country
        if first:  # "Iran's Masoud Pezeshkian", "अमेरिका के हिकारू नाकामुरा"
            link = self.tokens[first - 1]
            place = self.reader.ending_with(first - 1, "country")
            if place is not None and (link.kind == "possessive" or link.key in self.finder.links):
                return str(place.value)
        told = {name[0] for name in (words[0].given, words[-1].surname) if name is not None} - {ELSEWHERE}
        return told.pop() if len(told) == 1 else self.book.country_of_shape(words[-1])

    def _nominatives(self, tokens: Sequence[Token], words: Sequence[Word]) -> list[str]:
        local, is_woman = [], False
        for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
            if word.script != "cyrl":
                local.append(token.text)
                continue
            is_surname = i == len(words) - 1
            name, is_woman = self.book.nominative(word.key, is_surname=is_surname, is_woman=is_woman)
            local.append(name)
        return local

    # ---- surnames and first names alone

    def _find_short_names(self) -> None:
        surnames: dict[str, list[KnownPerson]] = defaultdict(list)
        given_names: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self.named.values():
            for label in person.surnames:
                surnames[label].append(person)
            for label in person.given_names:
                given_names[label].append(person)
        for i, word in enumerate(self.words):
            if word is None or self.claimed[i]:
                continue
            unknown = self.unknown.get(word.folded)
            joined = self._joined(i) if word.tails and not word.parts else None
            if word.parts or unknown or joined:
                last = i + (2 if joined else 1)
                if self._is_thing(i, last) or self._in_other_name(i, word, last):
                    continue
                labels = (joined,) if joined else word.parts
                if unknown is not None and (word.script == "deva" or word.is_capital):
                    self._claim(i, last)
                    self.persons.append(
                        dataclasses.replace(unknown, first=i, last=last, outer_first=i, outer_last=last)
                    )
                else:
                    here = [p for label in labels for p in surnames.get(label, ())]
                    by_given = [p for label in labels for p in given_names.get(label, ())]
                    self._add_short(i, last, word, labels, here, by_given)

    def _add_short(
        self,
        i: int,
        last: int,
        word: Word,
        labels: Sequence[str],
        here: list[KnownPerson],
        by_given: list[KnownPerson],
    ) -> None:
        title = self.at_name.get(i)
        known = [p for label in labels for p in self.book.alone.get(label, ())]
        if here and title is not None and title.role_id and not title.former:
            roles_of = self.finder.tenures.roles
            if not any(title.role_id in self.finder.tenures.ever(p.person_id) for p in here):
                here = [p for p in known if title.role_id in roles_of(p.person_id, self.on_date)] or here
        candidates = here or known
        if title is None:
            if self.blocked[i] and not here:
                return
            if word.key in self.finder.common_names:
                marked = word.script != "deva" or (last < self.count and self.tokens[last].key in self.finder.markers)
                if not here or not marked:
                    return
        if not candidates and len(set(by_given)) == 1:
            told = title is not None or word.script == "deva" or by_given[0].country == "IN"
            candidates = by_given if told else []
        if not candidates:
            return
        if not here and not by_given and self._is_given_of_other(word, last, labels, candidates):
            return
        if title is not None and title.country and not here:
            candidates = [p for p in candidates if p.country == title.country]
            if not candidates:
                return
        bare = not here and not by_given and title is None
        if bare and len(set(candidates)) > 2:
            return  # Singh, Sharma
        person = self._choose(candidates, i, last)
        if person is not None and bare and word.is_everyday:
            person = person if self._weight(person) > 1 else None  # पाठक is a reader, unless Pathak is in the news
        if person is not None:
            letters, after, _ = self._initials(last) if word.script == "cyrl" else ("", last, False)
            self._add_known(person, i, after if letters else last, PersonResolution.SHORT_NAME)

    def _is_given_of_other(
        self, word: Word, last: int, labels: Sequence[str], candidates: Sequence[KnownPerson]
    ) -> bool:
        """Whether a given name is followed by a surname that is not its bearer's ("राहुल नार्वेकर")."""
        following = self.words[last] if last < self.count else None
        if following is None or following.is_common or following.script != word.script or self.blocked[last]:
            return False
        if following.key in self.finder.markers or (word.script != "deva" and not following.is_capital):
            return False
        return any(label in person.given_names for person in candidates for label in labels)

    def _in_other_name(self, i: int, word: Word, last: int) -> bool:
        """Whether the word before makes this the name of somebody or something else ("राहुल गांधी", «Кул-Шариф»)."""
        if not i or i in self.at_name:
            return False
        glue = self.tokens[i - 1]
        if glue.is_hyphen and i > 1 and glue.start == self.tokens[i - 2].end and glue.end == self.tokens[i].start:
            other = self.words[i - 2]
            return other is not None and not self.claimed[i - 2] and not other.parts and other.is_capital
        before = self.words[i - 1]
        if before is None or self.claimed[i - 1] or self.blocked[i - 1] or before.script != word.script:
            return False
        if before.is_common or before.key in self.finder.markers:
            return False
        if before.given is not None:
            return True
        if word.script == "deva":
            return word.surname is not None and not before.parts
        return word.script == "latn" and before.is_capital and len(before.key) > 2


class _Titling:
    """Gives the persons of one article their titles, and takes these out of the posts without a name."""

    def __init__(
        self, reader: TitleReader, tokens: Sequence[Token], persons: Sequence[Person], finder: PeopleFinder
    ) -> None:
        self.reader, self.tokens, self.persons, self.finder = reader, tokens, persons, finder
        self.by_first = {person.first: person for person in persons}
        self.by_last = {person.last: person for person in persons}

    def attach(self) -> None:
        for title in self.reader.titles:
            person = self.by_first.get(title.name_start)
            if person is not None:
                self._give(person, title)
        posts = [title for title in self.reader.titles if title.is_post]
        for title in posts:
            if not title.used:
                self._from_behind(title)
        for title in posts:
            if not title.used:
                self._across(title)
        for person in self.persons:
            after = self.reader.starting_at(person.last, "honorific_after")
            if after is not None:
                person.outer_last = max(person.outer_last, after.last)

    def _from_behind(self, title: Title) -> None:
        """«Лавров, глава МИД»."""
        comma = title.first - 1
        person = self.by_last.get(comma) if comma > 0 and self.tokens[comma].text in _APART else None
        if person is not None and person.title is None:
            self._give(person, title)

    def _across(self, title: Title) -> None:
        """ "The governor, Vladimir Mazur, …", "President of X, H.E. Mr. Y", "aide to the President and chairman Z"."""
        link = title.name_start
        if link + 1 >= len(self.tokens):
            return
        if self.tokens[link].text == ",":
            start = self.reader.name_start(link + 1)
            person = self.by_first.get(start)
            if person is None or (person.title is not None and person.outer_first != person.first):
                return
            after = self.tokens[person.last].text if person.last < len(self.tokens) else "."
            told = start > link + 1 or (person.resolution is not PersonResolution.SHORT_NAME and after in _ENDS)
            if told:
                self._give(person, title)
        elif self.tokens[link].key in self.finder.conjunctions:
            for i in range(link + 1, min(link + 9, len(self.tokens))):
                token = self.tokens[i]
                person = self.by_first.get(i)
                if person is not None:
                    if person.role_id is None and person.title is None and person.outer_first < person.first:
                        self._give(person, title)
                    return
                if token.kind != "word" or token.key in self.finder.firm_markers:
                    return

    def _give(self, person: Person, title: Title) -> None:
        title.used = True
        person.outer_first = min(person.outer_first, title.first)
        person.outer_last = max(person.outer_last, title.last)
        if title.is_post and person.title is None:
            person.title = _written(self.tokens[title.first : title.last])
            person.role_id = None if title.former else title.role_id


_APART = frozenset(",(—–")
_ENDS = frozenset(",.);—–")


def _english(word: Word, name: str, country: str | None, *, is_surname: bool) -> str:
    """English spelling of one word of a name; empty for a patronymic in the middle."""
    if word.is_patronymic and not is_surname:
        return ""
    listed = word.surname if is_surname else word.given or word.surname
    if listed is not None and word.script != "latn":
        return listed[1]
    return names.transliterate(name, russian=country == "RU", indian=country == "IN")


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether two keys of three letters or more become equal by leaving out or changing one letter behind the first."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) - len(short) > 1 or short[:1] != long[:1]:
        return False
    return any(
        short[:i] + short[i + (len(short) == len(long)) :] == long[:i] + long[i + 1 :] for i in range(1, len(long))
    )


def _written(tokens: Sequence[Token]) -> str:
    out: list[str] = []
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)


def _without_overlap(roles: Sequence[Role]) -> list[Role]:
    kept: list[Role] = []
    for role in roles:
        if not kept or kept[-1].last <= role.first:
            kept.append(role)
    return kept
