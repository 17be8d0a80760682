"""The thresholds in the file are what the documented search finds on the calibration cases."""

from __future__ import annotations

from benchmarks.verdict import cases
from benchmarks.verdict.leave_one_out import fitted_on

from foedus.assessment import calibration
from foedus.assessment.thresholds import ramps, thresholds


def test_the_search_moves_nothing_in_the_file():
    _, pool = fitted_on()
    found, score = calibration.calibrate(pool, thresholds())
    assert found == thresholds()
    assert score == float(calibration.scores(pool, ramps()))


def test_china_and_russia_are_never_among_the_cases():
    lines = cases.for_calibration(cases.load())
    assert len(lines) > 100
    assert not [x for x in lines if set(x.pair) == {365, 710}]
