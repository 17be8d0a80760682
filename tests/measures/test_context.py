"""Capability, regimes, organisations, distance."""

import numpy as np
import pandas as pd
import pytest

from foedus.dyads.frame import DyadFrame
from foedus.measures import context


@pytest.fixture
def frame():
    return DyadFrame(2000, (np.array([2, 20, 200]),) * 2)


def test_place_among_the_years_pairs(frame):
    values = np.array([5.0, 5.0, 9.0, np.nan, 3.0, 1.0])
    found = context.percentile_by_year(values, frame)
    assert found[:3].tolist() == pytest.approx([1 / 3, 1 / 3, 2.5 / 3])
    assert np.isnan(found[3])
    assert found[4:].tolist() == pytest.approx([0.75, 0.25])


def test_great_circle():
    degree = np.pi * context.EARTH_KM / 180
    found = context.great_circle(
        np.array([0.0, 0, 0]),
        np.array([0.0, 0, 179]),
        np.array([0.0, 90, 0]),
        np.array([1.0, 0, -179]),
    )
    assert found.tolist() == pytest.approx([degree, 90 * degree, 2 * degree])


def test_capability_ratio(frame):
    nmc = pd.DataFrame({"ccode": [2, 20, 200], "year": 2000, "cinc": [0.2, 0.1, 0.0]})
    found = context.compute_capability({"national_capability": nmc}, frame, {})["capability_ratio"]
    assert found[:3].tolist() == pytest.approx([np.log(2), 9, 9])
    assert np.isnan(found[3:]).all()


def test_regimes(frame):
    regimes = pd.DataFrame({"ccode": [2, 20], "year": 2000, "polyarchy": [0.9, 0.4]})
    found = context.compute_regimes({"regimes": regimes}, frame, {})
    assert found["regime_distance"][0] == pytest.approx(0.5)
    assert found["regime_lower"][0] == pytest.approx(0.4)
    assert np.isnan(found["regime_lower"][1:]).all()


def test_the_capital_at_the_end_of_the_year_counts(frame):
    table = pd.DataFrame(
        {
            "ccode": [2, 20, 20],
            "start": ["1900-01-01", "2000-06-01", "1900-01-01"],
            "end": ["2024-12-31", "2024-12-31", "2000-05-31"],
            "lat": [0.0, 0.0, 0.0],
            "lng": [0.0, 2.0, 1.0],
        }
    ).astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})
    found = context.compute_geography({"capitals": table}, frame, {})["capital_distance"]
    degree = np.pi * context.EARTH_KM / 180
    assert found[[0, 3]].tolist() == pytest.approx([2 * degree] * 2)
    assert np.isnan(found[1])


def test_known_distances_and_ratios(history):
    assert history(365, 710, "capital_distance")[2000] == pytest.approx(5790, abs=40)
    assert history(2, 20, "capital_distance")[2000] == pytest.approx(735, abs=20)
    assert history(2, 20, "capability_ratio")[2015] > 1.5
    assert (
        history(365, 710, "capability_ratio")[1955]
        > 0
        > history(365, 710, "capability_ratio")[2015]
    )
    assert np.isnan(history(365, 710, "igo_percentile")[2015])
    assert history(365, 710, "regime_lower")[2020] < 0.2
