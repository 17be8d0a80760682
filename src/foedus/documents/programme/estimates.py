"""Figures on clauses with intervals by documents drawn again.

Clauses of one document were drafted together and are not independent of each other; whole
documents are drawn, so that an interval says how far the figure hangs on which documents there
are. Every figure here is a function of sums over documents, which makes the drawing cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.comparing.resampling import (
    FEWEST_DOCUMENTS,
    check_level,
    drawn_sums,
    percentiles,
)
from foedus.documents.views.shares import FEWEST, LEVEL

Floats = NDArray[np.float64]
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure on clauses.

    Parameters
    ----------
    value
        None where fewer than five clauses bear on it.
    interval
        From documents drawn again; None where fewer than ten documents bear on it, or where
        all drawings agree (a share of none or of all), which says nothing on other documents.
    clauses, documents
        How many bear on it.
    why
        Why there is no value, or no interval; empty otherwise.
    """

    value: float | None
    interval: Interval | None
    clauses: int
    documents: int
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "value": None if self.value is None else round(self.value, 4),
            "interval": self.interval.bounds() if self.interval else None,
            "clauses": self.clauses,
            "documents": self.documents,
            "why_null": self.why,
        }


def estimate(
    columns: Floats,
    of: Callable[[Floats], Floats],
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> Estimate:
    """A function of sums over documents, with an interval by documents drawn again.

    Parameters
    ----------
    columns : array, shape (documents, columns)
        The first column is the number of clauses that bear on the figure.
    of
        From sums, shape (draws, columns), to the figure, shape (draws,); NaN where the sums
        do not give one.
    level, draws, seed
        Of the interval; number of drawings, and their seed.

    Raises
    ------
    FoedusError
        If the level is no share, or there are too few draws.

    Examples
    --------
    >>> half = np.tile([[4.0, 1.0], [4.0, 3.0]], (6, 1))
    >>> found = estimate(half, lambda s: s[:, 1] / s[:, 0])
    >>> found.value, found.clauses, found.interval.low < 0.5 < found.interval.high
    (0.5, 48, True)
    >>> estimate(half[:3], lambda s: s[:, 1] / s[:, 0]).why
    'no interval: 3 documents bear on it, 10 are needed'
    """
    check_level(level, draws)
    columns = np.asarray(columns, float)
    clauses = int(columns[:, 0].sum()) if columns.size else 0
    holding = int((columns[:, 0] > 0).sum()) if columns.size else 0
    if clauses < FEWEST:
        noun = "clause bears" if clauses == 1 else "clauses bear"
        why = f"not assessable: {clauses or 'no'} {noun} on it, {FEWEST} are needed"
        return Estimate(None, None, clauses, holding, why)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = float(of(columns.sum(axis=0)[None])[0])
        if not np.isfinite(value):
            return Estimate(None, None, clauses, holding, "not assessable: nothing varies")
        if holding < FEWEST_DOCUMENTS:
            noun = "document bears" if holding == 1 else "documents bear"
            why = f"no interval: {holding} {noun} on it, {FEWEST_DOCUMENTS} are needed"
            return Estimate(value, None, clauses, holding, why)
        drawn = of(drawn_sums(columns, draws, (seed,)))
    low, high = percentiles(np.where(np.isfinite(drawn), drawn, np.nan), level)
    if low == high:
        why = "no interval: every drawing of documents gives the same figure"
        return Estimate(value, None, clauses, holding, why)
    basis = f"{draws:,} resamplings of {len(columns):,} documents"
    return Estimate(value, Interval(low, high, level, basis), clauses, holding)


def ratio(s: Floats) -> Floats:
    """Second sum by the first."""
    return np.asarray(s[:, 1] / s[:, 0])


def gap(s: Floats) -> Floats:
    """Second sum less the third, by the first."""
    return np.asarray((s[:, 1] - s[:, 2]) / s[:, 0])


def apart(s: Floats) -> Floats:
    """Mean of a first group less that of a second: columns all, n, sum, n, sum."""
    return np.asarray(s[:, 2] / s[:, 1] - s[:, 4] / s[:, 3])


def slope(s: Floats) -> Floats:
    """Least-squares slope, by decade, from n, sum of x, of x², of y and of xy (x in decades)."""
    n, x, xx, y, xy = s.T
    spread = n * xx - x * x
    return np.asarray(np.where(spread > 1e-9 * n * n, (n * xy - x * y) / spread, np.nan))
