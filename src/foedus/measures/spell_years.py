"""Spells to years: which dyad-years a spell between two states touches."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def years_of(start: NDArray[Any], end: NDArray[Any], first: int, last: int) -> tuple[Ints, Ints]:
    """Every year of every spell within a span of years.

    Parameters
    ----------
    start, end : ndarray, shape (spells,)
        First and last year of each spell, both included.
    first, last
        Years outside are left out.

    Returns
    -------
    which, year : ndarray, shape (spell-years,)
        Row of the spell, and the year.

    Examples
    --------
    >>> which, year = years_of(np.array([1940, 1950]), np.array([1947, 1951]), 1946, 1950)
    >>> which.tolist(), year.tolist()
    ([0, 0, 1], [1946, 1947, 1950])
    """
    begin = np.maximum(np.asarray(start, np.int64), first)
    count = np.maximum(np.minimum(np.asarray(end, np.int64), last) - begin + 1, 0)
    which = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return which, begin[which] + within
