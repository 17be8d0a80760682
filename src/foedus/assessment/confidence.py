"""Confidence in the evidence, apart from membership: how much was observed, how old the rest is."""

from __future__ import annotations

from foedus.assessment.case import Case
from foedus.assessment.inputs import BEHIND
from foedus.core.vocabulary import DOMAINS, Confidence

KEY = (
    "defence",
    "hostility",
    "arms",
    "exercises",
    "dependence",
    "credit",
    "kappa",
    "shared_threat",
)
"""Inputs on which the types rest."""
OLD, STALE = 2, 5


def confidence(case: Case, ranks_first: float) -> tuple[Confidence, str]:
    """Low, moderate or high, and why."""
    ages = {name: case.age(BEHIND[name]) for name in KEY}
    missing = [n for n, a in ages.items() if a is None]
    stale = [n for n, a in ages.items() if a is not None and a > STALE]
    old = [n for n, a in ages.items() if a is not None and a > OLD]
    covered = sum(case.domain(n) is not None for n in DOMAINS)
    reasons = []
    if stale:
        oldest = max(a for a in ages.values() if a is not None)
        reasons.append(
            f"{len(stale)} of {len(KEY)} key inputs are carried more than {STALE} years (up to {oldest})"
        )
    elif old:
        reasons.append(f"{len(old)} of {len(KEY)} key inputs are carried more than {OLD} years")
    if missing:
        reasons.append(f"{len(missing)} of {len(KEY)} are missing")
    if ranks_first < 0.8:
        reasons.append(f"the type ranks first in {ranks_first:.0%} of draws")
    low = bool(stale) or covered < 3 or ranks_first < 0.5
    high = not old and len(missing) <= 1 and ranks_first >= 0.8
    level: Confidence = "low" if low else "high" if high else "moderate"
    return level, "; ".join(reasons) or "all key inputs were observed within two years"
