"""The main directions of a large table of counts: a randomised singular value decomposition.

Block Krylov iteration from random directions (Musco and Musco 2015, Randomized block Krylov
methods for stronger and faster approximate singular value decomposition, NeurIPS 28), on the
features' side only: sentences are many more than words, and their side is not needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.products import times
from foedus.documents.scaling.placements import Floats

_SMALL = 1200
"""Up to so many features all products of two columns are formed and decomposed exactly."""
_CELLS = 8_000_000
_ROUNDS = 4
_BLOCK = 64


def right_singular(
    counts: DocumentCounts, value: NDArray[Any], k: int, seed: int = 1
) -> tuple[Floats, Floats]:
    """The k largest singular values of the rows by features, and the features' vectors.

    Parameters
    ----------
    counts
        Which feature stands in which row.
    value : ndarray, shape (entries,)
        Value of each entry, in the order of the counts.
    k
        Number of directions, at most the smaller side of the table.
    seed
        Seed of the random start.

    Returns
    -------
    values : ndarray, shape (k,)
        Falling.
    vectors : ndarray, shape (features, k)
        Orthonormal columns; each with its largest entry above 0.

    Examples
    --------
    >>> from foedus.documents.comparing.counting import count_table
    >>> counts = count_table(np.array([[3, 0], [0, 2]]), ["a", "b"], ["x", "y"])
    >>> values, vectors = right_singular(counts, counts.count, 2)
    >>> values.round(6).tolist(), vectors.round(6).tolist()
    ([3.0, 2.0], [[1.0, 0.0], [0.0, 1.0]])
    """
    n = len(counts.features)
    if n <= max(_SMALL, 2 * k):
        basis, within = np.eye(n), _products(counts, value)
    else:
        basis, within = _krylov(counts, value, k, seed)
    squares, turned = np.linalg.eigh(within)
    vectors = basis @ turned[:, ::-1][:, :k]
    largest = np.abs(vectors).argmax(axis=0)
    signs = np.sign(vectors[largest, np.arange(vectors.shape[1])])
    return np.sqrt(np.maximum(squares[::-1][:k], 0)), vectors * signs


def _krylov(
    counts: DocumentCounts, value: NDArray[Any], k: int, seed: int
) -> tuple[Floats, Floats]:
    """An orthonormal basis that holds the main directions, and the products within it."""
    n = len(counts.features)
    order = np.argsort(counts.feature, kind="stable")
    value = value.astype(np.float32)  # halves the time; a basis needs no more digits
    rows = (counts.first, counts.feature, value)
    columns = (
        np.concatenate([[0], np.cumsum(counts.spread)]),
        counts.document[order],
        value[order],
    )
    rounds = -(-2 * k // _BLOCK) + _ROUNDS
    block = np.linalg.qr(np.random.default_rng(seed).standard_normal((n, _BLOCK)))[0]
    basis, applied = [block], []
    for step in range(rounds):
        applied.append(times(*columns, times(*rows, block.astype(np.float32))).astype(float))
        if step == rounds - 1:
            break
        block = _fresh(applied[-1], basis)
        if not block.shape[1]:
            break
        basis.append(block)
    whole, after = np.concatenate(basis, axis=1), np.concatenate(applied, axis=1)
    within = whole.T @ after
    return whole, (within + within.T) / 2


def _fresh(block: Floats, basis: list[Floats]) -> Floats:
    """What of a block lies outside the basis, orthonormal; twice, since rounding returns it."""
    size = np.linalg.norm(block, axis=0)
    for _ in range(2):
        for known in basis:
            block = block - known @ (known.T @ block)
        block, triangle = np.linalg.qr(block)
        kept = np.abs(np.diag(triangle)) > 1e-12 * size.max()
        block, size = block[:, kept], np.ones(int(kept.sum()))
    return block


def _products(counts: DocumentCounts, value: NDArray[Any]) -> Floats:
    """Products of all pairs of columns, rows taken in blocks."""
    n = len(counts.features)
    total = np.zeros((n, n))
    step = max(_CELLS // max(n, 1), 1)
    for a in range(0, len(counts), step):
        first = counts.first[a : a + step + 1]
        entries = slice(first[0], first[-1])
        full = np.zeros((len(first) - 1, n))
        row = np.repeat(np.arange(len(first) - 1), np.diff(first))
        full[row, counts.feature[entries]] = value[entries]
        total += full.T @ full
    return total
