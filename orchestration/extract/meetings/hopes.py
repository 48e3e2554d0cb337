"""What is said of the future at a contact told behind it: "\"See you in Kazan in May,\" X told Y at their meeting".

By quotation marks and words of a plan. Not here: other dates and places that are not a contact's (`dating`, `placing`).
"""

from __future__ import annotations

from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.reading import Reading

_CLOSING = frozenset('"”»')  # signs that end a quotation
_HOPES = ("m:future", "m:by_us", "m:discussion")


def is_of_hopes(reading: Reading, end: int, candidate: Candidate) -> bool:
    """Whether a day or place that ends at a token is that of a plan, in what was said at a contact told behind it:
    «"Ждем вас в Казани в октябре", — сказал Х на встрече с Y»."""
    match, begin = candidate.match, candidate.sentence.first
    ends = [i for i in range(end, match.first) if reading.tokens[i].text in _CLOSING]
    if not ends or not reading.within("m:says", ends[0], match.first):
        return False
    planned = any(m.value[1] == "planned" for m in reading.within("m:cue", begin, ends[0]))
    return planned or any(reading.within(kind, begin, ends[0]) for kind in _HOPES)
