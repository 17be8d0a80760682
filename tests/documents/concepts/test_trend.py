"""Log-linear trends: exact growth, the closed form for two groups, coverage, what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from foedus.documents.concepts.trend import trend, trend_gap


def test_exact_growth_has_that_factor_and_no_scatter():
    years = np.repeat(np.arange(2000, 2010), 3)
    found = trend(np.rint(1e6 * 1.1 ** (years - 2000)).astype(int), np.full(30, 10**7), years)
    assert found.yearly == pytest.approx(1.1, abs=1e-6)
    assert found.scatter == 1.0


def test_standard_error_of_three_equal_years_is_the_closed_form():
    """With equal rates and words, var(b) = scatter / (m sum (year - mean)^2), m the mean count."""
    years = np.repeat([0, 1, 2], 4)
    found = trend(np.full(12, 9), np.full(12, 500), years)
    assert found.yearly == pytest.approx(1.0)
    assert found.error == pytest.approx(math.sqrt(1 / (9 * 8)), rel=1e-9)
    assert found.interval.high == pytest.approx(math.exp(1.959964 * found.error), rel=1e-6)


def test_scatter_is_pearsons_and_widens_the_bounds():
    years = np.repeat([0, 1, 2], 4)
    counts = np.tile([0, 18], 6)
    found = trend(counts, np.full(12, 500), years)
    assert found.scatter == pytest.approx(12 * 81 / 9 / 10)
    assert found.error == pytest.approx(math.sqrt(found.scatter / (9 * 8)), rel=1e-9)


def test_bounds_hold_the_truth_about_as_often_as_they_say():
    """Negative binomial counts with twice the variance of Poisson; 400 sets of 60 documents."""
    rng = np.random.default_rng(5)
    years = np.repeat(np.arange(20), 3)
    mean = 4 * np.exp(0.03 * (years - 10))
    held = 0
    for _ in range(400):
        counts = rng.poisson(rng.gamma(mean, 1.0))
        interval = trend(counts, np.full(60, 1000), years).interval
        held += interval.low <= math.exp(0.03) <= interval.high
    assert 0.91 <= held / 400 <= 0.98


@pytest.mark.parametrize(
    ("counts", "years", "said"),
    [
        ([1] * 5, [1, 2, 3, 4, 5], "5 documents"),
        ([0] * 11 + [1], range(12), "1 mentions"),
        ([1] * 12, [1] * 6 + [2] * 6, "three years"),
        ([0] * 11 + [9], range(12), "one year"),
    ],
)
def test_too_little_is_said_to_be(counts, years, said):
    found = trend(counts, [100] * len(counts), list(years))
    assert found.yearly is None
    assert said in found.why
    assert said in trend_gap(found, found).why


def test_the_gap_of_two_trends_is_the_difference_of_their_logarithms():
    years = np.repeat(np.arange(10), 2)
    rng = np.random.default_rng(1)
    one = trend(rng.poisson(20, 20), np.full(20, 1000), years)
    two = trend(rng.poisson(20 * 1.1**years), np.full(20, 1000), years)
    gap = trend_gap(two, one)
    assert gap.log == pytest.approx(two.log - one.log)
    assert gap.error == pytest.approx(math.hypot(one.error, two.error))
