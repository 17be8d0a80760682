"""The regular session that sat on a date, to place special and emergency sessions.

A regular session lasts until the next one opens. It opens on a Tuesday in September
set by rule 1 of the Assembly's rules of procedure: the third Tuesday at first, the
Tuesday after the second Monday under resolution 55/14, and since resolution 57/301
(13 March 2003) the Tuesday of the third week, counted from the first week with a working
day. Openings that departed from the rule stand in `DEPARTURES`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

LAST_SESSION = 120

# Session: opening day. 1946: the Assembly's own history; 1951 and 1952: International
# Organization, summaries of activities (1952, 1953); 1956: A/3191, provisional agenda;
# 1964: Dag Hammarskjöld Library on the 19th session; 2023-2025: the UN's list of sessions.
DEPARTURES = {
    1: date(1946, 1, 10),
    6: date(1951, 11, 6),
    7: date(1952, 10, 14),
    11: date(1956, 11, 12),
    19: date(1964, 12, 1),
    78: date(2023, 9, 5),
    79: date(2024, 9, 10),
    80: date(2025, 9, 9),
}


def _tuesday(first: date) -> date:
    return first + timedelta((1 - first.weekday()) % 7)


def opening(session: int) -> date:
    """The day a regular session opened.

    Examples
    --------
    >>> opening(1), opening(41), opening(58), opening(77)
    (datetime.date(1946, 1, 10), datetime.date(1986, 9, 16), datetime.date(2003, 9, 16), \
datetime.date(2022, 9, 13))
    """
    if session in DEPARTURES:
        return DEPARTURES[session]
    first = date(session + 1945, 9, 1)
    if first.year < 2001:
        return _tuesday(first) + timedelta(14)
    if first.year < 2003:
        second_monday = first + timedelta(-first.weekday() % 7 + 7)
        return second_monday + timedelta(1)
    weekend_start = first.weekday() >= 5
    monday = first - timedelta(first.weekday()) + timedelta(7 if weekend_start else 0)
    return monday + timedelta(15)


@cache
def _openings() -> npt.NDArray[np.datetime64]:
    return np.array([opening(s) for s in range(1, LAST_SESSION + 1)], dtype="datetime64[D]")


def regular_session(dates: npt.ArrayLike) -> npt.NDArray[np.int16]:
    """Number of the last regular session opened on or before each date.

    Parameters
    ----------
    dates
        Dates, shape (n,), anything numpy reads as ``datetime64``.

    Returns
    -------
    numpy.ndarray of int16, shape (n,)
        0 before the first session opened.

    Examples
    --------
    >>> regular_session(["1980-07-30", "1982-09-24", "2022-03-02"]).tolist()
    [34, 37, 76]
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    return np.searchsorted(_openings(), days, side="right").astype(np.int16)
