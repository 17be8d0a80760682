"""Shares by side: for each code a dot with its interval for each side, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.charts.chart import TEXT_SIZE, WIDTHS, Cell, Chart, DataTable, Padding, Size
from foedus.charts.layout import wrapped
from foedus.charts.palette import COMPARISON, FIRST, INK, LINE, SECOND, SOFT
from foedus.charts.plane import Plane, Row

COLOURS = (FIRST, SECOND, COMPARISON)
_HEAD, _STEP, _GAP, _THEME = 20.0, 13.0, 7.0, 26.0


@dataclass(frozen=True, slots=True)
class SideShare:
    """A share of one side: pieces with the code, of how many, and the bounds (None: not told)."""

    count: int
    of: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code: its theme and name, a share for each side, and a mark where the sides differ."""

    theme: str
    label: str
    shares: tuple[SideShare, ...]
    mark: str = ""


def sides_chart(
    rows: Sequence[CodeRow], sides: Sequence[str], size: Size = "narrow", name: str = "sides"
) -> Chart | None:
    """One block for each code, under the heading of its theme; None without rows.

    Parameters
    ----------
    rows
        In order of drawing; rows of one theme stand together.
    sides
        Names of at most three sides, in the order of each row's shares.
    """
    if not rows:
        return None
    width = WIDTHS[size] - 24
    heads: list[Row] = []
    labels: list[Row] = []
    counts: list[Row] = []
    rails: list[Row] = []
    bounds: list[Row] = []
    dots: list[Row] = []
    at, theme = 0.0, ""
    for row in rows:
        if row.theme != theme:
            theme = row.theme
            heads.append({"x": 0, "y": at + 12, "text": theme, "colour": INK})
            at += _THEME
        text = _counts(row)
        room = width - 9 * len(text) - 12
        label = wrapped(row.label + row.mark, max(room, 90), TEXT_SIZE[size], lines=1)[0]
        labels.append({"x": 0, "y": at + _HEAD / 2, "text": label, "colour": SOFT})
        counts.append({"x": 1, "y": at + _HEAD / 2, "text": text, "colour": SOFT})
        at += _HEAD
        for share, colour in zip(row.shares, COLOURS, strict=False):
            y = at + _STEP / 2
            rails.append({"x": 0, "x2": 1, "y": y, "y2": y, "colour": LINE})
            if share.low is not None and share.high is not None:
                ends = {"x": share.low, "x2": share.high}
                bounds.append({**ends, "y": y, "y2": y, "colour": colour})
                dots.append({"x": share.count / share.of, "y": y, "colour": colour})
            at += _STEP
        at += _GAP
    plane = Plane(width, at, 0.0, 1.0)
    axis = {"values": [0, 0.5, 1], "format": ".0%", "title": None}
    layers = [
        plane.rules(rails),
        plane.rules(bounds, width=2.6),
        plane.points(dots),
        plane.texts(heads, weight=600),
        plane.texts(labels),
        plane.texts(counts, "right"),
    ]
    named = [f"{s} in {c}" for s, c in zip(sides, ("blue", "rust", "grey"), strict=False)]
    return Chart(
        name,
        "What they name, by side",
        f"Share of pieces with 90 % interval: {', '.join(named)}; figures are pieces of pieces read",
        "",
        _alt(rows, sides),
        size,
        plane.view(layers, axis),
        Padding(2, 12, 26, 12),
        sides_table(rows, sides),
    )


def sides_table(rows: Sequence[CodeRow], sides: Sequence[str]) -> DataTable:
    """Theme, code, and for each side pieces with the code, pieces read and the bounds."""
    columns = ["code", "theme"]
    for side in sides:
        columns += [side, f"{side}: read", f"{side}: low", f"{side}: high"]
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = [row.label, row.theme]
        for s in row.shares:
            cells += [s.count, s.of, _rounded(s.low), _rounded(s.high)]
        out.append(tuple(cells))
    return DataTable(tuple(columns), tuple(out))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _counts(row: CodeRow) -> str:
    return "   ".join(f"{s.count}/{s.of}" for s in row.shares)


def _alt(rows: Sequence[CodeRow], sides: Sequence[str]) -> str:
    parts = [
        f"{r.label}: "
        + ", ".join(f"{n} {s.count} of {s.of}" for n, s in zip(sides, r.shares, strict=False))
        for r in rows
    ]
    return f"What experts name, by side. {'; '.join(parts)}."
