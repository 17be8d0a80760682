"""CSV and TSV, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from foedus.documents.corpora.reading.encoding import encoding_of_file
from foedus.documents.corpora.reading.raw import Limits, Refused, RefusedPart, checked_size
from foedus.documents.corpora.reading.table import Table
from foedus.documents.corpora.reading.table_rows import Row, checked_columns

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 2**20


def csv_table(path: Path, limits: Limits, encoding: str | None = None) -> Table:
    """The columns of a CSV, and its rows as they are asked for.

    A row with too many or too few fields is refused alone.

    Raises
    ------
    Refused
        If it is empty, too large, or its encoding cannot be told.
    """
    size = checked_size(path, limits.table_bytes)
    csv.field_size_limit(limits.characters)
    found, _ = encoding_of_file(path, encoding)
    with path.open(encoding=found, newline="") as stream:
        head = stream.readline(_LONGEST_HEADER)
    if "\0" in head or not head.strip():
        raise Refused(f"{path.name} does not begin with names of columns.", "Save it as CSV.")
    delimiter = max(_DELIMITERS, key=head.count)
    columns = checked_columns(path.name, next(csv.reader([head], delimiter=delimiter), []), limits)
    return Table(columns, found, size, lambda: _rows(path, columns, delimiter, found, limits))


def _lines(path: Path, stream: TextIO, limits: Limits) -> Iterator[str]:
    """Lines of a length that memory holds; csv asks for whole ones, however long."""
    longest = 2 * limits.characters
    while line := stream.readline(longest + 1):
        if len(line) > longest:
            raise Refused(
                f"{path.name} has a line of over {longest:,} characters.", "Split it into rows."
            )
        yield line


def _rows(
    path: Path, columns: tuple[str, ...], delimiter: str, encoding: str, limits: Limits
) -> Iterator[Row | RefusedPart]:
    # A field is a document; what stands after an open quotation mark must not be one of it all.
    csv.field_size_limit(limits.characters)
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(_lines(path, stream, limits), delimiter=delimiter)
        next(reader, None)
        part = -1
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise Refused(
                    f"{path.name} cannot be read as CSV near line {reader.line_num:,}: {error}.",
                    "Look for a quotation mark that is opened and not closed.",
                ) from error
            if row is None:
                return
            if not row:
                continue
            part += 1
            if part >= limits.rows:
                raise Refused(f"{path.name} has over {limits.rows:,} rows.", "Split it.")
            if len(row) == len(columns):
                yield dict(zip(columns, row, strict=True))
            else:
                where = f"row {part + 1}, which ends on line {reader.line_num:,}"
                yield RefusedPart(
                    part, f"{where}, has {len(row)} fields; there are {len(columns)} columns"
                )
