"""Latent hostility of i towards j: rivalry, disputes and sanctions as one trait.

A second dimension beside latent ties: the two hardly correlate over all dyads, and are
never netted. Disputes and sanctions are directed, rivalry is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.graded_response import MISSING
from foedus.measures.hostility import GML_TO, OLD_RIVALRY, RIVALRY
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.rivalry_spells import LISTS_TO
from foedus.measures.spell_years import years_of
from foedus.measures.ties.items import Codes, graded, within
from foedus.measures.ties.model import Evidence, estimate, static_items
from foedus.store.tables import Tables

COVERAGE = (1950, LISTS_TO)
DISPUTES, SANCTIONS = (1950, 2014), (1950, 2019)
HARD = ("trade", "financial", "arms", "military")


def rivalry_item(weight: NDArray[Any], frame: DyadFrame) -> Codes:
    """2 for a rivalry of full weight, 1 for an old or settled one, both ways."""
    codes = np.select([weight >= RIVALRY, weight >= OLD_RIVALRY], [2, 1], 0)
    both = np.repeat(np.where(np.isnan(weight), MISSING, codes)[:, None], 2, axis=1)
    return within(both, frame, COVERAGE)


def dispute_item(tables: Tables, frame: DyadFrame) -> Codes:
    """What the first did in a dispute with the second: 1 threat or display, 2 force, 3 war."""
    import pandas as pd

    gml, cow = tables["disputes_gml_all"], tables["disputes_cow"]
    rows = pd.concat([gml[gml["year"] <= GML_TO], cow[cow["year"] > GML_TO]])
    level = frame.directed(
        rows["ccode1"], rows["ccode2"], rows["year"], rows["hostlev1"], empty=0.0
    )
    # Level 1 is no militarised action of the state's own.
    return within(graded(level, (1.0, 3.0, 4.0)), frame, DISPUTES)


def sanction_item(tables: Tables, frame: DyadFrame) -> Codes:
    """Sanctions of the first on the second: 1 travel or other, 2 one of the hard kinds, 3 more."""
    cases = tables["sanctions"]
    grade = 1 + np.minimum(cases[list(HARD)].fillna(0).to_numpy(float).sum(axis=1), 2)
    which, year = years_of(
        cases["start"].to_numpy(float), cases["end"].to_numpy(float), frame.first, frame.last
    )
    one, two = cases["ccode1"].to_numpy()[which], cases["ccode2"].to_numpy()[which]
    level = frame.directed(one, two, year, grade[which], empty=0.0)
    return within(graded(level, (0.0, 1.0, 2.0)), frame, SANCTIONS)


def compute(tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]) -> Arrays:
    """Posterior mean of the trait; missing where no rivalry list reaches."""
    codes = {
        "rivalry": rivalry_item(computed["rivalry"], frame),
        "disputes": dispute_item(tables, frame),
    }
    if "sanctions" in tables:
        codes["sanctions"] = sanction_item(tables, frame)
    evidence = Evidence(frame, codes, np.zeros((len(frame), 2), bool))
    mean, _ = estimate(evidence, static_items(evidence))
    return {"hostility_score": clip_to(mean, frame.year, COVERAGE)}


GROUP = Group(
    name="hostility_score",
    tables=("disputes_gml_all", "disputes_cow"),
    optional=("sanctions",),
    after=("hostility",),
    columns=(Column("hostility_score", 0.1, directed=True, ships=False),),
    measures=(
        Measure(
            name="hostility_score",
            label="Latent hostility",
            unit="standard deviations",
            directed=True,
            bounds=(None, None),
            coverage=COVERAGE,
            sources=(
                "tss_rivalries",
                "thompson_rivalries",
                "rivalry_supplement",
                "gml_mids",
                "cow_mids",
                "gsdb_sanctions",
            ),
            description=(
                "Rivalry, the first state's part in disputes with the second and its sanctions "
                "on it, as one trait with the method of latent ties. Kept apart from ties and "
                "never subtracted from them. Disputes are known to 2014, sanctions to 2019."
            ),
        ),
    ),
    compute=compute,
)
