"""Read COW direct contiguity."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_contiguity.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_NAMES = {"stdate": "start", "enddate": "end"}
_NOT_CONTIGUOUS = 0


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Spells of contiguity in both directions.

    Rows of type 0 were added by the converter for months without contiguity;
    the maker's record has none, so they are left out.

    Parameters
    ----------
    files
        Role ``contiguity``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``contiguity``; dates stand for a month, their day means nothing.
    """
    import pandas as pd

    raw = read_csv(files["contiguity"], ["ccode1", "ccode2", *_NAMES, "conttype"])
    rows = raw[raw["conttype"] != _NOT_CONTIGUOUS].rename(columns=_NAMES)
    for edge in ("start", "end"):
        rows[edge] = pd.to_datetime(rows[edge], format="%Y-%m-%d").astype("datetime64[s]")
    tables = {"contiguity": rows.sort_values(["ccode1", "ccode2", "start"], ignore_index=True)}
    check_output(tables)
    return tables
