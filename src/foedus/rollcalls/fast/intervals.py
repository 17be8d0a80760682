"""Uncertainty of positions from the curvature of the likelihood.

The variances of variational EM take the latent votes for known and are about half of what
they should be. Here each vote counts with its observed information; slopes and cuts are
integrated out, which ties the positions of a period to each other; and the random walk
ties periods. All positions of a period are one block, so that the inverse needs a pass
forwards and a pass backwards over periods (block tridiagonal). Items voted on in several
periods are integrated out within each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.fast.design import Design, quick_order
from foedus.rollcalls.fast.start import State

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_TIED = 800
"""Actors in a period up to which their positions are tied to each other."""


@dataclass(frozen=True)
class Block:
    """What the votes of one period say.

    Parameters
    ----------
    period : int
    points : ndarray, shape (n,)
        Positions of this period.
    information : ndarray, shape (n, n)
        Precision matrix of these positions, before the random walk.
    """

    period: int
    points: Ints
    information: Floats


def standard_deviations(
    plan: Design, state: State, walk: float, first: float, threads: int = 1
) -> Floats:
    """Of each position against the mean of its period, slopes and cuts integrated out."""
    from foedus.rollcalls.fast.kernels import curvature
    from foedus.rollcalls.fast.probit import TABLE

    information, shared = np.empty(plan.points), np.empty((len(plan.vote), 3))
    curvature(
        TABLE, plan.edges, plan.point, plan.vote,
        state.theta, state.slope, state.low, state.high, information, shared,
    )  # fmt: skip
    if np.bincount(plan.period - plan.period.min()).max() > MOST_TIED:
        return np.sqrt(loose_variances(plan, information, shared, walk, first))
    return np.sqrt(
        variances(plan, blocks(plan, information, shared, threads), walk, first, threads)
    )


def loose_variances(
    plan: Design, information: Floats, shared: Floats, walk: float, first: float
) -> Floats:
    """Variance of each position where others are left alone; memory grows with the votes only."""
    from foedus.rollcalls.fast.kernels import smooth

    taken = np.bincount(plan.point, (shared**2).sum(axis=1), plan.points)
    mean, spread = np.empty(plan.points), np.empty(plan.points)
    none = np.zeros(plan.points)
    smooth(none, information - taken, plan.gap, walk, first, none, mean, spread)
    return spread


def blocks(plan: Design, information: Floats, shared: Floats, threads: int = 1) -> list[Block]:
    """The positions of each period with the precision that its votes give them."""
    item = np.repeat(np.arange(plan.items), np.diff(plan.edges))
    first = int(plan.period.min())
    period = (plan.period - first)[plan.point]
    # Within a period votes stay item by item.
    order = quick_order(period)
    starts = np.flatnonzero(np.diff(period[order], prepend=-1))
    place = np.empty(plan.points, np.int64)
    parts = []
    for rows in np.split(order, starts[1:]):
        now = first + int(period[rows[0]])
        points = np.flatnonzero(plan.period == now)
        place[points] = np.arange(len(points))
        parts.append((now, points, rows))

    def block(part: tuple[int, Ints, Ints]) -> Block:
        from foedus.rollcalls.fast.matrices import take_away

        now, points, rows = part
        runs = np.flatnonzero(np.diff(item[rows], prepend=-1))
        matrix = np.diag(information[points])
        take_away(matrix, place[plan.point[rows]], np.append(runs, len(rows)), shared[rows])
        return Block(now, points, matrix)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(block, parts))


def variances(
    plan: Design, pieces: list[Block], walk: float, first: float, threads: int = 1
) -> Floats:
    """Variance of each position against its period's mean, all else integrated out.

    Parameters
    ----------
    pieces
        In the order of periods.
    walk, first
        Variance of a step of one period, and of an actor's first position.
    """
    from foedus.rollcalls.fast.matrices import inverse

    size = int(plan.actor.max()) + 1
    limits = np.iinfo(np.int64)
    entry, leave = np.full(size, limits.max), np.full(size, limits.min)
    np.minimum.at(entry, plan.actor, plan.period)
    np.maximum.at(leave, plan.actor, plan.period)
    with ThreadPoolExecutor(threads) as pool:
        prior = 1.0 / first
        before = pool.submit(_passed, plan, pieces, walk, (prior, 0.0), lambda a, t: leave[a] > t)
        after = pool.submit(
            _passed, plan, pieces[::-1], walk, (0.0, prior), lambda a, t: entry[a] < t
        )
        parts = zip(pieces, before.result(), after.result()[::-1], strict=True)
        out = np.empty(plan.points)

        def fill(part: tuple[Block, Floats, Floats]) -> None:
            piece, earlier, later = part
            there = np.flatnonzero((entry <= piece.period) & (leave >= piece.period))
            here = np.searchsorted(there, plan.actor[piece.points])
            total = earlier + later
            total[np.ix_(here, here)] += piece.information
            inverse(total)
            tied = total[np.ix_(here, here)]
            out[piece.points] = np.diag(tied) - 2 * tied.mean(axis=1) + tied.mean()

        list(pool.map(fill, parts))
    return out


def _passed(
    plan: Design,
    pieces: list[Block],
    walk: float,
    ends: tuple[float, float],
    returns: Callable[[Ints, int], NDArray[np.bool_]],
) -> list[Floats]:
    """Precision that positions in each period get from the periods passed before.

    One row for each actor between its first and its last position, in order of actors,
    whether it votes in that period or not.

    Parameters
    ----------
    ends
        Precision from the prior of a first position: added where the pass meets an actor
        first, and where it meets it last.
    returns
        Whether actors have positions further on; the others are integrated out.
    """
    carried = np.zeros((0, 0))
    known = np.zeros(0, np.int64)
    last = pieces[0].period
    out = []
    for piece in pieces:
        actors = plan.actor[piece.points]
        carried = _spread(carried, walk * abs(piece.period - last))
        last = piece.period
        everyone = np.union1d(known, actors)
        here = np.searchsorted(everyone, actors)
        full = np.diag(np.full(len(everyone), ends[0]))
        old = np.searchsorted(everyone, known)
        full[np.ix_(old, old)] = carried
        out.append(full.copy())
        full[np.ix_(here, here)] += piece.information
        further = returns(everyone, piece.period)
        full[np.diag_indices(len(full))] += np.where(further, 0.0, ends[1])
        stay = np.flatnonzero(further)
        carried, known = _marginal(full, stay), everyone[stay]
    return out


def _spread(precision: Floats, variance: float) -> Floats:
    """Precision after independent steps of this variance.

    (P^-1 + v I)^-1 = (I - (I + v P)^-1) / v, which holds for singular P as well.
    """
    from foedus.rollcalls.fast.matrices import inverse

    if variance == 0 or len(precision) == 0:
        return precision
    inner = variance * precision
    inner[np.diag_indices(len(inner))] += 1.0
    inverse(inner)
    inner /= -variance
    inner[np.diag_indices(len(inner))] += 1.0 / variance
    return inner


def _marginal(precision: Floats, kept: Ints) -> Floats:
    """Precision of some, the rest integrated out."""
    from foedus.rollcalls.fast.matrices import eliminate

    gone = np.setdiff1d(np.arange(len(precision)), kept)
    if len(gone):
        precision = precision.copy()
        eliminate(precision, gone)
    return np.asarray(precision[np.ix_(kept, kept)])
