"""Turns and mirrors of eras: angles of the right distribution, votes as likely as before."""

from __future__ import annotations

from math import erfc, log, sqrt
from typing import Any

import numpy as np
import pytest

pytest.importorskip("numba", reason="our model needs numba: pip install 'foedus[votes]'")

from foedus.rollcalls.compiled import compiled
from foedus.rollcalls.own.simulate import made_up, small_pattern
from foedus.rollcalls.own.start import further_axes
from foedus.rollcalls.own.turn import log_bessel, turn_periods, von_mises, votes_changed
from foedus.rollcalls.sampling.chance import stream
from foedus.rollcalls.sampling.design import Design, design

BORDER, PERIODS, ACTORS = 5, 10, 30


@compiled()
def many(number: Any, strength: Any) -> Any:
    state = stream(np.uint64(7), 1, 0)
    out = np.empty(number)
    for i in range(number):
        out[i] = von_mises(state, strength)
    return out


@pytest.mark.parametrize("strength", [0.0, 0.3, 4.0, 40.0, 49.9, 50.1, 400.0])
def test_the_constant_is_the_integral_of_the_density(strength):
    angle = np.linspace(-np.pi, np.pi, 200_000, endpoint=False)
    density = np.exp(strength * (np.cos(angle) - 1.0))
    total = strength + np.log(density.mean())
    assert log_bessel(strength) == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("strength", [1e-9, 0.3, 4.0, 400.0, 1e7])
def test_angles_have_the_moments_of_von_mises(strength):
    drawn = many(100_000, strength)
    angle = np.linspace(-np.pi, np.pi, 400_000, endpoint=False)
    if strength > 1e4:
        angle = angle / 300
    density = np.exp(strength * (np.cos(angle) - 1.0))
    expected = (density * np.cos(angle)).sum() / density.sum()
    noise = np.cos(drawn).std() / np.sqrt(len(drawn))
    assert abs(np.cos(drawn).mean() - expected) < 5 * noise + 1e-12
    assert abs(np.sin(drawn).mean()) < 5 * np.sin(drawn).std() / np.sqrt(len(drawn))


def broken_world() -> tuple[Design, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Smooth paths in two dimensions whose second axis is mirrored from a period on."""
    truth = made_up(
        small_pattern(ACTORS, PERIODS, 20, seed=2), 2, opposed=((0, 1), (2, 3)),
        dimensions=2, volatility=0.1,
    )  # fmt: skip
    plan = design(truth.votes)
    theta = truth.position.copy()
    theta[plan.period >= BORDER, 1] *= -1
    rng = np.random.default_rng(2)
    items = np.column_stack([truth.slope, rng.standard_normal(plan.items), np.zeros(plan.items)])
    links = np.full(theta.shape, 40.0)
    keep = np.where(plan.gap[:, None] > 0, np.full(theta.shape, 0.98), 0.0)
    return plan, theta, items, links, keep


def turned(repeated: np.ndarray) -> tuple[Design, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    plan, theta, items, links, keep = broken_world()
    after, changed = theta.copy(), items.copy()
    share = 0.0
    for key in range(12):
        share += turn_periods(
            np.uint64(key), 10, plan.period, links, keep, plan.earliest, repeated,
            plan.item, plan.point, plan.vote, changed, after,
        )  # fmt: skip
    assert share > 0
    return plan, theta, items, after, changed


def across(plan: Design, theta: np.ndarray) -> float:
    """How the second axis before the border goes with that after it."""
    before, after = (plan.period == BORDER - 1), (plan.period == BORDER)
    both = np.intersect1d(plan.actor[before], plan.actor[after])
    rows = [np.flatnonzero(of & np.isin(plan.actor, both)) for of in (before, after)]
    return float(np.corrcoef(theta[rows[0], 1], theta[rows[1], 1])[0, 1])


def test_an_era_that_lies_mirrored_finds_its_way_back():
    plan, theta, _, after, _ = turned(np.zeros(0, np.int64))
    assert across(plan, theta) < -0.8
    # All may have turned since, but both eras together.
    one, two = after[plan.period == BORDER - 1], after[plan.period == BORDER]
    who = [plan.actor[plan.period == t] for t in (BORDER - 1, BORDER)]
    _, at, to = np.intersect1d(*who, return_indices=True)
    product = one[at].T @ two[to]
    alike = np.trace(product) / np.linalg.svd(product, compute_uv=False).sum()
    assert alike > 0.95


def test_votes_within_an_era_are_as_likely_as_before():
    plan, theta, items, after, changed = turned(np.zeros(0, np.int64))
    once = (plan.earliest == plan.latest)[plan.item]
    item, point = plan.item[once], plan.point[once]
    before = (items[item, :2] * theta[point]).sum(axis=1)
    then = (changed[item, :2] * after[point]).sum(axis=1)
    np.testing.assert_allclose(then, before, atol=1e-9)
    np.testing.assert_allclose((after**2).sum(axis=1), (theta**2).sum(axis=1), atol=1e-9)


def test_repeated_items_count_by_their_votes():
    """The change of their log likelihood, against the change summed by hand."""
    plan, theta, items, _, _ = broken_world()
    mirror = np.array([[1.0, 0.0], [0.0, -1.0]])
    found = votes_changed(
        BORDER, 0, 1, mirror, plan.period, plan.earliest, plan.repeated,
        plan.item, plan.point, plan.vote, items, theta,
    )  # fmt: skip

    def chance(o: int, place: np.ndarray) -> float:
        j = plan.item[o]
        mean = float(items[j, :2] @ place[plan.point[o]])
        cuts = np.array([items[j, 2], items[j, 2] + np.exp(items[j, 3])]) - mean
        below = [0.0, *(0.5 * erfc(-c / sqrt(2)) for c in cuts.tolist()), 1.0]
        return below[plan.vote[o]] - below[plan.vote[o] - 1]

    there = theta.copy()
    there[plan.period >= BORDER] = theta[plan.period >= BORDER] @ mirror.T
    rows = [
        o
        for o in plan.repeated.tolist()
        if plan.earliest[plan.item[o]] < BORDER <= plan.period[plan.point[o]]
    ]
    assert rows
    expected = sum(log(chance(o, there)) - log(chance(o, theta)) for o in rows)
    assert found == pytest.approx(expected, rel=1e-5)


def test_chains_begin_with_axes_that_keep_their_meaning():
    """The second axis of one window goes with that of the next, and with the truth."""
    truth = made_up(
        small_pattern(40, 24, 60, seed=5), 5, opposed=((0, 1), (2, 3)), dimensions=2,
        volatility=0.05,
    )  # fmt: skip
    plan = design(truth.votes)
    second = further_axes(truth.position[:, 0], plan, 1)[:, 0]
    found = np.corrcoef(second, truth.position[:, 1])[0, 1]
    assert abs(found) > 0.7
