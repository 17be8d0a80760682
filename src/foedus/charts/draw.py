"""Draws a chart's Vega-Lite view as SVG, in milliseconds and without a JavaScript engine.

vl-convert draws the same specifications, but its engine needs close to a second to start and a
second more for the charts of a page; a page may take two seconds in all. So pages are drawn here,
from the very specifications, and a test holds both drawings against each other point by point.
"""

from __future__ import annotations

from foedus.charts.chart import Chart
from foedus.charts.elements import clean, line_element, shown, tag, text_element
from foedus.charts.layout import short_number
from foedus.charts.marks import MARKS
from foedus.charts.palette import CONFIG, FONT
from foedus.charts.scene import Linear, Row, position

_AXIS = CONFIG["axis"]
_TEXT = CONFIG["text"]
_FORMATS = {"d": ".0f", ".1f": ".1f"}


def svg(chart: Chart) -> str:
    """The chart as an SVG element with a text alternative, ready to stand in a page.

    Raises
    ------
    ValueError
        When the view uses more of Vega-Lite than `foedus.charts.scene` reads.
    """
    view, pad = chart.view, chart.padding
    x, x_axis = position(view, "x", (0.0, float(view["width"])))
    y, y_axis = position(view, "y", (float(view["height"]), 0.0))
    parts = [*_y_axis(y_axis, y, view), *_x_axis(x_axis, x, view)]
    for layer in view["layer"]:
        parts += MARKS[layer["mark"]["type"]](layer, x, y)
    opening = tag(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {shown(chart.width)} {shown(chart.height)}",
        width=shown(chart.width),
        height=shown(chart.height),
        role="img",
        aria_label=clean(chart.alt),
        font_family=FONT,
        font_size=shown(_TEXT["fontSize"]),
        fill="none",
    )
    body = "".join(parts)
    return f'{opening}<g transform="translate({shown(pad.left)},{shown(pad.top)})">{body}</g></svg>'


def _label(axis: Row, value: float) -> str:
    kind = axis.get("format", "")
    return f"{value:{_FORMATS[kind]}}" if kind in _FORMATS else short_number(value)


def _x_axis(axis: Row | None, scale: Linear, view: Row) -> list[str]:
    if not axis:
        return []
    size, height = _AXIS["labelFontSize"], float(view["height"])
    tick = float(axis.get("tickSize", 0)) if axis.get("ticks") else 0.0
    down = height + tick + _AXIS["labelPadding"] + 0.79 * size
    parts = []
    for value in axis["values"]:
        at = scale(value)
        if tick:
            parts.append(line_element((at, height), (at, height + tick), str(axis["tickColor"]), 1))
        parts.append(
            text_element(at, down, _label(axis, value), fill=_AXIS["labelColor"], anchor="center")
        )
    return parts


def _y_axis(axis: Row | None, scale: Linear, view: Row) -> list[str]:
    if not axis:
        return []
    size, parts = _AXIS["labelFontSize"], []
    for value in axis["values"]:
        at = scale(value)
        if axis.get("grid"):
            parts.append(line_element((0, at), (float(view["width"]), at), _AXIS["gridColor"], 1))
        parts.append(
            text_element(
                -_AXIS["labelPadding"],
                at + 0.3 * size,
                _label(axis, value),
                fill=_AXIS["labelColor"],
                anchor="right",
            )
        )
    if axis.get("title"):
        parts.append(
            text_element(
                axis["titleX"],
                axis["titleY"] - 0.21 * size,
                axis["title"],
                fill=_AXIS["titleColor"],
            )
        )
    return parts
