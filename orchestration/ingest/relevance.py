r"""The gate before everything expensive: does a page name both sides, in any script and encoding?

Belongs here: reference data compiled to byte patterns, and one question asked of bytes that nobody has decoded. Does
not: what the names mean (`orchestration.extract`). It may let too much through, never too little: what it drops is not
looked at again.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import hyperscan

from orchestration.contracts.codes import Language
from orchestration.extract.reference import rows, terms
from orchestration.ingest.decode import wide_encoding

if TYPE_CHECKING:
    import pathlib

#: One byte a letter: which letters a byte means depends on the page, so each is looked for in all of them.
_BYTE_ENCODINGS = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
#: In these, fewer letters are too likely to be something else.
_MIN_BYTE_LETTERS = 4
#: Letters of the scripts beyond ASCII that are written with ASCII: in markup, in JSON, in addresses.
_ESCAPED = (
    rb"&#0{0,2}(?:10[2-9]\d|11\d\d|23\d\d|24[0-3]\d)",
    rb"&#x0{0,2}(?:4[0-5]|9[0-7])[0-9a-f]",
    rb"\\u0(?:4[0-5]|9[0-7])",
    rb"%d[01]%[89ab]",
    rb"%e0%a[45]%",
)
_ESCAPE = re.compile(rb"(?i)&#(\d{3,7});?|&#x([0-9a-f]{3,6});?|\\{1,4}u([0-9a-f]{4})|((?:%[0-9a-f]{2}){2,})")
#: What a Latin word stands between; escapes end in letters and digits.
_BEFORE = rb"(?:\b|_|%[0-9A-Fa-f]{2}|\\[nrt]|\\u[0-9A-Fa-f]{4})"
_BEHIND = rb"(?:\b|_)"
#: Within so many bytes, a text of two or four bytes a letter has a blank, a line end or markup, whose high bytes are 0.
_SHOWS_WIDTH = 4096
_SIDES = ("country_code", "leader_role_id")
#: What an automaton reports besides sides, which are numbered from 0: letters that are written as escapes.
_ESCAPES = -1


class Gate:
    """Says of raw bytes whether they name every side; `version` changes with the names that it knows.

    A side is named by its own name, what belongs to it, its capital, and who leads it; where another side is named so,
    by any of its cities, regions and former leaders too.
    """

    def __init__(self, reference_dir: pathlib.Path) -> None:
        """Reads the tables of sides, countries, places, regions, people and posts.

        Raises:
            LanguageDataError: a table is missing or lacks a column.
        """
        self._names = [sorted(_words(names)) for names in _names(reference_dir).values()]
        self._further = [sorted(_words(names)) for names in _further_names(reference_dir).values()]
        self.version = hashlib.sha256(repr((self._names, self._further)).encode()).hexdigest()[:16]

    @functools.cached_property
    def _by_name(self) -> _Automaton:
        """Built when first asked for, as the others: it takes a second or two."""
        return _Automaton(dict(enumerate(self._names)), escapes=True)

    @functools.cached_property
    def _by_further_name(self) -> list[_Automaton]:
        return [_Automaton({side: words}) for side, words in enumerate(self._further)]

    def passes(self, content: bytes | memoryview) -> bool:
        """Whether every side is named."""
        if b"\0" in bytes(content[:_SHOWS_WIDTH]):
            content = bytes(content)
            wide = wide_encoding(content)
            content = content.decode(wide, "replace").encode() if wide else content
        found = self._by_name.found(content)
        if _ESCAPES in found and len(found) <= len(self._names):
            content = _ESCAPE.sub(_letters, content)
            found |= self._by_name.found(content)
        if not found:
            return False
        missing = set(range(len(self._names))) - found
        return len(missing) < len(self._names) and all(self._by_further_name[side].found(content) for side in missing)


class _Automaton:
    """Many words, looked for at once. words: by side."""

    def __init__(self, words: Mapping[int, Iterable[str]], *, escapes: bool = False) -> None:
        patterns = {
            (side, pattern) for side, spelled in words.items() for word in spelled for pattern in _patterns(word)
        }
        every = sorted(patterns) + [(_ESCAPES, b"(?i)" + pattern) for pattern in _ESCAPED if escapes]
        self._sides = [side for side, _ in every]
        self._automaton = hyperscan.Database()
        self._automaton.compile(
            expressions=[pattern for _, pattern in every],
            ids=list(range(len(every))),
            elements=len(every),
            flags=hyperscan.HS_FLAG_SINGLEMATCH,
        )

    def found(self, content: bytes | memoryview) -> set[int]:
        """The sides that are named, and whether any letters are escapes."""
        found: list[int] = []
        self._automaton.scan(content, match_event_handler=_note, context=found)  # type: ignore[type-var]  # any buffer
        return {self._sides[number] for number in found} if found else set()


def _note(number: int, _start: int, _end: int, _flags: int, found: Any) -> None:
    found.append(number)


def _letters(match: re.Match[bytes]) -> bytes:
    """Escaped letters as UTF-8."""
    decimal, hexadecimal, unit, percents = match.groups()
    if percents:
        return bytes.fromhex(percents.decode().replace("%", ""))
    number = int(decimal) if decimal else int(hexadecimal or unit, 16)
    return chr(number).encode() if 0x80 <= number < 0xD800 else match[0]


def _names(reference_dir: pathlib.Path) -> dict[str, set[str]]:
    """Side to its names, in the syntax of word lists: `|` parts spellings, `*` is any ending, `?` may be missing."""
    named: dict[str, set[str]] = {row["country_code"] or "": set() for row in rows(reference_dir, "sides", _SIDES)}
    capitals = set()
    for row in rows(reference_dir, "countries", ("country_code", "capital")):
        if (side := row["country_code"]) in named:
            named[side].update(_told(row, "terms"), _told(row, "adjectives"))
            capitals.add((side, row["capital"]))
    for row in rows(reference_dir, "places", ("country_code", "city")):
        if (row["country_code"], row["city"]) in capitals:
            named[row["country_code"] or ""].update(_told(row, "terms"))
    return _with_leaders(reference_dir, named, former=False)


def _further_names(reference_dir: pathlib.Path) -> dict[str, set[str]]:
    """Side to the names of its cities, regions and former leaders."""
    named: dict[str, set[str]] = {row["country_code"] or "": set() for row in rows(reference_dir, "sides", _SIDES)}
    for table in ("places", "regions"):
        for row in rows(reference_dir, table, ("country_code",)):
            if row["country_code"] in named:
                named[row["country_code"]].update(_told(row, "terms"))
    return _with_leaders(reference_dir, named, former=True)


def _with_leaders(reference_dir: pathlib.Path, named: dict[str, set[str]], *, former: bool) -> dict[str, set[str]]:
    leads = {row["country_code"]: row["leader_role_id"] for row in rows(reference_dir, "sides", _SIDES)}
    posts = {
        row["position_id"]: row["country_code"] or ""
        for row in rows(reference_dir, "positions", ("position_id", "role_id", "country_code"))
        if row["country_code"] in named and row["role_id"] == leads[row["country_code"]]
    }
    leaders = {
        row["person_id"]: posts[row["position_id"]]
        for row in rows(reference_dir, "person_positions", ("person_id", "position_id", "valid_to"))
        if row["position_id"] in posts and (row["valid_to"] is not None) is former
    }
    for row in rows(reference_dir, "people", ("person_id",)):
        if row["person_id"] in leaders:
            cells = [row.get(f"short_names_{language}") or "" for language in Language]
            named[leaders[row["person_id"]]].update(name for cell in cells for name in cell.split("|") if name)
    return named


def _told(row: Mapping[str, str | None], kind: str) -> set[str]:
    return {name for language in Language for name in terms(row.get(f"{kind}_{language}"))}


def _words(names: Iterable[str]) -> set[str]:
    """One word of each name, its longest, in each spelling: enough to tell that the name is not there."""
    spelled = [[_spellings(word) for word in name.replace("-", " ").split()] for name in names]
    alone = {spelling for words in spelled if len(words) == 1 for spelling in words[0]}
    longest = (
        max(words, key=lambda spellings: min(0 if s.endswith("?") else len(s) for s in spellings))
        for words in spelled
        if len(words) > 1 and not any(all(_begins(spelling, alone) for spelling in spellings) for spellings in words)
    )
    return alone.union(*longest)


def _begins(word: str, words: Iterable[str]) -> bool:
    """Whether a word is one of the words, or one of them with an ending."""
    return any(word == other or (other[-1] == "*" and word.startswith(other[:-1])) for other in words)


def _spellings(word: str) -> set[str]:
    """The spellings of a word, or what all its cases begin with where that is nearly all of it."""
    spellings = word.split("|")
    same = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*spellings, strict=False))
    stem = "".join(letters[0] for letters in same)
    most = min(map(len, spellings)) - 2
    return {f"{stem}*"} if len(spellings) > 1 and len(stem) >= max(most, _MIN_BYTE_LETTERS) else set(spellings)


def _patterns(word: str) -> Iterable[bytes]:
    """Expressions for one word as it is written in a text: with a capital where it has one, or all in capitals."""
    stem = word.removesuffix("*")
    # A short name in capitals is a part of too many words.
    cases = {stem, stem[0].upper() + stem[1:], stem.upper() if len(stem) >= _MIN_BYTE_LETTERS else stem}
    for cased in cases:
        if stem.isascii():
            # A word must end where it does, or every "Modification" would name a prime minister.
            yield _BEFORE + re.escape(cased.encode()) + (b"" if stem != word else _BEHIND)
            continue
        for form in ("NFC", "NFD"):
            yield _bytes(unicodedata.normalize(form, cased).encode())
        if len(stem) >= _MIN_BYTE_LETTERS:
            for encoding in _BYTE_ENCODINGS:
                with contextlib.suppress(UnicodeEncodeError):
                    yield _bytes(cased.encode(encoding))


def _bytes(raw: bytes) -> bytes:
    return b"".join(rb"\x%02x" % byte for byte in raw)
