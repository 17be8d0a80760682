"""The normal distribution from a table, and what one vote says about its cuts.

A pass over the votes needs the normal density and distribution twice for each vote. A
table with a short series from the next grid point keeps six digits and more at a few
nanoseconds.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.compiled import compiled

Floats = NDArray[np.float64]
REACH = 8.0
STEPS = 256
_GRID = np.arange(-int(REACH) * STEPS, int(REACH) * STEPS + 1) / STEPS
_BELOW = np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in _GRID.tolist()])
TABLE = np.ascontiguousarray(
    np.stack([_BELOW, np.exp(-0.5 * _GRID**2) / math.sqrt(2.0 * math.pi)], axis=1)
)
"""Distribution and density on the grid."""
_LEAST = 1e-16


@compiled(inline=True)
def normal(table: Floats, x: float) -> tuple[float, float]:
    """Distribution and density at x, for |x| < REACH."""
    k = int(x * STEPS + REACH * STEPS + 0.5)
    at = k / STEPS - REACH
    d = x - at
    f = table[k, 1]
    bend = at * at - 1.0
    below = table[k, 0] + f * d * (1.0 - d * (0.5 * at - d * bend / 6.0))
    return below, f * (1.0 - d * (at - 0.5 * d * bend))


@compiled(inline=True)
def hazard(table: Floats, x: float) -> float:
    """Density over distribution at x."""
    if x <= -7.9:
        return -x - 1.0 / x
    if x >= 7.9:
        return 0.0
    below, density = normal(table, x)
    return density / below


@compiled(inline=True)
def slopes(
    table: Floats, vote: int, a: float, b: float
) -> tuple[float, float, float, float, float]:
    """Derivatives of log P(vote) by its distances a, b to the lower and the upper cut.

    Returns (by a, by b, minus the second derivatives: aa, bb, ab).
    """
    if vote == 1:
        r = hazard(table, a)
        return r, 0.0, r * (r + a), 0.0, 0.0
    if vote == 3:
        r = hazard(table, -b)
        return 0.0, -r, 0.0, r * (r - b), 0.0
    # Both ends on the side where the distribution is small, so that the difference is exact.
    lo, hi = (-b, -a) if a > 0.0 else (a, b)
    p_lo, f_lo = normal(table, max(lo, -7.9))
    p_hi, f_hi = normal(table, min(max(hi, -7.9), 7.9))
    p = max(p_hi - p_lo, _LEAST)
    fa, fb = (f_hi / p, f_lo / p) if a > 0.0 else (f_lo / p, f_hi / p)
    return -fa, fb, fa * (fa - a), fb * (fb + b), -fa * fb


def quantile(p: Floats) -> Floats:
    """Normal quantile by interpolation in the table, for starting values."""
    return np.interp(p, TABLE[:, 0], _GRID)
