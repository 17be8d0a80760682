"""A fan of slices: for each a dot and its interval, against what all votes say."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.layout import ticks, wrapped
from foedus.charts.palette import COMPARISON, FIRST, INK, LINE, SECOND, SOFT
from foedus.charts.plane import Plane
from foedus.charts.plane import Row as Mark
from foedus.rollcalls.slices.slice_fan import Fan
from foedus.rollcalls.slices.slice_kinds import HEADS
from foedus.rollcalls.slices.slice_rows import Interval, Row, Verdict

Shown = Literal["change", "standing"]
COLOURS: dict[Verdict, str] = {
    "holds": FIRST,
    "holds, not settled": COMPARISON,
    "turned, not settled": COMPARISON,
    "turned": SECOND,
    "not assessable": SOFT,
}
"""Blue, grey and rust differ in lightness, and the word stands beside each row."""
_NAMES: dict[Size, float] = {"wide": 290.0, "narrow": 0.0}
_WORDS: dict[Size, float] = {"wide": 150.0, "narrow": 0.0}
_STEP: dict[Size, float] = {"wide": 22.0, "narrow": 40.0}
_HEAD = 28.0


@dataclass(frozen=True)
class _What:
    """What is drawn of each slice."""

    title: str
    subtitle: str
    value: Callable[[Row], Interval]
    judged: Callable[[Row], Verdict]
    at: float
    scale: float
    limits: tuple[float, float] | None


def _what(fan: Fan, shown: Shown) -> _What:
    one, two = fan.names
    first, last = (fan.label(p) for p in fan.ends)
    if shown == "change":
        return _What(
            f"{one} and {two}: change of their distance from {first} to {last}",
            "In standard deviations of all positions of the year; left of 0 they came nearer; "
            "lines hold 90 %",
            lambda row: row.change,
            fan.on_change,
            0.0,
            1.0,
            None,
        )
    return _What(
        f"{one} and {two}: how many other pairs were further apart in {last}",
        f"Per cent of all other pairs; the line stands at {100 * fan.than:.0f} %; lines hold 90 %",
        lambda row: row.further_last,
        fan.on_last,
        100 * fan.than,
        100.0,
        (0.0, 100.0),
    )


def slices_chart(fan: Fan, shown: Shown = "change", size: Size = "wide") -> Chart:
    """Draw one figure of every slice.

    Parameters
    ----------
    fan
        Of `foedus.rollcalls.slices.fan`.
    shown
        The change of the distance, or the share of other pairs further apart at the end.
    """
    what = _what(fan, shown)
    values = {id(row): [what.scale * v for v in what.value(row)] for row in fan.rows}
    known = [v for row in fan.rows if not row.reason for v in values[id(row)]]
    steps = ticks(*what.limits) if what.limits else ticks(min(known), max(known), about=6)
    height, places = _places(fan, size)
    width = WIDTHS[size] - _NAMES[size] - _WORDS[size] - 24
    plane = Plane(width, height, steps[0], steps[-1])
    heads: list[Mark] = []
    names: list[Mark] = []
    words: list[Mark] = []
    lines: list[Mark] = []
    dots: list[Mark] = []
    left = plane.value(-_NAMES[size])
    for row, (head, y) in zip(fan.rows, places, strict=True):
        verdict = what.judged(row)
        if head is not None:
            heads.append({"x": left, "y": head, "text": HEADS[row.slice.group]})
        room = _NAMES[size] - 14 if size == "wide" else width
        text = wrapped(row.slice.name, room, TEXT_SIZE[size], lines=1)[0]
        up = 0.0 if size == "wide" else 17.0
        colour = SOFT if row.reason else INK
        names.append({"x": left, "y": y - up, "text": text, "colour": colour})
        word = "base" if row is fan.base else _word(verdict, size)
        at = plane.value(width + 14) if size == "wide" else plane.high
        words.append({"x": at, "y": y - up, "text": word, "colour": SOFT})
        if row.reason:
            continue
        mean, low, high = (min(max(v, plane.low), plane.high) for v in values[id(row)])
        shade = INK if row is fan.base else COLOURS[verdict]
        lines.append({"x": low, "x2": high, "y": y, "y2": y, "colour": shade})
        dots.append({"x": mean, "y": y, "colour": shade})
    down = {"y": 0.0, "y2": height}
    _, low, high = values[id(fan.base)]
    rules = [{"x": s, "x2": s, "colour": LINE} | down for s in steps]
    layers = [
        plane.rules(rules),
        plane.bars([{"x": low, "x2": high, "colour": "#e8ecef", "hollow": False} | down]),
        plane.rules([{"x": what.at, "x2": what.at, "colour": SOFT} | down], width=1.4),
        plane.rules(lines, width=2.6),
        plane.points(dots),
        plane.texts(heads, weight=600),
        plane.texts(names),
        plane.texts(words, "left" if size == "wide" else "right"),
    ]
    axis = {"values": steps, "title": None, "format": ",.3~f"}
    return Chart(
        f"slices-{shown}-{size}",
        what.title,
        what.subtitle if size == "wide" else f"{what.subtitle}; ?: not settled",
        f"Source: recorded votes, {fan.title}. Estimated by foedus.",
        f"{what.title}. {fan.sentence()}",
        size,
        plane.view(layers, axis),
        Padding(8, _WORDS[size] + 12, 26, _NAMES[size] + 12),
        slices_table(fan),
    )


def _word(verdict: Verdict, size: Size) -> str:
    """The verdict; on a phone a question mark for what is not settled."""
    return verdict if size == "wide" else verdict.replace(", not settled", "?")


def _places(fan: Fan, size: Size) -> tuple[float, list[tuple[float | None, float]]]:
    """Height of the plot, and for each row where its heading (if any) and its line stand."""
    at, group = 0.0, ""
    found: list[tuple[float | None, float]] = []
    for row in fan.rows:
        head = None
        if row.slice.group != group:
            group, head = row.slice.group, at + _HEAD / 2
            at += _HEAD
        found.append((head, at + _STEP[size] - 11))
        at += _STEP[size]
    return at + 4, found


def slices_table(fan: Fan) -> DataTable:
    """The figures of each slice; None where it could not be assessed."""
    columns = (
        "slice", "change", "low", "high", "direction", "further apart (%)", "low (%)", "high (%)",
        "standing",
    )  # fmt: skip
    rows = tuple(
        (
            row.slice.name,
            *(_cell(v, 3) for v in row.change),
            fan.on_change(row),
            *(_cell(100 * v, 1) for v in row.further_last),
            fan.on_last(row),
        )
        for row in fan.rows
    )
    return DataTable(columns, rows)


def _cell(value: float, digits: int) -> float | None:
    return None if math.isnan(value) else round(value, digits)
