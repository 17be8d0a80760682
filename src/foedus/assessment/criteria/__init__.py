"""The criteria: one module each, from a case to a finding."""

from __future__ import annotations

from foedus.assessment.case import Case
from foedus.assessment.criteria import alliance, asymmetry, commitment, community, interests, norms
from foedus.core.finding import Finding

IN_ORDER = (alliance, community, commitment, interests, norms, asymmetry)


def findings(case: Case) -> tuple[Finding, ...]:
    """Every criterion's finding, in the documented order."""
    return tuple(module.run(case) for module in IN_ORDER)
