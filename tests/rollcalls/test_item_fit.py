"""Fit of items, periods and actors, and what the model would produce: by counting and by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError
from foedus.rollcalls.diagnostics.item_fit import (
    actor_fit,
    fit_by,
    item_fit,
    period_fit,
    vote_chances,
)
from foedus.rollcalls.diagnostics.predictive_check import agreement_check, category_check, shares
from foedus.rollcalls.fast.fit import fast_points
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.records.library import assembly_votes
from foedus.rollcalls.roll_calls import roll_calls
from foedus.sources.tidy import build_tables


@cache
def found():
    return estimate(made_up_votes(actors=25, periods=3, items=30, seed=6).votes)


def test_chances_are_those_of_the_model():
    e = found()
    v = e.votes
    item, chance = v.link[v.call], vote_chances(e)
    for k in range(0, len(v), 97):
        mean = e.slope[item[k], 0] * e.mean[v.points.of_vote[k], 0]
        yes, upto = (
            0.5 * math.erfc((mean - cut[item[k]]) / math.sqrt(2)) for cut in (e.lower, e.upper)
        )
        assert chance[k] == pytest.approx([yes, upto - yes, 1 - upto], abs=1e-5)
    assert np.allclose(chance.sum(axis=1), 1)


def test_figures_of_items_add_up_to_those_of_all_votes():
    e, items = found(), item_fit(found())
    assert np.average(items["predicted"], weights=items["votes"]) == pytest.approx(e.predicted)
    whole = fast_points(e.votes, seed=e.settings.seed).log_likelihood
    assert (items["log_likelihood"] * items["votes"]).sum() == pytest.approx(whole, rel=1e-5)
    assert (items[["yes", "abstain", "no"]].sum(axis=1) == items["votes"]).all()
    for table in (period_fit(e), actor_fit(e)):
        assert table["votes"].sum() == len(e.votes)
        assert np.average(table["null"], weights=table["votes"]) == pytest.approx(
            np.average(items["null"], weights=items["votes"])
        )
    assert actor_fit(e)["explained"].is_monotonic_increasing


def test_known_answers_by_hand():
    """Three of four votes are yes; the model gives each vote cast .5, and twice the most."""
    chance = np.array([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2], [0.5, 0.5, 0.0], [0.2, 0.3, 0.5]])
    one = np.zeros(4, np.int64)
    fit = fit_by(chance, np.array([1, 1, 1, 3]), one, one, 1)
    assert fit.predicted.tolist() == [1.0]
    assert fit.null.tolist() == [0.75]
    assert fit.reduction.tolist() == [1.0]
    assert fit.log_likelihood[0] == pytest.approx(math.log(0.5))
    assert fit.null_log_likelihood[0] == pytest.approx(
        0.75 * math.log(0.75) + 0.25 * math.log(0.25)
    )
    assert fit.explained[0] == pytest.approx(1 - math.log(0.5) / fit.null_log_likelihood[0])


def test_unanimous_votes_have_no_reduction():
    one = np.zeros(2, np.int64)
    fit = fit_by(np.full((2, 3), 1 / 3), np.array([1, 1]), one, one, 2)
    assert np.isnan(fit.reduction).all()
    assert np.isnan(fit.explained).all()
    assert fit.votes.tolist() == [2, 0]


@given(st.integers(0, 1000))
def test_the_order_of_votes_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    vote, item, group = rng.integers(1, 4, 60), rng.integers(0, 5, 60), rng.integers(0, 4, 60)
    chance = rng.dirichlet([1, 1, 1], 60)
    mixed = rng.permutation(60)
    one = fit_by(chance, vote, item, group, 4)
    two = fit_by(chance[mixed], vote[mixed], item[mixed], group[mixed], 4)
    for name, values in vars(one).items():
        assert np.allclose(values, getattr(two, name), equal_nan=True), name


def test_items_that_say_nothing_are_called_poor():
    """Every third item is a coin toss; of the others some divide hardly either."""
    votes = made_up_votes(actors=60, periods=1, items=30, seed=2).votes
    tossed = votes.vote.copy()
    coin = votes.call % 3 == 0
    tossed[coin] = np.random.default_rng(0).integers(1, 4, coin.sum())
    items = item_fit(estimate(replace(votes, vote=tossed)))
    is_coin = items["call"].isin([votes.calls[k] for k in range(0, 30, 3)])
    assert items.loc[is_coin, "poor"].mean() > 0.8
    assert items.loc[~is_coin, "explained"].median() > 2 * items.loc[is_coin, "explained"].median()


def test_observed_shares_are_counts():
    e, table = found(), category_check(found())
    v = e.votes
    for period in (0, 2):
        mine = v.vote[v.period[v.call] == period]
        rows = table[table["period"] == period]
        assert rows["observed"].tolist() == pytest.approx([(mine == c).mean() for c in (1, 2, 3)])
        assert rows["predicted"].sum() == pytest.approx(1)
    assert table["inside"].mean() > 0.7


def test_agreement_is_counted_on_common_items_and_symmetric():
    e = found()
    v = e.votes
    table = agreement_check(e, 3, 20)
    cast = {}
    for actor, call, vote in zip(v.actor.tolist(), v.call.tolist(), v.vote.tolist(), strict=True):
        cast[v.actors[actor], call] = vote
    common = [c for c in range(len(v.calls)) if {(3, c), (20, c)} <= cast.keys()]
    both = [(c, cast[3, c] == cast[20, c]) for c in common]
    for period, n, observed in table[["period", "n", "observed"]].to_numpy().tolist():
        here = [same for c, same in both if v.period[c] == period]
        assert (n, observed) == (len(here), pytest.approx(np.mean(here)))
    again = agreement_check(e, 20, 3)
    assert np.allclose(table.drop(columns="inside"), again.drop(columns="inside"))


def test_votes_of_the_model_agree_as_it_predicts():
    e = found()
    inside = np.concatenate([agreement_check(e, a, 24 - a)["inside"] for a in range(12)])
    assert inside.mean() > 0.75


def test_a_share_in_steps_belongs_to_the_nearest_count():
    # Of one event with chance .9 either outcome is one step; 0 lies outside, 1 inside.
    one = np.zeros(1, np.int64)
    sure = np.full(1, 0.999)
    assert shares(one, 1, np.ones(1), sure)["inside"].tolist() == [True]
    assert shares(one, 1, np.zeros(1), sure)["inside"].tolist() == [False]


def test_pairs_that_cannot_be_compared():
    with pytest.raises(FoedusError, match="itself"):
        agreement_check(found(), 3, 3)
    with pytest.raises(FoedusError, match="nobody"):
        agreement_check(found(), 3, "nobody")
    apart = roll_calls([1, 2, 3, 4, 5, 6] * 4, [k // 3 for k in range(24)], [1, 3, 2] * 8, [0] * 24)
    with pytest.raises(FoedusError, match="never voted on the same"):
        agreement_check(estimate(apart, Settings(orient=(1, 2))), 1, 5)


def test_russia_is_the_worst_described_of_the_large_voters_since_1987(data):
    """Its way from pole to centre and half-way back fits one dimension least."""
    tables = build_tables([data], ["undl_ga_votes"])[0]
    e = estimate(assembly_votes(tables, sessions=(42, 50)))
    actors = actor_fit(e)
    assert actors[actors["votes"] > 700]["explained"].iloc[0] < 0.3
    # Always the same order: items that are described well are the rule.
    items = item_fit(e)
    assert 0.9 < e.predicted < 0.96
    assert items["explained"].median() > 0.4
    assert items["poor"].mean() < 0.25
