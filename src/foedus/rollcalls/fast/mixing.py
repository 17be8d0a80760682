"""Fewer sweeps to the same fixed point: Anderson's mixing of the last few sweeps.

Anderson (1965); Walker and Ni (2011), SIAM Journal on Numerical Analysis 49. Expectation
and maximisation alone creep where all positions of a period move together; the mixed step
takes the combination of recent sweeps that would have changed least.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_RIDGE = 1e-10
_FURTHEST = 0.5


@dataclass
class Mixing:
    """Memory of the last sweeps.

    Parameters
    ----------
    memory
        How many sweeps are combined.
    """

    memory: int = 8
    _before: tuple[Floats, Floats] | None = None
    _changes: list[tuple[Floats, Floats]] = field(default_factory=list)

    def next(self, was: Floats, swept: Floats) -> Floats:
        """Where to sweep from next, given where the last sweep began and ended."""
        moved = swept - was
        if self._before is not None:
            self._changes.append((moved - self._before[0], swept - self._before[1]))
            self._changes = self._changes[-self.memory :]
        self._before = (moved, swept)
        if not self._changes:
            return swept
        by = np.array([change for change, _ in self._changes])
        square = by @ by.T
        square[np.diag_indices(len(by))] *= 1.0 + _RIDGE
        square[np.diag_indices(len(by))] += 1e-300
        weights = np.linalg.lstsq(square, by @ moved, rcond=None)[0]
        step = -weights @ np.array([change for _, change in self._changes])
        furthest = float(np.abs(step).max())
        return np.asarray(swept + step * min(1.0, _FURTHEST / max(furthest, _FURTHEST)))
