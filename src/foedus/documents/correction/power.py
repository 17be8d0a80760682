"""How many gold labels for an interval of a given half-width, and from which strata.

The variance of a corrected mean has two parts: that of the texts, which no label reduces, and that
of the machine's errors as seen through the labels, sum over strata of W^2 S^2 (1 / n - 1 / N). S is
taken from the present labels, or from what is assumed of the machine before there are any.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from foedus.core.errors import FoedusError
from foedus.documents.correction.allocation import Allocation, allocate
from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.estimate import places
from foedus.documents.correction.groups import Groups
from foedus.documents.correction.how import How, over_splits
from foedus.documents.correction.means import dsl
from foedus.documents.correction.residuals import errors


@dataclass(frozen=True, slots=True)
class Plan:
    """Gold labels for an interval this wide.

    Parameters
    ----------
    n
        Gold labels in all, those there are included.
    more
        Of these still to be drawn.
    taken
        Labels by stratum, in the order of `strata`.
    strata
        Names or numbers of the strata.
    half_width
        Half-width to expect with them.
    reachable
        Whether the wanted half-width can be had from this corpus; if not, `half_width` is the
        narrowest one, with all of it coded by hand.

    Examples
    --------
    >>> Plan(100, 60, (60, 40), ("a", "b"), 0.05, True).sentence()
    'about 60 more gold labels (100 in all) for an interval of ± 0.05'
    """

    n: int
    more: int
    taken: tuple[int, ...]
    strata: tuple[str, ...]
    half_width: float
    reachable: bool

    def sentence(self) -> str:
        """The plan in one line."""
        if not self.reachable:
            return (
                f"no number of gold labels suffices: with all {self.n} coded by hand the interval "
                f"is still ± {self.half_width:.2g}"
            )
        if self.more == 0:
            return f"no more gold labels needed: the interval is ± {self.half_width:.2g}"
        return (
            f"about {self.more} more gold labels ({self.n} in all) for an interval of "
            f"± {self.half_width:.2g}"
        )


def labels_needed(
    made: Coded,
    half_width: float,
    *,
    allocation: Allocation = "neyman",
    strata: Groups | None = None,
    how: How | None = None,
) -> Plan:
    """How many gold labels for a mean or share, from the errors seen so far.

    Parameters
    ----------
    made
        Scores, labels and design.
    half_width
        Of the interval, at the level of `how`, in the unit of the estimate (.05 for a share of
        ± 5 points).
    allocation
        How labels are shared out: ``neyman`` by size and spread, or another rule of `allocate`.
    strata : sequence, shape (n,), optional
        Strata to draw from; none: those of the sample, in the order of their names.
    how
        As for `mean`.

    Returns
    -------
    Plan

    Raises
    ------
    FoedusError
        If the half-width is not above 0.
    """
    chosen = how or How()
    if not half_width > 0:
        raise FoedusError(f"No interval has the half-width {half_width}.", "Give one above 0.")
    guess = chosen.guesses(made)
    one = np.zeros(len(made), np.int64)
    found = over_splits([dsl(made, g, one, 1) for g in guess])
    names, stratum = _strata(made, strata)
    sizes, drawn, spread = errors(made, guess.mean(axis=0), stratum, len(names))
    weight = sizes / len(made)
    even = float((weight**2 * spread**2 / np.maximum(drawn, 1)).sum())
    gold = float(found.gold_variance[0])
    # Neighbouring passages are mistaken alike: labels from one document are worth fewer.
    effect = max(1.0, gold / even) if even > 0 else 1.0
    texts = max(float(found.se[0]) ** 2 - gold, 0.0)
    target = (half_width / _normal(chosen.level)) ** 2
    return _plan(names, sizes, drawn, spread, weight, effect, texts, target, allocation, chosen)


def labels_planned(
    share: float,
    sensitivity: float,
    specificity: float,
    rows: int,
    half_width: float,
    *,
    allocation: Allocation = "neyman",
    level: float = 0.95,
) -> Plan:
    """How many gold labels before there are any, from what is assumed of the machine.

    Parameters
    ----------
    share
        Share of passages with the code.
    sensitivity, specificity
        Share the machine gets right of those with and without it.
    rows
        Passages in the corpus.
    half_width, allocation, level
        As for `labels_needed`; passages are taken as independent.

    Returns
    -------
    Plan
        Strata: what the machine left without the code, and what it gave it to.

    Raises
    ------
    FoedusError
        If a share is not between 0 and 1, or the half-width not above 0.

    Examples
    --------
    >>> rare = labels_planned(0.03, 0.8, 0.95, 20_000, 0.01)
    >>> rare.more, labels_planned(0.03, 0.8, 0.95, 20_000, 0.01, allocation="proportional").more
    (459, 863)
    """
    given = {"share": share, "sensitivity": sensitivity, "specificity": specificity}
    for name, value in given.items():
        if not 0 < value <= 1:
            raise FoedusError(f"The {name} {value} is not between 0 and 1.", "Give a share.")
    if not half_width > 0 or rows < 4:
        raise FoedusError(
            f"No plan for {rows} passages and a half-width of {half_width}.",
            "Give at least 4 passages and a half-width above 0.",
        )
    yes = share * sensitivity + (1 - share) * (1 - specificity)
    right = np.array([share * (1 - sensitivity) / max(1 - yes, 1e-12),
                      share * sensitivity / max(yes, 1e-12)])  # fmt: skip
    sizes = np.maximum(np.round(rows * np.array([1 - yes, yes])), 1).astype(np.int64)
    spread = np.sqrt(right * (1 - right))
    texts = share * (1 - share) / rows
    target = (half_width / _normal(level)) ** 2
    names = ["without the code by machine", "with the code by machine"]
    return _plan(names, sizes, np.zeros(2, np.int64), spread, sizes / rows, 1.0, texts, target,
                 allocation, How(level=level))  # fmt: skip


def _strata(made: Coded, strata: Groups | None) -> tuple[list[str], Ints]:
    if strata is None:
        return [str(k) for k in range(made.strata)], made.stratum
    names, cell = places(made, strata)
    if (cell < 0).any():
        raise FoedusError("Some rows have no stratum.", "Give each row one.")
    return names, cell


def _plan(
    names: list[str],
    sizes: Ints,
    drawn: Ints,
    spread: Floats,
    weight: Floats,
    effect: float,
    texts: float,
    target: float,
    allocation: Allocation,
    how: How,
) -> Plan:
    def taken(n: int) -> Ints:
        return allocate(sizes, n, allocation, spread=spread, taken=drawn)

    def variance(counts: ArrayLike) -> float:
        rest = np.maximum(1 / np.asarray(counts, float) - 1 / sizes, 0.0)
        return texts + effect * float((weight**2 * spread**2 * rest).sum())

    low, high = int(np.maximum(np.minimum(2, sizes), drawn).sum()), int(sizes.sum())
    if variance(sizes) > target:
        low = high
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if variance(taken(middle)) <= target else (middle + 1, high)
    best = taken(low)
    return Plan(
        int(best.sum()),
        int((best - drawn).sum()),
        tuple(int(k) for k in best),
        tuple(names),
        _normal(how.level) * variance(best) ** 0.5,
        variance(best) <= target,
    )


def _normal(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
