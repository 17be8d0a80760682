"""Use of concepts in a made-up corpus: counts, poles, distance, accepted sentences."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.documents.concepts import made_up_speeches

pytest.importorskip("rjieba", reason="texts need the extra: pip install 'foedus[texts]'")

from foedus.core.errors import FoedusError
from foedus.documents.concepts.checked import COLUMNS, Checked, read_checked
from foedus.documents.concepts.contexts import use_apart
from foedus.documents.concepts.hits import find_concept, hit_sentences
from foedus.documents.concepts.poles import who_names_poles
from foedus.documents.concepts.quoting import quoted
from foedus.documents.concepts.shipped import open_concept
from foedus.documents.concepts.speakers import speeches, states_asked
from foedus.documents.concepts.use import concept_use
from foedus.documents.concepts.use_words import finding
from foedus.documents.language.words import words

CHN, RUS, IND = 710, 365, 750


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CORPORA", str(tmp_path_factory.mktemp("corpora")))
        yield made_up_speeches.corpus(
            tmp_path_factory.mktemp("papers"), made_up_speeches.speeches()
        )


@pytest.fixture(scope="module")
def hits(corpus):
    return find_concept(corpus, open_concept("multipolarity"), speeches(corpus))


def test_speakers_years_and_words_are_those_of_the_texts(corpus):
    there = speeches(corpus)
    assert len(there) == 36
    assert there.states == [RUS, CHN, IND]
    first = int(there.document[0])
    assert there.tokens[0] == len(words(corpus.text(first), "en"))
    assert sorted(set(there.year.tolist())) == list(range(1980, 1992))


def test_rates_count_every_mention(hits):
    found = concept_use(hits, "debate", [CHN, RUS, IND], every=6)
    counts = {(u.ccode, u.first): u.rate.mentions for u in found.periods}
    # "multipolar world" and nothing else: "one of the poles" alone names no multipolarity.
    assert counts == {
        (CHN, 1980): 6, (CHN, 1986): 6, (RUS, 1980): 0, (RUS, 1986): 6, (IND, 1980): 0,
        (IND, 1986): 0,
    }  # fmt: skip
    assert found.pair is None
    frame = found.frame()
    assert (frame["rate"] * frame["tokens"] / 1000).round(2).tolist() == frame["mentions"].tolist()


def test_a_pair_has_a_gap_and_its_trend(hits):
    found = concept_use(hits, "debate", [RUS, CHN], every=6)
    russia, china = (u.rate for u in found.whole)
    assert found.pair.ratio == pytest.approx(0.5 * china.tokens / russia.tokens)
    assert found.trends[RUS].log > 0
    assert abs(found.trends[CHN].log) < 0.01
    told = " ".join(finding(found))
    assert "Russia's rate is 0.57 times China's" in told


def test_poles_are_named_by_whom_and_called_poles(corpus, hits):
    found = who_names_poles(corpus, hits, [CHN, RUS], (1980, 1991), every=12)
    rows = {(r["state"], r["pole"]): r for r in found.frame().to_dict("records") if r["naming"]}
    assert set(rows) == {("CHN", "Europe"), ("RUS", "IND")}
    assert rows["CHN", "Europe"]["sentences"] == rows["CHN", "Europe"]["beside_pole"] == 12
    assert rows["RUS", "IND"]["share"] == 1.0
    assert all(on for _, _, on in found.sentences)


def test_distance_needs_documents_and_tells_other_words(corpus, hits):
    few = use_apart(corpus, hits, (CHN, RUS), (1980, 1991), by="words", draws=50)
    assert few.distance.documents == (12, 6)
    assert "at least 8" in few.distance.why
    rule = find_concept(corpus, open_concept("sovereignty"), speeches(corpus))
    same = use_apart(corpus, rule, (CHN, RUS), (1980, 1991), by="words", draws=100)
    assert same.distance.value == pytest.approx(0.0, abs=1e-9)
    assert not same.distance.claimed
    assert same.own is False
    assert same.others.documents == (12, 12)
    assert few.own is None


def test_a_concept_used_otherwise_is_told_from_texts_that_are_other_texts(tmp_path, monkeypatch):
    """Both speak alike of all but multipolarity, which one ties to trade, one to arms."""
    monkeypatch.setenv("FOEDUS_CORPORA", str(tmp_path / "corpora"))
    rng = random.Random(2)
    rows = []
    for year in range(1980, 2000):
        for side, what in (("CHN", "markets trade goods"), ("RUS", "armies weapons forts")):
            fill = ". ".join(
                " ".join(rng.choices(made_up_speeches.WORDS, k=8)).capitalize() for _ in range(6)
            )
            named = f"A multipolar world is one of {what} and {rng.choice(made_up_speeches.WORDS)}."
            rows.append({"text": f"{fill}. {named}", "side": side, "date": str(year), "title": "x"})
    corpus = made_up_speeches.corpus(tmp_path / "papers", rows, "apart")
    hits = find_concept(corpus, open_concept("multipolarity"), speeches(corpus))
    found = use_apart(corpus, hits, (CHN, RUS), (1980, 1999), by="words", draws=200)
    assert found.own is True
    assert abs(found.others.value) < 0.1 < found.distance.value
    assert "used otherwise" in found.text()
    marks = found.keyness.frame()
    assert set(marks.head(3)["feature"]) == {"market", "trade", "good"}


def test_passages_are_those_of_the_texts(corpus, hits):
    for passage in quoted(corpus, hits, [CHN], (1985, 1985)):
        text = corpus.text(passage["document"])[passage["start"] : passage["stop"]]
        assert text == passage["text"]
        assert "multipolar" in text
    assert len(hit_sentences(corpus, hits)) == 18


def test_accepted_sentences_count_once_and_only_where_signed(corpus, hits, tmp_path):
    document = int(hits.speeches.document[2])
    start, stop = (int(x) for x in corpus.segments(document)[0])
    row = dict.fromkeys(COLUMNS, "") | {
        "concept": "multipolarity", "corpus": corpus.name, "document": str(document),
        "start": str(start), "stop": str(stop), "verdict": "accepted", "who": "A", "when": "2026",
    }  # fmt: skip
    path = tmp_path / "read.csv"
    path.write_text(Checked((row,)).csv(), encoding="utf-8")
    more = find_concept(corpus, hits.concept, speeches(corpus), read_checked(path))
    assert more.added == 1
    assert int(np.sum(more.count)) == int(np.sum(hits.count)) + 1
    assert len(Checked((row,)).with_more([row]).rows) == 1
    path.write_text(Checked((row | {"who": ""},)).csv(), encoding="utf-8")
    with pytest.raises(FoedusError, match="not signed"):
        read_checked(path)
    path.write_text(Checked((row | {"verdict": "yes"},)).csv(), encoding="utf-8")
    with pytest.raises(FoedusError, match="accepted, rejected"):
        read_checked(path)


def test_what_is_not_there_is_named(corpus, hits):
    there = speeches(corpus)
    with pytest.raises(FoedusError, match="has 'FRA' as its side"):
        states_asked(["FRA"], there, "debate")
    with pytest.raises(FoedusError, match="named twice"):
        states_asked(["CHN", "China"], there, "debate")
    with pytest.raises(FoedusError, match="from 1900 to 1910"):
        concept_use(hits, "debate", [CHN], (1900, 1910))
