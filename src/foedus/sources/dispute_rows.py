"""Reading militarised disputes: the directed dispute-years COW and GML share a shape for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, read_csv, require

if TYPE_CHECKING:
    import pandas as pd

MISSING = -9
ROW_KEY = ("dispnum", "ccode1", "ccode2", "year")
_LEVELS = ("hostlev", "hostlev1", "hostlev2", "fatality", "fatality1", "fatality2")
_ACTORS = ("hiact1", "hiact2", "recip", "sidea1", "sidea2", "orig1", "orig2")
_LIST = ("dispnum", "styear", "outcome", "settle", "fatality", "hiact", "hostlev", "recip")


def blank_missing(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """`frame` with -9 in `columns` as NaN; those columns become float."""
    out = frame.copy()
    out[columns] = out[columns].astype(float).where(out[columns] != MISSING)
    return out


def read_rows(path: Path, onset: str, extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """Directed dispute-years of opponents, one row a dispute, direction and year.

    Parameters
    ----------
    path
        The file.
    onset
        The file's name for the onset column; it becomes ``onset``.
    extra
        Further columns to keep.

    Returns
    -------
    pandas.DataFrame
        Sorted by `ROW_KEY`; fatality levels float with NaN where the maker
        has -9, all else integer.
    """
    frame = read_csv(path, [*ROW_KEY, onset, *_LEVELS, *_ACTORS, *extra])
    frame = frame.rename(columns={onset: "onset"})
    frame = blank_missing(frame, [c for c in _LEVELS if c.startswith("fatality")])
    return frame.sort_values(list(ROW_KEY), ignore_index=True)


def read_list(path: Path) -> pd.DataFrame:
    """The disputes themselves: start year, outcome, settlement and highest levels."""
    frame = read_csv(path, _LIST).rename(columns={"styear": "start"})
    frame = blank_missing(frame, ["outcome", "settle", "fatality"])
    return frame.sort_values("dispnum", ignore_index=True)


def row_rules(name: str, rows: pd.DataFrame) -> None:
    """Raise SourceDamaged unless `rows` are mirrored opponents with levels in range."""
    mirror = rows.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    both = rows[list(ROW_KEY)].merge(mirror[list(ROW_KEY)], how="inner")
    require(
        name,
        no_duplicates(rows, ROW_KEY),
        (len(both) == len(rows), "a dispute-year stands in one direction only"),
        (bool((rows["sidea1"] != rows["sidea2"]).all()), "two states on one side of a dispute"),
        (bool(rows["hostlev"].between(1, 5).all()), "hostility level outside 1-5"),
        (bool(rows["fatality"].dropna().between(0, 6).all()), "fatality level outside 0-6"),
    )
