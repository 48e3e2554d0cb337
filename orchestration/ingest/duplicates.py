"""Tells syndicated copies apart from different reports: groups of texts that share most of their wording.

Belongs here: likeness of texts. Does not: which of them counts, or what they tell.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import regex
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

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


def near_duplicate_groups(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Maps each document_id to the smallest document_id among its near-identical texts; its own where it is alone.

    Args:
        texts: document_id and the article's own text (title and body), in any order. Of each, only some kilobytes of
            hashes stay in memory.
    """
    hashes: dict[str, npt.NDArray[np.uint64]] = {}
    leader: dict[str, str] = {}

    def find(document_id: str) -> str:
        while leader[document_id] != document_id:
            leader[document_id] = leader[leader[document_id]]
            document_id = leader[document_id]
        return document_id

    index = MinHashLSH(threshold=_CANDIDATE_LIKENESS, num_perm=_PERMUTATIONS)
    for document_id, text in texts:
        leader[document_id] = document_id
        own = _shingles(text)
        if not own:
            continue
        hashes[document_id] = np.unique(np.fromiter(map(_hash, own), np.uint64, len(own)))
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch(own)
        for candidate in index.query(sketch):
            a, b = find(candidate), find(document_id)
            if a != b and _likeness(hashes[document_id], hashes[candidate]) >= MIN_LIKENESS:
                leader[max(a, b)] = min(a, b)
        index.insert(document_id, sketch, check_duplication=False)
    return {document_id: find(document_id) for document_id in leader}


def _hash(shingle: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "little")


def _shingles(text: str) -> frozenset[bytes]:
    """Runs of words, in one spelling; a short text is one shingle as a whole."""
    words = _WORD.findall(text.translate(_SAME).lower())
    count = len(words) - SHINGLE_WORDS + 1
    if count < MIN_SHINGLES:
        return frozenset({" ".join(words).encode()}) if words else frozenset()
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(count))


def _likeness(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> float:
    shared = np.intersect1d(a, b, assume_unique=True).size
    return float(shared / (a.size + b.size - shared))
