"""Where a pair stands among all pairs of a period: figures that compare between estimates.

Every run fixes its scale anew, so that raw distances of two runs do not compare. What does:
the distance in standard deviations of the period's positions, and the share of other pairs
that are further apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

Floats = NDArray[np.float64]
_NEARER = 1.0 - 1e-9
"""A pair counts as nearer when it is so by more than rounding."""


@dataclass(frozen=True)
class Standing:
    """A pair in one period, one value a draw.

    Parameters
    ----------
    place : ndarray, shape (draws, 2)
        Position of each, in standard deviations from the mean of the period's positions.
    apart : ndarray, shape (draws,)
        Distance in standard deviations of the period's positions.
    further : ndarray, shape (draws,)
        Share of the other pairs that are at least as far apart; nan where there are none.
    """

    place: Floats
    apart: Floats
    further: Floats


def standing(draws: NDArray[Any], one: int, two: int) -> Standing:
    """Where two actors stand in a period.

    Parameters
    ----------
    draws : ndarray, shape (draws, actors)
        Positions of all actors of the period.
    one, two
        Their columns.

    Raises
    ------
    FoedusError
        If the columns are the same, or all positions are equal.

    Examples
    --------
    >>> found = standing(np.array([[0.0, 1.0, 3.0, 6.0]]), 0, 1)
    >>> found.further.tolist(), found.apart.round(2).tolist()
    ([1.0], [0.44])
    >>> standing(np.array([[0.0, 1.0, 3.0, 6.0]]), 0, 3).further.tolist()
    [0.0]
    """
    x = np.asarray(draws, np.float64)
    sd = x.std(axis=1)
    if one == two or not (sd > 0).all():
        raise FoedusError(
            "Two actors with the same place cannot be compared with other pairs."
            if one == two
            else "All positions of a period are equal.",
            "Name two different actors, and periods in which actors differ.",
        )
    place = (x[:, [one, two]] - x.mean(axis=1, keepdims=True)) / sd[:, None]
    gap = np.abs(x[:, one] - x[:, two])
    return Standing(place, gap / sd, share_further(x, gap))


def share_further(x: Floats, gap: Floats) -> Floats:
    """Share of the other pairs at least `gap` apart, for each row.

    Parameters
    ----------
    x : ndarray, shape (draws, actors)
    gap : ndarray, shape (draws,)
        The pair's own distance; the pair itself is not counted.

    Examples
    --------
    >>> share_further(np.array([[0.0, 1.0, 3.0]]), np.array([2.0])).tolist()
    [0.5]
    """
    rows, actors = x.shape
    others = actors * (actors - 1) // 2 - 1
    if others < 1:
        return np.full(rows, np.nan)
    order = np.sort(x - x.min(axis=1, keepdims=True), axis=1)
    # Rows are set one behind the other, so that a single search serves them all.
    room = 2.0 * float(order.max()) + 1.0
    line = (order + room * np.arange(rows)[:, None]).ravel()
    reach = line + np.repeat(gap * _NEARER, actors)
    within = np.searchsorted(line, reach) - np.arange(len(line)) - 1
    nearer = np.maximum(within, 0).reshape(rows, actors).sum(axis=1)
    return np.asarray((others - nearer) / others, np.float64)


def summary(values: Floats) -> tuple[float, float, float]:
    """Mean and 90 % interval.

    Examples
    --------
    >>> summary(np.array([0.0, 1.0]))
    (0.5, 0.05, 0.95)
    """
    low, high = np.quantile(values, (0.05, 0.95))
    return float(values.mean()), float(low), float(high)
