"""Predictions without a model: shares of the item, and votes of the most similar states."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.roll_calls import RollCalls

Floats = NDArray[np.float64]
DOUBT = 5.0
"""Items' worth of middling agreement added to what two states have in common."""


def item_shares(votes: RollCalls, hidden: NDArray[np.bool_]) -> Floats:
    """Shares of yes, abstain, no among the votes seen on the same item, shape (hidden, 3)."""
    seen = np.full((len(votes.calls), 3), 0.3)
    np.add.at(seen, (votes.call[~hidden], votes.vote[~hidden] - 1), 1)
    seen /= seen.sum(axis=1, keepdims=True)
    return seen[votes.call[hidden]]


def most_similar(votes: RollCalls, hidden: NDArray[np.bool_], k: int, around: int = 1) -> Floats:
    """Votes on the item of the k states most like the one asked about, and the item's shares.

    Likeness is agreement (abstaining counts half) on all votes seen in the same period and
    `around` periods before and after.
    """
    shares = item_shares(votes, hidden)
    place = np.full(len(votes), -1)
    place[np.flatnonzero(hidden)] = np.arange(int(hidden.sum()))
    out = shares.copy()
    period = votes.period[votes.call]
    for t in np.unique(period):
        rows = np.flatnonzero(np.abs(period - t) <= around)
        actors, a = np.unique(votes.actor[rows], return_inverse=True)
        calls, c = np.unique(votes.call[rows], return_inverse=True)
        cast = np.zeros((3, len(actors), len(calls)), np.float32)
        known = ~hidden[rows]
        cast[votes.vote[rows[known]] - 1, a[known], c[known]] = 1
        voted = cast.sum(axis=0)
        common = voted @ voted.T
        agree = sum(x @ x.T for x in cast)
        half = cast[1] @ (cast[0] + cast[2]).T
        alike = (agree + 0.5 * (half + half.T) + 0.5 * DOUBT) / (common + DOUBT)
        np.fill_diagonal(alike, -np.inf)
        for o in np.flatnonzero(~known & (period[rows] == t)):
            there = np.flatnonzero(voted[:, c[o]] > 0)
            near = there[np.argsort(-alike[a[o], there], kind="stable")[:k]]
            count = cast[:, near, c[o]].sum(axis=1) + shares[place[rows[o]]]
            out[place[rows[o]]] = count / count.sum()
    return out
