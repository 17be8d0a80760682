"""Graded response: one trait behind several ordinal items, fitted by EM on a grid.

Item j has categories 0..K; the chance of category k or higher is
``logistic(slope * trait - cut_k)`` with increasing cuts. The trait is N(0, 1) in the
population, slopes are positive, and a missing answer says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MISSING = -1
REACH = 5.0
"""The grid runs this many standard deviations to both sides."""
NODES = 41
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Items:
    """Fitted parameters of the items.

    Parameters
    ----------
    slopes
        Shape (items,).
    cuts
        For each item its increasing cuts, one fewer than its categories.
    """

    slopes: Floats
    cuts: tuple[Floats, ...]

    def without(self, left_out: int) -> Items:
        """The same parameters without one item."""
        keep = [j for j in range(len(self.cuts)) if j != left_out]
        return self.only(keep)

    def only(self, which: Sequence[int]) -> Items:
        """The parameters of some items, in the order named."""
        return Items(self.slopes[list(which)], tuple(self.cuts[j] for j in which))


@dataclass(frozen=True, slots=True)
class SlopeRule:
    """What is known of a slope beforehand.

    Parameters
    ----------
    cap
        Largest slope.
    centre, spread
        Normal prior on its logarithm: mean and standard deviation (infinite: none).
    """

    cap: float = np.inf
    centre: float = 0.0
    spread: float = np.inf


def grid(nodes: int = NODES) -> tuple[Floats, Floats]:
    """Points and standard-normal weights, each of shape (nodes,).

    Examples
    --------
    >>> points, weights = grid()
    >>> round(float(weights.sum()), 6), round(float(weights @ points**2), 3)
    (1.0, 1.0)
    """
    points = np.linspace(-REACH, REACH, nodes)
    weights = np.exp(-(points**2) / 2)
    return points, weights / weights.sum()


def logistic(x: NDArray[Any]) -> Floats:
    """``1 / (1 + exp(-x))`` without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * np.asarray(x, float))))


def chances(trait: Floats, slope: float, cuts: Floats) -> Floats:
    """Chance of each category, shape (categories, points).

    Examples
    --------
    >>> chances(np.array([0.0]), 1.0, np.array([0.0])).ravel().tolist()
    [0.5, 0.5]
    """
    above = logistic(slope * trait[None, :] - cuts[:, None])
    edge = np.ones((1, len(trait)))
    ladder = np.concatenate([edge, above, 0 * edge])
    return np.asarray(np.maximum(ladder[:-1] - ladder[1:], _TINY))


def posterior(answers: NDArray[Any], items: Items, nodes: int = NODES) -> Floats:
    """Posterior over the grid, shape (rows, nodes).

    Parameters
    ----------
    answers : ndarray of int, shape (rows, items)
        Categories; negative where missing.
    items
        Fitted parameters.
    """
    points, weights = grid(nodes)
    log = np.repeat(np.log(weights)[None, :], len(answers), axis=0)
    for j, cuts in enumerate(items.cuts):
        table = np.log(chances(points, float(items.slopes[j]), cuts))
        known = answers[:, j] >= 0
        log[known] += table[answers[known, j]]
    log -= log.max(axis=1, keepdims=True)
    out = np.exp(log)
    return np.asarray(out / out.sum(axis=1, keepdims=True))


def score(answers: NDArray[Any], items: Items) -> tuple[Floats, Floats]:
    """Posterior mean and standard deviation of the trait, each of shape (rows,).

    Examples
    --------
    >>> items = Items(np.array([1.0]), (np.array([0.0]),))
    >>> mean, sd = score(np.array([[1], [0], [-1]]), items)
    >>> mean.round(2).tolist(), sd.round(2).tolist()
    ([0.41, -0.41, 0.0], [0.91, 0.91, 1.0])
    """
    points, _ = grid()
    weight = posterior(answers, items)
    mean = weight @ points
    return mean + 0.0, np.sqrt(np.maximum(weight @ points**2 - mean**2, 0))


