"""The level of each period against the others, found at once.

Adding d to all positions of a period, and slope * d to the cuts of its items, leaves its
votes as likely as before. Only items that are voted on again later and the random walk
tell the levels of periods apart, and sweeps, which change one thing at a time, creep along
them. So shifts of all periods are solved for together, by one step of Newton's method with
the cuts of repeated items integrated out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.fast.design import Design
from foedus.rollcalls.fast.kernels import CUT_PRECISION, Ints, Shorts, Votes
from foedus.rollcalls.fast.probit import TABLE, slopes
from foedus.rollcalls.fast.start import State

Floats = NDArray[np.float64]
MOST_PERIODS = 1500
"""Beyond these the system of equations takes longer than everything else; levels then creep."""


@dataclass(frozen=True)
class Levels:
    """What shifts of periods rest on, the same in every step.

    Parameters
    ----------
    period : ndarray, shape (points,)
        Of each position, from 0.
    repeated : ndarray
        Items voted on in several periods.
    share : ndarray, shape (items, 2)
        First and last period of each item.
    size : ndarray, shape (periods,)
        Positions of each period.
    """

    period: Ints
    repeated: Ints
    share: Ints
    size: Ints


def levels(plan: Design) -> Levels | None:
    """Prepare; None where there is one period only, or too many."""
    period = plan.period - plan.period.min()
    size = np.bincount(period)
    if not 1 < len(size) <= MOST_PERIODS:
        return None
    voted = period[plan.point]
    begin = plan.edges[:-1]
    share = np.stack([np.minimum.reduceat(voted, begin), np.maximum.reduceat(voted, begin)], 1)
    return Levels(period, np.flatnonzero(share[:, 1] > share[:, 0]), share, size)


def levelled(plan: Design, now: Levels, state: State, walk: float) -> State:
    """The state with every period at its most probable level."""
    pull, hold = _system(plan, now, state, walk)
    shift = np.linalg.solve(hold, pull)
    by_vote = shift[now.period][plan.point]
    cut = state.slope * np.add.reduceat(by_vote, plan.edges[:-1]) / np.diff(plan.edges)
    return State(
        state.theta + shift[now.period],
        state.spread,
        state.slope,
        state.slope_spread,
        state.low + cut,
        state.high + cut,
    ).standardised()


def level_covariance(plan: Design, now: Levels, state: State, walk: float) -> Floats:
    """Covariance of the levels of periods, shape (periods, periods), the overall mean fixed."""
    hold = _system(plan, now, state, walk)[1]
    share = now.size / now.size.sum()
    tied = np.linalg.inv(hold)
    with_mean = tied @ share
    return np.asarray(tied - with_mean[:, None] - with_mean + share @ with_mean)


def _system(plan: Design, now: Levels, state: State, walk: float) -> tuple[Floats, Floats]:
    """Slope and curvature of the log posterior by shifts of periods."""
    periods = len(now.size)
    pull, hold = _walked(plan, now, state.theta, walk)
    repeated_terms(
        TABLE, now.repeated, plan.edges, plan.point, plan.vote, now.period, now.share,
        state.theta, state.slope, state.low, state.high, pull, hold,
    )  # fmt: skip
    once = now.share[:, 0] == now.share[:, 1]
    when, slope = now.share[once, 0], state.slope[once]
    cuts = CUT_PRECISION * slope * (state.low + state.high)[once]
    pull -= np.bincount(when, cuts, periods)
    diagonal = np.diag_indices(periods)
    hold[diagonal] += np.bincount(when, 2 * CUT_PRECISION * slope**2, periods)
    # The mean over all positions stays; a period without votes stays where it is.
    hold += np.outer(now.size, now.size) / now.size.sum()
    hold[diagonal] += now.size == 0
    return pull, hold


def _walked(plan: Design, now: Levels, theta: Floats, walk: float) -> tuple[Floats, Floats]:
    """Slope and curvature, by shifts of periods, of the steps of the random walk."""
    size = len(now.size)
    later = np.flatnonzero(plan.gap > 0)
    weight = 1.0 / (walk * plan.gap[later])
    moved = weight * (theta[later] - theta[later - 1])
    one, two = now.period[later - 1], now.period[later]
    pull = np.zeros(size)
    np.add.at(pull, one, moved)
    np.subtract.at(pull, two, moved)
    across = np.zeros((size, size))
    np.add.at(across, (one, two), weight)
    both = across + across.T
    return pull, np.diag(both.sum(axis=1)) - both


@compiled()
def repeated_terms(
    table: Floats,
    items: Ints,
    edges: Ints,
    point: Shorts,
    vote: Votes,
    period: Ints,
    share: Ints,
    theta: Floats,
    slope: Floats,
    low: Floats,
    high: Floats,
    pull: Floats,
    hold: Floats,
) -> None:
    """Add what votes on repeated items say of shifts, their cuts moving along."""
    score = np.empty(len(pull))
    weight = np.empty(len(pull))
    for j in items:
        first, last = share[j, 0], share[j, 1]
        b = slope[j]
        score[first : last + 1] = 0.0
        weight[first : last + 1] = 0.0
        for o in range(edges[j], edges[j + 1]):
            k = point[o]
            mu = b * theta[k]
            da, db, haa, hbb, hab = slopes(table, vote[o], low[j] - mu, high[j] - mu)
            score[period[k]] -= da + db
            weight[period[k]] += haa + hbb + 2.0 * hab
        whole, away = CUT_PRECISION, 0.0
        for t in range(first, last + 1):
            whole += weight[t]
            away -= score[t]
        for t in range(first, last + 1):
            if weight[t] > 0.0:
                pull[t] += b * (score[t] + weight[t] * away / whole)
                hold[t, t] += b * b * weight[t]
                for s in range(first, last + 1):
                    hold[t, s] -= b * b * weight[t] * weight[s] / whole
