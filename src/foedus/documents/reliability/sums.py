"""Sums over units from which every coefficient follows.

Each coefficient is a function of a few sums over units. So sums over the units of a document
are taken once; the coefficient of any resampling of documents is the function of the sums
times how often each document was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.documents.reliability.ratings import NOT_READ, Ratings

Floats = NDArray[np.float64]
MOST_ORDINAL = 40
"""Categories that Krippendorff's ordinal metric takes: its sums grow with their square."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums over units; leading axes are documents, resamplings or pairs of coders.

    Parameters
    ----------
    units, paired : ndarray, shape (...)
        Units read by anyone; by two coders or more.
    agree : ndarray, shape (...)
        Over paired units: mean agreement of two coders of the unit.
    share : ndarray, shape (..., categories)
        Over units: share of the unit's codings in each category.
    disagree : ndarray, shape (...)
        Over paired units: distances of all ordered pairs of codings, over codings less one.
    margins : ndarray, shape (..., categories)
        Codings of paired units in each category.
    coders : ndarray, shape (..., coders, categories)
        Codings of each coder in each category; no coders where not asked for.
    together : ndarray, shape (..., categories, categories)
        Krippendorff's coincidences; no categories where not asked for.
    """

    units: Floats
    paired: Floats
    agree: Floats
    share: Floats
    disagree: Floats
    margins: Floats
    coders: Floats
    together: Floats

    def total(self) -> Sums:
        """Sums over the first axis."""
        return Sums(*(np.asarray(part.sum(axis=0)) for part in self._parts()))

    def drawn(self, times: Floats) -> Sums:
        """Sums where document d counts `times[b, d]` times in resampling b."""
        return Sums(*(np.tensordot(times, part, axes=1) for part in self._parts()))

    def _parts(self) -> tuple[Floats, ...]:
        return (
            self.units,
            self.paired,
            self.agree,
            self.share,
            self.disagree,
            self.margins,
            self.coders,
            self.together,
        )


def counts(ratings: Ratings) -> Floats:
    """How many coders put each unit into each category, shape (units, categories)."""
    n, q = len(ratings.codes), len(ratings.categories)
    unit, coder = np.nonzero(ratings.codes != NOT_READ)
    place = unit * q + ratings.codes[unit, coder]
    return np.bincount(place, minlength=n * q).reshape(n, q).astype(float)


def spread(used: Floats, apart: Floats) -> Floats:
    """Distances of all ordered pairs of codings of each unit, over its codings less one.

    Parameters
    ----------
    used : ndarray, shape (units, categories)
        Codings in each category.
    apart : ndarray, shape (categories, categories)
        Distances.

    Returns
    -------
    ndarray, shape (units,)
        0 where fewer than two coders read the unit.
    """
    size = used.sum(axis=1)
    pairs = ((used @ apart) * used).sum(axis=1)
    return np.asarray(np.divide(pairs, size - 1, out=np.zeros(len(used)), where=size > 1))


def coincidences(used: Floats) -> Floats:
    """Krippendorff's coincidences of each unit, shape (units, categories, categories)."""
    size = used.sum(axis=1)
    pairs = used[:, :, None] * used[:, None, :]
    each = np.arange(used.shape[1])
    pairs[:, each, each] -= used
    return np.asarray(
        pairs * (np.where(size > 1, 1.0, 0.0) / np.maximum(size - 1, 1))[:, None, None]
    )


def by_document(ratings: Ratings, apart: Floats | None, with_coders: bool) -> Sums:
    """The sums of each document.

    Parameters
    ----------
    ratings
        The ratings matrix.
    apart : ndarray, shape (categories, categories), or None
        Distances; None for Krippendorff's ordinal metric, which takes them from the margins.
    with_coders
        Whether each coder's own distribution is needed (Cohen, Conger).
    """
    used = counts(ratings)
    n, q = used.shape
    size = used.sum(axis=1)
    paired = size > 1
    cost = np.zeros(n) if apart is None else spread(used, apart)
    agree = np.where(paired, 1 - cost / np.maximum(size, 1), 0.0)
    together = _ordinal(used) if apart is None else np.zeros((n, 0, 0))

    def gathered(part: Floats) -> Floats:
        return _gathered(part, ratings.documents)

    return Sums(
        gathered(np.ones(n)),
        gathered(paired.astype(float)),
        gathered(agree),
        gathered(used / size[:, None]),
        gathered(cost),
        gathered(used * paired[:, None]),
        _coders(ratings) if with_coders else np.zeros((ratings.n_documents, 0, q)),
        gathered(together),
    )


def of_pairs(tables: Floats, apart: Floats | None) -> Sums:
    """The sums of two coders from their tables of units both read.

    Parameters
    ----------
    tables : ndarray, shape (..., categories, categories)
        How many units the first coder put into the row's category and the second into the
        column's.
    apart : ndarray, shape (categories, categories), or None
        Distances; None for Krippendorff's ordinal metric.
    """
    first, second = tables.sum(axis=-1), tables.sum(axis=-2)
    n = first.sum(axis=-1)
    both = first + second
    coders = np.stack([first, second], axis=-2)
    if apart is None:
        none = np.zeros(n.shape)
        return Sums(n, n, none, both / 2, none, both, coders, tables + tables.swapaxes(-1, -2))
    cost = (tables * apart).sum(axis=(-2, -1))
    together = np.zeros((*n.shape, 0, 0))
    return Sums(n, n, n - cost, both / 2, 2 * cost, both, coders, together)


def _ordinal(used: Floats) -> Floats:
    if used.shape[1] > MOST_ORDINAL:
        raise FoedusError(
            f"Krippendorff's ordinal metric on {used.shape[1]} categories is too much.",
            f"Group them into {MOST_ORDINAL} or fewer, or take 'interval'.",
        )
    return coincidences(used)


def _gathered(part: Floats, documents: NDArray[np.int64]) -> Floats:
    order = np.argsort(documents, kind="stable")
    starts = np.flatnonzero(np.diff(documents[order], prepend=-1))
    return np.asarray(np.add.reduceat(part[order], starts, axis=0))


def _coders(ratings: Ratings) -> Floats:
    shape = (ratings.n_documents, ratings.codes.shape[1], len(ratings.categories))
    unit, coder = np.nonzero(ratings.codes != NOT_READ)
    place = (ratings.documents[unit] * shape[1] + coder) * shape[2] + ratings.codes[unit, coder]
    return np.bincount(place, minlength=int(np.prod(shape))).reshape(shape).astype(float)
