"""Read Polity5: one score a state and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.polity5.checks import check_input, check_output

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["cown", "year", "polity2", "byear"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the scores into `polity`.

    Parameters
    ----------
    files
        ``scores``: cown (COW code), year, polity2, byear (year the polity began).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``polity``: ccode, year, polity2 (NaN under foreign interruption).
    """
    raw = read_csv(files["scores"], COLUMNS, low_memory=False)
    check_input(raw)
    tables = {"polity": one_a_year(raw)}
    check_output(tables)
    return tables


def one_a_year(raw: pd.DataFrame) -> pd.DataFrame:
    """One row a state and year: of two polities in a year the one that began in it.

    Examples
    --------
    >>> import pandas as pd
    >>> russia_1922 = pd.DataFrame({"cown": [365, 365], "year": [1922, 1922],
    ...                             "polity2": [-1.0, -7.0], "byear": [None, 1922.0]})
    >>> one_a_year(russia_1922).polity2.tolist()
    [-7.0]
    """
    kept = raw.dropna(subset=["cown"])
    kept = kept.assign(ccode=kept["cown"].astype("int64"), began=kept["byear"] == kept["year"])
    kept = kept.sort_values(["ccode", "year", "began"], kind="stable")
    kept = kept.drop_duplicates(["ccode", "year"], keep="last")
    return kept[["ccode", "year", "polity2"]].reset_index(drop=True)
