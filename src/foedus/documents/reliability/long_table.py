"""Ratings from a long table: one row a coding.

Columns: `unit`, `coder`, `value`; where wanted `document`, `language` and `code`. A row says
that the coder read the unit. No row, or a missing value, says that the coder did not. A coder
who read a unit and found nothing to code has the value `NO_CODE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from foedus.core.errors import FoedusError, unknown
from foedus.documents.reliability.ratings import Ratings, from_matrix
from foedus.documents.reliability.words import NO_CODE, Category

if TYPE_CHECKING:
    import pandas as pd

Repeated = Literal["refuse", "first", "last"]
"""What is done where a coder coded a unit twice and differently."""
NEEDED = ("unit", "coder", "value")


def from_table(
    table: pd.DataFrame,
    *,
    categories: Sequence[Category] | None = None,
    repeated: Repeated = "refuse",
) -> Ratings:
    """The ratings matrix of one variable.

    Parameters
    ----------
    table
        One row a coding; columns `unit`, `coder`, `value` and, where known, `document`.
    categories
        All categories on offer, in their order (see `from_matrix`).
    repeated
        Where a coder coded a unit twice and differently: refuse, or take the first or the
        last row.

    Raises
    ------
    FoedusError
        For missing columns, a table without codings, a unit in two documents, a value
        outside `categories`, or codings that contradict each other.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("s1", "ann", "threat"), ("s1", "bo", "no code"), ("s2", "bo", "threat")]
    >>> found = from_table(pd.DataFrame(rows, columns=["unit", "coder", "value"]))
    >>> found.coders, found.categories, found.codes.tolist()
    (('ann', 'bo'), ('no code', 'threat'), [[1, 0], [-1, 1]])
    """
    import pandas as pd

    if repeated not in get_args(Repeated):
        raise unknown("rule for repeated codings", repeated, get_args(Repeated))
    checked(table)
    rows = table[table["value"].notna()]
    if rows.empty:
        raise FoedusError(
            "The table holds no coding.",
            f"A unit read and not coded needs the value {NO_CODE!r}; an empty value is 'not read'.",
        )
    rows = _once(rows, repeated)
    unit, units = pd.factorize(rows["unit"])
    coder, coders = pd.factorize(rows["coder"], sort=True)
    matrix = np.full((len(units), len(coders)), np.nan, object)
    matrix[unit, coder] = rows["value"].to_numpy(object)
    documents = _documents(rows) if "document" in rows else None
    return from_matrix(matrix, categories=categories, documents=documents, coders=list(coders))


def checked(table: pd.DataFrame, *more: str) -> None:
    """Refuse a table without the columns, or with a unit or coder left empty."""
    for column in (*NEEDED, *more):
        if column not in table:
            raise FoedusError(
                f"The table of codings has no column {column!r}.",
                f"Needed: {', '.join((*NEEDED, *more))}; found: "
                f"{', '.join(map(str, table.columns))}.",
            )
    for column in ("unit", "coder", *more):
        if table[column].isna().any():
            row = int(np.flatnonzero(table[column].isna())[0])
            raise FoedusError(
                f"Row {row} has no {column}.", "Every coding names its unit and its coder."
            )


def applied(codings: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Each code as a variable of its own: applied or not, by everyone who read the unit.

    Parameters
    ----------
    codings
        One row for each code that a coder gave a unit: `unit`, `coder`, `code`.
    read
        One row for each unit that a coder read, coded or not: `unit`, `coder` and, where
        known, `document` and `language`.

    Returns
    -------
    DataFrame
        One row for each code, unit and coder that read it; `value` is "applied" or `NO_CODE`.

    Raises
    ------
    FoedusError
        Where a coder coded a unit that, by `read`, the coder did not read.

    Examples
    --------
    >>> import pandas as pd
    >>> read = pd.DataFrame({"unit": [1, 1, 2], "coder": ["ann", "bo", "bo"]})
    >>> codings = pd.DataFrame({"unit": [1], "coder": ["bo"], "code": ["threat"]})
    >>> applied(codings, read)["value"].tolist()
    ['no code', 'applied', 'no code']
    """
    key = ["unit", "coder"]
    once = codings[[*key, "code"]].drop_duplicates()
    readers = read.drop_duplicates(key)
    stray = once.merge(readers[key], on=key, how="left", indicator=True)
    if (stray["_merge"] == "left_only").any():
        unit, coder = stray.loc[stray["_merge"] == "left_only", key].iloc[0]
        raise FoedusError(
            f"{_named(coder)} coded unit {_named(unit)} without having read it.",
            "Add the unit to the table of what was read.",
        )
    codes = once[["code"]].drop_duplicates().sort_values("code")
    grid = readers.merge(codes, how="cross")
    full = grid.merge(once.assign(value="applied"), on=[*key, "code"], how="left")
    return full.assign(value=full["value"].fillna(NO_CODE))


def _once(rows: pd.DataFrame, repeated: Repeated) -> pd.DataFrame:
    key = ["unit", "coder"]
    if repeated != "refuse":
        return rows.drop_duplicates(key, keep=repeated)
    rows = rows.drop_duplicates([*key, "value"])
    twice = rows.duplicated(key, keep=False)
    if twice.any():
        unit, coder = rows.loc[twice, key].iloc[0]
        values = rows.loc[(rows["unit"] == unit) & (rows["coder"] == coder), "value"]
        raise FoedusError(
            f"{_named(coder)} coded unit {_named(unit)} more than once: "
            f"{', '.join(map(_named, values))} "
            f"({int(twice.sum())} such rows).",
            "Remove one, say repeated='first' or 'last', or make each code a variable of its own.",
        )
    return rows


def _documents(rows: pd.DataFrame) -> list[object]:
    pairs = rows[["unit", "document"]].drop_duplicates()
    if pairs["document"].isna().any():
        unit = pairs.loc[pairs["document"].isna(), "unit"].iloc[0]
        raise FoedusError(
            f"Unit {_named(unit)} has no document.", "Name it, or leave the column out."
        )
    twice = pairs["unit"].duplicated()
    if twice.any():
        unit = pairs.loc[twice, "unit"].iloc[0]
        raise FoedusError(
            f"Unit {_named(unit)} stands in two documents.", "Units need names of their own."
        )
    return list(pairs["document"])


def _named(value: object) -> str:
    """As people write it: numbers of a table's column print their type."""
    return repr(value.item() if isinstance(value, np.generic) else value)
