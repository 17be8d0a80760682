"""One pair in one year, as the criteria see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.draws import Draws
from foedus.assessment.evidence import Evidence
from foedus.assessment.ranks import Places
from foedus.assessment.record import Record
from foedus.assessment.result import Actor
from foedus.core.finding import Figure
from foedus.core.interval import Interval
from foedus.core.vocabulary import VERDICT_TYPES, InputStatus, VerdictType
from foedus.measures.registry import measure
from foedus.store.reference import ReferencePanel

FIRST, SECOND, BOTH = "first to second", "second to first", "both"


@dataclass(frozen=True)
class Case:
    """A pair, a year, the evidence on it, and what the rules made of that.

    Parameters
    ----------
    actors
        The two states in the order they were asked about.
    year
        Year asked about.
    pair
        The pair's evidence, all years.
    row
        Row of `year` in it.
    draws
        The year read under varied inputs and thresholds.
    panel
        The reference panel.
    record
        What the ledger holds of the pair up to the year.
    placed
        Whether places among the reference sets are worked out (not for comparison pairs).
    """

    actors: tuple[Actor, Actor]
    year: int
    pair: Evidence
    row: int
    draws: Draws
    panel: ReferencePanel
    record: Record
    placed: bool = True

    @property
    def reversed(self) -> bool:
        """Whether the first state asked about has the larger COW code."""
        return self.actors[0].ccode > self.actors[1].ccode

    def value(self, name: str) -> float | None:
        """An input of the rules; None where missing."""
        found = float(self.pair.inputs.values[name][self.row])
        return found if np.isfinite(found) else None

    def age(self, column: str) -> int | None:
        """Years since a stored column was observed; None where missing."""
        found = self.pair.inputs.age[column][self.row]
        return int(found) if np.isfinite(found) else None

    def directed(self, column: str) -> tuple[float | None, float | None]:
        """A directed column: first towards second, second towards first."""
        pieces = self.pair.inputs.held[column][self.row]
        two = [float(x) if np.isfinite(x) else None for x in pieces]
        return (two[1], two[0]) if self.reversed else (two[0], two[1])

    def domain(self, name: str) -> float | None:
        """Membership in a domain of provision; None where not covered."""
        return _known(self.pair.reading.domains[name], self.row)

    def condition(self, name: str) -> float | None:
        """A condition of the types; None where missing."""
        return _known(self.pair.reading.conditions[name], self.row)

    def membership(self, name: VerdictType) -> float:
        """Membership in a type with the thresholds as they stand."""
        return float(self.pair.reading.memberships[name][self.row])

    @property
    def lead(self) -> VerdictType:
        """The type that ranks first."""
        return VERDICT_TYPES[int(self.pair.ranked[0][self.row])]

    @cached_property
    def runner_up(self) -> VerdictType:
        """The type other than the lead with the largest mean membership over the draws.

        Means over draws, since with the thresholds as they stand most types are at zero;
        ties go to the type whose conditions hold more fully.
        """
        reading = self.draws.reading
        return max(
            (t for t in VERDICT_TYPES if t != self.lead),
            key=lambda t: reading.memberships[t].mean() + 0.01 * reading.aggregates[t].mean(),
        )

    @cached_property
    def places(self) -> Places:
        """Places of the pair's figures among the reference sets."""
        codes = sorted(a.ccode for a in self.actors)
        years = {
            name: self.year - age
            for name, column in RANKED.items()
            if self.placed and (age := self.age(column)) is not None
        }
        return Places(self.panel, (codes[0], codes[1]), years)

    def figure(
        self, name: str, *, interval: Interval | None = None, note: str = ""
    ) -> tuple[Figure, ...]:
        """The figure of a measure, one for each direction where it is directed."""
        about = measure(name)
        column = about.needs[0]
        age = self.age(column)
        if age is None:
            reason = (
                note
                or f"Covered {about.coverage[0]} to {about.coverage[1]}, and not throughout for this pair; "
                f"a source that reaches {self.year} would make it assessable"
            )
            return (
                Figure(
                    name,
                    about.label,
                    None,
                    BOTH,
                    about.unit,
                    "missing",
                    sources=about.sources,
                    note=reason,
                ),
            )
        status: InputStatus = "observed" if age == 0 else "carried"
        ranks = self.places.of(name)
        values = self._values(name)
        directions = (FIRST, SECOND) if about.directed else (BOTH,)
        sizes = [-np.inf if v is None else v for v in values]
        larger = int(np.argmax(sizes))
        return tuple(
            Figure(
                name,
                about.label,
                v,
                way,
                about.unit,
                status if v is not None else "missing",
                self.year - age,
                interval,
                ranks if k == larger else (),
                about.sources,
                note,
            )
            for k, (v, way) in enumerate(zip(values, directions, strict=True))
        )

    def _values(self, name: str) -> tuple[float | None, ...]:
        """A measure's value of the year: both directions, first to second first, or the one."""
        about = measure(name)
        stored = {c: self.pair.inputs.held[c][self.row : self.row + 1] for c in about.needs}
        row = np.asarray(about.values(stored)[0], float).reshape(-1)
        found = [float(x) if np.isfinite(x) else None for x in row]
        if about.directed and self.reversed:
            found.reverse()
        if name == "capability_ratio" and self.reversed and found[0] is not None:
            found[0] = -found[0]
        return tuple(found)

    def figures(self, names: Iterable[str]) -> tuple[Figure, ...]:
        """Figures of several measures."""
        return tuple(f for name in names for f in self.figure(name))


RANKED: dict[str, str] = {
    "arms_10y": "arms_10y",
    "arms_share": "arms_share",
    "exercises_5y": "exercises_5y",
    "dependence": "dependence",
    "kappa_votes_3y": "kappa_votes_3y",
    "kappa_norms_3y": "kappa_norms_3y",
    "shared_threat": "shared_threat",
    "hostility": "hostility",
    "igo_percentile": "igo_percentile",
    "trade_share": "trade_share",
    "obligations": "obligations",
}
"""Measures for which a place is given, and the stored column whose age tells the year."""


def _known(values: NDArray[np.float64], row: int) -> float | None:
    found = float(np.broadcast_to(values, values.shape)[row])
    return found if np.isfinite(found) else None
