"""Yardsticks of each year: quantiles over all dyads with coverage, and medians of defence pacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.dyads.frame import DyadFrame
from foedus.measures.treaty_register_merge import ATOP_TO

QUANTILES: dict[str, tuple[str, tuple[float, ...]]] = {
    "dependence": ("dependence", (0.5, 0.75, 0.9, 0.97)),
    "kappa": ("kappa_votes_3y", (0.25, 0.5, 0.75, 0.9)),
    "kappa_norms": ("kappa_norms_3y", (0.25, 0.5, 0.75, 0.9)),
}
LEAST_COVERED = 0.2
"""A year in which fewer of the pairs are observed gives no quantile; the last good year's is
carried. (After 2014 trade is observed for one state's pairs only: they are not the world.)"""
FEWEST = 10
"""A median of defence pacts that trade arms takes at least this many."""


def name_of(base: str, q: float) -> str:
    """Name of a yardstick: ``kappa_q90``."""
    return f"{base}_q{round(q * 100):02d}"


def yardsticks(
    frame: DyadFrame, columns: Mapping[str, NDArray[Any]]
) -> dict[str, list[float | None]]:
    """Yardsticks by name, one value a year of the frame (carried where a source has ended)."""
    out: dict[str, list[float]] = {}
    for base, (column, shares) in QUANTILES.items():
        values = columns[column]
        level = np.fmax(values[:, 0], values[:, 1]) if values.ndim == 2 else values
        for q in shares:
            out[name_of(base, q)] = [
                _covered_quantile(level[frame.span(y)], q) for y in _years(frame)
            ]
    arms = columns["arms_10y"].sum(axis=1)
    pact = (np.nan_to_num(columns["obligations"]).astype(int) & 1).any(axis=1)
    out["arms_pact_median"] = [
        _quantile(arms[frame.span(y)][pact[frame.span(y)] & (arms[frame.span(y)] > 0)], 0.5)
        for y in _years(frame)
    ]
    return {name: _carried(values) for name, values in out.items()}


def hazards(frame: DyadFrame, columns: Mapping[str, NDArray[Any]]) -> dict[str, float]:
    """Yearly rates at which defence obligations end or begin, over all dyads since 1980.

    Beginnings are told apart by whether the pair already had a lesser treaty. They say
    how much a treaty record carried past its end may have changed.
    """
    bits = np.nan_to_num(columns["obligations"]).astype(int)
    now = (bits & 1).any(axis=1)
    lesser = (bits > 0).any(axis=1) & ~now
    before_now = frame.shift(now.astype(float), 1)
    before_lesser = frame.shift(lesser.astype(float), 1)
    covered = np.isfinite(columns["obligations"]).all(axis=1) & (frame.year >= RATES_FROM)
    # Carried years repeat the last one and would dilute the rates.
    covered &= np.isfinite(before_now) & (frame.year <= ATOP_TO)
    had, had_lesser = covered & (before_now == 1), covered & (before_lesser == 1)
    neither = covered & (before_now == 0) & (before_lesser == 0)
    return {
        "defence_ends": _rate(~now, had),
        "defence_begins_beside_treaty": _rate(now, had_lesser),
        "defence_begins": _rate(now, neither),
    }


RATES_FROM = 1980


def _rate(happened: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return round(float(happened[among].mean()), 8) if among.any() else 0.0


def _years(frame: DyadFrame) -> range:
    return range(frame.first, frame.last + 1)


def _covered_quantile(values: NDArray[Any], q: float) -> float:
    known = np.isfinite(values).mean() if len(values) else 0.0
    return _quantile(values, q) if known >= LEAST_COVERED else float("nan")


def _quantile(values: NDArray[Any], q: float) -> float:
    known = values[np.isfinite(values)]
    return float(np.quantile(known, q)) if len(known) >= FEWEST else float("nan")


def _carried(values: list[float]) -> list[float | None]:
    """Fill years without a yardstick from the nearest earlier year, else the first later one."""
    known = [v for v in values if np.isfinite(v)]
    if not known:
        return [None] * len(values)
    last = known[0]
    out: list[float | None] = []
    for value in values:
        last = value if np.isfinite(value) else last
        out.append(round(last, 6))
    return out
