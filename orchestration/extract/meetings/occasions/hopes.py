"""What is said at a contact told behind it, of the future above all: "'See you in Kazan,' X told Y at the talks".

By quotation marks and words of a plan. Not here: other dates and places that are not a contact's (`dating`, `placing`).
"""

from __future__ import annotations

from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import END_QUOTES

_HOPES = ("m:future", "m:by_us", "m:discussion")


def is_of_hopes(reading: Reading, end: int, candidate: Candidate) -> bool:
    """Whether a day or place that ends at a token is that of a plan, in what was said at a contact told behind it:
    «"Ждем вас в Казани в октябре", — сказал Х на встрече с Y»."""
    closing = end_of_quotation(reading, end, candidate.match)
    if closing is None:
        return False
    said = (candidate.sentence.first, closing)
    return bool(reading.has("m:cue", "planned", *said)) or any(reading.within(kind, *said) for kind in _HOPES)


def end_of_quotation(reading: Reading, i: int, match: Match) -> int | None:
    """Where what was said ends, if token i is of it and who said it stands before a contact: "'We met last in June,' |
    he said as he opened the talks"."""
    closing = next((k for k in range(i, match.first) if reading.tokens[k].text in END_QUOTES), None)
    return closing if closing is not None and reading.within("m:says", closing, match.last) else None
