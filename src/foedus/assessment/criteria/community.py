"""Community of values: three findings, each true, false or not assessable.

Security community (peaceful change is expected), normative agreement (what both
propose and defend) and shared political identity. The criterion is met when all three
hold, fails when one fails. Regime similarity is context and carries no weight.
"""

from __future__ import annotations

from foedus.assessment.case import Case
from foedus.assessment.draws import central
from foedus.assessment.wording import aged, number
from foedus.core.finding import Finding

MEASURES = ("peace_years", "igo_percentile", "kappa_norms_3y", "hostility")
SOURCES = (
    "tss_rivalries",
    "thompson_rivalries",
    "gml_mids",
    "cow_mids",
    "cow_igos",
    "cow_trade",
    "undl_ga_votes",
    "voeten_roll_call_issues",
)
PARTS = {
    "long_peace": "a generation without rivalry or use of force",
    "peace": "no open hostility",
    "no_rivalry": "no rivalry in force",
    "institutions": "thick institutions or an alliance",
    "exchange": "real exchange both ways",
}
NO_TEXTS = "texts in which each speaks of the other, and sponsored resolutions, are not coded here"


def security(case: Case) -> tuple[bool | None, list[str], list[str]]:
    """Whether peaceful change is expected, with what fails and what is missing."""
    grades = {name: case.condition(name) for name in PARTS}
    failed = [words for name, words in PARTS.items() if (g := grades[name]) is not None and g < 0.5]
    missing = [words for name, words in PARTS.items() if grades[name] is None]
    return (False if failed else None if missing else True), failed, missing


def voting(case: Case) -> float | None:
    """Agreement on norms in votes, between the year's median and .9 quantile of all pairs."""
    return case.condition("norms")


def run(case: Case) -> Finding:
    """All three findings, and which of them fails."""
    secure, failed, missing = security(case)
    votes = voting(case)
    # Voting less alike than most pairs refutes agreement; voting alike proves no common programme.
    agreement = False if votes == 0 else None
    identity = None
    answers = {
        "security_community": secure,
        "normative_agreement": agreement,
        "shared_identity": identity,
    }
    met = False if False in answers.values() else None
    score = case.membership("security community") if secure is not None else None
    return Finding(
        name="community",
        met=met,
        score=score,
        interval=None
        if score is None
        else central(case.draws.reading.memberships["security community"]),
        text=_text(case, secure, failed, missing, votes),
        why_null=""
        if met is not None
        else f"No part fails, but {NO_TEXTS}; a coded corpus of both sides would make it assessable.",
        figures=case.figures(MEASURES),
        sources=SOURCES,
        extra={"findings": answers},
    )


def _text(
    case: Case, secure: bool | None, failed: list[str], missing: list[str], votes: float | None
) -> str:
    if secure:
        first = "A security community: peaceful change is expected."
    elif failed:
        first = f"No security community: it lacks {' and '.join(failed)}."
    else:
        first = f"Whether it is a security community cannot be told: nothing covers {' and '.join(missing)}."
    kappa = case.value("kappa_norms")
    if votes is None or kappa is None:
        second = "Their votes on norms are not on record."
    else:
        words = (
            "much alike"
            if votes >= 0.5
            else "less alike than most pairs"
            if votes == 0
            else "somewhat more alike than most pairs"
        )
        second = (
            f"On norms they vote {words} (kappa {number(kappa)}{aged(case, 'kappa_norms_3y')})."
        )
    return f"{first} {second}"
