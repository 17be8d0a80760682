"""Two rates: exact bounds against brute force, and what they must obey."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.comparing.exact_bounds import garwood
from foedus.documents.comparing.rate_pairs import compare_rates, exact_ratio

COUNT, TOKENS = st.integers(0, 60), st.integers(100, 100_000)


def tail(first, second, share):
    """P(at least `second` of both) when each is the second's with that chance, by adding up."""
    n = first + second
    return sum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(second, n + 1))


@settings(max_examples=40)
@given(COUNT, TOKENS, COUNT, TOKENS)
def test_the_bounds_are_where_the_tails_are(first, n, second, m):
    """At each bound the binomial tail beyond the count holds 2.5 %, by its definition."""
    if first + second == 0:
        return
    low, high, p = exact_ratio(first, n, second, m)
    assert 0 <= low <= high
    if low > 0:
        odds = low * m / n
        assert tail(first, second, odds / (1 + odds)) == pytest.approx(0.025, rel=1e-6)
    if np.isfinite(high):
        odds = n / (high * m)
        assert tail(second, first, odds / (1 + odds)) == pytest.approx(0.025, rel=1e-6)
    assert (p < 0.05) == (not low <= 1 <= high) or p == pytest.approx(0.05, abs=1e-6)


@settings(max_examples=40)
@given(COUNT, TOKENS, COUNT, TOKENS)
def test_turned_round_the_ratio_inverts_and_the_difference_changes_sign(first, n, second, m):
    there = compare_rates((first, n), (second, m))
    back = compare_rates((second, m), (first, n))
    assert there.difference == pytest.approx(-back.difference)
    assert there.difference_interval.low == pytest.approx(-back.difference_interval.high)
    if first and second:
        assert there.ratio == pytest.approx(1 / back.ratio)
        assert there.ratio_interval.low == pytest.approx(1 / back.ratio_interval.high, rel=1e-6)
    assert there.p == pytest.approx(back.p) if first + second else there.p is None


def test_a_sign_test_by_hand():
    """3 against 12 with the same tokens: p = 2 P(12 or more of 15 heads) = 2 * 576 / 2^15."""
    assert exact_ratio(3, 1000, 12, 1000)[2] == pytest.approx(2 * 576 / 2**15)


def test_the_difference_puts_the_two_intervals_together():
    """Zou and Donner: d - sqrt((r2 - l2)^2 + (u1 - r1)^2), by hand from Garwood's bounds."""
    found = compare_rates((8, 4000), (20, 5000))
    (_, u1), (l2, _) = garwood(8), garwood(20)
    low = 2 - math.hypot(4 - l2 / 5, u1 / 4 - 2)
    assert found.difference == pytest.approx(2)
    assert found.difference_interval.low == pytest.approx(low)


def test_the_difference_covers_as_often_as_it_says():
    rng = np.random.default_rng(3)
    pairs, often = np.unique(rng.poisson([2, 7], (400, 2)), axis=0, return_counts=True)
    inside = 0
    for (a, b), n in zip(pairs.tolist(), often.tolist(), strict=True):
        bounds = compare_rates((a, 1000), (b, 1000)).difference_interval
        inside += n * (bounds.low <= 5 <= bounds.high)
    assert inside >= 0.93 * 400


def test_a_first_mention_is_infinitely_more_with_a_finite_lower_bound():
    found = compare_rates((0, 5000), (9, 5000))
    assert found.ratio == np.inf
    assert found.ratio_interval.high == np.inf
    assert 1 < found.ratio_interval.low < np.inf


def test_two_sets_of_documents_are_drawn_again():
    rng = np.random.default_rng(1)
    old = (rng.poisson(2, 30), np.full(30, 800))
    new = (rng.poisson(8, 25), np.full(25, 800))
    found = compare_rates(old, new)
    assert found.ratio_by_documents.low < found.ratio < found.ratio_by_documents.high
    assert found.difference_by_documents.low > 0
    assert "30 and 25 documents" in found.ratio_by_documents.basis
    assert "times as often" in found.text()


def test_what_cannot_be_said_is_not_said():
    assert (
        compare_rates((3, 0), (4, 100)).text() == "first text not assessable: there are no tokens"
    )
    neither = compare_rates((0, 900), (0, 800))
    assert neither.ratio is None
    assert "neither text has a mention" in neither.text()
    assert neither.difference_interval.low < 0 < neither.difference_interval.high
    few = compare_rates(([1] * 12, [9] * 12), ([1, 2], [9, 9]))
    assert "2 in the second set" in few.why_no_documents
    lone = compare_rates(([1] * 12, [9] * 12), ([5] + [0] * 11, [9] * 12))
    assert lone.ratio_by_documents is None
    assert lone.difference_by_documents is not None
