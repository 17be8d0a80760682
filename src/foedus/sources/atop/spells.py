"""Dates of memberships, members counted over time, and the years they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

LAST_DAY = np.datetime64("2018-12-31")


def dates(
    year: npt.ArrayLike, month: npt.ArrayLike, day: npt.ArrayLike, *, close: bool
) -> npt.NDArray[np.datetime64]:
    """Days from year, month and day; a missing day is the month's first, or last when `close`.

    Parameters
    ----------
    year, month, day
        Shape (n,). Year 0 means still running on 31 December 2018 (the codebook's
        `ineffect`); day NaN means that the day is not known.
    close
        Whether these are ends of spells.

    Returns
    -------
    numpy.ndarray of datetime64[D], shape (n,)

    Examples
    --------
    >>> dates([1980, 1992, 0], [4, 5, 0], [11, np.nan, 0], close=True).astype(str).tolist()
    ['1980-04-11', '1992-05-31', '2018-12-31']
    """
    y, m = np.asarray(year, dtype=np.int64), np.asarray(month, dtype=np.int64)
    d = np.asarray(day, dtype=float)
    running = y == 0
    months = (np.where(running, 2018, y) - 1970) * 12 + np.where(running, 12, m) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]")
    last = (months + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    unknown = ~np.isfinite(d) | (d == 0)
    exact = first + (np.where(unknown, 1, d).astype(np.int64) - 1).astype("timedelta64[D]")
    days = np.where(unknown, last if close else first, np.minimum(exact, last))
    return np.where(running, LAST_DAY, days)


def largest_at_once(
    phase: npt.NDArray[Any], member: npt.NDArray[Any], start: np.ndarray, end: np.ndarray
) -> npt.NDArray[np.int16]:
    """The most members a phase had on any one day, for each row. Shape (n,).

    Examples
    --------
    >>> d = np.array(["2000-01-01", "2000-01-01", "2010-01-01"], dtype="datetime64[D]")
    >>> e = np.array(["2005-01-01", "2018-12-31", "2018-12-31"], dtype="datetime64[D]")
    >>> largest_at_once(np.array(["a", "a", "a"]), np.array([2, 20, 200]), d, e).tolist()
    [2, 2, 2]
    """
    _, group = np.unique(phase, return_inverse=True)
    # Membership only grows on a day of entry: count those present on each row's first day.
    same = group[:, None] == group[None, :]
    present = same & (start[None, :] <= start[:, None]) & (start[:, None] <= end[None, :])
    on_entry = present.sum(axis=1)
    most = np.zeros(group.max() + 1, dtype=np.int16)
    np.maximum.at(most, group, on_entry.astype(np.int16))
    return most[group]


def member_years(members: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Memberships as calendar years in which the state was a member for at least a day.

    Parameters
    ----------
    members
        Table ``atop_members``.
    first, last
        Years to keep, both included.

    Returns
    -------
    pandas.DataFrame
        The columns of `members` with ``year`` and, in ``n_members``, the members of that
        phase in that year.
    """
    start = members["start"].dt.year.clip(lower=first).to_numpy(np.int64)
    end = members["end"].dt.year.clip(upper=last).to_numpy(np.int64)
    length = np.maximum(end - start + 1, 0)
    row = np.repeat(np.arange(len(members)), length)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)
    years = members.iloc[row].reset_index(drop=True)
    years["year"] = (start[row] + offset).astype(np.int16)
    # Out and in again within one year is one member-year.
    years = years.drop_duplicates(["phase", "ccode", "year"], keep="last")
    years["n_members"] = (
        years.groupby(["phase", "year"])["ccode"].transform("size").astype(np.int16)
    )
    return years.sort_values(["atopid", "phase", "ccode", "year"], ignore_index=True)
