"""Small symmetric matrices without a linear algebra library.

Libraries start threads of their own for each of several hundred small inverses, and these
fight with other work for the cores. The sweep operator (Goodnight 1979, The American
Statistician 33) inverts or eliminates in place and touches only the lower half.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@compiled()
def inverse(a: Floats) -> None:
    """Replace a symmetric positive definite matrix by its inverse; reads the lower half."""
    size = len(a)
    column = np.empty(size)
    for k in range(size):
        pivot = a[k, k]
        for i in range(size):
            column[i] = a[i, k] if i >= k else a[k, i]
        for i in range(size):
            if i != k:
                factor = column[i] / pivot
                for j in range(i + 1):
                    a[i, j] -= factor * column[j]
        for i in range(size):
            if i > k:
                a[i, k] = column[i] / pivot
            elif i < k:
                a[k, i] = column[i] / pivot
        a[k, k] = -1.0 / pivot
    for i in range(size):
        for j in range(i + 1):
            a[i, j] = -a[i, j]
            a[j, i] = a[i, j]


@compiled()
def eliminate(a: Floats, gone: Ints) -> None:
    """Integrate variables out of a symmetric precision matrix, in place; all but their rows."""
    size = len(a)
    for k in gone:
        pivot = a[k, k]
        if pivot <= 0.0:
            continue
        column = a[k].copy()
        for i in range(size):
            factor = column[i] / pivot
            if factor != 0.0:
                for j in range(size):
                    a[i, j] -= factor * column[j]


@compiled()
def take_away(a: Floats, place: Ints, edges: Ints, shared: Floats) -> None:
    """Subtract `x @ x.T` for each item, in place, from the lower half, then mirror.

    Rows `edges[j]` to `edges[j + 1]` of `shared` belong to item j and to rows `place` of a.
    """
    size = len(a)
    x = np.zeros((3, size))
    done = np.full(size, -1)
    for j in range(len(edges) - 1):
        for o in range(edges[j], edges[j + 1]):
            for d in range(3):
                x[d, place[o]] += shared[o, d]
        for o in range(edges[j], edges[j + 1]):
            i = place[o]
            # A linked item may be voted on twice in a period by the same actor.
            if done[i] == j:
                continue
            done[i] = j
            x0, x1, x2 = x[0, i], x[1, i], x[2, i]
            for k in range(i + 1):
                a[i, k] -= x0 * x[0, k] + x1 * x[1, k] + x2 * x[2, k]
        for o in range(edges[j], edges[j + 1]):
            x[:, place[o]] = 0.0
    for i in range(size):
        for k in range(i):
            a[k, i] = a[i, k]
