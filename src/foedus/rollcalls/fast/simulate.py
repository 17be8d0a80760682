"""Made-up votes with known positions: what an estimator recovers, and how honest it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.roll_calls import RollCalls, roll_calls

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MadeUp:
    """Votes, and the positions behind them.

    Parameters
    ----------
    votes : RollCalls
    theta : ndarray, shape (points,)
        True positions in the order of `votes.points`, mean 0 and standard deviation 1.
    """

    votes: RollCalls
    theta: Floats


def drawn(
    votes: RollCalls, theta: Floats, slope: Floats, low: Floats, high: Floats, seed: int
) -> MadeUp:
    """Votes redrawn from the model, who votes on what as in `votes`.

    Parameters
    ----------
    theta
        Positions in the order of `votes.points`.
    slope, low, high
        Of each item, in the order of `votes.link`.
    """
    rng = np.random.default_rng(seed)
    theta = (theta - theta.mean()) / theta.std()
    item = votes.link[votes.call]
    point = votes.points.of_vote
    latent = slope[item] * theta[point] + rng.standard_normal(len(votes))
    vote = (1 + (latent > low[item]) + (latent > high[item])).astype(np.int8)
    full = RollCalls(
        votes.actors, votes.calls, votes.period, votes.link, votes.actor, votes.call, vote
    )
    divided = full.divided()
    kept, points = votes.points, divided.points
    span = int(votes.period.max()) + 1
    names = {name: k for k, name in enumerate(votes.actors)}
    number = np.array([names[name] for name in divided.actors])
    key = kept.actor * span + kept.period
    at = np.searchsorted(key, number[points.actor] * span + points.period)
    truth = theta[at]
    return MadeUp(divided, (truth - truth.mean()) / truth.std())


def made_up_votes(
    *,
    actors: int,
    periods: int,
    items: int,
    seed: int,
    step: float = 0.2,
    attendance: float = 0.9,
) -> MadeUp:
    """A small record: positions on a random walk, items of random slope and cuts.

    Parameters
    ----------
    items
        In each period.
    step
        Standard deviation of a step of the walk.
    attendance
        Probability of voting.

    Examples
    --------
    >>> made = made_up_votes(actors=5, periods=2, items=4, seed=3)
    >>> len(made.theta), made.votes.actors
    (10, (0, 1, 2, 3, 4))
    """
    rng = np.random.default_rng(seed)
    walk = rng.normal(0.0, step, (actors, periods))
    walk[:, 0] = np.sort(rng.normal(0.0, 1.0, actors))
    theta = walk.cumsum(axis=1)
    actor, period, item = (
        grid.ravel()
        for grid in np.meshgrid(*map(np.arange, (actors, periods, items)), indexing="ij")
    )
    call = period * items + item
    there = rng.random(len(call)) < attendance
    actor, period, call = actor[there], period[there], call[there]
    blank = roll_calls(actor, call, np.ones(len(call), np.int8), period)
    points = blank.points
    size = len(blank.calls)
    low = rng.normal(0.0, 1.0, size)
    return drawn(
        blank,
        theta[np.asarray(blank.actors)[points.actor], points.period],
        rng.normal(0.0, 1.5, size),
        low,
        low + rng.uniform(0.2, 1.0, size),
        seed,
    )
