"""The continuous score beside the type."""

from __future__ import annotations

import foedus


def test_the_score_has_an_interval_and_its_year():
    found = foedus.assess("CHN", "RUS", 2018, draws=20)
    figure = next(f for f in found.measures if f.measure == "ties")
    assert figure.status == "observed"
    assert figure.interval.low < figure.value < figure.interval.high


def test_beyond_coverage_the_last_score_is_carried_with_its_year():
    found = foedus.assess("CHN", "RUS", 2025, draws=20)
    figure = next(f for f in found.measures if f.measure == "ties")
    assert figure.status == "carried"
    assert figure.data_year <= 2021


def test_the_line_is_joint_and_banded_and_stops_where_treaties_are_unknown():
    line = foedus.assess("CHN", "RUS", 2025, draws=20).timelines[0]
    own = line.series[0]
    assert (line.dimension, own.role) == ("ties", "joint")
    at = dict(zip(own.years, own.values, strict=True))
    low = dict(zip(own.years, own.low, strict=True))
    assert at[2018] is not None
    assert at[2025] is None
    assert low[2025] is not None
