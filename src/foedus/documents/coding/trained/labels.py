"""Labels as people write them, turned into answers of a code."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import FoedusError, unknown
from foedus.documents.coding.codebook import Code, Codebook, Scalar, Value
from foedus.documents.coding.codebook_text import codebook_text
from foedus.documents.coding.trained.answers import KINDS, Answers, Kind
from foedus.documents.reliability.words import NO_CODE

APPLIED = "applied"
"""Answer of a passage that has a flag."""
_FLAG: dict[Scalar, str] = {
    True: APPLIED, "1": APPLIED, "true": APPLIED, APPLIED: APPLIED,
    False: NO_CODE, "0": NO_CODE, "false": NO_CODE, NO_CODE: NO_CODE,
}  # fmt: skip
"""Numbers 1 and 0 count as true and false."""


def plain(label: object) -> Scalar | None:
    """A label without numpy around it; None where it is missing."""
    item = getattr(label, "item", None)
    found = item() if callable(item) else label
    if found is None or found == "" or (isinstance(found, float) and math.isnan(found)):
        return None
    if isinstance(found, bool | int | float | str):
        return found
    # What pandas writes for a missing value is of a kind of its own.
    if type(found).__name__ in {"NAType", "NaTType"}:
        return None
    raise FoedusError(f"{found!r} is no label.", "Labels are text, numbers, true or false.")


def guessed(labels: Sequence[Scalar | None], name: str, kind: Kind | None) -> Codebook:
    """A codebook of one code for labels that come without one.

    Raises
    ------
    FoedusError
        For an unknown kind, or labels that it does not take.
    """
    if kind is not None and kind not in KINDS:
        raise unknown("kind of code", kind, KINDS)
    found = [label for label in dict.fromkeys(labels) if label is not None]
    if kind is None:
        lower = [x.lower() if isinstance(x, str) else x for x in found]
        numbers = all(x == NO_CODE or _is_number(x) for x in found)
        kind = "flag" if all(x in _FLAG for x in lower) else "scale" if numbers else "category"
    values: tuple[Value, ...] = ()
    if kind == "category":
        values = _named(sorted({str(x) for x in found} - {NO_CODE}))
    elif kind == "scale":
        values = tuple(
            Value(x, {"en": str(x)}) for x in sorted({_number(x) for x in found if x != NO_CODE})
        )
    code = Code(name, kind, {"en": name}, "As the labels that were given have it.", values=values)
    book = Codebook("labels", "1", "Labels without a codebook", (code,))
    digest = int(hashlib.sha256(codebook_text(book).encode()).hexdigest()[:8], 16)
    return replace(book, version=f"1.{digest}")


def answered(
    code: Code, labels: Sequence[Scalar | None], own: bool = False
) -> tuple[Answers, NDArray[np.int64]]:
    """Answers that occur, and each label's number among them; -1 where it is missing.

    Parameters
    ----------
    code
    labels
    own
        Whether the code was made from the labels: a category's answers are then called as
        they are, not as the codebook had to call them.

    Raises
    ------
    FoedusError
        For a label that the code does not take.
    """
    read = {label: _read(code, label, own) for label in dict.fromkeys(labels)}
    there = {x for x in read.values() if x is not None}
    order = [APPLIED] if code.kind == "flag" else [_called(v, own) for v in code.values]
    names = tuple(x for x in (NO_CODE, *order) if x in there)
    kind = next(k for k in KINDS if k == code.kind)
    number = {name: k for k, name in enumerate(names)}
    rows = [-1 if (x := read[label]) is None else number[x] for label in labels]
    return Answers(kind, names or (NO_CODE,)), np.array(rows, np.int64)


def value_of(code: Code, answer: Scalar) -> Scalar:
    """What the codebook calls an answer."""
    return next((v.value for v in code.values if answer in (v.value, v.label.get("en"))), answer)


def _named(labels: Sequence[str]) -> tuple[Value, ...]:
    """Values of a category with names that a codebook allows, and labels as they were."""
    tidy = [re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") for label in labels]
    fine = [name[:1].isalpha() and tidy.count(name) == 1 for name in tidy]
    return tuple(
        Value(name if good else f"value_{k}_{name}".strip("_"), {"en": label})
        for k, (label, name, good) in enumerate(zip(labels, tidy, fine, strict=True), 1)
    )


def _called(value: Value, own: bool) -> Scalar:
    return value.label["en"] if own and isinstance(value.value, str) else value.value


def _read(code: Code, label: Scalar | None, own: bool) -> Scalar | None:
    if label is None or label == NO_CODE:
        return label
    if own and code.kind == "category":
        return str(label)
    if code.kind != "flag":
        return code.read(label)
    key = label.lower() if isinstance(label, str) else label
    if key not in _FLAG:
        raise FoedusError(
            f"{label!r} is no label of the flag {code.id!r}.",
            f"Write 1 or {APPLIED!r}, 0 or {NO_CODE!r}; leave it empty where nobody looked.",
        )
    return _FLAG[key]


def _is_number(label: Scalar) -> bool:
    try:
        return math.isfinite(float(str(label).replace("\N{MINUS SIGN}", "-")))
    except ValueError:
        return False


def _number(label: Scalar) -> int | float:
    if not _is_number(label):
        raise FoedusError(
            f"{label!r} is no step of a scale.", "Steps are numbers; or take kind='category'."
        )
    number = float(str(label).replace("\N{MINUS SIGN}", "-"))
    return int(number) if number == int(number) else number
