"""Conduct, votes and profession: known cases, what is counted, what is missing and not zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from foedus.assessment.professed.conduct import (
    Event,
    conduct,
    crises_begun,
    force_begun,
    gathered,
)
from foedus.assessment.professed.grid import NOT_THERE, Grid, windows
from foedus.assessment.professed.norm_votes import norm_votes, subjects, summed
from foedus.assessment.professed.profession import profession

DISPUTE = {"dispnum": 1, "ccode1": 2, "ccode2": 651, "year": 1990, "onset": 1, "hostlev1": 4,
           "sidea1": 1}  # fmt: skip


def test_windows_hold_the_year_and_those_before():
    assert windows(np.arange(1, 7), 3).tolist() == [1, 3, 6, 9, 12, 15]
    assert windows(np.ones((2, 4)), 1).tolist() == [[1.0] * 4] * 2


def test_a_state_is_followed_through_its_codes():
    codes = Grid((255, 345), 1954, 1991).codes
    assert codes[0, 0] == NOT_THERE
    assert codes[0, 10] == 260
    assert codes[0, -1] == 255
    assert codes[1, 5] == 345


@pytest.mark.parametrize(
    ("change", "counts"),
    [({}, 1), ({"sidea1": 0}, 0), ({"onset": 0}, 0), ({"hostlev1": 3}, 0), ({"hostlev1": 5}, 1)],
)
def test_what_counts_as_force_begun(change, counts):
    assert len(force_begun(pd.DataFrame([DISPUTE | change]), None, "COW")) == counts


def test_a_dispute_with_many_counts_once_and_names_them():
    rows = pd.DataFrame([DISPUTE | {"ccode2": c} for c in (651, 652, 660, 663, 666)])
    (event,) = force_begun(rows, None, "COW")
    assert event.what.startswith("dispute 1 against Egypt, Syria")
    assert event.what.endswith("and 1 more")


def test_a_war_counts_where_no_dispute_does():
    war = {"warnum": 9, "ccode1": 2, "ccode2": 645, "year": 2003, "onset": 1, "sidea1": 1,
           "initiator1": 1}  # fmt: skip
    joiner = war | {"ccode1": 200, "initiator1": 0}
    target = {"warnum": 9, "ccode1": 645, "ccode2": 2, "year": 2003, "onset": 1, "sidea1": 0,
              "initiator1": 0}  # fmt: skip
    wars = pd.DataFrame([war, joiner, target])
    alone = force_begun(pd.DataFrame([DISPUTE]), wars, "COW")
    assert {(e.ccode, e.year) for e in alone} == {(2, 1990), (2, 2003), (200, 2003)}
    both = pd.DataFrame([DISPUTE | {"ccode2": 645, "year": 2003}])
    assert [e.ccode for e in force_begun(both, wars, "COW")] == [2, 200]


def test_crises_count_where_the_trigger_was_a_military_act():
    row = {"trigent": 365.0, "year": 1968, "crisno": 227, "ccode": 315, "trigger": 9.0, "name": "X"}
    actors = pd.DataFrame([row, row | {"crisno": 5, "trigger": 2.0}, row | {"trigent": np.nan}])
    assert [(e.ccode, e.year) for e in crises_begun(actors)] == [(365, 1968)]


def test_outside_a_lists_years_conduct_is_missing_and_inside_zero():
    grid = Grid((2, 710), 2008, 2018)
    found = gathered(grid, [Event(2, 2009, "GML", "x")], ["COW", "GML", "ICB"], 3)
    assert found.window["GML"][0].tolist()[:3] == [0, 1, 1]
    early = gathered(Grid((2,), 1944, 1950), [], ["COW"], 3).window["COW"]
    assert np.isfinite(early[0]).tolist() == [False] * 4 + [True] * 3  # 1948 is the first
    assert np.isnan(found.window["GML"][:, 3:]).all()
    assert found.window["COW"][1, 6] == 0
    assert np.isnan(found.window["COW"][1, 7:]).all()
    assert found.lists_of(0, 8) == ["ICB"]
    assert not found.known[:, 9:].any()


def _votes(*rows):
    return pd.DataFrame(rows, columns=["item", "ccode", "vote"])


ITEMS = pd.DataFrame(
    {
        "item": [1, 2, 3, 4],
        "year": [1980, 1980, 1981, 1981],
        "title": [
            "The situation in Afghanistan and its implications for peace : resolution",
            "The situation in Kampuchea : resolution",
            "The situation in Kampuchea : resolution",
            "Question of roads",
        ],
        "resolution": ["A", "B", "C", "D"],
    }
)


def test_support_counts_each_subject_once_and_leaves_out_ones_own_conduct():
    votes = _votes((1, 710, 1), (2, 710, 1), (3, 710, 3), (1, 365, 3), (2, 365, 3), (3, 365, 2),
                   (4, 710, 3), (1, 816, 1), (2, 816, 3))  # fmt: skip
    grid = Grid((710, 365, 816), 1980, 1981)
    found = summed(grid, ITEMS, votes, 5)
    assert found.support[0, 1] == pytest.approx((1 + 0.5) / 2)  # Kampuchea: yes, then no
    assert np.isnan(found.support[1]).all()  # only one subject is about others
    assert found.own[1].tolist() == [1, 0]
    assert found.own[2].tolist() == [1, 0]
    assert found.in_year[0].tolist() == [2, 1]
    assert found.items["subject"].tolist() == ["Afghanistan 1980-87"] + ["Kampuchea 1979-89"] * 2
    drawn = found.drawn(50, np.random.default_rng(1))
    assert drawn.shape == (50, 3, 2)
    assert 0.5 <= drawn[:, 0, 1].min() <= drawn[:, 0, 1].max() <= 1


def test_without_votes_support_is_not_assessable(tmp_path, monkeypatch):
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = norm_votes(Grid((2,), 1980, 1981), data=tmp_path)
    assert found.why.startswith("not assessable:")
    assert not found.known.any()
    assert conduct(Grid((2,), 1980, 1981), data=tmp_path).absent == ("COW", "GML", "ICB")


def test_profession_needs_documents_and_a_passage():
    grid = Grid((2, 200, 220), 2000, 2004)
    years = np.arange(2000, 2005)
    state = np.repeat([2, 200, 220], 5)
    mentions = np.array([2, 0, 1, 0, 2, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3])
    tokens = np.array([1000] * 10 + [1000, 0, 0, 0, 0])
    found = profession(grid, state, np.tile(years, 3), mentions, tokens)
    assert found.rate[0, -1] == pytest.approx(1.0)
    assert found.known[1, 2:].all()
    assert not found.professed[1].any()
    assert not found.known[2].any()  # one year of five with words
    assert found.known[0].tolist() == [False, False, True, True, True]
    assert np.isnan(found.rate[2, -1])


def test_drawn_rates_have_the_gammas_mean_and_spread_and_overlap():
    grid = Grid((2,), 2000, 2009)
    n = 10
    found = profession(grid, np.full(n, 2), np.arange(2000, 2010), np.full(n, 8), np.full(n, 2000))
    assert found.scatter == 1.0
    drawn = found.drawn(4000, np.random.default_rng(1))[:, 0]
    mean = 1000 * 40.5 / 10000
    assert drawn[:, 9].mean() == pytest.approx(mean, rel=0.02)
    assert drawn[:, 9].std() == pytest.approx(1000 * np.sqrt(40.5) / 10000, rel=0.05)
    assert np.corrcoef(drawn[:, 9], drawn[:, 8])[0, 1] == pytest.approx(0.8, abs=0.03)
    assert abs(np.corrcoef(drawn[:, 9], drawn[:, 4])[0, 1]) < 0.05


def test_scatter_is_told_by_documents_of_one_state():
    grid = Grid((2,), 2000, 2009)
    counts = np.tile([0, 16], 5)
    found = profession(grid, np.full(10, 2), np.arange(2000, 2010), counts, np.full(10, 1000))
    # Two blocks of five: means 6.4 and 9.6, Pearson over 10 - 2 documents.
    first, second = counts[:5], counts[5:]
    wanted = sum(((c - c.mean()) ** 2 / c.mean()).sum() for c in (first, second)) / 8
    assert found.scatter == pytest.approx(wanted)


def test_rates_hold_the_truth_about_as_often_as_they_say():
    """Speeches whose counts have twice the variance of Poisson counts, in 60 states."""
    grid = Grid(tuple(range(1, 61)), 2000, 2019)
    rng = np.random.default_rng(3)
    states, years = np.repeat(np.arange(1, 61), 20), np.tile(np.arange(2000, 2020), 60)
    counts = rng.poisson(rng.gamma(3.0, 1.0, len(states)))
    found = profession(grid, states, years, counts, np.full(len(states), 1000))
    assert found.scatter == pytest.approx(2.0, abs=0.25)
    drawn = found.drawn(500, rng)[:, :, 4::5]
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    assert 0.91 <= ((low <= 3.0) & (high >= 3.0)).mean() <= 0.99


KNOWN = [
    (2, 2003, "COW", "war 227 against Iraq"),
    (200, 2003, "COW", "war 227 against Iraq"),
    (2, 1999, "GML", "war 221 against Serbia"),
    (200, 1999, "COW", "war 221 against Serbia"),
    (200, 1956, "COW", "war 155 against Egypt"),
    (365, 1956, "COW", "dispute 606 against Hungary"),
    (365, 1968, "ICB", "crisis 227 (Prague Spring) of Czechoslovakia"),
    (365, 2014, "ICB", "crisis 471 (Crimea-Donbass) of Ukraine"),
    (710, 1979, "COW", "war 193 against Vietnam"),
    (645, 1990, "ICB", "crisis 393 (Gulf War) of Kuwait"),
    (2, 1983, "GML", "dispute 3058 against Cuba, Grenada, sought: regime"),
]
"""Well-known cases, as the lists number them (COW wars 4.0, MID 5.0, GML 2.2.1, ICB 13)."""


def test_known_cases_are_in_the_lists(data):
    found = conduct(Grid((2, 200, 365, 710, 645), 1946, 2024), data=data)
    events = {(e.ccode, e.year, e.list, e.what) for e in found.events}
    assert [case for case in KNOWN if case not in events] == []


def test_votes_on_ukraine_leave_out_russias_own(data):
    """GA resolution ES-11/1 of 2 March 2022: 141 yes, 5 no, 35 abstaining; China abstained."""
    found = norm_votes(Grid((2, 365, 710), 2022, 2022), window=1, data=data)
    assert "A/RES/ES-11/1" in found.items["resolution"].tolist()
    assert found.own[1, 0] == 4
    assert found.own[2, 0] == 0
    place = found.subjects.index("Crimea and Ukraine 2014-")
    assert found.votes[place, 1, 0] == 0
    assert found.total[place, 0, 0] == found.votes[place, 0, 0] == 4


def test_every_subject_finds_resolutions(data):
    found = norm_votes(Grid((2,), 1946, 2025), data=data)
    assert set(found.items["subject"]) == {s.id for s in subjects()}
