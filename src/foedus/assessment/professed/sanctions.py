"""Sanctions that states began: shown beside conduct, and not counted.

Whether sanctions are interference is contested: some states hold that they are, others that
they are a state's own affair. So they enter no figure.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from foedus.assessment.professed.conduct import Event, named_states

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "gsdb_sanctions"
COVERAGE = (1949, 2019)
LIST = "GSDB"


def sanctions_begun(data: str | Path | None = None) -> tuple[tuple[Event, ...], str]:
    """What states began in each year, and why there is none; the latter empty where there is.

    Parameters
    ----------
    data
        Folder with raw files.
    """
    from foedus.core.settings import data_folders
    from foedus.sources.tidy import build_tables

    tables, presences = build_tables(data_folders(data), [SOURCE])
    if not presences[0].complete:
        return (), f"{LIST} is not on this machine; sanctions begun are not shown."
    return begun(tables["sanctions"]), ""


def begun(cases: pd.DataFrame) -> tuple[Event, ...]:
    """One event a sender and year, with the targets.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"ccode1": [2, 2], "ccode2": [40, 630], "start": [1960, 1960]})
    >>> [e.what for e in begun(rows)]
    ['sanctions on Cuba, Iran (not counted)']
    """
    out = []
    for key, part in cases.groupby(["ccode1", "start"], sort=True):
        code, year = cast("tuple[float, float]", key)
        what = f"sanctions on {named_states(part['ccode2'])} (not counted)"
        out.append(Event(int(code), int(year), LIST, what))
    return tuple(out)
