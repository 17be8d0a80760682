"""Charts made of rows: data across, fixed places in pixels down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.charts.chart import WHOLE_AXIS
from foedus.charts.palette import INK

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plane:
    """A plot whose x is data between `low` and `high` and whose y is pixels from the top."""

    width: float
    height: float
    low: float
    high: float

    def across(self, value: float) -> float:
        """Pixels from the left."""
        return self.width * (value - self.low) / (self.high - self.low)

    def value(self, across: float) -> float:
        """The data value at so many pixels from the left."""
        return self.low + across / self.width * (self.high - self.low)

    def encoding(self, *, ends: bool = False) -> Row:
        """Position encodings; `ends` adds the second corner (fields `x2`, `y2`)."""
        x = {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [self.low, self.high], "nice": False, "zero": False},
        }
        y = {
            "field": "y",
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [self.height, 0], "nice": False, "zero": False},
        }
        both = {"x": x, "y": y}
        return both | {"x2": {"field": "x2"}, "y2": {"field": "y2"}} if ends else both

    def bars(self, rows: list[Row]) -> Row:
        """Rectangles from (x, y) to (x2, y2) in their own `colour`; `hollow` ones are dashed."""
        return {
            "data": {"values": rows},
            "mark": {"type": "rect", "strokeWidth": 1.2},
            "encoding": self.encoding(ends=True)
            | {
                "fill": _own("colour"),
                "stroke": _own("colour"),
                "fillOpacity": _either("hollow", 1, 0.18),
                "strokeDash": _either("hollow", [1, 0], [3, 2]),
            },
        }

    def rules(self, rows: list[Row], *, width: float = 1) -> Row:
        """Straight lines from (x, y) to (x2, y2) in their own `colour`."""
        return {
            "data": {"values": rows},
            "mark": {"type": "rule", "strokeWidth": width},
            "encoding": self.encoding(ends=True) | {"color": _own("colour")},
        }

    def points(self, rows: list[Row]) -> Row:
        """Dots in their own `colour`."""
        return {
            "data": {"values": rows},
            "mark": {"type": "circle", "size": 90, "opacity": 1},
            "encoding": self.encoding() | {"color": _own("colour")},
        }

    def texts(self, rows: list[Row], align: str = "left", weight: int = 400) -> Row:
        """Texts at (x, y) in their own `colour`."""
        return {
            "data": {"values": [{"colour": INK} | row for row in rows]},
            "mark": {"type": "text", "align": align, "fontWeight": weight},
            "encoding": self.encoding() | {"text": {"field": "text"}, "fill": _own("colour")},
        }

    def view(self, layers: list[Row], axis: Row | None = None) -> Row:
        """The Vega-Lite view with `axis` below it; layers without rows are left out.

        The first layer carries the axis for all; without one every layer says so, as Vega-Lite
        would otherwise add its own.
        """
        kept = [layer for layer in layers if layer["data"]["values"]]
        for place, layer in enumerate(kept):
            if place == 0 or axis is None:
                layer["encoding"]["x"]["axis"] = axis and axis | WHOLE_AXIS
        return {"width": self.width, "height": self.height, "layer": kept}


def _either(field: str, no: Any, yes: Any) -> Row:
    scale = {"type": "ordinal", "domain": [False, True], "range": [no, yes]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}


def _own(field: str) -> Row:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}
