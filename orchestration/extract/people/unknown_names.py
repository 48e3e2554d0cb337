"""People who are not in the reference data: by a title, a listed given name, initials, a marker."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.contracts.codes import Language, PersonResolution
from orchestration.extract.model import Person
from orchestration.extract.people import names
from orchestration.extract.people.name_reading import NameReading
from orchestration.extract.people.namebook import ELSEWHERE, KnownPerson, Word, fold
from orchestration.extract.text import END_QUOTES, Token, key_of, written

_ACRONYM = 3  # letters at least
_INITIALS = 2  # without full stops, that are no single letter of something else
_WHOLE = 2  # words of a first name and a surname
_NOTE = 3  # tokens of a country in brackets
_BY_PATRONYMIC = 2  # words: a first name and a patronymic
#: Endings of an attribute in the shape of a surname, and of the noun that it agrees with.
_AGREEING = (
    ("ского", ("а", "я")),
    ("цкого", ("а", "я")),
    ("скому", ("у", "ю")),
    ("ской", ("ы", "и", "е", "ой", "ей")),
    ("цкой", ("ы", "и", "е", "ой", "ей")),
    ("ским", ("ом", "ем")),
    ("цким", ("ом", "ем")),
    ("ских", ("ов", "ев", "ей")),
)
_WITH_BODY = 3  # words: a body, a first name and a surname


def find_unknown(reading: NameReading) -> None:
    starts = {i for i in reading.at_name if i < reading.count}
    for i in reading.names:
        word = reading.words[i]
        if word is not None and (word.given is not None or word.initials):
            starts.add(i)
        if word is not None and word.surname is not None and word.script != "deva" and i:  # "Tushar Gandhi"
            before = reading.words[i - 1]
            if before is not None and before.is_capital and not before.is_common and len(before.key) > 3:
                starts.add(i - 1)
    for match in reading.reader.matches.of("country"):  # "अमेरिका के हिकारू नाकामुरा"
        after = match.last + 1
        if after < reading.count and reading.tokens[after - 1].key in reading.vocabulary.links:
            starts.add(after)
        elif _note_before(reading, match.last + 1) is not None:
            starts.add(match.last + 1)
    for i in sorted(starts):
        word = reading.words[i]
        if word is None or reading.claimed[i]:
            continue
        last = _unknown_hindi(reading, i) if word.script == "deva" else _unknown_cased(reading, i)
        if last is None:
            continue
        if reading.is_thing(i, last):
            reading.claim(i, last)
        elif last > i + 1 or word.script == "deva" or word.folded not in reading.unknown:
            _add_unknown(reading, i, last)


def _run(reading: NameReading, i: int, limit: int) -> tuple[int, list[Word], str, bool]:
    """The longest run of words from token i that may be a name.

    (one past last, the words without initials, letters of the initials, whether these are surely initials)
    """
    letters, start, sure = reading.initials(i)
    first = reading.words[i]
    if letters in reading.vocabulary.not_initials or first is None:
        return i, [], "", False
    cased = first.script != "deva"
    found: list[Word] = []
    end = j = start if letters else i
    while j < reading.count and len(found) < limit:
        word = reading.words[j]
        if word is None:
            token = reading.tokens[j]
            glued = token.is_hyphen and token.start == reading.tokens[j - 1].end
            other = reading.words[j + 1] if j + 1 < reading.count else None
            if glued and found and found[-1].parts and other is not None and other.parts:
                break  # "PM Modi-Putin" are two
            if found and ((cased and glued) or (token.text == "." and len(found[-1].key) == 1)):
                j += 1
                continue
            break
        if reading.claimed[j] or word.script != first.script:
            break
        particle = cased and bool(found) and word.key in reading.vocabulary.particles
        if found and _are_two_people(reading, found[-1], word):
            break
        if not particle and (
            reading.blocked[j]
            or (word.is_common and not _is_noun_as_surname(reading, i, found, word))
            or word.key in reading.vocabulary.markers
            or (cased and not word.is_capital)
            or (word.script == "cyrl" and _is_acronym(reading, j))
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


def _is_acronym(reading: NameReading, i: int) -> bool:
    """Whether a word is of capitals, as those beside it are not: «директор ФСВТС Шугаев», but not a headline's; or ends
    in them: «ректор КубГУ Астапов»."""
    beside = (reading.tokens[j].text for j in (i - 1, i + 1) if 0 <= j < reading.count)
    text = reading.tokens[i].text
    if len(text) >= _ACRONYM and text[-1].isupper() and not text.isupper():
        return True
    return len(text) >= _ACRONYM and text.isupper() and not any(len(t) > 1 and t.isupper() for t in beside)


def _is_noun_as_surname(reading: NameReading, i: int, found: Sequence[Word], word: Word) -> bool:
    """Whether an everyday word behind a first name at token i is a surname: by its ending, «Александр Бельский», or
    behind a title or what a title is of, «гендиректор завода «Заря» Кирилл Липа»."""
    behind = word.is_capital and len(found) == 1 and found[0].script == "cyrl" and found[0].given is not None
    titled = i in reading.at_name or (i > 0 and reading.tokens[i - 1].text in END_QUOTES)
    return behind and (reading.book.country_of_shape(word) is not None or titled)


def _unknown_hindi(reading: NameReading, i: int) -> int | None:
    """One past the last token of an unknown person's name at token i.

    A title before it, a listed given name, or a country and a case marker make words that are in no list a name.
    """
    title = reading.at_name.get(i)
    end, run, letters, sure = _run(reading, i, 4)
    if title is not None and len(run) < 2 and not letters:
        end, run = _rare_pair(reading, i) or (end, run)
    if not run:
        return None
    following = reading.words[end] if end < reading.count else None
    key = reading.tokens[end].key if end < reading.count else ""
    behind = reading.tokens[end + 1].key if end + 1 < reading.count else ""
    bounded = (
        following is None or following.is_common or key in reading.vocabulary.markers or bool(reading.blocked[end])
    )
    firm = key in reading.vocabulary.firm_markers or (key, behind) in reading.vocabulary.firm_phrases
    shaped = run[-1].surname is not None or reading.book.country_of_shape(run[-1]) is not None
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
    after_country = i > 0 and reading.tokens[i - 1].key in reading.vocabulary.links and len(run) == 2
    marked = key in reading.vocabulary.markers and key not in reading.vocabulary.place_markers
    return end if after_country and (firm or (marked and shaped)) else None


def _are_two_people(reading: NameReading, one: Word, other: Word) -> bool:
    """Whether two words side by side are surnames of two countries: «с министром Джайшанкаром Лавров обсудил», "पीएम
    मोदी पुतिन के चौथे कार्यकाल में"."""
    alone = reading.book.alone
    countries = [{p.country for label in word.parts for p in alone.get(label, ())} for word in (one, other)]
    return bool(countries[0]) and bool(countries[1]) and countries[0].isdisjoint(countries[1])


