"""What changed between two versions of a codebook, and whether old codings still mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from foedus.documents.coding.codebook import Code, Codebook

ChangeKind = Literal["added", "removed", "changed"]
MEANING = ("kind", "values", "definition", "inclusion", "exclusion")
"""Fields that say what a code means; the others only name, show or find it."""
_FIELDS = (
    "kind",
    "parent",
    "label",
    "definition",
    "inclusion",
    "exclusion",
    "examples",
    "patterns",
)
_OF_VALUE = ("label", "definition", "examples", "patterns")


@dataclass(frozen=True)
class CodeChange:
    """One change.

    Parameters
    ----------
    code, field : str
        Field is empty where the code itself was added or removed.
    kind : {"added", "removed", "changed"}
    old, new : object
        What the field held; None where there was nothing.
    meaning : bool
        Whether codings of the two versions may no longer say the same.
    """

    code: str
    field: str
    kind: ChangeKind
    old: Any
    new: Any
    meaning: bool

    def __str__(self) -> str:
        what = f"{self.code}, {self.field}" if self.field else self.code
        return f"{what}: {self.kind}" + (" (meaning)" if self.meaning else "")


@dataclass(frozen=True)
class CodebookDifference:
    """Changes from one version to another, in the order of the codes.

    Parameters
    ----------
    old, new : str
        Name and version.
    changes : tuple of CodeChange
    """

    old: str
    new: str
    changes: tuple[CodeChange, ...]

    @property
    def comparable(self) -> tuple[str, ...]:
        """Codes in both versions that mean the same in both; their codings can be joined."""
        touched = {c.code for c in self.changes if c.meaning or not c.field}
        return tuple(code for code in self._shared if code not in touched)

    _shared: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The difference in words."""
        if not self.changes:
            return f"{self.old} and {self.new} say the same."
        count = {
            k: sum(c.kind == k and not c.field for c in self.changes) for k in ("added", "removed")
        }
        meaning = sorted({c.code for c in self.changes if c.meaning and c.field})
        wording = sorted({c.code for c in self.changes if c.field} - set(meaning))
        return (
            f"{self.old} to {self.new}: {count['added']} codes added, {count['removed']} removed; "
            f"meaning changed in {', '.join(meaning) or 'none'}; "
            f"wording, examples or patterns only in {', '.join(wording) or 'none'}."
        )


def difference(old: Codebook, new: Codebook) -> CodebookDifference:
    """What changed from `old` to `new`.

    Examples
    --------
    >>> def book(version, **fields):
    ...     code = {"id": "growth", "kind": "flag", "label": {}, "definition": "Up."} | fields
    ...     return Codebook("trade", version, "Trade", (Code(**code),))
    >>> print(difference(book("1.0"), book("1.1", definition="Trade rises.")).sentence())
    trade 1.0 to trade 1.1: 0 codes added, 0 removed; meaning changed in growth; wording, \
examples or patterns only in none.
    """
    before, after = old.by_id, new.by_id
    changes: list[CodeChange] = []
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            changes.append(CodeChange(name, "", "removed", before[name], None, True))
        elif name not in before:
            changes.append(CodeChange(name, "", "added", None, after[name], False))
        else:
            changes += _of_code(before[name], after[name])
    shared = tuple(c.id for c in old.codable if c.id in after and after[c.id].kind != "theme")
    return CodebookDifference(old.key, new.key, tuple(changes), shared)


def _of_code(old: Code, new: Code) -> list[CodeChange]:
    found = [_change(old.id, name, getattr(old, name), getattr(new, name)) for name in _FIELDS]
    values = [v.value for v in old.values], [v.value for v in new.values]
    found.append(_change(old.id, "values", *values))
    later = {v.value: v for v in new.values}
    for value in old.values:
        if value.value in later:
            for name in _OF_VALUE:
                pair = getattr(value, name), getattr(later[value.value], name)
                found.append(_change(old.id, f"value {value.value}, {name}", *pair))
    return [change for change in found if change is not None]


def _change(code: str, field: str, old: Any, new: Any) -> CodeChange | None:
    if old == new:
        return None
    meaning = field.rpartition(", ")[2] in MEANING
    return CodeChange(code, field, "changed", old or None, new or None, meaning)
