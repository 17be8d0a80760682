"""The continuous score beside the type: latent ties of the pair, with intervals.

Within a type a pair still moves. The score says nothing in years in which treaties or
arms are not covered; there only the interval is given.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.case import BOTH, Case
from foedus.assessment.evidence import Evidence
from foedus.assessment.result import Actor, Series, Timeline
from foedus.core.finding import Figure
from foedus.core.interval import Interval
from foedus.measures.registry import measure
from foedus.sources.registry import origin

NAME = "ties"
COLUMNS = ("ties_mean", "ties_sd", "ties_items")
BASIS = "the posterior of the model of latent ties"
FEWEST = 2
"""Items that must be observed for a year's score to be shown."""
Floats = NDArray[np.float64]


def paths(pair: Evidence) -> tuple[Floats, Floats, Floats]:
    """Score, lower and upper end by year, the mean of the two directions, shape (rows,).

    The directions correlate at .97: what differs by direction is what is provided.
    """
    held = {name: pair.inputs.held[name] for name in COLUMNS}
    enough = measure("ties_items").values(held).min(axis=1) >= FEWEST
    score, low, high = (
        np.asarray(measure(n).values(held), float).mean(axis=1)
        for n in (NAME, "ties_low", "ties_high")
    )
    return np.where(enough, score, np.nan), low, high


def figure(case: Case) -> Figure:
    """The last score up to the year asked about, with its interval and age."""
    about = measure(NAME)
    score, low, high = paths(case.pair)
    known = np.flatnonzero(np.isfinite(score[: case.row + 1]))
    if known.size == 0:
        note = "Treaties and arms of the pair are not covered in any year up to this one"
        return Figure(
            NAME, about.label, None, BOTH, about.unit, "missing", sources=about.sources, note=note
        )
    at = int(known[-1])
    year = int(case.pair.inputs.year[at])
    return Figure(
        NAME,
        about.label,
        float(score[at]),
        BOTH,
        about.unit,
        "observed" if year == case.year else "carried",
        year,
        Interval(float(low[at]), float(high[at]), 0.9, BASIS),
        (),
        about.sources,
        "Mean of both directions; 0 is the average of all directed dyads",
    )


def timeline(
    actors: tuple[Actor, Actor], pair: Evidence, others: list[tuple[str, Evidence]]
) -> Timeline:
    """The joint path of the pair with its band, and those of the comparison pairs."""
    about = measure(NAME)
    lines = [_series(f"{actors[0].name}-{actors[1].name}", "joint", pair)]
    lines += [_series(label, "comparison", evidence) for label, evidence in others]
    return Timeline(
        dimension=NAME,
        title="Latent ties",
        subtitle=f"{about.label}, {about.unit}; mean of both directions, band 90 %",
        unit=about.unit,
        source_line=", ".join(f"{origin(s).title} {origin(s).version}" for s in about.sources),
        series=tuple(s for s in lines if any(v is not None for v in s.values)),
    )


def _series(label: str, role: str, evidence: Evidence) -> Series:
    score, low, high = paths(evidence)
    banded = role == "joint"
    return Series(
        label,
        role,
        tuple(evidence.inputs.year.tolist()),
        _known(score),
        (False,) * len(score),
        _known(low) if banded else (),
        _known(high) if banded else (),
    )


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(round(float(v), 4) if np.isfinite(v) else None for v in values)