def _rare_pair(reading: NameReading, i: int) -> tuple[int, list[Word]] | None:
    """Words that may mean something else, but are rare or a listed surname, behind a title: "सचिव अलका तिवारी".

    Two or three that end in a listed surname; else two before a case marker, one in no list ("धर्मपाल वाघमारे ने").
    """
    run: list[Word] = []
    for word in reading.words[i : i + 3]:
        free = word is not None and not reading.blocked[i + len(run)] and not reading.claimed[i + len(run)]
        if word is None or not free or word.key in reading.vocabulary.markers:
            break
        if not word.is_rare and not word.is_listed and word.is_common:
            break
        run.append(word)
    last = next((n for n in range(len(run), 1, -1) if run[n - 1].surname is not None), None)
    if last is not None:
        return i + last, run[:last]
    pair = run[:2]
    if len(run) != 2 or i + 2 >= reading.count or reading.tokens[i + 2].key not in reading.vocabulary.firm_markers:
        return None
    rare = all(word.is_rare for word in pair)
    return (i + 2, pair) if rare and not all(word.is_common for word in pair) else None


def _unknown_cased(reading: NameReading, i: int) -> int | None:
    """The same in scripts with capitals: a title, a listed given name or initials before capitalised words."""
    title = reading.at_name.get(i)
    if title is None and reading.language is Language.HI:
        return None
    end, run, letters, sure = _run(reading, i, 5)
    if not run or (title is None and len(reading.tokens[i].text) > 3 and reading.tokens[i].text.isupper()):
        return None
    if letters:
        listed = run[0].given is not None or run[-1].surname is not None  # "M Shashidhar Reddy"
        certain = sure or listed or title is not None  # "Governor O P Kohli"
        certain = certain or len(letters) >= _INITIALS  # "T R B Rajaa"
        return end if certain and len(run) <= 2 and len(run[-1].key) > 2 else None
    if len(run) == 1:
        alone = title is not None and len(run[0].key) > 3 and not run[0].parts
        alone = alone and not _is_employer(reading, end, run[0]) and not _is_attribute(reading, end, run[0])
        return end if alone and (run[0].given is None or run[0].surname is not None) else None
    if title is not None and _is_body_of_title(run):
        return None  # the name behind it is read from its first word
    if len(run) == _WHOLE and _note_before(reading, i) is not None:
        return end
    surname = run[-1].surname is not None and (len(run) == 2 or run[1].surname is not None)  # "Amardeep Singh Bhatia"
    return end if run[0].given is not None or title is not None or surname else None


