"""A pair's place among pairs that have something to do with each other.

Percentiles among all pairs say little, since most have no dealings. Places are given
among major-power dyads, among dyads with any tie in ten years, and among defence
pacts; indicators that are mostly zero are ranked among nonzero pairs.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.finding import Rank
from foedus.measures.registry import measure
from foedus.states.system import major_powers
from foedus.store.reference import ReferencePanel

MAJOR, TIED, PACTS = "major-power dyads", "dyads with any tie in ten years", "defence pacts"
TIES = ("obligations", "arms_10y", "exercises_5y", "credit_line")
TREATIES_TO = 2025
SPARSE = frozenset(
    {"arms_10y", "exercises_5y", "shared_threat", "hostility", "troops", "arms_share"}
)


class Places:
    """Places of one pair's figures in the years they were observed.

    Parameters
    ----------
    panel
        The reference panel.
    pair
        COW codes, smaller first.
    wanted
        For each measure, the year its value was observed.
    """

    def __init__(self, panel: ReferencePanel, pair: tuple[int, int], wanted: dict[str, int]):
        self._panel = panel
        self._pair = pair
        self._wanted = wanted
        self._members: dict[int, dict[str, NDArray[np.int64]]] = {}
        self._found: dict[str, tuple[Rank, ...]] = {}

    @cached_property
    def _years(self) -> dict[str, NDArray[Any]]:
        years = sorted(
            {y for year in self._wanted.values() for y in (year, min(year, TREATIES_TO))}
        )
        needs = {c for name in self._wanted for c in measure(name).needs}
        columns = sorted(needs | set(TIES))
        return self._panel.read(columns, f"year IN ({', '.join(map(str, years))})")

    def of(self, name: str) -> tuple[Rank, ...]:
        """Places of the pair's value of a measure; directed ones by the larger direction."""
        if name not in self._wanted:
            return ()
        if name not in self._found:
            self._found[name] = self._places(name)
        return self._found[name]

    def _places(self, name: str) -> tuple[Rank, ...]:
        year = self._wanted[name]
        at = self._years["year"] == year
        values = measure(name).values({c: self._years[c][at] for c in measure(name).needs})
        level = np.fmax(values[:, 0], values[:, 1]) if values.ndim == 2 else values
        code = self._years["ccode1"][at] * 1000 + self._years["ccode2"][at]
        own = level[code == self._pair[0] * 1000 + self._pair[1]]
        if own.size == 0 or not np.isfinite(own[0]):
            return ()
        if year not in self._members:
            self._members[year] = self._sets(year)
        sets = {n: np.isin(code, c) for n, c in self._members[year].items()}
        nonzero = level != 0 if name in SPARSE else np.ones(len(level), bool)
        if name in SPARSE and own[0] == 0:
            return ()
        return tuple(
            Rank(reference, int((level[inside] > own[0]).sum()) + 1, int(inside.sum()))
            for reference, member in sets.items()
            if (inside := member & np.isfinite(level) & nonzero).sum() > 1
            and bool(member[code == self._pair[0] * 1000 + self._pair[1]][0])
        )

    def _sets(self, year: int) -> dict[str, NDArray[np.int64]]:
        at = self._years["year"] == min(year, TREATIES_TO)
        stored = {c: self._years[c][at] for c in (*TIES, "ccode1", "ccode2")}
        code = stored["ccode1"] * 1000 + stored["ccode2"]
        tied = np.zeros(len(code), bool)
        for name in TIES:
            values = np.nan_to_num(stored[name])
            tied |= (values > 0) if values.ndim == 1 else (values > 0).any(axis=1)
        majors = major_powers(year)
        powers = np.isin(stored["ccode1"], majors) & np.isin(stored["ccode2"], majors)
        pact = (np.nan_to_num(stored["obligations"]).astype(int) & 1).any(axis=1)
        return {MAJOR: code[powers], TIED: code[tied], PACTS: code[pact]}
