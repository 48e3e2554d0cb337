"""Dates and durations of an article: found in tokens, resolved to days. The door to this package.

Not here: when an article was written (`anchor`), or which date belongs to which meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.extract.dates.durations import find_durations
from orchestration.extract.dates.expressions import DateExpression, Duration
from orchestration.extract.dates.reader import DateReader
from orchestration.extract.dates.resolver import UNKNOWN, Tense, resolve
from orchestration.extract.dates.rules import DateRules, Vocabulary, heads
from orchestration.extract.dates.tokens import DateTokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orchestration.contracts.codes import Language
    from orchestration.extract.lexicon import Lexicon, Matches
    from orchestration.extract.model import Anchor, Interval
    from orchestration.extract.text import Token

__all__ = ["UNKNOWN", "DateExpression", "DateFinder", "DateRules", "Duration", "Tense", "resolve"]


class DateFinder:
    """Finds dates and durations of all languages at once, so that English dates in Hindi text are found too."""

    def __init__(self, rules: Mapping[Language, DateRules]) -> None:
        """Takes dates.yaml of every language."""
        self._rules = rules
        self._words = Vocabulary(rules)

    def add_to(self, lexicon: Lexicon) -> None:
        """Registers the words that dates and durations are built around: kind `date`, values (kind, value)."""
        for language, rules in self._rules.items():
            for kind, value, terms in heads(language, rules):
                for term in terms:
                    lexicon.add(term, "date", ("date:" + kind, value))

    def find(self, tokens: Sequence[Token], matches: Matches) -> list[DateExpression]:
        """The dates in `tokens`, in order and without overlap; `matches`: the lexicon's scan of the same tokens."""
        return DateReader(self._words, tokens, matches).dates()

    def find_durations(self, tokens: Sequence[Token], matches: Matches) -> list[Duration]:
        """The durations in `tokens` told in hours and minutes, in order and without overlap."""
        return find_durations(DateTokens(self._words, tokens, matches))

    def resolve(
        self, expression: DateExpression, anchor: Anchor, context: Interval | None = None, tense: Tense = "unknown"
    ) -> Interval:
        """See `resolver.resolve`."""
        return resolve(expression, anchor, context, tense)
