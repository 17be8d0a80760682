"""Paths of the latent trait through time for many dyads at once.

``theta_t = phi theta_{t-1} + e`` with ``var(e) = 1 - phi^2``, so that theta is N(0, 1) in
every year; every item has an intercept of its own in every dyad. The posterior is
approximated by the normal distribution closest to it (variational), not by its mode,
which is biased where nearly all items are at their floor.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.measures.graded_response import Items
from foedus.measures.ties.arrow import Solved, solve
from foedus.measures.ties.smoothed_logistic import FAR, smoothed

Floats = NDArray[np.float64]
LONGEST = 1.0
"""No path moves further in one step."""
SWINGS = 8
"""Rounds after which the weights are averaged with the last ones."""
BLOCK = 512
"""Dyads solved side by side: their arrays fit a processor's cache."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What is fixed about the paths.

    Parameters
    ----------
    innovation
        ``1 - phi^2``.
    intercept
        Standard deviation of the dyad-by-item intercepts.
    rounds, tolerance
        A block is done when no path moves by more than `tolerance`.
    """

    innovation: float = 0.03
    intercept: float = 1.0
    rounds: int = 40
    tolerance: float = 2e-3

    @property
    def phi(self) -> float:
        """Persistence from year to year."""
        return float(np.sqrt(1 - self.innovation))


def bounds(items: Items, open_codes: dict[int, dict[int, int]] | None = None) -> list[Floats]:
    """For each item and code the cuts below and above it, shape (codes, 2).

    Parameters
    ----------
    items
        Item parameters.
    open_codes
        ``{item: {code: lowest category}}``: codes that say "this category or higher".
    """
    out = []
    for j, cuts in enumerate(items.cuts):
        edges = np.concatenate([[-FAR], cuts, [FAR]])
        rows = list(pairwise(edges))
        extra = (open_codes or {}).get(j, {})
        for code in sorted(extra):
            rows += [(-FAR, FAR)] * (code + 1 - len(rows))
            rows[code] = (edges[extra[code]], FAR)
        out.append(np.array(rows))
    return out


def fit_paths(
    answers: NDArray[np.int8],
    items: Items,
    walk: Walk | None = None,
    open_codes: dict[int, dict[int, int]] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    workers: int = 2,
) -> tuple[Floats, Floats]:
    """Posterior mean and standard deviation of every path.

    Parameters
    ----------
    answers : ndarray of int8, shape (items, years, dyads)
        Categories; negative where missing.
    items
        Item parameters of the static stage.
    walk
        Persistence and intercepts.
    open_codes
        See `bounds`.
    progress
        Called with the dyads done and all dyads.
    workers
        Threads; blocks are independent, so the result does not depend on it.

    Returns
    -------
    mean, sd : ndarray, shape (years, dyads)

    Examples
    --------
    >>> items = Items(np.array([2.0]), (np.array([1.0]),))
    >>> always = np.stack([np.zeros((1, 9)), np.ones((1, 9))], axis=2).astype(np.int8)
    >>> mean, sd = fit_paths(always, items)
    >>> mean[4].round(1).tolist()
    [-1.0, 1.5]
    """
    walk = walk or Walk()
    edges = bounds(items, open_codes)
    count = answers.shape[2]
    mean, sd = np.empty(answers.shape[1:]), np.empty(answers.shape[1:])
    starts = range(0, count, BLOCK)

    def one(start: int) -> int:
        part = slice(start, min(start + BLOCK, count))
        mean[:, part], sd[:, part] = _block(answers[:, :, part], items.slopes, edges, walk)
        return int(part.stop - start)

    done = 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for finished in pool.map(one, starts):
            done += finished
            progress(done, count)
    return mean, sd


@dataclass(frozen=True, slots=True)
class _Observed:
    """The observed answers of a block, one entry each.

    Parameters
    ----------
    where, at, cell
        Place in (item, year, dyad), in (year, dyad) and in (item, dyad).
    slope
        Slope of the item.
    inner, low
        Answers with a cut below, and that cut; `outer` and `high` with a cut above.
    """

    where: NDArray[np.int64]
    at: NDArray[np.int64]
    cell: NDArray[np.int64]
    slope: Floats
    inner: NDArray[np.int64]
    low: Floats
    outer: NDArray[np.int64]
    high: Floats


def _observed(answers: NDArray[Any], slopes: Floats, edges: list[Floats]) -> _Observed:
    items, years, count = answers.shape
    where = np.flatnonzero(answers.ravel() >= 0)
    item, at = np.divmod(where, years * count)
    padded = np.zeros((items, max(len(e) for e in edges), 2))
    for k, edge in enumerate(edges):
        padded[k, : len(edge)] = edge
    low, high = padded[item, answers.ravel()[where].astype(np.int64)].T
    inner, outer = np.flatnonzero(low > -FAR), np.flatnonzero(high < FAR)
    cell = item * count + at % count
    return _Observed(where, at, cell, slopes[item], inner, low[inner], outer, high[outer])


def _expected(seen: _Observed, eta: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """Expected first and (negative) second derivative of each answer's log chance.

    With ``s`` the logistic curve they are ``1 - s(eta - low) - s(eta - high)`` and the
    sum of the two slopes; without a cut below, the first ``s`` is one.
    """
    gradient, steep = np.zeros(len(eta)), np.zeros(len(eta))
    curve, bend = smoothed(eta[seen.inner] - seen.low, sd[seen.inner])
    gradient[seen.inner] += 1 - curve
    steep[seen.inner] += bend
    curve, bend = smoothed(eta[seen.outer] - seen.high, sd[seen.outer])
    gradient[seen.outer] -= curve
    steep[seen.outer] += bend
    return gradient, steep


def _spread(seen: _Observed, solved: Solved) -> Floats:
    """Posterior standard deviation of each answer's predictor."""
    variance = (
        seen.slope**2 * solved.path_variance.ravel()[seen.at]
        + 2 * seen.slope * solved.covariance.ravel()[seen.where]
        + solved.border_variance.ravel()[seen.cell]
    )
    return np.sqrt(np.maximum(variance, 1e-9))


