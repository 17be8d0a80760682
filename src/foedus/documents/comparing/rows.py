"""Rows of numbers held without their zeros: gathering, ordering, naming their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown

Ints = NDArray[np.int64]
Places = Sequence[str] | NDArray[Any]
"""Names, or a mask, or places from 0 on."""


def places(kind: str, named: Places, names: Sequence[str]) -> Ints:
    """Places of names, of the true places of a mask, or the places themselves.

    Raises
    ------
    UnknownName
        If there is no such name.
    FoedusError
        If a mask or place does not fit, or something is named twice.
    """
    given = np.asarray(named)
    if given.dtype.kind == "b":
        if given.shape != (len(names),):
            raise FoedusError(
                f"A mask of shape {given.shape} for {len(names)} {kind}s.", "Give one for each."
            )
        return np.flatnonzero(given)
    if given.dtype.kind in "iu":
        found = given.astype(np.int64)
        if len(found) and not (found.min() >= 0 and found.max() < len(names)):
            raise FoedusError(f"No {kind} has place {found.max()}.", f"There are {len(names)}.")
    else:
        at = {name: k for k, name in enumerate(names)}
        wrong = next((str(name) for name in named if name not in at), None)
        if wrong is not None:
            raise unknown(kind, wrong, names)
        found = np.array([at[name] for name in named], np.int64)
    if len(np.unique(found)) != len(found):
        raise FoedusError(f"A {kind} is named twice.", "Name each once.")
    return found


def gathered(first: Ints, which: Ints) -> tuple[Ints, Ints]:
    """Entries of some rows one after the other, and where each row then begins.

    Examples
    --------
    >>> entries, first = gathered(np.array([0, 2, 2, 5]), np.array([2, 0]))
    >>> entries.tolist(), first.tolist()
    ([2, 3, 4, 0, 1], [0, 3, 5])
    """
    lengths = first[which + 1] - first[which]
    begins = np.concatenate([[0], np.cumsum(lengths)])
    shift = np.repeat(first[which] - begins[:-1], lengths)
    return np.arange(begins[-1]) + shift, begins


def compressed(
    row: NDArray[Any], column: NDArray[Any], count: NDArray[Any] | None, rows: int, columns: int
) -> tuple[Ints, Ints, Ints]:
    """Entries in any order as compressed rows; equal places are added up.

    Parameters
    ----------
    row, column : ndarray of int, shape (entries,)
    count : ndarray of int, shape (entries,), or None
        What stands there; each counts 1 for None.
    rows, columns
        Size of the table.

    Returns
    -------
    first : ndarray, shape (rows + 1,)
    column, count : ndarray, shape (different entries,)

    Examples
    --------
    >>> first, column, count = compressed(np.array([1, 0, 1]), np.array([2, 0, 2]), None, 2, 3)
    >>> first.tolist(), column.tolist(), count.tolist()
    ([0, 1, 2], [0, 2], [1, 2])
    """
    width = max(columns, 1)
    key = row.astype(np.int64) * width + column
    if count is None:
        key.sort()
    else:
        order = np.argsort(key, kind="stable")
        key, count = key[order], count[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if count is None:
        added = np.diff(starts, append=len(key))
    else:
        added = np.add.reduceat(count, starts) if len(starts) else count
    cells = key[starts]
    held = np.bincount(cells // width, minlength=rows)
    return np.concatenate([[0], np.cumsum(held)]), cells % width, added
