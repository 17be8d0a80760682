"""Latent ties otherwise: with central-bank lines among the items, and by treaties among few.

Computed from the raw files when asked for. The first shows how far the score would hang
on money that is available, not given (the lines themselves are the measure
``credit_line``); the second leaves mass treaties out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.latent_ties import GROUP as HEADLINE_GROUP
from foedus.measures.latent_ties import SD, SOURCES
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.measures.obligations import COVERAGE as TREATY_COVERAGE
from foedus.measures.ties.items import FIRST, HEADLINE
from foedus.measures.ties.model import estimate, gather, static_items
from foedus.store.tables import Tables

COVERAGE = (FIRST, TREATY_COVERAGE[1])
FEW = 10
"""Most members of a treaty among few."""


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Both variants over all years with treaties, cut to the frame."""
    whole = DyadFrame.between(FIRST, COVERAGE[1])
    row = whole.rows(frame.ccode1, frame.ccode2, frame.year)
    runs: dict[str, tuple[tuple[str, ...], int | None]] = {
        "ties_with_swaps": ((*HEADLINE, "swap"), None),
        "ties_among_few": (HEADLINE, FEW),
    }
    out: Arrays = {}
    for name, (items, largest) in runs.items():
        known = gather(tables, whole, items, largest=largest)
        mean, _sd = estimate(known, static_items(known))
        out[name] = np.where((row >= 0)[:, None], mean[np.maximum(row, 0)], np.nan)
    return out


def _measure(name: str, label: str, description: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit=SD,
        directed=True,
        bounds=(None, None),
        coverage=COVERAGE,
        sources=(*SOURCES, "bfr_liquidity_lines"),
        description=description,
    )


GROUP = Group(
    name="ties_variants",
    tables=(*HEADLINE_GROUP.tables, "liquidity_lines"),
    optional=HEADLINE_GROUP.optional,
    columns=tuple(
        Column(name, directed=True, ships=False) for name in ("ties_with_swaps", "ties_among_few")
    ),
    measures=(
        _measure(
            "ties_with_swaps",
            "Latent ties, central-bank lines among the items",
            "The score with a sixth item, a central-bank line open (2000 to 2018). For comparison: "
            "where it moves otherwise than the score, no direction is established.",
        ),
        _measure(
            "ties_among_few",
            f"Latent ties, treaties of at most {FEW} members",
            "The score with larger treaties left out.",
        ),
    ),
    compute=compute,
    stored=False,
)
