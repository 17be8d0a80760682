"""What a panel is asked for, checked before anything is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, NotInSystem, YearOutOfRange, unknown
from foedus.dyads.frame import DyadFrame
from foedus.measures.metadata import Measure
from foedus.measures.obtain import FIRST, LAST
from foedus.measures.registry import measure

Dyads = Literal["directed", "undirected"]
DYADS: tuple[Dyads, ...] = get_args(Dyads)
_CODES = 1000


@dataclass(frozen=True)
class Request:
    """A checked request.

    Parameters
    ----------
    start, end
        First and last year.
    dyads
        Both orders of each pair, or one.
    measures
        The measures, in the order asked.
    chosen : ndarray of bool, shape (years, 1000), or None
        Whether a COW code is among the states asked for in a year; None for all.
    """

    start: int
    end: int
    dyads: Dyads
    measures: tuple[Measure, ...]
    chosen: NDArray[np.bool_] | None

    def rows(self, frame: DyadFrame) -> NDArray[np.int64]:
        """Rows of the frame in which at least one of the two states was asked for."""
        if self.chosen is None:
            return np.arange(len(frame))
        at = frame.year - self.start
        return np.flatnonzero(self.chosen[at, frame.ccode1] | self.chosen[at, frame.ccode2])


def request(
    start: int,
    end: int,
    dyads: str,
    states: Iterable[str | int] | str | int | None,
    measures: Iterable[str] | str,
) -> Request:
    """Check a request; every fault is raised before any file is opened.

    Raises
    ------
    YearOutOfRange, UnknownName, UnknownState, NotInSystem, FoedusError
        Naming the value, what is allowed, and the next step.
    """
    first, last = _years(start, end)
    if dyads not in DYADS:
        raise unknown("kind of dyads", str(dyads), DYADS)
    names = tuple(dict.fromkeys([measures] if isinstance(measures, str) else measures))
    if not names:
        raise FoedusError(
            "No measure is named.", "Name at least one; `foedus measures` lists them."
        )
    asked = tuple(measure(name) for name in names)
    kind: Dyads = "directed" if dyads == "directed" else "undirected"
    return Request(
        first, last, kind, asked, None if states is None else _chosen(states, first, last)
    )


def _years(start: Any, end: Any) -> tuple[int, int]:
    span = (
        f"Panels reach from {FIRST} to {LAST}; each measure has its own years (`foedus measures`)."
    )
    for year in (start, end):
        if isinstance(year, bool) or not isinstance(year, int | np.integer):
            raise YearOutOfRange(f"{year!r} is not a year.", span)
        if not FIRST <= year <= LAST:
            raise YearOutOfRange(f"No panel for {year}.", span)
    if start > end:
        raise YearOutOfRange(
            f"The first year, {start}, is after the last, {end}.", "Exchange the two."
        )
    return int(start), int(end)


def _chosen(states: Iterable[str | int] | str | int, first: int, last: int) -> NDArray[np.bool_]:
    """Which codes the names mean in each year: "Germany" is 260 in 1970 and 255 in 2000."""
    named = [states] if isinstance(states, str | int) else list(states)
    if not named:
        raise FoedusError(
            "The list of states is empty.", "Name at least one state, or leave it out for all."
        )
    out = np.zeros((last - first + 1, _CODES), bool)
    for name in named:
        for t, code in _codes(name, first, last):
            out[t, code] = True
    return out


def _codes(name: str | int, first: int, last: int) -> list[tuple[int, int]]:
    from foedus.states.resolve import resolve

    found: list[tuple[int, int]] = []
    fault: NotInSystem | None = None
    for year in range(first, last + 1):
        try:
            found.append((year - first, resolve(name, year).ccode))
        except NotInSystem as e:
            fault = e
    if fault and not found:
        raise NotInSystem(
            f"{str(name)!r} was in the state system in no year from {first} to {last}.",
            fault.remedy,
        ) from fault
    return found
