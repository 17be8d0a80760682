"""A table of ratings from a file: a row for each coding, or a row for each unit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.core.errors import FoedusError, unknown

if TYPE_CHECKING:
    import pandas as pd

Category = str | int | float
NAMED = ("unit", "coder", "value")
EMPTY = ("", "NA", "NaN", "nan", "None", "NULL", "-")
"""Cells that say "not read"; "no code" says read without a code."""


def ratings_table(
    path: Path, columns: Mapping[str, Any], by: str | None
) -> tuple[pd.DataFrame, tuple[Category, ...]]:
    """Rows with `unit`, `coder`, `value`, and `document`, `language`, `code` where there are.

    Parameters
    ----------
    path
        CSV, TSV or Parquet.
    columns
        Options of the command: `wide`, the names of columns, `categories`.
    by
        "language" to keep that column.

    Returns
    -------
    DataFrame
    tuple
        The categories on offer, as the values are; empty where none were named.

    Raises
    ------
    FoedusError
        If the file cannot be read, or lacks a column.
    """
    import pandas as pd

    table = _read(path)
    long = _melted(table) if columns["wide"] else _named(table, columns)
    if by is not None and by not in long:
        raise unknown("column for --by", by, [str(c) for c in table.columns])
    if by is None and "language" in long:
        long = long.drop(columns="language")
    said = tuple(part.strip() for part in (columns["categories"] or "").split(",") if part.strip())
    values, numbers = _typed(long["value"], said)
    offered: tuple[Category, ...] = tuple(map(_number, said)) if numbers else said
    # As objects: whole numbers beside missing ones would become 1.0 and 2.0.
    return long.assign(value=pd.Series(values, index=long.index, dtype=object)), offered


def _read(path: Path) -> pd.DataFrame:
    import pandas as pd

    if not path.is_file():
        raise FoedusError(f"There is no table at {str(path)!r}.", "Check the path.")
    try:
        if path.suffix.lower() == ".parquet":
            return pd.read_parquet(path).astype(object)
        head = path.open(encoding="utf-8-sig", errors="replace").readline()
        mark = max(",;\t", key=head.count)
        return pd.read_csv(
            path, sep=mark, dtype=str, keep_default_na=False, na_values=list(EMPTY),
            encoding="utf-8-sig",
        )  # fmt: skip
    except (ValueError, OSError, UnicodeDecodeError) as fault:
        raise FoedusError(
            f"{path.name} is no table that can be read: {str(fault).splitlines()[0]}.",
            "Save it as CSV in UTF-8, with names of columns in the first line.",
        ) from None


def _named(table: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DataFrame:
    names = {columns[f"{name}_column"]: name for name in NAMED}
    absent = [column for column in names if column not in table]
    if absent:
        raise FoedusError(
            f"The table has no column {', '.join(map(repr, absent))}; it has "
            f"{', '.join(map(str, table.columns[:20]))}.",
            "Name them with --unit-column, --coder-column and --value-column; or, where a row is "
            "a unit and a column a coder, add --wide.",
        )
    document = columns["document_column"]
    if document is not None and document not in table:
        raise unknown("column", document, [str(c) for c in table.columns])
    names |= {document or "document": "document"}
    kept = [c for c in (*names, "language", "code") if c in table]
    return table[list(dict.fromkeys(kept))].rename(columns=names)


def _melted(table: pd.DataFrame) -> pd.DataFrame:
    """A wide table made long; columns `unit` and `document` name those, the others coders."""
    if "unit" not in table:
        table = table.assign(unit=[str(k) for k in range(1, len(table) + 1)])
    about = [c for c in ("unit", "document", "language") if c in table]
    coders = [c for c in table.columns if c not in about]
    if len(coders) < 2:
        raise FoedusError(
            f"A wide table needs two coders; it has {', '.join(map(str, coders)) or 'none'}.",
            "Give each coder a column; a column 'unit' and one 'document' are no coders.",
        )
    return table.melt(id_vars=about, value_vars=coders, var_name="coder", value_name="value")


def _typed(values: pd.Series[Any], said: tuple[str, ...]) -> tuple[list[Any], bool]:
    """Values as numbers where all of them are, else as text."""
    import pandas as pd

    there = values.notna()
    known = [*values[there], *said]
    found = pd.to_numeric(pd.Series(known, dtype=object), errors="coerce")
    numbers = bool(known) and bool(found.notna().all())
    return [
        (_number(v) if numbers else str(v)) if t else None
        for v, t in zip(values, there, strict=True)
    ], numbers


def _number(value: Any) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number
