"""Read US troops by host: several months in the file, one figure a year here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.dmdc_us_troops.checks import check_input, check_output
from foedus.sources.dmdc_us_troops.corrections import (
    BRANCHES,
    INTERPOLATED,
    corrected,
    is_report,
)
from foedus.sources.opening import read_csv
from foedus.states.codes import ccodes_from_gw

if TYPE_CHECKING:
    import pandas as pd

TROOP_COLUMNS = ["ccode", "year", "month", "quarter", "source", "troops_ad", *BRANCHES]
BASE_COLUMNS = ["ccode", "countryname", "base", "lilypad", "fundedsite"]
UNITED_STATES = 2


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read troops and bases.

    Parameters
    ----------
    files
        ``troops``: one row a host (Gleditsch-Ward code) and month;
        ``bases``: one row a site (COW code).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``us_troops``: ccode, year, troops, imputed, month; ``us_bases``.
    """
    troops = read_csv(files["troops"], TROOP_COLUMNS, low_memory=False)
    sites = read_csv(files["bases"], BASE_COLUMNS, encoding="cp1252")
    check_input(troops, sites)
    tables = {"us_troops": _by_state(one_a_year(corrected(troops))), "us_bases": _bases(sites)}
    check_output(tables)
    return tables


def one_a_year(troops: pd.DataFrame) -> pd.DataFrame:
    """September's figure, else the latest other month of the year that has one.

    Parameters
    ----------
    troops
        Columns ccode, year, month, quarter, source, troops_ad.

    Returns
    -------
    pandas.DataFrame
        One row a ccode and year: troops, imputed, month.

    Examples
    --------
    >>> import pandas as pd
    >>> germany = pd.DataFrame({
    ...     "ccode": 260, "year": 2018, "month": ["June", "September"], "quarter": [2, 3],
    ...     "source": ["June 2018", "September 2018"], "troops_ad": [70457, 35101]})
    >>> one_a_year(germany).troops.tolist()
    [35101]
    """
    september = troops["month"] == "September"
    some = troops["troops_ad"] > 0
    ranked = troops.assign(rank=2 * (september & some) + 1 * (~september & some), sept=september)
    ranked = ranked.sort_values(["ccode", "year", "rank", "quarter"], kind="stable")
    last = ranked.drop_duplicates(["ccode", "year"], keep="last")
    reported, interpolated = is_report(last), last["source"] == INTERPOLATED
    return last.assign(
        troops=last["troops_ad"].astype("int64"),
        imputed=interpolated | (~reported & (last["troops_ad"] > 0)),
    )[["ccode", "year", "troops", "imputed", "month"]].reset_index(drop=True)


def _by_state(figures: pd.DataFrame) -> pd.DataFrame:
    """Hosts that are states; of two codes for one state the larger figure holds."""
    codes = ccodes_from_gw(figures["ccode"].to_numpy(), figures["year"].to_numpy())
    hosts = figures.assign(ccode=codes.astype("int64"))
    hosts = hosts[(hosts["ccode"] > 0) & (hosts["ccode"] != UNITED_STATES)]
    hosts = hosts.sort_values(["ccode", "year", "troops"], kind="stable")
    return hosts.drop_duplicates(["ccode", "year"], keep="last").reset_index(drop=True)


def _bases(sites: pd.DataFrame) -> pd.DataFrame:
    abroad = sites[(sites["ccode"] != UNITED_STATES) & (sites["countryname"] != "Antarctica")]
    counts = abroad.groupby("ccode", as_index=False)[["base", "lilypad", "fundedsite"]].sum()
    names = {"base": "bases", "lilypad": "lilypads", "fundedsite": "funded_sites"}
    return counts.rename(columns=names)
