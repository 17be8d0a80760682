"""Part of a recorded body of votes as roll calls: years, periods, states left out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.rollcalls.roll_calls import RollCalls, roll_calls

if TYPE_CHECKING:
    import pandas as pd

Span = tuple[int | None, int | None]
"""First and last, both counted; None is as far as the record reaches."""
EVERYTHING: Span = (None, None)


def within(values: NDArray[Any], asked: Span, what: str) -> NDArray[np.bool_]:
    """Items inside a span.

    Parameters
    ----------
    values : ndarray of int, shape (items,)
        Year or session of each item of the record.
    asked
        The span.
    what
        Year or session, for the message.

    Raises
    ------
    YearOutOfRange
        If an end is outside the record, or the first is after the last.

    Examples
    --------
    >>> within(np.array([1990, 1991, 1993]), (1991, None), "year").tolist()
    [False, True, True]
    """
    known = int(values.min()), int(values.max())
    for end in asked:
        if end is not None and not known[0] <= end <= known[1]:
            raise YearOutOfRange(
                f"The record has no {what} {end}.",
                f"Ask for {what}s from {known[0]} to {known[1]}.",
            )
    first, last = (k if end is None else end for k, end in zip(known, asked, strict=True))
    if first > last:
        raise YearOutOfRange(
            f"The first {what}, {first}, is after the last, {last}.", "Exchange the two."
        )
    return (values >= first) & (values <= last)


def of_record(
    votes: pd.DataFrame,
    items: pd.DataFrame,
    kept: NDArray[np.bool_],
    period: str,
    without: Collection[int],
) -> RollCalls:
    """The votes on some items.

    Parameters
    ----------
    votes
        Columns ``item, ccode, vote``.
    items
        Columns ``item`` (sorted) and that of the period.
    kept : ndarray of bool, shape (items,)
        Items that stay.
    period
        Column of the period.
    without
        COW codes of states whose votes are left out.

    Raises
    ------
    FoedusError
        If a state left out has no vote in the record, or no vote is left.
    """
    states = votes["ccode"].to_numpy(np.int64)
    strange = sorted(set(without) - set(np.unique(states).tolist()))
    if strange:
        raise FoedusError(
            f"The record has no vote of {', '.join(map(str, strange))}.",
            "Leave out states by the COW codes of those that voted; see `foedus states`.",
        )
    at = np.searchsorted(items["item"].to_numpy(), votes["item"].to_numpy())
    rows = kept[at] & ~np.isin(states, list(without))
    if not rows.any():
        raise FoedusError(
            f"No vote is left of {int(kept.sum()):,} items inside what was asked.",
            "Widen the years or sessions, or leave out fewer states.",
        )
    return roll_calls(
        states[rows],
        votes["item"].to_numpy(np.int64)[rows],
        votes["vote"].to_numpy()[rows],
        items[period].to_numpy(np.int64)[at[rows]],
    )
