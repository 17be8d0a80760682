"""Read the Gibler-Miller-Little militarised disputes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.dispute_rows import blank_missing, read_list, read_rows
from foedus.sources.gml_mids.checks import check_output

if TYPE_CHECKING:
    import pandas as pd

# In the maker's names the first digit counts a state's revision aims, the second is the state.
_AIMS = {
    "revstate1": "revision1",
    "revstate2": "revision2",
    "revtype11": "aim1",
    "revtype12": "aim2",
    "revtype21": "second_aim1",
    "revtype22": "second_aim2",
}
_MORE = ("outcome", "settle", "ongo2010")


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Directed dispute-years: one a dyad-year, all of them with aims, and the list.

    Parameters
    ----------
    files
        Roles ``rows``, ``all_rows`` and ``disputes``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``disputes_gml``, ``disputes_gml_all`` and ``dispute_list_gml``.
    """
    tables = {
        "disputes_gml": read_rows(files["rows"], "gmlmidonset"),
        "disputes_gml_all": _all_rows(files["all_rows"]),
        "dispute_list_gml": read_list(files["disputes"]),
    }
    check_output(tables)
    return tables


def _all_rows(path: Path) -> pd.DataFrame:
    rows = read_rows(path, "midonset", (*_AIMS, *_MORE))
    return blank_missing(rows, [*_AIMS, "outcome", "settle"]).rename(columns=_AIMS)
