"""The layers of a timeline: lines, intervals, names at the ends, years where history turned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import TEXT_SIZE, WHOLE_AXIS, Size
from foedus.charts.frame import Frame, name_lines
from foedus.charts.layout import rows_apart, spread, text_width, wrapped
from foedus.charts.palette import COMPARISON, LINE, ROLE_COLOURS, SOFT, colour_scale

LINE_HEIGHT = 15.0
_TEXT_COLOURS = ROLE_COLOURS | {"comparison": SOFT}
_PLACE = {
    "x": {"field": "year", "type": "quantitative"},
    "y": {"field": "value", "type": "quantitative"},
}
Row = dict[str, Any]


def _runs(series: Series) -> Iterator[tuple[bool, list[int]]]:
    """Stretches without a gap as (carried, places); a carried stretch starts at the last seen."""
    carried = series.carried or (False,) * len(series.years)
    run: list[int] = []
    state = False
    for i, value in enumerate(series.values):
        gap = bool(run) and series.years[i] - series.years[run[-1]] > 1
        if run and (value is None or gap or carried[i] != state):
            yield state, run
            run = [run[-1]] if value is not None and not gap else []
        if value is not None:
            run.append(i)
            state = carried[i]
    if run:
        yield state, run


def _line_rows(series: list[Series]) -> tuple[list[Row], list[Row]]:
    """Rows of the lines, and of values that stand alone between two gaps."""
    lines: list[Row] = []
    points: list[Row] = []
    for n, s in enumerate(series):
        for r, (carried, places) in enumerate(_runs(s)):
            part = [
                {
                    "year": s.years[i],
                    "value": s.values[i],
                    "role": s.role,
                    "carried": carried,
                    "run": f"{n:02d}.{r:03d}",
                }
                for i in places
            ]
            (lines if len(part) > 1 else points).extend(part)
    return lines, points


def _x(frame: Frame, size: Size) -> dict[str, Any]:
    first, last = frame.years
    gap = (10 if size == "wide" else 20) if last - first > 30 else 5 if last - first > 10 else 2
    values = [y for y in range(first, last + 1) if y % gap == 0 and y <= last - gap // 3]
    axis = {
        "values": [*values, last],
        "format": "d",
        "title": None,
        "ticks": True,
        "tickColor": LINE,
        "tickSize": 4,
    } | WHOLE_AXIS
    scale = {"domain": [first, last], "nice": False, "zero": False}
    return {"field": "year", "type": "quantitative", "axis": axis, "scale": scale}


def _y(timeline: Timeline, frame: Frame, mark_rows: int) -> dict[str, Any]:
    axis = {
        "values": frame.steps,
        "grid": True,
        "title": timeline.unit or None,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleX": 0,
        "titleY": -14.0 - 16.0 * mark_rows,
        "titleBaseline": "bottom",
        "format": ",.3~f",
    } | WHOLE_AXIS
    scale = {"domain": [frame.low, frame.high], "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}


def bands(series: list[Series]) -> Row:
    """The light bands of intervals."""
    rows = [
        {"year": y, "low": low, "high": high, "role": s.role, "series": f"{n:02d}"}
        for n, s in enumerate(series)
        if s.low and s.high
        for y, low, high in zip(s.years, s.low, s.high, strict=True)
        if low is not None and high is not None
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "opacity": 0.16, "line": False},
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "color": colour_scale(),
            "detail": {"field": "series", "type": "nominal"},
        },
    }


def lines_and_points(
    series: list[Series],
    timeline: Timeline,
    frame: Frame,
    size: Size,
    mark_rows: int,
) -> list[Row]:
    """Lines, dashed where carried, and dots for values between two gaps; with the axes."""
    lines, points = _line_rows(series)
    x, y = _x(frame, size), _y(timeline, frame, mark_rows)
    dash = {
        "field": "carried",
        "type": "nominal",
        "legend": None,
        "scale": {"type": "ordinal", "domain": [False, True], "range": [[1, 0], [4, 3]]},
    }
    wide = {
        "field": "role",
        "type": "nominal",
        "legend": None,
        "scale": {"type": "ordinal", "domain": list(ROLE_COLOURS), "range": [2.4, 2.4, 2.4, 1.4]},
    }
    mark: dict[str, Any] = {"type": "line", "strokeJoin": "round"}
    if timeline.steps:
        mark["interpolate"] = "step"
    run = {"field": "run", "type": "nominal"}
    return [
        {
            "data": {"values": lines},
            "mark": mark,
            "encoding": {
                "x": x,
                "y": y,
                "color": colour_scale(),
                "strokeDash": dash,
                "strokeWidth": wide,
                "detail": run,
            },
        },
        {
            "data": {"values": points},
            "mark": {"type": "circle", "size": 26, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour_scale()},
        },
    ]


def end_labels(
    series: list[Series],
    frame: Frame,
    size: Size,
) -> tuple[list[Row], list[Row]]:
    """Names at the lines' ends, kept apart, with a thin leader where one had to move."""
    ends = [max(i for i, v in enumerate(s.values) if v is not None) for s in series]
    texts = [name_lines(s, size) for s in series]
    at = [frame.down(s.values[i] or 0.0) for s, i in zip(series, ends, strict=True)]
    heights = [LINE_HEIGHT * len(t) for t in texts]
    places = spread(at, heights, -6, max(frame.height + 5, sum(heights) - 6))
    labels, leaders = [], []
    for s, i, lines, place, wanted in zip(series, ends, texts, places, at, strict=True):
        middle = place - LINE_HEIGHT * (len(lines) - 1) / 2
        labels.append(
            {
                "year": frame.year(frame.width + 12),
                "value": frame.value(middle),
                "colour": _TEXT_COLOURS[s.role],
                "text": "\n".join(lines),
            }
        )
        if abs(place - wanted) > 4 or s.years[i] < frame.years[1]:
            leaders.append(
                {
                    "year": s.years[i],
                    "value": s.values[i],
                    "dashed": False,
                    "year2": frame.year(frame.width + 10),
                    "value2": frame.value(place),
                }
            )
    return leaders, labels


