"""For each criterion the sentence, the figures and a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.charts.domains import domains_chart
from foedus.charts.ranks import ranks_chart
from foedus.core.finding import Finding
from foedus.report.figures import FigureRow, figure_row, listed
from foedus.report.picture import Picture, picture
from foedus.report.sections.tests import AnswerRow, answer_row
from foedus.report.sources import SourceNumbers

TITLE = "The evidence for each test"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind one answer."""

    answer: AnswerRow
    rows: tuple[FigureRow, ...]
    pictures: tuple[Picture, ...]


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """One block a criterion."""
    return {"blocks": [_block(f, assessment, sources) for f in assessment.criteria]}


def _block(finding: Finding, assessment: Assessment, sources: SourceNumbers) -> Evidence:
    names = (assessment.pair[0].name, assessment.pair[1].name)
    shown = listed(finding.figures)
    drawn = (
        picture(
            domains_chart(finding.figures, names, name=f"domains-{finding.name}"),
            numbers=tuple(sources.of(s for f in finding.figures for s in f.sources)),
        ),
        picture(
            ranks_chart(shown, names, f"ranks-{finding.name}"),
            numbers=tuple(sources.of(s for f in shown if f.ranks for s in f.sources)),
        ),
    )
    return Evidence(
        answer_row(finding, names, assessment.year, sources),
        tuple(figure_row(f, names, assessment.year, sources) for f in shown),
        tuple(p for p in drawn if p),
    )
