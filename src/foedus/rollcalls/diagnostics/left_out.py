"""Items really left out: do the first-order effects say what happens?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.settings import SEED
from foedus.rollcalls.diagnostics.item_influence import Influence, item_influence
from foedus.rollcalls.positions.estimates import Estimates, estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.roll_calls import RollCalls

Floats = NDArray[np.float64]
FEWEST = 3
"""Items needed for a correlation."""


@dataclass(frozen=True)
class LeftOut:
    """Predicted and actual effects of items on a distance: with the item less without it.

    Parameters
    ----------
    calls : tuple
        Items left out, one at a time.
    predicted, actual : ndarray, shape (items,)
    correlation : float
        Between the two; nan where either does not vary.
    slope : float
        Of the actual on the predicted, through 0.
    """

    calls: tuple[Any, ...]
    predicted: Floats
    actual: Floats
    correlation: float
    slope: float


def near(votes: RollCalls, period: int, reach: int) -> RollCalls:
    """Divided votes of the periods up to `reach` away."""
    close = np.abs(votes.period - period) <= reach
    return votes.keep(close[votes.call]).divided()


def left_out(
    votes: RollCalls,
    one: Any,
    two: Any,
    period: int,
    *,
    sample: int = 12,
    reach: int = 2,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> LeftOut:
    """Leave items of a period out one at a time, estimate anew, compare with the first order.

    Both from the votes of neighbouring periods and in the fast mode, so that it takes
    seconds: half of the sample are the items with the largest effects, half drawn.

    Parameters
    ----------
    sample
        Items left out.
    reach
        Periods on either side that positions are estimated from.

    Raises
    ------
    FoedusError
        For fewer than three items, and as `item_influence`.

    Examples
    --------
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=30, periods=2, items=30, seed=1)
    >>> found = left_out(made.votes, 3, 25, 1, sample=6)
    >>> len(found.calls), bool(found.correlation > 0.8)
    (6, True)
    """
    if sample < FEWEST or reach < 0:
        raise FoedusError(
            f"{sample} items within {reach} periods are too few.",
            f"Take at least {FEWEST} items, and 0 or more periods.",
        )
    settings = Settings(seed=seed)
    base = estimate(near(votes, period, reach), settings)
    first = item_influence(base, one, two, period)
    chosen = _chosen(first, sample, seed)
    calls = [first.calls[k] for k in chosen]
    actual = first.distance - distances_without(base, one, two, period, calls, progress)
    predicted = first.on_distance[chosen]
    varied = len(chosen) >= FEWEST and predicted.std() > 0 and actual.std() > 0
    return LeftOut(
        tuple(calls),
        predicted,
        actual,
        float(np.corrcoef(predicted, actual)[0, 1]) if varied else np.nan,
        float(predicted @ actual / (predicted @ predicted)) if varied else np.nan,
    )


def distances_without(
    base: Estimates,
    one: Any,
    two: Any,
    period: int,
    calls: Sequence[Any],
    progress: Callable[[int, int], None] | None = None,
) -> Floats:
    """Distance of two actors in a period, estimated without each of some items.

    nan where one of them has no other vote in the period.
    """
    votes = base.votes
    number = {name: k for k, name in enumerate(votes.calls)}
    out = np.full(len(calls), np.nan)
    for k, call in enumerate(calls):
        found = estimate(votes.keep(votes.call != number[call]), base.settings)
        at = [rows[found.period[rows] == period] for rows in (found.rows(one), found.rows(two))]
        if len(at[0]) and len(at[1]):
            out[k] = np.sqrt(((found.mean[at[0][0]] - found.mean[at[1][0]]) ** 2).sum())
        if progress:
            progress(k + 1, len(calls))
    return out


def _chosen(first: Influence, sample: int, seed: int) -> NDArray[np.int64]:
    """The largest effects, and as many at random from the rest."""
    order = np.argsort(-np.abs(first.on_distance), kind="stable")
    top = order[: sample // 2]
    rest = np.random.default_rng(seed).permutation(order[sample // 2 :])
    return np.concatenate([top, rest[: sample - len(top)]])
