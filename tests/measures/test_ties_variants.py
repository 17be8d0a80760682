"""Variants of latent ties on demand: cut to the frame asked for, missing where nothing is known."""

import numpy as np
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import ties_variants


@pytest.fixture(scope="module")
def found(tables):
    frame = DyadFrame.between(2010, 2019)
    return frame, ties_variants.compute(tables, frame, {})


def test_rows_and_years(found):
    frame, out = found
    for values in out.values():
        assert values.shape == (len(frame), 2)
        assert np.isnan(values[frame.year == 2019]).all()
        assert np.isfinite(values[frame.year == 2018]).all()


def test_swap_lines_decide_the_lead_case(found):
    # LATENT trial: with swap lines China to Russia rises from 2010 on, without them it falls.
    frame, out = found
    first, last = frame.rows([365, 365], [710, 710], [2010, 2018])
    rise = {n: v[last, 1] - v[first, 1] for n, v in out.items()}
    assert rise["ties_with_swaps"] > 0
    assert rise["ties_among_few"] < 0


def test_a_pact_of_many_counts_less_among_few(found):
    frame, out = found
    row = frame.rows([2], [230], [2015])[0]  # the United States and Spain: NATO
    assert out["ties_among_few"][row, 0] < out["ties_with_swaps"][row, 0] - 0.3
