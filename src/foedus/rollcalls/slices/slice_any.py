"""Slices of votes of which nothing is known but who cast them and when: a file, the Council."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.rollcalls.positions.estimates import Estimates
from foedus.rollcalls.roll_calls import RollCalls
from foedus.rollcalls.slices.slice_kinds import (
    Slice,
    actor_slices,
    between,
    end_slices,
    item_halves,
    unlinked,
)
from foedus.rollcalls.slices.slice_rows import FEWEST, cast

NEAR, OF_ALL = 10, 4
"""The nearest and the furthest left out: ten, or a quarter of few actors."""


def any_slices(
    base: Estimates,
    pair: tuple[Any, Any],
    ends: tuple[int, int],
    label: Callable[[int], str],
    *,
    halves: int,
    seed: int,
) -> list[Slice]:
    """Halves of items and of actors, the nearest and furthest left out, other periods.

    Parameters
    ----------
    base
        Estimates on all votes up to the last period compared.
    pair, ends
        Actors, and periods, compared.
    label
        A period as printed.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> base = estimate(made_up_votes(actors=12, periods=3, items=30, seed=1).votes)
    >>> [s.name for s in any_slices(base, (0, 11), (1, 2), str, halves=0, seed=1)][2:]
    ['from 1', 'these two periods alone', '0 and 2']
    """
    votes = base.votes
    others = len(votes.actors) - 2
    near = max(1, min(NEAR, others // OF_ALL))
    found = [Slice("items", "repeated items not linked", partial(unlinked, votes))]
    first, last = ends
    spans = []
    if votes.period.min() < first:
        cut = partial(between, votes, range(first, last + 1))
        spans.append(Slice("periods", f"from {label(first)}", cut))
    spans.append(Slice("periods", "these two periods alone", partial(between, votes, ends)))
    return [
        *(found if len(np.unique(votes.link)) < len(votes.calls) else []),
        *item_halves(votes, halves, seed),
        *actor_slices(base, pair, last, {}, halves, seed, near),
        *(spans if len(np.unique(votes.period)) > 2 else []),
        *end_slices(np.unique(base.period), ends, label),
    ]


def ends_of(
    votes: RollCalls, pair: tuple[Any, Any], first: int | None, last: int | None, before: int
) -> tuple[int, int]:
    """Periods compared: those asked for, else the first and last with votes enough of both.

    Parameters
    ----------
    first, last
        As printed: periods and `before` more.

    Raises
    ------
    FoedusError
        Where there are no two such periods, or the first is not before the last.
    """
    enough = [
        int(p)
        for p in np.unique(votes.period)
        if min(cast(votes, actor, int(p)) for actor in pair) >= FEWEST
    ]
    if len(enough) < 2 and None in (first, last):
        raise FoedusError(
            f"Both of the two cast {FEWEST} votes on divided items in {len(enough)} periods; "
            "two are needed.",
            "Compare two who vote often, or add earlier votes.",
        )
    start = enough[0] if first is None else first - before
    end = enough[-1] if last is None else last - before
    if start >= end:
        raise YearOutOfRange(
            f"{start + before} and {end + before} cannot be compared.",
            "Name two periods, the earlier first.",
        )
    return start, end
