"""Which case the ending of a word tells, in languages that mark cases so. Knows no word and no party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

_WORDS_KEPT = 1 << 14


class Endings:
    """The endings of each case, as the rules of a language declare them.

    "a>b" is the ending b of a word whose nominative ends in a; "^b" is the word b.
    """

    def __init__(self, by_case: Mapping[str, Sequence[str]]) -> None:
        parsed = [(case, *suffix.rpartition(">")[::2]) for case, suffixes in by_case.items() for suffix in suffixes]
        #: (case, ending of the nominative, ending), the most telling first: a whole word, one with its nominative.
        self._endings = sorted(parsed, key=lambda e: (2 * e[2].startswith("^") or bool(e[1]), len(e[2])), reverse=True)
        self.case_of = lru_cache(maxsize=_WORDS_KEPT)(self._case_of)

    def _case_of(self, word: str, lemma: str | None = None) -> str:
        """The case of a word by its longest fitting ending, "none" without one; lemma: its nominative, where known."""
        for case, base, ending in self._endings:
            if word == lemma and case != "agent":
                continue
            if ending[0] == "^":
                fits = word == ending[1:]
            else:
                fits = word.endswith(ending) and (not base or (lemma is not None and lemma.endswith(base)))
            if fits:
                return case
        return "none"
