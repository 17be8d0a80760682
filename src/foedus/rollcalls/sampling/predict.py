"""Chances of votes, given positions and items: compiled."""

from __future__ import annotations

from typing import Any

from foedus.rollcalls.compiled import compiled, prange
from foedus.rollcalls.sampling.chance import density_tail


@compiled(inline=True)
def below(x: Any) -> Any:
    """Standard normal distribution function."""
    tail = density_tail(abs(x))[1]
    return tail if x < 0.0 else 1.0 - tail


@compiled(parallel=True, reordered=True)
def add_chances(theta: Any, slope: Any, cuts: Any, point: Any, item: Any, total: Any) -> None:
    """Add the chances of yes, abstain, no to `total`, shape (votes, 3)."""
    for v in prange(len(point)):
        j = item[v]
        mean = 0.0
        for k in range(theta.shape[1]):
            mean += slope[j, k] * theta[point[v], k]
        yes = below(cuts[j, 0] - mean)
        to_abstain = max(below(cuts[j, 1] - mean), yes)
        total[v, 0] += yes
        total[v, 1] += to_abstain - yes
        total[v, 2] += 1.0 - to_abstain
