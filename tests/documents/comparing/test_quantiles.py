"""Quantiles and tails against stored numbers, against scipy, and against themselves."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.comparing.incomplete import beta_tails, gamma_tails
from foedus.documents.comparing.quantiles import (
    beta_quantile,
    chi2_above,
    chi2_quantile,
    gamma_quantile,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "quantiles.csv"
SHAPE = st.floats(0.05, 1e4)
CHANCE = st.floats(1e-12, 1 - 1e-12)


def golden(name):
    with GOLDEN.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["distribution"] == name]
    return [np.array([float(r[k]) for r in rows]) for k in ("a", "b", "p", "quantile")]


def test_gamma_quantiles_are_those_stored():
    """Made by scipy (make_quantiles.py); both round the last digits differently."""
    a, _, p, x = golden("gamma")
    assert len(x) > 50
    assert np.allclose(gamma_quantile(p, a), x, rtol=1e-11, atol=0)


def test_beta_quantiles_are_those_stored():
    """Made by scipy (make_quantiles.py); near 1 the digits of 1 - x are what is lost."""
    a, b, p, x = golden("beta")
    assert len(x) > 90
    assert np.allclose(beta_quantile(p, a, b), x, rtol=1e-11, atol=0)


def test_chi_squared_quantiles_are_those_of_the_tables():
    """Upper 5 % points for 1, 2, 10 and 100 degrees of freedom, as in any table."""
    found = chi2_quantile(0.95, np.array([1, 2, 10, 100]))
    assert found.round(3).tolist() == [3.841, 5.991, 18.307, 124.342]
    assert np.allclose(chi2_above(found, np.array([1, 2, 10, 100])), 0.05, rtol=1e-12)


@settings(max_examples=40)
@given(SHAPE, CHANCE)
def test_gamma_quantile_and_tail_undo_each_other(a, p):
    x = gamma_quantile(p, a)
    below, above = gamma_tails(np.array(a), x)
    if x > 1e-290:
        assert np.isclose(below if p < 0.5 else above, p if p < 0.5 else 1 - p, rtol=1e-8)


@settings(max_examples=40)
@given(SHAPE, SHAPE, st.floats(1e-12, 0.5))
def test_beta_quantile_and_tail_undo_each_other(a, b, p):
    x = float(beta_quantile(p, a, b))
    if 1e-290 < x < 1 - 1e-6:
        below, _ = beta_tails(*(np.array([v]) for v in (x, 1 - x, a, b)))
        assert np.isclose(below[0], p, rtol=1e-6)


@settings(max_examples=40)
@given(SHAPE, SHAPE, st.integers(1, 4095))
def test_beta_turned_round_is_the_other_tail(a, b, k):
    # Of 4,096ths both p and 1 - p are exact; near 0 the rounding of 1 - p would be the test.
    p = k / 4096
    x, y = float(beta_quantile(p, a, b)), float(beta_quantile(1 - p, b, a))
    assert np.isclose(x, 1 - y, rtol=1e-6, atol=1e-9)


@settings(max_examples=40)
@given(SHAPE, st.tuples(CHANCE, CHANCE))
def test_quantiles_rise(a, pair):
    low, high = gamma_quantile(np.sort(pair), a)
    assert low <= high


def test_small_tails_keep_their_digits():
    """P(x > 200) of an exponential is e^-200; a share below 1e-30 is x^a exactly."""
    assert np.isclose(gamma_tails(np.array(1.0), np.array(200.0))[1], np.exp(-200), rtol=1e-13)
    x = np.array([1e-30])
    below, _ = beta_tails(x, 1 - x, np.array([3.0]), np.array([1.0]))
    assert np.isclose(below[0], 1e-90, rtol=1e-13)


def test_edges_are_the_ends_of_the_range():
    assert gamma_quantile(np.array([0.0, 1.0]), 2.0).tolist() == [0.0, np.inf]
    assert beta_quantile(np.array([0.0, 1.0]), 2.0, 3.0).tolist() == [0.0, 1.0]
    assert [float(v) for v in gamma_tails(np.array(2.0), np.array(0.0))] == [0.0, 1.0]


@pytest.mark.parametrize("bad", [(1.5, 1.0), (-0.1, 1.0), (np.nan, 1.0), (0.5, 0.0)])
def test_bad_input_is_named(bad):
    with pytest.raises(FoedusError):
        gamma_quantile(*bad)
    with pytest.raises(FoedusError):
        beta_quantile(*bad, 1.0)


def test_tails_are_scipys():
    special = pytest.importorskip("scipy.special", reason="scipy, the oracle, is not installed")
    rng = np.random.default_rng(1)
    a, b = 10 ** rng.uniform(-1, 5, (2, 3000))
    x = a * np.exp(rng.normal(0, 3, 3000) / np.sqrt(a))
    below, above = gamma_tails(a, x)
    assert np.allclose(below, special.gammainc(a, x), rtol=1e-10, atol=1e-280)
    assert np.allclose(above, special.gammaincc(a, x), rtol=1e-10, atol=1e-280)
    share = special.expit(np.log(a / b) + rng.normal(0, 3, 3000) * np.sqrt(1 / a + 1 / b))
    below, above = beta_tails(share, 1 - share, a, b)
    assert np.allclose(below, special.betainc(a, b, share), rtol=1e-9, atol=1e-280)
    assert np.allclose(above, special.betaincc(a, b, share), rtol=1e-9, atol=1e-280)
