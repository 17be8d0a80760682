"""Figures as rows of a table: the same cells in HTML, Markdown and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.charts.domains import PREFIX
from foedus.core.finding import Figure, Finding
from foedus.report.sources import SourceNumbers
from foedus.report.words import (
    between,
    direction_text,
    level,
    number,
    rank_text,
    unit_beside,
    year_text,
)

_ROLES = {"first to second": "first", "second to first": "second"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in words; `role` is first, second or joint, for the colour."""

    label: str
    direction: str
    role: str
    value: str
    unit: str
    interval: str
    basis: str
    ranks: tuple[str, ...]
    year: str
    status: str
    note: str
    numbers: tuple[int, ...]


def figure_row(
    figure: Figure,
    names: tuple[str, str],
    asked: int,
    sources: SourceNumbers,
) -> FigureRow:
    """One figure as a row."""
    missing = figure.value is None
    return FigureRow(
        figure.label,
        direction_text(figure.direction, *names),
        _ROLES.get(figure.direction, "joint"),
        "Missing" if figure.value is None else number(figure.value, figure.unit),
        "" if missing else unit_beside(figure.unit),
        _interval(figure),
        figure.interval.basis if figure.interval else "",
        tuple(rank_text(r) for r in figure.ranks),
        year_text(figure, asked),
        figure.status,
        figure.note,
        tuple(sources.of(figure.sources)),
    )


def _interval(figure: Figure) -> str:
    if figure.interval is None or figure.value is None:
        return ""
    return f"{level(figure.interval)} interval {between(figure.interval, figure.unit)}"


def listed(figures: Iterable[Figure]) -> list[Figure]:
    """Figures that belong in a table: the domains' scores have a chart of their own."""
    return [f for f in figures if not f.measure.startswith(PREFIX)]


def lead_figure(finding: Finding) -> Figure | None:
    """The figure whose ranks stand for the criterion: the first ranked one, else the first known.

    The domains' scores are passed over unless one is ranked.
    """
    ranked = next((f for f in finding.figures if f.ranks), None)
    known = next((f for f in listed(finding.figures) if f.value is not None), None)
    return ranked or known


def all_figures(
    criteria_figures: Iterable[Sequence[Figure]],
    measures: Sequence[Figure],
) -> list[Figure]:
    """Every figure once, by measure, label and direction, in the order met."""
    seen: dict[tuple[str, str, str], Figure] = {}
    for group in (*criteria_figures, measures):
        for figure in group:
            seen.setdefault((figure.measure, figure.label, figure.direction), figure)
    return list(seen.values())
