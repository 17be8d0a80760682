"""Treaty depth: recodings, one treaty's class and depth, known treaties."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import treaty_depth as td

NOTHING = dict.fromkeys(
    ("milcon", "milaid", "intcom", "subord", "organ1", "organ2", "base", "contrib", "compag"), 0
)


def row(**provisions):
    return td.provisions(pd.DataFrame([NOTHING | provisions]))[0].tolist()


def test_the_two_recodings():
    assert row(milcon=1) == row()  # contact in hostilities only
    assert row(milcon=2)[0] == 1
    assert row(milcon=3)[0] == 2
    assert row(organ2=3, orgpurp2=2)[4] == 3  # an economic organisation counts
    assert row(organ1=2, organ2=1)[4] == 2


def test_aid_companions_and_missing():
    assert [row(milaid=k)[1] for k in range(5)] == [0, 1, 1, 2, 3]
    assert [row(compag=k)[7] for k in range(7)] == [0, 1, 0, 0, 0, 0, 1]
    assert row(milaid=np.nan)[1] == row(compag=np.nan)[7] == -1


def pairs(*rows):
    columns = ["ccode1", "ccode2", "year", "level", "depth", "sd", "size"]
    return pd.DataFrame(rows, columns=columns)


def test_class_and_depth_are_of_the_same_treaty():
    # A deep consultation pact beside a shallow defence pact: depth is the latter's.
    frame = DyadFrame(1990, (np.array([2, 20]),))
    found = td.strongest(
        pairs((2, 20, 1990, 2, 1.9, 0.4, 40), (2, 20, 1990, 3, -0.5, 0.8, 2)), frame
    )
    assert found["level"].tolist() == [[3, 0]]
    assert found["depth"][0, 0] == -0.5
    assert np.isnan(found["depth"][0, 1])


def test_of_equal_treaties_the_smaller_is_named():
    frame = DyadFrame(1990, (np.array([2, 20]),))
    rows = [(2, 20, 1990, 4, 0.5, 0.4, 40), (2, 20, 1990, 4, 0.5, 0.4, 2)]
    for order in (rows, rows[::-1]):
        assert td.strongest(pairs(*order), frame)["size"][0, 0] == 2


def test_depth_lifts_no_lesser_treaty():
    none = np.zeros(1, int)
    flags = dict.fromkeys(td.FLAGS, none) | {"consul": np.ones(1, int)}
    assert td.treaty_level(flags, np.array([9.0])).tolist() == [2]


@pytest.fixture(scope="module")
def depth(tables):
    frame = DyadFrame.between(1946, 2018)
    return frame, td.compute(tables, frame, {})


def test_slopes_of_the_trial(tables):
    # The trial's slopes, on the scale of a normal curve; ours are logistic, 1.7 times that.
    trial = {"milcon": 1.35, "milaid": 1.01, "intcom": 1.96, "subord": 0.66, "organ": 0.68, "base": 1.08,
                 "contrib": 0.89, "compag": 0.81}  # fmt: skip
    slopes = td.fit_depth(tables["atop_phases"]).slopes / 1.7
    assert slopes == pytest.approx([trial[i] for i in td.ITEMS], abs=0.2)


def test_half_of_all_treaties_lie_on_the_floor(tables):
    items = td.fit_depth(tables["atop_phases"])
    answers = td.provisions(tables["atop_phases"])
    floor = (answers <= 0).all(axis=1)
    assert floor.mean() == pytest.approx(0.53, abs=0.01)
    _, sd = td.score(answers[(answers == 0).all(axis=1)], items)
    assert sd.max() == pytest.approx(0.79, abs=0.03)


def test_known_treaties(depth):
    frame, out = depth

    def of(one, two, year):
        return out["treaty_depth"][frame.rows([one], [two], [year])[0]]

    assert of(365, 370, 2010) > of(2, 200, 2000) > 0.8  # a union state, NATO
    assert of(710, 365, 1972) == pytest.approx(of(731, 710, 2000))  # bare promises of 1950 and 1961
    assert of(710, 365, 1972) < 0
    assert np.isnan(of(140, 712, 2000))  # Brazil and Mongolia share no treaty
    assert np.isnan(out["treaty_depth"][frame.year > 2018]).all()
