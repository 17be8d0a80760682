"""Both directions side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.report.figures import FigureRow, all_figures, figure_row, listed
from foedus.report.sources import SourceNumbers

TITLE = "Both directions"


@dataclass(frozen=True, slots=True)
class Directed:
    """A measure with what the first does for the second, and the reverse."""

    label: str
    first: FigureRow | None
    second: FigureRow | None
    numbers: tuple[int, ...]


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """One row a directed measure."""
    first, second = (actor.name for actor in assessment.pair)
    figures = all_figures([f.figures for f in assessment.criteria], assessment.measures)
    found: dict[tuple[str, str], dict[str, FigureRow]] = {}
    for figure in listed(figures):
        row = figure_row(figure, (first, second), assessment.year, sources)
        if row.role != "joint":
            found.setdefault((figure.measure, figure.label), {})[row.role] = row
    rows = [
        Directed(
            label,
            sides.get("first"),
            sides.get("second"),
            tuple(sorted({n for side in sides.values() for n in side.numbers})),
        )
        for (_, label), sides in found.items()
    ]
    return {"rows": rows, "first": first, "second": second}
