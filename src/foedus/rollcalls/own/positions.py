"""Positions: stretches of an actor's path, drawn at once, latent votes integrated out.

The votes of each period are replaced by a normal likelihood with their slope and
curvature at the current position; forward filtering and backward sampling (Carter and
Kohn 1994) then proposes a whole stretch of the path, and a Metropolis step corrects for
the replacement. Drawing latent votes instead mixes far more slowly where votes are
foreseeable, as most at the UN are.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.rollcalls.compiled import compiled, prange
from foedus.rollcalls.own.matrices import cholesky, log_normal, solve_lower, solve_upper
from foedus.rollcalls.sampling.chance import chance_slopes, normal, stream, uniform

STEP = 1


@compiled(reordered=True)
def vote_terms(
    theta: Any, first: Any, p0: Any, item: Any, vote: Any, items: Any, info: Any, told: Any
) -> Any:
    """Log likelihood of a stretch; its information, and information times working response."""
    dims = theta.shape[1]
    log = 0.0
    chance = 1.0
    info[:] = 0.0
    told[:] = 0.0
    for p in range(len(theta)):
        for v in range(first[p0 + p], first[p0 + p + 1]):
            j = item[v]
            mean = 0.0
            for k in range(dims):
                mean += items[j, k] * theta[p, k]
            a = items[j, dims] - mean
            b = items[j, dims + 1] - mean
            c, sa, sb = chance_slopes(a, b, vote[v])
            chance *= max(c, 1e-60)
            if chance < 1e-200:
                log += math.log(chance)
                chance = 1.0
            h = sa * (sa + a) + 2.0 * sa * sb + sb * (sb + b)
            for k in range(dims):
                told[p, k] -= (sa + sb) * items[j, k]
                for m in range(dims):
                    info[p, k, m] += h * items[j, k] * items[j, m]
        for k in range(dims):
            for m in range(dims):
                told[p, k] += info[p, k, m] * theta[p, m]
    return log + math.log(chance)


@compiled(reordered=True)
def filtered(info: Any, told: Any, links: Any, keep: Any, start: Any, factor: Any, eta: Any) -> Any:
    """Forward pass: factor of each point's precision given the next, and its linear term.

    ``links[p]`` is the precision of the step into point p (diagonal), zero where there is
    none, ``keep[p]`` the share kept of the point before, and ``start`` that point.
    """
    n, dims = told.shape
    before = np.zeros((dims, dims))
    linear = np.zeros(dims)
    column = np.empty(dims)
    matrix = np.empty((dims, dims))
    for k in range(dims):
        before[k, k] = links[0, k]
        linear[k] = links[0, k] * keep[0, k] * start[k]
    for p in range(n):
        for k in range(dims):
            eta[p, k] = linear[k] + told[p, k]
            for m in range(dims):
                matrix[k, m] = before[k, m] + info[p, k, m]
            matrix[k, k] += links[p + 1, k] * keep[p + 1, k] ** 2
        if not cholesky(matrix, factor[p]):
            return False
        for k in range(dims):
            linear[k] = eta[p, k]
        solve_lower(factor[p], linear)
        solve_upper(factor[p], linear)
        for k in range(dims):
            linear[k] *= links[p + 1, k] * keep[p + 1, k]
            column[:] = 0.0
            column[k] = links[p + 1, k] * keep[p + 1, k]
            solve_lower(factor[p], column)
            solve_upper(factor[p], column)
            for m in range(dims):
                before[m, k] = -links[p + 1, m] * keep[p + 1, m] * column[m]
            before[k, k] += links[p + 1, k]
    return True


@compiled(reordered=True)
def backward(
    factor: Any, eta: Any, links: Any, keep: Any, after: Any, path: Any, draw: Any, state: Any
) -> Any:
    """Backward pass: draw the path where `draw`; its log density either way."""
    n, dims = eta.shape
    log = 0.0
    mean = np.empty(dims)
    away = np.empty(dims)
    for p in range(n - 1, -1, -1):
        for k in range(dims):
            ahead = after[k] if p == n - 1 else path[p + 1, k]
            mean[k] = eta[p, k] + links[p + 1, k] * keep[p + 1, k] * ahead
        solve_lower(factor[p], mean)
        solve_upper(factor[p], mean)
        if draw:
            for k in range(dims):
                away[k] = normal(state)
            solve_upper(factor[p], away)
            for k in range(dims):
                path[p, k] = mean[k] + away[k]
        for k in range(dims):
            away[k] = path[p, k] - mean[k]
        log += log_normal(factor[p], away)
    return log


@compiled(reordered=True)
def path_prior(path: Any, links: Any, keep: Any, start: Any, after: Any) -> Any:
    """Log prior of a stretch given the points on either side."""
    n, dims = path.shape
    log = 0.0
    for p in range(n + 1):
        for k in range(dims):
            one = start[k] if p == 0 else path[p - 1, k]
            two = after[k] if p == n else path[p, k]
            away = two - keep[p, k] * one
            log -= 0.5 * links[p, k] * away * away
    return log


@compiled(parallel=True, reordered=True)
def update_positions(
    key: Any,
    stretch: Any,
    first: Any,
    links: Any,
    keep: Any,
    votes_from: Any,
    item: Any,
    vote: Any,
    items: Any,
    theta: Any,
) -> Any:
    """One step for every stretch of every actor; returns the share taken.

    ``first`` marks where each actor's points begin, ``votes_from`` each point's votes;
    ``items`` has slopes and both cuts; ``links`` and ``keep`` are precision and share kept
    of the step into each point and dimension. Stretches are up to `stretch` points long,
    cut at a random place.
    """
    dims = theta.shape[1]
    taken = np.zeros(len(first) - 1)
    tried = np.zeros(len(first) - 1)
    for i in prange(len(first) - 1):
        state = stream(key, STEP, i)
        lo = first[i]
        hi = lo
        size = 1 + int(uniform(state) * stretch)
        while hi < first[i + 1]:
            lo = hi
            hi = min(lo + size, first[i + 1])
            size = stretch
            n = hi - lo
            step = np.zeros((n + 1, dims))
            share = np.zeros((n + 1, dims))
            start = np.zeros(dims)
            after = np.zeros(dims)
            # The step out of the actor's last point has no precision.
            for p in range(lo, min(hi + 1, first[i + 1])):
                step[p - lo] = links[p]
                share[p - lo] = keep[p]
            if lo > first[i]:
                start[:] = theta[lo - 1]
            if hi < first[i + 1]:
                after[:] = theta[hi]
            x = theta[lo:hi].copy()
            y = np.empty((n, dims))
            info = np.empty((n, dims, dims))
            told = np.empty((n, dims))
            eta = np.empty((n, dims))
            factor = np.zeros((n, dims, dims))
            ratio = -vote_terms(x, votes_from, lo, item, vote, items, info, told)
            ratio -= path_prior(x, step, share, start, after)
            tried[i] += 1
            if not filtered(info, told, step, share, start, factor, eta):
                continue
            ratio -= backward(factor, eta, step, share, after, y, True, state)
            ratio += vote_terms(y, votes_from, lo, item, vote, items, info, told)
            ratio += path_prior(y, step, share, start, after)
            if not filtered(info, told, step, share, start, factor, eta):
                continue
            ratio += backward(factor, eta, step, share, after, x, False, state)
            if math.log(uniform(state)) < ratio:
                theta[lo:hi] = y
                taken[i] += 1
    return taken.sum() / max(tried.sum(), 1.0)
