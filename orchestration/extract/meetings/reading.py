"""The words of an article and their meanings: tokens, what the lexicon found in them, the rules of their languages.

Questions about words by their place alone. Not here: what the words name (`parties`), what a clause makes of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orchestration.contracts.codes import Language
from orchestration.extract.lexicon import Match, Matches
from orchestration.extract.meetings.rules import MeetingRules, Trigger
from orchestration.extract.text import Token

_SCRIPT_LANGUAGE = {"deva": Language.HI, "latn": Language.EN, "cyrl": Language.RU}


class Reading:
    """Tokens of one article with everything the lexicon found in them, by kind, and the rules of their languages."""

    def __init__(
        self,
        tokens: Sequence[Token],
        matches: Matches,
        rules: Mapping[Language, MeetingRules],
        language: Language,
        sides: tuple[str, str],
    ) -> None:
        self.tokens, self.rules, self.language, self.sides = tokens, rules, language, sides
        self.by_kind = matches.by_kind
        self.within, self.starting, self.ending = matches.within, matches.starting, matches.ending
        self.ends_in = matches.ends_in
        self._rules_of = {script: rules[of] for script, of in _SCRIPT_LANGUAGE.items()}
        self._borrowed = _borrowed(tokens, language)

    def rules_at(self, i: int) -> MeetingRules:
        """The rules of the language in which token i is written; of words borrowed, those of the sentence around."""
        if 0 <= i < len(self.tokens) and self.tokens[i].kind == "word" and i not in self._borrowed:
            return self._rules_of.get(self.tokens[i].script) or self.rules[self.language]
        return self.rules[self.language]

    def trigger_of(self, match: Match) -> Trigger:
        """What a word of contact stands for: the rule behind a match of `m:trigger`."""
        language, identifier = match.value
        return self.rules[language].trigger(identifier)

    def is_trip(self, match: Match) -> bool:
        """Whether a word of contact is one for a visit."""
        return self.trigger_of(match).part == "visit"

    def without_signs(self, first: int, last: int) -> int:
        """Where [first, last) ends without the punctuation behind its last word."""
        while last > first and self.tokens[last - 1].kind == "punct":
            last -= 1
        return last

    def behind_note(self, i: int, reach: int) -> int:
        """One past a note in brackets that begins at token i and ends within so many tokens; i where none does."""
        if i >= len(self.tokens) or self.tokens[i].text != "(":
            return i
        return next((j + 1 for j in range(i, min(i + reach, len(self.tokens))) if self.tokens[j].text == ")"), i)

    def ends_in_colon(self, first: int, last: int) -> bool:
        """Whether a line [first, last) ends in a colon, as one does that begins a list."""
        signs = (token.text for token in reversed(self.tokens[first:last]) if not token.text.isspace())
        return next(signs, "") == ":"

    def has_comma(self, first: int, last: int) -> bool:
        """Whether a comma stands in [first, last)."""
        return any(token.text == "," for token in self.tokens[first:last])

    def has(self, kind: str, detail: str, first: int, last: int) -> Match | None:
        """The first match of kind and detail in [first, last)."""
        return next((m for m in self.within(kind, first, last) if m.value[1] == detail), None)


def _borrowed(tokens: Sequence[Token], language: Language) -> set[int]:
    """Words in another script that a sentence of the article's language takes in, without a sign between: of "Modi ने
    Putin से मुलाकात की" the names, of a quotation in English nothing."""
    found: set[int] = set()
    run: list[int] = []
    taken_in = False  # whether a word of the language stands right before them
    for i, token in enumerate([*tokens, None]):
        before = tokens[run[-1]] if run else None
        if token is not None and before is not None and token.sentence != before.sentence:
            run, taken_in = _closed(run, found, taken_in=taken_in), False
        if token is None or token.kind != "word":
            run, taken_in = _closed(run, found, taken_in=taken_in), False
        elif _SCRIPT_LANGUAGE.get(token.script) is language:
            _closed(run, found, taken_in=True)
            run, taken_in = [], True
        else:
            run.append(i)
    return found


def _closed(run: list[int], found: set[int], *, taken_in: bool) -> list[int]:
    """Keeps a run of words that a sentence takes in, and begins another."""
    if taken_in:
        found.update(run)
    return []
