"""Spelling of names: keys under which variants meet, Russian case forms, English transliteration.

Belongs here: what is true of a script or of Russian declension. Does not belong here: any name (see titles.yaml and
seeds/reference/people.csv), and how names are found in a text (`people`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from orchestration.extract.text import key_of, script_of

# --- one rough phonetic alphabet for the three scripts: consonants k g C j t d n p b m r l v S s h f (C: ch, S: sh),
# vowels a i u e o, and A for a long a in Devanagari
_DEVA_CONSONANTS = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमरलळवशषसह", "kkggnCCjjnttddnttddnpfbbmrllvSSsh", strict=True))
_DEVA_VOWELS = dict(zip("अआइईउऊऋएऐओऔऑऍऎऒ", "aAiiuuieeoooeeo", strict=True))
_DEVA_SIGNS = dict(zip("ािीुूृेैोौॉॅॆॊ", "Aiiuuieeoooeeo", strict=True))
_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdejiiklmnoprstufkie", strict=True)),
    **dict(zip("ёжчшъь", ("e", "j", "C", "S", "", ""), strict=True)),
    **dict(zip("цщюя", ("ts", "SC", "iu", "ia"), strict=True)),
}
_LATIN_CLUSTERS = (
    *(("shch", "SC"), ("sch", "S"), ("tch", "C"), ("chh", "C"), ("kh", "k"), ("gh", "g"), ("ch", "C"), ("sh", "S")),
    *(("zh", "j"), ("jh", "j"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ph", "f"), ("ck", "k"), ("gue", "ge")),
    *(("gui", "gi"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("x", "ks"), ("q", "k"), ("w", "v")),
    *(("z", "j"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i")),
)
_VOWELS = frozenset("aAiueo")
_DOUBLE = re.compile(r"(.)\1+")


def _sounds(word: str) -> str:
    """The word in the rough phonetic alphabet; empty for other scripts."""
    script = script_of(word)
    key = key_of(word)
    if script == "deva":
        out: list[str] = []
        for index, char in enumerate(key):
            following = key[index + 1 : index + 2]
            if char in _DEVA_CONSONANTS:
                out.append(_DEVA_CONSONANTS[char] + "a")
            elif char == "य":
                glide = bool(out) and out[-1][-1:] in _VOWELS and following not in _DEVA_SIGNS and following != "्"
                out.append("i" if glide else "ia")
            elif char in _DEVA_SIGNS:
                out[-1:] = [out[-1][:-1] + _DEVA_SIGNS[char] if out else _DEVA_SIGNS[char]]
            elif char == "्":
                out[-1:] = [out[-1][:-1]] if out else []
            elif char in _DEVA_VOWELS:
                out.append(_DEVA_VOWELS[char])
            elif char in "ंँ":
                out.append("n")
        sounds = "".join(out).replace("kj", "ks")
        if len(sounds) > 2 and sounds.endswith("a"):
            sounds = sounds[:-1]
        return sounds[:-1] + "v" if len(sounds) > 4 and sounds.endswith(("of", "ef")) else sounds  # लावरोफ़
    if script == "cyrl":
        return "".join(_CYRILLIC.get(char, "") for char in key)
    if script == "latn":
        for cluster, sound in _LATIN_CLUSTERS:
            key = key.replace(cluster, sound)
        return re.sub("[^A-Za-z]", "", key)
    return ""


@lru_cache(maxsize=1 << 16)
def name_key(word: str) -> str:
    """A key under which the spellings of one name meet, within its script.

    The shorter the name, the stricter: from four consonants on vowels count only at the beginning, and sh is s; with
    three, i and u sounds count; below that all vowels do, but for their length.
    """
    sounds = _sounds(word)
    consonants = _DOUBLE.sub(r"\1", "".join(c for c in sounds if c not in _VOWELS))
    if len(consonants) <= 2:
        return _DOUBLE.sub(r"\1", sounds)
    head = {"i": "i", "u": "u", "o": "u"}.get(sounds[0], "a") if sounds[0] in _VOWELS else ""
    if len(consonants) == 3:
        rest = "".join("" if c in "aAe" else "u" if c == "o" else "v" if c == "b" else c for c in sounds[bool(head) :])
        return head + _DOUBLE.sub(r"\1", rest)
    return head + _DOUBLE.sub(r"\1", consonants.replace("b", "v").replace("S", "s"))


# --- Russian case forms


_HARD = ("а", "у", "ом", "е")
_ADJECTIVE = ("ого", "ому", "им", "ым", "ом")
_SOFT = ("я", "ю", "ем", "е", "и")
# (ending of the nominative, letters that its other cases drop, their endings); the first that fits holds
_MASCULINE: tuple[tuple[tuple[str, ...], int, tuple[str, ...]], ...] = (
    (("ская", "цкая", "ная"), 2, ("ой", "ую")),
    (("га", "ка", "ха", "жа", "ша", "ча", "ща"), 1, ("и", "е", "у", "ой", "ою", "ей")),
    (("а",), 1, ("ы", "е", "у", "ой", "ою")),
    (("я",), 1, ("и", "е", "ю", "ей", "ею")),
    (("ский", "цкий", "ской", "цкой", "ый", "ной", "той"), 2, _ADJECTIVE),
    (("ль",), 1, ("", *_SOFT, *_HARD)),  # Indian names are written with and without the sign: Патель, Пател
    (("л",), 0, (*_HARD, "ь", *_SOFT)),
    (("й", "ь"), 1, _SOFT),
    (("ов", "ев", "ин", "ын"), 0, (*_HARD, "ым")),
    (("ж", "ш", "щ", "ч", "ц"), 0, (*_HARD, "ем")),
    (tuple("бвгдзклмнпрстфх"), 0, _HARD),
)
_FEMININE = (
    (("ова", "ева", "ина", "ына"), 1, ("ой", "у", "ы", "е")),  # surnames and first names (Марина, Марины)
    *_MASCULINE[:4],
    (("ь",), 1, ("и", "ью")),
)
_FLEETING = {"павел": "павл", "лев": "льв"}


def russian_forms(lemma: str, *, feminine: bool = False) -> set[str]:
    """All singular case forms of a first name or surname, as lower-case keys; the lemma itself is among them.

    Endings that Russian leaves alone (Моди, Шойгу, Матвиенко, women's names on a consonant) give the lemma only.
    """
    word = key_of(lemma)
    if word in _FLEETING:
        return {word, *(_FLEETING[word] + ending for ending in _HARD)}
    for suffixes, cut, endings in _FEMININE if feminine else _MASCULINE:
        if word.endswith(suffixes):
            stem = word[: len(word) - cut]
            forms = {word, *(stem + ending for ending in endings)}
            if word.endswith("ец"):
                forms.update(word[:-2] + "ц" + ending for ending in (*_HARD, "ем"))
            return forms
    return {word}


def russian_lemma(form: str, *, feminine: bool | None = None) -> str:
    """The likely nominative of a surname seen in any case, lower-case. Unknown gender: taken as a man's."""
    word = key_of(form)
    for endings, stems, lemma in _LEMMA_RULES[bool(feminine)]:
        for ending in endings:
            if word.endswith(ending) and word[: -len(ending)].endswith(stems):
                return word[: -len(ending)] + lemma
    return word


#: Endings of a man's first name in one case, with those of surnames on -а and -я in the same.
_MEN_ON_A = (
    (("ом", "ем"), (("ой", "а"), ("ей", "я"))),
    (("а", "я"), (("ы", "а"), ("у", "а"), ("ю", "я"))),
)
_FIXED = ("иду", "бху", "бу")  # surnames that do not bend: Наиду, Прабху


def of_man_on_a(form: str, given: str) -> str:
    """The nominative of a man's surname on -а or -я in the case that his first name stands in, lower-case: «Виджаем
    Мехрой», «Виджая Мехру» is «мехра»; empty where it is none. form, given: keys; given: not in the nominative."""
    for cases, endings in _MEN_ON_A:
        if not given.endswith(cases):
            continue
        for ending, lemma in endings:
            if form.endswith(ending) and not form.endswith(_FIXED):
                return form.removesuffix(ending) + lemma
    return ""


_LEMMA_RULES: dict[bool, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]] = {
    False: (
        (("ого", "ому", "им", "ом"), ("ск", "цк"), "ий"),
        (("ым", "а", "у", "ом", "е"), ("ов", "ев", "ин", "ын"), ""),
        (("ем", "я", "ю"), ("е", "а", "о", "у"), "й"),
        (("ом", "а", "у"), tuple("бвгдзклмнпрстфхчшж"), ""),
        (("ем", "а", "у"), ("янц", "унц", "ич", "ш", "щ"), ""),
    ),
    True: (
        (("ой", "у"), ("ов", "ев", "ин", "ын"), "а"),
        (("ой", "ую"), ("ск", "цк"), "ая"),
        (("ой", "у", "ы"), tuple("бвгдзклмнпрстфхчшж"), "а"),
    ),
}

