"""The incomplete gamma and beta functions, both tails, on arrays.

Numerics are chosen so that small tails keep their digits: each function is computed on the
side where it is small, and the leading factor as a binomial or Poisson probability in
Loader's saddle-point form (Loader 2000, Fast and Accurate Computation of Binomial
Probabilities), which does not cancel for large counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ENOUGH = 1e-15
_TINY = 1e-300
_MOST = 100_000
_log_gamma = np.vectorize(math.lgamma, otypes=[np.float64])


def gamma_tails(shape: NDArray[Any], x: NDArray[Any]) -> tuple[Floats, Floats]:
    """Regularised incomplete gamma functions P (below x) and Q (above x).

    Parameters
    ----------
    shape : ndarray, above 0
    x : ndarray, 0 or more
        Broadcast against `shape`.

    Returns
    -------
    below, above : ndarray
        Both accurate, however small.

    Examples
    --------
    >>> below, above = gamma_tails(np.array([1.0]), np.array([2.0]))
    >>> bool(np.isclose(above[0], np.exp(-2)) and np.isclose(below[0], 1 - np.exp(-2)))
    True
    """
    a, x = np.broadcast_arrays(np.asarray(shape, float), np.asarray(x, float))
    small = np.empty(a.shape)
    left = x < a + 1
    small[left] = _gamma_series(a[left], x[left])
    small[~left] = _gamma_fraction(a[~left], x[~left])
    small = np.clip(small, 0.0, 1.0)
    return np.where(left, small, 1 - small), np.where(left, 1 - small, small)


def beta_tails(
    x: NDArray[Any], y: NDArray[Any], a: NDArray[Any], b: NDArray[Any]
) -> tuple[Floats, Floats]:
    """Regularised incomplete beta function below x and above x, given x and y = 1 - x.

    Parameters
    ----------
    x, y : ndarray, 0 to 1
        Both are asked for, so that an x close to 1 keeps its digits.
    a, b : ndarray, above 0

    Returns
    -------
    below, above : ndarray

    Examples
    --------
    >>> below, above = beta_tails(*(np.array([v]) for v in (0.25, 0.75, 1.0, 2.0)))
    >>> round(float(below[0]), 12), round(float(above[0]), 12)
    (0.4375, 0.5625)
    """
    given = (np.asarray(v, float) for v in (x, y, a, b))
    x, y, a, b = np.broadcast_arrays(*given)
    left = x <= a / (a + b)
    turned = ((x, y), (y, x), (a, b), (b, a))
    small = _beta_fraction(*(np.where(left, one, two).ravel() for one, two in turned))
    small = np.clip(small, 0.0, 1.0).reshape(x.shape)
    return np.where(left, small, 1 - small), np.where(left, 1 - small, small)


def log_gamma_density(shape: Floats, x: Floats) -> Floats:
    """Log density of the gamma distribution with scale 1, at x > 0."""
    return np.asarray(_log_poisson(shape, x) + np.log(shape / x))


def log_beta_density(x: Floats, y: Floats, a: Floats, b: Floats) -> Floats:
    """Log density of the beta distribution at x, with y = 1 - x, both above 0."""
    return np.asarray(_log_binomial(x, y, a, b) + np.log(a * b / ((a + b) * x * y)))


def _gamma_series(a: Floats, x: Floats) -> Floats:
    """P(a, x) = x^a e^-x / Gamma(a + 1) (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...)."""
    total, term, open_ = np.ones(a.shape), np.ones(a.shape), np.arange(a.size)
    for k in range(1, _MOST):
        term = term * x[open_] / (a[open_] + k)
        total[open_] += term
        more = term > _ENOUGH * total[open_]
        if not more.any():
            break
        # Done places are dropped now and then: dropping costs as much as a step.
        if k % 16 == 0:
            open_, term = open_[more], term[more]
    inside = x > 0
    front = np.exp(_log_poisson(a, np.where(inside, x, 1.0)))
    return np.asarray(np.where(inside, front * total, 0.0))


def _gamma_fraction(a: Floats, x: Floats) -> Floats:
    """Q(a, x) by Legendre's continued fraction (DLMF 8.9.2)."""

    def part(k: int, a: Floats, x: Floats) -> tuple[Floats, Floats]:
        return -k * (k - a), x + 2 * k + 1 - a

    return np.asarray(np.exp(_log_poisson(a, x)) * a / _fraction(x + 1 - a, part, (a, x)))


