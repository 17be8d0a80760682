"""How far apart two states use one concept: distance of contexts, claimed only beyond noise.

Each document is the mean of its sentences on the concept, as vectors (of their meaning, or of
their words). The distance of two states is the squared distance of their means, estimated
without the bias that noise brings (pairs of different documents only; the maximum mean
discrepancy of Gretton and others 2012 with a linear kernel), and given as a share of the
squared distance of two documents of one state: 0 says that a document of the other state is no
further away than one of the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.core.interval import Interval
from foedus.documents.comparing.resampling import check_level, drawn_weights, percentiles

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FEWEST = 8
"""Documents of each state below which no distance is estimated."""
STRATUM = 10
"""Years within which labels change places in the null: change over time is no difference."""


@dataclass(frozen=True, slots=True)
class ContextDistance:
    """Distance of two states' use of a concept.

    Parameters
    ----------
    value
        Share of the distance of two documents of one state; None where there is none.
    interval
        From documents drawn again.
    null
        Bounds of the same figure with states' labels permuted among documents of the same
        years: what noise alone gives.
    beyond
        `value` less the mean of the null.
    p
        Share of permutations that reach the value.
    halves
        For each state, upper bound of the figure when its own documents are split in two.
    documents
        Of each state.
    claimed
        Whether the distance is beyond noise: above the null's upper bound, and its interval
        above the null's mean.
    why
        Why there is none; empty otherwise.
    """

    value: float | None
    interval: Interval | None
    null: Interval | None
    beyond: float | None
    p: float | None
    halves: tuple[float, float] | None
    documents: tuple[int, int]
    claimed: bool
    why: str = ""

    def text(self) -> str:
        """The distance in one line."""
        if self.value is None or self.interval is None or self.null is None:
            return self.why
        said = "beyond noise" if self.claimed else "not told from noise"
        return (
            f"{self.value:.2f} ({self.interval.level:.0%} interval {self.interval.low:.2f} to "
            f"{self.interval.high:.2f}; labels permuted {self.null.low:.2f} to "
            f"{self.null.high:.2f}, p {self.p:.3f}): {said}"
        )


def context_distance(
    one: NDArray[np.floating],
    two: NDArray[np.floating],
    *,
    years: tuple[Ints, Ints] | None = None,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 1,
) -> ContextDistance:
    """Distance between two sets of documents given as vectors.

    Parameters
    ----------
    one, two : ndarray, shape (documents, dimensions)
        A vector a document.
    years : tuple of ndarray of int
        Year of each document: labels are permuted within `STRATUM` years. Without them among
        all.
    level, draws, seed
        Nominal coverage; resamplings and permutations; seed.

    Raises
    ------
    FoedusError
        If the vectors do not fit together.

    References
    ----------
    Gretton, A. and others (2012). A kernel two-sample test. Journal of Machine Learning
    Research 13: 723-773.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> a, b = rng.normal(0, 1, (40, 5)), rng.normal(0, 1, (40, 5))
    >>> context_distance(a, b, draws=200).claimed, context_distance(a, b + 1, draws=200).claimed
    (False, True)
    """
    check_level(level, draws)
    a, b = np.asarray(one, float), np.asarray(two, float)
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[1]:
        raise FoedusError(
            f"Vectors of shapes {a.shape} and {b.shape} do not fit together.",
            "Give one row a document and the same dimensions.",
        )
    n = len(a), len(b)
    if min(n) < FEWEST:
        why = (
            f"not assessable: {n[0]} and {n[1]} documents on the concept, at least {FEWEST} of "
            "each state needed"
        )
        return ContextDistance(None, None, None, None, None, None, n, False, why)
    value = float(_shares(a, b, np.ones((1, n[0])), np.ones((1, n[1])))[0])
    drawn = np.concatenate(
        [
            _shares(a, b, w, v)
            for w, v in zip(
                drawn_weights(n[0], draws, (seed, 0)),
                drawn_weights(n[1], draws, (seed, 1)),
                strict=False,
            )
        ]
    )
    low, high = percentiles(drawn, level)
    null = _permuted(a, b, years, draws, seed)
    under, over = percentiles(null, level)
    p = (1 + int((null >= value).sum())) / (1 + len(null))
    halves = (_halves(a, level, draws, seed), _halves(b, level, draws, seed))
    basis = f"{len(drawn):,} resamplings of {n[0]} and {n[1]} documents"
    claimed = value > over and low > float(null.mean())
    return ContextDistance(
        value,
        Interval(min(low, value), max(high, value), level, basis),
        Interval(under, over, level, f"{len(null):,} permutations of the states' labels"),
        value - float(null.mean()),
        p,
        halves,
        n,
        claimed,
    )


def _shares(a: Floats, b: Floats, w: Floats, v: Floats) -> Floats:
    """The figure for each row of weights; a document is never paired with itself."""
    sa, sb = w @ a, v @ b
    na, nb = w.sum(axis=1), v.sum(axis=1)
    own_a, own_b = (a**2).sum(axis=1), (b**2).sum(axis=1)
    pairs_a = np.maximum(na**2 - (w**2).sum(axis=1), 1e-12)
    pairs_b = np.maximum(nb**2 - (v**2).sum(axis=1), 1e-12)
    within_a = ((sa**2).sum(axis=1) - (w**2) @ own_a) / pairs_a
    within_b = ((sb**2).sum(axis=1) - (v**2) @ own_b) / pairs_b
    across = (sa * sb).sum(axis=1) / (na * nb)
    apart = within_a + within_b - 2 * across
    # Mean squared distance of two documents of one state: twice (mean norm less within).
    spread = (w @ own_a / na - within_a) + (v @ own_b / nb - within_b)
    return np.asarray(apart / np.maximum(spread, 1e-12), float)


def _permuted(
    a: Floats, b: Floats, years: tuple[Ints, Ints] | None, draws: int, seed: int
) -> Floats:
    both = np.concatenate([a, b])
    first = np.arange(len(both)) < len(a)
    block = np.zeros(len(both), np.int64)
    if years is not None:
        block = np.concatenate(years).astype(np.int64) // STRATUM
    rng = np.random.default_rng((seed, 2))
    order = np.lexsort((rng.random((draws, len(both))), np.broadcast_to(block, (draws, len(both)))))
    place = np.argsort(block, kind="stable")
    labels = np.empty((draws, len(both)), bool)
    # Documents of a block in a random order take the labels of that block in theirs.
    np.put_along_axis(labels, order, np.broadcast_to(first[place], (draws, len(both))), axis=1)
    return _shares(both, both, labels.astype(float), (~labels).astype(float))


def _halves(a: Floats, level: float, draws: int, seed: int) -> float:
    rng = np.random.default_rng((seed, 3))
    order = rng.random((draws, len(a))).argsort(axis=1)
    half = (order < len(a) // 2).astype(float)
    return percentiles(_shares(a, a, half, 1 - half), level)[1]
