"""Read multinational exercises: one row an exercise, participant and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.mme_exercises.checks import check_input, check_output
from foedus.sources.opening import read_csv
from foedus.states.codes import ccodes_from_gw, ccodes_from_names

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["MMEID", "Ex_Name", "gwcode", "country", "year", "participant_count"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the participants into `exercises`.

    Parameters
    ----------
    files
        ``participants``: the long form, Gleditsch-Ward codes and names.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``exercises``: exercise, ccode, year, n_participants, source, name.
    """
    raw = read_csv(files["participants"], COLUMNS)
    check_input(raw)
    tables = {"exercises": participants(raw)}
    check_output(tables)
    return tables


def participants(raw: pd.DataFrame) -> pd.DataFrame:
    """The participants that are states, once an exercise and year.

    Names come before codes: the file gives Vietnam the code of South Vietnam
    and leaves small states without one.
    """
    import numpy as np

    years = raw["year"].to_numpy()
    named = ccodes_from_names(raw["country"].to_numpy(), years)
    coded = ccodes_from_gw(raw["gwcode"].fillna(-1).astype("int64").to_numpy(), years)
    out = raw.assign(
        exercise="mme:" + raw["MMEID"].str.removeprefix("mme"),
        ccode=np.where(named > 0, named, coded).astype("int64"),
        n_participants=raw["participant_count"].astype("int64"),
        source="mme",
        name=raw["Ex_Name"].fillna(""),
    )
    out = out[out["ccode"] > 0].drop_duplicates(["exercise", "ccode", "year"])
    columns = ["exercise", "ccode", "year", "n_participants", "source", "name"]
    return out[columns].sort_values(["exercise", "ccode", "year"], ignore_index=True)
