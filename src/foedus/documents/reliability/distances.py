"""How far apart two categories are: Gwet's weights and Krippendorff's metrics.

Both as distances: a weight w of agreement is the distance 1 - w. Gwet, K. L. (2014) Handbook
of Inter-Rater Reliability, 4th ed., ch. 3; Krippendorff, K. (2011) Computing Krippendorff's
alpha-reliability.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.reliability.ratings import Ratings
from foedus.documents.reliability.words import (
    NO_CODE,
    ON_NUMBERS,
    SCALE_NAMES,
    UNORDERED,
    Scale,
)

Floats = NDArray[np.float64]
MOST_CATEGORIES = 1000
"""Categories beyond which their distances fill the memory."""


def distance(scale: Scale, scores: Floats) -> Floats:
    """Distance of every two categories; 0 on the diagonal.

    Parameters
    ----------
    scale
        Weights (distances from 0 to 1) or a metric that does not depend on the codings.
    scores : ndarray, shape (categories,)
        Values of the categories, in order.

    Returns
    -------
    ndarray, shape (categories, categories)

    Raises
    ------
    FoedusError
        For more than `MOST_CATEGORIES`.

    Examples
    --------
    >>> distance("gwet-ordinal", np.array([1.0, 2, 3]))[0].round(3).tolist()
    [0.0, 0.333, 1.0]
    >>> distance("interval", np.array([-1.0, 0, 1]))[0].tolist()
    [0.0, 1.0, 4.0]
    """
    if len(scores) > MOST_CATEGORIES:
        raise FoedusError(
            f"{len(scores):,} different values are too many for a coefficient.",
            f"Round or group them: {MOST_CATEGORIES:,} at most.",
        )
    gap = np.abs(np.subtract.outer(scores, scores))
    reach = float(gap.max()) if gap.size else 0.0
    if scale in UNORDERED:
        return 1.0 - np.eye(len(scores))
    if scale == "interval":
        return np.asarray(gap**2)
    if scale == "ratio":
        total = np.add.outer(scores, scores)
        return np.asarray(np.divide(gap, total, out=np.zeros_like(gap), where=total > 0) ** 2)
    if scale == "gwet-ordinal":
        places = np.arange(len(scores))
        steps = np.abs(np.subtract.outer(places, places))
        # Pairs of categories from the one to the other, itself included.
        pairs = steps * (steps + 1.0) / 2
        return np.asarray(pairs / max(pairs.max(), 1.0))
    share = gap / reach if reach else gap
    return np.asarray(share if scale == "linear" else share**2)


def middles(margins: Floats) -> Floats:
    """Middle rank of each category among all codings, shape as given.

    Krippendorff's ordinal distance is the squared difference of two of them.

    Examples
    --------
    >>> middles(np.array([2.0, 4.0])).tolist()
    [1.0, 4.0]
    """
    return np.asarray(np.cumsum(margins, axis=-1) - margins / 2)


def between_middles(margins: Floats) -> Floats:
    """Krippendorff's ordinal distance: one more axis than `margins`.

    Parameters
    ----------
    margins : ndarray, shape (..., categories)
        How often each category was used, in order.
    """
    ranks = middles(margins)
    return np.asarray((ranks[..., :, None] - ranks[..., None, :]) ** 2)


def fitting(ratings: Ratings, scale: Scale) -> None:
    """Refuse a scale that the categories cannot bear.

    Raises
    ------
    FoedusError
        For an order among categories that have none, arithmetic on words, `NO_CODE` as a
        point of a scale, or ratios of negative values.
    """
    if scale in UNORDERED:
        return
    name = SCALE_NAMES[scale]
    if NO_CODE in ratings.categories:
        raise FoedusError(
            f"{NO_CODE!r} is no point on a scale, so {name} cannot be used.",
            "Take 'nominal' or 'identity', or ask about the coded units only.",
        )
    if scale in ON_NUMBERS and not ratings.numeric:
        raise FoedusError(
            f"The {name} needs numbers; the categories are {_some(ratings)}.",
            "Give numbers, or take 'krippendorff-ordinal'.",
        )
    if not (ratings.numeric or ratings.declared):
        raise FoedusError(
            f"Nobody said in which order {_some(ratings)} stand, so {name} cannot be used.",
            "Give `categories` in their order.",
        )
    if np.any(np.diff(ratings.scores) <= 0):
        raise FoedusError(
            f"The categories are not in rising order: {_some(ratings)}.",
            "Give `categories` from the lowest to the highest.",
        )
    if scale == "ratio" and ratings.scores.min() < 0:
        raise FoedusError(
            "The ratio metric has no meaning below zero.", "Take 'interval' for such a scale."
        )


def _some(ratings: Ratings) -> str:
    shown = ", ".join(repr(c) for c in ratings.categories[:5])
    return shown + (" ..." if len(ratings.categories) > 5 else "")
