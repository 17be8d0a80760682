"""Where the tie is weakest, for each side: refusals, extractions, dependence, rival interests."""

from __future__ import annotations

from typing import Any

from foedus.assessment.record import Weakness
from foedus.assessment.result import Assessment
from foedus.measures.registry import measure
from foedus.report.sources import SourceNumbers

TITLE = "Where the tie is weakest, for each side"
KINDS = {
    "refused": "Refused or unanswered in need",
    "withheld": "Withheld",
    "taken": "Taken by the partner",
    "dependence": "Dependence",
    "at odds": "Interests at odds",
}


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any] | None:
    """The weak spots of each side, then of both."""
    if assessment.record is None:
        return None
    columns = [
        (a.name, side, groups([w for w in assessment.weakest if w.side == a.iso3]))
        for a, side in zip(assessment.pair, ("first", "second"), strict=True)
    ]
    return {
        "columns": columns,
        "both": [w for w in assessment.weakest if not w.side],
        "coded": assessment.record.coded,
        "source_numbers": {
            w.measure: _numbers(w.measure, sources) for w in assessment.weakest if w.measure
        },
    }


def _numbers(name: str, sources: SourceNumbers) -> list[int]:
    return sources.of(s for s in measure(name).sources if s in sources.names)


def groups(weak: list[Weakness]) -> list[tuple[str, list[Weakness]]]:
    """Weak spots by kind, in the order of `KINDS`."""
    return [
        (title, found)
        for kind, title in KINDS.items()
        if (found := [w for w in weak if w.kind == kind])
    ]
