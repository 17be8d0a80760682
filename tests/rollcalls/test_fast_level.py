"""Levels of periods in fast ideal points: found, and as uncertain as the whole system says."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba", reason="fast ideal points need numba: pip install 'foedus[votes]'")

from foedus.rollcalls.fast import level
from foedus.rollcalls.fast.design import Design, design
from foedus.rollcalls.fast.fit import WALK, fast_points
from foedus.rollcalls.fast.kernels import CUT_PRECISION
from foedus.rollcalls.fast.level import level_covariance, levelled, levels
from foedus.rollcalls.fast.probit import TABLE, slopes
from foedus.rollcalls.fast.simulate import drawn
from foedus.rollcalls.fast.start import State
from foedus.rollcalls.roll_calls import RollCalls, roll_calls

PERIODS, ITEMS = 8, 40


@pytest.fixture(scope="module")
def drifting() -> tuple[RollCalls, np.ndarray]:
    """All actors move together, by more than each alone; every other item is asked again."""
    rng = np.random.default_rng(3)
    theta = rng.standard_normal((30, 1)) + np.linspace(-1.5, 1.5, PERIODS)
    who, what = np.meshgrid(np.arange(30), np.arange(PERIODS * ITEMS), indexing="ij")
    again = {int(c): int(c - ITEMS) for c in range(ITEMS, PERIODS * ITEMS) if c % 2}
    blank = roll_calls(
        who.ravel(), what.ravel(), np.ones(who.size, np.int8), what.ravel() // ITEMS, again
    )
    size = int(blank.link.max()) + 1
    low = rng.normal(0.0, 1.0, size)
    points = blank.points
    place = theta[points.actor, points.period]
    made = drawn(blank, place, rng.normal(0.0, 1.5, size), low, low + 0.5, 3)
    return made.votes, made.theta


def state_of(votes: RollCalls) -> tuple[Design, State]:
    found = fast_points(votes, positive=int(votes.actors[0]))
    plan = design(votes)
    none = np.zeros(plan.items)
    return plan, State(
        found.mean, np.zeros(plan.points), found.slope, none, found.lower, found.upper
    )


def means(x: np.ndarray, plan: Design) -> np.ndarray:
    return np.bincount(plan.period, x) / np.bincount(plan.period)


def test_a_drift_of_all_together_is_found(drifting):
    votes, truth = drifting
    found = fast_points(votes, positive=int(votes.actors[int(np.argmax(truth[:PERIODS]))]))
    plan = design(votes)
    sign = np.sign(np.corrcoef(found.mean, truth)[0, 1])
    off = means(sign * found.mean, plan) - means(truth, plan)
    level_sd = means(found.level, plan)
    assert np.abs(off / level_sd).max() < 3
    assert np.corrcoef(means(sign * found.mean, plan), means(truth, plan))[0, 1] > 0.97


def test_periods_pushed_away_come_back(drifting):
    votes, _ = drifting
    plan, state = state_of(votes)
    ground = levels(plan)
    for _ in range(4):
        state = levelled(plan, ground, state, WALK)
    push = np.where(plan.period >= 4, 0.3, 0.0)
    by_item = np.bincount(
        np.repeat(np.arange(plan.items), np.diff(plan.edges)), push[plan.point]
    ) / np.diff(plan.edges)
    cut = state.slope * by_item
    pushed = State(
        state.theta + push, state.spread, state.slope, state.slope_spread,
        state.low + cut, state.high + cut,
    ).standardised()  # fmt: skip
    assert np.abs(means(pushed.theta - state.theta, plan)).max() > 0.1
    for _ in range(6):
        pushed = levelled(plan, ground, pushed, WALK)
    scale = np.std(pushed.theta - means(pushed.theta, plan)[plan.period])
    scale /= np.std(state.theta - means(state.theta, plan)[plan.period])
    back = means(pushed.theta, plan) - scale * means(state.theta, plan)
    assert np.abs(back).max() < 0.06


def test_uncertainty_is_that_of_shifts_and_cuts_together(drifting):
    """Brute force: one shift a period and both cuts' common shift of each item."""
    votes, _ = drifting
    plan, state = state_of(votes)
    size, items = PERIODS, plan.items
    full = np.zeros((size + items,) * 2)
    for k in np.flatnonzero(plan.gap > 0):
        at = np.array([plan.period[k - 1], plan.period[k]])
        full[np.ix_(at, at)] += np.array([[1, -1], [-1, 1]]) / (WALK * plan.gap[k])
    for j in range(items):
        b, c = state.slope[j], size + j
        periods = set()
        for o in range(plan.edges[j], plan.edges[j + 1]):
            k = plan.point[o]
            mu = b * state.theta[k]
            _, _, aa, bb, ab = slopes(TABLE, plan.vote[o], state.low[j] - mu, state.high[j] - mu)
            at = np.array([plan.period[k], c])
            by = np.array([-b, 1.0])
            full[np.ix_(at, at)] += np.outer(by, by) * (aa + bb + 2 * ab)
            periods.add(int(plan.period[k]))
        if len(periods) > 1:
            full[c, c] += CUT_PRECISION
        else:
            # Cuts of an item of one period follow it, at the price of their prior.
            t = periods.pop()
            full[t, :] = np.where(np.arange(len(full)) == c, 0.0, full[t, :])
            full[:, t] = np.where(np.arange(len(full)) == c, 0.0, full[:, t])
            full[t, t] += 2 * CUT_PRECISION * b**2 - _own(plan, state, j)
            full[c, :], full[:, c], full[c, c] = 0.0, 0.0, 1.0
    n = np.bincount(plan.period)
    full[:size, :size] += np.outer(n, n) / n.sum()
    tied = np.linalg.inv(full)[:size, :size]
    away = np.eye(size) - n / n.sum()
    expected = away @ tied @ away.T
    assert np.allclose(level_covariance(plan, levels(plan), state, WALK), expected, rtol=1e-6)


def _own(plan: Design, state: State, j: int) -> float:
    """What the votes on an item would say of its period, were its cuts known."""
    b, total = state.slope[j], 0.0
    for o in range(plan.edges[j], plan.edges[j + 1]):
        mu = b * state.theta[plan.point[o]]
        _, _, aa, bb, ab = slopes(TABLE, plan.vote[o], state.low[j] - mu, state.high[j] - mu)
        total += b * b * (aa + bb + 2 * ab)
    return total


def test_without_other_periods_or_with_too_many_there_is_no_level(drifting, monkeypatch):
    votes, _ = drifting
    alone = votes.keep(votes.period[votes.call] == 2).divided()
    assert levels(design(alone)) is None
    assert not fast_points(alone).level.any()
    monkeypatch.setattr(level, "MOST_PERIODS", 3)
    assert levels(design(votes)) is None


def test_periods_that_nothing_ties_are_as_uncertain_as_all_positions():
    rng = np.random.default_rng(4)
    who, what = np.meshgrid(np.arange(20), np.arange(30), indexing="ij")
    who, what = who.ravel(), what.ravel()
    later = 100 * (what // 15)
    theta = rng.standard_normal(200)
    cast = 1 + (rng.standard_normal(len(who)) + theta[who + later] > 0) * 2
    votes = roll_calls(who + later, what, cast, what // 15).divided()
    found = fast_points(votes, positive=int(votes.actors[0]))
    assert (found.level > 0.9).all()
