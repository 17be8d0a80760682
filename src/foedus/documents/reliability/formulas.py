"""The coefficients, as functions of sums over units.

Gwet, K. L. (2014) Handbook of Inter-Rater Reliability, 4th ed.; Krippendorff, K. (2011)
Computing Krippendorff's alpha-reliability; Conger, A. J. (1980) Psychological Bulletin 88:
322-328; Fleiss, J. L. (1971) Psychological Bulletin 76: 378-382; Brennan, R. L. and
Prediger, D. J. (1981) Educational and Psychological Measurement 41: 687-699.

All but alpha have the form (observed - chance) / (1 - chance) and differ in what they take
for chance. Nothing here decides whether a coefficient may be shown: where a formula divides
by nothing it gives nan.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.documents.reliability.distances import between_middles
from foedus.documents.reliability.sums import Sums
from foedus.documents.reliability.words import Coefficient

Floats = NDArray[np.float64]


def coefficient_of(sums: Sums, coefficient: Coefficient, apart: Floats | None) -> Floats:
    """The coefficient of every entry of the leading axes.

    Parameters
    ----------
    sums
        Sums over units (see `sums.Sums`).
    coefficient
        Which one; `cohen` and `scott` need sums over units that both coders read.
    apart : ndarray, shape (categories, categories), or None
        Distances of the categories; None for alpha on Krippendorff's ordinal metric.

    Returns
    -------
    ndarray, shape (...)
        nan where it is not defined.

    Examples
    --------
    >>> from foedus.documents.reliability.sums import of_pairs
    >>> table = of_pairs(np.array([[118.0, 5.0], [2.0, 0.0]]), 1 - np.eye(2))
    >>> [round(float(coefficient_of(table, c, 1 - np.eye(2))), 4) for c in ("cohen", "ac")]
    [-0.0234, 0.9408]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        if coefficient == "alpha":
            return _alpha(sums, apart)
        assert apart is not None
        observed = sums.agree / sums.paired
        if coefficient == "percent":
            return np.asarray(observed)
        chance = by_chance(sums, coefficient, apart)
        # Rounding must not turn 0 / 0 into a number.
        room = np.where(np.abs(1 - chance) < 1e-12, np.nan, 1 - chance)
        return np.asarray((observed - chance) / room)


def by_chance(sums: Sums, coefficient: Coefficient, apart: Floats) -> Floats:
    """Agreement that chance alone would bring, as the coefficient sees chance."""
    q = len(apart)
    if coefficient == "percent":
        return np.zeros(sums.units.shape)
    if coefficient == "brennan-prediger":
        return np.full(sums.units.shape, 1 - apart.sum() / q**2)
    if coefficient in ("cohen", "conger"):
        return _chance_of_coders(sums.coders, apart)
    share = sums.share / sums.units[..., None]
    if coefficient == "ac":
        if q < 2:
            return np.full(sums.units.shape, np.nan)
        weight = (1 - apart).sum() / (q * (q - 1))
        return np.asarray(weight * (share * (1 - share)).sum(axis=-1))
    return np.asarray(1 - ((share @ apart) * share).sum(axis=-1))


def own_shares(coders: Floats) -> Floats:
    """Each coder's share of each category; 0 throughout for a coder without codings."""
    n = coders.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(coders, n, out=np.zeros_like(coders), where=n > 0))


def _chance_of_coders(coders: Floats, apart: Floats) -> Floats:
    own = own_shares(coders)
    # In a resampling a coder may have no coding left, and is then out of the average.
    n = (coders.sum(axis=-1) > 0).sum(axis=-1)
    whole = own.sum(axis=-2)
    crossed = ((whole @ apart) * whole).sum(axis=-1) - ((own @ apart) * own).sum(axis=(-2, -1))
    return np.asarray(1 - crossed / (n * (n - 1)))


def _alpha(sums: Sums, apart: Floats | None) -> Floats:
    n = sums.margins.sum(axis=-1)
    if apart is None:
        distances = between_middles(sums.margins)
        observed = (sums.together * distances).sum(axis=(-2, -1))
        crossed = sums.margins[..., :, None] * sums.margins[..., None, :]
        expected = (crossed * distances).sum(axis=(-2, -1))
    else:
        observed = sums.disagree
        expected = ((sums.margins @ apart) * sums.margins).sum(axis=-1)
    return np.asarray(1 - (n - 1) * observed / np.where(expected > 0, expected, np.nan))
