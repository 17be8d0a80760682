"""Colours and type of every chart, as a Vega-Lite config."""

from __future__ import annotations

from typing import Any

INK = "#1b1f24"
PAPER = "#fbfaf7"
SOFT = "#56606a"
LINE = "#d9dee3"
FIRST = "#0b6e8f"
SECOND = "#b5542a"
COMPARISON = "#8b959e"
FONT = "Foedus Sans, Foedus Han, 'Source Sans 3', Noto Sans SC, system-ui, sans-serif"

ROLE_COLOURS = {"joint": INK, "first": FIRST, "second": SECOND, "comparison": COMPARISON}
"""Blue and rust differ in lightness as well as hue: safe for colour-blind readers."""

DIRECTION_ROLES = {"both": "joint", "first to second": "first", "second to first": "second"}
"""Which colour a figure's direction takes."""

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "gridColor": LINE,
        "labelColor": SOFT,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelPadding": 6,
    },
    "text": {"color": INK, "fontSize": 13, "baseline": "middle", "align": "left"},
}


def colour_scale(field: str = "role") -> dict[str, Any]:
    """The encoding that colours by role, without a legend: lines carry their labels."""
    scale = {"domain": list(ROLE_COLOURS), "range": list(ROLE_COLOURS.values())}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}
