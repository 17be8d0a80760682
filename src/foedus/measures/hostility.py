"""Hostility between two states: rivalry and militarised disputes, fading with time.

A rivalry weighs .7; .4 where it began long ago and no counted dispute came for 15
years, or where a later bilateral non-aggression or peace treaty has held. A dispute
counts only if it was reciprocated, cost lives or was a war: one-sided seizures of
fishing boats make no rivals. It weighs .4, .6 or 1 by its level (display, use of
force, war) and fades by a tenth a year; a later treaty between the two wipes it out.
Under a settlement that has held for years a dispute short of war weighs half: border
incidents are not its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, Measure, clip_to
from foedus.measures.rivalry_spells import LISTS_TO, last_before, rivalry_years, spells
from foedus.store.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

RIVALRY, OLD_RIVALRY, QUIET = 0.7, 0.4, 15
WAR, INCIDENT = 5, 0.5
HELD = 5
"""A treaty has held when it is this many years old and no counted dispute came after it."""
LEVEL_WEIGHT = {3: 0.4, 4: 0.6, 5: 1.0}
FADE = 0.9
LONG_AGO = 99
COVERAGE = (1946, LISTS_TO)
DISPUTES_TO, GML_TO = 2014, 2010


def counted_disputes(gml: pd.DataFrame, cow: pd.DataFrame) -> pd.DataFrame:
    """Dyadic disputes that count: GML to 2010, COW afterwards.

    Returns
    -------
    DataFrame
        ``ccode1, ccode2, year, level`` with ``level`` the higher hostility level of
        the two states in that dispute-year (3 display, 4 use of force, 5 war). A level
        belongs to a state in the whole dispute: one at war with a third party while the
        other only shows force are not at war with each other, so 5 needs both.
    """
    import pandas as pd

    both = pd.concat([gml[gml["year"] <= GML_TO], cow[cow["year"] > GML_TO]], ignore_index=True)
    levels = both[["hostlev1", "hostlev2"]]
    level = levels.max(axis=1).where(levels.min(axis=1) == 5, levels.max(axis=1).clip(upper=4))
    deadly = both[["fatality1", "fatality2"]].max(axis=1).fillna(0) > 0
    counts = (both["recip"] == 1) | deadly | (level == 5)
    kept = both.assign(level=level)[counts & (level >= 3)]
    kept = kept.assign(
        one=kept[["ccode1", "ccode2"]].min(axis=1), two=kept[["ccode1", "ccode2"]].max(axis=1)
    )
    out = kept.groupby(["one", "two", "year"], as_index=False)[["level"]].max()
    return out.rename(columns={"one": "ccode1", "two": "ccode2"})


def years_since(
    frame: DyadFrame, happened: NDArray[np.bool_], earlier: NDArray[np.float64] | float = -np.inf
) -> NDArray[np.float64]:
    """Years since something last happened to the pair (0 this year; `LONG_AGO` if never).

    Parameters
    ----------
    happened : ndarray of bool, shape (rows,)
    earlier : ndarray, shape (rows,)
        Year it last happened before the frame begins; minus infinity if never.

    Notes
    -----
    Goes forward a year at a time; a pair that comes back into the system counts from
    what is known of it before the frame.
    """
    known = np.minimum(frame.year - np.broadcast_to(earlier, len(frame)), LONG_AGO)
    out = np.full(len(frame), float(LONG_AGO))
    for year in range(frame.first, frame.last + 1):
        now = frame.span(year)
        before = frame.rows(frame.ccode1[now], frame.ccode2[now], frame.year[now] - 1)
        age = np.where(before >= 0, np.minimum(out[before] + 1, LONG_AGO), known[now])
        out[now] = np.where(happened[now], 0, age)
    return out


def faded_disputes(frame: DyadFrame, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Dispute weights of all earlier years, fading, the largest kept."""
    out = np.zeros(len(frame))
    for year in range(frame.first, frame.last + 1):
        now = frame.span(year)
        before = frame.rows(frame.ccode1[now], frame.ccode2[now], frame.year[now] - 1)
        carried = np.where(before >= 0, out[before], 0) * FADE
        out[now] = np.maximum(weight[now], carried)
    return out


