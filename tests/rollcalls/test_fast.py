"""Fast ideal points: known positions recovered, symmetries, brute force, bad input."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numba", reason="fast ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError
from foedus.rollcalls.fast import intervals
from foedus.rollcalls.fast.agreement import agreement
from foedus.rollcalls.fast.design import design
from foedus.rollcalls.fast.fit import fast_points
from foedus.rollcalls.fast.intervals import Block, blocks, standard_deviations, variances
from foedus.rollcalls.fast.kernels import CUT_PRECISION, curvature, smooth
from foedus.rollcalls.fast.matrices import eliminate, inverse
from foedus.rollcalls.fast.mixing import Mixing
from foedus.rollcalls.fast.probit import TABLE, hazard, normal, slopes
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.fast.start import State
from foedus.rollcalls.records.library import assembly_votes
from foedus.rollcalls.records.published import published_votes
from foedus.rollcalls.roll_calls import RollCalls, roll_calls
from foedus.sources.tidy import build_tables


@pytest.fixture(scope="module")
def made():
    """Forty actors over eight periods of forty items."""
    return made_up_votes(actors=40, periods=8, items=40, seed=5)


@pytest.fixture(scope="module")
def found(made):
    """Its estimates, the last actor positive."""
    return fast_points(made.votes, positive=39)


def phi(x: float) -> float:
    """The normal distribution by the library function."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def test_known_positions_are_recovered_and_mostly_within_the_intervals(made, found):
    assert np.corrcoef(found.mean, made.theta)[0, 1] > 0.97
    held = (found.low <= made.theta) & (made.theta <= found.high)
    # With so few votes they are wider than they need be; honest, and no more than twice.
    assert held.mean() > 0.88
    assert np.median(found.sd) < 2 * np.sqrt(np.mean((found.mean - made.theta) ** 2))
    assert np.all(found.low < found.mean)
    assert np.all(found.mean < found.high)


def test_the_scale_is_standard_and_the_named_actor_positive(found):
    assert abs(found.mean.mean()) < 1e-12
    assert abs(found.mean.std() - 1) < 1e-12
    assert found.mean[found.actor == 39].mean() > 0


def test_the_fit_is_what_it_says(made, found):
    item, point = made.votes.link[made.votes.call], made.votes.points.of_vote
    mu = found.slope[item] * found.mean[point]
    yes = np.array([phi(x) for x in (found.lower[item] - mu).tolist()])
    no = np.array([phi(x) for x in (mu - found.upper[item]).tolist()])
    shares = np.stack([yes, 1 - yes - no, no], axis=1)
    given_vote = shares[np.arange(len(item)), made.votes.vote - 1]
    assert found.log_likelihood == pytest.approx(np.log(given_vote).sum(), rel=1e-9)
    assert found.predicted == pytest.approx(np.mean(given_vote >= shares.max(axis=1)), abs=1e-9)
    share = np.bincount(made.votes.vote).max() / len(made.votes)
    assert found.predicted > share + 0.1


def test_same_seed_same_figures_and_other_seeds_nearly(made, found):
    again = fast_points(replace(made.votes), positive=39)
    assert np.array_equal(again.mean, found.mean)
    assert np.array_equal(again.sd, found.sd)
    other = fast_points(made.votes, positive=39, seed=4, sweeps=100)
    assert np.abs(other.mean - fast_points(made.votes, positive=39, sweeps=100).mean).max() < 0.05


def test_turning_all_votes_turns_slopes_and_leaves_positions(made, found):
    turned = fast_points(replace(made.votes, vote=(4 - made.votes.vote)), positive=39)
    assert np.allclose(turned.mean, found.mean, atol=1e-6)
    assert np.allclose(turned.slope, -found.slope, atol=1e-6)
    assert np.allclose(turned.lower, -found.upper, atol=1e-6)
    assert np.allclose(turned.sd, found.sd, atol=1e-6)


def test_neither_the_order_of_votes_nor_the_names_of_items_matter(made, found):
    rng = np.random.default_rng(0)
    votes = made.votes
    rows = rng.permutation(len(votes))
    names = rng.permutation(len(votes.calls))
    mixed = roll_calls(
        votes.actor[rows], names[votes.call][rows], votes.vote[rows], votes.period[votes.call][rows]
    )
    assert np.allclose(fast_points(mixed, positive=39).mean, found.mean, atol=1e-3)


