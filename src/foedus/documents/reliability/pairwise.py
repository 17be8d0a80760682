"""Every two coders apart: who agrees with whom."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.reliability.distances import distance, fitting
from foedus.documents.reliability.formulas import coefficient_of
from foedus.documents.reliability.ratings import Ratings
from foedus.documents.reliability.sums import of_pairs
from foedus.documents.reliability.words import Coefficient, Scale, check

MOST_CELLS = 50_000_000
"""Cells of all pairs' tables together that are held at once."""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Agreement of two coders on the units both read.

    Parameters
    ----------
    first, second
        The coders.
    coefficient, scale
        What was computed, and on which metric or weights.
    n
        Units both read.
    value
        The coefficient; None where it cannot be assessed.
    why_null
        Why there is no value; empty otherwise.
    """

    first: Hashable
    second: Hashable
    coefficient: Coefficient
    scale: Scale
    n: int
    value: float | None
    why_null: str


def pairwise(
    ratings: Ratings, coefficient: Coefficient, scale: Scale, *, fewest_units: int = 10
) -> tuple[PairAgreement, ...]:
    """The coefficient of each two coders, on the units both read.

    Parameters
    ----------
    ratings
        The ratings matrix.
    coefficient, scale
        As in `agreement`. ``cohen`` gives the kappas of which Light took the mean.
    fewest_units
        Units both read below which nothing is said.

    Returns
    -------
    tuple of PairAgreement
        In the order of the coders.

    Raises
    ------
    FoedusError
        As `agreement`.

    Examples
    --------
    >>> from foedus.documents.reliability.ratings import from_matrix
    >>> three = from_matrix([["a", "a", "b"], ["b", "b", "b"], ["b", "a", None]])
    >>> [(p.first, p.second, p.n) for p in pairwise(three, "percent", "identity")]
    [('1', '2', 3), ('1', '3', 2), ('2', '3', 2)]
    """
    coefficient, scale = check(coefficient, scale)
    fitting(ratings, scale)
    apart = None if scale == "krippendorff-ordinal" else distance(scale, ratings.scores)
    tables = pair_tables(ratings)
    values = coefficient_of(of_pairs(tables, apart), coefficient, apart)
    units = tables.sum(axis=(1, 2)).astype(int)
    used = (tables.sum(axis=1) + tables.sum(axis=2) > 0).sum(axis=1)
    found = []
    pairs = np.transpose(np.triu_indices(len(ratings.coders), 1))
    for (one, two), value, n, kinds in zip(pairs, values, units, used, strict=True):
        why = ""
        if n < max(fewest_units, 2):
            why = f"both read only {n} units; at least {max(fewest_units, 2)} are needed"
        elif kinds < 2 and coefficient != "percent":
            why = "nothing varies"
        elif not np.isfinite(value):
            why = "the formula divides by nothing"
        names = ratings.coders[one], ratings.coders[two]
        kept = None if why else float(value)
        found.append(PairAgreement(*names, coefficient, scale, int(n), kept, why))
    return tuple(found)


def pair_tables(ratings: Ratings) -> NDArray[np.float64]:
    """For each two coders, how many units went into which two categories.

    Returns
    -------
    ndarray, shape (pairs, categories, categories)
        The first coder's category in rows; only units both read. Pairs in the order of
        `numpy.triu_indices`.

    Raises
    ------
    FoedusError
        For more than fits into memory.
    """
    r, q = len(ratings.coders), len(ratings.categories)
    if (r * q) ** 2 > MOST_CELLS:
        raise FoedusError(
            f"Pairs of {r:,} coders over {q:,} categories are too many to compare at once.",
            "Take fewer coders, or group the categories.",
        )
    given = ratings.codes[:, :, None] == np.arange(q)
    flat = given.reshape(len(given), r * q).astype(np.float32)
    crossed = (flat.T @ flat).astype(float).reshape(r, q, r, q)
    first, second = np.triu_indices(r, 1)
    return np.asarray(crossed[first, :, second, :])
