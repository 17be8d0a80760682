"""How lopsided the codings are: prevalence, bias, and what is missing.

A coefficient cannot be read without them: where one category takes nearly everything,
kappa-like coefficients are low at high agreement (Feinstein, A. R. and Cicchetti, D. V. 1990,
Journal of Clinical Epidemiology 43: 543-549). The bias index of two coders is the one of Byrt,
T., Bishop, J. and Carlin, J. B. (1993) Journal of Clinical Epidemiology 46: 423-429.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.documents.reliability.ratings import NOT_READ, Ratings
from foedus.documents.reliability.sums import counts

Floats = NDArray[np.float64]


def prevalence(ratings: Ratings) -> Floats:
    """Share of each category, every unit counting alike; shape (categories,).

    Examples
    --------
    >>> from foedus.documents.reliability.ratings import from_matrix
    >>> prevalence(from_matrix([["a", "a"], ["a", "b"]])).tolist()
    [0.75, 0.25]
    """
    used = counts(ratings)
    return np.asarray((used / used.sum(axis=1, keepdims=True)).mean(axis=0))


def missing(ratings: Ratings) -> int:
    """Codings that are not there: units times coders, less codings."""
    return int((ratings.codes == NOT_READ).sum())


def bias(ratings: Ratings) -> float | None:
    """How differently two coders spread their codings over the categories, 0 to 1.

    For each pair of coders, on the units both read: half the sum over categories of the
    absolute difference of their shares. With two categories this is Byrt, Bishop and
    Carlin's index, the difference of the two coders' shares. Pairs are averaged with their
    number of units as weight; None where no two coders read the same unit. Where pairs share
    few units chance alone makes it larger than 0.

    Examples
    --------
    >>> from foedus.documents.reliability.ratings import from_matrix
    >>> bias(from_matrix([["a", "a"], ["a", "b"], ["b", "b"], ["a", "a"]]))
    0.25
    """
    read = (ratings.codes != NOT_READ).astype(float)
    both = read.T @ read
    gap = np.zeros_like(both)
    for category in range(len(ratings.categories)):
        given = (ratings.codes == category).astype(float).T @ read
        gap += np.abs(given - given.T) / 2
    upper = np.triu_indices(len(both), 1)
    units = both[upper].sum()
    return float(gap[upper].sum() / units) if units else None
