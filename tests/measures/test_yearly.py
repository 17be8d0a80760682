"""Yardsticks of each year, carried where a source has ended."""

from itertools import pairwise

import numpy as np

from foedus.dyads.frame import DyadFrame
from foedus.measures import yearly


def columns(frame):
    n = len(frame)
    rng = np.random.default_rng(0)
    return {
        "dependence": rng.random((n, 2)),
        "kappa_votes_3y": rng.random(n),
        "kappa_norms_3y": np.full(n, np.nan),
        "arms_10y": np.stack([np.arange(n, dtype=float), np.zeros(n)], axis=1),
        "obligations": np.ones((n, 2)),
    }


def test_quantiles_of_the_year_and_carrying():
    frame = DyadFrame(2000, (np.arange(2, 12),) * 3)
    stored = columns(frame)
    stored["kappa_votes_3y"][frame.span(2002)] = np.nan
    found = yearly.yardsticks(frame, stored)
    part = stored["kappa_votes_3y"][frame.span(2001)]
    assert found["kappa_q90"][1] == round(float(np.quantile(part, 0.9)), 6)
    assert found["kappa_q90"][2] == found["kappa_q90"][1]
    assert all(v is None for v in found["kappa_norms_q50"])
    larger = stored["dependence"][frame.span(2000)].max(axis=1)
    assert found["dependence_q75"][0] == round(float(np.quantile(larger, 0.75)), 6)


def test_a_year_hardly_covered_gives_no_yardstick_and_the_first_good_one_serves_it():
    frame = DyadFrame(2000, (np.arange(2, 12),) * 2)
    stored = columns(frame)
    stored["kappa_votes_3y"][frame.span(2000)][2:] = np.nan  # 2 of 45 pairs remain
    found = yearly.yardsticks(frame, stored)
    assert found["kappa_q50"][0] == found["kappa_q50"][1]
    assert found["kappa_q50"][1] == round(
        float(np.median(stored["kappa_votes_3y"][frame.span(2001)])), 6
    )


def test_median_of_pacts_with_arms_leaves_out_the_empty_ones():
    frame = DyadFrame(2000, (np.arange(2, 12),))
    stored = columns(frame)
    stored["obligations"][:5] = 0
    assert yearly.yardsticks(frame, stored)["arms_pact_median"] == [
        float(np.median(np.arange(5, 45)))
    ]


def test_yardsticks_of_the_shipped_panel(reference):
    marks = reference.manifest["yardsticks"]
    years = reference.manifest["years"]
    for name, values in marks.items():
        assert len(values) == years[1] - years[0] + 1, name
        assert np.isfinite(np.array(values, float)).all(), name
    for base, (_, shares) in yearly.QUANTILES.items():
        for low, high in pairwise(shares):
            pairs = zip(
                marks[yearly.name_of(base, low)], marks[yearly.name_of(base, high)], strict=True
            )
            assert all(a <= b for a, b in pairs)
