"""Case files with invented acts, small enough to read, written as TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from foedus.ledger.words import BEARING

CODING = {
    "coder": "the tests",
    "made": "2026-11-22",
    "how": "Invented for tests.",
    "blind": True,
}
REF = {"id": "page", "seen": "excerpt", "source_grade": "B", "info_grade": 2}
ITEM: dict[str, Any] = {
    "id": "fra-ita-f001",
    "actor": "FRA",
    "toward": "ITA",
    "mutual": False,
    "third": [],
    "addressee": [],
    "start": "2001-03-04",
    "end": "2002",
    "kind": "provision",
    "domain": "economic",
    "instrument": "nonlethal_aid",
    "level": 2,
    "need": "ITA-2001-flood",
    "summary": "France sent tents.",
    "amount": "",
    "decided_by": "state",
    "for_whom": "partner",
    "foreseeable": "yes",
    "net": "cost",
    "provision": "gift",
    "outcome": "",
    "terms": "",
    "dispute": "",
    "dispute_sources": [],
    "sources": [REF],
    "note": "",
}
NEEDS: dict[str, dict[str, Any]] = {
    "ITA-2001-flood": {"kind": "disaster", "gravity": 3, "start": "2001-03", "end": "2001-12"},
    "ITA-2005-run": {"kind": "finance", "gravity": 3, "start": "2005", "end": "2006"},
    "ITA-2010-row": {"kind": "isolation", "gravity": 1, "start": "2010-01-02", "end": "2010"},
    "FRA-2007-quake": {"kind": "disaster", "gravity": 4, "start": "2007", "end": "2007"},
}
"""Needs that no state had, in the form of the lists."""
SOURCES: list[dict[str, Any]] = [
    {"id": "page", "type": "webpage", "title": "A page", "URL": "https://example.org/1",
     "language": "en"},
    {"id": "book", "type": "book", "title": "A book", "URL": "https://example.org/2",
     "language": "it", "publisher": "A house"},
]  # fmt: skip


def toml(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def table(head: str, record: Mapping[str, Any]) -> str:
    """A table with one key a line."""
    return "\n".join([head, *(f"{k} = {toml(v)}" for k, v in record.items())]) + "\n\n"


def item(**changed: Any) -> dict[str, Any]:
    """An item like `ITEM` with some fields changed; a field set to None is left out."""
    return {k: v for k, v in (ITEM | changed).items() if v is not None}


def row(need: str = "ITA-2001-flood", **changed: Any) -> dict[str, Any]:
    """A row of a grid in which nothing was found, with some cells or fields changed."""
    cells = dict.fromkeys(BEARING[NEEDS.get(need, NEEDS["ITA-2001-flood"])["kind"]], "none_found")
    fields = {
        "need": need,
        "asked": "unknown",
        "queries": ["one", "two", "three", "four"],
        "extra": [],
        "searched": "2026-11-22",
        "summary": "Italy needed tents.",
        "dispute": "",
    }
    cells |= changed.pop("cells", {})
    return fields | changed | {"cells": cells}


def cases_text(records: Iterable[Mapping[str, Any]], coding: Mapping[str, Any] = CODING) -> str:
    """An items file."""
    return table("[coding]", coding) + "".join(table("[[item]]", r) for r in records)


def grid_text(rows: Iterable[Mapping[str, Any]], coding: Mapping[str, Any] = CODING) -> str:
    """A grid file."""
    parts = [table("[coding]", coding)]
    for r in rows:
        fields = {k: v for k, v in r.items() if k != "cells"}
        parts += [table("[[response]]", fields), table("[response.cells]", r["cells"])]
    return "".join(parts)


def needs_text(state: str) -> str:
    """A list of needs."""
    listed = [
        table("[[need]]", {"id": k, "title": f"What befell {k}", "rule": ["supplement"]} | n)
        for k, n in NEEDS.items()
        if k.startswith(state)
    ]
    return f'state = "{state}"\n\n' + "".join(listed)


def write_needs(ledger: Path) -> None:
    """The lists of needs of a ledger of the user's own."""
    folder = ledger / "needs"
    folder.mkdir(parents=True, exist_ok=True)
    for state in ("FRA", "ITA"):
        (folder / f"{state}.toml").write_text(needs_text(state), encoding="utf-8")


def write_case(
    ledger: Path,
    items: Iterable[Mapping[str, Any]] = (ITEM,),
    rows: Iterable[Mapping[str, Any]] | None = None,
    *,
    name: str = "fra-ita",
    coding: Mapping[str, Any] = CODING,
    sources: list[dict[str, Any]] | None = None,
) -> Path:
    """A pair's folder with items, the grid of France for Italy, sources and needs."""
    write_needs(ledger)
    folder = ledger / name
    folder.mkdir(parents=True, exist_ok=True)
    found = [row(cells={"aid": {"answer": "given", "level": 2, "items": ["fra-ita-f001"]}})]
    grid = grid_text(found if rows is None else rows, coding)
    (folder / "items.toml").write_text(cases_text(items, coding), encoding="utf-8")
    (folder / "grid-fra-for-ita.toml").write_text(grid, encoding="utf-8")
    listed = json.dumps(SOURCES if sources is None else sources, indent=1)
    (folder / "sources.json").write_text(listed, encoding="utf-8")
    return folder


def line_of(file: Path, text: str, nth: int = 1) -> int:
    """The line on which `text` begins a line for the nth time, counted from 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [k for k, line in enumerate(lines, 1) if line.startswith(text)][nth - 1]
