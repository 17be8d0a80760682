"""What must hold of the V-Dem files and of the table made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd


def check_input(indices: pd.DataFrame, latest: pd.DataFrame) -> None:
    """Indices lie in 0-1 and within their bounds."""
    point, low, high = (indices[c] for c in ("polyarchy", "polyarchy_low", "polyarchy_high"))
    values = indices[["polyarchy", "libdem"]]
    require(
        "vdem_regimes",
        no_duplicates(latest, ["ccode", "year"]),
        (not ((values < 0) | (values > 1)).any().any(), "an index is outside 0-1"),
        (not ((point < low) | (point > high)).any(), "a point estimate is outside its bounds"),
        (bool(indices["year"].between(1789, 2035).all()), "a year is outside 1789-2035"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """One row a state and year."""
    regimes = tables["regimes"]
    require(
        "vdem_regimes",
        (not regimes.empty, "no row with a COW code"),
        no_duplicates(regimes, ["ccode", "year"]),
    )
