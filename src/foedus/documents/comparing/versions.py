"""Paragraphs of two versions of a document: kept, moved, rewritten, added, dropped.

Paragraphs are alike by the share of word pairs they have in common (Dice's coefficient over
bigrams, single words counted too, so that short ones can be compared). The most alike are
paired first, one with one. Of the pairs the longest run in the same order stays; what
crosses it has moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Change = Literal["kept", "moved", "rewritten", "moved and rewritten", "added", "dropped"]
CHANGES: tuple[Change, ...] = get_args(Change)
ALIKE = 0.4
"""From which share of word pairs on two paragraphs are versions of one another."""
SAME = 0.995
_BLOCK = 4096
"""Words and word pairs that are held against each other at once."""


@dataclass(frozen=True)
class Aligned:
    """What became of every paragraph.

    Parameters
    ----------
    old, new : ndarray
        Numbers of paragraphs, -1 where there is none on that side; in the order of the new
        version, what was dropped where it stood.
    change : tuple of str
        One of `CHANGES` for each.
    alike : ndarray
        Share of word pairs in common, 0 to 1; nan for added and dropped ones.
    """

    old: NDArray[np.int64]
    new: NDArray[np.int64]
    change: tuple[Change, ...]
    alike: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.change)

    def counts(self) -> dict[Change, int]:
        """How many paragraphs met each change."""
        found = Counter(self.change)
        return {change: found.get(change, 0) for change in CHANGES}

    def frame(self) -> pd.DataFrame:
        """One row a paragraph: old, new (empty where there is none), change, alike."""
        import pandas as pd

        sides = {
            name: pd.array([None if k < 0 else k for k in rows.tolist()], dtype="Int64")
            for name, rows in (("old", self.old), ("new", self.new))
        }
        return pd.DataFrame({**sides, "change": self.change, "alike": self.alike})


def aligned(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], *, alike: float = ALIKE
) -> Aligned:
    """Pair the paragraphs of two versions.

    Parameters
    ----------
    old, new
        Words of each paragraph (`foedus.documents.language.words.words`).
    alike
        From which share of word pairs on two paragraphs are versions of one another.

    Examples
    --------
    >>> old = [["peace", "first"], ["trade", "and", "investment", "grow"]]
    >>> new = [["trade", "and", "investment", "grow"], ["peace", "first"], ["new", "part"]]
    >>> aligned(old, new).change
    ('kept', 'moved', 'added')
    """
    share = likeness(old, new)
    pairs = _paired(share, alike)
    stays = _in_order([p[1] for p in pairs])
    rows: list[tuple[float, int, int, Change, float]] = []
    place = {}
    for (i, j), stay in zip(pairs, stays, strict=True):
        place[i] = j
        rows.append((j, i, j, _change(stay, share[i, j]), float(share[i, j])))
    met = {j for _, j in pairs}
    rows += [(j, -1, j, "added", np.nan) for j in range(len(new)) if j not in met]
    last = -1.0
    for i in range(len(old)):
        if i in place:
            last = float(place[i])
        else:
            rows.append((last + 0.5, i, -1, "dropped", np.nan))
    rows.sort(key=lambda row: (row[0], row[1]))
    return Aligned(
        np.array([row[1] for row in rows], np.int64),
        np.array([row[2] for row in rows], np.int64),
        tuple(row[3] for row in rows),
        np.array([row[4] for row in rows], float),
    )


def likeness(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Dice's coefficient of words and word pairs, shape (old, new)."""
    known: dict[object, int] = {}
    rows = [_features(words, known) for words in (*old, *new)]
    n, wide = len(old), max(len(known), 1)
    row = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    feature = np.concatenate([np.zeros(0, np.int64), *rows])
    cell, count = np.unique(row * wide + feature, return_counts=True)
    row, feature = np.divmod(cell, wide)
    size = np.bincount(row, count, len(rows))
    # Only what both versions have can be shared: a small part of all word pairs.
    both = np.zeros((2, wide), bool)
    both[(row >= n).astype(int), feature] = True
    in_both = both[0] & both[1]
    held, kept = np.flatnonzero(in_both), in_both[feature]
    place = np.searchsorted(held, feature[kept])
    shared = np.zeros((n, len(new)), np.float32)
    for begin in range(0, len(held), _BLOCK):
        inside = (place >= begin) & (place < begin + _BLOCK)
        table = np.zeros((len(rows), min(_BLOCK, len(held) - begin)), np.float32)
        table[row[kept][inside], place[inside] - begin] = count[kept][inside]
        shared += _shared(table[:n], table[n:])
    return np.asarray(2.0 * shared / np.maximum(size[:n, None] + size[n:], 1.0), float)


def _shared(one: NDArray[np.float32], two: NDArray[np.float32]) -> NDArray[np.float32]:
    """The smaller of two counts, summed: as many passes as the largest count."""
    most = np.minimum(one.max(axis=0, initial=0), two.max(axis=0, initial=0))
    shared = np.zeros((len(one), len(two)), np.float32)
    for level in range(1, int(most.max(initial=0)) + 1):
        columns = most >= level
        above = [(side[:, columns] >= level).astype(np.float32) for side in (one, two)]
        shared += above[0] @ above[1].T
    return shared


def _features(words: Sequence[str], known: dict[object, int]) -> NDArray[np.int64]:
    features: list[object] = [*words, *pairwise(words)]
    return np.array([known.setdefault(f, len(known)) for f in features], np.int64)


def _paired(share: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """One with one, the most alike first; among equals those whose places differ least."""
    i, j = np.nonzero(share >= least)
    off = np.abs(i / max(share.shape[0], 1) - j / max(share.shape[1], 1))
    order = np.lexsort((j, i, off, -share[i, j].round(6)))
    free_i, free_j = np.ones(share.shape[0], bool), np.ones(share.shape[1], bool)
    pairs = []
    for a, b in zip(i[order].tolist(), j[order].tolist(), strict=True):
        if free_i[a] and free_j[b]:
            free_i[a] = free_j[b] = False
            pairs.append((a, b))
    return sorted(pairs)


def _in_order(places: Sequence[int]) -> list[bool]:
    """Which of them form the longest rising run."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, place in enumerate(places):
        n = bisect_left([places[t] for t in tails], place)
        before.append(tails[n - 1] if n else -1)
        tails[n : n + 1] = [k]
        at.append(n)
    keep = [False] * len(places)
    k = tails[-1] if tails else -1
    while k >= 0:
        keep[k] = True
        k = before[k]
    return keep


def _change(stays: bool, alike: float) -> Change:
    if alike >= SAME:
        return "kept" if stays else "moved"
    return "rewritten" if stays else "moved and rewritten"
