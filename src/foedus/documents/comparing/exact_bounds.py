"""Bounds of one count: exact for a Poisson mean and a share, and Wilson's for a share."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from foedus.documents.comparing.quantiles import beta_quantile, gamma_quantile, normal_quantile

_KEPT = 4096
"""Bounds that are remembered: rare names share a few small counts."""


@lru_cache(_KEPT)
def garwood(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact bounds of a Poisson mean.

    Examples
    --------
    >>> [round(bound, 4) for bound in garwood(0)], [round(bound, 4) for bound in garwood(10)]
    ([0.0, 3.6889], [4.7954, 18.3904])
    """
    tail = (1 - level) / 2
    low, high = gamma_quantile(np.array([tail, 1 - tail]), np.array([max(count, 1), count + 1]))
    return (float(low) if count else 0.0), float(high)


@lru_cache(_KEPT)
def clopper_pearson(count: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Exact bounds of a binomial share.

    Examples
    --------
    >>> [round(bound, 4) for bound in clopper_pearson(0, 20)]
    [0.0, 0.1684]
    """
    tail = (1 - level) / 2
    a, b = np.array([max(count, 1), count + 1]), np.array([of - count + 1, max(of - count, 1)])
    low, high = beta_quantile(np.array([tail, 1 - tail]), a, b)
    return (float(low) if count else 0.0), (float(high) if count < of else 1.0)


def wilson(count: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score bounds of a share.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    z = normal_quantile((1 + level) / 2)
    p = count / of
    centre = p + z * z / (2 * of)
    reach = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((centre + side * reach) / (1 + z * z / of) for side in (-1, 1))
    # At 0 and at all the outer bound is exact; rounding must not carry it past the share.
    return (0.0 if count == 0 else low), (1.0 if count == of else high)
