"""All figures of a group over some items, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.groups.group_items import ABSENT, GroupItems
from foedus.rollcalls.groups.group_measures import Measure, alpha, mean_over, ratios, shares
from foedus.rollcalls.groups.item_resampling import bounds


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of one period and issue.

    Parameters
    ----------
    measure, of : ndarray of object, shape (figures,)
        What is measured, of whom.
    value, low, high : ndarray, shape (figures,)
        Figure and bounds.
    items : ndarray of int64, shape (figures,)
        Items behind each figure.
    """

    measure: NDArray[np.object_]
    of: NDArray[np.object_]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    items: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.value)


@dataclass(frozen=True, eq=False)
class _Part:
    """Figures of one measure: on the items as they are, and drawn again."""

    measure: Measure
    of: tuple[str, ...]
    value: NDArray[np.float32]
    drawn: NDArray[np.float32]
    items: NDArray[np.int64]


def figures(
    votes: GroupItems, weights: NDArray[np.float32], level: float, present: int | None = None
) -> Figures:
    """Every figure that has an item behind it.

    Parameters
    ----------
    votes
        The group's votes.
    weights : ndarray, shape (draws, items)
        How often each item is drawn in each resampling.
    level
        Share of resamplings between the bounds.
    present
        Members that must vote for `identical_most`.
    """
    parts = _parts(votes, weights, present)
    measure = np.concatenate([np.full(len(p.of), p.measure, object) for p in parts])
    value: NDArray[np.float64] = np.concatenate([p.value[0] for p in parts]).astype(np.float64)
    drawn: NDArray[np.float64] = np.concatenate([p.drawn for p in parts], 1).astype(np.float64)
    items = np.concatenate([p.items for p in parts])
    low, high = bounds(value, drawn, items, level, measure != "alpha")
    known = ~np.isnan(value)
    of = np.array([name for p in parts for name in p.of], object)
    return Figures(measure[known], of[known], value[known], low[known], high[known], items[known])


def _parts(votes: GroupItems, weights: NDArray[np.float32], present: int | None) -> list[_Part]:
    once = np.ones((1, len(votes)), np.float32)
    blocks = list(shares(votes, present))
    parts = []
    for block, value, drawn in zip(
        blocks, ratios(blocks, once), ratios(blocks, weights), strict=True
    ):
        if block.mean is not None:
            name, of = block.mean
            n = np.array([(block.could_be > 0).any(axis=1).sum()])
            parts.append(_Part(name, (of,), mean_over(value), mean_over(drawn), n))
        parts.append(_Part(block.measure, block.of, value, drawn, block.items))
    beyond = alpha(votes)
    paired = np.array([((votes.choice != ABSENT).sum(axis=0) > 1).sum()])
    return [*parts, _Part("alpha", ("",), beyond(once), beyond(weights), paired)]
