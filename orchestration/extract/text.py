"""Tokens and sentences. Offsets always point into the text as stored; what is normalised is each token's key.

Nothing here knows a word of any language beyond its script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

_WORD = (
    "[ऀ-ॣॱ-ॿ\u200c\u200d]+"  # Devanagari with its signs and joiners
    "|[Ѐ-ԯ\u0300\u0301]+"  # Cyrillic, stress marks
    "|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\u0300-\u036f]*"  # Latin
    "|[^\\W\\d_A-Za-zÀ-ɏЀ-ԯऀ-ॿ]+"  # any other script
)
_KINDS = {"word": _WORD, "number": "[0-9०-९]+", "possessive": "['’ʼ][sS]\\b", "newline": "\\n+", "punct": "[^\\s\\w]"}
#: Cuts a text without a gap: tokens, blanks between them (the commonest first), single characters that are neither.
_PIECE = re.compile("|".join([" ", *_KINDS.values(), "[^\\S\\n]+", "."]))
_KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))

_POSSESSIVE = "'s"  # the key of every sign for it
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_NASAL = re.compile("ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[त-न])|म्(?=[प-म])|ँ")
_DROPPED = re.compile("[\u093c\u200c\u200d\u0300-\u036f]")
HYPHENS = frozenset("-‐‑‒–—−")
DASHES = frozenset("—–-")  # between parts of a sentence, or before what somebody says
QUOTES, END_QUOTES = frozenset('"“„«”»'), frozenset('"”»')  # quotation marks, and those that can end a quotation
#: Letters that forms of a noun have in common.
STEM = 5
_ENDS = frozenset("।॥!?…")
_WRAPPED = 3  # lines that go on in small letters, in a text that was wrapped
_LINE_CHARS, _LINE_TOKENS = 60, 40  # a wrapped line has at least so many characters, and at most so many tokens
_NOTE = 8  # tokens of an editor's note in brackets
_DATED_HEAD, _PREPOSITION = 9, 2  # words of a date at the head of a sentence; letters of the word that it begins with
_NETWORK = "X"  # a name of one letter that is no initial: no first name here begins so
_GIVEN, _FAMILY = "И", 4  # the one Chinese given name of one letter in Cyrillic, and the longest of families
_LONGEST_SENTENCE = 250  # tokens; what goes on longer is no prose
_CLOSERS = frozenset("\"'”’»)]}“‘‘")
_GOING_ON = DASHES | {"("}  # signs behind the stop of an abbreviation that do not begin a sentence: «2022 г. – визит»
_STOPS, _STAYING = _ENDS | {"."}, _ENDS | _CLOSERS


#: What does not depend on where a token stands: its text, key, kind and script.
Form = tuple[str, str, str, str]


class Token:
    """One word, number, punctuation mark or paragraph break.

    start, end: offsets in the text; key: normalised form for look-ups; kind: word, number, punct, newline or
    possessive; script: see `script_of`; sentence: index of its sentence, -1 until sentences are split.
    """

    __slots__ = ("start", "end", "text", "key", "kind", "script", "sentence")

    def __init__(self, start: int, end: int, form: Form) -> None:
        self.start, self.end = start, end
        self.text, self.key, self.kind, self.script = form
        self.sentence = -1

    @property
    def is_hyphen(self) -> bool:
        return self.kind == "punct" and self.text in HYPHENS

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    def __repr__(self) -> str:
        return f"<{self.text}>"


#: Keys of words that only their capitals part from others.
_BY_CASE = {"US": "usa"}
#: By how many write it, without the sign of its nasal, a word that is no other one so.
_NASALS = {
    word.replace("ं", ""): word
    for word in (
        *("में", "नहीं", "दोनों", "तीनों", "उन्होंने", "इन्होंने", "जिन्होंने", "पहुंच", "पहुंचे", "पहुंची", "पहुंचा", "पहुंचने"),
        *("पहुंचेंगे", "करेंगे", "मिलेंगे", "होंगे", "लेंगे", "जाएंगे", "आएंगे"),
    )
}


@lru_cache(maxsize=1 << 17)
def key_of(word: str) -> str:
    """The form under which spellings that mean the same word meet.

    Case, accents, nukta, joiners and ё are dropped; chandrabindu and homorganic nasals become anusvara; Devanagari
    digits become ASCII; the two spellings of a vowel after a vowel (नयी/नई, गये/गए) become one; a visarga at the end,
    which many write for a colon ("मॉस्कोः"), is dropped; a nasal left out ("मे") is there. "US" is the country, not "us".
    """
    if word.isascii():
        return _BY_CASE.get(word) or word.lower()
    text = unicodedata.normalize("NFC", word).casefold()
    first = text[0]
    if "\u0900" <= first <= "\u097f" or "\u200c" <= first <= "\u200d":
        text = unicodedata.normalize("NFD", text).translate(_DIGITS)
        text = _NASAL.sub("ं", _DROPPED.sub("", text))
        text = text.replace("यी", "ई").replace("ये", "ए")
        text = text.rstrip("ः") or text
        return _NASALS.get(text, text)
    if "\u0400" <= first <= "\u052f":
        return text.replace("ё", "е").replace("\u0301", "").replace("\u0300", "")
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text)).casefold()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of text[start:end], in order; offsets are those of the whole text. Blanks yield nothing."""
    tokens: list[Token] = []
    append = tokens.append
    position = start
    for piece in _PIECE.findall(text, start, len(text) if end is None else end):
        before, position = position, position + len(piece)
        if piece != " ":
            form = _form(piece)
            if form is not None:
                append(Token(before, position, form))
    return tokens


