"""A made-up corpus in a folder of the test's own."""

import pytest
from tests.documents.coding import made_up


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return made_up.corpus_of("small")


@pytest.fixture
def coded(corpus):
    made_up.coded(corpus)
    return corpus
