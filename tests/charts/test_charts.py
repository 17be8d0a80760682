"""What each chart says: lanes, bars, places, labels, tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.made_up_findings import domains

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import WIDTHS, DataTable
from foedus.charts.domains import domains_chart, domains_table
from foedus.charts.frame import margins
from foedus.charts.history import history_chart, spells
from foedus.charts.layout import rows_apart, spread, text_width, ticks, wrapped
from foedus.charts.memberships import memberships_chart, memberships_table
from foedus.charts.ranks import ranks_chart
from foedus.charts.timeline import timeline_chart, timeline_table
from foedus.core.finding import Figure

YEARS = (1946, 2025)
PAIR = ("China", "Russia")


def layer(chart, mark):
    return next(x for x in chart.view["layer"] if x["mark"]["type"] == mark)["data"]["values"]


def line(values, carried=(), role="joint", start=2000):
    years = tuple(range(start, start + len(values)))
    series = Series("A–B", role, years, tuple(values), tuple(carried))
    return Timeline("x", "X", "measure", "unit", "source", (series,))


def test_gaps_break_the_line_and_lone_values_become_points():
    chart = timeline_chart(line([1.0, 2.0, None, 3.0, None, 4.0, 5.0]), "wide", YEARS)
    runs = {row["run"] for row in layer(chart, "line")}
    assert len(runs) == 2
    assert [row["year"] for row in layer(chart, "circle")] == [2003]
    assert all(row["value"] is not None for row in layer(chart, "line"))


def test_carried_years_are_dashed_and_start_at_the_last_seen_value():
    chart = timeline_chart(line([1.0, 2.0, 2.0, 2.0], [False, False, True, True]), "wide", YEARS)
    rows = layer(chart, "line")
    assert [r["year"] for r in rows if not r["carried"]] == [2000, 2001]
    assert [r["year"] for r in rows if r["carried"]] == [2001, 2002, 2003]


def test_the_axis_shows_zero_unless_the_timeline_sets_its_range():
    chart = timeline_chart(line([5.0, 6.0]), "wide", YEARS)
    domain = layer_encoding(chart)["y"]["scale"]["domain"]
    assert domain[0] == 0
    assert domain[1] >= 6
    fixed = timeline_chart(replace(line([5.0, 6.0]), domain=(4, 8)), "wide", YEARS)
    assert layer_encoding(fixed)["y"]["scale"]["domain"] == [4, 8]


def layer_encoding(chart):
    return next(x for x in chart.view["layer"] if x["mark"]["type"] == "line")["encoding"]


def test_a_timeline_without_values_is_not_drawn():
    assert timeline_chart(line([None, None]), "wide", YEARS) is None
    assert timeline_chart(replace(line([]), series=()), "narrow", YEARS) is None


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_charts_keep_to_their_width_and_share_margins(made_up, size):
    room = margins(made_up.timelines(), size)
    drawn = [timeline_chart(t, size, YEARS, room=room) for t in made_up.timelines()]
    drawn = [chart for chart in drawn if chart]
    assert {round(c.width) for c in drawn} == {WIDTHS[size]}
    assert len({(c.padding.left, c.padding.right) for c in drawn}) == 1


def test_labels_at_the_ends_do_not_touch(made_up):
    same = [
        Series(f"Pair {i}", "comparison", (2000, 2001), (1.0, 1.0 + i / 1000)) for i in range(5)
    ]
    chart = timeline_chart(replace(line([1.0, 1.0]), series=tuple(same)), "wide", YEARS)
    scale = layer_encoding(chart)["y"]["scale"]["domain"]
    pixels = sorted(
        chart.view["height"] * (scale[1] - row["value"]) / (scale[1] - scale[0])
        for row in layer(chart, "text")
    )
    assert min(b - a for a, b in pairwise(pixels)) >= 14.9


def test_timeline_table_carries_flags_and_bounds(made_up):
    votes, _, arms, *_ = made_up.timelines()
    assert "China–Russia: low" in timeline_table(votes).columns
    table = timeline_table(arms)
    at = table.columns.index("China to Russia: carried")
    flags = {row[0]: row[at] for row in table.rows}
    assert (flags[2021], flags[2022]) == ("no", "yes")


def test_history_joins_years_and_shows_findings_in_lanes_of_their_own(made_up):
    found = spells(made_up.history())
    assert [(s.kind, s.years) for s in found][:3] == [
        ("not assessable", "1946–1947"),
        ("no alignment", "1948–1949"),
        ("defence alliance", "1950–1960"),
    ]
    chart = history_chart(made_up.history(), "wide", YEARS)
    names = {row["text"] for row in layer_texts(chart)}
    assert {"Rivalry", "Dead letter", "Not assessable"} <= names
    assert "Dependency" not in names
    assert history_chart((), "wide", YEARS) is None


def layer_texts(chart):
    return [
        row
        for x in chart.view["layer"]
        if x["mark"]["type"] == "text"
        for row in x["data"]["values"]
    ]


def test_memberships_come_highest_first(made_up):
    table = memberships_table(made_up.verdict())
    scores = [row[1] for row in table.rows]
    assert scores == sorted(scores, reverse=True)
    assert table.rows[0][0] == "strategic partnership"
    assert memberships_chart(replace(made_up.verdict(), memberships={})) is None


def test_missing_domains_are_named_not_drawn_as_zero(made_up):
    chart = domains_chart(domains(), PAIR)
    bars = [row for row in layer(chart, "rect") if row["x2"] > row["x"]]
    assert sum(1 for row in layer_texts(chart) if row["text"] == "not assessable") == 1
    assert sum(1 for row in bars if row["hollow"]) == 2
    assert {row["text"] for row in layer_texts(chart)} >= {"China to Russia", "Russia to China"}
    missing = [row for row in domains_table(domains(), PAIR).rows if row[2] is None]
    assert [row[:2] for row in missing] == [("financial", "China to Russia")]
    assert domains_chart([Figure("arms", "Arms", 1.0)], PAIR) is None


def test_ranks_place_the_highest_at_the_right(made_up):
    figures = made_up.figures()
    chart = ranks_chart([figures["arms_ba"], figures["kappa"]], PAIR)
    assert [round(row["x"], 3) for row in layer(chart, "circle")] == [0.985, 0.831, 0.803]
    assert "Russia to China" in chart.alt
    assert ranks_chart([figures["obligation"]], PAIR) is None


def test_csv_reads_back_and_formulas_are_quoted_off():
    table = DataTable(("year", "=cmd()"), ((1950, 0.5), (1951, None), ("@x", -1.0)))
    rows = list(csv.reader(io.StringIO(table.csv())))
    assert rows == [["year", "'=cmd()"], ["1950", "0.5"], ["1951", ""], ["'@x", "-1.0"]]


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(5, 40)), max_size=8))
def test_spread_labels_never_overlap_and_keep_their_order(labels):
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    places = spread(wanted, heights, 0, 400)
    order = sorted(range(len(labels)), key=lambda i: (wanted[i], i))
    for a, b in pairwise(order):
        assert places[b] - places[a] >= (heights[a] + heights[b]) / 2 - 1e-6
    assert all(p - h / 2 >= -1e-6 for p, h in zip(places, heights, strict=True))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_ticks_enclose_the_range_evenly(a, b):
    low, high = min(a, b), max(a, b)
    found = ticks(low, high)
    assert 2 <= len(found) <= 8
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert found[0] <= low + slack
    assert found[-1] >= high - slack


@given(st.text(max_size=60), st.integers(30, 200), st.integers(1, 4))
def test_wrapped_lines_are_few_and_lose_nothing_silently(text, width, lines):
    found = wrapped(text, width, 13, lines)
    assert 1 <= len(found) <= lines
    if not any("…" in line for line in found):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_texts_in_one_row_do_not_touch():
    starts, widths = [0, 5, 60, 66], [50, 50, 50, 50]
    rows = rows_apart(starts, widths)
    assert rows == [0, 1, 0, 1]
    assert text_width("中国", 10) == 20
