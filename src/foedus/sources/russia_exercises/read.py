"""Read Russia's joint exercises: partners in columns, one row a participant here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.russia_exercises.checks import check_input, check_output
from foedus.states.codes import ccodes_from_names

if TYPE_CHECKING:
    import pandas as pd

PARTNERS = [f"part{i}" for i in range(1, 29)]
COLUMNS = ["id", "name", "yr", *PARTNERS]
RUSSIA = 365


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Read the list into `russia_exercises`.

    Parameters
    ----------
    files
        ``exercises``: id, name, yr, part1 to part28.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``russia_exercises``: exercise, ccode, year, n_participants, source, name.
    """
    raw = read_csv(files["exercises"], COLUMNS)
    check_input(raw, PARTNERS)
    tables = {"russia_exercises": participants(raw)}
    check_output(tables)
    return tables


def participants(raw: pd.DataFrame) -> pd.DataFrame:
    """Russia and each named partner of an exercise, one row each."""
    import pandas as pd

    base = pd.DataFrame(
        {
            "exercise": "russia:" + raw["id"].astype("int64").astype(str),
            "year": raw["yr"].astype("int64"),
            "source": "russia",
            "name": raw["name"].str.strip(),
        }
    )
    long = base.join(raw[PARTNERS]).melt(id_vars=list(base), value_name="partner")
    long = long.dropna(subset=["partner"])
    names = long["partner"].str.strip().to_numpy()
    codes = ccodes_from_names(names, long["year"].to_numpy())
    both = pd.concat([long.assign(ccode=codes), base.assign(ccode=RUSSIA)], ignore_index=True)
    both = both.astype({"ccode": "int64"}).drop_duplicates(["exercise", "ccode", "year"])
    both["n_participants"] = both.groupby("exercise")["ccode"].transform("size")
    columns = ["exercise", "ccode", "year", "n_participants", "source", "name"]
    return both[columns].sort_values(["exercise", "ccode"], ignore_index=True)
