"""From two states and a year to the case that the criteria judge."""

from __future__ import annotations

import numpy as np

from foedus.assessment.case import Case
from foedus.assessment.draws import draw
from foedus.assessment.evidence import Evidence
from foedus.assessment.gather_record import record_of
from foedus.assessment.result import Actor
from foedus.core.errors import FoedusError
from foedus.states.state import State
from foedus.store.reference import ReferencePanel

FEW_DRAWS = 50
"""Draws for what stands beside the pair: no interval of it is shown."""


def make_case(
    states: tuple[State, State],
    own: Evidence,
    year: int,
    panel: ReferencePanel,
    seed: int,
    draws: int,
) -> Case:
    """The pair in a year, with its evidence, draws and record.

    Raises
    ------
    FoedusError
        If the two were not both in the state system that year.
    """
    rows = np.flatnonzero(own.inputs.year == year)
    if rows.size == 0:
        raise FoedusError(
            f"{states[0].name_in(year)} and {states[1].name_in(year)} were not both in the state system in {year}.",
            "See `foedus states NAME` for the years of each.",
        )
    row = int(rows[0])
    counts = _vote_counts(own, row, panel)
    actors = (actor_of(states[0], year), actor_of(states[1], year))
    return Case(
        actors,
        year,
        own,
        row,
        draw(own, row, counts, panel.manifest["hazards"], draws=draws, seed=seed),
        panel,
        record_of(*states, year),
    )


def actor_of(state: State, year: int) -> Actor:
    """A state as it was named in a year."""
    return Actor(
        state.ccode,
        state.iso3_in(year),
        state.name_in(year),
        state.name_in(year, "zh"),
        state.name_in(year, "ru"),
    )


def _vote_counts(own: Evidence, row: int, panel: ReferencePanel) -> dict[str, np.ndarray]:
    """Joint counts of the votes behind the three-year kappas, shape (3, 3), by input."""
    from foedus.measures.votes import CELLS, NORM_CELLS

    one, two = int(own.inputs.ccode1[row]), int(own.inputs.ccode2[row])
    found = {}
    for name, column, cells in (
        ("kappa", "kappa_votes_3y", CELLS),
        ("kappa_norms", "kappa_norms_3y", NORM_CELLS),
    ):
        age = own.inputs.age[column][row]
        if not np.isfinite(age):
            continue
        year = int(own.inputs.year[row] - age)
        counts = panel.read(
            [*cells], f"ccode1 = {one} AND ccode2 = {two} AND year BETWEEN {year - 2} AND {year}"
        )
        found[name] = np.array([np.nansum(counts[c]) for c in cells]).reshape(3, 3)
    return found
