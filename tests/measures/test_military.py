"""Exercises and troops: who is covered, and what an exercise of many counts."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import military


def exercise(name, year, states, n=None):
    return pd.DataFrame(
        {"exercise": name, "ccode": states, "year": year, "n_participants": n or len(states)}
    )


def compute(frame, world=None, russia=None, troops=()):
    empty = exercise("", 2000, [])
    return military.compute(
        {
            "exercises": empty if world is None else world,
            "russia_exercises": empty if russia is None else russia,
            "us_troops": pd.DataFrame(list(troops), columns=["ccode", "year", "troops"]),
        },
        frame,
        {},
    )


def test_weight_of_small_and_large_exercises():
    both = pd.concat(
        [exercise("a", 2000, [2, 20]), exercise("b", 2000, [2, 20, 200, 220, 230, 235, 260])]
    )
    pairs = military.exercise_pairs(both)
    first = pairs[(pairs["ccode1"] == 2) & (pairs["ccode2"] == 20)]
    assert first["weight"].tolist() == [1 + 3 / 6]
    assert len(pairs) == 7 * 6 / 2


def test_an_exercise_over_new_year_counts_once_in_each_year():
    both = pd.concat([exercise("a", 2000, [2, 20]), exercise("a", 2001, [2, 20, 200])])
    pairs = military.exercise_pairs(both)
    assert pairs.query("ccode1 == 2 and ccode2 == 20")["weight"].tolist() == [1, 1]
    assert pairs.query("ccode2 == 200")["year"].tolist() == [2001, 2001]


def test_five_years_and_coverage():
    frame = DyadFrame(2005, (np.array([2, 20, 365]),) * 16)
    found = compute(frame, exercise("a", 2008, [2, 20]), exercise("b", 2014, [2, 365]))
    ours = found["exercises_5y"].reshape(16, 3)  # (2, 20), (2, 365), (20, 365)
    assert ours[:, 0][:6].tolist() == [0, 0, 0, 1, 1, 1]
    assert np.isnan(ours[6:, 0]).all()  # nobody lists the world's exercises after 2010
    assert ours[:, 1][6:14].tolist() == [0, 0, 0, 1, 1, 1, 1, 1]
    assert np.isnan(ours[14:, 1]).all()


def test_russias_list_does_not_count_twice_where_the_worlds_still_runs():
    frame = DyadFrame(2009, (np.array([365, 710]),) * 3)
    found = compute(frame, exercise("a", 2009, [365, 710]), exercise("b", 2009, [365, 710]))
    assert found["exercises_5y"].tolist() == [1, 1, 1]


def test_troops_are_american_only():
    frame = DyadFrame(1950, (np.array([2, 20, 200]),))
    found = compute(frame, troops=[(20, 1950, 500)])
    assert found["troops"][:, 0].tolist()[:2] == [500, 0]
    assert np.isnan(found["troops"][:, 1]).all()
    assert np.isnan(found["troops"][2]).all()


def test_american_troops_in_japan(history):
    troops = history(2, 740, "troops")
    assert min(troops) == 1952  # Japan enters the system
    assert troops[1953][0] > 150_000
    assert 30_000 < troops[2018][0] < 80_000
    assert np.isnan(troops[2018][1])


def test_exercises_of_china_and_russia(history):
    listed = history(365, 710, "exercises_5y")
    assert listed[1989] == 0
    assert listed[2009] > 1
    assert np.isnan(listed[2019])
    assert np.isnan(history(2, 710, "exercises_5y")[2015])


@pytest.mark.parametrize("year", [1979, 2011])
def test_uncovered_pairs_are_missing(history, year):
    assert np.isnan(history(2, 200, "exercises_5y")[year])
