"""Read the project's own supplement; its files lie in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.rivalry_supplement.checks import check_output

if TYPE_CHECKING:
    import pandas as pd

_HERE = Path(__file__).parent
_EVIDENCE = ["name", "reason", "source", "url", "grade"]


def read(files: dict[str, Path] | None = None) -> dict[str, pd.DataFrame]:
    """Rivalries the lists lack, ends they do not give, and settlements that held.

    Parameters
    ----------
    files
        Not used: the source ships with the package.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``rivalry_supplement`` and ``bilateral_settlements``.

    Examples
    --------
    >>> rows = read()["rivalry_supplement"]
    >>> rows.loc[rows["change"] == "end", ["ccode1", "ccode2", "end"]].to_numpy().tolist()
    [[651.0, 666.0, 1979.0]]
    """
    tables = {"rivalry_supplement": _rivalries(), "bilateral_settlements": _settlements()}
    check_output(tables)
    return tables


def _rivalries() -> pd.DataFrame:
    columns = ["ccode1", "ccode2", "start", "end", "change", *_EVIDENCE]
    rows = read_csv(_HERE / "rivalries.csv", columns)
    rows["end"] = rows["end"].astype(float)
    return rows.sort_values(["ccode1", "ccode2", "start"], ignore_index=True)


def _settlements() -> pd.DataFrame:
    import pandas as pd

    columns = ["ccode1", "ccode2", "date", "until", "kind", *_EVIDENCE]
    rows = read_csv(_HERE / "settlements.csv", columns)
    rows["date"] = pd.to_datetime(rows["date"], format="%Y-%m-%d").astype("datetime64[s]")
    rows["until"] = rows["until"].astype(float)
    return rows.sort_values(["ccode1", "ccode2", "date"], ignore_index=True)
