"""A second coder's judgements of a pair's items, laid beside the first coding.

They lie in ``second/judgements.toml`` of the pair's folder: a [coding] table that says who
coded which fields and whether blind, and one [[judgement]] table an item. A coding made
with sight of the first is a review, and is called so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.core.errors import FoedusError
from foedus.ledger.agreement import ITEM_FIELDS, Agreement, Compared, Difference, alpha
from foedus.ledger.case_file import CaseFile, all_cases
from foedus.ledger.check_fields import check_fields
from foedus.ledger.check_items import as_list
from foedus.ledger.faults import CaseFileDamaged, Fault, choose
from foedus.ledger.layout import CODING, ITEM, Field
from foedus.ledger.plain_text import PlainFile, read_toml
from foedus.ledger.records import Coding, coding_of

FILE = Path("second") / "judgements.toml"
FIELDS = tuple(name for name in ITEM_FIELDS if name not in ("kind", "instrument"))
"""Fields a second coder may judge from an item's text."""
JUDGEMENT: tuple[Field, ...] = (
    Field("id", "text", "Id of the item", True),
    *(f for f in ITEM if f.name in FIELDS and f.name != "level"),
    Field("level", "level", "0 to 4, on the anchors of the instrument"),
)
CODING_FIELDS = (*CODING, Field("fields", "texts", "Which fields were judged", True))


@dataclass(frozen=True)
class SecondCoding:
    """A second coder's judgements.

    Parameters
    ----------
    coding
        Who, when, how, and whether blind.
    fields
        The fields judged.
    values
        For each item the judged fields.
    """

    coding: Coding
    fields: tuple[str, ...]
    values: dict[str, dict[str, Hashable]]


def second_coding(case: CaseFile) -> SecondCoding | None:
    """The second coding that lies in the case's folder; None where there is none."""
    path = case.folder / FILE
    if not path.is_file():
        return None
    faults = list(check_second(path, set(case.by_id)))
    if faults:
        shown = "\n".join(f"  {f}" for f in faults[:5])
        raise FoedusError(
            f"The second coding of {case.folder.name} has {len(faults)} faults:\n{shown}",
            "Mend them; the field names are those of the items.",
        )
    plain = read_toml(path).plain
    fields = tuple(plain["coding"]["fields"])
    return SecondCoding(
        coding_of(plain["coding"]),
        fields,
        {j["id"]: {f: j[f] for f in fields if f in j} for j in plain["judgement"]},
    )


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


def beside(case: CaseFile, second: SecondCoding) -> Compared:
    """Agreement of the two codings a field, and every difference."""
    return _agreed([(case, second)])


def beside_all() -> Compared | None:
    """Agreement over every case file that holds a second coding; None where none does."""
    both = [(case, second) for case in all_cases() if (second := second_coding(case))]
    return _agreed(both) if both else None


def _agreed(both: list[tuple[CaseFile, SecondCoding]]) -> Compared:
    agreements, differences = [], []
    for field in dict.fromkeys(f for _, second in both for f in second.fields):
        pairs = [p for case, second in both for p in _pairs(case, second, field)]
        values = [(a, b) for _, a, b in pairs]
        same = sum(a == b for a, b in values) / len(values) if values else None
        metric = ITEM_FIELDS[field]
        agreements.append(Agreement(field, metric, len(values), same, alpha(values, metric)))
        differences += [Difference(r, field, str(a), str(b)) for r, a, b in pairs if a != b]
    return Compared(
        tuple(agreements),
        tuple(differences),
        (),
        (),
        all(second.coding.blind for _, second in both),
        tuple(sorted({f"{s.coding.coder}: {s.coding.how}" for _, s in both})),
    )


def _pairs(
    case: CaseFile, second: SecondCoding, field: str
) -> list[tuple[str, Hashable, Hashable]]:
    """Items that both coded in a field, with both values."""
    found = []
    for name in sorted(second.values):
        first = getattr(case.by_id[name], field)
        if first is not None and field in second.values[name]:
            found.append((name, first, second.values[name][field]))
    return found
