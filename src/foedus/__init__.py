"""foedus: how committed are two states to each other, on what, and what would change it?

Public names are loaded when first used, so that importing foedus stays quick.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "assess": "foedus.assessment.assess",
    "indices": "foedus.assessment.indices.published",
    "panel": "foedus.measures.assemble",
    "group_votes": "foedus.rollcalls.groups.group_votes",
    "ideal_points": "foedus.rollcalls.positions.ideal_points",
    "pair_votes": "foedus.rollcalls.pairs.pair_votes",
    "sensitivity_fan": "foedus.rollcalls.slices.sensitivity",
    "FoedusError": "foedus.core.errors",
}
_ROOMS = ("measures", "ledger", "states", "sources", "assessment")
__all__ = [
    "FoedusError",
    "__version__",
    "assess",
    "assessment",
    "group_votes",
    "ideal_points",
    "indices",
    "ledger",
    "measures",
    "pair_votes",
    "panel",
    "sensitivity_fan",
    "sources",
    "states",
]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(importlib.import_module(_PUBLIC[name]), name)
    if name in _ROOMS:
        return importlib.import_module(f"foedus.{name}")
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
