"""Tells the main language of a text by script and commonest words, and refuses what is none of ours.

Belongs here: counting. Does not: the words themselves, which are data (identification in junk.yaml).
"""

from __future__ import annotations

import collections
import functools
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from orchestration.contracts.codes import Language
    from orchestration.ingest.junk import JunkRules

#: A text of ours has at least this share of its language's commonest words; below, it is another language or no text.
MIN_COMMON_SHARE = 0.08
#: With fewer words than this, the script alone decides.
MIN_WORDS = 15
#: Enough of a text to tell its language by.
SAMPLE_CHARS = 20_000

_WORD = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")
_SCRIPTS = (
    *("Devanagari", "Cyrillic", "Latin", "Arabic", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada"),
    *("Malayalam", "Oriya", "Han", "Hiragana", "Katakana", "Hangul", "Greek", "Hebrew", "Georgian", "Armenian"),
)
#: A word; the group that its first letter is in names its script, and there is none for scripts not listed.
_WORD_OF_SCRIPT = regex.compile(
    "(?:"
    + "|".join(rf"(?P<{name}>\p{{{name}}})" for name in _SCRIPTS)
    + rf"|{_WORD.pattern[:-1]}){_WORD.pattern[:-1]}*+"
)
#: Words as data are written in one form; a text's dotted letters may be one character or two.
_ONE_FORM = str.maketrans({"\u200c": "", "\u200d": "", "\u093c": ""})


class UnknownLanguageError(ValueError):
    """The text is in none of our languages."""

    def __init__(self, reason: str) -> None:
        """Keeps `reason`, one sentence that says what the text looks like."""
        super().__init__(reason)
        self.reason = reason


@functools.cache
def _in_one_form(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.translate(_ONE_FORM) for word in words)


def main_script(text: str) -> str | None:
    """Unicode name of the script that most words are written in; None without any letter."""
    counts = collections.Counter(word.lastgroup or "unknown" for word in _WORD_OF_SCRIPT.finditer(text[:SAMPLE_CHARS]))
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def identify(text: str, rules: JunkRules) -> Language:
    """The main language of a text.

    Raises:
        UnknownLanguageError: it has no letters, another script, or the words of another language.
    """
    script = main_script(text)
    if script is None:
        raise UnknownLanguageError("The text has no words.")
    candidates = {language: known for language, known in rules.identification.items() if known.script == script}
    if not candidates:
        raise UnknownLanguageError(f"The text is written in the {script} script, which none of our languages uses.")
    written = (w[0] for w in _WORD_OF_SCRIPT.finditer(text[:SAMPLE_CHARS]) if w.lastgroup == script)
    words = [w.translate(_ONE_FORM).lower() for w in written]
    if len(words) < MIN_WORDS:
        return min(candidates)

    def share(common: frozenset[str], letters: str = "") -> float:
        common, own = _in_one_form(common), frozenset(letters)
        return sum(1 for w in words if w in common or not own.isdisjoint(w)) / len(words)

    ours = {language: share(known.words, known.letters) for language, known in candidates.items()}
    best = max(ours, key=lambda language: ours[language])
    others = {name: share(other.words, other.letters) for name, other in candidates[best].look_alikes.items()}
    likeliest = max(others, key=lambda name: others[name], default=None)
    if likeliest is not None and others[likeliest] > max(ours[best], MIN_COMMON_SHARE):
        raise UnknownLanguageError(f"The text looks like {likeliest}, which we do not read.")
    if ours[best] < MIN_COMMON_SHARE:
        raise UnknownLanguageError(
            f"The text is written in the {script} script but has hardly any common words of "
            + " or ".join(sorted(candidates))
            + "."
        )
    return best
