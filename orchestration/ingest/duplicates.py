"""Tells syndicated copies apart from different reports: groups of texts that share most of their wording.

Belongs here: likeness of texts. Does not: which of them counts, or what they tell.
"""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from typing import TYPE_CHECKING

import numpy as np
import regex
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        texts: document_id and the article's own text (title and body), in any order. Of each, its sketch (256 bytes)
            stays in memory; the hashes of its shingles are kept in a temporary file.
    """
    ids: list[str] = []
    sketches: list[npt.NDArray[np.uint32]] = []
    numbers: list[int] = []  # whose sketches these are: a text without words has none
    ends = [0]
    with tempfile.TemporaryFile() as file:
        for document_id, text in texts:
            hashes = _hashes(text)
            if hashes.size:
                numbers.append(len(ids))
                sketches.append(_sketch(hashes))
                file.write(hashes.tobytes())
            ids.append(document_id)
            ends.append(ends[-1] + hashes.size)
        leader = list(range(len(ids)))

        def find(number: int) -> int:
            while leader[number] != number:
                leader[number] = leader[leader[number]]
                number = leader[number]
            return number

        def stored(number: int) -> npt.NDArray[np.uint64]:
            file.seek(8 * ends[number])
            return np.frombuffer(file.read(8 * (ends[number + 1] - ends[number])), np.uint64)

        for one, other in _candidates(sketches):
            a, b = numbers[one], numbers[other]
            first, second = find(a), find(b)
            if first != second and _likeness(stored(a), stored(b)) >= MIN_LIKENESS:
                first, second = sorted((first, second), key=ids.__getitem__)
                leader[second] = first
    return {document_id: ids[find(number)] for number, document_id in enumerate(ids)}


def _candidates(sketches: Sequence[npt.NDArray[np.uint32]]) -> Iterator[tuple[int, int]]:
    """Pairs of sketches that have the same band, some of them several times."""
    if not sketches:
        return
    every = np.stack(sketches)
    rows = MinHashLSH(threshold=_CANDIDATE_LIKENESS, num_perm=_PERMUTATIONS).r
    for start in range(0, _PERMUTATIONS - rows + 1, rows):
        band = np.ascontiguousarray(every[:, start : start + rows]).view(f"V{4 * rows}").ravel()
        order = np.argsort(band, kind="stable")
        for alike in np.split(order, np.flatnonzero(band[order][1:] != band[order][:-1]) + 1):
            if len(alike) > 1:
                yield from itertools.combinations(alike.tolist(), 2)


def _sketch(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    sketch.update_batch(hashes & np.uint64(0xFFFFFFFF))
    return np.asarray(sketch.hashvalues, np.uint32)


def _hashes(text: str) -> npt.NDArray[np.uint64]:
    """The shingles of a text as numbers, sorted."""
    own = _shingles(text)
    digests = b"".join(hashlib.blake2b(shingle, digest_size=8).digest() for shingle in own)
    return np.unique(np.frombuffer(digests, "<u8"))


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
