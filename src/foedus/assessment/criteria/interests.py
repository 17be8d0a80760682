"""Interests: a threat both feel, or reliance on one another's supplies, against what divides them."""

from __future__ import annotations

from foedus.assessment.case import Case
from foedus.assessment.draws import central
from foedus.assessment.wording import aged, number, threat_name
from foedus.core.finding import Finding

MEASURES = ("shared_threat", "arms_share", "dependence", "hostility")
SOURCES = (
    "tss_rivalries",
    "thompson_rivalries",
    "gml_mids",
    "cow_mids",
    "cow_nmc",
    "sipri_arms",
    "cow_trade",
)


def run(case: Case) -> Finding:
    """Met where a carrier holds (shared threat or arms reliance) and no open hostility divides them."""
    threat, reliance, peace = (
        case.condition(n) for n in ("shared_threat", "arms_reliance", "peace")
    )
    known = [x for x in (threat, reliance) if x is not None]
    score = None if peace is None or not known else min(peace, max(known))
    low = score is not None and score < 0.5
    open_question = low and threat is None and (peace or 0) >= 0.5
    met = None if score is None or open_question else score >= 0.5
    drawn = case.draws.reading.conditions
    return Finding(
        name="interests",
        met=met,
        score=score,
        interval=None if score is None or threat is None else central(drawn["shared_threat"]),
        text=_text(case, threat, reliance, peace),
        why_null=""
        if met is not None
        else "No source covers the rivals of both, or their capabilities, in this year; "
        "rivalry lists that reach it would make it assessable.",
        figures=case.figures(MEASURES),
        sources=SOURCES,
        extra={"threat_from": threat_name(case)},
    )


def _text(case: Case, threat: float | None, reliance: float | None, peace: float | None) -> str:
    parts = []
    who = threat_name(case)
    level = case.value("shared_threat")
    when = aged(case, "shared_threat")
    if threat is None or level is None:
        parts.append("A shared threat cannot be told.")
    elif who and threat >= 0.5:
        parts.append(f"Both feel a threat from {who} (shared threat {number(level)}{when}).")
    elif who:
        parts.append(
            f"The threat both feel, from {who}, is slight (shared threat {number(level)}{when})."
        )
    else:
        parts.append(f"No third state threatens both{when}.")
    if reliance is not None and reliance >= 0.5:
        share = max(x for x in case.directed("arms_share") if x is not None)
        parts.append(
            f"One gets {share:.0%} of its arms imports from the other{aged(case, 'arms_share')}."
        )
    if peace is not None and peace < 0.5:
        parts.append(
            f"Hostility between the two ({number(case.value('hostility') or 0)} of 1) outweighs it."
        )
    return " ".join(parts)
