"""Documents that a user coded, read as pieces with sides."""

from __future__ import annotations

import pytest
from tests.documents.coding import made_up

from foedus.core.errors import FoedusError
from foedus.documents.views.opened import open_views
from foedus.documents.views.own import views_of


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return made_up.corpus_of("small")


def test_a_corpus_without_the_codebook_says_how_to_code_it(corpus):
    with pytest.raises(FoedusError, match="not coded by the codebook 'partnerships'") as error:
        open_views("small", "partnerships")
    assert "foedus texts code small" in error.value.remedy


def test_a_document_has_a_code_that_any_passage_of_it_has(corpus):
    made_up.coded(corpus)
    views = views_of(corpus, "small")
    assert views.pair is None
    assert {p.language for p in views.pieces} <= {"en", "zh", "ru"}
    assert set(views.coders) == set(views.read)
    for coder, ids in views.read.items():
        found = dict(zip([p.id for p in views.pieces], views.by(coder, "threat"), strict=True))
        assert {one for one, value in found.items() if value is not None} == set(ids)
    assert not views.machine_only()
    assert all(p.open_with.startswith("foedus texts show small") for p in views.pieces)


def test_by_sentence_a_piece_is_its_sentence_and_shares_its_document(corpus):
    made_up.coded(corpus)
    whole, parts = views_of(corpus, "small"), views_of(corpus, "small", unit="sentence")
    assert {p.cluster for p in parts.pieces} <= {p.id for p in whole.pieces}
    assert len(parts.pieces) > len(whole.pieces)
    held = {p.document: corpus.text(p.document) for p in corpus.passages([int(parts.pieces[0].id)])}
    for p in parts.pieces:
        text = held.setdefault(int(p.cluster), corpus.text(int(p.cluster)))
        start = int(p.clause.rpartition(" ")[2]) - 1
        assert text[start : start + len(p.summary)] == p.summary
    assert any("threat" in codes for codes in parts.given.values())


def test_a_unit_that_is_none_is_refused(corpus):
    made_up.coded(corpus)
    with pytest.raises(FoedusError, match="sentense"):
        views_of(corpus, "small", unit="sentense")