def _note_before(reading: NameReading, i: int) -> str | None:
    """The country told in brackets behind a body, right before the name of who heads it, at token i: «глава компании
    "Солар" (Индия) Винай Малу»; None where the name is no word of Russian letters."""
    tokens = reading.tokens
    if i + 1 >= reading.count or i < _NOTE or tokens[i].script != "cyrl" or not tokens[i].is_capitalised:
        return None
    country = reading.reader.ending_with(i - 1, "country") if tokens[i - 1].text == ")" else None
    return str(country.value) if country is not None and tokens[country.first - 1].text == "(" else None


def _is_body_of_title(run: Sequence[Word]) -> bool:
    """Whether the first of several words behind a title is what its bearer heads: «глава Россетей Андрей Рюмин»."""
    if len(run) < _WITH_BODY or run[0].script != "cyrl" or run[0].given is not None or run[0].surname is not None:
        return False
    given = run[1].given
    return given is not None and given[0] != "IN" and run[1].surname is None and not run[2].is_patronymic


def _is_employer(reading: NameReading, end: int, word: Word) -> bool:
    """Whether a word between a title and a full name is of whom the bearer works for: "Kpler analyst", «глава Минтранса
    Роман Старовойт»."""
    if all(reading.claimed[end : end + 2]) and end + 1 < reading.count:
        return True
    following = reading.words[end] if end < reading.count else None
    return following is not None and following.is_capital and following.script != word.script


def _is_attribute(reading: NameReading, end: int, word: Word) -> bool:
    """Whether a word that looks like a surname says which body it is, by the ending of the noun behind it: «ректором
    Казанского университета», «главой Московской биржи»."""
    following = reading.words[end] if end < reading.count else None
    if following is None or following.is_capital or following.script != "cyrl":
        return False
    return any(word.key.endswith(one) and following.key.endswith(other) for one, other in _AGREEING)


def _add_unknown(reading: NameReading, first: int, last: int) -> None:
    """Adds the person whose name stands at tokens [first, last): one known by another spelling, or one in no list."""
    letters, start, _ = reading.initials(first)
    begin = start if letters else first
    tokens = [t for t in reading.tokens[begin:last] if t.kind == "word"]
    words = [word for word in reading.words[begin:last] if word is not None]
    country = _country_of(reading, first, last, words)
    script = words[0].script
    local = _nominatives(reading, tokens, words)
    english = [
        spelling
        for i, (word, name) in enumerate(zip(words, local, strict=True))
        if (spelling := _english(word, name, country, is_surname=0 < i == len(words) - 1))
    ]
    if (told := _told_by_patronymic(reading, words, local)) is not None:
        reading.claim(first, last)
        reading.persons.append(dataclasses.replace(told, first=first, last=last, outer_first=first, outer_last=last))
        return
    known = _known_by_english(reading, english, country) if not letters and script != "latn" else None
    known = known or _known_but_for_a_letter(reading, words, country)
    if known is not None:
        reading.add_known(known, first, last, PersonResolution.FULL_NAME)
        return
    initials = names.transliterate(letters) if script == "cyrl" else letters
    person = Person(
        first=first,
        last=last,
        outer_first=first,
        outer_last=last,
        person_id=_provisional_id(initials, english, country),
        full_name=" ".join(["".join(f"{c.upper()}." for c in initials)] * bool(initials) + english),
        full_name_hi=written(reading.tokens[first:last]) if script == "deva" else None,
        full_name_ru=" ".join([f"{c.upper()}." for c in letters] + local) if script == "cyrl" else None,
        country_code=country,
        is_curated=False,
        resolution=PersonResolution.PROVISIONAL,
    )
    reading.claim(first, last)
    reading.persons.append(person)
    for form in _forms_told_again(words, local):
        reading.unknown.setdefault(form, person)


def _provisional_id(initials: str, english: Sequence[str], country: str | None) -> str:
    """The id of one who is in no list: by initials, first and last name and country, however the others are spelt."""
    key = [initials.lower()] if initials else []
    key += [names.name_key(word).lower() for word in dict.fromkeys((english[0], english[-1]))]
    return "-".join(["prov", *key, *([country.lower()] if country else [])])


