"""Shares of a corpus: whose word counts, what a unit is called, what is refused."""

import numpy as np
import pytest
from tests.documents.coding import made_up

from foedus.core.errors import FoedusError
from foedus.documents.coding.judgements import judgements
from foedus.documents.coding.places import places_of
from foedus.documents.coding.records import Coding, Read
from foedus.documents.coding.writing import write
from foedus.documents.correction.corpus_sample import drawn_from, drawn_units, to_read
from foedus.documents.correction.corpus_shares import corpus_shares
from foedus.documents.correction.divisions import divided
from foedus.documents.correction.draw import draw


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made = made_up.corpus_of("small")
    with made.writing() as connection:
        connection.execute("UPDATE document SET date = '1999-12-31', side = 'USA' WHERE id = 1")
        connection.execute("UPDATE document SET date = '2001' WHERE id = 2")
    made_up.coded(made)
    return made


def test_divisions_know_what_is_not_known(corpus):
    places = places_of(corpus, "document")
    found = divided(corpus, places, ["year", "decade", "side", "language"])
    assert found["year"] == ["1999", "2001", None]
    assert found["decade"] == ["1990s", "2000s", None]
    assert found["side"] == ["USA", None, None]
    assert found["language"] == ["en", "zh", "ru"]
    crossed = divided(corpus, places, ["side+year"])
    assert crossed == {"side+year": ["USA 1999", None, None]}


def test_people_who_read_all_are_counted(corpus):
    found = corpus_shares(
        corpus, made_up.SMALL, ["trade", "stance=1"], ["language"], people=["Ann"], machine="pat"
    )
    by = {(s.code, s.cell): s for s in found.shares}
    assert by["trade", "all"].value == 1.0
    # All alike, and yet three documents do not settle it.
    assert by["trade", "all"].low < 0.5
    assert by["trade", "all"].high == 1.0
    assert by["stance=1", "all"].value == pytest.approx(1 / 3)
    assert by["stance=1", "ru"].value == 1.0
    assert by["stance=1", "ru"].low is None
    assert by["stance=1", "ru"].reason == "too few documents for bounds"
    # The machine read one document with trade in mind, and only a part of it.
    assert by["trade", "all"].machine is None


def test_passages_are_by_people_where_people_read(corpus):
    found = corpus_shares(corpus, made_up.SMALL, ["threat"], unit="sentence", people=["Бо"])
    people, machine = found.passages("threat")
    texts = [p.text for p in corpus.passages(found.units["unit"])]
    assert [texts[k] for k in people] == ["Общая угроза сближает."]
    assert [texts[k] for k in machine] == ["两国面对共同威胁。"]
    with pytest.raises(FoedusError, match="trade"):
        found.passages("trade")


def test_people_may_not_contradict_unless_one_is_named(corpus):
    with pytest.raises(FoedusError, match="Ann and Бо differ on 'threat'"):
        corpus_shares(corpus, made_up.SMALL, ["threat"])
    first = corpus_shares(corpus, made_up.SMALL, ["threat"], people=["Бо", "Ann"])
    other = corpus_shares(corpus, made_up.SMALL, ["threat"], people=["Ann", "Бо"])
    assert [s.value for s in first.shares] == [pytest.approx(1 / 3)]
    assert [s.value for s in other.shares] == [0.0]


def test_two_machines_for_one_code_need_a_name(corpus):
    one = made_up.Identity("other 1", "model")
    write(corpus, one, made_up.SMALL, [Coding(2, 0, 9, "threat")], [Read(2, 0, 9)])
    words = {"people": ["Ann"], "unit": "sentence"}
    with pytest.raises(FoedusError, match="Several machines coded 'threat'"):
        corpus_shares(corpus, made_up.SMALL, ["threat"], **words)
    found = corpus_shares(corpus, made_up.SMALL, ["threat"], machine="other", **words)
    assert found.machines == ("other 1",)


def test_a_sample_knows_its_passages(corpus):
    places = places_of(corpus, "sentence")
    sample = draw(
        places["unit"].tolist(), 3, seed=1, documents=places["document"].tolist(),
        drawn_from=drawn_from(corpus, "sentence", places),
    )  # fmt: skip
    assert sorted(to_read(corpus, sample)) == sorted(int(u) for u in sample.to_code())
    assert drawn_units(corpus, sample)["unit"].tolist() == places["unit"].tolist()
    with pytest.raises(FoedusError, match="holds sentences"):
        to_read(corpus, sample, "paragraph")
    other = draw(places["unit"].tolist(), 3, seed=1, drawn_from="by hand")
    with pytest.raises(FoedusError, match="no corpus of foedus"):
        to_read(corpus, other)


def test_drawn_documents_are_read_by_their_parts(corpus):
    places = places_of(corpus, "document")
    sample = draw(
        places["unit"].tolist(), 2, seed=1, drawn_from=drawn_from(corpus, "document", places)
    )
    parts = corpus.passages(to_read(corpus, sample))
    assert [p.document for p in parts] == sorted(
        (p.document for p in parts), key=[int(u) for u in sample.to_code()].index
    )
    assert len(to_read(corpus, sample, "sentence")) >= len(parts)


def test_a_unit_not_read_is_neither_with_nor_without(corpus):
    places = places_of(corpus, "sentence")
    said = judgements(corpus, made_up.SMALL, "Бо", ["trade"], places, "sentence")["trade"]
    assert [v is None for v in said] == (places["document"] != 3).tolist()
    assert not np.any(said[places["document"] == 3] == "applied")
