"""A corrected estimate, with what the machine alone and the gold labels alone would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from foedus.core.interval import Interval

Method = Literal["dsl", "ppi"]
METHODS: tuple[Method, ...] = get_args(Method)
METHOD_NAMES: dict[Method, str] = {
    "dsl": "design-based supervised learning",
    "ppi": "prediction-powered inference (PPI++)",
}
Scale = Literal["share", "points", "number"]
"""A share, a difference of shares, or any other number."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, its standard error and interval."""

    value: float
    se: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected estimate, or why there is none.

    Parameters
    ----------
    what
        What is estimated, in words.
    method
        ``dsl`` or ``ppi``.
    estimate
        Value, standard error and interval; None if not assessable.
    n_gold, n_all
        Gold labels and rows it rests on.
    gold_documents
        Documents the gold labels are from.
    naive
        The machine's scores taken as labels; None where it gave none.
    gold_only
        The gold labels alone, weighted; None where there are too few.
    reason
        Why it is not assessable; empty otherwise.
    more
        About how many more gold labels would make it assessable; None if it is, or if no number
        would.
    tuning
        Lambda of PPI++, 0 (gold labels alone) to 1; None for ``dsl``.
    scale
        ``share`` for estimates between 0 and 1, ``points`` for their differences, else ``number``.
    notes
        What to know before reading it.

    Examples
    --------
    >>> print(Corrected("share of trade", "dsl", None, 8, 900, 5,
    ...                 reason="not enough gold labels (8), about 22 more", more=22).sentence())
    share of trade: not assessable: not enough gold labels (8), about 22 more
    """

    what: str
    method: Method
    estimate: Estimate | None
    n_gold: int
    n_all: int
    gold_documents: int
    naive: Estimate | None = None
    gold_only: Estimate | None = None
    reason: str = ""
    more: int | None = None
    tuning: float | None = None
    scale: Scale = "number"
    notes: tuple[str, ...] = ()

    @property
    def assessable(self) -> bool:
        """Whether there is an estimate."""
        return self.estimate is not None

    def sentence(self) -> str:
        """The result in one line."""
        if self.estimate is None:
            return f"{self.what}: not assessable: {self.reason}"
        one = self.estimate
        low, high = (self._said(v) for v in (one.interval.low, one.interval.high))
        text = (
            f"{self.what}: {self._said(one.value)} ({one.interval.level:.0%} interval {low} to "
            f"{high}; {self.n_gold} gold labels, {self.n_all} passages)"
        )
        if self.naive is not None:
            text += f"; the machine alone: {self._said(self.naive.value)}"
        return text

    def _said(self, value: float) -> str:
        if self.scale == "number":
            return f"{value:.3g}"
        return f"{100 * value:.1f} {'%' if self.scale == 'share' else 'points'}"
