"""Items: a Metropolis step for slopes, lower cut and log gap, latent votes integrated out.

The proposal is one Newton step with the inverse information as its spread (Gamerman
1997), so no scale has to be tuned.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled, prange
from foedus.rollcalls.own.matrices import cholesky, log_normal, solve_lower, solve_upper
from foedus.rollcalls.sampling.chance import chance_slopes, normal, stream, uniform

STEP = 0
_SMALL_STEPS, _SMALL = 0.2, 0.7
"""Share and size of proposals around the current value: they free items that Newton overshoots."""
_WIDEST, _NARROWEST = 4.0, -12.0
"""Bounds of the log gap, far outside what votes can tell apart."""


@compiled(reordered=True)
def item_terms(x: Any, theta: Any, point: Any, vote: Any, prior: Any, slope: Any, info: Any) -> Any:
    """Log posterior of one item at x; its slope and information are written out."""
    dims = theta.shape[1]
    low = x[dims]
    gap = math.exp(x[dims + 1])
    high = low + gap
    slope[:] = 0.0
    info[:] = 0.0
    log = 0.0
    chance = 1.0
    s_all = s_high = h_all = h_edge = h_high = 0.0
    for o in range(len(point)):
        mean = 0.0
        for k in range(dims):
            mean += x[k] * theta[point[o], k]
        a = low - mean
        b = high - mean
        p, sa, sb = chance_slopes(a, b, vote[o])
        # Logarithms are dear: multiply first, take them now and then.
        chance *= max(p, 1e-60)
        if chance < 1e-200:
            log += math.log(chance)
            chance = 1.0
        s = sa + sb
        hb = sb * (sb + b)
        edge = sa * sb + hb
        h = sa * (sa + a) + sa * sb + edge
        s_all += s
        s_high += sb
        h_all += h
        h_edge += edge
        h_high += hb
        for k in range(dims):
            t = theta[point[o], k]
            slope[k] -= s * t
            info[dims, k] -= h * t
            info[dims + 1, k] -= edge * t
            for m in range(k + 1):
                info[k, m] += h * t * theta[point[o], m]
    log += math.log(chance)
    slope[dims] = s_all
    slope[dims + 1] = s_high * gap
    info[dims, dims] = h_all
    info[dims + 1, dims] = h_edge * gap
    info[dims + 1, dims + 1] = h_high * gap * gap + max(0.0, -s_high * gap)
    for k in range(dims):
        info[dims + 1, k] *= gap
    for k in range(dims + 2):
        away = x[k] - prior[k, 0]
        log -= 0.5 * prior[k, 1] * away * away
        slope[k] -= prior[k, 1] * away
        info[k, k] += prior[k, 1]
    return log


@compiled(parallel=True, reordered=True)
def update_items(
    key: Any, start: Any, point: Any, vote: Any, theta: Any, items: Any, prior: Any
) -> Any:
    """One step for every item; returns the share of proposals taken.

    ``items`` has the columns slopes, lower cut, log gap; ``prior`` mean and precision of each.
    """
    n = items.shape[1]
    taken = np.zeros(len(start) - 1, np.int64)
    for j in prange(len(start) - 1):
        of = point[start[j] : start[j + 1]]
        cast = vote[start[j] : start[j + 1]]
        state = stream(key, STEP, j)
        small = uniform(state) < _SMALL_STEPS
        x = items[j].copy()
        y = np.empty(n)
        away = np.empty(n)
        ahead = np.empty(n)
        back = np.empty(n)
        info = np.empty((n, n))
        factor = np.zeros((n, n))
        old = item_terms(x, theta, of, cast, prior, ahead, info)
        if not cholesky(info, factor):
            continue
        solve_lower(factor, ahead)
        solve_upper(factor, ahead)
        for k in range(n):
            y[k] = normal(state)
        solve_upper(factor, y)
        for k in range(n):
            away[k] = y[k]
            y[k] = x[k] + (_SMALL * y[k] if small else y[k] + ahead[k])
        ratio = -log_normal(factor, away) - old
        if y[n - 1] > _WIDEST or y[n - 1] < _NARROWEST:
            continue
        ratio += item_terms(y, theta, of, cast, prior, back, info)
        if not cholesky(info, factor):
            continue
        solve_lower(factor, back)
        solve_upper(factor, back)
        for k in range(n):
            away[k] = (x[k] - y[k]) / _SMALL if small else x[k] - y[k] - back[k]
        ratio += log_normal(factor, away)
        if math.log(uniform(state)) < ratio:
            items[j] = y
            taken[j] = 1
    return taken.mean()
