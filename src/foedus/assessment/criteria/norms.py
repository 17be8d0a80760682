"""Norms: how far the two say the same on human rights, colonialism, nuclear arms and the Middle East.

Stated agreement only, as votes show it; what each practises is a question for coded
texts and conduct, and voting alike is not a common programme. The distance of ideal points
over all votes stands beside it as evidence and is not scored.
"""

from __future__ import annotations

from foedus.assessment import voting as positions
from foedus.assessment.case import Case
from foedus.assessment.criteria.community import voting
from foedus.assessment.draws import central
from foedus.assessment.wording import aged, number
from foedus.core.finding import Finding

MEASURES = ("kappa_norms_3y", "kappa_votes_3y")
SOURCES = ("undl_ga_votes", "voeten_roll_call_issues")


def alike(grade: float) -> str:
    """How alike two states vote, beside all pairs of the year."""
    if grade >= 0.5:
        return "much alike"
    return "less alike than most pairs" if grade == 0 else "somewhat more alike than most pairs"


def run(case: Case) -> Finding:
    """Met where agreement on norms lies nearer the year's .9 quantile than its median."""
    score = voting(case)
    kappa = case.value("kappa_norms")
    met = None if score is None else score >= 0.5
    if score is None or kappa is None:
        text = "Their votes on norms are not on record for this year."
        why = (
            "Issue codes end in January 2020 and are carried six years at most, or one of the two "
            "did not vote; later codes would make it assessable."
        )
    else:
        words = alike(score)
        when = aged(case, "kappa_norms_3y")
        text = (
            f"On norms they vote {words}: kappa {number(kappa)}{when}. Practice is not judged here."
        )
        why = ""
    return Finding(
        name="norms",
        met=met,
        score=score,
        interval=None if score is None else central(case.draws.reading.conditions["norms"]),
        text=text,
        why_null=why,
        figures=(*case.figures(MEASURES), *positions.figures(case)),
        sources=SOURCES,
    )
