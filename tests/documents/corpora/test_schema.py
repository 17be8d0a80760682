"""The layout on disk: made, brought up to date, never half, and newer ones left alone."""

from __future__ import annotations

import sqlite3

import pytest

from foedus.core.errors import FoedusError
from foedus.documents.corpora import schema
from foedus.documents.corpora.corpus import Corpus, new_corpus, open_corpus

DOCUMENT = (
    "INSERT INTO document (id, key, file, part, language, declared, text, copy_of) "
    "VALUES (?, ?, 'f', ?, 'en', 0, ?, ?)"
)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path))


def first_version(corpus: Corpus) -> None:
    """A corpus as the first layout had it, with a document and its copy."""
    corpus.originals.mkdir(parents=True)
    connection = sqlite3.connect(corpus.path)
    connection.executescript(schema._MIGRATIONS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.execute("INSERT INTO file VALUES ('f', 'a.csv', 9, '{}', 2, 1)")
    connection.executemany(DOCUMENT, [(1, "f:0", 0, "Trade.", None), (2, "f:1", 1, "Trade.", 1)])
    connection.execute("INSERT INTO segment VALUES (1, 1, 1, 0, 6)")
    connection.execute("INSERT INTO words (rowid, form, lemma) VALUES (1, 'trade', 'trade')")
    connection.commit()
    connection.close()


def indexes(corpus: Corpus) -> set[str]:
    with corpus.reading() as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        return {name for (name,) in rows}


def layout(corpus: Corpus) -> int:
    connection = sqlite3.connect(corpus.path)
    try:
        return schema.version(connection)
    finally:
        connection.close()


def test_a_new_corpus_has_the_layout_of_today(tmp_path):
    assert layout(new_corpus("mine")) == schema.VERSION == max(schema._MIGRATIONS) + 1


def test_an_older_layout_is_brought_up_to_date_and_loses_nothing(tmp_path):
    corpus = Corpus("old", tmp_path / "old")
    first_version(corpus)
    assert "document_copies" not in indexes(corpus)
    assert open_corpus("old") == corpus
    assert layout(corpus) == schema.VERSION
    assert indexes(corpus) == indexes(new_corpus("new"))
    assert corpus.text(1) == "Trade."
    assert corpus.documents()["copy_of"].tolist()[1] == 1
    assert corpus.passages([1])[0].text == "Trade."


def test_every_step_to_a_later_layout_is_taken_in_order(monkeypatch):
    new_corpus("mine")
    later = {
        schema.VERSION: "ALTER TABLE document ADD COLUMN mood TEXT;\nUPDATE document SET mood = 'm'",
        schema.VERSION + 1: "CREATE TABLE moods AS SELECT DISTINCT mood FROM document",
    }
    monkeypatch.setattr(schema, "_MIGRATIONS", schema._MIGRATIONS | later)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    corpus = open_corpus("mine")
    assert layout(corpus) == schema.VERSION
    with corpus.reading() as connection:
        assert connection.execute("SELECT count(*) FROM moods").fetchone() == (0,)


def test_a_step_that_fails_leaves_the_version_before(tmp_path, monkeypatch):
    corpus = Corpus("old", tmp_path / "old")
    first_version(corpus)
    broken = "CREATE TABLE half (a);\nINSERT INTO half VALUES (1);\nSELECT * FROM no_such_table"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_MIGRATIONS", {0: schema._MIGRATIONS[0], 1: broken})
        with pytest.raises((sqlite3.OperationalError, FoedusError)):
            open_corpus("old")
        assert layout(corpus) == 1
    with corpus.reading() as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()
    assert tables == []
    assert layout(open_corpus("old")) == schema.VERSION


def test_a_process_that_dies_within_a_step_leaves_the_version_before(tmp_path):
    import os
    import subprocess
    import sys

    corpus = Corpus("old", tmp_path / "old")
    first_version(corpus)
    # Dies where the step has made its table and has not ended.
    dying = (
        "import os, sqlite3\n"
        "from foedus.documents.corpora import schema\n"
        "from foedus.documents.corpora.corpus import open_corpus\n"
        "class Deadly(sqlite3.Connection):\n"
        "    def execute(self, query, *values):\n"
        "        if query.startswith('PRAGMA user_version ='): os._exit(9)\n"
        "        return super().execute(query, *values)\n"
        "plain = sqlite3.connect\n"
        "sqlite3.connect = lambda *a, **k: plain(*a, factory=Deadly, **k)\n"
        "open_corpus('old')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", dying], env=environment, check=False).returncode == 9
    )
    assert layout(corpus) == 1
    assert "document_copies" not in indexes(corpus)
    assert layout(open_corpus("old")) == schema.VERSION


def test_a_newer_layout_is_refused_and_left_alone():
    corpus = new_corpus("mine")
    connection = sqlite3.connect(corpus.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opened in (open_corpus, new_corpus):
        with pytest.raises(FoedusError, match="layout 99") as caught:
            opened("mine")
        assert "Update foedus" in caught.value.remedy
    assert layout(corpus) == 99


def test_what_is_no_corpus_is_named():
    corpus = new_corpus("mine")
    corpus.path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(FoedusError, match="'mine' cannot be opened"):
        open_corpus("mine")
    with pytest.raises(FoedusError, match="cannot name a corpus"):
        new_corpus("../elsewhere")
    with pytest.raises(FoedusError, match="mien"):
        open_corpus("mien")
