"""Read COW militarised interstate disputes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.cow_mids.checks import check_output
from foedus.sources.dispute_rows import read_list, read_rows

if TYPE_CHECKING:
    import pandas as pd


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Directed dispute-years of opponents, and the list of disputes.

    Parameters
    ----------
    files
        Roles ``rows`` and ``disputes``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``disputes_cow`` (one row a directed dyad-year) and ``dispute_list_cow``.
    """
    tables = {
        "disputes_cow": read_rows(files["rows"], "cowmidonset"),
        "dispute_list_cow": read_list(files["disputes"]),
    }
    check_output(tables)
    return tables
