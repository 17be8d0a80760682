"""What is said about convergence."""

from __future__ import annotations

import numpy as np

from foedus.rollcalls.positions.ideal_points_about import CONVERGED, unmet

PERIOD = np.repeat(np.arange(1, 21), 5)


def test_periods_in_which_chains_disagree_are_named():
    worst = np.where(PERIOD <= 4, 1.6, 1.03)
    assert unmet(PERIOD, worst) == (1, 4, 1.03)
    worst = np.where((PERIOD >= 8) & (PERIOD <= 12), 1.6, 1.03)
    assert unmet(PERIOD, worst) == (8, 12, 1.03)


def test_where_they_disagree_everywhere_or_nowhere_none_is_named():
    assert unmet(PERIOD, np.full(len(PERIOD), 1.01)) is None
    assert unmet(PERIOD, np.where(np.arange(len(PERIOD)) % 3 == 0, 1.6, 1.0)) is None


def test_one_stray_position_does_not_stretch_the_span():
    period = np.repeat(np.arange(1, 21), 50)
    worst = np.where(period <= 4, 1.6, 1.03)
    worst[-1] = 1.5
    first, last, rest = unmet(period, worst)
    assert (first, last) == (1, 4)
    assert rest <= CONVERGED
