"""Read the strategic rivalries of Thompson, Sakuwa and Suhas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import read_csv
from foedus.sources.rivalry_lists import COLUMNS, correct, join_kinds, tidy
from foedus.sources.tss_rivalries.checks import check_output

if TYPE_CHECKING:
    import pandas as pd

LAST_YEAR = 2020
_CORRECTIONS = Path(__file__).with_name("corrections.csv")
_NAMES = {"tssr_id": "rivalry", "rivalry": "name"}
_KINDS = ["positional", "spatial", "ideological", "interventionary"]


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Rivalries by dyad and spell, with all their kinds.

    Parameters
    ----------
    files
        Role ``rivalries``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``rivalries_tss``; ``end`` NaN where still going on in 2020.
    """
    raw = read_csv(files["rivalries"], [*_NAMES, "ccode1", "ccode2", "start", "end", *_KINDS])
    kinds = join_kinds([raw[kind].eq(1).map({True: kind, False: ""}) for kind in _KINDS])
    rows = raw.rename(columns=_NAMES).assign(kinds=kinds)[list(COLUMNS)]
    tables = {"rivalries_tss": tidy(correct(rows, _CORRECTIONS), LAST_YEAR)}
    check_output(tables)
    return tables
