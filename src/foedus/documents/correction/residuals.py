"""The machine's errors as the gold labels show them, by stratum."""

from __future__ import annotations

import numpy as np

from foedus.documents.correction.coded import Coded, Floats, Ints
from foedus.documents.correction.how import How


def residual_spread(made: Coded, how: How | None = None) -> Floats:
    """Standard deviation of the machine's errors in each stratum of the sample.

    For `allocate` and `extend`. A stratum with few labels leans on the spread of all, as if it had
    one label more with it.

    Returns
    -------
    ndarray, shape (strata,)

    Examples
    --------
    >>> from foedus.documents.correction.coded import coded
    >>> made = coded([1, 1, 0, 0], [1, 0, 0, 0], 1.0, strata=["b", "b", "a", "a"])
    >>> residual_spread(made, How(recalibrate=False)).round(2).tolist()
    [0.35, 0.61]
    """
    guess = (how or How()).guesses(made).mean(axis=0)
    return errors(made, guess, made.stratum, made.strata)[2]


def errors(made: Coded, guess: Floats, stratum: Ints, count: int) -> tuple[Ints, Ints, Floats]:
    """Units, drawn units and spread of errors by stratum, each of shape (count,).

    Where documents were drawn, a unit's error is that of its passages together.
    """
    first = np.unique(made.unit, return_index=True)[1]
    of_unit = stratum[first]
    drawn = np.unique(made.unit[made.rows])
    error = np.bincount(made.unit[made.rows], made.label - guess[made.rows], len(first))[drawn]
    place = of_unit[drawn]
    n = np.bincount(place, minlength=count)
    mean = np.bincount(place, error, count) / np.maximum(n, 1)
    square = np.bincount(place, (error - mean[place]) ** 2, count)
    pooled = square.sum() / max(len(drawn) - (n > 0).sum(), 1)
    spread = np.sqrt((square + pooled) / np.maximum(n, 1))
    return (
        np.bincount(of_unit, minlength=count).astype(np.int64),
        n.astype(np.int64),
        np.where(n > 0, spread, np.sqrt(pooled)),
    )
