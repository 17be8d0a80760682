"""Influence of single resolutions and of subjects: by hand, by brute force, on real votes."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.core.errors import FoedusError
from foedus.measures.similarity_forms import similarity
from foedus.measures.vote_influence import leave_one_out, pair_relations, vote_influence
from foedus.measures.vote_subjects import subject_influence
from foedus.rollcalls.issues.subject_words import subjects
from foedus.rollcalls.pairs.pair_result import Asked, PairVotes
from foedus.rollcalls.records.vote_record import RELATIONS, VOTES


def pair(choices, totals=None, agenda=None):
    """Votes of two states on made-up resolutions, one a row of `choices` (0, 1, 2)."""
    n = len(choices)
    choices = np.array(choices)
    totals = np.array(totals if totals is not None else [[3, 2, 1]] * n)
    table = pd.DataFrame(
        {
            "item": np.arange(n),
            "date": pd.Timestamp("2000-01-01") + pd.to_timedelta(np.arange(n), "D"),
            "year": 2000,
            "agenda": agenda if agenda is not None else [""] * n,
            "vote1": np.array(VOTES, object)[choices[:, 0]],
            "vote2": np.array(VOTES, object)[choices[:, 1]],
            "relation": np.array(RELATIONS, object)[abs(choices[:, 0] - choices[:, 1])],
            **dict(zip(("yes", "abstentions", "no"), totals.T, strict=True)),
        }
    )
    nobody = SimpleNamespace(name_in=lambda year: "X", iso3_in=lambda year: "X", ccode=1)
    return PairVotes((nobody, nobody), (2000, 2000), table, Asked(), n, n, ())


counts = arrays(np.int64, (3, 3), elements=st.integers(0, 6)).filter(lambda t: t.sum() > 1)
many = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=25)


@given(counts, st.sampled_from(["agreement", "kappa", "s", "tau_b"]))
def test_leaving_out_is_what_counting_again_gives(table, form):
    found = leave_one_out(table.astype(float), form)
    whole = similarity(table, form)
    for cell in np.ndindex(3, 3):
        again = table.copy()
        again[cell] -= 1
        expected = whole - similarity(again, form) if again[cell] >= 0 else np.nan
        assert found[cell] == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_influence_by_hand():
    # Three of four alike; without the one that differs all are, without another two of three.
    found = vote_influence(pair([(0, 0), (0, 0), (2, 2), (0, 2)]))
    assert found.agreement == 0.75
    assert found.on_agreement == pytest.approx([1 / 12, 1 / 12, 1 / 12, -1 / 4])


@given(many)
def test_different_votes_lower_agreement_and_equal_ones_raise_it(choices):
    found = vote_influence(pair(choices))
    alike = np.array([a == b for a, b in choices])
    assert (found.on_agreement[alike] >= -1e-12).all()
    assert (found.on_agreement[~alike] <= 1e-12).all()


@settings(max_examples=40)
@given(many, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(choices, random):
    votes = pair(choices)
    shuffled = votes.table.sample(frac=1, random_state=random.randrange(9999))
    again = PairVotes(votes.pair, votes.span, shuffled, Asked(), len(votes), len(votes), ())
    one, two = vote_influence(votes).frame(), vote_influence(again).frame()
    assert one["item"].tolist() == two["item"].tolist()


def test_the_rarer_relation_stands_further_out():
    totals = [[9, 0, 1], [5, 0, 5], [9, 0, 1], [9, 0, 1]]
    frame = vote_influence(pair([(0, 2), (0, 2), (0, 0), (2, 2)], totals)).frame()
    assert frame["item"].tolist()[:2] == [0, 1]


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 3).filter(lambda t: sum(t) > 1), min_size=1))
def test_relations_of_all_pairs_by_counting_them(totals):
    for row, found in zip(totals, pair_relations(np.array(totals, float)), strict=True):
        states = np.repeat([0, 1, 2], row)
        distance = [abs(int(a) - int(b)) for a, b in combinations(states, 2)]
        assert found == pytest.approx(np.bincount(distance, minlength=3) / len(distance))


def test_undefined_kappa_leaves_the_order_to_agreement():
    found = vote_influence(pair([(0, 0), (0, 0), (0, 1)]))
    assert found.undefined
    assert found.frame()["item"].iloc[0] == 2


def test_one_resolution_cannot_be_left_out():
    with pytest.raises(FoedusError, match="leaves none"):
        vote_influence(pair([(0, 1)]))


@pytest.mark.parametrize(
    ("agenda", "headings"),
    [
        ("A/73/251 74b Human rights. HUMAN RIGHTS|A/73/251 74b[1] CAPITAL PUNISHMENT",
         ("HUMAN RIGHTS", "CAPITAL PUNISHMENT")),
        ("A/46/251 12 Report of the Council. UN. ECONOMIC AND SOCIAL COUNCIL--REPORTS (1991)",
         ("UN. ECONOMIC AND SOCIAL COUNCIL",)),
        ("A/8500 1 Question of Namibia.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_headings_of_an_agenda(agenda, headings):
    assert subjects(agenda) == headings


def test_subject_influence_is_counting_without_its_resolutions():
    agenda = ["A 1 x. ONE", "A 1 x. ONE|A 2 y. TWO", "A 2 y. TWO", "A 3 z."]
    choices = [(0, 2), (0, 0), (2, 2), (1, 0)]
    votes = pair(choices, agenda=agenda)
    found = subject_influence(votes).set_index("subject")
    for name, out in (("ONE", {0, 1}), ("TWO", {1, 2})):
        kept = np.zeros((3, 3))
        for k, cell in enumerate(choices):
            kept[cell] += k not in out
        assert found.loc[name, "votes"] == 2
        for form in ("agreement", "kappa"):
            whole = similarity(
                np.add.reduce([np.eye(9)[3 * a + b] for a, b in choices]).reshape(3, 3), form
            )
            left = whole - similarity(kept, form)
            assert found.loc[name, f"{form}_influence"] == pytest.approx(left, nan_ok=True)


def test_no_heading_gives_an_empty_table():
    assert subject_influence(pair([(0, 0), (0, 1)])).empty
