"""From which probability on a code is given: where macro-F1 is expected to be highest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def threshold(chance: Floats) -> float:
    """The threshold with the highest macro-F1 that calibrated probabilities let expect.

    Macro-F1 is the mean of F1 for the code and F1 for its absence. Counted with the labels
    themselves its curve is ragged, and its peak an accident of the sample; counted with
    probabilities of passages unseen, which are calibrated on the labels, it is smooth.

    Parameters
    ----------
    chance : ndarray, shape (passages,)
        Calibrated probabilities of passages unseen.

    Examples
    --------
    >>> threshold(np.array([0.1, 0.2, 0.6, 0.9]))
    0.4
    """
    edges, expected = curve(chance)
    return round(float(edges[expected.argmax()]), 6) if len(edges) else 0.5


def curve(chance: Floats) -> tuple[Floats, Floats]:
    """Thresholds between neighbouring probabilities, and the macro-F1 expected at each."""
    sorted_ = np.sort(chance)[::-1]
    cut = np.flatnonzero(np.diff(sorted_) < 0)
    there, rows = sorted_.sum(), len(sorted_)
    given = cut + 1.0
    right = np.cumsum(sorted_)[cut]
    rightly_not = (rows - given) - (there - right)
    yes = 2 * right / (given + there)
    no = 2 * rightly_not / ((rows - given) + (rows - there))
    return (sorted_[cut] + sorted_[cut + 1]) / 2, (yes + no) / 2
