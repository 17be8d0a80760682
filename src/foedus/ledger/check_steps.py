"""Checks of graded steps of military alignment."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from foedus.ledger.check_fields import check_fields
from foedus.ledger.check_items import as_list
from foedus.ledger.faults import CaseFileDamaged, Fault, choose
from foedus.ledger.layout import GRADED, STEP_CODING
from foedus.ledger.plain_text import PlainFile, read_toml

FOLDER = "steps"
"""Folder of graded steps inside a pair's folder: one file a coder."""


def step_files(folder: Path) -> list[Path]:
    """The files of graded steps of a pair, by name."""
    return sorted((folder / FOLDER).glob("*.toml"))


def check_steps(path: Path, items: AbstractSet[str]) -> Iterator[Fault]:
    """Faults of one coder's grades: unknown steps and grades, items that are not there."""
    name = f"{FOLDER}/{path.name}"
    try:
        file = read_toml(path)
    except CaseFileDamaged as damage:
        yield Fault(name, damage.line, damage.problem.rstrip("."), damage.remedy)
        return
    coding, graded = file.plain.get("coding"), file.plain.get("grade")
    if (
        not isinstance(coding, dict)
        or not isinstance(graded, list)
        or not all(isinstance(g, dict) for g in graded)
    ):
        remedy = "Write [coding], then a [[grade]] for each step and date."
        yield Fault(name, 1, "no [coding] table or no list of grades", remedy)
        return
    yield from check_fields(coding, STEP_CODING, lambda key: (name, file.line("coding", 0, key)))
    seen: set[tuple[str, str]] = set()
    for k, plain in enumerate(graded):
        yield from _grade(plain, file, k, name, items)
        key = (str(plain.get("step")), str(plain.get("since")))
        if key in seen:
            at = file.line("grade", k, "since")
            yield Fault(name, at, f'"{key[0]}" is graded twice from {key[1]}', "Keep one.")
        seen.add(key)


def _grade(
    plain: dict[str, Any], file: PlainFile, k: int, name: str, items: AbstractSet[str]
) -> Iterator[Fault]:
    def place(key: str) -> tuple[str, int]:
        return name, file.line("grade", k, key)

    yield from check_fields(plain, GRADED, place)
    named = as_list(plain.get("items"))
    for item in named:
        if isinstance(item, str) and item not in items:
            yield Fault(*place("items"), f'no item "{item}"', choose(item, items))
    if plain.get("grade") in ("partly", "met") and not named:
        problem = f'"{plain.get("step")}" is {plain.get("grade")} and names no item'
        yield Fault(*place("items"), problem, "Name the items it rests on.")
