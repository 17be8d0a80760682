"""Read Thompson and Dreyer's strategic rivalries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.rivalry_lists import COLUMNS, correct, join_kinds, tidy
from foedus.sources.thompson_rivalries.checks import check_output

if TYPE_CHECKING:
    import pandas as pd

LAST_YEAR = 2010
_CORRECTIONS = Path(__file__).with_name("corrections.csv")
_NAMES = {"rivalryno": "rivalry", "rivalryname": "name", "styear": "start", "endyear": "end"}
_KINDS = ["type1", "type2", "type3"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Rivalries by dyad and spell, weightiest kind first.

    Parameters
    ----------
    files
        Role ``rivalries``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``rivalries_thompson``; ``end`` NaN where still going on in 2010.
    """
    raw = read_csv(files["rivalries"], [*_NAMES, "ccode1", "ccode2", *_KINDS])
    kinds = join_kinds([raw[column] for column in _KINDS])
    rows = raw.rename(columns=_NAMES).assign(kinds=kinds)[list(COLUMNS)]
    tables = {"rivalries_thompson": tidy(correct(rows, _CORRECTIONS), LAST_YEAR)}
    check_output(tables)
    return tables
