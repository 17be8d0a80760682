"""Document-feature counts against plain dictionaries and full tables."""

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import FoedusError, UnknownName
from foedus.documents.comparing.counting import count_table, count_tokens, count_words
from foedus.documents.comparing.counts import DocumentCounts
from foedus.documents.comparing.products import times

TEXTS = st.lists(st.lists(st.integers(-1, 6), max_size=12), min_size=1, max_size=8)


def made(texts):
    first = np.cumsum([0, *map(len, texts)])
    token = np.array([t for text in texts for t in text], np.int64)
    return count_tokens(token, first, [f"d{k}" for k in range(len(texts))], list("abcdefg"))


@given(TEXTS)
def test_counts_are_those_of_a_counter(texts):
    counts = made(texts)
    for k, text in enumerate(texts):
        counter = Counter(text)
        assert counts.dense()[k].tolist() == [counter[f] for f in range(7)]
    assert counts.tokens.tolist() == [len(text) for text in texts]
    assert counts.sums.tolist() == counts.dense().sum(axis=1).tolist()
    assert counts.totals.tolist() == counts.dense().sum(axis=0).tolist()
    assert counts.spread.tolist() == (counts.dense() > 0).sum(axis=0).tolist()


@given(TEXTS, st.data())
def test_selections_are_those_of_the_full_table(texts, data):
    counts, full = made(texts), made(texts).dense()
    rows = np.array(data.draw(st.permutations(range(len(texts)))), np.int64)
    rows = rows[: data.draw(st.integers(0, len(rows)))]
    columns = np.array(data.draw(st.permutations(range(7)))[:4], np.int64)
    assert (counts.of(rows).dense() == full[rows]).all()
    assert (counts.only(columns).dense() == full[:, columns]).all()
    assert (counts.only(columns).tokens == counts.tokens).all()
    assert (counts.transposed().dense() == full.T).all()
    groups = np.array(
        data.draw(st.lists(st.sampled_from("xy"), min_size=len(texts), max_size=len(texts)))
    )
    grouped = counts.grouped(groups)
    for name in grouped.documents:
        row = grouped.dense()[grouped.documents.index(name)]
        assert (row == full[groups == name].sum(axis=0)).all()
    assert grouped.tokens.sum() == counts.tokens.sum()


@given(TEXTS, st.integers(1, 3))
def test_a_product_is_that_of_the_full_table(texts, k):
    counts = made(texts)
    matrix = np.random.default_rng(1).standard_normal((7, k))
    found = times(counts.first, counts.feature, counts.count, matrix)
    assert np.allclose(found, counts.dense() @ matrix)


def test_long_and_full_and_empty_rows_are_multiplied_alike():
    """Rows of 0, 3, 500 and 40,000 entries take different ways to the same product."""
    rng = np.random.default_rng(2)
    lengths, columns = [0, 3, 500, 40_000, 3, 0], 3_000_000
    column = np.concatenate([np.sort(rng.choice(columns, n, replace=False)) for n in lengths])
    value, first = rng.integers(1, 5, len(column)), np.cumsum([0, *lengths])
    matrix = rng.standard_normal((columns, 2))
    found = times(first, column, value, matrix)
    for k, (a, b) in enumerate(itertools.pairwise(first)):
        assert np.allclose(found[k], value[a:b] @ matrix[column[a:b]])
    few = times(first[:3], np.array([4, 17, 39]), value[:3], matrix[:40])
    assert np.allclose(few[1], value[:3] @ matrix[[4, 17, 39]])


def test_words_of_three_languages_count():
    counts = count_words({"ru": ["мир", "и", "мир"], "zh": list("和平和"), "none": []})
    assert counts.features == ("мир", "и", "和", "平")
    assert counts.dense().tolist() == [[2, 1, 0, 0], [0, 0, 2, 1], [0, 0, 0, 0]]


def test_rare_features_are_trimmed_and_tokens_stay():
    counts = count_words({"a": "xxyz", "b": "xy", "c": "x"})
    kept = counts.trimmed(2, 2)
    assert kept.features == ("x", "y")
    assert kept.tokens.tolist() == [4, 2, 1]
    assert kept.sums.tolist() == [3, 2, 1]


def test_arrays_cannot_be_changed():
    counts = count_words({"a": "xy"})
    with pytest.raises(ValueError, match="read-only"):
        counts.count[0] = 9


def test_names_masks_and_places_select_the_same():
    counts = count_words({"a": "x", "b": "yy", "c": "z"})
    for which in (["c", "a"], np.array([2, 0])):
        assert counts.of(which).documents == ("c", "a")
    assert counts.of(np.array([True, False, True])).documents == ("a", "c")
    assert len(counts.of([])) == 0


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda c: c.of(["nobody"]), "nobody"),
        (lambda c: c.only(["xx"]), "'xx'"),
    ],
)
def test_an_unknown_name_lists_the_known(wrong, says):
    with pytest.raises(UnknownName, match=says):
        wrong(count_words({"a": "x", "b": "y"}))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda c: c.of(np.array([5])), "place 5"),
        (lambda c: c.of(np.array([True])), "mask"),
        (lambda c: c.of(["a", "a"]), "twice"),
        (lambda c: c.grouped(["one"]), "1 groups for 2"),
        (lambda c: count_tokens(np.array([9]), np.array([0, 1]), ["a"], ["x"]), "Token 9"),
        (lambda c: count_tokens(np.array([0]), np.array([0, 3]), ["a"], ["x"]), "cover"),
        (lambda c: count_tokens(np.array([0]), np.array([0, 2, 1]), ["a", "b"], ["x"]), "order"),
        (lambda c: count_table(np.array([[-1]]), ["a"], ["x"]), "no counts"),
        (lambda c: count_table(np.array([[0.5]]), ["a"], ["x"]), "no counts"),
        (lambda c: count_table(np.ones((2, 2)), ["a"], ["x"]), "shape"),
        (lambda c: count_table(np.ones((2, 1)), ["a", "a"], ["x"]), "'a' comes twice"),
        (lambda c: DocumentCounts(("a",), (), *(np.zeros(3, int),) * 4), "do not fit"),
    ],
)
def test_bad_input_is_named(wrong, says):
    with pytest.raises(FoedusError, match=says):
        wrong(count_words({"a": "x", "b": "y"}))
