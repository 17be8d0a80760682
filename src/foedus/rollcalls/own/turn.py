"""Turn or mirror all positions from a period on, with the slopes of their items.

With two dimensions, turning all positions of an era and the slopes of the items voted on
only then leaves its votes as likely as before, and so do mirrors. What changes is the
actors' steps into the era and the votes on items repeated across its border. Single updates
cannot turn an era: chains that begin with its second axis the other way round would keep it
so for good.

Given the steps alone the angle follows a von Mises distribution, about one centre for turns
and another for mirrors. Kind and angle are drawn from it (Best and Fisher 1979, Applied
Statistics 28: 152-157), and a Metropolis step corrects for the repeated items.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.sampling.chance import chance_slopes, normal, stream, uniform

STEP = 3
_LARGE, _GRID = 50.0, 256


@compiled()
def log_bessel(x: Any) -> Any:
    """Logarithm of the modified Bessel function I0, the constant of the von Mises density."""
    if x > _LARGE:
        y = 1.0 / (8.0 * x)
        series = 1.0 + y * (1.0 + y * (4.5 + 37.5 * y))
        return x - 0.5 * math.log(2.0 * math.pi * x) + math.log(series)
    total = 0.0
    for i in range(_GRID):
        total += math.exp(x * (math.cos(2.0 * math.pi * i / _GRID) - 1.0))
    return x + math.log(total / _GRID)


@compiled()
def von_mises(state: Any, strength: Any) -> Any:
    """An angle about 0 with density proportional to exp(strength * cos(angle))."""
    if strength < 1e-6:
        return 2.0 * math.pi * (uniform(state) - 0.5)
    if strength > 1e6:
        return normal(state) / math.sqrt(strength)
    tau = 1.0 + math.sqrt(1.0 + 4.0 * strength * strength)
    rho = (tau - math.sqrt(2.0 * tau)) / (2.0 * strength)
    r = (1.0 + rho * rho) / (2.0 * rho)
    while True:
        z = math.cos(math.pi * uniform(state))
        f = (1.0 + r * z) / (r + z)
        c = strength * (r - f)
        u = uniform(state)
        if u < c * (2.0 - c) or math.log(c / u) + 1.0 >= c:
            angle = math.acos(max(-1.0, min(1.0, f)))
            return angle if uniform(state) < 0.5 else -angle


@compiled(reordered=True)
def ties(t: Any, k: Any, m: Any, period: Any, links: Any, keep: Any, theta: Any) -> Any:
    """How steps into period t tie the plane of axes k and m: two sums for turns, two for mirrors."""
    same = cross = other = against = 0.0
    for p in range(1, len(theta)):
        if period[p] >= t and period[p - 1] < t and keep[p, k] > 0.0:
            w = links[p, k] * keep[p, k]
            u, v = w * theta[p - 1, k], w * theta[p - 1, m]
            x, y = theta[p, k], theta[p, m]
            same += u * x + v * y
            cross += v * x - u * y
            other += u * x - v * y
            against -= u * y + v * x
    return same, cross, other, against


@compiled(reordered=True)
def votes_changed(
    t: Any,
    k: Any,
    m: Any,
    turn: Any,
    period: Any,
    earliest: Any,
    repeated: Any,
    item: Any,
    point: Any,
    vote: Any,
    items: Any,
    theta: Any,
) -> Any:
    """By how much the log likelihood of items repeated across the border changes."""
    dims = theta.shape[1]
    log = 0.0
    for r in range(len(repeated)):
        o = repeated[r]
        j = item[o]
        p = point[o]
        if earliest[j] < t and period[p] >= t:
            mean = 0.0
            for d in range(dims):
                mean += items[j, d] * theta[p, d]
            x, y = theta[p, k], theta[p, m]
            other = mean + items[j, k] * (turn[0, 0] * x + turn[0, 1] * y - x)
            other += items[j, m] * (turn[1, 0] * x + turn[1, 1] * y - y)
            low, gap = items[j, dims], math.exp(items[j, dims + 1])
            now, _, _ = chance_slopes(low - mean, low + gap - mean, vote[o])
            then, _, _ = chance_slopes(low - other, low + gap - other, vote[o])
            log += math.log(max(then, 1e-60)) - math.log(max(now, 1e-60))
    return log


@compiled(reordered=True)
def turn_periods(
    key: Any,
    times: int,
    period: Any,
    links: Any,
    keep: Any,
    earliest: Any,
    repeated: Any,
    item: Any,
    point: Any,
    vote: Any,
    items: Any,
    theta: Any,
) -> Any:
    """Turn or mirror from `times` periods drawn at random; the share taken."""
    dims = theta.shape[1]
    state = stream(key, STEP, 0)
    lowest = period.min()
    span = period.max() - lowest
    turn = np.empty((2, 2))
    taken = 0
    for _ in range(times):
        t = lowest + 1 + int(uniform(state) * span)
        k = int(uniform(state) * dims)
        m = (k + 1 + int(uniform(state) * (dims - 1))) % dims
        same, cross, other, against = ties(t, k, m, period, links, keep, theta)
        strength, mirrored = math.hypot(same, cross), math.hypot(other, against)
        odds = log_bessel(mirrored) - log_bessel(strength)
        mirror = math.log(1.0 / max(uniform(state), 1e-300) - 1.0) < odds
        if mirror:
            angle = math.atan2(against, other) + von_mises(state, mirrored)
        else:
            angle = math.atan2(cross, same) + von_mises(state, strength)
        sign = -1.0 if mirror else 1.0
        turn[0, 0], turn[0, 1] = math.cos(angle), -math.sin(angle)
        turn[1, 0], turn[1, 1] = sign * math.sin(angle), sign * math.cos(angle)
        ratio = votes_changed(
            t, k, m, turn, period, earliest, repeated, item, point, vote, items, theta
        )
        if math.log(uniform(state)) < ratio:
            taken += 1
            for p in range(len(theta)):
                if period[p] >= t:
                    turned(turn, theta, p, k, m)
            for j in range(len(items)):
                if earliest[j] >= t:
                    turned(turn, items, j, k, m)
    return taken / times


@compiled(inline=True)
def turned(turn: Any, rows: Any, row: Any, k: Any, m: Any) -> None:
    """Turn two columns of a row in place."""
    x, y = rows[row, k], rows[row, m]
    rows[row, k] = turn[0, 0] * x + turn[0, 1] * y
    rows[row, m] = turn[1, 0] * x + turn[1, 1] * y
