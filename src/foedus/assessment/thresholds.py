"""The thresholds of the rules: read from one file, and varied together in draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import tomli
from numpy.typing import NDArray

Number = float | NDArray[np.float64]
VARIED = 0.25
"""Draws and stability tests move each threshold by up to this share either way."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A ramp from no to full membership, with what it is about and how it was set."""

    name: str
    low: float
    high: float
    about: str
    text: str
    set: str
    of: str = "value"


@cache
def thresholds() -> dict[str, Threshold]:
    """All thresholds by name, in the file's order."""
    raw = tomli.loads((files("foedus.assessment") / "thresholds.toml").read_text("utf-8"))
    return {name: Threshold(name, **fields) for name, fields in raw.items()}


Ramps = Mapping[str, tuple[Number, Number]]


def ramps() -> dict[str, tuple[Number, Number]]:
    """Lower and upper bound of each threshold, as the rules take them."""
    return {t.name: (t.low, t.high) for t in thresholds().values()}


def varied_ramps(
    draws: int, rng: np.random.Generator, share: float = VARIED
) -> dict[str, tuple[Number, Number]]:
    """Thresholds moved at random, each by its own factor, shape (draws, 1).

    The two bounds of a ramp move together, so a ramp keeps its order. A threshold on a
    share near one (``of = "remainder"``) moves by its distance from one.
    """
    out: dict[str, tuple[Number, Number]] = {}
    for t in thresholds().values():
        factor = rng.uniform(1 - share, 1 + share, (draws, 1))
        out[t.name] = moved(t, factor)
    return out


def moved(t: Threshold, factor: Number) -> tuple[Number, Number]:
    """A threshold's bounds, moved by a factor."""
    if t.of == "remainder":
        return 1 - (1 - t.low) * factor, 1 - (1 - t.high) * factor
    return t.low * factor, t.high * factor


def ramp(x: Any, bounds: tuple[Number, Number]) -> Any:
    """Graded membership: 0 up to the lower bound, 1 from the upper, straight between; NaN stays.

    Examples
    --------
    >>> float(ramp(3.0, (2.0, 4.0)))
    0.5
    """
    low, high = bounds
    return np.clip((np.asarray(x, float) - low) / (np.asarray(high, float) - low), 0.0, 1.0)
