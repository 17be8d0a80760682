"""The ordinal items of latent ties by directed dyad-year, each with its coverage.

Zero is observed only inside an item's coverage; outside it the item is missing and
says nothing. Shared organisations, votes and trade are kept out on purpose: the first two
made the trait a count of memberships, the third is dependence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.arms import COVERAGE as ARMS_COVERAGE
from foedus.measures.arms import left_out, running_sum
from foedus.measures.credit import COVERAGE as CREDIT_COVERAGE
from foedus.measures.graded_response import MISSING
from foedus.measures.military import SENDER, TROOPS, WORLD, exercise_pairs
from foedus.measures.obligations import COVERAGE as TREATY_COVERAGE
from foedus.measures.obligations import obligation_class
from foedus.measures.ties.alongside import COVERAGE as DISPUTE_COVERAGE
from foedus.measures.ties.alongside import same_side
from foedus.measures.treaty_depth import shared_rows, strongest
from foedus.store.tables import Tables

Codes = NDArray[np.int8]
FIRST = 1950
DEFENCE_OR_MORE = 6
"""Code of a treaty known to promise defence whose depth is not known: level 3, 4 or 5."""
ARMS_CUTS = (0.0, 10.0, 100.0, 500.0)
ARMS_YEARS, SUPPLIER_YEARS = 3, 5
TROOPS_CUTS = (10.0, 100.0, 1000.0, 10_000.0)
EXERCISE_CUTS = (0.0, 0.5, 1.5)
MASS = 25
"""A treaty with more members says little about any pair of them; it is flagged."""


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator: its name, highest category, facet and first and last year."""

    name: str
    top: int
    facet: str
    coverage: tuple[int, int]
    words: str


ITEMS: dict[str, Item] = {
    i.name: i
    for i in (
        Item("treaty", 5, "promised", TREATY_COVERAGE, "treaty obligation, defence by depth"),
        Item("arms", 4, "provided", ARMS_COVERAGE, "arms supplied in three years"),
        Item("troops", 4, "provided", TROOPS, "troops placed (United States only)"),
        Item("exercises", 3, "provided", WORLD, "joint exercises, fewer states count more"),
        Item("alongside", 2, "paid", DISPUTE_COVERAGE, "same side in a militarised dispute"),
        Item("swap", 1, "financial", CREDIT_COVERAGE, "central-bank line open"),
    )
}
HEADLINE = ("treaty", "arms", "troops", "exercises", "alongside")
FACETS = {
    "promised": ("treaty",),
    "provided": ("arms", "troops", "exercises"),
    "paid": ("alongside",),
}


def graded(values: NDArray[Any], cuts: tuple[float, ...]) -> Codes:
    """Category by cut points: 0 up to the first cut, 1 up to the second, and so on.

    Examples
    --------
    >>> graded(np.array([0.0, 3.0, 1767.0, np.nan]), ARMS_CUTS).tolist()
    [0, 1, 4, -1]
    """
    codes = np.searchsorted(np.asarray(cuts), np.nan_to_num(values), side="left")
    return np.where(np.isnan(values), MISSING, codes).astype(np.int8)


def within(codes: NDArray[Any], frame: DyadFrame, coverage: tuple[int, int]) -> Codes:
    """Missing outside the years of coverage, and before the trait's first year."""
    outside = (frame.year < max(coverage[0], FIRST)) | (frame.year > coverage[1])
    return np.where(outside[:, None], MISSING, codes).astype(np.int8)


def treaty(
    tables: Tables,
    frame: DyadFrame,
    obligations: NDArray[Any] | None = None,
    largest: int | None = None,
) -> tuple[Codes, NDArray[np.bool_]]:
    """Treaty level, and whether it rests on a treaty of more than `MASS` members alone.

    Parameters
    ----------
    tables
        With ``atop_member_years`` and ``atop_phases``.
    frame
        The dyad-years.
    obligations : ndarray, shape (rows, 2), optional
        The panel's obligation flags. Where they reach further than the member rows (a
        register of later treaties), they continue the item.
    largest
        Leave out treaties with more members than this.
    """
    pairs = shared_rows(tables)
    if largest is not None:
        pairs = pairs[pairs["size"] <= largest]
    best = strongest(pairs, frame)
    codes = within(best["level"], frame, TREATY_COVERAGE)
    mass = np.nan_to_num(best["size"]) > MASS
    later = (frame.year > TREATY_COVERAGE[1])[:, None]
    if obligations is not None:
        codes = np.where(later, continued(best["level"], obligations, frame), codes)
        mass = np.where(later, last_of(mass, frame) & (codes > 0), mass)
    return codes.astype(np.int8), mass.astype(bool)


