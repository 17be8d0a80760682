"""Documents on a line, drawn one under another or over the years."""

import pytest

from foedus.charts.draw import svg
from foedus.charts.placed import MOST, Dot, dots_chart, years_chart

WORDS = ("Title", "Position", "Source")


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_every_document_is_a_row_with_its_name(size):
    dots = [Dot("1 和平 <b>", -1.0, -1.5, -0.5, True), Dot("2 Мир", 0.2), Dot("3", 1.0, 0.9, 1.1)]
    chart = dots_chart(dots, WORDS, size)
    drawn = svg(chart)
    assert "Мир" in drawn
    assert "<b>" not in drawn
    assert chart.subtitle == "Position. Bare dots: no interval. Rust: given beforehand"
    assert chart.table.rows[1] == ("2 Мир", 0.2, None, None)


def test_of_many_those_at_the_ends_are_drawn():
    dots = [Dot(f"d{k}", float(k), k - 0.5, k + 0.5) for k in range(500)]
    chart = dots_chart(dots, WORDS)
    drawn = svg(chart)
    assert ">d0<" in drawn
    assert ">d499<" in drawn
    assert f"{MOST} of 500 drawn" in chart.subtitle
    assert len(chart.table.rows) == 500


def test_one_document_is_drawn():
    assert "only" in svg(dots_chart([Dot("only", 0.0)], WORDS))


def test_years_are_drawn_for_few_sides_only():
    sides = [Dot(f"S{s} {y}", s + y / 1e4, 0.0, 9.0) for s in range(7) for y in (2000, 2001)]
    assert years_chart(sides, WORDS) is None
    chart = years_chart(sides[:12], WORDS)
    assert chart is not None
    assert chart.table.rows[0][0] == 2000
    assert years_chart(sides[:1], WORDS) is None
    assert years_chart([Dot("no year", 0.0, 0.0, 1.0)], WORDS) is None
