"""What must hold of the Assembly's votes after reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.library_votes import one_vote_each
from foedus.sources.opening import require

if TYPE_CHECKING:
    import pandas as pd

SHARE_COUNTED = 0.99  # the Library's printed totals may disagree with its own rows, but rarely


def check_output(votes: pd.DataFrame, items: pd.DataFrame) -> None:
    """A state votes once an item; the rows add up to the printed totals."""
    position = np.searchsorted(items["item"].to_numpy(), votes["item"].to_numpy())
    cell = position * 4 + votes["vote"].to_numpy(np.int64)
    counts = np.bincount(cell, minlength=len(items) * 4).reshape(-1, 4)[:, 1:]
    totals = items[["total_yes", "total_abstentions", "total_no"]].to_numpy()
    agree = float((counts == totals).all(axis=1).mean())
    require(
        "undl_ga_votes",
        one_vote_each(votes),
        (agree >= SHARE_COUNTED, f"only {agree:.1%} of items add up to their printed totals"),
        (bool((items["session"] > 0).all()), "an item is dated before the first session"),
    )