def turning_years(
    marks: list[tuple[int, str]],
    frame: Frame,
    size: Size,
) -> tuple[list[Row], list[Row], int]:
    """Years where history turned: a dashed hairline and a name above the plot."""
    text_size = TEXT_SIZE[size]
    room = frame.width + 8
    texts = [wrapped(text, room, text_size, lines=1)[0] for _, text in marks]
    widths = [text_width(t, text_size) for t in texts]
    starts = [
        max(0.0, min(frame.across(y) + 4, room - w))
        for (y, _), w in zip(marks, widths, strict=True)
    ]
    rows = rows_apart(starts, widths)
    heads = [frame.value(-10.0 - 16 * row) for row in rows]
    rules = [
        {"year": y, "year2": y, "value": frame.low, "value2": head, "dashed": True}
        for (y, _), head in zip(marks, heads, strict=True)
    ]
    names = [
        {"year": frame.year(start), "value": head, "text": text, "colour": SOFT}
        for start, head, text in zip(starts, heads, texts, strict=True)
    ]
    return rules, names, max(rows, default=-1) + 1


def rules(rows: list[Row]) -> Row:
    """Hairlines from one place to another."""
    dash = {
        "field": "dashed",
        "type": "nominal",
        "legend": None,
        "scale": {"type": "ordinal", "domain": [False, True], "range": [[1, 0], [2, 2]]},
    }
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": COMPARISON, "strokeWidth": 0.8},
        "encoding": _PLACE
        | {"x2": {"field": "year2"}, "y2": {"field": "value2"}, "strokeDash": dash},
    }


def texts(rows: list[Row]) -> Row:
    """Names at their places, each in its own colour."""
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "lineBreak": "\n", "lineHeight": LINE_HEIGHT},
        "encoding": _PLACE | {"text": {"field": "text"}, "fill": colour},
    }
