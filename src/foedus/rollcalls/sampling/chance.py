"""Counter-based random numbers and the normal distribution, for compiled code.

A stream belongs to (seed, chain, sweep, step, index), and its nth number is a hash of
stream and n. So it does not matter which thread draws, nor in which order, and a run
taken up again goes on as if it had never stopped.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_ONE, _TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_R30, _R27, _R31, _R11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0
_TAU = 2 * math.pi
_ROOT = 1 / math.sqrt(_TAU)

_NODES_PER_UNIT, _FAR = 128, 12


def _tables() -> Any:
    """Density and upper tail at nodes from 0 to `_FAR`."""
    x = np.arange(_FAR * _NODES_PER_UNIT + 2) / _NODES_PER_UNIT
    tail = np.array([math.erfc(v / math.sqrt(2)) / 2 for v in x])
    return np.exp(-(x**2) / 2) * _ROOT, tail


_DENSITY, _TAIL = _tables()


@compiled(inline=True)
def mixed(x: Any) -> Any:
    """A 64-bit hash (the finaliser of SplitMix64; Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> _R30)) * _ONE
    x = (x ^ (x >> _R27)) * _TWO
    return x ^ (x >> _R31)


@compiled(inline=True)
def stream(key: Any, step: Any, index: Any) -> Any:
    """Start of the stream of one step and index; `key` stands for seed, chain and sweep."""
    first = mixed(key + np.uint64(step + 1) * _STEP)
    state = np.empty(1, np.uint64)
    state[0] = mixed(first ^ (np.uint64(index + 1) * _TWO))
    return state


@compiled(inline=True)
def uniform(state: Any) -> Any:
    """The next number of a stream, between 0 and 1, never either."""
    state[0] += _STEP
    return (float(mixed(state[0]) >> _R11) + 0.5) * _UNIT


@compiled(inline=True)
def normal(state: Any) -> Any:
    """The next standard normal number of a stream."""
    radius = math.sqrt(-2.0 * math.log(uniform(state)))
    return radius * math.cos(_TAU * uniform(state))


@compiled(inline=True)
def density_tail(x: Any) -> Any:
    """Density at x >= 0 and the chance beyond it, to about 1e-9 of their values."""
    if x >= _FAR:
        d = _ROOT * math.exp(-0.5 * x * x)
        y = 1.0 / (x * x)
        return d, d / x * (1.0 - y * (1.0 - 3.0 * y))
    k = int(x * _NODES_PER_UNIT + 0.5)
    c = k / _NODES_PER_UNIT
    h = x - c
    # Taylor's series at the nearest node; the coefficients are Hermite polynomials.
    two = (c * c - 1.0) * 0.5
    three = (3.0 - c * c) * c / 6.0
    four = ((c * c - 6.0) * c * c + 3.0) / 24.0
    d = _DENSITY[k]
    shape = 1.0 + h * (-c + h * (two + h * (three + h * four)))
    area = h * (1.0 + h * (-c / 2.0 + h * (two / 3.0 + h * (three / 4.0 + h * four / 5.0))))
    return d * shape, _TAIL[k] - d * area


@compiled(inline=True)
def chance_slopes(a: Any, b: Any, vote: Any) -> Any:
    """Chance of a vote when the cuts lie a and b above its mean, and slopes of its logarithm.

    The second derivatives follow: in a ``-sa (sa + a)``, in b ``-sb (sb + b)``, and
    ``-sa sb`` mixed.
    """
    if vote == 1:
        d, t = density_tail(abs(a))
        p = max(t if a < 0.0 else 1.0 - t, 1e-300)
        return p, d / p, 0.0
    if vote == 3:
        d, t = density_tail(abs(b))
        p = max(1.0 - t if b < 0.0 else t, 1e-300)
        return p, 0.0, -d / p
    da, ta = density_tail(abs(a))
    db, tb = density_tail(abs(b))
    if b < 0.0:
        p = tb - ta
    elif a > 0.0:
        p = ta - tb
    else:
        p = 1.0 - ta - tb
    p = max(p, 1e-14 + 1e-6 * (b - a) * min(da, db))
    return p, -da / p, db / p
