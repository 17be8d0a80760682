"""Dates of documents: a year, a month or a day, as ISO 8601 writes them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?")
_TIME = re.compile("[T ]\\d{2}:?\\d{2}.*")


@lru_cache(10_000)
def iso_date(written: str) -> str | None:
    """The date, if it is one; a time of day goes.

    Examples
    --------
    >>> [iso_date(d) for d in ("2023", "2023-10", "2023-10-17T08:00Z", "2023-02-30", "17.10.2023")]
    ['2023', '2023-10', '2023-10-17', None, None]
    """
    day = _TIME.sub("", written.strip())
    found = _ISO.fullmatch(day)
    if found is None:
        return None
    year, month, of_month = (int(part or 1) for part in found.groups())
    try:
        date(year, month, of_month)
    except ValueError:
        return None
    return day
