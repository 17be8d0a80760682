"""Distances in closed form against simulation, and against moments known exactly."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.rollcalls.positions.distances import distance

DRAWS = 100_000
FINITE = st.floats(-4, 4)
SPREAD = st.floats(0.02, 1)


def simulated(gap, sd, seed=1):
    rng = np.random.default_rng(seed)
    apart = np.sqrt(((gap + sd * rng.standard_normal((DRAWS, len(gap)))) ** 2).sum(axis=1))
    return apart.mean(), apart.std(), *np.quantile(apart, (0.05, 0.95))


def test_two_equal_positions_on_a_line_and_in_a_plane():
    # Half-normal: mean s sqrt(2/pi), 5 % and 95 % at .0627 s and 1.96 s.
    line = distance([0.0], [0.6], [0.0], [0.8])
    assert float(line.mean) == pytest.approx(math.sqrt(2 / math.pi), abs=1e-6)
    assert float(line.low) == pytest.approx(0.06271, abs=1e-4)
    assert float(line.high) == pytest.approx(1.95996, abs=1e-4)
    # Rayleigh: mean s sqrt(pi/2), 95 % at s sqrt(-2 log .05).
    plane = distance([0.0, 0.0], [0.6, 0.6], [0.0, 0.0], [0.8, 0.8])
    assert float(plane.mean) == pytest.approx(math.sqrt(math.pi / 2), abs=0.01)
    assert float(plane.high) == pytest.approx(math.sqrt(-2 * math.log(0.05)), abs=0.02)


@pytest.mark.parametrize("ratio", [0.0, 0.4, 1.0, 2.0, 4.0, 15.0])
def test_one_dimension_is_exact(ratio):
    found = distance([0.25 * ratio], [0.15], [0.0], [0.2])
    truth = simulated(np.array([0.25 * ratio]), np.array([0.25]))
    assert [found.mean, found.sd, found.low, found.high] == pytest.approx(truth, abs=0.004)


@pytest.mark.parametrize("ratio", [0.0, 0.5, 1.0, 2.0, 4.0, 15.0])
@pytest.mark.parametrize("way", [(1.0, 0.0), (0.0, 1.0), (0.7, 0.7)])
@pytest.mark.parametrize("shape", [1.0, 0.7, 1.5])
def test_two_dimensions_are_near(ratio, way, shape):
    sd = np.array([0.2, 0.2 * shape])
    gap = ratio * sd.max() * np.array(way)
    found = distance(gap, 0.6 * sd, np.zeros(2), 0.8 * sd)
    mean, spread, low, high = simulated(gap, sd)
    room = sd.max()
    assert float(found.mean) == pytest.approx(mean, abs=0.02 * room)
    assert float(found.sd) == pytest.approx(spread, abs=0.04 * room)
    assert float(found.low) == pytest.approx(low, abs=0.1 * room)
    assert float(found.high) == pytest.approx(high, abs=0.05 * room)


def test_very_unequal_errors_stay_inside_what_the_module_says():
    for ratio in (0.3, 0.7, 1.5, 3.0):
        for way in ((1.0, 0.0), (0.0, 1.0), (0.7, 0.7)):
            sd = np.array([0.2, 0.02])
            gap = ratio * 0.2 * np.array(way)
            found = distance(gap, sd, np.zeros(2), np.zeros(2))
            mean, _, low, high = simulated(gap, sd)
            assert float(found.mean) == pytest.approx(mean, abs=0.05 * 0.2)
            assert float(found.high) == pytest.approx(high, abs=0.05 * 0.2)
            assert float(found.low) == pytest.approx(low, abs=0.3 * 0.2)


@given(st.lists(st.tuples(FINITE, SPREAD, FINITE, SPREAD), min_size=1, max_size=2))
def test_symmetric_ordered_and_of_any_unit(dimensions):
    m1, s1, m2, s2 = (np.array(x) for x in zip(*dimensions, strict=True))
    found, back = distance(m1, s1, m2, s2), distance(m2, s2, m1, s1)
    assert float(found.mean) == float(back.mean)
    assert 0 <= found.low <= found.high
    assert found.low <= found.mean <= found.high
    assert found.mean >= np.hypot.reduce(m1 - m2) * (1 - 0.01) - 0.02 * s1.max()
    twice = distance(2 * m1, 2 * s1, 2 * m2, 2 * s2)
    assert float(twice.high) == pytest.approx(2 * float(found.high))


def test_no_error_leaves_the_plain_distance_and_missing_stays_missing():
    found = distance(
        [[3.0, 0.0], [np.nan, 0.0]], [[0.0, 0.0]] * 2, [[0.0, 4.0]] * 2, [[0.0] * 2] * 2
    )
    assert found.mean[0] == pytest.approx(5)
    assert found.low[0] == pytest.approx(5)
    assert np.isnan(found.mean[1])
