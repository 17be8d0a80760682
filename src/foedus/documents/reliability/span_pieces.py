"""Documents cut wherever any coder starts or ends a span.

Between two cuts nothing changes, so sums over characters become sums over few pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.documents.reliability.spans import Spans

Ints = NDArray[np.int64]
GAP, NOT_READ = 0, -1
"""Marks of a piece that a coder read and left unmarked, and of one not read."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """The pieces, and what each coder made of them.

    Parameters
    ----------
    document : ndarray of int64, shape (pieces,)
        Document of each piece.
    length : ndarray of int64, shape (pieces,)
        Code points.
    mark : ndarray of int64, shape (pieces, coders)
        Label + 1; `GAP`; `NOT_READ`. Where a coder's spans overlap, one of their labels.
    unit : ndarray of int64, shape (pieces, coders)
        Number of the coder's unit that covers the piece (a span, or spans that overlap, as
        one); -1 where none does.
    crossed : ndarray of int64, shape (coders,)
        How many spans of the coder overlap with a span of the same coder and another label.
    """

    document: Ints
    length: Ints
    mark: Ints
    unit: Ints
    crossed: Ints


def pieces(spans: Spans) -> Pieces:
    """Cut the documents of `spans`."""
    offset = np.concatenate([[0], np.cumsum(spans.lengths)])
    start, end = spans.start + offset[spans.document], spans.end + offset[spans.document]
    cuts = np.unique(np.concatenate([offset, start, end]))
    left, length = cuts[:-1], np.diff(cuts)
    # An empty document has no piece.
    document = np.searchsorted(offset, left, side="right") - 1
    n, r = len(left), len(spans.coders)
    mark = np.full((n, r), GAP, np.int64)
    unit = np.full((n, r), -1, np.int64)
    crossed = np.zeros(r, np.int64)
    for coder in range(r):
        own = np.flatnonzero(spans.coder == coder)
        own = own[np.lexsort((-end[own], start[own]))]
        if len(own):
            merged = _merged(start[own], end[own])
            first = np.flatnonzero(np.diff(merged, prepend=-1))
            reach = np.maximum.reduceat(end[own], first)
            at = np.searchsorted(start[own][first], left, side="right") - 1
            inside = (at >= 0) & (left < reach[np.maximum(at, 0)])
            unit[inside, coder] = at[inside]
            mark[inside, coder] = spans.label[own][first][at[inside]] + 1
            alike = spans.label[own] == spans.label[own][first][merged]
            mixed = np.bincount(merged, ~alike) > 0
            crossed[coder] = int(mixed[merged].sum())
        mark[~spans.read[document, coder], coder] = NOT_READ
    return Pieces(document, length, mark, unit, crossed)


def _merged(start: Ints, end: Ints) -> Ints:
    """Number of the unit of each span, sorted by start: spans that overlap are one unit."""
    before = np.maximum.accumulate(end)
    fresh = np.ones(len(start), bool)
    # Spans that only touch stay apart.
    fresh[1:] = start[1:] >= before[:-1]
    return np.cumsum(fresh) - 1
