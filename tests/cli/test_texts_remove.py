"""`foedus texts remove`: what hangs on a document goes with it, coders' work only when asked."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.cli import made_up_texts

from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import corpora, new_corpus
from foedus.documents.embedding.fill import missing, vectors_of
from foedus.documents.embedding.running import alone


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made = new_corpus("mine")
    add_folder(made, made_up_texts.small(tmp_path / "papers"), processes=0)
    return made


@pytest.fixture
def coded(mine):
    with mine.writing() as connection:
        connection.executescript(
            """
            INSERT INTO coder VALUES (1, 'anna', 'human', ''), (2, 'rules', 'model', '');
            INSERT INTO codebook VALUES (1, 'b', '1', '');
            INSERT INTO coding VALUES
                (1, 1, 'human', 1, 2, 0, 5, 'x', NULL, NULL, '2026'),
                (2, 1, 'human', 1, 2, 0, 5, 'y', NULL, NULL, '2026'),
                (3, 2, 'model', 1, 3, 0, 5, 'x', NULL, NULL, '2026');
            INSERT INTO reading VALUES (1, 1, 2, 0, 5, '', '2026'), (1, 1, 4, 0, 5, '', '2026');
            BEGIN;
            """
        )
    return mine


def count(corpus, query):
    with corpus.reading() as connection:
        return connection.execute(query).fetchone()[0]


def test_a_document_goes_with_all_that_hangs_on_it(foedus, mine, tmp_path):
    store = vectors_of(mine)
    segments = missing(mine)
    store.append(segments, np.ones((len(segments), 512), np.float32) / 512**0.5)
    foedus("texts", "mentions", "mine")
    foedus("texts", "search", "mine", "gas")
    said = foedus("texts", "remove", "mine", "1", "--yes")
    assert said.status == 0, said.err
    assert "Removed 1 document with 2 sentences." in said.out
    assert "Copies of files removed: 1." in said.out
    assert mine.documents()["document"].tolist() == [2, 3, 4, 5]
    assert foedus("texts", "search", "mine", "gas").out.startswith("No passage was found.\n")
    assert "passage" in foedus("texts", "search", "mine", "sanctions").out
    assert (store.segments() > 0).sum() == len(segments) - 2
    assert not store.rows(np.flatnonzero(store.segments() < 0)).any()
    assert "India" not in foedus("texts", "mentions", "mine").out
    assert (tmp_path / "papers" / "a.txt").is_file()


def test_the_index_is_as_if_the_document_had_never_been_there(foedus, mine):
    foedus("texts", "remove", "mine", "1-4", "--yes")
    with mine.writing() as connection:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        assert connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH 'form: partnership'"
        ).fetchone() == (1,)


def test_no_sentence_of_a_removed_text_stays_in_the_file(foedus, mine):
    assert b"imposed sanctions" in mine.path.read_bytes()
    foedus("texts", "remove", "mine", "2", "--yes")
    held = b"".join(path.read_bytes() for path in mine.folder.rglob("*") if path.is_file())
    assert b"imposed sanctions" not in held


def test_numbers_are_never_given_twice(foedus, mine, tmp_path):
    last = count(mine, "SELECT max(id) FROM segment")
    foedus("texts", "remove", "mine", "5", "--yes")
    foedus("texts", "add", "papers", "--corpus", "mine", "--processes", "0")
    assert mine.documents()["document"].tolist() == [1, 2, 3, 4, 6]
    assert count(mine, "SELECT max(id) FROM segment") > last


def test_work_of_coders_is_not_lost_by_accident(foedus, refused, coded):
    said = refused("texts", "remove", "mine", "2", "3", "--yes")
    assert "3 codings: 2 by anna (human), 1 by rules (model); 1 passage read" in said
    assert "--with-codings" in said
    assert "codings" in refused("texts", "remove", "mine", "--yes")
    # Read, and without a code: that is work too.
    assert "1 passage read" in refused("texts", "remove", "mine", "4", "--yes")
    assert len(coded.documents()) == 5
    said = foedus("texts", "remove", "mine", "2", "3", "--with-codings", "--yes")
    assert said.status == 0, said.err
    assert count(coded, "SELECT count(*) FROM coding") == 0
    assert count(coded, "SELECT count(*) FROM reading") == 1
    assert foedus("texts", "remove", "mine", "1", "--yes").status == 0


def test_copies_of_what_goes_are_held_against_the_rest(foedus, mine, tmp_path):
    long = " ".join(f"Word{k} of the statement follows." for k in range(80))
    more = tmp_path / "more"
    more.mkdir()
    for k in range(3):
        (more / f"{k}.txt").write_text(f"{long} Version {k}.", encoding="utf-8")
    add_folder(mine, more, processes=0)
    of = mine.documents().set_index("document")["copy_of"]
    assert of[[7, 8]].tolist() == [6, 6]
    foedus("texts", "remove", "mine", "6", "--yes")
    of = mine.documents().set_index("document")["copy_of"]
    assert np.isnan(of[7])
    assert of[8] == 7


def test_a_row_of_a_table_leaves_the_others_and_is_not_read_again(foedus, mine, tmp_path):
    (tmp_path / "t.csv").write_text("text\nTrade grew.\nTies deepened.\n", encoding="utf-8")
    add_folder(mine, tmp_path / "t.csv", processes=0)
    said = foedus("texts", "remove", "mine", "6", "--yes")
    assert "Copies" not in said.out
    foedus("texts", "add", "t.csv", "--corpus", "mine", "--processes", "0")
    assert mine.documents()["document"].tolist() == [1, 2, 3, 4, 5, 7]


@pytest.mark.usefixtures("mine")
def test_a_whole_corpus(foedus, refused, mine):
    assert "--yes" in refused("texts", "remove", "mine")
    with alone(vectors_of(mine).folder):
        assert "--stop" in refused("texts", "remove", "mine", "--yes")
    said = foedus("texts", "remove", "mine", "--yes")
    assert said.status == 0
    assert "5 documents" in said.out.replace("\n", " ")
    assert not mine.folder.exists()
    assert corpora() == []


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    ("words", "named"),
    [(["9"], "no document 9"), (["two"], "'two'"), (["7-3"], "'7-3'"), (["-3"], "")],
)
def test_slips_are_named(foedus, words, named):
    said = foedus("texts", "remove", "mine", *words, "--yes")
    assert said.status == 2
    assert named in said.err
