"""What experts of both sides say: counted by side, compared, and never part of the verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents.views import made_up

import foedus
from foedus.assessment import texts
from foedus.assessment.experts import experts as room
from foedus.assessment.experts.experts_words import coded_by
from foedus.core.errors import FoedusError
from foedus.documents.views.shipped import read_views


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A made-up corpus in place of the one that ships; a function to make it anew."""

    def make(each: int = 12) -> None:
        views = read_views(made_up.written(tmp_path / f"of-{each}", each))
        monkeypatch.setattr(room, "open_views", lambda name, codebook: views)
        monkeypatch.setattr(texts, "codebooks_of", lambda name: ("partnerships",))

    make()
    return make


def asked(*pair, year=2025, corpus="made-up"):
    return foedus.assess(*pair, year, compare=[], draws=20, corpus=corpus)


def test_without_a_corpus_there_is_no_section_and_no_criterion():
    found = asked("CHN", "RUS", corpus=None)
    assert found.experts is None
    assert "experts" not in [f.name for f in found.criteria]


def test_no_verdict_rests_on_it(corpus):
    bare, read = asked("CHN", "RUS", corpus=None), asked("CHN", "RUS")
    assert bare.verdict == read.verdict
    for one, two in zip(bare.criteria, read.criteria, strict=False):
        assert (one.met, one.score, one.interval) == (two.met, two.score, two.interval)


def test_each_side_is_counted_apart_and_every_figure_has_its_pieces(corpus):
    found = asked("CHN", "RUS").experts
    assert found.counts == {"CHN": 12, "RUS": 12, "others": 6}
    threat = found.code("basis_threat")
    assert [(s.count, s.of) for s in threat.shares.values()] == [(12, 12), (0, 12), (0, 6)]
    assert len(threat.pieces["CHN"]) == 12
    assert threat.settled
    assert threat.difference.value == -1


def test_what_differs_is_told_and_the_criterion_not_met(corpus):
    finding = asked("CHN", "RUS").criteria[-1]
    assert (finding.name, finding.met, finding.why_null) == ("experts", False, "")
    assert "shared threat" in finding.text


def test_turned_round_the_pair_turns_the_differences_round(corpus):
    there, back = asked("CHN", "RUS").experts, asked("RUS", "CHN").experts
    for one, two in zip(there.said, back.said, strict=True):
        if one.difference.value is not None:
            assert one.difference.value == pytest.approx(-two.difference.value)
        assert one.pieces == two.pieces


def test_too_few_pieces_are_no_answer(corpus):
    corpus(4)
    found = asked("CHN", "RUS")
    assert found.criteria[-1].met is None
    assert "5 are needed" in found.criteria[-1].why_null


def test_pieces_after_the_year_asked_about_are_left_out(corpus):
    found = asked("CHN", "RUS", year=2012).experts
    assert found.span == (2008, 2012)
    assert found.undated == 30 - len(found.pieces) > 0


def test_before_all_pieces_nothing_is_assessable(corpus):
    found = asked("CHN", "RUS", year=2000)
    assert found.experts.why_null
    assert found.experts.sentences[0].startswith("Not assessable: no piece")
    assert found.criteria[-1].met is None


def test_norms_cite_the_experts_and_keep_their_answer(corpus):
    norms = next(f for f in asked("CHN", "RUS").criteria if f.name == "norms")
    assert (
        "shared norms are named as a basis in 0 of 12 of China and 12 of 12 of Russia" in norms.text
    )


def test_agreement_stands_with_the_figures_by_language(corpus):
    found = asked("CHN", "RUS").experts
    assert {"all languages", "en", "zh", "ru"} >= {r.language for r in found.reliability}
    assert "language model" in found.sentences[-1]


def test_a_corpus_about_another_pair_is_refused():
    with pytest.raises(FoedusError, match="not about"):
        asked("IND", "USA", corpus="experts")


def test_the_same_seed_gives_the_same_bytes(corpus):
    assert asked("CHN", "RUS").as_dict() == asked("CHN", "RUS").as_dict()


def test_two_corpora_say_two_things():
    found = asked("CHN", "RUS", corpus=["experts", "statements"])
    assert found.experts.corpus == "experts"
    assert found.programme.corpus == "statements"
    norms = next(f for f in found.criteria if f.name == "norms")
    assert "Experts: " in norms.text
    assert "On this count the record is" in norms.text


def test_two_corpora_for_one_thing_are_refused(corpus):
    with pytest.raises(FoedusError, match="all coded by 'partnerships'"):
        asked("CHN", "RUS", corpus=["made-up", "another"])


def test_a_corpus_coded_otherwise_is_refused(monkeypatch):
    monkeypatch.setattr(texts, "codebooks_of", lambda name: ("other",))
    with pytest.raises(FoedusError, match="neither by 'partnerships' nor by 'programme'"):
        asked("CHN", "RUS")


def test_who_coded_is_said_as_it_is(corpus):
    found = asked("CHN", "RUS").experts
    assert coded_by(found) == "a language model, which no person has checked"
    own = replace(found, shipped=False)
    assert "a machine alone (reader A, reader B), whose errors are not corrected" in coded_by(own)
    people = replace(own, coders=(("Ann", "human"), ("patterns", "model")))
    assert coded_by(people) == "people (Ann) and, where none of them read, a machine (patterns)"
