"""Alliance portfolios: levels, own cells, and published figures."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import portfolios

FLAGS = ["defense", "offense", "neutral", "consul", "nonagg"]


def owed(*rows):
    return pd.DataFrame(rows, columns=["ccode1", "ccode2", "year", *FLAGS])


def test_levels():
    flags = {
        f: np.array(v)
        for f, v in zip(
            FLAGS,
            [
                [1, 0, 0, 0, 0, 0, 1],
                [0, 1, 0, 0, 0, 0, 0],
                [0, 0, 1, 0, 0, 0, 1],
                [0, 0, 0, 1, 0, 0, 1],
                [0, 0, 0, 0, 1, 0, 1],
            ],
            strict=True,
        )
    }
    assert portfolios.obligation_level(flags).tolist() == [3, 3, 2, 2, 1, 0, 3]


def test_own_cell_and_direction():
    states = np.array([2, 20, 200])
    found = portfolios.portfolios(
        states, np.array([2, 20, 999]), np.array([20, 200, 2]), np.array([3, 1, 3])
    )
    assert found.tolist() == [[3, 3, 0], [0, 3, 1], [0, 0, 3]]


def test_made_up_portfolios():
    frame = DyadFrame(2000, (np.array([2, 20, 200]),))
    tables = {"atop_directed": owed((2, 20, 2000, 1, 0, 0, 0, 0), (20, 2, 2000, 1, 0, 0, 0, 0))}
    found = portfolios.compute(tables, frame, {})
    row = frame.rows([2, 2], [20, 200], [2000, 2000])
    # 2 owes (3, 3, 0), 20 owes (3, 3, 0), 200 owes (0, 0, 3).
    assert found["s_alliances"][row].tolist() == pytest.approx([1, 1 - 2 * 9 / 9])
    assert found["s_squared_alliances"][row].tolist() == pytest.approx([1, -1])
    assert found["kappa_alliances"][row[0]] == pytest.approx(1)


def test_years_outside_atop_are_missing():
    frame = DyadFrame(2018, (np.array([2, 20]),) * 2)
    found = portfolios.compute({"atop_directed": owed((2, 20, 2018, 1, 0, 0, 0, 0))}, frame, {})
    for values in found.values():
        assert np.isnan(values[1])
    assert found["s_alliances"][0] == pytest.approx(1 - 2 * (0 + 3) / (3 * 2))


PUBLISHED = {(2, 200): 0.605, (365, 710): 0.834, (2, 710): 0.344}


@pytest.mark.parametrize(("pair", "value"), PUBLISHED.items())
def test_known_values_of_2018(history, pair, value):
    assert history(*pair, "s_squared_alliances")[2018] == pytest.approx(value, abs=0.0006)


def test_chance_correction_turns_the_order_round(history):
    raw = {p: history(*p, "s_squared_alliances")[2018] for p in PUBLISHED}
    corrected = {p: history(*p, "kappa_alliances")[2018] for p in PUBLISHED}
    assert raw[365, 710] > raw[2, 200]
    assert corrected[2, 200] > corrected[365, 710]
