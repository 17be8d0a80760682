"""Parquet files whose bytes depend on their content alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.core.errors import SourceDamaged

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_ROW_GROUP = 30_720


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB connection with one thread: row order and bytes are then fixed."""
    import duckdb

    con = duckdb.connect(config={"threads": 1})
    con.execute("SET enable_progress_bar = false")  # it would print into a result on stdout
    return con


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """The connection that reads; opening one for every read would cost more than the reading.

    It uses every core, so rows may come in any order (a long ``IN`` becomes a join): who
    needs an order asks for it or restores it.
    """
    con = connect()
    con.execute("RESET threads")
    con.execute("SET parquet_metadata_cache = true")
    return con


def write(frame: pd.DataFrame, path: Path, level: int = 19) -> None:
    """Write a frame (zstd, fixed row groups, one writer); the folder is made if needed.

    `level` is zstd's: 19 for what ships; 3 takes a tenth of the time for a tenth more bytes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with connect() as con:
        con.register("frame", frame)
        con.execute(
            f"COPY frame TO '{_quoted(part)}' (FORMAT parquet, COMPRESSION zstd, "
            f"COMPRESSION_LEVEL {level}, ROW_GROUP_SIZE {_ROW_GROUP})"
        )
    part.replace(path)


def read(path: Path, columns: list[str] | None = None) -> pd.DataFrame:
    """Read a Parquet file that foedus wrote."""
    with _readable(path), connect() as con:
        frame: pd.DataFrame = _opened(con, path, _select(columns), "").df()
    return frame


def read_arrays(
    path: Path, columns: list[str] | None = None, where: str = ""
) -> dict[str, NDArray[Any]]:
    """Read columns as numpy arrays (masked values become NaN), without pandas, in any order.

    Parameters
    ----------
    path
        The file.
    columns
        Columns to read; all where None.
    where
        An SQL condition over the columns, built from numbers only.
    """
    with _readable(path), _reader().cursor() as con:
        arrays = _opened(con, path, _select(columns), where).fetchnumpy()
    return {name: _plain(values) for name, values in arrays.items()}


def _plain(values: Any) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        if not np.ma.is_masked(values):
            return np.asarray(values.data)
        return np.where(np.ma.getmaskarray(values), np.nan, values.data.astype(float))
    return np.asarray(values)


def _select(columns: list[str] | None) -> str:
    return "*" if columns is None else ", ".join(f'"{c}"' for c in columns)


def _opened(con: Any, path: Path, select: str, where: str) -> Any:
    condition = f" WHERE {where}" if where else ""
    return con.execute(f"SELECT {select} FROM read_parquet('{_quoted(path)}'){condition}")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """A file that is absent, cut short, altered or without a column is damaged, and says so."""
    import duckdb

    try:
        yield
    except duckdb.Error as e:
        raise SourceDamaged(
            f"{path.name} is not a readable Parquet file of foedus: {str(e).splitlines()[0]}",
            "Run `foedus data build` to make it again, or reinstall foedus.",
        ) from e


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
