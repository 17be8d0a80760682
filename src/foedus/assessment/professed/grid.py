"""States by years: the frame in which profession and practice are laid beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NOT_THERE = -1


@dataclass(frozen=True)
class Grid:
    """States by years.

    Parameters
    ----------
    states : tuple of int
        COW numbers of today (or of the last year the state was there).
    first, last : int
        Years.
    """

    states: tuple[int, ...]
    first: int
    last: int

    @property
    def shape(self) -> tuple[int, int]:
        """States, years."""
        return len(self.states), self.last - self.first + 1

    @property
    def years(self) -> Ints:
        """All years."""
        return np.arange(self.first, self.last + 1, dtype=np.int64)

    @cached_property
    def codes(self) -> Ints:
        """COW number that each state had in each year, `NOT_THERE` where it was no member.

        Germany is 260 from 1955 to 1990: a state is followed by its ISO code.
        """
        from foedus.states.resolve import resolve
        from foedus.states.table import systems

        out = np.full(self.shape, NOT_THERE, np.int64)
        for k, code in enumerate(self.states):
            name = systems().state(code).iso3 or str(code)
            for n, year in enumerate(range(self.first, self.last + 1)):
                try:
                    out[k, n] = resolve(name, year).ccode
                except FoedusError:
                    continue
        return out

    def place(self, ccodes: Ints, years: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Row and column of state-years, and which of them are in the grid.

        Returns
        -------
        row, column : ndarray of int
            0 where a state-year is not in the grid.
        inside : ndarray of bool
        """
        key = {(int(c), n): k for k in range(self.shape[0]) for n, c in enumerate(self.codes[k])}
        at = np.asarray(years, np.int64) - self.first
        row = np.array(
            [key.get((c, n), NOT_THERE) for c, n in zip(ccodes.tolist(), at.tolist(), strict=True)],
            np.int64,
        ).reshape(-1)
        inside = row >= 0
        return np.where(inside, row, 0), np.where(inside, at, 0), inside

    def counted(self, ccodes: Ints, years: Ints) -> Ints:
        """How many of these state-years fall into each cell."""
        row, column, inside = self.place(ccodes, years)
        out = np.zeros(self.shape, np.int64)
        np.add.at(out, (row[inside], column[inside]), 1)
        return out


def windows(values: NDArray[np.generic], years: int) -> Floats:
    """Sums over each year and those before it, `years` in all; fewer at the beginning.

    Examples
    --------
    >>> windows(np.array([[1, 2, 3, 4]]), 2).tolist()
    [[1.0, 3.0, 5.0, 7.0]]
    """
    total = np.cumsum(np.asarray(values, float), axis=-1)
    out = total.copy()
    out[..., years:] -= total[..., :-years]
    return out
