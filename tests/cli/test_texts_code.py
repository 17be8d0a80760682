"""`foedus texts code`, `check-coder` and `codings`: people and machines, each under a name."""

import builtins
import csv
import io

import pytest
from tests.cli import made_up_coding
from tests.documents.coding import made_up
from tests.documents.coding.stub_server import chat, labels, passage_of, serving

from foedus.documents.coding.table import codings, readings


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made_up_coding.book(tmp_path)
    return made_up.corpus_of("small")


@pytest.fixture
def typing(monkeypatch):
    """Let a person type these lines."""

    def types(*lines: str) -> None:
        left = iter(lines)

        def answer(_: str = "") -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(builtins, "input", answer)

    return types


CODE = ("texts", "code", "small", "--codebook", "small.toml")


def test_a_person_codes_leaves_and_goes_on(foedus, corpus, typing):
    typing("a", "b", "q")
    said = foedus(*CODE, "--coder", "Ann")
    assert said.status == 0
    assert "2 passages coded by Ann" in said.out
    typing("d1")
    assert "1 passages coded by Ann" in foedus(*CODE, "--coder", "Ann").out
    table = codings(corpus, "small")
    assert table["code"].tolist() == ["threat", "trade", "forecast"]
    assert set(table["kind"]) == {"human"}
    assert len(readings(corpus, "small")) == 3


def test_what_stands_around_is_shown_and_not_coded(foedus, corpus, typing):
    typing(">", "a", "q")
    said = foedus(*CODE, "--coder", "Ann", "--document", "2").out
    assert "(两国面对共同威胁。)\n𠮷林的贸易增长了。\n" in said
    assert "两国面对共同威胁。\n(𠮷林的贸易增长了。)" in said
    assert readings(corpus, "small")[["start", "stop"]].values.tolist() == [[9, 18]]
    typing("q")
    assert "(两国" not in foedus(*CODE, "--coder", "Bo", "--document", "2", "--context", "0").out


def test_what_nobody_found_is_read_and_has_no_code(foedus, corpus, typing):
    typing(".")
    foedus(*CODE, "--coder", "Ann", "--language", "zh")
    assert len(codings(corpus, "small")) == 0
    assert readings(corpus, "small")["document"].tolist() == [2]


def test_patterns_code_under_their_own_name_and_once(foedus, corpus):
    first = foedus(*CODE, "--with", "patterns").out
    assert first.startswith("patterns small 1.0 ")
    assert "A machine's shares are not shares" in first
    assert "were coded before" in foedus(*CODE, "--with", "patterns").out
    table = codings(corpus, "small")
    assert set(table["kind"]) == {"model"}
    assert {"threat", "trade", "forecast"} == set(table["code"])


def test_nothing_made_by_a_machine_stands_under_a_person(foedus, corpus, refused, typing):
    assert "named after what made it" in refused(*CODE, "--with", "patterns", "--coder", "Ann")
    foedus(*CODE, "--with", "patterns")
    name = str(codings(corpus, "small")["coder"].iloc[0])
    typing("a")
    assert "is a model coder in this corpus" in refused(*CODE, "--coder", name)


def test_nearest_learns_from_people(foedus, corpus, typing, monkeypatch):
    import numpy as np

    from foedus.documents.embedding import encoder

    def encode(texts):
        return np.array([[t.count("rade") + t.count("贸易"), 0.1] for t in texts], np.float32)

    monkeypatch.setattr(encoder, "encode", encode)
    typing("b", "d1", ".")
    foedus(*CODE, "--coder", "Ann", "--language", "en")
    said = foedus(*CODE, "--with", "nearest", "--learn-from", "Ann", "--language", "zh")
    assert "nearest universal-sentence-encoder" in said.out
    table = codings(corpus, "small")
    found = table[table["kind"] == "model"]
    assert found["code"].tolist() == ["trade"]
    assert found["language"].tolist() == ["zh"]


