"""Signs of life in treaties of many members: whom does the strongest member provide for?

A treaty of three or more members with a standing military organisation is alive, for
all its members, in so far as its strongest member exercises with, or places troops
with, the others. Paper obligations of a mass treaty show none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.obligations import COVERAGE, shared_treaties
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

EXERCISES, TROOPS = 1.0, 100.0
"""Provision from the strongest member: weighted exercises in five years, or troops placed."""


ENOUGH = 0.6
"""With troops alone covered, a share at least this high shows life; a lower one shows nothing."""


def provided(exercises: NDArray[Any], troops: NDArray[Any]) -> NDArray[np.float64]:
    """1 where exercises or troops reach the level, 0 where exercises are covered and neither does.

    Troops alone cannot show that nothing is provided: NaN where exercises are not covered.
    """
    most = np.fmax(troops[:, 0], troops[:, 1])
    seen = (np.nan_to_num(exercises) >= EXERCISES) | (np.nan_to_num(most) >= TROOPS)
    return np.where(seen, 1.0, np.where(np.isfinite(exercises), 0.0, np.nan))


def share_provided(seen: pd.Series[float]) -> float:
    """Share of members provided for, NaN where too little is covered to tell."""
    shown = float((seen == 1).mean())
    return shown if seen.notna().all() or shown >= ENOUGH else float("nan")


def strongest(pairs: pd.DataFrame, cinc: pd.DataFrame) -> pd.DataFrame:
    """Strongest member of each treaty-year by CINC: ``atopid, year, lead``."""
    import pandas as pd

    one = pairs[["atopid", "year", "ccode1"]].rename(columns={"ccode1": "ccode"})
    two = pairs[["atopid", "year", "ccode2"]].rename(columns={"ccode2": "ccode"})
    members = pd.concat([one, two]).drop_duplicates().merge(cinc, on=["ccode", "year"])
    members = members.sort_values(["atopid", "year", "cinc", "ccode"])
    last = members.groupby(["atopid", "year"], as_index=False).last()
    return last.rename(columns={"ccode": "lead"})[["atopid", "year", "lead"]]


def compute(tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]) -> Arrays:
    """Largest share, over the pair's shared defence treaties, that the strongest provides for."""
    pairs = shared_treaties(tables["atop_member_years"])
    pairs = pairs[(pairs["defense_1"] == 1) | (pairs["defense_2"] == 1)]
    pairs = pairs[(pairs["size"] > 2) & (pairs["year"] >= frame.first)]
    organised = pairs[pairs["organised"]]
    cinc = tables["national_capability"][["ccode", "year", "cinc"]].dropna()
    lead = organised.merge(strongest(organised, cinc), on=["atopid", "year"])
    of_lead = lead[(lead["ccode1"] == lead["lead"]) | (lead["ccode2"] == lead["lead"])]
    row = frame.rows(of_lead["ccode1"], of_lead["ccode2"], of_lead["year"])
    level = provided(computed["exercises_5y"], computed["troops"])
    seen = np.where(row >= 0, level[np.maximum(row, 0)], np.nan)
    share = (
        of_lead.assign(seen=seen)
        .groupby(["atopid", "year"], as_index=False)["seen"]
        .agg(share_provided)
    )
    each = organised.merge(share, on=["atopid", "year"]).dropna(subset=["seen"])
    life = frame.undirected(each["ccode1"], each["ccode2"], each["year"], each["seen"])
    # A mass treaty without an organisation cannot show life this way: a true zero.
    bare = frame.undirected(
        pairs["ccode1"], pairs["ccode2"], pairs["year"], pairs["organised"].astype(float)
    )
    life = np.where(np.isnan(life) & (bare == 0), 0.0, life)
    return {"treaty_life": clip_to(life, frame.year, COVERAGE)}


GROUP = Group(
    name="treaty_life",
    tables=("atop_member_years", "national_capability"),
    after=("military",),
    columns=(Column("treaty_life", 0.01),),
    measures=(
        Measure(
            name="treaty_life",
            label="Life of the shared defence treaty of many members",
            unit="share",
            directed=False,
            bounds=(0, 1),
            coverage=COVERAGE,
            sources=("atop", "mme_exercises", "russia_exercises", "dmdc_us_troops", "cow_nmc"),
            description=(
                "Share of the other members with whom the strongest member exercises or places "
                "troops; the largest over shared treaties with a military organisation, 0 where "
                "no shared treaty has one, missing where nothing covers it or no such treaty is "
                "shared."
            ),
        ),
    ),
    compute=compute,
)
