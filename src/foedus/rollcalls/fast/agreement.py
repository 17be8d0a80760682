"""How close estimates come to the published ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.fast.fit import FastPoints

LAST = 74
"""Last session of the votes behind the release of April 2020."""
CHINA, RUSSIA = 710, 365


@dataclass(frozen=True)
class Agreement:
    """Correlations with the published positions.

    Parameters
    ----------
    points : int
        Positions compared.
    overall : float
        Over all of them.
    within, least : float
        Within a session: mean and least over sessions.
    pair : float
        Of the distance of two states over sessions.
    spread : float
        Median of standard deviation by published standard deviation.
    """

    points: int
    overall: float
    within: float
    least: float
    pair: float
    spread: float


def agreement(
    found: FastPoints,
    published: pd.DataFrame,
    *,
    pair: tuple[int, int] = (CHINA, RUSSIA),
    last: int = LAST,
) -> Agreement:
    """Compare with published ideal points.

    Parameters
    ----------
    published
        Columns ccode, session, ideal_point, sd (table `published_ideal_points`).
    pair
        States whose distance is compared.
    last
        Last session compared.
    """
    theirs = published.rename(columns={"ccode": "actor", "session": "period"})
    both = found.frame().merge(
        theirs.loc[theirs["period"] <= last, ["actor", "period", "ideal_point", "sd"]],
        on=["actor", "period"],
        suffixes=("", "_published"),
    )
    within = [_r(part["mean"], part["ideal_point"]) for _, part in both.groupby("period")]
    one, two = (both[both["actor"] == ccode].set_index("period") for ccode in pair)
    shared = one.index.intersection(two.index)
    apart = (one.loc[shared] - two.loc[shared]).abs()
    return Agreement(
        len(both),
        _r(both["mean"], both["ideal_point"]),
        float(np.mean(within)),
        float(np.min(within)),
        _r(apart["mean"], apart["ideal_point"]),
        float((both["sd"] / both["sd_published"]).median()),
    )


def _r(x: pd.Series, y: pd.Series) -> float:
    return float(np.corrcoef(x, y)[0, 1])
