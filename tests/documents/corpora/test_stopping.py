"""Processes that die, and processes side by side: nothing lost, nothing twice, the same rows."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.documents.corpora.made_up_texts import folder_of, held

from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import new_corpus
from foedus.documents.searching.words_search import search_words

# Small batches and transactions, so that there is much to be stopped in between.
_ADD = """
import sys
from foedus.documents.corpora import batches, gathering
batches._PARTS, gathering._CHARACTERS = 25, 2_000
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import new_corpus
add_folder(new_corpus(sys.argv[1]), sys.argv[2], processes=int(sys.argv[3]))
"""
ROUNDS = int(os.environ.get("FOEDUS_TEST_ROUNDS", "3"))
"""How often a run is killed; each takes a second or two."""


def adding(name: str, folder: Path, processes: int = 0) -> subprocess.Popen[bytes]:
    """A process that adds a folder to a corpus."""
    command = [sys.executable, "-c", _ADD, name, str(folder), str(processes)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def documents_in(folder: Path) -> int:
    """What other processes have committed; -1 before there is anything."""
    try:
        connection = sqlite3.connect(f"file:{folder / 'corpus.sqlite'}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return -1


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    return tmp_path


def whole(place: Path, folder: Path) -> tuple[dict, set[str]]:
    """What one run gives that nothing stops."""
    corpus = new_corpus("whole")
    add_folder(corpus, folder, processes=0)
    return held(corpus.path), {path.name for path in corpus.originals.iterdir()}


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_run_that_is_killed_goes_on_to_the_same_corpus(place, seed):
    rng = random.Random(seed)
    folder = folder_of(place / "texts", seed, rows=200)
    expected, originals = whole(place, folder)
    # Killed more often than not; the last run is left to end.
    for _ in range(2):
        process = adding("killed", folder, processes=seed % 2)
        wanted = rng.randint(0, 180)
        while documents_in(place / "corpora" / "killed") < wanted and process.poll() is None:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert 0 <= documents_in(place / "corpora" / "killed") <= len(expected["document"])
    corpus = new_corpus("killed")
    add_folder(corpus, folder, processes=0)
    assert held(corpus.path) == expected
    left = {path.name for path in corpus.originals.iterdir() if not path.name.startswith(".part-")}
    assert left == originals


def test_two_processes_that_add_the_same_folder_give_one_corpus(place):
    folder = folder_of(place / "texts", 7, rows=200)
    expected, _ = whole(place, folder)
    both = [adding("both", folder) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    found = held(place / "corpora" / "both" / "corpus.sqlite")

    def texts(rows: dict) -> list:
        # Numbers depend on who came first; what there is of each document does not.
        of = {row[0]: row[1] for row in rows["document"]}
        spans = sorted((of[row[1]], *row[2:]) for row in rows["segment"])
        return [sorted(row[1:17] for row in rows["document"]), spans, rows["file"]]

    assert texts(found) == texts(expected)
    assert len(found["trade"]) == len(expected["trade"])


def test_searches_go_on_while_a_process_adds(place):
    folder = folder_of(place / "texts", 8, rows=500)
    corpus = new_corpus("busy")
    first = place / "first.txt"
    first.write_text("Trade between the two sides grew.")
    add_folder(corpus, first, processes=0)
    process = adding("busy", folder)
    counts = []
    while process.poll() is None:
        found = search_words(corpus, "trade", by="form", most=5)
        assert all("rade" in hit.text for hit in found.hits)
        counts.append(found.passages)
    assert process.returncode == 0
    assert counts == sorted(counts)
    assert search_words(corpus, "trade", by="form").passages >= counts[-1]


def test_coders_write_while_a_process_adds(place):
    folder = folder_of(place / "texts", 9, rows=300)
    corpus = new_corpus("busy")
    process = adding("busy", folder)
    written = 0
    while process.poll() is None:
        with corpus.writing() as connection:
            row = (f"coder {written}", "human", "{}")
            connection.execute("INSERT INTO coder (name, kind, detail) VALUES (?, ?, ?)", row)
        written += 1
        time.sleep(0.01)
    assert process.returncode == 0
    with corpus.reading() as connection:
        assert connection.execute("SELECT count(*) FROM coder").fetchone() == (written,)
    expected, _ = whole(place, folder)
    assert held(corpus.path) == expected


def test_readers_see_one_moment(place):
    corpus = new_corpus("mine")
    (place / "a.txt").write_text("One text.")
    (place / "b.txt").write_text("Another text.")
    add_folder(corpus, place / "a.txt", processes=0)
    with corpus.reading() as connection:
        before = connection.execute("SELECT count(*) FROM document").fetchone()
        add_folder(corpus, place / "b.txt", processes=0)
        assert connection.execute("SELECT count(*) FROM document").fetchone() == before
    assert len(corpus.documents()) == 2


def test_a_writer_that_waits_too_long_is_told_so(place, monkeypatch):
    from foedus.core.errors import FoedusError
    from foedus.documents.corpora import connecting

    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.2)
    corpus = new_corpus("mine")
    begun, done = threading.Event(), threading.Event()

    def hold() -> None:
        with corpus.writing():
            begun.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    begun.wait(10)
    try:
        with pytest.raises(FoedusError, match="Another process"), corpus.writing():
            pass
    finally:
        done.set()
        other.join()


def test_nothing_is_left_of_a_transaction_that_fails(place):
    corpus = new_corpus("mine")

    def fail() -> None:
        with corpus.writing() as connection:
            connection.execute("INSERT INTO about VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with corpus.reading() as connection:
        assert connection.execute("SELECT count(*) FROM about").fetchone() == (0,)
