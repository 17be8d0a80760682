"""Who is in the state system in a year, and which pairs that makes.

COW membership is published to the end of 2016; later years carry it forward.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from foedus.core.errors import YearOutOfRange
from foedus.states.table import rows, systems

FIRST_YEAR = 1816
LAST_YEAR = 2025
LAST_PUBLISHED_YEAR = 2016


@lru_cache(maxsize=512)
def members(year: int) -> npt.NDArray[np.int16]:
    """States in the system on at least one day of a calendar year.

    Parameters
    ----------
    year
        1816 to 2025; after 2016 membership is carried forward.

    Returns
    -------
    numpy.ndarray
        COW numbers, sorted, int16, shape (states,); read-only.

    Raises
    ------
    YearOutOfRange
        Outside those years.

    Examples
    --------
    >>> len(members(1816)), len(members(2016))
    (23, 195)
    >>> 740 in members(1950)
    False
    """
    check_year(year)
    table = systems()
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    found = np.unique(table.ccode[(table.start <= last) & (table.end >= first)])
    found.flags.writeable = False
    return found


def pairs_in(year: int, *, directed: bool = False) -> npt.NDArray[np.int16]:
    """All pairs of different states of a year.

    Parameters
    ----------
    year
        1816 to 2025.
    directed
        Both orders of each pair; else only ccode1 < ccode2.

    Returns
    -------
    numpy.ndarray
        COW numbers, int16, shape (pairs, 2), sorted by the first, then the second.

    Raises
    ------
    YearOutOfRange
        Outside those years.

    Examples
    --------
    >>> pairs_in(1816).shape, pairs_in(1816, directed=True).shape
    ((253, 2), (506, 2))
    """
    states = members(year)
    n = len(states)
    if directed:
        first, second = np.nonzero(~np.eye(n, dtype=bool))
    else:
        first, second = np.triu_indices(n, k=1)
    return np.column_stack((states[first], states[second]))


def check_year(year: int) -> None:
    """Raise YearOutOfRange unless the state system covers the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(
            f"The state system is known from {FIRST_YEAR} to {LAST_YEAR}, not in {year}.",
            f"Ask for a year from {FIRST_YEAR} to {LAST_YEAR}.",
        )


def major_powers(year: int) -> npt.NDArray[np.int16]:
    """Major powers of a year after COW (State System Membership, list of majors, v2016).

    Examples
    --------
    >>> major_powers(2015).tolist()
    [2, 200, 220, 255, 365, 710, 740]
    """
    check_year(year)
    found = [
        int(r["ccode"])
        for r in rows("majors.csv")
        if int(r["start"]) <= year <= int(r["end"] or LAST_YEAR)
    ]
    return np.array(sorted(found), np.int16)
