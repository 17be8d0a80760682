"""Positions by UN votes as foedus estimates them, and how far two states stand apart.

Two models: our own on all recorded votes to 2025, and the published scheme, re-estimated on
the published input, for comparison. They are read from the reference estimates
(`foedus.rollcalls.positions.reference_points`) and need no raw files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.rollcalls.positions.pair_paths import Points
from foedus.rollcalls.positions.reference_points import Model, current
from foedus.store.tables import Tables

OWN, FAITHFUL = (1946, 2025), (1946, 2019)
"""Years of both models: sessions 1 to 80, and 1 to 74."""
OWN_SOURCES = ("undl_ga_votes",)
FAITHFUL_SOURCES = ("voeten_roll_call_issues", "voeten_ideal_points")
_CODES = 1000
UNIT = "standard deviations of all positions"
_FROM_MEANS = (
    "Posterior mean, taken over positions whose errors are independent; it lies above the distance "
    "of the two means."
)


def compute(_: Tables, frame: DyadFrame, __: Mapping[str, NDArray[Any]]) -> Arrays:
    """Every column of the group."""
    own, low, high, first = _model("foedus", frame)
    faithful, _low, _high, faithful_first = _model("faithful", frame)
    return {
        "estimated_ideal_point": first,
        "estimated_distance": own,
        "estimated_distance_low": low,
        "estimated_distance_high": high,
        "faithful_ideal_point": faithful_first,
        "faithful_distance": faithful,
    }


def _model(model: Model, frame: DyadFrame) -> tuple[NDArray[np.float64], ...]:
    """Distance, its lower and upper end, shape (rows,), and the first dimension (rows, 2)."""
    from foedus.rollcalls.positions.distances import distance

    points = current().points(model)
    one, two = rows_beside(points, frame)
    both = np.flatnonzero((one >= 0) & (two >= 0))
    a, b = one[both], two[both]
    apart = distance(points.mean[a], points.sd[a], points.mean[b], points.sd[b])
    whole = np.full((3, len(frame)), np.nan)
    whole[:, both] = np.round([apart.mean, apart.low, apart.high], 4)
    first = np.append(points.mean[:, 0], np.nan)  # a row of -1 is the last: missing
    return (*whole, np.stack([first[one], first[two]], axis=1))


def rows_beside(points: Points, frame: DyadFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The position of the first and of the second state of every dyad-year; -1 where none."""
    years = frame.last - frame.first + 1
    table = np.full((years, _CODES), -1, np.int64)
    at = points.year - frame.first
    known = np.flatnonzero((at >= 0) & (at < years))
    table[at[known], points.ccode[known]] = known
    at = frame.year - frame.first
    return table[at, frame.ccode1], table[at, frame.ccode2]


def _measure(name: str, label: str, description: str, **more: Any) -> Measure:
    own = name.startswith("estimated")
    bounded = not name.endswith("ideal_point")
    return Measure(
        name=name,
        label=label,
        unit=UNIT,
        directed=False,
        monadic=not bounded,
        bounds=(0 if bounded else None, None),
        coverage=OWN if own else FAITHFUL,
        sources=OWN_SOURCES if own else FAITHFUL_SOURCES,
        description=description,
        **more,
    )


_SESSION = "of the General Assembly's session that opened in the year"
GROUP = Group(
    name="estimated_positions",
    tables=(),
    columns=(
        Column("estimated_ideal_point", 0.001, directed=True),
        Column("estimated_distance", 0.001),
        Column("estimated_distance_low", 0.001),
        Column("estimated_distance_high", 0.001),
        Column("faithful_ideal_point", 0.001, directed=True),
        Column("faithful_distance", 0.001),
    ),
    measures=(
        _measure(
            "estimated_ideal_point",
            "UN ideal point, estimated by foedus",
            f"Posterior mean of the first dimension {_SESSION}, by the dynamic ordinal model of "
            "foedus on the UN Library's recorded votes; higher is closer to the United States.",
        ),
        _measure(
            "estimated_distance",
            "Distance of UN ideal points, estimated by foedus",
            f"Euclidean distance over the model's dimensions {_SESSION}. {_FROM_MEANS}",
        ),
        _measure(
            "estimated_distance_low",
            "Distance of UN ideal points, lower end of the 90 % interval",
            "5 % of the posterior of estimated_distance lie below it.",
        ),
        _measure(
            "estimated_distance_high",
            "Distance of UN ideal points, upper end of the 90 % interval",
            "5 % of the posterior of estimated_distance lie above it.",
        ),
        _measure(
            "faithful_ideal_point",
            "UN ideal point by the published scheme, re-estimated",
            f"Posterior mean {_SESSION}, by the published sampling scheme on the published input "
            "(sessions 1 to 74); for comparison.",
            paper=("bailey_etal2017",),
        ),
        _measure(
            "faithful_distance",
            "Distance of UN ideal points by the published scheme, re-estimated",
            f"Absolute difference of the two positions {_SESSION}, published scheme. {_FROM_MEANS}",
            paper=("bailey_etal2017",),
        ),
    ),
    compute=compute,
    stored=False,
)
