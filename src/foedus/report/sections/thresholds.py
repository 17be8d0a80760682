"""The thresholds behind the answers, and where each was set."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.charts.layout import short_number
from foedus.report.sources import SourceNumbers

TITLE = "Thresholds"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """Name, meaning, value, origin; None when the assessment carries none."""
    rows = [
        (name, meaning, short_number(value), origin)
        for name, meaning, value, origin in assessment.thresholds
    ]
    return {"rows": rows} if rows else None
