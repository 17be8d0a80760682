"""Compiled passes over the votes: items, positions, curvature.

Votes lie item by item. One sweep is a step of variational EM (Beal 2003) for the ordinal
probit with latent votes: expected latent votes, then slopes by ridge regression, cuts by
one Newton step, and positions by a smoother over the periods of each actor.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.fast.probit import slopes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
Votes = NDArray[np.int8]

NARROWEST = 0.02
"""Least distance of the cuts: nobody abstained, and the distance is not identified."""
CUT_PRECISION = 0.001
"""Prior precision of the cuts, sd 32: finite where a category has no votes, and too weak to
hold the level of a period."""


@compiled()
def sweep_items(
    table: Floats,
    edges: Ints,
    point: Shorts,
    vote: Votes,
    first: int,
    last: int,
    theta: Floats,
    spread: Floats,
    slope: Floats,
    slope_var: Floats,
    low: Floats,
    high: Floats,
    pull: Floats,
    hold: Floats,
) -> None:
    """Update some items in place; fill what positions need from them.

    Parameters
    ----------
    edges : items + 1
        Where each item's votes begin in `point` and `vote`.
    first, last
        Items of this call, the last excluded; calls for different items run side by side.
    theta, spread
        Mean and variance of each position.
    slope, slope_var, low, high
        Slope (mean, variance) and cuts of each item.
    pull, hold : points
        Sums of slope x latent vote, and of the expected squared slope.
    """
    pull[:] = 0.0
    hold[:] = 0.0
    for j in range(first, last):
        b, lo, hi = slope[j], low[j], high[j]
        g_b, t_all, tt, tv = 0.0, 0.0, 0.0, 0.0
        g_lo, g_hi = -CUT_PRECISION * lo, -CUT_PRECISION * hi
        h_lo, h_hi, h_both = CUT_PRECISION, CUT_PRECISION, 0.0
        for o in range(edges[j], edges[j + 1]):
            k = point[o]
            t = theta[k]
            mu = b * t
            da, db, haa, hbb, hab = slopes(table, vote[o], lo - mu, hi - mu)
            # Minus the sum of both is how far the expected latent vote lies from mu.
            g_b += t * (mu - da - db)
            t_all += t
            tt += t * t
            tv += spread[k]
            g_lo += da
            g_hi += db
            h_lo += haa
            h_hi += hbb
            h_both += hab
        precision = 1.0 + tt + tv
        b = g_b / precision
        det = h_lo * h_hi - h_both * h_both
        to_lo = (h_hi * g_lo - h_both * g_hi) / det
        to_hi = (h_lo * g_hi - h_both * g_lo) / det
        lo_new = lo + max(-1.0, min(1.0, to_lo))
        hi_new = hi + max(-1.0, min(1.0, to_hi))
        least = max(NARROWEST, 0.25 * (hi - lo))
        if hi_new - lo_new < least:
            # Without abstentions the cuts move as one; the middle of two single steps would
            # follow whichever side has fewer votes.
            along = (g_lo + g_hi) / (h_lo + h_hi + 2.0 * h_both)
            middle = 0.5 * (hi + lo) + max(-1.0, min(1.0, along))
            lo_new, hi_new = middle - 0.5 * least, middle + 0.5 * least
        lo, hi = lo_new, hi_new
        slope[j], low[j], high[j] = b, lo, hi
        slope_var[j] = 1.0 / precision
        # The cuts move with the slope: its variance pulls to those who voted, not to 0.
        among = slope_var[j] * t_all / (edges[j + 1] - edges[j])
        square = b * b + slope_var[j]
        for o in range(edges[j], edges[j + 1]):
            k = point[o]
            mu = b * theta[k]
            da, db, _, _, _ = slopes(table, vote[o], lo - mu, hi - mu)
            pull[k] += b * (mu - da - db) + among
            hold[k] += square


@compiled()
def smooth(
    pull: Floats,
    hold: Floats,
    gap: Ints,
    walk: float,
    first: float,
    origin: Floats,
    theta: Floats,
    spread: Floats,
) -> None:
    """Kalman filter and Rauch-Tung-Striebel smoother for each actor, in place.

    `gap` is the number of periods since the actor's previous position, 0 for the first one,
    which is N(`origin`, `first`).
    """
    size = len(gap)
    for k in range(size):
        at, precision = origin[k], 1.0 / first
        if gap[k] > 0:
            at = theta[k - 1]
            precision = 1.0 / (spread[k - 1] + walk * gap[k])
        spread[k] = 1.0 / (hold[k] + precision)
        theta[k] = (pull[k] + at * precision) * spread[k]
    for k in range(size - 2, -1, -1):
        if gap[k + 1] > 0:
            ahead = spread[k] + walk * gap[k + 1]
            gain = spread[k] / ahead
            theta[k] += gain * (theta[k + 1] - theta[k])
            spread[k] += gain * gain * (spread[k + 1] - ahead)


@compiled()
def curvature(
    table: Floats,
    edges: Ints,
    point: Shorts,
    vote: Votes,
    theta: Floats,
    slope: Floats,
    low: Floats,
    high: Floats,
    information: Floats,
    shared: Floats,
) -> None:
    """What the votes say about positions, and what they share with each item's parameters.

    Parameters
    ----------
    information : points
        Filled with the curvature of the log likelihood by each position.
    shared : votes x 3
        Filled so that, for the positions of one item, `shared @ shared.T` is what
        integrating out its slope and cuts takes away.
    """
    information[:] = 0.0
    for j in range(len(slope)):
        b = slope[j]
        h00, h01, h02 = 1.0, 0.0, 0.0
        h11, h22, h12 = CUT_PRECISION, CUT_PRECISION, 0.0
        for o in range(edges[j], edges[j + 1]):
            t = theta[point[o]]
            _, _, haa, hbb, hab = slopes(table, vote[o], low[j] - b * t, high[j] - b * t)
            w = haa + hbb + 2.0 * hab
            h00 += w * t * t
            h01 -= t * (haa + hab)
            h02 -= t * (hbb + hab)
            h11 += haa
            h22 += hbb
            h12 += hab
            information[point[o]] += w * b * b
            shared[o, 0] = b * t * w
            shared[o, 1] = -b * (haa + hab)
            shared[o, 2] = -b * (hbb + hab)
        # Cholesky factor of the 3 x 3 curvature, and its inverse applied to each row.
        c00 = math.sqrt(h00)
        c10, c20 = h01 / c00, h02 / c00
        c11 = math.sqrt(max(h11 - c10 * c10, 1e-9))
        c21 = (h12 - c20 * c10) / c11
        c22 = math.sqrt(max(h22 - c20 * c20 - c21 * c21, 1e-9))
        for o in range(edges[j], edges[j + 1]):
            x = shared[o, 0] / c00
            y = (shared[o, 1] - c10 * x) / c11
            shared[o, 0], shared[o, 1] = x, y
            shared[o, 2] = (shared[o, 2] - c20 * x - c21 * y) / c22


@compiled()
def fit_of(
    edges: Ints,
    point: Shorts,
    vote: Votes,
    theta: Floats,
    slope: Floats,
    low: Floats,
    high: Floats,
) -> tuple[float, int]:
    """Log likelihood, and the number of votes given their most probable category."""
    total, right = 0.0, 0
    for j in range(len(slope)):
        for o in range(edges[j], edges[j + 1]):
            mu = slope[j] * theta[point[o]]
            yes = 0.5 * math.erfc((mu - low[j]) / math.sqrt(2.0))
            no = 0.5 * math.erfc((high[j] - mu) / math.sqrt(2.0))
            between = max(1.0 - yes - no, 0.0)
            p = yes if vote[o] == 1 else (no if vote[o] == 3 else between)
            total += math.log(max(p, 1e-300))
            right += p >= max(yes, no, between)
    return total, right


@compiled()
def power(edges: Ints, actor: Ints, vote: Votes, position: Floats, steps: int) -> None:
    """Main axis of the votes, missing ones at the item's mean; one position an actor."""
    actors = len(position)
    count = np.zeros(actors)
    for o in range(len(actor)):
        count[actor[o]] += 1.0
    for _ in range(steps):
        total = np.zeros(actors)
        for j in range(len(edges) - 1):
            n = edges[j + 1] - edges[j]
            mean, across = 0.0, 0.0
            for o in range(edges[j], edges[j + 1]):
                mean += vote[o]
                across += position[actor[o]]
            mean /= n
            across /= n
            weight = 0.0
            for o in range(edges[j], edges[j + 1]):
                weight -= (vote[o] - mean) * (position[actor[o]] - across)
            weight /= n
            for o in range(edges[j], edges[j + 1]):
                total[actor[o]] -= (vote[o] - mean) * weight
        centre, square = 0.0, 0.0
        for a in range(actors):
            total[a] /= max(count[a], 1.0)
            centre += total[a] / actors
        for a in range(actors):
            square += (total[a] - centre) ** 2 / actors
        for a in range(actors):
            position[a] = (total[a] - centre) / max(math.sqrt(square), 1e-12)
