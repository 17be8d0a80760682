"""Where states stand over the years, with intervals; for two of them also how far apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.charts.chart import (
    TEXT_SIZE,
    WHOLE_AXIS,
    WIDTHS,
    Cell,
    Chart,
    DataTable,
    Padding,
    Size,
)
from foedus.charts.frame import LABEL_ROOM, Frame
from foedus.charts.layout import short_number, spread, text_width, ticks, wrapped
from foedus.charts.palette import COMPARISON, CONFIG, FIRST, INK, LINE, PAPER, SECOND, SOFT
from foedus.charts.render import SCHEMA
from foedus.charts.timeline_layers import LINE_HEIGHT, rules, texts

if TYPE_CHECKING:
    from foedus.rollcalls.positions.ideal_points import IdealPoints

Row = dict[str, Any]
STYLES = (
    (FIRST, False),
    (SECOND, False),
    (INK, False),
    (COMPARISON, False),
    (FIRST, True),
    (SECOND, True),
)
"""Colour and whether dashed: colours that differ in lightness too, then the first two again."""
HEIGHTS: dict[Size, tuple[int, int]] = {"wide": (300, 150), "narrow": (240, 140)}
"""Of the panel of positions, and of that of the distance."""
_TOP, _BOTTOM, _LONGEST_GAP = 31.0, 26.0, 2
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


def position_charts(found: IdealPoints, size: Size = "wide") -> list[Chart]:
    """A panel of positions for each dimension, and for two states one of their distance.

    Parameters
    ----------
    found
        Estimates with one to six states or actors named.
    size
        ``wide`` or ``narrow``.

    Returns
    -------
    list of Chart
        All with the same width and years. Periods with few items are not drawn.
    """
    dims = found.mean.shape[1]
    panels = [
        (f"position{f', dimension {k + 1}' if dims > 1 else ''}", list(_positions(found, k)))
        for k in range(dims)
    ]
    if len(found.named) == 2:
        panels.append(("distance", [_distance(found)]))
    panels = [(unit, [line for line in lines if line.at]) for unit, lines in panels]
    panels = [(unit, lines) for unit, lines in panels if lines]
    every = [at for _, lines in panels for line in lines for at in line.at]
    span = (min(every), max(every))
    right = 16 + max(
        text_width(part, TEXT_SIZE[size])
        for _, lines in panels
        for line in lines
        for part in _name_lines(line.name, size)
    )
    return [_panel(found, unit, lines, span, right, size) for unit, lines in panels]


def position_spec(found: IdealPoints, size: Size = "wide") -> dict[str, Any]:
    """The panels below one another, with title, subtitle and source: a Vega-Lite specification."""
    charts = position_charts(found, size)
    room = WIDTHS[size]
    under = [
        line
        for text in (charts[0].subtitle, charts[0].source_line)
        for line in wrapped(text, room, TEXT_SIZE[size], lines=6)
    ]
    title = {
        "text": wrapped(charts[0].title, room, 17, lines=3),
        "subtitle": under,
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "subtitleColor": SOFT,
        "offset": 8,
        "fontSize": 17,
        "subtitleFontSize": 13,
        "subtitlePadding": 6,
    }
    config = CONFIG | {"background": PAPER, "concat": {"spacing": 18}}
    views = [chart.view for chart in charts]
    return {"$schema": SCHEMA, "title": title, "padding": 16, "vconcat": views, "config": config}


def _drawn(found: IdealPoints, periods: Any) -> Any:
    settled = np.isin(periods, found.chosen.settled)
    return settled if settled.any() else np.ones(len(periods), bool)


def _year(found: IdealPoints, period: int) -> int:
    year = found.chosen.year(int(period))
    return int(period) if year is None else year


def _positions(found: IdealPoints, k: int) -> Iterator[Line]:
    from foedus.rollcalls.positions.positions_of import label

    for name, (colour, dashed) in zip(found.named, STYLES, strict=False):
        rows = found.rows(name)
        rows = rows[_drawn(found, found.period[rows])]
        last = rows[-1]
        title = label(found.chosen, found.actors[found.actor[last]], int(found.period[last]))
        figures = (tuple(x[rows, k].round(4).tolist()) for x in (found.mean, found.low, found.high))
        at = tuple(_year(found, p) for p in found.period[rows])
        yield Line(title, colour, dashed, at, *figures)


def _distance(found: IdealPoints) -> Line:
    apart = found.distance(*found.named)
    apart = apart[_drawn(found, apart["period"])]
    figures = (tuple(apart[c].round(4).tolist()) for c in ("mean", "low", "high"))
    return Line("Distance", INK, False, tuple(_year(found, p) for p in apart["period"]), *figures)


def _panel(
    found: IdealPoints,
    unit: str,
    lines: Sequence[Line],
    span: tuple[int, int],
    right: float,
    size: Size,
) -> Chart:
    apart = unit == "distance"
    ends = [v for line in lines for v in (*line.low, *line.high)]
    low, high = _range(0.0 if apart else min(ends), max(ends), apart)
    # More steps than needed, for the outermost lie outside.
    steps = [step for step in ticks(low, high, 4 if apart else 6) if low <= step <= high]
    left = 12 + max(text_width(short_number(step), TEXT_SIZE[size]) for step in steps)
    # The same room at the left in both panels keeps their years under one another.
    left = max(left, 12 + text_width("−2.5", TEXT_SIZE[size]))
    height = HEIGHTS[size][apart]
    frame = Frame(WIDTHS[size] - left - right, height, span, low, high, steps)
    leaders, labels = _labels(lines, frame, size)
    layers = [
        rules(leaders),
        _bands(lines),
        *_curves(found, lines, unit, frame, size),
        texts(labels),
    ]
    kept = [layer for layer in layers if layer["data"]["values"]]
    return Chart(
        f"{unit.replace(', ', '-').replace(' ', '-')}-{size}",
        f"{_who(found)}: ideal points, {found.chosen.title}",
        f"Positions estimated from divided votes, mode {found.settings.mode}; bands hold 90 %. "
        "Mean 0, standard deviation 1 over all positions of this run",
        _source(found),
        _alt(unit, lines),
        size,
        {"width": frame.width, "height": frame.height, "layer": kept},
        Padding(_TOP, right, _BOTTOM, left),
        _table(lines),
    )


def _who(found: IdealPoints) -> str:
    """Names of few, number of many."""
    names = [line.name for line in _positions(found, 0)]
    if len(names) > 3:
        return f"{len(names)} {'states' if found.chosen.states else 'actors'}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _range(low: float, high: float, from_zero: bool) -> tuple[float, float]:
    """Ends of the axis: what is drawn and a little air, zero without."""
    air = 0.04 * (high - low) or 1.0
    return low if from_zero else low - air, high + air


def _source(found: IdealPoints) -> str:
    producers = {
        "library": "UN Digital Library",
        "council": "UN Digital Library",
        "published": "Voeten, as published in April 2020",
    }
    origin = producers.get(found.chosen.record, found.chosen.title)
    return f"Source: votes, {origin}. Estimated by foedus."


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """First and last place of stretches without a long gap."""
    breaks = [k for k, (a, b) in enumerate(pairwise(line.at), 1) if b - a > _LONGEST_GAP]
    yield from pairwise([0, *breaks, len(line.at)])


def _bands(lines: Sequence[Line]) -> Row:
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


def _curves(
    found: IdealPoints, lines: Sequence[Line], unit: str, frame: Frame, size: Size
) -> list[Row]:
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
    place = {"x": _x(found, frame, size), "y": _y(unit, frame)}
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


def _x(found: IdealPoints, frame: Frame, size: Size) -> Row:
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


def _labels(lines: Sequence[Line], frame: Frame, size: Size) -> tuple[list[Row], list[Row]]:
    """Thin leaders, and names at the lines' ends, kept apart."""
    names = [_name_lines(line.name, size) for line in lines]
    wanted = [frame.down(line.mean[-1]) for line in lines]
    heights = [LINE_HEIGHT * len(n) for n in names]
    places = spread(wanted, heights, -6, max(frame.height + 5, sum(heights) - 6))
    leaders, labels = [], []
    for line, name, place, aim in zip(lines, names, places, wanted, strict=True):
        labels.append(
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
    return leaders, labels


def _name_lines(name: str, size: Size) -> list[str]:
    return wrapped(name, LABEL_ROOM[size] - 16, TEXT_SIZE[size], lines=3)


def _table(lines: Sequence[Line]) -> DataTable:
    columns = ["year"]
    parts: list[dict[int, float]] = []
    for line in lines:
        for word, values in (("", line.mean), (": low", line.low), (": high", line.high)):
            columns.append(f"{line.name}{word}")
            parts.append(dict(zip(line.at, values, strict=True)))
    every = sorted({at for line in lines for at in line.at})
    rows: list[tuple[Cell, ...]] = [(at, *(part.get(at) for part in parts)) for at in every]
    return DataTable(tuple(columns), tuple(rows))


def _alt(unit: str, lines: Sequence[Line]) -> str:
    parts = [
        f"{line.name}: {short_number(round(line.mean[0], 2))} in {line.at[0]}, "
        f"{short_number(round(line.mean[-1], 2))} in {line.at[-1]}"
        for line in lines
    ]
    return f"{unit.capitalize()} over the years. {'; '.join(parts)}."
