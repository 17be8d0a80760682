"""Military provision: joint exercises and American troops, where any source covers the pair.

No source covers all pairs throughout: multinational exercises end in 2010, Russia's
run from 2009 to 2018, troops abroad are the United States' only. A pair outside all
of them is missing, not zero; an empty cell inside one is zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.arms import running_sum
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

WORLD = (1980, 2010)
LISTED_STATE = {"russia": (365, (2009, 2018))}
TROOPS = (1950, 2025)
SENDER = 2
YEARS = 5
SMALL = 3
"""An exercise among three states counts one; larger ones count 3/(n-1)."""


def exercise_pairs(exercises: pd.DataFrame) -> pd.DataFrame:
    """Pairs that took part in an exercise together, weighted down in large ones.

    Returns
    -------
    DataFrame
        ``ccode1 < ccode2, year, weight`` with ``weight = min(1, 3 / (n - 1))``.
    """
    part = exercises[["exercise", "ccode", "year", "n_participants"]].drop_duplicates()
    # By year too: an exercise over New Year has rows in both and counts once in each.
    other = part[["exercise", "year", "ccode"]]
    pairs = part.merge(other, on=["exercise", "year"], suffixes=("1", "2"))
    pairs = pairs[pairs["ccode1"] < pairs["ccode2"]]
    weight = np.minimum(1, SMALL / np.maximum(pairs["n_participants"] - 1, 1))
    pairs = pairs.assign(weight=weight)
    return pairs.groupby(["ccode1", "ccode2", "year"], as_index=False)[["weight"]].sum()


def covered(frame: DyadFrame) -> NDArray[np.bool_]:
    """Rows whose exercises or troops some source reports, shape (rows,)."""
    known = (frame.year >= WORLD[0]) & (frame.year <= WORLD[1])
    for ccode, (first, last) in LISTED_STATE.values():
        of_state = (frame.ccode1 == ccode) | (frame.ccode2 == ccode)
        known |= of_state & (frame.year >= first) & (frame.year <= last)
    return known


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Exercises over five years, and US troops in the other state."""
    pairs = exercise_pairs(_exercises(tables))
    year = frame.undirected(
        pairs["ccode1"], pairs["ccode2"], pairs["year"], pairs["weight"], np.add, 0.0
    )
    exercises = np.where(covered(frame), running_sum(frame, year, YEARS), np.nan)
    troops = tables["us_troops"]
    sent = frame.directed(
        np.full(len(troops), SENDER),
        troops["ccode"],
        troops["year"],
        troops["troops"],
        np.fmax,
        0.0,
    )
    ours = (np.stack([frame.ccode1, frame.ccode2], 1) == SENDER) & (
        (frame.year >= TROOPS[0]) & (frame.year <= TROOPS[1])
    )[:, None]
    return {"exercises_5y": exercises, "troops": np.where(ours, sent, np.nan)}


def _exercises(tables: Tables) -> pd.DataFrame:
    """All lists one below the other; Russia's own starts where the world's ends.

    Both cover 2009 and 2010: there the world's list counts, so that no exercise counts twice.
    """
    import pandas as pd

    own = tables["russia_exercises"]
    return pd.concat([tables["exercises"], own[own["year"] > WORLD[1]]], ignore_index=True)


GROUP = Group(
    name="military",
    tables=("exercises", "russia_exercises", "us_troops"),
    columns=(Column("exercises_5y", 0.01), Column("troops", directed=True)),
    measures=(
        Measure(
            name="exercises_5y",
            label="Joint exercises over five years",
            unit="weighted exercises",
            directed=False,
            bounds=(0, None),
            coverage=(WORLD[0], 2018),
            sources=("mme_exercises", "russia_exercises"),
            description=(
                "Sum over five years of min(1, 3/(n-1)) for each exercise of n states in which "
                "both took part. All states 1980-2010; pairs with Russia to 2018."
            ),
        ),
        Measure(
            name="troops",
            label="Troops placed in the other state",
            unit="persons",
            directed=True,
            bounds=(0, None),
            coverage=TROOPS,
            sources=("dmdc_us_troops",),
            description="US military personnel in the second state; missing for other senders.",
        ),
    ),
    compute=compute,
)
