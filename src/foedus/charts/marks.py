"""Each Vega-Lite mark that the charts use, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from foedus.charts.elements import Point, line_element, path, shown, tag, text_element
from foedus.charts.palette import CONFIG
from foedus.charts.scene import Linear, Row, channel_value

_TEXT = CONFIG["text"]


def _dash(pattern: list[float] | None) -> str | None:
    return None if not pattern or pattern[-1] == 0 else " ".join(shown(p) for p in pattern)


def _rules(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e, mark = layer["encoding"], layer["mark"]
    for row in layer["data"]["values"]:
        yield line_element(
            (x(row[e["x"]["field"]]), y(row[e["y"]["field"]])),
            (x(row[e["x2"]["field"]]), y(row[e["y2"]["field"]])),
            channel_value(e.get("color"), row, mark.get("color")),
            mark["strokeWidth"],
            _dash(channel_value(e.get("strokeDash"), row)),
        )


def _rects(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e, mark = layer["encoding"], layer["mark"]
    for row in layer["data"]["values"]:
        xs = sorted((x(row[e["x"]["field"]]), x(row[e["x2"]["field"]])))
        ys = sorted((y(row[e["y"]["field"]]), y(row[e["y2"]["field"]])))
        opacity = channel_value(e.get("fillOpacity"), row, 1)
        yield (
            tag(
                "rect",
                x=shown(xs[0]),
                y=shown(ys[0]),
                width=shown(xs[1] - xs[0]),
                height=shown(ys[1] - ys[0]),
                fill=channel_value(e["fill"], row),
                stroke=channel_value(e["stroke"], row),
                fill_opacity=f"{opacity:g}" if opacity != 1 else None,
                stroke_width=shown(mark["strokeWidth"]),
                stroke_dasharray=_dash(channel_value(e.get("strokeDash"), row)),
            )[:-1]
            + "/>"
        )


def _circles(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e, radius = layer["encoding"], math.sqrt(layer["mark"]["size"] / math.pi)
    for row in layer["data"]["values"]:
        yield (
            tag(
                "circle",
                cx=shown(x(row[e["x"]["field"]])),
                cy=shown(y(row[e["y"]["field"]])),
                r=shown(radius),
                fill=channel_value(e["color"], row),
            )[:-1]
            + "/>"
        )


def _texts(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e, mark = layer["encoding"], layer["mark"]
    for row in layer["data"]["values"]:
        yield text_element(
            x(row[e["x"]["field"]]),
            y(row[e["y"]["field"]]) + 0.3 * _TEXT["fontSize"],
            str(row[e["text"]["field"]]),
            fill=channel_value(e["fill"], row),
            anchor=mark.get("align", "left"),
            weight=mark.get("fontWeight", 400),
            line_height=mark.get("lineHeight", 0),
        )


def _groups(layer: Row) -> dict[str, list[Row]]:
    """Rows by their `detail` field, in the order first met."""
    found: dict[str, list[Row]] = {}
    for row in layer["data"]["values"]:
        found.setdefault(row[layer["encoding"]["detail"]["field"]], []).append(row)
    return found


def _lines(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e, mark = layer["encoding"], layer["mark"]
    for rows in _groups(layer).values():
        points = [(x(r[e["x"]["field"]]), y(r[e["y"]["field"]])) for r in rows]
        if mark.get("interpolate") == "step":
            points = _stepped(points)
        yield (
            tag(
                "path",
                d=path(points),
                stroke=channel_value(e["color"], rows[0]),
                stroke_width=shown(channel_value(e["strokeWidth"], rows[0])),
                stroke_linejoin=mark["strokeJoin"],
                stroke_dasharray=_dash(channel_value(e["strokeDash"], rows[0])),
            )[:-1]
            + "/>"
        )


def _areas(layer: Row, x: Linear, y: Linear) -> Iterable[str]:
    e = layer["encoding"]
    for rows in _groups(layer).values():
        upper = [(x(r[e["x"]["field"]]), y(r[e["y2"]["field"]])) for r in rows]
        lower = [(x(r[e["x"]["field"]]), y(r[e["y"]["field"]])) for r in reversed(rows)]
        yield (
            tag(
                "path",
                d=path([*upper, *lower]) + "Z",
                fill=channel_value(e["color"], rows[0]),
                fill_opacity=f"{layer['mark']['opacity']:g}",
            )[:-1]
            + "/>"
        )


def _stepped(points: list[Point]) -> list[Point]:
    """Corners of a line that changes level half-way between two points."""
    corners = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 != y1:
            corners += [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)]
    return [*corners, points[-1]]


MARKS = {
    "rule": _rules,
    "rect": _rects,
    "circle": _circles,
    "text": _texts,
    "line": _lines,
    "area": _areas,
}
