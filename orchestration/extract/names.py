"""Spelling of names: keys under which variants meet, Russian case forms, English transliteration.

Belongs here: what is true of a script or of Russian declension. Does not belong here: any name (see titles.yaml and
seeds/reference/people.csv), and how names are found in a text (`people`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from orchestration.extract.text import key_of, script_of

# --- one rough phonetic alphabet for the three scripts: consonants k g c j t d n p b m r l v S s h f, vowels a i u e o
# (capital A: a written long a in Devanagari)
_DEVA_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमरलळवशषसहऩऱऴ",
        "kkggnccjjnttddnttddnpfbbmrllvSSshnrl",
        strict=True,
    )
)
_DEVA_VOWELS = dict(zip("अआइईउऊऋएऐओऔऑऍऎऒ", "aAiiuuieeooo" + "eeo", strict=True))
_DEVA_SIGNS = dict(zip("ािीुूृेैोौॉॅॆॊ", "Aiiuuieeooo" + "eeo", strict=True))
_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdejiiklmnoprstufkie", strict=True)),
    **{"ё": "e", "ж": "j", "ц": "ts", "ч": "c", "ш": "S", "щ": "Sc", "ъ": "", "ь": "", "ю": "iu", "я": "ia"},
}
_LATIN_CLUSTERS = (
    ("shch", "Sc"), ("sch", "S"), ("tch", "c"), ("chh", "c"), ("kh", "k"), ("gh", "g"), ("ch", "c"), ("sh", "S"),
    ("zh", "j"), ("jh", "j"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ph", "f"), ("ck", "k"), ("gue", "ge"),
    ("gui", "gi"), ("x", "ks"), ("q", "k"), ("w", "v"), ("z", "j"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
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
        return sounds
    if script == "cyrl":
        return "".join(_CYRILLIC.get(char, "") for char in key)
    if script == "latn":
        for cluster, sound in _LATIN_CLUSTERS:
            key = key.replace(cluster, sound)
        key = re.sub("c(?=[eiy])", "s", key) if "c" not in word.lower().replace("ch", "") else key
        return key if key.isalpha() else re.sub("[^A-Za-z]", "", key)
    return ""


@lru_cache(maxsize=1 << 16)
def name_key(word: str) -> str:
    """A key under which the spellings of one name meet, within its script.

    The shorter the name, the stricter: from four consonants on vowels count only at the beginning; with three, i and
    u sounds count; below that all vowels do, but for their length.
    """
    sounds = _sounds(word)
    consonants = _DOUBLE.sub(r"\1", "".join(c for c in sounds if c not in _VOWELS))
    if len(consonants) <= 2:
        return _DOUBLE.sub(r"\1", sounds)
    head = {"i": "i", "u": "u", "o": "u"}.get(sounds[0], "a") if sounds[0] in _VOWELS else ""
    if len(consonants) == 3:
        rest = "".join("" if c in "aAe" else "u" if c == "o" else "v" if c == "b" else c for c in sounds[bool(head) :])
        return head + _DOUBLE.sub(r"\1", rest)
    return head + consonants.replace("b", "v")


# --- Russian case forms


def russian_forms(lemma: str, *, feminine: bool = False) -> set[str]:
    """All singular case forms of a first name or surname, as lower-case keys; the lemma itself is among them.

    Endings that Russian leaves alone (Моди, Шойгу, Матвиенко, women's names on a consonant) give the lemma only.
    """
    word = key_of(lemma)
    forms = {word}
    last = word[-1:]
    stem = word[:-1]
    if feminine and word.endswith(("ова", "ева", "ина", "ына")):
        endings = ("ой", "у", "ы", "е")  # also first names: Марина, Марины
    elif word.endswith("ая"):
        stem, endings = word[:-2], ("ой", "ую")
    elif word.endswith("яя"):
        stem, endings = word[:-2], ("ей", "юю")
    elif last == "а":
        soft = stem[-1:] in "гкхжшщч"
        endings = ("и" if soft else "ы", "е", "у", "ой", "ою", "ей") if soft else ("ы", "е", "у", "ой", "ою")
    elif last == "я":
        endings = ("и", "е", "ю", "ей", "ею")
    elif feminine:
        endings = ("и", "ью") if last == "ь" else ()
        stem = stem if last == "ь" else word
    elif word.endswith(("ский", "цкий", "ской", "цкой", "ый")) or (word.endswith("ой") and len(word) > 4):
        stem, endings = word[:-2], ("ого", "ому", "им", "ым", "ом")
    elif last == "й":
        endings = ("я", "ю", "ем", "е", "и")
    elif last == "ь":
        endings = ("я", "ю", "ем", "е", "и")
    elif word.endswith(("ов", "ев", "ин", "ын")):
        stem, endings = word, ("а", "у", "ым", "ом", "е")
    elif last and last not in "аеиоуыэюя":
        stem, endings = word, ("а", "у", "ом", "е") if last not in "жшщчц" else ("а", "у", "ем", "ом", "е")
        fleeting = {"павел": "павл", "лев": "льв"}.get(word) or (word[:-2] + word[-1] if word.endswith("ец") else "")
        forms.update(fleeting + e for e in endings if fleeting)
    else:
        endings = ()
    forms.update(stem + ending for ending in endings)
    return forms


def russian_lemma(form: str, *, feminine: bool | None = None) -> str:
    """The likely nominative of a surname seen in any case, lower-case. Unknown gender: taken as a man's."""
    word = key_of(form)
    for endings, stems, lemma in _LEMMA_RULES[bool(feminine)]:
        for ending in endings:
            if word.endswith(ending) and word[: -len(ending)].endswith(stems):
                return word[: -len(ending)] + lemma
    return word


_LEMMA_RULES: dict[bool, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]] = {
    False: (
        (("ого", "ому", "им", "ом"), ("ск", "цк"), "ий"),
        (("ым", "а", "у", "ом", "е"), ("ов", "ев", "ин", "ын"), ""),
        (("ем", "я", "ю"), ("е", "а", "о", "у"), "й"),
        (("ом", "а", "у"), tuple("бвгдзклмнпрстфхчшж"), ""),
    ),
    True: (
        (("ой", "у"), ("ов", "ев", "ин", "ын"), "а"),
        (("ой", "ую"), ("ск", "цк"), "ая"),
        (("ой", "у", "ы"), tuple("бвгдзклмнпрстфхчшж"), "а"),
    ),
}

