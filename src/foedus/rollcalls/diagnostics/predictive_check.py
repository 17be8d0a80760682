"""Do the estimates reproduce the votes? Shares by period, and how often two actors agree.

Predictions take positions and items at their estimates and votes as independent given
these; intervals hold 90 % of what the model would then produce. The votes are those that
the estimates come from, so that a misfit counts more than a fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.item_fit import vote_chances
from foedus.rollcalls.positions.estimates import Estimates

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
CATEGORIES = ("yes", "abstain", "no")
QUANTILE = 1.6448536269514722
"""Of the normal distribution, for 90 % intervals."""


def shares(
    group: NDArray[np.int64], groups: int, happened: Floats, chance: Floats
) -> dict[str, NDArray[Any]]:
    """Observed and predicted share of events in each group.

    Parameters
    ----------
    group : ndarray of int, shape (events,)
    happened, chance : ndarray, shape (events,)
        Whether it did, and its chance.

    Returns
    -------
    dict
        n, observed, predicted, low, high, inside; each of shape (groups,).

    Examples
    --------
    >>> one = np.zeros(4, int)
    >>> found = shares(one, 1, np.array([1.0, 1, 0, 0]), np.full(4, 0.5))
    >>> found["predicted"].tolist(), found["inside"].tolist()
    ([0.5], [True])
    """
    n = np.bincount(group, minlength=groups)
    with np.errstate(invalid="ignore"):
        observed = np.bincount(group, happened, groups) / n
        predicted = np.bincount(group, chance, groups) / n
        sd = np.sqrt(np.bincount(group, chance * (1 - chance), groups)) / n
    low = np.maximum(predicted - QUANTILE * sd, 0.0)
    high = np.minimum(predicted + QUANTILE * sd, 1.0)
    # A share moves in steps; half of one either way belongs to the nearest count.
    near = 0.5 / np.maximum(n, 1)
    inside = (observed >= low - near) & (observed <= high + near)
    return {
        "n": n,
        "observed": observed,
        "predicted": predicted,
        "low": low,
        "high": high,
        "inside": inside,
    }


def category_check(found: Estimates) -> pd.DataFrame:
    """Shares of yes, abstain, no by period, observed and predicted.

    Returns
    -------
    pandas.DataFrame
        period, category, n, observed, predicted, low, high, inside.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> found = category_check(estimate(made_up_votes(actors=12, periods=2, items=20, seed=1).votes))
    >>> found["category"].tolist()
    ['yes', 'abstain', 'no', 'yes', 'abstain', 'no']
    """
    import pandas as pd

    votes = found.votes
    periods, number = np.unique(votes.period, return_inverse=True)
    chance = vote_chances(found)
    group = (number[votes.call][:, None] * len(CATEGORIES) + np.arange(len(CATEGORIES))).ravel()
    happened = (votes.vote[:, None] == np.arange(1, 4)).astype(float).ravel()
    out = pd.DataFrame(shares(group, 3 * len(periods), happened, chance.ravel()))
    out.insert(0, "category", np.tile(np.array(CATEGORIES, object), len(periods)))
    out.insert(0, "period", np.repeat(periods, len(CATEGORIES)))
    return out


def agreement_check(found: Estimates, one: Any, two: Any) -> pd.DataFrame:
    """How often two actors vote the same, by period, observed and predicted.

    Returns
    -------
    pandas.DataFrame
        period, n (items on which both voted), observed, predicted, low, high, inside.

    Raises
    ------
    FoedusError
        For the same actor twice, an unknown one, or a pair without a common item.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=2, items=20, seed=1)
    >>> len(agreement_check(estimate(made.votes), 0, 11))
    2
    """
    import pandas as pd

    if one == two:
        raise FoedusError(f"{one!r} cannot be compared with itself.", "Name two actors.")
    votes = found.votes
    # By positions, since a state's may stand under several codes, such as Germany's.
    at_point = votes.points.of_vote
    rows = [np.flatnonzero(np.isin(at_point, found.rows(a))) for a in (one, two)]
    call, at, to = np.intersect1d(votes.call[rows[0]], votes.call[rows[1]], return_indices=True)
    if not len(call):
        raise FoedusError(
            f"{one!r} and {two!r} never voted on the same divided item.", "Take another pair."
        )
    first, second = rows[0][at], rows[1][to]
    chance = vote_chances(found)
    alike = (chance[first] * chance[second]).sum(axis=1)
    same = (votes.vote[first] == votes.vote[second]).astype(float)
    periods, number = np.unique(votes.period[call], return_inverse=True)
    out = pd.DataFrame(shares(number, len(periods), same, alike))
    out.insert(0, "period", periods)
    return out
