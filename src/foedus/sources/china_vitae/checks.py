"""What must hold of the list of engagements and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(raw: pd.DataFrame) -> None:
    """Every engagement has a day, a year, a country and a leader, and the day lies in the year."""
    needed = raw[["date", "year", "country", "leader"]]
    day_year = raw["date"].str[-2:].astype("string")
    require(
        "china_vitae",
        (not needed.isna().any().any(), "a day, year, country or leader is empty"),
        (
            bool((day_year == raw["year"].astype("string").str[-2:]).all()),
            "a day (month/day/year) does not lie in its year",
        ),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """Every country is a known state other than China."""
    rows = tables["leader_engagements"]
    require(
        "china_vitae",
        (bool((rows["ccode"] > 0).all()), "a country's name is no state in its year"),
        (bool((rows["ccode"] != 710).all()), "China meets itself"),
        no_duplicates(rows, ["ccode", "date", "leader"]),
    )