def compute(tables: Tables, frame: DyadFrame, computed: Mapping[str, NDArray[Any]]) -> Arrays:
    """Hostility, its parts, and how long peace has lasted."""
    # The file with one dispute a dyad-year drops wars beside newer incidents (October 1973).
    disputes = counted_disputes(tables["disputes_gml_all"], tables["disputes_cow"])
    level = frame.undirected(
        disputes["ccode1"], disputes["ccode2"], disputes["year"], disputes["level"], empty=0
    )
    settled = still_settled(frame, computed["nonaggression_since"])
    agreed = settlement_years(tables, frame)
    pact = np.maximum(settled, agreed)
    weight = np.select([level == k for k in LEVEL_WEIGHT], list(LEVEL_WEIGHT.values()), 0.0)
    under_settlement = (pact > 0) & (frame.year - pact >= HELD) & (level < WAR)
    weight = np.where(under_settlement, INCIDENT * weight, weight)
    quiet = years_since(frame, level >= 3)
    last_dispute = frame.year - quiet
    faded = np.where(pact >= np.maximum(last_dispute, 1), 0, faded_disputes(frame, weight))
    table = spells(tables)
    began = rivalry_years(table, frame)
    old = (frame.year - began >= QUIET) & (quiet >= QUIET)
    held = (pact > 0) & (pact > began) & (last_dispute < pact) & (frame.year - pact >= HELD)
    rivalry = np.where(np.isnan(began), 0, np.where(old | held, OLD_RIVALRY, RIVALRY))
    earlier = last_before(frame, table, disputes)
    serious = years_since(frame, (level >= 4) | (rivalry >= RIVALRY), earlier)
    parts = {
        "hostility": np.maximum(rivalry, faded),
        "rivalry": rivalry,
        "rivalry_since": np.nan_to_num(began),
        "dispute_level": level,
        "quiet_years": quiet,
        "peace_years": serious,
    }
    out = {name: clip_to(v, frame.year, COVERAGE) for name, v in parts.items()}
    for name in ("dispute_level", "quiet_years"):
        out[name] = clip_to(parts[name], frame.year, (COVERAGE[0], DISPUTES_TO))
    return out


def still_settled(frame: DyadFrame, since: NDArray[Any]) -> NDArray[np.float64]:
    """Year of the treaty not to fight in force; the last known one stands after its source ends.

    Parameters
    ----------
    since : ndarray, shape (rows,)
        As ``nonaggression_since``: 0 where none, NaN where the source does not reach.

    Returns
    -------
    ndarray, shape (rows,)
        0 where none. Without this every treaty would lapse in the first year the source
        does not cover, and old disputes would come back.
    """
    out = np.array(since, float)
    for year in range(frame.first + 1, frame.last + 1):
        now = frame.span(year)
        before = frame.rows(frame.ccode1[now], frame.ccode2[now], frame.year[now] - 1)
        held = np.where(before >= 0, out[before], np.nan)
        out[now] = np.where(np.isnan(out[now]), held, out[now])
    return np.asarray(np.nan_to_num(out))


def settlement_years(tables: Tables, frame: DyadFrame) -> NDArray[np.float64]:
    """Year of the latest bilateral settlement that stands, by row; 0 where none.

    From the project's own list of settlements (with sources), beside ATOP's treaties.
    """
    out = np.zeros(len(frame))
    if "bilateral_settlements" not in tables:
        return out
    table = tables["bilateral_settlements"]
    began = table["date"].dt.year.astype(int)
    ends = table["until"].fillna(9999).astype(int)
    for one, two, start, end in zip(table["ccode1"], table["ccode2"], began, ends, strict=True):
        years = np.arange(max(start, frame.first), min(end, frame.last) + 1)
        row = frame.rows(np.full(len(years), one), np.full(len(years), two), years)
        row = row[row >= 0]
        out[row] = np.maximum(out[row], start)
    return out


SOURCES = (
    "tss_rivalries",
    "thompson_rivalries",
    "rivalry_supplement",
    "gml_mids",
    "cow_mids",
    "atop",
)


def _measure(name: str, label: str, unit: str, high: float | None, description: str) -> Measure:
    last = DISPUTES_TO if name in {"dispute_level", "quiet_years"} else COVERAGE[1]
    return Measure(
        name=name,
        label=label,
        unit=unit,
        directed=False,
        bounds=(0, high),
        coverage=(COVERAGE[0], last),
        sources=SOURCES,
        description=description,
    )


GROUP = Group(
    name="hostility",
    tables=("rivalries_tss", "rivalries_thompson", "disputes_gml_all", "disputes_cow"),
    optional=("rivalry_supplement", "bilateral_settlements"),
    after=("obligations",),
    columns=(
        Column("hostility", 0.001),
        Column("rivalry", 0.1),
        Column("rivalry_since"),
        Column("dispute_level"),
        Column("quiet_years"),
        Column("peace_years"),
    ),
    measures=(
        _measure(
            "hostility",
            "Hostility",
            "0-1",
            1,
            "The larger of the rivalry's weight and the faded weight of counted disputes (known to 2014).",
        ),
        _measure(
            "rivalry",
            "Rivalry weight",
            "0-1",
            0.7,
            "0.7 for a rivalry; 0.4 for an old and quiet one or one settled by a later treaty that held; else 0.",
        ),
        _measure(
            "rivalry_since",
            "Rivalry since",
            "year",
            None,
            "First year of the rivalry in force; 0 where none.",
        ),
        _measure(
            "dispute_level",
            "Level of counted dispute",
            "0-5",
            5,
            (
                "Highest hostility level of a counted militarised dispute between the two in the "
                "year (3 display, 4 use of force, 5 war); 0 where none."
            ),
        ),
        _measure(
            "quiet_years",
            "Years since a counted dispute",
            "years",
            LONG_AGO,
            "0 in a year with one; 99 where none since 1946 while both were in the system.",
        ),
        _measure(
            "peace_years",
            "Years since rivalry or use of force",
            "years",
            LONG_AGO,
            (
                "Years since a rivalry of full weight or a counted dispute of level 4 or more "
                "(known to 2014), before 1946 too; 99 where none is known."
            ),
        ),
    ),
    compute=compute,
)
