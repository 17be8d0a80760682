"""Read counts of IGO memberships, by dyad-year and by state-year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_igos.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_STATE_NAMES = {"sum_igo_full": "n_full", "sum_igo_anytype": "n_any"}


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Shared full memberships of each dyad-year and memberships of each state-year.

    Parameters
    ----------
    files
        Roles ``dyads`` and ``states``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``shared_igos`` (ccode1 < ccode2) and ``igo_memberships``.
    """
    dyads = read_csv(files["dyads"], ["ccode1", "ccode2", "year", "dyadigos"])
    states = read_csv(files["states"], ["ccode", "year", *_STATE_NAMES])
    tables = {
        "shared_igos": dyads.rename(columns={"dyadigos": "shared_igos"}).sort_values(
            ["ccode1", "ccode2", "year"], ignore_index=True
        ),
        "igo_memberships": states.rename(columns=_STATE_NAMES).sort_values(
            ["ccode", "year"], ignore_index=True
        ),
    }
    check_output(tables)
    return tables
