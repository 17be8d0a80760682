"""`foedus.indices`: every published index of a pair in a year, with what could not be filled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import tomli

from foedus.core.errors import SourceMissing, YearOutOfRange
from foedus.measures.registry import measure
from foedus.states.resolve import resolve_pair

if TYPE_CHECKING:
    from foedus.measures.metadata import Measure


@dataclass(frozen=True, slots=True)
class Index:
    """One published index of a pair in a year.

    Parameters
    ----------
    name
        Name here; the same as in `foedus panel` where `measure` is set.
    label
        What it is.
    definition
        How its authors define it.
    papers
        Keys of the papers (`foedus cite` prints them).
    first_to_second, second_to_first
        The value each way, the same for undirected indices; None where not filled.
    low, high
        Smallest and largest possible value; None: open.
    filled
        Share of its parts that the data here fill: 1, 0, or between for composites.
    lacks
        What could not be filled, and why.
    sources
        Names of the sources.
    measure
        The measure behind it, for all dyads in `foedus panel`; empty for coded scales.
    """

    name: str
    label: str
    definition: str
    papers: tuple[str, ...]
    first_to_second: float | None
    second_to_first: float | None
    low: float | None
    high: float | None
    filled: float
    lacks: str
    sources: tuple[str, ...]
    measure: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "name": self.name,
            "label": self.label,
            "definition": self.definition,
            "papers": list(self.papers),
            "first_to_second": self.first_to_second,
            "second_to_first": self.second_to_first,
            "low": self.low,
            "high": self.high,
            "filled": round(self.filled, 4),
            "lacks": self.lacks,
            "sources": list(self.sources),
            "measure": self.measure,
        }


def indices(
    a: str | int, b: str | int, year: int, *, data: str | Path | None = None
) -> tuple[Index, ...]:
    """Every published index of two states in a year.

    Parameters
    ----------
    a, b
        States by code or name.
    year
        Calendar year.
    data
        Folder with raw files, for indices the shipped panel may not hold.

    Returns
    -------
    tuple of Index
        In a fixed order; an index that cannot be filled has None and says why.

    Raises
    ------
    UnknownState, AmbiguousState, NotInSystem
        If a state cannot be resolved in that year.
    YearOutOfRange
        If no source reaches the year.

    Examples
    --------
    >>> found = {i.name: i for i in indices("CHN", "RUS", 2018)}
    >>> found["obligation_class"].first_to_second
    2.0
    """
    from foedus.measures.obtain import FIRST, LAST

    if not FIRST <= year <= LAST:
        raise YearOutOfRange(f"No source reaches {year}.", f"Ask for {FIRST} to {LAST}.")
    one, two = resolve_pair(a, b, year)
    held = YearOfPair((one.ccode, two.ccode), year, data)
    return tuple(_index(name, about, held, year) for name, about in _listed().items())


@cache
def _listed() -> dict[str, dict[str, str]]:
    text = (files("foedus.assessment.indices") / "indices.toml").read_text("utf-8")
    return tomli.loads(text)


class YearOfPair:
    """Values of one pair and year by measure, read when asked for."""

    def __init__(self, pair: tuple[int, int], year: int, data: str | Path | None) -> None:
        from foedus.dyads.frame import DyadFrame
        from foedus.measures.obtain import Raw

        self._frame = DyadFrame.between(year, year)
        self._raw = Raw(data)
        low, high = sorted(pair)
        here = (self._frame.ccode1 == low) & (self._frame.ccode2 == high)
        self._row = int(np.flatnonzero(here)[0]) if here.any() else -1
        self._swap = pair[0] > pair[1]

    def __call__(self, about: Measure) -> tuple[float | None, float | None]:
        """First to second, second to first; the same twice for an undirected measure."""
        from foedus.measures.obtain import fetch

        if self._row < 0:
            return None, None
        values = fetch([about.name], self._frame, self._raw)[about.name]
        found = np.asarray(values[self._row], float).reshape(-1)
        two = [float(x) if np.isfinite(x) else None for x in (found[0], found[-1])]
        return (two[1], two[0]) if self._swap else (two[0], two[1])


def _index(name: str, about: dict[str, str], held: YearOfPair, year: int) -> Index:
    base = measure(about["measure"])
    lacks = about.get("lacks", "")
    try:
        one, two = held(base)
    except SourceMissing as absent:
        one = two = None
        lacks = f"{absent.problem} {absent.remedy}"
    if one is None and two is None and not lacks.startswith("Raw files"):
        lacks = _why(base, year)
    return Index(
        name,
        base.label,
        base.description,
        base.paper,
        one,
        two,
        *base.bounds,
        0.0 if one is None and two is None else 1.0,
        lacks,
        base.sources,
        base.name,
    )


def _why(base: Measure, year: int) -> str:
    first, last = base.coverage
    if not first <= year <= last:
        return f"Not assessable: its sources cover {first} to {last}."
    return "Not assessable: its sources do not cover this pair in this year."
