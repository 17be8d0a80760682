"""What is measured of a group's votes, as sums over items, so that items can be resampled.

Every figure but one is a ratio of two sums over items (`Shares`): how often something was
so, over how often it could have been. Krippendorff's alpha needs the sums of four
columns (`alpha`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.groups.group_items import ABSENT, CHOICES, GroupItems

Measure = Literal[
    "cohesion",
    "agreement_index",
    "alpha",
    "identical",
    "identical_most",
    "split",
    "alone",
    "pair",
    "majority",
    "with",
]
MEASURES: tuple[Measure, ...] = get_args(Measure)
LABELS: dict[Measure, str] = {
    "cohesion": "mean agreement of the pairs",
    "agreement_index": "agreement index (Hix, Noury and Roland)",
    "alpha": "agreement beyond chance (Krippendorff's alpha, nominal)",
    "identical": "identical votes, all members voting",
    "identical_most": "identical votes, most members voting",
    "split": "how the group divides, all members voting",
    "alone": "one member apart from all others, all voting",
    "pair": "agreement of a pair",
    "majority": "agreement with the majority of the UN",
    "with": "agreement with another state",
}
EXACT_SPLITS = 6
"""Larger groups divide in too many ways to list; they are told by who is outside the largest part."""
MOST = 0.75
"""Share of the members that must vote for `identical_most`, where no number is given."""


@dataclass(frozen=True, eq=False)
class Shares:
    """Figures of one measure, each a ratio of sums over items.

    Parameters
    ----------
    measure
        What they measure.
    of
        Of whom, a name for each figure: ``CHN-RUS``, ``3-1``; empty for the group.
    is_so, could_be : ndarray of float32, shape (items, figures)
        Numerator and denominator of each item.
    mean
        The measure that is the mean of these figures, and of whom; None for none.
    """

    measure: Measure
    of: tuple[str, ...]
    is_so: NDArray[np.float32]
    could_be: NDArray[np.float32]
    mean: tuple[Measure, str] | None = None

    @property
    def items(self) -> NDArray[np.int64]:
        """Items behind each figure."""
        counted: NDArray[np.int64] = (self.could_be > 0).sum(axis=0)
        return counted


def ratios(blocks: Sequence[Shares], weights: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The figures of each block under weights of the items, NaN for 0/0.

    Parameters
    ----------
    blocks
        Measures of the same items.
    weights : ndarray of float32, shape (rows, items)

    Returns
    -------
    list of ndarray of float32, shape (rows, figures)
    """
    # One product for all blocks: many small ones spend their time on starting threads.
    above = weights @ np.concatenate([b.is_so for b in blocks], axis=1)
    below = weights @ np.concatenate([b.could_be for b in blocks], axis=1)
    found = np.divide(above, below, out=np.full_like(below, np.nan), where=below > 0)
    return np.split(found, np.cumsum([len(b.of) for b in blocks])[:-1], axis=1)


def mean_over(figures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of each row's figures that are known, shape (rows, 1)."""
    known = ~np.isnan(figures)
    n = known.sum(axis=1, keepdims=True)
    total = np.where(known, figures, 0).sum(axis=1, keepdims=True)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan).astype(np.float32)


def shares(items: GroupItems, present: int | None = None) -> Iterator[Shares]:
    """Every measure of a group that is a ratio.

    Parameters
    ----------
    items
        The group's votes.
    present
        Members that must vote for `identical_most`; three quarters of them where None.
    """
    names = [s.iso3 or str(s.ccode) for s in items.states]
    yield _pairs(items, names)
    yield _against(items, names, items.majority, "majority", "")
    for row, other in enumerate(items.others):
        yield _against(items, names, items.against[row], "with", other.iso3 or str(other.ccode))
    counts = items.counts
    top, cast = counts.max(axis=1), counts.sum(axis=1)
    # Hix, Noury and Roland: 1 when all vote alike, 0 when the three choices are equally strong.
    index = (top - (cast - top) / 2) / np.maximum(cast, 1)
    yield _one("agreement_index", index * (cast >= 2), cast >= 2)
    whole = (cast == items.expected) & (cast >= 2)
    yield _one("identical", whole & (top == cast), whole)
    needed = np.ceil(MOST * items.expected) if present is None else np.full(len(cast), present)
    most = (cast >= np.maximum(needed, 2)) & (cast <= items.expected)
    yield _one("identical_most", most & (top == cast), most)
    yield _splits(counts, whole)
    yield _alone(items, names, counts, whole)


def _one(measure: Measure, is_so: NDArray[np.generic], could_be: NDArray[np.bool_]) -> Shares:
    return Shares(measure, ("",), _column(is_so), _column(could_be))


def _column(values: NDArray[np.generic]) -> NDArray[np.float32]:
    return values.astype(np.float32)[:, None]


