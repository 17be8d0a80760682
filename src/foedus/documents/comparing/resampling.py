"""Documents drawn again with replacement: what intervals by documents rest on.

Words of one document are not independent of each other (a subject is named twenty times in
one speech and never in the next), so that intervals that take tokens one by one are too
narrow. Drawing whole documents keeps that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError

Floats = NDArray[np.float64]

FEWEST_DOCUMENTS = 10
"""Below so many documents none is drawn again: few documents cannot show what others hold."""
FEWEST_DRAWS = 20
_CELLS = 2_000_000


def check_level(level: float, draws: int = FEWEST_DRAWS) -> None:
    """Refuse a nominal coverage that is no share, and too few resamplings for bounds.

    Raises
    ------
    FoedusError
        If the level is not between 0 and 1, or there are fewer than 20 draws.

    Examples
    --------
    >>> check_level(95)
    Traceback (most recent call last):
    foedus.core.errors.FoedusError: A level of 95.
    Next: Give a share between 0 and 1, such as 0.95.
    """
    if not 0 < level < 1:
        raise FoedusError(f"A level of {level}.", "Give a share between 0 and 1, such as 0.95.")
    if draws < FEWEST_DRAWS:
        raise FoedusError(f"{draws} resamplings.", f"Draw at least {FEWEST_DRAWS} times.")


def drawn_weights(documents: int, draws: int, seed: tuple[int, ...]) -> Iterator[Floats]:
    """How often each document is drawn, in blocks of resamplings.

    Yields
    ------
    ndarray, shape (draws of the block, documents)
        Each row sums to `documents`.

    Examples
    --------
    >>> blocks = list(drawn_weights(3, 5, (1,)))
    >>> len(blocks), blocks[0].shape, bool((blocks[0].sum(axis=1) == 3).all())
    (1, (5, 3), True)
    """
    rng = np.random.default_rng(seed)
    step = max(_CELLS // max(documents, 1), 1)
    for done in range(0, draws, step):
        n = min(step, draws - done)
        drawn = rng.integers(0, documents, (n, documents)) + documents * np.arange(n)[:, None]
        weights = np.bincount(drawn.ravel(), minlength=n * documents)
        yield weights.reshape(n, documents).astype(float)


def drawn_sums(values: NDArray[Any], draws: int, seed: tuple[int, ...]) -> Floats:
    """Sums over documents drawn again.

    Parameters
    ----------
    values : ndarray, shape (documents, columns)
    draws
        Number of resamplings.
    seed
        Seed.

    Returns
    -------
    ndarray, shape (draws, columns)

    Examples
    --------
    >>> drawn_sums(np.ones((4, 2)), 3, (1,)).tolist()
    [[4.0, 4.0], [4.0, 4.0], [4.0, 4.0]]
    """
    values = np.asarray(values, float)
    return np.concatenate([w @ values for w in drawn_weights(len(values), draws, seed)])


def percentiles(drawn: Floats, level: float) -> tuple[float, float]:
    """Percentile bounds of one figure over resamplings, those without it (NaN) left out."""
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return float(low), float(high)
