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
from foedus.rollcalls.fast.start import WINDOW
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.sampling.design import Design
from foedus.rollcalls.sampling.poles import Poles

Floats = NDArray[np.float64]
SCATTER = 0.5
"""Standard deviation of a chain's start around the fast estimate, on every axis: more than
positions are uncertain by, so that agreement of chains means something."""
FURTHER = 0.5
"""Standard deviation of positions on further axes, where chains begin."""
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


def scattered(begin: Begin, plan: Design, dimensions: int, seed: int, chain: int) -> Floats:
    """Positions of a chain's start, shape (points, dimensions)."""
    rng = np.random.Generator(np.random.Philox(key=[seed, chain]))
    theta = SCATTER * rng.standard_normal((len(begin.theta), dimensions))
    theta[:, 0] += begin.theta
    if dimensions > 1:
        theta[:, 1:] *= FURTHER
        theta[:, 1:] += further_axes(begin.theta, plan, dimensions - 1)
    return theta


def further_axes(first: Floats, plan: Design, count: int) -> Floats:
    """Axes of what the first leaves unexplained, in windows of periods, shape (points, count).

    The axes of each window are turned to those of the next, so that they mean the same
    from one era to another.
    """
    out = np.zeros((len(first), count))
    window = (int(plan.period.max()) - plan.period) // WINDOW
    by_actor = np.zeros((plan.actors, count))
    for w in np.unique(window).tolist():
        there = window == w
        who, axes = _window_axes(first, plan, there, count)
        # Procrustes: as near as can be to where the actors stand in the window after it.
        left, _, right = np.linalg.svd(axes.T @ by_actor[who])
        by_actor[who] = axes @ (left @ right)
        out[there] = by_actor[plan.actor[there]]
    return out * FURTHER


def _window_axes(
    first: Floats, plan: Design, there: NDArray[np.bool_], count: int
) -> tuple[NDArray[np.int64], Floats]:
    """Actors of a window, and their scores on axes beside the first, each with variance 1."""
    rows = np.flatnonzero(there[plan.point])
    who, row = np.unique(plan.actor[plan.point[rows]], return_inverse=True)
    _, column = np.unique(plan.item[rows], return_inverse=True)
    shape = len(who), int(column.max(initial=-1)) + 1
    cell = row * shape[1] + column
    cast = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    vote = np.bincount(cell, plan.vote[rows], shape[0] * shape[1]).reshape(shape)
    seen = cast > 0
    vote = np.divide(vote, cast, out=np.zeros(shape), where=seen)
    vote -= np.where(seen, vote.sum(axis=0) / np.maximum(seen.sum(axis=0), 1), 0.0)
    x = np.bincount(row, first[plan.point[rows]], shape[0]) / np.maximum(cast.sum(axis=1), 1)
    x -= x.mean()
    left = vote - np.outer(x, x @ vote) / max(float(x @ x), 1e-12)
    left /= np.sqrt(np.maximum(seen.sum(axis=1), 1))[:, None]
    _, axes = np.linalg.eigh(left @ left.T)
    axes = axes[:, ::-1][:, :count] * np.sqrt(shape[0])
    return who, np.pad(axes, ((0, 0), (0, count - axes.shape[1])))
