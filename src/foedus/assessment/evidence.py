"""Evidence from the reference panel: a pair's history, a year's yardsticks, everyone's readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.inputs import CARRY, Inputs, prepare
from foedus.assessment.paid_years import paid_in
from foedus.assessment.thresholds import Ramps, ramps
from foedus.assessment.typology import Reading, rank, read
from foedus.store.reference import ReferencePanel, current

Pair = tuple[int, int]


def ordered(pair: Pair) -> Pair:
    """The pair with the smaller COW code first."""
    return (min(pair), max(pair))


@dataclass(frozen=True)
class Evidence:
    """The inputs of some dyads over all years, with the yardsticks of each year.

    Parameters
    ----------
    inputs
        Ordered by pair and year.
    yardsticks
        By name, beside each row.
    """

    inputs: Inputs
    yardsticks: dict[str, NDArray[np.float64]]

    @cached_property
    def reading(self) -> Reading:
        """The rules applied with the thresholds as they stand."""
        return self.read(ramps())

    @cached_property
    def ranked(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Leading type and runner-up of each row (index in ``VERDICT_TYPES``)."""
        return rank(self.reading)

    def read(self, thresholds: Ramps) -> Reading:
        """The rules applied with other thresholds."""
        return read(self.inputs.values, self.yardsticks, thresholds)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Evidence:
        """Some of the rows."""
        return Evidence(self.inputs.take(rows), {k: v[rows] for k, v in self.yardsticks.items()})

    def of(self, pair: Pair) -> Evidence:
        """The rows of one pair."""
        one, two = ordered(pair)
        return self.take((self.inputs.ccode1 == one) & (self.inputs.ccode2 == two))


def gather(where: str = "", panel: ReferencePanel | None = None) -> Evidence:
    """Evidence for the dyads that meet a condition on ``ccode1`` and ``ccode2``; all if empty.

    The condition must not cut a pair's years: inputs are carried along them.
    """
    source = panel or current()
    stored = source.read([*CARRY], where)
    inputs = prepare(stored)
    return Evidence(inputs, beside(inputs.year, source))


def gather_pairs(pairs: Iterable[Pair], panel: ReferencePanel | None = None) -> Evidence:
    """Evidence for the named pairs, all years, with what their case files show as paid."""
    codes = sorted({ordered(p) for p in pairs})
    where = " OR ".join(f"(ccode1 = {a} AND ccode2 = {b})" for a, b in codes)
    found = gather(where, panel)
    paid = found.inputs.values["paid"]
    for one, two in codes:
        rows = (found.inputs.ccode1 == one) & (found.inputs.ccode2 == two)
        paid[rows] = paid_in((one, two), found.inputs.year[rows])
    return found


def beside(year: NDArray[np.int64], panel: ReferencePanel) -> dict[str, NDArray[np.float64]]:
    """The yardsticks of each row's year, by name."""
    first = panel.manifest["years"][0]
    return {
        name: np.asarray(values, float)[year - first]
        for name, values in panel.manifest["yardsticks"].items()
    }
