"""Obligations as bits of one number, and the class shown for them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FLAGS = ("defense", "offense", "neutral", "nonagg", "consul")
BITS = {flag: 1 << k for k, flag in enumerate(FLAGS)}


def obligation_class(bits: NDArray[Any]) -> NDArray[np.float64]:
    """Display class: 4 defence or offence, 3 neutrality, 2 consultation, 1 non-aggression, 0 none.

    Examples
    --------
    >>> import numpy as np
    >>> obligation_class(np.array([0, 8, 24, 1, np.nan])).tolist()
    [0.0, 1.0, 2.0, 4.0, nan]
    """
    whole = np.nan_to_num(bits).astype(np.int64)
    out = np.zeros(whole.shape)
    for flag, level in (
        ("nonagg", 1),
        ("consul", 2),
        ("neutral", 3),
        ("offense", 4),
        ("defense", 4),
    ):
        out[(whole & BITS[flag]) > 0] = level
    out[np.isnan(bits)] = np.nan
    return out


def has(bits: NDArray[Any], flag: str) -> NDArray[np.float64]:
    """1 where the obligation holds, 0 where not, NaN outside coverage."""
    out = np.asarray((np.nan_to_num(bits).astype(np.int64) & BITS[flag]) > 0, float)
    out[np.isnan(bits)] = np.nan
    return out
