"""Clauses as arrays, and what is measured on them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.documents.programme.made_up import texts, views

from foedus.core.errors import FoedusError
from foedus.documents.programme.clauses import clauses_of
from foedus.documents.programme.measured import measure
from foedus.documents.views.shipped import shipped_views

FOUR = [("oppose", 1, "u"), ("oppose", 2, ""), ("propose", 0, "o"), ("defend", 1, "o")]


def test_clauses_keep_their_text_and_those_without_an_act_are_counted_out():
    rows = [("b", 2010, "treaty", "propose", 3, "o"), ("a", 2005, "treaty", "", 1, "")]
    rows += [("a", 2005, "treaty", "oppose", None, "u")]
    found = clauses_of(views(rows))
    assert [d.id for d in found.documents] == ["a", "b"]
    assert found.act.tolist() == ["oppose", "propose"]
    assert np.isnan(found.specific[0])
    assert found.specific[1] == 3
    assert found.aims_us.tolist() == [True, False]
    assert found.years.tolist() == [2005, 2010]
    assert found.uncoded == 1


def test_another_codebook_is_refused_with_what_to_do():
    with pytest.raises(FoedusError, match="not by 'programme'") as error:
        clauses_of(shipped_views("experts"))
    assert "--codebook programme" in error.value.remedy


def test_shares_difference_and_means_of_like_texts():
    made = measure(clauses_of(views(texts(12, FOUR)))).texts
    assert (made.documents, made.clauses) == (12, 48)
    assert {a: e.value for a, e in made.shares.items()} == {
        "oppose": 0.5, "defend": 0.25, "propose": 0.25, "cooperate": 0.0, "other": 0.0,
    }  # fmt: skip
    assert made.difference.value == 0.25
    assert made.otherwise.value == 0.0
    assert made.specific["oppose"].value == 1.5
    assert made.specific["cooperate"].value is None


def test_votes_stand_apart_and_move_nothing_else():
    rows = texts(12, FOUR)
    votes = texts(11, [("oppose", 2, "u")], kind="veto")
    bare, voted = measure(clauses_of(views(rows))), measure(clauses_of(views(rows + votes)))
    assert bare.texts == voted.texts
    assert (bare.trend, bare.named, bare.aims_us) == (voted.trend, voted.named, voted.aims_us)
    assert voted.kinds[2].documents == 11
    assert voted.kinds[2].difference.value == 1


def test_a_turn_from_proposing_to_opposing_is_a_trend():
    early = texts(12, [("propose", 2, "o"), ("defend", 1, "o")])
    late = [(f"late-{k}", 2020 + k % 4, "treaty", "oppose", 1, "u") for k in range(12)]
    found = measure(clauses_of(views(early + late)), seed=2)
    assert found.trend.interval.low > 0
    first, last = found.periods[0], found.periods[-1]
    assert first.difference.value < 0 < last.difference.value


def test_proposals_on_the_order_are_told_from_those_on_a_matter():
    rows = texts(12, [("propose", 0, "o"), ("propose", 3, ""), ("propose", 1, "o")])
    found = measure(clauses_of(views(rows)))
    assert (found.order_specific.value, found.matter_specific.value) == (0.5, 3.0)
    assert found.order_apart.value == -2.5
    assert found.named.value == 0.0
    assert found.aims_us.value is None


def test_what_is_known_from_a_summary_can_be_left_out():
    assert measure(clauses_of(views(texts(12, FOUR)))).seen is None
    told = measure(clauses_of(views(texts(12, FOUR), read="summary")))
    assert told.seen.clauses == 0
    assert told.seen.difference.value is None


def test_clauses_without_a_year_are_counted_but_bear_on_no_trend():
    rows = texts(12, FOUR)
    undated = [(f"u-{k}", 0, "treaty", "propose", 0, "o") for k in range(12)]
    found = measure(clauses_of(views(rows + undated)))
    assert found.texts.documents == 24
    assert found.trend.documents == 12


def test_the_same_seed_gives_the_same_figures():
    clauses = clauses_of(shipped_views("statements"))
    assert measure(clauses, 5) == measure(clauses, 5)
    assert measure(clauses, 5).texts.difference != measure(clauses, 6).texts.difference