@lru_cache(maxsize=1 << 17)
def _form(piece: str) -> Form | None:
    """Text, key, kind and script of a token; None for what is between tokens."""
    match = _KIND.match(piece)
    if match is None:
        return None
    kind = match.lastgroup or "punct"
    if kind == "word":
        key = key_of(piece)
    elif kind == "number":
        key = piece.translate(_DIGITS)
    else:
        key = _POSSESSIVE if kind == "possessive" else piece
    return piece, key, kind, script_of(piece)


def without_wraps(tokens: list[Token]) -> list[Token]:
    """The tokens without the line breaks of a text that was wrapped.

    A line that goes on in small letters was, and so were all where long lines often end within a sentence; for scripts
    that have small letters alone.
    """
    breaks = [
        i for i, t in enumerate(tokens) if t.kind == "newline" and 0 < i < len(tokens) - 1 and _is_within(tokens, i)
    ]
    small = {i for i in breaks if tokens[i + 1].text.islower()}
    long = {i for i in breaks if _is_long_line(tokens, i)}
    dropped = small | long if len(small & long) >= _WRAPPED else small
    return [t for i, t in enumerate(tokens) if i not in dropped] if dropped else tokens


def without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without the brackets in which an editor gives what was left out before a name: "Minister [Rajnath]
    Singh", «[премьер-министр Индии Нарендра] Моди»."""
    dropped: set[int] = set()
    for i, token in enumerate(tokens):
        if token.text != "[":
            continue
        end = next((j for j in range(i + 1, min(i + _NOTE, len(tokens) - 1)) if tokens[j].text == "]"), None)
        if end is None or tokens[end + 1].kind != "word" or not tokens[end + 1].text[0].isupper():
            continue
        if all(t.kind == "word" or t.is_hyphen or t.text == "." for t in tokens[i + 1 : end]):
            dropped |= {i, end}
    return [t for i, t in enumerate(tokens) if i not in dropped] if dropped else tokens


def _is_within(tokens: Sequence[Token], i: int) -> bool:
    """Whether the line before break i ends like no sentence, and the next one begins with a word."""
    if tokens[i - 1].kind != "word" and tokens[i - 1].text != ",":
        return False
    return tokens[i + 1].kind == "word" and tokens[i].text.count("\n") < 2


def _is_long_line(tokens: Sequence[Token], i: int) -> bool:
    """Whether the line before break i is as long as those of a text that was wrapped."""
    line = next((t.end for t in reversed(tokens[max(0, i - _LINE_TOKENS) : i]) if t.kind == "newline"), tokens[0].start)
    return tokens[i].start - line >= _LINE_CHARS


