"""Contiguity, distance and trade flows as the makers give them, by dyad-year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.spell_years import years_of
from foedus.store.tables import Tables

CONTIGUITY_YEARS, DISTANCE_YEARS, TRADE_YEARS = (1946, 2016), (1946, 2019), (1946, 2014)


def _contiguity(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    spells = tables["contiguity"]
    first, last = (spells[c].dt.year.to_numpy() for c in ("start", "end"))
    which, year = years_of(first, last, frame.first, frame.last)
    one, two, kind = (spells[c].to_numpy()[which] for c in ("ccode1", "ccode2", "conttype"))
    # The nearest kind of border of the year: 1 is on land, 5 across 400 miles of water.
    nearest = frame.directed(one, two, year, kind, np.fmin, np.nan)
    nearest = clip_to(np.nan_to_num(nearest), frame.year, CONTIGUITY_YEARS)
    land = np.where(np.isnan(nearest), np.nan, nearest == 1)
    return {"contiguity": nearest, "land_border": land.max(axis=1)}


def _distance(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    rows = tables["minimum_distances"]
    rows = rows[rows["year"].between(frame.first, frame.last)]
    km = frame.undirected(rows["ccode1"], rows["ccode2"], rows["year"], rows["km"], np.fmin)
    return {"minimum_distance": clip_to(km, frame.year, DISTANCE_YEARS)}


def _trade(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    rows = tables["trade_flows"]
    rows = rows[rows["year"].between(frame.first, frame.last)]
    bought = frame.directed(rows["ccode1"], rows["ccode2"], rows["year"], rows["imports"])
    bought = clip_to(bought, frame.year, TRADE_YEARS)
    return {"imports": bought, "exports": bought[:, ::-1]}


def _flow(name: str, label: str, description: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit="million current US dollars",
        directed=True,
        bounds=(0, None),
        coverage=TRADE_YEARS,
        sources=("cow_trade",),
        description=description,
    )


CONTIGUITY = Group(
    name="contiguity",
    tables=("contiguity",),
    columns=(Column("contiguity", directed=True, ships=False), Column("land_border", ships=False)),
    measures=(
        Measure(
            name="contiguity",
            label="Direct contiguity",
            unit="0-5",
            directed=True,
            bounds=(0, 5),
            coverage=CONTIGUITY_YEARS,
            sources=("cow_contiguity",),
            description=(
                "Kind of border at any time in the year, the nearest where it changed: 1 land, 2 "
                "to 12 miles of water, 3 to 24, 4 to 150, 5 to 400; 0 where none. The kinds are "
                "no scale."
            ),
        ),
        Measure(
            name="land_border",
            label="Common border on land",
            unit="0/1",
            directed=False,
            bounds=(0, 1),
            coverage=CONTIGUITY_YEARS,
            sources=("cow_contiguity",),
            description=(
                "1 where the two have a border on land or in a river at any time in the year."
            ),
        ),
    ),
    compute=_contiguity,
    stored=False,
)
DISTANCE = Group(
    name="minimum_distance",
    tables=("minimum_distances",),
    columns=(Column("minimum_distance", ships=False),),
    measures=(
        Measure(
            name="minimum_distance",
            label="Shortest distance between the two",
            unit="km",
            directed=False,
            bounds=(0, 20038),
            coverage=DISTANCE_YEARS,
            sources=("cshapes_distances",),
            description=(
                "Shortest distance between the two territories on 1 January, without colonies; 0 "
                "where they touch."
            ),
        ),
    ),
    compute=_distance,
    stored=False,
)
TRADE_FLOWS = Group(
    name="trade_flows",
    tables=("trade_flows",),
    columns=(
        Column("imports", directed=True, ships=False),
        Column("exports", directed=True, ships=False),
    ),
    measures=(
        _flow(
            "imports",
            "Imports from the other",
            "The first state's imports from the second, as COW gives them; a flow that is not "
            "listed is missing, not zero.",
        ),
        _flow(
            "exports",
            "Exports to the other",
            "The second state's imports from the first, as COW gives them; a flow that is not "
            "listed is missing, not zero.",
        ),
    ),
    compute=_trade,
    stored=False,
)
