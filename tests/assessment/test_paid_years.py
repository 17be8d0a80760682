"""Which years a case file shows that one side pays."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.assessment.gather_record import record_of
from foedus.assessment.paid import pays
from foedus.assessment.paid_years import paid_in
from foedus.ledger.case_file import all_cases
from foedus.states.resolve import resolve

CASES = {"-".join(c.pair): tuple(resolve(s) for s in c.pair) for c in all_cases()}


def test_a_pair_without_a_case_file_shows_nothing() -> None:
    assert paid_in((70, 40), np.array([1980, 2025])).tolist() == [0, 0]


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_the_record_of_the_year_says(name) -> None:
    one, two = CASES[name]
    years = np.array([2003, 2012, 2025])
    shown = paid_in((one.ccode, two.ccode), years)
    for year, grade in zip(years.tolist(), shown, strict=True):
        record = record_of(one, two, year, baselines=False)
        assert bool(grade) is any(pays(r) is True for r in record.responses), year


def test_the_order_of_the_two_states_does_not_matter() -> None:
    years = np.arange(1990, 2026)
    np.testing.assert_array_equal(paid_in((2, 666), years), paid_in((666, 2), years))
    assert paid_in((2, 666), years).max() == 1
