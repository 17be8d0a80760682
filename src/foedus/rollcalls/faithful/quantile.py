"""Quantiles of the normal distribution and draws between bounds, for compiled code."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.sampling.chance import density_tail, uniform

_CENTRE = 2048
"""Steps of the table over chances from `_FROM` to 1 - `_FROM`."""
_FROM = 1 / 64
_TABLE = np.array(
    [NormalDist().inv_cdf(_FROM + k * (1 - 2 * _FROM) / _CENTRE) for k in range(_CENTRE + 1)]
)
_PER = _CENTRE / (1 - 2 * _FROM)


@compiled(inline=True)
def lower_tail(x: Any) -> Any:
    """Chance of a standard normal number below x."""
    _, tail = density_tail(abs(x))
    return tail if x < 0.0 else 1.0 - tail


@compiled()
def quantile(p: Any) -> Any:
    """Standard normal number with chance p below it, 0 < p < 1, to about 1e-8."""
    if _FROM < p < 1.0 - _FROM:
        k = int((p - _FROM) * _PER + 0.5)
        x = _TABLE[k]
        # Taylor's series in p at the node: derivatives of the quantile function.
        d = (p - _FROM - k / _PER) * 2.5066282746310002 * math.exp(0.5 * x * x)
        return x + d * (1.0 + d * (0.5 * x + d * (1.0 + 2.0 * x * x) / 6.0))
    small = min(p, 1.0 - p)
    t = math.sqrt(-2.0 * math.log(small))
    x = t - math.log(6.283185307179586 * max(t * t - 1.5, 1.0)) / (2.0 * t)
    for _ in range(3):
        d, tail = density_tail(x)
        # Halley's step on the logarithm of the tail, which is nearly a parabola.
        h = d / tail
        f = math.log(tail / small)
        x += f / h * (1.0 + 0.5 * f * (x - h) / h)
    return -x if p < 0.5 else x


@compiled()
def truncated(low: Any, high: Any, state: Any) -> Any:
    """A standard normal number between two bounds."""
    if low > 0.0:
        start = lower_tail(-high)
        return -quantile(max(start + uniform(state) * (lower_tail(-low) - start), 1e-300))
    start = lower_tail(low)
    p = start + uniform(state) * (lower_tail(high) - start)
    return quantile(min(max(p, 1e-300), 1.0 - 1e-16))
