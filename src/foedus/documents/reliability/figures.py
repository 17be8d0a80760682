"""Figures that are functions of sums over documents, with intervals from drawing them again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.reliability.resampling import percentiles, redrawn
from foedus.documents.reliability.result import shown

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its uncertainty.

    Parameters
    ----------
    name
        What it is, in words.
    value
        The figure; None where it cannot be assessed.
    interval
        From resampled documents; None where there are too few, or nothing varies.
    why_null
        Why there is no value, or no interval; empty where there are both.
    """

    name: str
    value: float | None
    interval: Interval | None
    why_null: str

    @property
    def text(self) -> str:
        """The figure in words."""
        if self.value is None:
            return f"{self.name}: not assessable, {self.why_null}"
        note = f" (no interval: {self.why_null})" if self.why_null else ""
        return f"{self.name} {shown(self.value, self.interval)}{note}"


def figures(
    sums: Floats,
    of: Callable[[Floats], Floats],
    names: Mapping[str, str],
    *,
    level: float,
    draws: int,
    seed: int,
    fewest_documents: int,
) -> tuple[Figure, ...]:
    """Figures and their intervals.

    Parameters
    ----------
    sums : ndarray, shape (documents, sums)
        Sums over each document.
    of
        Takes sums, shape (..., sums), to figures, shape (..., figures); nan where undefined.
    names
        Name of each figure, and why it cannot be assessed where it is undefined.
    level, draws, seed
        As in `agreement`.
    fewest_documents
        Documents below which nothing is resampled.
    """
    n = len(sums)
    value = of(sums.sum(axis=0))
    few = n < fewest_documents or not draws
    drawn = None if few else redrawn(lambda times: of(times @ sums), n, draws, seed)
    found = []
    for k, (name, why) in enumerate(names.items()):
        if not np.isfinite(value[k]):
            found.append(Figure(name, None, None, why))
            continue
        interval, note = None, ""
        if drawn is None:
            note = f"only {n} documents, at least {fewest_documents} are needed" if draws else ""
        else:
            basis = f"{draws:,} resamplings of {n:,} documents"
            interval = percentiles(drawn[:, k], level, n, basis)
            if interval is None:
                note = "not defined in too many resamplings of the documents"
            elif interval.width < 1e-12:
                # An interval from 1 to 1 would claim to know too much.
                interval, note = None, "every document says the same"
        found.append(Figure(name, float(value[k]), interval, note))
    return tuple(found)
