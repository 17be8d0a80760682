"""The chart of a group's votes: lines, gaps, words, and the same drawing as vl-convert's."""

from __future__ import annotations

import numpy as np

from foedus.charts.draw import svg
from foedus.charts.groups import LINES, group_chart, group_timeline
from foedus.charts.render import standalone_spec
from foedus.rollcalls.groups.group_result import COLUMNS, GroupVotes
from foedus.states.resolve import resolve


def made(years=range(2000, 2010), every=1) -> GroupVotes:
    """Figures that rise by a hundredth a year; no bounds in the first."""
    rows = [(y, m, 0.5 + 0.01 * (y - 2000)) for m, _, _ in LINES for y in years]
    n = len(rows)
    value = np.array([v for *_, v in rows])
    low = np.where(np.array([y for y, *_ in rows]) == years[0], np.nan, value - 0.05)
    columns = dict.fromkeys(COLUMNS, np.full(n, 4)) | {
        "from": np.array([y for y, *_ in rows]),
        "to": np.array([y + every - 1 for y, *_ in rows]),
        "issue": np.full(n, "all", object),
        "measure": np.array([m for _, m, _ in rows], object),
        "of": np.full(n, "", object),
        "value": value,
        "low": low,
        "high": low + 0.1,
    }
    states = (resolve("CHN"), resolve("RUS"))
    span = (years[0], years[-1] + every - 1)
    return GroupVotes("A & <B>", states, span, every, ("all",), 0.9, 500, columns, 2024, ())


def test_lines_carry_the_figures_and_missing_bounds_stay_missing() -> None:
    line = group_timeline(made())
    assert [s.label for s in line.series] == [label for _, label, _ in LINES]
    first = line.series[0]
    assert first.years == tuple(range(2000, 2010))
    assert (first.values[3], first.low[3], first.high[3]) == (0.53, 0.48, 0.58)
    assert first.low[0] is None
    assert line.domain == (0.0, 1.0)


def test_drawn_with_its_words_escaped() -> None:
    chart = group_chart(made())
    assert chart is not None
    drawn = svg(chart)
    assert "All alike" in drawn
    assert "<B>" not in drawn
    assert standalone_spec(chart)["title"]["text"].startswith("A & <B>")
    assert chart.table.columns[0] == "year"
    assert len(chart.table.rows) == 10


def test_a_period_stands_at_its_middle_and_none_makes_no_chart() -> None:
    assert group_timeline(made(range(2000, 2010, 5), every=5)).series[0].years == (2002, 2007)
    assert group_chart(made(), issue="nuclear") is None
