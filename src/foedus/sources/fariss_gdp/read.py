"""Read the GDP and population estimates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.fariss_gdp.checks import check_input, check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "ccode": "ccode",
    "year": "year",
    "pwtrgdp": "gdp",
    "sd_pwtrgdp": "gdp_sd",
    "pwtpop": "population",
    "sd_pwtpop": "population_sd",
    "mrgdppc": "gdppc",
    "sd_mrgdppc": "gdppc_sd",
}


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the estimates into `gdp`.

    Parameters
    ----------
    files
        ``estimates``: the columns of `NAMES`.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``gdp``: ccode, year, gdp (million 2017 international dollars), population
        (millions), gdppc (2011 international dollars), each with its standard
        deviation; rows without any estimate fall out.
    """
    raw = read_csv(files["estimates"], NAMES).rename(columns=NAMES)
    check_input(raw)
    known = raw.dropna(subset=["gdp", "population", "gdppc"], how="all")
    known = known.astype({"ccode": "int64", "year": "int64"})
    tables = {"gdp": known.sort_values(["ccode", "year"], ignore_index=True)}
    check_output(tables)
    return tables
