"""`metadata.csv`: what the user says of the files in a folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from pathlib import Path

from foedus.core.errors import FoedusError, nearest
from foedus.documents.corpora.dates import iso_date
from foedus.documents.corpora.reading.encoding import decode
from foedus.documents.corpora.reading.raw import MIB, checked_size
from foedus.documents.corpora.schema import METADATA
from foedus.documents.language.detect import language_of

NAME = "metadata.csv"
FILE_COLUMN = "file"
COLUMNS = (*METADATA, "language")
_LARGEST = 64 * MIB
_MOST_FAULTS = 20

Said = Mapping[str, Mapping[str, str]]


def sidecar(path: Path, files: Collection[str]) -> Said:
    """What is said of each file, by its name in the folder; empty cells say nothing.

    Parameters
    ----------
    path
        A CSV whose first column is ``file``; then any of title, author, side, institution,
        date, kind, url, licence, language.
    files
        Names that there are, with ``/`` between folders.

    Raises
    ------
    FoedusError
        With all faults at once: unknown or repeated files and columns, dates that are not ISO,
        languages that are not read; each with its row and the nearest match.
    """
    checked_size(path, _LARGEST)
    text = decode(path.name, path.read_bytes()).text
    head = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count)))
    columns = [column.strip().lower() for column in rows[0]]
    faults = _column_faults(columns)
    said: dict[str, dict[str, str]] = {}
    if not faults:
        for number, row in enumerate(rows[1:], start=2):
            if any(cell.strip() for cell in row):
                faults += _add(said, number, row, columns, files)
    if faults:
        shown = [f"  {fault}" for fault in faults[:_MOST_FAULTS]]
        if len(faults) > _MOST_FAULTS:
            shown.append(f"  and {len(faults) - _MOST_FAULTS} more")
        raise FoedusError(
            "\n".join([f"{path.name} has {len(faults)} fault{'s' * (len(faults) > 1)}:", *shown]),
            "Mend them; nothing was added.",
        )
    return said


def _column_faults(columns: list[str]) -> list[str]:
    if columns[0] != FILE_COLUMN:
        return [f"its first column is {columns[0]!r}; it must be {FILE_COLUMN!r}"]
    faults = [
        f"unknown column {column!r}{_close(column, COLUMNS)}; known: {', '.join(COLUMNS)}"
        for column in columns[1:]
        if column not in COLUMNS
    ]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    return faults + [f"column {column!r} stands there twice" for column in twice]


def _add(
    said: dict[str, dict[str, str]],
    number: int,
    row: list[str],
    columns: list[str],
    files: Collection[str],
) -> list[str]:
    if len(row) > len(columns):
        return [f"row {number} has {len(row)} cells; there are {len(columns)} columns"]
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    name = cells.pop(FILE_COLUMN).removeprefix("./")
    if name not in files:
        return [f"row {number}: there is no file {name!r}{_close(name, files)}"]
    if name in said:
        return [f"row {number}: {name!r} stands there twice"]
    values = {column: value for column, value in cells.items() if value}
    faults = []
    if "date" in values:
        day = iso_date(values["date"])
        if day is None:
            faults.append(
                f"row {number}: {values['date']!r} is no date; write 2023, 2023-10 or 2023-10-17"
            )
        else:
            values["date"] = day
    if "language" in values:
        try:
            values["language"] = language_of(values["language"])
        except FoedusError as fault:
            faults.append(f"row {number}: {fault.problem} {fault.remedy}")
    said[name] = values
    return faults


def _close(name: str, known: Collection[str]) -> str:
    found = nearest(name, known, 1)
    return f" (nearest: {found[0]!r})" if found else ""
