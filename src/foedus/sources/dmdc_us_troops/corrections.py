"""Undo known faults of the troop file: figures counted twice, Kane's added to a report's.

troopdata before 1.1.0 counted some states' report lines twice, added Kane's figure to
the reports of 1950-1956, and interpolated 1951-52 between the inflated ends. A file
without the faults passes unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

BRANCHES = ["army_ad", "navy_ad", "air_force_ad", "marine_corps_ad"]
REPORT = r"(?:March|June|September|December) \d{4}"
INTERPOLATED = "Stepwise Imputation"
# Half of true head counts are odd; among hosts counted twice hardly any is.
_MOST_ODD = 0.05


def corrected(troops: pd.DataFrame) -> pd.DataFrame:
    """The rows with `troops_ad` put right.

    Parameters
    ----------
    troops
        Columns ccode (Gleditsch-Ward), year, month, source, troops_ad and `BRANCHES`.

    Returns
    -------
    pandas.DataFrame
        The same rows.
    """
    return _interpolated_again(_counted_once(_reports_alone(troops)))


def is_report(troops: pd.DataFrame) -> pd.Series:
    """Whether a row's figure comes from a DMDC report."""
    return troops["source"].fillna("").str.fullmatch(REPORT)


def _reports_alone(troops: pd.DataFrame) -> pd.DataFrame:
    """Before 1957 a report's figure is the sum of its branches."""
    early = is_report(troops) & (troops["year"] < 1957)
    branches = troops[BRANCHES].sum(axis=1).astype("int64")
    return troops.assign(troops_ad=troops["troops_ad"].astype("int64").where(~early, branches))


def _counted_once(troops: pd.DataFrame) -> pd.DataFrame:
    """Halve what is listed in corrections.csv, unless the file shows it is right already.

    A single row of a listed host stays where it is odd or equal to Kane's figure.
    """
    listed = read_csv(Path(__file__).parent / "corrections.csv", ["gwcode", "divisor"])
    divisor = troops["ccode"].map(listed.set_index("gwcode")["divisor"])
    # June of 2014-2021 has Kane's figure added as well and cannot be taken apart.
    mixed = (troops["month"] == "June") & troops["year"].between(2014, 2021)
    doubtful = is_report(troops) & divisor.notna() & (troops["troops_ad"] > 0) & ~mixed
    odd = troops["troops_ad"] % 2 == 1
    if not doubtful.any() or odd[doubtful].mean() > _MOST_ODD:
        return troops
    kane = troops[troops["source"] == "Kane 2006"].set_index(["ccode", "year"])["troops_ad"]
    keys = troops.set_index(["ccode", "year"]).index
    twice = doubtful & ~odd & (troops["troops_ad"] != kane.reindex(keys).to_numpy())
    halved = (troops["troops_ad"] / divisor.fillna(1)).astype("int64")
    return troops.assign(troops_ad=troops["troops_ad"].where(~twice, halved))


def _interpolated_again(troops: pd.DataFrame) -> pd.DataFrame:
    """1951 and 1952 in equal steps from June 1950 to June 1953, as the makers do it."""
    import numpy as np

    ends = troops[(troops["month"] == "June") & troops["year"].isin([1950, 1953])]
    ends = ends.pivot(index="ccode", columns="year", values="troops_ad")
    ends = ends.reindex(columns=[1950, 1953])
    here = ends.reindex(troops["ccode"].to_numpy())
    first, last = here[1950].to_numpy(), here[1953].to_numpy()
    steps = first + (last - first) * (troops["year"].to_numpy() - 1950) / 3
    own = troops["troops_ad"].to_numpy()
    again = (troops["source"] == INTERPOLATED).to_numpy() & np.isfinite(steps)
    figures = own.copy()
    figures[again] = steps[again].round().astype("int64")
    return troops.assign(troops_ad=figures)
