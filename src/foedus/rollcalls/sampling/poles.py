"""Poles: actors known to stand on opposite sides, from which signs follow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.roll_calls import RollCalls

Floats = NDArray[np.float64]
UN_POLES: tuple[tuple[Any, ...], tuple[Any, ...]] = ((2, 200, 20, 666), (365,))
"""United States, United Kingdom, Canada, Israel; Russia (USSR): where Bailey, Strezhnev
and Voeten (2017) start, too."""


@dataclass(frozen=True)
class Poles:
    """Numbers of the actors on the positive and the negative side."""

    positive: NDArray[np.int64]
    negative: NDArray[np.int64]

    def oriented(self, theta: Floats, actor: NDArray[np.int64]) -> float:
        """1 or -1: the sign that puts the positive side above."""
        up = theta[np.isin(actor, self.positive)].mean()
        down = theta[np.isin(actor, self.negative)].mean()
        return 1.0 if up >= down else -1.0


def poles(votes: RollCalls, named: tuple[Any, Any] | None = None) -> Poles:
    """The poles named, those of the UN, or else the two actors furthest apart.

    Parameters
    ----------
    named
        Actors of the positive and of the negative side, one or several each.
    """
    number = {name: k for k, name in enumerate(votes.actors)}
    if named is not None:
        sides = [side if isinstance(side, (tuple, list)) else (side,) for side in named]
        gone = [name for side in sides for name in side if name not in number]
        if gone or set(sides[0]) & set(sides[1]):
            raise FoedusError(
                f"{gone[0] if gone else sides[0][0]!r} cannot be a pole: "
                + ("it casts no vote here." if gone else "it stands on both sides."),
                "Name one actor or several for each side, all with votes.",
            )
    else:
        sides = [[name for name in side if name in number] for side in UN_POLES]
        if not (sides[0] and sides[1]):
            return _furthest(votes)
    one, two = ([number[name] for name in side] for side in sides)
    return Poles(np.array(one), np.array(two))


def _furthest(votes: RollCalls) -> Poles:
    """Of the actors with many votes, the pair that differs most, weighted by common items."""
    size = len(votes.actors)
    cast = np.bincount(votes.actor, minlength=size)
    busy = np.sort(np.argsort(-cast, kind="stable")[:200])
    place = np.full(size, -1)
    place[busy] = np.arange(len(busy))
    apart = np.zeros((len(busy), len(busy)))
    common = np.zeros_like(apart)
    order = np.argsort(votes.call, kind="stable")
    edges = np.searchsorted(votes.call[order], np.arange(len(votes.calls) + 1))
    for lo, hi in pairwise(edges.tolist()):
        rows = order[lo:hi]
        rows = rows[place[votes.actor[rows]] >= 0]
        who, what = place[votes.actor[rows]], votes.vote[rows].astype(float)
        apart[np.ix_(who, who)] += np.abs(what[:, None] - what)
        common[np.ix_(who, who)] += 1
    # A pair with few items in common is drawn towards no difference.
    score = apart / (common + 10)
    one, two = np.unravel_index(int(np.argmax(score)), score.shape)
    if score[one, two] == 0:
        raise FoedusError(
            "No two actors ever differ on an item both voted on.",
            "Positions need items on which actors differ; take more periods or issues.",
        )
    return Poles(np.array([busy[one]]), np.array([busy[two]]))
