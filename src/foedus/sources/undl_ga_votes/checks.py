"""What must hold of the Library's votes before and after reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

VOTE_CODES = {"Y": 1, "A": 2, "N": 3, "X": 0}
SHARE_COUNTED = 0.99  # the Library's printed totals may disagree with its own rows, but rarely
SHARE_PLACED = 0.99  # rows whose ms_code is a state of that date


def check_input(votes: pd.DataFrame, items: pd.DataFrame) -> None:
    """Vote codes are known, keys are unique, and both parts speak of the same items."""
    known = set(VOTE_CODES)
    strange = sorted(set(votes["ms_vote"].cat.categories.astype(str)) - known)
    same = np.array_equal(np.unique(votes["undl_id"]), np.sort(items["undl_id"]))
    require(
        "undl_ga_votes",
        (not strange, f"ms_vote has {strange[:5]}; allowed are {sorted(known)}"),
        no_duplicates(items, ["undl_id"]),
        (same, "the votes and the list of resolutions do not cover the same undl_id"),
    )


def check_states(placed: np.ndarray, codes: np.ndarray) -> None:
    """Nearly all rows carry the code of a state that existed on the day."""
    share = float(np.mean(placed)) if placed.size else 0.0
    missing = sorted({str(c) for c in codes[~placed]})[:10]
    require(
        "undl_ga_votes",
        (share >= SHARE_PLACED, f"{1 - share:.1%} of rows have an unknown ms_code: {missing}"),
    )


def check_output(votes: pd.DataFrame, items: pd.DataFrame) -> None:
    """A state votes once an item; the rows add up to the printed totals."""
    key = votes["item"].to_numpy(np.int64) * 1000 + votes["ccode"].to_numpy(np.int64)
    repeated = len(key) - len(np.unique(key))
    position = np.searchsorted(items["item"].to_numpy(), votes["item"].to_numpy())
    cell = position * 4 + votes["vote"].to_numpy(np.int64)
    counts = np.bincount(cell, minlength=len(items) * 4).reshape(-1, 4)[:, 1:]
    totals = items[["total_yes", "total_abstentions", "total_no"]].to_numpy()
    agree = float((counts == totals).all(axis=1).mean())
    require(
        "undl_ga_votes",
        (repeated == 0, f"{repeated} rows repeat an item and state"),
        (agree >= SHARE_COUNTED, f"only {agree:.1%} of items add up to their printed totals"),
        (bool((items["session"] > 0).all()), "an item is dated before the first session"),
    )
