import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.core.errors import YearOutOfRange
from foedus.states.system import members, pairs_in
from foedus.states.table import systems


@pytest.mark.parametrize(
    ("year", "n"), [(1816, 23), (1900, 42), (1946, 66), (1990, 165), (2016, 195), (2025, 195)]
)
def test_sizes(year, n):
    assert abs(len(members(year)) - n) <= (0 if year in (1816, 2016, 2025) else 3)


def test_members_by_year():
    assert {260, 265, 255, 678, 679, 680}.issubset(members(1990).tolist())
    assert {740, 260, 265}.isdisjoint(members(1950).tolist())
    assert members(2020).tolist() == members(2016).tolist()
    assert members(2000).dtype == np.int16
    with pytest.raises(ValueError, match="read-only"):
        members(2000)[0] = 1


@pytest.mark.parametrize("year", [1815, 2026, 0, -44])
def test_years_out_of_range(year):
    with pytest.raises(YearOutOfRange, match="1816 to 2025"):
        members(year)


@given(st.integers(1816, 2025))
def test_members_and_pairs_agree_with_the_states(year):
    listed = members(year)
    expected = sorted(c for c, s in systems().states.items() if s.member_in(year))
    assert listed.tolist() == expected
    n = len(listed)
    one, both = pairs_in(year), pairs_in(year, directed=True)
    assert one.shape == (n * (n - 1) // 2, 2)
    assert both.shape == (n * (n - 1), 2)
    assert (one[:, 0] < one[:, 1]).all()
    assert (both[:, 0] != both[:, 1]).all()
    assert np.array_equal(np.unique(both, axis=0), both)


def test_members_match_the_cow_list_by_year(data):
    import pandas as pd

    cow = pd.read_csv(data / "peacesciencer/cow_states.csv.gz")
    for year in range(1816, 2017):
        there = cow[(cow.styear <= year) & (cow.endyear >= year)]
        assert members(year).tolist() == sorted(there.ccode.unique())
