"""JSON Schema of the case files, for editors that check while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.ledger.instruments import instruments
from foedus.ledger.layout import (
    CELL,
    CODING,
    GRADED,
    ITEM,
    NEED,
    RESPONSE,
    SOURCE_REF,
    STEP_CODING,
    Field,
)
from foedus.ledger.words import ANSWERS, RESPONSES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each sort of file by name: ``items``, ``grid``, ``needs``, ``steps``.

    Examples
    --------
    >>> "veto" in schemas()["items"]["properties"]["item"]["items"]["properties"]["instrument"]["enum"]
    True
    """
    coding = _record(CODING)
    item = _record(ITEM)
    item["properties"]["instrument"] = {
        "enum": list(instruments()),
        "description": "From the closed list of instruments",
    }
    cell = {"oneOf": [{"enum": list(ANSWERS)}, _record(CELL)]}
    row = _record(RESPONSE)
    row["properties"]["cells"] = {
        "type": "object",
        "properties": dict.fromkeys(RESPONSES, cell),
        "additionalProperties": False,
    }
    need = {"state": {"type": "string"}, "need": _many(_record(NEED))}
    return {
        "items": _file("Items of a case file", {"coding": coding, "item": _many(item)}, ["coding"]),
        "grid": _file(
            "Responses in need episodes",
            {"coding": coding, "response": _many(row)},
            ["coding", "response"],
        ),
        "needs": _file("Need episodes of a state", need, ["state", "need"]),
        "steps": _file(
            "Graded steps of military alignment",
            {"coding": _record(STEP_CODING), "grade": _many(_record(GRADED))},
            ["coding", "grade"],
        ),
    }


def _file(title: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": f"foedus: {title}",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _many(record: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": record}


def _record(layout: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {f.name: _field(f) for f in layout},
        "required": [f.name for f in layout if f.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    forms: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "date": {"type": "string", "pattern": DATE},
        "flag": {"type": "boolean"},
        "level": {"type": "integer", "minimum": 0, "maximum": 4},
        "gravity": {"type": "integer", "minimum": 1, "maximum": 5},
        "grade": {"type": "integer", "minimum": 1, "maximum": 6},
        "choice": {"enum": [*field.choices] if field.required else ["", *field.choices]},
        "state": {"type": "string"},
        "states": {"type": "array", "items": {"type": "string"}},
        "cells": {"type": "object"},
        "texts": {"type": "array", "items": {"type": "string"}},
    }
    if field.form == "sources":
        found: dict[str, Any] = _many(_record(SOURCE_REF))
    else:
        found = dict(forms[field.form])
    return found | {"description": field.meaning}
