"""Spans of many documents at once: which overlap, which lie within which, joined to runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Spans = NDArray[np.int64]
"""Shape (spans, 3): document, start, stop (not included)."""
Whole = NDArray[np.int64]
_WIDE = 1 << 40
"""More than any text has characters: document and offset in one number, in order."""


def merged(spans: Spans) -> Spans:
    """Spans joined where they touch or overlap; ordered, apart from each other.

    Examples
    --------
    >>> merged(np.array([[1, 5, 9], [1, 0, 5], [1, 12, 14], [2, 0, 3]])).tolist()
    [[1, 0, 9], [1, 12, 14], [2, 0, 3]]
    """
    if not len(spans):
        return spans
    order = np.argsort(_keys(spans, 1))
    low, high = _keys(spans, 1)[order], _keys(spans, 2)[order]
    reach = np.maximum.accumulate(high)
    begins = np.concatenate([[True], low[1:] > reach[:-1]])
    ends = np.append(begins[1:], True)
    document = low[begins] // _WIDE
    return np.stack([document, low[begins] % _WIDE, reach[ends] % _WIDE], axis=1)


def inside(spans: Spans, runs: Spans) -> NDArray[np.bool_]:
    """Whether each span lies within one of the runs (from `merged`), shape (spans,).

    Examples
    --------
    >>> runs = np.array([[1, 0, 9]])
    >>> inside(np.array([[1, 2, 9], [1, 8, 10], [2, 0, 1]]), runs).tolist()
    [True, False, False]
    """
    if not len(runs):
        return np.zeros(len(spans), bool)
    k = np.searchsorted(_keys(runs, 1), _keys(spans, 1), side="right") - 1
    return np.asarray((k >= 0) & (_keys(spans, 2) <= _keys(runs, 2)[np.maximum(k, 0)]))


def overlapping(spans: Spans, places: Spans) -> tuple[Whole, Whole, Whole]:
    """Pairs of a span and a place that share characters.

    Parameters
    ----------
    spans : ndarray, shape (spans, 3)
        In any order; they may overlap each other.
    places : ndarray, shape (places, 3)
        Ordered, and apart from each other, as sentences are.

    Returns
    -------
    span, place, shared : ndarray, shape (pairs,)
        Rows of the two, and how many characters they share.

    Examples
    --------
    >>> places = np.array([[1, 0, 5], [1, 6, 9]])
    >>> [part.tolist() for part in overlapping(np.array([[1, 3, 7], [2, 0, 4]]), places)]
    [[0, 0], [0, 1], [2, 1]]
    """
    first = np.searchsorted(_keys(places, 2), _keys(spans, 1), side="right")
    last = np.searchsorted(_keys(places, 1), _keys(spans, 2), side="left")
    count = np.maximum(last - first, 0)
    span = np.repeat(np.arange(len(spans)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    place = np.repeat(first, count) + step
    shared = np.minimum(spans[span, 2], places[place, 2]) - np.maximum(
        spans[span, 1], places[place, 1]
    )
    return span, place, shared


def _keys(spans: Spans, column: int) -> Whole:
    return np.asarray(spans[:, 0] * _WIDE + spans[:, column])