# --- English transliteration

_ENGLISH_CONSONANTS = {
    **dict(
        zip("कखगघचछजझटठडढण", ("k", "kh", "g", "gh", "ch", "chh", "j", "jh", "t", "th", "d", "dh", "n"), strict=True)
    ),
    **dict(zip("तथदधनपफबभम", ("t", "th", "d", "dh", "n", "p", "f", "b", "bh", "m"), strict=True)),
    **dict(zip("यरलळवशषसहङञ", ("y", "r", "l", "l", "v", "sh", "sh", "s", "h", "n", "n"), strict=True)),
    "z": "z",
}
_ENGLISH_SOUNDS = ("a", "i", "i", "u", "u", "ri", "e", "ai", "o", "au", "o", "e")
_ENGLISH_SIGNS = dict(zip("ािीुूृेैोौॉॅ", _ENGLISH_SOUNDS, strict=True))
_ENGLISH_VOWELS = {"अ": "a", **dict(zip("आइईउऊऋएऐओऔऑऍ", _ENGLISH_SOUNDS, strict=True))}
_NUKTA = {
    "क\u093c": "क",
    "ख\u093c": "ख",
    "ग\u093c": "ग",
    "ज\u093c": "z",
    "ड\u093c": "र",
    "ढ\u093c": "ढ",
    "फ\u093c": "फ",
}
# Consonants behind which a last inherent vowel is heard: Chandra, Mishra, Gupta.
_HEAVY = frozenset(
    {
        *("dr", "tr", "ndr", "ntr", "shr", "sr", "mr", "kr", "bhr", "gr", "shn", "ry", "ty", "dy", "ny", "sy", "jy"),
        *("shw", "tw", "pt", "kt"),
    }
)
_RUSSIAN = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ж": "zh",
    "ё": "yo",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}


