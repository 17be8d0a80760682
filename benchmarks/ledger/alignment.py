"""Korolev's scale and the stadial model for the graded pairs, year by year, and the coders' agreement."""

from __future__ import annotations

from foedus.ledger.agreement import alpha
from foedus.ledger.alignment_steps import WORTH, StepCoding, stages, step_codings, steps_met
from foedus.ledger.case_file import all_cases
from foedus.ledger.words import STEPS

YEARS = (1995, 2000, 2005, 2010, 2015, 2019, 2022, 2025)


def scales() -> list[dict[str, object]]:
    """Both scales of every graded pair in some years: the mean, and each coder's value."""
    found: list[dict[str, object]] = []
    for case in all_cases():
        codings = step_codings(case)
        for year in YEARS if codings else ():
            for name, value, unit in (("korolev_scale", _steps, "of 6"), ("smaf", _stages, "of 3")):
                each = [value(c, year) for c in codings]
                told = ", ".join(f"coder {k}: {v:.2f}" for k, v in enumerate(each, 1))
                what = f"{name} {'-'.join(case.pair)} {year}"
                mean = round(sum(each) / len(each), 2)
                found.append({"what": what, "value": mean, "unit": unit, "note": told})
    return found


def agreement() -> list[dict[str, object]]:
    """Agreement of two coders on the grade of every step and year; years are not independent."""
    pairs = []
    for case in all_cases():
        codings = step_codings(case)
        if len(codings) != 2:
            continue
        for year in range(1991, 2027):
            one, two = (c.in_year(year) for c in codings)
            if one and two:
                pairs += [(WORTH[one[s]], WORTH[two[s]]) for s in STEPS]
    same = sum(a == b for a, b in pairs) / len(pairs)
    return [
        {"what": "grades of steps by year", "value": len(pairs), "unit": "pairs of grades"},
        {"what": "same grade", "value": round(same, 3), "unit": "share"},
        {"what": "alpha", "value": round(alpha(pairs, "ordinal") or 0.0, 3), "unit": "ordinal"},
    ]


def _steps(coding: StepCoding, year: int) -> float:
    return steps_met(coding.in_year(year) or {})


def _stages(coding: StepCoding, year: int) -> float:
    return sum(stages(coding.in_year(year) or {}).values())
