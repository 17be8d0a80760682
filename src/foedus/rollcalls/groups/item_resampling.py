"""Intervals from resampled items: each year's votes drawn again, with replacement.

A resampling is a row of weights (how often each item was drawn), so that every figure of
every resampling is one matrix product.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FEWEST_ITEMS = 10
"""Below so many items no interval is given: resampling cannot show what was never drawn."""


def item_weights(year: NDArray[np.int64], draws: int, seed: tuple[int, ...]) -> Floats:
    """How often each item is drawn in each resampling, within its year.

    Parameters
    ----------
    year : ndarray, shape (items,)
        Year of each item, ordered.
    draws
        Number of resamplings.
    seed
        Seed; each year draws from its own stream, so that a year's figures do not depend
        on which other years are asked for.

    Returns
    -------
    ndarray of float32, shape (draws, items)
        Rows sum to the number of items, in each year and in all.

    Examples
    --------
    >>> weights = item_weights(np.array([1990, 1990, 1990, 1991]), 2, (1,))
    >>> weights.sum(axis=1).tolist(), weights[:, 3].tolist()
    ([4.0, 4.0], [1.0, 1.0])
    """
    parts = [np.zeros((draws, 0), np.float32)]
    for y, n in zip(*np.unique(year, return_counts=True), strict=True):
        rng = np.random.default_rng([*seed, int(y)])
        parts.append(rng.multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float32))
    return np.concatenate(parts, axis=1)


def bounds(
    value: NDArray[np.float64],
    drawn: NDArray[np.float64],
    items: NDArray[np.int64],
    level: float,
    share: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Percentile bounds of each figure.

    Parameters
    ----------
    value : ndarray, shape (figures,)
        The figures on the items as they are.
    drawn : ndarray, shape (draws, figures)
        The figures of each resampling; NaN where it had no item.
    items : ndarray, shape (figures,)
        Items behind each figure.
    level
        Share of resamplings between the bounds.
    share : ndarray of bool, shape (figures,)
        Which figures are shares of items, from 0 to 1.

    Returns
    -------
    low, high : ndarray, shape (figures,)
        NaN below `FEWEST_ITEMS`. A figure that comes out the same in every resampling has
        no width to show: a share of 0 or 1 then has the exact binomial bound at its open
        side, any other figure has none.

    Examples
    --------
    >>> always = np.ones((100, 1))
    >>> low, high = bounds(np.ones(1), always, np.array([30]), 0.9, np.array([True]))
    >>> round(float(low[0]), 3), float(high[0])
    (0.905, 1.0)
    """
    tail = (1 - level) / 2
    low, high = _percentiles(drawn, (tail, 1 - tail))
    fixed = (low == high) & ((value == 0) | (value == 1))
    reach = tail ** (1 / np.maximum(items, 1))
    low = np.where(fixed & (value == 1), reach, low)
    high = np.where(fixed & (value == 0), 1 - reach, high)
    unknown = (items < FEWEST_ITEMS) | np.isnan(value) | (fixed & ~share)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def _percentiles(
    drawn: NDArray[np.float64], shares: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Linear percentiles by column without its NaN; columns of NaN alone stay NaN."""
    ordered = np.sort(drawn, axis=0)  # NaN comes last
    known = (~np.isnan(drawn)).sum(axis=0)
    columns = np.arange(drawn.shape[1])

    def at(share: float) -> NDArray[np.float64]:
        place = share * np.maximum(known - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(known - 1, 0))
        part = place - below
        found: NDArray[np.float64] = (
            ordered[below, columns] * (1 - part) + ordered[above, columns] * part
        )
        return found

    return at(shares[0]), at(shares[1])
