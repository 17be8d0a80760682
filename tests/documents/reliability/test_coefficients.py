"""What must hold of every coefficient, whatever the codings."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.documents.reliability.distances import between_middles, distance
from foedus.documents.reliability.formulas import coefficient_of
from foedus.documents.reliability.pairwise import pair_tables, pairwise
from foedus.documents.reliability.ratings import from_matrix
from foedus.documents.reliability.sums import by_document
from foedus.documents.reliability.words import METRICS, WEIGHTS

MANY = ("percent", "ac", "conger", "fleiss", "brennan-prediger")
ASKED = [("alpha", s) for s in (*METRICS, *WEIGHTS)] + [(c, w) for c in MANY for w in WEIGHTS]
CATEGORIES = [0, 1, 3, 4]


@st.composite
def tables(draw, fewest=2, most=5):
    shape = (draw(st.integers(3, 15)), draw(st.integers(fewest, most)))
    codes = draw(arrays(np.int64, shape, elements=st.integers(-1, 3)))
    assume((codes >= 0).any())
    return np.where(codes < 0, np.nan, np.array(CATEGORIES)[codes])


def value(matrix, coefficient, scale, documents=None):
    ratings = from_matrix(matrix, categories=CATEGORIES, documents=documents)
    apart = None if scale == "krippendorff-ordinal" else distance(scale, ratings.scores)
    sums = by_document(ratings, apart, coefficient in ("conger", "cohen"))
    return float(coefficient_of(sums.total(), coefficient, apart))


def same(one, two):
    return one == pytest.approx(two, abs=1e-9, nan_ok=True)


def plain(matrix, coefficient, scale):
    """The definitions, by loops over units and coders."""
    scores = np.array(CATEGORIES, float)
    place = {v: k for k, v in enumerate(CATEGORIES)}
    units = [[(g, place[v]) for g, v in enumerate(row) if v == v] for row in matrix]
    units = [u for u in units if u]
    paired = [u for u in units if len(u) > 1]
    used = np.zeros(4)
    for u in paired:
        for _, k in u:
            used[k] += 1
    ordinal = scale == "krippendorff-ordinal"
    apart = between_middles(used) if ordinal else distance(scale, scores)
    if coefficient == "alpha":
        n = used.sum()
        seen = sum(
            apart[a, b] / (len(u) - 1) for u in paired for (g, a), (h, b) in permutations(u, 2)
        )
        chance = sum(used[a] * used[b] * apart[a, b] for a in range(4) for b in range(4))
        return 1 - (n - 1) * seen / chance if chance else float("nan")
    if not paired:
        return float("nan")
    agreed = [np.mean([1 - apart[a, b] for (g, a), (h, b) in permutations(u, 2)]) for u in paired]
    observed = np.mean(agreed)
    share = np.mean([[np.mean([k == c for _, k in u]) for c in range(4)] for u in units], axis=0)
    if coefficient == "percent":
        return observed
    if coefficient == "brennan-prediger":
        chance = (1 - apart).mean()
    elif coefficient == "fleiss":
        chance = share @ (1 - apart) @ share
    elif coefficient == "ac":
        chance = (1 - apart).sum() / 12 * (share * (1 - share)).sum()
    else:
        own = {}
        for u in units:
            for g, k in u:
                own.setdefault(g, np.zeros(4))[k] += 1
        own = {g: v / v.sum() for g, v in own.items()}
        chance = np.mean([own[g] @ (1 - apart) @ own[h] for g, h in permutations(own, 2)])
    return (observed - chance) / (1 - chance) if 1 - chance > 1e-12 else float("nan")


@pytest.mark.parametrize(("coefficient", "scale"), ASKED)
@settings(max_examples=25)
@given(matrix=tables())
def test_against_plain_loops(coefficient, scale, matrix):
    assert same(value(matrix, coefficient, scale), plain(matrix, coefficient, scale))


@settings(max_examples=25)
@given(matrix=tables(), seed=st.integers(0, 99))
def test_order_and_documents_say_nothing_and_none_exceeds_one(matrix, seed):
    rng = np.random.default_rng(seed)
    turned = matrix[rng.permutation(len(matrix))][:, rng.permutation(matrix.shape[1])]
    documents = rng.integers(3, size=len(matrix)).tolist()
    for coefficient, scale in ASKED:
        found = value(matrix, coefficient, scale)
        assert same(found, value(turned, coefficient, scale))
        assert same(found, value(matrix, coefficient, scale, documents))
        assert np.isnan(found) or found <= 1 + 1e-12


@settings(max_examples=25)
@given(matrix=tables())
def test_a_unit_nobody_read_says_nothing(matrix):
    more = np.vstack([matrix, np.full(matrix.shape[1], np.nan)])
    for coefficient, scale in ASKED:
        assert same(value(matrix, coefficient, scale), value(more, coefficient, scale))


@settings(max_examples=25)
@given(matrix=tables(), category=st.sampled_from(CATEGORIES))
def test_a_unit_one_coder_read_is_no_disagreement(matrix, category):
    alone = np.full(matrix.shape[1], np.nan)
    alone[0] = category
    more = np.vstack([matrix, alone])
    for coefficient, scale in (("alpha", "nominal"), ("alpha", "interval"), ("percent", "linear")):
        assert same(value(matrix, coefficient, scale), value(more, coefficient, scale))


@settings(max_examples=25)
@given(matrix=tables())
def test_metrics_that_are_weights(matrix):
    for metric, weights in (("nominal", "identity"), ("interval", "quadratic")):
        assert same(value(matrix, "alpha", metric), value(matrix, "alpha", weights))


@settings(max_examples=25)
@given(matrix=tables(2, 2))
def test_two_coders_who_read_everything(matrix):
    whole = np.nan_to_num(matrix, nan=0.0)
    for scale in WEIGHTS:
        assert same(value(whole, "cohen", scale), value(whole, "conger", scale))
        assert same(value(whole, "scott", scale), value(whole, "fleiss", scale))


@pytest.mark.parametrize(("coefficient", "scale"), ASKED)
@settings(max_examples=25)
@given(matrix=tables(3, 3))
def test_pairs_of_coders(coefficient, scale, matrix):
    ratings = from_matrix(matrix, categories=CATEGORIES)
    found = pairwise(ratings, coefficient, scale, fewest_units=2)
    for k, (i, j) in enumerate(zip(*np.triu_indices(len(ratings.coders), 1), strict=True)):
        both = ratings.codes[:, [i, j]]
        both = both[(both >= 0).all(axis=1)]
        assert found[k].n == len(both)
        if found[k].value is not None:
            alone = np.array(CATEGORIES)[both].astype(float)
            assert same(found[k].value, value(alone, coefficient, scale))
        else:
            assert found[k].why_null


def test_tables_of_pairs_count_units_both_read():
    ratings = from_matrix([["a", "b", None], ["a", "a", "b"], [None, "b", "b"]])
    assert pair_tables(ratings).sum(axis=(1, 2)).tolist() == [2, 1, 2]
    assert pair_tables(ratings)[0].tolist() == [[1, 1], [0, 0]]


def test_alpha_recovers_what_made_the_codings():
    """Coders who know with chance s and else guess evenly: alpha is s squared."""
    rng = np.random.default_rng(3)
    true = rng.integers(4, size=(20_000, 1))
    for s in (0.5, 0.8):
        knows = rng.random((20_000, 3)) < s
        given_ = np.where(knows, true, rng.integers(4, size=(20_000, 3)))
        matrix = np.array(CATEGORIES)[given_].astype(float)
        for coefficient in ("alpha", "ac", "conger", "brennan-prediger"):
            assert value(matrix, coefficient, "identity") == pytest.approx(s**2, abs=0.012)


def test_distances():
    assert distance("linear", np.array([-2.0, 0, 2])).tolist() == [
        [0, 0.5, 1],
        [0.5, 0, 0.5],
        [1, 0.5, 0],
    ]
    # The vignette "Computing weighted agreement coefficients" of irrCAC prints 1 less these.
    assert distance("gwet-ordinal", np.arange(3.0)).round(4).tolist()[0] == [0, 0.3333, 1]
    assert distance("quadratic", np.arange(3.0))[0].tolist() == [0, 0.25, 1]
    # (0 - 2)^2 / (0 + 2)^2 and no division of 0 by 0.
    assert distance("ratio", np.array([0.0, 2.0]))[0].tolist() == [0, 1]
    assert between_middles(np.array([2.0, 4.0, 2.0]))[0].tolist() == [0, 9, 36]
