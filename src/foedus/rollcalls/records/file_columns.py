"""Which column of a roll-call file holds what: item, actor, vote, period, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from foedus.core.errors import FoedusError, nearest

Role = Literal["item", "actor", "vote", "period", "date"]

NAMES: dict[Role, tuple[str, ...]] = {
    "item": ("item", "rcid", "undl_id", "roll_call", "rollcall", "resolution", "bill", "motion"),
    "actor": (
        "actor",
        "ccode",
        "iso3",
        "ms_code",
        "country",
        "state",
        "member",
        "legislator",
        "voter",
        "name",
    ),
    "vote": ("vote", "choice", "ms_vote"),
    "period": ("period", "session"),
    "date": ("date", "vote_date"),
}
"""Names a column may have, in any case; where several are there, the first of the list counts."""
YEAR = "year"
"""Taken as the period where there is neither a period nor a date."""
NEEDED: tuple[Role, ...] = ("item", "actor", "vote")
SHOWN, LONGEST = 12, 30


def choose_columns(file: str, header: Sequence[str]) -> dict[Role, int]:
    """Position of each role's column in the header.

    Parameters
    ----------
    file
        Name of the file, for the message.
    header
        Names of the columns.

    Returns
    -------
    dict
        Item, actor and vote, and of period and date what is there.

    Raises
    ------
    FoedusError
        If a column is missing (all are named, with the nearest in spelling), or two
        columns have the same name.

    Examples
    --------
    >>> choose_columns("mine.csv", ["RCID", "Country", "Vote", "Year"])
    {'item': 0, 'actor': 1, 'vote': 2, 'period': 3}
    """
    folded = [fold(name) for name in header]
    found = {role: p for role, names in NAMES.items() if (p := _first(folded, names)) is not None}
    if "period" not in found and "date" not in found and YEAR in folded:
        found["period"] = folded.index(YEAR)
    faults = [_missing(role, header) for role in NEEDED if role not in found]
    if "period" not in found and "date" not in found:
        faults.append(_missing("date", header))
    twice = sorted({folded[p] for p in found.values() if folded.count(folded[p]) > 1})
    faults += [f"two columns are called {name!r}" for name in twice]
    if faults:
        shown = ", ".join(repr(name[:LONGEST]) for name in header[:SHOWN])
        more = f" ... ({len(header)} in all)" if len(header) > SHOWN else ""
        raise FoedusError(
            f"{file}: {'; '.join(faults)}. It has {shown}{more}.",
            "Name the columns item, actor, vote, and date or period, one vote a row.",
        )
    return found


def fold(name: str) -> str:
    """A column's name without case, spaces and signs.

    Examples
    --------
    >>> fold(" Roll-call ")
    'roll_call'
    """
    return re.sub(r"\W+", "_", name.strip().casefold())


def _first(folded: list[str], names: Sequence[str]) -> int | None:
    return next((folded.index(name) for name in names if name in folded), None)


def _missing(role: Role, header: Sequence[str]) -> str:
    names = [*NAMES["date"], *NAMES["period"], YEAR] if role == "date" else list(NAMES[role])
    close = dict.fromkeys(n for name in names for n in nearest(name, header, n=1))
    hint = f"; nearest {' or '.join(repr(n[:LONGEST]) for n in list(close)[:2])}" if close else ""
    what = "date or period" if role == "date" else role
    return f"no column for the {what} ({', '.join(names)}{hint})"
