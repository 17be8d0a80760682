"""The four-line rule that verdicts must beat.

Rivalry or a serious dispute; else a defence pact; else any arms in ten years; else a
pact. It reads the same inputs, carried the same way, and prints no labels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.assessment.evidence import Evidence
from foedus.core.vocabulary import VERDICT_TYPES, VerdictType

SERIOUS = 0.4
"""Hostility of any listed rivalry, and of a counted dispute until it has faded below that."""


def baseline(rows: Evidence) -> NDArray[np.int64]:
    """Type of each row (index in ``VERDICT_TYPES``)."""
    v = rows.inputs.values
    promised = np.asarray((np.nan_to_num(rows.inputs.held["obligations"]) > 0).any(axis=1))
    lines: list[tuple[NDArray[np.bool_], VerdictType]] = [
        (v["hostility"] >= SERIOUS, "rivalry"),
        (v["defence"] == 1, "defence alliance"),
        (v["arms"] > 0, "strategic partnership"),
        (promised, "consultation or non-aggression pact"),
    ]
    none = VERDICT_TYPES.index("no alignment")
    chosen = [np.full(len(rows.inputs), VERDICT_TYPES.index(t)) for _, t in lines]
    return np.select([met for met, _ in lines], chosen, none)
