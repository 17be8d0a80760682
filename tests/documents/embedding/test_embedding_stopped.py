"""Vectors of a corpus: made by one process at a time, and after a kill from where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from tests.documents.corpora.made_up_texts import folder_of

from foedus.core.errors import FoedusError
from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import Corpus, new_corpus
from foedus.documents.embedding import fill
from foedus.documents.embedding.running import alone

# An encoder that is quick, and says of each sentence where its vector points.
_ENCODER = """
import hashlib, time
import numpy as np
def encode(sentences):
    time.sleep(0.002)
    out = np.zeros((len(sentences), 512), np.float32)
    for k, s in enumerate(sentences):
        seed = int.from_bytes(hashlib.sha256(s.encode()).digest()[:4], "little")
        out[k] = np.random.default_rng(seed).standard_normal(512)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
"""
_EMBED = f"""
import sys
{_ENCODER}
from foedus.documents.corpora.corpus import open_corpus
from foedus.documents.embedding import fill
fill.BLOCK, fill.encode = 16, encode
fill.embed(open_corpus(sys.argv[1]), processes=1)
"""


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Corpus:
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made = new_corpus("mine")
    add_folder(made, folder_of(tmp_path / "texts", 3, files=6, rows=150), processes=0)
    space: dict = {}
    exec(_ENCODER, space)
    monkeypatch.setattr(fill, "encode", space["encode"])
    monkeypatch.setattr(fill, "BLOCK", 16)
    return made


def embedding(corpus: Corpus) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _EMBED, corpus.name],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    names = ("vectors.f16", "signs.u8", "segments.i64", "vectors.json")
    return {name: (folder / name).read_bytes() for name in names}


@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(corpus):
    rng = random.Random(5)
    folder = fill.vectors_of(corpus).folder
    every = len(fill.missing(corpus))
    assert every > 300
    stopped = []
    for _ in range(3):
        process = embedding(corpus)
        while not (folder / "vectors.json").exists() and process.poll() is None:
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        stopped.append(len(fill.vectors_of(corpus)))
    assert stopped == sorted(stopped)
    assert fill.embed(corpus, processes=1) == every - stopped[-1]
    assert len(fill.missing(corpus)) == 0
    resumed = files_of(folder)
    for path in folder.iterdir():
        path.unlink()
    assert fill.embed(corpus, processes=1) == every
    assert files_of(folder) == resumed


def test_a_second_process_is_kept_away(corpus):
    with alone(fill.vectors_of(corpus).folder):
        process = embedding(corpus)
        _, said = process.communicate()
    assert process.returncode != 0
    assert b"Another process is embedding" in said
    with alone(fill.vectors_of(corpus).folder), pytest.raises(FoedusError, match="Another process"):
        fill.embed(corpus, processes=1)


def test_what_is_added_while_it_runs_is_for_the_next_run(corpus, tmp_path):
    more = tmp_path / "more.txt"
    more.write_text("Something else is said here. And here.")
    added = []

    def once(done: int, of: int) -> None:
        if not added:
            added.append(add_folder(corpus, more, processes=0))

    first = fill.embed(corpus, processes=1, progress=once)
    assert len(fill.missing(corpus)) == 2
    assert fill.embed(corpus, processes=1) == 2
    segments = fill.vectors_of(corpus).segments()
    assert len(np.unique(segments)) == len(segments) == first + 2


def test_sentences_of_copies_need_no_vector(corpus):
    documents = corpus.documents()
    copies = documents[documents["copy_of"].notna()]
    assert len(copies)
    missing = set(fill.missing(corpus).tolist())
    with corpus.reading() as connection:
        of = connection.execute("SELECT id, document FROM segment WHERE kind = 1").fetchall()
    assert missing == {s for s, d in of if d not in set(copies["document"])}
