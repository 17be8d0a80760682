"""Parquet, through DuckDB, some rows at a time."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.documents.corpora.reading.raw import MIB, Limits, Refused, checked_size
from foedus.documents.corpora.reading.table import Table
from foedus.documents.corpora.reading.table_rows import Row, checked_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AT_ONCE = 16 * MIB
"""Bytes of text held at a time."""
_MOST_AT_ONCE = 2_048
_MEMORY = "1GB"


def parquet_table(path: Path, limits: Limits) -> Table:
    """The columns of a Parquet file, and its rows as they are asked for.

    Raises
    ------
    Refused
        If it is damaged, too large, or its text unpacks to far more than it is.
    """
    size = checked_size(path, limits.table_bytes)
    with _connected() as connection:
        # What the file says of itself: a few bytes can stand for as many rows as one likes.
        told = _run(path, connection, "SELECT num_rows FROM parquet_file_metadata(?)").fetchone()
        if told and int(told[0]) > limits.rows:
            raise Refused(f"{path.name} has over {limits.rows:,} rows.", "Split it.")
        described = _run(path, connection, "DESCRIBE SELECT * FROM read_parquet(?)")
        columns = checked_columns(path.name, [str(row[0]) for row in described.fetchall()], limits)
        longest = ", ".join(f"max(strlen({_text(c)}))" for c in columns)
        total = " + ".join(f"coalesce(sum(strlen({_text(c)})), 0)" for c in columns)
        # Counted before anything is unpacked into memory: packed, a bomb is as small as any file.
        query = f"SELECT count(*), {total}, greatest({longest}, 0) FROM read_parquet(?)"
        found = _run(path, connection, query).fetchone()
    count, text, widest = (int(value or 0) for value in found or (0, 0, 0))
    _check(path, size, count, text, widest, limits)
    rows_at_once = max(1, min(_MOST_AT_ONCE, _AT_ONCE // max(widest, 1)))
    return Table(columns, None, size, lambda: _rows(path, columns, rows_at_once), count)


def _check(path: Path, size: int, count: int, text: int, widest: int, limits: Limits) -> None:
    if count > limits.rows:
        raise Refused(f"{path.name} has over {limits.rows:,} rows.", "Split it.")
    if text > max(limits.unpacked_bytes, 1) and text > limits.ratio * size:
        raise Refused(
            f"{path.name} has {size / MIB:.1f} MiB and unpacks to {text / MIB:,.0f} of text.",
            "No texts pack so well: look at what is in it.",
        )
    if widest > 4 * limits.characters:
        raise Refused(
            f"{path.name} has a value of {widest / MIB:,.0f} MiB.", "Split it into its documents."
        )


def _rows(path: Path, columns: tuple[str, ...], at_once: int) -> Iterator[Row]:
    values = ", ".join(f"coalesce({_text(column)}, '')" for column in columns)
    with _connected() as connection:
        # A stream on one thread: rows come in the order of the file, a few at a time.
        found = _run(path, connection, f"SELECT {values} FROM read_parquet(?)")
        while rows := found.fetchmany(at_once):
            for row in rows:
                yield dict(zip(columns, row, strict=True))


def _text(column: str) -> str:
    quoted = column.replace('"', '""')
    return f'CAST("{quoted}" AS VARCHAR)'


def _connected() -> DuckDBPyConnection:
    import duckdb

    return duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY})


def _run(path: Path, connection: DuckDBPyConnection, query: str) -> Any:
    import duckdb

    try:
        # A name may hold * or [, which would mean other files.
        return connection.execute(query, [glob.escape(str(path))])
    except duckdb.Error as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        first = first.replace(str(path), path.name)
        if isinstance(error, duckdb.OutOfMemoryException):
            raise Refused(
                f"{path.name} unpacks to more than {_MEMORY} at a time.", "Split it."
            ) from error
        raise Refused(
            f"{path.name} cannot be read as Parquet: {first[:200]}.", "Get a fresh copy of it."
        ) from error
