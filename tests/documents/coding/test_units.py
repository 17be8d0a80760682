"""From spans to judgements of units: not read is never "no code"."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.coding.made_up import ANN, BO, MODEL, SMALL, segments, span

from foedus.core.errors import FoedusError
from foedus.documents.coding.intervals import inside, merged, overlapping
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.units import units
from foedus.documents.coding.writing import write
from foedus.documents.reliability.long_table import from_table


def judged(table, coder):
    return table[table["coder"] == coder]["value"].tolist()


def test_a_unit_read_without_a_code_has_no_code_and_one_not_read_has_no_row(coded):
    table = units(coded, "small", "threat")
    assert judged(table, "Ann") == ["no code"] * 7
    assert judged(table, "Бо") == ["applied", "no code"]  # read the Russian text only
    assert judged(table, MODEL.name) == ["applied", "no code"]
    assert set(table[table["coder"] == MODEL.name]["language"]) == {"zh"}


def test_a_code_not_looked_for_is_not_absent(coded):
    """The model looked for trade in the first Chinese sentence only."""
    assert judged(units(coded, "small", "trade"), MODEL.name) == ["no code"]
    assert judged(units(coded, "small", "stance"), MODEL.name) == []


def test_values_keep_their_type(coded):
    assert units(coded, "small", "stance")["value"].tolist().count(1) == 1
    assert "closer" in units(coded, "small", "forecast")["value"].tolist()


def test_a_coded_unit_was_read_even_where_nobody_said_so(corpus):
    write(corpus, ANN, SMALL, [Coding(*span(corpus, 1, "Trade"), "trade")])
    table = units(corpus, "small", "trade")
    assert table["value"].tolist() == ["applied"]
    assert units(corpus, "small", "threat").empty


def test_paragraphs_and_documents_are_read_when_all_their_sentences_are(corpus):
    first = [p for p in corpus.passages(segments(corpus)) if p.document == 1]
    assert len(first) == 3  # in two paragraphs, the second of two sentences
    write(corpus, ANN, SMALL, [], [Read(1, p.start, p.stop) for p in first[:2]])
    assert len(units(corpus, "small", "trade", unit="sentence")) == 2
    assert len(units(corpus, "small", "trade", unit="paragraph")) == 1
    assert units(corpus, "small", "trade", unit="document").empty
    write(corpus, ANN, SMALL, [], [Read(1, p.start, p.stop) for p in first[2:]])
    assert len(units(corpus, "small", "trade", unit="paragraph")) == 2
    assert units(corpus, "small", "trade", unit="document")["value"].tolist() == ["no code"]


def test_a_span_over_two_sentences_gives_both_the_code(corpus):
    write(corpus, ANN, SMALL, [Coding(*span(corpus, 2, "威胁。𠮷林"), "trade")])
    table = units(corpus, "small", "trade")
    assert table["value"].tolist() == ["applied", "applied"]
    assert table["unit"].nunique() == 2


def test_contradicting_values_are_refused_or_the_longest_taken(corpus):
    made = [
        Coding(*span(corpus, 1, "Both"), "stance", -1),
        Coding(*span(corpus, 1, "face a threat"), "stance", 1),
    ]
    write(corpus, ANN, SMALL, made)
    with pytest.raises(FoedusError, match="several values of 'stance': 1, -1"):
        units(corpus, "small", "stance")
    assert units(corpus, "small", "stance", several="longest")["value"].tolist() == [1]


def test_it_feeds_the_coefficients(coded):
    ratings = from_table(units(coded, "small", "threat"))
    assert ratings.coders == ("Ann", MODEL.name, "Бо")
    assert ratings.categories == ("applied", "no code")


def test_names_outside_the_lists(coded):
    with pytest.raises(FoedusError, match="Unknown unit"):
        units(coded, "small", "trade", unit="word")
    with pytest.raises(FoedusError, match="Unknown rule"):
        units(coded, "small", "trade", several="mean")
    with pytest.raises(FoedusError, match="is a theme"):
        units(coded, "small", "basis")


spans = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 20), st.integers(1, 8)), min_size=1, max_size=12
).map(lambda given: np.array([(d, a, a + n) for d, a, n in given]))


def members(given):
    return {(d, k) for d, a, b in given.tolist() for k in range(a, b)}


@given(spans, spans)
def test_intervals_agree_with_sets_of_characters(first, second):
    runs = merged(first)
    assert members(runs) == members(first)
    assert all(a[0] < b[0] or a[2] < b[1] for a, b in itertools.pairwise(runs))
    expected = [members(s[None]) <= members(runs) for s in second]
    assert inside(second, runs).tolist() == expected
    which, place, shared = overlapping(second, runs)
    pairs = {(w, p): n for w, p, n in zip(which, place, shared, strict=True)}
    for w, s in enumerate(second):
        for p, r in enumerate(runs):
            assert pairs.get((w, p), 0) == len(members(s[None]) & members(r[None]))


def test_no_spans_at_all():
    none = np.zeros((0, 3), np.int64)
    assert merged(none).shape == (0, 3)
    assert inside(np.array([[1, 0, 2]]), none).tolist() == [False]
    assert [len(part) for part in overlapping(none, none)] == [0, 0, 0]


def test_two_people_read_different_things(coded):
    write(coded, BO, SMALL, [], [Read(1, 0, 40)])  # ends within the second sentence
    table = units(coded, "small", "trade")
    assert table[table["coder"] == "Бо"]["document"].tolist() == [1, 3, 3]
