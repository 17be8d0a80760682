"""What must hold of the Polity5 file and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(raw: pd.DataFrame) -> None:
    """Scores lie in -10..10; at most two polities share a state and year."""
    known = raw["polity2"].dropna()
    crowd = raw.dropna(subset=["cown"]).groupby(["cown", "year"]).size()
    require(
        "polity5",
        (bool(known.between(-10, 10).all()), "a polity2 score is outside -10..10"),
        (crowd.empty or int(crowd.max()) <= 2, "more than two polities in one state and year"),
        (bool(raw["year"].between(1776, 2035).all()), "a year is outside 1776-2035"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """One row a state and year."""
    polity = tables["polity"]
    require(
        "polity5",
        (not polity.empty, "no row with a COW code"),
        no_duplicates(polity, ["ccode", "year"]),
    )
