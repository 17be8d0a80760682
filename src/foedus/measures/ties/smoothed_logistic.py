"""The logistic curve averaged over a normal variable, read from a table.

Every expectation the path model needs is one of two functions of a mean and a standard
deviation, so they are integrated once on a grid and interpolated ever after.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
REACH, STEP = 24.0, 0.05
WIDEST, SD_STEP = 6.0, 0.1
NODES = 60
FAR = 2 * REACH
"""Further out than the table: the curve is 0 or 1 there."""


@cache
def _table() -> Floats:
    """Curve and slope, shape (2, means, standard deviations), by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    weights = weights / weights.sum()
    mean = np.arange(-REACH, REACH + STEP / 2, STEP)
    sd = np.arange(0, WIDEST + SD_STEP / 2, SD_STEP)
    out = np.zeros((2, len(mean), len(sd)))
    for node, weight in zip(nodes, weights, strict=True):
        curve = 0.5 * (1 + np.tanh(0.5 * (mean[:, None] + sd[None, :] * node)))
        out[0] += weight * curve
        out[1] += weight * curve * (1 - curve)
    return out


@cache
def _corners() -> tuple[Floats, int]:
    """The four table values about each cell, side by side, shape (cells, 8)."""
    table = _table()
    square = [table[:, :-1, :-1], table[:, :-1, 1:], table[:, 1:, :-1], table[:, 1:, 1:]]
    cells = np.stack([c[k] for k in (0, 1) for c in square], axis=-1)
    width = cells.shape[1]
    return np.ascontiguousarray(cells.reshape(-1, 8)), width


def smoothed(mean: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """Expected logistic curve and expected slope for normal variables.

    Parameters
    ----------
    mean, sd : ndarray, same shape
        Means beyond +-24 and deviations above 6 are taken at the edge of the table.

    Returns
    -------
    curve, slope : ndarray
        Off by less than 1e-4.

    Examples
    --------
    >>> curve, slope = smoothed(np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    >>> curve.round(3).tolist(), slope.round(3).tolist()
    ([0.5, 0.731], [0.207, 0.197])
    """
    cells, width = _corners()
    at = np.clip((mean + REACH) / STEP, 0, 2 * REACH / STEP - 1e-6)
    wide = np.clip(sd / SD_STEP, 0, WIDEST / SD_STEP - 1e-6)
    row, column = at.astype(np.int64), wide.astype(np.int64)
    down, right = at - row, wide - column
    corner = cells.take(row * width + column, axis=0)
    upper = corner[:, (0, 4)] + (corner[:, (1, 5)] - corner[:, (0, 4)]) * right[:, None]
    lower = corner[:, (2, 6)] + (corner[:, (3, 7)] - corner[:, (2, 6)]) * right[:, None]
    value = upper + (lower - upper) * down[:, None]
    return value[:, 0], value[:, 1]
