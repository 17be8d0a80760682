"""Where states stand over the years, with intervals; for two of them also how far apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.charts.chart import (
    TEXT_SIZE,
    WIDTHS,
    Cell,
    Chart,
    DataTable,
    Padding,
    Size,
)
from foedus.charts.frame import Frame
from foedus.charts.layout import short_number, text_width, ticks, wrapped
from foedus.charts.palette import COMPARISON, CONFIG, FIRST, INK, PAPER, SECOND, SOFT
from foedus.charts.position_lines import Line, bands, curves, labels, name_lines
from foedus.charts.render import SCHEMA
from foedus.charts.timeline_layers import rules, texts

if TYPE_CHECKING:
    from foedus.rollcalls.positions.ideal_points import IdealPoints

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
_TOP, _BOTTOM = 31.0, 26.0


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
        for part in name_lines(line.name, size)
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
    leaders, names = labels(lines, frame, size)
    layers = [
        rules(leaders),
        bands(lines),
        *curves(lines, unit, frame, size),
        texts(names),
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
