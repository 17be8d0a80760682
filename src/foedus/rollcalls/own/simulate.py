"""Made-up votes with known positions, in any design of missingness: for calibration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.roll_calls import RollCalls, roll_calls
from foedus.rollcalls.sampling.poles import UN_POLES

Floats = NDArray[np.float64]
_AWAY, _LESS = 1.5, 0.4


@dataclass(frozen=True)
class MadeUp:
    """Votes and the truth behind them, on the scale of the estimates.

    Parameters
    ----------
    votes : RollCalls
    position : ndarray, shape (points,), with two dimensions (points, 2)
        In the order of ``votes.points``; mean 0, standard deviation 1 (over both
        dimensions together).
    slope : ndarray, shape (items,), with two dimensions (items, 2)
        Of each item, by the number in ``votes.link``.
    """

    votes: RollCalls
    position: Floats
    slope: Floats


def made_up(
    pattern: RollCalls,
    seed: int,
    *,
    opposed: tuple[tuple[Any, ...], tuple[Any, ...]] = UN_POLES,
    volatility: float = 0.25,
    slope_sd: float = 1.3,
    cut: tuple[float, float] = (1.2, 1.3),
    gap: tuple[float, float] = (0.3, 0.8),
    dimensions: int = 1,
) -> MadeUp:
    """Votes drawn from the model for whoever votes on what in `pattern`.

    Parameters
    ----------
    pattern
        Its votes are replaced; who takes part in what, and which items repeat, stays.
    seed
        Of the draws.
    opposed
        Actors who stay on the positive and on the negative side, as the poles of the UN do;
        without any such, nothing says which way is up in one era and the next.
    volatility
        Middle standard deviation of a step; actors scatter around it by a factor of two.
    slope_sd, cut, gap
        Spread of slopes; mean and spread of lower cuts and of logarithms of gaps.
    dimensions
        1, or 2: then poles differ on the first only.
    """
    rng = np.random.default_rng(seed)
    points = pattern.points
    theta = rng.standard_normal((len(points), dimensions))
    step = np.clip(volatility * np.exp(0.6 * rng.standard_normal(len(pattern.actors))), 0.02, 0.9)
    for p in range(1, len(points)):
        who = points.actor[p]
        if who == points.actor[p - 1]:
            years = int(points.period[p] - points.period[p - 1])
            keep = np.sqrt(1 - step[who] ** 2) ** years
            theta[p] = keep * theta[p - 1] + np.sqrt(1 - keep**2) * theta[p]
    names = np.array(pattern.actors)[points.actor]
    for side, centre in zip(opposed, (_AWAY, -_AWAY), strict=True):
        of = np.isin(names, side)
        theta[of, 0] = centre + theta[of, 0] * _LESS
    count = int(pattern.link.max()) + 1
    slope = slope_sd * rng.standard_normal((count, dimensions))
    lower = cut[0] + cut[1] * rng.standard_normal(count)
    upper = lower + np.exp(gap[0] + gap[1] * rng.standard_normal(count))
    item = pattern.link[pattern.call]
    mean = (slope[item] * theta[points.of_vote]).sum(axis=1)
    z = mean + rng.standard_normal(len(pattern))
    vote = (1 + (z > lower[item]) + (z > upper[item])).astype(np.int8)
    votes = replace(pattern, vote=vote)
    size = np.sqrt(((theta - theta.mean(axis=0)) ** 2).mean())
    place, slope = (theta - theta.mean(axis=0)) / size, slope * size
    if dimensions == 1:
        place, slope = place[:, 0], slope[:, 0]
    return MadeUp(votes, place, slope)


def small_pattern(
    actors: int, periods: int, items: int, seed: int, absent: float = 0.15
) -> RollCalls:
    """Who votes on what in a small made-up assembly; some items are asked again a period later."""
    rng = np.random.default_rng(seed)
    calls = np.arange(periods * items)
    who, what = np.meshgrid(np.arange(actors), calls, indexing="ij")
    there = rng.random(who.shape) > absent
    again = {int(c): int(c - items) for c in calls[items:] if c % 5 == 0}
    who, what = who[there], what[there]
    return roll_calls(who, what, np.ones(len(who), np.int8), what // items, again)