# --- English transliteration

_ENGLISH_CONSONANTS = dict(
    zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह", "k kh g gh n ch chh j jh n t th d dh n t th d dh n p f b bh m y r l l v sh sh s h".split(), strict=True)
)  # fmt: skip
_ENGLISH_VOWELS = dict(zip("अआइईउऊऋएऐओऔऑऍ", "a a i i u u ri e ai o au o e".split(), strict=True))
_ENGLISH_SIGNS = dict(zip("ािीुूृेैोौॉॅ", "a i i u u ri e ai o au o e".split(), strict=True))
_NUKTA = {
    "क\u093c": "क",
    "ख\u093c": "ख",
    "ग\u093c": "ग",
    "ज\u093c": "z",
    "ड\u093c": "र",
    "ढ\u093c": "ढ",
    "फ\u093c": "फ",
}
_HEAVY = frozenset("dr tr ndr ntr shr sr mr kr shn ry ty dy ny sy jy bhr gr shw tw pt kt".split())  # Chandra, Mishra
_RUSSIAN = dict(
    zip("абвгдезийклмнопрстуфхцчшщъыьэюя", "a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "), strict=True)
) | {"ж": "zh", "ё": "yo"}  # fmt: skip


def transliterate(word: str, *, russian: bool = False, indian: bool = False) -> str:
    """English spelling of one name word, capitalised, as the press would write it; Latin words come back unchanged.

    russian: the bearer is Russian (a Hindi झ is then zh, औ is ou); indian: the bearer is Indian (a Russian дж is j).
    """
    script = script_of(word)
    if script == "latn":
        return word
    if script == "deva":
        text = _from_devanagari(word, russian)
    elif script == "cyrl":
        text = _from_cyrillic(word, indian)
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
        consonant = "z" if char == "z" else _ENGLISH_CONSONANTS.get(char)
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


def _from_cyrillic(word: str, indian: bool) -> str:
    text = word.lower().replace("\u0301", "")
    if indian:
        for old, new in (("дж", "j"), ("й", "i"), ("кх", "kh"), ("ш", "sh"), ("х", "h"), ("ия", "iya"), ("у", "u")):
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
    result = re.sub("(?:iy|yy)$", "y", result)
    return result
