"""What must hold of national capabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Raise SourceDamaged unless each year's CINC scores are shares that sum to one."""
    rows = tables["national_capability"]
    sums = rows.groupby("year")["cinc"].sum()
    require(
        "cow_nmc",
        no_duplicates(rows, ["ccode", "year"]),
        (bool(rows["cinc"].between(0, 1).all()), "a CINC score outside 0-1"),
        (bool(sums.between(0.98, 1.1).all()), "CINC scores of a year are far from summing to 1"),
        (not (rows.drop(columns=["ccode", "year"]) < 0).any(axis=None), "a negative capability"),
    )
