"""Grievance or programme for a pair: readings, refusals, words."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from tests.documents.programme.made_up import texts, views

from foedus.assessment.programme import programme as room
from foedus.assessment.programme.programme import programme
from foedus.core.errors import FoedusError

AGAINST = [("oppose", 1, "u"), ("oppose", 0, "o"), ("propose", 0, "o")]
FORWARD = [("propose", 2, "o"), ("propose", 3, "o"), ("oppose", 1, "")]
VAGUE = [("propose", 0, "o"), ("propose", 1, "o"), ("oppose", 1, "")]


def case(year=2026, codes=(710, 365)):
    names = {710: ("China", "CHN"), 365: ("Russia", "RUS"), 2: ("United States", "USA")}
    actors = tuple(SimpleNamespace(ccode=c, name=names[c][0], iso3=names[c][1]) for c in codes)
    return SimpleNamespace(year=year, actors=actors)


@pytest.fixture
def of(monkeypatch):
    """A function that assesses made-up clauses in place of the corpus that ships."""

    def asked(rows, year=2026, codes=(710, 365), pair=(710, 365)):
        made = views(rows, pair=pair)
        monkeypatch.setattr(room, "open_views", lambda name, codebook, unit: made)
        return programme(case(year, codes), "made-up", seed=1)

    return asked


def varied(clauses, number=24):
    """Texts that are alike but for one in six, so that drawing them moves the figures."""
    rows = texts(number, clauses)
    extra = [(f"x-{k:02d}", 2001 + k, "treaty", "defend", 1, "o") for k in range(number // 6)]
    return rows + extra + [(d, y, t, "other", 0, "") for d, y, t, *_ in extra]


@pytest.mark.parametrize(
    ("clauses", "reading", "words"),
    [
        (AGAINST, "grievance", "more grievance than programme"),
        (FORWARD, "programme", "is a programme"),
        (VAGUE, "mixed", "not plain grievance"),
        ([("propose", 1, "o"), ("oppose", 1, ""), ("defend", 0, "o")], "not_assessable", "too few"),
    ],
)
def test_each_reading_has_its_plain_sentence(of, clauses, reading, words):
    rows = varied(clauses) if reading != "not_assessable" else texts(4, clauses)
    found = of(rows)
    if reading == "programme":
        rows += [("y", 2003, "treaty", "propose", 1, "o")]
        found = of(rows)
    assert found.reading == reading
    assert words in found.sentences[1]


def test_as_much_against_as_for_is_left_open(of):
    halves = texts(12, [("oppose", 1, "u")]) + texts(12, [("propose", 2, "")], kind="draft_treaty")
    found = of(halves)
    assert found.reading == "mixed"
    assert "is not sure" in found.sentences[1]


def test_votes_alone_tell_nothing_of_a_programme(of):
    found = of(texts(15, [("oppose", 2, "u")], kind="veto"))
    assert found.reading == "not_assessable"
    assert "15 joint negative votes" in " ".join(found.sentences)


def test_clauses_after_the_year_are_left_out_and_counted(of):
    found = of(texts(20, AGAINST), year=2009)
    assert found.span == (2000, 2009)
    assert (found.clauses, found.left_out) == (30, 30)


def test_before_all_clauses_nothing_is_assessable(of):
    found = of(texts(20, AGAINST), year=1990)
    assert found.sentences == ("Not assessable: no clause of the corpus is dated up to 1990.",)
    assert found.measured is None
    assert found.as_dict()["figures"] is None


def test_a_corpus_of_one_pair_is_refused_to_another_but_ones_own_is_not(of):
    with pytest.raises(FoedusError, match="is not about United States and Russia"):
        of(texts(12, AGAINST), codes=(2, 365))
    assert of(texts(12, AGAINST), codes=(2, 365), pair=None).documents == 12


def test_proposals_come_with_the_most_specific_first(of):
    found = of(texts(12, FORWARD))
    order = [p.specific for p in found.proposals]
    assert order == sorted(order, reverse=True)
    assert found.proposals[0].piece.date == max(p.piece.date for p in found.proposals)
    assert len(found.proposals) == 24


def test_the_order_of_the_pair_does_not_matter(of):
    one, two = of(varied(AGAINST)), of(varied(AGAINST), codes=(365, 710))
    assert one.measured == two.measured


def test_the_shipped_corpus_answers_for_its_pair():
    found = programme(case(), seed=1)
    assert found.shipped
    assert found.reading in ("grievance", "mixed", "programme")
    assert found.measured.order_specific.interval.high < found.measured.matter_specific.interval.low
    text = " ".join(found.sentences)
    assert "Another reading" in text
    assert "no person has checked" in text
    plain = found.as_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain == programme(case(), seed=1).as_dict()


def test_another_pair_needs_a_corpus_of_its_own():
    with pytest.raises(FoedusError, match="comes with foedus is not about"):
        programme(case(codes=(2, 365)), seed=1)
