"""Quantiles of the gamma, chi-squared, beta and normal distributions, on arrays.

Exact intervals of counts are such quantiles. Each is found by Newton's method on the
logarithm of the smaller tail, over the logarithm of x (of x / (1 - x) for beta): there the
tail is nearly straight. A bracket holds every step.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.comparing.incomplete import (
    Floats,
    beta_tails,
    gamma_tails,
    log_beta_density,
    log_gamma_density,
)

_STEPS = 200
_CLOSE = 1e-13


def gamma_quantile(p: NDArray[Any] | float, shape: NDArray[Any] | float) -> Floats:
    """The x below which a gamma variable of scale 1 falls with probability p.

    Parameters
    ----------
    p : array, 0 to 1
    shape : array, above 0
        Broadcast against `p`.

    Returns
    -------
    ndarray

    Raises
    ------
    FoedusError
        If a probability lies outside 0 to 1 or a shape is not above 0.

    Examples
    --------
    >>> round(float(gamma_quantile(0.025, 10.0)), 4), round(float(gamma_quantile(0.975, 11.0)), 4)
    (4.7954, 18.3904)
    """
    p, a = np.broadcast_arrays(np.asarray(p, float), np.asarray(shape, float))
    _checked(p, a)

    def at(u: Floats, a: Floats) -> tuple[Floats, Floats, Floats]:
        x = np.exp(u)
        return *gamma_tails(a, x), log_gamma_density(a, x) + u

    # Wilson and Hilferty's cube; far left the first term of the series.
    cube = 1 - 1 / (9 * a) + _normal(p) / (3 * np.sqrt(a))
    guess = np.where(cube > 0.1, np.log(a) + 3 * np.log(np.maximum(cube, 0.1)), np.log(a) - 7)
    found = _solved(at, p, guess, (a,))
    return np.asarray(np.where(p == 0, 0.0, np.where(p == 1, np.inf, np.exp(found))))


def chi2_quantile(p: NDArray[Any] | float, freedom: NDArray[Any] | float) -> Floats:
    """The x below which a chi-squared variable falls with probability p.

    Examples
    --------
    >>> round(float(chi2_quantile(0.95, 1)), 4)
    3.8415
    """
    return 2 * gamma_quantile(p, np.asarray(freedom, float) / 2)


def chi2_above(x: NDArray[Any] | float, freedom: NDArray[Any] | float) -> Floats:
    """Probability that a chi-squared variable lies above x.

    Examples
    --------
    >>> round(float(chi2_above(3.8415, 1)), 4)
    0.05
    """
    return gamma_tails(np.asarray(freedom, float) / 2, np.asarray(x, float) / 2)[1]


def beta_quantile(
    p: NDArray[Any] | float, a: NDArray[Any] | float, b: NDArray[Any] | float
) -> Floats:
    """The x below which a beta variable falls with probability p.

    Parameters
    ----------
    p : array, 0 to 1
    a, b : array, above 0
        Broadcast against `p`.

    Returns
    -------
    ndarray

    Raises
    ------
    FoedusError
        If a probability lies outside 0 to 1 or a shape is not above 0.

    Examples
    --------
    >>> round(float(beta_quantile(0.025, 3.0, 8.0)), 4), round(float(beta_quantile(0.5, 1, 1)), 4)
    (0.0667, 0.5)
    """
    given = (np.asarray(v, float) for v in (p, a, b))
    p, a, b = np.broadcast_arrays(*given)
    _checked(p, a, b)

    def at(u: Floats, a: Floats, b: Floats) -> tuple[Floats, Floats, Floats]:
        x, y = _logistic(u), _logistic(-u)
        return *beta_tails(x, y, a, b), log_beta_density(x, y, a, b) + np.log(x) + np.log(y)

    spread = np.sqrt(1 / a + 1 / b)
    found = _solved(at, p, np.log(a / b) + np.clip(_normal(p), -3, 3) * spread, (a, b))
    return np.asarray(np.where(p == 0, 0.0, np.where(p == 1, 1.0, _logistic(found))))


def normal_quantile(p: float) -> float:
    """Standard normal number below which another falls with probability p."""
    return NormalDist().inv_cdf(p)


def _solved(
    at: Callable[..., tuple[Floats, Floats, Floats]],
    p: Floats,
    start: Floats,
    shapes: tuple[Floats, ...],
) -> Floats:
    """Where `at` has the probability p below it: Newton on the log of the smaller tail.

    `at` gives, at u, the tails below and above and the log of the slope of the lower one.
    """
    out = np.array(start, float).ravel()
    target, shapes = p.ravel(), tuple(s.ravel() for s in shapes)
    low, high = np.full(out.shape, -745.0), np.full(out.shape, 700.0)
    open_ = np.flatnonzero((target > 0) & (target < 1))
    for _ in range(_STEPS):
        if not len(open_):
            break
        u, q = out[open_], target[open_]
        below, above, log_slope = at(u, *(s[open_] for s in shapes))
        left = q < 0.5
        tail = np.maximum(np.where(left, below, above), 1e-320)
        too_low = below < q
        low[open_] = np.where(too_low, u, low[open_])
        high[open_] = np.where(too_low, high[open_], u)
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            miss = np.log(tail) - np.log(np.where(left, q, 1 - q))
            step = np.where(left, -1.0, 1.0) * miss * np.exp(np.log(tail) - log_slope)
        reached = u + step
        middle = (low[open_] + high[open_]) / 2
        inside = (reached > low[open_]) & (reached < high[open_])
        done = np.abs(step) <= _CLOSE * np.maximum(np.abs(u), 1)
        out[open_] = np.where(done, u, np.where(inside, reached, middle))
        narrow = high[open_] - low[open_] <= _CLOSE * np.maximum(np.abs(u), 1)
        open_ = open_[~(done | narrow)]
    return out.reshape(p.shape)


def _normal(p: Floats) -> Floats:
    """Rough normal quantiles, to start from: Hastings' rational form."""
    tail = np.clip(np.minimum(p, 1 - p), 1e-300, 0.5)
    t = np.sqrt(-2 * np.log(tail))
    x = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t))
    return np.asarray(np.where(p < 0.5, -x, x))


def _logistic(u: Floats) -> Floats:
    small = np.exp(-np.abs(u))
    return np.asarray(np.where(u >= 0, 1, small) / (1 + small))


def _checked(p: Floats, *shapes: Floats) -> None:
    if not ((p >= 0) & (p <= 1)).all():
        raise FoedusError("A probability lies outside 0 to 1.", "Give numbers from 0 to 1.")
    if not all(bool((s > 0).all()) for s in shapes):
        raise FoedusError("A shape is not above 0.", "Give shapes above 0.")
