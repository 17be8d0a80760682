"""Shares of pieces that say something: by side, between sides, before and after an event.

Between two groups of pieces the difference of two shares has Newcombe's interval (the
square-and-add of two Wilson intervals). Whether any of several codes differs is judged by
shuffling the groups among authors (or statements) and keeping the largest difference of each
shuffle, so that many comparisons do not make a finding of noise (Westfall and Young 1993).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.comparing.exact_bounds import wilson

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LEVEL = 0.9
SHUFFLES = 4000
FEWEST = 5
"""Pieces in a group below which no share is told."""
WILSON = "Wilson's interval of a share"
NEWCOMBE = "Newcombe's interval of a difference of shares"


@dataclass(frozen=True, slots=True)
class PieceShare:
    """Share of the pieces read that have a code.

    Parameters
    ----------
    count, of
        Pieces with the code, and pieces read.
    value, interval
        None where fewer than `FEWEST` were read; `why` then says so.
    """

    count: int
    of: int
    value: float | None
    interval: Interval | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Share in the second group less share in the first.

    Parameters
    ----------
    first, second
        The two shares.
    value, interval
        The difference; None where either share is.
    p
        Probability of so large a difference in any of the codes compared, if the groups do
        not differ; None where not assessable.
    """

    first: PieceShare
    second: PieceShare
    value: float | None
    interval: Interval | None
    p: float | None


def piece_share(has: Floats, level: float = LEVEL) -> PieceShare:
    """Share of ones among what is not missing.

    Parameters
    ----------
    has : array, shape (pieces,)
        1, 0, or NaN for a piece not read.
    level
        Of the interval.

    Examples
    --------
    >>> s = piece_share(np.array([1, 1, 0, 0, 0, np.nan]))
    >>> s.count, s.of, s.value, s.interval.bounds()
    (2, 5, 0.4, [0.1427, 0.7275])
    >>> piece_share(np.array([1.0, 0.0])).why
    '2 pieces were read; 5 are needed'
    """
    seen = has[~np.isnan(has)]
    count, of = int(seen.sum()), len(seen)
    if of < FEWEST:
        noun = "piece was" if of == 1 else "pieces were"
        return PieceShare(count, of, None, None, f"{of or 'no'} {noun} read; {FEWEST} are needed")
    return PieceShare(count, of, count / of, Interval(*wilson(count, of, level), level, WILSON))


def newcombe(first: PieceShare, second: PieceShare) -> Interval | None:
    """Interval of second less first; None where either is not told.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions: comparison of eleven methods. Statistics in Medicine 17: 873-890 (method 10).

    Examples
    --------
    >>> ones, zeros = np.ones(56), np.zeros(14)
    >>> first = piece_share(np.r_[np.ones(48), np.zeros(32)], 0.95)
    >>> second = piece_share(np.r_[ones, zeros], 0.95)
    >>> newcombe(first, second).bounds()
    [0.0524, 0.3339]
    """
    a, b = first.interval, second.interval
    if a is None or b is None or first.value is None or second.value is None:
        return None
    d = second.value - first.value
    low = d - math.hypot(second.value - b.low, a.high - first.value)
    high = d + math.hypot(b.high - second.value, first.value - a.low)
    return Interval(low, high, a.level, NEWCOMBE)


def differences(
    has: Floats,
    second: Bools,
    clusters: Sequence[str],
    *,
    level: float = LEVEL,
    shuffles: int = SHUFFLES,
    seed: int = 0,
) -> tuple[Difference, ...]:
    """Each code's share in a second group of pieces beside that in a first.

    Parameters
    ----------
    has : array, shape (pieces, codes)
        1, 0, or NaN for a piece not read.
    second : array of bool, shape (pieces,)
        Which pieces belong to the second group.
    clusters : sequence of str, length pieces
        Author or statement; what belongs together is shuffled together. An author with
        pieces in both groups counts as one author in each.
    level, shuffles, seed
        Of the intervals; number of shuffles, and their seed.

    Returns
    -------
    tuple of Difference
        One for each code.

    Examples
    --------
    >>> has = np.array([[1.0, 0], [1, 1], [1, 0], [1, 1], [1, 0], [0, 1], [0, 0], [0, 1], [0, 0], [0, 1]])
    >>> side = np.arange(10) >= 5
    >>> big, small = differences(has, side, [str(i) for i in range(10)])
    >>> big.value, big.p < 0.05, round(small.value, 1), small.p > 0.5
    (-1.0, True, 0.2, True)
    """
    pairs = [
        (piece_share(column[~second], level), piece_share(column[second], level))
        for column in has.T
    ]
    usable = np.array([a.value is not None and b.value is not None for a, b in pairs], bool)
    p = np.full(len(pairs), np.nan)
    if usable.any():
        p[usable] = _adjusted(has[:, usable], second, clusters, shuffles, seed)
    out = []
    for (a, b), adjusted in zip(pairs, p, strict=True):
        told = a.value is not None and b.value is not None
        value = b.value - a.value if a.value is not None and b.value is not None else None
        out.append(Difference(a, b, value, newcombe(a, b), float(adjusted) if told else None))
    return tuple(out)


def _adjusted(
    has: Floats, second: Bools, clusters: Sequence[str], shuffles: int, seed: int
) -> Floats:
    """Probability, for each code, of the largest standardised difference of all codes."""
    names = [f"{c}\0{bool(s)}" for c, s in zip(clusters, second, strict=True)]
    _, cluster = np.unique(names, return_inverse=True)
    group = np.zeros(cluster.max() + 1, bool)
    group[cluster] = second
    rng = np.random.default_rng(seed)
    drawn = rng.permuted(np.tile(group, (shuffles, 1)), axis=1)[:, cluster]
    observed = _statistic(has, second[None, :])[0]
    largest = _statistic(has, drawn).max(axis=1)
    # Rounding must not make a shuffle that equals the data smaller than it.
    above = (largest[:, None] >= observed[None, :] - 1e-9).sum(axis=0)
    return np.asarray((above + 1) / (shuffles + 1))


def _statistic(has: Floats, second: Bools) -> Floats:
    """Standardised difference of shares, shape (groupings, codes)."""
    known = ~np.isnan(has)
    filled = np.where(known, has, 0.0)
    inside = second.astype(float)
    n2, k2 = inside @ known, inside @ filled
    n1, k1 = known.sum(axis=0) - n2, filled.sum(axis=0) - k2
    pooled = (k1 + k2) / np.maximum(n1 + n2, 1)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / np.maximum(n1, 1) + 1 / np.maximum(n2, 1)))
    apart = np.abs(k2 / np.maximum(n2, 1) - k1 / np.maximum(n1, 1))
    told = (n1 > 0) & (n2 > 0) & (spread > 0)
    return np.asarray(np.where(told, apart / np.where(spread > 0, spread, 1.0), 0.0))
