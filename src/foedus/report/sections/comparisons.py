"""The pair and the comparison pairs by the same rules, side by side."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.core.finding import Figure
from foedus.report.figures import FigureRow, all_figures, figure_row
from foedus.report.sources import SourceNumbers
from foedus.report.words import ANSWERS, TESTS, pair_title, sentence_case

TITLE = "Other pairs by the same rules"
_KINDS: dict[bool | None, str] = {True: "yes", False: "no", None: "open"}


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """Answers by pair, then figures by pair."""
    pairs = [
        pair_title(assessment.pair[0].name, assessment.pair[1].name),
        *(c.name for c in assessment.comparisons),
    ]
    answers: list[dict[str, bool | None]] = [
        {f.name: f.met for f in assessment.criteria},
        *(c.answers for c in assessment.comparisons),
    ]
    printed = [assessment.verdict.printed, *(c.printed for c in assessment.comparisons)]
    names = [name for name in TESTS if any(name in a for a in answers)]
    return {
        "compared": bool(assessment.comparisons),
        "pairs": pairs,
        "types": [sentence_case(p) for p in printed],
        "tests": [
            (
                TESTS[name].title,
                [
                    (ANSWERS[a[name]], _KINDS[a[name]]) if name in a else ("Not tested", "open")
                    for a in answers
                ],
            )
            for name in names
        ],
        "figures": _figures(assessment, sources),
    }


def _figures(
    assessment: Assessment,
    sources: SourceNumbers,
) -> list[tuple[str, list[FigureRow | None]]]:
    """Undirected figures that at least one comparison pair has, a row each."""
    own = all_figures([f.figures for f in assessment.criteria], assessment.measures)
    columns = [own, *(list(c.figures) for c in assessment.comparisons)]
    wanted = {
        f.measure: f.label
        for c in assessment.comparisons
        for f in c.figures
        if f.direction == "both"
    }
    return [
        (
            next((f.label for f in own if f.measure == measure), label),
            [_cell(column, measure, assessment, sources) for column in columns],
        )
        for measure, label in wanted.items()
    ]


def _cell(
    column: list[Figure],
    measure: str,
    assessment: Assessment,
    sources: SourceNumbers,
) -> FigureRow | None:
    figure = next((f for f in column if f.measure == measure and f.direction == "both"), None)
    names = (assessment.pair[0].name, assessment.pair[1].name)
    return figure_row(figure, names, assessment.year, sources) if figure else None
