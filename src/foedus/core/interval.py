"""A number with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between bounds, and where the bounds come from.

    Parameters
    ----------
    low, high
        Bounds, in the unit of the estimate.
    level
        Share of draws (or nominal coverage) between the bounds, 0 to 1.
    basis
        What was varied to get it, in words ("400 resamplings of the year's votes").

    Examples
    --------
    >>> Interval(0.2, 0.4, 0.9, "resampled votes").width
    0.2
    """

    low: float
    high: float
    level: float
    basis: str

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"interval bounds out of order: {self.low} > {self.high}")

    @property
    def width(self) -> float:
        """Upper bound less lower bound."""
        return self.high - self.low

    def bounds(self) -> list[float]:
        """The two bounds, rounded, as JSON has them."""
        return [round(self.low, 4), round(self.high, 4)]

    def meaning(self) -> str:
        """What lies between the bounds, in words."""
        return f"{self.level:.0%} of {self.basis}"
