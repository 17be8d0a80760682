"""Timelines: each dimension since 1946, for the pair and the comparison pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.evidence import Evidence
from foedus.assessment.result import Actor, Series, Timeline, YearVerdict
from foedus.assessment.typology import DEAD
from foedus.core.vocabulary import VERDICT_TYPES
from foedus.measures.obligations import obligation_class
from foedus.measures.registry import measure
from foedus.sources.registry import origin


@dataclass(frozen=True, slots=True)
class Dimension:
    """One timeline: the stored column, how it is titled, and whether it goes both ways."""

    name: str
    column: str
    measure: str
    title: str
    domain: tuple[float, float] | None = None
    steps: bool = False


DIMENSIONS = (
    Dimension("promised", "obligations", "obligations", "What is promised", (0, 4), True),
    Dimension("arms", "arms_10y", "arms_10y", "Arms supplied"),
    Dimension("military", "exercises_5y", "exercises_5y", "Joint exercises"),
    Dimension("economic", "dependence", "dependence", "Trade dependence"),
    Dimension("diplomatic", "kappa_votes_3y", "kappa_votes_3y", "Agreement in UN votes"),
    Dimension("norms", "kappa_norms_3y", "kappa_norms_3y", "Agreement on norms in UN votes"),
    Dimension("threat", "shared_threat", "shared_threat", "Shared threat", (0, 1)),
    Dimension("hostility", "hostility", "hostility", "Hostility between the two", (0, 1)),
)


def timelines(
    actors: tuple[Actor, Actor], pair: Evidence, others: Sequence[tuple[str, Evidence]]
) -> tuple[Timeline, ...]:
    """Every dimension with a value for the pair or a comparison pair."""
    every = (_timeline(d, actors, pair, others) for d in DIMENSIONS)
    return tuple(t for t in every if t.series)


def _timeline(
    d: Dimension,
    actors: tuple[Actor, Actor],
    pair: Evidence,
    others: Sequence[tuple[str, Evidence]],
) -> Timeline:
    about = measure(d.measure)
    own = _values(d, pair)
    joint = own.ndim == 1 or bool(np.array_equal(own[:, 0], own[:, 1], equal_nan=True))
    series = []
    if joint:
        series.append(
            _series(
                f"{actors[0].name}-{actors[1].name}",
                "joint",
                d,
                pair,
                own if own.ndim == 1 else own[:, 0],
            )
        )
    else:
        order = (1, 0) if actors[0].ccode > actors[1].ccode else (0, 1)
        labels = (f"{actors[0].name} to {actors[1].name}", f"{actors[1].name} to {actors[0].name}")
        for k, role in enumerate(("first", "second")):
            series.append(_series(labels[k], role, d, pair, own[:, order[k]]))
    for label, evidence in others:
        values = _values(d, evidence)
        level = values if values.ndim == 1 else np.fmax(values[:, 0], values[:, 1])
        series.append(_series(label, "comparison", d, evidence, level))
    kept = tuple(s for s in series if any(v is not None for v in s.values))
    directed = "" if joint or not others else "; comparison pairs by their larger direction"
    return Timeline(
        dimension=d.name,
        title=d.title,
        subtitle=f"{about.label}, {about.unit}{directed}",
        unit=about.unit,
        source_line=", ".join(f"{origin(s).title} {origin(s).version}" for s in about.sources),
        series=kept,
        domain=d.domain,
        steps=d.steps,
    )


def _values(d: Dimension, evidence: Evidence) -> NDArray[np.float64]:
    if d.column == "obligations":
        return obligation_class(evidence.inputs.held["obligations"])
    return evidence.inputs.held[d.column]


def _series(
    label: str, role: str, d: Dimension, evidence: Evidence, values: NDArray[np.float64]
) -> Series:
    age = evidence.inputs.age[d.column]
    return Series(
        label=label,
        role=role,
        years=tuple(evidence.inputs.year.tolist()),
        values=tuple(round(float(v), 4) if np.isfinite(v) else None for v in values),
        carried=tuple(bool(a > 0) for a in age),
    )


def history(pair: Evidence) -> tuple[YearVerdict, ...]:
    """The leading type of every year, with the labels that a reader looks for."""
    lead = pair.ranked[0]
    members = np.stack([pair.reading.memberships[t] for t in VERDICT_TYPES])
    ages = np.stack([pair.inputs.age[c] for c in ("obligations", "hostility", "arms_10y")])
    carried = np.asarray((np.nan_to_num(ages) > 0).any(axis=0)).tolist()
    owed = np.asarray(pair.inputs.values["defence"] == 1)
    dead = np.logical_and(owed, pair.reading.conditions["peace"] < DEAD).tolist()
    paper = np.logical_and(owed, pair.reading.conditions["life"] < DEAD).tolist()
    out = []
    for k, year in enumerate(pair.inputs.year.tolist()):
        name = VERDICT_TYPES[int(lead[k])]
        labels = ("dead letter",) * bool(dead[k]) + ("paper pact",) * bool(paper[k] and not dead[k])
        out.append(
            YearVerdict(
                year, name, name, round(float(members[lead[k], k]), 4), bool(carried[k]), labels
            )
        )
    return tuple(out)
