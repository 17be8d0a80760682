"""The frame of all dyad-years: numbering, sides, lags."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dyads.frame import DyadFrame

years_of_members = st.lists(
    st.lists(st.integers(2, 999), unique=True, max_size=9).map(sorted), min_size=1, max_size=6
)
frames = st.builds(
    lambda first, members: DyadFrame(first, tuple(np.array(m, np.int16) for m in members)),
    st.integers(1946, 2020),
    years_of_members,
)


@given(frames)
def test_rows_and_keys_are_a_bijection(frame):
    row = frame.rows(frame.ccode1, frame.ccode2, frame.year)
    assert row.tolist() == list(range(len(frame)))
    assert (frame.ccode1 < frame.ccode2).all()
    keys = set(zip(frame.ccode1.tolist(), frame.ccode2.tolist(), frame.year.tolist(), strict=True))
    assert len(keys) == len(frame)


@given(frames)
def test_every_pair_of_members_has_a_row(frame):
    expected = [
        (int(a), int(b), frame.first + t)
        for t, members in enumerate(frame.members)
        for k, a in enumerate(members)
        for b in members[k + 1 :]
    ]
    found = zip(frame.ccode1.tolist(), frame.ccode2.tolist(), frame.year.tolist(), strict=True)
    assert list(found) == expected  # and in this order: year, smaller code, larger code


@given(frames)
def test_order_of_the_two_states_does_not_matter(frame):
    there = frame.rows(frame.ccode1, frame.ccode2, frame.year)
    back = frame.rows(frame.ccode2, frame.ccode1, frame.year)
    assert (there == back).all()


@given(frames, st.integers(-5, 1200), st.integers(-5, 1200), st.integers(1900, 2100))
def test_what_is_not_in_the_frame_has_no_row(frame, a, b, year):
    t = year - frame.first
    members = set(frame.members[t].tolist()) if 0 <= t < len(frame.members) else set()
    (row,) = frame.rows([a], [b], [year])
    if a in members and b in members and a != b:
        assert (frame.ccode1[row], frame.ccode2[row]) == (min(a, b), max(a, b))
        assert frame.year[row] == year
    else:
        assert row == -1


@given(frames)
def test_span_holds_the_rows_of_its_year(frame):
    for year in range(frame.first, frame.last + 1):
        assert (frame.year[frame.span(year)] == year).all()
    assert sum(len(frame.year[frame.span(y)]) for y in range(frame.first, frame.last + 1)) == len(
        frame
    )


@given(frames, st.randoms())
def test_directed_values_keep_their_sides(frame, random):
    rows = list(range(len(frame)))
    random.shuffle(rows)  # the order of a table's rows must not matter
    one, two, year = frame.ccode1[rows], frame.ccode2[rows], frame.year[rows]
    value = one * 1000.0 + two
    there = frame.directed(one, two, year, value)
    assert (there[:, 0] == frame.ccode1 * 1000.0 + frame.ccode2).all()
    assert np.isnan(there[:, 1]).all()
    back = frame.directed(two, one, year, value)
    assert np.isnan(back[:, 0]).all()
    assert (back[:, 1] == there[:, 0]).all()


@given(frames)
def test_undirected_values_are_joined_whatever_their_order(frame):
    one = np.concatenate([frame.ccode1, frame.ccode2])
    two = np.concatenate([frame.ccode2, frame.ccode1])
    year = np.concatenate([frame.year, frame.year])
    value = np.concatenate([np.full(len(frame), 2.0), np.full(len(frame), 3.0)])
    assert (frame.undirected(one, two, year, value, np.add, 0.0) == 5).all()
    assert (frame.undirected(one, two, year, value) == 3).all()


@given(frames, st.integers(1, 4))
def test_shift_is_the_same_pair_some_years_ago(frame, years):
    values = frame.ccode1 * 1e6 + frame.ccode2 * 1e3 + (frame.year - frame.first)
    back = frame.shift(values, years)
    before = frame.rows(frame.ccode1, frame.ccode2, frame.year - years)
    assert np.isnan(back[before < 0]).all()
    assert (back[before >= 0] == values[before >= 0] - years).all()


@given(frames, st.integers(1, 4))
def test_window_starts_with_this_year(frame, years):
    values = np.stack([frame.year, frame.ccode1], axis=1).astype(float)
    window = frame.window(values, years)
    assert window.shape == (years, len(frame), 2)
    assert (window[0] == values).all()
    for k in range(1, years):
        known = np.isfinite(window[k, :, 0])
        assert (window[k, known, 0] == frame.year[known] - k).all()
        assert (window[k, known, 1] == frame.ccode1[known]).all()


@given(frames)
def test_state_series_lie_beside_both_states(frame):
    code = np.concatenate(frame.members) if frame.members else np.array([], int)
    year = np.repeat(np.arange(frame.first, frame.last + 1), [len(m) for m in frame.members])
    both = frame.states(code, year, code * 10.0)
    assert (both[:, 0] == frame.ccode1 * 10).all()
    assert (both[:, 1] == frame.ccode2 * 10).all()


def test_a_code_no_state_has_is_left_out():
    frame = DyadFrame(2000, (np.array([2, 999]),))
    both = frame.states([-1, 2, 5000], [2000, 2000, 2000], [7.0, 1.0, 7.0])
    assert both[0, 0] == 1
    assert np.isnan(both[0, 1])


def test_a_year_outside_is_left_out():
    frame = DyadFrame(2000, (np.array([2, 200]),))
    assert np.isnan(frame.states([2, 200], [1999, 2001], [1.0, 1.0])).all()
    assert frame.rows([2], [200], [1999]).tolist() == [-1]


@pytest.fixture(scope="module")
def world():
    return DyadFrame.between(1946, 2025)


def test_the_state_system_as_it_was(world):
    def there(a, b, years):
        return [y for y in years if world.rows([a], [b], [y])[0] >= 0]

    assert there(2, 740, range(1946, 1960))[0] == 1952  # Japan was outside the system
    assert there(2, 260, range(1946, 2000)) == list(range(1955, 1991))  # West Germany
    assert there(2, 255, range(1946, 2000))[0] == 1990
    assert there(2, 265, range(1946, 2000)) == list(range(1954, 1991))
    assert there(2, 710, range(1949, 1951)) == [1949, 1950]
    assert len(world) == sum(len(m) * (len(m) - 1) // 2 for m in world.members)
