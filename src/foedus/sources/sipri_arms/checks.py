"""What must hold of the SIPRI file and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(raw: pd.DataFrame) -> None:
    """Names are there, years plausible, values not negative, rows unique."""
    require(
        "sipri_arms",
        no_duplicates(raw, ["supplier", "recipient", "year"]),
        (not raw.isna().any().any(), "a supplier, recipient, year or value is empty"),
        (bool(raw["year"].between(1950, 2030).all()), "a year is outside 1950-2030"),
        (bool((raw["value"] >= 0).all()), "a value is negative"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """One row a supplier, recipient and year, and nobody supplies himself."""
    arms = tables["arms_transfers"]
    require(
        "sipri_arms",
        (not arms.empty, "no row between two states"),
        no_duplicates(arms, ["ccode1", "ccode2", "year"]),
        (bool((arms["ccode1"] != arms["ccode2"]).all()), "a state supplies itself"),
    )
