"""How many gold labels each stratum gets."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.core.errors import FoedusError, unknown

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Allocation = Literal["proportional", "equal", "neyman"]
ALLOCATIONS: tuple[Allocation, ...] = get_args(Allocation)


def allocate(
    sizes: ArrayLike,
    n: int,
    rule: Allocation = "proportional",
    *,
    spread: ArrayLike | None = None,
    least: int = 2,
    taken: ArrayLike | None = None,
) -> Ints:
    """How many units to draw from each stratum.

    Parameters
    ----------
    sizes : array_like, shape (strata,)
        Units in each.
    n
        Units to draw in all, what is taken already included.
    rule
        ``proportional`` to size; ``equal``; ``neyman``: to size times spread (Neyman 1934,
        Journal of the Royal Statistical Society 97: 558-625), the narrowest interval for a mean.
    spread : array_like, shape (strata,), optional
        Standard deviation of what is corrected in each stratum; needed for ``neyman``.
    least
        At least so many from each stratum (or all it has): two are needed to see any variation.
    taken : array_like, shape (strata,), optional
        Units drawn already; never fewer than these.

    Returns
    -------
    ndarray of int, shape (strata,)
        Sums to `n`, or to less where there is not more.

    Raises
    ------
    FoedusError
        If `n` is too small for the strata, or ``neyman`` has no spread.

    Examples
    --------
    >>> allocate([900, 100], 50).tolist()
    [45, 5]
    >>> allocate([900, 100], 50, "neyman", spread=[0.1, 0.5]).tolist()
    [32, 18]
    """
    if rule not in ALLOCATIONS:
        raise unknown("allocation", rule, ALLOCATIONS)
    size = np.asarray(sizes, np.int64)
    had = np.zeros(len(size), np.int64) if taken is None else np.asarray(taken, np.int64)
    floor = np.maximum(np.minimum(least, size), had)
    if n < floor.sum():
        raise FoedusError(
            f"{n} gold labels do not suffice for {len(size)} strata.",
            f"Draw at least {int(floor.sum())}, or put small strata together (`merged`).",
        )
    if rule == "neyman":
        if spread is None:
            raise FoedusError(
                "A Neyman allocation needs the spread in each stratum.",
                "Pass `spread`, for instance from `residual_spread`, or take another rule.",
            )
        wanted = size * np.asarray(spread, float)
    else:
        wanted = size.astype(float) if rule == "proportional" else np.ones(len(size))
    return _shared_out(np.where(wanted > 0, wanted, 0.0), n, floor, size)


def _shared_out(wanted: Floats, n: int, floor: Ints, ceiling: Ints) -> Ints:
    """Whole numbers near c * wanted between the bounds; c by bisection, rest by remainders."""
    n = min(n, int(ceiling.sum()))
    if not wanted.any():
        wanted = ceiling.astype(float)
    # A weight too small to matter is raised to one that arithmetic can still tell from none.
    wanted = np.where(wanted > 0, np.maximum(wanted / wanted.max(), 1e-9), 0.0)
    low, high = 0.0, float(n) / wanted[wanted > 0].min() + 1.0
    for _ in range(200):
        middle = (low + high) / 2
        total = np.clip(middle * wanted, floor, ceiling).sum()
        low, high = (middle, high) if total < n else (low, middle)
    exact = np.clip(high * wanted, floor, ceiling)
    out: Ints = np.floor(exact + 1e-9).astype(np.int64)
    # Largest remainders first; where strata of no weight must fill up, the largest of them.
    while (left := n - int(out.sum())) > 0:
        room = np.flatnonzero(out < ceiling)
        order = room[np.lexsort((-ceiling[room], -(exact - out)[room]))]
        out[order[:left]] += 1
    return out
