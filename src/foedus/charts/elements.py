"""SVG elements as text: tags with escaped attributes, text on a line, straight lines."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from foedus.charts.palette import CONFIG

Point = tuple[float, float]
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TEXT = CONFIG["text"]


def clean(text: str) -> str:
    """`text` without control characters and without marks that reverse the reading direction.

    Examples
    --------
    >>> clean("a\\x1b[31mb")
    'a[31mb'
    """
    return _UNPRINTABLE.sub("", text)


def tag(name: str, **attributes: str | None) -> str:
    """An opening tag with escaped attributes; those that are None are left out."""
    given = "".join(
        f" {_attribute(k)}={quoteattr(v)}" for k, v in attributes.items() if v is not None
    )
    return f"<{name}{given}>"


def _attribute(name: str) -> str:
    return name if name == "viewBox" else name.replace("_", "-")


def shown(value: float) -> str:
    """A number with at most one decimal: a tenth of a pixel is enough."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def text_element(
    x: float,
    y: float,
    text: str,
    *,
    fill: str,
    anchor: str = "left",
    size: float = 0,
    weight: int = 400,
    line_height: float = 0,
) -> str:
    """Text whose first line stands on `y`."""
    lines = clean(text).split("\n")
    body = escape(lines[0]) + "".join(
        f'<tspan x="{shown(x)}" dy="{shown(line_height)}">{escape(line)}</tspan>'
        for line in lines[1:]
    )
    opening = tag(
        "text",
        x=shown(x),
        y=shown(y),
        fill=fill,
        text_anchor={"left": None, "center": "middle", "right": "end"}[anchor],
        font_size=shown(size) if size and size != _TEXT["fontSize"] else None,
        font_weight=str(weight) if weight != 400 else None,
    )
    return f"{opening}{body}</text>"


def line_element(
    start: Point, end: Point, colour: str, width: float, dash: str | None = None
) -> str:
    """A straight line."""
    return (
        tag(
            "path",
            d=path([start, end]),
            stroke=colour,
            stroke_width=shown(width),
            stroke_dasharray=dash,
        )[:-1]
        + "/>"
    )


def path(points: list[Point]) -> str:
    """The points as the `d` of a path."""
    return "M" + "L".join(f"{shown(a)},{shown(b)}" for a, b in points)
