"""All that is seen of passages as one matrix, and a small one that stands in for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.coding.trained.features import Seen
from foedus.documents.coding.trained.logistic import Dense
from foedus.documents.coding.trained.ngrams import Sparse, Weighing, weighing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_REDUCED = 5000
"""Passages up to which their inner products fit into memory at ease."""


@dataclass(frozen=True)
class Mixed:
    """Dense and sparse columns side by side, as `logistic.Rows`.

    Parameters
    ----------
    dense : ndarray, shape (rows, columns)
    sparse : tuple of Sparse
        Of the same rows.
    """

    dense: Floats
    sparse: tuple[Sparse, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""
        return len(self.dense), self.dense.shape[1] + sum(s.shape[1] for s in self.sparse)

    def times(self, weights: Floats) -> Floats:
        """The matrix times a vector."""
        edge = np.cumsum([self.dense.shape[1], *(s.shape[1] for s in self.sparse)])
        out = self.dense @ weights[: edge[0]]
        for part, low, high in zip(self.sparse, edge[:-1], edge[1:], strict=True):
            out = out + part.times(weights[low:high])
        return np.asarray(out)

    def turned(self, weights: Floats) -> Floats:
        """The turned matrix times a vector."""
        return np.concatenate([weights @ self.dense, *(s.turned(weights) for s in self.sparse)])

    def take(self, rows: Ints) -> Mixed:
        """Some rows, in ascending order."""
        place = np.full(len(self.dense), -1)
        place[rows] = np.arange(len(rows))
        kept = []
        for part in self.sparse:
            there = place[part.row] >= 0
            row, shape = place[part.row[there]], (len(rows), part.shape[1])
            kept.append(Sparse(row, part.column[there], part.value[there], shape))
        return Mixed(self.dense[rows], tuple(kept))

    def reduced(self) -> Floats:
        """A matrix with the same inner products and as many columns as rows.

        With a squared penalty the fit needs no more of the passages than these.
        """
        dense = self.dense.astype(np.float32)
        gram = (dense @ dense.T).astype(float)
        for part in self.sparse:
            gram += part.gram()
        gram[np.diag_indices_from(gram)] += 1e-4 * max(float(np.trace(gram)) / len(gram), 1e-9)
        return np.asarray(np.linalg.cholesky(gram))


def mixed(seen: Seen, weighings: tuple[Weighing, ...]) -> Mixed:
    """Passages as a matrix, their spelling weighed."""
    pairs = zip(weighings, seen.spelling, strict=True)
    return Mixed(seen.dense, tuple(weigh.rows(counts) for weigh, counts in pairs))


def weighed(seen: Seen) -> tuple[Weighing, ...]:
    """How spelling is weighed, from the passages that are learned from."""
    return tuple(weighing(counts) for counts in seen.spelling)


@dataclass(frozen=True)
class Learned:
    """The rows that are learned from; some of them can be taken as a matrix to fit to.

    Parameters
    ----------
    whole : Mixed
    small : ndarray or None
        `whole` reduced, where there are few enough rows.
    """

    whole: Mixed
    small: Floats | None

    def take(self, rows: Ints) -> Dense | Mixed:
        """Rows to fit to, or to judge."""
        return self.whole.take(rows) if self.small is None else Dense(self.small[rows])


def learned(whole: Mixed) -> Learned:
    """Rows to learn from, reduced where that is quicker."""
    few = whole.shape[0] <= min(MOST_REDUCED, whole.shape[1])
    return Learned(whole, whole.reduced() if few else None)
