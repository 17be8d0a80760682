"""Where the columns behind a measure come from: the built panel, else the raw files.

Columns of the built panel are read. What is not in it (makers' own figures, groups that
are never stored) is computed from the tidy tables, which are made from the raw files on
this machine and kept in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import SourceMissing
from foedus.core.settings import data_folders
from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Arrays, Column, Group, clip_to
from foedus.measures.registry import group_of, groups, measure
from foedus.store import reference
from foedus.store.tables import Tables

FIRST, LAST = 1946, 2025
"""Years of the built panel; no measure reaches further back."""
DECIMALS = 12
Progress = Callable[[str], None]


class Raw:
    """The tidy tables of a data folder, each source built when first asked for.

    Parameters
    ----------
    data
        Folder with raw files, searched before ``FOEDUS_DATA`` and the added copies.
    progress
        Called with a source's name before it is read.
    """

    def __init__(self, data: str | Path | None = None, progress: Progress = lambda _: None) -> None:
        self._folders = data_folders(data)
        self._progress = progress
        self._built: dict[tuple[str, ...], Tables] = {}

    def tables(self, group: Group, wanted: Iterable[str]) -> Tables:
        """The tables of a group; SourceMissing names each source that is not here.

        `wanted` are the stored columns asked for, to name the measures that need them.
        """
        from foedus.sources.tidy import build_tables

        names = (*group.tables, *group.optional)
        needed = tuple(sorted({table_sources()[t] for t in names if t in table_sources()}))
        if needed not in self._built:
            tables, presences = build_tables(self._folders, needed, self._progress)
            demanded = {table_sources()[t] for t in group.tables if t in table_sources()}
            absent = [p for p in presences if not p.complete and p.origin.name in demanded]
            if absent:
                raise missing(group, wanted, [p.origin.name for p in absent])
            self._built[needed] = tables
        return self._built[needed]


@cache
def table_sources() -> dict[str, str]:
    """The source of each tidy table."""
    from foedus.sources.registry import all_origins

    return {t.name: o.name for o in all_origins() for t in o.tables}


def missing(group: Group, wanted: Iterable[str], sources: Iterable[str]) -> SourceMissing:
    """The error for a group whose raw files are not on this machine."""
    from foedus.sources.registry import origin

    origins = [origin(name) for name in sources]
    titles = "; ".join(f"{o.title} ({o.name})" for o in origins)
    columns = set(wanted)
    named = [m.name for m in group.measures if columns & set(m.needs)]
    offered = ", ".join(named[:6]) + (" and others" if len(named) > 6 else "")
    where = " ".join(o.where_to_get for o in origins)
    return SourceMissing(
        f"Raw files for {offered} are not here: {titles}.",
        f"{where} Then name the folder with --data (data= in Python) or FOEDUS_DATA, or run "
        "`foedus data add PATH`; or leave the measure out.",
    )


def obtain(names: Iterable[str], frame: DyadFrame, raw: Raw) -> Arrays:
    """Stored columns by name, in the frame's row order.

    Parameters
    ----------
    names
        Stored columns (not measures).
    frame
        The dyad-years asked about.
    raw
        Raw files, for what the built panel does not hold.

    Returns
    -------
    dict of ndarray
        Floats with NaN for missing, shape (rows,) or (rows, 2).

    Raises
    ------
    SourceMissing
        If a column needs raw files that are not here.
    """
    wanted = list(dict.fromkeys(names))
    held = _held()
    out = _read([n for n in wanted if n in held], frame)
    rest = [n for n in wanted if n not in held]
    needed = {group_of(n).name for n in rest}
    for group in groups():
        if group.name in needed:
            own = [c for c in group.columns if c.name in rest]
            out |= _computed(group, own, frame, raw)
    return out


def _held() -> dict[str, dict[str, Any]]:
    """Columns of the panel in use that have any value."""
    return {n: c for n, c in reference.current().columns.items() if c.get("known", 1)}


def _read(names: list[str], frame: DyadFrame) -> Arrays:
    if not names:
        return {}
    years = f"year BETWEEN {frame.first} AND {frame.last}"
    stored = reference.current().read(names, years)
    row = frame.rows(stored["ccode1"], stored["ccode2"], stored["year"])
    keep = slice(None) if (row >= 0).all() else row >= 0
    out: Arrays = {}
    for name in names:
        # Steps such as 0.001 have no exact binary form: .013000000000000001 becomes .013.
        values = np.round(stored[name][keep], DECIMALS)
        out[name] = np.full((len(frame), *values.shape[1:]), np.nan)
        out[name][row[keep]] = values
    return out


def _computed(group: Group, own: list[Column], frame: DyadFrame, raw: Raw) -> Arrays:
    # Groups of the panel may look back over years: they are computed from its first year on.
    whole = DyadFrame.between(FIRST, frame.last) if group.stored else frame
    names = [c.name for c in own]
    tables = raw.tables(group, names)
    before = [c.name for g in groups() if g.name in group.after for c in g.columns if c.ships]
    arrays = group.compute(tables, whole, obtain(before, whole, raw))
    absent = [n for n in names if n not in arrays]
    if absent:
        sources = {table_sources()[t] for t in group.optional if t not in tables}
        raise missing(group, absent, sorted(sources))
    tables.release()
    cut = slice(int(whole.span(frame.first).start), len(whole))
    return {c.name: np.asarray(arrays[c.name], float)[cut] for c in own}


def fetch(names: Iterable[str], frame: DyadFrame, raw: Raw) -> dict[str, NDArray[Any]]:
    """Measures by name, shape (rows,) or, directed and monadic ones, (rows, 2).

    Years outside a measure's coverage are missing.
    """
    asked = [measure(n) for n in names]
    stored = obtain((c for m in asked for c in m.needs), frame, raw)
    return {m.name: clip_to(m.values(stored), frame.year, m.coverage) for m in asked}
