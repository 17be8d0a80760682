"""Codings and readings as rows to be stored, checked against text and codebook."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable

from foedus.core.errors import FoedusError
from foedus.documents.coding.codebook import Codebook, written
from foedus.documents.coding.coders import Identity
from foedus.documents.coding.records import Coding, Read

CodingRow = tuple[int, int, int, str, str | None, float | None, str]
"""Document, start, stop, code, value, score, time."""
ReadRow = tuple[int, int, int, str, str]
"""Document, start, stop, codes, time."""
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MANY = 500


def lengths_of(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, int]:
    """Characters of each document that is there."""
    wanted = sorted({int(d) for d in documents})
    found: dict[int, int] = {}
    for k in range(0, len(wanted), _MANY):
        part = wanted[k : k + _MANY]
        marks = ",".join("?" * len(part))
        found |= connection.execute(
            f"SELECT id, length(text) FROM document WHERE id IN ({marks})", part
        ).fetchall()
    return found


def coding_row(
    coding: Coding, coder: Identity, codebook: Codebook, lengths: dict[int, int], at: str
) -> CodingRow:
    """A coding to be stored; a FoedusError where text, codebook or coder do not allow it."""
    place = _checked_span(coding, lengths)
    value = written(codebook.code(coding.code).read(coding.value))
    score = None if coding.score is None else float(coding.score)
    if score is not None:
        if coder.kind == "human":
            raise FoedusError(
                f"A coding of {coder.name!r} has a score, which only models give.",
                "Keep a model's codings under the model's own name.",
            )
        if not (math.isfinite(score) and 0 <= score <= 1):
            raise FoedusError(f"The score {score} is not between 0 and 1.", "Scale it.")
    when = _moment(coding.at, at)
    return *place, coding.code, value, score, when


def read_row(read: Read, codebook: Codebook, lengths: dict[int, int], at: str) -> ReadRow:
    """A span read to be stored; a FoedusError where it is not in its text."""
    place = _checked_span(read, lengths)
    codes = " ".join(sorted({codebook.code(c).id for c in read.codes}))
    return *place, codes, _moment(read.at, at)


def _checked_span(given: Coding | Read, lengths: dict[int, int]) -> tuple[int, int, int]:
    length = lengths.get(given.document)
    if length is None:
        raise FoedusError(
            f"The corpus has no document {given.document}.", "See `foedus texts list`."
        )
    if not 0 <= given.start < given.stop <= length:
        raise FoedusError(
            f"The span {given.start} to {given.stop} is not in document {given.document}, "
            f"which has {length} characters.",
            "Offsets count Unicode code points from 0, the end not included.",
        )
    # SQLite takes no integers of numpy.
    return int(given.document), int(given.start), int(given.stop)


def _moment(given: str, otherwise: str) -> str:
    if given and not _AT.fullmatch(given):
        raise FoedusError(f"{given!r} is no time.", "Write it as 2026-11-22T12:00:00Z (UTC).")
    return given or otherwise
