"""Read Miller's latent external territorial threat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.miller_territorial_threat.checks import check_output
from foedus.sources.opening import read_csv

if TYPE_CHECKING:
    import pandas as pd

_NAMES = {"lterrthreat": "threat", "lwr": "low", "upr": "high", "sd": "sd"}


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """The maker's main estimate: dyadic threats weighted by distance between capitals.

    Parameters
    ----------
    files
        Role ``threat``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``territorial_threat``: estimate, bounds of its 90 % interval, standard deviation.
    """
    raw = read_csv(files["threat"], ["ccode", "year", *_NAMES]).rename(columns=_NAMES)
    tables = {"territorial_threat": raw.sort_values(["ccode", "year"], ignore_index=True)}
    check_output(tables)
    return tables
