"""Where the chains begin, and which way is up.

From random starts ideal points flip their sign from one era to the next. So every
position starts at its agreement with two poles, and the poles are held for the first
sweeps; the sign of the finished draws follows the poles.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.design import Design
from foedus.rollcalls.poles import Poles

Floats = NDArray[np.float64]
_HELD_AT = 1.5
_SIMILAR = 0.5


def start_positions(plan: Design, sides: Poles) -> Floats:
    """Agreement with the positive less that with the negative pole, standardised."""
    actor = plan.actor[plan.point]
    gap = []
    for side in (sides.positive, sides.negative):
        of_side = np.isin(actor, side)
        total = np.bincount(plan.item[of_side], plan.vote[of_side], minlength=plan.items)
        count = np.bincount(plan.item[of_side], minlength=plan.items)
        with np.errstate(invalid="ignore"):
            gap.append(np.abs(plan.vote - (total / count)[plan.item]))
    nearer = gap[1] - gap[0]
    known = np.isfinite(nearer)
    size = len(plan.actor)
    total = np.bincount(plan.point[known], nearer[known], minlength=size)
    count = np.bincount(plan.point[known], minlength=size)
    theta = total / (count + 2.0)
    theta = (theta - theta.mean()) / (theta.std() or 1.0)
    theta[np.isin(plan.actor, sides.positive)] = _HELD_AT
    theta[np.isin(plan.actor, sides.negative)] = -_HELD_AT
    return np.asarray(theta)


def scattered(theta: Floats, seed: int, chain: int) -> Floats:
    """A start of its own for each chain, so that agreement of chains means something."""
    rng = np.random.Generator(np.random.Philox(key=[seed, chain]))
    return theta + _SIMILAR * rng.standard_normal(theta.shape)
