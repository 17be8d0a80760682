"""Slices of votes without a record behind them, and the periods compared."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

pytest.importorskip("numba", reason="ideal points need numba: pip install 'foedus[votes]'")

from foedus.core.errors import FoedusError, YearOutOfRange
from foedus.rollcalls.fast.fit import fast_points
from foedus.rollcalls.fast.simulate import made_up_votes
from foedus.rollcalls.positions.estimates import estimate
from foedus.rollcalls.positions.settings import Settings
from foedus.rollcalls.slices.fan import fan, fan_of
from foedus.rollcalls.slices.sensitivity import sensitivity_fan
from foedus.rollcalls.slices.slice_any import any_slices, ends_of

VOTES = made_up_votes(actors=14, periods=4, items=30, seed=4).votes


def test_ends_are_the_first_and_last_periods_with_votes_enough_of_both():
    few = VOTES.keep((VOTES.actor != 13) | (VOTES.period[VOTES.call] != 3))
    assert ends_of(VOTES, (0, 13), None, None, 0) == (0, 3)
    assert ends_of(few, (0, 13), None, None, 0) == (0, 2)
    assert ends_of(VOTES, (0, 13), 2001, 2002, 2000) == (1, 2)
    with pytest.raises(YearOutOfRange, match="2002 and 2001"):
        ends_of(VOTES, (0, 13), 2002, 2001, 2000)
    with pytest.raises(FoedusError, match="in 1 periods"):
        ends_of(VOTES.keep(VOTES.period[VOTES.call] == 0), (0, 13), None, None, 0)


def test_slices_that_make_no_sense_are_left_out():
    base = estimate(VOTES)
    names = [s.name for s in any_slices(base, (0, 13), (0, 3), str, halves=1, seed=1)]
    assert "repeated items not linked" not in names  # none is repeated
    assert "from 0" not in names  # there is nothing earlier
    assert names[-3:] == ["these two periods alone", "1 and 3", "0 and 2"]
    two = estimate(VOTES.keep(VOTES.period[VOTES.call] < 2))
    assert "these two periods alone" not in [
        s.name for s in any_slices(two, (0, 13), (0, 1), str, halves=1, seed=1)
    ]


def test_slices_side_by_side_give_what_one_after_the_other_gives(monkeypatch):
    base = estimate(VOTES, Settings(orient=(13, 0)))
    slices = any_slices(base, (0, 13), (0, 3), str, halves=2, seed=1)
    many = fan_of(base, 0, 13, (0, 3), slices)
    monkeypatch.setattr("foedus.rollcalls.slices.fan.AT_ONCE", 1)
    assert fan_of(base, 0, 13, (0, 3), slices).frame().equals(many.frame())


def test_the_number_of_threads_changes_nothing():
    found = [fast_points(VOTES, threads=n) for n in (1, 2, None)]
    for other in found[1:]:
        assert np.array_equal(found[0].mean, other.mean)
        assert np.array_equal(found[0].sd, other.sd)
    with pytest.raises(FoedusError, match="0 threads"):
        fast_points(VOTES, threads=0)


def test_the_base_is_the_published_input_as_far_as_it_reaches(data, monkeypatch):
    short = partial(fan, groups=("record",), lead=0)
    monkeypatch.setattr("foedus.rollcalls.slices.sensitivity.fan", short)
    late = sensitivity_fan("China", "RUS", 2021, 2023, data=data)
    assert (late.record, late.names, late.ends) == ("library", ("China", "Russia"), (76, 78))
    assert late.sources == ("voeten_roll_call_issues", "voeten_ideal_points", "undl_ga_votes")
    early = sensitivity_fan("CHN", 365, 2016, data=data)
    assert (early.record, early.ends) == ("published", (71, 74))
    assert "ends with 2019" in early.notes[0]
