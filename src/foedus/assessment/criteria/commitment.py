"""Commitment: what is promised, provided and paid, each way.

Signal theory decides the weight: promises that would cost to break (a defence
obligation) and provision that cost to make (arms given, troops placed, exercises)
count, cheap talk does not. What either paid is measured on the other's need episodes.

The criterion is met when something is provided and one side pays in the other's hours of
need; where those are not coded, when a live promise of defence stands behind what is
provided. It fails when no promise binds and neither side pays, and where nothing is
promised, provided or paid. A promise that no one paid for when it was needed, and costs
borne without promise or provision, leave it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from foedus.assessment import paid, provision, ties
from foedus.assessment.case import FIRST, SECOND, Case
from foedus.assessment.criteria import alliance
from foedus.assessment.draws import central
from foedus.assessment.wording import DOMAIN_WORDS, listed, number, the
from foedus.core.finding import Finding
from foedus.core.vocabulary import DOMAINS, Domain

MEASURES = ("arms_10y", "obligations", "exercises_5y", "troops", "credit_line")
SOURCES = (
    "atop",
    "treaty_register",
    "sipri_arms",
    "mme_exercises",
    "russia_exercises",
    "dmdc_us_troops",
    "bfr_liquidity_lines",
)
HARD_KINDS = frozenset({"provision", "payment"})
DATED = 0.5
"""Grade of military provision that dated items show and no yearly source measures."""
RECENT = 5
"""Years for which a dated item shows provision where the yearly sources have ended."""
FULL = 0.5
"""Share of the hours of need in which a state pays that counts as paying in full."""
UNPAID = (
    "What either paid for the other is measured on the partner's need episodes, which are not "
    "coded for this pair; a case file of both directions would make it assessable."
)
OPEN = (
    "What is paid in the partner's hours of need is neither seldom nor often, or too few of them "
    "are assessable; more coded episodes would decide."
)


class Answers(NamedTuple):
    """The parts of the criterion, and the criterion."""

    promised: bool | None
    provided: bool | None
    pays: bool | None
    met: bool | None


def answers(case: Case) -> Answers:
    """Promised, provided, paid, and what follows."""
    owed, alive = alliance.obligation(case), alliance.life(case)
    promised = None if owed is None else bool(owed) and alive == "live"
    grades = [g for name in DOMAINS if (g := case.domain(name)) is not None]
    provided, pays = _provided(case, _hard(case)), paid.either_pays(case.record)
    empty = owed is False and len(grades) >= 3 and max(grades) < 0.5 and not pays
    return Answers(promised, provided, pays, decide(promised, provided, pays, empty))


def run(case: Case) -> Finding:
    """Promised, provided and paid, by direction."""
    found, hard = answers(case), _hard(case)
    if found.provided and (hard or 0) < DATED:
        hard = DATED
    score = None if hard is None or found.met is None else _score(case, hard, found.pays)
    return Finding(
        name="commitment",
        met=found.met,
        score=score,
        interval=None if score is None or found.pays is not None else central(_drawn(case)),
        text=_text(case, {name: case.domain(name) for name in DOMAINS}),
        why_null="" if found.met is not None else (OPEN if case.record.coded else UNPAID),
        direction=_direction(case),
        figures=(*case.figures(MEASURES), ties.figure(case), *provision.figures(case)),
        sources=SOURCES,
        extra={
            "promised": found.promised,
            "provided": found.provided,
            "paid": found.pays,
            "directions": [{**r.as_dict(), "pays": paid.pays(r)} for r in case.record.responses],
        },
    )


def _hard(case: Case) -> float | None:
    """The better of arms and military provision; None where neither is covered."""
    return max((g for n in ("arms", "military") if (g := case.domain(n)) is not None), default=None)


def decide(
    promised: bool | None, provided: bool | None, pays: bool | None, empty: bool
) -> bool | None:
    """The criterion from its parts.

    Examples
    --------
    >>> decide(True, True, None, False), decide(False, True, False, False)
    (True, False)
    >>> decide(True, True, False, False) is None
    True
    """
    if empty or (promised is False and pays is False):
        return False
    if provided and (pays or (promised and pays is None)):
        return True
    return None


def _provided(case: Case, hard: float | None) -> bool | None:
    """Whether arms, troops or exercises are supplied: by the panel, or by recent items."""
    if hard is not None and hard >= 0.5:
        return True
    dated = any(
        a.kind in HARD_KINDS and a.domain == "military" and int(a.start[:4]) > case.year - RECENT
        for a in case.record.acts
    )
    return True if dated else None if hard is None else False


def _score(case: Case, hard: float, pays: bool | None) -> float:
    """The lesser of promise and provision; where hours of need are coded, with what was paid."""
    promise = case.membership("defence alliance")
    if pays is None:
        return min(promise, hard)
    shares = [r.paid.share for r in case.record.responses if r.paid.share is not None]
    # Paying in half of the hours of need is as much as a promise of defence that is kept.
    cost = min(1.0, max(shares, default=0.0) / FULL)
    return 0.5 * max(promise, cost) + 0.5 * hard if pays else min(promise, cost, hard)


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
    parts = [
        f"Provided: {listed(given)}."
        if given
        else "Little or nothing is provided in the domains covered."
    ]
    arms = [x or 0.0 for x in case.directed("arms_10y")]
    names = [the(a.name) for a in case.actors]
    if max(arms) > 0:
        age = case.age("arms_10y") or 0
        parts.append(
            f"Arms over ten years to {case.year - age}: {names[0]} to {names[1]} {number(arms[0])}, "
            f"{names[1]} to {names[0]} {number(arms[1])} million TIV."
        )
    by_code = {a.iso3: the(a.name) for a in case.actors}
    for r in case.record.responses:
        parts.append(paid.told(r, by_code.get(r.actor, r.actor), by_code.get(r.toward, r.toward)))
    if absent:
        parts.append(f"Not covered: {listed(absent)}.")
    return " ".join(p[:1].upper() + p[1:] for p in parts)