def _pairs(items: GroupItems, names: list[str]) -> Shares:
    one, two = np.triu_indices(len(names), 1)
    a, b = items.choice[one], items.choice[two]
    both = (a != ABSENT) & (b != ABSENT)
    of = tuple(f"{names[i]}-{names[j]}" for i, j in zip(one, two, strict=True))
    same = (a == b) & both
    return Shares("pair", of, _wide(same), _wide(both), ("cohesion", ""))


def _against(
    items: GroupItems, names: list[str], other: NDArray[np.int8], measure: Measure, of: str
) -> Shares:
    """Each member held against one row of choices; a member is not held against itself."""
    rows = [i for i, name in enumerate(names) if name != of]
    mine = items.choice[rows]
    both = (mine != ABSENT) & (other != ABSENT)
    labels = tuple(f"{names[i]}-{of}" if of else names[i] for i in rows)
    return Shares(measure, labels, _wide((mine == other) & both), _wide(both), (measure, of))


def _wide(rows: NDArray[np.bool_]) -> NDArray[np.float32]:
    return np.ascontiguousarray(rows.T, dtype=np.float32)


def _splits(counts: NDArray[np.int64], whole: NDArray[np.bool_]) -> Shares:
    """How members divide among the choices, whichever choice it is: 4-0, 3-1, 2-2, 2-1-1."""
    parts = -np.sort(-counts, axis=1)
    size = counts.sum(axis=1)
    keys, at = np.unique(np.where(whole[:, None], parts, 0), axis=0, return_inverse=True)
    labels = [_split_name(key) for key in keys]
    sizes = [int(key.sum()) for key in keys]
    listed = [i for i in range(len(keys)) if sizes[i] > 1]
    # Names of large groups join several ways to divide; their sizes may differ between years.
    names = list(dict.fromkeys(labels[i] for i in reversed(listed)))
    is_so = np.zeros((len(counts), len(names)), bool)
    could_be = np.zeros_like(is_so)
    for i in listed:
        column = names.index(labels[i])
        is_so[:, column] |= at.ravel() == i
        small = sizes[i] <= EXACT_SPLITS
        could_be[:, column] |= whole & ((size == sizes[i]) if small else (size > EXACT_SPLITS))
    return Shares("split", tuple(names), is_so.astype(np.float32), could_be.astype(np.float32))


def _split_name(parts: NDArray[np.int64]) -> str:
    """``3-1`` for a small group, ``2 apart`` for a large one."""
    size, apart = int(parts.sum()), int(parts.sum() - parts[0])
    if size <= EXACT_SPLITS:
        shown = [str(p) for p in parts.tolist() if p]
        return "-".join(shown if len(shown) > 1 else [*shown, "0"])
    if apart == 0:
        return "all alike"
    return f"{apart} apart" if apart < 3 else "3 or more apart"


def _alone(
    items: GroupItems, names: list[str], counts: NDArray[np.int64], whole: NDArray[np.bool_]
) -> Shares:
    enough = whole & (items.expected > 2)
    rest_united = enough & (counts.max(axis=1) == items.expected - 1)
    apart = (items.choice != counts.argmax(axis=1)) & (items.choice != ABSENT) & rest_united
    voted = items.choice != ABSENT
    return Shares("alone", tuple(names), _wide(apart), _wide(voted & enough))


def alpha(items: GroupItems) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """Krippendorff's alpha with nominal distances, as a function of the items' weights.

    One less observed over expected disagreement, on items on which two or more members
    vote. It sets off how often the members choose alike merely because one choice is
    frequent: 1 is full agreement, 0 what chance would give, below 0 less than that.

    Examples
    --------
    >>> import numpy as np
    >>> from foedus.rollcalls.groups.group_items import GroupItems
    >>> choice = np.array([[0, 0, 2], [0, 2, 2]], np.int8)
    >>> n = np.zeros(3, np.int64)
    >>> votes = GroupItems((), (), n, n, choice, choice[:0], n + 2, n.astype(np.int8))
    >>> round(float(alpha(votes)(np.ones((1, 3), np.float32))[0, 0]), 3)
    0.444
    """
    counts = items.counts.astype(np.float64)
    cast = counts.sum(axis=1)
    paired = cast >= 2
    apart = np.where(paired, (cast**2 - (counts**2).sum(axis=1)) / np.maximum(cast - 1, 1), 0.0)
    columns = np.column_stack([apart, counts * paired[:, None]])

    def under(weights: NDArray[np.float32]) -> NDArray[np.float32]:
        sums = weights.astype(np.float64) @ columns
        observed, by_choice = sums[:, 0], sums[:, 1 : 1 + CHOICES]
        n = by_choice.sum(axis=1)
        expected = (n**2 - (by_choice**2).sum(axis=1)) / np.maximum(n - 1, 1)
        ratio = np.divide(observed, expected, out=np.full_like(n, np.nan), where=expected > 0)
        beyond: NDArray[np.float32] = (1 - ratio).astype(np.float32)[:, None]
        return beyond

    return under
