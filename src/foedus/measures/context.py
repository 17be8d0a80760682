"""Context of a pair: capability, regimes, shared organisations, distance.

Regime similarity explains alignment; it is not identity and carries no weight in a
verdict. Shared organisations follow region and development, so they are given as a
place among all pairs of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.store.tables import Tables

CAPABILITY, REGIMES, IGOS, GEOGRAPHY = (1946, 2022), (1946, 2025), (1946, 2014), (1946, 2024)
EARTH_KM = 6371.0


def percentile_by_year(values: NDArray[Any], frame: DyadFrame) -> NDArray[np.float64]:
    """Share of the year's observed pairs with a smaller value (ties count half), shape (rows,)."""
    out = np.full(len(frame), np.nan)
    for year in range(frame.first, frame.last + 1):
        now = frame.span(year)
        part = values[now]
        known = np.isfinite(part)
        if not known.any():
            continue
        ordered = np.sort(part[known])
        below = np.searchsorted(ordered, part, "left")
        upto = np.searchsorted(ordered, part, "right")
        out[now] = np.where(known, (below + upto) / (2 * len(ordered)), np.nan)
    return out


def great_circle(
    lat1: NDArray[Any], lng1: NDArray[Any], lat2: NDArray[Any], lng2: NDArray[Any]
) -> NDArray[np.float64]:
    """Distance in km between points given in degrees (haversine)."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    half = (
        np.sin((p2 - p1) / 2) ** 2
        + np.cos(p1) * np.cos(p2) * np.sin(np.radians(lng2 - lng1) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def compute_capability(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Log ratio of the two states' CINC shares, and the first state's own share of the pair."""
    nmc = tables["national_capability"]
    cinc = frame.states(nmc["ccode"], nmc["year"], nmc["cinc"])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(cinc[:, 0] / cinc[:, 1])
    ratio = np.clip(ratio, -9, 9)
    return {"capability_ratio": clip_to(ratio, frame.year, CAPABILITY)}


def compute_regimes(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Distance of the two on the electoral democracy index, and the lower of the two."""
    regimes = tables["regimes"]
    level = frame.states(regimes["ccode"], regimes["year"], regimes["polyarchy"])
    return {
        "regime_distance": np.abs(level[:, 0] - level[:, 1]),
        "regime_lower": level.min(axis=1),
    }


def compute_igos(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Shared organisations, and their place among the year's pairs."""
    igos = tables["shared_igos"]
    shared = frame.undirected(igos["ccode1"], igos["ccode2"], igos["year"], igos["shared_igos"])
    shared = clip_to(shared, frame.year, IGOS)
    return {"shared_igos": shared, "igo_percentile": percentile_by_year(shared, frame)}


def compute_geography(tables: Tables, frame: DyadFrame, _: Mapping[str, NDArray[Any]]) -> Arrays:
    """Great-circle distance between capitals, and land contiguity where the file is here."""
    # In order of their start: in the year of a move the new capital is laid over the old.
    capitals = tables["capitals"].sort_values(["ccode", "start"], kind="stable")
    first = np.maximum(capitals["start"].dt.year.to_numpy(), frame.first)
    last = capitals["end"].dt.year.fillna(9999).to_numpy()
    spells = np.maximum(np.minimum(last, frame.last) - first + 1, 0).astype(int)
    at = np.repeat(np.arange(len(capitals)), spells)
    year = first[at] + np.arange(len(at)) - np.repeat(np.cumsum(spells) - spells, spells)
    ccode = capitals["ccode"].to_numpy()[at]
    lat, lng = (frame.states(ccode, year, capitals[c].to_numpy()[at]) for c in ("lat", "lng"))
    return {"capital_distance": great_circle(lat[:, 0], lng[:, 0], lat[:, 1], lng[:, 1])}


def _group(
    name: str,
    tables: tuple[str, ...],
    columns: tuple[Column, ...],
    measures: tuple[Measure, ...],
    compute: Any,
) -> Group:
    return Group(name=name, tables=tables, columns=columns, measures=measures, compute=compute)


CAPABILITY_GROUP = _group(
    "capability",
    ("national_capability",),
    (Column("capability_ratio", 0.02),),
    (
        Measure(
            name="capability_ratio",
            label="Log ratio of capabilities",
            unit="log(CINC 1 / CINC 2)",
            directed=False,
            bounds=(-9, 9),
            coverage=CAPABILITY,
            sources=("cow_nmc",),
            paper=("singer_etal1972",),
            description=(
                "Natural log of the first state's CINC share over the second's; above 0 the "
                "first is the stronger."
            ),
            mirror=np.negative,
        ),
    ),
    compute_capability,
)
REGIMES_GROUP = _group(
    "regimes",
    ("regimes",),
    (Column("regime_distance", 0.005), Column("regime_lower", 0.005)),
    (
        Measure(
            name="regime_distance",
            label="Distance on electoral democracy",
            unit="0-1",
            directed=False,
            bounds=(0, 1),
            coverage=REGIMES,
            sources=("vdem_regimes",),
            description="Absolute difference of the two states' V-Dem electoral democracy index.",
        ),
        Measure(
            name="regime_lower",
            label="Lower of the two democracy scores",
            unit="0-1",
            directed=False,
            bounds=(0, 1),
            coverage=REGIMES,
            sources=("vdem_regimes",),
            description="Smaller of the two states' V-Dem electoral democracy index.",
        ),
    ),
    compute_regimes,
)
IGOS_GROUP = _group(
    "igos",
    ("shared_igos",),
    (Column("shared_igos", ships=False), Column("igo_percentile", 0.005)),
    (
        Measure(
            name="shared_igos",
            label="Shared intergovernmental organisations",
            unit="organisations",
            directed=False,
            bounds=(0, None),
            coverage=IGOS,
            sources=("cow_igos",),
            description="Organisations in which both are full members; needs the raw file.",
        ),
        Measure(
            name="igo_percentile",
            label="Shared organisations, place among all pairs",
            unit="0-1",
            directed=False,
            bounds=(0, 1),
            coverage=IGOS,
            sources=("cow_igos",),
            description="Share of the year's pairs that share fewer organisations (ties count half).",
        ),
    ),
    compute_igos,
)
GEOGRAPHY_GROUP = _group(
    "geography",
    ("capitals",),
    (Column("capital_distance"),),
    (
        Measure(
            name="capital_distance",
            label="Distance between capitals",
            unit="km",
            directed=False,
            bounds=(0, 20038),
            coverage=GEOGRAPHY,
            sources=("cshapes_distances",),
            description="Great-circle distance between the two capitals at the end of the year.",
        ),
    ),
    compute_geography,
)
