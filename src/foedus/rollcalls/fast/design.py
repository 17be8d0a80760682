"""The votes in the order in which the passes read them."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.roll_calls import RollCalls

Ints = NDArray[np.int64]
_CHUNKS = 4
"""Parts summed apart; fixed, so that results do not depend on the number of threads."""


@dataclass(frozen=True)
class Design:
    """Votes item by item, and positions actor by actor.

    Parameters
    ----------
    edges : ndarray, shape (items + 1,)
        Where each item's votes begin.
    point, vote : ndarray, shape (votes,)
        Position behind each vote, and the vote.
    actor, period, gap : ndarray, shape (points,)
        Of each position; periods since the actor's previous one, 0 for the first.
    chunks : ndarray
        First item of each chunk.
    """

    edges: Ints
    point: NDArray[np.int32]
    vote: NDArray[np.int8]
    actor: Ints
    period: Ints
    gap: Ints
    chunks: Ints

    @property
    def items(self) -> int:
        """Number of items with parameters of their own."""
        return len(self.edges) - 1

    @property
    def points(self) -> int:
        """Number of positions."""
        return len(self.actor)


def design(votes: RollCalls) -> Design:
    """Sort the votes for estimation.

    Raises
    ------
    FoedusError
        Too few votes, a vote that is not 1, 2 or 3, or an item on which all votes are equal.
    """
    points = votes.points
    item = votes.link[votes.call]
    items = int(votes.link.max()) + 1
    # Equal votes of an item lie together, so that the passes rarely mispredict the branch.
    order = quick_order(item * 4 + votes.vote)
    vote = votes.vote[order]
    if vote.min() < 1 or vote.max() > 3:
        wrong = vote[(vote < 1) | (vote > 3)][0]
        raise FoedusError(f"A vote is {wrong}.", "Votes are 1 (yes), 2 (abstain) or 3 (no).")
    edges = np.concatenate([[0], np.cumsum(np.bincount(item, minlength=items))])
    _check_items(votes, vote, edges)
    gap = np.zeros(len(points), np.int64)
    same = points.actor[1:] == points.actor[:-1]
    gap[1:] = np.where(same, points.period[1:] - points.period[:-1], 0)
    chunks = np.searchsorted(edges, np.linspace(0, len(vote), _CHUNKS + 1))
    chunks[0], chunks[-1] = 0, items
    point = points.of_vote[order].astype(np.int32)
    return Design(edges, point, vote, points.actor, points.period, gap, chunks)


def thread_number(asked: int | None) -> int:
    """Threads to use: those asked for, else as many as there are cores; more are no use.

    Raises
    ------
    FoedusError
        For fewer than one.
    """
    if asked is not None and asked < 1:
        raise FoedusError(f"{asked} threads cannot work.", "Take at least one.")
    return max(1, min(_CHUNKS, asked or os.cpu_count() or 1))


def quick_order(numbers: Ints) -> Ints:
    """Stable order of numbers from 0; small ones are sorted by radix, several times faster."""
    small = int(numbers.max(initial=0)) < 2**16
    return np.argsort(numbers.astype(np.uint16) if small else numbers, kind="stable")


def _check_items(votes: RollCalls, vote: NDArray[np.int8], edges: Ints) -> None:
    if (np.diff(edges) == 0).any():
        number = int((np.diff(edges) == 0).sum())
        raise FoedusError(f"Nobody voted on {number} items.", "Take `votes.divided()`.")
    unanimous = np.maximum.reduceat(vote, edges[:-1]) == np.minimum.reduceat(vote, edges[:-1])
    if unanimous.any():
        one = np.flatnonzero(votes.link == np.flatnonzero(unanimous)[0])[0]
        raise FoedusError(
            f"All votes on item {votes.calls[int(one)]!r} are equal "
            f"({int(unanimous.sum())} such items).",
            "They say nothing about who differs: take `votes.divided()`.",
        )
