"""`judgements`: the same as `units`, for several codes and one coder at a time."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.coding import made_up

from foedus.core.errors import FoedusError
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.deleting import delete
from foedus.documents.coding.judgements import coder_named, coders_of, judgements
from foedus.documents.coding.labelled import labelled_passages
from foedus.documents.coding.places import places_of
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.units import units
from foedus.documents.coding.writing import write

CODES = ("threat", "trade", "stance")
KINDS = ("sentence", "paragraph", "document")


def said_by_units(corpus, coder, code, unit):
    table = units(corpus, "small", code, unit=unit, several="longest")
    own = table[table["coder"] == coder]
    return dict(zip(own["unit"], own["value"], strict=True))


@pytest.fixture
def ann(corpus):
    write(corpus, made_up.ANN, made_up.SMALL, [])
    return corpus


spans = st.tuples(st.integers(0, 60), st.integers(1, 30))
values = st.sampled_from([("threat", None), ("trade", None), ("stance", 1), ("stance", -1)])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    marked=st.lists(st.tuples(spans, values), max_size=5),
    read=st.lists(
        st.tuples(spans, st.sampled_from([(), ("trade",), ("threat", "stance")])), max_size=5
    ),
)
def test_the_same_as_units(ann, marked, read):
    length = len(ann.text(1))
    delete(ann, "Ann", "small", unread=True)
    codings = {
        (a, min(a + n, length), code): Coding(1, a, min(a + n, length), code, value)
        for (a, n), (code, value) in marked
        if a < length
    }
    spans_read = [Read(1, a, min(a + n, length), codes) for (a, n), codes in read if a < length]
    write(ann, made_up.ANN, made_up.SMALL, list(codings.values()), spans_read)
    for unit in KINDS:
        places = places_of(ann, unit)
        found = judgements(ann, made_up.SMALL, "Ann", CODES, places, unit)
        for code in CODES:
            ours = {u: v for u, v in zip(places["unit"], found[code], strict=True) if v is not None}
            assert ours == said_by_units(ann, "Ann", code, unit)


def test_people_and_machines_are_named_apart(coded):
    assert coders_of(coded, made_up.SMALL, "human") == ["Ann", "Бо"]
    assert coder_named(coded, made_up.SMALL, "model", "patterns") == "patterns small 1.0 abc"
    with pytest.raises(FoedusError, match="Several have coded"):
        coder_named(coded, made_up.SMALL, "human", None)
    with pytest.raises(FoedusError, match="Unknown machine"):
        coder_named(coded, made_up.SMALL, "model", "Ann")


def test_labelled_passages_are_those_people_read_as_a_whole(coded):
    found = {
        p.text: dict(p.labels) for p in labelled_passages(coded, made_up.SMALL, coders=["Ann"])
    }
    assert len(found) == len(made_up.segments(coded))
    assert found["Ties will be closer."] == {"forecast": "closer"}
    assert found["Nobody knows."] == {}
    # The first named decides where both read.
    both = labelled_passages(coded, made_up.SMALL, coders=["Бо", "Ann"])
    assert {p.text: dict(p.labels) for p in both}["Общая угроза сближает."] == {"threat": None}


def test_a_machine_teaches_nobody(coded, corpus):
    with pytest.raises(FoedusError, match="is no person"):
        labelled_passages(coded, made_up.SMALL, coders=["patterns small 1.0 abc"])


def test_copies_are_no_places(corpus):
    assert len(places_of(corpus, "document")) == 3
    with corpus.writing() as connection:
        connection.execute("UPDATE document SET copy_of = 1, alike = .9 WHERE id = 2")
    assert places_of(corpus, "document")["unit"].tolist() == [1, 3]
    assert np.array_equal(places_of(corpus, "document", [2])["unit"], [2])


def test_a_score_stays_with_its_coder(corpus):
    model = Identity("m", "model")
    write(corpus, model, made_up.SMALL, [Coding(1, 0, 4, "threat", score=0.5)], [Read(1, 0, 33)])
    places = places_of(corpus, "sentence")
    said = judgements(corpus, made_up.SMALL, "m", ["threat", "trade"], places, "sentence")
    assert said["threat"].tolist() == ["applied", *[None] * 6]
    assert said["trade"].tolist() == ["no code", *[None] * 6]
