"""Finds terms in tokens: one automaton for all terms of all languages. Knows no language.

Term syntax, used by every word list under seeds/: words separated by one blank; `*` at a word's end stands for any
ending; `a|b` are alternatives for one word; `?` at a word's end makes it optional; hyphens are blanks, in terms and
in texts alike. Case, nukta, accents and the like do not matter (`text.key_of`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from orchestration.extract.text import Token, tokenize

_MAX_EXPANSIONS = 4096
_SKIPPED = frozenset("()\"'“”«»‘’")  # "Shanghai Cooperation Organisation (SCO) summit" names the SCO summit


class TermSyntaxError(ValueError):
    """A term that the syntax does not allow; names the term."""


class Match(NamedTuple):
    """A term found: token indexes [first, last) and what the term stands for."""

    first: int
    last: int
    kind: str
    value: Any


class _Node:
    __slots__ = ("next", "entries")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.entries: list[tuple[str, Any]] = []


def expand(term: str) -> list[tuple[str, ...]]:
    """All label sequences of a term; a label is a key, or a key and `*`.

    Raises:
        TermSyntaxError: the term is empty, only optional, or expands to more than 4,096 sequences.
    """
    slots: list[list[tuple[str, ...]]] = []
    for word in term.replace("-", " ").split():
        optional = word.endswith("?")
        choices: list[tuple[str, ...]] = [()] if optional else []
        for choice in word.rstrip("?").split("|"):
            starred = choice.endswith("*")
            pieces = [t.key for t in tokenize(choice.rstrip("*")) if not t.is_hyphen]
            if not pieces:
                raise TermSyntaxError(f"empty word in term {term!r}")
            if starred:
                pieces[-1] += "*"
            choices.append(tuple(pieces))
        slots.append(choices)
    total = 1
    for slot in slots:
        total *= len(slot)
    if total > _MAX_EXPANSIONS:
        raise TermSyntaxError(f"term {term!r} expands to {total} sequences, more than {_MAX_EXPANSIONS}")
    sequences = {tuple(itertools.chain.from_iterable(parts)) for parts in itertools.product(*slots)}
    sequences.discard(())
    if not sequences:
        raise TermSyntaxError(f"term {term!r} has no word")
    return sorted(sequences)


class Lexicon:
    """Terms of many kinds, each with a value. Built once, then only read (`labels_of` keeps a cache)."""

    def __init__(self) -> None:
        self._root = _Node()
        self._stems: dict[str, str] = {}
        self._words: set[str] = set()
        self._shortest, self._longest = 99, 0
        self._cache: dict[str, tuple[str, ...]] = {}

    def add(self, term: str, kind: str, value: Any) -> None:
        """Adds all spellings of a term.

        Raises:
            TermSyntaxError: see `expand`.
        """
        for labels in expand(term):
            node = self._root
            for label in labels:
                if label.endswith("*"):
                    stem = label[:-1]
                    self._stems[stem] = label
                    self._shortest = min(self._shortest, len(stem))
                    self._longest = max(self._longest, len(stem))
                else:
                    self._words.add(label)
                node = node.next.setdefault(label, _Node())
            if (kind, value) not in node.entries:
                node.entries.append((kind, value))
        self._cache.clear()

    def labels_of(self, key: str) -> tuple[str, ...]:
        """The labels that a token with this key can stand for."""
        labels = self._cache.get(key)
        if labels is None:
            found = [key] if key in self._words else []
            for size in range(self._shortest, min(len(key), self._longest) + 1):
                stem = self._stems.get(key[:size])
                if stem:
                    found.append(stem)
            labels = self._cache[key] = tuple(found)
            if len(self._cache) > 1 << 18:
                self._cache.clear()
        return labels

    def scan(self, tokens: Sequence[Token]) -> list[Match]:
        """All matches, overlapping ones too, ordered by first token, then by length. Never crosses a paragraph."""
        return list(self._scan(tokens))

    def _scan(self, tokens: Sequence[Token]) -> Iterator[Match]:
        count = len(tokens)
        labels = [self.labels_of(t.key) if t.kind in ("word", "number") else () for t in tokens]
        root = self._root.next
        for i in range(count):
            if not labels[i]:
                continue
            states = [root[label] for label in labels[i] if label in root]
            j = i + 1
            while states:
                for node in states:
                    for kind, value in node.entries:
                        yield Match(i, j, kind, value)
                while j < count and (tokens[j].is_hyphen or tokens[j].text in _SKIPPED):
                    j += 1
                if j == count or not labels[j]:
                    break
                states = [node.next[label] for node in states for label in labels[j] if label in node.next]
                j += 1


def longest(matches: Sequence[Match]) -> list[Match]:
    """Drops each match that lies within a longer one, and of equal spans keeps all. Input may have any order."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if any(k.first <= match.first and match.last <= k.last and (k.first, k.last) != match[:2] for k in kept[-8:]):
            continue
        kept.append(match)
    return kept
