"""Credit lines between central banks in force in the year, by lender and borrower.

A line is what one central bank could draw on the other: availability, not use. Lines
of pooled funds are left out, since they tie many states at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.store.tables import Tables

COVERAGE = (2000, 2024)


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """1 where a bilateral line stands open to the second state at any time in the year."""
    lines = tables["liquidity_lines"]
    lines = lines[~lines["pooled"].astype(bool)]
    first = np.maximum(lines["start"].dt.year.to_numpy(), COVERAGE[0])
    last = np.minimum(lines["end"].dt.year.fillna(9999).to_numpy(), min(COVERAGE[1], frame.last))
    spells = np.maximum(last - first + 1, 0).astype(int)
    # Each line is repeated for the years it stood.
    at = np.repeat(np.arange(len(lines)), spells)
    within = np.arange(len(at)) - np.repeat(np.cumsum(spells) - spells, spells)
    year = (first[at] + within).astype(int)
    one, two = lines["ccode1"].to_numpy()[at], lines["ccode2"].to_numpy()[at]
    open_ = frame.directed(one, two, year, np.ones(len(at)), np.fmax, 0.0)
    covered = ((frame.year >= COVERAGE[0]) & (frame.year <= COVERAGE[1]))[:, None]
    return {"credit_line": np.where(covered, open_, np.nan)}


GROUP = Group(
    name="credit",
    tables=("liquidity_lines",),
    columns=(Column("credit_line", directed=True),),
    measures=(
        Measure(
            name="credit_line",
            label="Central-bank line open to the partner",
            unit="0/1",
            directed=True,
            bounds=(0, 1),
            coverage=COVERAGE,
            sources=("bfr_liquidity_lines",),
            description=(
                "1 where the first state's central bank had a bilateral swap or repo line open "
                "to the second's at any time in the year."
            ),
        ),
    ),
    compute=compute,
)
