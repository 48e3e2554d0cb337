"""Finds terms in tokens: one automaton for all terms of all languages. Knows no language.

Term syntax, used by every word list under seeds/: words separated by one blank; `*` at a word's end stands for any
ending; `a|b` are alternatives for one word; `?` at a word's end makes it optional; hyphens are blanks, in terms and
in texts alike. Case, nukta, accents and the like do not matter (`text.key_of`).
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from orchestration.extract.text import HYPHENS, Token, tokenize

_MAX_EXPANSIONS = 4096
_STEPS_KEPT = 1 << 18
_SKIPPED = frozenset("()\"'“”«»‘’") | HYPHENS  # "Shanghai Cooperation Organisation (SCO) summit" names the SCO summit


class TermSyntaxError(ValueError):
    """A term that the syntax does not allow; names the term."""


class Match(NamedTuple):
    """A term found: token indexes [first, last) and what the term stands for."""

    first: int
    last: int
    kind: str
    value: Any


class _Node:
    """Where the labels told so far lead; entries: the terms that end here."""

    __slots__ = ("next", "entries")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.entries: list[tuple[str, Any]] = []


class _State:
    """All nodes that a run of keys leads to. next: the states behind it, learnt as texts come to need them."""

    __slots__ = ("nodes", "entries", "next")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.entries = [entry for node in nodes for entry in node.entries]
        self.nodes = [node for node in nodes if node.next]
        self.next: dict[str, _State] = {}


_NOWHERE = _State(())


def expand(term: str) -> list[tuple[str, ...]]:
    """All label sequences of a term; a label is a key, or a key and `*`.

    Raises:
        TermSyntaxError: the term is empty, only optional, has a `?` between alternatives, or expands to more than
            4,096 sequences.
    """
    slots = [_choices(word) for word in term.replace("-", " ").split()]
    if not all(slots):
        raise TermSyntaxError(f"empty word in term {term!r}")
    total = math.prod(map(len, slots))
    if total > _MAX_EXPANSIONS:
        raise TermSyntaxError(f"term {term!r} expands to {total} sequences, more than {_MAX_EXPANSIONS}")
    sequences = {tuple(itertools.chain.from_iterable(parts)) for parts in itertools.product(*slots)}
    sequences.discard(())
    if not sequences:
        raise TermSyntaxError(f"term {term!r} has no word")
    return sorted(sequences)


@lru_cache(maxsize=1 << 15)
def _choices(word: str) -> list[tuple[str, ...]]:
    """The label sequences that a word of a term stands for, () if it may be missing; none where one would be empty."""
    choices: list[tuple[str, ...]] = [()] if word.endswith("?") else []
    for choice in word.removesuffix("?").split("|"):
        if "?" in choice:
            raise TermSyntaxError(f"in a term, `?` stands behind the last alternative, not as in {word!r}")
        pieces = [t.key for t in tokenize(choice.rstrip("*")) if not t.is_hyphen]
        if not pieces:
            return []
        if choice.endswith("*"):
            pieces[-1] += "*"
        choices.append(tuple(pieces))
    return choices


class Lexicon:
    """Terms of many kinds, each with a value. Built once, then only read (it learns where keys lead)."""

    def __init__(self) -> None:
        self._root = _Node()
        self._start = _State([self._root])
        self._stems: dict[str, str] = {}
        self._words: set[str] = set()
        self._shortest, self._longest = 99, 0
        self._labels: dict[str, list[str]] = {}  # by key
        self._learnt = 0

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
        self._forget()

    def _forget(self) -> None:
        self._start = _State([self._root])
        self._labels.clear()
        self._learnt = 0

    def _labels_of(self, key: str) -> list[str]:
        """The labels that a token with this key answers to."""
        known = self._labels.get(key)
        if known is None:
            known = [key] if key in self._words and _is_word(key) else []
            sizes = range(self._shortest, min(len(key), self._longest) + 1)
            known += [self._stems[key[:size]] for size in sizes if key[:size] in self._stems]
            self._labels[key] = known
        return known

    def _learn(self, state: _State, key: str) -> _State:
        """Remembers where a key leads from a state."""
        labels = self._labels_of(key)
        nodes = [node.next[label] for node in state.nodes for label in labels if label in node.next]
        following = state.next[key] = _State(nodes) if nodes else _NOWHERE
        self._learnt += 1
        return following

    def scan(self, tokens: Sequence[Token]) -> Matches:
        """All matches, overlapping ones too. Never crosses a paragraph."""
        if self._learnt > _STEPS_KEPT:
            self._forget()
        found: dict[str, list[Match]] = defaultdict(list)
        keys = [token.key for token in tokens]
        start, new, count = self._start, tuple.__new__, len(keys)
        for i, key in enumerate(keys):
            state = start.next.get(key) or self._learn(start, key)
            j = i + 1
            while True:
                for kind, value in state.entries:
                    found[kind].append(new(Match, (i, j, kind, value)))
                if not state.nodes:
                    break
                while j < count and keys[j] in _SKIPPED:
                    j += 1
                if j == count:
                    break
                state = state.next.get(keys[j]) or self._learn(state, keys[j])
                j += 1
        return Matches(found)


class Matches:
    """What a lexicon found in one stretch of tokens, by kind; of one kind in order of first token, then of length."""

    __slots__ = ("by_kind", "_firsts", "_starts", "_ends")

    def __init__(self, by_kind: dict[str, list[Match]]) -> None:
        self.by_kind = by_kind
        self._firsts: dict[str, list[int]] = {}
        self._starts: dict[str, dict[int, list[Match]]] = {}
        self._ends: dict[str, dict[int, list[Match]]] = {}

    def of(self, *kinds: str) -> list[Match]:
        """All of these kinds, one kind behind the other."""
        return [match for kind in kinds for match in self.by_kind.get(kind, ())]

    def within(self, kind: str, first: int, last: int) -> list[Match]:
        """Matches of a kind that lie in [first, last)."""
        found = self.by_kind.get(kind)
        if not found:
            return []
        firsts = self._firsts.get(kind)
        if firsts is None:
            firsts = self._firsts[kind] = [match[0] for match in found]
        begin = bisect_left(firsts, first)
        end = bisect_left(firsts, last, begin)
        return [match for match in found[begin:end] if match[1] <= last] if begin < end else []

    def starting(self, kind: str, i: int) -> list[Match]:
        """Matches of a kind that begin at token i, the longest first."""
        index = self._starts.get(kind)
        if index is None:
            index = self._starts[kind] = self._index(kind, "first")
        return index.get(i, _NONE)

    def ending(self, kind: str, i: int) -> list[Match]:
        """Matches of a kind that end just before token i, the longest first."""
        index = self._ends.get(kind)
        if index is None:
            index = self._ends[kind] = self._index(kind, "last")
        return index.get(i, _NONE)

    def ends_in(self, kind: str, first: int, last: int) -> bool:
        """Whether a match of a kind ends just before one of the tokens [first, last)."""
        return kind in self.by_kind and any(self.ending(kind, i) for i in range(first, last))

    def _index(self, kind: str, edge: Literal["first", "last"]) -> dict[int, list[Match]]:
        positions: dict[int, list[Match]] = {}
        for match in self.by_kind.get(kind, ()):
            positions.setdefault(match.first if edge == "first" else match.last, []).append(match)
        for found in positions.values():
            if len(found) > 1:
                found.sort(key=_length, reverse=True)
        return positions


_NONE: list[Match] = []


def _length(match: Match) -> int:
    return match.last - match.first


def _is_word(key: str) -> bool:
    """Terms are made of words, numbers, "&", "+", "'s", commas and full stops ("M&MTC", "2+2", "year's end", "U.S.",
    ", meeting"); other signs match nothing."""
    return key in ("&", "+", ".", ",") or any(token.kind in ("word", "number", "possessive") for token in tokenize(key))


def longest(matches: Sequence[Match]) -> list[Match]:
    """Drops each match that lies within a longer one, and of equal spans keeps all. Input may have any order."""
    if len(matches) < 2:
        return list(matches)
    kept: list[Match] = []
    first = last = -1  # of the match kept that reaches farthest
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if match.last > last:
            first, last = match.first, match.last
        elif match.first != first or match.last != last:
            continue
        kept.append(match)
    return kept
