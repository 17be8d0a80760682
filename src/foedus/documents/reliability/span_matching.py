"""Which span of one coder answers to which of another, by position alone."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import unknown
from foedus.documents.reliability.spans import Spans

Ints = NDArray[np.int64]
Rule = Literal["exact", "half", "overlap"]
"""``exact``: same start and end; ``half``: the shared part is at least half of each of the
two; ``overlap``: one code point or more is shared."""
RULES: tuple[Rule, ...] = get_args(Rule)


def matched(spans: Spans, first: int, second: int, rule: Rule) -> tuple[Ints, Ints]:
    """One-to-one matches of two coders' spans in documents that both read.

    Best first: the pair that shares most of what the two cover together, then the next
    among those left. Labels decide nothing but ties (two codes on the same passage).

    Parameters
    ----------
    spans
        Marked passages.
    first, second
        Places of the coders in `spans.coders`.
    rule
        When two spans may be matched at all.

    Returns
    -------
    ndarray of int64, ndarray of int64
        Places of the matched spans in `spans`, pair by pair.

    Raises
    ------
    FoedusError
        For another rule.
    """
    if rule not in RULES:
        raise unknown("rule for matching spans", rule, RULES)
    both = spans.read[:, first] & spans.read[:, second]
    one = np.flatnonzero((spans.coder == first) & both[spans.document])
    two = np.flatnonzero((spans.coder == second) & both[spans.document])
    one, two, shared = _overlapping(spans, one, two)
    length = spans.end - spans.start
    if rule == "exact":
        kept = (shared == length[one]) & (shared == length[two])
    elif rule == "half":
        kept = 2 * shared >= np.maximum(length[one], length[two])
    else:
        kept = shared > 0
    one, two, shared = one[kept], two[kept], shared[kept]
    share = shared / (length[one] + length[two] - shared)
    other = spans.label[one] != spans.label[two]
    order = np.lexsort((spans.label[two], spans.start[two], spans.start[one], other, -share))
    return _best_first(one[order], two[order], len(spans.start))


def _overlapping(spans: Spans, one: Ints, two: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs that share a code point, and how many they share."""
    # Documents end to end, so that one sort serves all.
    offset = np.concatenate([[0], np.cumsum(spans.lengths)])[spans.document]
    start, end = spans.start + offset, spans.end + offset
    two = two[np.argsort(start[two], kind="stable")]
    reach = np.maximum.accumulate(end[two]) if len(two) else end[two]
    low = np.searchsorted(reach, start[one], side="right")
    high = np.searchsorted(start[two], end[one], side="left")
    count = np.maximum(high - low, 0)
    left = np.repeat(one, count)
    within = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
    right = two[np.repeat(low, count) + within]
    shared = np.minimum(end[left], end[right]) - np.maximum(start[left], start[right])
    return left[shared > 0], right[shared > 0], shared[shared > 0]


def _best_first(one: Ints, two: Ints, n: int) -> tuple[Ints, Ints]:
    """Greedy matching of candidates given best first, all that nothing better blocks at once."""
    taken_one, taken_two = [one[:0]], [two[:0]]
    while len(one):
        rank = np.arange(len(one))
        best_one, best_two = np.full(n, len(one)), np.full(n, len(one))
        np.minimum.at(best_one, one, rank)
        np.minimum.at(best_two, two, rank)
        taken = (best_one[one] == rank) & (best_two[two] == rank)
        taken_one.append(one[taken])
        taken_two.append(two[taken])
        free = ~(np.isin(one, one[taken]) | np.isin(two, two[taken]))
        one, two = one[free], two[free]
    return np.concatenate(taken_one), np.concatenate(taken_two)
