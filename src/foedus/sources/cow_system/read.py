"""Read the COW state system and major-power lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_system.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_DATE = ("styear", "stmonth", "stday", "endyear", "endmonth", "endday")


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """State-system spells and major-power spells.

    Parameters
    ----------
    files
        Roles ``states`` and ``majors``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``state_system`` with dates, ``major_powers`` with years.
    """
    tables = {
        "state_system": _states(
            read_csv(files["states"], ["ccode", "stateabb", "statenme", *_DATE])
        ),
        "major_powers": _majors(read_csv(files["majors"], ["ccode", "styear", "endyear"])),
    }
    check_output(tables)
    return tables


def _states(raw: pd.DataFrame) -> pd.DataFrame:
    out = raw[["ccode", "stateabb", "statenme"]].copy()
    out["start"] = _date(raw, "st")
    out["end"] = _date(raw, "end")
    return out.sort_values(["ccode", "start"], ignore_index=True)


def _majors(raw: pd.DataFrame) -> pd.DataFrame:
    out = raw.rename(columns={"styear": "start", "endyear": "end"})
    return out.sort_values(["ccode", "start"], ignore_index=True)


def _date(raw: pd.DataFrame, edge: str) -> pd.Series:
    import pandas as pd

    parts = {p: raw[f"{edge}{p}"] for p in ("year", "month", "day")}
    return pd.to_datetime(pd.DataFrame(parts)).astype("datetime64[s]")