def test_the_names_of_actors_hardly_matter(made):
    votes = made.votes
    names = np.random.default_rng(1).permutation(40)
    renamed = roll_calls(names[votes.actor], votes.call, votes.vote, votes.period[votes.call])
    one = fast_points(votes, positive=39, sweeps=100)
    two = fast_points(renamed, positive=int(names[39]), sweeps=100)
    back = {(int(names[a]), p): m for a, p, m in zip(one.actor, one.period, one.mean, strict=True)}
    same = [back[a, p] for a, p in zip(two.actor.tolist(), two.period.tolist(), strict=True)]
    assert np.abs(two.mean - same).max() < 0.05


def test_few_votes_give_wide_intervals():
    made = made_up_votes(actors=30, periods=2, items=60, seed=8, step=0.0)
    votes = made.votes
    rare = (votes.actor == 12) & (votes.call % 12 > 0)
    found = fast_points(votes.keep(~rare).divided(), positive=29)
    others = found.sd[(found.actor > 8) & (found.actor < 16) & (found.actor != 12)]
    assert found.sd[found.actor == 12].min() > others.max()


def test_linked_items_tie_periods_without_common_actors():
    """Two chambers vote on the same items; without links their levels could not be compared."""
    rng = np.random.default_rng(2)
    theta = np.concatenate([rng.normal(-0.6, 0.8, 40), rng.normal(0.6, 0.8, 40)])
    slope, cut = rng.choice([-1.5, 1.5], 80), rng.normal(0, 1, 80)
    actor, item = (
        grid.ravel() for grid in np.meshgrid(np.arange(80), np.arange(80), indexing="ij")
    )
    chamber = actor // 40
    latent = slope[item] * theta[actor] + rng.standard_normal(len(actor))
    vote = 1 + (latent > cut[item] - 0.3) + (latent > cut[item] + 0.3)
    same_as = {100 + k: k for k in range(80)}
    votes = roll_calls(actor, item + 100 * chamber, vote, chamber, same_as).divided()
    found = fast_points(votes, positive=int(np.argmax(theta)), sweeps=100)
    assert np.corrcoef(found.mean, theta)[0, 1] > 0.95
    assert found.mean[40:].mean() - found.mean[:40].mean() > 0.6


def test_no_abstentions_and_gaps_between_periods_are_no_trouble():
    made = made_up_votes(actors=20, periods=6, items=30, seed=3)
    votes = made.votes
    away = (votes.actor % 2 == 0) & np.isin(votes.period[votes.call], [2, 3])
    two = replace(votes, vote=np.where(votes.vote == 2, 3, votes.vote).astype(np.int8))
    found = fast_points(two.keep(~away).divided(), positive=19)
    assert np.isfinite(found.sd).all()
    assert np.isfinite(found.mean).all()


def test_items_without_abstentions_keep_their_shares(made):
    # One lone no among yes votes: with the cuts pulled to the thin side P(yes) fell to .4.
    votes = made.votes
    few = np.zeros(len(votes.calls), bool)
    few[::7] = True
    vote = votes.vote.copy()
    for call in np.flatnonzero(few):
        rows = np.flatnonzero(votes.call == call)
        vote[rows] = 1
        vote[rows[call % len(rows)]] = 3
    found = fast_points(replace(votes, vote=vote).divided(), sweeps=40)
    points = replace(votes, vote=vote).divided()
    item, place = points.link[points.call], found.mean[points.points.of_vote]
    chance = np.array([phi(x) for x in found.lower[item] - found.slope[item] * place])
    lone = few[points.call]
    assert abs(chance[lone].mean() - (points.vote[lone] == 1).mean()) < 0.03


@given(st.floats(-7.9, 7.9))
def test_the_table_of_the_normal_distribution_keeps_six_digits(x):
    below, density = normal(TABLE, x)
    assert below == pytest.approx(phi(x), rel=1e-8)
    assert density == pytest.approx(math.exp(-0.5 * x * x) / math.sqrt(2 * math.pi), rel=1e-6)


def test_the_hazard_has_its_limit_far_out():
    # Mills: density / distribution tends to -x - 1 / x + 2 / x^3 ... for x far below 0.
    assert hazard(TABLE, -30.0) == pytest.approx(30 + 1 / 30, rel=1e-4)
    assert hazard(TABLE, 9.0) == 0


