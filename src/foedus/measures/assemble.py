"""The researcher's panel: tidy dyad-years with the measures asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Measure
from foedus.measures.obtain import Progress, Raw, fetch
from foedus.measures.request import Dyads, Request, request

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("ccode1", "ccode2", "year")
KEY_LABELS = {
    "ccode1": "COW code of the first state",
    "ccode2": "COW code of the second state",
    "year": "Year",
    "iso3_1": "ISO 3166 code of the first state in the year",
    "iso3_2": "ISO 3166 code of the second state in the year",
    "gwcode1": "Gleditsch-Ward code of the first state in the year",
    "gwcode2": "Gleditsch-Ward code of the second state in the year",
}
DEFAULT_MEASURES = ("obligations", "s_votes", "kappa_votes")


def panel(
    start: int = 1946,
    end: int = 2018,
    *,
    dyads: Dyads = "directed",
    states: Iterable[str | int] | str | int | None = None,
    measures: Iterable[str] | str = DEFAULT_MEASURES,
    data: str | Path | None = None,
    progress: Progress = lambda _: None,
) -> pd.DataFrame:
    """All dyad-years of the COW state system, with the measures asked for.

    Parameters
    ----------
    start, end
        First and last year, 1946 to 2025.
    dyads
        ``directed``: both orders of each pair, and a directed measure is what the first
        state does to the second. ``undirected``: ``ccode1 < ccode2``, and a directed
        measure gives ``<name>_12`` and ``<name>_21``. A measure of single states gives
        ``<name>1`` and ``<name>2`` in both.
    states
        Names or codes; rows in which at least one of the two states is in the list. A
        name means who bore it in the year (Germany: 260 to 1990, then 255). All where None.
    measures
        Names of measures; `foedus measures` lists them.
    data
        Folder with the makers' raw files, for measures that are not in the panel that
        ships; ``FOEDUS_DATA`` and added copies are searched after it.
    progress
        Called with a word on each step.

    Returns
    -------
    pandas.DataFrame
        Keys ``ccode1, ccode2, year``, unique and sorted; ISO3 and GW codes of the year;
        the measures as floats, missing outside a measure's coverage.
        ``attrs["labels"]``, ``attrs["coverage"]`` and ``attrs["measures"]`` say for each
        column what it is, which years it covers, and which measure it belongs to.

    Raises
    ------
    UnknownName, YearOutOfRange, UnknownState, NotInSystem
        For what cannot be asked.
    SourceMissing
        If a measure needs raw files that are not here; says where to get them.

    Examples
    --------
    >>> frame = panel(2018, 2018, states=["CHN"], measures=["obligation_consultation"])
    >>> with_russia = frame[(frame.ccode1 == 710) & (frame.ccode2 == 365)]
    >>> with_russia.obligation_consultation.tolist()
    [1.0]
    """
    asked = request(start, end, dyads, states, measures)
    return assemble(asked, Raw(data, progress), progress)


def assemble(asked: Request, raw: Raw, progress: Progress = lambda _: None) -> pd.DataFrame:
    """The panel of a checked request."""
    import pandas as pd

    frame = DyadFrame.between(asked.start, asked.end)
    progress("measures")
    values = fetch([m.name for m in asked.measures], frame, raw)
    progress("rows")
    rows, sides, order = _layout(frame, asked)
    data = _keys(frame, rows, sides, order)
    for m in asked.measures:
        data |= _columns(m, values.pop(m.name)[rows], asked.dyads, order)
    out = pd.DataFrame(data, copy=False)
    owner = {c: m for m in asked.measures for c in column_names(m, asked.dyads)}
    out.attrs["labels"] = KEY_LABELS | {c: column_label(c, m) for c, m in owner.items()}
    out.attrs["coverage"] = {c: list(m.coverage) for c, m in owner.items()}
    out.attrs["measures"] = {c: m.name for c, m in owner.items()}
    return out


def column_names(m: Measure, dyads: Dyads) -> tuple[str, ...]:
    """The panel's columns of a measure."""
    if m.monadic:
        return (f"{m.name}1", f"{m.name}2")
    if m.directed and dyads == "undirected":
        return (f"{m.name}_12", f"{m.name}_21")
    return (m.name,)


