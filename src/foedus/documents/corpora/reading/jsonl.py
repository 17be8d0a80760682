"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from foedus.documents.corpora.reading.encoding import encoding_of_file
from foedus.documents.corpora.reading.raw import Limits, Refused, RefusedPart, checked_size
from foedus.documents.corpora.reading.table import Table
from foedus.documents.corpora.reading.table_rows import Row, checked_columns

_LOOKED_AT = 1_000
"""Objects at the beginning whose names are the columns by which the text is sought."""


def jsonl_table(path: Path, limits: Limits, encoding: str | None = None) -> Table:
    """The names in the first objects, and the objects as they are asked for.

    A line that is no object is refused alone; values that are no text are kept as JSON.

    Raises
    ------
    Refused
        If it is empty, too large, not text, or none of the first lines is an object.
    """
    size = checked_size(path, limits.table_bytes)
    found, _ = encoding_of_file(path, encoding)
    names: dict[str, None] = {}
    for row in islice(_rows(path, found, limits), _LOOKED_AT):
        if not isinstance(row, RefusedPart):
            names |= dict.fromkeys(row)
        if len(names) > limits.columns:
            break
    if not names:
        raise Refused(f"No line of {path.name} is a JSON object.", "Write one object a line.")
    columns = checked_columns(path.name, list(names), limits)
    return Table(columns, found, size, lambda: _rows(path, found, limits))


def _rows(path: Path, encoding: str, limits: Limits) -> Iterator[Row | RefusedPart]:
    # A line is a document and little more.
    longest = 2 * limits.characters
    with path.open(encoding=encoding, newline="\n") as stream:
        part = -1
        while line := stream.readline(longest + 1):
            if len(line) > longest:
                raise Refused(
                    f"{path.name} has a line of over {longest:,} characters.",
                    "Write one object a line.",
                )
            if not line.strip():
                continue
            part += 1
            if part >= limits.rows:
                raise Refused(f"{path.name} has over {limits.rows:,} lines.", "Split it.")
            yield _row(part, line)


def _row(part: int, line: str) -> Row | RefusedPart:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return RefusedPart(part, f"line {part + 1} is no JSON: {str(error)[:100]}")
    if not isinstance(found, dict):
        return RefusedPart(part, f"line {part + 1} is no JSON object")
    return {str(name): _value(value) for name, value in found.items() if value is not None}


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
