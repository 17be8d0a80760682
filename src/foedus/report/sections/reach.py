"""How far each source reaches, as bars over the years with the year asked about marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.report.sources import SourceNumbers
from foedus.report.span import page_years
from foedus.report.words import sentence_case

TITLE = "How far each source reaches"


@dataclass(frozen=True, slots=True)
class Bar:
    """A source's years as per cent of the axis."""

    title: str
    number: int
    first: int
    last: int
    left: float
    width: float
    inside: bool
    status: str
    note: str


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """One bar a source, in the order of the coverage."""
    first, last = page_years(assessment)
    span = last + 1 - first
    bars = []
    for r in assessment.coverage:
        left, right = max(r.first, first), min(r.last, last) + 1
        bars.append(
            Bar(
                r.title,
                sources.of([r.source])[0],
                r.first,
                r.last,
                round(100 * (left - first) / span, 2),
                round(max(0.0, 100 * (right - left) / span), 2),
                r.first <= assessment.year <= r.last,
                sentence_case(r.status),
                r.note,
            )
        )
    decades = [
        (y, round(100 * (y - first) / span, 2)) for y in range(first, last + 1) if y % 20 == 0
    ]
    return {
        "bars": bars,
        "asked": assessment.year,
        "decades": decades,
        "first": first,
        "asked_at": round(100 * (assessment.year + 0.5 - first) / span, 2),
    }
