"""The published scheme: its pieces against known answers, and the published estimates."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.rollcalls import compiled
from foedus.rollcalls.faithful import start
from foedus.rollcalls.faithful.points import faithful_points
from foedus.rollcalls.faithful.quantile import lower_tail, quantile, truncated
from foedus.rollcalls.own.simulate import made_up, small_pattern
from foedus.rollcalls.records.published import SUBSETS, published_votes
from foedus.rollcalls.roll_calls import roll_calls
from foedus.rollcalls.sampling.chance import stream
from foedus.rollcalls.sampling.design import design
from foedus.sources.tidy import build_tables

OPPOSED = ((0, 1), (2, 3))
STANDARD = NormalDist()


@cache
def world(seed=4):
    return made_up(small_pattern(24, 6, 24, seed), seed, opposed=OPPOSED)


def estimate(votes, **changes):
    settings = {"sweeps": 220, "burn": 100, "chains": 2, "seed": 1, "orient": OPPOSED}
    return faithful_points(votes, **(settings | changes))


@given(st.floats(-300, math.log10(0.5)), st.booleans())
def test_quantiles_are_those_of_the_standard_library(exponent, above):
    p = 10**exponent
    if above and p < 1e-10:
        return
    p = 1 - p if above else p
    assert math.isclose(quantile(p), STANDARD.inv_cdf(p), rel_tol=1e-7, abs_tol=1e-8)


@given(st.floats(-7, 7))
def test_quantile_undoes_the_distribution_function(x):
    assert math.isclose(quantile(lower_tail(x)), x, abs_tol=1e-4 if x > 5 else 1e-6)


@given(st.floats(-12, 12), st.floats(0, 5), st.integers(0, 1000))
def test_draws_between_bounds_stay_there(low, width, seed):
    drawn = truncated(low, low + width, stream(np.uint64(seed), 0, 0))
    assert low - 1e-6 <= drawn <= low + width + 1e-6


def test_draws_between_bounds_have_the_right_mean():
    low, high = 0.3, 1.4
    drawn = [truncated(low, high, stream(np.uint64(k), 0, 0)) for k in range(4000)]
    chance = STANDARD.cdf(high) - STANDARD.cdf(low)
    mean = (STANDARD.pdf(low) - STANDARD.pdf(high)) / chance
    assert abs(np.mean(drawn) - mean) < 0.02


def test_points_are_pulled_to_the_neighbour_by_its_number_of_votes():
    # A votes in periods 1, 2 and 4, on 1, 2 and 1 items; B only in period 2.
    votes = roll_calls(
        ["A", "C", "A", "A", "B", "C", "A", "C"],
        [1, 1, 2, 3, 2, 3, 4, 4],
        [1, 3, 1, 3, 2, 1, 1, 3],
        [1, 1, 2, 2, 2, 2, 4, 4],
    )
    near, spread = start.neighbours(design(votes), 0.5)
    assert near.tolist() == [1, 0, 1, -1, 5, 4, 5]
    np.testing.assert_allclose(spread[:4], [0.5 / 3, 1 / 3, 0.5 / 3, 0.5])


def test_slopes_begin_by_how_the_poles_voted():
    votes = roll_calls(
        [2, 365, 20] * 3, [1, 1, 1, 2, 2, 2, 3, 3, 3], [3, 1, 2, 1, 3, 1, 2, 2, 1], [1] * 9
    )
    begin = start.begin_of(votes)
    assert begin is start.ALL_ISSUES
    slope, cuts = start.first_items(votes, design(votes), begin)
    assert slope.tolist() == [1, -1, 0]
    np.testing.assert_allclose(cuts, [[-1 / 3, 1 / 3], [1 / 3, 1 / 3], [-1 / 3, 1]])
    assert start.first_means(votes, design(votes), begin).tolist() == [3, 3, -2]


def test_nuclear_votes_begin_with_brazil_as_the_other_pole():
    votes = roll_calls([2, 140, 365] * 2, [1] * 3 + [2] * 3, [3, 1, 2, 2, 1, 1], [1] * 6)
    begin = start.begin_of(votes, nuclear=True)
    assert start.first_items(votes, design(votes), begin)[0].tolist() == [2, 0]
    assert start.first_means(votes, design(votes), begin).tolist() == [3, -2, 0]


def test_recovers_positions_with_intervals_that_cover():
    inside = []
    for seed in (4, 9):
        truth = world(seed)
        found = estimate(truth.votes, sweeps=900, burn=300)
        assert np.corrcoef(found.position.mean[:, 0], truth.position)[0, 1] > 0.9
        low, high = found.position.low[:, 0], found.position.high[:, 0]
        inside.append((low <= truth.position) & (truth.position <= high))
        assert np.corrcoef(found.items.slope.mean[:, 0], truth.slope)[0, 1] > 0.85
        assert found.predicted > 0.65
    assert 0.78 < np.concatenate(inside).mean() <= 1


def test_draws_have_mean_nought_and_variance_one():
    draws = estimate(world().votes).draws[..., 0].astype(float)
    np.testing.assert_allclose(draws.mean(axis=2), 0, atol=1e-5)
    np.testing.assert_allclose(draws.std(axis=2, ddof=1), 1, atol=1e-5)


def test_same_seed_same_draws_whatever_the_threads(monkeypatch):
    one = estimate(world().votes, sweeps=60, burn=20)
    monkeypatch.setattr(compiled, "MANY_VOTES", 0)
    two = estimate(world().votes, sweeps=60, burn=20)
    np.testing.assert_array_equal(one.draws, two.draws)
    other = estimate(world().votes, sweeps=60, burn=20, seed=2)
    assert (one.draws != other.draws).mean() > 0.9
    assert (one.draws[0] != one.draws[1]).mean() > 0.9


def test_order_of_rows_does_not_matter():
    votes = world().votes
    mixed = np.random.default_rng(0).permutation(len(votes))
    other = replace(votes, actor=votes.actor[mixed], call=votes.call[mixed], vote=votes.vote[mixed])
    one, two = (estimate(v, sweeps=60, burn=20) for v in (votes, other))
    np.testing.assert_allclose(one.draws, two.draws, atol=1e-4)


def test_goes_on_where_it_was_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.rollcalls.sampling.chain_file.SECONDS_BETWEEN", 0.0)
    file = tmp_path / "run.npz"

    def stop(done, total):
        if done == 77:
            raise KeyboardInterrupt

    whole = estimate(world().votes, sweeps=60, burn=20)
    with pytest.raises(KeyboardInterrupt):
        estimate(world().votes, sweeps=60, burn=20, progress=stop, checkpoint=file)
    with pytest.raises(FoedusError, match="other votes or settings"):
        estimate(world().votes, sweeps=60, burn=20, smoothing=0.3, checkpoint=file)
    again = estimate(world().votes, sweeps=60, burn=20, checkpoint=file)
    np.testing.assert_array_equal(whole.draws, again.draws)
    assert whole.taken == again.taken
    assert not file.exists()


def test_hidden_votes_are_predicted_better_than_by_shares():
    votes = world().votes
    hidden = np.random.default_rng(3).random(len(votes)) < 0.1
    found = estimate(votes, hidden=hidden).hidden
    seen = np.full((len(votes.calls), 3), 1 / 3)
    np.add.at(seen, (votes.call[~hidden], votes.vote[~hidden] - 1), 1)
    seen /= seen.sum(axis=1, keepdims=True)
    shares = np.log(seen[votes.call[hidden], votes.vote[hidden] - 1])
    assert found.log_score.mean() > shares.mean() + 0.1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sweeps": 30, "burn": 20}, "30 sweeps"),
        ({"chains": 0}, "0 chains"),
        ({"seed": -1}, "seed is -1"),
        ({"smoothing": 0}, "Smoothing is 0"),
        ({"smoothing": math.nan}, "Smoothing is nan"),
        ({"orient": (0, 99)}, "99 cannot be a pole"),
        ({"hidden": np.zeros(3, bool)}, "hides 0 votes"),
    ],
)
def test_settings_that_make_no_sense_are_refused(changes, message):
    with pytest.raises(FoedusError, match=message):
        estimate(world().votes, **changes)


@cache
def tables(folder):
    return build_tables([folder], ["voeten_roll_call_issues", "voeten_ideal_points"])[0]


def published_for(found, table):
    """Rows of the estimates that the release has, and its figures."""
    theirs = {
        (c, s): (x, sd)
        for c, s, x, sd in table[["ccode", "session", "ideal_point", "sd"]].to_numpy().tolist()
    }
    keys = [
        (found.actors[a], p)
        for a, p in zip(found.actor.tolist(), found.period.tolist(), strict=True)
    ]
    rows = np.array([k for k, key in enumerate(keys) if key in theirs])
    return rows, np.array([theirs[keys[k]] for k in rows]).T


def test_a_stretch_of_sessions_agrees_with_the_published_estimates(data):
    votes = published_votes(tables(data), sessions=(66, 74))
    found = faithful_points(votes, sweeps=260, burn=110)
    rows, (theirs, sd) = published_for(found, tables(data)["published_ideal_points"])
    mine = found.position.mean[rows, 0]
    for session in range(66, 75):
        at = found.period[rows] == session
        assert np.corrcoef(mine[at], theirs[at])[0, 1] > 0.985, session
    assert 0.6 < np.median(found.position.sd[rows, 0] / sd) < 1.4


def test_subsets_begin_with_the_published_sessions(data):
    first = {
        name: int(published_votes(tables(data), name).period.min())
        for name in SUBSETS
        if name != "no_nukes"
    }
    assert first == {
        "all": 1, "human_rights": 25, "nuclear": 27, "middle_east": 29, "colonialism": 14,
        "economic": 26, "disarmament": 29, "important": 38,
    }  # fmt: skip


def test_votes_with_and_without_the_nuclear_code_make_up_all(data):
    count = {name: len(published_votes(tables(data), name)) for name in ("all", "no_nukes")}
    nuclear = published_votes(tables(data), "nuclear")
    coded = tables(data)["roll_call_issues"]
    codes = set(coded.loc[coded["issue"] == "nu", "rcid"].tolist())
    assert set(nuclear.calls) <= codes
    assert not codes & set(published_votes(tables(data), "no_nukes").calls)
    assert 0.7 < count["no_nukes"] / count["all"] < 0.95


def test_what_is_asked_of_the_published_votes_must_exist(data):
    with pytest.raises(FoedusError, match="important"):
        published_votes(tables(data), "importance")
    with pytest.raises(FoedusError, match="no session 20"):
        published_votes(tables(data), "nuclear", sessions=(20, 40))
    with pytest.raises(FoedusError, match="no vote of 999"):
        published_votes(tables(data), without=[999])
    fewer = published_votes(tables(data), sessions=(70, 74), without=[2])
    assert 2 not in fewer.actors
    assert set(fewer.period.tolist()) == {70, 71, 72, 73, 74}


def test_no_session_of_an_issue_settles_turned_round(data):
    # Without holding the poles at first, sessions 31 and 32 turned round in most chains.
    found = faithful_points(published_votes(tables(data), "economic"), sweeps=150, burn=100)
    rows, (theirs, _) = published_for(found, tables(data)["published_ideal_points"])
    for session in (30, 31, 32, 33):
        at = found.period[rows] == session
        assert np.corrcoef(found.position.mean[rows, 0][at], theirs[at])[0, 1] > 0.7, session
    second = faithful_points(
        published_votes(tables(data), "economic"), sweeps=150, burn=100, seed=2
    )
    agree = np.corrcoef(found.position.mean[:, 0], second.position.mean[:, 0])[0, 1]
    assert agree > 0.97
