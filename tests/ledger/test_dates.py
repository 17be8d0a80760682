"""Dates as precise as their source."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ledger.dates import PartialDate, out_of_order


@st.composite
def partial_dates(draw) -> PartialDate:
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(0, 12))
    last = calendar.monthrange(year, month)[1] if month else 0
    return PartialDate(year, month, draw(st.integers(0, last)))


@given(partial_dates())
def test_a_date_is_read_as_it_is_written(d: PartialDate) -> None:
    assert PartialDate.parse(str(d)) == d
    assert len(str(d)) == (4 if not d.month else 7 if not d.day else 10)


@given(partial_dates())
def test_a_date_spans_what_it_leaves_open(d: PartialDate) -> None:
    days = (d.last - d.first).days + 1
    assert days == (
        1 if d.day else calendar.monthrange(d.year, d.month)[1] if d.month
        else 366 if calendar.isleap(d.year) else 365
    )  # fmt: skip


@given(partial_dates(), partial_dates())
def test_dates_are_ordered_by_their_first_day(one: PartialDate, two: PartialDate) -> None:
    if one.first < two.first:
        assert one < two
    assert not (out_of_order(one, two) and out_of_order(two, one))
    assert not out_of_order(one, one)


@given(st.text(max_size=12))
def test_other_text_is_refused(text: str) -> None:
    try:
        read = PartialDate.parse(text)
    except ValueError:
        return
    assert str(read) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-1", "2014-13", "2014-00", "2014-02-30", "2014-04-00", "0000", "2014/10",
     "2014-10-13T08:00", "２０１４"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [("2014-10-13", "2014", False), ("2014", "2013-12-31", True), ("2014-10", "2014-09-30", True),
     ("2014-10-13", "2014-10", False), ("2014-10-13", "2014-10-12", True)],
)  # fmt: skip
def test_only_an_end_that_lies_before_every_start_is_out_of_order(start, end, wrong) -> None:
    assert out_of_order(PartialDate.parse(start), PartialDate.parse(end)) is wrong


def test_days_of_the_calendar() -> None:
    assert PartialDate.parse("2016-02").last == date(2016, 2, 29)
    assert PartialDate.parse("1900-02").last == date(1900, 2, 28)