def split_sentences(tokens: Sequence[Token], abbreviations: Collection[str], number: int = 0) -> list[tuple[int, int]]:
    """(first, one past last) token index of each sentence, in order; sets `sentence` on every token, from `number`: a
    line break or sign behind one, without a word, belongs to it.

    A full stop ends a sentence unless it follows an initial, a number inside a date, or one of `abbreviations` (keys)
    that is no unit behind its number and a word, a dash or a bracket follows; a danda, a question or exclamation mark
    and a paragraph break always do.
    """
    spans: list[tuple[int, int]] = []
    begin, count = 0, len(tokens)
    stops = [i for i, token in enumerate(tokens) if token.text in _STOPS or token.kind == "newline"]
    for stop in (*stops, count):
        while stop > begin + _LONGEST_SENTENCE:
            spans.append((begin, _closed(tokens, begin + _LONGEST_SENTENCE + 1)))
            begin = spans[-1][1]
        if stop < begin or stop == count:
            continue
        if (
            tokens[stop].text != "."
            or _full_stop(tokens, stop, abbreviations)
            or _ends_unit(tokens, begin, stop, abbreviations)
        ):
            spans.append((begin, _closed(tokens, stop + 1)))
            begin = spans[-1][1]
    if begin < count:
        spans.append((begin, count))
    sentence = number - 1
    for first, last in spans:
        sentence += any(token.kind in ("word", "number") for token in tokens[first:last])
        for token in tokens[first:last]:
            token.sentence = sentence
    return spans


def _closed(tokens: Sequence[Token], i: int) -> int:
    """One past the closing quotes, brackets and further ends at token i, without a blank or a line break before it."""
    while i < len(tokens) and tokens[i].text in _STAYING and tokens[i - 1].kind != "newline" and not _apart(tokens, i):
        i += 1
    return i


def _apart(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].start > tokens[i - 1].end


def _full_stop(tokens: Sequence[Token], i: int, abbreviations: Collection[str]) -> bool:
    if i == 0 or i + 1 == len(tokens):
        return True
    before, after = tokens[i - 1], tokens[i + 1]
    glued = after.start == tokens[i].end
    if after.kind == "punct":
        if before.key in abbreviations and after.text in _GOING_ON:
            return False
        return not glued or after.text in _CLOSERS
    if before.kind == "word":
        devanagari = "\u0900" <= before.text[0] <= "\u097f"
        if len(before.text) == 1 and not devanagari and before.text != _NETWORK and not _is_given_name(tokens, i - 1):
            return False
        if before.key in abbreviations:
            return False
        if glued and after.kind == "word":
            plain = before.text.islower() or before.script == after.script == "cyrl"  # but not "Mail.Ru"
            return devanagari or (after.is_capitalised and len(before.text) > 2 and plain)
    if after.kind == "word" and not glued:
        lower_case = after.text[0].islower()
        return not lower_case
    return not (before.kind == "number" and after.kind == "number")


def _is_given_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a letter is no initial, but a Chinese given name in Cyrillic: «переговоры с Ван И. Министр …»."""
    return tokens[i].text == _GIVEN and i > 0 and tokens[i - 1].is_capitalised and len(tokens[i - 1].text) <= _FAMILY


def _ends_unit(tokens: Sequence[Token], begin: int, i: int, abbreviations: Collection[str]) -> bool:
    """Whether a full stop behind an abbreviated unit ends the sentence that began at token `begin`: «создана в 1994 г.
    Сопредседатели …», «15 июля с.г. Затем …», but not a date at its head, «В марте 2010 г. Индию посетил …»."""
    unit, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.kind != "word" or not after.is_capitalised or after.start == tokens[i].end:
        return False
    if i - 2 <= begin or not unit.text.islower() or unit.key not in abbreviations:
        return False
    this = tokens[i - 2].text == "." and len(tokens[i - 3].text) == 1 and tokens[i - 4].kind == "word"  # «с.г.»
    if tokens[i - 2].kind != "number" and not this:
        return False
    head = [t for t in tokens[begin:i] if t.kind in ("word", "number")]
    return len(head) > _DATED_HEAD or (head[0].kind == "word" and len(head[0].text) > _PREPOSITION)


def before_note(tokens: Sequence[Token], i: int, reach: int) -> int:
    """Where a note in brackets that ends right before token i begins, within `reach` tokens, else i: "रूस (Russia)"."""
    if not i or tokens[i - 1].text != ")":
        return i
    begins = (j for j in range(i - 2, max(-1, i - reach), -1) if tokens[j].text == "(")
    return next(begins, i)


def script_of(word: str) -> str:
    """`deva`, `cyrl`, `latn` or `other`, by the first letter."""
    first = word[:1]
    if "\u0900" <= first <= "\u097f":
        return "deva"
    if "\u0400" <= first <= "\u052f":
        return "cyrl"
    return "latn" if first.isalpha() and ord(first) < 0x250 else "other"


def written(tokens: Sequence[Token]) -> str:
    """The tokens as text, with one blank where there was any."""
    out: list[str] = []
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            out.append(" ")
        out.append(token.text)
    return "".join(out)