def _forms_told_again(words: Sequence[Word], local: Sequence[str]) -> set[str]:
    """Spellings by which an article can name somebody again: the surname, in all cases; in Hindi a given name, too."""
    if words[0].script == "cyrl":
        woman = local[-1].endswith(("ва", "на", "ая"))
        return {fold(form) for form in names.russian_forms(local[-1], feminine=woman)}
    return {words[-1].folded, words[0].folded} if words[0].script == "deva" else {words[-1].folded}


def _told_by_patronymic(reading: NameReading, words: Sequence[Word], local: Sequence[str]) -> Person | None:
    """The only one of the article with that first name, told again by it and a patronymic: «Владимир Владимирович»."""
    if len(words) != _BY_PATRONYMIC or not words[-1].is_patronymic or words[-1].surname is not None:
        return None
    named = {p.person_id: p for p in reading.persons if (p.full_name_ru or "").split()[:1] == [local[0]]}
    return next(iter(named.values())) if len(named) == 1 else None


def _known_by_english(reading: NameReading, english: Sequence[str], country: str | None) -> KnownPerson | None:
    """A known person whose name is spelled here in a way that meets the reference data only in English."""
    labels = tuple(f"l:{names.name_key(word)}" for word in (english[0], english[-1]))
    people = [
        person
        for person in reading.book.pairs.get((labels[0], labels[1]), ())
        if labels[1] in person.surnames and country in (None, person.country)
    ]
    return people[0] if len(people) == 1 and len(english) > 1 else None


def _known_but_for_a_letter(reading: NameReading, words: Sequence[Word], country: str | None) -> KnownPerson | None:
    """The one known person of that surname whose first name differs by one letter: सर्गे लवरोव."""
    if len(words) < 2 or (words[0].script != "deva" and words[0].given is not None):
        return None
    given = names.name_key(words[0].key)
    people = {
        person.person_id: person
        for label in words[-1].parts
        for person in reading.book.by_surname.get(label, ())
        if country in (None, person.country)
        and any(_one_letter_apart(given, _key_of_label(known)) for known in person.given_names)
    }
    return next(iter(people.values())) if len(people) == 1 else None


def _key_of_label(label: str) -> str:
    """The key of a first name; Russian names are labelled as they are written."""
    script, _, name = label.partition(":")
    return names.name_key(name) if script == "c" else name


def _country_of(reading: NameReading, first: int, last: int, words: Sequence[Word]) -> str | None:
    """The country of who is named by tokens [first, last): of his title, of whose he is, or as his name tells."""
    for title in (reading.title_of(first, last), reading.post_apart(first)):
        if title is not None and title.country:
            return title.country
    owner = _country_of_owner(reading, first) or _note_before(reading, first)
    return owner if owner is not None else _country_of_name(reading, first, words)


def _country_of_name(reading: NameReading, first: int, words: Sequence[Word]) -> str | None:
    """The country that listed names or the surname's ending tell; more endings behind initials: "T.K. Meyyappan"."""
    listed = {name[0] for name in (words[0].given, words[-1].surname) if name is not None}
    told = listed - {ELSEWHERE}
    country = told.pop() if len(told) == 1 else reading.book.country_of_shape(words[-1])
    if country is not None or listed or len(words) > 1 or not reading.initials(first)[0]:
        return country
    endings = reading.vocabulary.rules[reading.language].initialled
    return next((country for country, ends in endings.items() if words[-1].key.endswith(tuple(ends))), None)


def _country_of_owner(reading: NameReading, first: int) -> str | None:
    """The country whose, or whose body's, a name at token `first` is: "Iran's Masoud Pezeshkian", "NMDC's Rana Som",
    "अमेरिका के हिकारू नाकामुरा"."""
    if not first:
        return None
    link = reading.tokens[first - 1]
    owned = link.kind == "possessive"
    if not owned and link.key not in reading.vocabulary.links:
        return None
    place = reading.reader.ending_with(first - 1, "country", *(("institution",) if owned else ()))
    if place is None:
        return None
    return place.value[0] if place.kind == "institution" else str(place.value)


def _nominatives(reading: NameReading, tokens: Sequence[Token], words: Sequence[Word]) -> list[str]:
    local: list[str] = []
    is_woman, given = False, ""  # the first name as it is bent
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if word.script != "cyrl":
            local.append(token.text)
            continue
        is_surname = i == len(words) - 1
        name, is_woman = reading.book.nominative(word.key, is_surname=is_surname, is_woman=is_woman)
        bent = names.of_man_on_a(word.key, given) if is_surname and given and not is_woman else ""
        local.append(bent.capitalize() or name)
        given = word.key if key_of(name) != word.key else ""
    return local


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
