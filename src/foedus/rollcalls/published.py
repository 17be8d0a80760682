"""The votes behind the published ideal points (release of April 2020), reproduced from raw files.

Paragraphs and amendments after 1989, South Africa in session 48, session 19 and Zanzibar
are left out; items that repeat earlier ones share their parameters; items on which all
votes are equal go. The counts of votes by state and session then equal the published ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.rollcalls.roll_calls import RollCalls, roll_calls

if TYPE_CHECKING:
    import pandas as pd

    from foedus.store.tables import Tables

PARTS_TO = 1989
"""Last year in which votes on paragraphs and amendments count."""
SOUTH_AFRICA, ZANZIBAR = 560, 511
WITHOUT_SESSION = 19


def published_votes(tables: Tables) -> RollCalls:
    """The input of the published estimates, all issues.

    Parameters
    ----------
    tables
        Must hold ``roll_calls``, ``roll_call_votes`` and ``matched_items``.
    """
    votes = counted(tables["roll_calls"], tables["roll_call_votes"])
    matches = tables["matched_items"]
    same_as = dict(zip(matches["rcid"].tolist(), matches["earlier"].tolist(), strict=True))
    return roll_calls(
        votes["ccode"], votes["rcid"], votes["vote"], votes["session"], same_as
    ).divided()


def counted(calls: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Votes that enter: rcid, ccode, vote, session."""
    part = (calls["para"] == 1) | (calls["amend"] == 1)
    kept = calls[~(part & (calls["date"].dt.year > PARTS_TO))]
    joined = votes.merge(kept[["rcid", "session"]], on="rcid")
    out = (
        (joined["session"] == WITHOUT_SESSION)
        | (joined["ccode"] == ZANZIBAR)
        | ((joined["ccode"] == SOUTH_AFRICA) & (joined["session"] == 48))
    )
    return joined[~out].astype({"session": np.int64})
