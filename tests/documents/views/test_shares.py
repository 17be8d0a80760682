"""Shares of pieces: intervals, differences, and many comparisons at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.views.shares import FEWEST, differences, newcombe, piece_share


def ones(k: int, n: int) -> np.ndarray:
    return np.r_[np.ones(k), np.zeros(n - k)]


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 20), (10, 10), 0.6791, 1.0),
    ],
)
def test_newcombe_gives_his_own_examples(first, second, low, high):
    """Newcombe (1998), table II, method 10 (score without continuity correction)."""
    a, b = piece_share(ones(*first), 0.95), piece_share(ones(*second), 0.95)
    assert newcombe(a, b).bounds() == pytest.approx([low, high], abs=5e-4)


def test_too_few_pieces_give_no_number():
    few = piece_share(ones(2, FEWEST - 1))
    assert (few.value, few.interval) == (None, None)
    assert "5 are needed" in few.why
    second = np.array([True] * 4 + [False] * 20)
    (d,) = differences(ones(3, 24)[:, None], second, [str(k) for k in range(24)])
    assert (d.value, d.interval, d.p) == (None, None, None)


def test_a_piece_not_read_is_not_a_piece_without_the_code():
    share = piece_share(np.array([1.0, 1, 1, 0, 0, np.nan, np.nan]))
    assert (share.count, share.of) == (3, 5)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(6, 20), st.integers(6, 20))
def test_turning_the_groups_round_turns_the_difference_round(seed, n, m):
    rng = np.random.default_rng(seed)
    has = (rng.random((n + m, 3)) < 0.4).astype(float)
    second = np.arange(n + m) >= n
    names = [str(k) for k in range(n + m)]
    there = differences(has, second, names, shuffles=50)
    back = differences(has, ~second, names, shuffles=50)
    for a, b in zip(there, back, strict=True):
        assert a.value == pytest.approx(-b.value)
        assert a.interval.low == pytest.approx(-b.interval.high)
        assert -1 - 1e-9 <= a.interval.low <= a.value <= a.interval.high <= 1 + 1e-9
        assert 0 < a.p <= 1


def test_with_no_difference_few_of_many_codes_seem_to_differ():
    """Twelve codes that do not differ: in about a tenth of 100 corpora any p is below .1."""
    rng = np.random.default_rng(1)
    second = np.arange(44) >= 22
    names = [str(k) for k in range(44)]
    found = 0
    for _ in range(100):
        has = (rng.random((44, 12)) < 0.4).astype(float)
        found += min(d.p for d in differences(has, second, names, shuffles=300)) < 0.1
    assert found <= 18


def test_authors_with_many_pieces_count_as_one():
    """Ten pieces by one author of each side are no evidence of a difference between sides."""
    has = ones(10, 20)[:, None]
    second = np.arange(20) < 10
    (by_author,) = differences(has, second, ["a"] * 10 + ["b"] * 10)
    (apart,) = differences(has, second, [str(k) for k in range(20)])
    assert by_author.p > 0.9
    assert apart.p < 0.01


def test_the_same_seed_gives_the_same_answer():
    rng = np.random.default_rng(2)
    has, second = (rng.random((30, 4)) < 0.5).astype(float), np.arange(30) % 2 == 0
    names = [str(k // 2) for k in range(30)]
    assert differences(has, second, names, seed=3) == differences(has, second, names, seed=3)
