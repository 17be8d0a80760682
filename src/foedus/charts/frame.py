"""The plot of a timeline: its range, its margins, and where a year or a value falls in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.assessment.result import Series, Timeline
from foedus.charts.chart import TEXT_SIZE, Size
from foedus.charts.layout import short_number, text_width, ticks, wrapped

LABEL_ROOM: dict[Size, int] = {"wide": 172, "narrow": 100}


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's size in pixels and the data range it shows."""

    width: float
    height: float
    years: tuple[int, int]
    low: float
    high: float
    steps: list[float]

    def down(self, value: float) -> float:
        """Pixels from the top."""
        return self.height * (self.high - value) / (self.high - self.low)

    def value(self, down: float) -> float:
        """The data value at so many pixels from the top."""
        return self.high - down / self.height * (self.high - self.low)

    def across(self, year: float) -> float:
        """Pixels from the left."""
        return self.width * (year - self.years[0]) / max(1, self.years[1] - self.years[0])

    def year(self, across: float) -> float:
        """The year at so many pixels from the left."""
        return self.years[0] + across / self.width * max(1, self.years[1] - self.years[0])


@dataclass(frozen=True, slots=True)
class Margins:
    """Room for the axis at the left and the names at the right, in pixels."""

    left: float
    right: float


def margins(timelines: Sequence[Timeline], size: Size) -> Margins:
    """The margins that suit all timelines, so that their years stand under one another."""
    drawn = [(t, known) for t in timelines if (known := [s for s in t.series if known_series(s)])]
    left = [
        text_width(short_number(step), TEXT_SIZE[size])
        for t, known in drawn
        for step in value_range(t, known)[2]
    ]
    right = [
        text_width(line, TEXT_SIZE[size])
        for _, known in drawn
        for s in known
        for line in name_lines(s, size)
    ]
    return Margins(12 + max(left, default=0), 16 + max(right, default=0))


def name_lines(series: Series, size: Size) -> list[str]:
    """The series' name as it stands at the end of its line."""
    return wrapped(series.label, LABEL_ROOM[size] - 16, TEXT_SIZE[size], lines=4)


def known_series(series: Series) -> bool:
    """Whether the series has any value."""
    return any(v is not None for v in series.values)


def value_range(timeline: Timeline, series: list[Series]) -> tuple[float, float, list[float]]:
    """Axis bounds and ticks; zero is on the axis unless the timeline sets its own range."""
    if timeline.domain:
        low, high = timeline.domain
        steps = [s for s in ticks(low, high) if low - 1e-9 <= s <= high + 1e-9]
        return low, high, steps
    seen = [v for s in series for part in (s.values, s.low, s.high) for v in part if v is not None]
    steps = ticks(min(0.0, *seen), max(0.0, *seen))
    return steps[0], steps[-1], steps
