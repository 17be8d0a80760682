"""Meetings of top leaders, as far as a source reports them: China's, 2003 to 2018."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.store.tables import Tables

CHINA = 710
COVERAGE = (2003, 2018)


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Days of the year on which a top leader of China dealt with the other state."""
    days = tables["leader_engagements"][["ccode", "year", "date"]].drop_duplicates()
    own = np.full(len(days), CHINA)
    met = frame.undirected(own, days["ccode"], days["year"], np.ones(len(days)), np.add, 0.0)
    ours = (frame.ccode1 == CHINA) | (frame.ccode2 == CHINA)
    inside = ours & (frame.year >= COVERAGE[0]) & (frame.year <= COVERAGE[1])
    return {"leader_meetings": np.where(inside, met, np.nan)}


GROUP = Group(
    name="leader_meetings",
    tables=("leader_engagements",),
    columns=(Column("leader_meetings", ships=False),),
    measures=(
        Measure(
            name="leader_meetings",
            label="Meetings with China's top leaders",
            unit="days",
            directed=False,
            bounds=(0, 366),
            coverage=COVERAGE,
            sources=("china_vitae",),
            description=(
                "Days in the year on which China's president, premier or foreign minister met, "
                "visited or addressed the other state; missing for pairs without China."
            ),
        ),
    ),
    compute=compute,
    stored=False,
)
