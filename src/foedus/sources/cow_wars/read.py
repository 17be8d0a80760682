"""Read COW interstate wars by directed dyad-year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_wars.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["warnum", "ccode1", "ccode2", "year"]
_NAMES = {"cowinteronset": "onset", "sidea1": "side1", "sidea2": "side2"}
_DEATHS = ["batdeath1", "batdeath2"]
_REST = ["initiator1", "initiator2", "outcome1", "outcome2", *_DEATHS, "resume"]
_FIRST_SIDE = 1


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """War-years of opponents in both directions.

    Parameters
    ----------
    files
        Role ``wars``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``interstate_wars``. The maker numbers sides 1 and 2; ``sidea1`` and
        ``sidea2`` are 1 for side 1 and else 0, as in the dispute tables.
    """
    rows = read_csv(files["wars"], [*_KEY, *_NAMES, *_REST]).rename(columns=_NAMES)
    for state in ("1", "2"):
        rows[f"sidea{state}"] = (rows[f"side{state}"] == _FIRST_SIDE).astype(int)
    rows[_DEATHS] = rows[_DEATHS].astype(float).where(rows[_DEATHS] >= 0)
    tables = {"interstate_wars": _one_a_year(rows)}
    check_output(tables)
    return tables


def _one_a_year(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a war, direction and year.

    A war taken up again within a year stands twice in the file; the first
    phase, which has the outcome, is kept and marked as resumed.
    """
    phases = rows.sort_values([*_KEY, "resume"], ignore_index=True)
    phases["resume"] = phases.groupby(_KEY)["resume"].transform("max")
    return phases.drop_duplicates(_KEY, ignore_index=True)
