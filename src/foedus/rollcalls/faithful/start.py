"""Where the published scheme begins: poles apart, items by how the poles voted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.roll_calls import ABSTAIN, NO, YES, RollCalls
from foedus.rollcalls.sampling.design import Design
from foedus.rollcalls.sampling.poles import poles

Floats = NDArray[np.float64]
UNITED_STATES, CANADA, BRAZIL, UNITED_KINGDOM = 2, 20, 140, 200
EAST_GERMANY, RUSSIA, ISRAEL = 265, 365, 666


@dataclass(frozen=True)
class Begin:
    """Actors by side, and how their votes begin the slopes.

    Parameters
    ----------
    high, low : tuple
        Actors whose positions begin at 3, and at -2.
    against : tuple of two actors
        An item on which the first says no rather than the second begins with a positive
        slope, one on which it is the other way round with a negative one.
    slope : float
        Size of that slope.
    opposed : bool
        Whether only yes against no counts.
    """

    high: tuple[Any, ...]
    low: tuple[Any, ...]
    against: tuple[Any, Any]
    slope: float = 1.0
    opposed: bool = False


ALL_ISSUES = Begin(
    (UNITED_STATES, CANADA, UNITED_KINGDOM, ISRAEL),
    (RUSSIA, EAST_GERMANY),
    (UNITED_STATES, RUSSIA),
)
NUCLEAR = Begin(
    (UNITED_STATES, UNITED_KINGDOM, ISRAEL),
    (BRAZIL,),
    (UNITED_STATES, BRAZIL),
    slope=2.0,
    opposed=True,
)
"""On nuclear matters Washington and Moscow often vote alike, so Brazil is the other pole."""


def begin_of(
    votes: RollCalls, named: tuple[Any, Any] | None = None, nuclear: bool = False
) -> Begin:
    """The published beginning, or one from poles where other actors vote or are named."""
    published = NUCLEAR if nuclear else ALL_ISSUES
    if named is None and set(published.against) <= set(votes.actors):
        return published
    sides = poles(votes, named)
    high, low = (
        tuple(votes.actors[k] for k in side.tolist()) for side in (sides.positive, sides.negative)
    )
    return Begin(high, low, (high[0], low[0]))


def first_means(votes: RollCalls, plan: Design, begin: Begin) -> Floats:
    """What positions are pulled to in the first sweep, shape (points,)."""
    mean = np.zeros(len(plan.actor))
    for side, value in ((begin.high, 3.0), (begin.low, -2.0)):
        numbers = [k for k, name in enumerate(votes.actors) if name in side]
        mean[np.isin(plan.actor, numbers)] = value
    return mean


def first_items(votes: RollCalls, plan: Design, begin: Begin) -> tuple[Floats, Floats]:
    """Slopes (items,) and cuts (items, 2): the cuts at the shares of votes, from -1 to 1."""
    one, two = (_votes_of(plan, votes.actors.index(name)) for name in begin.against)
    apart = (one > two).astype(float) - (one < two)
    if begin.opposed:
        apart[np.abs(one - two) != NO - YES] = 0.0
    count = np.zeros((plan.items, NO + 1))
    np.add.at(count, (plan.item, plan.vote), 1)
    total = np.maximum(count.sum(axis=1), 1)
    below = np.stack([count[:, YES], count[:, YES] + count[:, ABSTAIN]], axis=1)
    return begin.slope * apart, -1 + 2 * below / total[:, None]


def _votes_of(plan: Design, actor: int) -> Floats:
    """The actor's first vote on each item; nan where it cast none."""
    rows = np.flatnonzero(plan.actor[plan.point] == actor)[::-1]
    out = np.full(plan.items, np.nan)
    out[plan.item[rows]] = plan.vote[rows]
    return out


def neighbours(plan: Design, smoothing: float) -> tuple[NDArray[np.int64], Floats]:
    """The point each point is pulled to, and the variance of the pull.

    That is the actor's point before, for its first one the point after; -1 and the whole
    `smoothing` for an actor with one point only.
    """
    size = len(plan.actor)
    alone = np.zeros(size, bool)
    near = np.arange(size) - 1
    begins, ends = plan.actor_start[:-1], plan.actor_start[1:] - 1
    near[begins] = begins + 1
    alone[begins[begins == ends]] = True
    near[alone] = -1
    votes = np.bincount(plan.point, minlength=size).astype(float)
    share = votes / np.maximum(votes + votes[near], 1.0)
    # A point whose votes are all hidden stays next to its neighbour.
    share = np.maximum(np.where(alone, 1.0, share), 1e-3)
    return near, smoothing * share
