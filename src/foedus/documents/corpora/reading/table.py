"""A file with many documents, one a row, read as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foedus.documents.corpora.reading.raw import RefusedPart
from foedus.documents.corpora.reading.table_rows import Row


@dataclass(frozen=True)
class Table:
    """Columns known, rows to come.

    Parameters
    ----------
    columns : tuple of str
    encoding : str or None
    bytes : int
        Size of the file.
    rows : callable
        Each call begins anew at the first row.
    count : int or None
        Rows, where the file says so.
    """

    columns: tuple[str, ...]
    encoding: str | None
    bytes: int
    rows: Callable[[], Iterator[Row | RefusedPart]]
    count: int | None = None
