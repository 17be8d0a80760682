"""Where the fit begins, and which way is up.

From random starts positions flip their sign from one era to the next, and one position an
actor for all periods leaves blocs that changed sides, as the Soviet one did, where they
never stood. So each actor starts at its score on the main axis of the votes of a window of
periods; the axis of each window is sought from that of the next, which keeps the sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.fast.design import Design, quick_order
from foedus.rollcalls.roll_calls import RollCalls

Floats = NDArray[np.float64]
UNITED_STATES = 2
WINDOW = 8
"""Periods of one window."""
_STEPS = 12
_SPREAD, _SLOPE_SPREAD = 0.1, 0.05


@dataclass(frozen=True)
class State:
    """What one sweep passes to the next.

    Parameters
    ----------
    theta, spread : ndarray, shape (points,)
        Position, and its variance within the fit.
    slope, slope_spread, low, high : ndarray, shape (items,)
        Slope, its variance, and the cuts between yes, abstain and no.
    """

    theta: Floats
    spread: Floats
    slope: Floats
    slope_spread: Floats
    low: Floats
    high: Floats

    def packed(self) -> Floats:
        """Positions and item parameters in one row, cuts as their middle and the log gap."""
        middle = 0.5 * (self.low + self.high)
        return np.concatenate([self.theta, self.slope, middle, np.log(self.high - self.low)])

    def moved(self, to: Floats) -> State:
        """The state with positions and item parameters from a row."""
        points, items = len(self.theta), len(self.slope)
        ends = np.cumsum([points, items, items])
        theta, slope, middle, gap = (part.copy() for part in np.split(to, ends))
        half = 0.5 * np.exp(gap)
        return State(theta, self.spread, slope, self.slope_spread, middle - half, middle + half)

    def standardised(self) -> State:
        """Positions with mean 0 and standard deviation 1; probabilities stay the same."""
        centre, scale = float(self.theta.mean()), float(self.theta.std()) or 1.0
        return State(
            (self.theta - centre) / scale,
            self.spread / scale**2,
            self.slope * scale,
            self.slope_spread * scale**2,
            self.low - self.slope * centre,
            self.high - self.slope * centre,
        )

    def flipped(self) -> State:
        """The mirror image."""
        return State(-self.theta, self.spread, -self.slope, self.slope_spread, self.low, self.high)


def first_state(plan: Design, seed: int) -> State:
    """Positions from the main axis of each window's votes; cuts from the shares."""
    theta = main_axes(plan, seed)
    low, high = _cuts(plan)
    none = np.zeros(plan.items)
    state = State(theta, np.full(plan.points, _SPREAD), none, none + _SLOPE_SPREAD, low, high)
    return state.standardised()


def main_axes(plan: Design, seed: int) -> Floats:
    """Scores of points on the main axis of their window, newest window first."""
    from foedus.rollcalls.fast.kernels import power

    window = (int(plan.period.max()) - plan.period) // WINDOW
    order = quick_order(window[plan.point])
    ends = np.cumsum(np.bincount(window[plan.point]))
    item = np.repeat(np.arange(plan.items), np.diff(plan.edges))[order]
    actor, vote = plan.actor[plan.point][order], plan.vote[order]
    score = np.random.default_rng(seed).standard_normal(int(plan.actor.max()) + 1)
    theta = np.zeros(plan.points)
    for w, (begin, end) in enumerate(zip(np.append(0, ends), ends, strict=False)):
        if begin == end:
            continue
        count = np.bincount(item[begin:end])
        edges = np.concatenate([[0], np.cumsum(count[count > 0])])
        there, who = np.unique(actor[begin:end], return_inverse=True)
        found = score[there]
        power(edges, who, vote[begin:end], found, _STEPS)
        score[there] = found
        theta[window == w] = score[plan.actor[window == w]]
    return theta


def _cuts(plan: Design) -> tuple[Floats, Floats]:
    """Cuts at which the shares of yes and no would be as observed, were slopes 0."""
    from foedus.rollcalls.fast.probit import quantile

    begin = plan.edges[:-1]
    yes, no = (np.add.reduceat((plan.vote == kind).astype(float), begin) for kind in (1, 3))
    size = np.diff(plan.edges) + 1.5
    return quantile((yes + 0.5) / size), quantile(1.0 - (no + 0.5) / size)


def positive_actor(votes: RollCalls, named: Any) -> int:
    """Number of the actor whose average position shall be positive."""
    if named is not None:
        if named not in votes.actors:
            raise FoedusError(
                f"{named!r} casts no vote here and cannot point the scale.",
                f"Name an actor with votes, such as {votes.actors[0]!r}.",
            )
        return votes.actors.index(named)
    if UNITED_STATES in votes.actors:
        return votes.actors.index(UNITED_STATES)
    return int(np.argmax(np.bincount(votes.actor)))
