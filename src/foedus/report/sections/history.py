"""The type of every year since 1946."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.charts.history import history_chart, spells
from foedus.report.picture import picture
from foedus.report.sources import SourceNumbers
from foedus.report.span import page_years

TITLE = "The type of every year"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """Lanes by type, and the spells as a list."""
    years = page_years(assessment)
    joined: list[tuple[str, str]] = []
    for spell in spells(assessment.history):
        joined.append((spell.years, spell.kind + (" (carried)" if spell.carried else "")))
    return {
        "picture": picture(
            history_chart(assessment.history, "narrow", years),
            history_chart(assessment.history, "wide", years),
        ),
        "spells": joined,
        "since": years[0],
    }
