"""Spans of years that hold enough documents each for an interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.documents.comparing.resampling import FEWEST_DOCUMENTS

MOST = 4


def periods(
    years: Sequence[int], fewest: int = FEWEST_DOCUMENTS, most: int = MOST
) -> tuple[tuple[int, int], ...]:
    """Spans of years with about as many documents each, cut between years.

    Parameters
    ----------
    years
        Year of each document.
    fewest
        Documents that a span has to hold.
    most
        Spans made at most.

    Returns
    -------
    tuple of (first year, last year)
        In order; none where there are fewer than two spans' documents.

    Examples
    --------
    >>> periods([2000] * 6 + [2005] * 6 + [2010] * 10 + [2020] * 3)
    ((2000, 2005), (2010, 2020))
    >>> periods([2000, 2001])
    ()
    """
    count = min(most, len(years) // fewest)
    if count < 2:
        return ()
    found, numbers = np.unique(np.asarray(years), return_counts=True)
    spans: list[tuple[int, int]] = []
    held, first, left = 0, int(found[0]), len(years)
    for k, (year, number) in enumerate(zip(found.tolist(), numbers.tolist(), strict=True)):
        held, left = held + number, left - number
        enough = held >= max(fewest, len(years) // count)
        if k == len(found) - 1 or (enough and left >= fewest):
            spans.append((first, int(year)))
            held, first = 0, int(found[k + 1]) if k + 1 < len(found) else 0
    return tuple(spans) if len(spans) > 1 else ()
