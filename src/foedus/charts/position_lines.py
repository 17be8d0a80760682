"""Lines with bands over the years, their axes, and names at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from foedus.charts.chart import TEXT_SIZE, WHOLE_AXIS, Size
from foedus.charts.frame import LABEL_ROOM, Frame
from foedus.charts.layout import spread, wrapped
from foedus.charts.palette import COMPARISON, LINE, SOFT
from foedus.charts.timeline_layers import LINE_HEIGHT

Row = dict[str, Any]
_LONGEST_GAP = 2
"""A line goes on over one missing period, such as session 19, in which hardly anybody voted."""


@dataclass(frozen=True)
class Line:
    """Name, periods, means and bounds of one line."""

    name: str
    colour: str
    dashed: bool
    at: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """First and last place of stretches without a long gap."""
    breaks = [k for k, (a, b) in enumerate(pairwise(line.at), 1) if b - a > _LONGEST_GAP]
    yield from pairwise([0, *breaks, len(line.at)])


def bands(lines: Sequence[Line]) -> Row:
    """Intervals as areas in the colours of their lines."""
    values = [
        {
            "year": line.at[k],
            "low": line.low[k],
            "high": line.high[k],
            "colour": line.colour,
            "run": f"{n:02d}.{a:03d}",
        }
        for n, line in enumerate(lines)
        for a, b in _runs(line)
        for k in range(a, b)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "area", "opacity": 0.16, "line": False},
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "color": _own("colour"),
            "detail": {"field": "run", "type": "nominal"},
        },
    }


def curves(lines: Sequence[Line], unit: str, frame: Frame, size: Size) -> list[Row]:
    """Lines, and dots for what stands alone between two gaps; with the axes."""
    drawn: list[Row] = []
    alone: list[Row] = []
    for n, line in enumerate(lines):
        for a, b in _runs(line):
            part = [
                {
                    "year": line.at[k],
                    "value": line.mean[k],
                    "colour": line.colour,
                    "dash": [6, 3] if line.dashed else [1, 0],
                    "run": f"{n:02d}.{a:03d}",
                }
                for k in range(a, b)
            ]
            (drawn if len(part) > 1 else alone).extend(part)
    place = {"x": _x(frame, size), "y": _y(unit, frame)}
    return [
        {
            "data": {"values": drawn},
            "mark": {"type": "line", "strokeJoin": "round"},
            "encoding": place
            | {
                "color": _own("colour"),
                "strokeDash": _own("dash"),
                "strokeWidth": {"value": 2.2},
                "detail": {"field": "run", "type": "nominal"},
            },
        },
        {
            "data": {"values": alone},
            "mark": {"type": "circle", "size": 26, "opacity": 1},
            "encoding": place | {"color": _own("colour")},
        },
    ]


def _own(field: str) -> Row:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _x(frame: Frame, size: Size) -> Row:
    first, last = frame.years
    gap = (10 if size == "wide" else 20) if last - first > 30 else 5 if last - first > 10 else 2
    values = [y for y in range(first, last + 1) if y % gap == 0 and y <= last - gap // 3]
    axis = {
        "values": [*values, last] if last != first else [first],
        "format": "d",
        "title": None,
        "ticks": True,
        "tickColor": LINE,
        "tickSize": 4,
    } | WHOLE_AXIS
    # One period alone needs a scale with some width.
    domain = [first, last] if last > first else [first - 1, first + 1]
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": "year", "type": "quantitative", "axis": axis, "scale": scale}


def _y(unit: str, frame: Frame) -> Row:
    axis = {
        "values": frame.steps,
        "grid": True,
        "title": unit,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleX": 0,
        "titleY": -12.0,
        "titleBaseline": "bottom",
        "format": ",.3~f",
    } | WHOLE_AXIS
    scale = {"domain": [frame.low, frame.high], "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}


def labels(lines: Sequence[Line], frame: Frame, size: Size) -> tuple[list[Row], list[Row]]:
    """Thin leaders, and names at the lines' ends, kept apart."""
    names = [name_lines(line.name, size) for line in lines]
    wanted = [frame.down(line.mean[-1]) for line in lines]
    heights = [LINE_HEIGHT * len(n) for n in names]
    places = spread(wanted, heights, -6, max(frame.height + 5, sum(heights) - 6))
    leaders, ends = [], []
    for line, name, place, aim in zip(lines, names, places, wanted, strict=True):
        ends.append(
            {
                "year": frame.year(frame.width + 12),
                "value": frame.value(place - LINE_HEIGHT * (len(name) - 1) / 2),
                "colour": SOFT if line.colour == COMPARISON else line.colour,
                "text": "\n".join(name),
            }
        )
        if abs(place - aim) > 4 or line.at[-1] < frame.years[1]:
            leaders.append(
                {
                    "year": line.at[-1],
                    "value": line.mean[-1],
                    "dashed": False,
                    "year2": frame.year(frame.width + 10),
                    "value2": frame.value(place),
                }
            )
    return leaders, ends


def name_lines(name: str, size: Size) -> list[str]:
    """A name as it stands at the end of its line."""
    return wrapped(name, LABEL_ROOM[size] - 16, TEXT_SIZE[size], lines=3)
