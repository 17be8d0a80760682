"""The frame of all dyad-years: every pair of states in the system, every year.

Rows are ordered by year, then ``ccode1``, then ``ccode2`` with ``ccode1 < ccode2``.
A row number is computed, not looked up, so joining any table costs one pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_CODES = 1000
"""COW codes are below this."""


@dataclass(frozen=True)
class DyadFrame:
    """All undirected dyad-years of a span of years.

    Parameters
    ----------
    first
        First year.
    members
        For each year from `first` on, the sorted COW codes in the system.

    Examples
    --------
    >>> import numpy as np
    >>> frame = DyadFrame(1946, (np.array([2, 200, 365]),))
    >>> frame.ccode1.tolist(), frame.ccode2.tolist()
    ([2, 2, 200], [200, 365, 365])
    >>> frame.rows([365], [2], [1946]).tolist()
    [1]
    """

    first: int
    members: tuple[NDArray[Any], ...]

    @classmethod
    def between(cls, first: int, last: int) -> DyadFrame:
        """The frame of the COW state system for the years `first` to `last`, both included."""
        from foedus.states.system import members

        return cls(first, tuple(members(year) for year in range(first, last + 1)))

    @property
    def last(self) -> int:
        """Last year of the frame."""
        return self.first + len(self.members) - 1

    @cached_property
    def offsets(self) -> Ints:
        """Row number at which each year begins; one longer than the years."""
        pairs = [len(m) * (len(m) - 1) // 2 for m in self.members]
        return np.concatenate([[0], np.cumsum(pairs)]).astype(np.int64)

    def __len__(self) -> int:
        return int(self.offsets[-1])

    @cached_property
    def _places(self) -> NDArray[np.int16]:
        places = np.full((len(self.members), _CODES), -1, np.int16)
        for t, codes in enumerate(self.members):
            places[t, codes] = np.arange(len(codes))
        return places

    @cached_property
    def _corners(self) -> tuple[Ints, Ints, Ints]:
        one, two, year = [], [], []
        for t, codes in enumerate(self.members):
            i, j = np.triu_indices(len(codes), 1)
            one.append(codes[i])
            two.append(codes[j])
            year.append(np.full(len(i), self.first + t))
        return tuple(np.concatenate(x).astype(np.int64) for x in (one, two, year))  # type: ignore[return-value]

    @property
    def ccode1(self) -> Ints:
        """Smaller COW code of each row, shape (rows,)."""
        return self._corners[0]

    @property
    def ccode2(self) -> Ints:
        """Larger COW code of each row, shape (rows,)."""
        return self._corners[1]

    @property
    def year(self) -> Ints:
        """Year of each row, shape (rows,)."""
        return self._corners[2]

    def span(self, year: int) -> slice:
        """The rows of one year."""
        t = year - self.first
        return slice(int(self.offsets[t]), int(self.offsets[t + 1]))

    def rows(self, ccode1: ArrayLike, ccode2: ArrayLike, year: ArrayLike) -> Ints:
        """Row numbers of dyad-years, in either order of the two states; -1 where not in the frame."""
        a, b, y = (np.asarray(x, np.int64) for x in (ccode1, ccode2, year))
        t = y - self.first
        inside = (
            (t >= 0) & (t < len(self.members)) & (a >= 0) & (a < _CODES) & (b >= 0) & (b < _CODES)
        )
        t = np.where(inside, t, 0)
        p = self._places[t, np.where(inside, np.minimum(a, b), 0)].astype(np.int64)
        q = self._places[t, np.where(inside, np.maximum(a, b), 0)].astype(np.int64)
        n = np.array([len(m) for m in self.members], np.int64)[t]
        row = self.offsets[t] + p * n - p * (p + 1) // 2 + q - p - 1
        return np.where(inside & (p >= 0) & (q >= 0) & (a != b), row, -1)

    def states(self, ccode: ArrayLike, year: ArrayLike, value: ArrayLike) -> Floats:
        """Lay a state-year series beside both states of every row.

        Returns
        -------
        ndarray, shape (rows, 2)
            Value of ``ccode1`` and of ``ccode2``; NaN where the series has none.
        """
        table = np.full((len(self.members), _CODES), np.nan)
        t = np.asarray(year, np.int64) - self.first
        code = np.asarray(ccode, np.int64)
        keep = (t >= 0) & (t < len(self.members)) & (code >= 0) & (code < _CODES)
        table[t[keep], code[keep]] = np.asarray(value, float)[keep]
        at = self.year - self.first
        return np.stack([table[at, self.ccode1], table[at, self.ccode2]], axis=1)

    def undirected(
        self,
        ccode1: ArrayLike,
        ccode2: ArrayLike,
        year: ArrayLike,
        value: ArrayLike,
        join: Callable[..., Any] = np.fmax,
        empty: float = np.nan,
    ) -> Floats:
        """Place values of dyad-years; several for one row are joined by a ufunc.

        Returns
        -------
        ndarray, shape (rows,)
            `empty` where the table has no row.
        """
        out = np.full(len(self), empty)
        row = self.rows(ccode1, ccode2, year)
        keep = row >= 0
        join.at(out, row[keep], np.asarray(value, float)[keep])  # type: ignore[attr-defined]
        return out

    def directed(
        self,
        ccode1: ArrayLike,
        ccode2: ArrayLike,
        year: ArrayLike,
        value: ArrayLike,
        join: Callable[..., Any] = np.fmax,
        empty: float = np.nan,
    ) -> Floats:
        """Place values of directed dyad-years (``ccode1`` acts towards ``ccode2``).

        Returns
        -------
        ndarray, shape (rows, 2)
            Column 0: the smaller code towards the larger; column 1: the reverse.
        """
        out = np.full((len(self), 2), empty)
        row = self.rows(ccode1, ccode2, year)
        keep = row >= 0
        side = (np.asarray(ccode1) > np.asarray(ccode2)).astype(np.int64)
        join.at(out, (row[keep], side[keep]), np.asarray(value, float)[keep])  # type: ignore[attr-defined]
        return out

    def shift(self, values: NDArray[Any], years: int) -> NDArray[Any]:
        """Each row's value `years` earlier for the same pair; NaN where it was not in the frame."""
        row = self.rows(self.ccode1, self.ccode2, self.year - years)
        out = np.full(values.shape, np.nan)
        out[row >= 0] = values[row[row >= 0]]
        return out

    def window(self, values: NDArray[Any], years: int) -> NDArray[Any]:
        """Stack of the last `years` years, shape (years, rows, ...), this year first."""
        return np.stack([values if k == 0 else self.shift(values, k) for k in range(years)])
