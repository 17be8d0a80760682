"""Read minimum distances between states (R data) and the list of capitals."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.core.errors import SourceDamaged
from foedus.sources.cshapes_distances.checks import check_output
from foedus.sources.opening import read_csv, require_columns

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["ccode1", "ccode2", "year"]
_CAPITALS = {"stdate": "start", "enddate": "end", "capital": "name"}


def read(files: dict[str, Path]) -> dict[str, pd.DataFrame]:
    """Yearly minimum distances of dyads, and capitals by spell.

    Parameters
    ----------
    files
        Roles ``distances`` (an R data file) and ``capitals``.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``minimum_distances`` (kilometres on 1 January, ccode1 < ccode2) and
        ``capitals``.
    """
    tables = {
        "minimum_distances": _distances(files["distances"]),
        "capitals": _capitals(files["capitals"]),
    }
    check_output(tables)
    return tables


def _distances(path: Path) -> pd.DataFrame:
    raw = read_frame(path, "cow_mindist", [*_KEY, "mindist"])
    rows = raw.astype(dict.fromkeys(_KEY, int) | {"mindist": float})
    rows = rows.rename(columns={"mindist": "km"})
    return rows.sort_values(_KEY, ignore_index=True)


def read_frame(path: Path, name: str, columns: list[str]) -> pd.DataFrame:
    """The data frame `name` of an R data file, with `columns` only.

    Raises
    ------
    SourceDamaged
        If the file is not R data, or has no such frame or column.
    """
    import rdata

    with warnings.catch_warnings():
        # rdata warns that it reads a tibble as a plain frame, which is what is wanted.
        warnings.simplefilter("ignore", UserWarning)
        try:
            held = rdata.read_rda(path)
        except Exception as e:  # the reader raises whatever the broken bytes lead to
            raise SourceDamaged(
                f"{path.name} cannot be read as R data: {e}.",
                "Get a fresh copy of the file and try again.",
            ) from e
    if name not in held:
        raise SourceDamaged(
            f"{path.name} has no data frame {name!r}; it has {', '.join(held)}.",
            "Check that it is the right file and version (`foedus sources`).",
        )
    frame: pd.DataFrame = held[name]
    require_columns(path, frame.columns, columns)
    return frame[columns].set_axis(columns, axis="columns")


def _capitals(path: Path) -> pd.DataFrame:
    import pandas as pd

    raw = read_csv(path, ["ccode", *_CAPITALS, "lat", "lng"]).rename(columns=_CAPITALS)
    for edge in ("start", "end"):
        raw[edge] = pd.to_datetime(raw[edge], format="%Y-%m-%d").astype("datetime64[s]")
    return raw.sort_values(["ccode", "start"], ignore_index=True)
