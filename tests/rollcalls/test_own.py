"""The model of foedus on made-up votes: what was put in comes out, with honest intervals."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.rollcalls import compiled
from foedus.rollcalls.own.chain import Kept
from foedus.rollcalls.own.items import item_terms
from foedus.rollcalls.own.points import own_points
from foedus.rollcalls.own.sampler import Model
from foedus.rollcalls.own.simulate import made_up, small_pattern
from foedus.rollcalls.own.summary import scaled
from foedus.rollcalls.roll_calls import roll_calls
from foedus.rollcalls.sampling.design import design
from foedus.rollcalls.sampling.poles import poles
from foedus.rollcalls.sampling.predict import add_chances

OPPOSED = ((0, 1), (2, 3))
QUICK = Model()


@cache
def world(seed=4, actors=24, periods=6, items=24):
    return made_up(small_pattern(actors, periods, items, seed), seed, opposed=OPPOSED)


def estimate(votes, **changes):
    settings = {"sweeps": 220, "burn": 100, "chains": 2, "seed": 1, "model": QUICK}
    return own_points(votes, orient=OPPOSED, **(settings | changes))


@cache
def estimated():
    return estimate(world().votes, sweeps=420, burn=120)


def test_recovers_positions():
    found = estimated().position.mean[:, 0]
    assert np.corrcoef(found, world().position)[0, 1] > 0.93


def test_recovers_slopes():
    found = estimated().items.slope.mean[:, 0]
    assert np.corrcoef(found, world().slope)[0, 1] > 0.9


def test_intervals_cover():
    # 2 worlds of about 140 points; points of an actor depend on each other, hence the room.
    inside = []
    for truth, found in [
        (world(), estimated()),
        (world(9), estimate(world(9).votes, sweeps=420, burn=120)),
    ]:
        low, high = found.position.low[:, 0], found.position.high[:, 0]
        inside.append((low <= truth.position) & (truth.position <= high))
    assert 0.83 < np.concatenate(inside).mean() < 0.96


def test_scale_and_direction_are_fixed():
    draws = estimated().draws[..., 0]
    np.testing.assert_allclose(draws.mean(axis=2), 0, atol=1e-5)
    np.testing.assert_allclose(draws.std(axis=2), 1, atol=1e-5)
    up = np.isin(estimated().actor, OPPOSED[0])
    down = np.isin(estimated().actor, OPPOSED[1])
    mean = estimated().position.mean[:, 0]
    assert mean[up].mean() > mean[down].mean()


def test_chains_agree_and_fit():
    found = estimated()
    assert np.median(found.r_hat) < 1.05
    assert np.median(found.ess) > 60
    assert found.predicted > 0.7
    assert (found.position.low <= found.position.median).all()
    assert (found.position.median <= found.position.high).all()
    assert ((found.step.mean > 0) & (found.step.mean < 2)).all()


def test_threads_do_not_matter(monkeypatch):
    one = estimate(world().votes, sweeps=40, burn=10)
    monkeypatch.setattr(compiled, "MANY_VOTES", 0)
    np.testing.assert_array_equal(one.draws, estimate(world().votes, sweeps=40, burn=10).draws)


def test_order_of_rows_does_not_matter():
    votes = world().votes
    mixed = np.random.default_rng(0).permutation(len(votes))
    other = replace(votes, actor=votes.actor[mixed], call=votes.call[mixed], vote=votes.vote[mixed])
    one, two = (estimate(v, sweeps=40, burn=10) for v in (votes, other))
    np.testing.assert_allclose(one.draws, two.draws, atol=1e-4)


def test_other_seed_other_draws():
    one, two = (estimate(world().votes, sweeps=40, burn=10, seed=s) for s in (1, 2))
    assert (one.draws != two.draws).mean() > 0.9


def test_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.rollcalls.sampling.chain_file.SECONDS_BETWEEN", 0.0)
    file = tmp_path / "run.npz"

    def stop(done, total):
        assert total == 80
        if done == 57:
            raise KeyboardInterrupt

    whole = estimate(world().votes, sweeps=40, burn=10)
    with pytest.raises(KeyboardInterrupt):
        estimate(world().votes, sweeps=40, burn=10, progress=stop, checkpoint=file)
    with pytest.raises(FoedusError, match="other votes or settings"):
        estimate(world().votes, sweeps=40, burn=10, seed=2, checkpoint=file)
    again = estimate(world().votes, sweeps=40, burn=10, checkpoint=file)
    np.testing.assert_array_equal(whole.draws, again.draws)
    assert not file.exists()
    file.write_bytes(b"PK not a file")
    with pytest.raises(FoedusError, match="cannot be read"):
        estimate(world().votes, sweeps=40, burn=10, checkpoint=file)


def test_hidden_votes_are_predicted_better_than_by_shares():
    votes = world().votes
    hidden = np.random.default_rng(3).random(len(votes)) < 0.1
    found = estimate(votes, hidden=hidden).hidden
    seen = np.full((len(votes.calls), 3), 1 / 3)
    np.add.at(seen, (votes.call[~hidden], votes.vote[~hidden] - 1), 1)
    seen /= seen.sum(axis=1, keepdims=True)
    shares = np.log(seen[votes.call[hidden], votes.vote[hidden] - 1])
    np.testing.assert_allclose(found.chance.sum(axis=1), 1, atol=1e-6)
    assert found.log_score.mean() > shares.mean() + 0.1


def test_two_dimensions_turned_onto_the_poles():
    found = estimate(world().votes, model=Model(dimensions=2))
    mean = found.position.mean
    up, down = (mean[np.isin(found.actor, side)].mean(axis=0) for side in OPPOSED)
    assert abs((up - down)[1]) < 0.1 * (up - down)[0]
    assert np.corrcoef(mean[:, 0], world().position)[0, 1] > 0.8
    assert 0 < found.stability <= 1


@pytest.mark.parametrize("evolution", ["walk", "independent"])
def test_other_evolutions(evolution):
    found = estimate(world().votes, model=Model(evolution=evolution), sweeps=150)
    assert np.corrcoef(found.position.mean[:, 0], world().position)[0, 1] > 0.8
    # What an actor did before and after tells where it stands: without it one knows less.
    if evolution == "independent":
        assert found.position.sd.mean() > 1.1 * estimated().position.sd.mean()


def test_distance_has_an_interval():
    periods, apart = estimated().distance(0, 2)
    assert (np.diff(periods) > 0).all()
    assert ((apart.low > 0) & (apart.low < apart.high)).all()
    with pytest.raises(FoedusError, match="no ideal point"):
        estimated().distance(0, 99)


@given(st.floats(-3, 3), st.floats(0.2, 5), st.integers(0, 99))
def test_votes_do_not_change_with_place_and_scale(move, stretch, seed):
    # theta -> (theta - m) / s, slope -> slope * s, cuts -> cuts - slope * m.
    rng = np.random.default_rng(seed)
    theta, slope = rng.standard_normal((9, 1)), rng.standard_normal((5, 1))
    cuts = np.sort(rng.standard_normal((5, 2)), axis=1)
    point, item = rng.integers(0, 9, 30), rng.integers(0, 5, 30)
    one, two = np.zeros((30, 3)), np.zeros((30, 3))
    add_chances(theta, slope, cuts, point, item, one)
    add_chances((theta - move) / stretch, slope * stretch, cuts - slope * move, point, item, two)
    np.testing.assert_allclose(one, two, atol=1e-8)


def test_scaling_leaves_votes_as_likely():
    plan = design(world().votes)
    sides = poles(world().votes, OPPOSED)
    rng = np.random.default_rng(2)
    raw = Kept(
        rng.normal(2, 3, (1, 5, len(plan.actor), 2)).astype(np.float32),
        rng.normal(0, 1, (1, 5, plan.items, 4)).astype(np.float32),
        np.ones((1, 5, plan.actors, 1), np.float32),
        np.zeros(3),
    )
    found = scaled(raw, plan, sides)
    for d in range(5):
        before, after = np.zeros((len(plan.vote), 3)), np.zeros((len(plan.vote), 3))
        lower = raw.items[0, d, :, 2].astype(float)
        cuts = np.stack([lower, lower + np.exp(raw.items[0, d, :, 3])], axis=1)
        which = plan.point.astype(np.int64), plan.item
        add_chances(raw.theta[0, d], raw.items[0, d, :, :2], cuts, *which, before)
        add_chances(found.theta[0, d], found.slope[0, d], found.cuts[0, d], *which, after)
        np.testing.assert_allclose(before, after, atol=2e-5)


def test_chances_against_the_error_function():
    place = np.concatenate([np.linspace(-14, 14, 301), [-11.999, -12.001]])
    cuts = np.array([[0.0, 0.7]])
    found = np.zeros((len(place), 3))
    point, item = np.arange(len(place)), np.zeros(len(place), np.int64)
    add_chances(place[:, None], np.ones((1, 1)), cuts, point, item, found)
    yes = [math.erfc(x / math.sqrt(2)) / 2 for x in place]
    no = [math.erfc((0.7 - x) / math.sqrt(2)) / 2 for x in place]
    np.testing.assert_allclose(found[:, 0], yes, rtol=3e-5, atol=1e-12)
    np.testing.assert_allclose(found[:, 2], no, rtol=1e-7, atol=1e-12)
    assert (found >= 0).all()


def test_slopes_of_an_item_are_derivatives():
    rng = np.random.default_rng(6)
    theta = rng.standard_normal((40, 1))
    point, vote = np.arange(40, dtype=np.int32), rng.integers(1, 4, 40).astype(np.int8)
    prior = np.array([[0.0, 0.5], [1.0, 0.7], [0.2, 1.1]])
    x = np.array([0.8, -0.3, 0.1])

    def log(y):
        slope, info = np.empty(3), np.empty((3, 3))
        return item_terms(y, theta, point, vote, prior, slope, info), slope, info

    for k in range(3):
        h = np.eye(3)[k] * 1e-4
        numeric = (log(x + h)[0] - log(x - h)[0]) / 2e-4
        assert numeric == pytest.approx(log(x)[1][k], abs=1e-3)
    h = np.eye(3)[0] * 1e-3
    curved = (log(x + h)[1][0] - log(x - h)[1][0]) / 2e-3
    assert -curved == pytest.approx(log(x)[2][0, 0], rel=1e-3)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sweeps": 10}, "10 sweeps"),
        ({"burn": -1}, "-1 of them"),
        ({"chains": 0}, "0 chains"),
        ({"seed": -1}, "seed"),
        ({"model": Model(dimensions=4)}, "4 dimensions"),
        ({"model": Model(evolution="drift")}, "drift"),
        ({"hidden": np.ones(3, bool)}, "hidden"),
    ],
)
def test_settings_that_make_no_sense(changes, said):
    with pytest.raises(FoedusError, match=said):
        estimate(world().votes, **changes)


def test_votes_that_make_no_sense():
    votes = world().votes
    with pytest.raises(FoedusError, match="coded 8"):
        estimate(replace(votes, vote=np.where(np.arange(len(votes)) == 5, 8, votes.vote)))
    with pytest.raises(FoedusError, match="at least 3 actors"):
        estimate(roll_calls([1, 2], [1, 1], [1, 3], [1, 1]))
    with pytest.raises(FoedusError, match="No two actors ever differ"):
        own_points(roll_calls([5, 6, 7], [1, 1, 1], [1, 1, 1], [1, 1, 1]), sweeps=60, burn=5)


def test_poles_that_do_not_vote():
    with pytest.raises(FoedusError, match="99 cannot be a pole"):
        own_points(world().votes, sweeps=60, burn=5, orient=(99, 1))
    with pytest.raises(FoedusError, match="both sides"):
        own_points(world().votes, sweeps=60, burn=5, orient=(1, 1))


def test_poles_of_an_assembly_of_strangers_lie_apart():
    sides = poles(world().votes)
    away = abs(
        world().position[np.isin(world().votes.points.actor, sides.positive)].mean()
        - world().position[np.isin(world().votes.points.actor, sides.negative)].mean()
    )
    assert away > 1.5


def test_without_the_compiler(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(compiled.importlib, "import_module", missing)
    with pytest.raises(
        FoedusError, match=r"points needs numba, which is not .*\n.*foedus\[votes\]"
    ):
        compiled.compiler()
