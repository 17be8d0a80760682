"""The sections of a report in reading order; each has a template of the same name.

A section's `build` returns what its template needs, or None to be left out.
"""

from __future__ import annotations

from types import ModuleType

from foedus.report.sections import (
    asymmetry,
    comparisons,
    evidence,
    history,
    method,
    reach,
    sources,
    tests,
    thresholds,
    timelines,
    verdict,
)

SECTIONS: tuple[ModuleType, ...] = (
    verdict,
    tests,
    history,
    timelines,
    evidence,
    asymmetry,
    comparisons,
    reach,
    sources,
    thresholds,
    method,
)
