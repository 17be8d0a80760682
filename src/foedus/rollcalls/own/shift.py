"""Moves of whole periods: positions from one period on, with the cuts of their items.

Adding d to all positions from a period on, and slope * d to the cuts of items voted on
only from then on, leaves those items' votes as likely as before. What changes is the
actors' steps into the period, first positions and the prior of the cuts, all quadratic in
d, and the votes on items repeated across the border. So d is proposed from a normal
distribution with slope and curvature of all these, and a Metropolis step corrects for the
last. It loosens levels of eras that single updates move only slowly.
"""

from __future__ import annotations

import math
from typing import Any

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.sampling.chance import chance_slopes, normal, stream, uniform

STEP = 2


@compiled(reordered=True)
def border_terms(
    t: Any,
    k: Any,
    d: Any,
    period: Any,
    earliest: Any,
    latest: Any,
    repeated: Any,
    item: Any,
    point: Any,
    vote: Any,
    items: Any,
    theta: Any,
) -> Any:
    """Log likelihood of the votes that a shift by d changes; slope and information in d."""
    dims = theta.shape[1]
    log = 0.0
    slope = 0.0
    info = 0.0
    for r in range(len(repeated)):
        o = repeated[r]
        j = item[o]
        if earliest[j] < t and latest[j] >= t and period[point[o]] >= t:
            mean = items[j, k] * d
            for m in range(dims):
                mean += items[j, m] * theta[point[o], m]
            a = items[j, dims] - mean
            b = a + math.exp(items[j, dims + 1])
            p, sa, sb = chance_slopes(a, b, vote[o])
            log += math.log(p)
            slope -= (sa + sb) * items[j, k]
            h = sa * (sa + a) + 2.0 * sa * sb + sb * (sb + b)
            info += h * items[j, k] * items[j, k]
    return log, slope, info


@compiled(reordered=True)
def shift_periods(
    key: Any,
    times: int,
    period: Any,
    links: Any,
    keep: Any,
    earliest: Any,
    latest: Any,
    repeated: Any,
    item: Any,
    point: Any,
    vote: Any,
    prior: Any,
    items: Any,
    theta: Any,
) -> Any:
    """Shift from `times` periods drawn at random, in every dimension; the share taken."""
    dims = theta.shape[1]
    state = stream(key, STEP, 0)
    lowest = period.min()
    span = period.max() - lowest + 1
    taken = 0.0
    for _ in range(times):
        t = lowest + int(uniform(state) * span)
        for k in range(dims):
            weight = 0.0
            pull = 0.0
            for p in range(len(theta)):
                if period[p] >= t:
                    before = p - 1 if p > 0 else 0
                    share = keep[p, k]
                    moved = 1.0 - share if period[before] >= t else 1.0
                    w = links[p, k] * moved
                    weight += w * moved
                    pull -= w * (theta[p, k] - share * theta[before, k])
            for j in range(len(items)):
                if earliest[j] >= t:
                    w = prior[dims, 1] * items[j, k]
                    weight += w * items[j, k]
                    pull -= w * (items[j, dims] - prior[dims, 0])
            old, slope, info = border_terms(
                t, k, 0.0, period, earliest, latest, repeated, item, point, vote, items, theta
            )
            w0 = weight + info
            if not w0 > 0.0:
                continue
            z = normal(state)
            d = (pull + slope) / w0 + z / math.sqrt(w0)
            new, slope, info = border_terms(
                t, k, d, period, earliest, latest, repeated, item, point, vote, items, theta
            )
            w1 = weight + info
            back = d + (pull - weight * d + slope) / w1
            ratio = new - old + pull * d - 0.5 * weight * d * d
            ratio += 0.5 * (math.log(w1) - w1 * back * back - math.log(w0) + z * z)
            if math.log(uniform(state)) < ratio:
                taken += 1.0
                for p in range(len(theta)):
                    if period[p] >= t:
                        theta[p, k] += d
                for j in range(len(items)):
                    if earliest[j] >= t:
                        items[j, dims] += items[j, k] * d
    return taken / (times * dims)
