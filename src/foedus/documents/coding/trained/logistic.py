"""Logistic regression with a squared penalty, by a quasi-Newton method (L-BFGS).

Minimises |w|^2 / 2 + strength * (sum of log losses); the constant is not penalised.
Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, algorithms 7.4 and 7.5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_KEPT = 12
"""Steps that the curvature is read from."""
_ROUNDS = 300


class Rows(Protocol):
    """Whatever can be multiplied from both sides."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""
        ...

    def times(self, weights: Floats) -> Floats:
        """The matrix times a vector."""
        ...

    def turned(self, weights: Floats) -> Floats:
        """The turned matrix times a vector."""
        ...


class Dense:
    """A plain matrix as `Rows`.

    Parameters
    ----------
    matrix : ndarray, shape (rows, columns)
    """

    def __init__(self, matrix: Floats):
        self.matrix = matrix

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""
        return self.matrix.shape

    def times(self, weights: Floats) -> Floats:
        """The matrix times a vector."""
        return np.asarray(self.matrix @ weights)

    def turned(self, weights: Floats) -> Floats:
        """The turned matrix times a vector."""
        return np.asarray(weights @ self.matrix)


def fit(
    rows: Rows,
    is_so: NDArray[np.bool_],
    strength: float,
    start: Floats | None = None,
    *,
    close: float = 1e-6,
) -> Floats:
    """Weights and, last, the constant, shape (columns + 1,).

    Parameters
    ----------
    rows : matrix, shape (passages, columns)
    is_so : ndarray of bool, shape (passages,)
        Both values must occur.
    strength : float
        Of the data against the penalty.
    start : ndarray, shape (columns + 1,)
        Where to begin.
    close : float
        How flat the loss must be, against its slope where all weights are zero.

    Examples
    --------
    >>> x = Dense(np.array([[-1.0], [0.0], [0.0], [1.0]]))
    >>> fit(x, np.array([False, False, True, True]), 1.0).round(3).tolist()
    [0.675, 0.0]
    """
    sign = np.where(is_so, 1.0, -1.0)

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = sign * (rows.times(w[:-1]) + w[-1])
        pull = -strength * sign * probability(-margin)
        slope = np.append(w[:-1] + rows.turned(pull), pull.sum())
        value = w[:-1] @ w[:-1] / 2 + strength * np.logaddexp(0, -margin).sum()
        return float(value), slope

    if start is None:
        share = (is_so.sum() + 0.5) / (len(is_so) + 1)
        start = np.append(np.zeros(rows.shape[1]), np.log(share / (1 - share)))
    return _lowest(loss, start, close * max(1.0, strength * min(is_so.sum(), (~is_so).sum())))


def probability(logit: Any) -> Floats:
    """1 / (1 + exp(-logit)), without overflow."""
    return np.asarray(np.exp(-np.logaddexp(0, -np.asarray(logit, float))))


def _lowest(loss: Callable[[Floats], tuple[float, Floats]], w: Floats, enough: float) -> Floats:
    value, slope = loss(w)
    moves: list[tuple[Floats, Floats, float]] = []
    for _ in range(_ROUNDS):
        if np.abs(slope).max() <= enough:
            break
        way = _downhill(slope, moves)
        steep = float(way @ slope)
        step = 1.0 if moves else min(1.0, 1 / float(np.abs(slope).sum()))
        new, new_value, new_slope = w, value, slope
        for _ in range(40):
            new = w + step * way
            new_value, new_slope = loss(new)
            if new_value <= value + 1e-4 * step * steep:
                break
            step /= 2
        else:
            break
        moved, bent = new - w, new_slope - slope
        curve = float(moved @ bent)
        if curve > 1e-12 * float(bent @ bent):
            moves = [*moves[1 - _KEPT :], (moved, bent, 1 / curve)]
        w, value, slope = new, new_value, new_slope
    return w


def _downhill(slope: Floats, moves: list[tuple[Floats, Floats, float]]) -> Floats:
    way, parts = -slope, list[float]()
    for moved, bent, weight in reversed(moves):
        parts.append(weight * float(moved @ way))
        way = way - parts[-1] * bent
    if moves:
        moved, bent, weight = moves[-1]
        way = way / (weight * float(bent @ bent))
    for (moved, bent, weight), part in zip(moves, reversed(parts), strict=True):
        way = way + (part - weight * float(bent @ way)) * moved
    return way
