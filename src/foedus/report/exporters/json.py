"""The assessment as JSON for machines: the documented, versioned schema."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from foedus.assessment.result import Assessment

SCHEMA_FILE = Path(__file__).resolve().parents[1] / "schema" / "assessment.schema.json"


def render(assessment: Assessment) -> str:
    """The document of `Assessment.as_dict`, indented, in UTF-8 letters, without NaN.

    A number that is not finite stands for a missing value and becomes null.
    """
    return (
        json.dumps(_finite(assessment.as_dict()), ensure_ascii=False, indent=2, allow_nan=False)
        + "\n"
    )


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every document of `render` satisfies.

    Examples
    --------
    >>> schema()["$id"]
    'foedus.assessment/1'
    """
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "item") and not isinstance(value, str):  # a numpy scalar
        return _finite(value.item())
    return value
