"""The position of an actor in a period, found in estimates."""

from __future__ import annotations

from typing import Any

from foedus.core.errors import FoedusError
from foedus.rollcalls.positions.estimates import Estimates


def point_of(found: Estimates, actor: Any, period: int) -> int:
    """Row of an actor's position in a period.

    Raises
    ------
    FoedusError
        If the actor is unknown, or has no position then.

    Examples
    --------
    >>> from foedus.rollcalls.positions.estimates import estimate
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> point_of(estimate(made_up_votes(actors=12, periods=2, items=20, seed=1).votes), 3, 1)
    7
    """
    rows = found.rows(actor)
    here = rows[found.period[rows] == period]
    if not len(here):
        known = found.period[rows]
        raise FoedusError(
            f"{actor!r} has no position in period {period}.",
            f"It has {len(known)}, from {known.min()} to {known.max()}.",
        )
    return int(here[0])
