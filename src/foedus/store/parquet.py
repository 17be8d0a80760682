"""Parquet files whose bytes depend on their content alone."""

from __future__ import annotations

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

    return duckdb.connect(config={"threads": 1})


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame (zstd, fixed row groups, one writer); the folder is made if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with connect() as con:
        con.register("frame", frame)
        con.execute(
            f"COPY frame TO '{_quoted(part)}' (FORMAT parquet, COMPRESSION zstd, "
            f"COMPRESSION_LEVEL 19, ROW_GROUP_SIZE {_ROW_GROUP})"
        )
    part.replace(path)


def read(path: Path, columns: list[str] | None = None) -> pd.DataFrame:
    """Read a Parquet file that foedus wrote."""
    with connect() as con:
        return _opened(con, path, _select(columns), "").df()


def read_arrays(
    path: Path, columns: list[str] | None = None, where: str = ""
) -> dict[str, NDArray[Any]]:
    """Read columns as numpy arrays (masked values become NaN), without pandas.

    Parameters
    ----------
    path
        The file.
    columns
        Columns to read; all where None.
    where
        An SQL condition over the columns, built from numbers only.
    """
    with connect() as con:
        arrays = _opened(con, path, _select(columns), where).fetchnumpy()
    return {name: _plain(values) for name, values in arrays.items()}


def _plain(values: Any) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        if not np.ma.is_masked(values):
            return values.data
        return values.astype(float).filled(np.nan)
    return np.asarray(values)


def _select(columns: list[str] | None) -> str:
    return "*" if columns is None else ", ".join(f'"{c}"' for c in columns)


def _opened(con: Any, path: Path, select: str, where: str) -> Any:
    import duckdb

    condition = f" WHERE {where}" if where else ""
    try:
        return con.execute(f"SELECT {select} FROM read_parquet('{_quoted(path)}'){condition}")
    except (duckdb.IOException, duckdb.InvalidInputException) as e:
        raise SourceDamaged(
            f"{path.name} is not a readable Parquet file.",
            "Run `foedus data build` to make it again, or reinstall foedus.",
        ) from e


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
