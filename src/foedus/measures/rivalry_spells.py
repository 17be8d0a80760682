"""Rivalry by year: both published lists with the project's sourced additions, carried to heirs.

A rivalry passes to the states that continue a party or came out of its break-up while
that party is not in the system: a divided country's halves stand in for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

LISTS_TO = 2020
"""Last year of the newer list."""


def spells(tables: Tables) -> pd.DataFrame:
    """All rivalry spells: both lists, with the project's additions and ends (each sourced).

    Returns
    -------
    DataFrame
        ``ccode1, ccode2, start, end``; an open end is 9999.
    """
    import pandas as pd

    columns = ["ccode1", "ccode2", "start", "end"]
    lists = [tables[t][columns] for t in ("rivalries_tss", "rivalries_thompson")]
    every = pd.concat(lists, ignore_index=True)
    # The older list stops in 2010: what it leaves open, the newer one decides.
    every["end"] = every["end"].fillna(9999)
    thompson_open = (every.index >= len(lists[0])) & (every["end"] == 9999)
    every.loc[thompson_open, "end"] = 2010
    if "rivalry_supplement" in tables:
        own = tables["rivalry_supplement"]
        ends = own.loc[own["change"] == "end", ["ccode1", "ccode2", "end"]].to_numpy(float)
        for one, two, end in ends.tolist():
            same = (every["ccode1"] == one) & (every["ccode2"] == two)
            every["end"] = every["end"].mask(
                same & every["end"].gt(end) & every["start"].le(end), end
            )
        added = own.loc[own["change"] == "add", columns].fillna({"end": 9999})
        every = pd.concat([every, added], ignore_index=True)
    return every.astype(int)


def with_heirs(table: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    """Rivalry spells (ccode1, ccode2, start, end), repeated for the states that carry them on.

    While a party is not in the system, the states it broke into or that continue it
    stand in for it (a divided country's halves).
    """
    rows = []
    spans = table[["ccode1", "ccode2", "start", "end"]].to_numpy().tolist()
    for one, two, start, end in spans:
        rows.append((one, two, start, end))
        for heir, since, until in _heirs(one):
            rows.append((heir, two, max(start, since), min(end, until)))
        for heir, since, until in _heirs(two):
            rows.append((one, heir, max(start, since), min(end, until)))
    return [r for r in rows if r[2] <= r[3] and r[0] != r[1]]


def _heirs(ccode: int) -> list[tuple[int, int, int]]:
    from foedus.states.succession import successors
    from foedus.states.system import members

    out = []
    for step in successors(ccode):
        if step.kind not in {"continues", "dissolves"}:
            continue
        absent = [y for y in range(step.day.year, LISTS_TO + 1) if ccode not in members(y)]
        if absent:
            out.append((step.successor, absent[0], absent[-1]))
    return out


def rivalry_years(table: pd.DataFrame, frame: DyadFrame) -> NDArray[np.float64]:
    """First year of the rivalry in force in each row, NaN where none."""
    out = np.full(len(frame), np.nan)
    for one, two, start, end in with_heirs(table):
        years = np.arange(max(start, frame.first), min(end, LISTS_TO, frame.last) + 1)
        row = frame.rows(np.full(len(years), one), np.full(len(years), two), years)
        row = row[row >= 0]
        out[row] = np.fmax(out[row], start)
    return out


def last_before(
    frame: DyadFrame, table: pd.DataFrame, disputes: pd.DataFrame
) -> NDArray[np.float64]:
    """For each row, the last year before the frame in which the pair was rival or used force."""
    ended = [
        (a, b, min(end, frame.first - 1))
        for a, b, start, end in _all_heirs(table)
        if start < frame.first
    ]
    forced = disputes[(disputes["level"] >= 4) & (disputes["year"] < frame.first)]
    fought = forced.assign(start=forced["year"], end=forced["year"])
    ended += [(a, b, year) for a, b, _, year in _all_heirs(fought)]
    latest = np.full((1000, 1000), -np.inf)
    for a, b, year in ended:
        latest[min(a, b), max(a, b)] = max(latest[min(a, b), max(a, b)], year)
    return latest[frame.ccode1, frame.ccode2]


def _all_heirs(table: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    """As `with_heirs`, but an heir inherits the past too, whenever it entered the system."""
    rows = []
    for one, two, start, end in (
        table[["ccode1", "ccode2", "start", "end"]].astype(int).to_numpy().tolist()
    ):
        ones = [one, *(h for h, *_ in _heirs(one))]
        twos = [two, *(h for h, *_ in _heirs(two))]
        rows += [(a, b, start, end) for a in ones for b in twos if a != b]
    return rows
