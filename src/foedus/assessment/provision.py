"""What is provided, by domain, and by direction where the sources tell the two apart."""

from __future__ import annotations

import numpy as np

from foedus.assessment.case import BOTH, FIRST, SECOND, Case
from foedus.assessment.inputs import BEHIND
from foedus.assessment.thresholds import ramp, ramps
from foedus.assessment.wording import DOMAIN_WORDS
from foedus.core.finding import Figure
from foedus.core.vocabulary import DOMAINS, Domain

INPUT: dict[Domain, str] = {
    "arms": "arms",
    "military": "exercises",
    "economic": "dependence",
    "financial": "credit",
    "diplomatic": "kappa",
    "political": "pact_members",
}
SOURCES: dict[Domain, tuple[str, ...]] = {
    "arms": ("sipri_arms",),
    "military": ("mme_exercises", "russia_exercises", "dmdc_us_troops"),
    "economic": ("cow_trade", "imf_dots_russia", "fariss_gdp"),
    "financial": ("bfr_liquidity_lines",),
    "diplomatic": ("undl_ga_votes",),
    "political": ("atop",),
}
UNIT = "0 to 1"


def figures(case: Case) -> tuple[Figure, ...]:
    """Membership in each domain; arms and credit lines each way."""
    return tuple(f for name in DOMAINS for f in _domain(case, name))


def _domain(case: Case, name: Domain) -> list[Figure]:
    if name == "arms":
        return _both_ways(case, name, _arms(case))
    if name == "financial":
        return _both_ways(case, name, case.directed("credit_line"))
    return [_figure(case, name, case.domain(name), BOTH)]


def _both_ways(case: Case, name: Domain, grades: tuple[float | None, float | None]) -> list[Figure]:
    return [_figure(case, name, g, way) for g, way in zip(grades, (FIRST, SECOND), strict=True)]


def _arms(case: Case) -> tuple[float | None, float | None]:
    """Each direction by the domain's own rule: volume, or reliance on it."""
    t = ramps()
    median = float(case.pair.yardsticks["arms_pact_median"][case.row])
    out: list[float | None] = []
    volumes, shares = case.directed("arms_10y"), case.directed("arms_share")
    for volume, share in zip(volumes, shares, strict=True):
        if volume is None:
            out.append(None)
            continue
        reliance = min(
            float(ramp(share or 0, t["arms_share"])), float(ramp(volume, t["arms_floor"]))
        )
        out.append(float(np.fmax(ramp(volume / median, t["arms_volume"]), reliance)))
    return out[0], out[1]


def _figure(case: Case, name: Domain, grade: float | None, direction: str) -> Figure:
    age = case.age(BEHIND[INPUT[name]])
    missing = grade is None or age is None
    return Figure(
        measure=f"domain_{name}",
        label=f"Provided: {DOMAIN_WORDS[name]}",
        value=None if missing else grade,
        direction=direction,
        unit=UNIT,
        status="missing" if missing else "observed" if age == 0 else "carried",
        data_year=None if age is None else case.year - age,
        sources=SOURCES[name],
        note="No source covers this domain for the pair in this year; a source that does would make it assessable."
        if missing
        else "",
    )
