"""How well positions describe the votes: by item, by period, by actor.

Each is held against what the shares of yes, abstain and no of the same items say without
any positions. Chances are those at the estimates, so that all figures are in the sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.roll_calls import NO
from foedus.rollcalls.sampling.sampled import chances

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
POOR = 0.1
"""An item is poorly described when positions explain less than this of its log likelihood."""
FEWEST = 20
"""Votes an item needs to be judged."""
_FLOOR = 1e-12


def vote_chances(found: Estimates) -> Floats:
    """Chance of yes, abstain, no of each vote at the estimates, shape (votes, 3)."""
    votes = found.votes
    cuts = np.stack([found.lower, found.upper], axis=1)
    theta, slope, both = (
        np.ascontiguousarray(a, np.float32)[None, None] for a in (found.mean, found.slope, cuts)
    )
    return chances(theta, slope, both, votes.points.of_vote, votes.link[votes.call])


@dataclass(frozen=True)
class Fit:
    """Fit of the votes of each group.

    Parameters
    ----------
    votes : ndarray of int, shape (groups,)
    predicted : ndarray, shape (groups,)
        Share of votes whose likeliest category is the one cast.
    null : ndarray
        Share of votes that fall in the commonest category of their item.
    reduction : ndarray
        Proportional reduction in error, (predicted - null) / (1 - null); nan where all
        votes are in the commonest category.
    log_likelihood : ndarray
        Per vote.
    null_log_likelihood : ndarray
        Per vote, with the item's shares as chances.
    explained : ndarray
        1 - log likelihood / null log likelihood; nan where the latter is 0.
    """

    votes: Ints
    predicted: Floats
    null: Floats
    reduction: Floats
    log_likelihood: Floats
    null_log_likelihood: Floats
    explained: Floats

    def frame(self) -> pd.DataFrame:
        """The figures as columns."""
        import pandas as pd

        return pd.DataFrame(dict(vars(self)))


def fit_by(chance: Floats, vote: NDArray[Any], item: Ints, group: Ints, groups: int) -> Fit:
    """Fit of votes by any grouping of them.

    Parameters
    ----------
    chance : ndarray, shape (votes, 3)
        Of yes, abstain, no.
    vote : ndarray, shape (votes,)
        1 yes, 2 abstain, 3 no.
    item : ndarray of int, shape (votes,)
        Item of each vote, whose shares are the comparison.
    group : ndarray of int, shape (votes,)
        Group of each vote, numbered from 0.
    groups
        How many groups there are.

    Examples
    --------
    >>> chance = np.array([[0.8, 0.1, 0.1], [0.6, 0.2, 0.2], [0.1, 0.1, 0.8]])
    >>> one = np.zeros(3, int)
    >>> found = fit_by(chance, np.array([1, 1, 3]), one, one, 1)
    >>> found.predicted.tolist(), found.null.round(2).tolist(), found.reduction.tolist()
    ([1.0], [0.67], [1.0])
    """
    cast = np.asarray(vote, np.int64) - 1
    rows = np.arange(len(cast))
    counts = item_counts(item, cast, int(item.max(initial=-1)) + 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    given = chance[rows, cast]

    def mean(values: Floats) -> Floats:
        with np.errstate(invalid="ignore"):
            return np.asarray(np.bincount(group, values, groups) / size)

    size = np.bincount(group, minlength=groups)
    predicted = mean((given >= chance.max(axis=1)).astype(float))
    null = mean((cast == counts.argmax(axis=1)[item]).astype(float))
    likelihood = mean(np.log(np.maximum(given, _FLOOR)))
    without = mean(np.log(shares[item, cast]))
    with np.errstate(invalid="ignore", divide="ignore"):
        reduction = np.where(null < 1, (predicted - null) / (1 - null), np.nan)
        explained = np.where(without < 0, 1 - likelihood / without, np.nan)
    return Fit(size, predicted, null, reduction, likelihood, without, explained)


def item_counts(item: Ints, cast: Ints, items: int) -> Ints:
    """Votes of each item by category, shape (items, 3)."""
    return np.bincount(item * NO + cast, minlength=items * NO).reshape(items, NO)


def item_fit(found: Estimates) -> pd.DataFrame:
    """Fit of each item.

    Returns
    -------
    pandas.DataFrame
        Columns call, period, yes, abstain, no, those of `Fit`, slope (``slope_low`` and
        ``slope_high`` where sampled; numbered with two dimensions), lower, upper, and
        ``poor``: positions explain less than `POOR` of it.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> found = item_fit(estimate(made_up_votes(actors=12, periods=2, items=20, seed=1).votes))
    >>> bool(found["predicted"].mean() > found["null"].mean())
    True
    """
    import pandas as pd

    votes = found.votes
    size = len(votes.calls)
    counts = item_counts(votes.call, votes.vote.astype(np.int64) - 1, size)
    fit = fit_by(vote_chances(found), votes.vote, votes.call, votes.call, size).frame()
    out = pd.DataFrame({"call": votes.calls, "period": votes.period})
    out[["yes", "abstain", "no"]] = counts
    out = pd.concat([out, fit], axis=1)
    for name, values in _slopes(found).items():
        out[name] = values[votes.link]
    out["lower"], out["upper"] = found.lower[votes.link], found.upper[votes.link]
    out["poor"] = (out["votes"] >= FEWEST) & (out["explained"] < POOR)
    return out


def _slopes(found: Estimates) -> dict[str, Floats]:
    out = {}
    for k in range(found.slope.shape[1]):
        end = f"_{k + 1}" if found.slope.shape[1] > 1 else ""
        out[f"slope{end}"] = found.slope[:, k]
        if found.sampled is not None:
            drawn = found.sampled.items.slope
            out[f"slope_low{end}"], out[f"slope_high{end}"] = drawn.low[:, k], drawn.high[:, k]
    return out


def period_fit(found: Estimates) -> pd.DataFrame:
    """Fit of each period: period, and the columns of `Fit`."""
    votes = found.votes
    periods, number = np.unique(votes.period, return_inverse=True)
    fit = fit_by(vote_chances(found), votes.vote, votes.call, number[votes.call], len(periods))
    out = fit.frame()
    out.insert(0, "period", periods)
    return out


def actor_fit(found: Estimates) -> pd.DataFrame:
    """Fit of each actor, the worst described first: actor, and the columns of `Fit`."""
    votes = found.votes
    fit = fit_by(vote_chances(found), votes.vote, votes.call, votes.actor, len(votes.actors))
    out = fit.frame()
    out.insert(0, "actor", np.asarray(votes.actors, object))
    return out.sort_values("explained", kind="stable").reset_index(drop=True)
