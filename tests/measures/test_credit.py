"""Lines between central banks: open in the year, by lender and borrower."""

import numpy as np
import pandas as pd

from foedus.dyads.frame import DyadFrame
from foedus.measures import credit


def compute(frame, *rows):
    table = pd.DataFrame(rows, columns=["ccode1", "ccode2", "start", "end", "pooled"])
    table = table.astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})
    return credit.compute({"liquidity_lines": table}, frame, {})["credit_line"]


def test_years_of_a_line():
    frame = DyadFrame(1998, (np.array([2, 20]),) * 30)
    found = compute(
        frame, (2, 20, "2007-12-12", "2010-02-01", False), (20, 2, "1990-01-01", None, False)
    )
    years = frame.year
    assert years[found[:, 0] == 1].tolist() == [2007, 2008, 2009, 2010]
    assert years[found[:, 1] == 1].tolist() == list(range(2000, 2025))
    assert np.isnan(found[(years < 2000) | (years > 2024)]).all()


def test_pooled_funds_tie_nobody_in_particular():
    frame = DyadFrame(2010, (np.array([2, 20]),))
    assert compute(frame, (2, 20, "2010-01-01", "2012-01-01", True)).tolist() == [[0, 0]]


def test_the_line_of_china_and_russia(history):
    line = history(710, 365, "credit_line")
    assert min(y for y, v in line.items() if v[0] == 1) == 2014
    assert np.isnan(line[2025]).all()
