"""Force that states begin against others, by year, as three lists have it.

The lists differ in what they count: militarised disputes in which the state stood on the side
that acted first and used force itself (COW to 2014, GML to 2010; with the interstate wars that
it began, to 2007), and international crises that a military act of the state triggered (ICB to
2016). None says whether it was lawful, asked for or provoked. Where lists differ, the truth is
not known: the difference is the uncertainty that is carried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.professed.grid import Floats, Grid, windows

if TYPE_CHECKING:
    import pandas as pd

LISTS = ("COW", "GML", "ICB")
COVERAGE = {"COW": (1946, 2014), "GML": (1946, 2010), "ICB": (1946, 2016)}
SOURCES = ("cow_mids", "gml_mids", "cow_wars", "icb_crises")
FORCE = 4
"""Hostility level of the state itself from which on it used force (4 use of force, 5 war)."""
MILITARY = 7
"""ICB's kinds of triggers from here on are military acts (7 non-violent, 8 indirect, 9 violent)."""
_AIMS = {1: "territory", 2: "policy", 3: "regime", 4: "other"}


@dataclass(frozen=True)
class Event:
    """Something that a list says a state began.

    Parameters
    ----------
    ccode, year
        State and year.
    list
        One of `LISTS`.
    what
        Kind and number in the list, the states it was against, what it sought where known.
    """

    ccode: int
    year: int
    list: str
    what: str


@dataclass(frozen=True, eq=False)
class Conduct:
    """Force begun, by list.

    Parameters
    ----------
    begun : dict of str to ndarray, shape (states, years)
        Events of the year; zeros inside the list's years, missing outside and where the state
        was no member.
    window : dict of str to ndarray, shape (states, years)
        Events of the window; missing where the list does not cover all of it.
    events : tuple of Event
        What is counted.
    absent : tuple of str
        Lists that are not on this machine.
    """

    begun: dict[str, Floats]
    window: dict[str, Floats]
    events: tuple[Event, ...]
    absent: tuple[str, ...]

    def lists_of(self, row: int, column: int) -> list[str]:
        """Lists that cover a state's window."""
        return [name for name, cells in self.window.items() if np.isfinite(cells[row, column])]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether any list covers the window."""
        cells = [np.isfinite(c) for c in self.window.values()]
        return np.any(cells, axis=0) if cells else np.zeros((0, 0), bool)


def conduct(grid: Grid, *, window: int = 5, data: str | Path | None = None) -> Conduct:
    """Count what each list says states began.

    Parameters
    ----------
    grid
        States and years.
    window
        Years, the year itself the last.
    data
        Folder with raw files.
    """
    from foedus.core.settings import data_folders
    from foedus.sources.tidy import build_tables

    tables, presences = build_tables(data_folders(data), list(SOURCES))
    here = {p.origin.name for p in presences if p.complete}
    events: list[Event] = []
    absent = []
    for name, source in (("COW", "cow_mids"), ("GML", "gml_mids"), ("ICB", "icb_crises")):
        if source not in here:
            absent.append(name)
            continue
        if name == "ICB":
            events += crises_begun(tables["crisis_actors"])
            continue
        rows = tables["disputes_cow" if name == "COW" else "disputes_gml_all"]
        wars = tables["interstate_wars"] if "cow_wars" in here else None
        events += force_begun(rows, wars, name)
    return gathered(grid, events, [n for n in LISTS if n not in absent], window, tuple(absent))


def gathered(
    grid: Grid, events: list[Event], lists: list[str], window: int, absent: tuple[str, ...] = ()
) -> Conduct:
    """Events as counts by state, year and window."""
    begun, summed = {}, {}
    for name in lists:
        own = [e for e in events if e.list == name]
        cells = grid.counted(
            np.array([e.ccode for e in own], np.int64), np.array([e.year for e in own], np.int64)
        ).astype(float)
        first, last = COVERAGE[name]
        outside = (grid.years < first) | (grid.years > last)
        cells[:, outside] = np.nan
        cells[grid.codes < 0] = np.nan
        begun[name] = cells
        total = windows(np.nan_to_num(cells), window)
        # Every year of the window must be covered; a state counts from its first year on.
        uncovered = (grid.years > last) | (grid.years - window + 1 < first)
        total[:, uncovered] = np.nan
        total[grid.codes < 0] = np.nan
        summed[name] = total
    return Conduct(begun, summed, tuple(events), absent)


def force_begun(rows: pd.DataFrame, wars: pd.DataFrame | None, name: str) -> list[Event]:
    """Disputes begun with force on the side that acted first, and wars begun without one.

    A dispute counts once for a state, however many it is against. A war counts where the same
    list has no such dispute of the state with one of its opponents in that year: the war of 2003
    against Iraq grew out of a dispute of 1997.

    Examples
    --------
    >>> import pandas as pd
    >>> row = dict(dispnum=1, ccode1=2, ccode2=651, year=1990, onset=1, hostlev1=4, sidea1=1)
    >>> [(e.ccode, e.year) for e in force_begun(pd.DataFrame([row]), None, "COW")]
    [(2, 1990)]
    """
    own = rows[(rows["sidea1"] == 1) & (rows["onset"] == 1) & (rows["hostlev1"] >= FORCE)]
    events = []
    for (code, year, number), part in _grouped(own, ["ccode1", "year", "dispnum"]):
        aims = part["aim1"].map(_AIMS).dropna().unique().tolist() if "aim1" in part else []
        sought = f", sought: {', '.join(aims)}" if len(aims) else ""
        against = named_states(part["ccode2"])
        events.append(Event(code, year, name, f"dispute {number} against {against}{sought}"))
    if wars is None:
        return events
    known = {
        (int(a), int(b), int(y))
        for a, b, y in own[["ccode1", "ccode2", "year"]].itertuples(index=False)
    }
    began = wars[(wars["onset"] == 1) & _first_side(wars)]
    for (code, year, number), part in _grouped(began, ["ccode1", "year", "warnum"]):
        if not any((code, int(b), year) in known for b in part["ccode2"]):
            what = f"war {number} against {named_states(part['ccode2'])}"
            events.append(Event(code, year, name, what))
    return events


def _first_side(wars: pd.DataFrame) -> pd.Series:
    """The side of a war on which an initiator stands: who joins it joins what was begun."""
    sides = wars[wars["initiator1"] == 1].groupby("warnum")["sidea1"].first()
    return wars["sidea1"] == wars["warnum"].map(sides)


def crises_begun(actors: pd.DataFrame) -> list[Event]:
    """Crises that a military act of a state triggered for another."""
    known = actors[actors["trigent"].notna() & (actors["trigger"] >= MILITARY)]
    events = []
    for (code, year, number), part in _grouped(known, ["trigent", "year", "crisno"]):
        against = named_states(part["ccode"])
        title = str(part["name"].iloc[0]).title()
        what = f"crisis {number} ({title}) of {against}"
        events.append(Event(code, year, "ICB", what))
    return events


def _grouped(
    rows: pd.DataFrame, by: list[str]
) -> Iterator[tuple[tuple[int, int, int], pd.DataFrame]]:
    """State, year and number of each event, and its rows."""
    for key, part in rows.groupby(by, sort=True):
        code, year, number = cast("tuple[float, float, float]", key)
        yield (int(code), int(year), int(number)), part


def named_states(codes: pd.Series) -> str:
    """Short names of states, the first four of them."""
    from foedus.states.table import systems

    states = systems().states
    names = [states[int(c)].short if int(c) in states else str(int(c)) for c in codes.unique()]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
