"""Bounds of the log ratio of many words at once: by documents drawn again, or exact by tokens."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.documents.comparing.association import ABSENT, Floats
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.products import times
from foedus.documents.comparing.quantiles import beta_quantile
from foedus.documents.comparing.resampling import drawn_weights

_CELLS = 4_000_000


def token_bounds(
    focus: NDArray[Any], focus_tokens: int, against: NDArray[Any], against_tokens: int, level: float
) -> tuple[Floats, Floats]:
    """Exact bounds of the log ratio given both counts, tokens taken as independent.

    Examples
    --------
    >>> low, high = token_bounds(np.array([12]), 1000, np.array([3]), 1000, 0.95)
    >>> (2**low).round(3).tolist(), (2**high).round(3).tolist()
    ([1.079], [22.088])
    """
    a, b = np.asarray(focus, float), np.asarray(against, float)
    tail, some = (1 - level) / 2, 1.0
    low = np.where(a > 0, beta_quantile(tail, np.maximum(a, some), b + 1), 0.0)
    high = np.where(b > 0, beta_quantile(1 - tail, a + 1, np.maximum(b, some)), 1.0)
    scale = np.log2(against_tokens / focus_tokens)
    with np.errstate(divide="ignore"):
        return np.log2(low / (1 - low)) + scale, np.log2(high / (1 - high)) + scale


def document_bounds(
    one: DocumentCounts, two: DocumentCounts, level: float, draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Percentile bounds of each feature's log ratio, documents of both sets drawn again.

    The side on which a set lacks the word, or all but one document does, stays open.

    Parameters
    ----------
    one, two
        Counts of the two sets, with the same features.

    Returns
    -------
    low, high : ndarray, shape (features,)
    """
    weights = [
        np.concatenate(list(drawn_weights(len(s), draws, (seed, k)))).T.astype(np.float32)
        for k, s in enumerate((one, two))
    ]
    tokens = [s.tokens @ w for s, w in zip((one, two), weights, strict=True)]
    with np.errstate(divide="ignore"):
        scale = (tokens[1] / tokens[0]).astype(np.float32)
    low, high = np.empty(len(one.features)), np.empty(len(one.features))
    step = max(_CELLS // draws, 1)
    columns = one.transposed(), two.transposed()
    for a in range(0, len(low), step):
        drawn = (_rows(s, a, step, w) for s, w in zip(columns, weights, strict=True))
        focus, against = (np.maximum(counts, ABSENT) for counts in drawn)
        low[a : a + step], high[a : a + step] = _two_percentiles(focus / against * scale, level)
    # Where one document at most holds a word, nothing says how rare it is there.
    low = np.where(one.spread < 2, -np.inf, np.log2(low))
    high = np.where(two.spread < 2, np.inf, np.log2(high))
    return low, high


def _rows(s: DocumentCounts, a: int, step: int, weights: NDArray[np.float32]) -> NDArray[Any]:
    """Counts of some features in every resampling; shape (features of the block, draws)."""
    first = s.first[a : a + step + 1]
    entries = slice(first[0], first[-1])
    return times(first - first[0], s.feature[entries], s.count[entries], weights)


def _two_percentiles(drawn: NDArray[Any], level: float) -> tuple[Floats, Floats]:
    ends = [(1 - level) / 2, (1 + level) / 2]
    at = [int(np.clip(np.ceil(e * drawn.shape[1]) - 1, 0, drawn.shape[1] - 1)) for e in ends]
    sorted_ = np.partition(drawn, at, axis=1)
    return sorted_[:, at[0]].astype(float), sorted_[:, at[1]].astype(float)
