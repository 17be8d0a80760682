"""Where words stand in a passage, what stands around it, and letters as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.core.errors import FoedusError
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.searching.context import context_of, sentence_at
from foedus.documents.searching.marks import joined, terms, word_marks, written_marks
from foedus.documents.searching.words_search import search_words
from foedus.documents.searching.written_search import pieces, search_written

TEXT = (
    "Talks began. 𠮷 and 中国 agreed on a strategic partnership.\n\n战略伙伴关系不断深化。伙伴，伙伴！"
    "\n\nСтороны говорили о стратегическом партнёрстве."
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(tmp_path_factory.mktemp("corpora")))
        made = new_corpus("marks")
        add_folder(made, folder, language="en", processes=0)
        yield made


def test_what_is_marked_is_what_was_found(corpus):
    hit = search_words(corpus, '"strategic partnerships"').hits[0]
    [(a, b)] = word_marks(hit.text, "en", terms('"strategic partnerships"', "lemma"), "lemma")
    assert hit.text[a:b] == "strategic partnership"
    assert TEXT[hit.start + a : hit.start + b] == "strategic partnership"
    text = "О стратегических партнёрах."
    [(a, b)] = word_marks(text, "ru", terms("партнёр", "lemma"), "lemma")
    assert text[a:b] == "партнёрах"
    assert word_marks(text, "ru", terms("партн*", "form"), "form")


def test_letters_as_written_count_every_place(corpus):
    found = search_written(corpus, "伙伴")
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)
    assert sum(hit.score for hit in found.hits) == TEXT.count("伙伴")
    assert search_written(corpus, "伙伴 深化").passages == 1
    assert search_written(corpus, "伙伴 talks").passages == 0
    assert search_written(corpus, "AGREED").passages == 1
    assert search_written(corpus, "伙伴", among={-1}).passages == 0
    with pytest.raises(FoedusError, match="no words"):
        pieces(' "" ')


def test_a_context_joins_without_a_gap(corpus):
    for a, b in corpus.segments(1, "sentence").tolist():
        found = context_of(corpus, 1, a, b, least=10)
        joint = found.before + found.passage + found.after
        assert TEXT[found.start : found.start + len(joint)] == joint
        assert found.passage == TEXT[a:b]
    whole = context_of(corpus, 1, 0, 5, least=10_000)
    assert whole.begins
    assert whole.ends


def test_the_sentence_at_a_place(corpus):
    spans = corpus.segments(1, "sentence").tolist()
    assert all(sentence_at(corpus, 1, a) == (a, b) for a, b in spans)
    # Between two paragraphs: the one that comes.
    assert sentence_at(corpus, 1, TEXT.index("\n\n")) == tuple(
        next(span for span in spans if span[0] > TEXT.index("\n\n"))
    )


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: (p[0], sum(p)))))
def test_joined_spans_cover_the_same_letters_once(spans):
    out = joined(spans)
    covered = {k for a, b in spans for k in range(a, b)}
    assert [k for a, b in out for k in range(a, b)] == sorted(covered)


@given(
    st.text(alphabet="ab中国，. 𠮷й", max_size=60),
    st.text(alphabet="ab中й", min_size=1, max_size=3),
)
def test_marks_as_written_hold_the_letters(text, piece):
    for a, b in written_marks(text, [piece]):
        assert piece.lower() in text[a:b].lower()
