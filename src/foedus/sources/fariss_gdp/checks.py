"""What must hold of the GDP file and of the table made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.opening import no_duplicates, require

if TYPE_CHECKING:
    import pandas as pd

_VALUES = ["gdp", "gdp_sd", "population", "population_sd", "gdppc", "gdppc_sd"]


def check_input(raw: pd.DataFrame) -> None:
    """Keys are there and unique; estimates and their standard deviations are positive."""
    values = raw[_VALUES]
    require(
        "fariss_gdp",
        no_duplicates(raw, ["ccode", "year"]),
        (not raw[["ccode", "year"]].isna().any().any(), "a ccode or year is empty"),
        (bool((values.isna() | (values > 0)).all().all()), "an estimate is not positive"),
        # Logged values (another selection of the same estimates) would stay below 20.
        (bool(values["gdppc"].median() > 100), "GDP per head looks logged, not in dollars"),
    )


def check_output(tables: dict[str, pd.DataFrame]) -> None:
    """There is something left."""
    require("fariss_gdp", (not tables["gdp"].empty, "no row with an estimate"))
