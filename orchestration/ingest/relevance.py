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
from collections.abc import Iterable
from typing import TYPE_CHECKING

import hyperscan

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
_BEFORE = rb"(?:\b|_|%[0-9a-f]{2}|\\[nrt]|\\u[0-9a-f]{4})"
_BEHIND = rb"(?:\b|_)"
#: What the automaton reports: a name; anything else is an escaped letter.
_NAME = 1


class Gate:
    """Says of raw bytes whether they name every side; `version` changes with the names that it knows.

    The names are those of the sides, of what belongs to them, of their cities, and of all who have led them.
    """

    def __init__(self, reference_dir: pathlib.Path) -> None:
        """Reads the tables of sides, countries, places, people and posts.

        Raises:
            LanguageDataError: a table is missing or lacks a column.
        """
        named = _names(reference_dir)
        patterns = {
            side: sorted({p for word in _words(names) for p in _patterns(word)}) for side, names in named.items()
        }
        self.version = hashlib.sha256(repr(sorted(patterns.items())).encode()).hexdigest()[:16]
        self._patterns = patterns

    @functools.cached_property
    def _sides(self) -> list[_Side]:
        """Built when first asked for: it takes a second or two."""
        return [_Side(patterns) for patterns in self._patterns.values()]

    def passes(self, content: bytes) -> bool:
        """Whether every side is named. Asks first for the side that the pages so far have lacked most often."""
        if b"\0" in content:
            wide = wide_encoding(content)
            content = content.decode(wide, "replace").encode() if wide else content
        for side in self._sides:
            if not side.is_named(content):
                side.misses += 1
                if side is not self._sides[0] and side.misses > self._sides[0].misses:
                    self._sides.sort(key=lambda s: -s.misses)
                return False
        return True


class _Side:
    """The names of one side as one automaton, which also tells whether any letters are escaped."""

    def __init__(self, patterns: list[tuple[bytes, bool]]) -> None:
        caseless = hyperscan.HS_FLAG_CASELESS
        every = [*((pattern, False) for pattern in _ESCAPED), *patterns]
        self.misses = 0
        self._automaton = hyperscan.Database()
        self._automaton.compile(
            expressions=[pattern for pattern, _ in every],
            ids=[int(i >= len(_ESCAPED)) for i in range(len(every))],
            elements=len(every),
            flags=[hyperscan.HS_FLAG_SINGLEMATCH | (0 if as_written else caseless) for _, as_written in every],
        )

    def is_named(self, content: bytes) -> bool:
        escaped = False

        def found(pattern_id: int, *_: object) -> bool:
            nonlocal escaped
            escaped = True
            return pattern_id == _NAME

        try:
            self._automaton.scan(content, match_event_handler=found)
        except hyperscan.ScanTerminated:
            return True
        return escaped and content != (plain := _ESCAPE.sub(_letters, content)) and self.is_named(plain)


def _letters(match: re.Match[bytes]) -> bytes:
    """Escaped letters as UTF-8."""
    decimal, hexadecimal, unit, percents = match.groups()
    if percents:
        return bytes.fromhex(percents.decode().replace("%", ""))
    number = int(decimal) if decimal else int(hexadecimal or unit, 16)
    return chr(number).encode() if 0x80 <= number < 0xD800 else match[0]


def _names(reference_dir: pathlib.Path) -> dict[str, set[str]]:
    """Side to its names, in the syntax of word lists: `|` parts spellings, `*` is any ending, `?` may be missing."""
    languages = ("en", "hi", "ru")
    sides = {row["country_code"]: row["leader_role_id"] for row in rows(reference_dir, "sides", ("country_code",))}
    named: dict[str, set[str]] = {side: set() for side in sides if side is not None}
    for table in ("countries", "places"):
        for row in rows(reference_dir, table, ("country_code",)):
            if (side := row["country_code"]) in named:
                cells = [row.get(f"{kind}_{language}") for kind in ("terms", "adjectives") for language in languages]
                named[side].update(name for cell in cells for name in terms(cell))
    posts = {
        row["position_id"]: row["country_code"]
        for row in rows(reference_dir, "positions", ("position_id", "role_id", "country_code"))
        if row["country_code"] in named and row["role_id"] == sides[row["country_code"]]
    }
    held = rows(reference_dir, "person_positions", ("person_id", "position_id"))
    leads = {row["person_id"]: posts[row["position_id"]] for row in held if row["position_id"] in posts}
    for row in rows(reference_dir, "people", ("person_id", "full_name")):
        leader_of = leads.get(row["person_id"])
        if leader_of is not None:
            cells = [row.get(f"short_names_{language}") for language in languages]
            named[leader_of].update(name for cell in cells if cell for name in cell.split("|"))
    return named


def _words(names: Iterable[str]) -> set[str]:
    """One word of each name, its longest, in each spelling: enough to tell that the name is not there."""
    spelled = [[_spellings(word) for word in name.replace("-", " ").split()] for name in names]
    alone = {spelling for words in spelled if len(words) == 1 for spelling in words[0]}
    longest = (
        max(words, key=lambda spellings: min(0 if s.endswith("?") else len(s) for s in spellings))
        for words in spelled
        if len(words) > 1 and not any(alone.issuperset(spellings) for spellings in words)
    )
    return alone.union(*longest)


def _spellings(word: str) -> set[str]:
    """The spellings of a word, or what all its cases begin with where that is nearly all of it."""
    spellings = word.split("|")
    same = itertools.takewhile(lambda letters: len(set(letters)) == 1, zip(*spellings, strict=False))
    stem = "".join(letters[0] for letters in same)
    most = min(map(len, spellings)) - 2
    return {f"{stem}*"} if len(spellings) > 1 and len(stem) >= max(most, _MIN_BYTE_LETTERS) else set(spellings)


def _patterns(word: str) -> Iterable[tuple[bytes, bool]]:
    """Expressions for one word, and whether they are to be matched as written."""
    stem = word.removesuffix("*")
    if stem.isascii():
        # A word must end where it does, or every page that is "modified" would name a prime minister.
        yield _BEFORE + re.escape(stem.encode()) + (b"" if stem != word else _BEHIND), False
        return
    # A short name in capitals is a part of too many words.
    for cased in {stem, stem[0].upper() + stem[1:], stem.upper() if len(stem) >= _MIN_BYTE_LETTERS else stem}:
        for form in ("NFC", "NFD"):
            yield _bytes(unicodedata.normalize(form, cased).encode()), True
        if len(stem) >= _MIN_BYTE_LETTERS:
            for encoding in _BYTE_ENCODINGS:
                with contextlib.suppress(UnicodeEncodeError):
                    yield _bytes(cased.encode(encoding)), True


def _bytes(raw: bytes) -> bytes:
    return b"".join(rb"\x%02x" % byte for byte in raw)
