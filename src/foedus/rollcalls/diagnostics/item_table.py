"""Every item as a row: parameters, votes and fit, those that divide most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.rollcalls.diagnostics.item_fit import item_counts, item_fit

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.positions.estimates import Estimates

LABELS = {
    "item": "Item voted on",
    "period": "Period (session of the Assembly)",
    "votes": "Votes cast",
    "yes": "Votes yes",
    "abstain": "Abstentions",
    "no": "Votes no",
    "slope": "How sharply the item divides: P(yes) = Phi(lower - slope * position)",
    "slope_sd": "Standard deviation of the slope (samplers only)",
    "lower": "Cut between yes and abstention",
    "upper": "Cut between abstention and no",
    "predicted": "Share of votes whose likeliest choice is the one cast",
    "null": "Share of the most common choice",
    "reduction": "Proportional reduction in error against the most common choice",
}
"""Columns of `item_table`, in order; slopes are numbered with two dimensions."""


def item_table(found: Estimates) -> pd.DataFrame:
    """Parameters and fit of every item, the steepest first: columns `LABELS`.

    Items that repeat an earlier one share its parameters and stand in rows of their own.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> found = estimate(made_up_votes(actors=12, periods=2, items=20, seed=1).votes)
    >>> steep = item_table(found)["slope"].abs()
    >>> bool(steep.is_monotonic_decreasing)
    True
    """
    link = found.votes.link
    table = item_fit(found).rename(columns={"call": "item"})
    columns = ["item", "period", "votes", "yes", "abstain", "no"]
    dims = found.slope.shape[1]
    for k in range(dims):
        end = f"_{k + 1}" if dims > 1 else ""
        columns.append(f"slope{end}")
        if found.sampled is not None:
            table[f"slope_sd{end}"] = found.sampled.items.slope.sd[link, k]
            columns.append(f"slope_sd{end}")
    columns += ["lower", "upper", "predicted", "null", "reduction"]
    steep = np.sqrt((found.slope[link] ** 2).sum(axis=1))
    order = np.argsort(-steep, kind="stable")
    return table[columns].iloc[order].reset_index(drop=True)


def null_share(found: Estimates) -> float:
    """Share of votes that the most common choice on each item gets right."""
    votes = found.votes
    counts = item_counts(votes.call, votes.vote.astype(np.int64) - 1, len(votes.calls))
    return float(counts.max(axis=1).sum() / len(votes))
