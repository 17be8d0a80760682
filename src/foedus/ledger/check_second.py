"""Checks of a second coding: which fields were judged, of which items, with which words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.ledger.check_fields import check_fields
from foedus.ledger.check_items import as_list
from foedus.ledger.faults import CaseFileDamaged, Fault, choose
from foedus.ledger.layout import CODING, ITEM, Field
from foedus.ledger.plain_text import PlainFile, read_toml
from foedus.ledger.words import JUDGED

FILE = Path("second") / "judgements.toml"
FIELDS = ("level", *JUDGED, "provision", "outcome")
"""Fields a second coder may judge from an item's text."""
JUDGEMENT: tuple[Field, ...] = (
    Field("id", "text", "Id of the item", True),
    *(f for f in ITEM if f.name in FIELDS and f.name != "level"),
    Field("level", "level", "0 to 4, on the anchors of the instrument"),
)
CODING_FIELDS = (*CODING, Field("fields", "texts", "Which fields were judged", True))


def check_second(path: Path, items: set[str]) -> Iterator[Fault]:
    """Faults of a second coding: unknown items and fields, values outside the lists."""
    name = f"{FILE.parent}/{path.name}"
    try:
        file = read_toml(path)
    except CaseFileDamaged as damage:
        yield Fault(name, damage.line, damage.problem.rstrip("."), damage.remedy)
        return
    coding = file.plain.get("coding")
    judged = file.plain.get("judgement")
    if not isinstance(coding, dict) or not isinstance(judged, list) or unlike(judged):
        remedy = "Write [coding], then a [[judgement]] for each item."
        yield Fault(name, 1, "no [coding] table or no list of judgements", remedy)
        return
    line = file.line("coding", 0, "fields")
    yield from check_fields(coding, CODING_FIELDS, lambda key: (name, file.line("coding", 0, key)))
    for field in as_list(coding.get("fields")):
        if field not in FIELDS:
            problem = f'"{field}" is not a field to judge'
            yield Fault(name, line, problem, choose(str(field), FIELDS))
    seen: set[str] = set()
    for k, plain in enumerate(judged):
        yield from _judgement(plain, file, k, name, items)
        if str(plain.get("id")) in seen:
            at = file.line("judgement", k, "id")
            yield Fault(name, at, f'item "{plain.get("id")}" is judged twice', "Keep one.")
        seen.add(str(plain.get("id")))


def unlike(records: list[Any]) -> bool:
    """Whether something in a list is no table."""
    return not all(isinstance(r, dict) for r in records)


def _judgement(
    plain: dict[str, Any], file: PlainFile, k: int, name: str, items: set[str]
) -> Iterator[Fault]:
    def place(key: str) -> tuple[str, int]:
        return name, file.line("judgement", k, key)

    yield from check_fields(plain, JUDGEMENT, place)
    item = plain.get("id")
    if isinstance(item, str) and item and item not in items:
        yield Fault(*place("id"), f'no item "{item}"', choose(item, items))
