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