def column_label(column: str, m: Measure) -> str:
    """A column's label, saying which state or direction it is about."""
    which = {
        f"{m.name}1": ", first state",
        f"{m.name}2": ", second state",
        f"{m.name}_12": ", first to second",
        f"{m.name}_21": ", second to first",
    }
    return m.label + (which.get(column, "") if column != m.name else "")


def _layout(frame: DyadFrame, asked: Request) -> tuple[NDArray[np.int64], int, NDArray[np.int64]]:
    """Rows of the frame, how many orders of a pair, and the order by pair and year."""
    rows = asked.rows(frame)
    one, two, year = frame.ccode1[rows], frame.ccode2[rows], frame.year[rows] - frame.first
    if asked.dyads == "undirected":
        return rows, 1, np.argsort((one * 1000 + two) * 1000 + year, kind="stable")
    both = np.concatenate([one * 1000 + two, two * 1000 + one])
    return rows, 2, np.argsort(both * 1000 + np.tile(year, 2), kind="stable")


def _keys(
    frame: DyadFrame, rows: NDArray[np.int64], sides: int, order: NDArray[np.int64]
) -> dict[str, Any]:
    codes = [frame.ccode1[rows], frame.ccode2[rows]]
    year = np.tile(frame.year[rows], sides)[order]
    sides_of = (codes, codes[::-1])[:sides]
    one = np.concatenate([s[0] for s in sides_of])[order]
    two = np.concatenate([s[1] for s in sides_of])[order]
    iso3, gw = _codes_by_year(frame)
    at = year - frame.first
    return {
        "ccode1": one.astype(np.int16),
        "ccode2": two.astype(np.int16),
        "year": year.astype(np.int16),
        "iso3_1": iso3.take(at * 1000 + one),
        "iso3_2": iso3.take(at * 1000 + two),
        "gwcode1": gw.take(at * 1000 + one),
        "gwcode2": gw.take(at * 1000 + two),
    }


def _codes_by_year(frame: DyadFrame) -> tuple[Any, Any]:
    """ISO3 and GW codes at position 1000 x (year - first) + COW code; missing where none."""
    import pandas as pd

    from foedus.states.codes import gw_from_ccodes, iso3_from_ccodes

    years = np.concatenate([np.full(len(m), frame.first + t) for t, m in enumerate(frame.members)])
    codes = np.concatenate(frame.members).astype(np.int64)
    at = (years - frame.first) * 1000 + codes
    size = len(frame.members) * 1000
    iso3 = np.full(size, None, object)
    found = iso3_from_ccodes(codes, years)
    iso3[at] = [code or None for code in found.tolist()]
    gw = np.full(size, -1, np.int16)
    gw[at] = gw_from_ccodes(codes, years)
    return pd.array(iso3, dtype="str"), pd.arrays.IntegerArray(gw, gw < 0)


def _columns(
    m: Measure, values: NDArray[Any], dyads: Dyads, order: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    """One measure laid out in the panel's rows; `values` in the frame's order."""
    names = column_names(m, dyads)
    if dyads == "undirected":
        pieces = values.T if values.ndim == 2 else values[None]
        return {n: p[order] for n, p in zip(names, pieces, strict=True)}
    one, two = (values[:, 0], values[:, 1]) if values.ndim == 2 else (values, _reverse(m, values))
    forth, back = np.concatenate([one, two])[order], np.concatenate([two, one])[order]
    return dict(zip(names, (forth, back), strict=False))


def _reverse(m: Measure, values: NDArray[Any]) -> NDArray[Any]:
    return m.mirror(values) if m.mirror else values
