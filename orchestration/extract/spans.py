"""Things found in one article, in order of the text, looked up by tokens without going through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

_LONGEST = 60  # tokens of the longest thing looked for by what it covers


class Span(Protocol):
    """Anything of tokens [first, last)."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


S = TypeVar("S", bound=Span)


class Spans(Generic[S]):
    """Ordered by first token."""

    __slots__ = ("_items", "_firsts")

    def __init__(self, items: Iterable[S]) -> None:
        self._items = list(items)
        self._firsts = [item.first for item in self._items]

    def __iter__(self) -> Iterator[S]:
        return iter(self._items)

    def within(self, first: int, last: int) -> list[S]:
        """Those that begin in [first, last)."""
        begin = bisect_left(self._firsts, first)
        return self._items[begin : bisect_left(self._firsts, last, begin)]

    def cover(self, first: int, last: int) -> bool:
        """Whether one of them holds all tokens of [first, last)."""
        begin = bisect_left(self._firsts, first - _LONGEST)
        end = bisect_left(self._firsts, first + 1, begin)
        return any(item.last >= last for item in self._items[begin:end])

    def before(self, i: int) -> Iterator[S]:
        """Those that begin before token i, the nearest first."""
        for n in range(bisect_left(self._firsts, i) - 1, -1, -1):
            yield self._items[n]
