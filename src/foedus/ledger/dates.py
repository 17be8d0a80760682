"""Dates as precise as their source: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day; ordered by its first day.

    Examples
    --------
    >>> PartialDate.parse("2014-10").last
    datetime.date(2014, 10, 31)
    >>> str(PartialDate.parse("2014")), PartialDate.parse("2014") < PartialDate.parse("2014-10-13")
    ('2014', True)
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises
        ------
        ValueError
            If the text has another form or names no day of the calendar.
        """
        found = _FORM.fullmatch(str(text).strip())
        if found is None:
            raise ValueError(f"{text!r} is not a date")
        read = cls(*(int(part or 0) for part in found.groups()))
        if (found[2] and not 1 <= read.month <= 12) or (found[3] and read.day == 0):
            raise ValueError(f"{text!r} is not a date of the calendar")
        try:
            _ = read.first
        except ValueError:
            raise ValueError(f"{text!r} is not a date of the calendar") from None
        return read

    @property
    def first(self) -> date:
        """Earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


def out_of_order(start: PartialDate, end: PartialDate) -> bool:
    """Whether `end` lies before `start` whatever day each means.

    Examples
    --------
    >>> out_of_order(PartialDate(2014, 10), PartialDate(2014))
    False
    """
    return end.last < start.first
