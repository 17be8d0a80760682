"""What a criterion finds, and the figures it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foedus.core.interval import Interval
from foedus.core.vocabulary import CriterionName, InputStatus


@dataclass(frozen=True, slots=True)
class Rank:
    """Place of a value in a named reference set (1 is the highest value).

    Parameters
    ----------
    reference
        Which pairs were compared ("major-power dyads", "dyads with any tie in ten
        years", "defence pacts").
    rank, n
        Place, and number of pairs in the set with a value that year.
    """

    reference: str
    rank: int
    n: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value of the pair with status, uncertainty and source.

    Parameters
    ----------
    measure
        Name of the measure (see `foedus measures`).
    label
        What it is, in words.
    value
        The value, or None where it is missing.
    direction
        ``"both"`` for undirected measures, else ``"first to second"`` or
        ``"second to first"``.
    unit
        Unit of the value.
    status
        ``observed``, ``carried`` (from an earlier year) or ``missing``.
    data_year
        Year the value was observed.
    interval
        Uncertainty, where a source or resampling gives one.
    ranks
        Places in the reference sets.
    sources
        Names of the sources.
    note
        Why it is missing, or what to keep in mind.
    """

    measure: str
    label: str
    value: float | None
    direction: str = "both"
    unit: str = ""
    status: InputStatus = "observed"
    data_year: int | None = None
    interval: Interval | None = None
    ranks: tuple[Rank, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "name": self.measure,
            "label": self.label,
            "value": None if self.value is None else round(float(self.value), 6),
            "direction": self.direction,
            "unit": self.unit,
            "status": self.status,
            "data_year": self.data_year,
            "interval": self.interval.bounds() if self.interval else None,
            "interval_basis": self.interval.meaning() if self.interval else None,
            "ranks": [{"reference": r.reference, "rank": r.rank, "n": r.n} for r in self.ranks],
            "sources": list(self.sources),
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion's answer for one pair and year.

    Parameters
    ----------
    name
        Name of the criterion.
    met
        True, False, or None for "not assessable".
    score
        Graded membership, 0 to 1; None where it cannot be told.
    interval
        Uncertainty of the score.
    text
        The reason in one or two sentences.
    why_null
        Why `met` is None, and what would make it assessable; empty otherwise.
    direction
        ``"both"``, or who leans on whom for directed criteria.
    figures
        The figures it rests on.
    sources
        Names of the sources used.
    extra
        Further named answers (``obligation``, ``life``, ``findings``, ...), JSON-ready.
    """

    name: CriterionName
    met: bool | None
    score: float | None
    interval: Interval | None
    text: str
    why_null: str = ""
    direction: str = "both"
    figures: tuple[Figure, ...] = ()
    sources: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """Yes, No or Not assessable."""
        return {True: "Yes", False: "No", None: "Not assessable"}[self.met]

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """Ranks of the first figure that has any: the criterion's lead figure."""
        return next((f.ranks for f in self.figures if f.ranks), ())

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, in the documented order."""
        return {
            "name": self.name,
            "met": self.met,
            "score": None if self.score is None else round(self.score, 4),
            "interval": self.interval.bounds() if self.interval else None,
            "interval_basis": self.interval.meaning() if self.interval else None,
            "ranks": [{"reference": r.reference, "rank": r.rank, "n": r.n} for r in self.ranks],
            "direction": self.direction,
            "text": self.text,
            "why_null": self.why_null,
            "sources": list(self.sources),
            "figures": [f.as_dict() for f in self.figures],
            **self.extra,
        }