@given(st.sampled_from([1, 2, 3]), st.floats(-4, 4), st.floats(0.05, 3))
def test_slopes_are_derivatives_of_the_log_probability(vote, a, gap):
    def value(lo: float, hi: float) -> float:
        p = {1: phi(lo), 3: phi(-hi), 2: phi(hi) - phi(lo) if lo < 0 else phi(-lo) - phi(-hi)}
        return math.log(p[vote])

    b, h = a + gap, 1e-4
    by_a, by_b, aa, bb, ab = slopes(TABLE, vote, a, b)
    tolerance = {"rel": 1e-3, "abs": 1e-3}
    assert by_a == pytest.approx((value(a + h, b) - value(a - h, b)) / (2 * h), **tolerance)
    assert by_b == pytest.approx((value(a, b + h) - value(a, b - h)) / (2 * h), **tolerance)
    assert aa >= -1e-9
    assert bb >= -1e-9
    up, down = slopes(TABLE, vote, a + h, b), slopes(TABLE, vote, a - h, b)
    assert -aa == pytest.approx((up[0] - down[0]) / (2 * h), **tolerance)
    assert -ab == pytest.approx((up[1] - down[1]) / (2 * h), **tolerance)
    assert -bb == pytest.approx(
        (slopes(TABLE, vote, a, b + h)[1] - slopes(TABLE, vote, a, b - h)[1]) / (2 * h), **tolerance
    )


def test_inverse_and_elimination_agree_with_linear_algebra():
    x = np.random.default_rng(0).standard_normal((9, 20))
    a = x @ x.T
    mine = a.copy()
    inverse(mine)
    assert np.allclose(mine, np.linalg.inv(a))
    gone, kept = np.array([1, 4, 5]), np.array([0, 2, 3, 6, 7, 8])
    less = a.copy()
    eliminate(less, gone)
    expected = np.linalg.inv(np.linalg.inv(a)[np.ix_(kept, kept)])
    assert np.allclose(less[np.ix_(kept, kept)], expected)


def test_the_smoother_solves_the_random_walk():
    gap = np.array([0, 1, 3, 0, 2])
    rng = np.random.default_rng(1)
    pull, hold = rng.standard_normal(5), rng.uniform(0.5, 3, 5)
    precision = np.diag(hold) + prior(gap, 0.5, 2.0)
    theta, spread = np.empty(5), np.empty(5)
    origin = np.array([0.7, 0, 0, -0.4, 0])
    smooth(pull, hold, gap, 0.5, 2.0, origin, theta, spread)
    assert np.allclose(theta, np.linalg.solve(precision, pull + origin / 2.0))
    assert np.allclose(spread, np.diag(np.linalg.inv(precision)))


def prior(gap, walk: float, first: float):
    """Precision matrix of the random walk."""
    out = np.zeros((len(gap), len(gap)))
    for k, periods in enumerate(gap):
        if periods == 0:
            out[k, k] += 1 / first
        else:
            out[k - 1 : k + 1, k - 1 : k + 1] += np.array([[1, -1], [-1, 1]]) / (walk * periods)
    return out


def test_variances_agree_with_the_inverse_of_the_whole_curvature():
    """Actors come late, leave, and skip a period; every item belongs to one period."""
    made = made_up_votes(actors=9, periods=4, items=6, seed=2)
    votes = made.votes
    period = votes.period[votes.call]
    away = (
        ((votes.actor == 0) & (period == 1))
        | ((votes.actor == 3) & (period < 2))
        | ((votes.actor == 5) & (period > 1))
    )
    plan = design(votes.keep(~away).divided())
    rng = np.random.default_rng(0)
    low = rng.standard_normal(plan.items)
    state = State(
        rng.standard_normal(plan.points),
        np.ones(plan.points),
        rng.standard_normal(plan.items),
        np.ones(plan.items),
        low,
        low + 0.7,
    )
    size = plan.points
    full = np.zeros((size + 3 * plan.items,) * 2)
    full[:size, :size] = prior(plan.gap, 0.4, 1.5)
    for j in range(plan.items):
        at = size + 3 * j + np.arange(3)
        full[at, at] += [1.0, CUT_PRECISION, CUT_PRECISION]
        for o in range(plan.edges[j], plan.edges[j + 1]):
            k, b = plan.point[o], state.slope[j]
            t = state.theta[k]
            _, _, aa, bb, ab = slopes(TABLE, plan.vote[o], low[j] - b * t, low[j] + 0.7 - b * t)
            by = np.array([[-b, -t, 1, 0], [-b, -t, 0, 1]])
            rows = np.array([k, *at])
            full[np.ix_(rows, rows)] += by.T @ np.array([[aa, ab], [ab, bb]]) @ by
    tied = np.linalg.inv(full)[:size, :size]
    same = plan.period[:, None] == plan.period
    away = np.eye(size) - same / same.sum(axis=1)
    expected = np.sqrt(np.diag(away @ tied @ away.T))
    assert np.allclose(standard_deviations(plan, state, 0.4, 1.5), expected, rtol=1e-6)


