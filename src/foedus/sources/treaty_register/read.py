"""Read the project's own register; its files lie in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.sources.opening import read_csv
from foedus.sources.treaty_register.checks import (
    DEPTH,
    check_dated,
    check_lines,
    check_output,
)
from foedus.sources.treaty_register.pairs import FLAGS, dates, of_treaties

if TYPE_CHECKING:
    import pandas as pd

_HERE = Path(__file__).parent
_DAYS = ("signed", "in_force", "ended", "suspended", "looked_up")
COLUMNS = [
    "number", "id", "name", "change", "change_of", "parties", "party_group", "direction",
    "signed", "in_force", "ended", "suspended", "status", *FLAGS, *DEPTH, "article", "source",
    "publisher", "url", "seen", "looked_up", "source_grade", "information_grade", "dispute",
    "note",
]  # fmt: skip


def read(files: dict[str, Path] | None = None, *, folder: Path = _HERE) -> dict[str, pd.DataFrame]:
    """Treaties after 2018, and the pairs of states they bind.

    Parameters
    ----------
    files
        Not used: the source ships with the package.
    folder
        Where ``treaties.csv`` and ``groups.csv`` lie; another one for a register of one's own.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``treaty_register`` and ``treaty_register_pairs``.

    Raises
    ------
    SourceDamaged
        If a line breaks a rule; every broken rule is named with its first line.

    Examples
    --------
    >>> lines = read()["treaty_register"].set_index("id")
    >>> lines.loc["nato-fin", ["name", "change", "status"]].tolist()
    ['Accession of Finland to the North Atlantic Treaty', 'joins', 'in_force']
    """
    raw, groups = _texts(folder / "treaties.csv", COLUMNS), _groups(folder / "groups.csv")
    raw["number"] = _whole(raw["number"])
    check_lines(raw, groups)
    register = raw.copy()
    for day in _DAYS:
        register[day] = dates(register[day])
    register["change_of"] = _whole(register["change_of"])
    register[list(FLAGS)] = register[list(FLAGS)].astype(np.int8)
    for item in DEPTH:
        register[item] = register[item].replace("", np.nan).astype(float)
    register["information_grade"] = register["information_grade"].astype(np.int8)
    register = register.sort_values("number", ignore_index=True)
    check_dated(register)
    pairs = of_treaties(register, groups)
    check_output(register, pairs)
    return {"treaty_register": register, "treaty_register_pairs": pairs}


def _texts(path: Path, columns: list[str]) -> pd.DataFrame:
    return read_csv(path, columns, dtype=str, keep_default_na=False)


def _groups(path: Path) -> pd.DataFrame:
    groups = _texts(path, ["party_group", "iso3", "since", "until"])
    return groups.assign(since=dates(groups["since"]), until=dates(groups["until"]))


def _whole(text: pd.Series[str]) -> pd.Series[int]:
    """Whole numbers; 0 where empty, -1 where it is no number."""
    import pandas as pd

    number = pd.to_numeric(text.replace("", "0"), errors="coerce")
    return number.fillna(-1).astype(np.int64)
