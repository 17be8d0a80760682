"""Distance of two uncertain positions in closed form: mean, spread and 90 % interval.

Positions are taken as normal and as independent of each other. On one dimension the distance
is then folded normal, exactly. On two its square is a weighted sum of noncentral chi-squares;
a power of it is nearly normal (Jensen and Solomon 1972, the extension of Sankaran's
approximation to unequal weights), and moments and quantiles follow. Against simulation, in
units of the larger standard deviation: mean and upper end within .05, the lower end within .1
where the errors of both dimensions are alike and within .3 where one is ten times the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
LEVEL = 0.9
_Z = 1.6448536269514722
"""Of the standard normal: 5 % lie above it."""
_FAR, _GRID = 6.0, 241
"""From so many standard deviations on, a folded normal is a normal; nodes of the table to there."""
_LEAST = 1e-9
_LEAST_POWER = 0.1


@dataclass(frozen=True)
class Distance:
    """Distance of pairs of positions; all arrays have the shape of the pairs.

    Parameters
    ----------
    mean, sd : ndarray
        Posterior mean of the distance, which is the point estimate, and its spread. The mean
        lies above the distance of the two means: what is not known keeps two points apart.
    low, high : ndarray
        90 % interval.
    """

    mean: Floats
    sd: Floats
    low: Floats
    high: Floats


def distance(mean1: ArrayLike, sd1: ArrayLike, mean2: ArrayLike, sd2: ArrayLike) -> Distance:
    """Euclidean distance of two positions with independent normal errors.

    Parameters
    ----------
    mean1, sd1, mean2, sd2 : array_like, shape (..., dimensions)
        Means and standard deviations of both; one or two dimensions, or more.

    Returns
    -------
    Distance
        Arrays of shape (...); NaN where an entry is.

    References
    ----------
    Jensen, D. R. and Solomon, H. (1972), A Gaussian approximation to the distribution of a
    definite quadratic form, Journal of the American Statistical Association 67: 898-902.

    Examples
    --------
    >>> found = distance([[0.0], [0.0]], [[0.3], [0.3]], [[2.0], [0.0]], [[0.4], [0.4]])
    >>> found.mean.round(3).tolist(), found.low.round(3).tolist()
    ([2.0, 0.399], [1.178, 0.031])
    """
    gap = np.asarray(mean1, float) - np.asarray(mean2, float)
    variance = np.square(np.asarray(sd1, float)) + np.square(np.asarray(sd2, float))
    variance = np.maximum(variance, _LEAST**2)
    if gap.shape[-1] == 1:
        return _folded(np.abs(gap[..., 0]), np.sqrt(variance[..., 0]))
    return _by_power(gap, variance)


def _folded(gap: Floats, spread: Floats) -> Distance:
    """One dimension: gap and spread, shape (...)."""
    ratio = gap / spread
    grid, more, lower, upper = _table()
    at = np.minimum(ratio, _FAR)
    mean = ratio + np.interp(at, grid, more)
    sd = np.sqrt(np.maximum(1 + ratio**2 - mean**2, 0))
    low, high = (ratio + np.interp(at, grid, q) for q in (lower, upper))
    return Distance(mean * spread, sd * spread, low * spread, high * spread)


@cache
def _table() -> tuple[Floats, Floats, Floats, Floats]:
    """For gaps in standard deviations: mean, 5 % and 95 % quantile, each less the gap."""
    grid = np.linspace(0, _FAR, _GRID)
    mean = [math.sqrt(2 / math.pi) * math.exp(-m * m / 2) - 2 * m * _above(m) for m in grid]
    low = [_quantile(m, (1 - LEVEL) / 2) - m for m in grid.tolist()]
    high = [_quantile(m, (1 + LEVEL) / 2) - m for m in grid.tolist()]
    return grid, np.array(mean), np.array(low), np.array(high)


def _above(x: float) -> float:
    return 0.5 * math.erfc(x / math.sqrt(2))


def _quantile(gap: float, share: float) -> float:
    """Of the folded normal with spread 1, by bisection."""
    low, high = 0.0, gap + _FAR
    for _ in range(24):
        middle = (low + high) / 2
        below = 1 - _above(middle - gap) - _above(middle + gap)
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


def _by_power(gap: Floats, variance: Floats) -> Distance:
    """More dimensions: gap and variance, shape (..., dimensions)."""
    square = gap**2
    # Sums of weights to the first, second and third power; the cumulants but for constants.
    one = (variance + square).sum(axis=-1)
    two = (variance * (variance + 2 * square)).sum(axis=-1)
    three = (variance**2 * (variance + 3 * square)).sum(axis=-1)
    # Near zero and below the power of a far, skewed distance would run away in the tails.
    power = np.maximum(1 - 2 * one * three / (3 * two**2), _LEAST_POWER)
    centre = 1 + two * power * (power - 1) / one**2
    spread = np.sqrt(2 * two) * power / one
    root, half = np.sqrt(one), 1 / (2 * power)

    def at(z: float) -> Floats:
        base = np.maximum(centre + z * spread, _LEAST)
        return np.asarray(root * base**half)

    low, middle, high = at(-_Z), at(0), at(_Z)
    # The ends serve as nodes of a three-point rule for the mean.
    mean = middle + (low - 2 * middle + high) / (2 * _Z**2)
    sd = np.sqrt(np.maximum(one - mean**2, 0))
    return Distance(mean, sd, low, high)
