"""How the page was made and how to read it."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment
from foedus.report.sources import SourceNumbers

TITLE = "How to read this page"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """Fixed explanations, the assessment's notes, and the command that makes the page again."""
    first, second = assessment.pair
    return {
        "notes": assessment.notes,
        "draws": assessment.verdict.draws,
        "version": assessment.version,
        "command": f"foedus assess {first.iso3} {second.iso3} --year {assessment.year} "
        "--format html",
    }
