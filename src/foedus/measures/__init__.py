"""Measures of dyad-years: what there is, how it is computed, and panels of it."""

from __future__ import annotations

import importlib
from typing import Any

_PUBLIC = {
    "similarity": "foedus.measures.vote_similarity",
    "panel": "foedus.measures.assemble",
    "measure": "foedus.measures.registry",
}
__all__ = ["measure", "panel", "similarity"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(importlib.import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'foedus.measures' has no attribute {name!r}")