def test_very_many_actors_get_intervals_one_by_one(made, found, monkeypatch):
    monkeypatch.setattr(intervals, "MOST_TIED", 10)
    alone = fast_points(made.votes, positive=39)
    assert np.array_equal(alone.mean, found.mean)
    assert 0.6 < np.median(alone.sd / found.sd) < 1


def test_an_actor_voting_twice_on_a_linked_item_counts_once_each():
    votes = roll_calls([1, 2, 3, 1, 2, 3], [1, 1, 1, 2, 2, 2], [1, 3, 2, 1, 1, 3], [0] * 6, {2: 1})
    plan = design(votes)
    half = np.full(1, 0.5)
    information, shared = np.empty(3), np.empty((6, 3))
    curvature(
        TABLE, plan.edges, plan.point, plan.vote, np.array([-1.0, 0, 1]), half, -half, half,
        information, shared,
    )  # fmt: skip
    x = np.zeros((3, 3))
    np.add.at(x, plan.point, shared)
    (block,) = blocks(plan, information, shared)
    assert np.allclose(block.information, np.diag(information) - x @ x.T)
    assert variances(plan, [Block(0, block.points, block.information)], 0.5, 1.0).shape == (3,)


def test_mixing_finds_the_fixed_point_of_a_linear_map_in_few_steps():
    rng = np.random.default_rng(3)
    turn = np.linalg.qr(rng.standard_normal((6, 6)))[0]
    pull = turn @ np.diag([0.99, 0.95, 0.9, 0.5, 0.3, 0.1]) @ turn.T
    shift = rng.uniform(-0.01, 0.01, 6)
    fixed = np.linalg.solve(np.eye(6) - pull, shift)
    mixing, x = Mixing(), np.zeros(6)
    for _ in range(12):
        x = mixing.next(x, pull @ x + shift)
    assert np.abs(x - fixed).max() < 1e-6


def test_the_progress_is_told(made):
    seen = []
    found = fast_points(made.votes, sweeps=3, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert found.sweeps == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sweeps": 0}, "0 sweeps"),
        ({"seed": -1}, "seed -1"),
        ({"positive": "Atlantis"}, "'Atlantis' casts no vote"),
    ],
)
def test_impossible_requests_are_named(made, change, said):
    with pytest.raises(FoedusError, match=said) as error:
        fast_points(made.votes, **change)
    assert error.value.remedy


def test_votes_that_cannot_be_used_are_named():
    good = made_up_votes(actors=4, periods=1, items=5, seed=1).votes
    with pytest.raises(FoedusError, match="A vote is 8"):
        fast_points(replace(good, vote=np.where(good.vote == 3, 8, good.vote).astype(np.int8)))
    equal = roll_calls([1, 2, 3], [7, 7, 7], [1, 1, 1], [1, 1, 1])
    with pytest.raises(FoedusError, match="All votes on item 7 are equal"):
        fast_points(equal)
    with pytest.raises(FoedusError, match="0 votes of 0 actors"):
        fast_points(equal.divided())
    with pytest.raises(FoedusError, match="Nobody voted on 1 items"):
        fast_points(replace(good, link=good.link + 1))


def test_all_votes_agree_with_the_published_positions(data):
    """Correlations reached were .985, .997 (least .988) and .989; sd 1.15 of the published."""
    tables, _ = build_tables([data], ["voeten_roll_call_issues", "voeten_ideal_points"])
    votes: RollCalls = published_votes(tables)
    reached = agreement(fast_points(votes), tables["published_ideal_points"])
    assert reached.points == 10_469
    assert reached.overall > 0.982
    assert reached.within > 0.995
    assert reached.least > 0.98
    assert reached.pair > 0.97
    assert 1 < reached.spread < 1.3


def test_two_requests_at_once_do_not_disturb_each_other(made, found):
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: fast_points(replace(made.votes), positive=39), range(4)))
    assert all(np.array_equal(one.mean, found.mean) for one in both)
    assert all(np.array_equal(one.sd, found.sd) for one in both)


def test_a_bloc_that_changed_sides_stands_where_it_stood(data):
    # With one first position an actor for all sessions the USSR of 1973 was left at 0.
    tables, _ = build_tables([data], ["undl_ga_votes"])
    found = fast_points(assembly_votes(tables).divided())
    at = {
        (a, p): x
        for a, p, x in zip(
            np.asarray(found.actor).tolist(), found.period.tolist(), found.mean, strict=True
        )
    }
    assert max(at[365, session] for session in range(26, 34)) < -1.5
    assert at[365, 47] > 0.5
