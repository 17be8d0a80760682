"""Analytic standard errors: units drawn from many, coders as they are.

Gwet, K. L. (2014) Handbook of Inter-Rater Reliability, 4th ed., ch. 5, and (2011) On the
Krippendorff's alpha coefficient: linearised, conditional on the coders. Units are taken as
independent. Where they come in documents the bootstrap over documents is the better guide.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.documents.reliability.distances import between_middles, middles
from foedus.documents.reliability.formulas import by_chance, coefficient_of, own_shares
from foedus.documents.reliability.ratings import NOT_READ, Ratings
from foedus.documents.reliability.sums import Sums, coincidences, counts, spread
from foedus.documents.reliability.words import Coefficient

Floats = NDArray[np.float64]
ErrorKind = Literal["gwet", "ratio"]
"""How units that one coder alone read count in the error of the observed agreement."""
ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)


def standard_error(
    ratings: Ratings,
    sums: Sums,
    coefficient: Coefficient,
    apart: Floats | None,
    kind: ErrorKind = "gwet",
) -> tuple[float, int]:
    """Standard error, and the number of units it rests on.

    Parameters
    ----------
    ratings
        The ratings matrix.
    sums
        Its sums over all units.
    coefficient
        Which one.
    apart : ndarray, shape (categories, categories), or None
        Distances; None for Krippendorff's ordinal metric. That metric depends on the
        codings, and its own variation is part of the error.
    kind
        ``gwet``: as published, where units that one coder alone read take part, and make
        the error of all but alpha too large when they are many (a second coding of a part
        of the units); ``ratio``: they tell nothing about the observed agreement.

    Returns
    -------
    float, int
        nan where fewer than two units count.
    """
    if coefficient == "alpha":
        moves = _moves_of_alpha(counts(ratings), sums, apart)
    else:
        assert apart is not None
        moves = _moves(ratings, sums, coefficient, apart, kind)
    n = len(moves)
    counted = int(sums.paired) if kind == "ratio" else n
    if counted < 2:
        return float("nan"), counted
    return float(np.sqrt((moves**2).sum() / (n * (n - 1)))), counted


def _moves(
    ratings: Ratings, sums: Sums, coefficient: Coefficient, apart: Floats, kind: ErrorKind
) -> Floats:
    """What each unit adds to the coefficient, less the coefficient; shape (units,)."""
    used = counts(ratings)
    size = used.sum(axis=1)
    n, paired = len(used), float(sums.paired)
    chance = float(by_chance(sums, coefficient, apart))
    value = float(coefficient_of(sums, coefficient, apart))
    agree = 1 - spread(used, apart) / size
    centre = chance if kind == "gwet" else float(sums.agree) / paired
    own = np.where(size > 1, n / paired * (agree - centre), 0.0) / (1 - chance)
    if kind == "ratio":
        own = own + value
    if coefficient in ("percent", "brennan-prediger"):
        return own - value
    if coefficient in ("cohen", "conger"):
        of_chance = _chance_moves(ratings, sums, apart)
    else:
        share = sums.share / sums.units
        if coefficient == "ac":
            q = len(apart)
            pull = (1 - apart).sum() / (q * (q - 1)) * (1 - share)
        else:
            pull = 1 - apart @ share
        of_chance = (used / size[:, None]) @ pull - chance
    return np.asarray(own - value - 2 * (1 - value) * of_chance / (1 - chance))


def _chance_moves(ratings: Ratings, sums: Sums, apart: Floats) -> Floats:
    """Half of what each unit adds to the chance agreement of coders with their own shares."""
    own = own_shares(sums.coders)
    r = len(own)
    others = (own.sum(axis=0) - own) @ apart
    mean = (own * others).sum(axis=1)
    read = ratings.codes != NOT_READ
    met = np.take_along_axis(others, np.maximum(ratings.codes, 0).T, axis=1).T
    scale = len(read) / read.sum(axis=0)
    return np.asarray(-(np.where(read, met - mean, 0.0) * scale).sum(axis=1) / (r * (r - 1)))


def _moves_of_alpha(used: Floats, sums: Sums, apart: Floats | None) -> Floats:
    """The same for alpha, over units that two coders read (times their number)."""
    used = used[used.sum(axis=1) > 1]
    margins = sums.margins
    n = margins.sum()
    distances = between_middles(margins) if apart is None else apart
    met = spread(used, distances)
    observed, expected = met.sum(), margins @ distances @ margins
    d_observed, d_expected = met, 2 * used @ (distances @ margins)
    if apart is None:
        # The metric moves with the margins too.
        ranks = middles(margins)
        steps = middles(used)
        gaps = ranks[:, None] - ranks
        d_observed = met + 4 * steps @ (coincidences(used).sum(axis=0) * gaps).sum(axis=1)
        d_expected = d_expected + 4 * steps @ (np.outer(margins, margins) * gaps).sum(axis=1)
    moves = (
        used.sum(axis=1) * observed + n * d_observed - n * observed / expected * d_expected
    ) / expected
    return np.asarray(-len(used) * moves)
