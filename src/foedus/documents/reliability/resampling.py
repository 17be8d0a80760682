"""Drawing documents again: intervals that know that passages of a document hang together."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from foedus.core.interval import Interval
from foedus.documents.reliability.student import t_quantile

Floats = NDArray[np.float64]
DRAWS = 2000
"""Resamplings behind an interval."""
_CELLS = 4_000_000
_USABLE = 0.95


def document_draws(documents: int, draws: int, seed: int) -> Floats:
    """How often each document is drawn in each resampling.

    Parameters
    ----------
    documents
        Number of documents.
    draws
        Number of resamplings; each draws as many documents as there are, with replacement.
    seed
        Seed of the draws.

    Returns
    -------
    ndarray, shape (draws, documents)

    Examples
    --------
    >>> document_draws(5, 3, seed=1).sum(axis=1).tolist()
    [5.0, 5.0, 5.0]
    """
    rng = np.random.default_rng(seed)
    picked = rng.integers(documents, size=(draws, documents))
    place = picked + np.arange(draws)[:, None] * documents
    times = np.bincount(place.ravel(), minlength=draws * documents)
    return times.reshape(draws, documents).astype(float)


def redrawn(of: Callable[[Floats], Floats], documents: int, draws: int, seed: int) -> Floats:
    """A figure for every resampling, in blocks, so that many documents need little memory.

    Parameters
    ----------
    of
        Takes how often each document is drawn, shape (resamplings, documents), to the
        figures, shape (resamplings, ...).
    documents, draws, seed
        As in `document_draws`.
    """
    block = max(1, min(draws, _CELLS // max(documents, 1)))
    starts = range(0, draws, block)
    return np.concatenate(
        [
            of(document_draws(documents, min(block, draws - s), seed + k))
            for k, s in enumerate(starts)
        ]
    )


def percentiles(drawn: Floats, level: float, documents: int, basis: str) -> Interval | None:
    """Bounds from resamplings; None where too many of them give no figure.

    Expanded percentiles (Hesterberg, T. C. 2015, The American Statistician 69: 371-386): the
    plain ones are too narrow with few documents.

    Parameters
    ----------
    drawn : ndarray, shape (resamplings,)
        nan where the figure is not defined, for instance where nothing varies.
    level
        Coverage aimed at.
    documents
        How many documents were resampled.
    basis
        What was drawn again, in words.

    Examples
    --------
    >>> percentiles(np.arange(101.0), 0.9, 10_000, "resampled documents").bounds()
    [4.9976, 95.0024]
    """
    usable = drawn[np.isfinite(drawn)]
    if len(usable) < _USABLE * len(drawn) or not len(usable) or documents < 2:
        return None
    reach = sqrt(documents / (documents - 1)) * t_quantile((1 + level) / 2, documents - 1)
    tail = NormalDist().cdf(-reach)
    low, high = np.quantile(usable, [tail, 1 - tail])
    return Interval(float(low), float(high), level, basis)
