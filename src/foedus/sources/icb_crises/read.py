"""Read ICB crises (system level) and crisis actors (actor level)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.icb_crises.checks import check_input, check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_DATES = ["yrtrig", "motrig", "datrig", "yrterm", "moterm", "daterm"]
_CRISIS = {"crisname": "name", "gravcr": "stakes"}
_ACTOR = {"crisname": "name", "gravty": "stakes", "triggr": "trigger", "outcom": "outcome"}
# From here up trigent is no one state: a non-state actor, several states, inside the state.
_NO_SINGLE_STATE = 990
_LAST_DAY = 31


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Crises and their actors with trigger and end dates.

    ICB numbers states as Gleditsch and Ward do; the codes given out are COW's
    for the year. A row without a trigger year (one actor of crisis 474) says
    nothing and is left out.

    Parameters
    ----------
    files
        Roles ``crises`` and ``actors``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``crises`` and ``crisis_actors``.
    """
    crises = read_csv(files["crises"], ["crisno", *_CRISIS, "trigent", "viol", *_DATES])
    columns = ["crisno", "cracno", "cracid", *_ACTOR, "trigent", "viol", "sevvio", *_DATES]
    actors = read_csv(files["actors"], columns)
    check_input(crises, actors)
    tables = {"crises": _crises(crises), "crisis_actors": _actors(actors)}
    check_output(tables)
    return tables


def _crises(raw: pd.DataFrame) -> pd.DataFrame:
    rows = _dated(raw.rename(columns=_CRISIS))
    return rows.sort_values("crisno", ignore_index=True)


def _actors(raw: pd.DataFrame) -> pd.DataFrame:
    rows = _dated(raw.rename(columns=_ACTOR))
    ccode = _cow(rows["cracid"].to_numpy(float), rows["year"].to_numpy())
    # A case whose state was in neither system that year keeps the maker's number.
    rows["ccode"] = np.where(np.isnan(ccode), rows["cracid"], ccode).astype(int)
    return rows.sort_values(["crisno", "ccode", "cracno"], ignore_index=True)


def _dated(raw: pd.DataFrame) -> pd.DataFrame:
    """Rows with a trigger year: dates, the year, and the trigger as a COW code."""
    rows = raw[raw["yrtrig"].notna()].copy()
    rows["year"] = rows["yrtrig"].astype(int)
    rows["start"] = _date(rows, "trig")
    rows["end"] = _date(rows, "term")
    trigger = rows["trigent"].where(rows["trigent"] < _NO_SINGLE_STATE).to_numpy(float)
    rows["trigent"] = _cow(trigger, rows["year"].to_numpy())
    return rows


def _date(rows: pd.DataFrame, edge: str) -> pd.Series:
    """Dates; an unknown day (88 or empty) is the month's first for a start, last for an end."""
    import pandas as pd

    day = rows[f"da{edge}"]
    known = day <= _LAST_DAY
    parts = {"year": rows[f"yr{edge}"], "month": rows[f"mo{edge}"], "day": day.where(known, 1)}
    dates = pd.to_datetime(pd.DataFrame(parts), errors="coerce")
    if edge == "term":
        dates = dates.where(known, dates + pd.offsets.MonthEnd(0))
    return dates.astype("datetime64[s]")


def _cow(gwcodes: NDArray[np.float64], years: NDArray[np.int64]) -> NDArray[np.float64]:
    """COW codes of Gleditsch-Ward codes in those years; NaN where there is none."""
    from foedus.states.codes import ccodes_from_gw

    known = ~np.isnan(gwcodes)
    out = np.full(len(gwcodes), np.nan)
    found = ccodes_from_gw(gwcodes[known].astype(int), years[known].astype(int)).astype(float)
    out[known] = np.where(found < 0, np.nan, found)
    return out
