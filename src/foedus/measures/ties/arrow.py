"""Solving with a tridiagonal block bordered by a few columns, for many systems at once.

The precision of a path (tridiagonal over years) and of a few intercepts (diagonal), tied
by one weight a year and item. Arrays carry the systems in their last axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Solved:
    """Solution and the variances that the model reads.

    Parameters
    ----------
    path, border
        Solution, shapes (years, systems) and (items, systems).
    path_variance
        Shape (years, systems).
    covariance
        Of path and border, shape (items, years, systems).
    border_variance
        Shape (items, systems).
    """

    path: Floats
    border: Floats
    path_variance: Floats
    covariance: Floats
    border_variance: Floats


def solve(
    diagonal: Floats,
    beside: float,
    coupling: Floats,
    corner: Floats,
    right_path: Floats,
    right_border: Floats,
) -> Solved:
    """Solve the bordered systems and give the needed entries of the inverse.

    Parameters
    ----------
    diagonal : ndarray, shape (years, systems)
        Diagonal of the tridiagonal block.
    beside
        Its off-diagonal, the same everywhere.
    coupling : ndarray, shape (items, years, systems)
        Block between path and border.
    corner : ndarray, shape (items, systems)
        Diagonal of the border's own block.
    right_path, right_border
        Right-hand sides, shapes (years, systems) and (items, systems).
    """
    years = len(diagonal)
    right = np.concatenate([coupling, right_path[None]])  # one sweep solves them all
    pivot, ratio = np.empty_like(diagonal), np.empty_like(diagonal)
    sweep = np.empty_like(right)
    pivot[0] = diagonal[0]
    sweep[:, 0] = right[:, 0]
    for t in range(1, years):
        ratio[t] = beside / pivot[t - 1]
        pivot[t] = diagonal[t] - beside * ratio[t]
        sweep[:, t] = right[:, t] - ratio[t] * sweep[:, t - 1]
    variance = np.empty_like(diagonal)
    solution = np.empty_like(right)
    variance[-1] = 1 / pivot[-1]
    solution[:, -1] = sweep[:, -1] / pivot[-1]
    for t in range(years - 2, -1, -1):
        back = beside / pivot[t]
        solution[:, t] = sweep[:, t] / pivot[t] - back * solution[:, t + 1]
        variance[t] = 1 / pivot[t] + back**2 * variance[t + 1]
    spread, plain = solution[:-1], solution[-1]
    # Schur complement of the path, one small matrix a system.
    schur = -np.einsum("jtn,ktn->njk", coupling, spread)
    items = len(corner)
    schur[:, np.arange(items), np.arange(items)] += corner.T
    inverse = np.linalg.inv(schur)
    left = right_border - np.einsum("jtn,tn->jn", coupling, plain)
    border = np.einsum("njk,kn->jn", inverse, left)
    covariance = -np.einsum("ktn,nkj->jtn", spread, inverse)
    return Solved(
        path=plain - np.einsum("jtn,jn->tn", spread, border),
        border=border,
        path_variance=variance - np.einsum("jtn,jtn->tn", spread, covariance),
        covariance=covariance,
        border_variance=np.einsum("njj->jn", inverse),
    )
