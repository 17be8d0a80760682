"""Figures of states over the years as lines with bands: rates of words, gaps, shares."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Cell, Chart, DataTable, Padding, Size
from foedus.charts.frame import Frame
from foedus.charts.layout import short_number, text_width, ticks
from foedus.charts.palette import COMPARISON, FIRST, INK, SECOND
from foedus.charts.position_lines import Line, bands, curves, labels, name_lines
from foedus.charts.timeline_layers import rules, texts

STYLES = (
    (FIRST, False),
    (SECOND, False),
    (INK, False),
    (COMPARISON, False),
    (FIRST, True),
    (SECOND, True),
)
"""Colour and whether dashed, in the order of the states."""
MOST = len(STYLES)
_HEIGHT: dict[Size, int] = {"wide": 260, "narrow": 230}
_TOP, _BOTTOM = 31.0, 26.0


def lines_chart(
    lines: Sequence[Line],
    unit: str,
    words: tuple[str, str, str],
    size: Size,
    name: str,
    *,
    span: tuple[int, int] | None = None,
    from_zero: bool = True,
) -> Chart:
    """Draw lines with their bands.

    Parameters
    ----------
    lines
        One to six; their figures are all known.
    unit
        Above the axis.
    words
        Title, subtitle with measure and unit, source line.
    size
        ``wide`` or ``narrow``.
    name
        Identifier of the chart.
    span
        First and last year of the axis; those of the lines where None.
    from_zero
        Whether the axis holds zero.
    """
    every = [at for line in lines for at in line.at]
    years = span or (min(every), max(every))
    right = 16 + max(
        text_width(part, TEXT_SIZE[size]) for line in lines for part in name_lines(line.name, size)
    )
    ends = [v for line in lines for v in (*line.low, *line.high, *line.mean)]
    low, high = min(ends), max(ends)
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    air = 0.04 * (high - low) or 1.0
    low, high = (low if low == 0 else low - air), high + air
    steps = [step for step in ticks(low, high, 5) if low <= step <= high]
    left = 12 + max(text_width(short_number(step), TEXT_SIZE[size]) for step in steps)
    frame = Frame(WIDTHS[size] - left - right, _HEIGHT[size], years, low, high, steps)
    leaders, ends_named = labels(lines, frame, size)
    layers = [
        rules(leaders),
        bands(lines),
        *curves(lines, unit, frame, size),
        texts(ends_named),
    ]
    kept = [layer for layer in layers if layer["data"]["values"]]
    title, subtitle, source = words
    return Chart(
        f"{name}-{size}",
        title,
        subtitle,
        source,
        f"{title}. {_told(lines)}.",
        size,
        {"width": frame.width, "height": frame.height, "layer": kept},
        Padding(_TOP, right, _BOTTOM, left),
        lines_table(lines),
    )


def lines_table(lines: Sequence[Line]) -> DataTable:
    """Year by line, with bounds."""
    columns = ["year"]
    parts: list[dict[int, float]] = []
    for line in lines:
        for word, values in (("", line.mean), (": low", line.low), (": high", line.high)):
            columns.append(f"{line.name}{word}")
            parts.append(dict(zip(line.at, values, strict=True)))
    every = sorted({at for line in lines for at in line.at})
    rows: list[tuple[Cell, ...]] = [(at, *(part.get(at) for part in parts)) for at in every]
    return DataTable(tuple(columns), tuple(rows))


def _told(lines: Sequence[Line]) -> str:
    return "; ".join(
        f"{line.name}: {short_number(round(line.mean[0], 2))} in {line.at[0]}, "
        f"{short_number(round(line.mean[-1], 2))} in {line.at[-1]}"
        for line in lines
    )