def test_nearest_needs_people_first(refused, corpus):
    assert "No person has read" in refused(*CODE, "--with", "nearest")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ([], "Nobody is named who codes"),
        (["--with", "magic"], "patterns"),
        (["--with", "endpoint"], "--url http://localhost"),
        (["--coder", "Ann", "--unit", "word"], "sentence"),
        (["--coder", "Ann", "--model", "m"], "--with endpoint"),
        (["--coder", "Ann", "--document", "9"], "Document 9"),
        (["--coder", "Ann", "--side", "CHN"], "side"),
        (["--with", "endpoint", "--url", "ftp://x", "--model", "m"], "no address"),
        (["--with", "endpoint", "--url", "http://localhost:1/v1", "--model", "m",
          "--max-cost", "1"], "price"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(refused, corpus, words, named):
    assert named in refused(*CODE, *words)


def server(body, _):
    text = passage_of(body)
    return chat(
        labels(*(["trade"] if made_up_coding.true_trade(text) else [])),
        usage={"prompt_tokens": 1000, "completion_tokens": 10},
    )


def test_an_endpoint_is_asked_once_and_its_cost_is_told(foedus, corpus, monkeypatch):
    monkeypatch.setenv("MY_KEY", "secret")
    with serving(server) as stub:
        words = (
            *CODE, "--with", "endpoint", "--url", stub.address, "--model", "m", "--key-from",
            "MY_KEY", "--price", "1", "2", "--language", "en",
        )  # fmt: skip
        first = foedus(*words, "--limit", "2").out
        again = foedus(*words).out
        asked = len(stub.bodies)
        assert {h["Authorization"] for h in stub.headers} == {"Bearer secret"}
        foedus(*words)
        assert len(stub.bodies) == asked == len(made_up.segments(corpus)) - 4
    assert "cost 0.00204" in first
    assert "2 were coded before" in again
    stored = b"".join(p.read_bytes() for p in corpus.folder.rglob("*") if p.is_file())
    assert b"secret" not in stored
    table = codings(corpus, "small")
    assert table["coder"].str.startswith("m small 1.0 prompt ").all()
    assert set(table["kind"]) == {"model"}


def test_a_coder_that_follows_names_fails_the_check(foedus, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    made_up_coding.book(tmp_path)
    corpus = made_up_coding.experts(24)
    made_up_coding.read_by(corpus, "Ann", made_up.segments(corpus))
    words = ("texts", "check-coder", "experts", "--codebook", "small.toml", "--with")
    with serving(server) as stub:
        found = foedus(
            *words, "endpoint", "--url", stub.address, "--model", "m", "--passages", "60"
        )
    assert found.status == 1
    assert "swapped definitions: FAILED" in found.out
    assert "legal labels: passed" in found.out
    found = foedus(*words, "patterns", "--passages", "60")
    assert found.status == 0
    assert "This coder follows the codebook" in found.out


def test_codings_are_listed_with_their_sentences(foedus, corpus):
    made_up.coded(corpus)
    said = foedus("texts", "codings", "small").out
    assert "trade  (person: Ann)" in said
    assert "threat  (machine: patterns small 1.0 abc, score 0.75)" in said
    assert "[Trade] grew." in said
    assert "𠮷[林的贸易]增长了。" in said
    rows = list(
        csv.DictReader(io.StringIO(foedus("texts", "codings", "small", "--format", "csv").out))
    )
    assert len(rows) == 7
    assert {r["kind"] for r in rows} == {"person", "machine"}
    only = foedus("texts", "codings", "small", "--people", "--code", "trade", "--language", "ru")
    assert "1 coding." in only.out
    assert "Бо  (person)" in foedus("texts", "codings", "small", "--who").out


def test_of_several_codebooks_one_is_named(foedus, refused, corpus):
    foedus(*CODE, "--with", "patterns")
    foedus("texts", "code", "small", "--codebook", "partnerships", "--with", "patterns")
    assert "several codebooks: small, partnerships" in refused("texts", "codings", "small")
    assert foedus("texts", "codings", "small", "--codebook", "small").status == 0
    assert "Did you mean 'small'" in refused("texts", "codings", "small", "--codebook", "smal")
    assert "corpus small" in foedus("texts", "codebook", "list", "--corpus", "small").out


def test_codings_of_an_uncoded_corpus_name_the_next_step(corpus, refused):
    assert "No codebook is named" in refused("texts", "codings", "small")
