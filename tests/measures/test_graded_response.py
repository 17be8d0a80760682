"""Graded response: closed forms, known parameters found again, symmetry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from foedus.measures.graded_response import (
    Items,
    SlopeRule,
    chances,
    fit,
    grid,
    posterior,
    score,
)

ITEMS = Items(
    np.array([2.0, 1.0, 1.5]),
    (np.array([0.0, 1.5]), np.array([-1.0]), np.array([0.5, 1.0, 2.0])),
)
answers = hnp.arrays(np.int64, (8, 3), elements=st.integers(-1, 1))


def draw(items: Items, count: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    trait = rng.normal(size=count)
    columns = [
        (a * trait + rng.logistic(size=count) > c[:, None]).sum(axis=0)
        for a, c in zip(items.slopes, items.cuts, strict=True)
    ]
    return np.stack(columns, axis=1)


def test_one_item_by_hand():
    # One binary item, slope 1, cut 0: E[z s(z)] / E[s(z)] over the same grid.
    points, weights = grid()
    curve = 1 / (1 + np.exp(-points))
    by_hand = (weights * points * curve).sum() / (weights * curve).sum()
    mean, _ = score(np.array([[1]]), Items(np.array([1.0]), (np.array([0.0]),)))
    assert mean[0] == pytest.approx(by_hand, abs=1e-12)


def test_parameters_are_found_again():
    found = fit(draw(ITEMS, 20_000, 1))
    assert found.slopes == pytest.approx(ITEMS.slopes, abs=0.15)
    for got, true in zip(found.cuts, ITEMS.cuts, strict=True):
        assert got == pytest.approx(true, abs=0.12)


def test_counts_stand_for_repeated_rows():
    rows = draw(ITEMS, 2000, 2)
    unique, counts = np.unique(rows, axis=0, return_counts=True)
    whole, packed = fit(rows), fit(unique, counts)
    assert whole.slopes == pytest.approx(packed.slopes, abs=1e-9)


def test_a_slope_stops_at_its_cap():
    found = fit(draw(ITEMS, 5000, 3), rule=SlopeRule(cap=1.2))
    assert found.slopes.max() == pytest.approx(1.2)
    assert all((np.diff(c) > 0).all() for c in found.cuts)


def test_a_tight_prior_wins():
    found = fit(draw(ITEMS, 500, 4), rule=SlopeRule(centre=np.log(1.7), spread=0.001))
    assert found.slopes == pytest.approx(np.full(3, 1.7), abs=0.02)


@given(answers)
def test_posterior_is_a_distribution_and_order_does_not_matter(rows):
    share = posterior(rows, ITEMS)
    assert share.sum(axis=1) == pytest.approx(np.ones(8))
    assert (share >= 0).all()
    flipped = score(rows[::-1], ITEMS)[0][::-1]
    assert score(rows, ITEMS)[0] == pytest.approx(flipped)
    turned = score(rows[:, [2, 0, 1]], ITEMS.only([2, 0, 1]))[0]
    assert score(rows, ITEMS)[0] == pytest.approx(turned)


@given(answers)
def test_a_higher_answer_never_lowers_the_score(rows):
    known = np.maximum(rows, 0)
    higher = known.copy()
    higher[:, 0] = 1
    assert (score(higher, ITEMS)[0] >= score(known, ITEMS)[0] - 1e-12).all()


def test_missing_answers_say_nothing():
    mean, sd = score(np.full((1, 3), -1), ITEMS)
    assert mean[0] == pytest.approx(0, abs=1e-9)
    assert sd[0] == pytest.approx(1, abs=1e-3)


def test_chances_sum_to_one():
    points, _ = grid()
    assert chances(points, 1.5, np.array([-1.0, 0.0, 2.0])).sum(axis=0) == pytest.approx(
        np.ones(len(points))
    )
