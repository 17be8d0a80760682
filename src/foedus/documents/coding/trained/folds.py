"""Folds that keep groups whole and share each answer out evenly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FOLDS = 5


def folds(answer: Ints, group: Ints, count: int = FOLDS) -> Ints:
    """The fold of each row.

    Groups are dealt out from the largest: each goes where it leaves the answers most evenly
    spread. Rows in another order give the same folds.

    Parameters
    ----------
    answer, group : ndarray of int, shape (rows,)
        Numbers from 0.
    count : int

    Examples
    --------
    >>> folds(np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), 2).tolist()
    [0, 0, 1, 1]
    """
    held = np.zeros((group.max() + 1, answer.max() + 1))
    np.add.at(held, (group, answer), 1)
    share = held / np.maximum(held.sum(axis=0), 1)
    taken = np.zeros((count, held.shape[1]))
    own = np.zeros(len(held), np.int64)
    # Uneven groups first; equal ones in the order of their numbers.
    for g in np.argsort(-(share**2).sum(axis=1), kind="stable"):
        after = taken @ share[g]
        own[g] = np.argmin(after + 1e-9 * taken.sum(axis=1))
        taken[own[g]] += share[g]
    return np.asarray(own[group])
