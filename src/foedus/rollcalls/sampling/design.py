"""Votes in the order in which the sampler walks through them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.roll_calls import ABSTAIN, NO, YES, RollCalls

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Design:
    """Votes ordered by item; points ordered by actor, then period.

    Parameters
    ----------
    item, point, vote : ndarray, shape (votes,)
        Parameters, ideal point and category of each vote used.
    item_start : ndarray, shape (items + 1,)
        Where each item's votes begin.
    point_start : ndarray, shape (points + 1,)
        Where each point's votes begin in the next two.
    point_item, point_vote : ndarray, shape (votes,)
        Item and category of each vote, ordered by point.
    actor_start : ndarray, shape (actors + 1,)
        Where each actor's points begin.
    actor, period, gap : ndarray, shape (points,)
        Of each point; `gap` counts the periods since the actor's point before.
    earliest, latest : ndarray, shape (items,)
        First and last period in which an item is voted on.
    repeated : ndarray
        Votes on items of more than one period.
    """

    item: Ints
    point: NDArray[np.int32]
    vote: NDArray[np.int8]
    item_start: Ints
    point_start: Ints
    point_item: NDArray[np.int32]
    point_vote: NDArray[np.int8]
    actor_start: Ints
    actor: Ints
    period: Ints
    gap: NDArray[np.float64]
    earliest: Ints
    latest: Ints
    repeated: Ints

    @property
    def items(self) -> int:
        """How many sets of item parameters there are."""
        return len(self.item_start) - 1

    @property
    def actors(self) -> int:
        """How many actors there are."""
        return len(self.actor_start) - 1

    def fingerprint(self) -> str:
        """Short hash of what is estimated from."""
        found = hashlib.sha256()
        for part in (self.item, self.point, self.vote, self.actor, self.period):
            found.update(np.ascontiguousarray(part).tobytes())
        return found.hexdigest()[:16]


def design(votes: RollCalls, used: NDArray[np.bool_] | None = None) -> Design:
    """Arrange votes; only those `used` inform, but every point and item stays.

    Raises
    ------
    FoedusError
        For votes outside 1, 2, 3, and where too little is left (`RollCalls.points`).
    """
    odd = np.setdiff1d(np.unique(votes.vote), (YES, ABSTAIN, NO))
    if len(odd):
        raise FoedusError(
            f"A vote is coded {int(odd[0])}.",
            "Votes are 1 yes, 2 abstain, 3 no; leave absences out.",
        )
    points = votes.points
    rows = np.arange(len(votes)) if used is None else np.flatnonzero(used)
    link = votes.link[votes.call]
    rows = rows[np.lexsort((points.of_vote[rows], link[rows]))]
    item, point = link[rows], points.of_vote[rows]
    by_point = np.argsort(point, kind="stable")
    new_actor = np.flatnonzero(np.diff(points.actor, prepend=-1))
    gap = np.diff(points.period, prepend=0).astype(float)
    gap[new_actor] = 0.0
    count = int(votes.link.max()) + 1
    earliest, latest = _span(votes, count)
    return Design(
        item=item,
        point=point.astype(np.int32),
        vote=np.ascontiguousarray(votes.vote[rows]),
        item_start=np.searchsorted(item, np.arange(count + 1)).astype(np.int64),
        point_start=np.concatenate(
            [[0], np.cumsum(np.bincount(point, minlength=len(points)))]
        ).astype(np.int64),
        point_item=item[by_point].astype(np.int32),
        point_vote=votes.vote[rows][by_point],
        actor_start=np.append(new_actor, len(points)).astype(np.int64),
        actor=points.actor,
        period=points.period,
        gap=gap,
        earliest=earliest,
        latest=latest,
        repeated=np.flatnonzero((latest > earliest)[item]),
    )


def _span(votes: RollCalls, count: int) -> tuple[Ints, Ints]:
    period: Any = votes.period
    earliest = np.full(count, np.iinfo(np.int64).max)
    latest = np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(earliest, votes.link, period)
    np.maximum.at(latest, votes.link, period)
    return earliest, latest
