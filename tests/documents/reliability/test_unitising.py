"""Krippendorff's u-alpha family against published values and character by character."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.reliability.made_up_spans import directly, spans

from foedus.documents.reliability.unitising import unitising

LINDAHL = [
    ("d", "Alex", 2, 5, "1"),
    ("d", "Alex", 9, 11, "1"),
    ("d", "Alex", 12, 20, "2"),
    ("d", "Paul", 2, 5, "1"),
    ("d", "Paul", 7, 15, "2"),
    ("d", "Susan", 2, 5, "1"),
    ("d", "Susan", 10, 15, "2"),
]
"""Example of the program published with Lindahl (2024) Annotating attitude in Swedish political
tweets: three coders, 20 characters."""


def test_published_example_of_three_coders():
    found = unitising(spans(LINDAHL, {"d": 20}))
    assert round(found.position_and_label.value, 3) == 0.474
    assert round(found.position.value, 3) == 0.433
    assert round(found.label.value, 3) == 0.779
    assert {k: round(f.value, 3) for k, f in found.by_label.items()} == {"1": 0.769, "2": 0.787}
    assert {k: round(c, 4) for k, c in found.coverage.items()} == {"1": 0.9545, "2": 0.5952}
    assert (found.n_documents, found.n_characters) == (1, 20)
    assert found.marked == {"Alex": 13 / 20, "Paul": 11 / 20, "Susan": 8 / 20}


def test_position_by_hand():
    # a marks 3:9, b 3:7 of 20. Pairable 40, marked 10, gaps 30; 2 x 2 disagreeing; squares
    # 36 + 16, single gap characters 14 + 16. 1 - 4 (40 - 82/40) / (40^2 - 10^2 - 30^2).
    found = unitising(spans([("d", "a", 3, 9, "x"), ("d", "b", 3, 7, "x")], {"d": 20}))
    assert found.position.value == pytest.approx(1 - 4 * (40 - 82 / 40) / 600)


@st.composite
def codings(draw):
    """Two documents, passages that do not overlap, coders who may not have read both."""
    rows, read = [], []
    for document in "de":
        for coder in "abc"[: draw(st.integers(1, 3))]:
            read.append((document, coder))
            cuts = sorted(draw(st.sets(st.integers(0, 16), max_size=6)))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                rows.append((document, coder, start, end, draw(st.sampled_from("xy"))))
    return rows, read


def by_character(rows, read):
    """The definitions of the paper, one character at a time."""
    labels = sorted({r[4] for r in rows})
    k = len(labels) + 1
    together, shared = np.zeros((k, k)), np.zeros(k)
    squares = 0.0
    for document in "de":
        readers = sorted({c for d, c in read if d == document})
        if len(readers) < 2:
            continue
        value = {c: np.zeros(16, int) for c in readers}
        for d, c, start, end, label in rows:
            if d == document:
                value[c][start:end] = labels.index(label) + 1
        for i in readers:
            squares += (value[i] == 0).sum()
            own = [r for r in rows if r[0] == document and r[1] == i]
            squares += sum((end - start) ** 2 for _, _, start, end, _ in own)
            for j in readers:
                if i == j:
                    continue
                np.add.at(together, (value[i], value[j]), 1 / (len(readers) - 1))
                for _, _, start, end, label in own:
                    met = (value[j][start:end] > 0).sum()
                    shared[labels.index(label) + 1] += met**2 / (len(readers) - 1)

    def expected(observed, s):
        n, total = observed.sum(axis=1), observed.sum()
        if total**2 <= s.sum() * (1 + 1e-9):
            return np.full(observed.shape, np.nan)
        return (np.outer(n, n) - np.diag(s)) * total / (total**2 - s.sum())

    def alpha(observed, chance):
        off = ~np.eye(len(observed), dtype=bool)
        return 1 - observed[off].sum() / chance[off].sum()

    # Where squares fall does not matter off the diagonal.
    chance = expected(together, np.append(squares, np.zeros(k - 1)))
    fold = np.zeros((2, k))
    fold[0, 0], fold[1, 1:] = 1, 1
    inner = together[1:, 1:]
    with np.errstate(invalid="ignore", divide="ignore"):
        out = [alpha(fold @ together @ fold.T, fold @ chance @ fold.T), alpha(together, chance)]
        within = expected(inner, shared[1:])
        out.append(alpha(inner, within))
        o, e = inner.sum(axis=0), within.sum(axis=0)
        each = 1 - e / o * (o - np.diag(inner)) / (e - np.diag(within))
        # A label whose pairs are all of one unit with itself has no chance to go by.
        each = np.where(e > 1e-12, each, np.nan)
    return out, dict(zip(labels, each, strict=True))


@settings(max_examples=40)
@given(codings())
def test_against_characters(case):
    rows, read = case
    found = unitising(directly(rows, {"d": 16, "e": 16}, read), draws=0)
    known, each = by_character(rows, read)
    figures = [found.position, found.position_and_label, found.label]
    pairs = list(zip(figures, known, strict=True))
    pairs += [
        (found.by_label[label], value) for label, value in each.items() if label in found.by_label
    ]
    for figure, value in pairs:
        if figure.value is not None:
            assert figure.value == pytest.approx(value, abs=1e-9)
        else:
            assert figure.why_null
            assert not np.isfinite(value)


def test_same_passages_are_one_and_chance_is_about_none():
    rng = np.random.default_rng(2)
    rows = []
    for document in range(60):
        for coder in "ab":
            starts = np.sort(rng.choice(50, 3, replace=False)) * 20
            rows += [(document, coder, int(s), int(s) + 15, "xy"[rng.integers(2)]) for s in starts]
    lengths = dict.fromkeys(range(60), 1000)
    chance = unitising(spans(rows, lengths), draws=500)
    for figure in (chance.position, chance.position_and_label):
        assert figure.value == pytest.approx(0, abs=0.06)
        assert figure.interval.low < 0 < figure.interval.high
    first = [r for r in rows if r[1] == "a"]
    twice = [*first, *((d, "b", s, e, label) for d, _, s, e, label in first)]
    same = unitising(spans(twice, lengths), draws=100)
    assert same.position.value == same.position_and_label.value == same.label.value == 1
    assert same.position.interval is None


def test_position_and_label_come_apart():
    rows = []
    for k in range(10):
        rows += [(k, "a", 10, 30, "x"), (k, "b", 10, 30, "xy"[k % 2])]
        rows += [(k, "a", 50, 60, "y"), (k, "b", 50, 60, "yx"[k % 2])]
    found = unitising(spans(rows, dict.fromkeys(range(10), 100)))
    assert found.position.value == 1
    assert found.label.value < 0.2
    assert found.label.value < found.position_and_label.value < 1


def test_passages_that_overlap_with_another_label_are_left_to_each_label():
    rows = [("d", "a", 0, 10, "x"), ("d", "a", 5, 15, "y"), ("d", "b", 0, 15, "x")]
    found = unitising(spans(rows, {"d": 30}))
    assert found.position.value == 1
    assert found.position_and_label.value is None
    assert found.label.why_null == "2 spans overlap with a span of the same coder and another label"
    alone = unitising(spans(rows, {"d": 30}).only(labels=["x"]))
    assert alone.position.value < 1


def test_overlapping_passages_of_one_label_are_one():
    one = spans([("d", "a", 0, 10, "x"), ("d", "a", 5, 15, "x"), ("d", "b", 0, 9, "x")], {"d": 30})
    two = spans([("d", "a", 0, 15, "x"), ("d", "b", 0, 9, "x")], {"d": 30})
    assert unitising(one).position == unitising(two).position
    touching = spans(
        [("d", "a", 0, 8, "x"), ("d", "a", 8, 15, "x"), ("d", "b", 0, 9, "x")], {"d": 30}
    )
    assert unitising(touching).position != unitising(two).position


def test_nothing_to_assess():
    none = unitising(spans([("d", "a", 0, 5, "x")], {"d": 9}, [("d", "a")]))
    assert none.position.why_null == "no document was read by two coders"
    rows = [("d", "a", 0, 9, "x"), ("d", "b", 0, 9, "x")]
    assert (
        "nobody marked anything, or everybody everything" in unitising(spans(rows, {"d": 9})).text
    )
    empty = spans([], {"d": 9}, [("d", "a"), ("d", "b")])
    assert unitising(empty).position.value is None