def _beta_fraction(x: Floats, y: Floats, a: Floats, b: Floats) -> Floats:
    """I_x(a, b) left of the mean, by the continued fraction DLMF 8.17.22."""

    def part(k: int, x: Floats, a: Floats, b: Floats) -> tuple[Floats, Floats]:
        m = k // 2
        top = m * (b - m) if k % 2 == 0 else -(a + m) * (a + b + m)
        return top * x / ((a + k - 1) * (a + k)), np.ones(x.shape)

    inside = (x > 0) & (y > 0)
    x, y = np.where(inside, x, 0.0), np.where(inside, y, 1.0)
    front = _log_binomial(np.where(inside, x, 0.5), np.where(inside, y, 0.5), a, b)
    # x^a y^b / (a B(a, b)), with the binomial's probability in front.
    found = np.exp(front) * b / (a + b) / _fraction(np.ones(x.shape), part, (x, a, b))
    return np.asarray(np.where(inside, found, 0.0))


def _fraction(
    first: Floats,
    part: Callable[..., tuple[Floats, Floats]],
    given: tuple[Floats, ...],
) -> Floats:
    """The continued fraction first + top_1 / (bottom_1 + top_2 / (bottom_2 + ...)).

    Lentz's method, in Thompson and Barnett's form; `part` gives top and bottom of step k.
    """
    value = _away(first)
    open_ = np.arange(value.size)
    c, d, h = value, np.zeros(value.shape), value
    for k in range(1, _MOST):
        top, bottom = part(k, *given)
        d = 1 / _away(bottom + top * d)
        c = _away(bottom + top / c)
        h = h * c * d
        more = np.abs(c * d - 1) > _ENOUGH
        done = not more.any()
        if k % 16 == 0 or done:
            value[open_] = h
            open_, c, d, h = open_[more], c[more], d[more], h[more]
            given = tuple(v[more] for v in given)
        if done:
            break
    return value


def _away(value: Floats) -> Floats:
    """Never quite zero."""
    return np.asarray(np.where(np.abs(value) < _TINY, _TINY, value))


def _log_poisson(k: Floats, mean: Floats) -> Floats:
    """Log of mean^k e^-mean / Gamma(k + 1), for any k > 0."""
    return np.asarray(-_rest(k) - _deviance(k, mean) - 0.5 * np.log(2 * np.pi * k))


def _log_binomial(x: Floats, y: Floats, a: Floats, b: Floats) -> Floats:
    """Log of Gamma(a + b + 1) / (Gamma(a + 1) Gamma(b + 1)) x^a y^b."""
    n = a + b
    front = _rest(n) - _rest(a) - _rest(b) - _deviance(a, n * x) - _deviance(b, n * y)
    return np.asarray(front + 0.5 * np.log(n / (2 * np.pi * a * b)))


def _deviance(k: Floats, mean: Floats) -> Floats:
    """k log(k / mean) + mean - k, exact where k and mean are close."""
    v = (k - mean) / (k + mean)
    near = np.abs(v) < 0.1
    w = np.where(near, v, 0.0)
    square, power, series = w * w, w, np.zeros(w.shape)
    for j in range(1, 13):
        power = power * square
        series = series + power / (2 * j + 1)
    close = (k - mean) * w + 2 * k * series
    with np.errstate(divide="ignore"):
        far = k * np.log(k / mean) + mean - k
    return np.asarray(np.where(near, close, far))


def _rest(k: Floats) -> Floats:
    """What Stirling's formula leaves of log Gamma(k + 1)."""
    far = k > 15
    k_far = np.where(far, k, 16.0)
    s = 1 / (k_far * k_far)
    series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / k_far
    k_near = np.where(far, 1.0, k)
    direct = _log_gamma(k_near + 1) - (k_near + 0.5) * np.log(k_near) + k_near
    return np.asarray(np.where(far, series, direct - 0.5 * math.log(2 * math.pi)))
