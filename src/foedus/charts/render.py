"""Charts as SVG for a page, and as standalone Vega-Lite, SVG and PNG for other uses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from foedus.charts.chart import Chart
from foedus.charts.draw import svg
from foedus.charts.palette import CONFIG, INK, PAPER, SOFT

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONTS = Path(__file__).parent / "fonts"


def svgs(charts: Iterable[Chart]) -> dict[str, str]:
    """SVG elements by chart name, ready to stand in a page.

    Raises
    ------
    ValueError
        When two charts have the same name.
    """
    found: dict[str, str] = {}
    for chart in charts:
        if chart.name in found:
            raise ValueError(f"two charts named {chart.name!r}")
        found[chart.name] = svg(chart)
    return found


def plain_spec(chart: Chart) -> dict[str, Any]:
    """The chart's view as a complete Vega-Lite specification, without words around it."""
    return {"$schema": SCHEMA, **chart.view, "config": CONFIG}


def standalone_spec(chart: Chart, frame: Literal["group", "bounds"] = "group") -> dict[str, Any]:
    """The chart with title, subtitle and source, for use outside a page.

    Parameters
    ----------
    frame
        Whether the title begins at the plot, or at the left of all that is drawn.
    """
    under = [text for text in (chart.subtitle, chart.source_line) if text]
    title = {
        "text": chart.title,
        "subtitle": under,
        "anchor": "start",
        "frame": frame,
        "color": INK,
        "subtitleColor": SOFT,
        "offset": chart.padding.top,
        "fontSize": 17,
        "subtitleFontSize": 13,
    }
    config = CONFIG | {"background": PAPER}
    return {"$schema": SCHEMA, "title": title, "padding": 16, **chart.view, "config": config}


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as a PNG with its title, by vl-convert (about a second for the first)."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    image: bytes = vl_convert.vegalite_to_png(standalone_spec(chart), scale=scale)
    return image
