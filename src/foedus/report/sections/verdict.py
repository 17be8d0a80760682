"""The answer first: type, membership, confidence, evidence against, what would change it."""

from __future__ import annotations

from typing import Any

from foedus.assessment.result import Assessment, Limit
from foedus.charts.memberships import memberships_chart
from foedus.report.picture import picture
from foedus.report.sources import SourceNumbers
from foedus.report.words import (
    ANSWERS,
    draws_text,
    level,
    score,
    score_between,
    sentence_case,
)

TITLE = "Verdict"


def build(assessment: Assessment, sources: SourceNumbers) -> dict[str, Any]:
    """Everything on the first screen."""
    v = assessment.verdict
    return {
        "verdict": v,
        "printed": sentence_case(v.printed or "not assessable"),
        "membership": membership_text(assessment),
        "first": first_text(assessment),
        "runner_up": runner_up_text(assessment),
        "confidence": sentence_case(v.confidence),
        "labels": [sentence_case(label) for label in v.labels],
        "limits": [(sentence_case(x.name), ANSWERS[x.met], x.text) for x in v.limits],
        "limits_line": limits_text(v.limits),
        "picture": picture(memberships_chart(v)),
    }


def membership_text(assessment: Assessment) -> str:
    """Membership with its interval, or nothing where no type can be told."""
    v = assessment.verdict
    held = v.memberships.get(v.type) if v.type else None
    if held is None:
        return ""
    return (
        f"Membership {score(held.score)} ({level(held.interval)} interval "
        f"{score_between(held.interval)}), on a scale from 0 to 1"
    )


def first_text(assessment: Assessment) -> str:
    """In what share of the draws the type ranks first."""
    v = assessment.verdict
    if v.type is None or not v.draws:
        return ""
    return f"It ranks first in {draws_text(v.ranks_first)} draws ({v.draws:,} drawn)"


def runner_up_text(assessment: Assessment) -> str:
    """The next type, its membership, and what separates the two."""
    v = assessment.verdict
    if v.runner_up is None:
        return ""
    held = v.memberships.get(v.runner_up)
    text = f"Next: {v.runner_up}" + (f", {score(held.score)}" if held else "")
    return f"{text}. What separates the two: {v.condition}" if v.condition else text


def limits_text(limits: tuple[Limit, ...]) -> str:
    """How many of the assessable limits are met.

    Examples
    --------
    >>> limits_text((Limit("scope", True, ""), Limit("cost", None, ""), Limit("norms", False, "")))
    'Limited on 1 of 2 assessable limits (3 in all)'
    """
    if not limits:
        return ""
    assessable = [x for x in limits if x.met is not None]
    if not assessable:
        return f"None of the {len(limits)} limits is assessable"
    met = sum(1 for x in assessable if x.met)
    return f"Limited on {met} of {len(assessable)} assessable limits ({len(limits)} in all)"
