"""States on the same side of a militarised dispute, found through their common opponents.

The lists name opponents only. Two states are on one side where they faced an opponent in
the same dispute, in the same year, from the same side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.measures.hostility import GML_TO

if TYPE_CHECKING:
    import pandas as pd

COVERAGE = (1946, 2014)


def participants(gml: pd.DataFrame, cow: pd.DataFrame) -> pd.DataFrame:
    """States in each dispute and year with their side; GML to 2010, COW afterwards.

    Returns
    -------
    DataFrame
        ``dispnum, year, ccode, side, level, original``: `level` the state's highest
        hostility in the dispute, `original` whether it was in it from the first day.
    """
    import pandas as pd

    both = pd.concat([gml[gml["year"] <= GML_TO], cow[cow["year"] > GML_TO]], ignore_index=True)
    # The lists number their disputes alike, but are two lists: a dispute over the turn of
    # the lists counts in each year by that year's list.
    names = {
        "ccode1": "ccode",
        "sidea1": "side",
        "hostlev1": "level",
        "orig1": "original",
    }
    own = both[["dispnum", "year", *names]].rename(columns=names).dropna(subset=["side"])
    key = ["dispnum", "year", "ccode", "side"]
    out = own.groupby(key, as_index=False)[["level", "original"]].max()
    return out.astype(dict.fromkeys((*key, "original"), int))


def same_side(gml: pd.DataFrame, cow: pd.DataFrame) -> pd.DataFrame:
    """Pairs on the same side of a dispute.

    Returns
    -------
    DataFrame
        ``dispnum, year, ccode1, ccode2, level, original1, original2``, both orders of
        each pair; `level` is the lower of the two states' levels.
    """
    states = participants(gml, cow)
    pairs = states.merge(states, on=["dispnum", "year", "side"], suffixes=("1", "2"))
    pairs = pairs[pairs["ccode1"] != pairs["ccode2"]]
    level = pairs[["level1", "level2"]].min(axis=1)
    kept = ["dispnum", "year", "ccode1", "ccode2", "level", "original1", "original2"]
    return pairs.assign(level=level)[kept].reset_index(drop=True)
