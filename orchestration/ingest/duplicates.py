"""Tells syndicated copies apart from different reports: groups of texts that share most of their wording.

Belongs here: likeness of texts. Does not: which of them counts, or what they tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Words that make one shingle: long enough that two reports of one event hardly share any.
SHINGLE_WORDS = 4
#: Share of common shingles (Jaccard) from which two texts are copies. A copy that was cut to a third keeps as much.
MIN_LIKENESS = 0.3
#: Shorter texts are copies only where they are equal; a few shared words say nothing.
MIN_SHINGLES = 12
_PERMUTATIONS = 64
#: Candidates are looked for below the threshold, since MinHash only estimates; each is then compared exactly.
_CANDIDATE_LIKENESS = 0.2

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
#: Nukta, joiners, and the Russian yo, which writers leave out as they like.
_SAME = str.maketrans({"\u093c": "", "\u200c": "", "\u200d": "", "\u0451": "\u0435"})


def near_duplicate_groups(texts: Mapping[str, str]) -> dict[str, str]:
    """Maps each document_id to the smallest document_id among its near-identical texts; its own where it is alone.

    Args:
        texts: document_id to the article's own text (title and body).
    """
    shingles = {document_id: _shingles(texts[document_id]) for document_id in sorted(texts)}
    leader = {document_id: document_id for document_id in shingles}

    def find(document_id: str) -> str:
        while leader[document_id] != document_id:
            leader[document_id] = leader[leader[document_id]]
            document_id = leader[document_id]
        return document_id

    index = MinHashLSH(threshold=_CANDIDATE_LIKENESS, num_perm=_PERMUTATIONS)
    for document_id, own in shingles.items():
        if not own:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch(own)
        for candidate in index.query(sketch):
            a, b = find(candidate), find(document_id)
            if a != b and _likeness(own, shingles[candidate]) >= MIN_LIKENESS:
                leader[max(a, b)] = min(a, b)
        index.insert(document_id, sketch, check_duplication=False)
    return {document_id: find(document_id) for document_id in texts}


def _shingles(text: str) -> frozenset[bytes]:
    """Runs of words, in one spelling; a short text is one shingle as a whole."""
    words = _WORD.findall(text.translate(_SAME).lower())
    count = len(words) - SHINGLE_WORDS + 1
    if count < MIN_SHINGLES:
        return frozenset({" ".join(words).encode()}) if words else frozenset()
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(count))


def _likeness(a: frozenset[bytes], b: frozenset[bytes]) -> float:
    return len(a & b) / len(a | b)
