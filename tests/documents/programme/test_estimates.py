"""Figures on clauses: known answers, bounds, and when nothing is told."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.programme.estimates import apart, estimate, gap, ratio, slope
from foedus.documents.programme.periods import periods


def test_a_slope_is_that_of_least_squares():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=40), rng.normal(size=40)
    sums = np.array([[40, x.sum(), (x * x).sum(), y.sum(), (x * y).sum()]])
    assert slope(sums)[0] == pytest.approx(np.polyfit(x, y, 1)[0])


def test_a_slope_without_years_apart_is_not_told():
    same = np.tile([[5.0, 0.0, 0.0, 2.0, 0.0]], (12, 1))
    assert estimate(same, slope).why == "not assessable: nothing varies"


def test_the_interval_of_a_mean_of_equal_texts_is_that_of_drawing_texts():
    """Shares 0 or 1 by text, 50 texts of 4 clauses: the standard error is that of 50 coins."""
    half = np.array([[4.0, 4.0 * (k % 2)] for k in range(50)])
    found = estimate(half, ratio, level=0.9, draws=4000, seed=1)
    error = np.sqrt(0.25 / 50)
    assert found.value == 0.5
    assert found.interval.low == pytest.approx(0.5 - 1.645 * error, abs=0.02)
    assert found.interval.high == pytest.approx(0.5 + 1.645 * error, abs=0.02)


def test_few_clauses_have_no_value_and_few_texts_no_interval():
    assert estimate(np.array([[2.0, 1.0]] * 2), ratio).why.startswith("not assessable: 4 clauses")
    assert estimate(np.array([[1.0, 1.0]]), ratio).why.startswith("not assessable: 1 clause bears")
    few = estimate(np.array([[2.0, 1.0]] * 9), ratio)
    assert (few.value, few.interval) == (0.5, None)
    assert few.why == "no interval: 9 documents bear on it, 10 are needed"
    assert estimate(np.zeros((0, 2)), ratio).value is None


def test_none_of_all_is_no_certainty():
    found = estimate(np.array([[3.0, 0.0]] * 20), ratio)
    assert (found.value, found.interval) == (0.0, None)
    assert "every drawing" in found.why


def test_a_level_that_is_no_share_is_refused():
    with pytest.raises(FoedusError, match="A level of 90"):
        estimate(np.ones((12, 2)), ratio, level=90)


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=30
    )
)
@settings(max_examples=40, deadline=None)
def test_bounds_stand_in_order_and_turn_with_the_sign(rows):
    columns = np.array([[n + a + b, a, b] for n, a, b in rows], float)
    one = estimate(columns, gap, draws=100, seed=4)
    two = estimate(columns[:, [0, 2, 1]], gap, draws=100, seed=4)
    assert one.value == pytest.approx(-two.value)
    if one.interval:
        assert -1 <= one.interval.low <= one.interval.high <= 1


def test_two_means_apart():
    columns = np.array([[5.0, 3.0, 6.0, 2.0, 1.0]] * 12)
    assert estimate(columns, apart).value == pytest.approx(2 - 0.5)


@given(st.lists(st.integers(1990, 2030), max_size=80))
def test_periods_hold_enough_texts_and_leave_none_out(years):
    spans = periods(years)
    counts = [sum(a <= y <= b for y in years) for a, b in spans]
    assert all(n >= 10 for n in counts)
    assert not spans or sum(counts) == len(years)
    assert all(a <= b for a, b in spans)
    assert all(x[1] < y[0] for x, y in itertools.pairwise(spans))
    assert len(spans) != 1
