"""Positions of a model by session, and how far two states stand apart over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.positions.distances import Distance, distance

BEFORE_FIRST = 1945
"""Session s opened in the year 1945 + s."""
FEWEST_VOTES = 10
"""Votes from which a session counts in a sentence, a chart, an assessment."""


@dataclass(frozen=True)
class Points:
    """Positions of a model, ordered by state and session.

    Parameters
    ----------
    ccode, session, year, votes : ndarray of int, shape (points,)
        State (COW code), session, the year it opened in, votes the estimate rests on.
    mean, sd, low, high : ndarray, shape (points, dimensions)
        Posterior mean, standard deviation, 90 % interval.
    r_hat : ndarray, shape (points,)
        The worst over dimensions.
    """

    ccode: NDArray[np.int64]
    session: NDArray[np.int64]
    year: NDArray[np.int64]
    votes: NDArray[np.int64]
    mean: NDArray[np.float64]
    sd: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    r_hat: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ccode)

    def rows_of(self, ccode: int) -> NDArray[np.int64]:
        """Rows of a state, by session."""
        return np.flatnonzero(self.ccode == ccode)


@dataclass(frozen=True)
class PairPath:
    """Distance of two states by session: the sessions in which both voted.

    Parameters
    ----------
    session, year : ndarray of int, shape (sessions,)
    votes : ndarray of int, shape (sessions,)
        Votes behind the position that rests on fewer.
    distance : Distance
        Arrays of shape (sessions,).
    """

    session: NDArray[np.int64]
    year: NDArray[np.int64]
    votes: NDArray[np.int64]
    distance: Distance

    def __len__(self) -> int:
        return len(self.session)

    def firm(self) -> PairPath:
        """Sessions with `FEWEST_VOTES` or more: one of three votes says next to nothing."""
        kept = self.votes >= FEWEST_VOTES
        d = self.distance
        return PairPath(
            self.session[kept],
            self.year[kept],
            self.votes[kept],
            Distance(d.mean[kept], d.sd[kept], d.low[kept], d.high[kept]),
        )


def pair_path(points: Points, one: int, two: int) -> PairPath:
    """Distance of two states in the sessions in which both have a position."""
    a, b = points.rows_of(one), points.rows_of(two)
    both, at, to = np.intersect1d(points.session[a], points.session[b], return_indices=True)
    a, b = a[at], b[to]
    apart = distance(points.mean[a], points.sd[a], points.mean[b], points.sd[b])
    fewer = np.minimum(points.votes[a], points.votes[b])
    return PairPath(both, both + BEFORE_FIRST, fewer, apart)
