"""Read V-Dem: the version with intervals, then later years of the next version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.vdem_regimes.checks import check_input, check_output

if TYPE_CHECKING:
    import pandas as pd

NAMES = {
    "vdem_cowcode": "ccode",
    "year": "year",
    "v2x_polyarchy": "polyarchy",
    "v2x_polyarchy_codelow": "polyarchy_low",
    "v2x_polyarchy_codehigh": "polyarchy_high",
    "v2x_polyarchy_sd": "polyarchy_sd",
    "v2x_libdem": "libdem",
}
COLUMNS = [*NAMES.values(), "vdem_version"]
VERSION, LATEST_VERSION = 15, 16


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the indices into `regimes`.

    Parameters
    ----------
    files
        ``indices``: V-Dem rows with intervals; ``latest``: polyarchy by COW code
        of the next version, used only for years after the last one of ``indices``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``regimes``: ccode, year, polyarchy with bounds and sd, libdem, vdem_version.
    """
    indices = read_csv(files["indices"], NAMES, low_memory=False).rename(columns=NAMES)
    latest = read_csv(files["latest"], ["ccode", "year", "v2x_polyarchy"])
    check_input(indices, latest)
    tables = {"regimes": joined(indices, latest)}
    check_output(tables)
    return tables


def joined(indices: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    """All years of `indices`, then the years of `latest` that come after them.

    The two versions are never mixed within a year: an interval belongs to the
    point estimate it was made with.

    Parameters
    ----------
    indices
        Columns as in `NAMES`; rows without a code or without any index fall out.
    latest
        Columns ccode, year, v2x_polyarchy.

    Returns
    -------
    pandas.DataFrame
        Sorted by ccode, year.
    """
    import pandas as pd

    kept = indices.dropna(subset=["ccode"]).dropna(subset=["polyarchy", "libdem"], how="all")
    kept = kept.assign(vdem_version=VERSION)
    later = latest[(latest["year"] > indices["year"].max()) & latest["v2x_polyarchy"].notna()]
    later = later.rename(columns={"v2x_polyarchy": "polyarchy"}).assign(vdem_version=LATEST_VERSION)
    both = pd.concat([kept, later.reindex(columns=COLUMNS)], ignore_index=True)
    both = both.astype({"ccode": "int64", "year": "int64", "vdem_version": "int64"})
    ordered: pd.DataFrame = both[COLUMNS].sort_values(["ccode", "year"], ignore_index=True)
    return ordered
