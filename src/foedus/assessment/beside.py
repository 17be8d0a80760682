"""The pairs set beside the one asked about, by the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import tomli

from foedus.assessment.case import Case
from foedus.assessment.criteria import findings
from foedus.assessment.draws import draw
from foedus.assessment.evidence import Evidence, Pair, ordered
from foedus.assessment.gather_record import record_of
from foedus.assessment.limits import limited, limits
from foedus.assessment.make_case import FEW_DRAWS, actor_of
from foedus.assessment.result import Comparison
from foedus.assessment.verdict import printed
from foedus.core.errors import FoedusError
from foedus.states.resolve import resolve, resolve_pair
from foedus.states.state import State
from foedus.states.table import systems
from foedus.store.reference import ReferencePanel

Name = str | int


def others_of(
    pair: Pair, compare: Sequence[tuple[Name, Name]] | None, year: int
) -> list[tuple[str, Pair]]:
    """Labels and codes of the pairs asked for, or of well-known ones that existed that year."""
    named: list[tuple[State, State]] = []
    if compare is not None:
        named = [resolve_pair(x, y, year) for x, y in compare]
    else:
        given = _listed()
        for x, y in given["pairs"]:
            try:
                two = (resolve(x, year), resolve(y, year))
            except FoedusError:
                # A default pair that did not exist that year is simply not shown.
                continue
            if ordered((two[0].ccode, two[1].ccode)) != ordered(pair):
                named.append(two)
        named = named[: given["shown"]]
    return [(f"{_short(x, year)}–{_short(y, year)}", (x.ccode, y.ccode)) for x, y in named]


def reference_states() -> tuple[str, ...]:
    """States that stand beside others where none are named.

    Examples
    --------
    >>> reference_states()
    ('USA', 'GBR')
    """
    return tuple(_listed()["states"])


def _listed() -> dict[str, Any]:
    return tomli.loads((files("foedus.assessment") / "comparisons.toml").read_text("utf-8"))


def _short(state: State, year: int) -> str:
    """A short name for charts: the state's own where it is called today's name that year."""
    name = state.name_in(year)
    return state.short if name == state.name else name


def comparison(
    label: str, pair: Pair, evidence: Evidence, year: int, panel: ReferencePanel, seed: int
) -> Comparison | None:
    """One other pair in the year; None where the two were not both in the system."""
    own = evidence.of(pair)
    rows = np.flatnonzero(own.inputs.year == year)
    if rows.size == 0:
        return None
    states = (systems().state(pair[0]), systems().state(pair[1]))
    row = int(rows[0])
    actors = (actor_of(states[0], year), actor_of(states[1], year))
    case = Case(
        actors,
        year,
        own,
        row,
        draw(own, row, {}, panel.manifest["hazards"], draws=FEW_DRAWS, seed=seed),
        panel,
        record_of(*states, year, baselines=False),
        False,
    )
    found = findings(case)
    tested = limits(case)
    words = printed(case.lead, limited(tested), tested)
    return Comparison(label, words, {f.name: f.met for f in found}, (), case.record.responses)