def last_of(values: NDArray[Any], frame: DyadFrame) -> NDArray[Any]:
    """Each row's value in the last year of the member rows; 0 where the pair was not there."""
    row = frame.rows(frame.ccode1, frame.ccode2, np.full(len(frame), TREATY_COVERAGE[1]))
    return np.asarray(np.where((row >= 0)[:, None], values[np.maximum(row, 0)], 0))


def continued(level: NDArray[Any], obligations: NDArray[Any], frame: DyadFrame) -> Codes:
    """Treaty level from obligation flags after the member rows end.

    A pair that owed defence in the last year with provisions keeps that year's level
    while it still owes defence; a pair that came to owe it later is at level 3 or above.

    Parameters
    ----------
    level : ndarray, shape (rows, 2)
        Levels by the member rows.
    obligations : ndarray, shape (rows, 2)
        Obligation flags, NaN where not covered.
    frame
        The dyad-years.
    """
    rank = obligation_class(np.asarray(obligations, float))
    last = last_of(level, frame)
    armed = np.where(last >= 3, last, DEFENCE_OR_MORE)
    codes = np.select([rank == 4, rank == 2, rank > 0], [armed, 2, 1], 0)
    return np.where(np.isnan(rank), MISSING, codes).astype(np.int8)


def arms(tables: Tables, frame: DyadFrame) -> Codes:
    """Arms over three years; missing where the sender supplied no one for five years and more."""
    sold = tables["arms_transfers"]
    year = frame.directed(sold["ccode1"], sold["ccode2"], sold["year"], sold["tiv"], np.add, 0.0)
    recent = running_sum(frame, year, ARMS_YEARS)
    years = len(frame.members)
    active = np.zeros((years + SUPPLIER_YEARS, 1000), bool)
    t = sold["year"].to_numpy(int) - frame.first
    for later in range(SUPPLIER_YEARS + 1):
        keep = (t + later >= 0) & (t + later < years)
        active[t[keep] + later, sold["ccode1"].to_numpy(int)[keep]] = True
    at = frame.year - frame.first
    supplier = np.stack([active[at, frame.ccode1], active[at, frame.ccode2]], axis=1)
    known = supplier & ~left_out(tables, frame)[:, None]
    return within(np.where(known, graded(recent, ARMS_CUTS), MISSING), frame, ARMS_COVERAGE)


def troops(tables: Tables, frame: DyadFrame) -> Codes:
    """Troops of the United States in the other state; missing for every other sender."""
    placed = tables["us_troops"]
    sender = np.full(len(placed), SENDER)
    key = (sender, placed["ccode"], placed["year"])
    sent = frame.directed(*key, placed["troops"], np.fmax, 0.0)
    ours = np.stack([frame.ccode1, frame.ccode2], axis=1) == SENDER
    return within(np.where(ours, graded(sent, TROOPS_CUTS), MISSING), frame, TROOPS)


def exercises(tables: Tables, frame: DyadFrame) -> Codes:
    """Joint exercises of the year: the sum of ``min(1, 3 / (n - 1))``, the same both ways."""
    pairs = exercise_pairs(tables["exercises"])
    key = (pairs["ccode1"], pairs["ccode2"], pairs["year"])
    year = frame.undirected(*key, pairs["weight"], np.add, 0.0)
    return within(_both(graded(year, EXERCISE_CUTS)), frame, WORLD)


def alongside(tables: Tables, frame: DyadFrame) -> Codes:
    """Same side in a militarised dispute: 1 short of force, 2 where both used force."""
    pairs = same_side(tables["disputes_gml_all"], tables["disputes_cow"])
    key = (pairs["ccode1"], pairs["ccode2"], pairs["year"])
    year = frame.undirected(*key, pairs["level"], empty=0.0)
    return within(_both(graded(year, (0.0, 3.0))), frame, DISPUTE_COVERAGE)


def swap(tables: Tables, frame: DyadFrame) -> Codes:
    """A bilateral central-bank line open; senders that ever opened one, no pooled funds."""
    from foedus.measures.credit import compute

    line = compute(tables, frame, {})["credit_line"]
    senders = np.unique(tables["liquidity_lines"]["ccode1"].to_numpy(int))
    ever = np.stack([np.isin(frame.ccode1, senders), np.isin(frame.ccode2, senders)], axis=1)
    return within(np.where(ever, graded(line, (0.0,)), MISSING), frame, CREDIT_COVERAGE)


def _both(codes: Codes) -> Codes:
    return np.repeat(codes[:, None], 2, axis=1)


READERS: Mapping[str, Callable[[Tables, DyadFrame], Codes]] = {
    "arms": arms,
    "troops": troops,
    "exercises": exercises,
    "alongside": alongside,
    "swap": swap,
}
