"""A short signature of a text's five-word runs, by which texts that are nearly alike are found.

One-permutation MinHash: each run is hashed once, the hash says which bin it falls into and
with what value, and a bin keeps its least value. Bins that stay empty borrow from a full one
found in an order of their own (Shrivastava 2017, Optimal Densification for Fast and Accurate
Minwise Hashing, ICML). The share of bins in which two signatures agree estimates the Jaccard
similarity of the two sets of runs. Hashes are the same on every machine and in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
RUN = 5
"""Words in a run."""
BINS = 64
_NOTHING = np.uint32(0xFFFFFFFF)
_ODD = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0x27D4EB2F165667C5,
        0x85EBCA77C2B2AE63,
    ],
    np.uint64,
)
_SEED = 20170806
_AT_ONCE = 100_000
"""Empty bins filled at a time."""


class _Words(dict[str, int]):
    """Hash of each word, made when first met."""

    def __missing__(self, word: str) -> int:
        found = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
        self[word] = found
        return found


_words = _Words()


def runs(texts: Sequence[Sequence[str]]) -> tuple[Hashes, NDArray[np.int64]]:
    """A hash of every run of five words, and the number of the text it is from.

    A text of fewer words is one run; of none, none. Shapes (runs,).
    """
    counts = np.array([len(words) for words in texts], np.int64)
    total = int(counts.sum())
    word = np.fromiter(map(_words.__getitem__, chain.from_iterable(texts)), np.uint64, total)
    word = np.concatenate([word, np.zeros(RUN, np.uint64)])
    many = np.where(counts > 0, np.maximum(counts - RUN + 1, 1), 0)
    text = np.repeat(np.arange(len(counts)), many)
    within = np.arange(len(text)) - np.repeat(np.cumsum(many) - many, many)
    first = (np.cumsum(counts) - counts)[text] + within
    mixed = np.minimum(counts, RUN).astype(np.uint64)[text]
    for k in range(RUN):
        # A short text ends before its run does.
        inside = (within + k < counts[text]).astype(np.uint64)
        mixed += word[first + k] * _ODD[k] * inside
    return _scattered(mixed), text


def signatures(texts: Sequence[Sequence[str]]) -> NDArray[np.uint32]:
    """Signature of each text.

    Parameters
    ----------
    texts
        The words of each.

    Returns
    -------
    ndarray of uint32, shape (texts, 64)
        All ones for a text without words.

    Examples
    --------
    >>> a = "the two sides will deepen their comprehensive strategic partnership".split()
    >>> one, two, other = signatures([a, a, a[::-1]])
    >>> bool((one == two).all()), bool((one == other).any())
    (True, False)
    """
    hashes, text = runs(texts)
    least = np.full((len(texts), BINS), _NOTHING)
    # The last value stands for an empty bin.
    value = np.minimum(hashes & np.uint64(0xFFFFFFFF), np.uint64(0xFFFFFFFE)).astype(np.uint32)
    place = (hashes >> np.uint64(58)).astype(np.int64)
    np.minimum.at(least.reshape(-1), text * BINS + place, value)
    return _filled(least)


def _filled(least: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Empty bins take the value of the first full one in their own order."""
    full = least != _NOTHING
    row, column = np.nonzero(~full & full.any(axis=1)[:, None])
    order = _orders()
    out = least.copy()
    for a in range(0, len(row), _AT_ONCE):
        r, c = row[a : a + _AT_ONCE], column[a : a + _AT_ONCE]
        first = full[r[:, None], order[c]].argmax(axis=1)
        out[r, c] = least[r, order[c, first]]
    return out


@cache
def _orders() -> NDArray[np.int64]:
    """For each bin, the others in an order that never changes, shape (64, 64)."""
    hashed = _scattered(np.arange(BINS * BINS, dtype=np.uint64) + np.uint64(_SEED))
    return np.argsort(hashed.reshape(BINS, BINS), axis=1, kind="stable")


def _scattered(number: Hashes) -> Hashes:
    """The finalizer of splitmix64: neighbours end far from each other."""
    mixed = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
