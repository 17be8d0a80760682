"""How the positions of one period hang together: their covariance at the estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

if TYPE_CHECKING:
    from foedus.rollcalls.positions.estimates import Estimates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def period_covariance(found: Estimates, period: int) -> tuple[Ints, Floats]:
    """Covariance of the positions of a period, slopes and cuts of all items integrated out.

    From the curvature of the likelihood and the random walk of the fast mode; positions in
    neighbouring periods count as independent of each other.

    Parameters
    ----------
    found
        On one dimension, of any mode.

    Returns
    -------
    points : ndarray, shape (n,)
        Rows of the period in `found`.
    covariance : ndarray, shape (n, n)

    Raises
    ------
    FoedusError
        For two dimensions, a period without votes, or more actors than can be tied.
    """
    from foedus.rollcalls.fast.design import design
    from foedus.rollcalls.fast.fit import FIRST, WALK
    from foedus.rollcalls.fast.intervals import MOST_TIED, blocks
    from foedus.rollcalls.fast.kernels import curvature
    from foedus.rollcalls.fast.probit import TABLE

    points: Ints = np.flatnonzero(found.period == period).astype(np.int64)
    if found.mean.shape[1] != 1 or not 0 < len(points) <= MOST_TIED:
        raise FoedusError(
            f"{len(points)} positions of period {period} on {found.mean.shape[1]} dimension(s) "
            "cannot be tied to each other.",
            f"Take one dimension, and a period with up to {MOST_TIED} actors.",
        )
    plan = design(found.votes)
    information, shared = np.empty(plan.points), np.empty((len(plan.vote), 3))
    theta, slope = np.ascontiguousarray(found.mean[:, 0]), np.ascontiguousarray(found.slope[:, 0])
    curvature(
        TABLE, plan.edges, plan.point, plan.vote,
        theta, slope, found.lower, found.upper, information, shared,
    )  # fmt: skip
    block = next(b for b in blocks(plan, information, shared) if b.period == period)
    precision = block.information + np.diag(_walk(found, points, WALK, FIRST))
    return points, np.asarray(np.linalg.inv(precision), np.float64)


def _walk(found: Estimates, points: Ints, walk: float, first: float) -> Floats:
    """Precision that each position gets from its actor's neighbouring positions."""
    out = np.zeros(len(points))
    for step in (-1, 1):
        beside = np.clip(points + step, 0, len(found) - 1)
        there = (beside != points) & (found.actor[beside] == found.actor[points])
        gap = np.abs(found.period[beside] - found.period[points])
        spread = walk * gap + found.sd[beside, 0] ** 2
        alone = 1.0 / first if step < 0 else 0.0
        out += np.where(there, 1.0 / spread, alone)
    return out
