"""Latent ties, formal and supplied: what i promises and supplies to j, as one trait with intervals.

Mostly promise and supply. The word commitment is kept for obligations kept and for what
was done in the partner's hours of need, which is the ledger's. Central-bank lines are not
among the items: they are available money, and they alone would decide some pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.arms import COVERAGE as ARMS_COVERAGE
from foedus.measures.arms import left_out
from foedus.measures.metadata import Arrays, Column, Group, Measure
from foedus.measures.ties.items import FACETS, FIRST, HEADLINE
from foedus.measures.ties.model import estimate, gather, interval, static_items
from foedus.measures.treaty_register_merge import CARRIED
from foedus.store.tables import Tables

COVERAGE = (FIRST, 2025)
STEP = 0.05
BITS = {name: 1 << k for k, name in enumerate(HEADLINE)}
"""Which items were observed; two more bits follow."""
MASS = 1 << len(HEADLINE)
"""The treaty item rests on a treaty of very many members."""
COVERED = MASS << 1
"""Treaties and arms are covered: a score is given, not an interval alone."""
SOURCES = (
    "atop",
    "treaty_register",
    "sipri_arms",
    "dmdc_us_troops",
    "mme_exercises",
    "gml_mids",
    "cow_mids",
)
Stored = Mapping[str, NDArray[Any]]


def compute(tables: Tables, frame: DyadFrame, computed: Stored) -> Arrays:
    """Mean, standard deviation, three sub-scores, and which items were observed."""
    whole = gather(tables, frame, HEADLINE, computed.get("obligations"))
    items = static_items(whole)
    mean, sd = estimate(whole, items)
    out: Arrays = {"ties_mean": mean, "ties_sd": sd}
    seen = {name: codes >= 0 for name, codes in whole.codes.items()}
    if "obligations_basis" in computed:  # what is only carried goes in, and is not called observed
        seen["treaty"] &= (computed["obligations_basis"] != CARRIED)[:, None]
    mass = whole.mass & (whole.codes["treaty"] > 0)
    covered = seen["treaty"] & arms_covered(tables, frame)[:, None]
    out["ties_items"] = sum(bit * seen[n] for n, bit in BITS.items()) + MASS * mass
    out["ties_items"] = out["ties_items"] + COVERED * covered
    for facet, names in FACETS.items():
        part = whole.only(names)
        score, _ = estimate(part, items.only([HEADLINE.index(n) for n in names]))
        known = np.any([seen[n] for n in names], axis=0)
        out[f"ties_{facet}"] = np.where(known, score, np.nan)
    before = (frame.year < FIRST)[:, None]
    return {name: np.where(before, np.nan, values) for name, values in out.items()}


def arms_covered(tables: Tables, frame: DyadFrame) -> NDArray[np.bool_]:
    """Rows whose arms transfers the source covers, shape (rows,)."""
    inside = (frame.year >= ARMS_COVERAGE[0]) & (frame.year <= ARMS_COVERAGE[1])
    return np.asarray(inside & ~left_out(tables, frame))


def has_bit(bits: NDArray[Any], bit: int) -> NDArray[np.float64]:
    """1 where a bit is set, 0 where not, NaN where nothing is known.

    Examples
    --------
    >>> has_bit(np.array([64.0, 1.0, np.nan]), COVERED).tolist()
    [1.0, 0.0, nan]
    """
    out = np.asarray((np.nan_to_num(bits).astype(np.int64) & bit) > 0, float)
    return np.where(np.isnan(bits), np.nan, out)


def scored(stored: Stored) -> NDArray[np.float64]:
    """The mean where treaties and arms are covered; elsewhere only the interval is given."""
    return np.where(has_bit(stored["ties_items"], COVERED) == 1, stored["ties_mean"], np.nan)


def bounds(stored: Stored) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 90 % interval, wider in years whose treaties are not known."""
    known = has_bit(stored["ties_items"], BITS["treaty"]) == 1
    return interval(stored["ties_mean"], stored["ties_sd"], known)


