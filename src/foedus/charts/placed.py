"""Documents on a line: a dot with its interval for each, one under the other, or over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.elements import clean
from foedus.charts.layout import short_number, text_width, ticks, wrapped
from foedus.charts.palette import FIRST, INK, LINE, SECOND, SOFT
from foedus.charts.plane import Plane, Row

MOST = 40
"""Dots drawn one under another; of more, so many evenly by rank, both ends among them."""
_STEP, _GAP, _AXIS = 21.0, 14.0, 24.0
_NAMES: dict[Size, float] = {"wide": 360.0, "narrow": 132.0}


@dataclass(frozen=True, slots=True)
class Dot:
    """A position with its bounds (None: not told), and whether it was given beforehand."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    given: bool = False


def dots_chart(dots: Sequence[Dot], words: tuple[str, str, str], size: Size = "wide") -> Chart:
    """One row for each, in the order given.

    Parameters
    ----------
    dots
        One or more.
    words
        Title, subtitle and source line.
    size
        ``wide`` or ``narrow``.
    """
    drawn = _some(dots)
    width = WIDTHS[size] - 24.0
    named = [wrapped(clean(d.name), _NAMES[size], TEXT_SIZE[size], lines=1)[0] for d in drawn]
    left = max(text_width(name, TEXT_SIZE[size]) for name in named) + _GAP
    known = [v for d in drawn for v in (d.value, d.low, d.high) if v is not None]
    air = 0.04 * (max(known) - min(known)) or 1.0
    low, high = min(known) - air, max(known) + air
    steps = [step for step in ticks(low, high, 4 if size == "narrow" else 7) if low <= step <= high]

    def x(value: float) -> float:
        return left + (width - left) * (value - low) / (high - low)

    bottom = len(drawn) * _STEP
    plane = Plane(width, bottom + _AXIS, 0.0, width)
    rows: dict[str, list[Row]] = {k: [] for k in ("bounds", "dots", "names")}
    for k, (dot, name) in enumerate(zip(drawn, named, strict=True)):
        y, colour = (k + 0.5) * _STEP, SECOND if dot.given else FIRST
        rows["names"].append({"x": left - _GAP, "y": y, "text": name, "colour": INK})
        if dot.low is not None and dot.high is not None:
            ends = {"x": x(dot.low), "x2": x(dot.high)}
            rows["bounds"].append({**ends, "y": y, "y2": y, "colour": colour})
        rows["dots"].append({"x": x(dot.value), "y": y, "colour": colour})
    grid = [{"x": x(s), "x2": x(s), "y": 0, "y2": bottom, "colour": LINE} for s in steps]
    axis = [{"x": x(s), "y": bottom + 14, "text": short_number(s), "colour": SOFT} for s in steps]
    layers = [
        plane.rules(grid),
        plane.rules(rows["bounds"], width=2.6),
        plane.points(rows["dots"]),
        plane.texts(rows["names"], "right"),
        plane.texts(axis, "center"),
    ]
    title, subtitle, source = words
    if len(drawn) < len(dots):
        subtitle += f". {len(drawn)} of {len(dots):,} drawn, evenly by rank"
    if any(d.low is None for d in drawn):
        subtitle += ". Bare dots: no interval"
    if any(d.given for d in drawn):
        subtitle += ". Rust: given beforehand"
    return Chart(
        f"placed-{size}",
        title,
        subtitle,
        source,
        f"{title}. Lowest: {dots[0].name}, {short_number(round(dots[0].value, 2))}; "
        f"highest: {dots[-1].name}, {short_number(round(dots[-1].value, 2))}.",
        size,
        plane.view(layers),
        Padding(4, 12, 4, 12),
        placed_table(dots),
    )


def years_chart(
    dots: Sequence[Dot], words: tuple[str, str, str], size: Size = "wide"
) -> Chart | None:
    """Lines with bands over the years of one to six sides; None where that cannot be drawn.

    Parameters
    ----------
    dots
        Named by side and year, as ``RUS 1994``; those without bounds are left out.
    words, size
        As for `dots_chart`.
    """
    from foedus.charts.position_lines import Line
    from foedus.charts.state_lines import MOST as SIDES
    from foedus.charts.state_lines import STYLES, lines_chart

    own: dict[str, dict[int, Dot]] = {}
    for dot in dots:
        side, _, year = dot.name.rpartition(" ")
        if not year.isdigit():
            return None
        if dot.low is not None and dot.high is not None:
            own.setdefault(clean(side), {})[int(year)] = dot
    if not 1 <= len(own) <= SIDES or min(map(len, own.values())) < 2:
        return None
    lines = []
    for (side, years), (colour, dashed) in zip(sorted(own.items()), STYLES, strict=False):
        at = tuple(sorted(years))
        figures = (
            tuple(v for y in at if (v := getattr(years[y], name)) is not None)
            for name in ("value", "low", "high")
        )
        lines.append(Line(side, colour, dashed, at, *figures))
    return lines_chart(lines, "position", words, size, "placed", from_zero=False)


def placed_table(dots: Sequence[Dot]) -> DataTable:
    """Name, position and bounds of all."""
    return DataTable(
        ("name", "position", "low", "high"), tuple((d.name, d.value, d.low, d.high) for d in dots)
    )


def _some(dots: Sequence[Dot]) -> list[Dot]:
    if len(dots) <= MOST:
        return list(dots)
    places = np.unique(np.linspace(0, len(dots) - 1, MOST).round().astype(int))
    return [dots[k] for k in places.tolist()]
