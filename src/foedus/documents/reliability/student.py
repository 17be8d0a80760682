"""Quantiles of Student's t distribution.

The distribution function is a regularised incomplete beta function, taken as a continued
fraction (Abramowitz and Stegun 1964, 26.5.8 and 26.7.1); the quantile is found by halving.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, isinf, lgamma, log, log1p
from statistics import NormalDist


@lru_cache(maxsize=256)
def t_quantile(p: float, df: float) -> float:
    """The value below which a share `p` of Student's t lies.

    Parameters
    ----------
    p
        Between 0 and 1, both excluded.
    df
        Degrees of freedom, above 0; infinite for the normal distribution.

    Examples
    --------
    >>> round(t_quantile(0.975, 11), 4), round(t_quantile(0.975, float("inf")), 4)
    (2.201, 1.96)
    """
    if not 0 < p < 1 or not df > 0:
        raise ValueError(f"no quantile {p} of Student's t with {df} degrees of freedom")
    if isinf(df):
        return NormalDist().inv_cdf(p)
    if p < 0.5:
        return -t_quantile(1 - p, df)
    low, high = 0.0, 1.0
    while _below(high, df) < p and high < inf:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _below(middle, df) < p else (low, middle)
    return (low + high) / 2


def _below(t: float, df: float) -> float:
    return 1 - _beta(df / (df + t * t), df / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function."""
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    if x <= 0:
        return 0.0
    front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b))
    return front / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    # Evaluated from the far end; 100 terms are many more than are needed on this side of x.
    value = 1.0
    for m in range(100, 0, -1):
        k, odd = divmod(m, 2)
        if odd:
            term = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        else:
            term = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        value = 1 + term / value
    return value
