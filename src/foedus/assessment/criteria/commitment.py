"""Commitment: what is promised and provided, each way; what would be paid is not yet measured.

Signal theory decides the weight: promises that would cost to break (a defence
obligation) and provision that cost to make (arms given, troops placed, exercises)
count, cheap talk does not. What either paid in the other's hour of need takes coded
need episodes; without them the criterion is met only where a live promise and military
provision stand together, and fails only where nothing is promised or provided.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.assessment import provision
from foedus.assessment.case import FIRST, SECOND, Case
from foedus.assessment.criteria import alliance
from foedus.assessment.draws import central
from foedus.assessment.wording import DOMAIN_WORDS, listed, number, the
from foedus.core.finding import Finding
from foedus.core.vocabulary import DOMAINS, Domain

MEASURES = ("arms_10y", "obligations", "exercises_5y", "troops", "credit_line")
SOURCES = (
    "atop",
    "sipri_arms",
    "mme_exercises",
    "russia_exercises",
    "dmdc_us_troops",
    "bfr_liquidity_lines",
)
UNPAID = (
    "What either paid for the other is measured on the partner's need episodes, which are not "
    "coded for this pair; a case file of both directions would make it assessable."
)


def run(case: Case) -> Finding:
    """Promised and provided by direction; paid left open."""
    owed, alive = alliance.obligation(case), alliance.life(case)
    promised = bool(owed) and alive == "live"
    grades = {name: case.domain(name) for name in DOMAINS}
    hard = max((g for n in ("arms", "military") if (g := grades[n]) is not None), default=None)
    provided = hard is not None and hard >= 0.5
    covered = sum(g is not None for g in grades.values())
    empty = (
        owed is False and covered >= 3 and all(g < 0.5 for g in grades.values() if g is not None)
    )
    met = True if promised and provided else False if empty else None
    score = None if hard is None or met is None else min(case.membership("defence alliance"), hard)
    return Finding(
        name="commitment",
        met=met,
        score=score,
        interval=None if score is None else central(_drawn(case)),
        text=_text(case, grades),
        why_null="" if met is not None else UNPAID,
        direction=_direction(case),
        figures=(*case.figures(MEASURES), *provision.figures(case)),
        sources=SOURCES,
        extra={
            "promised": promised if owed is not None else None,
            "provided": provided if hard is not None else None,
            "paid": None,
        },
    )


def _drawn(case: Case) -> NDArray[np.float64]:
    drawn = case.draws.reading
    return np.minimum(
        drawn.memberships["defence alliance"], np.nan_to_num(drawn.conditions["hard_domain"])
    )


def _direction(case: Case) -> str:
    """Which way more is supplied, by arms volume; "both" where neither or equal."""
    one, two = (x or 0 for x in case.directed("arms_10y"))
    return "both" if one == two else FIRST if one > two else SECOND


def _text(case: Case, grades: Mapping[Domain, float | None]) -> str:
    given = [DOMAIN_WORDS[n] for n in DOMAINS if (g := grades[n]) is not None and g >= 0.5]
    absent = [DOMAIN_WORDS[n] for n in DOMAINS if grades[n] is None]
    first = (
        f"Provided: {listed(given)}."
        if given
        else "Little or nothing is provided in the domains covered."
    )
    arms = [x or 0.0 for x in case.directed("arms_10y")]
    names = [the(a.name) for a in case.actors]
    if max(arms) > 0:
        age = case.age("arms_10y") or 0
        first += (
            f" Arms over ten years to {case.year - age}: {names[0]} to {names[1]} {number(arms[0])}, "
            f"{names[1]} to {names[0]} {number(arms[1])} million TIV."
        )
    return first + (f" Not covered: {listed(absent)}." if absent else "")
