"""Ideal points of all actors and periods in seconds.

A dynamic ordinal probit, fitted by accelerated variational EM. The variational variances
are far too small (they take the latent votes for known) and serve only within the fit;
intervals come from the curvature of the likelihood, with slopes and cuts integrated out
(`intervals`), and the uncertainty of each period's level (`level`) is added.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError
from foedus.rollcalls.fast.design import Design, design, thread_number
from foedus.rollcalls.fast.level import level_covariance, levelled, levels
from foedus.rollcalls.fast.mixing import Mixing
from foedus.rollcalls.fast.start import State, first_state, positive_actor

if TYPE_CHECKING:
    import pandas as pd

    from foedus.rollcalls.roll_calls import RollCalls

Floats = NDArray[np.float64]
SWEEPS = 60
WALK, FIRST = 0.5, 1.0
"""Variance of a step over one period and of an actor's first position; as published
(Bailey, Strezhnev and Voeten 2017)."""
WIDER = 0.2
"""What standard deviations grow by for each unit beyond 1 from the centre, where few items
tell positions apart. Calibrated once on made-up votes of the size of the UN record:
`python -m benchmarks.fast_points`."""
QUANTILE = 1.6448536269514722
"""Of the normal distribution, for 90 % intervals."""
_SETTLED = 4e-4
_PLAIN_SWEEPS = 2
_LEVEL_STEPS, _CALM = 2, 1e-3
"""How often levels are solved for, and below which change of a sweep."""


@dataclass(frozen=True)
class FastPoints:
    """Ideal points with 90 % intervals, and what belongs to them.

    Parameters
    ----------
    actor, period : ndarray, shape (points,)
        Whose position, and when; ordered by actor, then period.
    mean, sd, low, high : ndarray, shape (points,)
        Position, its standard deviation and its 90 % interval. Over all points the mean
        of the positions is 0 and their standard deviation 1.
    level : ndarray, shape (points,)
        Part of the standard deviation that all positions of a period share: how far the
        whole period may be off against the others. It does not touch distances within it.
    slope, lower, upper : ndarray, shape (items,)
        Of each item: P(yes) = Phi(lower - slope * position), P(yes or abstain) =
        Phi(upper - slope * position); in the order of `RollCalls.link`.
    log_likelihood : float
        Of all votes at the estimates.
    predicted : float
        Share of votes cast in the most probable category.
    sweeps : int
        Sweeps run.
    change : float
        Root mean square change of positions in the last sweep.
    """

    actor: NDArray[Any]
    period: NDArray[np.int64]
    mean: Floats
    sd: Floats
    low: Floats
    high: Floats
    level: Floats
    slope: Floats
    lower: Floats
    upper: Floats
    log_likelihood: float
    predicted: float
    sweeps: int
    change: float

    def __len__(self) -> int:
        return len(self.mean)

    def frame(self) -> pd.DataFrame:
        """One row a position: actor, period, mean, sd, low, high."""
        import pandas as pd

        names = ("actor", "period", "mean", "sd", "low", "high")
        return pd.DataFrame({name: getattr(self, name) for name in names})


def fast_points(
    votes: RollCalls,
    *,
    seed: int = 0,
    sweeps: int = SWEEPS,
    progress: Callable[[int, int], None] = lambda done, of: None,
    positive: Any = None,
    threads: int | None = None,
) -> FastPoints:
    """Dynamic ordinal ideal points, the fast way.

    P(vote <= k) = Phi(cut_k - slope * position), votes in the order yes, abstain, no;
    positions follow a random walk over each actor's periods. Fitted by variational EM
    with Anderson mixing; the scale is fixed after every sweep.

    Parameters
    ----------
    votes
        Divided items only (`RollCalls.divided`); one actor may not vote twice on an item.
    seed
        Of the start of the search for the main axis; the result hardly depends on it.
    sweeps
        Passes over the votes at most.
    progress
        Called after each sweep with the number done and the number at most.
    positive
        Actor whose average position is positive; where none is named the United States
        (COW code 2), and without them the actor with most votes.
    threads
        That share the work; as many as there are cores where None. The result is the same.

    Notes
    -----
    Intervals are calibrated for records of the size of the UN's and parts of it. They have
    two parts: a position's place among those who vote in the same period, and the period's
    level against others (`level`), which rests on items voted on again and on the random
    walk, and is least certain in the first UN sessions. Where there are a few thousand votes
    intervals are wider than they need be.

    Raises
    ------
    FoedusError
        Too few votes, values other than 1, 2 and 3, items without division, a `positive`
        that casts no vote, fewer than one sweep or thread, or numba is missing.

    Examples
    --------
    >>> from foedus.rollcalls.fast.simulate import made_up_votes
    >>> made = made_up_votes(actors=12, periods=3, items=30, seed=1)
    >>> found = fast_points(made.votes, positive=made.votes.actors[-1])
    >>> len(found), bool(np.corrcoef(found.mean, made.theta)[0, 1] > 0.9)
    (36, True)
    """
    if sweeps < 1 or seed < 0:
        raise FoedusError(
            f"{sweeps} sweeps with seed {seed} cannot be run.",
            "Take at least 1 sweep and a seed of 0 or more.",
        )
    at_once = thread_number(threads)
    plan = design(votes)
    up = positive_actor(votes, positive)
    state, run, change = _settled(plan, first_state(plan, seed), sweeps, progress, at_once)
    if state.theta[plan.actor == up].mean() < 0:
        state = state.flipped()
    return _result(votes, plan, state, run, change, at_once)


def _settled(
    plan: Design,
    state: State,
    sweeps: int,
    progress: Callable[[int, int], None],
    threads: int,
) -> tuple[State, int, float]:
    """Sweep until positions hardly move, then again from where periods have their level."""
    ground = levels(plan)
    mixing = Mixing()
    run, change, steps = 0, np.inf, 0 if ground is None else _LEVEL_STEPS
    with ThreadPoolExecutor(threads) as pool:
        while run < sweeps and (change >= _SETTLED or steps):
            run += 1
            was = state.packed()
            swept = _swept(plan, state, pool)
            now = swept.packed()
            change = float(np.sqrt(np.mean((now - was)[: plan.points] ** 2)))
            progress(run, sweeps)
            state = swept.moved(mixing.next(was, now)) if run > _PLAIN_SWEEPS else swept
            if ground is not None and steps and change < _CALM:
                state, mixing, steps = levelled(plan, ground, swept, WALK), Mixing(), steps - 1
    return swept, run, change


def _swept(plan: Design, state: State, pool: ThreadPoolExecutor) -> State:
    """One pass: items, then positions, then the scale."""
    from foedus.rollcalls.fast.kernels import smooth, sweep_items
    from foedus.rollcalls.fast.probit import TABLE

    pull = np.empty((len(plan.chunks) - 1, plan.points))
    hold = np.empty_like(pull)
    slope, slope_spread = state.slope.copy(), state.slope_spread.copy()
    low, high = state.low.copy(), state.high.copy()

    def part(c: int) -> None:
        sweep_items(
            TABLE, plan.edges, plan.point, plan.vote, plan.chunks[c], plan.chunks[c + 1],
            state.theta, state.spread, slope, slope_spread, low, high, pull[c], hold[c],
        )  # fmt: skip

    list(pool.map(part, range(len(pull))))
    theta, spread = np.empty(plan.points), np.empty(plan.points)
    # Newcomers begin among those who are there, not at the middle of all periods.
    period = plan.period - plan.period.min()
    among = np.bincount(period, state.theta) / np.maximum(np.bincount(period), 1)
    smooth(pull.sum(axis=0), hold.sum(axis=0), plan.gap, WALK, FIRST, among[period], theta, spread)
    return State(theta, spread, slope, slope_spread, low, high).standardised()


def _result(
    votes: RollCalls, plan: Design, state: State, sweeps: int, change: float, threads: int
) -> FastPoints:
    from foedus.rollcalls.fast.intervals import standard_deviations
    from foedus.rollcalls.fast.kernels import fit_of

    beside = calibrated(state.theta, standard_deviations(plan, state, WALK, FIRST, threads))
    level = _level(plan, state)
    sd = np.hypot(beside, level)
    total, right = fit_of(
        plan.edges, plan.point, plan.vote, state.theta, state.slope, state.low, state.high
    )
    return FastPoints(
        np.asarray(votes.actors)[plan.actor],
        plan.period,
        state.theta,
        sd,
        state.theta - QUANTILE * sd,
        state.theta + QUANTILE * sd,
        level,
        state.slope,
        state.low,
        state.high,
        float(total),
        right / len(plan.vote),
        sweeps,
        change,
    )


def _level(plan: Design, state: State) -> Floats:
    """Standard deviation of the level of each position's period, at most that of all positions.

    0 where there is but one period, or too many to say.
    """
    ground = levels(plan)
    if ground is None:
        return np.zeros(plan.points)
    variance = np.diag(level_covariance(plan, ground, state, WALK))[ground.period]
    return np.sqrt(np.clip(variance, 0.0, 1.0))


def calibrated(mean: Floats, sd: Floats) -> Floats:
    """Standard deviations with which 90 % intervals hold the truth in about 90 %."""
    return sd * (1.0 + WIDER * np.maximum(np.abs(mean) - 1.0, 0.0))