def counted(stored: Stored) -> NDArray[np.float64]:
    """How many of the five items were observed.

    Examples
    --------
    >>> counted({"ties_items": np.array([64 + 3.0, 0.0, np.nan])}).tolist()
    [2.0, 0.0, nan]
    """
    bits = stored["ties_items"]
    total = sum(np.nan_to_num(has_bit(bits, bit)) for bit in BITS.values())
    return np.where(np.isnan(bits), np.nan, total)


def _measure(
    name: str,
    label: str,
    unit: str,
    description: str,
    columns: tuple[str, ...] = (),
    derive: Callable[[Stored], NDArray[Any]] | None = None,
    bounds: tuple[float | None, float | None] = (None, None),
    coverage: tuple[int, int] = COVERAGE,
) -> Measure:
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=True,
        bounds=bounds,
        coverage=coverage,
        sources=SOURCES,
        description=description,
        columns=columns,
        derive=derive,
    )


SD = "standard deviations"
_INTERVAL = ("ties_mean", "ties_sd", "ties_items")
MEASURES = (
    _measure(
        "ties",
        "Latent ties, formal and supplied",
        SD,
        "What the first state promises and supplies to the second (treaty by depth, arms, US "
        "troops, exercises, same side in disputes): posterior mean of one trait, N(0, 1) over "
        "all directed dyads in every year. Given only where treaties and arms are covered (treaties "
        "after 2018: where the register says so, not where ATOP's last year is carried). No "
        "ranking near 0, where most pairs without any tie lie.",
        ("ties_mean", "ties_items"),
        scored,
    ),
    _measure(
        "ties_low",
        "Latent ties, lower end",
        SD,
        "Lower end of the 90 % interval; given beyond the score's coverage too (treaty unknown).",
        _INTERVAL,
        lambda stored: bounds(stored)[0],
    ),
    _measure(
        "ties_high",
        "Latent ties, upper end",
        SD,
        "Upper end of the 90 % interval; given beyond the score's coverage too (treaty unknown).",
        _INTERVAL,
        lambda stored: bounds(stored)[1],
    ),
    _measure(
        "ties_items",
        "Items observed",
        "0-5",
        "How many of the five items of latent ties were observed in the year. Years with "
        "different items should not be compared.",
        ("ties_items",),
        counted,
        (0, 5),
    ),
    _measure(
        "ties_mass_treaty",
        "Ties rest on a mass treaty",
        "0/1",
        "1 where the strongest treaty has more than 25 members: it says little about the pair.",
        ("ties_items",),
        lambda stored: has_bit(stored["ties_items"], MASS),
        (0, 1),
    ),
    _measure(
        "ties_promised",
        "Ties promised",
        SD,
        "The trait as the treaty item alone shows it.",
    ),
    _measure(
        "ties_provided",
        "Ties provided",
        SD,
        "The trait as arms, US troops and exercises alone show it: here the two directions "
        "truly differ. Missing where none of the three is observed in the year.",
    ),
    _measure(
        "ties_paid",
        "Ties paid",
        SD,
        "The trait as standing on the same side in a militarised dispute alone shows it: one "
        "rare item, so a level far from 0 is rare and a level near 0 says little.",
        coverage=(FIRST, 2014),
    ),
)

GROUP = Group(
    name="latent_ties",
    tables=(
        "atop_member_years",
        "atop_phases",
        "arms_transfers",
        "us_troops",
        "exercises",
        "disputes_gml_all",
        "disputes_cow",
    ),
    optional=("arms_not_covered",),
    after=("obligations",),
    columns=(
        Column("ties_mean", STEP, directed=True),
        Column("ties_sd", STEP, directed=True),
        Column("ties_items", directed=True),
        Column("ties_promised", 2 * STEP, directed=True),
        Column("ties_provided", 2 * STEP, directed=True),
        Column("ties_paid", 2 * STEP, directed=True),
    ),
    measures=MEASURES,
    compute=compute,
)
