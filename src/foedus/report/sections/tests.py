"""The tests as a table: answer, why, figure and rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.core.finding import Finding
from foedus.report.figures import FigureRow, figure_row, lead_figure
from foedus.report.sources import SourceNumbers
from foedus.report.words import (
    ANSWERS,
    NO_REASON,
    TESTS,
    direction_text,
    score,
    score_between,
    sentence_case,
)

TITLE = "The tests"
_KINDS: dict[bool | None, str] = {True: "yes", False: "no", None: "open"}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One criterion in words."""

    anchor: str
    title: str
    question: str
    answer: str
    kind: str
    why: str
    parts: tuple[str, ...]
    score: str
    interval: str
    figure: FigureRow | None
    numbers: tuple[int, ...]


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """One row a criterion."""
    names = (assessment.pair[0].name, assessment.pair[1].name)
    return {"rows": [answer_row(f, names, assessment.year, sources) for f in assessment.criteria]}


def answer_row(
    finding: Finding,
    names: tuple[str, str],
    year: int,
    sources: SourceNumbers,
) -> AnswerRow:
    """A criterion as a row; a missing answer says why and what would make it assessable."""
    test, lead = TESTS[finding.name], lead_figure(finding)
    return AnswerRow(
        f"evidence-{finding.name}",
        test.title,
        test.question,
        finding.answer,
        _KINDS[finding.met],
        reason(finding),
        tuple(further(finding, names)),
        "" if finding.score is None else score(finding.score),
        score_between(finding.interval),
        figure_row(lead, names, year, sources) if lead else None,
        tuple(sources.of(finding.sources)),
    )


def reason(finding: Finding) -> str:
    """The reason for the answer; for a missing one what is lacking comes first."""
    texts = (finding.why_null, finding.text) if finding.met is None else (finding.text,)
    return " ".join(t for t in texts if t) or NO_REASON


def further(finding: Finding, names: tuple[str, str]) -> list[str]:
    """Answers within a criterion: obligation and life, the findings of a community, direction."""
    found = []
    if "obligation" in finding.extra:
        found.append(f"Obligation in force: {ANSWERS[finding.extra['obligation']].lower()}")
    if finding.extra.get("life"):
        found.append(f"Life of the treaty: {finding.extra['life']}")
    for t in finding.extra.get("treaties", ()):
        found.append(f"Register: {t['name']}, {t['status']}{_days(t)} ({t['grade']}, {t['url']})")
    for name, met in finding.extra.get("findings", {}).items():
        found.append(f"{sentence_case(name.replace('_', ' '))}: {ANSWERS[met].lower()}")
    direction = direction_text(finding.direction, *names)
    return [*found, f"Direction: {direction}"] if direction else found


def _days(treaty: Mapping[str, Any]) -> str:
    """Signed, in force, ended: the days that are known."""
    words = (("signed", "signed"), ("in_force", "in force"), ("ended", "ended"))
    known = [f"{text} {treaty[key]}" for key, text in words if treaty[key]]
    return f", {', '.join(known)}" if known else ""
