"""Logistic regression on words: which of them speak for a code, and how strongly.

Few of thousands of words stand in a title, so that only those are held. Weights other than
the constant are drawn towards zero (ridge): words seen once or twice say little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEWTON_STEPS, INNER_STEPS, HALVINGS = 30, 60, 30
ENOUGH = 1e-4
"""A slope this small, as a share of the first: no probability is then off by a hundredth."""


@dataclass(frozen=True, eq=False)
class WordRows:
    """Rows of words, each row's column numbers in one array; column 0 stands in every row.

    Parameters
    ----------
    column : ndarray of int
        Columns of the first row, then of the second, and so on.
    first : ndarray of int, shape (rows,)
        Where each row begins.
    columns
        Number of columns.
    """

    column: NDArray[np.int64]
    first: NDArray[np.int64]
    columns: int

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each row."""
        return np.diff(self.first, append=len(self.column))

    @cached_property
    def row(self) -> NDArray[np.int64]:
        """Row of each entry of `column`."""
        return np.repeat(np.arange(len(self.first)), self.lengths)

    def sums(self, weights: Floats) -> Floats:
        """Sum of the weights of each row's words; shape (rows,)."""
        if not len(self):
            return np.zeros(0)
        return np.asarray(np.add.reduceat(weights[self.column], self.first))

    def back(self, values: Floats) -> Floats:
        """Sum of the values of the rows in which each word stands; shape (columns,)."""
        found: Floats = np.bincount(self.column, values[self.row], self.columns).astype(float)
        return found

    def rows(self, which: NDArray[np.bool_]) -> WordRows:
        """Some of the rows, in order."""
        lengths = self.lengths[which]
        return WordRows(self.column[which[self.row]], np.cumsum(lengths) - lengths, self.columns)


def word_rows(texts: Iterable[Iterable[str]], known: dict[str, int]) -> WordRows:
    """Rows of the words that have a column; others are left out.

    Parameters
    ----------
    texts
        Words of each row.
    known
        Columns from 1 on by word.

    Examples
    --------
    >>> word_rows([["nuclear", "tests"], ["fish"]], {"nuclear": 1, "tests": 2}).column.tolist()
    [0, 1, 2, 0]
    """
    listed = [[0, *sorted({known[w] for w in words if w in known})] for words in texts]
    lengths = np.array([len(row) for row in listed], np.int64)
    first = np.cumsum(lengths) - lengths
    column = np.array([c for row in listed for c in row], np.int64)
    return WordRows(column, first, len(known) + 1)


def chance(rows: WordRows, weights: Floats) -> Floats:
    """Probability of the code for each row."""
    return _logistic(rows.sums(weights))


def fitted(rows: WordRows, held: Floats, counts: Floats, ridge: float) -> Floats:
    """Weight of each word, by Newton's method with conjugate gradients.

    Parameters
    ----------
    rows
        Words of the items whose codes are known.
    held : ndarray, shape (rows,)
        1 where the item has the code.
    counts : ndarray, shape (rows,)
        How much each item counts.
    ridge
        Penalty on the square of every weight but the constant's.

    Returns
    -------
    ndarray, shape (columns,)

    Examples
    --------
    >>> rows = word_rows([["tests"], ["tests"], ["fish"], ["fish"]], {"tests": 1, "fish": 2})
    >>> (fitted(rows, np.array([1.0, 1, 0, 0]), np.ones(4), 1.0) > 0.5).tolist()
    [False, True, False]
    """
    rows, held, counts = _merged(rows, held, counts)
    penalty = np.full(rows.columns, ridge)
    # The constant is free, but for a trace that keeps it finite where all items are alike.
    penalty[0] = 1e-6 * ridge
    at = np.zeros(rows.columns)
    share = np.clip((counts @ held) / counts.sum(), 1e-4, 1 - 1e-4)
    at[0] = np.log(share / (1 - share))
    loss, total = _loss(at, rows, held, counts, penalty), 0.0
    for _ in range(NEWTON_STEPS):
        p = chance(rows, at)
        slope = rows.back(counts * (p - held)) + penalty * at
        size = float(np.sqrt(slope @ slope))
        total = total or size
        if size <= ENOUGH * total:
            break
        step = _newton_step(rows, counts * p * (1 - p), penalty, slope)
        at, loss = _descended(at, step, loss, slope, (rows, held, counts, penalty))
    return at


def _merged(rows: WordRows, held: Floats, counts: Floats) -> tuple[WordRows, Floats, Floats]:
    """One row for all with the same words: resolutions come back every year."""
    seen: dict[bytes, int] = {}
    ends = rows.first + rows.lengths
    keys = [rows.column[a:b].tobytes() for a, b in zip(rows.first, ends, strict=True)]
    of = np.array([seen.setdefault(key, len(seen)) for key in keys], np.int64)
    total = np.bincount(of, counts).astype(float)
    first = np.zeros(len(held), bool)
    first[np.unique(of, return_index=True)[1]] = True
    return rows.rows(first), np.bincount(of, counts * held) / total, total


def _logistic(x: Floats) -> Floats:
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1, small) / (1 + small))


def _loss(at: Floats, rows: WordRows, held: Floats, counts: Floats, penalty: Floats) -> float:
    x = rows.sums(at)
    return float(counts @ (np.logaddexp(0, x) - held * x) + (penalty * at) @ at / 2)


def _newton_step(rows: WordRows, curve: Floats, penalty: Floats, slope: Floats) -> Floats:
    """Roughly solve (X'CX + penalty) step = -slope, rare and frequent words on one scale."""
    scale = rows.back(curve) + penalty
    step, left = np.zeros_like(slope), -slope
    scaled = left / scale
    way, size = scaled, float(left @ scaled)
    enough = size * 1e-2
    for _ in range(INNER_STEPS):
        if size <= enough:
            break
        turned = rows.back(curve * rows.sums(way)) + penalty * way
        far = size / float(way @ turned)
        step, left = step + far * way, left - far * turned
        scaled = left / scale
        before, size = size, float(left @ scaled)
        way = scaled + (size / before) * way
    return step


def _descended(
    at: Floats,
    step: Floats,
    loss: float,
    slope: Floats,
    problem: tuple[WordRows, Floats, Floats, Floats],
) -> tuple[Floats, float]:
    """The point after as much of the step as lowers the loss."""
    gain, part = float(slope @ step), 1.0
    for _ in range(HALVINGS):
        reached = _loss(at + part * step, *problem)
        if reached <= loss + 1e-4 * part * gain:
            return at + part * step, reached
        part /= 2
    return at, loss
