"""Products of counts with full matrices, fast without a sparse-matrix library.

Rows with the same number of entries are multiplied together, so that the work is done by
many small full products instead of one loop over the entries.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.rows import Ints, gathered

_BLOCK = 2048
_LONG = 16384
_FULL = 64
"""Rows with more than one entry in so many columns count as full."""
_CELLS = 4_000_000


def times(first: Ints, column: Ints, value: NDArray[Any], matrix: NDArray[Any]) -> NDArray[Any]:
    """Compressed rows times a full matrix.

    Parameters
    ----------
    first : ndarray of int, shape (rows + 1,)
        Where the entries of each row begin.
    column : ndarray of int, shape (entries,)
        Column of each entry.
    value : ndarray, shape (entries,)
        Value of each entry.
    matrix : ndarray of float, shape (columns, k)

    Returns
    -------
    ndarray, shape (rows, k)
        In the matrix's precision.

    Examples
    --------
    >>> first, column, value = np.array([0, 2, 2]), np.array([0, 2]), np.array([2, 1])
    >>> times(first, column, value, np.array([[1.0, 0], [5, 5], [3, 1]])).tolist()
    [[5.0, 1.0], [0.0, 0.0]]
    """
    lengths = np.diff(first)
    value = value.astype(matrix.dtype, copy=False)
    out = np.zeros((len(lengths), matrix.shape[1]), matrix.dtype)
    full = lengths * _FULL > len(matrix)
    _full_rows(np.flatnonzero(full), first, column, value, matrix, out)
    sparse = np.flatnonzero(~full & (lengths > 0))
    by_length = sparse[np.argsort(lengths[sparse], kind="stable")]
    kinds, begins = np.unique(lengths[by_length], return_index=True)
    ends = np.append(begins[1:], len(by_length))
    for n, begin, end in zip(kinds.tolist(), begins, ends, strict=False):
        rows = by_length[begin:end]
        if n > _LONG:
            for r in rows.tolist():
                out[r] = _long_row(column[first[r] : first[r + 1]], value[first[r] :], matrix)
            continue
        step = max(_BLOCK // n, 1)
        for a in range(0, len(rows), step):
            at = first[rows[a : a + step]][:, None] + np.arange(n)
            found = np.matmul(value[at][:, None, :], matrix[column[at]])
            out[rows[a : a + step]] = found[:, 0]
    return out


def _full_rows(
    rows: Ints,
    first: Ints,
    column: Ints,
    value: NDArray[Any],
    matrix: NDArray[Any],
    out: NDArray[Any],
) -> None:
    """Rows with few zeros, written out in full: one large product is faster there."""
    step = max(_CELLS // max(len(matrix), 1), 1)
    for a in range(0, len(rows), step):
        which = rows[a : a + step]
        entries, begins = gathered(first, which)
        table = np.zeros((len(which), len(matrix)), matrix.dtype)
        table[np.repeat(np.arange(len(which)), np.diff(begins)), column[entries]] = value[entries]
        out[which] = table @ matrix


def _long_row(column: Ints, value: NDArray[Any], matrix: NDArray[Any]) -> NDArray[Any]:
    """One row in pieces: a gathered copy of the matrix for all of it would be large."""
    total = np.zeros(matrix.shape[1], matrix.dtype)
    for a in range(0, len(column), _LONG):
        part = column[a : a + _LONG]
        total += value[a : a + len(part)] @ matrix[part]
    return total
