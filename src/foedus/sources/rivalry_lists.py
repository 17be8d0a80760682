"""Reading lists of strategic rivalries: corrections first, then one tidy shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, read_csv, require

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("rivalry", "ccode1", "ccode2", "start", "end", "name", "kinds")


def correct(frame: pd.DataFrame, corrections: Path) -> pd.DataFrame:
    """`frame` with the known errors of its source put right.

    Parameters
    ----------
    frame
        Rows with a unique ``rivalry`` number.
    corrections
        CSV with rivalry, column, given, corrected, reason, source. A line
        whose ``given`` is no longer what the file says is left alone: the
        maker has changed it.

    Returns
    -------
    pandas.DataFrame
        A corrected copy.
    """
    out = frame.copy()
    listed = read_csv(corrections, ["rivalry", "column", "given", "corrected"], dtype=str)
    for rivalry, column, given, corrected in listed.to_numpy(str).tolist():
        hit = (out["rivalry"] == int(rivalry)) & (out[column].astype(str) == given)
        out.loc[hit, column] = corrected if column == "name" else int(corrected)
    return out


def join_kinds(columns: list[pd.Series]) -> pd.Series:
    """One string a rivalry: the kinds that are named, with a space between."""
    import pandas as pd

    words = pd.concat(columns, axis="columns").astype(object)
    words = words.where(words.notna(), "")
    return words.agg(" ".join, axis="columns").str.split().str.join(" ")


def tidy(frame: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """Rivalries with the lower code first and no end where the list ends.

    Parameters
    ----------
    frame
        Columns `COLUMNS`, ``end`` an integer year.
    last_year
        The list's last year: an end in that year means still going on.

    Returns
    -------
    pandas.DataFrame
        ``end`` float, NaN where still going on; sorted by dyad and start.
    """
    out = frame.copy()
    low, high = out[["ccode1", "ccode2"]].min(axis=1), out[["ccode1", "ccode2"]].max(axis=1)
    out["ccode1"], out["ccode2"] = low, high
    out["end"] = out["end"].astype(float).where(out["end"] < last_year)
    return out.sort_values(["ccode1", "ccode2", "start"], ignore_index=True)


def rivalry_rules(name: str, rows: pd.DataFrame) -> None:
    """Raise SourceDamaged unless dyads are ordered, spells too, and none overlap."""
    later = rows.groupby(["ccode1", "ccode2"])["end"].shift()
    first = ~rows.duplicated(["ccode1", "ccode2"])
    require(
        name,
        no_duplicates(rows, ["rivalry"]),
        no_duplicates(rows, ["ccode1", "ccode2", "start"]),
        (bool((rows["ccode1"] < rows["ccode2"]).all()), "a rivalry of a state with itself"),
        (not (rows["end"] < rows["start"]).any(), "a rivalry ends before it starts"),
        (bool((first | (later <= rows["start"])).all()), "two rivalries of a dyad overlap"),
    )
