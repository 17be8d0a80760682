"""Similarity of alliance portfolios.

A state's portfolio is what it owes every state in the system: 3 defence or offence,
2 neutrality or consultation, 1 non-aggression, 0 nothing; its own cell counts 3.
Raw S ranks China-Russia above US-UK here, because most cells of any two portfolios
are empty; the chance-corrected forms stand beside it always.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.joint_counts import pair_counts
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.similarity_forms import Form, similarities
from foedus.store.tables import Tables

LEVELS = 4
COVERAGE = (1946, 2018)
FORMS: tuple[Form, ...] = ("s", "s_squared", "kappa", "kappa_absolute", "pi", "pi_absolute")


def obligation_level(flags: Mapping[str, NDArray[Any]]) -> NDArray[np.int8]:
    """Portfolio level 0-3 from ATOP's flags (defense, offense, neutral, consul, nonagg)."""
    level = np.zeros(len(flags["defense"]), np.int8)
    level[np.asarray(flags["nonagg"]) == 1] = 1
    level[(np.asarray(flags["neutral"]) == 1) | (np.asarray(flags["consul"]) == 1)] = 2
    level[(np.asarray(flags["defense"]) == 1) | (np.asarray(flags["offense"]) == 1)] = 3
    return level


def portfolios(
    states: NDArray[Any], one: NDArray[Any], two: NDArray[Any], level: NDArray[Any]
) -> NDArray[np.int8]:
    """Portfolios of one year, shape (states, states): row i holds what i owes each state."""
    out = np.zeros((len(states), len(states)), np.int8)
    i, j = np.searchsorted(states, one), np.searchsorted(states, two)
    i, j = np.minimum(i, len(states) - 1), np.minimum(j, len(states) - 1)
    keep = (states[i] == one) & (states[j] == two)
    np.maximum.at(out, (i[keep], j[keep]), level[keep])
    np.fill_diagonal(out, LEVELS - 1)
    return out


def compute(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """All forms for all dyad-years."""
    owed = tables["atop_directed"]
    year = owed["year"].to_numpy()
    level = obligation_level(
        {c: owed[c].to_numpy() for c in ("defense", "offense", "neutral", "consul", "nonagg")}
    )
    one, two = owed["ccode1"].to_numpy(), owed["ccode2"].to_numpy()
    out = {f: np.full(len(frame), np.nan) for f in FORMS}
    for t, states in enumerate(frame.members):
        now = frame.first + t
        if not COVERAGE[0] <= now <= COVERAGE[1]:
            continue
        at = year == now
        pairs = pair_counts(portfolios(states, one[at], two[at], level[at]), LEVELS)
        for form, values in similarities(pairs, FORMS).items():
            out[form][frame.span(now)] = values
    return {f"{f}_alliances": clip_to(v, frame.year, COVERAGE) for f, v in out.items()}


_LABELS = {
    "s": "S, absolute distances",
    "s_squared": "S, squared distances",
    "kappa": "kappa, squared distances",
    "kappa_absolute": "kappa, absolute distances",
    "pi": "pi, squared distances",
    "pi_absolute": "pi, absolute distances",
}

GROUP = Group(
    name="portfolios",
    tables=("atop_directed",),
    columns=tuple(Column(f"{f}_alliances", 0.001, ships=not f.endswith("absolute")) for f in FORMS),
    measures=tuple(
        Measure(
            name=f"{form}_alliances",
            label=f"Alliance portfolios: {label}",
            unit="-1 to 1",
            directed=False,
            bounds=(-1, 1),
            coverage=COVERAGE,
            sources=("atop",),
            paper=("signorino_ritter1999",) if form.startswith("s") else ("hage2011",),
            description=(
                f"{label} between the two states' alliance portfolios over all states of the "
                "system (3 defence or offence, 2 neutrality or consultation, 1 non-aggression, 0 "
                "none; own cell 3)."
            ),
        )
        for form, label in _LABELS.items()
    ),
    compute=compute,
)
