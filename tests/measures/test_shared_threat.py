"""The third state both feel, named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.dyads.frame import DyadFrame
from foedus.measures import shared_threat


def by_definition(hostility, power):
    """max over k of min(T_k(i), T_k(j)), written out."""
    n = len(power)
    level, by = np.zeros((n, n)), np.full((n, n), -1)
    for i in range(n):
        for j in range(n):
            for k in range(n):
                if i == j or k in (i, j):
                    continue
                felt = [hostility[k, s] * power[k] / (power[k] + power[s]) for s in (i, j)]
                if min(felt) > level[i, j]:
                    level[i, j], by[i, j] = min(felt), k
    return level, by


@given(st.integers(2, 7), st.integers(0, 2**32 - 1))
@settings(max_examples=50, deadline=None)
def test_largest_minimum_is_its_definition(n, seed):
    rng = np.random.default_rng(seed)
    hostility = rng.choice([0, 0, 0.4, 0.7, 1.0], (n, n))
    hostility = np.triu(hostility, 1) + np.triu(hostility, 1).T
    power = rng.uniform(0.01, 1, n)
    level, by = shared_threat.largest_shared(shared_threat.threat_matrix(hostility, power))
    expected, who = by_definition(hostility, power)
    off = ~np.eye(n, dtype=bool)
    assert level[off] == pytest.approx(expected[off])
    assert (by[off] == who[off]).all()


def test_a_state_without_capability_neither_threatens_nor_is_threatened():
    hostility = np.ones((3, 3)) - np.eye(3)
    threat = shared_threat.threat_matrix(hostility, np.array([0.5, np.nan, 0.5]))
    assert threat[1].tolist() == [0, 0, 0]
    assert threat[0].tolist() == [0, 0, 0.5]


def made_up(hostility):
    frame = DyadFrame(1950, (np.array([2, 20, 200]),))
    cinc = pd.DataFrame({"ccode": [2, 20, 200], "year": 1950, "cinc": [0.3, 0.1, 0.1]})
    return frame, shared_threat.compute(
        {"national_capability": cinc}, frame, {"hostility": np.array(hostility)}
    )


def test_two_states_that_fear_a_third():
    # Rows are (2, 20), (2, 200), (20, 200): 2 is hostile to both of the others.
    frame, found = made_up([0.8, 0.4, 0.0])
    assert found["shared_threat"].tolist() == pytest.approx([0, 0, 0.4 * 0.3 / 0.4])
    assert found["shared_threat_by"].tolist() == [0, 0, 2]
    assert len(frame) == 3


def test_unknown_hostility_is_no_absence_of_threat():
    _, found = made_up([np.nan] * 3)
    assert np.isnan(found["shared_threat"]).all()
    assert np.isnan(found["shared_threat_by"]).all()


def test_who_threatened_whom(history):
    assert history(2, 200, "shared_threat_by")[1955] == 365
    assert history(2, 740, "shared_threat_by")[1960] == 365
    assert history(365, 710, "shared_threat_by")[1955] == 2
    assert history(365, 710, "shared_threat_by")[2015] == 2
    assert history(2, 740, "shared_threat_by")[2018] == 710