@lru_cache(maxsize=1 << 14)
def transliterate(word: str, *, russian: bool = False, indian: bool = False) -> str:
    """English spelling of one name word, capitalised, as the press would write it; Latin words come back unchanged.

    russian: the bearer is Russian (a Hindi झ is then zh, औ is ou; a Russian дж is dzh, not j); indian: the bearer is
    Indian (a Russian х is h, й is i).
    """
    script = script_of(word)
    if script == "latn":
        return word
    if script == "deva":
        text = _from_devanagari(word, russian)
    elif script == "cyrl":
        text = _from_cyrillic(word, russian, indian)
    else:
        text = word
    return text[:1].upper() + text[1:]


def _from_devanagari(word: str, russian: bool) -> str:
    key = unicodedata.normalize("NFD", word).replace("\u200d", "").replace("\u200c", "")
    for dotted, sound in _NUKTA.items():
        key = key.replace(dotted, sound)
    key = re.sub("[ङञ]्(?=[क-न])|ँ", "ं", key)
    syllables: list[list[str]] = []  # consonants and vowel; "@" is the inherent vowel
    joined = False
    for index, char in enumerate(key):
        consonant = _ENGLISH_CONSONANTS.get(char)
        if consonant:
            if russian and char == "झ":
                consonant = "zh"
            if joined:
                if not russian and char == "व" and syllables[-1][0] in ("s", "t", "d", "sh", "dh"):
                    consonant = "w"
                syllables[-1] = [syllables[-1][0] + consonant, "@"]
            else:
                syllables.append([consonant, "@"])
        elif char == "्" and syllables:
            syllables[-1][1] = ""
        elif char in _ENGLISH_SIGNS and syllables:
            syllables[-1][1] = "ou" if russian and char == "ौ" else _ENGLISH_SIGNS[char]
        elif char in _ENGLISH_VOWELS:
            syllables.append(["", "ou" if russian and char == "औ" else _ENGLISH_VOWELS[char]])
        elif char == "ं" and syllables:
            following = key[index + 1 : index + 2]
            syllables[-1][1] += "m" if following and following in "पफबभम" else "ng" if following == "ह" else "n"
        joined = char == "्" and bool(syllables)
    text = _drop_schwas(syllables, russian)
    if russian:
        return re.sub("(?:iy|yi|yy)$", "y", re.sub("(?<=[st])ki$", "ky", text))
    return re.sub("(?<=[aeiou])sv(?=a)", "sw", text)


def _drop_schwas(syllables: list[list[str]], russian: bool) -> str:
    """Ohala's rule, from the right: an inherent vowel falls at the end, and between VC and CV."""
    last = len(syllables) - 1
    for i in range(last, -1, -1):
        onset, vowel = syllables[i]
        if not vowel.startswith("@"):
            continue
        before = syllables[i - 1][1] if i else ""
        keep = vowel != "@" or i == 0
        if i == last and not keep:
            keep = not russian and onset in _HEAVY
        elif not keep:
            after = syllables[i + 1]
            keep = not (
                before and before[-1:] != "n" and _is_single(onset) and after[0] and _is_single(after[0]) and after[1]
            )
            if onset == "y" and before == "a" and after[0]:
                syllables[i][0], keep = "i", False
        syllables[i][1] = "a" + vowel[1:] if keep else ""
    return "".join(onset + vowel for onset, vowel in syllables)


def _is_single(onset: str) -> bool:
    return len(onset) == 1 or onset in ("kh", "gh", "ch", "jh", "th", "dh", "bh", "sh", "zh", "ts", "gy")


def _from_cyrillic(word: str, russian: bool, indian: bool) -> str:
    text = word.lower().replace("\u0301", "")
    if not russian:
        text = text.replace("дж", "j")
    if indian:
        for old, new in (("й", "i"), ("кх", "kh"), ("х", "h"), ("ия", "iya")):
            text = text.replace(old, new)
    out: list[str] = []
    for i, char in enumerate(text):
        before = text[i - 1] if i else ""
        if char == "е" and (not before or before in "аеёиоуыэюяъь"):
            out.append("ye")
        elif char == "ё" and before and before in "чшщж":
            out.append("e")
        elif char == "и" and before == "ь":
            out.append("yi")
        else:
            out.append(_RUSSIAN.get(char, char))
    result = "".join(out)
    if indian:
        return result
    return re.sub("(?:iy|yy)$", "y", result)
