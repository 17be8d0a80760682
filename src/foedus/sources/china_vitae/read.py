"""Read China Vitae's engagements: one row for each state, day and leader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceDamaged
from foedus.sources.china_vitae.checks import check_input, check_output
from foedus.sources.opening import read_csv
from foedus.states.codes import ccodes_from_names, not_states

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["date", "year", "country", "leader", "text"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the list into `leader_engagements`.

    Parameters
    ----------
    files
        ``engagements``: date (month/day/two-digit year), year, country, leader, text.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``leader_engagements``: ccode, date, year, leader, abroad.
    """
    raw = read_csv(files["engagements"], COLUMNS, dtype=str)
    check_input(raw)
    tables = {"leader_engagements": engagements(raw)}
    check_output(tables)
    return tables


def engagements(raw: pd.DataFrame) -> pd.DataFrame:
    """States, days and leaders; several entries of one day are one."""
    import pandas as pd

    known = raw[~raw["country"].isin(list(not_states()))]
    try:
        date = pd.to_datetime(known["date"], format="%m/%d/%y")
    except ValueError as e:
        raise SourceDamaged(
            f"china_vitae: a day is not month/day/year ({e}).", "Get the maker's own file."
        ) from e
    rows = pd.DataFrame(
        {
            "ccode": ccodes_from_names(known["country"], known["year"].astype("int64").to_numpy()),
            "date": date,
            "year": known["year"].astype("int64"),
            "leader": known["leader"].str.strip(),
            "abroad": known["text"].str.contains(" travelled to ", regex=False, na=False),
        }
    ).astype({"ccode": "int64"})
    key = ["ccode", "date", "leader"]
    once = rows.groupby(key, as_index=False).agg({"year": "first", "abroad": "max"})
    return once[["ccode", "date", "year", "leader", "abroad"]].sort_values(key, ignore_index=True)
