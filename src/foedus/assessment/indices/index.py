"""What is said of one published index of a pair in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
