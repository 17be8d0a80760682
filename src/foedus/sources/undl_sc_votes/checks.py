"""What must hold of the Council's votes after reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.library_votes import one_vote_each
from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

NAME = "undl_sc_votes"
SHARE = 0.99  # single lines of the Library may be wrong; a wrong file is wrong throughout


def check_output(rows: np.ndarray, votes: pd.DataFrame, items: pd.DataFrame) -> None:
    """A state votes once an item; rows and dates agree with what the items say of themselves.

    Parameters
    ----------
    rows
        Item of each row of the file, also of those not voting.
    votes, items
        The tidy tables; ``of_year`` is the year in the resolution's symbol.
    """
    position = np.searchsorted(items["item"].to_numpy(), rows)
    counted = np.bincount(position, minlength=len(items))
    full = float((counted == items["members"].to_numpy()).mean())
    numbered = items["number"].to_numpy() > 0
    dated = float((items["of_year"] == items["year"]).mean())
    require(
        NAME,
        one_vote_each(votes),
        (full >= SHARE, f"only {full:.1%} of items have as many rows as the Council had members"),
        (bool(numbered.all()), f"{int((~numbered).sum())} items have no symbol S/RES/number(year)"),
        (dated >= SHARE, f"only {dated:.1%} of items are dated in the year of their symbol"),
        no_duplicates(items[numbered], ["number"]),
    )
