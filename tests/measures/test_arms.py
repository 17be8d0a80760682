"""Arms transfers over ten years and the supplier's share."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import arms


def compute(frame, *rows):
    return arms.compute(
        {"arms_transfers": pd.DataFrame(rows, columns=["ccode1", "ccode2", "year", "tiv"])},
        frame,
        {},
    )


def test_direction_sum_and_share():
    frame = DyadFrame(1990, (np.array([2, 20, 200]),) * 12)
    found = compute(
        frame, (2, 20, 1990, 30), (2, 20, 1999, 10), (200, 20, 1990, 60), (20, 2, 1995, 5)
    )
    row = frame.rows([2] * 3, [20] * 3, [1990, 1999, 2000])
    assert found["arms"][row].tolist() == [[30, 0], [10, 0], [0, 0]]
    assert found["arms_10y"][row].tolist() == [[30, 0], [40, 10], [10, 10]]
    assert found["arms_share"][row][:, 0].tolist() == pytest.approx([30 / 90, 40 / 100, 1])
    assert found["arms_share"][row][:, 1].tolist() == [0, 1, 1]


def test_imports_from_sellers_outside_the_system_count_in_the_share():
    frame = DyadFrame(1990, (np.array([2, 20]),))
    found = compute(frame, (2, 20, 1990, 30), (-1, 20, 1990, 10))
    assert found["arms_share"][0].tolist() == [0.75, 0]


def test_deliveries_before_the_frame_count_for_the_share_of_the_decade():
    frame = DyadFrame(1990, (np.array([2, 20]),))
    found = compute(frame, (2, 20, 1990, 10), (200, 20, 1985, 30))
    assert found["arms_share"][0, 0] == pytest.approx(0.25)


def test_zero_only_inside_coverage():
    frame = DyadFrame(2020, (np.array([2, 20]),) * 4)
    found = compute(frame, (2, 20, 2020, 1))
    assert np.isfinite(found["arms_10y"][:, 0]).tolist() == [True, True, False, False]
    assert found["arms_10y"][1, 1] == 0


def test_known_transfers(history):
    to_china = history(365, 710, "arms_10y")
    assert to_china[1955][0] > 10_000
    assert to_china[1989][0] == 0  # none after the split
    assert to_china[2009][0] > 10 * to_china[1992][0]
    assert to_china[2009][1] == 0
    assert history(365, 710, "arms_share")[2005][0] > 0.7
    assert np.isnan(history(365, 850, "arms_10y")[2022][0])  # after SIPRI's last year here


def test_ten_years_are_the_sum_of_the_yearly_file(tables, history):
    sold = tables["arms_transfers"].query("ccode1 == 365 and ccode2 == 710")
    for year in (1959, 1995, 2009, 2021):
        exact = sold[sold["year"].between(year - 9, year)]["tiv"].sum()
        # It is kept to tens, so that the maker's yearly figures cannot be read off it.
        assert history(365, 710, "arms_10y")[year][0] == pytest.approx(exact, abs=5)


def test_a_state_the_file_leaves_out_is_missing_not_zero(history):
    assert np.isnan(history(260, 220, "arms_10y")[1970][0])
    assert np.isfinite(history(255, 220, "arms_10y")[2000][0])
