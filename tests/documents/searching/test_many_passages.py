"""Searches that find very much, or find while others write."""

from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.documents.corpora.made_up_texts import folder_of

from foedus.core.errors import FoedusError
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.corpora.removing import remove_documents
from foedus.documents.embedding import fill
from foedus.documents.searching import found, meaning_search
from foedus.documents.searching.chosen import Chosen, check_chosen, chosen
from foedus.documents.searching.meaning_search import search_meaning
from foedus.documents.searching.words_search import search_words


def encoded(sentences) -> np.ndarray:
    """A direction for each sentence, the same each time."""
    out = np.array(
        [np.random.default_rng(sum(map(ord, s))).standard_normal(512) for s in sentences],
        np.float32,
    ).reshape(-1, 512)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(tmp_path_factory.mktemp("corpora")))
        made = new_corpus("many")
        folder = folder_of(tmp_path_factory.mktemp("texts") / "in", 11, rows=300)
        (folder / "metadata.csv").write_text("file,side\n00.txt,CHN\n01.txt,RUS\n02.txt,RUS\n")
        add_folder(made, folder, processes=0)
        yield made


def sentences_with(corpus: Corpus, word: str, documents: Chosen) -> list[int]:
    """By looking at all of them."""
    with corpus.reading() as connection:
        kept = set(chosen(connection, documents))
        rows = connection.execute("SELECT id, document FROM segment WHERE kind = 1").fetchall()
    numbers = [number for number, document in rows if document in kept]
    return [
        p.segment for p in corpus.passages(numbers) if word in p.text.lower().rstrip(".").split()
    ]


@pytest.mark.parametrize("documents", [Chosen(), Chosen(copies=True), Chosen(side="RUS")])
@pytest.mark.parametrize("ranked", [100_000, 7])
def test_counts_are_those_of_looking_at_every_sentence(corpus, documents, ranked, monkeypatch):
    monkeypatch.setattr(found, "RANKED", ranked)
    for word in ("trade", "стороны"):
        expected = sentences_with(corpus, word, documents)
        result = search_words(corpus, word, by="form", documents=documents, most=1_000)
        assert result.passages == len(expected)
        assert sorted(hit.segment for hit in result.hits) == expected[:ranked]
        assert [hit.score for hit in result.hits] == sorted(
            (hit.score for hit in result.hits), reverse=True
        )


def test_only_the_sentences_named_count(corpus):
    every = sentences_with(corpus, "trade", Chosen())
    some = set(random.Random(1).sample(every, 5)) | {-4, 10**9}
    result = search_words(corpus, "trade", by="form", among=some)
    assert {hit.segment for hit in result.hits} == some & set(every)
    assert result.passages == 5


def test_whether_any_document_counts_is_told_without_a_list(corpus):
    with corpus.reading() as connection:
        assert check_chosen(connection, Chosen(side="CHN")) is None
        with pytest.raises(FoedusError, match="CHM"):
            check_chosen(connection, Chosen(side="CHM"))
        with pytest.raises(FoedusError, match="meets all"):
            check_chosen(connection, Chosen(side="CHN", since="2050"))


def test_meaning_compares_what_is_chosen_there_and_embedded(corpus, monkeypatch):
    monkeypatch.setattr(fill, "encode", encoded)
    monkeypatch.setattr(meaning_search, "encode", encoded)
    fill.embed(corpus, processes=1)
    table = corpus.documents()
    embedded = table[table["copy_of"].isna()]
    everything = search_meaning(corpus, "Trade.", most=5)
    assert everything.passages == embedded["sentences"].sum()
    assert everything.documents == (embedded["sentences"] > 0).sum()
    russian = search_meaning(corpus, "Trade.", documents=Chosen(side="RUS"), most=1_000)
    assert russian.passages == embedded[embedded["side"] == "RUS"]["sentences"].sum()
    assert {hit.side for hit in russian.hits} == {"RUS"}

    # Another process adds rows between two looks at the store.
    store = fill.vectors_of(corpus)
    few = np.ones(len(store) - 3, bool)
    assert len(store.nearest(encoded(["Trade."])[0], 10**6, few)[0]) == len(few)

    # Vectors of a document that is removed find nothing, forgotten or not.
    gone = int(embedded["document"].iloc[-1])
    lost = int(embedded["sentences"].iloc[-1])
    remove_documents(corpus, [gone])
    after = search_meaning(corpus, "Trade.", most=10**6)
    assert after.passages == everything.passages - lost
    assert gone not in {hit.document for hit in after.hits}
