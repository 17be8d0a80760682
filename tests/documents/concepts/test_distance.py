"""Distance of use: zero where there is none, claimed where there is one, time taken out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.concepts.distance import _shares, context_distance


def test_the_figure_by_brute_force():
    rng = np.random.default_rng(3)
    a, b = rng.normal(0, 1, (9, 4)), rng.normal(0.5, 1, (11, 4))
    within_a = np.mean([a[i] @ a[j] for i in range(9) for j in range(9) if i != j])
    within_b = np.mean([b[i] @ b[j] for i in range(11) for j in range(11) if i != j])
    across = np.mean([x @ y for x in a for y in b])
    same = lambda m: np.mean(  # noqa: E731
        [((m[i] - m[j]) ** 2).sum() for i in range(len(m)) for j in range(len(m)) if i != j]
    )
    wanted = (within_a + within_b - 2 * across) / ((same(a) + same(b)) / 2)
    found = context_distance(a, b, draws=50)
    assert found.value == pytest.approx(wanted)


def test_noise_is_seldom_claimed_and_centres_on_zero():
    rng = np.random.default_rng(7)
    values, claimed = [], 0
    for seed in range(120):
        a, b = rng.normal(0, 1, (20, 6)), rng.normal(0, 1, (20, 6))
        found = context_distance(a, b, draws=100, seed=seed)
        values.append(found.value)
        claimed += found.claimed
    assert abs(np.mean(values)) < 0.01
    assert claimed <= 9  # .025 of 120 is 3; 9 is beyond .999 of the binomial


def test_a_difference_is_claimed_and_lies_beyond_both_halves():
    rng = np.random.default_rng(1)
    found = context_distance(rng.normal(0, 1, (30, 5)), rng.normal(0.7, 1, (30, 5)), draws=300)
    assert found.claimed
    assert found.value > max(found.halves)
    assert found.p == pytest.approx(1 / 301)
    assert "beyond noise" in found.text()


def test_change_over_time_is_no_difference_of_states():
    """One state speaks early, the other late, of what all speak of at the time."""
    rng = np.random.default_rng(2)
    years = np.array([1960] * 20 + [2010] * 4), np.array([1960] * 4 + [2010] * 20)
    a, b = (rng.normal(0, 1, (24, 5)) + (y[:, None] > 2000) * 1.5 for y in years)
    assert context_distance(a, b, draws=300).claimed
    assert not context_distance(a, b, years=years, draws=300).claimed


@given(st.integers(0, 50))
def test_order_of_states_and_of_documents_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    a, b = rng.normal(0, 1, (8, 3)), rng.normal(0, 1, (10, 3))
    ones = np.ones((1, 8)), np.ones((1, 10))
    one = _shares(a, b, *ones)[0]
    assert one == pytest.approx(_shares(b, a, *ones[::-1])[0])
    assert one == pytest.approx(_shares(a[::-1], b, *ones)[0])


def test_too_few_documents_and_vectors_that_do_not_fit():
    few = context_distance(np.ones((3, 2)), np.ones((20, 2)))
    assert few.value is None
    assert few.why == (
        "not assessable: 3 and 20 documents on the concept, at least 8 of each state needed"
    )
    with pytest.raises(FoedusError, match="do not fit"):
        context_distance(np.ones((9, 2)), np.ones((9, 3)))
