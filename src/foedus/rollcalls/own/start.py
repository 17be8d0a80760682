"""Where the chains begin: at the fast estimate, each scattered around it in its own way.

From random starts ideal points flip their sign from one era to the next, and from rough
ones it takes hundreds of sweeps until eras have their level. Votes that are hidden inform
the start no more than they inform the sampler.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.fast.fit import fast_points
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.design import Design
from foedus.rollcalls.sampling.poles import Poles

Floats = NDArray[np.float64]
SCATTER = 0.5
"""Standard deviation of a chain's start around the fast estimate, on every axis: more than
positions are uncertain by, so that agreement of chains means something."""
_NARROWEST = 1e-2


@dataclass(frozen=True)
class Begin:
    """Positions (points,), slopes, lower cuts and gaps between the cuts (items,)."""

    theta: Floats
    slope: Floats
    lower: Floats
    gap: Floats


def fast_start(votes: RollCalls, plan: Design, sides: Poles, used: NDArray[np.bool_]) -> Begin:
    """The fast estimate from the votes used, in the order of the plan.

    Points and items that only hidden votes know begin at 0.
    """
    seen = votes.keep(used).divided()
    up = votes.actors[int(sides.positive[0])]
    found = fast_points(seen, positive=up if up in seen.actors else None)
    begin = Begin(
        np.zeros(len(plan.actor)),
        np.zeros(plan.items),
        np.zeros(plan.items),
        np.ones(plan.items),
    )
    number = {name: k for k, name in enumerate(votes.actors)}
    span = int(plan.period.max()) + 1
    actor = np.array([number[name] for name in found.actor.tolist()])
    at = np.searchsorted(plan.actor * span + plan.period, actor * span + found.period)
    begin.theta[at] = found.mean
    place = {name: k for k, name in enumerate(votes.calls)}
    item = np.empty(len(found.slope), np.int64)
    item[seen.link] = votes.link[[place[name] for name in seen.calls]]
    begin.slope[item], begin.lower[item] = found.slope, found.lower
    begin.gap[item] = np.maximum(found.upper - found.lower, _NARROWEST)
    return begin


def scattered(begin: Begin, dimensions: int, seed: int, chain: int) -> Floats:
    """Positions of a chain's start, shape (points, dimensions)."""
    rng = np.random.Generator(np.random.Philox(key=[seed, chain]))
    theta = SCATTER * rng.standard_normal((len(begin.theta), dimensions))
    theta[:, 0] += begin.theta
    return theta