def _prior(years: int, walk: Walk) -> tuple[Floats, float]:
    """Diagonal (years, 1) and off-diagonal of a stationary walk's precision."""
    diagonal = np.full((years, 1), (1 + walk.phi**2) / walk.innovation)
    diagonal[[0, -1]] = 1 / walk.innovation if years > 1 else 1.0
    return diagonal, -walk.phi / walk.innovation


def _block(
    answers: NDArray[Any], slopes: Floats, edges: list[Floats], walk: Walk
) -> tuple[Floats, Floats]:
    """Newton steps on mean and variance together until neither moves."""
    items, years, count = answers.shape
    seen = _observed(answers, slopes, edges)
    diagonal, beside = _prior(years, walk)
    tight, by_item = 1 / walk.intercept**2, slopes[:, None, None]
    path, border = np.zeros((years, count)), np.zeros((items, count))
    push, weight = np.zeros(answers.shape), np.zeros(answers.shape)
    sd = np.sqrt(seen.slope**2 + walk.intercept**2)
    before = np.full(count, np.inf)
    for turn in range(walk.rounds):
        eta = seen.slope * path.ravel()[seen.at] + border.ravel()[seen.cell]
        gradient, steep = _expected(seen, eta, sd)
        push.ravel()[seen.where] = gradient
        if turn > SWINGS:  # what still swings is averaged
            steep = 0.5 * (weight.ravel()[seen.where] + steep)
        weight.ravel()[seen.where] = steep
        right = (push * by_item).sum(axis=0) - diagonal * path
        right[1:] -= beside * path[:-1]
        right[:-1] -= beside * path[1:]
        solved = solve(
            diagonal + (weight * by_item**2).sum(axis=0),
            beside,
            weight * by_item,
            weight.sum(axis=1) + tight,
            right,
            push.sum(axis=1) - tight * border,
        )
        step = np.abs(solved.path).max(axis=0)
        # Far steps overshoot where the curve is flat, and a step no smaller than the
        # last one swings about the solution.
        size = np.minimum(1, LONGEST / np.maximum(step, 1e-12))
        size = np.where(step > 0.7 * before, 0.5 * size, size)
        path, border, before = path + size * solved.path, border + size * solved.border, step
        sd = _spread(seen, solved)
        if step.max(initial=0) < walk.tolerance:
            break
    return path, np.sqrt(np.maximum(solved.path_variance, 0))
