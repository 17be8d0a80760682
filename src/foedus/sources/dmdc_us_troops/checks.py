"""What must hold of the troop and base files and of the tables made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

_MONTHS = ["March", "June", "September", "December"]
_FLAGS = ["base", "lilypad", "fundedsite"]


def check_input(troops: pd.DataFrame, sites: pd.DataFrame) -> None:
    """One row a host and month, no negative figure, sites flagged 0 or 1."""
    require(
        "dmdc_us_troops",
        no_duplicates(troops, ["ccode", "year", "month"]),
        (bool(troops["month"].isin(_MONTHS).all()), f"a month is none of {_MONTHS}"),
        (bool((troops["troops_ad"] >= 0).all()), "a figure is negative or empty"),
        (bool(sites[_FLAGS].isin([0, 1]).all().all()), "a site's flag is not 0 or 1"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """One row a host and year, and one a host."""
    require(
        "dmdc_us_troops",
        (not tables["us_troops"].empty, "no host that is a state"),
        no_duplicates(tables["us_troops"], ["ccode", "year"]),
        no_duplicates(tables["us_bases"], ["ccode"]),
    )
