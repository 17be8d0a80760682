"""One dimension over the years: the pair's lines, the comparison pairs, intervals, marks."""

from __future__ import annotations

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import WIDTHS, Chart, DataTable, Padding, Size
from foedus.charts.frame import Frame, Margins, known_series, margins, value_range
from foedus.charts.layout import short_number
from foedus.charts.timeline_layers import (
    bands,
    end_labels,
    lines_and_points,
    rules,
    texts,
    turning_years,
)

HEIGHT: dict[Size, int] = {"wide": 210, "narrow": 190}
_BOTTOM = 26.0
_ORDER = ("comparison", "joint", "second", "first")


def timeline_chart(
    timeline: Timeline,
    size: Size,
    years: tuple[int, int],
    *,
    asked: int | None = None,
    name: str = "",
    room: Margins | None = None,
) -> Chart | None:
    """Draw a timeline, or None when no series has a value.

    Parameters
    ----------
    timeline
        Series by role with carried flags and bounds.
    size
        ``wide`` or ``narrow``.
    years
        First and last year of the axis, the same for all timelines of a page.
    asked
        The year asked about, marked when it is not the last.
    name
        Identifier of the chart; made from the dimension when empty.
    room
        Margins shared with other charts; this chart's own when None.
    """
    series = sorted(
        (s for s in timeline.series if known_series(s)), key=lambda s: _ORDER.index(s.role)
    )
    if not series:
        return None
    marks = [(y, text) for y, text in timeline.marks if years[0] <= y <= years[1]]
    if asked is not None and years[0] < asked < years[1]:
        marks.append((asked, f"{asked}: year asked"))
    low, high, steps = value_range(timeline, series)
    room = room or margins([timeline], size)
    frame = Frame(WIDTHS[size] - room.left - room.right, HEIGHT[size], years, low, high, steps)
    mark_rules, mark_texts, mark_rows = turning_years(marks, frame, size)
    leaders, labels = end_labels(series, frame, size)
    top = 31.0 + 16.0 * mark_rows
    layers = [
        rules([*mark_rules, *leaders]),
        bands(series),
        *lines_and_points(series, timeline, frame, size, mark_rows),
        texts([*labels, *mark_texts]),
    ]
    kept = [layer for layer in layers if layer["data"]["values"]]
    view = {"width": frame.width, "height": frame.height, "layer": kept}
    return Chart(
        name or f"timeline-{_slug(timeline.dimension)}-{size}",
        timeline.title,
        timeline.subtitle,
        timeline.source_line,
        _alt(timeline, series),
        size,
        view,
        Padding(top, room.right, _BOTTOM, room.left),
        timeline_table(timeline),
    )


def timeline_table(timeline: Timeline) -> DataTable:
    """Year by series, carried figures marked in a column of their own where there are any."""
    years = sorted({y for s in timeline.series for y in s.years})
    columns, parts = ["year"], []
    for s in timeline.series:
        columns.append(s.label)
        parts.append(dict(zip(s.years, s.values, strict=True)))
        if any(s.carried):
            columns.append(f"{s.label}: carried")
            flags = zip(s.years, s.values, s.carried, strict=True)
            parts.append(
                {
                    y: ("yes" if c else "no") if v is not None else None  # type: ignore[misc]
                    for y, v, c in flags
                }
            )
        for word, bound in (("low", s.low), ("high", s.high)):
            if bound:
                columns.append(f"{s.label}: {word}")
                parts.append(dict(zip(s.years, bound, strict=True)))
    rows = tuple((y, *(part.get(y) for part in parts)) for y in years)
    return DataTable(tuple(columns), rows)


def _alt(timeline: Timeline, series: list[Series]) -> str:
    parts = []
    for s in series:
        places = [i for i, v in enumerate(s.values) if v is not None]
        a, b = places[0], places[-1]
        parts.append(
            f"{s.label}: {short_number(s.values[a] or 0)} in {s.years[a]}, "
            f"{short_number(s.values[b] or 0)} in {s.years[b]}"
        )
    return f"{timeline.title}. {'; '.join(reversed(parts))}."


def _slug(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower()).strip("-")
