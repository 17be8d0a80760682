"""`foedus.indices`: every published index of a pair in a year, with what could not be filled."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import tomli

from foedus.assessment.indices.alignment_scale import scales
from foedus.assessment.indices.index import Index
from foedus.core.errors import SourceMissing, YearOutOfRange
from foedus.measures.registry import measure
from foedus.states.resolve import resolve_pair

if TYPE_CHECKING:
    from foedus.measures.metadata import Measure


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
    measured = tuple(_index(name, about, held, year) for name, about in _listed().items())
    return (*measured, *scales((one.iso3, two.iso3), year))


@cache
def _listed() -> dict[str, dict[str, Any]]:
    text = (files("foedus.assessment.indices") / "indices.toml").read_text("utf-8")
    return tomli.loads(text)


class YearOfPair:
    """Values of one pair and year by measure, read when asked for."""

    def __init__(self, pair: tuple[int, int], year: int, data: str | Path | None) -> None:
        from foedus.dyads.frame import DyadFrame
        from foedus.measures.obtain import Raw

        self._frame = DyadFrame.between(year, year)
        self._raw = Raw(data)
        self.pair = pair
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


def _index(name: str, about: dict[str, Any], held: YearOfPair, year: int) -> Index:
    if "measure" not in about:
        return _unfilled(name, about)
    base = measure(about["measure"])
    lacks = about.get("lacks", "")
    only = about.get("only", held.pair[0])
    try:
        # Where no source reaches there is no use in asking for its files.
        reached = base.coverage[0] <= year <= base.coverage[1] and only in held.pair
        one, two = held(base) if reached else (None, None)
    except SourceMissing as absent:
        one = two = None
        lacks = f"{absent.problem} {absent.remedy}"
    if one is None and two is None and not lacks.startswith("Raw files"):
        lacks = _why(base, year) if only in held.pair else f"Not assessable. {lacks}"
    return Index(
        name,
        base.label,
        base.description,
        tuple(about.get("papers", base.paper)),
        one,
        two,
        *base.bounds,
        0.0 if one is None and two is None else about.get("filled", 1.0),
        lacks,
        base.sources,
        base.name,
    )


def _unfilled(name: str, about: dict[str, Any]) -> Index:
    """A part of an index for which there is no source here."""
    words = (about["label"], about["definition"], tuple(about["papers"]))
    return Index(name, *words, None, None, None, None, 0.0, about["lacks"], ())


def _why(base: Measure, year: int) -> str:
    first, last = base.coverage
    if not first <= year <= last:
        return f"Not assessable: its sources cover {first} to {last}."
    return "Not assessable: its sources do not cover this pair in this year."
