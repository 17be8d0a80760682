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
_FEW, _LAST = 16, 255


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
    count = full.sum(axis=1)
    out = least.copy()
    few = np.flatnonzero((count > 0) & (count <= _FEW))
    if len(few):
        out[few] = _filled_from_few(least[few], full[few], count[few])
    row, column = np.nonzero(~full & (count > _FEW)[:, None])
    order = _orders()
    for step in range(BINS):
        if not len(row):
            break
        asked = order[column, step]
        held = full[row, asked]
        out[row[held], column[held]] = least[row[held], asked[held]]
        row, column = row[~held], column[~held]
    return out


def _filled_from_few(
    least: NDArray[np.uint32], full: NDArray[np.bool_], count: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The same for short texts, whose few full bins are quicker compared than looked for."""
    most = int(count.max())
    bins = np.argsort(~full, axis=1, kind="stable")[:, :most]
    rank = _ranks()[bins]
    rank[np.arange(most) >= count[:, None]] = _LAST
    first = np.take_along_axis(bins, rank.argmin(axis=1), axis=1)
    return np.where(full, least, np.take_along_axis(least, first, axis=1))


@cache
def _orders() -> NDArray[np.int64]:
    """For each bin, the others in an order that never changes, shape (64, 64)."""
    hashed = _scattered(np.arange(BINS * BINS, dtype=np.uint64) + np.uint64(_SEED))
    return np.argsort(hashed.reshape(BINS, BINS), axis=1, kind="stable")


@cache
def _ranks() -> NDArray[np.uint8]:
    """Place of each bin (rows) in the order of each (columns), shape (64, 64)."""
    return np.argsort(_orders(), axis=1).T.astype(np.uint8)


def _scattered(number: Hashes) -> Hashes:
    """The finalizer of splitmix64: neighbours end far from each other."""
    mixed = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
