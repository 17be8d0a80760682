"""Read the COW National Material Capabilities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_nmc.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["ccode", "year"]
_COMPONENTS = ["milex", "milper", "irst", "pec", "tpop", "upop"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Capabilities by state-year; -9 and empty cells are NaN.

    Parameters
    ----------
    files
        Role ``capabilities``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``national_capability``, sorted by state and year.
    """
    raw = read_csv(files["capabilities"], [*_KEY, "cinc", *_COMPONENTS])
    raw = raw.sort_values(_KEY, ignore_index=True)
    measured = ["cinc", *_COMPONENTS]
    raw[measured] = raw[measured].astype(float).where(raw[measured] != -9)
    tables = {"national_capability": raw}
    check_output(tables)
    return tables
