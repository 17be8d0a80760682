"""Whether the strongest member of a treaty of many provides for the others."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import treaty_life

MEMBERS = (2, 20, 200)


def made_up(organised, exercises, troops, codes=MEMBERS):
    frame = DyadFrame(2000, (np.array(codes),))
    depth = {
        "organ1": 2.0 if organised else 0.0,
        "orgpurp1": 1.0,
        "organ2": 0.0,
        "orgpurp2": 0.0,
        "intcom": 0.0,
        "milcon": 0.0,
        "base": 0.0,
    }
    flags = {"defense": 1, "offense": 0, "neutral": 0, "nonagg": 0, "consul": 0}
    members = pd.DataFrame(
        [{"atopid": 1, "ccode": c, "year": 2000, **flags, **depth} for c in codes]
    )
    cinc = pd.DataFrame({"ccode": codes, "year": 2000, "cinc": [0.5, *[0.1] * (len(codes) - 1)]})
    sent = np.full((len(frame), 2), np.nan)
    sent[:, 0] = troops
    found = treaty_life.compute(
        {"atop_member_years": members, "national_capability": cinc},
        frame,
        {"exercises_5y": np.array(exercises, float), "troops": sent},
    )
    return found["treaty_life"]


def test_the_strongest_member_provides_for_half():
    # Rows (2, 20), (2, 200), (20, 200): exercises with 20, nothing with 200.
    assert made_up(True, [2, 0, 0], np.nan).tolist() == pytest.approx([0.5] * 3)


def test_troops_count_too():
    assert made_up(True, [0, 0, 0], [150, 99, np.nan]).tolist() == pytest.approx([0.5] * 3)


def test_a_mass_treaty_without_machinery_is_zero_and_an_uncovered_one_missing():
    assert made_up(False, [2, 2, 0], np.nan).tolist() == [0, 0, 0]
    assert np.isnan(made_up(True, [np.nan] * 3, np.nan)).all()


def test_troops_alone_show_life_but_never_its_absence():
    nothing = [np.nan] * 3
    assert np.isnan(made_up(True, nothing, [500, 0, np.nan])).all()  # one of two: not enough
    assert made_up(True, nothing, [500, 500, np.nan]).tolist() == [1, 1, 1]


def test_a_bilateral_treaty_has_no_figure():
    assert np.isnan(made_up(True, [2], np.nan, codes=(2, 20))).all()


def test_provided():
    exercises = np.array([1.0, 0.5, 0.5, np.nan, np.nan])
    troops = np.array([[np.nan, np.nan], [100, np.nan], [99, np.nan], [99, np.nan], [100, np.nan]])
    found = treaty_life.provided(exercises, troops)
    assert found[[0, 1, 2, 4]].tolist() == [1, 1, 0, 1]
    assert np.isnan(found[3])


def test_nato_lives(history):
    assert history(2, 200, "treaty_life")[2005] > 0.6
    assert history(2, 260, "treaty_life")[1960] > 0.6
    assert np.isnan(history(365, 710, "treaty_life")[1955])
