"""What leaving an item out does to a pair: derivatives, symmetries, and doing it."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError, UnknownName
from foedus.rollcalls.diagnostics.diagnose import diagnose
from foedus.rollcalls.diagnostics.item_influence import item_influence, scores, with_titles
from foedus.rollcalls.diagnostics.left_out import distances_without, left_out, near
from foedus.rollcalls.diagnostics.period_covariance import period_covariance
from foedus.rollcalls.fast.fit import calibrated
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.records.library import assembly_votes
from foedus.rollcalls.roll_calls import roll_calls
from foedus.sources.tidy import build_tables


@cache
def found():
    return estimate(made_up_votes(actors=30, periods=2, items=40, seed=3).votes)


def log_chance(e, row, shift):
    v = e.votes
    item = v.link[v.call[row]]
    mean = e.slope[item, 0] * (e.mean[v.points.of_vote[row], 0] + shift)
    yes, upto = (0.5 * math.erfc((mean - c[item]) / math.sqrt(2)) for c in (e.lower, e.upper))
    return math.log((yes, upto - yes, 1 - upto)[v.vote[row] - 1])


def test_scores_are_derivatives_of_the_log_chance():
    e, step = found(), 1e-5
    rows = np.arange(0, len(e.votes), 61)
    by_hand = [
        (log_chance(e, r, step) - log_chance(e, r, -step)) / (2 * step) for r in rows.tolist()
    ]
    assert scores(e, rows)[:, 0] == pytest.approx(by_hand, abs=2e-4)


def test_the_covariance_of_a_single_period_has_the_variances_of_the_fit():
    e = estimate(made_up_votes(actors=20, periods=1, items=30, seed=3).votes)
    points, covariance = period_covariance(e, 0)
    assert points.tolist() == list(range(20))
    plain = e.sd[:, 0] / calibrated(e.mean[:, 0], np.ones(20))
    away = np.eye(20) - 1 / 20
    assert np.sqrt(np.diag(away @ covariance @ away)) == pytest.approx(plain, rel=1e-6)


def test_an_item_on_which_one_is_absent_does_not_move_it_by_its_own_vote():
    e = found()
    own = item_influence(e, 4, 22, 1, others=False)
    absent = own.vote == 0
    assert absent.any()
    assert (own.on_position[absent] == 0).all()
    assert (own.on_position[~absent] != 0).all()


def test_an_item_voted_on_by_neither_moves_nothing_to_first_order():
    e = found()
    v = e.votes
    pair = [v.actors.index(a) for a in (4, 22)]
    voted = set(v.call[np.isin(v.actor, pair)].tolist())
    neither = [v.calls[c] for c in range(len(v.calls)) if c not in voted]
    assert neither
    assert not set(neither) & set(item_influence(e, 4, 22, 1).calls)
    # Really left out it moves the pair through others only, by less than the items of the two.
    here = [c for c in neither if v.period[v.calls.index(c)] == 1]
    own = item_influence(e, 4, 22, 1)
    if here:
        moved = np.abs(own.distance - distances_without(e, 4, 22, 1, here))
        assert moved.max() < np.abs(own.on_distance).max() / 2


def test_exchanging_the_two_exchanges_their_columns_only():
    one, two = item_influence(found(), 4, 22, 1), item_influence(found(), 22, 4, 1)
    assert np.allclose(one.on_distance, two.on_distance)
    assert np.allclose(one.on_position, two.on_position[:, ::-1])
    assert (one.vote == two.vote[:, ::-1]).all()


@pytest.mark.parametrize("others", [True, False])
def test_names_of_items_and_actors_do_not_matter(others):
    v = found().votes
    rng = np.random.default_rng(0)
    names, who = rng.permutation(len(v.calls)), rng.permutation(30)
    actor = np.array(v.actors)[v.actor]
    renamed = roll_calls(who[actor], names[v.call], v.vote, v.period[v.call])
    settings = [Settings(orient=(29, 0)), Settings(orient=(int(who[29]), int(who[0])))]
    plain = item_influence(estimate(v, settings[0]), 4, 22, 1, others=others)
    other = item_influence(
        estimate(renamed, settings[1]), int(who[4]), int(who[22]), 1, others=others
    )
    number = {name: k for k, name in enumerate(v.calls)}
    back = dict(zip(other.calls, other.on_distance.tolist(), strict=True))
    same = [back[int(names[number[c]])] for c in plain.calls]
    assert same == pytest.approx(plain.on_distance.tolist(), abs=0.01)


def test_predicted_effects_are_those_of_leaving_items_out():
    votes = found().votes
    checks = [left_out(votes, *pair, 1, sample=10) for pair in ((3, 26), (10, 20))]
    for check in checks:
        assert check.correlation > 0.9
        assert 0.6 < check.slope < 1.6


def test_the_votes_of_others_make_the_prediction_better():
    votes = made_up_votes(actors=60, periods=1, items=50, seed=5).votes
    e = estimate(votes)
    errors = []
    for others in (True, False):
        first = item_influence(e, 5, 50, 0, others=others)
        top = np.argsort(-np.abs(first.on_distance))[:12]
        actual = first.distance - distances_without(e, 5, 50, 0, [first.calls[k] for k in top])
        errors.append(np.corrcoef(first.on_distance[top], actual)[0, 1])
    assert errors[0] > errors[1] - 0.02
    assert errors[0] > 0.95


def test_neighbouring_periods_only():
    votes = made_up_votes(actors=8, periods=6, items=10, seed=1).votes
    assert set(near(votes, 3, 1).period.tolist()) == {2, 3, 4}


def test_the_table_begins_with_what_pushes_apart():
    table = item_influence(found(), 4, 22, 1).frame()
    assert table["on_distance"].is_monotonic_decreasing
    assert set(table["vote1"]) <= {"yes", "abstain", "no", ""}


def test_titles_of_either_record():
    items = pd.DataFrame({"call": [7, 8], "on_distance": [0.1, -0.1]})
    listed = pd.DataFrame(
        {"item": [7, 8], "date": ["d", "e"], "resolution": ["A/1", "A/2"], "title": ["T", "U"]}
    )
    told = with_titles(items, {"un_items": listed})
    assert told["title"].tolist() == ["T", "U"]
    assert told["url"].tolist()[0] == "https://digitallibrary.un.org/record/7"
    calls = pd.DataFrame(
        {"rcid": [7], "date": ["d"], "unres": ["R/1"], "short": [None], "descr": ["long"]}
    )
    told = with_titles(items, {"roll_calls": calls})
    assert told["title"].tolist()[0] == "long"
    assert pd.isna(told["title"].tolist()[1])
    assert told["url"].tolist() == ["", ""]


def test_bad_requests():
    e = found()
    with pytest.raises(FoedusError, match="itself"):
        item_influence(e, 4, 4, 1)
    with pytest.raises(FoedusError, match="period 9"):
        item_influence(e, 4, 22, 9)
    with pytest.raises(UnknownName, match="nobody"):
        item_influence(e, 4, "nobody", 1)
    with pytest.raises(FoedusError, match="too few"):
        left_out(e.votes, 4, 22, 1, sample=2)
    with pytest.raises(FoedusError, match="tied"):
        period_covariance(e, 9)


def test_what_moves_china_and_russia_in_2019(data):
    """Nuclear disarmament, China for and Russia against, pushes the two apart."""
    tables = build_tables([data], ["undl_ga_votes"])[0]
    votes = near(assembly_votes(tables, sessions=(72, 74)).divided(), 74, 2)
    told = diagnose(estimate(votes), 710, 365, 74, tables=tables)
    assert told.pair is not None
    top = told.pair.top(4)
    assert set(top["resolution"].head(4)) == {
        "A/RES/74/45", "A/RES/74/48", "A/RES/74/54", "A/RES/74/59",
    }  # fmt: skip
    assert (top["vote1"].head(4) == "yes").all()
    assert (top["vote2"].head(4) == "no").all()
    assert top["url"].str.startswith("https://digitallibrary.un.org/record/").all()
    assert "China and Russia vote the same" in told.pair.sentences(("China", "Russia"))[0]
    assert left_out(votes, 710, 365, 74, sample=8).correlation > 0.9
