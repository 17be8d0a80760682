"""Runs of two to five characters, hashed and counted, as sparse rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SIZES = (2, 3, 4, 5)
BITS = 20
"""Of a bucket's number: about a million buckets."""
_SPACE, _EDGE = 32, 0
_FEW = 16
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Sparse:
    """A matrix by its entries that are not zero, ordered by row.

    Parameters
    ----------
    row, column : ndarray of int, shape (entries,)
    value : ndarray, shape (entries,)
    shape : (int, int)
    """

    row: Ints
    column: Ints
    value: Floats
    shape: tuple[int, int]

    def times(self, weights: Floats) -> Floats:
        """The matrix times a vector, shape (rows,)."""
        return _sums(self.row, self.value * weights[self.column], self.shape[0])

    def turned(self, weights: Floats) -> Floats:
        """The turned matrix times a vector, shape (columns,)."""
        return _sums(self.column, self.value * weights[self.row], self.shape[1])

    def gram(self) -> NDArray[np.float32]:
        """Inner products of all rows, shape (rows, rows)."""
        rows, columns = self.shape
        order = np.argsort(self.column, kind="stable")
        row, column, value = self.row[order], self.column[order], self.value[order]
        edge = np.searchsorted(column, np.arange(columns + 1))
        size = np.diff(edge)
        # Columns of many rows are multiplied as a dense matrix, a block at a time; of the many
        # that few rows have, the pairs are listed.
        out = np.zeros(rows * rows)
        for few in range(1, _FEW + 1):
            at = edge[:-1][size == few, None] + np.arange(few)
            pairs = row[at][:, :, None] * rows + row[at][:, None, :]
            weight = value[at][:, :, None] * value[at][:, None, :]
            out += np.bincount(pairs.ravel(), weight.ravel(), rows * rows)
        full = out.reshape(rows, rows).astype(np.float32)
        many = np.flatnonzero(size > _FEW)
        place = np.full(columns, -1)
        place[many] = np.arange(len(many))
        kept = size[column] > _FEW
        row, column, value = row[kept], place[column[kept]], value[kept]
        step = max(1, 40_000_000 // max(rows, 1))
        for low in range(0, len(many), step):
            a, b = np.searchsorted(column, [low, low + step])
            part = np.zeros((rows, min(step, len(many) - low)), np.float32)
            part[row[a:b], column[a:b] - low] = value[a:b]
            full += part @ part.T
        return full


def _sums(number: Ints, value: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(number, value, count), float)


def counted(texts: Sequence[str]) -> Sparse:
    """How often each text has each run of characters, by bucket, shape (texts, 2**20).

    Runs keep within words, whose ends count as a blank; small and capital letters are one.
    Text without blanks, as Chinese is written, is one word.

    Examples
    --------
    >>> counts = counted(["no", "No no"])
    >>> np.bincount(counts.row, counts.value).tolist()
    [6.0, 12.0]
    """
    points, of = _points(texts)
    cells = [_hashed(points, of, size) for size in SIZES]
    keys, counts = np.unique(np.concatenate(cells), return_counts=True)
    shape = (len(texts), 1 << BITS)
    return Sparse(keys >> BITS, keys & ((1 << BITS) - 1), counts.astype(float), shape)


def _points(texts: Sequence[str]) -> tuple[NDArray[np.uint64], Ints]:
    """Code points of all texts, each in blanks and behind an edge, and whose they are."""
    framed = [f"\0 {' '.join(text.lower().split())} " for text in texts]
    encoded = "".join(framed).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(encoded, np.uint32).astype(np.uint64)
    return points, np.repeat(np.arange(len(texts)), [len(text) for text in framed])


def _hashed(points: NDArray[np.uint64], of: Ints, size: int) -> Ints:
    """Text and bucket in one number, for each run of a size."""
    count = len(points) - size + 1
    if count <= 0:
        return np.zeros(0, np.int64)
    run = np.lib.stride_tricks.sliding_window_view(points, size)
    whole = (run != _EDGE).all(axis=1) & (run[:, 1:-1] != _SPACE).all(axis=1)
    whole &= ~((run == _SPACE).all(axis=1))
    with np.errstate(over="ignore"):
        mixed = np.full(count, size, np.uint64)
        for k in range(size):
            mixed = (mixed ^ run[:, k]) * _PRIME
            mixed ^= mixed >> np.uint64(29)
    bucket = (mixed >> np.uint64(64 - BITS)).astype(np.int64)
    return np.asarray((of[:count][whole] << BITS) | bucket[whole])


@dataclass(frozen=True)
class Weighing:
    """Which buckets count, and how much.

    Parameters
    ----------
    buckets : ndarray of int, shape (columns,)
        In ascending order.
    rarity : ndarray, shape (columns,)
        Logarithm of how few texts have it, plus 1.
    """

    buckets: Ints
    rarity: Floats

    def rows(self, counts: Sparse) -> Sparse:
        """Rows of length 1: logarithm of counts by rarity."""
        at = np.searchsorted(self.buckets, counts.column)
        at[at == len(self.buckets)] = 0
        known = self.buckets[at] == counts.column if len(self.buckets) else np.zeros(len(at), bool)
        row, column = counts.row[known], at[known]
        value = (1 + np.log(counts.value[known])) * self.rarity[column]
        length = np.sqrt(np.bincount(row, value**2, counts.shape[0]))
        return Sparse(row, column, value / length[row], (counts.shape[0], len(self.buckets)))


def weighing(counts: Sparse, least: int = 2) -> Weighing:
    """Buckets that at least so many texts have, weighed by how few do."""
    buckets, texts = np.unique(counts.column, return_counts=True)
    kept: Any = texts >= least
    rarity = np.log((1 + counts.shape[0]) / (1 + texts[kept])) + 1
    return Weighing(buckets[kept], rarity)