def fit(
    answers: NDArray[Any],
    counts: NDArray[Any] | None = None,
    rule: SlopeRule | None = None,
    *,
    rounds: int = 500,
    tolerance: float = 1e-4,
    progress: Callable[[str], None] = lambda _: None,
) -> Items:
    """Maximum-likelihood (or penalised) item parameters.

    Parameters
    ----------
    answers : ndarray of int, shape (rows, items)
        Categories from 0; negative where missing. An item's categories are 0 to the
        highest that occurs.
    counts : ndarray, shape (rows,), optional
        How often each row occurs.
    rule
        Bounds and prior of the slopes.
    rounds, tolerance
        EM stops when no parameter moves by more than `tolerance`.
    progress
        Called with a word now and then.

    References
    ----------
    Samejima (1969), graded response; Bock and Aitkin (1981), EM on a grid.
    """
    rule = rule or SlopeRule()
    unique, inverse = np.unique(answers, axis=0, return_inverse=True)
    each = np.ones(len(answers)) if counts is None else np.asarray(counts, float)
    weight = np.bincount(inverse.ravel(), each, len(unique)).astype(float)
    items = _start(unique, weight)
    points, _ = grid()
    for turn in range(rounds):
        share = posterior(unique, items) * weight[:, None]
        new = [
            _improved(_expected(unique[:, j], share, len(cuts) + 1), points, slope, cuts, rule)
            for j, (slope, cuts) in enumerate(zip(items.slopes, items.cuts, strict=True))
        ]
        after = Items(np.array([s for s, _ in new]), tuple(c for _, c in new))
        moved = _distance(items, after)
        items = after
        if turn % 50 == 0:
            progress(f"item parameters, round {turn}")
        if moved < tolerance:
            break
    return items


def _start(answers: NDArray[Any], weight: Floats) -> Items:
    """Slopes of one and cuts at the observed shares."""
    cuts = []
    for column in answers.T:
        top = int(column.max())
        known = column >= 0
        total = max(float(weight[known].sum()), 1.0)
        above = np.array([weight[known & (column >= k)].sum() for k in range(1, top + 1)]) / total
        above = np.clip(above, 1e-7, 1 - 1e-7)
        cuts.append(np.sort(-np.log(above / (1 - above))) + 1e-3 * np.arange(top))
    return Items(np.ones(answers.shape[1]), tuple(cuts))


def _expected(column: NDArray[Any], share: Floats, categories: int) -> Floats:
    """Expected number of answers by category and grid point."""
    out = np.zeros((categories, share.shape[1]))
    known = column >= 0
    np.add.at(out, column[known], share[known])
    return out


def _improved(
    expected: Floats, points: Floats, slope: float, cuts: Floats, rule: SlopeRule
) -> tuple[float, Floats]:
    """One item's parameters after a few scoring steps; never worse than before."""
    best = _objective(expected, points, slope, cuts, rule)
    for _ in range(4):
        step = _scoring_step(expected, points, slope, cuts, rule)
        size = 1.0
        while size > 1e-3:
            new_slope = min(slope * float(np.exp(np.clip(size * step[0], -1, 1))), rule.cap)
            new_cuts = cuts + size * step[1:]
            if (np.diff(new_cuts) > 0).all():
                value = _objective(expected, points, new_slope, new_cuts, rule)
                if value >= best:
                    slope, cuts, best = new_slope, new_cuts, value
                    break
            size /= 2
        else:
            break
    return slope, cuts


def _objective(
    expected: Floats, points: Floats, slope: float, cuts: Floats, rule: SlopeRule
) -> float:
    penalty = 0.5 * ((np.log(slope) - rule.centre) / rule.spread) ** 2
    return float((expected * np.log(chances(points, slope, cuts))).sum() - penalty)


def _scoring_step(
    expected: Floats, points: Floats, slope: float, cuts: Floats, rule: SlopeRule
) -> Floats:
    """Fisher-scoring step for (log slope, cuts)."""
    chance = chances(points, slope, cuts)
    above = logistic(slope * points[None, :] - cuts[:, None])
    steep = above * (1 - above)
    k = len(cuts)
    # Change of each category's chance with each parameter: (1 + cuts, categories, points).
    change = np.zeros((k + 1, k + 1, len(points)))
    by_eta = np.zeros((k + 1, len(points)))
    by_eta[1:] += steep
    by_eta[:-1] -= steep
    change[0] = by_eta * slope * points
    for c in range(k):
        change[c + 1, c + 1] -= steep[c]
        change[c + 1, c] += steep[c]
    gradient = (change * (expected / chance)[None]).sum(axis=(1, 2))
    total = expected.sum(axis=0)
    information = np.einsum("akq,bkq->ab", change * (total / chance)[None], change)
    gradient[0] -= (np.log(slope) - rule.centre) / rule.spread**2
    information[0, 0] += rule.spread**-2
    if slope >= rule.cap and gradient[0] > 0:  # held at the cap: the cuts move alone
        gradient[0], information[0, :], information[:, 0] = 0.0, 0.0, 0.0
        information[0, 0] = 1.0
    information += 1e-8 * np.eye(k + 1) * max(float(np.trace(information)), 1.0)
    return np.asarray(np.linalg.solve(information, gradient))


def _distance(one: Items, other: Items) -> float:
    cuts = zip(one.cuts, other.cuts, strict=True)
    moved = [float(np.abs(a - b).max(initial=0)) for a, b in cuts]
    return max([float(np.abs(one.slopes - other.slopes).max()), *moved])
