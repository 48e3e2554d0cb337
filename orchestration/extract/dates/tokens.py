"""Tokens as the readers of dates see them: the words of dates among them, their neighbours, numbers.

What can be told within a few tokens; what they make together is decided by `reader` and `durations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.extract.lexicon import Match

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from orchestration.extract.dates.rules import Vocabulary
    from orchestration.extract.lexicon import Matches
    from orchestration.extract.text import Token

EXPLICIT_YEARS = range(1900, 2100)
_BULLETS = frozenset("•●▪■►*·–—-")  # before the first word of a line
_HEAD = 8  # tokens of the head of a line: "2014, New Delhi:"


class DateTokens:
    """Tokens with the words of dates that the lexicon found. heads: of these, the longest, none overlapping another."""

    def __init__(self, words: Vocabulary, tokens: Sequence[Token], matches: Matches) -> None:
        """Takes the lexicon's scan of the same tokens."""
        self.words = words
        self.tokens = tokens
        self.heads: list[Match] = []
        best: Match | None = None
        for first, last, _, word in matches.of(
            "date"
        ):  # ordered by first token, then by length: the longest at the first place wins
            if best is not None and first != best.first:
                if first < best.last:
                    continue
                self.heads.append(best)
            best = Match(first, last, *word)
        if best is not None:
            self.heads.append(best)
        self.by_first = {head[0]: head for head in self.heads}
        self.by_last = {head[1]: head for head in self.heads}

    def key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def is_glued(self, i: int) -> bool:
        """Whether token i follows token i-1 without a blank."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def is_hyphen(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].is_hyphen

    def is_number(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "number"

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "word"

    def phrase_at(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that begins at token i, or ()."""
        for size in (3, 2, 1):
            phrase = tuple(t.key for t in self.tokens[i : i + size])
            if len(phrase) == size and phrase in phrases:
                return phrase
        return ()

    def phrase_before(self, phrases: Collection[tuple[str, ...]], i: int) -> tuple[str, ...]:
        """The longest of `phrases` that ends before token i, or ()."""
        for size in (3, 2, 1):
            if i >= size:
                phrase = tuple(t.key for t in self.tokens[i - size : i])
                if phrase in phrases:
                    return phrase
        return ()

    def is_free_left(self, i: int) -> bool:
        """Whether the number at i begins there: no "G-20", "2,000", "5.4", "15:10", "$20"."""
        if not self.is_glued(i):
            return True
        before = self.tokens[i - 1]
        if before.kind in ("word", "number"):
            return False
        if before.is_hyphen:
            head = self.by_last.get(i - 1)
            if head is not None and head.kind == "date:month":
                return True  # "30 November-2 December"
            told = i - 2 - (self.key(i - 2) in self.words.ordinal_suffixes)  # "4-5 December", "4th-5th December"
            return not self.is_glued(i - 1) or (self.is_number(told) and len(self.key(told)) <= 2)
        if before.text in ".,:/" and self.is_glued(i - 1):
            return self.tokens[i - 2].kind == "word" or (before.text == "," and len(self.key(i)) != 3)
        return before.text not in "#@$₹€£:/" and not before.text.isalnum()

    def is_free_right(self, i: int) -> bool:
        """Whether the number at i ends there: no "5,000", "5.4", "5:30", "5%", "5km"."""
        after = i + 1
        if not self.is_glued(after):
            return True
        token = self.tokens[after]
        if token.kind in ("word", "number") or token.text == "%":
            return False
        return not (token.text in ".,:/" and self.is_glued(after + 1) and self.is_number(after + 1))

    def day_at(self, i: int) -> tuple[int, int] | None:
        """A day of a month that begins at token i: the day, and one past its last token."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        words = self.words
        if token.kind == "number":
            if len(token.key) > 2 or not 1 <= int(token.key) <= 31 or not self.is_free_left(i):
                return None
            j = i + 1
            if self.is_glued(j) and self.key(j) in words.ordinal_suffixes:
                return int(token.key), j + 1
            if self.is_glued(j) and self.is_hyphen(j) and self.is_glued(j + 1) and self.is_word(j + 1):
                if self.key(j + 1) in words.ordinal_suffixes:
                    return int(token.key), j + 2
                word = self.by_first.get(j + 1)
                if word is None or word.kind != "date:month":
                    return None
            return int(token.key), j
        if token.kind != "word":
            return None
        tens = words.tens.get(token.key)
        if tens is not None:
            j = i + 2 if self.is_hyphen(i + 1) else i + 1
            one = words.ordinals.get(self.key(j), 0)
            if 1 <= one <= 9 and tens + one <= 31:
                return tens + one, j + 1
        day = words.day_words.get(token.key)
        return (day, i + 1) if day is not None else None

    def day_ending(self, end: int) -> tuple[int, int] | None:
        """A day of a month whose last token is end-1: the day, and its first token."""
        for first in (end - 3, end - 2, end - 1):
            found = self.day_at(first)
            if found is not None and found[1] == end:
                return found[0], first
        return None

    def year_at(self, i: int) -> tuple[int, int] | None:
        """A year that begins at token i beside a month or season: the year, and one past its last token."""
        if not 0 <= i < len(self.tokens):
            return None
        if self.key(i) in self.words.year_before:
            i += 1
        if not self.is_number(i) or len(self.key(i)) != 4 or int(self.key(i)) not in EXPLICIT_YEARS:
            return None
        if not self.is_free_left(i) or self.key(i + 1) in self.words.counted:
            return None
        j = i + 1
        if self.is_glued(j) and self.is_hyphen(j) and self.is_glued(j + 1):
            if self.key(j + 1) in self.words.ordinal_suffixes:
                j += 2
            elif self.is_number(j + 1) and len(self.key(j + 1)) in (2, 4):
                return None  # a fiscal year or a span of years
        elif not self.is_free_right(i) and self.key(j) not in self.words.year_after:
            if not (self.is_word(j) and self.tokens[j].is_capitalised):  # "18 November 2024World", glued by its page
                return None
        if self.key(j) in self.words.year_after:
            j += 1
        return int(self.key(i)), j

    def year_after(self, end: int) -> tuple[int, int] | None:
        """A year after a month or season that ends before token `end`: directly, behind a comma or "of"."""
        found = self.year_at(end)
        if found is None and (self.key(end) in (",", ".") or self.key(end) in self.words.glue):
            found = self.year_at(end + 1)
        if found is None and self.is_hyphen(end) and self.is_glued(end) and self.is_glued(end + 1):
            found = self.year_at(end + 1)  # "04-Dec-2025"
        if found is None and self.key(end) == "." and self.key(end + 1) == ",":
            found = self.year_at(end + 2)
        modifier = self.by_first.get(end)
        if found is None and modifier is not None and modifier.kind == "date:modifier":
            found = self.year_at(modifier.last + (self.key(modifier.last) == ","))  # «прошлого, 2006 года»
        return found

    def count_before(self, end: int) -> tuple[float, int] | None:
        """A cardinal before token `end`, halves included: its value and first token; None for "two or three"."""
        i = end - 1
        if self.is_hyphen(i):
            i -= 1
        half = 0.0
        keys: list[str] = []
        places: list[int] = []
        for k in range(i, max(i - 8, -1), -1):
            if not self.tokens[k].is_hyphen:
                keys.insert(0, self.key(k))
                places.insert(0, k)
        for size in (3, 2):
            if len(keys) > size and tuple(keys[-size:]) in self.words.halves:
                half = 0.5
                del keys[-size:], places[-size:]
                break
        if not places:
            return None
        i = places[-1]
        value: float
        if self.is_number(i):
            value = float(self.key(i)[:6])
            point = self.key(i - 1)
            if point in (".", ",") and self.is_glued(i) and self.is_glued(i - 1) and self.is_number(i - 2):
                value, i = float(f"{self.key(i - 2)[:6]}.{self.key(i)[:6]}"), i - 2
            if not self.is_free_left(i):
                return None
        elif self.key(i) in self.words.additions:
            value = 1 + self.words.additions[self.key(i)]
        elif self.key(i) in self.words.cardinals:
            value = self.words.cardinals[self.key(i)]
            if value < 10 and len(places) > 1 and self.words.cardinals.get(keys[-2], 0) in range(20, 100, 10):
                value, i = value + self.words.cardinals[keys[-2]], places[-2]
            elif self.key(i - 1) in self.words.additions:
                value, i = value + self.words.additions[self.key(i - 1)], i - 1
        else:
            return None
        j = i - 1
        joined = self.is_hyphen(j) or bool(self.phrase_before(self.words.tos, i))
        if joined and (self.is_number(j - 1) or self.key(j - 1) in self.words.cardinals):
            return None
        return value + half, i

    def heads_line(self, i: int) -> bool:
        """Whether a number is a line by itself, or in one's head, as in a chronicle: "2012: in December …".

        "2014 – Modi met …", "2014, New Delhi: …", "New Delhi (2014): …".
        """
        first = next((j for j in range(i, max(-1, i - _HEAD), -1) if self._begins_line(j)), None)
        if first is None or (first < i and self.key(i - 1) not in (",", "(")):
            return False
        last = next((j for j in range(i + 1, first + _HEAD) if self._ends_head(j)), None)
        if last is None:
            return False
        plain = last == i + 1 or (self.key(i + 1) == ")" and last == i + 2)
        return plain or (self.key(last) == ":" and self.key(i + 1) == ",")

    def _begins_line(self, i: int) -> bool:
        if i > 0 and self.tokens[i - 1].text in _BULLETS:
            i -= 1
        return i == 0 or self.tokens[i - 1].kind == "newline"

    def _ends_head(self, i: int) -> bool:
        """Whether the head of a line ends before token i: at a colon, a dash, or with the line."""
        if i >= len(self.tokens) or self.tokens[i].kind == "newline" or self.key(i) == ":":
            return True
        return self.is_hyphen(i) and not self.is_glued(i) and self.is_word(i + 1)
