"""The sections of a report in reading order; each has a template of the same name.

A section's `build` returns what its template needs, or None to be left out.
"""

from __future__ import annotations

from types import ModuleType

from foedus.report.sections import (
    asymmetry,
    changes,
    comparisons,
    episodes,
    evidence,
    experts,
    history,
    method,
    programme,
    reach,
    sources,
    tests,
    thresholds,
    timelines,
    verdict,
    voting,
    weakest,
)

SECTIONS: tuple[ModuleType, ...] = (
    verdict,
    changes,
    episodes,
    tests,
    history,
    timelines,
    voting,
    experts,
    programme,
    evidence,
    asymmetry,
    weakest,
    comparisons,
    reach,
    sources,
    thresholds,
    method,
)
