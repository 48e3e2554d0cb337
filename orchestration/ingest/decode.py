r"""Bytes to text: byte order marks, UTF-8, UTF-16/32, and legacy encodings through charset-normalizer.

Belongs here: which encoding the bytes are in, and newlines as `\n`. Does not: any other change of the text (offsets
lead into it; Unicode forms are compared per token elsewhere), HTML, files.
"""

from __future__ import annotations

import codecs
import dataclasses
import re

import regex
from charset_normalizer import from_bytes

#: A few broken bytes in a long UTF-8 text are worth a mark in the text, not the loss of the article.
MAX_BROKEN_SHARE = 0.001
#: Share of control characters above which decoded bytes are no text.
MAX_CONTROL_SHARE = 0.005
#: Share of well-formed words below which no legacy encoding is believed.
MIN_PLAUSIBILITY = 0.7
#: Legacy encodings that pages in Russian, English and their neighbours still use, the commonest first.
LEGACY_ENCODINGS = ("cp1252", "cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "koi8_u", "cp1250", "mac_roman")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_TAG = regex.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^<>]{1,2000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_TEXT_OF_OURS = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Devanagari}\s\x20-\x7e\u2000-\u2bff\U0001f000-\U0001faff]")
_NON_ASCII_WORD = regex.compile(r"[\p{L}\p{M}]*[^\x00-\x7f\P{L}][\p{L}\p{M}]*")
_SYMBOL = regex.compile(r"(?![\x00-\x7f°§©®™№])[\p{So}\p{Sm}\p{Sk}]")
_LIKELY_WORD = regex.compile(r"\p{Cyrillic}+|(?=.*[A-Za-z])[\p{Latin}\p{M}]+|\p{Latin}")


@dataclasses.dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with `\n` as its only line end, and the encoding it came in, as a person would name it."""

    text: str
    encoding: str


class UndecodableError(ValueError):
    """The bytes are no text in any encoding that we can tell."""

    def __init__(self, reason: str) -> None:
        """Keeps `reason`, one sentence for a person."""
        super().__init__(reason)
        self.reason = reason


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decodes bytes; `declared` is the charset that a page claims, believed only where the bytes agree.

    Raises:
        UndecodableError: binary content, badly broken UTF-8, or no encoding that gives plausible text.
    """
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            try:
                return _checked(content.decode(codec), name)
            except UnicodeDecodeError as error:
                if codec == "utf-8-sig":
                    return _utf8_with_replacement(content[len(bom) :])
                raise UndecodableError(f"The file is marked as {name} but is broken at byte {error.start}.") from error
    if b"\0" in content:
        wide = wide_encoding(content)
        if wide is None:
            raise UndecodableError("The file has NUL bytes and is not UTF-16 or UTF-32: it is binary.")
        return _checked(content.decode(wide), wide)
    try:
        return _checked(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_mostly_utf8(content):
        return _utf8_with_replacement(content)
    return _legacy(content, declared)


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32, told by the byte order mark or by where the NUL bytes stand; None if it is neither."""
    for bom, codec, _ in _BOMS[1:]:
        if content.startswith(bom):
            return codec
    nul_at = [content[offset::4].count(0) for offset in range(4)]
    units = len(content) // 4
    candidates: tuple[str, ...] = ()
    if len(content) % 4 == 0 and nul_at[3] == units and nul_at[2] > units // 2:
        candidates = ("utf-32-le",)
    elif len(content) % 4 == 0 and nul_at[0] == units and nul_at[1] > units // 2:
        candidates = ("utf-32-be",)
    elif len(content) % 2 == 0:
        # Digits, spaces and Latin letters carry their NUL in the high byte.
        candidates = ("utf-16-le",) if nul_at[1] + nul_at[3] > nul_at[0] + nul_at[2] else ("utf-16-be",)
    for codec in candidates:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if len(_TEXT_OF_OURS.findall(text)) >= 0.95 * len(text) and "\0" not in text:
            return codec
    return None


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether sound multi-byte sequences outweigh broken bytes by far, as in UTF-8 that was cut or damaged."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return sound > 10 * broken


def _utf8_with_replacement(content: bytes) -> Decoded:
    text = content.decode("utf-8", errors="surrogateescape")
    broken = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    if broken > MAX_BROKEN_SHARE * len(content):
        raise UndecodableError(f"The file is UTF-8 with {broken} broken bytes of {len(content)}: too many to trust.")
    text = content.decode("utf-8", errors="replace")
    return _checked(text, f"utf-8 ({broken} byte{'' if broken == 1 else 's'} replaced)")


def _legacy(content: bytes, declared: str | None) -> Decoded:
    sample = _TAG.sub(b" ", content)
    if sample.isascii():
        sample = content
    detected = {match.encoding for match in from_bytes(sample, cp_isolation=list(LEGACY_ENCODINGS))}
    best, best_score = None, MIN_PLAUSIBILITY
    for codec in _codecs(declared, detected):
        try:
            score = _plausibility(sample.decode(codec))
        except UnicodeDecodeError:
            continue
        if score > best_score:
            best, best_score = codec, score + 0.02  # a later candidate must be clearly better
    if best is None:
        raise UndecodableError("The file is not UTF-8, and no legacy encoding gives plausible text.")
    name = best.replace("cp125", "windows-125")
    try:
        return _checked(content.decode(best), name)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"The file looks like {name} but is broken at byte {error.start}.") from error


def _codecs(declared: str | None, detected: set[str]) -> list[str]:
    """Codecs to try: what the page declares, then what the detector found and the two commonest."""
    candidates = [codec for codec in LEGACY_ENCODINGS if codec in detected | {"cp1251", "cp1252"}]
    try:
        codec = codecs.lookup((declared or "").strip("\"' ")).name
    except (LookupError, ValueError):
        return candidates
    codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec  # as browsers read it
    return [codec, *candidates] if codec in _TEXT_CODECS else candidates


#: What a declared charset may name: text encodings, not codecs such as `zip` or `idna`.
_TEXT_CODECS = frozenset(
    codecs.lookup(name).name
    for name in (*LEGACY_ENCODINGS, "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_9", "iso8859_15")
)


def _plausibility(text: str) -> float:
    """Share of words beyond ASCII that look written by people, less what speaks against a text; at most 1.

    Text read in a wrong encoding mixes scripts, box-drawing symbols and capitals inside words, or has Latin words
    without any plain letter.
    """
    words = _NON_ASCII_WORD.findall(text)
    likely = [word for word in words if _LIKELY_WORD.fullmatch(word)]
    good = sum(1.0 if word[1:].islower() else 0.7 for word in likely if word[1:].islower() or word.isupper())
    strange = len(_CONTROL.findall(text)) + len(_SYMBOL.findall(text))
    return (good / len(words) if words else 1.0) - strange / max(len(words), 20)


def _checked(text: str, encoding: str) -> Decoded:
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise UndecodableError(f"Read as {encoding}, the file is full of control characters: it is binary.")
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
