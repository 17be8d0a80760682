"""Rates and shares: published intervals, exact coverage, documents drawn again, bad input."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.comparing.exact_bounds import clopper_pearson, garwood, wilson
from foedus.documents.comparing.rates import rate, share

COUNT = st.integers(0, 400)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_garwoods_bounds(count, low, high):
    """95 % bounds of a Poisson count, as in the usual tables after Garwood (1936)."""
    assert garwood(count) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize(
    ("count", "of", "exact", "score"),
    [
        (81, 263, (0.2527, 0.3676), (0.2553, 0.3662)),
        (15, 148, (0.0578, 0.1617), (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1684), (0.0, 0.1611)),
        (1, 29, (0.0009, 0.1776), (0.0061, 0.1718)),
    ],
)
def test_newcombes_four_cases(count, of, exact, score):
    """Newcombe (1998), Statistics in Medicine 17: 857-872, table I, Clopper-Pearson and Wilson."""
    assert clopper_pearson(count, of) == pytest.approx(exact, abs=5e-5)
    assert wilson(count, of) == pytest.approx(score, abs=5e-5)


def test_garwoods_bounds_cover_at_least_as_often_as_they_say():
    """Exact coverage of Poisson means, by adding up probabilities."""
    bounds = np.array([garwood(k) for k in range(80)])
    for mean in np.linspace(0.1, 30, 40):
        chance = np.array(
            [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(80)]
        )
        inside = (bounds[:, 0] <= mean) & (mean <= bounds[:, 1])
        assert chance[inside].sum() >= 0.95


def test_clopper_pearson_covers_at_least_as_often_as_it_says():
    bounds = np.array([clopper_pearson(k, 30) for k in range(31)])
    for p in np.linspace(0.01, 0.99, 50):
        chance = np.array([math.comb(30, k) * p**k * (1 - p) ** (30 - k) for k in range(31)])
        assert chance[(bounds[:, 0] <= p) & (p <= bounds[:, 1])].sum() >= 0.95 - 1e-12


@settings(max_examples=40)
@given(COUNT, COUNT)
def test_bounds_hold_the_share_and_mirror(count, more):
    of = count + more
    if of:
        for bounds in (clopper_pearson, wilson):
            low, high = bounds(count, of)
            assert 0 <= low <= count / of <= high <= 1
            assert bounds(more, of) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@settings(max_examples=40)
@given(COUNT, st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_bounds_hold_the_count(count, level):
    low, high = garwood(count, level)
    assert 0 <= low <= count <= high


def test_a_rate_of_one_text_has_exact_bounds_and_says_why_no_others():
    found = rate(12, 3400)
    assert found.value == pytest.approx(12 / 3.4)
    assert found.interval.low == pytest.approx(garwood(12)[0] / 3.4)
    assert found.by_documents is None
    assert "1 of them, at least 10" in found.why_no_documents
    assert found.text() == "12 mentions in 3,400 tokens: 3.53 per 1,000 (95% interval 1.82 to 6.17)"


def test_documents_drawn_again_show_what_exact_bounds_miss():
    """A subject named in lumps: intervals by documents cover its rate, exact ones do not."""
    rng = np.random.default_rng(5)
    exact = drawn = 0
    for run in range(120):
        lumps = rng.gamma(0.5, 2.0, 60) * 5
        found = rate(rng.poisson(lumps), np.full(60, 1000), draws=400, seed=run)
        exact += found.interval.low <= 5 <= found.interval.high
        drawn += found.by_documents.low <= 5 <= found.by_documents.high
    assert exact < 0.6 * 120
    assert drawn > 0.85 * 120


def test_a_share_carries_three_intervals():
    one, every = np.arange(12), np.full(12, 20)
    found = share(one, every)
    assert found.value == pytest.approx(66 / 240)
    assert found.exact.low < found.wilson.low < found.value < found.wilson.high < found.exact.high
    assert found.by_documents.low < found.value < found.by_documents.high
    assert found.text().startswith("66 of 240 mentions: 27.5% (95% interval ")


def test_the_same_seed_gives_the_same_bounds():
    mentions, tokens = np.arange(15), np.full(15, 300)
    assert rate(mentions, tokens) == rate(mentions, tokens)
    assert rate(mentions, tokens).by_documents != rate(mentions, tokens, seed=2).by_documents


def test_nothing_counted_is_not_assessable_and_none_found_is_a_rate_of_zero():
    assert rate(0, 0).text() == "not assessable: there are no tokens"
    assert share(0, 0).text() == "not assessable: nothing is named"
    none = rate(np.zeros(20, int), np.full(20, 100))
    assert none.value == 0
    assert none.interval.high == pytest.approx(3.689 / 2, abs=1e-3)
    assert none.by_documents is None
    assert "fewer than two" in none.why_no_documents


@pytest.mark.parametrize(
    ("mentions", "tokens"),
    [(-1, 10), ([1, 2], [10]), ([1, np.nan], [5, 5]), (1.5, 10), (["x"], [10])],
)
def test_what_is_no_count_is_refused(mentions, tokens):
    with pytest.raises(FoedusError):
        rate(mentions, tokens)


def test_one_named_more_often_than_all_is_refused():
    with pytest.raises(FoedusError, match="3 mentions of one among 2"):
        share([3, 1], [2, 9])


def test_a_level_that_is_no_share_is_refused():
    for level in (0, 1, 95):
        with pytest.raises(FoedusError, match="level"):
            rate(1, 10, level=level)
    with pytest.raises(FoedusError, match="3 resamplings"):
        share(1, 10, draws=3)
