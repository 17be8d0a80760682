"""A second coder's judgements of a pair's items, laid beside the first coding.

They lie in ``second/judgements.toml`` of the pair's folder: a [coding] table that says who
coded which fields and whether blind, and one [[judgement]] table an item. A coding made
with sight of the first is a review, and is called so.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from foedus.core.errors import FoedusError
from foedus.ledger.agreement import ITEM_FIELDS, Agreement, Compared, Difference, alpha
from foedus.ledger.case_file import CaseFile, all_cases
from foedus.ledger.check_second import FILE, check_second
from foedus.ledger.plain_text import read_toml
from foedus.ledger.records import Coding, coding_of


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
