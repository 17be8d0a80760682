"""Compiled steps of the published scheme: cut points, latent votes, slopes, positions.

One pass over an item does what the scheme does one after the other, since items do not
meet until positions are drawn: a Metropolis step for the cuts, the latent votes, the
slope. The chances that the Metropolis step needs serve the latent votes too.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled, prange
from foedus.rollcalls.faithful.quantile import lower_tail, quantile, truncated
from foedus.rollcalls.sampling.chance import normal, stream, uniform

ITEMS, POSITIONS = 0, 1
TAKEN = 0.35
"""Share of proposals for cuts that tuning aims at."""
WIDEST_CUT, WIDEST_LATENT, WIDEST_POSITION = 7.0, 9.0, 5.0
"""Where the scheme stops cuts, latent votes and positions."""


@compiled(inline=True)
def chance_of(vote: Any, low: Any, high: Any, mean: Any) -> Any:
    """Chance of a vote, and the smaller tail that its latent vote is drawn from.

    Returned are chance and start, so that the latent vote is the quantile of start plus
    a share of the chance; votes of no count from above, for the precision of small tails.
    """
    if vote == 1:
        return lower_tail(low - mean), 0.0
    if vote == 3:
        return lower_tail(mean - high), 0.0
    if low - mean > 0.0:
        start = lower_tail(mean - high)
        return lower_tail(mean - low) - start, start
    start = lower_tail(low - mean)
    return lower_tail(high - mean) - start, start


@compiled(inline=True)
def latent(vote: Any, low: Any, mean: Any, chance: Any, start: Any, share: Any) -> Any:
    """A latent vote inside the bounds of what was voted."""
    z = quantile(max(start + share * chance, 1e-300))
    if vote == 3 or (vote == 2 and low - mean > 0.0):
        z = -z
    return max(-WIDEST_LATENT, min(WIDEST_LATENT, mean + z))


@compiled()
def latent_votes(item: Any, vote: Any, cuts: Any, share: Any, latent_vote: Any) -> None:
    """Latent votes of actors at 0; `share` says where between the bounds each lies."""
    for o in range(len(vote)):
        low, high = cuts[item[o], 0], cuts[item[o], 1]
        chance, start = chance_of(vote[o], low, high, 0.0)
        latent_vote[o] = latent(vote[o], low, 0.0, chance, start, share[o])


@compiled(parallel=True)
def update_items(
    key: Any,
    chunks: Any,
    start: Any,
    point: Any,
    vote: Any,
    step: Any,
    tune: Any,
    theta: Any,
    slope: Any,
    cuts: Any,
    told: Any,
    weight: Any,
    taken: Any,
) -> None:
    """Cuts, latent votes and slope of every item, in place.

    Parameters
    ----------
    key
        Stands for seed, chain and sweep.
    chunks : chunks + 1
        Items worked on by one thread; each chunk has its own sums.
    start : items + 1
        Where each item's votes begin in `point` and `vote`.
    step : items
        Standard deviation of proposals for cuts; changed while `tune` is above 0.
    tune
        How far a proposal taken or refused moves `step`.
    theta : points
    slope : items
    cuts : items x 2
    told, weight : chunks x points
        Filled: sums of slope times latent vote, and of squared slopes.
    taken : chunks
        Filled: how many proposals were taken.
    """
    longest = 0
    for j in range(len(start) - 1):
        longest = max(longest, start[j + 1] - start[j])
    for c in prange(len(chunks) - 1):
        told[c, :] = 0.0
        weight[c, :] = 0.0
        taken[c] = 0.0
        chance = np.empty(longest)
        tail = np.empty(longest)
        new_chance = np.empty(longest)
        new_tail = np.empty(longest)
        for j in range(chunks[c], chunks[c + 1]):
            state = stream(key, ITEMS, j)
            b, low, high, far = slope[j], cuts[j, 0], cuts[j, 1], step[j]
            first = low + far * truncated((-WIDEST_CUT - low) / far, (high - low) / far, state)
            second = high + far * truncated((first - high) / far, (WIDEST_CUT - high) / far, state)
            ratio = 0.0
            product = 1.0
            for o in range(start[j], start[j + 1]):
                k = o - start[j]
                mean = b * theta[point[o]]
                chance[k], tail[k] = chance_of(vote[o], low, high, mean)
                new_chance[k], new_tail[k] = chance_of(vote[o], first, second, mean)
                # Logarithms are dear: multiply, and take one before leaving the range.
                product *= max(new_chance[k], 1e-60) / max(chance[k], 1e-60)
                if not 1e-200 < product < 1e200:
                    ratio += math.log(product)
                    product = 1.0
            ratio += math.log(product)
            ratio += math.log(max(lower_tail((high - first) / far), 1e-300))
            ratio -= math.log(max(lower_tail((second - low) / far), 1e-300))
            if math.log(uniform(state)) < ratio:
                low, high = first, second
                cuts[j, 0], cuts[j, 1] = low, high
                chance, new_chance = new_chance, chance
                tail, new_tail = new_tail, tail
                taken[c] += 1.0
                step[j] *= math.exp(tune * (1.0 - TAKEN))
            else:
                step[j] *= math.exp(-tune * TAKEN)
            across = 0.0
            square = 1.0
            for o in range(start[j], start[j + 1]):
                k = o - start[j]
                t = theta[point[o]]
                z = latent(vote[o], low, b * t, chance[k], tail[k], uniform(state))
                chance[k] = z
                across += t * z
                square += t * t
            b = across / square + normal(state) / math.sqrt(square)
            slope[j] = b
            for o in range(start[j], start[j + 1]):
                told[c, point[o]] += b * chance[o - start[j]]
                weight[c, point[o]] += b * b


@compiled()
def update_positions(
    key: Any, told: Any, weight: Any, near: Any, spread: Any, mean: Any, theta: Any
) -> None:
    """Positions given items: drawn, kept within bounds, set to mean 0 and variance 1.

    Every position is pulled to the *conditional mean* that the point named in `near` had a
    sweep before, not to its draw; `mean` holds these, and is not set to the new scale. Both
    belong to the scheme, and its scale depends on them.

    Parameters
    ----------
    told, weight : chunks x points
    near : points
        The actor's point before; for its first one, the point after; -1 without either.
    spread : points
        Variance of the pull.
    mean, theta : points
        In place.
    """
    before = mean.copy()
    total = 0.0
    for p in range(len(theta)):
        state = stream(key, POSITIONS, p)
        precision = 1.0 / spread[p]
        told_p = precision * before[near[p]] if near[p] >= 0 else 0.0
        for c in range(len(told)):
            told_p += told[c, p]
            precision += weight[c, p]
        mean[p] = told_p / precision
        drawn = mean[p] + normal(state) / math.sqrt(precision)
        theta[p] = max(-WIDEST_POSITION, min(WIDEST_POSITION, drawn))
        total += theta[p]
    centre = total / len(theta)
    square = 0.0
    for p in range(len(theta)):
        theta[p] -= centre
        square += theta[p] * theta[p]
    scale = math.sqrt(square / (len(theta) - 1))
    for p in range(len(theta)):
        theta[p] /= scale
