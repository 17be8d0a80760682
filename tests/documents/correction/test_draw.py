"""Drawing a gold sample: probabilities, repetition, extension."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError
from foedus.documents.correction.draw import draw, extend, supplement
from foedus.documents.correction.gold_sample import chosen

UNITS = [f"u{k}" for k in range(40)]
STRATA = ["rare"] * 6 + ["common"] * 34


def test_same_seed_same_sample_whatever_the_order():
    sample = draw(UNITS, 12, seed=3, strata=STRATA, allocation="equal")
    turned = draw(UNITS[::-1], 12, seed=3, strata=STRATA[::-1], allocation="equal")
    assert set(sample.to_code()) == set(turned.to_code())
    assert set(sample.to_code()) != set(draw(UNITS, 12, seed=4, strata=STRATA).to_code())


def test_known_sample():
    """The record must be repeatable for good: these units belong to this seed."""
    assert sorted(draw(UNITS, 4, seed=20).to_code()) == ["u19", "u2", "u30", "u32"]


def test_rare_strata_are_oversampled_and_their_probability_known():
    sample = draw(UNITS, {"rare": 6, "common": 4}, seed=1, strata=STRATA)
    assert sample.drawn[:6].all()
    assert sample.n == 10
    assert sample.pi[:6] == pytest.approx(1)
    assert sample.pi[6:] == pytest.approx(4 / 34)


def test_order_of_coding_mixes_strata():
    sample = draw(range(400), 200, seed=1, strata=["a"] * 200 + ["b"] * 200)
    first = [int(u) < 200 for u in sample.to_code()[:100]]
    assert 30 < sum(first) < 70


def test_units_are_drawn_as_often_as_their_probability_says():
    """Over 2,000 seeds: each unit within four standard errors, pairs too."""
    seeds = 2000
    sample = draw(range(12), {"a": 2, "b": 3}, seed=0, strata=["a"] * 5 + ["b"] * 7)
    waves = [replace(sample.waves[0], seed=s) for s in range(seeds)]
    drawn = np.array([chosen(sample.units, wave) for wave in waves])
    both = drawn.T.astype(float) @ drawn / seeds
    one, two = np.meshgrid(np.arange(12), np.arange(12))
    expected = sample.joint(one, two)
    assert np.abs(both - expected).max() < 4 * np.sqrt(0.25 / seeds)


@given(
    sizes=st.lists(st.integers(2, 9), min_size=1, max_size=4),
    data=st.data(),
    seed=st.integers(0, 10**6),
)
def test_joint_probabilities_sum_as_theory_says(sizes, data, seed):
    """Fixed size: the joint probabilities of a unit sum to n pi (Horvitz and Thompson 1952)."""
    strata = [f"s{k}" for k, size in enumerate(sizes) for _ in range(size)]
    taken = {f"s{k}": data.draw(st.integers(1, size)) for k, size in enumerate(sizes)}
    sample = draw(range(len(strata)), taken, seed=seed, strata=strata)
    n = len(strata)
    joint = sample.joint(*np.meshgrid(np.arange(n), np.arange(n)))
    assert joint.sum(axis=0) == pytest.approx(sample.n * sample.pi)
    assert np.diag(joint) == pytest.approx(sample.pi)
    assert np.allclose(joint, joint.T)
    assert sample.n == sum(taken.values())


def test_an_extended_sample_is_the_one_drawn_at_once():
    first = draw(UNITS, {"rare": 2, "common": 5}, seed=9, strata=STRATA)
    more = extend(first, {"rare": 1, "common": 5})
    at_once = draw(UNITS, {"rare": 3, "common": 10}, seed=9, strata=STRATA)
    assert (more.drawn == at_once.drawn).all()
    assert (more.drawn >= first.drawn).all()
    pairs = np.array(list(combinations(range(40), 2))).T
    assert more.joint(*pairs) == pytest.approx(at_once.joint(*pairs))
    assert extend(first, 6).n == 13


def test_a_supplement_has_the_probability_of_either_draw():
    """Brute force over seeds of both draws."""
    seeds, units = 2000, tuple("abcdefgh")
    both = supplement(draw(units, 3, seed=0), {"a": 1, "b": 2}, seed=1,
                      strata=["a"] * 3 + ["b"] * 5)  # fmt: skip
    drawn = np.zeros((8, 8))
    for s in range(seeds):
        waves = [replace(w, seed=2 * s + k) for k, w in enumerate(both.waves)]
        either = chosen(units, waves[0]) | chosen(units, waves[1])
        drawn += np.outer(either, either)
    expected = both.joint(*np.meshgrid(np.arange(8), np.arange(8)))
    assert np.abs(drawn / seeds - expected).max() < 4 * np.sqrt(0.25 / seeds)
    assert np.diag(expected) == pytest.approx(both.pi)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: draw(["a", "a"], 1, seed=1), "'a' is there twice"),
        (lambda: draw(UNITS, 41, seed=1), "41 units cannot be drawn from 40"),
        (lambda: draw(UNITS, 0, seed=1), "0 units"),
        (lambda: draw(UNITS, 5, seed=1, strata=STRATA[:-1]), "39 strata"),
        (lambda: draw(UNITS, 5, seed=1, documents=["d"]), "1 documents"),
        (lambda: draw(UNITS, {"rar": 2}, seed=1, strata=STRATA), "Did you mean 'rare'"),
        (lambda: draw(UNITS, {"rare": 2}, seed=1, strata=STRATA), "Nothing is drawn from"),
        (lambda: draw(UNITS, {"rare": 9, "common": 1}, seed=1, strata=STRATA), "It has 6"),
        (lambda: draw(UNITS, 4, seed=1, strata=[None, *STRATA[1:]]), "'u0' has no stratum"),
        (lambda: extend(draw(UNITS, 39, seed=1), 2), "41 units cannot be drawn"),
        (lambda: supplement(draw(UNITS, 3, seed=1), 3, seed=1), "has drawn this sample before"),
    ],
)
def test_what_cannot_be_drawn_is_said(call, words):
    with pytest.raises(FoedusError, match=words):
        call()
